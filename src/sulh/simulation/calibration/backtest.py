"""Fit to what is dated before 2018, predict 2018, and say how it came out, won or lost.

*Training*: the areas besieged in June 2016, to the end of 2017; four summaries of their deals. All
priors are those of :data:`BEFORE_2018`. *Held out*: which areas were settled in 2018, in which
order, how long after the offensive, and how many people left. *Leave one out*: each area of the
training part that has the datum, predicted from the others.

The baselines know as little: the same quantity in the training part, as an empirical sample.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.arms import STRUCTURES
from sulh.simulation.calibration.abc import (
    Posterior,
    ReferenceTable,
    calibrate,
    coverage_ranks,
    reference_table,
)
from sulh.simulation.calibration.pockets import (
    ARM,
    HOLD_OUT_FROM,
    TRAIN_FROM,
    Pocket,
    load_pockets,
    weeks_from,
    world_at,
)
from sulh.simulation.calibration.scores import (
    binomial_interval,
    covered,
    crps,
    kendall_tau,
    log_crps,
)
from sulh.simulation.defaults import BEFORE_2018
from sulh.simulation.outcomes import AREA_FIELDS
from sulh.simulation.parameters import Draws, Parameters
from sulh.simulation.run import engine_for, world_parameters

__all__ = ["SUMMARIES", "Backtest", "Forecast", "backtest_syria", "summarise"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_DEAL, _FALL, _ASSAULT, _LEFT = (
    AREA_FIELDS.index(n) for n in ("deal_week", "fall_week", "assault_week", "left_people")
)
_END_OF_2018: Final = dt.date(2019, 1, 1)
SUMMARIES: Final = (
    "share of areas with a deal",
    "share of areas fallen without a deal",
    "mean week of a deal, as a share of the period",
    "share of deals after an assault",
    "mean log weeks from assault to deal",
    "mean log people who left under a deal",
)
_LEVELS: Final = (0.5, 0.9)
_PREDICTED: Final = 1000
_OF_ONE_AREA: Final = ("force of", "population of")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """One number held out: what was predicted, what happened, and the scores.

    `score` and `baseline` are the CRPS (of log people for evacuees) of the model and of the
    baseline; `inside` says whether the central 50 and 90 % intervals hold what happened.
    """

    what: str
    area: str
    unit: str
    observed: float
    low: float
    median: float
    high: float
    score: float
    baseline: float
    inside: tuple[bool, bool]


@dataclass(frozen=True, kw_only=True, eq=False)
class Backtest:
    """What came out.

    Parameters
    ----------
    posterior : Posterior
        From the training part.
    observed, fitted : array, shape (len(SUMMARIES),)
        Summaries of what happened, and their posterior predictive mean; `fitted_low` and
        `fitted_high` bound 90 % of the posterior predictive.
    p_settled : tuple of (area, probability, happened)
        Chance of a deal in 2018.
    order_tau : float
        Kendall's tau of the predicted and the real order in which the areas of 2018 ended.
    forecasts, left_out : tuple of Forecast
        2018, and the areas of the training part each left out in turn.
    ranks : array, shape (n_checks, n_free)
        Simulation-based calibration ranks, uniform if the fit is calibrated.
    """

    posterior: Posterior
    observed: Floats
    fitted: Floats
    fitted_low: Floats
    fitted_high: Floats
    p_settled: tuple[tuple[str, float, bool], ...]
    order_tau: float
    forecasts: tuple[Forecast, ...]
    left_out: tuple[Forecast, ...]
    ranks: Floats
    n_simulations: int
    seed: int

    def coverage(
        self, forecasts: Sequence[Forecast], level: float
    ) -> tuple[int, int, float, float]:
        """Return (inside, n, low, high): how many intervals held, and the binomial interval."""
        k = sum(f.inside[_LEVELS.index(level)] for f in forecasts)
        return k, len(forecasts), *binomial_interval(k, len(forecasts))


def _mean_where(values: Floats, where: NDArray[np.bool_], empty: float) -> Floats:
    total, n = np.where(where, values, 0.0).sum(axis=1), where.sum(axis=1)
    return np.where(n > 0, total / np.maximum(n, 1), empty)


def summarise(areas: Ints, weeks: int) -> Floats:
    """Return the summaries of runs, shape (n, len(SUMMARIES)), from ``AREA_FIELDS`` by area."""
    deal, assault = areas[:, :, _DEAL], areas[:, :, _ASSAULT]
    settled = deal >= 0
    fought = settled & (assault >= 0) & (assault <= deal)
    waited = np.log(np.maximum(deal - assault, 0) + 0.5)
    columns = (
        settled.mean(axis=1),
        ((areas[:, :, _FALL] >= 0) & ~settled).mean(axis=1),
        _mean_where(deal / weeks, settled, 1.0),
        fought.sum(axis=1) / np.maximum(settled.sum(axis=1), 1),
        _mean_where(waited, fought, float(np.log(weeks))),
        _mean_where(np.log1p(areas[:, :, _LEFT]), settled, 0.0),
    )
    return np.stack(columns, axis=1)


def _observed(pockets: Sequence[Pocket]) -> Floats:
    """Return what happened in the training part, in the terms of :func:`summarise`."""
    done = [p for p in pockets if p.deal and p.deal < HOLD_OUT_FROM]
    weeks = weeks_from(TRAIN_FROM, HOLD_OUT_FROM)
    waits = [p.days_to_deal / 7 for p in done if p.days_to_deal is not None]
    left = [np.log1p(p.evacuees) for p in done if p.evacuees is not None]
    when = [weeks_from(TRAIN_FROM, p.deal) / weeks for p in done if p.deal]
    return np.array([
        len(done) / len(pockets), 0.0, np.mean(when), len(waits) / len(done),
        np.mean(np.log(np.array(waits) + 0.5)), np.mean(left),
    ])  # fmt: skip


def backtest_syria(
    n: int = 40_000, seed: int = 0, *, keep: float = 0.0075, checks: int = 100,
    progress: Callable[[int, int], None] | None = None,
) -> Backtest:  # fmt: skip
    """Fit to December 2017, predict 2018, leave one area out.

    Parameters
    ----------
    n : int
        Simulations from the prior.
    seed : int
    keep : float
        Share of them that makes the posterior.
    checks : int
        Simulations taken as observed in simulation-based calibration.
    progress : callable, optional
        Called with (simulations done, in all).
    """
    pockets = load_pockets()
    world = world_at(pockets, TRAIN_FROM, HOLD_OUT_FROM)
    table = reference_table(world, ARM, n, seed, parameters=BEFORE_2018, progress=progress)
    summaries = summarise(table.areas, world.horizon_weeks)
    observed = _observed(pockets)
    posterior = calibrate(table, summaries, observed, keep=keep)
    drawn = posterior.sample(table, _PREDICTED, seed)
    training = _predict(pockets, drawn, TRAIN_FROM, HOLD_OUT_FROM, seed + 1)
    fitted = summarise(training, world.horizon_weeks)
    later = tuple(p for p in pockets if p.deal is None or p.deal >= HOLD_OUT_FROM)
    shared = {k: v for k, v in drawn.items() if not k.startswith(_OF_ONE_AREA)}
    areas = _predict(later, shared, HOLD_OUT_FROM, _END_OF_2018, seed + 2)
    return Backtest(
        posterior=posterior, observed=observed, fitted=fitted.mean(axis=0),
        fitted_low=np.quantile(fitted, 0.05, axis=0), fitted_high=np.quantile(fitted, 0.95, axis=0),
        p_settled=tuple((p.area, float((areas[:, i, _DEAL] >= 0).mean()), p.deal is not None)
                        for i, p in enumerate(later)),
        order_tau=_order(later, areas),
        forecasts=tuple(_forecasts(later, areas, pockets)),
        left_out=tuple(_leave_out(pockets, table, keep)),
        ranks=coverage_ranks(table, summaries, min(checks, n), keep=keep),
        n_simulations=n, seed=seed,
    )  # fmt: skip


def _predict(
    pockets: Sequence[Pocket], drawn: Draws, start: dt.date, end: dt.date, seed: int
) -> Ints:
    """Return ``AREA_FIELDS`` of runs with the parameters drawn; others come from their priors."""
    world = world_at(pockets, start, end)
    numbers = np.arange(_PREDICTED)
    draws = Parameters((*BEFORE_2018.items, *world_parameters(world))).draw(seed, numbers)
    draws |= {name: values for name, values in drawn.items() if name in draws}
    run = engine_for("auto", numbers.size, world)
    block = run(world, ARM, draws, structure=STRUCTURES[0], seed=seed, numbers=numbers)
    return block.areas


def _order(pockets: Sequence[Pocket], areas: Ints) -> float:
    """Return Kendall's tau of when each area ended; what did not end comes last."""
    never = 10_000
    ends = np.where(areas[:, :, _DEAL] >= 0, areas[:, :, _DEAL], areas[:, :, _FALL])
    predicted = np.where(ends < 0, never, ends).mean(axis=0)
    real = [weeks_from(HOLD_OUT_FROM, p.deal) if p.deal else never for p in pockets]
    return kendall_tau(predicted.tolist(), real)


