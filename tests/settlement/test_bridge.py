"""The bridge: small cases worked by hand, and the example as a whole."""

import functools
from dataclasses import replace

import numpy as np
import pytest
from settlement_conflicts import words

from sulh.case import load_case
from sulh.case.model import Aim, Decision, DecisionMaker, Option, Outcome, Quantity, Statement
from sulh.frame import load_pattern, load_patterns
from sulh.frame.pattern import PlaySpec
from sulh.graph.from_case import conflict_from_decision
from sulh.settlement.bridge import _unseen, bridge_decision
from sulh.settlement.bridge_draw import clustered, draw_orders
from sulh.settlement.bridge_judge import Bridge, acceptance, disagreements, verdicts
from sulh.settlement.bridge_play import (
    CIVILIAN,
    Playing,
    arm_of,
    full_amounts,
    play_arms,
    play_of_states,
)
from sulh.settlement.preferences import preferences_of
from sulh.settlement.result_bridge import BridgeResult, NotBridged
from sulh.simulation import STRUCTURES, World, reference
from sulh.simulation.outcomes import outcome_names

EXAMPLE = "src/sulh/examples/daraa/case.yaml"


def example():
    """The Daraa case, with campaigns of 20 weeks."""
    case = load_case(EXAMPLE)
    short = tuple(replace(c, horizon_weeks=20) for c in case.campaigns)
    return replace(case, campaigns=short)


def point(name, who, outcome="", condition="", wants="more", weight=1.0, full=1.0):
    return Aim(
        id=name, decision_maker=who, outcome=outcome, condition=condition, wants=wants, full=full,
        weight=Quantity(low=weight, high=weight, mode=weight),
    )  # fmt: skip


def world(people=10_000):
    return World.make(
        areas=["a"], parties=["strong", "weak"], strong=["strong"], mobile={"strong": 800},
        force=[[0, 200]], population=[people], horizon_weeks=10,
    )  # fmt: skip


def playing(means, outcomes, names=("fight", "calm", "deal")):
    plays = tuple(PlaySpec(id=n, title=words(n), when="f") for n in names)
    return Playing(plays, world(), tuple(outcomes), np.array(means, float), ())


# Two parties and three states: fighting (f), calm (none), and a deal (d, which cannot be undone).
# The strong side owns f, the weak side d; both together is ruled out.
FIGHT, CALM, DEAL = 0b01, 0b00, 0b10
PLACES = np.array([1, 0, 2, -1])
AREA, DEATHS = "strong_side_areas_share", "civilian_deaths_people"


def decision(statements=()):
    return Decision(
        id="d:small",
        title=words("small"),
        decision_makers=tuple(DecisionMaker(id=w, title=words(w)) for w in ("strong", "weak")),
        options=(
            Option(id="f", owner="strong", title=words("fight")),
            Option(id="d", owner="weak", title=words("deal"), moves="on"),
        ),
        infeasible=("f and d",),
        statements=tuple(statements),
        outcomes=(
            Outcome(id="fight", title=words("fight"), on=("f",), kind="status_quo"),
            Outcome(id="calm", title=words("calm"), on=(), kind="settlement"),
            Outcome(id="deal", title=words("deal"), on=("d",), kind="settlement"),
        ),
    )


def bridge(aims, means, outcomes=(AREA, DEATHS), *, alpha=(0.0, 1.0), n=4, statements=()):
    about = decision(statements)
    conflict = conflict_from_decision(about)
    made = playing(means, outcomes)
    drawn = draw_orders(
        conflict, preferences_of(about), aims, options=["f", "d"], play_of=PLACES, playing=made,
        alpha=Aim(id="alpha", decision_maker="", condition="-", wants="more",
                  weight=Quantity(low=alpha[0], high=alpha[1])),
        n=n, seed=0,
    )  # fmt: skip
    return Bridge(
        decision=about, whole=conflict, conflict=conflict, aims=aims, playing=made, play_of=PLACES,
        drawn=drawn, outcomes=((0, FIGHT), (1, CALM), (2, DEAL)),
        structures=tuple(map(str, range(made.means.shape[0]))), n=100, seed=0,
    )  # fmt: skip


def shares(found):
    return {v.outcome: v.by_aims.share.p for v in verdicts(found)}


# one form of the model, two draws of the parameters; each arm: area, deaths (of 10,000 people)
ONE = [[[[0.5, 100], [0.0, 10], [1.0, 0]], [[0.9, 100], [0.0, 10], [1.0, 0]]]]


