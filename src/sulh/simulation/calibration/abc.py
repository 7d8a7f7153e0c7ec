"""Approximate Bayesian computation with regression adjustment, over one reference table.

Every simulation of the table drew all parameters from their priors. A posterior takes those whose
summaries are nearest to the observed ones (scaled by their median absolute deviation), weights
them (Epanechnikov), and moves their parameters along a local linear regression on the summaries
(Beaumont, Zhang & Balding 2002, *Genetics* 162), on a logit scale within the prior's bounds. The
table can be checked by itself: simulation-based calibration (Talts et al. 2018) takes its rows as
if they had been observed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sulh.errors import ModelError
from sulh.simulation.calibration.table import ReferenceTable
from sulh.simulation.parameters import Draws, Parameter
from sulh.simulation.streams import Streams

__all__ = ["Posterior", "calibrate", "coverage_ranks", "distances", "n_kept"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


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

    def rows(self, n: int, seed: int) -> Ints:
        """Return `n` rows of `draws`, drawn by weight with replacement."""
        u = Streams(seed, np.arange(n)).uniform("posterior", 0, 1)[:, 0]
        rows = np.searchsorted(np.cumsum(self.weights), u)
        return np.asarray(rows.clip(0, self.weights.size - 1), dtype=np.int64)

    def column(self, table: ReferenceTable, name: str) -> Floats:
        """Return the draws of a parameter, adjusted if it is one of those that were fitted."""
        if name in self.names:
            return self.draws[:, self.names.index(name)]
        return table.others[name][self.kept]

    def correlation(self, table: ReferenceTable, a: str, b: str) -> float:
        """Return the correlation of two parameters in the posterior (in the prior it is 0)."""
        x, y = (self.column(table, name) for name in (a, b))
        x, y = x - self.weights @ x, y - self.weights @ y
        spread = float(np.sqrt((self.weights @ x**2) * (self.weights @ y**2)))
        return float(self.weights @ (x * y)) / max(spread, 1e-300)

    def mean(self) -> Floats:
        """Return the posterior mean of each parameter."""
        mean: Floats = self.weights @ self.draws
        return mean

    def sample(self, table: ReferenceTable, n: int, seed: int) -> Draws:
        """Return `n` draws of all parameters, with replacement: fitted ones as adjusted."""
        rows = self.rows(n, seed)
        drawn = {name: values[self.kept[rows]] for name, values in table.others.items()}
        return drawn | dict(zip(self.names, self.draws[rows].T, strict=True))


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


def n_kept(n: int, k: int, keep: float) -> int:
    """Return how many of `n` simulations make a posterior over `k` summaries.

    Raises
    ------
    ModelError
        If they are too few for a regression.
    """
    count = int(keep * n)
    if count < 10 * (k + 1):
        raise ModelError(
            f"{count} of {n} simulations would be kept, at least {10 * (k + 1)} are needed",
            advice="simulate more runs or keep a greater share",
        )
    return count


def scales(summaries: Floats) -> Floats:
    """Return the median absolute deviation of each summary (its sd where that is 0)."""
    scale = np.median(np.abs(summaries - np.median(summaries, axis=0)), axis=0)
    scaled: Floats = np.where(scale > 0, scale, np.maximum(summaries.std(axis=0), 1e-12))
    return scaled


def distances(summaries: Floats, observed: Floats) -> Floats:
    """Return how far each simulation, shape (n, k), is from the facts, shape (k,)."""
    far: Floats = np.sqrt((((summaries - observed) / scales(summaries)) ** 2).sum(axis=1))
    return far


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
    count = min(n_kept(n, k, keep), n - (leave_out is not None))
    scale = scales(summaries)
    distance = distances(summaries, observed)
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
