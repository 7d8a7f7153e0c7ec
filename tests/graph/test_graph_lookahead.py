"""Limited-move, non-myopic, Stackelberg and maximin: special cases and small recursions."""

import random

import conflicts
import numpy as np
import pytest
from random_models import random_conflict
from slow_checker import legal_reach, others

from sulh.errors import LimitError, ModelError
from sulh.graph import Conflict, analyze
from sulh.graph.stability.limited_move import limited_move
from sulh.graph.stability.maximin import maximin
from sulh.graph.stability.non_myopic import non_myopic
from sulh.graph.stability.stackelberg import stackelberg


def test_maximin_1_2_3_are_nash_gmr_smr():
    rng = random.Random(1)
    for _ in range(60):
        conflict, _ = random_conflict(rng)
        stable = analyze(conflict, ("nash", "gmr", "smr")).stable
        for h, concept in enumerate(stable, start=1):
            assert (maximin(conflict, h) == stable[concept]).all()


def guaranteed(model, i, s, turns, mine):
    """What i is sure of at s with so many turns to come, i's turn first or not."""
    here = model.payoff[i][s]
    if not turns:
        return here
    if mine:
        targets = model.moves[i][s]
    else:
        targets = legal_reach(model, others(model, i), s, lambda k, x: model.moves[k][x])
    values = [guaranteed(model, i, t, turns - 1, not mine) for t in targets]
    return (max if mine else min)([here, *values])


@pytest.mark.parametrize("h", [4, 5])
def test_maximin_beyond_three_turns_by_recursion(h):
    rng = random.Random(h)
    for _ in range(12):
        conflict, model = random_conflict(rng, max_options=3, max_dms=3)
        stable = maximin(conflict, h)
        for i in range(model.n_dm):
            for s in model.states:
                values = [guaranteed(model, i, t, h - 1, False) for t in model.moves[i][s]]
                assert stable[i, s] == (max([-1, *values]) <= model.payoff[i][s])


def test_look_ahead_of_one_move_is_nash():
    rng = random.Random(2)
    for _ in range(40):
        conflict, _ = random_conflict(rng)
        assert (limited_move(conflict, 1) == analyze(conflict, ["nash"]).stable["nash"]).all()


def anticipated(model, i, s, h):
    """The state Kilgour anticipates: two decision makers, strict orders."""
    if h == 0:
        return s
    ends = [anticipated(model, 1 - i, t, h - 1) for t in model.moves[i][s]]
    best = max(ends, key=lambda u: model.payoff[i][u], default=s)
    return best if model.payoff[i][best] > model.payoff[i][s] else s


def test_two_decision_makers_with_strict_orders_by_recursion():
    rng = random.Random(3)
    for _ in range(25):
        conflict, model = random_conflict(rng, max_options=3, max_dms=2)
        payoffs = [rng.sample(range(conflict.n_states), conflict.n_states) for _ in range(2)]
        model.payoff = payoffs
        strict = conflict.with_payoffs(payoffs)
        for h in (2, 3, 4, 5):
            stable = limited_move(strict, h)
            for i in range(2):
                for s in model.states:
                    assert stable[i, s] == (anticipated(model, i, s, h) == s)


def all_anticipated(model, i, s, h):
    """Every state that may follow from s when i may move and sees h moves ahead."""
    if h == 0:
        return {s}
    after = {}
    for t in model.moves[i][s]:
        going = [all_anticipated(model, j, t, h - 1) for j in others(model, i)]
        going = [ends for ends in going if ends != {t}]
        after[t] = set().union(*going) if going else {t}
    worst = {t: min(model.payoff[i][u] for u in ends) for t, ends in after.items()}
    best = max(worst.values(), default=None)
    if best is None or best <= model.payoff[i][s]:
        return {s}
    return set().union(*(after[t] for t in after if worst[t] == best))


def test_several_decision_makers_and_ties_by_recursion():
    rng = random.Random(13)
    for _ in range(15):
        conflict, model = random_conflict(rng, max_options=2, max_dms=4)
        for h in (2, 3):
            stable = limited_move(conflict, h)
            for i in range(model.n_dm):
                for s in model.states:
                    assert stable[i, s] == (all_anticipated(model, i, s, h) == {s})


def test_non_myopic_is_what_long_look_ahead_settles_on():
    rng = random.Random(4)
    for _ in range(15):
        conflict, _ = random_conflict(rng, max_options=3, max_dms=3)
        late = np.logical_and.reduce([limited_move(conflict, h) for h in range(40, 64)])
        assert (non_myopic(conflict) == late).all()


def test_far_sight_keeps_cooperation_in_the_dilemma():
    dilemma = conflicts.two_by_two("dilemma")
    assert np.flatnonzero(non_myopic(dilemma).all(axis=0)).tolist() == [0, 3]


def test_the_leader_of_chicken_gets_its_way():
    chicken = conflicts.two_by_two("chicken")
    for leader, state in ((0, 1), (1, 2)):
        assert np.flatnonzero(stackelberg(chicken, leader).all(axis=0)).tolist() == [state]


def test_bad_horizons_and_sizes_are_refused():
    dilemma = conflicts.two_by_two("dilemma")
    for call in (maximin, limited_move):
        with pytest.raises(ModelError, match="at least 1"):
            call(dilemma, 0)
    with pytest.raises(LimitError):
        non_myopic(Conflict.from_arrays([0] * 13, np.zeros((1, 1 << 13))))
