"""What governs a noun says whether the event it names took place.

``force/governed.tsv``: ``not`` types of events that must not be asserted, ``fact`` types of which one
must be. A line marked ``?`` is known to fail.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sulh.evaluation.reading import read_texts
from sulh.read.masdars import shaped_as_deed

TABLE = Path(__file__).parent / "force" / "governed.tsv"


def cases() -> list[Any]:
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    return [
        pytest.param(told.lstrip("?"), frozenset(types.split("|")), text, id=f"{number}",
                     marks=[pytest.mark.xfail(strict=True)] if told.startswith("?") else [])
        for number, (told, types, text) in enumerate(rows, 2)
    ]  # fmt: skip


@pytest.mark.parametrize(("told", "types", "text"), cases())
def test_only_what_took_place_is_asserted(told: str, types: frozenset[str], text: str) -> None:
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in text)
    (found,) = read_texts([("text", text)], language="ar" if arabic else "en")
    asserted = {
        claim["type"] for claim in found["claims"]
        if claim["kind"] == "event" and claim["modality"] == "asserted"
    }  # fmt: skip
    assert bool(asserted & types) == (told == "fact"), found["claims"]


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
