"""The guarantor as a party of its own, calms with and without a term, offers, intervention."""

import numpy as np
import pytest
from simulation_start import start, world

from sulh.simulation import DEFAULTS, Arm, Policy, Structure, run_arms
from sulh.simulation.rules.guarantee import calm
from sulh.simulation.rules.survival import breach
from sulh.simulation.rules.terms import terms
from sulh.simulation.rules.votes import votes
from sulh.simulation.state import ACTIVE, DEAL, TRUCE, arrangement_strength

VOUCH = Policy(guarantor=True)


def called(recent=0.0, n=2000, **values):
    state, model = start(VOUCH, n=n, **({"calm_per_week": 1e9} | values))
    state.focus[:], state.recent[:] = 0, recent
    calm(state, model, 0)
    return state, model


def test_a_guarantor_steps_in_when_calm_is_worth_its_cost_to_it():
    cheap, _ = called(guarantor_cost=0.05, guarantor_stake=0.5, calm_per_week=0.5)
    dear, _ = called(guarantor_cost=2.0, guarantor_stake=0.05, calm_per_week=0.5)
    cruel, _ = called(guarantor_cost=2.0, guarantor_stake=0.5, recent=10.0, calm_per_week=0.5)
    shares = [(s.status[:, 0] == TRUCE).mean() for s in (dear, cheap, cruel)]
    assert shares[0] < 0.02 < shares[1] < shares[2]


def test_without_a_guarantor_nobody_steps_in():
    state, model = start(calm_per_week=1e9)
    state.focus[:] = 0
    calm(state, model, 0)
    assert (state.status == ACTIVE).all()


def test_a_calm_that_is_ignored_costs_the_guarantor_leverage():
    state, model = called(calm_ignored=0.5, leverage_loss=0.2)
    ignored = state.status[:, 0] == ACTIVE
    assert ignored.mean() == pytest.approx(0.5, abs=0.04)
    np.testing.assert_allclose(state.leverage[ignored], model["leverage"][ignored] * 0.8)
    np.testing.assert_array_equal(state.leverage[~ignored], model["leverage"][~ignored])
    assert (arrangement_strength(state, model)[ignored] < model["leverage"][ignored]).all()


def test_a_guaranteed_arrangement_that_the_strong_side_breaks_costs_leverage():
    state, model = start(VOUCH, truce_breach_per_week=1e9, strong_breach_share=1.0, n=5)
    state.status[:] = TRUCE
    breach(state, model, 0)
    np.testing.assert_allclose(
        state.leverage, model["leverage"] * (1 - model["leverage_loss"]) ** 3
    )


def test_calms_come_with_and_without_a_term():
    state, _ = called(calm_ignored=0.0, calm_term_share=0.3, calm_term_weeks=4.0)
    calmed = state.status[:, 0] == TRUCE
    assert calmed.mean() > 0.5
    assert (state.term[calmed, 0] == 4).mean() == pytest.approx(0.3, abs=0.05)
    assert (state.term[calmed, 0] == 0).mean() == pytest.approx(0.7, abs=0.05)


def test_a_term_runs_out_and_is_renewed_or_over_and_no_word_is_broken():
    state, model = start(calm_renewal=0.6, calm_term_weeks=4.0)
    state.status[:], state.term[:, 0] = TRUCE, 2
    terms(state, model, 0)
    assert (state.status == TRUCE).all()
    terms(state, model, 1)
    over = state.status[:, 0] == ACTIVE
    assert over.mean() == pytest.approx(0.4, abs=0.04)
    assert (state.term[~over, 0] == 4).all()
    assert (state.status[:, 1:] == TRUCE).all()  # without a term
    assert state.news.sum() == state.broken.sum() == 0


def test_a_truce_is_kept_better_while_its_term_runs():
    state, model = start(truce_breach_per_week=0.3, term_keeps=0.3)
    state.status[:], state.term[:, 0] = TRUCE, 5
    breach(state, model, 0)
    broken = (state.status == ACTIVE).mean(axis=0)
    assert broken[0] == pytest.approx(1 - np.exp(-0.09), abs=0.02)
    assert broken[1] == pytest.approx(1 - np.exp(-0.3), abs=0.03)


def test_a_truce_with_a_term_at_the_start_runs_from_there():
    w = world(truce=[True, True, False], truce_term_weeks=[1, 0, 7])
    state, model = start(calm_renewal=0.0, n=4, w=w)
    assert state.term[0].tolist() == [1, 0, 0]  # no truce, no term
    terms(state, model, 0)
    assert state.status[0].tolist() == [ACTIVE, TRUCE, ACTIVE]


def test_a_guarantor_that_mediates_brings_more_offers():
    def offers(policy, **values):
        state, model = start(policy, offer_per_week=0.2, rationality=0.0, **values)
        votes(state, model, 0)
        return state.offered.mean()

    early, vouched = Policy(offer="early"), Policy(offer="early", guarantor=True)
    assert offers(early, mediation=1.5) == offers(vouched, mediation=0.0)
    rate = 0.2 * (1 + 1.5 * DEFAULTS["leverage"].mode)
    assert offers(vouched, mediation=1.5) == pytest.approx(1 - np.exp(-rate), abs=0.02)


def test_offers_under_threat_are_rarer_by_their_share():
    state, model = start(Policy(offer="late"), offer_per_week=1.0, threat_offers=0.2)
    state.last_end[:] = 0
    votes(state, model, 1)
    assert state.offered.mean() == pytest.approx(1 - np.exp(-0.2), abs=0.02)


def test_an_intervention_has_the_chance_that_is_stated():
    w, weekly = world(horizon_weeks=50), 0.002
    arm = Arm(id="x", parameters={"intervention_per_week": weekly})
    result = run_arms(w, [arm], 3000, 3, structures=[Structure()])
    assert result.mean("x", "p_intervention") == pytest.approx(1 - np.exp(-50 * weekly), abs=0.02)
    off = Arm(id="y", off=("intervention",), parameters={"intervention_per_week": 1.0})
    assert run_arms(w, [off], 50, 3, structures=[Structure()]).mean("y", "p_intervention") == 0.0


def test_a_deal_gets_the_guarantee_that_is_left():
    state, model = start(Policy(offer="early", guarantor=True), offer_per_week=1e9, rationality=0.0)
    state.leverage[:] = 0.123
    votes(state, model, 0)
    deals = state.status == DEAL
    assert deals.any()
    np.testing.assert_allclose(state.guarantee[deals], 0.123)
