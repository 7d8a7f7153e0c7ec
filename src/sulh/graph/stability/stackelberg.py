"""Stackelberg stability: a leader looks two moves ahead, the others only react.

With decision maker i as leader, state s is stable for i if it is L_2 stable (i foresees the
others' best reply), and for everyone else if it is Nash stable. The rule where the reply is not
unique is that of :mod:`sulh.graph.stability.limited_move`.

References
----------
von Stackelberg (1934), *Marktform und Gleichgewicht*. In graph form: Fang, Hipel and Kilgour
(1993), *Interactive Decision Making*, chapter 3.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sulh.graph.conflict import Conflict
from sulh.graph.moves import check_decision_maker
from sulh.graph.stability.limited_move import limited_move
from sulh.graph.stability.nash import nash

__all__ = ["stackelberg"]


def stackelberg(conflict: Conflict, leader: int) -> npt.NDArray[np.bool_]:
    """Stackelberg stability of every state for every decision maker, given the leader.

    Parameters
    ----------
    conflict : Conflict
        At most 4,096 states.
    leader : int
        Index of the decision maker who leads.

    Returns
    -------
    bool array (n_dm, n_states)
        False at infeasible states.

    Examples
    --------
    >>> chicken = Conflict.from_arrays([0, 1], [[3, 4, 2, 1], [3, 2, 4, 1]])
    >>> stackelberg(chicken, 0).all(axis=0)
    array([False,  True, False, False])
    """
    who = check_decision_maker(conflict, leader)
    stable = nash(conflict)
    stable[who] = limited_move(conflict, 2)[who]
    return stable
