"""Full records: the state of every run in every week, by area and party.

They are taken from the reference engine, whose state is arrays with names. Summaries are what is
normally wanted: a full record of 1,000 runs of six arms over 104 weeks of ten areas is about
half a gigabyte.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sulh.errors import LimitError
from sulh.simulation.arms import Arm, Structure
from sulh.simulation.outcomes import Block
from sulh.simulation.parameters import Draws
from sulh.simulation.state import ACTIVE, BROKEN, DEAL, FALLEN, OUTSIDE, TRUCE, Model, State
from sulh.simulation.world import World

__all__ = ["RECORDS", "STATUSES", "Record", "check_size", "dimensions", "recorded_block"]

Array = NDArray[np.generic]
MAX_BYTES: Final = 2 * 2**30
STATUSES: Final = dict(
    sorted({
        ACTIVE: "active", TRUCE: "truce", DEAL: "deal", FALLEN: "fallen", BROKEN: "broken",
        OUTSIDE: "outside",
    }.items())
)  # fmt: skip
"""What the numbers of the record `status` mean."""


@dataclass(frozen=True, slots=True)
class Record:
    """A part of the state that is kept: its dimensions besides arm, run and time, type, unit."""

    dimensions: tuple[str, ...]
    kind: str
    unit: str


_AREA, _PARTY, _BOTH = ("area",), ("party",), ("area", "party")
_GONE = ("area", "destination")
RECORDS: Final = {
    "force": Record(_BOTH, "i4", "people"),
    "hybrid": Record(_BOTH, "i4", "people"),
    "mobile": Record(_PARTY, "i4", "people"),
    "soldiers_dead": Record(_PARTY, "i4", "people"),
    "soldiers_left": Record(_PARTY, "i4", "people"),
    "soldiers_captured": Record(_PARTY, "i4", "people"),
    "residents": Record(_AREA, "i4", "people"),
    "displaced": Record(_AREA, "i4", "people"),
    "away": Record(_GONE, "i4", "people"),
    "evacuated": Record(_AREA, "i4", "people"),
    "detained": Record(_AREA, "i4", "people"),
    "dead": Record(_AREA, "i4", "people"),
    "status": Record(_AREA, "i1", "code"),
    "age": Record(_AREA, "i4", "weeks"),
    "stock": Record(_AREA, "f4", "weeks"),
    "infrastructure": Record(_AREA, "f4", "share"),
}
"""Names are those of the state. People are whole numbers, and their sum never changes."""


def _shape(record: Record, world: World) -> tuple[int, ...]:
    return tuple(dimensions(world)[name] for name in record.dimensions)


def dimensions(world: World) -> dict[str, int]:
    """Return the sizes of the dimensions of records; the last destination is outside."""
    areas = len(world.areas)
    return {"area": areas, "destination": areas + 1, "party": len(world.parties)}


def check_size(world: World, n_arms: int, runs: int) -> None:
    """Refuse a full record that would not fit.

    Raises
    ------
    LimitError
        If it is greater than 2 GiB, or more people than a record can count.
    """
    weeks = n_arms * (world.horizon_weeks + 1)
    each = weeks * sum(prod(_shape(r, world)) * np.dtype(r.kind).itemsize for r in RECORDS.values())
    if each * runs > MAX_BYTES:
        raise LimitError(
            f"a full record of {runs:,} runs would be {each * runs / 2**30:.1f} GiB: at most 2",
            advice=f"at most {MAX_BYTES // each:,} runs, or fewer arms, areas or weeks; "
            "summaries have no such limit",
        )
    people = float(world.population.sum() + world.force.sum() + world.mobile.sum())
    spreads = (world.mobile_spread, *world.force_spread, *world.population_spread)
    if people * max(high for _, high in spreads) > np.iinfo(np.int32).max:
        raise LimitError("a full record counts at most 2,147,483,647 people")


def recorded_block(
    world: World, arm: Arm, draws: Draws, *, structure: Structure, seed: int,
    numbers: NDArray[np.integer],
) -> tuple[Block, dict[str, Array]]:  # fmt: skip
    """Run one arm for a block of runs with the reference engine, and keep every week.

    Returns
    -------
    Block
    dict of str to array, shape (n_runs, horizon_weeks + 1, ...)
        :data:`RECORDS` by name; week 0 is the start.
    """
    from sulh.simulation.reference import run_block

    kept: dict[str, Array] = {
        name: np.empty((numbers.size, world.horizon_weeks + 1, *_shape(r, world)), dtype=r.kind)
        for name, r in RECORDS.items()
    }

    def watch(state: State, _model: Model, week: int) -> None:
        for name, values in kept.items():
            values[:, week] = getattr(state, name)

    block = run_block(
        world, arm, draws, structure=structure, seed=seed, numbers=numbers, watch=watch
    )
    return block, kept
