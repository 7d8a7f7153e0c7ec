"""Where people go, who is counted on which side, and that both engines count alike."""

import numpy as np
import pytest
from simulation_start import start, world

from sulh.simulation import Arm, Backing, Policy, Structure, World, run_arms
from sulh.simulation.outcomes import AREA_FIELDS, PARTY_FIELDS, by_area, by_party
from sulh.simulation.rules.human_cost import destination, human_cost, sinks
from sulh.simulation.state import DEAL, FALLEN, OUTSIDE, TRUCE
from sulh.simulation.step import step


def test_people_flee_to_calm_neighbours_that_are_not_besieged_or_to_the_sink():
    w = world(besieged=[True, False, False], sink=("", "a", "c"))
    state, model = start(w=w)
    state.status[:] = TRUCE, TRUCE, DEAL
    u = np.tile((np.arange(2000) + 0.5)[:, None] / 2000, (1, 3))
    to = destination(state, model, u)
    assert [(to[:, 0] == d).mean() for d in (1, 2, 3)] == pytest.approx([1 / 3] * 3, abs=0.001)
    # a is besieged, but the sink of b: one of its two ways
    assert [(to[:, 1] == d).mean() for d in (0, 2, 3)] == pytest.approx(
        [1 / 2, 1 / 2, 0], abs=0.001
    )
    state.status[:, 1], state.status[:, 2] = FALLEN, 0
    assert (destination(state, model, u)[:, 0] == 3).all()


def test_the_sink_of_an_area_is_given_by_name():
    assert sinks(world(sink=("b", "", "b"))).tolist() == [1, 3, 1]


def test_those_displaced_are_counted_where_they_are_and_come_home_from_there():
    state, model = start(n=50, return_half_life_days=7.0, returnable_share=1.0)
    state.focus[:] = 0
    state.status[:, 1] = OUTSIDE
    for tick in range(8):
        human_cost(state, model, tick)
    fled = state.displaced[:, 0]
    assert (fled > 0).all()
    np.testing.assert_array_equal(state.away[:, 0].sum(axis=1), fled)
    assert (state.away[:, 0, 1] > 0).any()  # a neighbour
    assert (state.away[:, 0, 3] > 0).any()  # outside
    state.focus[:], state.status[:] = -1, DEAL
    for tick in range(8, 80):
        human_cost(state, model, tick)
    assert (state.away == 0).all()


def test_hosts_and_outside_add_up_to_those_away():
    w = world(sink=("b", "", "b"), horizon_weeks=40)
    result = run_arms(w, [Arm(id="x")], 100, 2, structures=[Structure()])
    state, model = start(Policy(offer="early"), n=200, w=w)
    for tick in range(40):
        step(state, model, tick)
    hosted = by_area(state, model)[:, :, AREA_FIELDS.index("hosted_people")].sum(axis=1)
    away = (state.displaced + state.evacuated).sum(axis=1)
    outside = state.away[:, :, 3].sum(axis=1) + state.evacuated[:, 1]
    np.testing.assert_array_equal(hosted + outside, away)
    assert (hosted > 0).any()
    assert (state.evacuated.sum(axis=1) > 0).any()
    assert (result.of("x", "away_outside_people") <= result.of("x", "away_at_end_people")).all()


def test_costs_are_counted_by_side_and_after_a_deal():
    result = run_arms(world(horizon_weeks=60), [Arm(id="x")], 100, 2, structures=[Structure()])

    def of(name):
        return result.of("x", name)

    strong, weak = of("military_deaths_strong_people"), of("military_deaths_weak_people")
    np.testing.assert_array_equal(strong + weak, of("military_deaths_people"))
    harmed = of("killed_after_deal_people") + of("detained_people")
    np.testing.assert_array_equal(harmed, of("harmed_after_deal_people"))
    assert (of("killed_after_deal_people") <= of("civilian_deaths_people")).all()
    assert min(strong.sum(), weak.sum(), harmed.sum()) > 0


