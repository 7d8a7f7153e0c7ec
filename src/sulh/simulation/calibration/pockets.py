"""The besieged areas of Syria, 2016-2018: what is known of each, and a world at a date.

Dates and numbers of evacuees are from the list of local deals compiled for this project (`rows`
are its row numbers). People and fighters are orders of magnitude, with wide bounds: judgement.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Final

import numpy as np

from sulh.simulation.arms import Arm, Policy
from sulh.simulation.world import Backing, World

__all__ = ["ARM", "HOLD_OUT_FROM", "TRAIN_FROM", "Pocket", "load_pockets", "world_at"]

TRAIN_FROM: Final = dt.date(2016, 6, 1)
HOLD_OUT_FROM: Final = dt.date(2018, 1, 1)
ARM: Final = Arm(id="as_it_was", policy=Policy(guarantor=True, offer="late", evacuation="forced"))
"""What was done, in the model's terms: offers under assault, separate truces, forced evacuation,
a patron that also vouches."""
_STRONG_FORCE: Final = 40_000
_STRONG_SPREAD: Final = (0.5, 2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pocket:
    """One area: people and fighters as (low, mode, high), dates, evacuees; None is unknown."""

    id: str
    area: str
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
            id=row["id"], area=row["area"], population=_range(row, "population"),
            fighters=_range(row, "fighters"), besieged=row["besieged"] == "yes",
            truce=_day(row["truce"]), offensive=_day(row["offensive"]), deal=_day(row["deal"]),
            evacuees=int(row["evacuees"]) if row["evacuees"] else None,
        )
        for row in csv.DictReader(text.splitlines())
    )  # fmt: skip


def weeks_from(start: dt.date, day: dt.date) -> int:
    """Return the week of the run in which a day falls."""
    return (day - start).days // 7


def world_at(pockets: Sequence[Pocket], start: dt.date, end: dt.date) -> World:
    """Return the world of some areas at a date, to be run until another.

    Only what was known at `start` goes in: a truce that began later is left to the model.
    """
    truces = [p.truce is not None and p.truce < start for p in pockets]
    ages = [weeks_from(p.truce, start) if p.truce and p.truce < start else 0 for p in pockets]
    return World.make(
        areas=[p.id for p in pockets],
        parties=["state", "locals", "russia", "backers"],
        strong=["state"],
        mobile={"state": _STRONG_FORCE},
        force=[[0, p.fighters[1], 0, 0] for p in pockets],
        population=[p.population[1] for p in pockets],
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
        horizon_weeks=weeks_from(start, end),
    )  # fmt: skip