def test_three_states_by_hand():
    """Strong: area 1 a share. Weak: keeps the area, and counts deaths 1 per 10 a thousand.

    First draw (area .5): strong gets .5 fighting, 0 in calm, 1 from a deal. Weak gets -1.5
    fighting, -.1 in calm, -1 from a deal. Second: the same with .9 and -1.9.
    From calm, strong goes to fighting (it gains); weak will not go from calm to the deal. So the
    fight is left by nobody: strong has only calm to go to, weak cannot move (f and d is out).
    Calm is left by strong. The deal is kept: nobody can move from it.
    """
    aims = (
        (point("area", "strong", AREA),),
        (point("keep", "weak", AREA, wants="less"),
         point("lives", "weak", DEATHS, wants="less", full=10.0)),
    )  # fmt: skip
    found = bridge(aims, ONE, alpha=(1.0, 1.0))
    assert shares(found) == {"fight": 1.0, "calm": 0.0, "deal": 1.0}
    values = found.drawn.values()[:, :, :3]
    assert values[0] == pytest.approx(np.array([[0.0, 0.5, 1.0], [-0.1, -1.5, -1.0]]))
    assert values[-1] == pytest.approx(np.array([[0.0, 0.9, 1.0], [-0.1, -1.9, -1.0]]))


def test_alpha_weighs_what_others_bear_and_nothing_else():
    aims = ((point("area", "strong", AREA), point("lives", "strong", DEATHS, wants="less",
                                                  weight=0.7, full=10.0)), ())  # fmt: skip
    statements = [Statement(id="s", decision_maker="weak", condition="not f")]
    found = bridge(aims, ONE, statements=statements)
    # fighting is worth .5 - .7 alpha or .9 - .7 alpha, calm -.07 alpha, a deal 1
    low = found.drawn.values(0.0)[:, 0]
    assert low[0, FIGHT] == 0.5
    high = found.drawn.values(1.0)[:, 0]
    assert high[0, [FIGHT, CALM, DEAL]] == pytest.approx([-0.2, -0.07, 1.0])
    calm = {a.decision_maker: a for a in acceptance(found, (0.0, 0.5, 0.8, 1.0))
            if a.outcome == "calm"}  # fmt: skip
    # calm beats fighting where .63 alpha > .5 (first draw), > .9 (never in the second)
    assert [s.p for s in calm["strong"].shares] == [0.0, 0.0, 0.5, 0.5]
    assert calm["strong"].from_alpha == 0.8
    assert "weak" not in calm  # who has no aims has no alpha
    assert [s.p for s in calm[""].shares] == [0.0, 0.0, 0.5, 0.5]


def test_the_error_is_over_draws_of_the_parameters_not_of_the_weights():
    aims = ((point("area", "strong", AREA), point("lives", "strong", DEATHS, wants="less",
                                                  weight=0.7, full=10.0)),
            (point("keep", "weak", AREA, wants="less"),))  # fmt: skip
    found = bridge(aims, ONE, alpha=(1.0, 1.0), n=1000)
    fight = next(v for v in verdicts(found) if v.outcome == "fight").by_aims
    # first draw: fighting -.2 is left for calm -.07; second: .2 is kept
    assert (fight.share.p, fight.share.se, fight.share.n) == (0.5, 0.5, 1000)
    assert (fight.verdict, fight.verdict_exact) == ("possibly", True)


def test_decisions_with_many_states_get_fewer_draws(monkeypatch):
    aims = ((point("area", "strong", AREA),), (point("keep", "weak", AREA, wants="less"),))
    assert len(bridge(aims, ONE, n=1000).drawn.draw) == 1000
    monkeypatch.setattr("sulh.settlement.bridge_draw.MAX_CELLS", 2 * 4 * 2 * 50)
    assert len(bridge(aims, ONE, n=1000).drawn.draw) == 100
    monkeypatch.setattr("sulh.settlement.bridge_draw.MAX_CELLS", 1)
    assert len(bridge(aims, ONE, n=1000).drawn.draw) == 2


def test_forms_of_the_model_are_told_apart():
    other = [[[0.0, 100], [0.0, 10], [1.0, 0]]] * 2
    aims = ((point("area", "strong", AREA, weight=1.0),
             point("war", "strong", condition="f", wants="less", weight=0.1)),
            (point("keep", "weak", AREA, wants="less"),))  # fmt: skip
    found = bridge(aims, [ONE[0], other])
    fight = next(v for v in verdicts(found) if v.outcome == "fight")
    assert [share.p for _, share in fight.by_structure] == [1.0, 0.0]
    assert fight.by_aims.share.p == 0.5


