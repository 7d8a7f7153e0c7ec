"""Moves, improvements and legal sequences from one state: exact, for any conflict, with the paths.

The compiled kernels answer the same questions for all states at once; these answer them for one,
and say how.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from sulh.errors import ModelError
from sulh.graph.conflict import Conflict
from sulh.graph.reasons import MoveStep

__all__ = [
    "Reached",
    "check_decision_maker",
    "check_state",
    "coalition_improvements",
    "improvements_from",
    "legal_sequences",
    "moves_from",
]


@dataclass(frozen=True, slots=True)
class Reached:
    """A state and a shortest legal sequence of moves that leads to it."""

    state: int
    path: tuple[MoveStep, ...]


def check_state(conflict: Conflict, state: int) -> int:
    """The state as an int; it must exist and be feasible."""
    known = isinstance(state, (int, np.integer))
    if not known or not 0 <= state < conflict.n_states:
        raise ModelError(f"there is no state {state}; states are 0 to {conflict.n_states - 1}")
    if not conflict.feasible[state]:
        raise ModelError(f"state {state} ({conflict.state_name(int(state))}) is infeasible")
    return int(state)


def check_decision_maker(conflict: Conflict, decision_maker: int) -> int:
    """The index as an int; it must exist."""
    known = isinstance(decision_maker, (int, np.integer))
    if not known or not 0 <= decision_maker < conflict.n_dm:
        raise ModelError(
            f"there is no decision maker {decision_maker}; they are 0 to {conflict.n_dm - 1}"
        )
    return int(decision_maker)


def moves_from(conflict: Conflict, decision_maker: int, state: int) -> list[int]:
    """States that a decision maker reaches from `state` in one unilateral move, ascending.

    Raises
    ------
    ModelError
        No such decision maker or state, or an infeasible state.

    Examples
    --------
    >>> c = Conflict.from_arrays([0, 0, 1], [[0] * 8] * 2, irreversible=["on", "both", "both"])
    >>> moves_from(c, 0, 1), moves_from(c, 1, 1)
    ([3], [5])
    """
    check_decision_maker(conflict, decision_maker)
    return _targets(conflict, decision_maker, check_state(conflict, state))


def _targets(conflict: Conflict, decision_maker: int, state: int) -> list[int]:
    if conflict.arcs is not None:
        arcs = conflict.arcs[decision_maker]
        return [int(t) for t in np.sort(arcs[arcs[:, 0] == state, 1])]
    free = 0
    for j, who in enumerate(conflict.owners):
        way = conflict.irreversible[j]
        if decision_maker in who and way in ("both", "off" if state >> j & 1 else "on"):
            free |= 1 << j
    targets = []
    change = free
    while change:
        if _is_move(conflict, decision_maker, state, state ^ change):
            targets.append(state ^ change)
        change = (change - 1) & free
    return sorted(targets)


def _is_move(conflict: Conflict, decision_maker: int, source: int, target: int) -> bool:
    return bool(conflict.feasible[target]) and not any(
        bar.decision_maker == decision_maker and bar.source[source] and bar.target[target]
        for bar in conflict.barred
    )


def improvements_from(conflict: Conflict, decision_maker: int, state: int) -> list[int]:
    """The moves of a decision maker from `state` to states it prefers, ascending."""
    payoff = conflict.payoffs[decision_maker]
    targets = _targets(conflict, decision_maker, state)
    return [t for t in targets if payoff[t] > payoff[state]]


def legal_sequences(
    conflict: Conflict, members: Iterable[int], start: int, *, improving: bool = False
) -> Iterator[Reached]:
    """Each state that `members` reach from `start` by a legal sequence, once, shortest first.

    A legal sequence has at least one move and never two in a row by the same decision maker.

    Parameters
    ----------
    conflict : Conflict
    members : iterable of int
    start : int
    improving : bool
        Only moves that improve on the state they are made from, for the one who makes them.

    Returns
    -------
    iterator of Reached
        `start` itself too, if a sequence leads back to it.

    Raises
    ------
    ModelError
        No such decision maker or state, or an infeasible state.
    """
    group = sorted({check_decision_maker(conflict, who) for who in members})
    return _sequences(conflict, group, check_state(conflict, start), improving)


def _sequences(
    conflict: Conflict, group: Sequence[int], start: int, improving: bool
) -> Iterator[Reached]:
    step = improvements_from if improving else _targets
    seen: set[tuple[int, int]] = set()
    told: set[int] = set()
    queue: deque[tuple[int, int, tuple[MoveStep, ...]]] = deque([(start, -1, ())])
    while queue:
        state, last, path = queue.popleft()
        for who in group:
            if who == last:
                continue
            payoff = conflict.payoffs[who]
            for target in step(conflict, who, state):
                if (target, who) in seen:
                    continue
                seen.add((target, who))
                move = MoveStep(who, state, target, bool(payoff[target] > payoff[state]))
                queue.append((target, who, (*path, move)))
                if target not in told:
                    told.add(target)
                    yield Reached(target, (*path, move))


def coalition_improvements(conflict: Conflict, members: Iterable[int], state: int) -> list[Reached]:
    """States that `members` reach together by legal sequences and that each of them prefers.

    References
    ----------
    Kilgour, Hipel, Fang and Peng (2001), "Coalition analysis in group decision support", Group
    Decision and Negotiation 10, 159-175.

    Examples
    --------
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> [reached.state for reached in coalition_improvements(dilemma, (0, 1), 3)]
    [0]
    """
    group = sorted(set(members))
    return [
        reached
        for reached in legal_sequences(conflict, group, state)
        if all(conflict.payoffs[i, reached.state] > conflict.payoffs[i, state] for i in group)
    ]
