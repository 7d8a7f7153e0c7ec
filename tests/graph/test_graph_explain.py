"""Explanations: they agree with the verdicts, every step is a move, sanctions do what they say."""

import random
import sys

import conflicts
import pytest
from conflicts import state
from random_models import random_conflict

from sulh.errors import ModelError
from sulh.graph import analyze, explain, nearest_change

SIX = ("nash", "gmr", "smr", "seq", "sseq", "sim")


def check_reason(model, explanation, reason):
    i, s, concept = explanation.decision_maker, explanation.state, explanation.concept
    if reason.kind == "no_improvement":
        assert not model.better(i, s)
        return
    assert reason.improvement.source == s
    assert reason.improvement.target in model.better(i, s)
    if concept == "sim":
        return
    here, last = reason.improvement.target, None
    for step in reason.sanction:
        assert step.source == here
        assert step.decision_maker not in (i, last)
        assert step.target in model.moves[step.decision_maker][here]
        assert step.improves == (step.target in model.better(step.decision_maker, here))
        here, last = step.target, step.decision_maker
    if reason.sanction:
        assert reason.outcome == here
        assert model.not_better(i, here, s)
        assert reason.credible == all(step.improves for step in reason.sanction)
    if reason.kind == "sanctioned":
        assert reason.sanction
        assert reason.escape is None
        if concept in ("seq", "sseq"):
            assert reason.credible
        if concept in ("smr", "sseq"):
            assert all(model.not_better(i, v, s) for v in model.moves[i][here])
    elif reason.escape:
        assert reason.escape.source == here
        assert not model.not_better(i, reason.escape.target, s)


@pytest.mark.parametrize("searched", [4096, 0], ids=["searched", "asked the kernels"])
def test_explanations_of_random_conflicts(searched, monkeypatch):
    monkeypatch.setattr(sys.modules["sulh.graph.explain"], "SEARCHED", searched)
    rng = random.Random(6)
    for _ in range(50):
        conflict, model = random_conflict(rng, max_options=4)
        concepts = SIX if conflict.arcs is None else SIX[:5]
        stable = analyze(conflict, concepts).stable
        for concept in concepts:
            for i in range(model.n_dm):
                s = rng.choice(sorted(model.states))
                explanation = explain(conflict, s, i, concept)
                assert explanation.stable == stable[concept][i, s]
                improvements = [r.improvement.target for r in explanation.reasons if r.improvement]
                assert improvements == sorted(model.better(i, s))
                for reason in explanation.reasons:
                    check_reason(model, explanation, reason)


def test_the_breach_goes_unpunished_because_the_threat_is_empty():
    kept, breach = state("H", "E"), state("B", "H", "E")
    why = explain(analyze(conflicts.siege(credible=False)), kept, 0, "seq")
    (breaching,) = [r for r in why.reasons if r.improvement.target == breach]
    assert breaching.kind == "unsanctioned"
    assert breaching.credible is False
    assert breaching.sanction[0].decision_maker == 3
    assert not breaching.sanction[0].improves


def test_the_breach_is_deterred_where_the_threat_is_credible():
    why = explain(conflicts.siege(credible=True), state("H", "E"), 0, "seq")
    assert why.stable
    assert all(r.kind == "sanctioned" and r.credible for r in why.reasons)


def test_sim_with_arcs_and_infeasible_states_are_refused():
    with pytest.raises(ModelError, match="arcs"):
        explain(conflicts.elmira(), 0, 0, "sim")
    conflict, _ = conflicts.syria_iraq()
    with pytest.raises(ModelError, match="infeasible"):
        explain(conflict, 3, 0, "nash")


def test_the_nearest_change_turns_the_verdict_and_nothing_smaller_does():
    rng = random.Random(9)
    for _ in range(40):
        conflict, model = random_conflict(rng, max_options=3, max_dms=3)
        s, i = rng.choice(sorted(model.states)), rng.randrange(model.n_dm)
        for concept in SIX[:5]:
            found = nearest_change(conflict, s, i, concept)
            stable = analyze(conflict, [concept]).stable[concept][i, s]
            assert found.stable == stable
            for change in found.changes:
                payoffs = conflict.payoffs * 4.0
                payoffs[i, list(change.no_better)] = payoffs[i, s] - 1
                payoffs[i, list(change.better)] = payoffs[i, s] + 1
                turned = analyze(conflict.with_payoffs(payoffs), [concept]).stable[concept]
                assert turned[i, s] != stable
