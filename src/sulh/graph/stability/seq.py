"""Sequential stability: answered by moves that each improve for the one who makes it.

State s is SEQ stable for i if every t in ``R_i+(s)`` has u in ``R_H+(t)`` with u no better for i
than s. ``R_H+(t)`` are the states reached by legal sequences of unilateral improvements of the
others: each step improves, for its mover, on the state it is made from.

References
----------
Fraser and Hipel (1984), *Conflict Analysis: Models and Resolutions*. In graph form: Fang, Hipel
and Kilgour (1993), *Interactive Decision Making*, section 3.2.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sulh.graph.conflict import Conflict
from sulh.graph.engine import core_stability

__all__ = ["seq"]


def seq(conflict: Conflict, *, threads: int | None = None) -> npt.NDArray[np.bool_]:
    """SEQ stability of every state for every decision maker.

    Parameters
    ----------
    conflict : Conflict
    threads : int, optional
        At most so many; the result does not depend on it.

    Returns
    -------
    bool array (n_dm, n_states)
        False at infeasible states.

    Examples
    --------
    >>> from sulh.graph import Conflict
    >>> chicken = Conflict.from_arrays([0, 1], [[3, 4, 2, 1], [3, 2, 4, 1]])
    >>> seq(chicken).all(axis=0)
    array([False,  True,  True, False])
    """
    return core_stability(conflict, ("seq",), threads)["seq"]
