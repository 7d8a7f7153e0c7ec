"""From a campaign of a case to a world: nothing invented without being listed."""

import datetime as dt

import numpy as np
import pytest

from sulh.case.model import (
    Agreement,
    Area,
    Backing,
    Campaign,
    Case,
    Decision,
    Front,
    Parameter,
    Party,
    Patch,
    PatchOp,
    Policy,
    Quantity,
    Role,
    Text,
    When,
)
from sulh.errors import ModelError
from sulh.simulation import default_arms, run_arms
from sulh.simulation.from_case import (
    arms_from_campaign,
    assumptions_of,
    parameters_from_campaign,
    world_from_campaign,
)

NOW = When(start=dt.date(2018, 7, 5), end=dt.date(2018, 7, 5))


def people(low, mode, high, basis="assumed"):
    return Quantity(low=low, mode=mode, high=high, unit="people", basis=basis)


def front(area, **fields):
    plain = {
        "area": area, "holders": ("p:faylaq", "p:jaysh"), "force": people(500, 1001, 2000),
        "population": people(20_000, 40_000, 90_000, "text"),
    }  # fmt: skip
    return Front(**(plain | fields))


def campaign(**fields):
    plain = {
        "id": "g:south", "title": Text(ar="الجنوب"), "pattern": "siege-and-evacuation", "when": NOW,
        "strong_side": ("p:dawla", "p:halif"), "strong_force": people(3000, 9001, 20_000),
        "fronts": (front("pl:daraa", besieged=True), front("pl:tafas", truce="a:hudna")),
        "guarantor": "p:rusya",
        "backings": (Backing(backer="p:rusya", client="p:dawla", mode="air",
                             level=Quantity(low=0.2, mode=0.5, high=0.8)),),
        "horizon_weeks": 30,
    }  # fmt: skip
    return Campaign(**(plain | fields))


def case(*campaigns):
    parties = [
        Party(id=f"p:{n}", name=Text(en=n)) for n in ("dawla", "halif", "faylaq", "jaysh", "rusya")
    ]
    areas = [Area(id=f"pl:{n}", name=Text(en=n)) for n in ("daraa", "tafas")]
    return Case(
        id="south", title=Text(ar="الجنوب"), parties=tuple(parties), areas=tuple(areas),
        campaigns=campaigns, agreements=(Agreement(
            id="a:hudna", name=Text(ar="هدنة"), status="reached", excluded=("p:jaysh",),
            when=When(start=dt.date(2018, 6, 7), end=dt.date(2018, 6, 7)),
        ),),
        decisions=(Decision(
            id="d:south", title=Text(ar="الجنوب"), pattern="siege-and-evacuation", when=NOW,
            roles=(Role(name="hold_out", title=Text(en="Hold-out"), parties=("p:jaysh",)),),
        ),),
    )  # fmt: skip


def test_world_takes_what_the_campaign_says():
    g = campaign()
    w = world_from_campaign(case(g), g)
    assert w.areas == ("pl:daraa", "pl:tafas")
    assert w.parties == ("p:dawla", "p:halif", "p:faylaq", "p:jaysh", "p:rusya")
    assert w.mobile.tolist() == [4501, 4500, 0, 0, 0]
    assert w.force.tolist() == [[0, 0, 501, 500, 0]] * 2
    assert w.population.tolist() == [40_000, 40_000]
    assert w.besieged.tolist() == [True, False]
    assert w.truce.tolist() == [False, True]
    assert w.truce_weeks.tolist() == [0, 4]
    assert w.holdout.tolist() == [False, False, False, True, False]
    assert w.excluded.tolist() == [False, False, False, True, False]
    assert w.adjacency.tolist() == [[False, True], [True, False]]
    assert w.guarantor == "p:rusya"
    assert w.mobile_spread == pytest.approx((3000 / 9001, 20_000 / 9001))
    assert w.backings[0].spread == pytest.approx((0.4, 1.6))
    assert w.horizon_weeks == 30


def test_neighbours_are_kept_where_given():
    fronts = tuple(front(f"pl:{n}", neighbours=near) for n, near in (
        ("a", ("pl:b",)), ("b", ()), ("c", ("pl:b",))))  # fmt: skip
    g = campaign(fronts=fronts)
    w = world_from_campaign(case(), g)
    expected = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]], dtype=bool)
    np.testing.assert_array_equal(w.adjacency, expected)


