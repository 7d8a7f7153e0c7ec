"""The compiled loop over the moves away from one state, under many preferences.

Each improvement is followed by the others' legal sequences of improvements, forwards, until one
is found that answers it. Right for any moves: who moved last is kept.
"""

# ruff: noqa: ANN001, ANN201, PLR0917, PLR1714, SIM109 -- numba infers types; loops stay plain
# mypy: disable-error-code="no-untyped-def, no-untyped-call"
from __future__ import annotations

import numpy as np
from numba import njit

ANYBODY = -2
"""Somebody whom no decision maker is kept from following."""


@njit(cache=True, nogil=True)
def can_escape(who, state, limit, row, starts, targets, base):
    """Whether `who` has a move from `state` to one that ranks above `limit`."""
    for a in range(base[who] + starts[who, state], base[who] + starts[who, state + 1]):
        if row[targets[a]] > limit:
            return True
    return False


@njit(cache=True, nogil=True)
def answer(focal, state, target, ranks, starts, targets, base, improving, stamp, seen, last, todo):
    """How far the others answer a move: 0 not, 1 by a threat (SEQ), 2 with no way out (SSEQ).

    With `improving` false any of their moves count, and 1 is the most (GMR). `seen` and `last`
    are marks of earlier calls, told apart by `stamp`; `todo` holds states and who came last.
    """
    limit = ranks[focal, state]
    best = 0
    seen[target] = stamp
    last[target] = ANYBODY
    todo[0, 0], todo[0, 1] = target, ANYBODY
    n_todo = 1
    while n_todo:
        n_todo -= 1
        here, before = todo[n_todo, 0], todo[n_todo, 1]
        for k in range(ranks.shape[0]):
            if k == focal or k == before:
                continue
            for a in range(base[k] + starts[k, here], base[k] + starts[k, here + 1]):
                there = targets[a]
                if improving and ranks[k, there] <= ranks[k, here]:
                    continue
                if seen[there] != stamp:
                    seen[there] = stamp
                    last[there] = k
                    if ranks[focal, there] <= limit:
                        best = 1
                        if not improving or not can_escape(
                            focal, there, limit, ranks[focal], starts, targets, base
                        ):
                            return best + improving
                    todo[n_todo, 0], todo[n_todo, 1] = there, k
                    n_todo += 1
                elif last[there] not in (k, ANYBODY):
                    # reached by two: whoever came first may now move on from here as well
                    last[there] = ANYBODY
                    todo[n_todo, 0], todo[n_todo, 1] = there, k
                    n_todo += 1
    return best


@njit(cache=True, nogil=True)
def ways_batch(state, movers, aims, ranks, starts, targets, base, codes, holds):
    """How far each move (`movers`, `aims`) from `state` goes unanswered, under each ranks.

    ``ranks`` is (n, n_dm, n_states). ``codes[b, m]`` becomes 0 for what is no improvement or is
    answered, 1 not under SSEQ, 2 nor SEQ, 3 nor GMR; ``holds[b]`` whether all are 0. With `codes`
    of no columns only the latter is found, and nothing more once it is known.
    """
    n, _, n_states = ranks.shape
    whole = codes.shape[1] == movers.shape[0]
    seen = np.zeros(n_states, np.int64)
    last = np.empty(n_states, np.int64)
    todo = np.empty((2 * n_states + 1, 2), np.int64)
    stamp = 0
    for b in range(n):
        mine = ranks[b]
        holds[b] = True
        for m in range(movers.shape[0]):
            who, aim = movers[m], aims[m]
            code = 0
            if mine[who, aim] > mine[who, state]:
                stamp += 1
                found = answer(
                    who, state, aim, mine, starts, targets, base, True, stamp, seen, last, todo
                )
                code = 2 - found
                if whole and code == 2:
                    stamp += 1
                    any_move = answer(
                        who, state, aim, mine, starts, targets, base, False, stamp, seen, last,
                        todo,
                    )  # fmt: skip
                    code += 1 - any_move
            if whole:
                codes[b, m] = code
            if code:
                holds[b] = False
                if not whole:
                    break


@njit(cache=True, nogil=True)
def reach_batch(state, ranks, starts, targets, base, reached):
    """Where paths of improvements lead from `state`, into `reached` (n, n_states).

    Anybody may make the next move, also whoever made the last.
    """
    todo = np.empty(ranks.shape[2], np.int64)
    for b in range(ranks.shape[0]):
        reached[b] = False
        reached[b, state] = True
        todo[0] = state
        n_todo = 1
        while n_todo:
            n_todo -= 1
            here = todo[n_todo]
            for k in range(ranks.shape[1]):
                mine = ranks[b, k]
                for a in range(base[k] + starts[k, here], base[k] + starts[k, here + 1]):
                    there = targets[a]
                    if not reached[b, there] and mine[there] > mine[here]:
                        reached[b, there] = True
                        todo[n_todo] = there
                        n_todo += 1
