"""A law for each mechanism: what it must do when a number that belongs to it moves."""

import dataclasses

import numpy as np
import pytest
from simulation_start import FIXED, start, world

from sulh.simulation import Arm, Backing, Policy, Structure, run_arms
from sulh.simulation.rules.backers import backers, worth_of_backing
from sulh.simulation.rules.bargaining import (
    belief_of_holding,
    cost_of_fighting,
    kept_arms,
    surplus_of_deal,
    surplus_of_truce,
    trust,
)
from sulh.simulation.rules.choice import choose, front_value
from sulh.simulation.rules.human_cost import human_cost
from sulh.simulation.rules.learning import learn
from sulh.simulation.rules.odds import deciding_force, hold_chance, intensity_factor
from sulh.simulation.rules.siege import shortage, siege
from sulh.simulation.rules.spoilers import spoilers
from sulh.simulation.rules.survival import breach
from sulh.simulation.rules.votes import votes
from sulh.simulation.state import (
    ACTIVE,
    BROKEN,
    DEAL,
    FALLEN,
    THREATENS,
    TRUCE,
    WITHHOLDS,
)  # fmt: skip


def test_commitment_terms_are_trusted_more_the_more_arms_are_kept():
    state, model = start(n=3)
    none, all_ = np.zeros((3, 3)), np.ones((3, 3))
    assert (trust(state, model, none, none) < trust(state, model, all_, none)).all()
    assert (trust(state, model, none, none) < trust(state, model, none, all_)).all()  # self-rule
    free, loose = start(n=3, off=("commitment",))
    assert (trust(free, loose, none, none) == 1.0).all()


def test_commitment_breaches_by_the_strong_side_cost_it_trust():
    state, model = start(n=3)
    none = np.zeros((3, 3))
    before = trust(state, model, none, none)
    state.broken += 2
    assert (trust(state, model, none, none) < before).all()


def test_offers_that_give_more_leave_more_arms():
    arms = kept_arms(np.array([0.1, 0.2, 0.6, 1.0]), np.array([0.2]))
    np.testing.assert_allclose(arms, [0.0, 0.0, 0.5, 1.0])


def test_hope_of_rescue_makes_an_area_refuse_and_fades_when_none_comes():
    poor, model = start(hope=0.02, n=3)
    rich, other = start(hope=0.6, n=3)
    assert (surplus_of_deal(rich, other)[0] < surplus_of_deal(poor, model)[0]).all()
    rich.focus[:] = 0
    alone = np.full((3, 3), -2.0)
    before = belief_of_holding(rich, other, alone)[:, 0]
    for tick in range(10):
        learn(rich, other, tick)
    assert (belief_of_holding(rich, other, alone)[:, 0] < before).all()


def test_without_learning_nothing_is_learnt():
    state, model = start(learning=0.0, n=3)
    state.focus[:] = 0
    before = state.hope.copy(), state.belief.copy()
    learn(state, model, 0)
    np.testing.assert_array_equal(state.hope, before[0])
    np.testing.assert_array_equal(state.belief, before[1])


def test_the_fall_of_others_is_a_lesson():
    state, model = start(n=3)
    before = state.belief.copy()
    state.news[:, 0] = 1
    learn(state, model, 0)
    assert (state.belief < before).all()


def test_deciders_who_count_civilians_accept_sooner():
    hard, model = start(civilian_weight=0.0, n=3)
    soft, other = start(civilian_weight=1.0, n=3)
    assert (cost_of_fighting(soft, other) > cost_of_fighting(hard, model)).all()
    assert (surplus_of_deal(soft, other)[0] > surplus_of_deal(hard, model)[0]).all()


