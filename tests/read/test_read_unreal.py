"""What is called off, nearly done, hoped for, asked for or supposed is not told as done.

``force/unreal.tsv`` and, for nouns and what governs them, ``force/governed.tsv``: ``not`` types of events that must not be asserted, ``fact`` types of which one
must be. A line marked ``?`` is known to fail.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sulh.evaluation.reading import read_texts

TABLES = [Path(__file__).parent / "force" / f"{name}.tsv" for name in ("unreal", "governed")]


def cases() -> list[Any]:
    return [
        pytest.param(told.lstrip("?"), frozenset(types.split("|")), text,
                     id=f"{table.stem}-{number}",
                     marks=[pytest.mark.xfail(strict=True)] if told.startswith("?") else [])
        for table in TABLES
        for number, line in enumerate(table.read_text(encoding="utf-8").splitlines()[1:], 2)
        for told, types, text in [line.split("\t")]
    ]  # fmt: skip


@pytest.mark.parametrize(("told", "types", "text"), cases())
def test_only_facts_are_asserted(told: str, types: frozenset[str], text: str) -> None:
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in text)
    (found,) = read_texts([("text", text)], language="ar" if arabic else "en")
    asserted = {
        claim["type"] for claim in found["claims"]
        if claim["kind"] == "event" and claim["modality"] == "asserted"
    }  # fmt: skip
    assert bool(asserted & types) == (told == "fact"), found["claims"]
