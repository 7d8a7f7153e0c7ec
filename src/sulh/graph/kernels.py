"""The compiled loops over blocks of option moves (see :mod:`sulh.graph.layout`).

States are kernel states. ``ranks[i, s]`` is the rank of state s for decision maker i, -1 where
infeasible. Moves of one decision maker over options are transitive up to returning to where they
began, so for sanctions (which never end at the improved state itself) the legal sequences of the
opponents reach the same states as plain sequences do: ``docs/decisions/0001`` has the proof.

Every sanction question is then one about minima: *how low, for the focal decision maker, can the
others bring it from here*. It is answered for all states at once by visiting states in ascending
order of value, each with everything that leads to it: linear in states times decision makers.
"""

# ruff: noqa: ANN001, ANN201, PLR0917, PLR1714 -- numba infers types; loops stay plain
# mypy: disable-error-code="no-untyped-def, no-untyped-call"
from __future__ import annotations

import numpy as np
from numba import njit

UNREACHED = np.int32(2**31 - 1)
N_KINDS = 5
"""nash, gmr, smr, seq, sseq: the order of the second axis of what the kernels fill in."""


@njit(cache=True, nogil=True)
def sort_states(values, starts, out):
    """Counting sort: states with values >= 0 in ascending order of value; how many they are."""
    n = values.shape[0]
    starts[: n + 1] = 0
    for s in range(n):
        starts[values[s] + 1] += 1
    starts[0] = 0
    for r in range(1, n + 1):
        starts[r] += starts[r - 1]
    total = starts[n]
    for s in range(n):
        r = values[s]
        if r >= 0:
            out[starts[r]] = s
            starts[r] += 1
    return total


@njit(cache=True, nogil=True)
def build_groups(ascending, n_feasible, low, width, order, count):
    """Distribute states, already ascending by rank, into the groups of one decision maker."""
    count[:] = 0
    under = (1 << low) - 1
    for p in range(n_feasible):
        s = ascending[p]
        g = (s >> (low + width) << low) | (s & under)
        order[(g << width) + count[g]] = s
        count[g] += 1


@njit(cache=True, nogil=True)
def no_improvement(rank, order, count, low, width, directed, out):
    """Nash: no state that can be chosen ranks higher."""
    full = (1 << directed) - 1
    for g in range(count.shape[0]):
        free = full ^ ((g >> low) & full)
        top = -1
        more = free
        while True:
            h = g | (more << low)
            if count[h]:
                top = max(top, rank[order[(h << width) + count[h] - 1]])
            if more == 0:
                break
            more = (more - 1) & free
        for p in range(g << width, (g << width) + count[g]):
            out[order[p]] = rank[order[p]] == top


@njit(cache=True, nogil=True)
def best_choice(rank, order, count, low, width, directed, out):
    """The highest rank among a state and all that its decision maker can move to; else -1."""
    full = (1 << directed) - 1
    out[:] = -1
    for g in range(count.shape[0]):
        free = full ^ ((g >> low) & full)
        top = np.int32(-1)
        more = free
        while True:
            h = g | (more << low)
            if count[h]:
                top = max(top, rank[order[(h << width) + count[h] - 1]])
            if more == 0:
                break
            more = (more - 1) & free
        for p in range(g << width, (g << width) + count[g]):
            out[order[p]] = top


@njit(cache=True, nogil=True)
def lowest_reached(
    focal, ranks, value, seeds, n_seeds, improving, low, width, directed,
    order, count, offset, pointer, highest, stack, lowest,
):  # fmt: skip
    """For each state the lowest `value` among itself and all that the others can reach from it.

    `pointer[g]` counts the states of group g, ascending for its owner, that are visited already;
    `highest[g]` is the highest rank of a visited state that group g leads to: sources of less are
    done, in g and in every group of fewer irreversible options.
    """
    n_dm = ranks.shape[0]
    lowest[:] = UNREACHED
    pointer[:] = 0
    highest[:] = -1
    for k in range(n_seeds):
        seed = seeds[k]
        if lowest[seed] != UNREACHED:
            continue
        x = value[seed]
        lowest[seed] = x
        stack[0] = seed
        top = 1
        while top:
            top -= 1
            v = stack[top]
            for j in range(n_dm):
                w = width[j]
                if j == focal or w + directed[j] == 0:
                    continue
                g = (v >> (low[j] + w) << low[j]) | (v & ((1 << low[j]) - 1))
                above = ranks[j, v] if improving else UNREACHED
                if above <= highest[offset[j] + g]:
                    continue
                config = (g >> low[j]) & ((1 << directed[j]) - 1)
                rest = g ^ (config << low[j])
                sub = config
                while True:
                    h = rest | (sub << low[j])
                    if above > highest[offset[j] + h]:
                        highest[offset[j] + h] = above
                        p = pointer[offset[j] + h]
                        end = count[offset[j] + h]
                        base = h << w
                        while p < end:
                            u = order[j, base + p]
                            if improving and ranks[j, u] >= above:
                                break
                            if lowest[u] == UNREACHED:
                                lowest[u] = x
                                stack[top] = u
                                top += 1
                            p += 1
                        pointer[offset[j] + h] = p
                    if sub == 0:
                        break
                    sub = (sub - 1) & config