def test_siege_runs_down_then_hunger_costs_lives_and_weighs_on_the_decision():
    state, model = start(siege_stock_weeks=10.0, siege_tightness=1.0, n=3)
    full = cost_of_fighting(state, model)
    for tick in range(8):
        siege(state, model, tick)
    assert state.stock[0].tolist() == [2.0, 10.0, 2.0]
    assert shortage(state, model)[0].tolist() == [0.5, 0.0, 0.5]
    hungry = cost_of_fighting(state, model)
    assert (hungry[:, 0] > full[:, 0]).all()
    assert (hungry[:, 1] == full[:, 1]).all()
    assert (state.siege_weeks == 8 * 120_000).all()
    state.status[:] = TRUCE
    siege(state, model, 9)
    assert state.stock[0].tolist() == [2.5, 10.0, 2.5]


def accepted(policy=None, off=(), **values):
    state, model = start(policy or Policy(offer="early"), off=off, offer_per_week=1e9, **values)
    before = state.force.copy()
    votes(state, model, 0)
    return state, before


def test_veto_a_deal_needs_all_who_must_sign():
    """P(deal) is the product of the factions' chances: two factions sign less than one."""
    state, _ = accepted(rationality=1.0)
    both, one = (state.status[:, 0] == DEAL).mean(), (state.status[:, 1] == DEAL).mean()
    surplus = surplus_of_deal(*start(Policy(offer="early"), rationality=1.0, n=1))[0][0]
    chance = 1 / (1 + np.exp(-surplus))
    assert one == pytest.approx(chance[1], abs=0.04)
    assert both == pytest.approx(chance[0] ** 2, abs=0.04)
    sole, _ = accepted(off=("veto",), rationality=1.0)
    assert (sole.status[:, 0] == DEAL).mean() == pytest.approx(chance[0], abs=0.04)


def test_separate_deals_leave_the_hold_outs():
    w = world(holdout=[False, False, True, False])
    state, before = accepted(w=w, indivisible=50.0, rationality=10.0)
    apart = state.force[:, 0, 1] < before[:, 0, 1]
    assert apart.any()
    assert (state.status[:, 0] != DEAL).all()
    np.testing.assert_array_equal(state.force[:, 0, 2], before[:, 0, 2])


def test_an_indivisible_demand_matters_only_if_somebody_must_leave():
    w = world(holdout=[False, False, True, False])
    forced, _ = accepted(w=w, indivisible=50.0)
    voluntary, _ = accepted(Policy(offer="early", evacuation="voluntary"), w=w, indivisible=50.0)
    assert (forced.status[:, 0] == DEAL).mean() < (voluntary.status[:, 0] == DEAL).mean()


GENEROUS = {"terms_floor": 0.01, "surplus_share": 1.0, "cost_strong": 0.4, "cost_weak": 0.4}


def test_a_hybrid_formation_keeps_its_arms_and_does_not_fight():
    state, before = accepted(**GENEROUS)
    deals = state.status[:, 1] == DEAL
    assert deals.any()
    assert (state.force[deals, 1] == 0).all()
    kept = state.hybrid[deals, 1].sum(axis=1)
    assert (kept > 0).any()
    assert (kept <= before[deals, 1].sum(axis=1)).all()
    assert (state.arms[deals, 1] > 0).all()


def test_a_hybrid_formation_fights_again_after_a_breach():
    state, model = start(
        Policy(offer="early"), offer_per_week=1e9, deal_breach_scale=1e9, **GENEROUS
    )
    votes(state, model, 0)
    armed = (state.status[:, 1] == DEAL) & (state.hybrid[:, 1].sum(axis=1) > 0)
    hybrid = state.hybrid[armed, 1]
    breach(state, model, 1)
    assert (state.status[armed, 1] == ACTIVE).all()
    np.testing.assert_array_equal(state.force[armed, 1], hybrid)


def test_nobody_must_leave_when_evacuation_is_not_asked_for():
    state, _ = accepted(Policy(offer="early", evacuation="none"))
    assert (state.status == DEAL).any()
    assert state.soldiers_left.sum() == state.evacuated.sum() == 0


def broken(gamma, policy):
    state, model = start(policy, guarantee=gamma, leverage=1.0, truce_breach_per_week=0.3)
    breach(state, model, 0)
    return (state.status == ACTIVE).mean()


