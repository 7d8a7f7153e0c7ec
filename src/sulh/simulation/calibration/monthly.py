"""The four baselines of monthly deaths, as distributions and as scores.

*Last month's negative binomial*: mean one more than last month's count, dispersion fitted to the
two years before what is scored. *Last twelve months' empirical*. *Last month's Poisson*. *Zero*.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.calibration.data import DayDeaths
from sulh.simulation.calibration.scores import crps

__all__ = ["BASELINES", "baselines", "dispersion", "month_ahead", "monthly_deaths"]

Floats = NDArray[np.float64]
BASELINES: Final = ("last_negative_binomial", "last_year_empirical", "last_poisson", "zero")
_LEVELS: Final = (np.arange(999) + 0.5) / 999
_YEAR: Final = 12
_FIT_MONTHS: Final = 24


def monthly_deaths(days: Sequence[DayDeaths], first: dt.date, last: dt.date) -> Floats:
    """Return deaths, shape (n_months, n_governorates), from the month of one day to another's."""
    start, end = first.year * 12 + first.month, last.year * 12 + last.month
    counts = np.zeros((end - start + 1, len(days[0].deaths)))
    for d in days:
        month = d.day.year * 12 + d.day.month - start
        if 0 <= month < len(counts):
            counts[month] += d.deaths
    return counts


def dispersion(counts: Floats) -> float:
    """Return the shape k of a negative binomial about one more than the count before.

    Parameters
    ----------
    counts : array, shape (n_periods, n_series)

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> jumpy = rng.negative_binomial(1, 1 / 101, (200, 3)).astype(float)
    >>> dispersion(jumpy) < 1.0 < 20.0 < dispersion(np.full((200, 3), 100.0))
    True
    """
    from scipy.optimize import minimize_scalar
    from scipy.stats import nbinom

    mean, seen = counts[:-1] + 1.0, counts[1:]

    def loss(log_k: float) -> float:
        k = np.exp(log_k)
        return -float(nbinom.logpmf(seen, k, k / (k + mean)).sum())

    return float(np.exp(minimize_scalar(loss, bounds=(-3.0, 5.0), method="bounded").x))


def baselines(history: Floats, k: float) -> dict[str, Floats]:
    """Return the distribution each baseline expects next, as a sample.

    Parameters
    ----------
    history : array, shape (n_periods,)
        Of one series, the last period last.
    k : float
        Dispersion of the negative binomial.
    """
    from scipy.stats import nbinom, poisson

    last = float(history[-1])
    made = (
        nbinom.ppf(_LEVELS, k, k / (k + last + 1.0)),
        history[-_YEAR:],
        poisson.ppf(_LEVELS, last) if last > 0 else np.zeros(1),
        np.zeros(1),
    )
    return dict(zip(BASELINES, made, strict=True))


def month_ahead(counts: Floats, first: int) -> tuple[tuple[str, float], ...]:
    """Return (baseline, mean CRPS) of forecasts one period ahead, from period `first` on."""
    k = dispersion(counts[max(first - _FIT_MONTHS - 1, 0) : first])
    scores = [
        [crps(x, float(counts[t, j])) for x in baselines(counts[:t, j], k).values()]
        for t in range(first, len(counts)) for j in range(counts.shape[1])
    ]  # fmt: skip
    return tuple(zip(BASELINES, np.mean(scores, axis=0).tolist(), strict=True))
