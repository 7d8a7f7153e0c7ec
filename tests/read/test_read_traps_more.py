"""Further traps of the founding texts' kind, in sentences of our own."""

from __future__ import annotations

import pytest


def events(facts, text, *types):
    return [f for f in facts(text) if f[0] == "event" and (not types or f[1] in types)]


def test_a_division_without_its_number_is_not_the_one_named_later(read):
    text = (
        "وصلت إلى البلدة فرقة من المهندسين لنزع الألغام. وقصفت طائرات تركية أطراف البلدة. "
        "وبعد يومين حاصرت الفرقة الرابعة البلدة."
    )
    case = read(text, packs=["syria"]).case
    (siege,) = [c for c in case.claims if getattr(c.content, "subtype", "") == "siege"]
    assert siege.content.actors == ("p:sy-fourth-division",)


def test_who_leads_what(read):
    text = "تقدم لواء النصر التابع للفيلق الخامس بقيادة سالم الحمدان نحو البلدة."
    relations = [r for r in read(text, packs=["syria"]).case.relations if r.type == "leader_of"]
    assert [("الحمدان" in r.subject) for r in relations] == [True]


def test_adjectives_of_two_states_carry_two_parties(read):
    case = read("لولا الدعم التركي و القطري لخسرت الحكومة طرابلس.", packs=["libya"]).case
    names = {p.id for p in case.parties}
    assert {"p:turkey", "p:qatar"} <= names


@pytest.mark.parametrize(
    "text",
    [
        "تسبب الهجوم في تشضي الجبهات وخسارة الغوطى .",
        "قال المسؤل ان القوات انسحبت من المدينه ، و لم تعود .",
        "هاجم المسلحون القرية،،، ثم انسحبوا!!!",
    ],
)
def test_slips_of_the_pen_are_read_or_passed_over(read, text):
    read(text)


def test_a_threat_to_hold_back_and_its_fulfilment_are_two_claims(facts):
    text = "هددت روسيا بعدم دعم الهجوم. وبعد يومين غاب الطيران الروسي عن الهجوم على سرت."
    held_back = events(facts, text, "withhold_support")
    assert [f for f in held_back if f[5] != "asserted"] or not held_back
    assert not [f for f in events(facts, text, "support") if f[5] == "asserted" and f[6] == "pos"]


def test_a_city_may_be_its_governorate(read):
    case = read("نزح آلاف السكان من درعا إلى الأردن.", packs=["syria"]).case
    (daraa,) = [a for a in case.areas if a.name.ar in ("درعا", "محافظة درعا", "مدينة درعا")]
    assert daraa.type in ("city_or_governorate", "city", "admin1")
