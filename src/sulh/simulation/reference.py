"""The reference engine: the rules as they stand in ``rules/``, in NumPy, many runs at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.arms import Arm, Structure
from sulh.simulation.outcomes import (
    SERIES,
    STANDING_WEEKS,
    Block,
    by_area,
    by_party,
    outcomes,
    series,
    standing,
)
from sulh.simulation.parameters import Draws
from sulh.simulation.state import Model, State, begin, block
from sulh.simulation.step import step
from sulh.simulation.streams import Streams
from sulh.simulation.world import World

__all__ = ["run_block"]


def run_block(
    world: World, arm: Arm, draws: Draws, *, structure: Structure, seed: int,
    numbers: NDArray[np.integer], watch: Callable[[State, Model, int], None] | None = None,
) -> Block:  # fmt: skip
    """Run one arm for a block of runs; `watch` sees the state at the start and after each week."""
    model = block(arm, world, draws, structure, Streams(seed, numbers))
    state = begin(model)
    sums = np.empty((world.horizon_weeks + 1, len(SERIES)), dtype=np.int64)
    sums[0] = series(state, model)
    watch = watch or _look_away
    watch(state, model, 0)
    stood = []
    for tick in range(world.horizon_weeks):
        step(state, model, tick)
        sums[tick + 1] = series(state, model)
        watch(state, model, tick + 1)
        if tick + 1 in STANDING_WEEKS:
            stood.append(standing(state, model))
    return Block(outcomes(state, model, stood), sums, by_area(state, model), by_party(state))


def _look_away(_state: State, _model: Model, _week: int) -> None:
    """Watch nothing."""
