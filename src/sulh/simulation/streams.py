"""Counter-based random streams, one for each decision of the model.

A draw is a pure function of *(seed, process, run, entity, tick)*: no generator is carried along.
Two arms of a comparison that share a seed therefore meet the same chance wherever they take the
same decision (common random numbers), whatever else they do, and a run has the same numbers in
any block of runs and on any number of threads.

The hash is the finaliser of SplitMix64 (Steele, Lea & Flood 2014, *Fast splittable pseudorandom
number generators*, OOPSLA): the stream of one process in one run is SplitMix64 seeded with
``mix(mix(seed + process) + run)`` and read at position ``tick * 2**20 + entity // 2``; entities
take the lower and the upper half of a word in turn, 32 bits each. Discrete draws are made by
inversion, so that they are monotone in the uniform number and arms stay coupled. Shocks (the noise
of fire, the frailty of an area) take one of 256 values that are equally likely, so that a run needs
one table of each and no exponential a draw.
"""

from __future__ import annotations

import zlib
from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Streams", "binomial", "frailty", "frailty_table", "gumbel", "noise_table", "normal", "poisson",
    "process_key", "shock",
]  # fmt: skip

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Words = NDArray[np.uint64]

GOLDEN: Final = 0x9E3779B97F4A7C15
_MIX_1: Final = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2: Final = np.uint64(0x94D049BB133111EB)
_MASK: Final = (1 << 64) - 1
_LOW: Final = np.uint64(0xFFFFFFFF)
ENTITY_BITS: Final = 20
N_SHOCKS: Final = 256
"""Values a shock may take."""
POISSON_SWITCH: Final = 6.0
"""Mean from which Poisson quantiles are not exact: mean within .05 %, variance within 2.5 %."""
NORMAL_SWITCH: Final = 12.0
"""Variance from which binomial quantiles are normal."""
INVERSE: Final = 1.0 / np.maximum(np.arange(64.0), 1.0)
"""1 / k; a product is several times as fast as a division."""


def _mix(z: Words) -> Words:
    """Return the SplitMix64 finaliser of each word (the argument is used as working space)."""
    z ^= z >> np.uint64(30)
    z *= _MIX_1
    z ^= z >> np.uint64(27)
    z *= _MIX_2
    z ^= z >> np.uint64(31)
    return z


def process_key(seed: int, process: str) -> int:
    """Return the 64-bit key of a named process under a seed.

    Examples
    --------
    >>> process_key(0, "votes") != process_key(0, "breach") != process_key(1, "breach")
    True
    """
    word = (seed * GOLDEN + zlib.crc32(process.encode())) & _MASK
    return int(_mix(np.array([word], dtype=np.uint64))[0])


class Streams:
    """The streams of a block of runs.

    Parameters
    ----------
    seed : int
        Seed of the ensemble.
    runs : array of int, shape (n_runs,)
        Numbers of the runs in this block; the draws of a run depend on its number alone.

    Examples
    --------
    >>> whole = Streams(7, np.arange(4)).uniform("votes", 3, 2)
    >>> part = Streams(7, np.arange(2, 4)).uniform("votes", 3, 2)
    >>> bool((whole[2:] == part).all())
    True
    """

    def __init__(self, seed: int, runs: NDArray[np.integer]) -> None:
        self.seed = seed
        self.runs = np.asarray(runs).astype(np.uint64)
        self._bases: dict[str, Words] = {}
        self._entities: dict[int, Words] = {}

    def _base(self, process: str) -> Words:
        if process not in self._bases:
            key = np.uint64(process_key(self.seed, process))
            self._bases[process] = _mix(key + (self.runs + np.uint64(1)) * np.uint64(GOLDEN))
        return self._bases[process]

    def uniform(self, process: str, tick: int, n: int) -> Floats:
        """Return uniform numbers in (0, 1) for entities 0 .. `n` - 1, shape (n_runs, n)."""
        pairs = (n + 1) // 2
        if pairs not in self._entities:
            self._entities[pairs] = np.arange(pairs, dtype=np.uint64) * np.uint64(GOLDEN)
        start = np.uint64((((tick << ENTITY_BITS) + 1) * GOLDEN) & _MASK)
        words = _mix((self._base(process)[:, None] + start) + self._entities[pairs][None, :])
        halves = np.stack([words & _LOW, words >> np.uint64(32)], axis=2)
        return (halves.reshape(self.runs.size, -1)[:, :n].astype(np.float64) + 0.5) * 2.0**-32

    def normal(self, process: str, tick: int, n: int) -> Floats:
        """Return standard normal numbers, shape (n_runs, n)."""
        return normal(self.uniform(process, tick, n))


A: Final = (
    -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2,
    1.383577518672690e2, -3.066479806614716e1, 2.506628277459239e0,
)  # fmt: skip
B: Final = (
    -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2,
    6.680131188771972e1, -1.328068155288572e1, 1.0,
)  # fmt: skip
C: Final = (
    -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838e0,
    -2.549732539343734e0, 4.374664141464968e0, 2.938163982698783e0,
)  # fmt: skip
D: Final = (
    7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996e0, 3.754408661907416e0, 1.0,
)  # fmt: skip
_TAIL: Final = 0.02425


