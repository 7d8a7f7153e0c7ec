"""Truces that nothing tells apart are one; sides, years and force keep them apart."""

from __future__ import annotations

from typing import Any

import pytest

from sulh.evaluation.reading import read_texts

COUNTED = [
    ("أعلنت مصر هدنة إنسانية في غزة. وقال الوسطاء إن وقف إطلاق النار المؤقت صامد.", 1),
    ("طرح الوسطاء هدنة جديدة لستين يوماً، وقالوا إن المقترح يشمل وقفاً شاملاً لإطلاق النار.", 1),
    ("A humanitarian truce took effect in Gaza. The temporary ceasefire is holding.", 1),
    ("انهارت الهدنة بين الحكومة والحوثيين. ودعت مصر إلى هدنة جديدة بين حماس وإسرائيل.", 2),
    ("وقع الطرفان اتفاق جدة عام 2023. ووقعت الحكومة اتفاق جوبا عام 2020.", 2),
]


def agreements(text: str) -> list[dict[str, Any]]:
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in text)
    (found,) = read_texts([("text", text)], language="ar" if arabic else "en")
    return list(found["agreements"])


@pytest.mark.parametrize(("text", "number"), COUNTED, ids=[text[:30] for text, _ in COUNTED])
def test_truces_that_nothing_tells_apart_are_one(text: str, number: int) -> None:
    found = agreements(text)
    assert len(found) == number, [a["name"] for a in found]


@pytest.mark.parametrize(
    ("text", "mediator"),
    [
        ("رفض الحوثيون المقترح الأمريكي لوقف إطلاق النار في اليمن.", "الولايات المتحدة"),
        ("اقترحت مصر هدنة لمدة شهر بين حماس وإسرائيل.", "مصر"),
        ("Hamas is studying a truce proposed by Egypt.", "مصر"),
    ],
)
def test_who_proposes_a_truce_mediates(text: str, mediator: str) -> None:
    assert mediator in [name for a in agreements(text) for name in a["mediator"]]


def test_who_fights_does_not_mediate() -> None:
    text = "قصفت إسرائيل غزة. واقترحت إسرائيل هدنة لأسبوع مع حماس."
    assert not [name for a in agreements(text) for name in a["mediator"]]
