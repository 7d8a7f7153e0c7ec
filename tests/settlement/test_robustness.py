"""Sensitivity, regret and flips: small cases worked by hand, and the example."""

import subprocess
import sys
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from settlement_conflicts import words

from sulh.case import load_case
from sulh.case.model import Case, Decision, DecisionMaker, Option, Outcome, Statement
from sulh.errors import LimitError, ModelError, SulhError
from sulh.settlement.flips import flips_of_campaign, flips_of_decision
from sulh.settlement.regret import CRITERIA, _table, regret_of_campaign, regret_of_decision
from sulh.settlement.robustness import robustness_of_decision
from sulh.settlement.sensitivity import sensitivity_of_campaign, sensitivity_of_decision

EXAMPLE = "src/sulh/examples/daraa/case.yaml"


def example():
    """The Daraa case, with campaigns of 20 weeks."""
    case = load_case(EXAMPLE)
    short = tuple(replace(c, horizon_weeks=20) for c in case.campaigns)
    return replace(case, campaigns=short)


def two(a=0.2, b=0.5, c=0.5):
    """Calm (nothing on) holds unless one wants x or the other wants y: (1 - a)(1 - b).

    The third statement is true everywhere and changes nothing.
    """
    return Decision(
        id="d:two",
        title=words("two"),
        decision_makers=(
            DecisionMaker(id="one", title=words("1")),
            DecisionMaker(id="other", title=words("2")),
        ),
        options=(
            Option(id="x", owner="one", title=words("x")),
            Option(id="y", owner="other", title=words("y")),
        ),
        statements=(
            Statement(id="a", decision_maker="one", condition="x", belief=a),
            Statement(id="b", decision_maker="other", condition="y", belief=b),
            Statement(id="c", decision_maker="other", condition="x or not x", belief=c),
        ),
        outcomes=(
            Outcome(id="war", title=words("war"), on=("x", "y"), kind="status_quo"),
            Outcome(id="calm", title=words("calm"), on=(), kind="settlement"),
        ),
    )


def test_sobol_of_a_product_by_hand():
    """f = (1 - a)(1 - b): V = 1/9 - 1/16 = 7/144, V_a = V_b = 1/48; S = 3/7, total = 4/7."""
    found = sensitivity_of_decision(two(), points=128, n=20)
    by_name = {i.factor: i for i in found.indices}
    for name in ("a", "b"):
        assert by_name[name].first == pytest.approx(3 / 7, abs=0.06)
        assert by_name[name].index == pytest.approx(4 / 7, abs=0.06)
        assert by_name[name].low < 4 / 7 < by_name[name].high
    assert by_name["c"].index == 0.0
    assert found.noise == 0.0
    assert found.mean == pytest.approx(0.25, abs=0.01)
    assert (found.number, found.outcome, found.n_points) == ("holds", "calm", 128 * 6)
    assert [i.factor for i in found.indices][-1] == "c"


@pytest.mark.parametrize("seed", [0, 1, 2**40])
def test_the_same_seed_gives_the_same_intervals(seed):
    """SALib resamples by the clock when its seed is 0, and by a global state in PAWN."""
    np.random.seed(3)  # noqa: NPY002 the legacy state that SALib would draw from
    one = sensitivity_of_decision(two(), points=8, n=20, seed=seed)
    before = np.random.get_state()[1].tolist()  # noqa: NPY002
    assert sensitivity_of_decision(two(), points=8, n=20, seed=seed) == one
    sensitivity_of_decision(two(), method="pawn", points=4, n=20, seed=seed)
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002


def test_pawn_finds_the_same_two():
    found = sensitivity_of_decision(two(), method="pawn", points=32, n=50)
    by_name = {i.factor: i for i in found.indices}
    assert found.indices[0].first is None
    assert min(by_name["a"].index, by_name["b"].index) > 2 * found.noise
    assert by_name["c"].index < 2 * found.noise


