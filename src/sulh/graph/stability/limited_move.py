"""Limited-move and non-myopic stability: looking h moves ahead, everyone looking likewise.

With h moves to look ahead, decision maker i at s either stays or moves; after its move to t
another may move with h - 1 to look ahead, and so on. i moves if what it anticipates is better
than s. s is *L_h stable* for i if i stays; L_1 is Nash. s is *non-myopically* stable for i if it
is L_h stable for all h from some h on.

What is anticipated need not be one state: two moves may be equally good, and with three or more
decision makers several others may want to move next. The rule here: all of these are kept, and a
decision maker judges a move by the worst state it may lead to; it stays when no move is better
than staying in that sense. With two decision makers and strict orders this is the anticipated
state of Kilgour. When h grows, what is anticipated repeats itself with some period; non-myopic
stability asks for all h of that period, so it is decided exactly.

References
----------
Zagare (1984), "Limited-move equilibria in 2 x 2 games", Theory and Decision 16, 1-19. Kilgour
(1984), "Equilibria for far-sighted players", Theory and Decision 16, 135-157. In graph form:
Fang, Hipel and Kilgour (1993), *Interactive Decision Making*, chapter 3.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sulh.errors import LimitError, ModelError
from sulh.graph.conflict import Conflict
from sulh.graph.moves import moves_from

__all__ = ["limited_move", "non_myopic"]

MAX_STATES = 4096
MAX_LOOK_AHEAD = 2000
Sets = tuple[tuple[frozenset[int], ...], ...]
"""Anticipated states: ``sets[i][s]``, where i may move at s. {s} if i stays."""


def limited_move(conflict: Conflict, h: int) -> npt.NDArray[np.bool_]:
    """L_h stability of every state for every decision maker.

    Parameters
    ----------
    conflict : Conflict
        At most 4,096 states.
    h : int
        Moves to look ahead, at least 1.

    Returns
    -------
    bool array (n_dm, n_states)
        False at infeasible states.

    Examples
    --------
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> limited_move(dilemma, 1).all(axis=0), limited_move(dilemma, 2).all(axis=0)
    (array([False, False, False,  True]), array([ True, False, False,  True]))
    """
    if h < 1:
        raise ModelError(f"look-ahead of {h} moves", advice="h is at least 1")
    moves = _moves(conflict)
    sets = _still(conflict)
    for _ in range(h):
        sets = _look_ahead(conflict, moves, sets)
    return _stays(conflict, sets)


def non_myopic(conflict: Conflict) -> npt.NDArray[np.bool_]:
    """Non-myopic stability of every state for every decision maker.

    Returns
    -------
    bool array (n_dm, n_states)
        False at infeasible states.

    Raises
    ------
    LimitError
        If what is anticipated has not begun to repeat itself after 2,000 moves.

    Examples
    --------
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> non_myopic(dilemma).all(axis=0)
    array([ True, False, False,  True])
    """
    moves = _moves(conflict)
    sets = _still(conflict)
    history: list[npt.NDArray[np.bool_]] = []
    seen: dict[Sets, int] = {}
    while sets not in seen:
        if len(seen) >= MAX_LOOK_AHEAD:
            raise LimitError(
                f"what is anticipated does not repeat itself within {MAX_LOOK_AHEAD} moves",
                advice="ask for limited-move stability with a look-ahead of your choice",
            )
        seen[sets] = len(history)
        history.append(_stays(conflict, sets))
        sets = _look_ahead(conflict, moves, sets)
    return np.asarray(np.logical_and.reduce(history[seen[sets] :]))


def _moves(conflict: Conflict) -> list[dict[int, list[int]]]:
    if conflict.n_states > MAX_STATES:
        raise LimitError(
            f"{conflict.n_states} states; looking ahead is done up to {MAX_STATES}",
            advice="leave out options that decide nothing",
        )
    states = np.flatnonzero(conflict.feasible).tolist()
    return [{s: moves_from(conflict, i, s) for s in states} for i in range(conflict.n_dm)]


def _still(conflict: Conflict) -> Sets:
    row = tuple(frozenset((s,)) for s in range(conflict.n_states))
    return (row,) * conflict.n_dm


def _look_ahead(conflict: Conflict, moves: list[dict[int, list[int]]], sets: Sets) -> Sets:
    """The anticipated states with one move more to look ahead."""
    rows = []
    for i in range(conflict.n_dm):
        after = [_after(conflict, sets, i, t) for t in range(conflict.n_states)]
        rows.append(
            tuple(
                _choice(conflict, i, s, {t: after[t] for t in moves[i].get(s, ())})
                for s in range(conflict.n_states)
            )
        )
    return tuple(rows)


def _after(conflict: Conflict, sets: Sets, who: int, state: int) -> frozenset[int]:
    """What may follow once `who` has moved to `state`: others go on if they want to."""
    here = frozenset((state,))
    going = [sets[j][state] for j in range(conflict.n_dm) if j != who and sets[j][state] != here]
    return frozenset().union(*going) if going else here


def _choice(
    conflict: Conflict, who: int, state: int, after: dict[int, frozenset[int]]
) -> frozenset[int]:
    payoff = conflict.payoffs[who]
    worst = {t: min(payoff[u] for u in ends) for t, ends in after.items()}
    best = max(worst.values(), default=payoff[state])
    if best <= payoff[state]:
        return frozenset((state,))
    return frozenset().union(*(after[t] for t, value in worst.items() if value == best))


def _stays(conflict: Conflict, sets: Sets) -> npt.NDArray[np.bool_]:
    stays = [[row[s] == frozenset((s,)) for s in range(conflict.n_states)] for row in sets]
    return np.array(stays) & conflict.feasible