def test_routes_that_differ_are_said_to_differ_and_where():
    aims = ((point("area", "strong", AREA),), (point("keep", "weak", AREA, wants="less"),))
    statements = [
        Statement(id="s", decision_maker="strong", condition="not f"),
        Statement(id="w", decision_maker="weak", condition="not d"),
    ]
    found = bridge(aims, ONE, statements=statements)
    told = {v.outcome: v for v in verdicts(found)}
    assert told["calm"].by_aims.share.p == 0.0
    assert told["calm"].by_statements.share.p == 1.0
    assert not told["calm"].agree
    assert (told["deal"].agree, told["deal"].difference) == (True, 0.0)
    said = [(d.decision_maker, d.state, d.other, d.by_aims.p, d.by_statements.p)
            for d in disagreements(found)]  # fmt: skip
    assert ("strong", FIGHT, CALM, 1.0, 0.0) in said
    # by statements strong does not care between calm and a deal: that is no disagreement
    assert not any({d[1], d[2]} == {CALM, DEAL} for d in said)


def test_amounts_are_shares_of_those_concerned():
    made = playing([[[[50.0, 100.0, 0.25]] * 3]], [DEATHS, "military_deaths_people", AREA])
    assert full_amounts(made, DEATHS)[0, 0, 0] == 5.0  # 50 of 10,000, per thousand
    assert full_amounts(made, "military_deaths_people")[0, 0, 0] == 100.0  # 100 of 1,000
    assert full_amounts(made, AREA)[0, 0, 0] == 0.25


def test_standard_errors_need_two_draws():
    share = clustered(np.array([True, False]), np.array([0, 0]))
    assert share.p == 0.5
    assert np.isnan(share.se)


@pytest.mark.parametrize("pattern", load_patterns(), ids=lambda p: p.id)
def test_plays_and_aims_of_every_pattern_fit_the_simulation(pattern):
    campaign = example().campaigns[-1]
    outcomes = outcome_names(104)
    for play in pattern.played_by:
        arm = arm_of(play, campaign)
        assert set(arm.parameters) <= set(_parameter_names(campaign))
        assert not play.realised_as or play.realised_as in outcomes
    for aim in pattern.aims:
        assert aim.condition or aim.outcome in outcomes
        assert aim.weight.note == "assumed"
        if aim.outcome in CIVILIAN:
            assert aim.wants == "less", "nobody is taken to want harm to civilians"


def _parameter_names(campaign):
    from sulh.simulation.from_case import parameters_from_campaign

    return parameters_from_campaign(campaign).names


def test_plays_of_a_pattern_exclude_one_another_and_the_others_are_left_out():
    case = example()
    about = next(d for d in case.decisions if d.id.endswith("balad.2021"))
    conflict = conflict_from_decision(about)
    place = play_of_states(about, load_pattern(about.pattern), conflict)
    names = [option.id for option in about.options]
    on = lambda *options: sum(1 << names.index(o) for o in options)  # noqa: E731
    pattern = load_pattern(about.pattern)
    played = {state: pattern.played_by[p].id for state, p in enumerate(place) if p >= 0}
    assert played[on("assault")] == played[on("assault", "punish")] == "assault"
    assert played[on("hand_over", "leave", "breach")] == "broken_departure"
    assert on("assault", "hand_over") not in played
    assert _unseen(about, place) == ("punish",)


def test_a_pattern_option_nobody_has_is_off():
    case = example()
    about = next(d for d in case.decisions if d.id == "d:siege-and-evacuation.south.2018")
    assert "leave" not in [o.id for o in about.options]
    place = play_of_states(about, load_pattern(about.pattern), conflict_from_decision(about))
    ids = {load_pattern(about.pattern).played_by[p].id for p in place if p >= 0}
    assert ids == {"assault", "calm", "kept_stay", "broken_stay"}


def test_arms_play_the_states_they_stand_for():
    case = example()
    campaign = case.campaigns[-1]
    plays = load_pattern("siege-and-evacuation").played_by
    made = play_arms(case, campaign, plays, runs=40, seed=0, structures=STRUCTURES[:1])
    for i, play in enumerate(plays):
        if play.realised_as:
            share = made.means[0, :, i, made.outcomes.index(play.realised_as)].mean()
            assert share > 0.95, play.id
    settled = made.means[0, :, :, made.outcomes.index("settled_areas_share")].mean(axis=0)
    harm = made.means[0, :, :, made.outcomes.index("harmed_after_deal_people")].mean(axis=0)
    name = {play.id: i for i, play in enumerate(plays)}
    assert settled[name["assault"]] == settled[name["calm"]] == 0.0
    assert settled[name["broken_departure"]] < 0.2
    assert harm[name["broken_departure"]] > 2 * harm[name["kept_departure"]]


@pytest.fixture(scope="module")
def answer():
    case = example()
    about = next(d for d in case.decisions if d.id.endswith("balad.2021"))
    told = []
    found = bridge_decision(
        case,
        about,
        n=400,
        runs=40,
        seed=3,
        structures=STRUCTURES[:2],
        alphas=(0.0, 1.0),
        progress=told.append,
    )
    return case, about, found, told


