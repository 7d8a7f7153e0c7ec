"""Civilians killed by area and four weeks in 2018: the model beside the four baselines.

The model looks ahead from 1 January 2018 alone. The baselines are shown twice: from the same day,
with no more than it knew, and one period ahead, each time with what had happened by then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.calibration.data import Data
from sulh.simulation.calibration.monthly import (
    BASELINES,
    baselines,
    dispersion,
    month_ahead,
    monthly_deaths,
)
from sulh.simulation.calibration.pockets import HOLD_OUT_FROM, TRAIN_FROM, Pocket, civilians_killed
from sulh.simulation.calibration.replay import Replay
from sulh.simulation.calibration.scores import crps

__all__ = [
    "DeathScores",
    "SourceGap",
    "death_scores",
    "governorate_baselines",
    "periods",
    "source_gaps",
]

Floats = NDArray[np.float64]
WEEKS: Final = 4
_PAST: Final = 26
_AHEAD: Final = 13
Scores = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathScores:
    """Mean CRPS, in people, of the model and the baselines.

    Over `n` area-periods; `held` is how many of the model's 50 and 90 % intervals did.
    """

    n: int
    model: float
    same_day: Scores
    one_ahead: Scores
    held: tuple[int, int]


def periods(start: dt.date, n: int) -> list[dt.date]:
    """Return the edges of `n` periods of four weeks from a day on (before it, if `n` < 0)."""
    steps = range(n + 1) if n >= 0 else range(n, 1)
    return [start + dt.timedelta(weeks=WEEKS * i) for i in steps]


def death_scores(data: Data, pockets: Sequence[Pocket], made: Replay) -> DeathScores:
    """Score 52 weeks of 2018, by area and four weeks.

    Parameters
    ----------
    data : Data
    pockets : sequence of Pocket
        The areas of `made`, in order.
    made : Replay
        Runs from 1 January 2018.
    """
    past = civilians_killed(data.events, pockets, periods(HOLD_OUT_FROM, -_PAST))
    seen = civilians_killed(data.events, pockets, periods(HOLD_OUT_FROM, _AHEAD))
    good = ~np.isnan(seen[0])
    past, seen = past[:, good], seen[:, good]
    killed = np.diff(made.dead[:, : WEEKS * _AHEAD + 1 : WEEKS, good], axis=1).astype(np.float64)
    cells = [(t, j) for t in range(_AHEAD) for j in range(seen.shape[1])]
    k = dispersion(past)
    base = [baselines(past[:, j], k) for j in range(seen.shape[1])]
    same = [[crps(x, seen[t, j]) for x in base[j].values()] for t, j in cells]
    low_high = np.quantile(killed, (0.25, 0.75, 0.05, 0.95), axis=0)
    return DeathScores(
        n=len(cells),
        model=float(np.mean([crps(killed[:, t, j], seen[t, j]) for t, j in cells])),
        same_day=tuple(zip(BASELINES, np.mean(same, axis=0).tolist(), strict=True)),
        one_ahead=month_ahead(np.concatenate([past, seen]), len(past)),
        held=(int(((low_high[0] <= seen) & (seen <= low_high[1])).sum()),
              int(((low_high[2] <= seen) & (seen <= low_high[3])).sum())),
    )  # fmt: skip


def governorate_baselines(data: Data) -> Scores:
    """Return the baselines' mean CRPS for governorates, one month ahead, 2016-01 to 2018-07."""
    counts = monthly_deaths(data.days, dt.date(2013, 1, 1), dt.date(2018, 7, 1))
    return month_ahead(counts, first=36)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceGap:
    """Deaths in a governorate from June 2016 to 2017 by two sources: an error bar nobody chose.

    The VDC counts civilians and fighters of the opposition, whoever killed them; UCDP's best
    estimate is of all killed in events with the government on one side.
    """

    governorate: str
    vdc: float
    ucdp: float
    ratio: float


_NAMES: Final = {"Damascus Suburbs": "Rif Dimashq"}
"""Where UCDP writes the name of a governorate otherwise."""


def source_gaps(data: Data, governorates: Sequence[str]) -> tuple[SourceGap, ...]:
    """Return how far two sources are apart, by governorate, in the training part."""
    days = [d for d in data.days if TRAIN_FROM <= d.day < HOLD_OUT_FROM]
    events = [e for e in data.events if TRAIN_FROM <= e.day < HOLD_OUT_FROM]
    found = []
    for name in governorates:
        column = data.governorates.index(name) if name in data.governorates else None
        vdc = sum(d.deaths[column] for d in days) if column is not None else 0.0
        ucdp = sum(e.best for e in events if _NAMES.get(name, name) in e.governorate)
        if vdc and ucdp:
            found.append(SourceGap(governorate=name, vdc=vdc, ucdp=ucdp, ratio=vdc / ucdp))
    return tuple(found)
