"""Preferences said in numbers: weights of conditions, cardinal utilities of states."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from numbers import Real
from typing import Any

import numpy as np
import numpy.typing as npt

from sulh.errors import ModelError
from sulh.graph.preferences import payoffs_from_weights

__all__ = ["check_one_kind", "common_table", "valued_payoffs", "weighed_payoffs"]


def check_one_kind(kinds: Mapping[str, Mapping[str, object]]) -> None:
    """Refuse a decision maker whose preference is said in two ways."""
    said: dict[str, str] = {}
    for kind, given in kinds.items():
        for name in (name for name in given if given[name]):
            if name in said:
                raise ModelError(
                    f"the preference of {name} has both {said[name]} and {kind}",
                    advice="say it in one way",
                )
            said[name] = kind


def weighed_payoffs(
    name: str, weights: Mapping[str, float], truth: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    """Payoffs from the weights of conditions; `truth` says where each is true."""
    try:
        return payoffs_from_weights(truth, _numbers(weights, "weight"))
    except ModelError as error:
        raise ModelError(f"{name}: {error.message}", advice=error.advice) from error


def valued_payoffs(
    name: str,
    values: Mapping[str, float],
    number: Callable[[str], int],
    feasible: npt.NDArray[np.bool_],
) -> npt.NDArray[np.float64]:
    """Payoffs from the utilities of states; 0 at infeasible ones that have none."""
    states = [number(text.strip()) for text in values]
    first: dict[int, str] = {}
    for state, text in zip(states, values, strict=True):
        if first.setdefault(state, text) != text:
            raise ModelError(f"{first[state]!r} and {text!r} are one state, valued twice by {name}")
    missing = np.setdiff1d(np.flatnonzero(feasible), states)
    if len(missing):
        raise ModelError(
            f"the utilities of {name} leave out state {missing[0]}",
            advice=f"value every feasible state; {len(missing)} are missing",
        )
    payoffs = np.zeros(len(feasible))
    payoffs[states] = _numbers(values, "utility")
    return payoffs


def _numbers(given: Mapping[str, float], what: str) -> list[float]:
    for text, value in given.items():
        if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
            raise ModelError(f"the {what} of {text!r} is {value!r}, expected a finite number")
    return [float(value) for value in given.values()]


def common_table(rows: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """Payoffs of each decision maker as one table, with no two that differ made equal.

    Whole numbers beyond what a float tells apart become ranks where others are floats.
    """
    if len({row.dtype.kind for row in rows}) > 1:
        rows = [
            np.unique(row, return_inverse=True)[1] if row.dtype.kind == "i" else row for row in rows
        ]
    return np.stack(rows)
