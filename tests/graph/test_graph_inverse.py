"""The inverse against plain enumeration of orders, and the published counts."""

import random
import sys
from itertools import permutations

import conflicts
import numpy as np
import pytest
import slow_checker
from random_models import random_conflict

from sulh.graph import Conflict, inverse


@pytest.mark.parametrize(
    ("concept", "count"), [("nash", 240), ("seq", 384), ("gmr", 384), ("smr", 300), ("sseq", 300)]
)
def test_syria_iraq_state_2(concept, count):
    conflict, ids = conflicts.syria_iraq()
    found = inverse(conflict, ids[2], 0, concept)
    assert (found.n_stable, found.n_orders, found.exact) == (count, 720, True)


def test_agrees_with_enumeration():
    rng = random.Random(11)
    done = 0
    while done < 25:
        conflict, model = random_conflict(rng, max_options=3)
        if len(model.states) > 5:
            continue
        done += 1
        i, s = rng.randrange(model.n_dm), rng.choice(sorted(model.states))
        for concept in ("nash", "gmr", "smr", "seq", "sseq"):
            found = inverse(conflict, s, i, concept)
            stable = 0
            for order in permutations(sorted(model.states)):
                payoff = list(model.payoff)
                payoff[i] = {state: place for place, state in enumerate(order)}
                changed = slow_checker.Model(model.n_dm, model.states, payoff, model.moves)
                better = {x for x in model.states if payoff[i][x] > payoff[i][s]}
                verdict = slow_checker.CONCEPTS[concept](changed, i, s)
                assert found.rule.holds(better) == verdict
                stable += verdict
            assert found.n_stable == stable


def test_a_sample_is_near_the_exact_count(monkeypatch):
    conflict, ids = conflicts.syria_iraq()
    monkeypatch.setattr(sys.modules["sulh.graph.inverse"], "MAX_DECIDING", 0)
    sampled = inverse(conflict, ids[2], 0, "smr", n=4000, seed=3)
    assert not sampled.exact
    assert abs(sampled.share - 300 / 720) < 4 * sampled.se


def test_large_conflicts_are_counted_where_moves_decide():
    rng = np.random.default_rng(0)
    conflict = Conflict.from_arrays([0, 0, 1, 1, 2, 2], rng.integers(0, 64, (3, 64)))
    for concept in ("nash", "gmr", "seq"):
        found = inverse(conflict, 5, 0, concept)
        assert found.exact
        better = rng.random((3000, 64)) > rng.random((3000, 1))
        share = np.mean([found.rule.holds(np.flatnonzero(row).tolist()) for row in better])
        assert abs(found.share - share) < 4 * np.sqrt(0.25 / 3000)
    sampled = inverse(conflict, 5, 0, "smr")
    assert not sampled.exact
    assert sampled.share <= inverse(conflict, 5, 0, "gmr").share + 4 * sampled.se


def test_both_exact_ways_agree():
    rng = random.Random(12)
    compared = 0
    while compared < 30:
        conflict, model = random_conflict(rng, max_options=4)
        rule = sys.modules["sulh.graph.inverse"].stability_condition(
            conflict, rng.choice(sorted(model.states)), 0, "gmr"
        )
        if not 0 < len(rule.deciding) <= 14:
            continue
        compared += 1
        m = len(model.states)
        by_sets = sys.modules["sulh.graph.inverse"]._count_by_sets(rule, m)
        assert by_sets == sys.modules["sulh.graph.inverse"].count_orders(rule, m)
