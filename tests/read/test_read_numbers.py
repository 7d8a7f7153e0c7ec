"""How many were killed or displaced: digits and words, ranges, and open ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh import read_reports
from sulh.case.model import EventContent
from sulh.read.numbers import parse_number

SAID: tuple[tuple[str, str, float | None, float | None], ...] = (
    ("قُتل ثمانية مدنيين في القصف على تعز.", "casualty", 8, 8),
    ("وقُتل في القصف على الحديدة يوم الأحد ثمانية مدنيين بينهم أطفال.", "casualty", 8, 8),
    ("نزح نحو 24 ألف شخص من الفاشر.", "displace", 24_000, 24_000),
    ("نزح أكثر من 38,600 شخص من سنجار.", "displace", 38_600, None),
    ("ونزح خمسة وأربعون ألف شخص من صعدة.", "displace", 45_000, 45_000),
    ("أسفر القصف عن مقتل ما لا يقل عن 12 مدنياً.", "casualty", 12, None),
    ("أسفر القصف عن مقتل ثلاثمئة مدني في حلب.", "casualty", 300, 300),
    ("قُتل عشرات المدنيين في قصف الأبيض.", "casualty", 20, 99),
    ("قُتل ما بين 20 و25 مدنياً في سرت.", "casualty", 20, 25),
    ("قُتل خمسة عشر مدنياً عام 2019 في سرت.", "casualty", 15, 15),
    ("More than 38,600 people were displaced from Fasher.", "displace", 38_600, None),
    ("Eight civilians were killed in Taiz.", "casualty", 8, 8),
    ("At least two dozen civilians were killed in the shelling of Sirte.", "casualty", 24, None),
    ("Between 20 and 25 civilians were killed in Sinjar.", "casualty", 20, 25),
    ("The army killed 12 civilians in Aden in 2015.", "casualty", 12, 12),
    ("The offensive displaced up to 45,000 people.", "displace", None, 45_000),
)


@pytest.mark.parametrize(("text", "kind", "low", "high"), SAID, ids=lambda v: str(v)[:24])
def test_numbers_of_people(
    text: str, kind: str, low: float | None, high: float | None, tmp_path: Path
) -> None:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    contents = [c.content for c in read_reports([path]).claims]
    harm = ("casualty", "attack") if kind == "casualty" else (kind,)
    found = [c for c in contents if isinstance(c, EventContent) and c.type in harm]
    assert (low, high) in [(c.low, c.high) for c in found]


@pytest.mark.parametrize(
    "text",
    [
        "قُتل مدنيون في سرت عام 2019.",
        "Civilians were killed in Taiz on 24 July 2021.",
        "قُتل مدنيون بعد 20 غارة على تعز.",
    ],
)
def test_years_days_and_raids_are_no_people(text: str, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(text, encoding="utf-8")
    contents = [c.content for c in read_reports([path]).claims]
    assert {(c.low, c.high) for c in contents if isinstance(c, EventContent)} == {(None, None)}


@given(st.integers(min_value=1, max_value=9_999_999))
def test_digits_with_and_without_separators_mean_the_same(number: int) -> None:
    assert parse_number([f"{number:,}"]) == parse_number([str(number)]) == (number, number)


def test_a_number_belongs_to_the_harm_it_stands_by(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("قُتل في قصف السوق الذي سبقه ثمانية مدنيين، ونزح 900 شخص.", encoding="utf-8")
    found = [c.content for c in read_reports([path]).claims if isinstance(c.content, EventContent)]
    counted = {c.type: (c.low, c.high) for c in found if c.low is not None}
    assert counted == {"casualty": (8, 8), "displace": (900, 900)}
