"""Random streams: who gets which number, and that draws follow their laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sulh.simulation.streams import Streams, binomial, frailty, gumbel, normal, poisson


@given(
    seed=st.integers(0, 2**70), first=st.integers(0, 1000), size=st.integers(1, 8),
    tick=st.integers(0, 2600),
)  # fmt: skip
def test_a_draw_depends_on_its_key_alone(seed, first, size, tick):
    whole = Streams(seed, np.arange(first + size)).uniform("votes", tick, 12)
    part = Streams(seed, np.arange(first, first + size))
    part.uniform("breach", tick, 3)
    np.testing.assert_array_equal(part.uniform("votes", tick, 5), whole[first:, :5])


@pytest.mark.parametrize("change", ["seed", "process", "run", "entity", "tick"])
def test_any_part_of_the_key_changes_the_draw(change):
    key = {"seed": 1, "process": "votes", "run": 2, "entity": 3, "tick": 4}
    other = dict(key, **{change: "breach" if change == "process" else 7})

    def draw(k):
        return Streams(k["seed"], np.array([k["run"]])).uniform(k["process"], k["tick"], 10)[
            0, k["entity"]
        ]

    assert draw(key) != draw(other)


def test_uniform_numbers_are_uniform_and_not_correlated():
    u = Streams(11, np.arange(20_000)).uniform("votes", 3, 4)
    assert stats.kstest(u[:, 0], "uniform").pvalue > 1e-3
    later = Streams(11, np.arange(20_000)).uniform("votes", 4, 4)
    for other in (u[:, 1], later[:, 0], np.roll(u[:, 0], 1)):
        assert abs(np.corrcoef(u[:, 0], other)[0, 1]) < 0.03
    assert u.min() > 0
    assert u.max() < 1


U = (np.arange(100_000) + 0.5) / 100_000


def test_normal_quantiles():
    np.testing.assert_allclose(normal(U), stats.norm.ppf(U), atol=1e-7)


@pytest.mark.parametrize("mean", [0.01, 0.7, 3.0, 5.9])
def test_small_poisson_quantiles_are_exact(mean):
    np.testing.assert_array_equal(poisson(np.full(U.shape, mean), U), stats.poisson.ppf(U, mean))


@pytest.mark.parametrize("mean", [6.0, 12.0, 40.0, 2000.0])
def test_large_poisson_has_the_right_moments(mean):
    x = poisson(np.full(U.shape, mean), U)
    assert x.mean() == pytest.approx(mean, rel=2e-3)
    assert x.var() == pytest.approx(mean, rel=0.025)


@pytest.mark.parametrize(("n", "p"), [(50, 0.02), (50, 0.98), (300, 0.5), (10_000, 0.3)])
def test_binomial_has_the_right_moments_and_bounds(n, p):
    x = binomial(np.full(U.shape, n), np.full(U.shape, p), U)
    assert x.mean() == pytest.approx(n * p, rel=0.01)
    assert x.min() >= 0
    assert x.max() <= n
    assert (np.diff(x) >= 0).all() or p > 0.5


@pytest.mark.parametrize("p", [0.0, 1.0])
def test_binomial_of_never_and_always(p):
    x = binomial(np.array([0, 1, 5000]), np.full(3, p), np.array([0.1, 0.5, 0.9]))
    np.testing.assert_array_equal(x, np.array([0, 1, 5000]) * int(p))


@pytest.mark.parametrize("shape", [1.4, 2.9])
def test_deaths_with_frailty_are_negative_binomial(shape):
    rng = np.random.default_rng(0)
    factor = frailty(np.full(U.shape, shape), rng.permutation(normal(U)))
    deaths = poisson(50.0 * factor, U)
    assert deaths.mean() == pytest.approx(50.0, rel=0.02)
    assert deaths.var() == pytest.approx(50.0 + 50.0**2 / shape, rel=0.05)


def test_gumbel_noise_draws_from_the_logit():
    value = np.array([0.0, 1.0])
    noise = gumbel(Streams(5, np.arange(40_000)).uniform("front", 0, 2))
    share = ((value + noise).argmax(axis=1) == 1).mean()
    assert share == pytest.approx(1 / (1 + np.exp(-1)), abs=0.01)
