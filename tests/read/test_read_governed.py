"""What governs a noun says whether the event it names took place: lists, and shapes of nouns.

Single sentences stand in ``force/governed.tsv``, which test_read_unreal.py reads.
"""

from __future__ import annotations

from sulh.evaluation.reading import read_texts
from sulh.read.masdars import shaped_as_deed


def test_a_list_of_demands_keeps_its_force_to_the_end():
    text = (
        "طالب المجلس، في بيان صدر أمس، الجيش بالانسحاب من الحي، وفك الحصار، وإطلاق سراح المعتقلين."
    )
    (found,) = read_texts([("text", text)], language="ar")
    forces = {c["type"]: c["modality"] for c in found["claims"] if c["kind"] == "event"}
    assert forces["lose_territory"] == forces["concede"] == "demanded"
    assert forces["demand"] == "asserted"


def test_a_list_goes_on_over_sentences_until_somebody_tells_something():
    text = (
        "وأصدر قائد الكتيبة أوامره:\nأولاً: استهداف قوافل الجيش المالي.\n"
        "ثانياً: محاصرة مدينة غاو.\nوقصف الجيش المالي مدينة كيدال."
    )
    (found,) = read_texts([("text", text)], language="ar")
    forces = [c["modality"] for c in found["claims"] if c["type"] == "attack"]
    assert forces == ["demanded", "demanded", "asserted"]


def test_broken_plurals_are_no_deeds():
    assert not shaped_as_deed("اسباب")
    assert shaped_as_deed("انسحاب")
