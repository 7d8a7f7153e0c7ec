"""The compiled loops over explicit arcs, where a move need not be transitive.

Here the rule that no decision maker moves twice in a row matters, so what is visited are pairs
(state, last mover); each arc is looked at once.
"""

# ruff: noqa: ANN001, ANN201, PLR0917, PLR1714 -- numba infers types; loops stay plain
# mypy: disable-error-code="no-untyped-def, no-untyped-call"
from __future__ import annotations

import numpy as np
from numba import njit

from sulh.graph.kernels import UNREACHED, sort_states


@njit(cache=True, nogil=True)
def is_barred(who, source, target, bar_owner, bar_source, bar_target):
    """Whether the move of `who` from `source` to `target` is barred."""
    for b in range(bar_owner.shape[0]):
        if bar_owner[b] == who and bar_source[b, source] and bar_target[b, target]:
            return True
    return False


@njit(cache=True, nogil=True)
def option_arcs(mask, on_only, off_only, feasible, who, bars, starts, targets):
    """Moves of one decision maker, state by state; with empty `targets`, only counts them."""
    bar_owner, bar_source, bar_target = bars
    total = 0
    for s in range(feasible.shape[0]):
        starts[s] = total
        if not feasible[s]:
            continue
        free = mask & ~(s & on_only) & ~(~s & off_only)
        change = free
        while change:
            t = s ^ change
            if feasible[t] and not is_barred(who, s, t, bar_owner, bar_source, bar_target):
                if targets.shape[0]:
                    targets[total] = t
                total += 1
            change = (change - 1) & free
    starts[feasible.shape[0]] = total
    return total


@njit(cache=True, nogil=True)
def reverse_arcs(starts, targets, back_starts, sources):
    """The same arcs by target."""
    n = starts.shape[0] - 1
    back_starts[:] = 0
    for a in range(targets.shape[0]):
        back_starts[targets[a] + 1] += 1
    for s in range(n):
        back_starts[s + 1] += back_starts[s]
    place = back_starts[:n].copy()
    for s in range(n):
        for a in range(starts[s], starts[s + 1]):
            sources[place[targets[a]]] = s
            place[targets[a]] += 1


@njit(cache=True, nogil=True)
def arc_lowest(
    focal, ranks, value, seeds, n_seeds, improving, back_starts, sources, base, visited, moved,
    stack, lowest,
):  # fmt: skip
    """For each state the lowest `value` the others can reach from it by a legal sequence."""
    n_dm = ranks.shape[0]
    lowest[:] = UNREACHED
    visited[:] = False
    moved[:] = False
    for q in range(n_seeds):
        seed = seeds[q]
        x = value[seed]
        top = 0
        for k in range(n_dm):
            if k != focal and not visited[k, seed]:
                visited[k, seed] = True
                stack[top] = seed * n_dm + k
                top += 1
        while top:
            top -= 1
            v, k = stack[top] // n_dm, stack[top] % n_dm
            for a in range(back_starts[k, v], back_starts[k, v + 1]):
                u = sources[base[k] + a]
                if moved[k, u] or (improving and ranks[k, u] >= ranks[k, v]):
                    continue
                moved[k, u] = True
                if lowest[u] == UNREACHED:
                    lowest[u] = x
                for j in range(n_dm):
                    if j != focal and j != k and not visited[j, u]:
                        visited[j, u] = True
                        stack[top] = u * n_dm + j
                        top += 1


@njit(cache=True, nogil=True)
def arc_best_choice(rank, starts, targets, out):
    """The highest rank among a state and the targets of its arcs; -1 if infeasible."""
    for s in range(rank.shape[0]):
        top = rank[s]
        for a in range(starts[s], starts[s + 1]):
            top = max(top, rank[targets[a]])
        out[s] = top


@njit(cache=True, nogil=True)
def arc_deterred(rank, lowest, starts, targets, out):
    """Whether every improvement t from s is answered: lowest[t] <= rank[s]."""
    for s in range(rank.shape[0]):
        out[s] = rank[s] >= 0
        for a in range(starts[s], starts[s + 1]):
            t = targets[a]
            if rank[t] > rank[s] and lowest[t] > rank[s]:
                out[s] = False
                break


