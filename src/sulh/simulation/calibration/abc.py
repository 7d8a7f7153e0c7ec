"""Approximate Bayesian computation with regression adjustment, over one reference table.

Every simulation draws all parameters from their priors; the table keeps draws and summaries. A
posterior takes the simulations whose summaries are nearest to the observed ones (scaled by their
median absolute deviation), weights them (Epanechnikov), and moves their parameters along a local
linear regression on the summaries (Beaumont, Zhang & Balding 2002, *Genetics* 162), on a logit
scale within the prior's bounds. The table can be checked by itself: simulation-based calibration
(Talts et al. 2018) takes its rows as if they had been observed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sulh.errors import ModelError
from sulh.simulation.arms import STRUCTURES, Arm
from sulh.simulation.parameters import Draws, Parameter, Parameters
from sulh.simulation.run import RunBlock, engine_for, world_parameters
from sulh.simulation.streams import Streams
from sulh.simulation.world import World

__all__ = ["Posterior", "ReferenceTable", "calibrate", "coverage_ranks", "reference_table"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Summarise = Callable[[Ints], Floats]
_BLOCK = 500


@dataclass(frozen=True, kw_only=True, eq=False)
class ReferenceTable:
    """Simulations from the prior.

    Parameters
    ----------
    free : tuple of Parameter
        The parameters that are fitted.
    draws : float array, shape (n, n_free)
    others : dict of str to array, shape (n,)
        Draws of all parameters. Those that are not fitted are integrated over, jointly with the
        fitted ones, by going with the simulation they belong to.
    areas : int array, shape (n, n_areas, 6)
        See ``outcomes.AREA_FIELDS``.
    seed : int
    """

    free: tuple[Parameter, ...]
    draws: Floats
    others: Draws
    areas: Ints
    seed: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Posterior:
    """Weighted draws of the free parameters, and what the data did to each.

    Parameters
    ----------
    names : tuple of str
    draws : float array, shape (n_kept, n_free)
        After regression adjustment.
    weights : float array, shape (n_kept,)
        Sum to 1.
    kept : int array, shape (n_kept,)
        Rows of the reference table they came from.
    contraction : float array, shape (n_free,)
        ``1 - sd(posterior) / sd(prior)``: 0 nothing was learnt, 1 everything.
    """

    names: tuple[str, ...]
    draws: Floats
    weights: Floats
    kept: Ints
    contraction: Floats

    def mean(self) -> Floats:
        """Return the posterior mean of each parameter."""
        mean: Floats = self.weights @ self.draws
        return mean

    def sample(self, table: ReferenceTable, n: int, seed: int) -> Draws:
        """Return `n` draws of all parameters, with replacement: fitted ones as adjusted."""
        u = Streams(seed, np.arange(n)).uniform("posterior", 0, 1)[:, 0]
        rows = np.searchsorted(np.cumsum(self.weights), u).clip(0, self.weights.size - 1)
        drawn = {name: values[self.kept[rows]] for name, values in table.others.items()}
        return drawn | dict(zip(self.names, self.draws[rows].T, strict=True))

    def weak(self, below: float = 0.1) -> tuple[str, ...]:
        """Return the parameters the data say next to nothing about."""
        return tuple(n for n, c in zip(self.names, self.contraction, strict=True) if c < below)


def reference_table(
    world: World, arm: Arm, n: int, seed: int, *, parameters: Parameters,
    progress: Callable[[int, int], None] | None = None,
) -> ReferenceTable:  # fmt: skip
    """Simulate `n` runs, each with its own draw of all parameters."""
    everything = Parameters((*parameters.items, *world_parameters(world)))
    free = tuple(p for p in parameters if p.free)
    run: RunBlock = engine_for("auto", n, world)
    draws, areas, others = [], [], []
    for first in range(0, n, _BLOCK):
        numbers = np.arange(first, min(first + _BLOCK, n))
        drawn = everything.draw(seed, numbers)
        block = run(world, arm, drawn, structure=STRUCTURES[0], seed=seed, numbers=numbers)
        draws.append(np.stack([drawn[p.name] for p in free], axis=1))
        areas.append(block.areas)
        others.append([drawn[name] for name in everything.names])
        if progress is not None:
            progress(first + numbers.size, n)
    return ReferenceTable(
        free=free, draws=np.concatenate(draws), areas=np.concatenate(areas), seed=seed,
        others=dict(zip(everything.names, np.concatenate(others, axis=1), strict=True)),
    )  # fmt: skip


def _logit(draws: Floats, free: Sequence[Parameter]) -> Floats:
    low, high = _bounds(free)
    inside = np.clip((draws - low) / (high - low), 1e-6, 1 - 1e-6)
    logit: Floats = np.log(inside) - np.log1p(-inside)
    return logit


def _unlogit(values: Floats, free: Sequence[Parameter]) -> Floats:
    low, high = _bounds(free)
    inside: Floats = 1.0 / (1.0 + np.exp(-np.clip(values, -30.0, 30.0)))
    return low + (high - low) * inside


def _bounds(free: Sequence[Parameter]) -> tuple[Floats, Floats]:
    return np.array([p.low for p in free]), np.array([p.high for p in free])


def calibrate(
    table: ReferenceTable, summaries: Floats, observed: Floats, *, keep: float = 0.02,
    leave_out: int | None = None,
) -> Posterior:  # fmt: skip
    """Return the posterior of the free parameters.

    Parameters
    ----------
    table : ReferenceTable
    summaries : array, shape (n, k)
        Of each simulation of the table.
    observed : array, shape (k,)
    keep : float
        Share of the simulations that is kept.
    leave_out : int, optional
        A row that is not used (it is the one taken as observed).

    Raises
    ------
    ModelError
        If fewer simulations would be kept than a regression needs.
    """
    n, k = summaries.shape
    count = int(keep * n)
    if count < 10 * (k + 1):
        raise ModelError(
            f"{count} simulations would be kept, at least {10 * (k + 1)} are needed",
            advice="simulate more runs or keep a greater share",
        )
    scale = np.median(np.abs(summaries - np.median(summaries, axis=0)), axis=0)
    scale = np.where(scale > 0, scale, np.maximum(summaries.std(axis=0), 1e-12))
    distance = np.sqrt((((summaries - observed) / scale) ** 2).sum(axis=1))
    if leave_out is not None:
        distance[leave_out] = np.inf
    kept = np.argsort(distance, kind="stable")[:count]
    far = max(float(distance[kept[-1]]), 1e-12)
    weights = np.maximum(1.0 - (distance[kept] / far) ** 2, 1e-9)
    weights /= weights.sum()
    centred = np.column_stack([np.ones(count), (summaries[kept] - observed) / scale])
    values = _logit(table.draws[kept], table.free)
    root = np.sqrt(weights)[:, None]
    slope = np.linalg.lstsq(root * centred, root * values, rcond=None)[0]
    draws = _unlogit(values - centred[:, 1:] @ slope[1:], table.free)
    mean = weights @ draws
    spread = np.sqrt(weights @ (draws - mean) ** 2)
    return Posterior(
        names=tuple(p.name for p in table.free), draws=draws, weights=weights, kept=kept,
        contraction=1.0 - spread / np.maximum(table.draws.std(axis=0), 1e-12),
    )  # fmt: skip


def coverage_ranks(
    table: ReferenceTable, summaries: Floats, n: int, *, keep: float = 0.02
) -> Floats:
    """Return simulation-based calibration ranks, shape (n, n_free), uniform if all is well.

    The first `n` simulations are taken as observed, one after another; the rank is the weight of
    the posterior draws below the value that made the data.
    """
    ranks = np.empty((n, len(table.free)))
    for i in range(n):
        post = calibrate(table, summaries, summaries[i], keep=keep, leave_out=i)
        ranks[i] = post.weights @ (post.draws < table.draws[i])
    return ranks
