"""Areas that change hands one after another, what is left, who is listed, who is called for help."""

from __future__ import annotations

import pytest

from sulh.read.choose import choose_packs
from sulh.read.document import read_document
from sulh.read.names import names_for


def claims(text: str) -> set[tuple[str, ...]]:
    """Return type, sides, places and force of each claim, by the ends of their ids."""
    reading = read_document(text, names_for(choose_packs([text], None)))

    def ids(refs) -> str:
        return ",".join(sorted(ref.key.split(":", 1)[1] for ref in refs))

    return {
        (c.type, ids(c.actors), ids(c.targets), ids(c.places), c.modality) for c in reading.claims
    }


ROW = {
    "ar": "استعاد الجيش السوداني المدن من قوات الدعم السريع واحدة تلو الأخرى. في البداية الخرطوم "
          "ثم مروي والآن الفاشر، ولم يتبق سوى نيالا.",
    "en": "Government forces have retaken rebel towns one after another: first Mosul, then Tikrit, "
          "and now Ramadi. Only Fallujah remains.",
}  # fmt: skip


@pytest.mark.parametrize("language", ROW)
def test_a_row_of_areas_is_taken_by_who_takes_them(language):
    takes = {c for c in claims(ROW[language]) if c[0] == "gain_territory" and c[3]}
    places = {"ar": {"khartoum", "fasher"}, "en": {"mosul", "tikrit", "ramadi"}}[language]
    assert {c[3] for c in takes} >= places
    assert {c[4] for c in takes} == {"asserted"}
    assert len({c[1] for c in takes}) == 1


@pytest.mark.parametrize("language", ROW)
def test_what_alone_remains_is_left_to_the_loser(language):
    area = {"ar": "nyala", "en": "fallujah"}[language]
    (held,) = [c for c in claims(ROW[language]) if c[0] == "control"]
    assert held[3] == area
    assert held[1] in {"rsf", "~rebel"}


@pytest.mark.parametrize(
    "text",
    [
        "زار وفد أممي عدن ثم تعز.",
        "Rebels hope to take the towns. First Goma, then Bukavu.",
        "يخطط الجيش السوداني لاستعادة المدن من قوات الدعم السريع. أولا الخرطوم ثم الفاشر.",
    ],
)
def test_a_row_that_nobody_took_is_no_fact(text):
    assert not any(c[0] == "gain_territory" and c[4] == "asserted" for c in claims(text))


def test_parties_listed_behind_a_colon_are_members():
    text = "باقي الولايات كانت بيد المعارضة: داعش، النصرة، الأكراد والجيش الحر."
    members = {c[1] for c in claims(text) if c[0] == "member_of" and c[2] == "syrian-opposition"}
    assert members == {"daesh", "nusra", "kurds", "free-syrian-army"}


def test_a_quote_behind_a_colon_lists_no_members():
    text = "بوتين: روسيا وتركيا وإيران ستجتمع في أستانا بشأن الحرب."
    assert not any(c[0] == "member_of" for c in claims(text))


@pytest.mark.parametrize(
    ("text", "client"),
    [
        ("استعان الجيش السوداني بمرتزقة فاغنر في معارك الخرطوم.", "saf"),
        ("اتهم ناشطون استعانة الجيش السوداني بمرتزقة فاغنر.", "saf"),
    ],
)
def test_who_calls_for_help_is_backed_by_who_helps(text, client):
    backed = {c[1:3] for c in claims(text) if c[0] == "backed_by"}
    assert backed == {(client, "wagner")}


def test_support_as_the_reason_why_somebody_held_out_is_support_of_him():
    text = "كان صمود البيشمركة في كركوك بسبب الدعم الأمريكي."
    backed = {c[1:3] for c in claims(text) if c[0] == "backed_by"}
    assert ("peshmerga", "united-states") in backed


@pytest.mark.parametrize(
    "text",
    [
        "التقى الوفد قادة اللواء الثامن في الفيلق الخامس بقيادة أحمد العودة.",
        "Fighters of the 8th Brigade of the Fifth Corps led by Ahmad Awda attacked.",
    ],
)
def test_the_smaller_formation_is_part_of_the_larger_and_has_the_leader(text):
    found = {c[:3] for c in claims(text) if c[0] in ("sub_unit_of", "leader_of")}
    assert ("sub_unit_of", "sy-eighth-brigade", "sy-fifth-corps") in found
    (leader,) = [c for c in found if c[0] == "leader_of"]
    assert leader[2] == "sy-eighth-brigade"


def test_what_a_master_provides_goes_to_who_is_bound_to_him():
    text = "انضم اللواء الثامن إلى الفيلق الخامس واحتفظ بسلاحه مع الولاء لروسيا التي توفر السلاح."
    found = {c[:3] for c in claims(text)}
    assert ("subordinate_to", "sy-eighth-brigade", "russia") in found
    assert ("backed_by", "sy-eighth-brigade", "russia") in found
