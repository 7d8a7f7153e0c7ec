"""The compiled loops of coalition analysis: reach of coalitions as rows of bits.

A row is a set of states, 64 to a word. A coalition is a number whose bit i says that decision
maker i is in it.
"""

# ruff: noqa: ANN001, ANN201, C901, PLR0917 -- numba infers types; loops stay plain
# mypy: disable-error-code="no-untyped-def, no-untyped-call"
from __future__ import annotations

import numpy as np
from numba import njit

ONE = np.uint64(1)
NONE = np.uint64(0)


@njit(cache=True, nogil=True)
def has(row, s):
    """Whether the set `row` holds state s."""
    return (row[s >> 6] >> np.uint64(s & 63)) & ONE != NONE


@njit(cache=True, nogil=True)
def put(row, s):
    """Put state s into the set `row`."""
    row[s >> 6] |= ONE << np.uint64(s & 63)


@njit(cache=True, nogil=True)
def reach_of(coalition, starts, targets, base, out):
    """Row s of `out`: the states `coalition` reaches from s by legal sequences of moves."""
    n_dm, n = starts.shape[0], starts.shape[1] - 1
    seen = np.full((n_dm, n), -1, np.int32)
    stack = np.empty(n_dm * n + 1, np.int64)
    out[:] = NONE
    for s in range(n):
        stack[0] = s * (n_dm + 1) + n_dm
        top = 1
        while top:
            top -= 1
            here, last = stack[top] // (n_dm + 1), stack[top] % (n_dm + 1)
            for k in range(n_dm):
                if k == last or not (coalition >> k) & 1:
                    continue
                for a in range(base[k] + starts[k, here], base[k] + starts[k, here + 1]):
                    t = targets[a]
                    if seen[k, t] != s:
                        seen[k, t] = s
                        put(out[s], t)
                        stack[top] = t * (n_dm + 1) + k
                        top += 1


@njit(cache=True, nogil=True)
def all_gain(coalition, ranks, s, t):
    """Whether every member of `coalition` prefers t to s."""
    for i in range(ranks.shape[0]):
        if (coalition >> i) & 1 and ranks[i, t] <= ranks[i, s]:
            return False
    return True


@njit(cache=True, nogil=True)
def improvements_of(coalition, ranks, reach, out):
    """Row s of `out`: the states in row s of `reach` that all of `coalition` prefer to s."""
    n = reach.shape[0]
    out[:] = NONE
    for s in range(n):
        for t in range(n):
            if has(reach[s], t) and all_gain(coalition, ranks, s, t):
                put(out[s], t)


@njit(cache=True, nogil=True)
def improving_reach_of(opponents, improving, out):
    """Row s of `out`: states reached by coalition improvements of subsets of `opponents`.

    ``improving[K]`` are the improvements of coalition K; no coalition moves twice in a row.
    """
    n_sets, n = improving.shape[0], improving.shape[1]
    seen = np.full((n_sets, n), -1, np.int32)
    stack = np.empty(n_sets * n + 1, np.int64)
    out[:] = NONE
    for s in range(n):
        stack[0] = s * n_sets
        top = 1
        while top:
            top -= 1
            here, last = stack[top] // n_sets, stack[top] % n_sets
            for group in range(1, n_sets):
                if group == last or group & ~opponents:
                    continue
                for w in range(improving.shape[2]):
                    if improving[group, here, w] == NONE:
                        continue
                    for t in range(w << 6, min(n, (w + 1) << 6)):
                        if has(improving[group, here], t) and seen[group, t] != s:
                            seen[group, t] = s
                            put(out[s], t)
                            stack[top] = t * n_sets + group
                            top += 1


@njit(cache=True, nogil=True)
def coalition_stable(coalition, ranks, reach, improving, answers, symmetric, out):
    """Whether each improvement of `coalition` is answered by a state in its row of `answers`.

    An answer counts if some member ends no better than at s; if `symmetric`, only one from which
    the coalition reaches nothing that all its members prefer to s.
    """
    n = reach.shape[0]
    bound = np.empty(n, np.int8)
    for s in range(n):
        out[s] = ranks[0, s] >= 0
        bound[:] = -1
        for t in range(n):
            if not out[s] or not has(improving[s], t):
                continue
            answered = False
            for u in range(n):
                if not has(answers[t], u) or all_gain(coalition, ranks, s, u):
                    continue
                if bound[u] < 0:
                    bound[u] = 1
                    if symmetric:
                        for v in range(n):
                            if has(reach[u], v) and all_gain(coalition, ranks, s, v):
                                bound[u] = 0
                                break
                if bound[u]:
                    answered = True
                    break
            if not answered:
                out[s] = False
