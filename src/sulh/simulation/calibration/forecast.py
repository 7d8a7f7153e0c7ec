"""Numbers held out, what was predicted of each, and the scores beside a baseline's.

The baseline of a number knows as little as the model: the same number in the training part, as an
empirical sample.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.calibration.pockets import HOLD_OUT_FROM, Pocket
from sulh.simulation.calibration.scores import binomial_interval, covered, crps, log_crps
from sulh.simulation.calibration.summaries import DEAD, DEAL, LEFT, days_to_deal

__all__ = ["Coverage", "Forecast", "Target", "coverage", "forecasts", "known"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Target = Literal["days_to_deal", "people_left", "civilians_killed"]
TARGETS: Final[tuple[Target, ...]] = ("days_to_deal", "people_left", "civilians_killed")
LEVELS: Final = (0.5, 0.9)
FEWEST: Final = 20
"""A forecast rests on at least as many runs; where fewer had a deal it is left out and said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """One number held out: what was predicted, what happened, and the scores.

    `score` and `baseline` are the CRPS (of log people for `people_left` and `civilians_killed`);
    `inside` says whether the central 50 and 90 % intervals hold what happened; `n_runs` is how
    many runs it rests on.
    """

    target: Target
    area: str
    observed: float
    low: float
    median: float
    high: float
    score: float
    baseline: float
    inside: tuple[bool, bool]
    n_runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many of `n` intervals of a level held, with the 90 % interval of that share."""

    level: float
    inside: int
    n: int
    low: float
    high: float


def coverage(made: Sequence[Forecast]) -> tuple[Coverage, ...]:
    """Return how the 50 and 90 % intervals of some forecasts did."""
    n = len(made)
    found = []
    for i, level in enumerate(LEVELS):
        k = sum(f.inside[i] for f in made)
        low, high = binomial_interval(k, n) if n else (0.0, 1.0)
        found.append(Coverage(level=level, inside=k, n=n, low=low, high=high))
    return tuple(found)


def known(pockets: Sequence[Pocket], killed: Floats, *, but: str = "") -> dict[Target, Floats]:
    """Return the numbers of the training part, without one area: what a baseline knows.

    Parameters
    ----------
    pockets : sequence of Pocket
    killed : array, shape (n_pockets,)
        Civilians killed in the training part, NaN where that is not known.
    but : str
        Id of the area left out.
    """
    done = [p for p in pockets if p.deal and p.deal < HOLD_OUT_FROM and p.id != but]
    dead = [k for p, k in zip(pockets, killed, strict=True) if p.id != but and not np.isnan(k)]
    days = [p.days_to_deal for p in done if p.days_to_deal is not None]
    left = [p.evacuees for p in done if p.evacuees is not None]
    samples = (days, left, dead)
    return {t: np.array(x, dtype=np.float64) for t, x in zip(TARGETS, samples, strict=True)}


def _predicted(areas: Ints) -> dict[Target, Floats]:
    """Return what runs say of one area, shape (n, n_fields): of those in which there was one."""
    days, settled = days_to_deal(areas[:, None])[:, 0], areas[:, DEAL] >= 0
    return {
        "days_to_deal": days[~np.isnan(days)],
        "people_left": areas[settled, LEFT].astype(np.float64),
        "civilians_killed": areas[:, DEAD].astype(np.float64),
    }


def _score(target: Target, area: str, sample: Floats, observed: float, base: Floats) -> Forecast:
    score = crps if target == "days_to_deal" else log_crps
    low, median, high = np.quantile(sample, [0.05, 0.5, 0.95]).tolist()
    return Forecast(
        target=target, area=area, observed=observed, low=low, median=median, high=high,
        score=score(sample, observed), baseline=score(base, observed), n_runs=sample.size,
        inside=(covered(sample, observed, LEVELS[0]), covered(sample, observed, LEVELS[1])),
    )  # fmt: skip


def forecasts(
    targets: Sequence[Pocket], areas: Ints, killed: Floats, base: dict[Target, Floats]
) -> tuple[Forecast, ...]:
    """Score what runs say of some areas.

    Parameters
    ----------
    targets : sequence of Pocket
    areas : int array, shape (n_runs, n_targets, n_fields)
    killed : array, shape (n_targets,)
        Civilians killed in the period of the runs, NaN where that is not known.
    base : dict
        What the baseline knows, see :func:`known`.
    """
    found = []
    for i, p in enumerate(targets):
        seen = {"days_to_deal": p.days_to_deal, "people_left": p.evacuees,
                "civilians_killed": None if np.isnan(killed[i]) else killed[i]}  # fmt: skip
        for target, sample in _predicted(areas[:, i]).items():
            value = seen[target]
            if value is not None and sample.size >= FEWEST:
                found.append(_score(target, p.id, sample, float(value), base[target]))
    return tuple(found)
