"""The compiled loops for at most 64 states, a set of states in one machine word.

For each focal decision maker the preference levels are walked upwards; at each level four sets
grow: the states from which the others can bring it down to that level (or below), by moves or by
improvements, to any state or to one it cannot leave for the better. A state is stable if all its
improvements lie in that set. Right for any moves: who moved last is kept.
"""

# ruff: noqa: ANN001, ANN201, C901, PLR0917, PLR1714 -- numba infers types; loops stay plain
# mypy: disable-error-code="no-untyped-def, no-untyped-call"
from __future__ import annotations

import numpy as np
from numba import njit

ONE = np.uint64(1)
NONE = np.uint64(0)
ALL = np.uint64(2**64 - 1)
_DE_BRUIJN = np.uint64(0x03F79D71B4CB0A89)
_SHIFT = np.uint64(58)
_PLACE = np.zeros(64, np.int64)
for _bit in range(64):
    _PLACE[((0x03F79D71B4CB0A89 << _bit) % 2**64) >> 58] = _bit


@njit(cache=True, nogil=True)
def lowest_bit(x):
    """The place of the lowest bit of x, which is not 0."""
    return _PLACE[((x & (~x + ONE)) * _DE_BRUIJN) >> _SHIFT]


@njit(cache=True, nogil=True)
def move_sets(starts, targets, base, forward, backward):
    """Moves as sets: ``forward[i, s]`` holds the targets from s, ``backward[i, t]`` the sources."""
    forward[:] = NONE
    backward[:] = NONE
    for i in range(forward.shape[0]):
        for s in range(forward.shape[1]):
            for a in range(base[i] + starts[i, s], base[i] + starts[i, s + 1]):
                forward[i, s] |= ONE << np.uint64(targets[a])
                backward[i, targets[a]] |= ONE << np.uint64(s)


@njit(cache=True, nogil=True)
def spread(focal, seeds, backward, below, pending, visited, moved):
    """Add to ``moved[k]`` the states from which k, first of a legal sequence, leads to `seeds`.

    `below[k, v]` holds the states from which a move of k to v counts. `visited` and `moved` keep
    what earlier, lower seeds have led to.
    """
    n_dm = backward.shape[0]
    waiting = False
    for k in range(n_dm):
        pending[k] = NONE if k == focal else seeds & ~visited[k]
        visited[k] |= pending[k]
        waiting |= pending[k] != NONE
    while waiting:
        waiting = False
        for k in range(n_dm):
            found = NONE
            while pending[k]:
                v = lowest_bit(pending[k])
                pending[k] &= pending[k] - ONE
                found |= backward[k, v] & below[k, v]
            found &= ~moved[k]
            if found:
                moved[k] |= found
                for j in range(n_dm):
                    if j != focal and j != k:
                        new = found & ~visited[j]
                        visited[j] |= new
                        pending[j] |= new
                        waiting |= new != NONE


@njit(cache=True, nogil=True)
def reach_back(backward, back_reach):
    """``back_reach[i, u]``: states from which everyone but i can get to u by legal sequences."""
    n_dm, n = backward.shape
    everywhere = np.full((n_dm, n), ALL, np.uint64)
    sets = np.empty((3, n_dm), np.uint64)
    for i in range(n_dm):
        for u in range(n):
            sets[:] = NONE
            spread(i, ONE << np.uint64(u), backward, everywhere, sets[0], sets[1], sets[2])
            back_reach[i, u] = NONE
            for k in range(n_dm):
                back_reach[i, u] |= sets[2, k]


@njit(cache=True, nogil=True)
def levels_of(payoff, chosen, keys, place, group, under):
    """Sort states into levels of equal payoff, ascending; how many levels.

    ``group[p]`` is the set of level p; ``under[s]`` the states worse than s.
    """
    n = chosen.shape[0]
    for p in range(n):
        key = payoff[chosen[p]]
        q = p
        while q > 0 and keys[q - 1] > key:
            keys[q] = keys[q - 1]
            place[q] = place[q - 1]
            q -= 1
        keys[q] = key
        place[q] = chosen[p]
    level = -1
    seen = NONE
    for p in range(n):
        if p == 0 or keys[p] != keys[p - 1]:
            if level >= 0:
                seen |= group[level]
            level += 1
            group[level] = NONE
        group[level] |= ONE << np.uint64(place[p])
        under[place[p]] = seen
    return level + 1


@njit(cache=True, nogil=True)
def escapes(n_levels, group, backward, out):
    """``out[p]``: the states with a move to a level above p."""
    seen = NONE
    for p in range(n_levels - 1, -1, -1):
        out[p] = seen
        rest = group[p]
        while rest:
            seen |= backward[lowest_bit(rest)]
            rest &= rest - ONE


@njit(cache=True, nogil=True)
def union_at(rows, members):
    """The union of ``rows[v]`` over v in `members`."""
    found = NONE
    while members:
        found |= rows[lowest_bit(members)]
        members &= members - ONE
    return found


@njit(cache=True, nogil=True)
def small_batch(payoffs, wanted, chosen, forward, backward, back_reach, stable):
    """Verdicts for each payoffs (n, n_dm, n_states) into `stable` (n, n_wanted, n_dm, n_states).

    ``wanted[k]`` is 0 nash, 1 gmr, 2 smr, 3 seq, 4 sseq.
    """
    n_batch, n_dm, n = payoffs.shape
    keys = np.empty(n, payoffs.dtype)
    place = np.empty(n, np.int64)
    group = np.empty((n_dm, n), np.uint64)
    n_levels = np.empty(n_dm, np.int64)
    under = np.zeros((n_dm, n), np.uint64)
    escape = np.empty(n, np.uint64)
    work = np.empty((5, n_dm), np.uint64)
    known = np.empty(5, np.uint64)
    needed = np.zeros(5, np.bool_)
    for k in range(wanted.shape[0]):
        needed[wanted[k]] = True
    feasible = NONE
    for p in range(chosen.shape[0]):
        feasible |= ONE << np.uint64(chosen[p])
    for b in range(n_batch):
        for i in range(n_dm):
            n_levels[i] = levels_of(payoffs[b, i], chosen, keys, place, group[i], under[i])
        for i in range(n_dm):
            escapes(n_levels[i], group[i], backward[i], escape)
            work[:] = NONE
            known[:] = NONE
            reached = NONE
            stuck = NONE
            for p in range(n_levels[i]):
                reached |= group[i, p]
                new_stuck = reached & ~escape[p] & ~stuck
                stuck |= new_stuck
                known[1] |= union_at(back_reach[i], group[i, p])
                known[2] |= union_at(back_reach[i], new_stuck)
                if needed[3]:
                    spread(i, group[i, p], backward, under, work[0], work[1], work[2])
                if needed[4] and new_stuck:
                    spread(i, new_stuck, backward, under, work[0], work[3], work[4])
                for k in range(n_dm):
                    known[3] |= work[2, k]
                    known[4] |= work[4, k]
                rest = group[i, p]
                while rest:
                    s = lowest_bit(rest)
                    rest &= rest - ONE
                    better = forward[i, s] & feasible & ~reached
                    for k in range(wanted.shape[0]):
                        stable[b, k, i, s] = better & ~known[wanted[k]] == NONE