def test_guarantee_may_lengthen_or_shorten_the_life_of_a_calm():
    with_, without = Policy(assault="stop", guarantor=True), Policy(assault="stop")
    assert broken(1.0, with_) < broken(1.0, without) < broken(-0.44, with_)
    assert broken(1.0, without) == broken(-0.44, without)


def test_breach_of_a_deal_without_arms_leaves_it_broken():
    state, model = start(deal_breach_scale=1e6)
    state.status[:] = DEAL
    state.force[:, 0] = 0
    breach(state, model, 0)
    assert (state.status[:, 0] == BROKEN).all()
    assert (state.status[:, 1] == ACTIVE).all()


def test_survival_deals_last_by_the_table_when_nothing_else_breaks_them():
    state, model = start(Policy(), off=("guarantee",), deal_breach_scale=1.0, n=4000)
    state.status[:] = DEAL
    for tick in range(52):
        breach(state, model, tick)
        state.age += 1
    months = np.array([1, 2, 3, 6])
    expected = np.exp(-(months * np.array([0.042, 0.037, 0.022, 0.013])).sum())
    assert (state.status == DEAL).mean() == pytest.approx(expected, abs=0.01)


def test_spoilers_break_more_the_stronger_those_who_signed_look():
    def share(arms):
        state, model = start(spoiler_per_week=1e9, spoiler_break=0.4)
        state.status[:] = DEAL
        state.arms[:] = arms
        spoilers(state, model, 0)
        return (state.status != DEAL).mean()

    assert share(0.0) == pytest.approx(0.2, abs=0.02)
    assert share(1.0) == pytest.approx(0.6, abs=0.02)


def test_a_patron_that_shifts_lowers_its_clients_chance_and_hope():
    state, model = start(backer_shift_per_week=1e9, patron_cost=50.0, n=3)
    deal, calm = surplus_of_deal(state, model)[0], surplus_of_truce(state, model)
    backers(state, model, 0)
    assert (state.level[:, 1] == 0).all()
    client = model.world.party("locals")
    assert (surplus_of_deal(state, model)[0][:, :, client] > deal[:, :, client]).all()
    assert (surplus_of_truce(state, model)[:, :, client] > calm[:, :, client]).all()
    assert (state.posture[:, 0] == THREATENS).all()  # what the other patron gives for it


def test_a_patron_keeps_on_while_its_backing_is_worth_its_cost():
    state, model = start(backer_shift_per_week=1e9, patron_cost=0.0, rationality=1e6)
    assert (worth_of_backing(state, model, 1) > 0).all()
    backers(state, model, 0)
    assert (state.level[:, 1] > 0).all()


def test_only_the_factions_of_its_client_lose_hope_when_a_patron_shifts():
    w = world(belongs=("state", "rebels", "rebels", "patron"), backings=(
        Backing(backer="patron", client="rebels"),
    ))  # fmt: skip
    state, model = start(backer_shift_per_week=1e9, patron_cost=50.0, n=3, w=w)
    before = state.hope.copy()
    backers(state, model, 0)
    fell = (state.hope < before).all(axis=(0, 1))
    assert fell.tolist() == [False, True, True, False]


def test_a_patron_raises_its_backing_while_its_client_is_under_assault():
    state, model = start(backer_raise_per_week=1e9, backer_shift_per_week=0.0, n=3)
    state.level[:, 1] = 0.5
    backers(state, model, 0)
    assert (state.level[:, 1] == 0.5).all()
    state.focus[:] = 0
    hope = state.hope.copy()
    backers(state, model, 1)
    assert (state.level[:, 1] == 0.75).all()
    assert (state.hope[:, :, 1] > hope[:, :, 1]).all()


