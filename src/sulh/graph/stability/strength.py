"""Strong and weak stability: how much worse a sanction makes it.

Preferences come in degrees: t may be preferred to s by degree 1 (mildly), 2 (strongly), and so on.
A state s that is stable under a concept is stable *by degree k* if every improvement can be
answered by a sanction at which i is worse off than at s by degree k at least (under SMR and SSEQ
every escape from it too). Degree 0 asks only for "no better", which is the usual concept; a state
without improvements has the highest degree there is. With the usual three degrees of preference
(equal, mild, strong) *strongly stable* is degree 2 and *weakly stable* is stable, but not strongly.
Improvements of any degree count, for the decision maker as for the sanctioners.

References
----------
Hamouda, Kilgour and Hipel (2004), "Strength of preference in the graph model for conflict
resolution", Group Decision and Negotiation 13, 449-462. Xu, Hipel and Kilgour (2009), "Multiple
levels of preference in interactive strategic decisions", Discrete Applied Mathematics 157,
3300-3313.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from sulh._version import __version__
from sulh.errors import ModelError
from sulh.graph.analysis import check_concepts
from sulh.graph.conflict import Conflict
from sulh.graph.montecarlo import FIVE
from sulh.graph.stability.relational import (
    Relations,
    check_relational_size,
    relational_stability,
)

__all__ = ["StrengthResult", "strength"]

STRONG = 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StrengthResult:
    """By which degree each state is stable for each decision maker.

    Parameters
    ----------
    degree : int8 array (n_dm, n_states)
        -1 where not stable (or infeasible), else the highest degree.
    highest : int
        The highest degree that the preferences have.
    """

    question: str
    concept: str
    conflict: Conflict = field(repr=False)
    degree: npt.NDArray[np.int8]
    highest: int
    version: str = __version__

    @property
    def strong(self) -> npt.NDArray[np.bool_]:
        """Strongly stable: by degree 2 at least (or without improvement)."""
        return np.asarray(self.degree >= min(STRONG, self.highest))

    @property
    def weak(self) -> npt.NDArray[np.bool_]:
        """Stable, but not strongly."""
        return np.asarray((self.degree >= 0) & ~self.strong)


def strength(conflict: Conflict, tiers: npt.ArrayLike, concept: str) -> StrengthResult:
    """Stability by degree of every state for every decision maker.

    Parameters
    ----------
    conflict : Conflict
        At most 2,048 states. Its payoffs are the preferences of degree 1.
    tiers : int array (n_degrees - 1, n_dm, n_states)
        One table for each degree from 2 on: t is preferred to s by degree d if its tier in the
        table of d (and of every degree between) is higher. With one table: states of the same
        tier differ mildly, of different tiers strongly.
    concept : {"nash", "gmr", "smr", "seq", "sseq"}

    Returns
    -------
    StrengthResult

    Examples
    --------
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> result = strength(dilemma, [[[1, 1, 0, 0], [1, 0, 1, 0]]], "seq")
    >>> result.degree
    array([[ 2,  2, -1,  2],
           [ 2, -1,  2,  2]], dtype=int8)
    """
    names = check_concepts((concept,), FIVE)
    check_relational_size(conflict)
    tables = _tiers(conflict, tiers)
    highest = 1 + len(tables)
    worse = [conflict.ranks, *tables]
    improves = _above(conflict.ranks)
    degree = np.full(conflict.payoffs.shape, -1, np.int8)
    hurts = ~improves
    for k in range(highest + 1):
        if k:
            hurts = hurts & _above(worse[k - 1]).transpose(0, 2, 1)
        stable = relational_stability(conflict, Relations(improves, hurts), names[0])
        degree[stable] = k
    return StrengthResult(
        question="by which degree each state is stable for whom",
        concept=names[0],
        conflict=conflict,
        degree=degree,
        highest=highest,
    )


def _above(table: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Where t is higher than s, bool (n_dm, s, t)."""
    return np.asarray(table[:, None, :] > table[:, :, None])


def _tiers(conflict: Conflict, tiers: npt.ArrayLike) -> npt.NDArray[np.int32]:
    tables = np.asarray(tiers)
    if tables.ndim != 3 or tables.shape[1:] != conflict.payoffs.shape:
        raise ModelError(
            f"tiers have shape {tables.shape}, expected (n_degrees - 1, {conflict.n_dm}, "
            f"{conflict.n_states})"
        )
    if tables.dtype.kind not in "iu":
        raise ModelError(f"tiers are {tables.dtype}, expected whole numbers")
    tables = tables.astype(np.int32)
    for coarse, fine in zip(tables, [conflict.ranks, *tables], strict=False):
        if (_above(coarse) & ~_above(fine))[:, conflict.feasible][:, :, conflict.feasible].any():
            raise ModelError(
                "a strong preference contradicts a weaker one",
                advice="a state of a higher tier must also be preferred by every lower degree",
            )
    return tables
