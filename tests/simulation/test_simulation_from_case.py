"""From a campaign of a case to a world: nothing invented without being listed."""

import datetime as dt
from dataclasses import fields, replace

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
from sulh.simulation import World, default_arms, run_arms
from sulh.simulation.from_case import (
    _split,
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
    assert "trust" not in {a.name for a in assumptions_of(case(g), g)}
    with pytest.raises(ModelError, match="hope"):
        parameters_from_campaign(campaign(parameters=(Parameter(name="hoppe", value=value),)))


def test_every_number_without_a_text_is_listed():
    g = campaign()
    rows = {a.name: a for a in assumptions_of(case(g), g)}
    assert "population of pl:daraa" not in rows  # from a text
    force = rows["force of pl:daraa"]
    assert (force.low, force.mode, force.high, force.unit) == (500, 1001, 2000, "people")
    assert rows["strong_force"].field == "campaigns/g:south/strong_force"
    assert rows["backing of p:dawla by p:rusya"].unit == "share"
    assert rows["trust"].field == "campaigns/g:south/parameters/trust"


def test_what_is_taken_as_certain_is_listed_with_its_point():
    g = campaign()
    rows = {a.name: a for a in assumptions_of(case(g), g)}
    expected = {
        "equal shares of the strong side": (0.5, "share", "strong_shares"),
        "equal shares of pl:daraa": (0.5, "share", "fronts/pl:daraa/holder_shares"),
        "neighbours of pl:daraa": (1, "areas", "fronts/pl:daraa/neighbours"),
        "stock of pl:daraa": (1, "share", "fronts/pl:daraa/stock"),
        "infrastructure of pl:tafas": (1, "share", "fronts/pl:tafas/infrastructure"),
        "truce term of pl:tafas": (0, "weeks", "fronts/pl:tafas/truce_term_weeks"),
    }
    for name, (value, unit, field) in expected.items():
        row = rows[name]
        assert row.low == row.mode == row.high == value, name
        assert (row.unit, row.basis) == (unit, "assumed")
        assert row.field == f"campaigns/g:south/{field}"
    assert "stock of pl:tafas" not in rows  # not besieged: it is not used
    assert "truce age of pl:tafas" not in rows  # the agreement has a date
    elsewhere = campaign(fronts=tuple(replace(f, neighbours=("pl:dimashq",)) for f in g.fronts))
    assert "neighbours of pl:daraa" in {a.name for a in assumptions_of(case(g), elsewhere)}
    undated = campaign(when=None)
    assert "truce age of pl:tafas" in {a.name for a in assumptions_of(case(undated), undated)}


def test_each_of_them_can_be_set_and_is_then_not_listed():
    set_here = {"holder_shares": (0.8, 0.2), "stock": 0.4, "infrastructure": 0.7}
    g = campaign(
        strong_shares=(0.9, 0.1), when=None,
        fronts=(
            front("pl:daraa", besieged=True, neighbours=("pl:tafas",), sink="pl:tafas", **set_here),
            front("pl:tafas", truce="a:hudna", truce_weeks=7, truce_term_weeks=3,
                  sink="pl:idlib", **set_here),
        ),
    )  # fmt: skip
    w = world_from_campaign(case(g), g)
    assert w.mobile.tolist() == [8101, 900, 0, 0, 0]
    assert w.force[0].tolist() == [0, 0, 801, 200, 0]
    assert w.stock_share.tolist() == [0.4, 0.4]
    assert w.infrastructure.tolist() == [0.7, 0.7]
    assert w.truce_weeks.tolist() == [0, 7]
    assert w.truce_term_weeks.tolist() == [0, 3]
    assert w.sink == ("pl:tafas", "")
    left = {a.name for a in assumptions_of(case(g), g)}
    assert not {n for n in left if n.split(" of ")[0] in (
        "equal shares", "neighbours", "stock", "infrastructure", "truce age", "truce term")}  # fmt: skip


def test_every_number_of_the_world_is_from_the_case_or_listed():
    """Change a number of the world that no list names, and this says which was forgotten."""
    g = campaign()
    from_the_case = {"areas", "parties", "strong", "contested", "besieged", "truce", "deal", "hostile",
                     "holdout", "excluded", "guarantor", "belongs", "sink", "horizon_weeks",
                     "title"}  # fmt: skip
    listed = {
        "mobile": "strong_force", "mobile_spread": "strong_force", "force": "force of",
        "force_spread": "force of", "population": "population of",
        "population_spread": "population of", "adjacency": "neighbours of",
        "backings": "backing of", "stock_share": "stock of", "infrastructure": "infrastructure of",
        "truce_weeks": "truce age of", "truce_term_weeks": "truce term of",
        "deal_weeks": "deal age of", "deal_arms": "arms kept of",
    }  # fmt: skip
    assert {f.name for f in fields(World)} == from_the_case | set(listed)
    settled = front("pl:nawa", deal="a:hudna")
    people_assumed = campaign(
        when=None, fronts=(*(replace(f, population=f.force) for f in g.fronts), settled)
    )
    names = [a.name for a in assumptions_of(case(people_assumed), people_assumed)]
    for name in listed.values():
        assert any(n.startswith(name) for n in names), name


def test_factions_of_one_party_are_said_to_belong_to_it():
    g = campaign(backings=(Backing(backer="p:rusya", client="p:muarada", mode="supply",
                                   level=Quantity(low=0.2, mode=0.5, high=0.8)),))  # fmt: skip
    known = case(g)
    parties = tuple(
        replace(p, part_of="p:muarada") if p.id in ("p:faylaq", "p:jaysh") else p
        for p in known.parties
    )
    whole = (*parties, Party(id="p:muarada", name=Text(ar="المعارضة")))
    w = world_from_campaign(replace(known, parties=whole), g)
    assert w.belongs == ("p:dawla", "p:halif", "p:muarada", "p:muarada", "p:rusya")
    assert "p:muarada" not in w.parties
    assert w.factions("p:muarada").tolist() == [False, False, True, True, False]


def test_forces_are_split_without_losing_anybody():
    for total, shares in (
        (1001, (0.5, 0.5)),
        (10, (0.34, 0.33, 0.33)),
        (1, (0.5, 0.5)),
        (7, (1.0,)),
    ):
        parts = _split(total, shares)
        assert sum(parts) == total
        assert min(parts) >= 0


@pytest.mark.parametrize("empty", ["fronts", "strong_side"])
def test_a_campaign_without_its_parts_is_refused(empty):
    g = campaign(**{empty: ()})
    with pytest.raises(ModelError, match=empty):
        world_from_campaign(case(g), g)


def test_policy_of_the_case_and_of_the_simulation_have_the_same_fields():
    from dataclasses import asdict

    from sulh.simulation import Policy as Ours

    assert asdict(Policy()) == asdict(Ours())


@pytest.mark.parametrize(("fields", "words"), [
    ({"strong_force": people(-5, 10, 20)}, ("campaigns/g:south/strong_force", "-5 is negative")),
    ({"strong_force": people(5, float("nan"), 20)}, ("strong_force", "not finite")),
    ({"fronts": (front("pl:daraa", population=people(-1, 0, 1)),)},
     ("campaigns/g:south/fronts/pl:daraa/population", "negative")),
    ({"fronts": (front("pl:daraa", force=people(10, 5, 20)),)}, ("force", "no mass")),
    ({"fronts": (front("pl:daraa", force=people(0, 0, 0)),)}, ("force", "nobody defends pl:daraa")),
    ({"fronts": (front("pl:daraa", holder_shares=(0.5,)),)},
     ("holder_shares", "2 shares that add up to 1")),
    ({"strong_shares": (0.5, 0.6)}, ("strong_shares", "add up to 1.1")),
    ({"strong_shares": (-0.5, 1.5)}, ("strong_shares",)),
    ({"fronts": (front("pl:daraa"), front("pl:daraa"))}, ("twice", "pl:daraa")),
    ({"guarantor": None, "backings": (Backing(
        backer="p:rusya", client="p:dawla", level=people(0.5, 1.5, 2)),)}, ("level 1.5",)),
])  # fmt: skip
def test_numbers_that_make_no_sense_name_their_field(fields, words):
    g = campaign(**fields)
    with pytest.raises(ModelError) as caught:
        world_from_campaign(case(g), g)
    for word in words:
        assert word in str(caught.value)


def test_what_is_listed_has_words_in_both_languages():
    """The ledger of the brief names each number and its area; no id is shown."""
    from sulh.settlement.assumptions import assumptions_in
    from sulh.words import Voice
    from sulh.words.ledger import assumption_words, range_words
    from sulh.words.names import names_of

    g = campaign(when=None, fronts=(*campaign().fronts, front("pl:tafas2", deal="a:hudna")))
    known = case(g)
    known = replace(known, areas=(*known.areas, Area(id="pl:tafas2", name=Text(en="tafas2"))))
    for language in ("ar", "en"):
        voice = Voice(language)
        names = names_of(known, voice)
        for row in assumptions_in(known, campaigns=(g,)):
            said = assumption_words(row, names)
            assert "pl:" not in said, row.about
            assert "p:" not in said, row.about
            assert said != row.what.in_("en") or language == "en", said
            assert range_words(row, voice)
