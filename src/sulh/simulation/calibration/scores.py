"""Scores of a probabilistic forecast: CRPS, coverage, Kendall's tau; the four monthly baselines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["binomial_interval", "covered", "crps", "kendall_tau", "log_crps"]

Floats = NDArray[np.float64]


def crps(sample: Floats, observed: float) -> float:
    """Return the continuous ranked probability score of a sample (Gneiting & Raftery 2007).

    ``E|X - y| - E|X - X'| / 2``; the same unit as the observation, 0 is perfect. With one value
    it is the absolute error.

    Examples
    --------
    >>> crps(np.array([1.0, 3.0]), 2.0)
    0.5
    """
    x = np.sort(np.asarray(sample, dtype=np.float64))
    n = x.size
    spread = float((x * (2 * np.arange(n) - n + 1)).sum()) / n**2
    return float(np.abs(x - observed).mean()) - spread


def log_crps(sample: Floats, observed: float) -> float:
    """Return the CRPS of ``log(1 + x)``: for numbers of people over several magnitudes."""
    return crps(np.log1p(sample), float(np.log1p(observed)))


def covered(sample: Floats, observed: float, level: float) -> bool:
    """Return whether the central interval of a sample holds the observation."""
    low, high = np.quantile(sample, [(1 - level) / 2, (1 + level) / 2])
    return bool(low <= observed <= high)


def binomial_interval(k: int, n: int, level: float = 0.9) -> tuple[float, float]:
    """Return the Clopper-Pearson interval of k successes in n trials.

    Examples
    --------
    >>> tuple(round(x, 3) for x in binomial_interval(5, 10))
    (0.222, 0.778)
    """
    from scipy.stats import beta

    tail = (1 - level) / 2
    low = float(beta.ppf(tail, k, n - k + 1)) if k else 0.0
    high = float(beta.ppf(1 - tail, k + 1, n - k)) if k < n else 1.0
    return low, high


def kendall_tau(a: Sequence[float], b: Sequence[float]) -> float:
    """Return Kendall's tau-b of two orders.

    Examples
    --------
    >>> round(kendall_tau([1, 2, 3], [1, 3, 2]), 3)
    0.333
    """
    from scipy.stats import kendalltau

    return float(kendalltau(a, b).statistic)