def test_fighters_are_counted_by_party_and_none_is_lost():
    state, model = start(Policy(offer="early"), n=100)
    for tick in range(50):
        step(state, model, tick)
    counted = by_party(state)
    disarmed = 3000 + 2200 - counted.sum(axis=(1, 2))
    assert counted.shape[2] == len(PARTY_FIELDS)
    assert (disarmed >= 0).all()  # those who laid down their arms are civilians
    assert (counted >= 0).all()


def test_areas_of_one_status_differ_by_local_intensity_but_not_on_average():
    def dead(spread):
        state, model = start(intensity_spread=spread, death_dispersion=1000.0)
        state.focus[:] = 0
        human_cost(state, model, 0)
        return state.dead[:, 0]

    even, uneven = dead(0.0), dead(1.0)
    assert uneven.std() > 5 * even.std()
    assert uneven.mean() == pytest.approx(even.mean(), rel=0.1)


def test_harm_after_a_deal_is_drawn_once_in_four_weeks_and_at_the_end():
    state, model = start(n=300, w=world(horizon_weeks=6))
    state.status[:] = DEAL
    killed = []
    for tick in range(6):
        human_cost(state, model, tick)
        killed.append(int(state.killed_after.sum()))
    assert killed[2] == 0 < killed[3] == killed[4] < killed[5]
    assert killed[5] / killed[3] == pytest.approx(6 / 4, rel=0.15)
    assert (state.exposed == 0).all()


def shuffled(seed):
    """A world with everything a world may have, drawn from a seed."""
    rng = np.random.default_rng(seed)
    areas = int(rng.integers(1, 6))
    near = np.triu(rng.random((areas, areas)) < 0.7, 1)
    near |= np.eye(areas, k=1, dtype=bool)
    names = [f"a{i}" for i in range(areas)]
    return World.make(
        areas=names, parties=["state", "ally", "east", "west", "far", "patron"],
        strong=["state", "ally"], mobile={"state": int(rng.integers(500, 5000)), "ally": 400},
        force=[[0, 0, *rng.integers(1, 600, 3), 0] for _ in names],
        population=rng.integers(1000, 90_000, areas), adjacency=near | near.T,
        besieged=rng.random(areas) < 0.5, truce=rng.random(areas) < 0.4,
        truce_weeks=rng.integers(0, 60, areas), truce_term_weeks=rng.integers(0, 6, areas),
        holdout=[False, False, False, False, True, False],
        excluded=[False, False, False, False, bool(seed % 2), False],
        belongs=("state", "ally", "rebels", "rebels", "far", "patron"),
        sink=tuple(rng.choice(["", *names], areas).tolist()), guarantor="patron",
        backings=(Backing(backer="patron", client="state", mode="air", level=0.7),
                  Backing(backer="patron", client="rebels", mode="troops", level=0.6),
                  Backing(backer="patron", client="far", mode="supply", level=0.3)),
        stock_share=rng.random(areas), horizon_weeks=30,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_engines_count_alike_whatever_the_world(seed):
    from sulh.simulation import DEFAULTS, compiled, reference
    from sulh.simulation.run import world_parameters

    w, runs = shuffled(seed), np.arange(60)
    draws = DEFAULTS.and_(world_parameters(w)).draw(seed, runs)
    policies = (
        Policy(guarantor=True),
        Policy(offer="early", monitored=True, tempo="no_pause"),
        Policy(assault="stop", offer="early", evacuation="voluntary", right_of_return=True),
    )
    for policy in policies:  # fmt: skip
        arm = Arm(id="x", policy=policy, parameters={"backer_shift_per_week": 0.1})
        a, b = (
            e.run_block(
                w, arm, draws, structure=Structure(lookahead=seed % 3), seed=seed, numbers=runs
            )
            for e in (reference, compiled)
        )
        same = np.isclose(a.values, b.values, rtol=1e-9, atol=1e-9).all(axis=1)
        same &= (a.areas == b.areas).all(axis=(1, 2)) & (a.parties == b.parties).all(axis=(1, 2))
        assert same.all()
