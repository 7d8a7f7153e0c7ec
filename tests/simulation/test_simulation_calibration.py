"""Calibration recovers what it is given; the backtest sees nothing of 2018 in its training part."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sulh.errors import ModelError
from sulh.simulation import BEFORE_2018, Parameter
from sulh.simulation.calibration.abc import ReferenceTable, calibrate, coverage_ranks
from sulh.simulation.calibration.backtest import SUMMARIES, backtest_syria, summarise
from sulh.simulation.calibration.pockets import (
    HOLD_OUT_FROM,
    TRAIN_FROM,
    load_pockets,
    world_at,
)
from sulh.simulation.calibration.scores import (
    binomial_interval,
    covered,
    crps,
    kendall_tau,
    log_crps,
)
from sulh.simulation.outcomes import AREA_FIELDS


def test_crps_is_that_of_the_empirical_distribution():
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=200), 0.7
    grid = np.linspace(-6, 6, 200_001)
    cdf = np.searchsorted(np.sort(x), grid, side="right") / x.size
    integral = ((cdf - (grid >= y)) ** 2).sum() * (grid[1] - grid[0])
    assert crps(x, y) == pytest.approx(integral, abs=1e-3)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30), st.floats(0, 1e6))
def test_crps_is_never_negative_and_zero_only_for_certainty(sample, observed):
    assert crps(np.array(sample), observed) >= -1e-6
    assert crps(np.array([observed]), observed) == 0.0
    assert log_crps(np.array([observed]), observed) == 0.0


def test_coverage_and_its_interval():
    sample = np.arange(101.0)
    assert covered(sample, 50, 0.5)
    assert covered(sample, 80, 0.9)
    assert not covered(sample, 80, 0.5)
    low, high = binomial_interval(0, 10)
    assert low == 0.0
    assert high == pytest.approx(1 - 0.05**0.1)
    assert binomial_interval(10, 10)[1] == 1.0


def test_kendall_tau():
    assert kendall_tau([1, 2, 3, 4], [4, 3, 2, 1]) == -1.0


def toy(n=4000, seed=3):
    """Two parameters, of which the data see only the first."""
    rng = np.random.default_rng(seed)
    free = tuple(
        Parameter(name=x, low=0.0, mode=0.5, high=1.0, unit="1", source="test", free=True)
        for x in ("seen", "unseen")
    )
    draws = rng.triangular(0, 0.5, 1, (n, 2))
    summaries = draws[:, :1] * 10 + rng.normal(0, 0.5, (n, 1))
    others = {"seen": draws[:, 0], "unseen": draws[:, 1], "other": np.arange(float(n))}
    areas = np.zeros((n, 1, 6), np.int64)
    table = ReferenceTable(free=free, draws=draws, others=others, areas=areas, seed=seed)
    return table, summaries


def test_posterior_recovers_what_the_data_show_and_says_what_they_do_not():
    table, summaries = toy()
    post = calibrate(table, summaries, np.array([7.0]), keep=0.1)
    assert post.mean()[0] == pytest.approx(0.7, abs=0.03)
    assert post.contraction[0] > 0.6
    assert post.weak(0.2) == ("unseen",)
    assert post.weights.sum() == pytest.approx(1.0)
    sample = post.sample(table, 2000, 1)
    assert sample["seen"].mean() == pytest.approx(post.mean()[0], abs=0.02)
    np.testing.assert_array_equal(sample["seen"], post.sample(table, 2000, 1)["seen"])
    assert set(sample["other"]) <= set(post.kept.astype(float))


def test_simulation_based_calibration_ranks_are_uniform():
    table, summaries = toy()
    ranks = coverage_ranks(table, summaries, 200, keep=0.05)
    for column in ranks.T:
        assert stats.kstest(column, "uniform").pvalue > 1e-3


def test_too_few_simulations_are_refused():
    table, summaries = toy(n=100)
    with pytest.raises(ModelError, match="simulate more"):
        calibrate(table, summaries, np.array([7.0]), keep=0.05)


def test_training_world_knows_nothing_of_what_came_later():
    pockets = load_pockets()
    world = world_at(pockets, TRAIN_FROM, HOLD_OUT_FROM)
    known = {p.id for p in pockets if p.truce and p.truce < TRAIN_FROM}
    assert {a for a, t in zip(world.areas, world.truce, strict=True) if t} == known
    assert "ghouta" not in known  # its truce is of August 2017
    assert world.horizon_weeks == 82
    for p in BEFORE_2018:
        if p.until >= 2018:
            assert p.high - p.low > 0


def test_summaries_of_a_known_run():
    fields = {name: i for i, name in enumerate(AREA_FIELDS)}
    areas = np.full((1, 4, len(AREA_FIELDS)), -1)
    areas[0, :, fields["left_people"]] = [99, 0, 0, 0]
    areas[0, 0, [fields["deal_week"], fields["assault_week"]]] = [20, 16]
    areas[0, 1, fields["fall_week"]] = 30
    row = dict(zip(SUMMARIES, summarise(areas, 80)[0], strict=True))
    assert row["share of areas with a deal"] == 0.25
    assert row["share of areas fallen without a deal"] == 0.25
    assert row["mean week of a deal, as a share of the period"] == 0.25
    assert row["share of deals after an assault"] == 1.0
    assert row["mean log weeks from assault to deal"] == pytest.approx(np.log(4.5))
    assert row["mean log people who left under a deal"] == pytest.approx(np.log(100))


def test_days_to_deal_of_the_offensives_before_2018():
    days = [p.days_to_deal for p in load_pockets() if p.deal and p.deal < HOLD_OUT_FROM]
    assert sorted(d for d in days if d is not None) == [28, 36, 79, 85]
    assert all(p.deal is None or p.deal < dt.date(2019, 1, 1) for p in load_pockets())


@pytest.mark.slow
def test_backtest_runs_and_is_the_same_twice():
    a, b = (backtest_syria(4000, 1, keep=0.03, checks=20) for _ in range(2))
    assert a.forecasts == b.forecasts
    np.testing.assert_array_equal(a.posterior.draws, b.posterior.draws)
    assert len(a.p_settled) == 6
    assert len(a.left_out) >= 10
    assert -1 <= a.order_tau <= 1
    k, n, low, high = a.coverage(a.left_out, 0.9)
    assert low <= k / n <= high
    assert np.isfinite(a.ranks).all()
