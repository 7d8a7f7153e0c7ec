"""Nouns of promises that nothing shows to be done are only drafted as possible, and shown first."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulh.case.vocab import FORCE_UNSURE
from sulh.read.files import Report
from sulh.read.reader import draft_texts
from sulh.review import review_queue


def forces(text: str) -> dict[str, tuple[str, bool]]:
    """Return modality, and whether it is unsure, by type of event."""
    case = draft_texts([Report(Path("r.txt"), text, "0" * 64)]).case
    return {c.content.type: (c.modality, FORCE_UNSURE in c.rules)
            for c in case.claims if c.content.kind == "event"}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("lose_territory", "وثمة كلام كثير في بيروت عن انسحاب حزب الله من القرى الحدودية."),
        ("support", "وفي المقابل، فإن دعم تركيا لحكومة الوحدة الوطنية ورقة على الطاولة."),
        ("concede", "قال المتحدث إن تسليم السلاح إلى الجيش السوداني خط أحمر."),
    ],
)
def test_what_nothing_shows_to_be_done_is_no_fact(kind: str, text: str) -> None:
    assert forces(text).get(kind, ("", False))[0] != "asserted"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("lose_territory", "وقال السكان إن انسحاب الجيش السوداني من ود مدني تم فجر الأحد."),
        ("lose_territory", "تجدد القتال بعد انسحاب الجيش السوداني من ود مدني."),
        ("concede", "أعلنت الحكومة اليمنية الإفراج عن عشرة من أسرى الحوثيين."),
        ("support", "استعاد الجيش الليبي المطار بدعم تركي."),
    ],
)
def test_what_something_shows_to_be_done_stays_a_fact(kind: str, text: str) -> None:
    assert forces(text)[kind] == ("asserted", False)


def test_the_review_shows_claims_of_unsure_force_before_others_of_their_weight() -> None:
    text = (
        "قصف الجيش السوداني أم درمان. "
        "وثمة كلام كثير في الخرطوم عن انسحاب قوات الدعم السريع من الجزيرة."
    )
    case = draft_texts([Report(Path("r.txt"), text, "0" * 64)]).case
    unsure = {c.id for c in case.claims if FORCE_UNSURE in c.rules}
    plain = [m for m in review_queue(case) if not (m.moves or m.rests or m.conflicts)]
    assert unsure
    assert plain[0].unsure
    assert {m.claim for m in plain if m.unsure} == unsure
