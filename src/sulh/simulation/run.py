"""Run the arms of a comparison: the same chance and the same parameters for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol, get_args

import numpy as np
from numpy.typing import NDArray

from sulh._version import __version__
from sulh.errors import LimitError, ModelError, nearest
from sulh.simulation.arms import STRUCTURES, Arm, Structure
from sulh.simulation.defaults import DEFAULTS
from sulh.simulation.outcomes import SERIES, Block, outcome_names, series_means
from sulh.simulation.parameters import Draws, Parameter, Parameters
from sulh.simulation.result import EnsembleResult
from sulh.simulation.world import World

__all__ = ["Engine", "run_arms", "world_parameters"]

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]


class RunBlock(Protocol):
    """Run one arm for a block of runs."""

    def __call__(
        self, world: World, arm: Arm, draws: Draws, *, structure: Structure, seed: int,
        numbers: NDArray[np.integer],
    ) -> Block: ...  # fmt: skip


Engine = Literal["auto", "reference", "compiled"]
BLOCK_RUNS: Final = 250
MAX_RUNS: Final = 1_000_000
COMPILE_FROM: Final = 30_000_000
"""Weeks of areas from which compiling (about a minute, once an installation) is worth its time."""


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
    structures: Sequence[Structure] = STRUCTURES, engine: Engine = "auto",
    block_runs: int = BLOCK_RUNS, progress: Progress | None = None,
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
    engine : "auto", "reference" or "compiled"
        The NumPy reference or its compiled twin: the same runs, up to the rounding of exp and
        log. "auto" compiles for ensembles that would take the reference minutes.
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
    work = len(arms) * sum(n for n, _ in plan)
    ensemble = _Ensemble(
        world=world, arms=arms, seed=seed, parameters=everything, replicates=replicates,
        block_runs=block_runs, run_block=_engine(engine, work, world),
        count=_Count(progress, work),
    )  # fmt: skip
    parts = [ensemble.run(n, structure) for n, structure in plan]
    values, weekly = parts[0]
    means = [values[:, :few].mean(axis=1)] + [v.mean(axis=1) for v, _ in parts[1:]]
    return EnsembleResult(
        world=world, arms=arms, outcomes=outcome_names(world.horizon_weeks), values=values,
        replicates=min(replicates, runs), series_names=SERIES, series=weekly,
        structures=tuple(structures), structure_means=np.stack(means), seed=seed,
        version=__version__,
    )  # fmt: skip


def _engine(engine: Engine, runs: int, world: World) -> RunBlock:
    """Return the function that runs a block; numba is imported only where it is used."""
    if engine not in get_args(Engine):
        raise ModelError(f"no engine is named {engine}", advice=nearest(engine, get_args(Engine)))
    big = runs * world.horizon_weeks * len(world.areas) >= COMPILE_FROM
    if engine == "compiled" or (engine == "auto" and big):
        from sulh.simulation import compiled

        return compiled.run_block
    from sulh.simulation import reference

    return reference.run_block


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


@dataclass(frozen=True, kw_only=True, eq=False)
class _Ensemble:
    """What the parts of one call share."""

    world: World
    arms: tuple[Arm, ...]
    seed: int
    parameters: Parameters
    replicates: int
    block_runs: int
    run_block: RunBlock
    count: _Count

    def run(self, runs: int, structure: Structure) -> tuple[Floats, Floats]:
        """Return outcomes (n_arms, runs, n_outcomes) and mean series (n_arms, weeks, n_series)."""
        weeks = self.world.horizon_weeks
        values = np.empty((len(self.arms), runs, len(outcome_names(weeks))))
        sums = np.zeros((len(self.arms), weeks + 1, len(SERIES)), dtype=np.int64)
        for first in range(0, runs, self.block_runs):
            numbers = np.arange(first, min(first + self.block_runs, runs))
            draws = self.parameters.draw(self.seed, numbers // self.replicates)
            for i, arm in enumerate(self.arms):
                block = self.run_block(
                    self.world, arm, draws, structure=structure, seed=self.seed, numbers=numbers
                )
                values[i, numbers] = block.values
                sums[i] += block.sums
                self.count.add(numbers.size)
        return values, series_means(sums, runs, int(self.world.contested.sum()))
