"""One outcome over a grid of parameters, such as where a party would accept early.

Nobody knows how far an area trusts a deal (`trust`), how much it learns from what happens to
others (`learning`) or how its deciders count civilians (`civilian_weight`). Such questions are
answered by a region, never by one number.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sulh.errors import LimitError
from sulh.simulation.arms import STRUCTURES, Arm, Policy
from sulh.simulation.defaults import DEFAULTS
from sulh.simulation.parameters import Parameters
from sulh.simulation.run import engine_named, run_arms
from sulh.simulation.world import World

__all__ = ["Sweep", "sweep"]

MAX_POINTS = 1000


@dataclass(frozen=True, kw_only=True, eq=False)
class Sweep:
    """Mean and standard error of `outcome` at each point of a grid.

    Parameters
    ----------
    axes : tuple of (str, tuple of float)
        Parameters and their values, in the order of the axes of `mean`.
    mean, se : float array
    """

    arm: str
    outcome: str
    axes: tuple[tuple[str, tuple[float, ...]], ...]
    mean: NDArray[np.float64]
    se: NDArray[np.float64]
    n_runs: int
    seed: int


def sweep(
    world: World, grid: Mapping[str, Sequence[float]], runs: int, seed: int, *,
    arm: Arm | None = None, outcome: str = "early_deal_share", parameters: Parameters = DEFAULTS,
) -> Sweep:  # fmt: skip
    """Return an outcome of one arm at every point of a grid, under common random numbers.

    Parameters
    ----------
    world : World
    grid : mapping of str to values
        Parameters to fix, and at what.
    runs, seed : int
    arm : Arm, optional
        Default: offers from the first week, no guarantor.
    outcome : str
        Default: the share of areas with a deal within 13 weeks.
    parameters : Parameters

    Raises
    ------
    ModelError
        If a parameter or the outcome does not exist.
    LimitError
        If the grid has more than 1,000 points.

    Examples
    --------
    >>> world = World.make(areas=["a"], parties=["state", "locals"], strong=["state"],
    ...                    mobile={"state": 900}, force=[[0, 300]], population=[20000],
    ...                    horizon_weeks=20)
    >>> region = sweep(world, {"trust": [0.1, 0.9], "civilian_weight": [0, 1]}, 40, 0)
    >>> bool((np.diff(region.mean, axis=0) >= 0).all())
    True
    """
    base = arm or Arm(id="settle_now", policy=Policy(offer="early"))
    points = list(itertools.product(*grid.values()))
    if len(points) > MAX_POINTS:
        raise LimitError(f"a grid of {len(points):,} points: at most {MAX_POINTS:,}")
    engine = engine_named("auto", runs * len(points), world)
    found = np.empty((2, len(points)))
    for i, point in enumerate(points):
        fixed = {**base.parameters, **dict(zip(grid, point, strict=True))}
        result = run_arms(
            world, [replace(base, parameters=fixed)], runs, seed, parameters=parameters,
            structures=STRUCTURES[:1], engine=engine,
        )  # fmt: skip
        found[:, i] = result.mean(base.id, outcome), result.standard_error(base.id, outcome)
    mean, error = found.reshape(2, *(len(v) for v in grid.values()))
    return Sweep(
        arm=base.id, outcome=outcome,
        axes=tuple((name, tuple(map(float, v))) for name, v in grid.items()),
        mean=mean, se=error, n_runs=runs, seed=seed,
    )  # fmt: skip
