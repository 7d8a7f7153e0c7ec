"""The worked core of siege-and-evacuation (SETTLEMENT.md): what holds, what can be reached."""

import pytest
from settlement_conflicts import CORE_OPTIONS, A, B, E, H, P, core, statement

from sulh.graph import analyze, coalition_improvements
from sulh.graph.from_case import conflict_from_decision
from sulh.settlement import StatementOrder, stability_share
from sulh.settlement.attain import Roads
from sulh.settlement.decisions import settle_decision

TRAP = {A, A | E}
ACCEPTED = {
    ("credible", "nash"): TRAP | {B | H | P, B | H | E | P},
    ("empty", "nash"): TRAP | {B | H, B | H | E},
    ("credible", "seq"): TRAP | {H, H | E, B | H | P, B | H | E | P},
    ("empty", "seq"): TRAP | {B | H, B | H | E},
}


@pytest.mark.parametrize("threat", ["credible", "empty"])
def test_equilibria_of_the_core(threat):
    result = analyze(conflict_from_decision(core(threat)), ("nash", "gmr", "smr", "seq", "sseq"))
    assert set(result.equilibria("nash")) == ACCEPTED[threat, "nash"]
    assert set(result.equilibria("seq")) == ACCEPTED[threat, "seq"]
    assert result.equilibria("sseq") == result.equilibria("seq")
    assert H | E in result.equilibria("gmr")
    assert H | E in result.equilibria("smr")


@pytest.mark.parametrize("threat", ["credible", "empty"])
def test_the_kept_settlement_is_better_for_everybody_and_nobody_gets_there_alone(threat):
    conflict = conflict_from_decision(core(threat))
    assert (conflict.payoffs[:, H | E] > conflict.payoffs[:, A]).all()
    road = Roads(conflict, A).road(H | E)
    assert road.by == "joint"
    assert road.coalition == ("besieger", "local", "hold_out")
    together = coalition_improvements(conflict, (0, 1, 2), A)
    assert H | E in {reached.state for reached in together}


@pytest.mark.parametrize(("threat", "holds"), [("credible", "necessarily"), ("empty", "never")])
def test_with_every_order_known_the_threat_alone_decides(threat, holds):
    result = settle_decision(core(threat))
    kept = next(o for o in result.outcomes if o.outcome == "kept")
    assert (kept.holds.verdict, kept.holds.verdict_exact) == (holds, True)
    assert kept.holds.share.exact
    assert kept.holds.rests_on_threat.p == (1.0 if holds == "never" else 0.0)
    assert kept.attainable.share.p == 1.0
    assert kept.attainable.by == "joint"
    trap = next(o for o in result.outcomes if o.outcome == "assault")
    assert trap.holds.verdict == "necessarily"
    assert trap.attainable.by == "already_there"


def test_when_the_threat_is_either_the_settlement_holds_in_half():
    result = settle_decision(core("either"))
    kept = next(o for o in result.outcomes if o.outcome == "kept")
    assert kept.holds.verdict == "possibly"
    assert kept.holds.share.p == 0.5
    assert kept.holds.share.se == 0.0
    assert kept.holds.rests_on_threat.p == 0.5


def test_a_joint_move_needs_everybody_in_it_to_gain():
    from dataclasses import replace

    decision = core("credible")
    unwilling = tuple(
        replace(s, condition="A")
        if s.condition == "not A" and s.decision_maker == "hold_out"
        else s
        for s in decision.statements
    )
    result = settle_decision(replace(decision, statements=unwilling))
    kept = next(o for o in result.outcomes if o.outcome == "kept")
    assert kept.attainable.by == "none"
    assert kept.attainable.share.p == 0.0


def _besieger_free(*, copy, merge):
    decision = core("credible", free=("besieger",))
    conflict = conflict_from_decision(decision)
    mine = [s for s in decision.statements if s.decision_maker == "besieger"]
    if copy:
        mine.append(statement("besieger", "_copy", "not P"))
    order = StatementOrder(statements=tuple(mine), options=CORE_OPTIONS, merge=merge)
    return stability_share(conflict, [order, None, None, None])


def test_the_besieger_free_holds_in_60_of_120():
    found = _besieger_free(copy=False, merge=True)
    assert found.exact
    assert found.n == 120
    assert found.share("seq", H | E).p == 60 / 120
    assert found.verdict("seq", H | E) == "possibly"


def test_a_copy_of_a_statement_shifts_the_share_unless_merged():
    unmerged = _besieger_free(copy=True, merge=False)
    assert unmerged.n == 720
    assert unmerged.share("seq", H | E).p == 480 / 720
    merged = _besieger_free(copy=True, merge=True)
    assert merged.n == 120
    assert merged.share("seq", H | E).p == 60 / 120


def test_the_explanation_names_the_unsanctioned_breach_only_where_it_is_the_reason():
    for threat, kind in (("empty", "unsanctioned"), ("credible", "sanctioned")):
        result = settle_decision(core(threat))
        kept = next(o for o in result.outcomes if o.outcome == "kept")
        besieger = kept.explanations[0]
        breach = [r for r in besieger.reasons if r.improvement.target == B | H | E]
        assert [reason.kind for reason in breach] == [kind]
        assert all(e.stable for e in kept.explanations[1:])
