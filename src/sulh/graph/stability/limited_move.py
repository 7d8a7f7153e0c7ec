"""Limited-move stability: looking h moves ahead, everyone looking likewise.

With h moves to look ahead, decision maker i at s either stays or moves; after its move to t
another may move with h - 1 to look ahead, and so on. i moves if what it anticipates is better
than s. s is *L_h stable* for i if i stays; L_1 is Nash.

What is anticipated need not be one state: two moves may be equally good, and with three or more
decision makers several others may want to move next. The rule here: all of these are kept, and a
decision maker judges a move by the worst state it may lead to; it stays when no move is better
than staying in that sense. With two decision makers and strict orders this is the anticipated
state of Kilgour.

References
----------
Zagare (1984), "Limited-move equilibria in 2 x 2 games", Theory and Decision 16, 1-19. Kilgour
(1984), "Equilibria for far-sighted players", Theory and Decision 16, 135-157. In graph form:
Fang, Hipel and Kilgour (1993), *Interactive Decision Making*, chapter 3.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sulh.graph.checks import check_horizon
from sulh.graph.conflict import Conflict
from sulh.graph.stability.look_ahead import feasible_moves, look_ahead, standing_still, staying

__all__ = ["limited_move"]


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
    check_horizon(h)
    moves = feasible_moves(conflict)
    sets = standing_still(conflict)
    for _ in range(h):
        sets = look_ahead(conflict, moves, sets)
    return staying(conflict, sets)
