"""Run the arms of a comparison: the same chance and the same parameters for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sulh._version import __version__
from sulh.errors import LimitError, ModelError, nearest
from sulh.simulation.arms import STRUCTURES, Arm, Structure
from sulh.simulation.defaults import DEFAULTS
from sulh.simulation.outcomes import (
    SERIES,
    STANDING_WEEKS,
    outcome_names,
    outcomes,
    series,
    standing,
)
from sulh.simulation.parameters import Draws, Parameter, Parameters
from sulh.simulation.result import EnsembleResult
from sulh.simulation.state import begin, block
from sulh.simulation.step import step
from sulh.simulation.streams import Streams
from sulh.simulation.world import World

__all__ = ["run_arms", "run_block", "world_parameters"]

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]
BLOCK_RUNS: Final = 250
MAX_RUNS: Final = 1_000_000


def world_parameters(world: World) -> tuple[Parameter, ...]:
    """Return the parameters that say how far the world's own numbers may be off."""

    def factor(name: str, low: float, high: float) -> Parameter:
        return Parameter(
            name=name, low=low, mode=1.0, high=high, unit="factor", source="range in the case"
        )

    return (
        factor("mobile", *world.mobile_spread),
        *(factor(f"force of {a}", *s) for a, s in enumerate(world.force_spread)),
        *(factor(f"population of {a}", *s) for a, s in enumerate(world.population_spread)),
        *(factor(f"level of {i}", *b.spread) for i, b in enumerate(world.backings)),
    )


def run_arms(
    world: World, arms: Iterable[Arm], runs: int, seed: int, *,
    parameters: Parameters = DEFAULTS, replicates: int = 10,
    structures: Sequence[Structure] = STRUCTURES, block_runs: int = BLOCK_RUNS,
    progress: Progress | None = None,
) -> EnsembleResult:  # fmt: skip
    """Run each arm `runs` times under common random numbers.

    Parameters
    ----------
    world : World
    arms : iterable of Arm
    runs : int
        Runs an arm, 1 to 1,000,000.
    seed : int
        Not negative.
    parameters : Parameters
        With their priors.
    replicates : int
        Runs that share one draw of the parameters.
    structures : sequence of Structure
        Forms of the model to compare; the first gives the main results, each other one is run
        with a tenth of the runs (at least 50, or all). Give one to leave the comparison out.
    block_runs : int
        Runs held in memory at once. Results do not depend on it.
    progress : callable, optional
        Called with (runs done, runs in all).

    Returns
    -------
    EnsembleResult

    Raises
    ------
    ModelError
        Before anything is run: no arms, two of one id, a parameter that does not exist.
    LimitError
        If `runs` is out of bounds.

    Examples
    --------
    >>> from sulh.simulation import World, default_arms
    >>> world = World.make(areas=["a"], parties=["state", "locals"], strong=["state"],
    ...                    mobile={"state": 2000}, force=[[0, 300]], population=[20000],
    ...                    horizon_weeks=26)
    >>> result = run_arms(world, default_arms(), 50, 1, structures=STRUCTURES[:1])
    >>> result.values.shape
    (6, 50, 17)
    """
    arms = tuple(arms)
    everything = Parameters((*parameters.items, *world_parameters(world)))
    _check(
        arms, runs=runs, seed=seed, replicates=replicates, structures=structures,
        block_runs=block_runs, parameters=everything,
    )  # fmt: skip
    few = min(runs, max(runs // 10, 50))
    plan = [(runs, structures[0])] + [(few, s) for s in structures[1:]]
    count = _Count(progress, len(arms) * sum(n for n, _ in plan))
    parts = []
    for n, structure in plan:
        part = _run_structure(
            world, arms, n, seed, parameters=everything, replicates=replicates,
            structure=structure, block_runs=block_runs, count=count,
        )  # fmt: skip
        parts.append(part)
    values, weekly = parts[0]
    means = [values[:, :few].mean(axis=1)] + [v.mean(axis=1) for v, _ in parts[1:]]
    return EnsembleResult(
        world=world, arms=arms, outcomes=outcome_names(world.horizon_weeks), values=values,
        replicates=min(replicates, runs), series_names=SERIES, series=weekly,
        structures=tuple(structures), structure_means=np.stack(means), seed=seed,
        version=__version__,
    )  # fmt: skip


class _Count:
    def __init__(self, progress: Progress | None, total: int) -> None:
        self.progress, self.total, self.done = progress, total, 0

    def add(self, runs: int) -> None:
        self.done += runs
        if self.progress is not None:
            self.progress(self.done, self.total)


def _check(
    arms: tuple[Arm, ...], *, runs: int, seed: int, replicates: int,
    structures: Sequence[Structure], block_runs: int, parameters: Parameters,
) -> None:  # fmt: skip
    if not 1 <= runs <= MAX_RUNS:
        raise LimitError(f"{runs} runs an arm: 1 to {MAX_RUNS:,} are possible")
    if seed < 0 or replicates < 1 or block_runs < 1:
        raise ModelError("seed must not be negative; replicates and block_runs at least 1")
    if not arms or not structures:
        raise ModelError("nothing to run", advice="give at least one arm and one structure")
    ids = [a.id for a in arms]
    if len(set(ids)) != len(ids):
        raise ModelError(f"arms with the same id: {', '.join(sorted(ids))}")
    for arm in arms:
        for name, value in arm.parameters.items():
            if name not in parameters.names:
                advice = nearest(name, parameters.names)
                raise ModelError(f"arm {arm.id} sets no known parameter: {name}", advice=advice)
            if not np.isfinite(value):
                raise ModelError(f"arm {arm.id} sets {name} to {value}", advice="a finite number")


def _run_structure(
    world: World, arms: tuple[Arm, ...], runs: int, seed: int, *, parameters: Parameters,
    replicates: int, structure: Structure, block_runs: int, count: _Count,
) -> tuple[Floats, Floats]:  # fmt: skip
    values = np.empty((len(arms), runs, len(outcome_names(world.horizon_weeks))))
    weekly = np.empty((len(arms), world.horizon_weeks + 1, len(SERIES)))
    for i, arm in enumerate(arms):
        lines = []
        for first in range(0, runs, block_runs):
            numbers = np.arange(first, min(first + block_runs, runs))
            draws = parameters.draw(seed, numbers // replicates)
            values[i, numbers], line = run_block(
                world, arm, draws, structure=structure, seed=seed, numbers=numbers
            )
            lines.append(line)
            count.add(numbers.size)
        weekly[i] = np.concatenate(lines, axis=1).mean(axis=1)
    return values, weekly


def run_block(
    world: World, arm: Arm, draws: Draws, *, structure: Structure, seed: int,
    numbers: NDArray[np.integer],
) -> tuple[Floats, Floats]:  # fmt: skip
    """Run one arm for a block of runs.

    Returns
    -------
    values : array, shape (n_runs, n_outcomes)
    weekly : array, shape (horizon_weeks + 1, n_runs, n_series)
    """
    model = block(arm, world, draws, structure, Streams(seed, numbers))
    state = begin(model)
    weekly = np.empty((world.horizon_weeks + 1, numbers.size, len(SERIES)))
    weekly[0] = series(state, model)
    stood = []
    for tick in range(world.horizon_weeks):
        step(state, model, tick)
        weekly[tick + 1] = series(state, model)
        if tick + 1 in STANDING_WEEKS:
            stood.append(standing(state, model))
    return outcomes(state, model, stood), weekly