@njit(cache=True, nogil=True)
def deterred(rank, lowest, order, count, low, width, directed, out):
    """Whether every improvement t from s is answered: lowest[t] <= rank[s]."""
    full = (1 << directed) - 1
    for g in range(count.shape[0]):
        for p in range(g << width, (g << width) + count[g]):
            out[order[p]] = True
        free = full ^ ((g >> low) & full)
        more = free
        while True:
            h = g | (more << low)
            q = (h << width) + count[h] - 1
            worst = np.int32(-1)
            for p in range((g << width) + count[g] - 1, (g << width) - 1, -1):
                s = order[p]
                while q >= h << width and rank[order[q]] > rank[s]:
                    worst = max(worst, lowest[order[q]])
                    q -= 1
                if worst > rank[s]:
                    out[s] = False
            if more == 0:
                break
            more = (more - 1) & free


@njit(cache=True, nogil=True)
def block_task(
    focal, kind, ranks, low, width, directed, order, count, offset, work, groups, out,
):  # fmt: skip
    """Stability of every state for `focal` under `kind` (0 nash .. 4 sseq), into `out`.

    `work` is int32 (5, n_states + 2), `groups` int32 (2, number of groups): scratch.
    """
    n = ranks.shape[1]
    rank = ranks[focal]
    mine = count[offset[focal] : offset[focal + 1]]
    shape = (low[focal], width[focal], directed[focal])
    if kind == 0:
        no_improvement(rank, order[focal], mine, *shape, out)
        return
    value = work[0, :n]
    if kind == 2 or kind == 4:
        best_choice(rank, order[focal], mine, *shape, value)
    else:
        value[:] = rank
    n_seeds = sort_states(value, work[1], work[2])
    lowest_reached(
        focal, ranks, value, work[2], n_seeds, kind >= 3, low, width, directed,
        order, count, offset, groups[0], groups[1], work[3], work[4],
    )  # fmt: skip
    deterred(rank, work[4], order[focal], mine, *shape, out)


@njit(cache=True, nogil=True)
def block_orders(ranks, i, low, width, offset, work, order, count):
    """Groups of decision maker i, each ascending by rank."""
    n_feasible = sort_states(ranks[i], work[1], work[2])
    mine = count[offset[i] : offset[i + 1]]
    build_groups(work[2], n_feasible, low[i], width[i], order[i], mine)


@njit(cache=True, nogil=True)
def block_batch(batch, kinds, low, width, directed, offset, stable):
    """All `kinds` for each table of ranks in `batch` (n, n_dm, n_states), into `stable`."""
    n, n_dm, n_states = batch.shape
    order = np.empty((n_dm, n_states), np.int32)
    count = np.empty(offset[n_dm], np.int32)
    groups = np.empty((2, offset[n_dm]), np.int32)
    work = np.empty((5, n_states + 2), np.int32)
    for b in range(n):
        for i in range(n_dm):
            block_orders(batch[b], i, low, width, offset, work, order, count)
        for k in range(kinds.shape[0]):
            for i in range(n_dm):
                block_task(
                    i, kinds[k], batch[b], low, width, directed, order, count, offset,
                    work, groups, stable[b, k, i],
                )  # fmt: skip


@njit(cache=True, nogil=True)
def free_block_task(payoff, inside, outside, kinds, out):
    """Nash, GMR and SMR of one decision maker where all is feasible and reversible.

    GMR: no improvement, or at least the maximin payoff; SMR: at least the minimax payoff. `inside`
    and `outside` are the subsets of its own and of the others' option bits. `out` is bool
    (n_kinds, n_states).
    """
    n_own, n_rest = inside.shape[0], outside.shape[0]
    low = np.empty(n_own, payoff.dtype)
    top = np.empty(n_rest, payoff.dtype)
    for c in range(n_own):
        low[c] = payoff[inside[c]]
    for h in range(n_rest):
        here = payoff[outside[h]]
        for c in range(n_own):
            x = payoff[outside[h] | inside[c]]
            here = max(here, x)
            low[c] = min(low[c], x)
        top[h] = here
    limit = (top[0], low.max(), top.min())
    for k in range(kinds.shape[0]):
        bound = limit[kinds[k]]
        for h in range(n_rest):
            peak = top[h] if kinds[k] == 0 else min(bound, top[h])
            for c in range(n_own):
                s = outside[h] | inside[c]
                out[k, s] = payoff[s] >= peak
