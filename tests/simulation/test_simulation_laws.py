"""The unit laws that the mechanisms must satisfy, with the figures of the design."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.simulation import DEFAULTS, MECHANISMS, Arm, Policy, Structure, World, run_arms
from sulh.simulation.rules.attrition import weekly_losses
from sulh.simulation.rules.bargaining import bargaining_range, surplus_of_deal
from sulh.simulation.rules.survival import ACCORD_HAZARD_PER_MONTH, deal_hazard
from sulh.simulation.run import world_parameters
from sulh.simulation.state import begin, block, people
from sulh.simulation.step import STEP, step
from sulh.simulation.streams import Streams

ENEMIES = np.array([[False, True], [True, False]])
FIGHT = ("truces", "bargaining", "rescue", "guarantee", "survival", "spoilers", "patrons",
         "siege", "human_cost", "intervention")  # fmt: skip


def pockets(strong, n=4, r=100):
    return World.make(
        areas=[f"a{i}" for i in range(n)], parties=["state", "locals"], strong=["state"],
        mobile={"state": strong}, force=[[0, r]] * n, population=[1000] * n, horizon_weeks=300,
    )  # fmt: skip


def test_fire_that_overwhelms_leaves_nobody():
    lost = weekly_losses(np.array([500.0, 3.0]), np.ones(2), ENEMIES, np.array([0.05]), "square")
    assert lost[1] == 3.0


def share_in_which_all_fall(strong, solidarity):
    arm = Arm(id="fight", policy=Policy(tempo="no_pause", truces=False), off=FIGHT)
    parameters = DEFAULTS.fix(
        attrition_per_week=0.05, attrition_noise=0.1, defence_advantage=1.0, solidarity=solidarity,
        background_fighting=0.0, breakpoint_weak=0.0, breakpoint_strong=0.0, cost_strong=0.0,
        rationality=1e6, containment=0.0, spill_over=0.0,
    )  # fmt: skip
    result = run_arms(
        pockets(strong), [arm], 600, 5, parameters=parameters, structures=[Structure()]
    )
    return float((result.of("fight", "fallen_areas_share") == 1.0).mean())


def test_square_law_keeps_its_invariant():
    force = np.array([1000.0, 700.0])
    invariant = force[0] ** 2 - force[1] ** 2
    for _ in range(200):
        force -= weekly_losses(force, np.ones(2), ENEMIES, np.array([0.005]), "square")
    assert force[0] ** 2 - force[1] ** 2 == pytest.approx(invariant, rel=1e-3)
    assert force[1] < 100


def test_linear_law_keeps_the_difference():
    force = np.array([1000.0, 700.0])
    for _ in range(50):
        force -= weekly_losses(force, np.ones(2), ENEMIES, np.array([0.05]), "linear")
    assert force[0] - force[1] == pytest.approx(300.0)


def test_fire_is_divided_over_enemies_by_their_number():
    three = np.array([[0, 1, 1], [1, 0, 0], [1, 0, 0]], dtype=bool)
    lost = weekly_losses(np.array([100.0, 30.0, 10.0]), np.ones(3), three, np.array([1e-4]),
                         "square")  # fmt: skip
    assert lost[1] / lost[2] == pytest.approx(3.0, rel=1e-3)
    assert lost[1] + lost[2] == pytest.approx(1e-4 * 100.0, rel=1e-3)


@pytest.mark.parametrize(
    ("strong", "low", "high"), [(200, 0.3, 0.5), (220, 0.9, 0.985), (260, 0.995, 1.0)]
)
def test_one_by_one_needs_root_n_times_the_strength(strong, low, high):
    assert low <= share_in_which_all_fall(strong, solidarity=0.0) <= high


def test_together_they_hold_against_more_than_root_n():
    assert share_in_which_all_fall(350, solidarity=1.0) == 0.0


def test_truces_elsewhere_free_the_strong_side():
    """Containment ties `eta * r` opposite each active pocket; truces set it free."""

    def fallen(truces):
        arm = Arm(id="x", policy=Policy(tempo="no_pause", truces=truces, offer="none"),
                  off=("patrons", "guarantee", "survival", "spoilers", "intervention"))  # fmt: skip
        parameters = DEFAULTS.fix(containment=0.5, breakpoint_strong=0.0, cost_strong=0.0)
        world = pockets(350, n=6)
        result = run_arms(world, [arm], 300, 2, parameters=parameters, structures=[Structure()])
        return result.mean("x", "fallen_areas_share")

    assert fallen(truces=True) > fallen(truces=False)


@given(p=st.floats(0, 1), own=st.floats(0.001, 1), other=st.floats(0.001, 1))
def test_a_bargain_both_prefer_exists_when_costs_are_positive(p, own, other):
    low, high = bargaining_range(np.array([p]), np.array([own]), np.array([other]))
    assert low[0] < high[0]


def test_without_commitment_rescue_veto_every_offer_is_better_than_fighting():
    world, arm = pockets(250), Arm(id="x", off=("commitment", "rescue", "veto"))
    runs = np.arange(300)
    prior = DEFAULTS.prior({"steepness": (0.5, 1.0, 4.0)})
    draws = type(prior)((*prior.items, *world_parameters(world))).draw(3, runs)
    model = block(arm, world, draws, Structure(), Streams(3, runs))
    surplus, share = surplus_of_deal(begin(model), model)
    assert (surplus > 0).all()
    assert ((share >= 0) & (share <= 1)).all()


def test_with_commitment_some_offers_are_refused():
    world, runs = pockets(250), np.arange(300)
    draws = type(DEFAULTS)((*DEFAULTS.items, *world_parameters(world))).draw(3, runs)
    model = block(Arm(id="x"), world, draws, Structure(), Streams(3, runs))
    surplus, _share = surplus_of_deal(begin(model), model)
    assert (surplus < 0).any()


def test_hazard_of_accords_is_piecewise_constant_by_age():
    months = np.array([0.5, 2, 4, 9, 18, 30, 70])
    weeks = (months * 365.25 / 12 / 7).astype(int)
    monthly = deal_hazard(weeks) * 365.25 / 12 / 7
    np.testing.assert_allclose(monthly, ACCORD_HAZARD_PER_MONTH)
    assert (np.diff(ACCORD_HAZARD_PER_MONTH) < 0).all()


def hard_world(weeks=60):
    return World.make(
        areas=["a", "b", "c"], parties=["state", "ally", "locals", "others", "patron"],
        strong=["state", "ally"], mobile={"state": 3000, "ally": 501},
        force=[[0, 0, 700, 200, 0], [0, 0, 350, 0, 0], [0, 0, 900, 50, 0]],
        population=[50_001, 20_000, 77_777], besieged=[True, False, True],
        holdout=[False, False, False, True, False], guarantor="patron", horizon_weeks=weeks,
    )  # fmt: skip


@pytest.mark.parametrize("policy", [
    Policy(), Policy(offer="early", guarantor=True),
    Policy(assault="stop", offer="early", monitored=True, evacuation="voluntary", right_of_return=True),
])  # fmt: skip
def test_people_are_conserved_exactly(policy):
    world, runs = hard_world(), np.arange(64)
    draws = type(DEFAULTS)((*DEFAULTS.items, *world_parameters(world))).draw(9, runs)
    model = block(Arm(id="x", policy=policy), world, draws, Structure(), Streams(9, runs))
    state = begin(model)
    before = people(state)
    assert (before == 3501 + 2200 + 147_778).all()
    for tick in range(60):
        step(state, model, tick)
        assert (people(state) == before).all()
        for name in ("force", "mobile", "residents", "displaced", "evacuated", "detained"):
            assert (getattr(state, name) >= 0).all(), name
    assert state.dead.sum() > 0


def test_every_mechanism_has_a_switch_that_does_something():
    """Each can be off, and off means another ensemble in some policy (so no switch is dead)."""
    policy = Policy(offer="early", guarantor=True)
    parameters = DEFAULTS.fix(
        intervention_per_week=0.01, spoiler_break=0.4, backer_shift_per_week=0.05
    )
    from sulh.simulation import Backing

    base = hard_world(52)
    world = World(**{
        **{k: getattr(base, k) for k in base.__dataclass_fields__},
        "backings": (Backing(backer="patron", client="state", mode="air"),
                     Backing(backer="patron", client="locals")),
        "stock_share": np.array([0.05, 1.0, 0.05]),
    })  # fmt: skip
    arms = [Arm(id="all", policy=policy)] + [Arm(id=m, policy=policy, off=(m,)) for m in MECHANISMS]
    result = run_arms(world, arms, 60, 4, parameters=parameters, structures=[Structure()])
    for i, name in enumerate(MECHANISMS, start=1):
        assert not np.array_equal(result.values[0], result.values[i]), name


def test_order_of_the_step_is_a_list_of_named_rules():
    names = [rule.__name__ for rule in STEP]
    assert names.index("choose") < names.index("attrition") < names.index("votes")
    assert names.index("votes") < names.index("breach") < names.index("human_cost")
    assert len(set(names)) == len(names)
