"""Fit to what is dated before 2018, predict 2018, and say how it came out, won or lost.

*Training*: the areas that held out in June 2016, to the end of 2017. *Held out*: which of the
others were settled in 2018, in which order, how long after the offensive, how many people left, how
many civilians were killed. *Leave one out*: each area of the training part that was settled,
predicted from the others. Everything in a result is plain numbers, so that it can be printed,
kept and compared.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sulh._version import __version__
from sulh.simulation.calibration.abc import calibrate
from sulh.simulation.calibration.checks import Fitted, Pair
from sulh.simulation.calibration.data import Data
from sulh.simulation.calibration.deaths import (
    DeathScores,
    Scores,
    SourceGap,
    death_scores,
    governorate_baselines,
    source_gaps,
)
from sulh.simulation.calibration.fit import Fit, fit_syria, located
from sulh.simulation.calibration.forecast import (
    Coverage,
    Forecast,
    coverage,
    forecasts,
    known,
)
from sulh.simulation.calibration.pockets import (
    END_OF_TEST,
    HOLD_OUT_FROM,
    TRAIN_FROM,
    Pocket,
    civilians_killed,
    load_pockets,
    week_of,
)
from sulh.simulation.calibration.regularities import Regularity, check_regularities
from sulh.simulation.calibration.replay import Replay, replay
from sulh.simulation.calibration.scores import kendall_tau
from sulh.simulation.calibration.summaries import DEAL, FALL, SUMMARIES, observe, summarise

__all__ = ["Backtest", "Settled", "Summary", "backtest_syria"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Progress = Callable[[str, float], None]
KEPT: Final = 400
"""Simulations that make the posterior, of however many."""
_OF_ONE_AREA: Final = ("force of", "population of")
_NEVER: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A summary of the training part: what happened, and 90 % of what the fitted model gives."""

    name: str
    observed: float
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Chance of a deal in 2018, and whether there was one."""

    area: str
    p: float
    happened: bool


@dataclass(frozen=True, kw_only=True)
class Backtest:
    """What came out.

    Parameters
    ----------
    training : tuple of Summary
    parameters : tuple of Fitted
    pairs : tuple of Pair
        What the data cannot tell apart.
    foresight : tuple of (lookahead, share)
        How the simulations nearest to the facts divide between 0, 1 and 2 fronts of foresight.
    settled : tuple of Settled
    base_rate : float
        Share of the areas settled in the training part: the baseline of `settled`.
    order_tau : float
        Kendall's tau of the predicted and the real order in which the areas of 2018 ended.
    forecasts, left_out : tuple of Forecast
        2018, and the areas of the training part each left out in turn.
    coverage, left_out_coverage : tuple of Coverage
    deaths : DeathScores
        Civilians killed by area and four weeks in 2018.
    governorates : tuple of (baseline, CRPS)
        Monthly deaths by governorate, 2016-01 to 2018-07, for which the model makes no forecast.
    sources : tuple of SourceGap
        How far two sources of deaths are apart.
    regularities : tuple of Regularity
    """

    training: tuple[Summary, ...]
    parameters: tuple[Fitted, ...]
    pairs: tuple[Pair, ...]
    foresight: tuple[tuple[int, float], ...]
    settled: tuple[Settled, ...]
    base_rate: float
    order_tau: float
    forecasts: tuple[Forecast, ...]
    left_out: tuple[Forecast, ...]
    coverage: tuple[Coverage, ...]
    left_out_coverage: tuple[Coverage, ...]
    deaths: DeathScores
    governorates: Scores
    sources: tuple[SourceGap, ...]
    regularities: tuple[Regularity, ...]
    n_simulations: int
    n_kept: int
    n_checks: int
    n_predicted: int
    seed: int
    data: tuple[tuple[str, str], ...]
    version: str

    def brier(self) -> tuple[float, float]:
        """Return the Brier score of `settled` and that of the base rate."""
        mine = [(s.p - s.happened) ** 2 for s in self.settled]
        base = [(self.base_rate - s.happened) ** 2 for s in self.settled]
        return float(np.mean(mine)), float(np.mean(base))


def backtest_syria(
    data: Data, *, runs: int = 40_000, seed: int = 0, keep: float | None = None, checks: int = 200,
    predicted: int = 1_000, folder: Path | None = None,
    cluster: str | None = None, progress: Progress | None = None,
) -> tuple[Backtest, Fit]:  # fmt: skip
    """Fit to December 2017, predict 2018, leave one area out.

    Parameters
    ----------
    data : Data
        See :func:`sulh.simulation.calibration.data.load_data`.
    runs : int
        Simulations from the prior.
    seed : int
    keep : float, optional
        Share of them that makes the posterior; default: 400 of them.
    checks : int
        Simulations taken as observed in simulation-based calibration.
    predicted : int
        Runs of the fitted model that what happened is held against.
    folder : Path, optional
        Where simulations are kept, so that an interrupted call can go on.
    cluster : str, optional
        Address of a dask.distributed scheduler that is to run the simulations.
    progress : callable, optional
        Told the stage and the part of it done.

    Raises
    ------
    ModelError
        If there are too few simulations for a posterior.
    """
    pockets = load_pockets()
    share = min(KEPT / max(runs, 1), 1.0) if keep is None else keep
    fit = fit_syria(
        data, pockets, runs=runs, seed=seed, keep=share, checks=checks, folder=folder,
        cluster=cluster, progress=progress,
    )  # fmt: skip
    training, test = _replays(fit, pockets, predicted, seed)
    later = _later(pockets)
    killed = civilians_killed(data.events, pockets, (TRAIN_FROM, HOLD_OUT_FROM, END_OF_TEST))
    year = (END_OF_TEST - HOLD_OUT_FROM) / (HOLD_OUT_FROM - TRAIN_FROM)
    at = [i for i, p in enumerate(pockets) if p in later]
    areas = test.areas
    made = forecasts(later, areas, killed[1, at], known(pockets, killed[0] * year))
    left_out = _leave_out(fit, data, killed[0], share)
    return Backtest(
        training=_training(fit, training), parameters=fit.parameters, pairs=fit.pairs,
        foresight=fit.foresight, settled=_settled(later, areas), base_rate=float(fit.observed[0]),
        order_tau=_order(later, areas), forecasts=made, left_out=left_out,
        coverage=coverage(made), left_out_coverage=coverage(left_out),
        deaths=death_scores(data, later, test), governorates=governorate_baselines(data),
        sources=source_gaps(data, sorted({p.governorate for p in pockets})),
        regularities=check_regularities(data, pockets, training, test),
        n_simulations=runs, n_kept=fit.posterior.kept.size, n_checks=min(checks, runs),
        n_predicted=predicted, seed=seed, data=fit.data, version=__version__,
    ), fit  # fmt: skip


def _later(pockets: Sequence[Pocket]) -> list[Pocket]:
    return [p for p in pockets if p.deal is None or p.deal >= HOLD_OUT_FROM]


def _replays(fit: Fit, pockets: Sequence[Pocket], runs: int, seed: int) -> tuple[Replay, Replay]:
    """Return runs of the training part and of 2018, with the same draw in the same row.

    What an area drew for its own force and people stays with the training part.
    """
    drawn = fit.posterior.sample(fit.table, runs, seed)
    shared = {k: v for k, v in drawn.items() if not k.startswith(_OF_ONE_AREA)}
    return (
        replay(fit.pockets, drawn, TRAIN_FROM, HOLD_OUT_FROM, runs=runs, seed=seed + 1),
        replay(_later(pockets), shared, HOLD_OUT_FROM, END_OF_TEST, runs=runs, seed=seed + 2),
    )


def _training(fit: Fit, made: Replay) -> tuple[Summary, ...]:
    weeks = week_of(TRAIN_FROM, HOLD_OUT_FROM)
    given = summarise(made.areas, weeks, located(fit.pockets))
    low, high = np.quantile(given, [0.05, 0.95], axis=0)
    return tuple(
        Summary(name=name, observed=float(fit.observed[i]), mean=float(given[:, i].mean()),
                low=float(low[i]), high=float(high[i]))
        for i, name in enumerate(SUMMARIES)
    )  # fmt: skip


def _settled(pockets: Sequence[Pocket], areas: Ints) -> tuple[Settled, ...]:
    return tuple(
        Settled(area=p.id, p=float((areas[:, i, DEAL] >= 0).mean()), happened=p.deal is not None)
        for i, p in enumerate(pockets)
    )


def _order(pockets: Sequence[Pocket], areas: Ints) -> float:
    """Return Kendall's tau of when each area ended; what did not end comes last."""
    ends = np.where(areas[:, :, DEAL] >= 0, areas[:, :, DEAL], areas[:, :, FALL])
    predicted = np.where(ends < 0, _NEVER, ends).mean(axis=0)
    real = [(p.deal - HOLD_OUT_FROM).days if p.deal else _NEVER for p in pockets]
    return kendall_tau(predicted.tolist(), real)


def _leave_out(fit: Fit, data: Data, killed: Floats, keep: float) -> tuple[Forecast, ...]:
    """Predict each settled area of the training part from the simulations that fit the others."""
    weeks, events = week_of(TRAIN_FROM, HOLD_OUT_FROM), data.before(HOLD_OUT_FROM).events
    found: list[Forecast] = []
    for i, p in enumerate(fit.pockets):
        if p.deal is None:
            continue
        others = [q for q in fit.pockets if q.id != p.id]
        rest = summarise(np.delete(fit.table.areas, i, axis=1), weeks, located(others))
        seen = observe(others, events, TRAIN_FROM, HOLD_OUT_FROM)
        kept = calibrate(fit.table, rest, seen, keep=keep).kept
        base = known(fit.pockets, killed, but=p.id)
        found += forecasts([p], fit.table.areas[kept][:, [i]], killed[[i]], base)
    return tuple(found)
