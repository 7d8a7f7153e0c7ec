"""Simultaneous stability: every improvement can be met by improvements made at the same time.

State s is SIM stable for i if for every t in ``R_i+(s)`` some of the others (at least one) have
unilateral improvements *from s* which, superposed on i's move (every option changed by anyone is
changed), give a feasible state no better for i than s. It speaks of options, so it is not defined
for explicit arcs.

The search over joint choices stops at the first sanction; at worst it looks at the product over
the others of (1 + number of improvements), for each state and improvement.

References
----------
Fraser and Hipel (1984), *Conflict Analysis: Models and Resolutions*, chapter 3.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sulh.errors import ModelError
from sulh.graph.conflict import Conflict
from sulh.graph.engine import sim_stability

__all__ = ["sim"]


def sim(conflict: Conflict, *, threads: int | None = None) -> npt.NDArray[np.bool_]:
    """Simultaneous stability of every state for every decision maker.

    Parameters
    ----------
    conflict : Conflict
        In option form.
    threads : int, optional
        At most so many; the result does not depend on it.

    Returns
    -------
    bool array (n_dm, n_states)
        False at infeasible states.

    Raises
    ------
    ModelError
        If the conflict has explicit arcs.

    Examples
    --------
    >>> from sulh.graph import Conflict
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> sim(dilemma).all(axis=0)
    array([ True, False, False,  True])
    """
    if conflict.arcs is not None:
        raise ModelError(
            "sim is defined for options only, and this conflict has explicit arcs",
            advice="leave sim out of the concepts, or model the moves as options",
        )
    return sim_stability(conflict, threads)
