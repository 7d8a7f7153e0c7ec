"""Does the fit know what it claims to know? Calibration ranks with a test, and weak spots.

What the data cannot tell apart is said, not hidden: learning against prior belief, a guarantee
against the cases guarantors are called to, foresight against rationality.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.calibration.abc import Posterior, distances
from sulh.simulation.calibration.table import ReferenceTable

__all__ = ["PAIRS", "Fitted", "Pair", "RankTest", "fitted", "pairs", "rank_tests", "shares"]

Floats = NDArray[np.float64]
BINS: Final = 10
PAIRS: Final = (("learning", "optimism"), ("learning", "hope"), ("trust", "guarantee_trust"))
"""Pairs whose parts do much the same to what is seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankTest:
    """Ranks of the value that made the data among the posterior's draws; uniform if all is well.

    `counts` are by tenths; `p` is that of the chi-square test of equal counts.
    """

    counts: tuple[int, ...]
    mean: float
    p: float


def rank_tests(ranks: Floats) -> tuple[RankTest, ...]:
    """Test the ranks of each parameter, shape (n_checks, n_parameters).

    Examples
    --------
    >>> even = np.linspace(0.0, 1.0, 200, endpoint=False)[:, None]
    >>> [(t.counts[0], round(t.p, 2)) for t in rank_tests(np.hstack([even, even**3]))]
    [(20, 1.0), (93, 0.0)]
    """
    from scipy.stats import chisquare

    tests = []
    for column in ranks.T:
        counts = np.bincount((column * BINS).astype(int).clip(0, BINS - 1), minlength=BINS)
        p = float(chisquare(counts).pvalue)
        tests.append(RankTest(counts=tuple(counts.tolist()), mean=float(column.mean()), p=p))
    return tuple(tests)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """What became of one parameter.

    `contraction` is ``1 - sd(posterior) / sd(prior)``; parameters that are not `free` went with
    their simulations, without regression adjustment. `weak`: the data say next to nothing of it.
    """

    parameter: str
    unit: str
    free: bool
    prior_mean: float
    mean: float
    low: float
    high: float
    contraction: float
    weak: bool
    ranks: RankTest | None


def fitted(
    table: ReferenceTable, posterior: Posterior, others: Sequence[str], ranks: Floats,
    *, weak_below: float = 0.1,
) -> tuple[Fitted, ...]:  # fmt: skip
    """Return what became of the free parameters and of some that were not fitted."""
    tests = rank_tests(ranks)
    units = {p.name: p.unit for p in table.free}
    names = (*posterior.names, *others)
    found = []
    for i, name in enumerate(names):
        draws, prior = posterior.column(table, name), table.others[name]
        mean = float(posterior.weights @ draws)
        spread = float(np.sqrt(posterior.weights @ (draws - mean) ** 2))
        contraction = 1.0 - spread / max(float(prior.std()), 1e-12)
        low, high = weighted_quantiles(draws, posterior.weights, (0.05, 0.95))
        found.append(Fitted(
            parameter=name, unit=units.get(name, ""), free=name in units,
            prior_mean=float(prior.mean()), mean=mean, low=low, high=high,
            contraction=contraction, weak=contraction < weak_below,
            ranks=tests[i] if i < len(tests) else None,
        ))  # fmt: skip
    return tuple(found)


def weighted_quantiles(values: Floats, weights: Floats, levels: Sequence[float]) -> list[float]:
    """Return quantiles of weighted values.

    Examples
    --------
    >>> weighted_quantiles(np.array([3.0, 1.0, 2.0]), np.array([0.2, 0.2, 0.6]), (0.1, 0.5, 0.9))
    [1.0, 2.0, 3.0]
    """
    order = np.argsort(values, kind="stable")
    upto = np.cumsum(weights[order])
    at = np.searchsorted(upto, np.array(levels) * upto[-1]).clip(0, values.size - 1)
    found: list[float] = values[order][at].tolist()
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two parameters that do much the same to what is seen, and how they hang together.

    `correlation` is that in the posterior (0 in the prior): where it is far from 0 the data know
    a mixture of the two better than either.
    """

    first: str
    second: str
    correlation: float
    kind: Literal["belief", "guarantee"]


def pairs(table: ReferenceTable, posterior: Posterior) -> tuple[Pair, ...]:
    """Return :data:`PAIRS` with their correlations."""
    return tuple(
        Pair(first=a, second=b, correlation=posterior.correlation(table, a, b),
             kind="belief" if a == "learning" else "guarantee")
        for a, b in PAIRS
    )  # fmt: skip


def shares(tables: Sequence[Floats], observed: Floats, *, keep: float) -> tuple[float, ...]:
    """Return how the simulations nearest to the facts divide between forms of the model.

    Parameters
    ----------
    tables : sequence of array, shape (n, k)
        Summaries of as many simulations of each form.
    observed : array, shape (k,)
    keep : float
        Share of all simulations that counts as near.
    """
    every = np.concatenate(tables)
    near = np.argsort(distances(every, observed), kind="stable")[: max(int(keep * len(every)), 1)]
    form = np.repeat(np.arange(len(tables)), [len(t) for t in tables])[near]
    return tuple((np.bincount(form, minlength=len(tables)) / near.size).tolist())