def test_an_area_without_known_holders_stands_for_itself():
    g = campaign(fronts=(front("pl:daraa", holders=()),))
    w = world_from_campaign(case(g), g)
    assert w.force[0, w.party("pl:daraa")] == 1001


def test_the_world_runs_and_draws_its_ranges():
    g = campaign()
    r = run_arms(world_from_campaign(case(g), g), arms_from_campaign(g), 40, 0)
    assert len(r.arms) == 6
    assert r.of("status_quo", "civilian_deaths_people").std() > 0


def test_arms_always_shown_and_those_added():
    arms = arms_from_campaign(campaign(arms=(
        Patch(id="status_quo", title=Text(ar="كما هو", en="As it is")),
        Patch(id="calm", title=Text(en="Calm"), ops=(
            PatchOp(op="set", path="campaigns/g:south/policy/assault", value="stop"),
            PatchOp(op="set", path="campaigns/g:south/parameters/leverage", value=1),
        )),
        Patch(id="settle_now", title=Text(), ops=(
            PatchOp(op="set", path="campaigns/g:south/policy/evacuation", value="none"),)),
    )))  # fmt: skip
    by_id = {a.id: a for a in arms}
    assert [a.id for a in arms] == [*(a.id for a in default_arms()), "calm"]
    assert by_id["status_quo"].title_ar == "كما هو"
    assert by_id["calm"].policy.assault == "stop"
    assert by_id["calm"].parameters == {"leverage": 1.0}
    assert by_id["settle_now"].policy.evacuation == "none"
    assert by_id["settle_now"].policy.offer == "early"


@pytest.mark.parametrize(("op", "words"), [
    ({"op": "set", "path": "campaigns/g:south/policy/guarantors", "value": True}, "guarantor"),
    ({"op": "set", "path": "campaigns/g:south/policy/offer", "value": "soon"}, "early"),
    ({"op": "set", "path": "campaigns/g:south/strong_force/mode", "value": 5}, "an arm may set"),
    ({"op": "remove", "path": "campaigns/g:south/policy/offer"}, "cannot remove"),
    ({"op": "set", "path": "campaigns/g:other/policy/offer", "value": "early"}, "cannot set"),
    ({"op": "set", "path": "campaigns/g:south/parameters/trusst", "value": 1}, "trust"),
    ({"op": "set", "path": "campaigns/g:south/parameters/trust", "value": "much"}, "number"),
])  # fmt: skip
def test_arms_that_patch_what_they_cannot(op, words):
    g = campaign(arms=(Patch(id="odd", title=Text(en="odd"), ops=(PatchOp(**op),)),))
    with pytest.raises(ModelError) as caught:
        arms_from_campaign(g)
    assert words in str(caught.value)


def test_parameters_a_campaign_sets():
    value = Quantity(low=0.8, mode=0.9, high=0.95, basis="text")
    g = campaign(parameters=(Parameter(name="trust", value=value),))
    assert parameters_from_campaign(g)["trust"].mode == 0.9
    assert "trust" not in {a.name for a in assumptions_of(g)}
    with pytest.raises(ModelError, match="hope"):
        parameters_from_campaign(campaign(parameters=(Parameter(name="hoppe", value=value),)))


def test_every_number_without_a_text_is_listed():
    rows = {a.name: a for a in assumptions_of(campaign())}
    assert "population of pl:daraa" not in rows  # from a text
    force = rows["force of pl:daraa"]
    assert (force.low, force.mode, force.high, force.unit) == (500, 1001, 2000, "people")
    assert rows["strong_force"].field == "campaigns/g:south/strong_force"
    assert rows["backing of p:dawla by p:rusya"].unit == "share"
    assert rows["trust"].field == "campaigns/g:south/parameters/trust"


@pytest.mark.parametrize("empty", ["fronts", "strong_side"])
def test_a_campaign_without_its_parts_is_refused(empty):
    g = campaign(**{empty: ()})
    with pytest.raises(ModelError, match=empty):
        world_from_campaign(case(g), g)


def test_policy_of_the_case_and_of_the_simulation_have_the_same_fields():
    from dataclasses import asdict

    from sulh.simulation import Policy as Ours

    assert asdict(Policy()) == asdict(Ours())
