"""Symmetric sequential stability: a credible answer from which there is no way out.

State s is SSEQ stable for i if every t in ``R_i+(s)`` has u in ``R_H+(t)`` such that u, and every
v in ``R_i(u)``, is no better for i than s. See :mod:`sulh.graph.stability.seq` for ``R_H+``.

References
----------
Rêgo and Vieira (2017), "Symmetric sequential stability in the graph model for conflict
resolution with multiple decision makers", Group Decision and Negotiation 26, 775-792.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sulh.graph.conflict import Conflict
from sulh.graph.engine import core_stability

__all__ = ["sseq"]


def sseq(conflict: Conflict, *, threads: int | None = None) -> npt.NDArray[np.bool_]:
    """SSEQ stability of every state for every decision maker.

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
    >>> sseq(dilemma).all(axis=0)
    array([ True, False, False,  True])
    """
    return core_stability(conflict, ("sseq",), threads)["sseq"]
