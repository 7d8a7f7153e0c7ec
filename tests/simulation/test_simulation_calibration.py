"""Calibration recovers what it is given, and says what it cannot tell; scores are what they say."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sulh.errors import ModelError
from sulh.simulation import BEFORE_2018, Arm, Parameter, World
from sulh.simulation.calibration.abc import calibrate, coverage_ranks
from sulh.simulation.calibration.checks import fitted, rank_tests, shares, weighted_quantiles
from sulh.simulation.calibration.scores import (
    binomial_interval,
    covered,
    crps,
    kendall_tau,
    log_crps,
)
from sulh.simulation.calibration.summaries import SUMMARIES, days_to_deal, summarise
from sulh.simulation.calibration.table import BLOCK, ReferenceTable, reference_table
from sulh.simulation.outcomes import AREA_FIELDS
from sulh.simulation.parameters import Parameters


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
    rows = fitted(table, post, ("other",), np.full((10, 2), 0.5))
    assert [(f.parameter, f.weak, f.free) for f in rows] == [
        ("seen", False, True), ("unseen", True, True), ("other", True, False),
    ]  # fmt: skip
    assert rows[0].low < rows[0].mean < rows[0].high
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


def test_rank_test_sees_a_fit_that_is_too_sure():
    rng = np.random.default_rng(2)
    honest, sure = rng.uniform(size=(2, 400, 1))
    sure = np.where(sure < 0.5, sure**2 * 2, 1 - (1 - sure) ** 2 * 2)
    assert rank_tests(honest)[0].p > 0.01
    assert rank_tests(sure)[0].p < 1e-4
    assert sum(rank_tests(honest)[0].counts) == 400


def test_what_hangs_together_is_seen():
    """Two parameters of which the data show the sum only."""
    rng = np.random.default_rng(9)
    free = tuple(
        Parameter(name=x, low=0.0, mode=0.5, high=1.0, unit="1", source="test", free=True)
        for x in ("a", "b")
    )
    draws = rng.triangular(0, 0.5, 1, (6000, 2))
    seen = draws.sum(axis=1, keepdims=True) + rng.normal(0, 0.02, (6000, 1))
    table = ReferenceTable(free=free, draws=draws, others={}, seed=0,
                           areas=np.zeros((6000, 1, 6), np.int64))  # fmt: skip
    post = calibrate(table, seen, np.array([1.0]), keep=0.1)
    assert post.correlation(table, "a", "b") < -0.8
    assert post.correlation(table, "a", "a") == pytest.approx(1.0)


def test_forms_of_the_model_are_told_apart_only_if_the_data_do():
    rng = np.random.default_rng(1)
    a, b = rng.normal(0, 1, (2000, 2)), rng.normal(0, 1, (2000, 2))
    same = shares([a, b], np.zeros(2), keep=0.1)
    assert same[0] == pytest.approx(0.5, abs=0.07)
    assert shares([a, b + 3], np.zeros(2), keep=0.1)[0] > 0.9


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=20))
def test_weighted_quantiles_of_equal_weights_are_values(values):
    x = np.array(values)
    found = weighted_quantiles(x, np.full(x.size, 1 / x.size), (0.0, 0.5, 1.0))
    assert set(found) <= set(values)
    assert found == sorted(found)
    assert found[0] == min(values)


def area(**fields):
    row = np.full(len(AREA_FIELDS), -1)
    row[[AREA_FIELDS.index(n) for n in ("left_people", "dead_people")]] = 0
    for name, value in fields.items():
        row[AREA_FIELDS.index(name)] = value
    return row


def test_summaries_of_a_known_run():
    areas = np.array([[
        area(deal_week=20, assault_week=16, left_people=99, dead_people=6),
        area(fall_week=30, assault_week=28, dead_people=2),
        area(deal_week=60, left_people=9_999),
        area(dead_people=91),
    ]])  # fmt: skip
    located = np.array([True, True, True, False])
    row = dict(zip(SUMMARIES, summarise(areas, 80, located)[0], strict=True))
    logs = np.log([100, 10_000])
    assert row == pytest.approx({
        "settled_share": 0.5, "fallen_share": 0.25, "deal_time_share": 0.5, "fought_share": 0.5,
        "log_weeks_to_deal": np.log(4.5), "log_left": logs.mean(),
        "spread_log_left": logs.std(ddof=1), "log_killed": np.log(9),
        "log_killed_median": np.log(3),
    })  # fmt: skip
    assert days_to_deal(areas)[0, 0] == 28.0
    assert np.isnan(days_to_deal(areas)[0, 1:]).all()


def test_summaries_of_a_run_in_which_nothing_happened():
    row = summarise(np.array([[area(), area()]]), 80, np.array([True, True]))[0]
    assert np.isfinite(row).all()
    assert row[SUMMARIES.index("settled_share")] == 0.0


def small_table(folder=None, progress=None, n=2 * BLOCK + 100, cluster=None):
    """A table over a small world; also made in a process of its own, which is killed."""
    world = World.make(
        areas=["a", "b"], parties=["state", "locals"], strong=["state"], mobile={"state": 2000},
        force=[[0, 300], [0, 200]], population=[20000, 10000], horizon_weeks=12,
    )  # fmt: skip
    return reference_table(world, Arm(id="x"), n, 3, parameters=BEFORE_2018, folder=folder,
                           progress=progress, cluster=cluster)  # fmt: skip


def test_table_does_not_depend_on_being_interrupted(tmp_path):
    """Killed in the middle, resumed: the same bytes."""
    whole = small_table()
    folder = tmp_path / "kept"
    script = (
        f"import sys, time; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from pathlib import Path\n"
        "from test_simulation_calibration import small_table\n"
        f"small_table(Path({str(folder)!r}), lambda done, n: time.sleep(30))\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script])
    deadline = time.monotonic() + 60
    while not (folder / "000000000.npz").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    kept = sorted(p.name for p in folder.glob("*.npz"))
    assert kept == ["000000000.npz"]
    resumed = small_table(folder)
    np.testing.assert_array_equal(resumed.areas, whole.areas)
    np.testing.assert_array_equal(resumed.draws, whole.draws)
    assert len(list(folder.glob("0*.npz"))) == 3


def test_block_that_was_cut_short_is_made_again(tmp_path):
    whole = small_table(tmp_path)
    path = tmp_path / f"{BLOCK:09d}.npz"
    path.write_bytes(path.read_bytes()[:100])
    np.testing.assert_array_equal(small_table(tmp_path).areas, whole.areas)


def test_folder_of_another_table_is_refused(tmp_path):
    small_table(tmp_path, n=50)
    with pytest.raises(ModelError, match="another table"):
        small_table(tmp_path, n=60)
    np.testing.assert_array_equal(small_table(tmp_path, n=50).areas, small_table(n=50).areas)


def test_progress_is_told_block_by_block(tmp_path):
    seen = []
    small_table(tmp_path, lambda done, n: seen.append((done, n)), n=BLOCK + 1)
    assert seen == [(BLOCK, BLOCK + 1), (BLOCK + 1, BLOCK + 1)]


def test_table_without_free_parameters_or_runs_is_refused():
    world = World.make(areas=["a"], parties=["s", "l"], strong=["s"], mobile={"s": 9},
                       force=[[0, 3]], population=[2])  # fmt: skip
    fixed = Parameters(tuple(p for p in BEFORE_2018 if not p.free))
    with pytest.raises(ModelError, match="says nothing"):
        reference_table(world, Arm(id="x"), 10, 0, parameters=fixed)
    with pytest.raises(ModelError, match="says nothing"):
        reference_table(world, Arm(id="x"), 0, 0, parameters=BEFORE_2018)


def test_at_most_fourteen_parameters_are_fitted_and_each_says_by_what():
    free = [p for p in BEFORE_2018 if p.free]
    assert 0 < len(free) <= 14
    assert all(p.identified_by and p.unit for p in free)


@pytest.mark.slow
def test_table_from_a_cluster_has_the_same_bytes():
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=":0"
    ) as cluster:
        far = small_table(cluster=cluster.scheduler_address)
    np.testing.assert_array_equal(far.areas, small_table().areas)
