"""Exact means, variances and paired variances of all runs, in memory that does not grow with them.

Values are merged in spans of a fixed number of runs, whatever blocks they come in, so that the
result has the same bits for any size of block, for any number of workers, and after a resumption.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["Moments", "Tally"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
SPAN_DRAWS: Final = 50


@dataclass(frozen=True, eq=False)
class Moments:
    """Means and sums of products of deviations, of `n` numbers for each arm and outcome.

    Parameters
    ----------
    n : int
    mean : float array, shape (n_arms, n_outcomes)
    products : float array, shape (n_arms, n_arms, n_outcomes)
        ``sum((x_i - mean_i) * (x_j - mean_j))``.

    Examples
    --------
    >>> x = np.array([[[1.0], [3.0]], [[2.0], [2.0]]])
    >>> both = Moments.of(x[:, :1]).merged(Moments.of(x[:, 1:]))
    >>> both.mean.ravel().tolist(), both.variance(0).tolist(), both.variance(0, 1).tolist()
    ([2.0, 2.0], [2.0], [2.0])
    """

    n: int
    mean: Floats
    products: Floats

    @classmethod
    def empty(cls, n_arms: int, n_outcomes: int) -> Moments:
        """Return the moments of nothing."""
        return cls(0, np.zeros((n_arms, n_outcomes)), np.zeros((n_arms, n_arms, n_outcomes)))

    @classmethod
    def of(cls, values: Floats) -> Moments:
        """Return the moments of values of shape (n_arms, n, n_outcomes)."""
        mean = values.mean(axis=1)
        apart = values - mean[:, None]
        return cls(values.shape[1], mean, np.einsum("ino,jno->ijo", apart, apart))

    def merged(self, other: Moments) -> Moments:
        """Return the moments of both together (Chan, Golub & LeVeque 1983)."""
        if other.n == 0:
            return self
        total, gap = self.n + other.n, other.mean - self.mean
        products = self.products + other.products
        products += gap[:, None] * gap[None, :] * (self.n * other.n / total)
        return Moments(total, self.mean + gap * (other.n / total), products)

    def variance(self, arm: int, baseline: int | None = None) -> Floats:
        """Return the variance of each outcome of an arm, or of the arm minus a baseline."""
        p = self.products
        squares = p[arm, arm]
        if baseline is not None:
            squares = squares + p[baseline, baseline] - 2.0 * p[arm, baseline]
        variance: Floats = np.maximum(squares, 0.0) / max(self.n - 1, 1)
        return variance


class Tally:
    """What is added up over the runs of an ensemble, in order.

    Attributes
    ----------
    runs, draws : Moments
        Of single runs, and of the means of runs that share a draw of the parameters.
    sums : int array, shape (n_arms, horizon_weeks + 1, n_series)
    """

    def __init__(self, replicates: int, n_arms: int, n_outcomes: int) -> None:
        self.replicates = replicates
        self.runs = self.draws = Moments.empty(n_arms, n_outcomes)
        self.sums: Ints = np.zeros((n_arms, 1, 1), dtype=np.int64)
        self._waiting = np.empty((n_arms, 0, n_outcomes))

    def add(self, values: Floats, sums: Ints) -> None:
        """Add the runs of a block, the next ones in order."""
        self.sums = self.sums + sums
        span = SPAN_DRAWS * self.replicates
        waiting = np.concatenate([self._waiting, values], axis=1)
        while waiting.shape[1] >= span:
            self._merge(waiting[:, :span])
            waiting = waiting[:, span:]
        self._waiting = waiting.copy()

    def close(self) -> None:
        """Add what is left of the last span."""
        if self._waiting.shape[1]:
            self._merge(self._waiting)
        self._waiting = self._waiting[:, :0]

    def _merge(self, values: Floats) -> None:
        self.runs = self.runs.merged(Moments.of(values))
        n_arms, n, n_outcomes = values.shape
        whole = n // self.replicates * self.replicates
        if whole:
            groups = values[:, :whole].reshape(n_arms, -1, self.replicates, n_outcomes)
            self.draws = self.draws.merged(Moments.of(groups.mean(axis=2)))

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return the state of the tally as arrays, for :meth:`restore`."""
        found: dict[str, NDArray[np.generic]] = {"sums": self.sums, "waiting": self._waiting}
        for name, moments in (("runs", self.runs), ("draws", self.draws)):
            found[f"{name}_n"] = np.array(moments.n)
            found[f"{name}_mean"] = moments.mean
            found[f"{name}_products"] = moments.products
        return found

    def restore(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        """Take up the state that :meth:`arrays` gave."""
        self.sums, self._waiting = np.asarray(arrays["sums"]), np.asarray(arrays["waiting"])
        self.runs, self.draws = (
            Moments(int(arrays[f"{name}_n"]), *(
                np.asarray(arrays[f"{name}_{part}"]) for part in ("mean", "products")
            ))
            for name in ("runs", "draws")
        )  # fmt: skip
