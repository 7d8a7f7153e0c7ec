"""The regularities in runs of the model: one number a run, not a number where a run has none."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.calibration import observed as obs
from sulh.simulation.calibration import summaries
from sulh.simulation.calibration.data import Data
from sulh.simulation.calibration.deaths import WEEKS
from sulh.simulation.calibration.monthly import dispersion
from sulh.simulation.calibration.pockets import HOLD_OUT_FROM, TRAIN_FROM, Pocket, week_of
from sulh.simulation.calibration.replay import Replay
from sulh.simulation.rules.survival import ACCORD_AGE_MONTHS, ACCORD_HAZARD_PER_MONTH
from sulh.simulation.state import ACTIVE, TRUCE
from sulh.simulation.streams import Streams, normal

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_QUARTER: Final = 13
_ASSAULT_WEEKS: Final = 8
_SIX_WEEKS: Final = 6
_DISPERSIONS: Final = 200
_YEAR_BREAK: Final = week_of(TRAIN_FROM, obs.Day(2017, 1, 1))
_LEVELS: Final = (np.arange(999) + 0.5) / 999
_YEARS_AFTER: Final = 2.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Runs:
    """Runs of the training part and of 2018, one draw of the parameters a row."""

    pockets: tuple[Pocket, ...]
    training: Replay
    test: Replay
    data: Data

    def later(self) -> list[str]:
        """Return the ids of the areas of `test`, in order."""
        return [p.id for p in self.pockets if p.deal is None or p.deal >= HOLD_OUT_FROM]


def _nan_mean(values: Floats) -> Floats:
    n = np.isfinite(values).sum(axis=1)
    total = np.where(np.isfinite(values), values, 0.0).sum(axis=1)
    return np.where(n > 0, total / np.maximum(n, 1), np.nan)


def _ratio(above: Ints, below: Ints) -> Floats:
    return np.where(below > 0, above / np.maximum(below, 1), np.nan)


def settled_share(runs: Runs) -> Floats:
    """Share of areas with a deal."""
    share: Floats = (runs.training.areas[:, :, summaries.DEAL] >= 0).mean(axis=1)
    return share


def fought_share(runs: Runs) -> Floats:
    """Share of deals that followed an assault."""
    areas = runs.training.areas
    settled = (areas[:, :, summaries.DEAL] >= 0).sum(axis=1)
    return _ratio(summaries.fought(areas).sum(axis=1), settled)


def days_to_deal(runs: Runs) -> Floats:
    """Mean days from assault to deal."""
    return _nan_mean(summaries.days_to_deal(runs.training.areas))


def later_minus_earlier(runs: Runs) -> Floats:
    """The same: deals from 2017 on less those before."""
    areas = runs.training.areas
    days, late = summaries.days_to_deal(areas), areas[:, :, summaries.DEAL] >= _YEAR_BREAK
    return _nan_mean(np.where(late, days, np.nan)) - _nan_mean(np.where(late, np.nan, days))


def _starts(made: Replay) -> tuple[Ints, Ints, Ints]:
    """Return run, week and area of every assault begun, run by run, week by week."""
    begun = np.diff(made.assault, axis=1) > 0
    run, week, area = np.nonzero(begun)
    return run, week, area


def days_between(runs: Runs) -> Floats:
    """Mean days from one assault to the next."""
    run, week, _ = _starts(runs.training)
    n = len(runs.training.areas)
    first, last = np.full(n, np.iinfo(np.int64).max), np.full(n, -1)
    np.minimum.at(first, run, week)
    np.maximum.at(last, run, week)
    count = np.bincount(run, minlength=n)
    return np.where(count > 1, 7.0 * (last - first) / np.maximum(count - 1, 1), np.nan)


def truces_attacked(runs: Runs) -> Floats:
    """Truces that ended in fighting for each 100 weeks of truce."""
    calm = runs.training.status == TRUCE
    broke = calm[:, :-1] & (runs.training.status[:, 1:] == ACTIVE)
    return 100.0 * _ratio(broke.sum(axis=(1, 2)), calm.sum(axis=(1, 2)))


def _around_truces(made: Replay, before: int, until: int) -> tuple[Ints, Ints, Ints]:
    """Return run, week and area of truces that began with enough weeks of the run about them.

    There was fighting all the `before` weeks.
    """
    calm, fighting = made.status == TRUCE, made.status == ACTIVE
    run, week, area = np.nonzero(calm[:, 1:] & fighting[:, :-1])
    week = week + 1
    good = (week >= before) & (week + until < calm.shape[1])
    run, week, area = run[good], week[good], area[good]
    fought = np.ones(run.size, dtype=bool)
    for back in range(1, before + 1):
        fought &= fighting[run, week - back, area]
    return run[fought], week[fought], area[fought]


def _killed(made: Replay, at: tuple[Ints, Ints, Ints], low: int, high: int) -> Ints:
    """Return civilians killed in each run from `low` to `high` weeks after the events `at`."""
    run, week, area = at
    killed = made.dead[run, week + high, area] - made.dead[run, week + low, area]
    total = np.zeros(len(made.areas), dtype=np.int64)
    np.add.at(total, run, killed)
    return total


def calm_in_a_truce(runs: Runs) -> Floats:
    """Civilians killed in the first quarter of truces, as a share of the quarter before."""
    at = _around_truces(runs.training, _QUARTER, _QUARTER)
    made = runs.training
    return _ratio(_killed(made, at, 0, _QUARTER), _killed(made, at, -_QUARTER, 0))


def calm_of_a_month(runs: Runs) -> Floats:
    """Civilians killed in the first four weeks of truces, as a share of the four before."""
    at = _around_truces(runs.training, WEEKS, WEEKS)
    return _ratio(_killed(runs.training, at, 0, WEEKS), _killed(runs.training, at, -WEEKS, 0))


def calm_wears_off(runs: Runs) -> Floats:
    """Civilians killed a week in weeks 5-17 after truces began, as a multiple of weeks 1-4."""
    late = WEEKS + _QUARTER
    at = _around_truces(runs.training, 1, late)
    made = runs.training
    return _ratio(_killed(made, at, WEEKS, late), _killed(made, at, 0, WEEKS)) * WEEKS / _QUARTER


def _logs(runs: Runs) -> Floats:
    """Return log people who left for each fighter, as many areas a run as were observed."""
    n = obs.people_per_fighter(runs.data, runs.pockets).n
    draws = runs.training.draws
    mean, spread = draws["families_per_fighter"][:, None], draws["families_spread"][:, None]
    z = normal(Streams(0, np.arange(mean.size)).uniform("families of a check", 0, n))
    return np.log1p(mean * np.exp(spread * z - 0.5 * spread**2))


def people_per_fighter(runs: Runs) -> Floats:
    """Mean log people who left for each fighter."""
    mean: Floats = _logs(runs).mean(axis=1)
    return mean


def people_spread(runs: Runs) -> Floats:
    """Standard deviation of the same between areas."""
    spread: Floats = _logs(runs).std(axis=1, ddof=1)
    return spread


def jumps_of_deaths(runs: Runs) -> Floats:
    """Shape of a negative binomial about the four weeks before, of the first runs."""
    located = np.array([p.radius_km > 0 for p in runs.pockets])
    dead = runs.training.dead[:_DISPERSIONS, ::WEEKS, located]
    return np.array([dispersion(np.diff(run, axis=0).astype(np.float64)) for run in dead])


def _expected_ends(runs: Runs, low: float, high: float) -> Floats:
    """Return numbers of accords that would end between two ages, by the hazard of the model."""
    from scipy.stats import poisson

    _, lived = obs.exposure(runs.data.before(HOLD_OUT_FROM).accords, low, high)
    edges = np.array([0.0, *ACCORD_AGE_MONTHS, np.inf])
    spans = np.array(lived)
    months = [
        (np.minimum(spans[:, 1], b) - np.maximum(spans[:, 0], a)).clip(0.0).sum()
        for a, b in pairwise(edges)
    ]  # fmt: skip
    ends: Floats = poisson.ppf(_LEVELS, float(np.dot(months, ACCORD_HAZARD_PER_MONTH)))
    return ends


def accords_early(runs: Runs) -> Floats:
    """Accords that would end within six months."""
    return _expected_ends(runs, 0.0, obs.EARLY_MONTHS)


def accords_middle(runs: Runs) -> Floats:
    """Accords that would end between six months and five years."""
    return _expected_ends(runs, obs.EARLY_MONTHS, obs.LATE_MONTHS)


def accords_late(runs: Runs) -> Floats:
    """Accords that would end after five years."""
    return _expected_ends(runs, obs.LATE_MONTHS, np.inf)


def days_to_deal_2018(runs: Runs) -> Floats:
    """Mean days from assault to deal, in the areas that were attacked and settled in 2018."""
    timed = [p.id for p in runs.pockets if p.deal and p.deal >= HOLD_OUT_FROM and p.offensive]
    at = [i for i, name in enumerate(runs.later()) if name in timed]
    return _nan_mean(summaries.days_to_deal(runs.test.areas[:, at]))


def faster_in_2018(runs: Runs) -> Floats:
    """The same less that of the training part, draw by draw."""
    return days_to_deal_2018(runs) - days_to_deal(runs)


def _zone_weeks(runs: Runs) -> Floats:
    """Return the week each zone was first attacked, shape (n_runs, 4), NaN if it was not."""
    zones = (obs.GHOUTA, ("north_homs",), ("daraa", "quneitra"), ("idlib",))
    first = np.full((len(runs.test.areas), len(zones)), np.nan)
    for z, names in enumerate(zones):
        at = [i for i, name in enumerate(runs.later()) if name in names]
        assault: Ints = np.take(runs.test.assault, at, axis=2)
        begun: NDArray[np.bool_] = assault.max(axis=2) >= 0
        first[:, z] = np.where(begun.any(axis=1), begun.argmax(axis=1), np.nan)
    return first


def zones_attacked(runs: Runs) -> Floats:
    """Zones attacked in 2018."""
    attacked: Floats = np.isfinite(_zone_weeks(runs)).sum(axis=1).astype(np.float64)
    return attacked


def days_over_zones(runs: Runs) -> Floats:
    """Days from the first zone attacked to the third."""
    weeks = np.sort(_zone_weeks(runs), axis=1)
    days: Floats = 7.0 * (weeks[:, 2] - weeks[:, 0])
    return days


def surge_at_a_breach(runs: Runs) -> Floats:
    """Civilians killed a week in eight weeks of assault, as a multiple of the eight in truce."""
    run, week, area = _starts(runs.test)
    made = runs.test
    good = (week >= _ASSAULT_WEEKS) & (week + _ASSAULT_WEEKS < made.dead.shape[1])
    run, week, area = run[good], week[good], area[good]
    calm = made.status[run, week - _ASSAULT_WEEKS, area] == TRUCE
    at = (run[calm], week[calm], area[calm])
    return _ratio(_killed(made, at, 0, _ASSAULT_WEEKS), _killed(made, at, -_ASSAULT_WEEKS, 0))


def ghouta_killed(runs: Runs) -> Floats:
    """Civilians killed in Eastern Ghouta in 2018."""
    at = [i for i, name in enumerate(runs.later()) if name in obs.GHOUTA]
    killed: Floats = runs.test.dead[:, -1, at].sum(axis=1).astype(np.float64)
    return killed


def _assault_on_daraa(runs: Runs, weeks: int) -> tuple[Ints, Ints, int]:
    """Return run and week of the first assaults on Daraa with some weeks after them."""
    place = runs.later().index("daraa")
    begun = runs.test.assault[:, :, place] >= 0
    run = np.nonzero(begun.any(axis=1))[0]
    week = begun.argmax(axis=1)[run]
    good = week + weeks < begun.shape[1]
    return run[good], week[good], place


def daraa_displaced(runs: Runs) -> Floats:
    """Share of Daraa's people displaced in two weeks of assault."""
    run, week, place = _assault_on_daraa(runs, 2)
    fled = runs.test.fled[run, week + 2, place] - runs.test.fled[run, week, place]
    people = runs.pockets[[p.id for p in runs.pockets].index("daraa")].population[1]
    share: Floats = fled / (people * runs.test.draws[f"population of {place}"][run])
    return share


def daraa_away(runs: Runs) -> Floats:
    """Share of those displaced from assault to deal who are away six weeks after the deal."""
    run, week, place = _assault_on_daraa(runs, 0)
    made = runs.test
    deal = made.areas[run, place, summaries.DEAL]
    good = (deal >= week) & (deal + 1 + _SIX_WEEKS < made.fled.shape[1])
    run, week, deal = run[good], week[good], deal[good] + 1
    fled = made.fled[run, deal, place] - made.fled[run, week, place]
    away = made.away[run, deal + _SIX_WEEKS, place] - made.away[run, week, place]
    return _ratio(np.maximum(away, 0), fled)


def daraa_killed_after(runs: Runs) -> Floats:
    """Killed in Daraa in 24 months after a deal."""
    place = runs.later().index("daraa")
    draws = runs.test.draws
    people = runs.pockets[[p.id for p in runs.pockets].index("daraa")].population[1]
    exposed = people * draws[f"population of {place}"] / 1000.0
    killed: Floats = draws["harm_per_1000_year"] * exposed * _YEARS_AFTER
    return killed
