"""General metarationality: every improvement can be answered, at whatever cost to the others.

State s is GMR stable for i if every t in ``R_i+(s)`` has u in ``R_H(t)`` with u no better for i
than s. H is everyone else; ``R_H(t)`` are the states reached by legal sequences of their moves
(at least one move, no decision maker twice in a row).

References
----------
Howard (1971), *Paradoxes of Rationality*. In graph form: Fang, Hipel and Kilgour (1993),
*Interactive Decision Making*, section 3.2.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sulh.graph.conflict import Conflict
from sulh.graph.engine import core_stability

__all__ = ["gmr"]


def gmr(conflict: Conflict, *, threads: int | None = None) -> npt.NDArray[np.bool_]:
    """GMR stability of every state for every decision maker.

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
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> gmr(dilemma).all(axis=0)
    array([ True, False, False,  True])
    """
    return core_stability(conflict, ("gmr",), threads)["gmr"]