def _samples(areas: Ints, i: int) -> tuple[Floats, Floats]:
    """Return days from assault to deal and people who left, of the runs in which there was one."""
    deal, assault = areas[:, i, _DEAL], areas[:, i, _ASSAULT]
    settled = deal >= 0
    fought = settled & (assault >= 0) & (assault <= deal)
    days = np.asarray(7.0 * (deal - assault)[fought] + 3.5, dtype=np.float64)
    return days, areas[settled, i, _LEFT].astype(np.float64)


def _score(
    what: str, p: Pocket, sample: Floats, observed: float, baseline: Floats, *, log: bool
) -> Forecast:
    score = log_crps if log else crps
    low, median, high = np.quantile(sample, [0.05, 0.5, 0.95])
    return Forecast(
        what=what, area=p.area, unit="log people" if log else "days", observed=observed,
        low=float(low), median=float(median), high=float(high), score=score(sample, observed),
        baseline=score(baseline, observed),
        inside=(covered(sample, observed, _LEVELS[0]), covered(sample, observed, _LEVELS[1])),
    )  # fmt: skip


def _known(pockets: Sequence[Pocket], *, but: str = "") -> tuple[Floats, Floats]:
    """Return days to deal and evacuees of the training part, without one area."""
    done = [p for p in pockets if p.deal and p.deal < HOLD_OUT_FROM and p.id != but]
    days = [p.days_to_deal for p in done if p.days_to_deal is not None]
    left = [p.evacuees for p in done if p.evacuees is not None]
    return np.array(days, dtype=np.float64), np.array(left, dtype=np.float64)


