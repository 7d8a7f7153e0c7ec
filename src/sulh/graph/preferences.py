"""Preferences as payoffs: statements in priority order, weights, rankings; payoffs as ranks.

Only the order of payoffs matters to the engine (larger is better, equal is a tie).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from sulh.errors import ModelError

__all__ = [
    "PreferenceEvidence",
    "PreferenceStatement",
    "payoffs_from_ranking",
    "payoffs_from_truth",
    "payoffs_from_weights",
    "ranks_of",
]

CHUNK = 31
"""Statements weighed at once; before the next ones the payoffs are made dense, so int64 holds."""


LARGEST_SUM = 10**15
"""Sums of weights up to this, in units of their last decimal, are told apart as floats."""


@dataclass(frozen=True, slots=True)
class PreferenceStatement:
    """A condition that a decision maker wants to be true, and on whose word that is said.

    Parameters
    ----------
    condition : str
        Boolean condition over options, in the language of :mod:`sulh.logic`.
    id, basis, claims
        Where it comes from: the record in a case, "text", "pattern" or "assumed", and the claims.
    """

    condition: str
    id: str = ""
    basis: str = "assumed"
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PreferenceEvidence:
    """On whose word a ranking, a weight or a utility rests.

    Parameters
    ----------
    kind : {"ranking", "weight", "utility"}
    about : str
        The condition that is weighed, the state that is valued, or the ranking, best first.
    basis, claims
        "text", "pattern" or "assumed", and the claims.
    """

    kind: Literal["ranking", "weight", "utility"]
    about: str
    basis: str = "assumed"
    claims: tuple[str, ...] = ()


def payoffs_from_truth(truth: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Payoffs from statements in priority order: lexicographic, the first decides.

    Parameters
    ----------
    truth : bool array (n_statements, n_states)
        Row p says where the statement of priority p (most important first) is true.

    Returns
    -------
    int64 array (n_states,)

    References
    ----------
    Hipel, Kilgour, Fang and Peng (1997), "The decision support system GMCR in environmental
    conflict management", Applied Mathematics and Computation 83, section on option
    prioritisation.

    Examples
    --------
    >>> payoffs_from_truth([[True, True, False], [False, True, True]])
    array([2, 3, 1])
    """
    rows = np.atleast_2d(np.asarray(truth, bool))
    payoffs = np.zeros(rows.shape[1], np.int64)
    for start in range(0, len(rows), CHUNK):
        if start:
            payoffs = np.unique(payoffs, return_inverse=True)[1].astype(np.int64)
        for row in rows[start : start + CHUNK]:
            payoffs = 2 * payoffs + row
    return payoffs


def payoffs_from_weights(truth: npt.ArrayLike, weights: Sequence[float]) -> npt.NDArray[np.float64]:
    """Payoffs as the sum of the weights of the statements that are true.

    Sums are made in decimal, as the weights are written, so 0.1 + 0.2 ties with 0.3.

    Parameters
    ----------
    truth : bool array (n_statements, n_states)
    weights : sequence of float (n_statements,)

    Raises
    ------
    ModelError
        Not one finite weight for each statement, or weights that together need more than 15
        decimal digits.

    Examples
    --------
    >>> payoffs_from_weights([[True, False], [True, True]], [2.0, 0.5])
    array([2.5, 0.5])
    """
    rows = np.atleast_2d(np.asarray(truth, bool))
    values = np.asarray(weights, float)
    if values.shape != (len(rows),) or not np.isfinite(values).all():
        raise ModelError(f"{len(rows)} statements need as many finite weights, found {weights}")
    written = [Decimal(repr(float(value))).normalize() for value in values]
    digits = max((-int(each.as_tuple().exponent) for each in written), default=0)
    whole = [int(each.scaleb(digits)) for each in written]
    if sum(map(abs, whole)) > LARGEST_SUM:
        raise ModelError(
            f"the weights {weights} need more than 15 decimal digits together",
            advice="round them, or say the order with statements or a ranking",
        )
    sums = np.asarray(whole, np.int64) @ rows
    return np.asarray(sums / 10.0**digits if digits > 0 else sums * 10.0**-digits, np.float64)


def payoffs_from_ranking(
    ranking: Iterable[int | Iterable[int]], n_states: int, feasible: npt.ArrayLike | None = None
) -> npt.NDArray[np.int64]:
    """Payoffs from states listed best first; a group in place of a state is a tie.

    Parameters
    ----------
    ranking : iterable of int or of iterable of int
        Every feasible state exactly once; infeasible states may be left out.
    n_states : int
    feasible : bool array (n_states,), optional

    Raises
    ------
    ModelError
        A state outside the range, named twice, or missing.

    Examples
    --------
    >>> payoffs_from_ranking([2, (0, 1)], 3)
    array([1, 1, 2])
    """
    groups = [[g] if isinstance(g, (int, np.integer)) else list(g) for g in ranking]
    payoffs = np.zeros(n_states, np.int64)
    for height, group in enumerate(reversed(groups), start=1):
        for state in group:
            if not 0 <= state < n_states:
                raise ModelError(f"the ranking names state {state} of {n_states}")
            if payoffs[state]:
                raise ModelError(f"the ranking names state {state} twice")
            payoffs[state] = height
    needed = np.ones(n_states, bool) if feasible is None else np.asarray(feasible, bool)
    missing = np.flatnonzero(needed & (payoffs == 0))
    if len(missing):
        raise ModelError(f"the ranking leaves out state {missing[0]}", advice="name every state")
    return payoffs


def ranks_of(payoffs: npt.NDArray[Any], feasible: npt.NDArray[np.bool_]) -> npt.NDArray[np.int32]:
    """Ranks of payoffs, row by row: same order and ties, 0 to n_states - 1, infeasible -1.

    Examples
    --------
    >>> ranks_of(np.array([[0.5, 7.0, -1.0, 0.5]]), np.array([True, True, True, False]))
    array([[ 1,  2,  0, -1]], dtype=int32)
    """
    ranks = np.empty(payoffs.shape, np.int32)
    whole = bool(feasible.all())
    for row, out in zip(payoffs, ranks, strict=True):
        if whole:
            out[:] = _row_ranks(row)
        else:
            out[feasible] = _row_ranks(row[feasible])
            out[~feasible] = -1
    return ranks


def _row_ranks(row: npt.NDArray[Any]) -> npt.NDArray[Any]:
    if row.dtype.kind != "f":
        low, high = int(row.min()), int(row.max())
        if low >= 0 and high < len(row):
            return row
        if high - low < 4 * len(row) + 1024:
            return _ranks_by_counting(row, low, high)
    return _ranks_by_sorting(row)


def _ranks_by_counting(row: npt.NDArray[Any], low: int, high: int) -> npt.NDArray[Any]:
    """Dense ranks of integers in a narrow range: no sort."""
    place = row.astype(np.int64) - low
    present = np.zeros(high - low + 1, np.int32)
    present[place] = 1
    dense: npt.NDArray[Any] = (np.cumsum(present, dtype=np.int32) - 1)[place]
    return dense


def _ranks_by_sorting(row: npt.NDArray[Any]) -> npt.NDArray[Any]:
    order = np.argsort(row)
    ordered = row[order]
    steps = np.empty(len(row), np.int32)
    steps[0] = 0
    steps[1:] = ordered[1:] != ordered[:-1]
    ranks = np.empty(len(row), np.int32)
    ranks[order] = np.cumsum(steps, dtype=np.int32)
    return ranks
