"""The areas of Syria that held out in June 2016: what is known of each, and a world at a date.

Dates and numbers of evacuees are from the list of local deals compiled for this project (`rows`
are its row numbers). People and fighters are orders of magnitude, with wide bounds: judgement.
Where bodies of one pocket had made their own truces before 2018, each is an area of its own.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.arms import Arm, Policy
from sulh.simulation.calibration.data import Deaths
from sulh.simulation.world import Backing, World

__all__ = [
    "ARM", "END_OF_TEST", "HOLD_OUT_FROM", "TRAIN_FROM", "Pocket", "civilians_killed",
    "load_pockets", "week_of", "world_at",
]  # fmt: skip

Floats = NDArray[np.float64]
TRAIN_FROM: Final = dt.date(2016, 6, 1)
HOLD_OUT_FROM: Final = dt.date(2018, 1, 1)
END_OF_TEST: Final = dt.date(2019, 1, 1)
ARM: Final = Arm(
    id="as_it_was",
    policy=Policy(guarantor=True, offer="late", evacuation="forced"),
    parameters={"siege_deaths_per_1000_week": 0.0, "harm_per_1000_year": 0.0},
)
"""What was done, in the model's terms: offers under assault, separate truces, forced evacuation,
a patron that also vouches. The dead are those that UCDP counts: killed in the fighting, not by
hunger and not after a deal."""
_STRONG_FORCE: Final = 40_000
_STRONG_SPREAD: Final = (0.5, 2.0)
_NEXT_DOOR_KM: Final = 40.0
_KM_A_DEGREE: Final = 111.2
_SINK: Final = "idlib"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pocket:
    """One area: people and fighters as (low, mode, high), dates, evacuees; None is unknown.

    Events within `radius_km` of it count as its own; a radius of 0 says that UCDP does not tell
    it from the city it lies in.
    """

    id: str
    area_ar: str
    area_en: str
    governorate: str
    latitude: float
    longitude: float
    radius_km: float
    population: tuple[float, float, float]
    fighters: tuple[float, float, float]
    besieged: bool
    truce: dt.date | None
    offensive: dt.date | None
    deal: dt.date | None
    evacuees: int | None

    @property
    def days_to_deal(self) -> int | None:
        """Days from the offensive to the deal."""
        return (self.deal - self.offensive).days if self.deal and self.offensive else None

    def before(self, day: dt.date) -> Pocket:
        """Return what was known of it before a day."""

        def known(date: dt.date | None) -> dt.date | None:
            return date if date is not None and date < day else None

        deal = known(self.deal)
        return replace(
            self, truce=known(self.truce), offensive=known(self.offensive), deal=deal,
            evacuees=self.evacuees if deal else None,
        )  # fmt: skip


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _range(row: dict[str, str], name: str) -> tuple[float, float, float]:
    return float(row[f"{name}_low"]), float(row[name]), float(row[f"{name}_high"])


def load_pockets() -> tuple[Pocket, ...]:
    """Return the areas.

    Examples
    --------
    >>> [p.days_to_deal for p in load_pockets() if p.id in ("east_aleppo", "idlib")]
    [28, None]
    """
    text = resources.files(__package__).joinpath("pockets.csv").read_text("utf-8")
    return tuple(
        Pocket(
            id=row["id"], area_ar=row["area_ar"],
            area_en=row["area_en"], governorate=row["governorate"],
            latitude=float(row["latitude"]), longitude=float(row["longitude"]),
            radius_km=float(row["radius_km"]), population=_range(row, "population"),
            fighters=_range(row, "fighters"), besieged=row["besieged"] == "yes",
            truce=_day(row["truce"]), offensive=_day(row["offensive"]), deal=_day(row["deal"]),
            evacuees=int(row["evacuees"]) if row["evacuees"] else None,
        )
        for row in csv.DictReader(text.splitlines())
    )  # fmt: skip


def week_of(start: dt.date, day: dt.date) -> int:
    """Return the week of the run in which a day falls."""
    return (day - start).days // 7


def _kilometres(latitudes: Floats, longitudes: Floats, pockets: Sequence[Pocket]) -> Floats:
    """Return distances, shape (n, n_pockets); a plane will do over a country."""
    north = np.array([p.latitude for p in pockets])
    east = np.array([p.longitude for p in pockets])
    across = (longitudes[:, None] - east) * np.cos(np.radians(north))
    away: Floats = _KM_A_DEGREE * np.hypot(latitudes[:, None] - north, across)
    return away


def civilians_killed(
    events: Sequence[Deaths], pockets: Sequence[Pocket], edges: Sequence[dt.date]
) -> Floats:
    """Return civilians killed in each area between days, shape (len(edges) - 1, n_pockets).

    An event belongs to the nearest area in whose radius it lies; areas UCDP does not tell from
    their city are not a number (NaN).
    """
    place = np.array([(e.latitude, e.longitude) for e in events]).reshape(-1, 2)
    away = _kilometres(place[:, 0], place[:, 1], pockets)
    radius = np.array([p.radius_km for p in pockets])
    away[away > radius] = np.inf
    nearest, near = away.argmin(axis=1), np.isfinite(away.min(axis=1))
    when = np.searchsorted([d.toordinal() for d in edges], [e.day.toordinal() for e in events],
                           side="right") - 1  # fmt: skip
    counts = np.zeros((len(edges) - 1, len(pockets)))
    good = near & (when >= 0) & (when < len(edges) - 1)
    np.add.at(counts, (when[good], nearest[good]), np.array([e.civilians for e in events])[good])
    counts[:, radius == 0.0] = np.nan
    return counts


def _next_door(pockets: Sequence[Pocket]) -> NDArray[np.bool_]:
    """Return who is next to whom: within 40 km, and everybody next to the nearest other."""
    away = _kilometres(
        np.array([p.latitude for p in pockets]), np.array([p.longitude for p in pockets]), pockets
    )
    np.fill_diagonal(away, np.inf)
    near = away <= _NEXT_DOOR_KM
    near[np.arange(len(pockets)), away.argmin(axis=1)] = True
    np.fill_diagonal(near, val=False)
    return near | near.T


def world_at(pockets: Sequence[Pocket], start: dt.date, end: dt.date) -> World:
    """Return the world of some areas at a date, to be run until another.

    Only what was known at `start` goes in: a truce that began later is left to the model.
    """
    truces = [p.truce is not None and p.truce < start for p in pockets]
    ages = [week_of(p.truce, start) if p.truce and p.truce < start else 0 for p in pockets]
    ids = [p.id for p in pockets]
    return World.make(
        areas=ids,
        parties=["state", "locals", "russia", "backers"],
        strong=["state"],
        mobile={"state": _STRONG_FORCE},
        force=[[0, p.fighters[1], 0, 0] for p in pockets],
        population=[p.population[1] for p in pockets],
        adjacency=_next_door(pockets),
        sink=tuple("" if p.id == _SINK or _SINK not in ids else _SINK for p in pockets),
        besieged=[p.besieged for p in pockets],
        truce=truces, truce_weeks=ages,
        stock_share=np.full(len(pockets), 0.5),
        guarantor="russia",
        backings=(
            Backing(backer="russia", client="state", mode="air", level=0.8, spread=(0.5, 1.25)),
            Backing(backer="backers", client="locals", mode="supply", level=0.4, spread=(0.25, 2)),
        ),
        mobile_spread=_STRONG_SPREAD,
        force_spread=tuple((p.fighters[0] / p.fighters[1], p.fighters[2] / p.fighters[1])
                           for p in pockets),
        population_spread=tuple((p.population[0] / p.population[1],
                                 p.population[2] / p.population[1]) for p in pockets),
        horizon_weeks=week_of(start, end),
    )  # fmt: skip
