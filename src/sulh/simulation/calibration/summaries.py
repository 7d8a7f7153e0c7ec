"""What a simulation and the facts are compared by: nine summaries of the training part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.calibration.data import Deaths
from sulh.simulation.calibration.pockets import Pocket, civilians_killed, week_of
from sulh.simulation.outcomes import AREA_FIELDS

__all__ = ["SUMMARIES", "days_to_deal", "observe", "summarise"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
DEAL, FALL, ASSAULT, LEFT, DEAD = (
    AREA_FIELDS.index(n)
    for n in ("deal_week", "fall_week", "assault_week", "left_people", "dead_people")
)
SUMMARIES: Final = (
    "settled_share",
    "fallen_share",
    "deal_time_share",
    "fought_share",
    "log_weeks_to_deal",
    "log_left",
    "spread_log_left",
    "log_killed",
    "log_killed_median",
)
"""Their wording is in ``words.backtest``."""


def fought(areas: Ints) -> Bools:
    """Return where a deal followed an assault, shape (n, n_areas)."""
    deal, assault = areas[:, :, DEAL], areas[:, :, ASSAULT]
    found: Bools = (deal >= 0) & (assault >= 0) & (assault <= deal)
    return found


def days_to_deal(areas: Ints) -> Floats:
    """Return days from assault to deal, shape (n, n_areas), NaN where no assault led to one.

    Both happen on some day of their weeks, so that a deal in the week of the assault counts as
    half a week.
    """
    weeks = (areas[:, :, DEAL] - areas[:, :, ASSAULT]).astype(np.float64)
    return np.where(fought(areas), np.maximum(7.0 * weeks, 3.5), np.nan)


def _mean(values: Floats, where: Bools, empty: float) -> Floats:
    total, n = np.where(where, values, 0.0).sum(axis=1), where.sum(axis=1)
    return np.where(n > 0, total / np.maximum(n, 1), empty)


def _spread(values: Floats, where: Bools) -> Floats:
    mean = _mean(values, where, 0.0)
    squares = _mean((values - mean[:, None]) ** 2, where, 0.0)
    n = where.sum(axis=1)
    spread: Floats = np.sqrt(squares * n / np.maximum(n - 1, 1))
    return spread


def summarise(areas: Ints, weeks: int, located: Bools) -> Floats:
    """Return the summaries of runs.

    Parameters
    ----------
    areas : int array, shape (n, n_areas, n_fields)
        See ``outcomes.AREA_FIELDS``.
    weeks : int
        Length of the period.
    located : bool array, shape (n_areas,)
        Areas whose dead can be told from those of the city they lie in.

    Returns
    -------
    array, shape (n, len(SUMMARIES))
    """
    deal = areas[:, :, DEAL]
    settled, after = deal >= 0, fought(areas)
    waited = np.log(np.maximum(deal - areas[:, :, ASSAULT], 0) + 0.5)
    left = np.log1p(areas[:, :, LEFT])
    dead = areas[:, located, DEAD]
    columns = (
        settled.mean(axis=1),
        ((areas[:, :, FALL] >= 0) & ~settled).mean(axis=1),
        _mean(deal / weeks, settled, 1.0),
        after.sum(axis=1) / np.maximum(settled.sum(axis=1), 1),
        _mean(waited, after, float(np.log(weeks))),
        _mean(left, settled, 0.0),
        _spread(left, settled),
        np.log1p(dead.sum(axis=1)),
        np.median(np.log1p(dead), axis=1),
    )
    return np.stack(columns, axis=1)


def observe(
    pockets: Sequence[Pocket], events: Sequence[Deaths], start: dt.date, end: dt.date
) -> Floats:
    """Return what happened between two days, in the terms of :func:`summarise`."""
    done = [p for p in pockets if p.deal and start <= p.deal < end]
    weeks = week_of(start, end)
    waits = np.array([p.days_to_deal / 7 for p in done if p.days_to_deal is not None])
    left = np.log1p([p.evacuees for p in done if p.evacuees is not None])
    when = [week_of(start, p.deal) / weeks for p in done if p.deal]
    killed = civilians_killed(events, pockets, (start, end))[0]
    killed = killed[~np.isnan(killed)]
    return np.array([
        len(done) / len(pockets), 0.0, np.mean(when), waits.size / len(done),
        np.log(waits + 0.5).mean(), left.mean(), left.std(ddof=1),
        np.log1p(killed.sum()), np.median(np.log1p(killed)),
    ])  # fmt: skip