def _horner(coefficients: tuple[float, ...], x: Floats) -> Floats:
    total = np.full_like(x, coefficients[0])
    for coefficient in coefficients[1:]:
        total *= x
        total += coefficient
    return total


def normal(u: Floats) -> Floats:
    """Return standard normal quantiles (Acklam's rational approximation, error below 1.2e-9).

    Examples
    --------
    >>> normal(np.array([0.025, 0.5, 0.975])).round(4).tolist()
    [-1.96, 0.0, 1.96]
    """
    centre = u - 0.5
    square = centre * centre
    z = centre * _horner(A, square) / _horner(B, square)
    tail = np.minimum(u, 1.0 - u)
    far = np.nonzero(tail < _TAIL)
    if far[0].size:
        root = np.sqrt(-2.0 * np.log(tail[far]))
        z[far] = np.sign(-centre[far]) * _horner(C, root) / _horner(D, root)
    return z


def gumbel(u: Floats) -> Floats:
    """Return standard Gumbel quantiles; ``argmax(v + gumbel)`` draws from the logit of `v`."""
    return -np.log(-np.log(u))


def frailty(shape: Floats, z: Floats) -> Floats:
    """Return gamma quantiles of mean 1 and the given shape (Wilson & Hilferty 1931).

    A Poisson number whose mean is multiplied by it is negative binomial with that `shape`.
    """
    inside = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * np.sqrt(shape))
    return np.maximum(inside, 0.0) ** 3


SHOCKS: Final = normal((np.arange(N_SHOCKS) + 0.5) / N_SHOCKS)
"""Standard normal quantiles at the middles of :data:`N_SHOCKS` equal parts."""


def noise_table(spread: Floats) -> Floats:
    """Return the values of log-normal noise of mean 1, shape (..., N_SHOCKS).

    Examples
    --------
    >>> table = noise_table(np.array([0.3]))
    >>> round(float(table.mean()), 9), round(float(np.log(table).std()), 2)
    (1.0, 0.3)
    """
    table = np.exp(spread[..., None] * SHOCKS)
    mean: Floats = table.mean(axis=-1, keepdims=True)
    return table / mean


def frailty_table(shape: Floats) -> Floats:
    """Return the values of a frailty of mean 1, shape (..., N_SHOCKS)."""
    table = frailty(shape[..., None], SHOCKS)
    mean: Floats = table.mean(axis=-1, keepdims=True)
    return table / mean


def shock(table: Floats, u: Floats) -> Floats:
    """Return the values of a table (R, N_SHOCKS) at uniform numbers (R, n)."""
    return np.take_along_axis(table, (u * N_SHOCKS).astype(np.int64), axis=1)


def _poisson_small(mean: Floats, u: Floats) -> Ints:
    count = np.zeros(mean.shape, dtype=np.int64)
    term = np.exp(-mean)
    total = term.copy()
    k = 0
    while k < 60:
        above = u > total
        if not above.any():
            break
        k += 1
        count += above
        term *= mean * INVERSE[k]
        total += term
    return count


def poisson(mean: Floats, u: Floats) -> Ints:
    """Return Poisson quantiles: exact below a mean of 6, Cornish-Fisher from there.

    Examples
    --------
    >>> poisson(np.array([0.0, 2.0, 400.0]), np.array([0.9, 0.5, 0.5])).tolist()
    [0, 2, 400]
    """
    count = np.zeros(mean.shape, dtype=np.int64)
    small = np.nonzero((mean > 0.0) & (mean < POISSON_SWITCH))
    count[small] = _poisson_small(mean[small], u[small])
    large = np.nonzero(mean >= POISSON_SWITCH)
    if large[0].size:
        m, z = mean[large], normal(u[large])
        count[large] = np.maximum(np.floor(m + np.sqrt(m) * z + (z * z - 1.0) / 6.0 + 0.5), 0.0)
    return count


def binomial(n: Ints, p: Floats, u: Floats) -> Ints:
    """Return quantiles of how many of `n` people something happens to, each with chance `p`.

    Normal where the variance exceeds 12, Poisson (of the rarer side) below; never more than `n`.

    Examples
    --------
    >>> binomial(np.array([10, 1000]), np.array([1.0, 0.25]), np.array([0.5, 0.5])).tolist()
    [10, 250]
    """
    mean = n * p
    variance = mean * (1.0 - p)
    rare = p <= 0.5
    counted = poisson(np.where(rare, mean, n - mean), np.where(rare, u, 1.0 - u))
    count = np.where(rare, counted, n - counted)
    large = np.nonzero(variance >= NORMAL_SWITCH)
    if large[0].size:
        spread = np.sqrt(variance[large]) * normal(u[large])
        count[large] = np.floor(mean[large] + spread + 0.5)
    return np.clip(count, 0, n)
