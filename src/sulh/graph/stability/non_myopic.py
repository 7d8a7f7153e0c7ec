"""Non-myopic stability: limited-move stability for every look-ahead from some length on.

State s is non-myopically stable for i if it is L_h stable for all h from some h on (the rule for
ties is that of :mod:`sulh.graph.stability.limited_move`). What is anticipated with h moves
follows from what is anticipated with h - 1, so it repeats with some period, and stability
throughout that period decides: exactly.

References
----------
Brams and Wittman (1981), "Nonmyopic equilibria in 2 x 2 games", Conflict Management and Peace
Science 6, 39-62. Kilgour (1984), "Equilibria for far-sighted players", Theory and Decision 16,
135-157.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sulh.errors import LimitError
from sulh.graph.conflict import Conflict
from sulh.graph.stability.look_ahead import (
    Sets,
    feasible_moves,
    look_ahead,
    standing_still,
    staying,
)

__all__ = ["non_myopic"]

MAX_LOOK_AHEAD = 2000


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
    moves = feasible_moves(conflict)
    sets = standing_still(conflict)
    history: list[npt.NDArray[np.bool_]] = []
    seen: dict[Sets, int] = {}
    while sets not in seen:
        if len(seen) >= MAX_LOOK_AHEAD:
            raise LimitError(
                f"what is anticipated does not repeat itself within {MAX_LOOK_AHEAD} moves",
                advice="ask for limited-move stability with a look-ahead of your choice",
            )
        seen[sets] = len(history)
        history.append(staying(conflict, sets))
        sets = look_ahead(conflict, moves, sets)
    return np.asarray(np.logical_and.reduce(history[seen[sets] :]))
