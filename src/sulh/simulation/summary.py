"""Ensembles too large to keep: exact moments of all runs, in memory that does not grow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sulh.errors import LimitError
from sulh.simulation.arms import STRUCTURES, Arm, Structure
from sulh.simulation.defaults import DEFAULTS
from sulh.simulation.outcomes import outcome_names
from sulh.simulation.parameters import Parameters
from sulh.simulation.run import Engine, Job, check_call, engine_for, world_parameters
from sulh.simulation.world import World

__all__ = ["EnsembleSummary", "summarise_arms"]

Floats = NDArray[np.float64]
MAX_RUNS: Final = 10**12
_BLOCK: Final = 1000


@dataclass(frozen=True, kw_only=True, eq=False)
class EnsembleSummary:
    """Moments of all runs.

    Parameters
    ----------
    arms : tuple of str
        The first is the baseline of the differences.
    outcomes : tuple of str
    mean, sd : float array, shape (n_arms, n_outcomes)
    difference_mean, difference_sd : float array, shape (n_arms, n_outcomes)
        Of each arm minus the first, run by run.
    first_runs : float array, shape (n_arms, min(n_runs, 1000), n_outcomes)
        Outcomes of the first runs, for quantiles: runs are alike, so they are a fair sample.
    """

    arms: tuple[str, ...]
    outcomes: tuple[str, ...]
    mean: Floats
    sd: Floats
    difference_mean: Floats
    difference_sd: Floats
    first_runs: Floats
    n_runs: int
    seed: int


class _Moments:
    """Mean and sum of squares about it, merged block by block (Chan, Golub & LeVeque 1983)."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.n, self.mean, self.squares = 0, np.zeros(shape), np.zeros(shape)

    def add(self, values: Floats) -> None:
        n, mean = values.shape[1], values.mean(axis=1)
        squares = ((values - mean[:, None]) ** 2).sum(axis=1)
        gap, total = mean - self.mean, self.n + n
        self.mean += gap * (n / total)
        self.squares += squares + gap**2 * (self.n * n / total)
        self.n = total

    def sd(self) -> Floats:
        return np.sqrt(self.squares / max(self.n - 1, 1))


def summarise_arms(
    world: World, arms: Iterable[Arm], runs: int, seed: int, *,
    parameters: Parameters = DEFAULTS, structure: Structure = STRUCTURES[0],
    engine: Engine = "auto", progress: Callable[[int, int], None] | None = None,
) -> EnsembleSummary:  # fmt: skip
    """Run the arms and keep only moments; every run draws its parameters anew.

    Parameters
    ----------
    world, arms, seed, parameters, engine, progress
        As in :func:`run_arms`; the first arm is the baseline.
    runs : int
        As many as time allows: memory is that of 1,000 runs.
    structure : Structure

    Examples
    --------
    >>> from sulh.simulation import World, default_arms
    >>> world = World.make(areas=["a"], parties=["state", "locals"], strong=["state"],
    ...                    mobile={"state": 2000}, force=[[0, 300]], population=[20000],
    ...                    horizon_weeks=13)
    >>> s = summarise_arms(world, default_arms()[:2], 1200, 1)
    >>> s.mean.shape, s.first_runs.shape[1], bool((s.difference_sd[0] == 0).all())
    ((2, 17), 1000, True)
    """
    arms = tuple(arms)
    everything = Parameters((*parameters.items, *world_parameters(world)))
    if runs > MAX_RUNS:
        raise LimitError(f"{runs} runs an arm: at most {MAX_RUNS:,}")
    check_call(arms, runs=1 if runs > 0 else runs, seed=seed, parameters=everything)
    job = Job(
        world=world, arms=arms, seed=seed, parameters=everything, replicates=1,
        run_block=engine_for(engine, runs * len(arms), world),
    )  # fmt: skip
    names = outcome_names(world.horizon_weeks)
    every, apart = _Moments((len(arms), len(names))), _Moments((len(arms), len(names)))
    first_runs = np.empty((len(arms), 0, len(names)))
    for first in range(0, runs, _BLOCK):
        values, _sums = job.block(structure, first, min(_BLOCK, runs - first))
        every.add(values)
        apart.add(values - values[:1])
        first_runs = values if first == 0 else first_runs
        if progress is not None:
            progress(every.n, runs)
    return EnsembleSummary(
        arms=tuple(a.id for a in arms), outcomes=names, mean=every.mean, sd=every.sd(),
        difference_mean=apart.mean, difference_sd=apart.sd(), first_runs=first_runs,
        n_runs=runs, seed=seed,
    )  # fmt: skip
