"""A framed situation as a campaign: fronts, backers, numbers marked as assumed, six arms."""

from dataclasses import replace

from frame_cases import event, one_by_one, siege

from sulh.case.model import Quantity
from sulh.frame import frame_case


def campaign(case):
    return frame_case(case).campaigns[0]


def test_fronts_are_what_is_contested_now_and_held_by_others():
    found = campaign(one_by_one())
    assert [front.area for front in found.fronts] == ["pl:southland", "pl:hills"]
    assert [front.holders for front in found.fronts] == [("p:south",), ("p:hills",)]
    assert found.strong_side == ("p:government",)


def test_areas_inside_one_another_are_one_front():
    assert [front.area for front in campaign(siege()).fronts] == ["pl:quarter"]


def test_backers_come_from_relations():
    pairs = {(b.backer, b.client) for b in campaign(one_by_one()).backings}
    assert pairs == {("p:friends", "p:south"), ("p:empire", "p:government")}
    assert all(b.claims for b in campaign(one_by_one()).backings)


def test_support_that_did_not_come_is_no_backing():
    case = one_by_one()
    without = tuple(c for c in case.claims if c.id != "c:friends_back")
    pairs = {(b.backer, b.client) for b in campaign(replace(case, claims=without)).backings}
    assert ("p:friends", "p:south") not in pairs


def test_numbers_without_a_text_are_marked_and_asked_for():
    found = campaign(siege())
    assert found.strong_force.basis == "pattern"
    assert found.fronts[0].population.low < found.fronts[0].population.high
    assert "numbers" in {q.about for q in found.asks}


def test_a_population_of_the_case_is_kept():
    known = Quantity(low=30_000, high=40_000, unit="people", basis="text", claims=("c:attack",))
    case = siege()
    areas = tuple(replace(a, population=known) if a.id == "pl:quarter" else a for a in case.areas)
    found = campaign(replace(case, areas=areas))
    assert found.fronts[0].population == known


def test_a_blockade_makes_a_siege():
    case = one_by_one()
    assert not campaign(case).fronts[0].besieged
    blockade = event(
        "ring", "attack", ("p:government",), (), ("pl:southland",), source="s:early",
        subtype="siege",
    )  # fmt: skip
    assert campaign(replace(case, claims=(*case.claims, blockade))).fronts[0].besieged


def test_six_arms_two_of_which_are_no_surrender_under_fire():
    arms = {
        arm.id: {op.path.rsplit("/", 1)[1]: op.value for op in arm.ops}
        for arm in campaign(siege()).arms
    }
    assert list(arms) == [
        "status_quo", "settle_now_guaranteed", "settle_now", "fight_then_settle", "assault_stops",
        "voluntary_evacuation",
    ]  # fmt: skip
    assert arms["status_quo"] == {}
    assert arms["assault_stops"]["assault"] == "stop"
    assert arms["assault_stops"]["monitored"] is True
    assert arms["voluntary_evacuation"]["evacuation"] == "voluntary"
    assert arms["voluntary_evacuation"]["right_of_return"] is True


def test_the_guarantor_of_the_decision_is_that_of_the_campaign():
    assert campaign(siege()).guarantor == "p:neighbour"
    assert campaign(one_by_one()).guarantor is None
