"""What is called off, nearly done, hoped for, asked for or supposed is not told as done.

``force/unreal.tsv``: ``not`` types of events that must not be asserted, ``fact`` types of which one
must be. A line marked ``?`` is known to fail.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sulh.evaluation.reading import read_texts

TABLE = Path(__file__).parent / "force" / "unreal.tsv"


def cases() -> list[Any]:
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    return [
        pytest.param(told.lstrip("?"), frozenset(types.split("|")), text, id=f"{number}",
                     marks=[pytest.mark.xfail(strict=True)] if told.startswith("?") else [])
        for number, (told, types, text) in enumerate(rows, 2)
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
