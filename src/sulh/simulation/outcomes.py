"""What a run is judged by: outcomes, with units in their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.rules.human_cost import sinks
from sulh.simulation.state import ACTIVE, BROKEN, DEAL, FALLEN, TRUCE, Model, State

__all__ = [
    "AREA_FIELDS", "PARTY_FIELDS", "SERIES", "STANDING_WEEKS", "Block", "by_area", "by_party",
    "outcome_names", "outcomes",
    "series", "series_means", "standing",
]  # fmt: skip

Floats = NDArray[np.float64]
STANDING_WEEKS: Final = (13, 52, 104)
"""Ages at which an arrangement is looked at: 3, 12 and 24 months."""


def _share(state: State, model: Model, *kinds: int) -> Floats:
    mask = np.isin(state.status, kinds) & model.world.contested
    share: Floats = mask.sum(axis=1) / model.world.contested.sum()
    return share


def _weeks_to_deal(state: State, model: Model) -> Floats:
    weeks = np.where(state.deal_week < 0, model.world.horizon_weeks, state.deal_week)
    mean: Floats = weeks[:, model.world.contested].mean(axis=1)
    return mean


def _infrastructure(state: State, model: Model) -> Floats:
    weight = model.world.population * model.world.contested + 1e-9
    mean: Floats = (state.infrastructure * weight).sum(axis=1) / weight.sum()
    return mean


def _hosted(state: State, model: Model) -> NDArray[np.int64]:
    """Return displaced and evacuated people by where they are, shape (R, A + 1)."""
    hosted: NDArray[np.int64] = state.away.sum(axis=1)
    for area, sink in enumerate(sinks(model.world)):
        hosted[:, sink] += state.evacuated[:, area]
    return hosted


_OUTCOMES: Final[dict[str, Callable[[State, Model], NDArray[Any]]]] = {
    "civilian_deaths_people": lambda s, _: s.dead.sum(axis=1),
    "military_deaths_people": lambda s, _: s.soldiers_dead.sum(axis=1),
    "military_deaths_strong_people": lambda s, m: s.soldiers_dead[:, m.world.strong].sum(axis=1),
    "military_deaths_weak_people": lambda s, m: s.soldiers_dead[:, ~m.world.strong].sum(axis=1),
    "displaced_people": lambda s, _: s.fled.sum(axis=1) + s.new_evacuated,
    "evacuated_people": lambda s, _: s.new_evacuated + s.soldiers_left.sum(axis=1),
    "returned_people": lambda s, _: s.new_returned,
    "away_at_end_people": lambda s, _: (s.displaced + s.evacuated).sum(axis=1),
    "away_outside_people": lambda s, m: _hosted(s, m)[:, -1],
    "killed_after_deal_people": lambda s, _: s.killed_after,
    "harmed_after_deal_people": lambda s, _: s.killed_after + s.detained.sum(axis=1),
    "detained_people": lambda s, _: s.detained.sum(axis=1),
    "besieged_people_weeks": lambda s, _: s.siege_weeks,
    "infrastructure_share": _infrastructure,
    "hybrid_fighters_people": lambda s, _: s.hybrid.sum(axis=(1, 2)),
    "strong_side_areas_share": lambda s, m: _share(s, m, FALLEN, BROKEN, DEAL),
    "fallen_areas_share": lambda s, m: _share(s, m, FALLEN),
    "settled_areas_share": lambda s, m: _share(s, m, DEAL),
    "p_settled": lambda s, m: (_share(s, m, DEAL) == 1.0).astype(np.float64),
    "early_deal_share": lambda s, m: (
        ((s.deal_week >= 0) & (s.deal_week < 13)).sum(axis=1) / m.world.contested.sum()
    ),
    "weeks_to_deal": _weeks_to_deal,
    "p_intervention": lambda s, _: s.intervened.astype(np.float64),
}


AREA_FIELDS: Final = (
    "deal_week", "fall_week", "assault_week", "left_people", "dead_people", "displaced_people",
    "apart_week", "hosted_people",
)  # fmt: skip
"""What is kept of each area: weeks are -1 where it did not happen; `assault_week` and `apart_week`
are the last. `hosted_people` are those of other areas who are there at the end."""

PARTY_FIELDS: Final = ("dead_people", "left_people", "captured_people", "armed_people",
                       "hybrid_people")  # fmt: skip
"""What is kept of each party's fighters: killed, left under deals, captured; at the end those still
under arms and those of hybrid formations. Sides are sums over parties; nothing smaller is kept."""


def by_area(state: State, model: Model) -> NDArray[np.int64]:
    """Return :data:`AREA_FIELDS` of each area, shape (R, A, len(AREA_FIELDS))."""
    columns = (
        state.deal_week, state.fall_week, state.assault_week, state.left, state.dead, state.fled,
        state.apart_week, _hosted(state, model)[:, :-1],
    )  # fmt: skip
    return np.stack(columns, axis=2)


def by_party(state: State) -> NDArray[np.int64]:
    """Return :data:`PARTY_FIELDS` of each party, shape (R, P, len(PARTY_FIELDS))."""
    columns = (
        state.soldiers_dead, state.soldiers_left, state.soldiers_captured,
        state.mobile + state.force.sum(axis=1), state.hybrid.sum(axis=1),
    )  # fmt: skip
    return np.stack(columns, axis=2)


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """What an engine gives back for a block of runs of one arm.

    Parameters
    ----------
    values : array, shape (n_runs, n_outcomes)
    sums : int array, shape (horizon_weeks + 1, n_series)
        Sums of the series over the runs of the block.
    areas : int array, shape (n_runs, n_areas, len(AREA_FIELDS))
    parties : int array, shape (n_runs, n_parties, len(PARTY_FIELDS))
    """

    values: Floats
    sums: NDArray[np.int64]
    areas: NDArray[np.int64]
    parties: NDArray[np.int64]


def outcome_names(horizon_weeks: int) -> tuple[str, ...]:
    """Return the outcomes of a run of this length, in order.

    Examples
    --------
    >>> outcome_names(52)[-2:]
    ('deal_standing_13_weeks_share', 'deal_standing_52_weeks_share')
    """
    ages = [f"deal_standing_{w}_weeks_share" for w in STANDING_WEEKS if w <= horizon_weeks]
    return (*_OUTCOMES, *ages)


def standing(state: State, model: Model) -> Floats:
    """Return the share of contested areas in which a deal or calm stands, shape (R,)."""
    return _share(state, model, DEAL, TRUCE)


def outcomes(state: State, model: Model, stood: list[Floats]) -> Floats:
    """Return the outcomes of each run, shape (R, n_outcomes).

    `stood` is what :func:`standing` gave at each of :data:`STANDING_WEEKS` that was reached.
    """
    columns = [np.asarray(f(state, model), dtype=np.float64) for f in _OUTCOMES.values()]
    return np.stack([*columns, *stood], axis=1)


SERIES: Final = (
    "cum_civilian_deaths_people",
    "away_people",
    "under_siege_people",
    "fallen_areas_share",
    "arranged_areas_share",
)


def series(state: State, model: Model) -> NDArray[np.int64]:
    """Return the sums over runs of a week's series, as whole numbers, shape (len(SERIES),).

    Shares are counts here: sums of whole numbers do not depend on the order of the runs.
    """
    contested = model.world.contested
    besieged = model.world.besieged & (state.status == ACTIVE)
    columns = (
        state.dead,
        state.displaced + state.evacuated,
        np.where(besieged, state.residents, 0),
        (state.status == FALLEN) & contested,
        np.isin(state.status, (DEAL, TRUCE)) & contested,
    )
    return np.array([c.sum() for c in columns], dtype=np.int64)


def series_means(sums: NDArray[np.int64], runs: int, contested: int) -> Floats:
    """Return means of the series, shape (..., len(SERIES)), from sums over runs."""
    areas = np.array([contested if name.endswith("_share") else 1 for name in SERIES])
    means: Floats = sums / (areas * float(runs))
    return means
