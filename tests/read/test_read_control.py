"""Who holds what: plainly, in part, and by exception in both directions."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulh import read_reports
from sulh.case.model import Case, ControlContent

Held = tuple[str, str, bool, float | None]


def held(text: str, folder: Path) -> list[Held]:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    case = read_reports([path])
    return [
        (holder, _name(case, c.content.area), c.content.by_exception, c.content.share)
        for c in case.claims
        if isinstance(c.content, ControlContent) and c.modality == "asserted"
        for holder in (_name(case, h) for h in c.content.holders)
    ]


def _name(case: Case, key: str) -> str:
    record = next(r for r in (*case.parties, *case.persons, *case.areas) if r.id == key)
    return " | ".join(filter(None, (record.name.ar, record.name.en, *record.aliases)))


CASES: tuple[tuple[str, tuple[tuple[str, str, bool, float | None], ...]], ...] = (
    ("خسرت الحكومة اليمنية معظم الشمال باستثناء مأرب ومدينة تعز.",
     (("الحكومة اليمنية", "مأرب", True, None), ("الحكومة اليمنية", "تعز", True, None))),
    ("يسيطر حفتر على نصف مدينة سرت.", (("حفتر", "سرت", False, 0.5),)),
    ("تسيطر قوات الدعم السريع على معظم دارفور.", (("الدعم السريع", "دارفور", False, None),)),
    ("أما الفاشر فكانت بيد الجيش السوداني.", (("الجيش السوداني", "الفاشر", False, None),)),
    ("لم يبق في يد الحوثيين إلا الحديدة.", (("الحوثي", "الحديدة", True, None),)),
    ("ولم تحتفظ الحكومة اليمنية إلا بعدن وشبوة.",
     (("الحكومة اليمنية", "عدن", True, None), ("الحكومة اليمنية", "شبوة", True, None))),
    ("خسر الجيش السوداني معظم دارفور، ولم يحتفظ إلا بالفاشر.",
     (("الجيش السوداني", "الفاشر", True, None),)),
    ("The Houthis control half of Taiz.", (("Houthi", "Taiz", False, 0.5),)),
    ("The army lost most of Darfur except Khartoum.", (("rmy", "Khartoum", True, None),)),
    ("Sirte is held by the Libyan National Army.", (("Libyan National Army", "Sirte", False, None),)),
)  # fmt: skip


@pytest.mark.parametrize(("text", "told"), CASES, ids=lambda v: str(v)[:30])
def test_who_holds_what(text: str, told: tuple[Held, ...], tmp_path: Path) -> None:
    found = held(text, tmp_path)
    for holder, area, exception, share in told:
        near = [f for f in found if holder in f[0] and area in f[1]]
        assert [f[2:] for f in near] == [(exception, share)], found
    assert len(found) == len(told), found


def test_an_exception_to_what_a_party_holds_is_not_held_by_it(tmp_path: Path) -> None:
    found = held("يسيطر حفتر على معظم الشرق باستثناء درنة.", tmp_path)
    assert [f for f in found if "درنة" in f[1] and "حفتر" in f[0]] == []


def test_an_exception_with_places_around_it_is_no_control(tmp_path: Path) -> None:
    found = held("يسيطر الجيش الوطني الليبي على بنغازي باستثناء مناطق حول أوباري.", tmp_path)
    assert [area for _, area, _, _ in found if "أوباري" in area] == []
    assert [area for _, area, _, _ in found if "بنغازي" in area] != []


def test_nothing_is_held_that_was_only_promised(tmp_path: Path) -> None:
    assert held("تعهدت قوات الدعم السريع بأن تسيطر على الأبيض.", tmp_path) == []
