"""Places of countries without a pack, foreign names by ear, and states meant as countries."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulh.read.choose import countries_of
from sulh.read.files import Report
from sulh.read.fold import fold
from sulh.read.names import names_for
from sulh.read.neutral import neutral
from sulh.read.reader import draft_texts
from sulh.read.spelt import Speller

NAMES = ("Walikale", "Aribinda", "Herat", "Kibumba", "Sake", "Dori", "Malata")


def spans(text: str, kind: str) -> list[str]:
    report = Report(Path("a.txt"), text, "0" * 64)
    (document,) = neutral(draft_texts([report]).case)
    found = sorted((a, b) for entity in document[kind] for a, b in entity["mentions"])
    return [text[a:b] for a, b in found]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("قصف الجيش المالي معسكراً، وقالت باماكو إن المهاجمين جاءوا من بوركينا فاسو.", ("ML", "BF")),
        ("The Congolese army said rebels had left Kinshasa's suburbs.", ("CD",)),
        ("سيطر الحوثيون على حيس بدعم من إيران.", ()),
        ("تقدمت القوات شمالي البلاد.", ()),
    ],
)
def test_a_text_names_the_countries_it_is_about(text: str, codes: tuple[str, ...]) -> None:
    packs = ("yemen", "general") if "الحوثيون" in text else ("general",)
    assert countries_of(text, packs) == codes


def test_places_abroad_are_known_only_where_their_country_is_named() -> None:
    text = "Rebels held Watsa and left the hills."
    assert [
        hit.entries[0].name_en for hit in names_for(("general",), ("CD",)).find(fold(text))
    ] == ["Watsa"]
    assert names_for(("general",)).find(fold(text)) == []


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("واليكالي", "Walikale"),
        ("اربيندا", "Aribinda"),
        ("كيبومبا", "Kibumba"),
        ("مالات", None),  # an Arabic plural
        ("دار", None),  # two consonants, and an Arabic word by its letters
        ("كتاب", None),
    ],
)
def test_a_name_is_told_by_its_consonants_and_vowels(word: str, name: str | None) -> None:
    assert Speller({each: each for each in NAMES}).find(word) == name


def test_an_arabic_spelling_leads_to_the_place_that_is_known_in_latin_letters() -> None:
    names = names_for(("general",), ("BF",))
    (hit,) = (h for h in names.find(fold("زحفوا باتجاه بورزانغا مساء")) if h.entries)
    assert (hit.entries[0].name_en, hit.entries[0].name_ar) == ("Bourzanga", "")


@pytest.mark.parametrize(
    ("text", "parties", "places"),
    [
        ("عاد اللاجئون من تشاد إلى السودان.", [], ["تشاد", "السودان"]),
        ("اتهمت تشاد السودان بقصف الطينة.", ["تشاد", "السودان"], ["الطينة"]),
        ("قتل جنديان في تركيا والعراق.", [], ["تركيا", "العراق"]),
        ("وقعت تركيا اتفاقاً مع العراق بدعم من قطر.", ["تركيا", "العراق", "قطر"], []),
        ("The envoy to Myanmar left.", [], ["Myanmar"]),
        ("According to Myanmar, rebels fled.", ["Myanmar"], []),
    ],
)
def test_a_state_behind_a_preposition_of_place_is_a_country(
    text: str, parties: list[str], places: list[str]
) -> None:
    assert (spans(text, "parties"), spans(text, "places")) == (parties, places)
