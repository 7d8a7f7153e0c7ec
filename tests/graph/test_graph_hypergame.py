"""Misperception: own games, the combined outcome, disagreements."""

import random

import conflicts
import numpy as np
import pytest
from random_models import random_conflict

from sulh.errors import ModelError
from sulh.graph import analyze
from sulh.graph.hypergame import Perception, analyze_hypergame

FIVE = ("nash", "gmr", "smr", "seq", "sseq")


def test_seeing_it_as_it_is_changes_nothing():
    rng = random.Random(0)
    for _ in range(20):
        conflict, _ = random_conflict(rng)
        clear = [Perception(decision_maker=i, payoffs=conflict.payoffs) for i in (0, 1)]
        result, plain = analyze_hypergame(conflict, clear, FIVE), analyze(conflict, FIVE)
        assert all((result.stable[c] == plain.stable[c]).all() for c in FIVE)
        assert not result.unseen.any()


def test_a_besieger_that_does_not_see_the_punishment_breaches():
    conflict = conflicts.siege(credible=True)
    kept = conflicts.state("H", "E")
    blind = [Perception(decision_maker=0, unseen_options=(4,))]
    result = analyze_hypergame(conflict, blind, ["seq"])
    assert kept in result.real.equilibria("seq")
    assert kept not in result.equilibria("seq")
    assert kept not in result.own[0].equilibria("seq")
    assert kept in result.own[1].equilibria("seq")
    assert kept in result.mistaken("seq")[1]


def test_a_threat_that_only_its_victim_believes_in_still_holds():
    empty = conflicts.siege(credible=False)
    believed = conflicts.siege(credible=True).payoffs
    bluff = [Perception(decision_maker=0, payoffs=believed)]
    result = analyze_hypergame(empty, bluff, ["seq"])
    assert conflicts.state("H", "E") in result.by_mistake("seq")


def test_a_state_held_impossible_is_unseen_and_not_stable():
    conflict = conflicts.two_by_two("dilemma")
    hidden = np.array([False, False, False, True])
    result = analyze_hypergame(
        conflict, [Perception(decision_maker=1, unseen_states=hidden)], ["nash"]
    )
    assert result.unseen.tolist() == [[False] * 4, hidden.tolist()]
    assert not result.stable["nash"][1, 3]
    assert result.equilibria("nash") == [1]


def test_elmira_arcs_can_be_misperceived():
    conflict = conflicts.elmira()
    hidden = np.arange(9) == 8
    result = analyze_hypergame(conflict, [Perception(decision_maker=0, unseen_states=hidden)])
    assert result.equilibria("nash") == [4, 7]


@pytest.mark.parametrize(
    "wrong",
    [
        {"decision_maker": 5},
        {"decision_maker": 0, "unseen_options": (7,)},
        {"decision_maker": 0, "unseen_states": np.ones(4, bool)},
        {"decision_maker": 0, "unseen_states": np.ones(3, bool)},
        {"decision_maker": 0, "payoffs": np.zeros((2, 3))},
    ],
)
def test_bad_perceptions_are_refused(wrong):
    with pytest.raises(ModelError):
        analyze_hypergame(conflicts.two_by_two("dilemma"), [Perception(**wrong)])


def test_two_perceptions_of_one_decision_maker_are_refused():
    with pytest.raises(ModelError, match="two perceptions"):
        analyze_hypergame(
            conflicts.two_by_two("dilemma"),
            [Perception(decision_maker=0), Perception(decision_maker=0)],
        )
