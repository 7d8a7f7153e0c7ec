"""Factions of one area: beliefs, deals and truces of their own, and what an offer teaches them."""

import numpy as np
import pytest
from simulation_start import start, world

from sulh.simulation import Backing, Policy
from sulh.simulation.rules.bargaining import belief_of_holding, surplus_of_deal, surplus_of_truce
from sulh.simulation.rules.learning import learn
from sulh.simulation.rules.survival import breach
from sulh.simulation.rules.truces import truces
from sulh.simulation.rules.votes import votes
from sulh.simulation.state import ACTIVE, TRUCE

LOCALS, OTHERS = 1, 2


def test_factions_of_an_area_judge_for_themselves():
    state, model = start(faction_spread=1.0)
    apart = state.belief[:, 0, LOCALS] - state.belief[:, 0, OTHERS]
    assert apart.std() == pytest.approx(np.sqrt(2), rel=0.05)
    alike, same = start(faction_spread=0.0, n=5)
    assert (alike.belief == same["optimism"][:, :, None]).all()
    seen = belief_of_holding(state, model, np.zeros((apart.size, 3)))
    hopeful = apart > 0
    assert (seen[hopeful, 0, LOCALS] > seen[hopeful, 0, OTHERS]).all()
    assert (seen[~hopeful, 0, LOCALS] <= seen[~hopeful, 0, OTHERS]).all()


def test_a_faction_that_hopes_holds_out_where_another_settles():
    state, model = start(Policy(offer="early"), offer_per_week=1e9, rationality=50.0, cost_weak=0.4)
    state.belief[:, 0, LOCALS], state.hope[:, 0, LOCALS] = -20.0, -20.0
    state.belief[:, 0, OTHERS], state.hope[:, 0, OTHERS] = 20.0, 20.0
    surplus = surplus_of_deal(state, model)[0][0, 0]
    assert surplus[LOCALS] > 0 > surplus[OTHERS]
    votes(state, model, 0)
    assert (state.force[:, 0, LOCALS] == 0).mean() > 0.99  # settled apart
    assert (state.force[:, 0, OTHERS] == 200).mean() > 0.99
    assert (state.status[:, 0] == ACTIVE).mean() > 0.99
    assert (state.apart_week[:, 0] == 0).mean() > 0.99


def test_formations_that_settled_apart_do_not_fight_until_their_deal_is_broken():
    state, model = start(deal_breach_scale=1e9)
    state.hybrid[:, 0, LOCALS], state.force[:, 0, LOCALS] = 300, 0
    state.apart_week[:, 0] = 0
    breach(state, model, 5)
    assert (state.force[:, 0, LOCALS] == 300).all()
    assert (state.hybrid == 0).all()
    assert 0.6 < (state.news[:, 1] > 0).mean() < 0.8  # most breaches are the strong side's


def test_who_hopes_for_more_than_all_can_see_refuses_a_truce():
    poor, model = start(hope=0.02, optimism=0.0, faction_spread=0.0, n=2)
    rich, other = start(hope=0.6, optimism=0.0, faction_spread=0.0, n=2)
    assert (surplus_of_truce(poor, model) > surplus_of_truce(rich, other)).all()
    none, third = start(off=("rescue", "commitment"), n=2)
    assert (surplus_of_truce(none, third) > 0).all()


def test_all_factions_must_sign_a_truce_but_those_left_out_of_it():
    def shares(excluded):
        w = world(excluded=[False, False, excluded, False])
        state, model = start(offer_per_week=1e9, rationality=50.0, w=w)
        state.focus[:] = 1
        state.belief[:, 0, LOCALS], state.hope[:, 0, LOCALS] = -20.0, -20.0
        state.belief[:, 0, OTHERS], state.hope[:, 0, OTHERS] = 20.0, 20.0
        truces(state, model, 0)
        return (state.status[:, 0] == TRUCE).mean()

    assert shares(excluded=False) < 0.05
    assert shares(excluded=True) > 0.95


def test_an_offer_takes_something_of_optimism_with_it():
    state, model = start(learning=0.4, n=2)
    before = state.belief.copy()
    state.offered[:, 0] = True
    learn(state, model, 0)
    np.testing.assert_allclose(state.belief[:, 0], before[:, 0] * 0.9)
    np.testing.assert_array_equal(state.belief[:, 1:], before[:, 1:])
    assert not state.offered.any()


def test_a_party_of_several_factions_is_backed_as_one():
    w = world(belongs=("state", "rebels", "rebels", "patron"),
              backings=(Backing(backer="patron", client="rebels", mode="air"),))  # fmt: skip
    alone, model = start(n=2, w=world(backings=()))
    backed, other = start(n=2, w=w)
    gain = surplus_of_deal(alone, model)[0] - surplus_of_deal(backed, other)[0]
    assert (gain[:, :, [LOCALS, OTHERS]] > 0).all()
    for faction in ("locals", "others"):
        single = Backing(backer="patron", client=faction, mode="air")
        less, third = start(n=2, w=world(backings=(single,)))
        assert (
            surplus_of_deal(less, third)[0][:, 0] > surplus_of_deal(backed, other)[0][:, 0]
        ).all()