def test_a_patron_threatens_the_more_the_more_civilians_die():
    calm, model = start(patron_sensitivity=2.0)
    backers(calm, model, 0)
    cruel, other = start(patron_sensitivity=2.0)
    cruel.recent[:] = 5.0
    expected = deciding_force(cruel, other)[0].mean()
    backers(cruel, other, 0)
    threatened = [(s.posture[:, 0] == THREATENS).mean() for s in (calm, cruel)]
    assert threatened[0] < 0.1 < 0.9 < threatened[1]
    assert expected < deciding_force(calm, model)[0].mean()


def test_a_threat_is_carried_out_only_against_a_client_that_goes_on():
    state, model = start(threat_carried=1.0)
    state.posture[:, 0] = THREATENS
    backers(state, model, 0)
    assert not (state.posture[:, 0] == WITHHOLDS).any()
    state.posture[:, 0], state.focus[:] = THREATENS, 0
    backers(state, model, 0)
    assert (state.posture[:, 0] == WITHHOLDS).all()


def test_a_client_may_heed_or_ignore_a_threat_and_may_attack_without_cover():
    def stopped(**values):
        state, model = start(tempo_per_week=0.0, threat_carried=0.9, **values)
        state.focus[:], state.start_mobile[:] = 0, state.mobile.sum(axis=1)
        state.posture[:, 0], state.news[:, 2] = THREATENS, 1
        choose(state, model, 0)
        return (state.focus < 0).mean()

    assert 0.02 < stopped(rationality=4.0) < 0.98
    assert stopped(support_effect=0.0, cost_strong=0.05) < stopped(support_effect=1.5)
    bare, model = start(tempo_per_week=1e9, rationality=10.0)
    bare.posture[:, 0] = WITHHOLDS
    choose(bare, model, 0)
    assert (bare.focus >= 0).any()


def test_backing_withdrawn_takes_cover_from_the_strong_side_only():
    state, _ = start(Policy(backing="withdrawn"), n=3)
    assert state.level[0].tolist() == [0.0, 1.0]


def test_calm_next_door_has_either_sign():
    state, model = start(spill_over=0.5, n=3)
    other = dataclasses.replace(model, structure=Structure(spill_over="inflames"))
    assert (intensity_factor(state, model) == 1.0).all()
    state.status[:, 1] = TRUCE
    assert (intensity_factor(state, model)[:, 0] < 1.0).all()
    assert (intensity_factor(state, other)[:, 0] > 1.0).all()


def test_parties_left_out_of_a_truce_are_fought_on():
    r = {}
    for name in ("nobody", "others"):
        w = world(truce=[True] * 3, excluded=[False, False, name == "others", False])
        arm = Arm(id="x", policy=Policy(assault="stop", offer="none"),
                  off=("survival", "spoilers"))  # fmt: skip
        r[name] = run_arms(w, [arm], 50, 0, structures=[Structure()])
    assert r["nobody"].mean("x", "military_deaths_people") == 0
    assert r["others"].mean("x", "military_deaths_people") > 0
    assert r["others"].mean("x", "civilian_deaths_people") > r["nobody"].mean(
        "x", "civilian_deaths_people"
    )


def test_looking_further_ahead_values_a_front_by_what_it_opens():
    strong, weak = np.full((1, 2), 300.0), np.array([[100.0, 100.0]])
    open_, cost = np.ones((1, 2), dtype=bool), np.full((1, 2), 0.1)
    common = {"cost": cost, "discount": np.array([0.9]), "steepness": np.array([2.0])}
    near = front_value(strong, weak, open_, lookahead=0, **common)
    far = front_value(strong, weak, open_, lookahead=1, **common)
    left = np.sqrt(300.0**2 - 100.0**2)
    hold = hold_chance(np.array([300.0, left]), np.array([100.0, 100.0]), np.array([2.0]))
    then = 1 - hold[1] - 0.1 * (1 + 100 / left)
    assert far[0, 0] - near[0, 0] == pytest.approx(0.9 * (1 - hold[0]) * then)