_FEWEST: Final = 20


def _forecasts(
    targets: Sequence[Pocket], areas: Ints, pockets: Sequence[Pocket], *, leave_out: bool = False
) -> list[Forecast]:
    found = []
    for i, p in enumerate(targets):
        days, left = _samples(areas, i)
        known_days, known_left = _known(pockets, but=p.id if leave_out else "")
        if p.days_to_deal is not None and days.size >= _FEWEST:
            found.append(_score("days from offensive to deal", p, days, p.days_to_deal,
                                known_days, log=False))  # fmt: skip
        if p.evacuees is not None and left.size >= _FEWEST:
            found.append(_score("people who left", p, left, p.evacuees, known_left, log=True))
    return found


def _leave_out(pockets: Sequence[Pocket], table: ReferenceTable, keep: float) -> list[Forecast]:
    """Predict each area of the training part from the simulations that fit the others."""
    weeks = weeks_from(TRAIN_FROM, HOLD_OUT_FROM)
    found = []
    for i, p in enumerate(pockets):
        if p.deal is None or p.deal >= HOLD_OUT_FROM:
            continue
        others = [q for q in pockets if q.id != p.id]
        summaries = summarise(np.delete(table.areas, i, axis=1), weeks)
        post = calibrate(table, summaries, _observed(others), keep=keep)
        found += _forecasts([p], table.areas[post.kept][:, [i]], pockets, leave_out=True)
    return found
