"""Runs watched week by week: what posterior predictive checks are made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sulh.simulation import reference
from sulh.simulation.arms import STRUCTURES
from sulh.simulation.calibration.pockets import ARM, Pocket, world_at
from sulh.simulation.defaults import BEFORE_2018
from sulh.simulation.parameters import Draws
from sulh.simulation.run import world_parameters
from sulh.simulation.state import Model, State

__all__ = ["Replay", "replay"]

Ints = NDArray[np.int64]
_BLOCK: Final = 250


@dataclass(frozen=True, kw_only=True, eq=False)
class Replay:
    """Runs from a day on, week by week.

    Parameters
    ----------
    start : date
    areas : int array, shape (n_runs, n_areas, n_fields)
        ``outcomes.AREA_FIELDS`` at the end.
    status, assault : int array, shape (n_runs, n_weeks + 1, n_areas)
        Status, and the week the last assault began (-1 for none).
    dead, fled, away : int array, shape (n_runs, n_weeks + 1, n_areas)
        Civilians killed so far, times somebody was displaced so far, displaced now.
    draws : dict of str to array, shape (n_runs,)
        The parameters of each run.
    """

    start: dt.date
    areas: Ints
    status: Ints
    assault: Ints
    dead: Ints
    fled: Ints
    away: Ints
    draws: Draws


class _Watch:
    """Copies of what is kept of each week."""

    def __init__(self) -> None:
        self.weeks: list[tuple[Ints, ...]] = []

    def __call__(self, state: State, _model: Model, _week: int) -> None:
        seen = (state.status, state.assault_week, state.dead, state.fled, state.displaced)
        self.weeks.append(tuple(x.astype(np.int32) for x in seen))


def replay(
    pockets: Sequence[Pocket], drawn: Draws, start: dt.date, end: dt.date, *, runs: int, seed: int
) -> Replay:
    """Return runs with the parameters `drawn` (one for each run); others come from their priors."""
    world = world_at(pockets, start, end)
    draws = BEFORE_2018.and_(world_parameters(world)).draw(seed, range(runs))
    draws |= {name: values for name, values in drawn.items() if name in draws}
    kept, areas = [], []
    for first in range(0, runs, _BLOCK):
        numbers, watch = np.arange(first, min(first + _BLOCK, runs)), _Watch()
        block = reference.run_block(
            world, ARM, {k: v[numbers] for k, v in draws.items()}, structure=STRUCTURES[0],
            seed=seed, numbers=numbers, watch=watch,
        )  # fmt: skip
        areas.append(block.areas)
        kept.append([np.stack(x, axis=1) for x in zip(*watch.weeks, strict=True)])
    status, assault, dead, fled, away = (np.concatenate(x) for x in zip(*kept, strict=True))
    return Replay(
        start=start, areas=np.concatenate(areas), status=status, assault=assault, dead=dead,
        fled=fled, away=away, draws=draws,
    )  # fmt: skip
