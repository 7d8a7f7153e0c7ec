"""A block of runs of all arms, as it comes from an engine, a worker or a checkpoint."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

__all__ = ["Part", "Records"]

Floats = NDArray[np.float64]
Records = dict[str, NDArray[np.generic]]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A block of runs of all arms.

    Parameters
    ----------
    values : float array, shape (n_arms, n, n_outcomes)
    sums : int array, shape (n_arms, horizon_weeks + 1, ...)
    records : dict of str to array, shape (n_arms, n, horizon_weeks + 1, ...)
        Empty unless the record is full.
    """

    values: Floats
    sums: NDArray[np.int64]
    records: Records = field(default_factory=dict)
