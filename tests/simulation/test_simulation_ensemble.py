"""Ensembles: the same chance in every arm, the same bytes every time, three bands."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import LimitError, ModelError
from sulh.simulation import (
    DEFAULTS,
    STRUCTURES,
    Arm,
    Parameter,
    Policy,
    Structure,
    World,
    default_arms,
    run_arms,
)
from sulh.simulation.result import bands_of

ONE = [Structure()]
N = 120


def world(**changes):
    fields = {
        "areas": ["درعا", "بصرى"], "parties": ["الدولة", "أهالي"], "strong": ["الدولة"],
        "mobile": {"الدولة": 2000}, "force": [[0, 400], [0, 300]], "population": [30_000, 20_000],
        "besieged": [True, False], "horizon_weeks": 26,
        "mobile_spread": (0.5, 2.0), "force_spread": ((0.5, 1.5), (1.0, 1.0)),
    }  # fmt: skip
    return World.make(**(fields | changes))


@pytest.fixture(scope="module")
def result():
    return run_arms(world(), default_arms(), N, 3)


def test_default_arms_never_leave_out_the_ones_that_protect():
    ids = [a.id for a in default_arms(Policy(assault="stop"))]
    assert {"assault_stops", "voluntary_evacuation", "status_quo"} <= set(ids)
    arms = {a.id: a.policy for a in default_arms()}
    assert arms["assault_stops"].assault == "stop"
    assert arms["assault_stops"].monitored
    assert arms["voluntary_evacuation"].right_of_return
    assert arms["voluntary_evacuation"].evacuation == "voluntary"


def test_same_seed_same_bytes_whatever_the_block(result):
    again = run_arms(world(), default_arms(), N, 3, block_runs=70)
    assert again.values.tobytes() == result.values.tobytes()
    assert again.structure_means.tobytes() == result.structure_means.tobytes()
    assert again.moments.mean.tobytes() == result.moments.mean.tobytes()
    assert again.moments.products.tobytes() == result.moments.products.tobytes()
    assert again.draw_moments.products.tobytes() == result.draw_moments.products.tobytes()
    np.testing.assert_array_equal(again.series, result.series)
    assert (
        run_arms(world(), default_arms()[:1], N, 4).values.tobytes() != result.values[:1].tobytes()
    )


def test_runs_do_not_depend_on_how_many_there_are(result):
    few = run_arms(world(), default_arms(), 60, 3, structures=ONE)
    np.testing.assert_array_equal(few.values, result.values[:, :60])


def test_same_bytes_in_another_process_with_another_hash_seed(result):
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from test_simulation_ensemble import *\n"
        "r = run_arms(world(), default_arms(), 60, 3, structures=ONE)\n"
        "import hashlib; print(hashlib.sha256(r.values.tobytes()).hexdigest())\n"
    )
    here = str(Path(__file__).parent)
    digests = {
        subprocess.run(
            [sys.executable, "-c", code, here], env=os.environ | {"PYTHONHASHSEED": h},
            check=True, capture_output=True, text=True,
        ).stdout
        for h in ("1", "2")
    }  # fmt: skip
    assert len(digests) == 1


def test_arms_differ_only_through_the_policy():
    """Two arms with one policy are one ensemble; an arm without effect changes nothing."""
    arms = [Arm(id="a"), Arm(id="b"), Arm(id="c", parameters={"leverage": 0.9})]
    r = run_arms(world(), arms, 50, 1, structures=ONE)
    np.testing.assert_array_equal(r.values[0], r.values[1])
    np.testing.assert_array_equal(r.values[0], r.values[2])  # nobody uses leverage in this policy


def test_policies_that_act_late_agree_until_they_act(result):
    deaths = result.series[:, :, result.series_names.index("cum_civilian_deaths_people")]
    i, j = result.arm("settle_now"), result.arm("settle_now_guaranteed")
    assert deaths[i, 0] == deaths[j, 0] == 0


def test_common_random_numbers_make_differences_sharper():
    arms = [Arm(id="a"), Arm(id="b", policy=Policy(right_of_return=True))]
    r = run_arms(world(), arms, 300, 2, structures=ONE)
    a, b = r.of("a", "civilian_deaths_people"), r.of("b", "civilian_deaths_people")
    assert np.corrcoef(a, b)[0, 1] > 0.9
    assert (b - a).std() < 0.5 * a.std()


def test_paired_differences_and_bands(result):
    rows = {d.outcome: d for d in result.paired("assault_stops", "status_quo")}
    d = rows["displaced_people"]
    by_hand = result.of("assault_stops", "displaced_people") - result.of(
        "status_quo", "displaced_people"
    )
    assert d.mean == pytest.approx(by_hand.mean())
    assert d.n_runs == N
    assert [b.source for b in d.bands] == ["chance", "parameters", "structure"]
    for band in d.bands:
        assert band.low <= d.mean <= band.high or band.source == "chance"
    nothing = result.paired("status_quo", "status_quo")
    assert all(d.mean == 0 and b.low == b.high == 0 for d in nothing for b in d.bands)


def test_bands_separate_chance_from_parameters():
    fixed = DEFAULTS.fix(**{p.name: p.mode for p in DEFAULTS})
    sure = world(mobile_spread=(1.0, 1.0), force_spread=((1.0, 1.0), (1.0, 1.0)))
    arms = default_arms()[:1]
    known = run_arms(sure, arms, 300, 1, parameters=fixed, structures=ONE)
    unsure = run_arms(sure, arms, 300, 1, structures=ONE)

    def widths(r):
        bands = r.bands("status_quo", "civilian_deaths_people")
        return {b.source: b.high - b.low for b in bands}

    assert widths(known)["chance"] > 0
    assert widths(known)["parameters"] < 0.5 * widths(known)["chance"]
    assert widths(unsure)["parameters"] > 3 * widths(known)["parameters"]
    assert widths(known)["structure"] == 0


def test_bands_stay_within_what_runs_gave(result):
    for arm in ("status_quo", "voluntary_evacuation"):
        for outcome in result.outcomes:
            x = result.of(arm, outcome)
            for band in result.bands(arm, outcome)[:2]:
                assert x.min() <= band.low <= band.high <= x.max()


@given(
    st.lists(st.sampled_from([-1.0, 0.0, 1.0]), min_size=4, max_size=40),
    st.lists(st.floats(-1, 1), min_size=1, max_size=4),
)
def test_no_band_of_a_share_leaves_the_whole(differences, forms):
    x = np.array(differences)
    for band in bands_of(x, float(x.mean()), 2, np.array(forms), 0.9):
        assert -1 <= band.low <= band.high <= 1


def test_structures_are_compared_on_the_same_runs(result):
    assert result.structures == STRUCTURES
    k = result.outcome("civilian_deaths_people")
    np.testing.assert_allclose(
        result.structure_means[0, :, k], result.values[:, :50, k].mean(axis=1)
    )
    assert len(set(result.structure_means[:, 0, k].round(6))) > 1


def test_outcomes_have_units_and_sense(result):
    for name in result.outcomes:
        assert name.endswith(
            ("_people", "_weeks", "_share", "p_settled", "p_intervention", "weeks_to_deal")
        )
        values = result.values[:, :, result.outcome(name)]
        assert np.isfinite(values).all()
        assert (values >= 0).all()
        if name.endswith("share"):
            assert (values <= 1).all()


def test_tables(result):
    xarray = pytest.importorskip("xarray")
    pytest.importorskip("pandas")
    data = result.to_xarray()
    assert isinstance(data, xarray.Dataset)
    assert data.sizes == {"arm": 6, "run": N, "time": 27, "area": 2, "party": 2}
    assert data["displaced_people"].attrs["units"] == "people"
    table = result.to_pandas()
    assert table.shape == (6 * N, len(result.outcomes))
    assert (
        table.loc[("settle_now", 5), "displaced_people"]
        == result.of("settle_now", "displaced_people")[5]
    )


def test_progress_counts_to_the_end():
    seen = []
    run_arms(
        world(),
        default_arms()[:2],
        60,
        0,
        block_runs=50,
        structures=STRUCTURES[:2],
        progress=lambda *x: seen.append(x),
    )
    assert seen[-1][0] == seen[-1][1] == 2 * (60 + 50)
    assert seen == sorted(seen)


@pytest.mark.parametrize(("changes", "words"), [
    ({"population": [20, -1]}, "population of بصرى is negative: -1"),
    ({"force": [[0, 1], [0, -3]]}, "force of بصرى, أهالي is negative: -3"),
    ({"mobile": {"الدولة": -2}}, "mobile of الدولة is negative"),
    ({"infrastructure": [1.0, float("nan")]}, "infrastructure of بصرى is not a number"),
    ({"population": [float("nan"), 20]}, "not a number"),
    ({"population": ["many", 20]}, "no table of numbers"),
    ({"force": [[0, 1], [0]]}, "no table of numbers"),
    ({"horizon_week": 3}, "did you mean horizon_weeks"),
    ({"force": [[0, float("nan")], [0, 1]]}, "not a number"),
    ({"force": [[0, 0], [0, 1]]}, "no party of the weaker side"),
    ({"force": [[5, 10], [0, 1]]}, "strong side has some"),
    ({"mobile": {"أهالي": 5}}, "another party"),
    ({"parties": [], "strong": [], "mobile": {}, "force": [[], []]}, "without parties"),
    ({"areas": [], "force": np.zeros((0, 2)), "population": [], "besieged": [], "force_spread": ()},
     "without areas"),
    ({"adjacency": np.zeros((2, 2), dtype=bool)}, "without neighbours"),
    ({"adjacency": np.array([[0, 1], [0, 0]], dtype=bool)}, "symmetric"),
    ({"strong": ["الدوله"]}, "is not a party"),
    ({"strong": []}, "nobody is on the strong side"),
    ({"mobile_spread": (2.0, 3.0)}, "no mass"),
    ({"population": [1, 2, 3]}, "shape"),
    ({"guarantor": "روسيا"}, "is not a party"),
    ({"horizon_weeks": 0}, "too short"),
    ({"areas": ["درعا", "درعا"]}, "twice"),
    ({"stock_share": [0.0, 2.0]}, "stock_share of بصرى is no share: 2"),
])  # fmt: skip
def test_a_world_without_sense_is_refused_before_any_run(changes, words):
    with pytest.raises(ModelError, match=words):
        world(**changes)


@pytest.mark.parametrize(("low", "mode", "high"), [(2, 1, 0), (0, 2, 1), (float("nan"), 1, 2), (0, 1, float("inf"))])  # fmt: skip
def test_a_prior_without_mass_is_refused(low, mode, high):
    with pytest.raises(ModelError, match=r"no mass|not finite"):
        Parameter(name="x", low=low, mode=mode, high=high, unit="1", source="assumed")


@pytest.mark.parametrize(("call", "error", "words"), [
    (lambda: run_arms(world(), [], 10, 0), ModelError, "nothing to run"),
    (lambda: run_arms(world(), default_arms(), 0, 0), LimitError, "0 runs"),
    (lambda: run_arms(world(), default_arms(), 10, -1), ModelError, "seed"),
    (lambda: run_arms(world(), [Arm(id="a"), Arm(id="a")], 10, 0), ModelError, "same id"),
    (lambda: run_arms(world(), [Arm(id="a", parameters={"trusst": 1})], 10, 0), ModelError, "trust"),
    (lambda: run_arms(world(), [Arm(id="a", parameters={"trust": float("nan")})], 10, 0), ModelError, "trust"),
    (lambda: Policy().change(guarantors=True), ModelError, "guarantor"),
    (lambda: Policy(offer="soon"), ModelError, "early"),
    (lambda: Structure(lookahead=3), ModelError, "structure"),
    (lambda: DEFAULTS.fix(hops=1), ModelError, "hope"),
])  # fmt: skip
def test_nonsense_is_refused_before_any_run(call, error, words):
    with pytest.raises(error) as caught:
        call()
    assert words in str(caught.value)


def test_at_most_fourteen_parameters_are_free_and_each_is_explained():
    assert sum(p.free for p in DEFAULTS) <= 14
    for p in DEFAULTS:
        assert p.unit, p.name
        assert p.source, p.name
        assert p.identified_by or not p.free, p.name
