"""Each of the six patterns is proposed where its evidence is, bound, and makes a sound decision."""

from dataclasses import replace

import pytest
from frame_cases import area, event, link, one_by_one, party, relation, siege, source

from sulh.case.model import Agreement, Case, Text
from sulh.frame import frame_case, load_pattern, pattern_names
from sulh.graph import analyze
from sulh.graph.from_case import conflict_from_decision

PARTIES = (
    party("red", "armed_force", "القوات الحمراء", "The red forces"),
    party("blue", "armed_group", "الفصائل الزرقاء", "The blue factions"),
    party("state", "government", "الدولة", "The state"),
    party("power", "state", "القوة الكبرى", "The great power"),
)
AREAS = (area("plain", "area", "السهل", "The plain"),)


def case(*claims, links=(), agreements=()):
    return Case(
        id="case",
        title=Text(en="A case"),
        sources=(source("one"),),
        parties=PARTIES,
        areas=AREAS,
        claims=claims,
        links=links,
        agreements=agreements,
    )


CEASEFIRE = case(
    event("strike", "attack", ("p:red",), ("p:blue",), ("pl:plain",)),
    event("calm_sent", "intervene", ("p:power",)),
    event("calm", "ceasefire", modality="intended", realis="purpose"),
    links=(link("for", "purpose", "calm_sent", "calm"),),
)
PATRON = case(
    event("strike", "attack", ("p:red",), ("p:blue",), ("pl:plain",)),
    relation("backs", "backed_by", "p:red", "p:power"),
    event("cut", "withhold_support", ("p:power",), ("p:red",)),
)
INTEGRATION = case(
    relation("joins", "sub_unit_of", "p:blue", "p:red"),
    relation("paid", "backed_by", "p:blue", "p:power"),
    event("signed", "agree", ("p:blue", "p:state"), obj="a:pact"),
    agreements=(
        Agreement(
            id="a:pact", name=Text(en="The pact"), status="implemented",
            signatories=("p:blue", "p:state"), claims=("c:signed",),
        ),
    ),
)  # fmt: skip
INTERVENTION = case(
    event("strike", "attack", ("p:red",), ("p:blue",), ("pl:plain",)),
    event("stern", "condemn", ("p:power",), ("p:red",)),
    event("no_help", "support", ("p:power",), ("p:blue",), modality="negated", polarity="neg"),
)
EXPECTED = {
    "guaranteed-ceasefire": (
        CEASEFIRE,
        {"side_a": "p:red", "side_b": "p:blue", "guarantor": "p:power"},
    ),
    "patron-and-client": (PATRON, {"client": "p:red", "patron": "p:power", "opponent": "p:blue"}),
    "integration-with-autonomy": (
        INTEGRATION,
        {"formation": "p:blue", "state_side": "p:state", "guarantor": "p:power"},
    ),
    "outside-intervention": (
        INTERVENTION,
        {"attacker": "p:red", "defender": "p:blue", "intervener": "p:power"},
    ),
    "siege-and-evacuation": (siege(), {"besieger": "p:government", "local_body": "p:council"}),
    "separate-truces": (one_by_one(), {"strong_side": "p:government", "area_now": "p:south"}),
}


def test_all_six_are_there():
    assert set(EXPECTED) == set(pattern_names())


@pytest.mark.parametrize("name", EXPECTED)
def test_proposed_unasked_and_bound(name):
    known, wanted = EXPECTED[name]
    decisions = {d.pattern: d for d in frame_case(known).decisions}
    assert name in decisions
    found = {role.name: role for role in decisions[name].roles}
    for role, who in wanted.items():
        assert found[role].parties[:1] == (who,)
        assert found[role].claims


@pytest.mark.parametrize("name", EXPECTED)
def test_what_it_requires_is_required(name):
    known, _ = EXPECTED[name]
    if load_pattern(name).yields_to:
        bare = tuple(
            c for c in known.claims if c.id not in {"c:calm_sent", "c:cut", "c:joins", "c:stern"}
        )
        bare = tuple(c for c in bare if c.id not in {"c:calm", "c:no_help"})
        left = replace(known, claims=bare, links=())
        assert name not in {d.pattern for d in frame_case(left).decisions}


def test_a_pattern_yields_to_one_that_describes_the_same_more_closely():
    patterns = {d.pattern for d in frame_case(siege()).decisions}
    assert patterns == {"siege-and-evacuation"}
    asked = frame_case(siege(), ["guaranteed-ceasefire"])
    assert {d.pattern for d in asked.decisions} == {"guaranteed-ceasefire"}


@pytest.mark.parametrize("name", EXPECTED)
def test_it_makes_a_conflict_with_an_equilibrium(name):
    known, _ = EXPECTED[name]
    decision = next(d for d in frame_case(known).decisions if d.pattern == name)
    conflict = conflict_from_decision(decision)
    result = analyze(conflict, ("nash", "gmr"))
    assert result.equilibria("gmr")
    assert {o.kind for o in decision.outcomes} >= {"status_quo", "settlement"}


def usual(name, **changes):
    """Equilibria of a pattern's decision in the usual order, options on, with beliefs changed."""
    known, _ = EXPECTED[name]
    decision = next(d for d in frame_case(known).decisions if d.pattern == name)
    statements = tuple(replace(s, belief=changes.get(s.id, s.belief)) for s in decision.statements)
    conflict = conflict_from_decision(replace(decision, statements=statements))
    result = analyze(conflict, ("seq", "sseq"))
    assert result.equilibria("seq")
    return {conflict.state_name(s) for s in result.equilibria("sseq")}


def test_a_ceasefire_holds_by_an_answer_or_by_fear_of_war():
    credible = usual("guaranteed-ceasefire", threat_credible=0.9, threat_empty=0.1)
    empty = usual("guaranteed-ceasefire", threat_credible=0.1, threat_empty=0.9)
    assert "-" in credible
    assert "attack_a attack_b" not in credible
    assert credible != empty


def test_a_client_stops_only_if_its_patron_means_it():
    means = usual("patron-and-client", patron_means_it=0.9, patron_stays=0.1)
    bluffs = usual("patron-and-client", patron_means_it=0.1, patron_stays=0.9)
    assert "-" in means
    assert "-" not in bluffs
    assert "attack" in bluffs


def test_a_formation_joins_and_is_dissolved_unless_somebody_would_mind():
    minded = usual("integration-with-autonomy", threat_credible=0.9, threat_empty=0.1)
    alone = usual("integration-with-autonomy", threat_credible=0.1, threat_empty=0.9)
    assert "recognise join" in minded
    assert "recognise join" not in alone


def test_the_assault_goes_on_where_nobody_comes():
    comes = usual("outside-intervention", outsider_comes=0.9, outsider_stays_away=0.1)
    stays = usual("outside-intervention", outsider_comes=0.1, outsider_stays_away=0.9)
    assert "assault" in stays
    assert "assault" not in comes
