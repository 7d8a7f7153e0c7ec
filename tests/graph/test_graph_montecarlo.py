"""The batch agrees with one analysis at a time, for every kernel, and counts what it says."""

import numpy as np
import pytest

from sulh.errors import ModelError
from sulh.graph import Conflict, analyze
from sulh.graph.montecarlo import FIVE, monte_carlo, monte_carlo_counts, statement_payoffs


def options(k, rng, **kwargs):
    owners = [j % 3 for j in range(k)]
    return Conflict.from_arrays(owners, rng.integers(0, 9, (3, 1 << k)), **kwargs)


def some_conflicts():
    rng = np.random.default_rng(7)
    feasible = rng.random(32) < 0.8
    arcs = [[(a, b) for a in range(9) for b in range(9) if a != b and rng.random() < 0.3]] * 3
    yield options(4, rng)
    yield options(5, rng, feasible=feasible, irreversible=["on", "both", "off", "both", "both"])
    yield Conflict.from_arrays(None, rng.integers(0, 9, (3, 9)), arcs=arcs)
    yield options(7, rng, irreversible=["on", *["both"] * 5, "off"])
    wide = [[(a, (a + d) % 70) for a in range(70) for d in (1, 5, 13)[i:]] for i in range(3)]
    yield Conflict.from_arrays(None, rng.integers(0, 9, (3, 70)), arcs=wide)


@pytest.mark.parametrize("conflict", list(some_conflicts()), ids=lambda c: f"{c.n_states} states")
def test_each_of_a_batch_is_what_analyze_says(conflict):
    rng = np.random.default_rng(1)
    batch = rng.integers(0, conflict.n_states, (40, *conflict.payoffs.shape))
    stable = monte_carlo(conflict, batch)
    for payoffs, verdicts in zip(batch, stable, strict=True):
        one = analyze(conflict.with_payoffs(payoffs), FIVE).stable
        for k, concept in enumerate(FIVE):
            assert (verdicts[k] == one[concept]).all()


def test_threads_and_float_payoffs_change_nothing():
    rng = np.random.default_rng(2)
    conflict = options(5, rng)
    batch = rng.integers(-5, 5, (101, 3, 32))
    one = monte_carlo(conflict, batch, threads=1)
    assert (one == monte_carlo(conflict, batch, threads=3)).all()
    assert (one == monte_carlo(conflict, np.exp(batch / 3.0))).all()


def test_counts_are_sums_of_verdicts():
    rng = np.random.default_rng(3)
    conflict = options(4, rng)
    batch = rng.integers(0, 16, (500, 3, 16))
    verdicts = monte_carlo(conflict, batch, ("seq", "nash"))
    counts = monte_carlo_counts(conflict, batch, ("seq", "nash"))
    assert (counts.stable == verdicts.sum(axis=0)).all()
    assert (counts.equilibria == verdicts.all(axis=2).sum(axis=0)).all()
    assert counts.n == 500


def test_statement_payoffs_are_lexicographic():
    rng = np.random.default_rng(4)
    truth = rng.random((4, 16)) < 0.5
    orders = np.array([[2, 0, 3, 1], [1, -1, 0, -1]])
    payoffs = statement_payoffs(truth, orders)
    for row, order in zip(payoffs, orders, strict=True):
        keys = [tuple(truth[k, s] for k in order if k >= 0) for s in range(16)]
        for a in range(16):
            for b in range(16):
                assert (row[a] > row[b]) == (keys[a] > keys[b])


@pytest.mark.parametrize(
    "payoffs", [np.zeros((2, 3, 4)), np.zeros((3, 16)), np.full((1, 3, 16), np.nan)]
)
def test_bad_payoffs_are_refused(payoffs):
    conflict = options(4, np.random.default_rng(5))
    with pytest.raises(ModelError):
        monte_carlo(conflict, payoffs)