def test_the_example_as_a_whole(answer):
    _, about, found, told = answer
    assert isinstance(found, BridgeResult)
    assert (found.decision, found.campaign) == (about.id, "g:daraa_balad.2021")
    assert dict(found.routes) == dict.fromkeys((w.id for w in about.decision_makers), "aims")
    assert [v.outcome for v in found.verdicts] == [o.id for o in about.outcomes]
    assert len(found.left_out) + sum(len(p.states) for p in found.played) == 24
    assert all(0 <= s.p <= 1 for a in found.acceptance for s in a.shares)
    assert {aim.basis for aim in found.aims} == {"text", "pattern"}
    assert all(aim.claims for aim in found.aims if aim.basis == "text")
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_the_same_seed_gives_the_same_answer(answer):
    case, about, found, _ = answer
    again = bridge_decision(
        case, about, n=400, runs=40, seed=3, structures=STRUCTURES[:2], alphas=(0.0, 1.0)
    )
    assert again == found
    other = bridge_decision(
        case, about, n=400, runs=40, seed=4, structures=STRUCTURES[:2], alphas=(0.0, 1.0)
    )
    assert other.verdicts != found.verdicts


def test_an_interrupted_bridge_goes_on_where_it_was(tmp_path, monkeypatch):
    case = example()
    plays = load_pattern("siege-and-evacuation").played_by[:2]
    ask = {"runs": 16, "seed": 5, "structures": STRUCTURES[:2]}
    whole = play_arms(case, case.campaigns[-1], plays, **ask)
    kept = play_arms(case, case.campaigns[-1], plays, checkpoint=tmp_path / "kept", **ask)
    assert (kept.means == whole.means).all()

    @functools.wraps(reference.run_block)
    def again(*_args, **_more):
        raise AssertionError("run again")

    monkeypatch.setattr("sulh.simulation.reference.run_block", again)
    resumed = play_arms(case, case.campaigns[-1], plays, checkpoint=tmp_path / "kept", **ask)
    assert (resumed.means == whole.means).all()


def _makers(decision, **fields):
    return tuple(replace(who, **fields) for who in decision.decision_makers)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (lambda _: {"pattern": "guaranteed-ceasefire"}, "no_plays"),
        (lambda _: {"pattern": "of-my-own"}, "no_plays"),
        (lambda _: {"when": None}, "no_campaign"),
        (lambda d: {"decision_makers": _makers(d, role=""), "roles": ()}, "no_aims"),
        (lambda d: {"outcomes": d.outcomes[1:]}, "no_status_quo"),
        (lambda d: {"infeasible": ("not assault",), "outcomes": d.outcomes[:1]}, "no_moves"),
    ],
)
def test_what_cannot_be_bridged_says_why(fields, reason):
    case = example()
    about = case.decisions[-1]
    changed = replace(about, **fields(about))
    assert bridge_decision(case, changed) == NotBridged(decision=about.id, reason=reason)


def test_settle_bridges_where_it_is_asked_to():
    from sulh.settlement import settle

    case = example()
    about = case.decisions[-1].id
    told = []
    found = settle(
        case, decisions=[about], campaigns=[], n=200, runs=10, bridge=True,
        progress=lambda stage, done: told.append((stage, done)),
    )  # fmt: skip
    assert [b.decision for b in found.bridges] == [about]
    assert found.unbridged == ()
    weights = [a for a in found.assumptions if "/aims/" in a.about]
    assert len(weights) == len(found.bridges[0].aims)
    assert {a.basis for a in weights} == {"pattern"}  # no text gives a weight
    assert all(a.low <= a.high for a in weights)
    assert ("bridge", 1.0) in told
    plain = settle(case, decisions=[about], campaigns=[], n=200, runs=0)
    assert plain.bridges == plain.unbridged == ()


def test_verdicts_of_single_draws_are_those_of_the_graph_engine():
    """The batch of drawn preferences against one analysis at a time, on the example's states."""
    from sulh.graph import analyze
    from sulh.settlement.bridge import _bridge, _plan

    case = example()
    about = case.decisions[-1]
    pattern = load_pattern(about.pattern)
    plan = _plan(about, case.campaigns[-1], pattern)
    made = play_arms(
        case, case.campaigns[-1], plan.plays, runs=16, seed=0, structures=STRUCTURES[:1]
    )
    found = _bridge(about, plan, made, forms=("main",), n=12, seed=0)
    values, flags = found.drawn.values(), found.flags["holds"]
    held = 0
    for i in range(12):
        one = analyze(found.conflict.with_payoffs(values[i]), ["seq", "sseq"])
        both = set(one.equilibria("seq")) & set(one.equilibria("sseq"))
        assert [state in both for state in found.states] == flags[i].tolist()
        held += flags[i].sum()
    assert 0 < held < flags.size
