"""Thin evidence binds only where nothing else fits, and what it binds is asked all the same."""

from frame_cases import area, event, party, source

from sulh.case.model import Case, Text
from sulh.frame import frame_case

PARTIES = (
    party("red", "armed_force", "القوات الحمراء", "The red forces"),
    party("blue", "armed_group", "الفصائل الزرقاء", "The blue factions"),
    party("power", "organisation", "المنظمة", "The organisation"),
)


def framed(*claims):
    case = Case(
        id="case",
        title=Text(en="A case"),
        sources=(source("one"),),
        parties=PARTIES,
        areas=(area("plain", "area", "السهل", "The plain"),),
        claims=claims,
    )
    return frame_case(case).decisions


def roles(decision):
    return {role.name: role.parties for role in decision.roles}


def asked(decision):
    return {question.about for question in decision.asks}


BESIEGES = event("ring", "attack", ("p:red",), (), ("pl:plain",), subtype="siege")
REFUSES = event("no", "reject", ("p:blue",))
CHARGE = event("charge", "accuse", ("p:red",), ("p:blue",))
TALKS = event("talks", "mediate", ("p:power",))
STRIKE = event("strike", "attack", ("p:red",), ("p:blue",), ("pl:plain",))


def test_who_answers_an_offer_for_a_besieged_area_is_bound_and_asked_for():
    (decision,) = framed(BESIEGES, REFUSES)
    assert decision.pattern == "siege-and-evacuation"
    assert roles(decision)["besieger"] == ("p:red",)
    assert roles(decision)["local_body"] == ("p:blue",)
    assert "local_body" in asked(decision)
    assert "besieger" not in asked(decision)


def test_two_who_accuse_each_other_are_two_sides_of_a_ceasefire_and_no_siege():
    (decision,) = framed(CHARGE, TALKS)
    assert decision.pattern == "guaranteed-ceasefire"
    assert roles(decision)["side_a"] == ("p:red",)
    assert roles(decision)["side_b"] == ("p:blue",)
    assert {"side_a", "side_b"} <= asked(decision)


def test_plain_evidence_leaves_thin_evidence_unread():
    (decision,) = framed(STRIKE, CHARGE, TALKS)
    assert decision.pattern == "guaranteed-ceasefire"
    assert not {"side_a", "side_b"} & asked(decision)


def test_a_refusal_alone_binds_nobody():
    assert framed(REFUSES, TALKS) == ()
