"""The whole answer: framed case in, verdicts, arms and ledger out."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from settlement_conflicts import core

from sulh.case import load_case
from sulh.case.model import Case, Text
from sulh.errors import LimitError, ModelError
from sulh.frame import frame_case
from sulh.graph.from_case import conflict_from_decision
from sulh.pipeline import to_json
from sulh.settlement import decisions, settle
from sulh.settlement.decisions import settle_decision
from sulh.settlement.preferences import preferences_of
from sulh.settlement.space import OrderSpace

sys.path.insert(0, str(Path(__file__).parents[1] / "frame"))
from frame_cases import afterlife, siege

ORDER = ["nash", "gmr", "smr", "seq", "sseq"]


def framed(case=None):
    """A framed case whose campaigns last a few weeks only."""
    case = frame_case(case or siege())
    return replace(case, campaigns=tuple(replace(g, horizon_weeks=4) for g in case.campaigns))


@pytest.fixture(scope="module")
def answer():
    return settle(framed(), n=500, runs=20, seed=3)


def test_every_outcome_of_every_decision_is_answered(answer):
    (decision,) = answer.decisions
    assert {o.outcome for o in decision.outcomes} >= {"assault_continues", "kept_settlement"}
    for outcome in decision.outcomes:
        assert [c.concept for c in outcome.concepts] == ORDER
        assert len(outcome.explanations) == len(decision.decision_makers)
        assert {s.measure for c in outcome.concepts for s in c.shares} == {
            "StatementOrder",
            "StateOrder",
        }


def test_implications_between_concepts_hold_for_shares(answer):
    for outcome in answer.decisions[0].outcomes:
        p = {c.concept: c.shares[0].p for c in outcome.concepts}
        slack = 1e-9 + 4 * max(c.shares[0].se for c in outcome.concepts)
        for strong, weak in [
            ("nash", "smr"), ("smr", "gmr"), ("nash", "sseq"), ("sseq", "seq"), ("seq", "gmr"),
            ("sseq", "smr"),
        ]:  # fmt: skip
            assert p[strong] <= p[weak] + slack


def test_holding_and_resting_on_a_threat_exclude_one_another(answer):
    for outcome in answer.decisions[0].outcomes:
        assert outcome.holds.share.p + outcome.holds.rests_on_threat.p <= 1 + 1e-9


def test_the_status_quo_is_where_one_is(answer):
    outcome = next(o for o in answer.decisions[0].outcomes if o.kind == "status_quo")
    assert outcome.attainable.by == "already_there"
    assert outcome.attainable.share.p == 1.0
    assert outcome.state == answer.decisions[0].status_quo


def test_arms_are_compared_with_the_status_quo_in_three_bands(answer):
    (campaign,) = answer.campaigns
    assert campaign.baseline == "status_quo"
    assert {"assault_stops", "voluntary_evacuation"} <= {arm.arm for arm in campaign.arms}
    assert {d.arm for d in campaign.differences} == {a.arm for a in campaign.arms[1:]}
    for difference in campaign.differences:
        assert {band.source for band in difference.bands} == {"chance", "parameters", "structure"}
        assert difference.n_runs == 20


def test_the_ledger_lists_every_wish_that_no_text_supports(answer):
    case = framed()
    listed = {a.about for a in answer.assumptions}
    assert "text" not in {a.basis for a in answer.assumptions}
    for statement in case.decisions[0].statements:
        about = f"{case.decisions[0].id}/statements/{statement.id}"
        assert (about in listed) == (statement.basis != "text")
    assert any(a.used_in == case.campaigns[0].id and a.unit == "people" for a in answer.assumptions)


def test_same_seed_same_bytes():
    case = framed()
    first = to_json(settle(case, n=200, runs=5, seed=1))
    assert first == to_json(settle(case, n=200, runs=5, seed=1))
    assert first != to_json(settle(case, n=200, runs=5, seed=2))


def test_some_of_it():
    case = framed(afterlife())
    only = settle(case, decisions=[case.decisions[-1].id], runs=0, n=100)
    assert [d.decision for d in only.decisions] == [case.decisions[-1].id]
    assert only.campaigns == ()
    assert all(a.used_in == case.decisions[-1].id for a in only.assumptions)


def test_progress_ends_at_one():
    told = []
    settle(framed(), n=100, runs=3, progress=lambda stage, done: told.append((stage, done)))
    assert ("decisions", 1.0) in told
    assert told[-1] == ("campaigns", 1.0)


def test_a_case_without_decisions_has_an_empty_answer():
    result = settle(Case(id="empty", title=Text(en="Empty")))
    assert (result.decisions, result.campaigns, result.assumptions) == ((), (), ())


def test_a_superseded_decision_is_left_out():
    decision = replace(core(), superseded_by="d:other")
    case = Case(id="case", title=Text(en="Case"), decisions=(decision,))
    assert settle(case).decisions == ()


def large(n_options):
    """A decision of two decision makers, each of whom wants its own options off."""
    decision = core()
    title = Text(en="x")
    names = [f"o{i}" for i in range(n_options)]
    makers = decision.decision_makers[:2]
    return replace(
        decision,
        decision_makers=makers,
        options=tuple(
            replace(decision.options[0], id=name, owner=makers[i % 2].id, title=title)
            for i, name in enumerate(names)
        ),
        infeasible=(),
        statements=tuple(
            replace(decision.statements[0], id=f"s{i}", decision_maker=makers[i % 2].id,
                    condition=f"not {name}", over=(), belief=0.9)
            for i, name in enumerate(names)
        ),
        outcomes=(replace(decision.outcomes[0], on=(names[0],)),),
    )  # fmt: skip


def test_a_large_decision_is_settled_with_fewer_draws_and_says_so(monkeypatch):
    monkeypatch.setattr(decisions, "MOVE_DRAWS", 1 << 20)
    (outcome,) = settle_decision(large(8), n=20_000).outcomes
    seq = next(c for c in outcome.concepts if c.concept == "seq").shares[0]
    assert not seq.exact
    assert seq.n == (1 << 20) // (256 * 32)
    assert seq.se > 0


@pytest.mark.parametrize(("n_options", "can"), [(8, True), (12, False)])
def test_the_second_measure_is_left_out_where_states_are_too_many(n_options, can):
    decision = large(n_options)
    conflict = conflict_from_decision(decision)
    space = OrderSpace(conflict, preferences_of(decision), "StateOrder")
    assert space.affordable() == can


def test_what_is_too_large_is_refused_with_the_limit():
    case = Case(id="case", title=Text(en="Case"), decisions=(large(15),))
    with pytest.raises(LimitError, match="16,384"):
        settle(case)


@pytest.mark.parametrize(
    ("change", "more", "error", "said"),
    [
        ({}, {"decisions": ["d:cor"]}, ModelError, "did you mean d:core"),
        ({}, {"campaigns": ["g:none"]}, ModelError, "no campaign g:none"),
        ({}, {"n": 0}, LimitError, "at least 1"),
        ({}, {"concepts": ["sim"]}, ModelError, "sim"),
        ({"outcomes": core().outcomes[1:]}, {}, ModelError, "status quo"),
        ({"outcomes": (replace(core().outcomes[0], on=("B",)),)}, {}, ModelError, "nfeasible"),
        ({"outcomes": (replace(core().outcomes[0], on=("Z",)),)}, {}, ModelError, "Z"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(change, more, error, said):
    case = Case(id="case", title=Text(en="Case"), decisions=(replace(core(), **change),))
    with pytest.raises(error, match=said):
        settle(case, **more)


def test_a_chosen_decision_brings_the_campaign_of_its_situation_only():
    case = load_case("src/sulh/examples/daraa/case.yaml")
    about = case.decisions[-1].id
    found = settle(case, decisions=[about], n=50, runs=4)
    assert [c.campaign for c in found.campaigns] == ["g:daraa_balad.2021"]
    assert settle(case, decisions=[about], campaigns=[], n=50, runs=4).campaigns == ()
