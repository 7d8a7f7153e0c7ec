"""What is known of such wars, and whether runs of the fitted model show it.

A regularity is one number computed from named rows, and the same number in every run; it is *hit*
if the central 90 % of the runs hold it. Those dated 2018 or later are looked at only with runs
that start in 2018. What each says of the model is in ``docs/theory/regularities.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.calibration import observed as obs
from sulh.simulation.calibration import predicted as pred
from sulh.simulation.calibration.data import Data
from sulh.simulation.calibration.pockets import Pocket
from sulh.simulation.calibration.replay import Replay

__all__ = ["REGULARITIES", "Regularity", "check_regularities"]

Floats = NDArray[np.float64]
Part = Literal["training", "held_out"]
_FEWEST: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Regularity:
    """One number of the world beside the same number in the runs.

    Parameters
    ----------
    number : int
        As in ``docs/theory/regularities.md``.
    name : str
    part : "training" or "held_out"
    in_fit : bool
        Was the number itself among what the model was fitted to?
    rows : str
        What it is computed from.
    n : int
        Of how many observations.
    observed : float
    mean, low, high : float or None
        Of the runs: mean and central 90 %; None if too few runs have such a number.
    hit : bool or None
    n_runs : int
        Runs that have such a number.
    """

    number: int
    name: str
    part: Part
    in_fit: bool
    rows: str
    n: int
    observed: float
    mean: float | None
    low: float | None
    high: float | None
    hit: bool | None
    n_runs: int


@dataclass(frozen=True, slots=True)
class _Check:
    name: str
    part: Part
    observe: Callable[[Data, Sequence[Pocket]], obs.Seen]
    predict: Callable[[pred.Runs], Floats]
    in_fit: bool = False


REGULARITIES: Final = (
    _Check("settled_share", "training", obs.settled_share, pred.settled_share, in_fit=True),
    _Check("fought_share", "training", obs.fought_share, pred.fought_share, in_fit=True),
    _Check("days_to_deal", "training", obs.days_to_deal, pred.days_to_deal, in_fit=True),
    _Check(
        "later_minus_earlier_days", "training", obs.later_minus_earlier, pred.later_minus_earlier
    ),
    _Check("days_between_offensives", "training", obs.days_between, pred.days_between),
    _Check("truces_attacked", "training", obs.truces_attacked, pred.truces_attacked),
    _Check("calm_in_a_truce", "training", obs.calm_in_a_truce, pred.calm_in_a_truce),
    _Check("calm_of_a_month", "training", obs.calm_of_a_month, pred.calm_of_a_month),
    _Check("calm_wears_off", "training", obs.calm_wears_off, pred.calm_wears_off),
    _Check("people_per_fighter", "training", obs.people_per_fighter, pred.people_per_fighter),
    _Check("people_per_fighter_spread", "training", obs.people_spread, pred.people_spread),
    _Check("jumps_of_deaths", "training", obs.jumps_of_deaths, pred.jumps_of_deaths),
    _Check("accords_ended_early", "training", obs.accords_early, pred.accords_early),
    _Check("accords_ended_middle", "training", obs.accords_middle, pred.accords_middle),
    _Check("accords_ended_late", "training", obs.accords_late, pred.accords_late),
    _Check("days_to_deal_2018", "held_out", obs.days_to_deal_2018, pred.days_to_deal_2018),
    _Check("faster_in_2018_days", "held_out", obs.faster_in_2018, pred.faster_in_2018),
    _Check("zones_attacked_2018", "held_out", obs.zones_attacked, pred.zones_attacked),
    _Check("days_over_three_zones", "held_out", obs.days_over_zones, pred.days_over_zones),
    _Check("surge_at_a_breach", "held_out", obs.surge_at_a_breach, pred.surge_at_a_breach),
    _Check("ghouta_killed", "held_out", obs.ghouta_killed, pred.ghouta_killed),
    _Check("daraa_displaced_share", "held_out", obs.daraa_displaced, pred.daraa_displaced),
    _Check("daraa_still_away_share", "held_out", obs.daraa_away, pred.daraa_away),
    _Check("daraa_killed_after", "held_out", obs.daraa_killed_after, pred.daraa_killed_after),
)


def check_regularities(
    data: Data, pockets: Sequence[Pocket], training: Replay, test: Replay
) -> tuple[Regularity, ...]:
    """Compare every regularity with runs of the fitted model.

    Parameters
    ----------
    data, pockets
        What happened.
    training, test : Replay
        Runs of the training part and from 1 January 2018, the same draw of the parameters in
        the same row.
    """
    runs = pred.Runs(pockets=tuple(pockets), training=training, test=test, data=data)
    found = []
    for i, check in enumerate(REGULARITIES):
        seen = check.observe(data, pockets)
        sample = check.predict(runs)
        sample = sample[np.isfinite(sample)]
        mean = low = high = hit = None
        if sample.size >= _FEWEST:
            low, high = (float(x) for x in np.quantile(sample, [0.05, 0.95]))
            mean, hit = float(sample.mean()), low <= seen.value <= high
        found.append(Regularity(
            number=i + 1, name=check.name, part=check.part, in_fit=check.in_fit, rows=seen.rows,
            n=seen.n, observed=seen.value, mean=mean, low=low, high=high, hit=hit,
            n_runs=sample.size,
        ))  # fmt: skip
    return tuple(found)