@njit(cache=True, nogil=True)
def arc_task(focal, kind, ranks, starts, targets, back_starts, sources, base, lowest, out):
    """Stability of every state for `focal` under `kind` (0 nash .. 4 sseq), into `out`.

    `lowest` is filled with what the answers can bring it down to, by state.
    """
    n_dm, n = ranks.shape
    rank = ranks[focal]
    mine = targets[base[focal] : base[focal + 1]]
    lowest[:] = UNREACHED
    if kind:
        value = rank.copy()
        if kind == 2 or kind == 4:
            arc_best_choice(rank, starts[focal], mine, value)
        seeds = np.empty(n, np.int32)
        n_seeds = sort_states(value, np.empty(n + 1, np.int32), seeds)
        arc_lowest(
            focal, ranks, value, seeds, n_seeds, kind >= 3, back_starts, sources, base,
            np.empty((n_dm, n), np.bool_), np.empty((n_dm, n), np.bool_),
            np.empty(n * n_dm, np.int64), lowest,
        )  # fmt: skip
    arc_deterred(rank, lowest, starts[focal], mine, out)


@njit(cache=True, nogil=True)
def arc_batch(batch, kinds, starts, targets, back_starts, sources, base, stable):
    """All `kinds` for each table of ranks in `batch` (n, n_dm, n_states), into `stable`."""
    lowest = np.empty(batch.shape[2], np.int32)
    for b in range(batch.shape[0]):
        for k in range(kinds.shape[0]):
            for i in range(batch.shape[1]):
                arc_task(
                    i, kinds[k], batch[b], starts, targets, back_starts, sources, base,
                    lowest, stable[b, k, i],
                )  # fmt: skip


@njit(cache=True, nogil=True)
def shortest_paths(start, ranks, improving, starts, targets, base, tables):
    """Breadth first from `start`: `tables` are distance, mover and previous, all -1 before."""
    n_dm, n = ranks.shape
    queue = np.empty(n, np.int32)
    queue[0] = start
    tables[0, start] = 0
    head, tail = 0, 1
    while head < tail:
        s = queue[head]
        head += 1
        for i in range(n_dm):
            for a in range(base[i] + starts[i, s], base[i] + starts[i, s + 1]):
                t = targets[a]
                if tables[0, t] >= 0 or (improving and ranks[i, t] <= ranks[i, s]):
                    continue
                tables[0, t] = tables[0, s] + 1
                tables[1, t] = i
                tables[2, t] = s
                queue[tail] = t
                tail += 1


@njit(cache=True, nogil=True)
def arc_worst_reply(focal, ranks, value, back_starts, sources, base, out):
    """The lowest `value` that the others reach from each state; UNREACHED if they cannot move."""
    n_dm, n = ranks.shape
    seeds = np.empty(n, np.int32)
    n_seeds = sort_states(value, np.empty(n + 1, np.int32), seeds)
    arc_lowest(
        focal, ranks, value, seeds, n_seeds, False, back_starts, sources, base,
        np.empty((n_dm, n), np.bool_), np.empty((n_dm, n), np.bool_),
        np.empty(n * n_dm, np.int64), out,
    )  # fmt: skip


@njit(cache=True, nogil=True)
def arc_best_reply(value, starts, targets, out):
    """The highest `value` among the targets of the arcs from each state; -1 without any."""
    for s in range(value.shape[0]):
        out[s] = -1
        for a in range(starts[s], starts[s + 1]):
            out[s] = max(out[s], value[targets[a]])


@njit(cache=True, nogil=True)
def shortest_option_paths(start, ranks, improving, masks, bars, tables):
    """The same over changes of options: ``masks[i]`` are all, on-only and off-only options of i."""
    n_dm, n = ranks.shape
    bar_owner, bar_source, bar_target = bars
    queue = np.empty(n, np.int32)
    queue[0] = start
    tables[0, start] = 0
    head, tail = 0, 1
    while head < tail:
        s = np.int64(queue[head])
        head += 1
        for i in range(n_dm):
            free = masks[i, 0] & ~(s & masks[i, 1]) & ~(~s & masks[i, 2])
            change = free
            while change:
                t = s ^ change
                change = (change - 1) & free
                if tables[0, t] >= 0 or ranks[i, t] < 0:
                    continue
                if improving and ranks[i, t] <= ranks[i, s]:
                    continue
                if is_barred(i, s, t, bar_owner, bar_source, bar_target):
                    continue
                tables[0, t] = tables[0, s] + 1
                tables[1, t] = i
                tables[2, t] = s
                queue[tail] = t
                tail += 1
