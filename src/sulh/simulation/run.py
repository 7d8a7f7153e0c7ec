"""Run the arms of a comparison: the same chance and the same parameters for each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, Literal, get_args

import numpy as np

from sulh._version import __version__
from sulh.errors import LimitError, ModelError, nearest
from sulh.simulation.arms import STRUCTURES, Arm, Structure
from sulh.simulation.checkpoint import Checkpoint
from sulh.simulation.defaults import DEFAULTS
from sulh.simulation.ensemble import Call, Count, Job, Progress, RunBlock
from sulh.simulation.outcomes import SERIES, outcome_names, series_means
from sulh.simulation.parameters import Parameter, Parameters
from sulh.simulation.result import EnsembleResult
from sulh.simulation.world import World
from sulh.workers import ordered_map

__all__ = [
    "Engine", "RunBlock", "engine_for", "engine_named", "run_arms", "world_parameters",
]  # fmt: skip

Engine = Literal["auto", "reference", "compiled"]
BLOCK_RUNS: Final = 250
KEEP_RUNS: Final = 10_000
MAX_RUNS: Final = 10**10
MAX_ARMS: Final = 100
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
    keep_runs: int = KEEP_RUNS, full: bool = False, block_runs: int = BLOCK_RUNS,
    checkpoint: Path | None = None, cluster: str | None = None, progress: Progress | None = None,
) -> EnsembleResult:  # fmt: skip
    """Run each arm `runs` times under common random numbers.

    Means, standard errors and paired differences are those of all runs, in memory that does not
    grow with them; the outcomes of the first `keep_runs` runs are kept one by one, for quantiles
    (runs are alike, so they are a fair sample).

    Parameters
    ----------
    world : World
    arms : iterable of Arm
        At most 100.
    runs : int
        Runs an arm, 1 to 10,000,000,000.
    seed : int
        Not negative.
    parameters : Parameters
        With their priors.
    replicates : int
        Runs that share one draw of the parameters.
    structures : sequence of Structure
        Forms of the model to compare; the first gives the main results, each other one is run
        with a tenth of the runs (at least 50, at most those that are kept). Give one to leave
        the comparison out.
    engine : "auto", "reference" or "compiled"
        The NumPy reference or its compiled twin. "auto" compiles for ensembles that would take
        the reference minutes.
    keep_runs : int
        Runs of each arm whose outcomes are kept one by one.
    full : bool
        Keep the state of every run in every week too, by area and party (see
        :mod:`sulh.simulation.dataset`). Always made by the reference engine.
    block_runs : int
        Runs held in memory at once, and in one task of a cluster. Results do not depend on it.
    checkpoint : Path, optional
        A folder in which what is done is kept, block by block. The same call with the same folder
        goes on where it was interrupted, and gives the same result, bit for bit.
    cluster : str, optional
        Address of a dask.distributed scheduler; see :func:`sulh.workers.ordered_map`.
        The result is the same, bit for bit.
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
        If `runs` is out of bounds, or a full record would not fit.
    SulhError
        If there is no such cluster, or the checkpoint folder cannot be written.

    Examples
    --------
    >>> from sulh.simulation import World, default_arms
    >>> world = World.make(areas=["a"], parties=["state", "locals"], strong=["state"],
    ...                    mobile={"state": 2000}, force=[[0, 300]], population=[20000],
    ...                    horizon_weeks=26)
    >>> result = run_arms(world, default_arms(), 50, 1, structures=STRUCTURES[:1])
    >>> result.n_runs, result.values.shape[:2]
    (50, (6, 50))
    """
    arms = tuple(arms)
    everything = parameters.and_(world_parameters(world))
    _check_call(arms, runs=runs, seed=seed, parameters=everything)
    if not structures or min(replicates, block_runs, keep_runs) < 1:
        raise ModelError("structures, replicates, block_runs, keep_runs must be at least one")
    if full:
        _check_full(world, arms, runs, engine)
    kept = runs if full else min(runs, max(keep_runs, replicates))
    few = min(kept, max(runs // 10, 50))
    plan = [(runs, structures[0])] + [(few, s) for s in structures[1:]]
    work = len(arms) * sum(n for n, _ in plan)
    job = Job(
        world=world, arms=arms, seed=seed, parameters=everything,
        replicates=min(replicates, runs), full=full,
        run_block=engine_for("reference" if full else engine, work, world),
    )  # fmt: skip
    stored = Checkpoint.at(checkpoint, job, structures, runs=runs, keep=kept)
    call = Call(job, block_runs, kept, stored, Count(progress, work))
    with ordered_map("sulh.simulation", cluster=cluster) as do:
        main, *others = [call.stage(i, s, n, do) for i, (n, s) in enumerate(plan)]
    means = [main.values[:, :few].mean(axis=1)] + [o.values.mean(axis=1) for o in others]
    return EnsembleResult(
        world=world, arms=arms, outcomes=outcome_names(world.horizon_weeks), values=main.values,
        moments=main.tally.runs, draw_moments=main.tally.draws, replicates=job.replicates,
        series_names=SERIES,
        series=series_means(main.tally.sums, runs, int(world.contested.sum())),
        structures=tuple(structures), structure_means=np.stack(means),
        parameters=everything, records=main.records if full else None, seed=seed,
        version=__version__,
    )  # fmt: skip


def engine_named(engine: Engine, runs: int, world: World) -> Literal["reference", "compiled"]:
    """Return the engine that `engine` stands for, for so many runs of a world.

    Raises
    ------
    ModelError
        If there is no such engine.
    """
    if engine not in get_args(Engine):
        raise ModelError(f"no engine is named {engine}", advice=nearest(engine, get_args(Engine)))
    big = runs * world.horizon_weeks * len(world.areas) >= COMPILE_FROM
    return "compiled" if engine == "compiled" or (engine == "auto" and big) else "reference"


def engine_for(engine: Engine, runs: int, world: World) -> RunBlock:
    """Return the function that runs a block; numba is imported only where it is used."""
    if engine_named(engine, runs, world) == "compiled":
        from sulh.simulation import compiled

        return compiled.run_block
    from sulh.simulation import reference

    return reference.run_block


def _check_call(arms: tuple[Arm, ...], *, runs: int, seed: int, parameters: Parameters) -> None:
    """Refuse a call that makes no sense, before anything is run."""
    if not 1 <= runs <= MAX_RUNS:
        raise LimitError(f"{runs} runs an arm: 1 to {MAX_RUNS:,} are possible")
    if seed < 0:
        raise ModelError(f"seed {seed}: a seed is not negative")
    if not arms:
        raise ModelError("nothing to run", advice="give at least one arm")
    if len(arms) > MAX_ARMS:
        raise LimitError(f"{len(arms)} arms: at most {MAX_ARMS}", advice="compare fewer at once")
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


def _check_full(world: World, arms: tuple[Arm, ...], runs: int, engine: Engine) -> None:
    from sulh.simulation.dataset import check_size

    if engine == "compiled":
        raise ModelError(
            "the compiled engine keeps no weeks", advice="leave engine out for a full record"
        )
    check_size(world, len(arms), runs)