def test_which_lever_is_pulled_is_a_factor():
    case = example()
    found = sensitivity_of_decision(case.decisions[-1], points=4, n=40)
    lever = next(i for i in found.indices if i.kind == "lever")
    assert lever.index > found.noise


def test_a_number_that_never_moves_has_no_sensitivity():
    still = replace(two(), statements=(two().statements[2],))
    found = sensitivity_of_decision(still, points=4, n=20)
    assert [i.index for i in found.indices] == [0.0]
    with pytest.raises(ModelError, match="nothing is uncertain"):
        sensitivity_of_decision(replace(two(), statements=()))


@pytest.mark.parametrize("points", [0, 3, 48])
def test_points_are_a_power_of_two(points):
    with pytest.raises(LimitError, match="power of two"):
        sensitivity_of_decision(two(), points=points)


@pytest.mark.parametrize("method", ["sobol", "pawn"])
def test_without_salib_the_error_names_the_extra(monkeypatch, method):
    for name in ("SALib.sample.sobol", "SALib.analyze.sobol", "SALib.analyze.pawn"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(SulhError, match="needs SALib") as caught:
        sensitivity_of_decision(two(), method=method, points=4, n=20)
    assert "sulh[stats]" in caught.value.advice


def test_salib_is_loaded_only_when_needed():
    code = "import sulh.settlement, sulh.settlement.robustness, sys; print('SALib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_a_comparison_of_arms_is_moved_by_what_it_must_be():
    """Nothing is moved but one parameter: deaths in an assault, and the arms differ by it."""
    case = example()
    campaign = case.campaigns[-1]
    found = sensitivity_of_campaign(case, campaign, arm="settle_now_guaranteed", runs=200, seed=1)
    assert (found.about, found.arm, found.baseline) == (
        campaign.id, "settle_now_guaranteed", "status_quo",
    )  # fmt: skip
    kinds = {i.kind for i in found.indices}
    assert kinds == {"parameter", "structure"}
    assert "deaths_per_1000_week" in {i.factor for i in found.indices}
    assert all(0 <= i.low <= i.index <= i.high <= 1 for i in found.indices)
    again = sensitivity_of_campaign(case, campaign, arm="settle_now_guaranteed", runs=200, seed=1)
    assert again == found


def test_what_makes_no_comparison_is_refused():
    case = example()
    campaign = case.campaigns[-1]
    with pytest.raises(ModelError, match="no arm is called"):
        sensitivity_of_campaign(case, campaign, arm="surrender")
    with pytest.raises(ModelError, match="compared by pawn"):
        sensitivity_of_campaign(case, campaign, arm="settle_now", method="sobol")
    with pytest.raises(LimitError, match="too few"):
        sensitivity_of_campaign(case, campaign, arm="settle_now", runs=50)


def test_regret_by_hand():
    """Two choices, three scenarios, more is better: best is 5, 4, 6."""
    values = np.array([[5.0, 1.0, 6.0], [3.0, 4.0, 5.0]])
    found = _table(values, [("a",), ("b",)], "more", 4.0, about="x", criterion="y", seed=0)
    assert [row.worst_regret for row in found.rows] == [3.0, 2.0]
    assert [row.mean_regret for row in found.rows] == [1.0, 1.0]
    assert [row.p_satisfies for row in found.rows] == pytest.approx([2 / 3, 2 / 3])
    assert found.least_worst == (("b",),)
    fewer = _table(values, [("a",), ("b",)], "less", None, about="x", criterion="y", seed=0)
    # less is better: best is 3, 1, 5; the second is as good as the first in two of three
    assert [row.worst_regret for row in fewer.rows] == [2.0, 3.0]
    assert [row.p_satisfies for row in fewer.rows] == pytest.approx([1.0, 2 / 3])


def test_the_error_of_a_share_of_scenarios_is_over_draws():
    values = np.array([[0.0] * 4, [1.0, -1.0, 1.0, -1.0]])  # two forms of two draws
    found = _table(
        values, [("a",), ("b",)], "more", None, about="x", criterion="y", seed=0, draws=2
    )
    assert (found.rows[1].p_satisfies, found.rows[1].se) == (0.5, 0.5)
    assert found.rows[0].se == 0.0


def test_scenarios_of_a_decision_by_hand():
    found = regret_of_decision(two(), p=0.4, n=100)
    assert found.scenarios[:3] == ("as believed", "a is true", "a is false")
    [row] = found.rows
    assert row.choice == ()
    assert row.values[:5] == pytest.approx((0.4, 0.0, 0.5, 0.0, 0.8))
    assert row.p_satisfies == pytest.approx(5 / 7)  # c being true or false changes nothing
    assert row.worst_regret == 0.0


def test_levers_are_choices():
    case = example()
    decision = case.decisions[-1]
    found = regret_of_decision(decision, n=60, sets=[(), ("monitored_line", "price_of_breach")])
    assert [row.choice for row in found.rows] == [(), ("monitored_line", "price_of_breach")]
    assert found.rows[1].mean_regret <= found.rows[0].mean_regret
    with pytest.raises(ModelError, match="no lever is called"):
        regret_of_decision(decision, sets=[("bombs",)])


def test_levers_that_do_not_protect_are_refused():
    from sulh.case.model import Patch, PatchOp
    from sulh.settlement import Lever

    case = example()
    decision = case.decisions[-1]
    title, path = words("force it on"), f"decisions/{decision.id}/options/assault/moves"
    patch = Patch(id="siege", title=title, ops=(PatchOp(op="set", path=path, value="on"),))
    harmful = [Lever(id="siege", kind="bar", title=title, cost=1.0, patch=patch)]
    for ask in (sensitivity_of_decision, regret_of_decision, flips_of_decision):
        with pytest.raises(ModelError, match="lever siege"):
            ask(decision, n=20, levers=harmful)


def test_arms_over_scenarios():
    case = example()
    campaign = case.campaigns[-1]
    arms = ["status_quo", "voluntary_evacuation"]
    found = regret_of_campaign(case, campaign, arms=arms, runs=40, seed=2)
    assert [row.choice for row in found.rows] == [(a,) for a in arms]
    assert found.rows[0].p_satisfies == 1.0  # it is the threshold
    assert found.n_scenarios == 10
    assert all(0 <= row.mean_regret <= row.worst_regret for row in found.rows)
    assert found == regret_of_campaign(case, campaign, arms=arms, runs=40, seed=2)


def test_no_criterion_rewards_taking_an_area():
    assert not any("areas" in name or "military" in name for name in CRITERIA)
    case = example()
    with pytest.raises(ModelError, match="no criterion"):
        regret_of_campaign(case, case.campaigns[-1], criterion="strong_side_areas_share")
    with pytest.raises(ModelError, match="no arm is called"):
        regret_of_campaign(case, case.campaigns[-1], arms=["surrender"])


def test_flips_by_hand():
    """(1 - .2)(1 - .5) = .4 is below .5. b at .375 or a at 0 turn it; nothing else does."""
    found = flips_of_decision(two(), n=100)
    assert (found.value, found.se, found.near) == (pytest.approx(0.4), 0.0, False)
    told = [(f.kind, f.what, f.before, f.after, f.size, f.value) for f in found.flips]
    assert told == [
        ("belief", "b", 0.5, pytest.approx(0.375), pytest.approx(0.125), pytest.approx(0.5)),
        ("belief", "a", 0.2, pytest.approx(0.0), pytest.approx(0.2), pytest.approx(0.5)),
    ]
    assert found.n_tried == 9  # three beliefs, six places
    above = flips_of_decision(two(), p=0.3, n=100)
    assert [(f.what, f.after) for f in above.flips] == [
        ("b", pytest.approx(0.625)),
        ("a", pytest.approx(0.4)),
    ]


def test_a_threshold_is_between_none_and_all():
    with pytest.raises(LimitError, match="between 0 and 1"):
        flips_of_decision(two(), p=1.0)


def test_levers_and_places_flip_the_example():
    case = example()
    found = flips_of_decision(case.decisions[-1], n=300)
    kinds = {(f.kind, f.what) for f in found.flips}
    assert ("lever", "monitored_line") in kinds
    assert any(f.kind == "belief" and f.what == "besieger_breach" for f in found.flips)
    assert [f.size for f in found.flips] == sorted(f.size for f in found.flips)
    assert all((f.value >= 0.5) != (found.value >= 0.5) for f in found.flips if f.kind != "belief")


def test_parameters_that_turn_a_difference(monkeypatch):
    """A difference of trust - .3 (trust: .1 to .8, peak .4): only its least value turns it."""
    case = example()
    asked = []

    def made(_world, arms, *_args, **_more):
        held = arms[0].parameters.get("trust", 0.4)
        asked.append([dict(arm.parameters) for arm in arms])
        mean = held - 0.3 if "hope" not in arms[0].parameters else -0.015  # within its error
        found = SimpleNamespace(outcome="killed", mean=mean, se=0.01)
        return SimpleNamespace(paired=lambda _arm, _base: [found], outcomes=("killed",))

    monkeypatch.setattr("sulh.settlement.flips.run_arms", made)
    ask = {"arm": "settle_now", "parameters": ["trust", "hope"], "outcome": "killed"}
    found = flips_of_campaign(case, case.campaigns[-1], **ask)
    [flip] = found.flips
    assert (flip.kind, flip.what, flip.before, flip.after) == ("parameter", "trust", 0.4, 0.1)
    assert (flip.value, flip.se) == (pytest.approx(-0.2), 0.01)
    assert flip.size == pytest.approx(0.3 / 0.7)
    assert (found.value, found.near, found.n_tried) == (pytest.approx(0.1), False, 4)
    assert all(arm == other for arm, other in asked)  # both arms are held at the same value
    with pytest.raises(ModelError, match="no outcome is called"):
        flips_of_campaign(case, case.campaigns[-1], **{**ask, "outcome": "x"})


def test_parameters_are_held_in_the_simulation_itself():
    case = example()
    found = flips_of_campaign(
        case, case.campaigns[-1], arm="settle_now_guaranteed", parameters=["trust"], runs=16
    )
    assert (found.n_tried, found.threshold, found.number) == (2, 0.0, "civilian_deaths_people")


def test_all_of_it_for_a_decision():
    told = []
    case = Case(id="two", title=words("two"), decisions=(two(),))
    found = robustness_of_decision(case, two(), n=40, progress=told.append)
    assert [len(x) for x in (found.sensitivity, found.regret, found.flips)] == [1, 1, 1]
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)


@pytest.mark.slow
def test_settle_takes_the_analysts_own_patterns():
    """A pattern under another name: bridged only where it is given."""
    from sulh.frame import load_pattern
    from sulh.settlement import settle

    case = example()
    mine = replace(load_pattern("siege-and-evacuation"), id="mine")
    about = replace(case.decisions[-1], pattern="mine")
    case = replace(case, decisions=(about,))
    ask = {"campaigns": [], "n": 40, "runs": 8, "bridge": True}
    assert settle(case, **ask).unbridged[0].reason == "no_plays"
    assert settle(case, patterns=[mine], **ask).bridges[0].decision == about.id


def test_settle_tests_its_answers_where_it_is_asked_to():
    from sulh.settlement import settle

    case, told = Case(id="two", title=words("two"), decisions=(two(),)), []
    found = settle(
        case, n=400, runs=0, robust=True, progress=lambda stage, done: told.append((stage, done))
    )
    assert [r.about for r in found.robustness] == ["d:two"]
    assert told[-1] == ("robustness", 1.0)
    assert settle(case, n=400, runs=0).robustness == ()
