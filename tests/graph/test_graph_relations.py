"""Uncertain and graded preferences against their definitions in Python sets."""

import random

import conflicts
import numpy as np
import pytest
from random_models import random_conflict
from slow_checker import legal_reach, others

from sulh.errors import LimitError, ModelError
from sulh.graph import Conflict, analyze
from sulh.graph.stability.strength import strength
from sulh.graph.stability.uncertain import MODES, uncertain

FIVE = ("nash", "gmr", "smr", "seq", "sseq")


def stable_by(model, i, s, concept, improves, hurts):
    """Stability with relations given as functions (i, s, t) -> bool."""

    def leaving(k, x):
        return {t for t in model.moves[k][x] if improves(k, x, t)}

    step = leaving if concept in ("seq", "sseq") else (lambda k, x: model.moves[k][x])
    for t in leaving(i, s):
        if concept == "nash":
            return False
        answers = {u for u in legal_reach(model, others(model, i), t, step) if hurts(i, s, u)}
        if concept in ("smr", "sseq"):
            answers = {u for u in answers if all(hurts(i, s, v) for v in model.moves[i][u])}
        if not answers:
            return False
    return True


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("concept", FIVE)
def test_uncertain_agrees_with_the_definitions(concept, mode):
    rng = random.Random(concept + mode)
    for _ in range(12):
        conflict, model = random_conflict(rng, max_options=3, max_dms=4)
        states = sorted(model.states)
        pairs = [(s, t) for s in states for t in states if s < t]
        unknown = [[p for p in pairs if rng.random() < 0.3] for _ in range(model.n_dm)]

        def is_open(i, s, t, unknown=unknown):
            return (min(s, t), max(s, t)) in unknown[i]

        def improves(i, s, t, model=model, is_open=is_open):
            if is_open(i, s, t):
                return mode in "ac"
            return model.payoff[i][t] > model.payoff[i][s]

        def hurts(i, s, u, model=model, is_open=is_open):
            if is_open(i, s, u):
                return mode in "cd"
            return model.payoff[i][u] <= model.payoff[i][s]

        found = uncertain(conflict, unknown, concept, mode)
        for i in range(model.n_dm):
            for s in states:
                expected = stable_by(model, i, s, concept, improves, hurts)
                assert found[i, s] == expected


@pytest.mark.parametrize("concept", FIVE)
def test_nothing_unknown_is_the_usual_concept_in_every_mode(concept):
    conflict = conflicts.elmira()
    usual = analyze(conflict, [concept]).stable[concept]
    for mode in MODES:
        assert (uncertain(conflict, [[], [], []], concept, mode) == usual).all()


@pytest.mark.parametrize("concept", FIVE)
def test_strength_agrees_with_the_definitions(concept):
    rng = random.Random(concept)
    for _ in range(15):
        conflict, model = random_conflict(rng, max_options=3, max_dms=3)
        fine = conflict.ranks
        tiers = np.stack([fine // 2, fine // 6])
        result = strength(conflict, tiers, concept)
        assert ((result.degree >= 0) == analyze(conflict, [concept]).stable[concept]).all()

        def by(i, s, u, k, fine=fine, tiers=tiers):
            tables = [fine, *tiers][:k]
            return all(table[i, u] < table[i, s] for table in tables) if k else None

        for i in range(model.n_dm):
            for s in model.states:
                for k in range(1, 4):
                    expected = stable_by(
                        model,
                        i,
                        s,
                        concept,
                        lambda j, a, b: fine[j, b] > fine[j, a],  # noqa: B023
                        lambda j, a, b: by(j, a, b, k),  # noqa: B023
                    )
                    assert (result.degree[i, s] >= k) == expected


def test_weak_and_strong_part_the_stable_states():
    conflict = conflicts.elmira()
    result = strength(conflict, conflict.ranks[None] // 4, "gmr")
    assert (result.weak | result.strong == (result.degree >= 0)).all()
    assert not (result.weak & result.strong).any()
    assert result.weak.any()


def test_bad_input_is_refused():
    dilemma = conflicts.two_by_two("dilemma")
    with pytest.raises(ModelError, match="mode"):
        uncertain(dilemma, [[], []], "nash", "e")
    with pytest.raises(ModelError, match="pair"):
        uncertain(dilemma, [[(0, 9)], []], "nash", "a")
    with pytest.raises(ModelError, match="contradicts"):
        strength(dilemma, [[[0, 0, 1, 0], [0, 0, 0, 0]]], "gmr")
    with pytest.raises(LimitError):
        strength(Conflict.from_arrays([0] * 12, np.zeros((1, 4096))), np.zeros((1, 1, 4096)), "gmr")
