"""Symmetric metarationality: answered, and there is no way out of the answer.

State s is SMR stable for i if every t in ``R_i+(s)`` has u in ``R_H(t)`` such that u, and every
v in ``R_i(u)``, is no better for i than s. See :mod:`sulh.graph.stability.gmr` for ``R_H``.

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

__all__ = ["smr"]


def smr(conflict: Conflict, *, threads: int | None = None) -> npt.NDArray[np.bool_]:
    """SMR stability of every state for every decision maker.

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
    >>> smr(chicken).all(axis=0)
    array([ True,  True,  True, False])
    """
    return core_stability(conflict, ("smr",), threads)["smr"]
