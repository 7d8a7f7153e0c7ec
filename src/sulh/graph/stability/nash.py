"""Nash stability (R): no unilateral improvement.

State s is Nash stable for decision maker i if ``R_i+(s)`` is empty.

References
----------
Nash (1950), "Equilibrium points in n-person games", PNAS 36, 48-49. In graph form: Fang, Hipel
and Kilgour (1993), *Interactive Decision Making*, section 3.2.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sulh.graph.conflict import Conflict
from sulh.graph.engine import core_stability

__all__ = ["nash"]


def nash(conflict: Conflict, *, threads: int | None = None) -> npt.NDArray[np.bool_]:
    """Nash stability of every state for every decision maker.

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
    >>> nash(dilemma).all(axis=0)
    array([False, False, False,  True])
    """
    return core_stability(conflict, ("nash",), threads)["nash"]
