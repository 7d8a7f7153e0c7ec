"""Ridge logistic regression on sparse features, and the threshold at which F1 is best."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

__all__ = ["best_cut", "fit_ridge", "steady_cut"]

Floats = NDArray[np.float64]


def fit_ridge(
    x: sparse.csr_matrix, y: Floats, weight: Floats | None = None, ridge: float = 0.5
) -> Floats:
    """Return coefficients, the intercept last.

    Parameters
    ----------
    x : sparse matrix, shape (n, k)
        Features.
    y : array, shape (n,)
        0 or 1.
    weight : array, shape (n,), optional
        Weight of each row; without it, both classes weigh the same, as a whole.
    ridge : float
        Variance of the normal prior on each coefficient (the intercept is free).
    """
    w = np.where(y == 1, len(y) / max(1.0, y.sum()) - 1, 1.0) if weight is None else weight
    transposed = x.T.tocsr()

    def loss(b: Floats) -> tuple[float, Floats]:
        z = x @ b[:-1] + b[-1]
        miss = w * (1 / (1 + np.exp(-z)) - y)
        value = (w * (np.logaddexp(0, z) - y * z)).sum() + (b[:-1] ** 2).sum() / 2 / ridge
        return float(value), np.append(transposed @ miss + b[:-1] / ridge, miss.sum())

    start = np.zeros(x.shape[1] + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(found.x, dtype=np.float64)


def best_cut(scores: Floats, events: Floats) -> float:
    """Return the score from which on F1 is best.

    Examples
    --------
    >>> best_cut(np.array([0.1, 0.9, 0.4, 0.8]), np.array([0.0, 1.0, 0.0, 1.0]))
    0.8
    """
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(events[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + events.sum())
    return float(scores[order[int(f1.argmax())]])


def steady_cut(scores: Floats, events: Floats, rng: np.random.Generator, draws: int = 40) -> float:
    """Return the mean of the best thresholds of bootstrap samples, steadier than the best one."""
    picks = (rng.integers(0, len(events), len(events)) for _ in range(draws))
    return float(np.mean([best_cut(scores[pick], events[pick]) for pick in picks]))