def test_no_assault_on_a_calm_while_assaults_are_stopped():
    state, model = start(Policy(assault="stop"), tempo_per_week=1e9, rationality=1e6)
    choose(state, model, 0)
    assert (state.focus == -1).all()
    going, other = start(Policy(), tempo_per_week=1e9, rationality=1e6, w=world(truce=[True] * 3))
    choose(going, other, 0)
    assert (going.focus >= 0).all()
    assert (going.broken == 1).all()  # breaking a truce is remembered


def test_human_cost_grows_with_the_intensity_of_fighting():
    def deaths(change):
        state, model = start()
        change(state)
        human_cost(state, model, 0)
        return state.dead[:, 0].mean()

    def assault(state):
        state.focus[:] = 0

    def calm(state):
        state.status[:] = TRUCE

    rate = FIXED["deaths_per_1000_week"].mode * 50
    assert deaths(assault) == pytest.approx(rate, rel=0.05)
    low = FIXED["background_fighting"].mode
    assert deaths(lambda _: None) == pytest.approx(rate * low, rel=0.1)
    assert deaths(calm) == pytest.approx(rate * low * FIXED["truce_violence"].mode, rel=0.1)


def test_harm_goes_on_after_a_deal_and_more_after_a_fall():
    def harmed(status):
        state, model = start(harm_per_1000_year=52.0, detained_per_1000_year=52.0)
        state.status[:] = status
        human_cost(state, model, 3)  # the week in which harm of four weeks is drawn
        return (state.killed_after + state.detained.sum(axis=1)).mean()

    assert harmed(ACTIVE) == 0
    per_week = 2 * 52.0 * 7 / 365.25 * 140
    assert harmed(DEAL) == pytest.approx(per_week, rel=0.03)
    assert harmed(FALLEN) == pytest.approx(per_week * FIXED["fall_harm_factor"].mode, rel=0.03)


def test_displaced_people_return_with_their_half_life_and_never_all():
    state, model = start(return_half_life_days=7.0, returnable_share=0.8, n=20)
    state.status[:] = DEAL
    state.away[:, :, 3] = state.fled[:] = 10_000
    human_cost(state, model, 0)
    assert state.displaced.mean() == pytest.approx(6000, rel=0.02)
    for tick in range(1, 60):
        human_cost(state, model, tick)
    assert (state.displaced == 2000).all()


def test_those_evacuated_come_back_only_with_a_right_of_return():
    for right in (False, True):
        state, model = start(Policy(right_of_return=right), n=20)
        state.status[:] = DEAL
        state.evacuated[:] = 1000
        human_cost(state, model, 0)
        assert (state.evacuated < 1000).any() == right


def test_intervention_stops_the_campaign():
    w = world()
    quiet = Arm(id="x", policy=Policy(tempo="no_pause"), parameters={"intervention_per_week": 1e9})
    r = run_arms(w, [quiet], 30, 0, structures=[Structure()])
    assert r.mean("x", "fallen_areas_share") < 0.05


def test_a_late_offer_waits_for_fighting_hunger_or_the_fate_of_others():
    def settled(change):
        state, model = start(Policy(offer="late"), offer_per_week=1e9, threat_weeks=8.0,
                             late_after_weeks=2.0, rationality=10.0, cost_weak=0.4)  # fmt: skip
        change(state)
        votes(state, model, 20)
        return (state.status == DEAL).mean(axis=0).tolist()

    def fought(state):
        state.focus[:], state.focus_weeks[:] = 1, 2

    def starved(state):
        state.stock[:] = 0.0  # b is not besieged

    def threatened(state):
        state.last_end[:] = 13

    def long_ago(state):
        state.last_end[:] = 11

    assert settled(lambda _: None) == [0, 0, 0]
    assert [x > 0 for x in settled(fought)] == [False, True, False]
    assert [x > 0 for x in settled(starved)] == [True, False, True]
    assert all(x > 0 for x in settled(threatened))
    assert settled(long_ago) == [0, 0, 0]
