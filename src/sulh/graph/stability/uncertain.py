"""Stability when some preferences are unknown: the four modes of Li, Hipel, Kilgour and Fang.

For some pairs of states it is not known which one decision maker i prefers. What counts as a
reason to leave s, and as a sanction, then depends on how i takes risks:

===== ============================== =======================================
mode  a move to t is an improvement  being brought to u is a sanction
===== ============================== =======================================
a     better or unknown              surely no better
b     surely better                  surely no better
c     better or unknown              surely no better, or unknown
d     surely better                  surely no better, or unknown
===== ============================== =======================================

Mode a is aggressive towards uncertainty, b indifferent, c mixed, d cautious. Under SEQ and SSEQ
the sanctioners' own improvements follow the same mode; under SMR and SSEQ an escape to v fails if
being brought to v would be a sanction in the same mode.

References
----------
Li, Hipel, Kilgour and Fang (2004), "Preference uncertainty in the graph model for conflict
resolution", IEEE Transactions on Systems, Man, and Cybernetics, Part A 34, 507-520.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from sulh.errors import ModelError, nearest
from sulh.graph.analysis import check_concepts
from sulh.graph.conflict import Conflict
from sulh.graph.montecarlo import FIVE
from sulh.graph.stability.relational import (
    Relations,
    check_relational_size,
    relational_stability,
)

__all__ = ["MODES", "Mode", "uncertain"]

Mode = Literal["a", "b", "c", "d"]
MODES: tuple[Mode, ...] = ("a", "b", "c", "d")


def uncertain(
    conflict: Conflict,
    unknown: Sequence[Sequence[tuple[int, int]]],
    concept: str,
    mode: Mode,
) -> npt.NDArray[np.bool_]:
    """Stability of every state for every decision maker, some preferences being unknown.

    Parameters
    ----------
    conflict : Conflict
        At most 2,048 states. Its payoffs say what is preferred wherever that is known.
    unknown : for each decision maker, pairs of states
        The pairs whose order is not known, each in either direction.
    concept : {"nash", "gmr", "smr", "seq", "sseq"}
    mode : {"a", "b", "c", "d"}

    Returns
    -------
    bool array (n_dm, n_states)
        False at infeasible states.

    Examples
    --------
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> unknown = [[(0, 1)], [(0, 2)]]  # neither is known to prefer defecting alone
    >>> [uncertain(dilemma, unknown, "nash", m).all(axis=0)[0].item() for m in "abcd"]
    [False, True, False, True]
    """
    names = check_concepts((concept,), FIVE)
    if mode not in MODES:
        raise ModelError(f"unknown mode {mode!r}", advice=nearest(str(mode), MODES))
    check_relational_size(conflict)
    open_ = _unknown(conflict, unknown)
    ranks = conflict.ranks
    better = (ranks[:, None, :] > ranks[:, :, None]) & ~open_
    improves = better | open_ if mode in ("a", "c") else better
    hurts = ~better if mode in ("c", "d") else ~better & ~open_
    return relational_stability(conflict, Relations(improves, hurts), names[0])


def _unknown(conflict: Conflict, unknown: Any) -> npt.NDArray[np.bool_]:
    """The unknown pairs as symmetric matrices, bool (n_dm, n_states, n_states)."""
    given = list(unknown) if isinstance(unknown, Iterable) else []
    if len(given) != conflict.n_dm or not all(isinstance(pairs, Iterable) for pairs in given):
        raise ModelError(
            f"unknown pairs for {len(given)} of {conflict.n_dm} decision makers",
            advice="give a list of pairs of states for each decision maker",
        )
    matrix = np.zeros((conflict.n_dm, conflict.n_states, conflict.n_states), bool)
    for i, pairs in enumerate(given):
        for pair in pairs:
            s, t = _pair(pair, conflict.n_states)
            matrix[i, s, t] = matrix[i, t, s] = True
    return matrix


def _pair(pair: Any, n_states: int) -> tuple[int, int]:
    """Two different states."""
    states = list(pair) if isinstance(pair, Iterable) else []
    if len(states) == 2 and all(isinstance(s, (int, np.integer)) for s in states):
        s, t = states
        if s != t and 0 <= s < n_states and 0 <= t < n_states:
            return int(s), int(t)
    raise ModelError(f"{pair!r} is not a pair of states", advice="two different state ids")
