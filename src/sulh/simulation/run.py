"""Run the arms of a comparison: the same chance and the same parameters for each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol, get_args

import numpy as np
from numpy.typing import NDArray

from sulh._version import __version__
from sulh.errors import LimitError, ModelError, nearest
from sulh.simulation.arms import STRUCTURES, Arm, Structure
from sulh.simulation.checkpoint import Checkpoint
from sulh.simulation.defaults import DEFAULTS
from sulh.simulation.outcomes import SERIES, Block, outcome_names, series_means
from sulh.simulation.parameters import Draws, Parameter, Parameters
from sulh.simulation.result import EnsembleResult
from sulh.simulation.world import World

__all__ = ["Engine", "Job", "RunBlock", "check_call", "engine_for", "run_arms", "world_parameters"]

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]


class RunBlock(Protocol):
    """An engine."""

    def __call__(
        self, world: World, arm: Arm, draws: Draws, *, structure: Structure, seed: int,
        numbers: NDArray[np.integer],
    ) -> Block:  # fmt: skip
        """Run one arm for a block of runs."""
        ...


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
    block_runs: int = BLOCK_RUNS, checkpoint: Path | None = None,
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
    engine : "auto", "reference" or "compiled"
        The NumPy reference or its compiled twin: the same runs, up to the rounding of exp and
        log. "auto" compiles for ensembles that would take the reference minutes.
    block_runs : int
        Runs held in memory at once. Results do not depend on it.
    checkpoint : Path, optional
        A folder in which each block is kept when it is done. The same call with the same folder
        goes on where it was interrupted, and gives the same result.
    progress : callable, optional
        Called with (runs done, runs in all).

    Returns
    -------
    EnsembleResult

    Raises
    ------
    ModelError
        Before anything is run: no arms, two of one id, a parameter that does not exist, a
        checkpoint of another ensemble.
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
    check_call(arms, runs=runs, seed=seed, parameters=everything)
    if not structures or replicates < 1 or block_runs < 1:
        raise ModelError("structures, replicates and block_runs must be at least one")
    few = min(runs, max(runs // 10, 50))
    plan = [(runs, structures[0])] + [(few, s) for s in structures[1:]]
    work = len(arms) * sum(n for n, _ in plan)
    job = Job(
        world=world, arms=arms, seed=seed, parameters=everything, replicates=replicates,
        run_block=engine_for(engine, work, world),
    )  # fmt: skip
    count, kept = _Count(progress, work), Checkpoint.at(checkpoint, job, block_runs)
    parts = [
        _run(job, n, structure, block_runs=block_runs, count=count, kept=kept)
        for n, structure in plan
    ]
    values, weekly = parts[0]
    means = [values[:, :few].mean(axis=1)] + [v.mean(axis=1) for v, _ in parts[1:]]
    return EnsembleResult(
        world=world, arms=arms, outcomes=outcome_names(world.horizon_weeks), values=values,
        replicates=min(replicates, runs), series_names=SERIES, series=weekly,
        structures=tuple(structures), structure_means=np.stack(means), seed=seed,
        version=__version__,
    )  # fmt: skip


def engine_for(engine: Engine, runs: int, world: World) -> RunBlock:
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


def check_call(arms: tuple[Arm, ...], *, runs: int, seed: int, parameters: Parameters) -> None:
    """Refuse a call that makes no sense, before anything is run."""
    if not 1 <= runs <= MAX_RUNS:
        raise LimitError(f"{runs} runs an arm: 1 to {MAX_RUNS:,} are possible")
    if seed < 0:
        raise ModelError(f"seed {seed}: a seed is not negative")
    if not arms:
        raise ModelError("nothing to run", advice="give at least one arm")
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
class Job:
    """What the blocks of one ensemble share; a block depends on its first run alone."""

    world: World
    arms: tuple[Arm, ...]
    seed: int
    parameters: Parameters
    replicates: int
    run_block: RunBlock

    def block(self, structure: Structure, first: int, n: int) -> tuple[Floats, NDArray[np.int64]]:
        """Return outcomes (n_arms, n, n_outcomes) and sums of series (n_arms, weeks, n_series)."""
        numbers = np.arange(first, first + n)
        draws = self.parameters.draw(self.seed, numbers // self.replicates)
        blocks = [
            self.run_block(
                self.world, arm, draws, structure=structure, seed=self.seed, numbers=numbers
            )
            for arm in self.arms
        ]
        return np.stack([b.values for b in blocks]), np.stack([b.sums for b in blocks])


def _run(
    job: Job, runs: int, structure: Structure, *, block_runs: int, count: _Count, kept: Checkpoint
) -> tuple[Floats, Floats]:
    """Return outcomes (n_arms, runs, n_outcomes) and mean series (n_arms, weeks, n_series)."""
    weeks, n_arms = job.world.horizon_weeks, len(job.arms)
    values = np.empty((n_arms, runs, len(outcome_names(weeks))))
    sums = np.zeros((n_arms, weeks + 1, len(SERIES)), dtype=np.int64)
    for first in range(0, runs, block_runs):
        n = min(block_runs, runs - first)
        part = kept.get(structure, first, n)
        if part is None:
            part = job.block(structure, first, n)
            kept.put(structure, first, part)
        values[:, first : first + n] = part[0]
        sums += part[1]
        count.add(n_arms * n)
    return values, series_means(sums, runs, int(job.world.contested.sum()))
