"""The compiled loops for at most 64 states, a set of states in one machine word.

For each focal decision maker the preference levels are walked upwards; at each level four sets
grow: the states from which the others can bring it down to that level (or below), by moves or by
improvements, to any state or to one it cannot leave for the better. A state is stable if all its
improvements lie in that set. Right for any moves: who moved last is kept.
"""

# ruff: noqa: ANN001, ANN201, C901, PLR0912, PLR0917, PLR1714, SIM110 -- numba infers types; loops stay plain
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
def all_moved(focal, movable, moved):
    """Whether every state from which somebody else could begin is known already."""
    for k in range(movable.shape[0]):
        if k != focal and moved[k] != movable[k]:
            return False
    return True


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
def levels_of(payoff, chosen, keys, heap, group, under):
    """Put states into levels of equal payoff, ascending; how many levels.

    ``group[p]`` is the set of level p; ``under[s]`` the states worse than s. A state's place is
    the number of states worse than it, counted in a loop that vectorises.
    """
    n = chosen.shape[0]
    for p in range(n):
        keys[p] = payoff[chosen[p]]
        heap[p] = NONE
    for p in range(n):
        key = keys[p]
        worse = 0
        for q in range(n):
            worse += keys[q] < key
        heap[worse] |= ONE << np.uint64(chosen[p])
    level = 0
    seen = NONE
    for p in range(n):
        if heap[p]:
            group[level] = heap[p]
            level += 1
            rest = heap[p]
            while rest:
                under[lowest_bit(rest)] = seen
                rest &= rest - ONE
            seen |= heap[p]
    return level


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
    heap = np.empty(n, np.uint64)
    group = np.empty((n_dm, n), np.uint64)
    n_levels = np.empty(n_dm, np.int64)
    under = np.zeros((n_dm, n), np.uint64)
    escape = np.empty(n, np.uint64)
    pending = np.empty(n_dm, np.uint64)
    visited3, moved3 = np.empty(n_dm, np.uint64), np.empty(n_dm, np.uint64)
    visited4, moved4 = np.empty(n_dm, np.uint64), np.empty(n_dm, np.uint64)
    known = np.empty(5, np.uint64)
    movable = np.empty(n_dm, np.uint64)
    needed = np.zeros(5, np.bool_)
    for k in range(wanted.shape[0]):
        needed[wanted[k]] = True
    feasible = NONE
    for p in range(chosen.shape[0]):
        feasible |= ONE << np.uint64(chosen[p])
    for b in range(n_batch):
        for i in range(n_dm):
            n_levels[i] = levels_of(payoffs[b, i], chosen, keys, heap, group[i], under[i])
            movable[i] = NONE
            for v in range(n):
                movable[i] |= backward[i, v] & under[i, v]
        for i in range(n_dm):
            escapes(n_levels[i], group[i], backward[i], escape)
            visited3[:] = NONE
            moved3[:] = NONE
            visited4[:] = NONE
            moved4[:] = NONE
            known[:] = NONE
            reached = NONE
            stuck = NONE
            open3 = needed[3] and not all_moved(i, movable, moved3)
            open4 = needed[4] and not all_moved(i, movable, moved4)
            for p in range(n_levels[i]):
                reached |= group[i, p]
                new_stuck = reached & ~escape[p] & ~stuck
                stuck |= new_stuck
                known[1] |= union_at(back_reach[i], group[i, p])
                known[2] |= union_at(back_reach[i], new_stuck)
                if open3:
                    spread(i, group[i, p], backward, under, pending, visited3, moved3)
                    for k in range(n_dm):
                        known[3] |= moved3[k]
                    open3 = not all_moved(i, movable, moved3)
                if open4 and new_stuck:
                    spread(i, new_stuck, backward, under, pending, visited4, moved4)
                    for k in range(n_dm):
                        known[4] |= moved4[k]
                    open4 = not all_moved(i, movable, moved4)
                rest = group[i, p]
                while rest:
                    s = lowest_bit(rest)
                    rest &= rest - ONE
                    better = forward[i, s] & feasible & ~reached
                    for k in range(wanted.shape[0]):
                        stable[b, k, i, s] = better & ~known[wanted[k]] == NONE
