"""Maximin stability with horizon h: a cautious decision maker against the worst the others can do.

The decision maker i and the others (all together, by legal sequences of moves) take turns; i
looks h turns ahead, thinks only of its own preference, and expects the others to do it the most
harm. Anyone may stop. s is maximin_h stable for i if no move t of i guarantees more than s::

    W_0(t) = V_0(t) = t
    W_k(t) = the worst of t and V_{k-1}(u) over u in R_H(t)       (the others' turn)
    V_k(u) = the best of u and W_{k-1}(v) over v in R_i(u)        (i's turn)
    stable: W_{h-1}(t) is no better than s for every t in R_i(s)

maximin_1 is Nash, maximin_2 GMR, maximin_3 SMR.

References
----------
Rêgo and Vieira (2021), "Maximin_h stability in the graph model for conflict resolution for
bilateral conflicts", IEEE Transactions on Systems, Man, and Cybernetics: Systems 51. The others'
turn as a legal sequence is the extension to several decision maker used for GMR and SMR.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sulh.graph import compiled
from sulh.graph.checks import check_horizon
from sulh.graph.conflict import Conflict
from sulh.graph.engine import arc_table

__all__ = ["maximin"]


def maximin(conflict: Conflict, h: int) -> npt.NDArray[np.bool_]:
    """Maximin stability with horizon h of every state for every decision maker.

    Parameters
    ----------
    conflict : Conflict
    h : int
        Turns to look ahead, at least 1.

    Returns
    -------
    bool array (n_dm, n_states)
        False at infeasible states.

    Examples
    --------
    >>> chicken = Conflict.from_arrays([0, 1], [[3, 4, 2, 1], [3, 2, 4, 1]])
    >>> [maximin(chicken, h).all(axis=0).tolist() for h in (1, 2)]
    [[False, True, True, False], [True, True, True, False]]
    """
    check_horizon(h)
    return np.stack([_of_one(conflict, i, h) for i in range(conflict.n_dm)])


def _of_one(conflict: Conflict, who: int, h: int) -> npt.NDArray[np.bool_]:
    kernel = compiled.kernels_arcs()
    arcs = arc_table(conflict)
    starts = arcs.starts[who]
    mine = arcs.targets[arcs.base[who] : arcs.base[who + 1]]
    rank = conflict.ranks[who].copy()
    value = rank
    for turn in range(h - 1, 0, -1):
        following = np.empty_like(rank)
        if turn % 2 == 1:
            kernel.arc_worst_reply(who, conflict.ranks, value, *arcs.arguments[2:], following)
            value = np.minimum(rank, following)
        else:
            kernel.arc_best_reply(value, starts, mine, following)
            value = np.maximum(rank, following)
    best = np.empty_like(rank)
    kernel.arc_best_reply(value, starts, mine, best)
    return np.asarray((best <= rank) & conflict.feasible)
