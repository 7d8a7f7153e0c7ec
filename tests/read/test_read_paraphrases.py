"""Reports about other conflicts, annotated by hand before the reader was run on them.

A line of the .tsv is one expected fact; several values of a cell are separated by ``|``, ``-`` is
anything. ``!kind`` must not be found; ``?kind`` is wanted and known to be missed (the test says so
when that changes).
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from sulh.read import draft_reports, neutral
from sulh.read.fold import fold_text

FOLDER = Path(__file__).parent / "paraphrases"


def rows() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file, delimiter="\t"), 2):
                marks = [pytest.mark.xfail(strict=True)] if row["kind"].startswith("?") else []
                found.append(pytest.param(path.stem, row, id=f"{path.stem}:{number}", marks=marks))
    return found


@lru_cache(maxsize=16)
def document(stem: str) -> tuple[dict[str, Any], dict[str, set[str]]]:
    draft = draft_reports([FOLDER / f"{stem}.txt"])
    assert not draft.notices
    for claim in draft.case.claims:
        assert draft.texts[claim.source][claim.start : claim.end] == claim.quote
    found = neutral(draft.case)[0]
    names: dict[str, set[str]] = {}
    for kind in ("parties", "persons", "sources", "places"):
        for entity in found[kind]:
            names.setdefault(entity["name"], set()).update([entity["name"], *entity["aliases"]])
    return found, names


def matches(wanted: str, found: list[str], names: dict[str, set[str]]) -> bool:
    if wanted == "-":
        return True
    forms = {fold_text(form) for name in found for form in names.get(name, {name}) | {name}}
    return any(fold_text(part) in form for part in wanted.split("|") for form in forms)


def claims(stem: str, row: dict[str, str]) -> list[Any]:
    found, names = document(stem)
    types = row["type"].split("|")
    if row["kind"].lstrip("!?") == "agreement":
        return [
            a
            for a in found["agreements"]
            if a["status"] in types and matches(row["actor"], a["parties"], names)
        ]
    return [
        c
        for c in found["claims"]
        if c["kind"] == row["kind"].lstrip("!?")
        and c["type"] in types
        and all(matches(row[role], c[role], names) for role in ("actor", "target", "place"))
        and (row["modality"] == "-" or c["modality"] in row["modality"].split("|"))
        and row["polarity"] in ("-", c["polarity"])
        and matches(row["said_by"], [c["said_by"]], names)
    ]


@pytest.mark.parametrize(("stem", "row"), rows())
def test_fact(stem: str, row: dict[str, str]) -> None:
    found = claims(stem, row)
    assert bool(found) != row["kind"].startswith("!"), found


def test_relation_is_contested() -> None:
    case = draft_reports([FOLDER / "yemen-taiz.txt"]).case
    status = {(r.type, r.object): r.status for r in case.relations}
    assert status["member_of", "p:al-qaeda"] == "contested"


def test_enough_texts() -> None:
    texts = [path.read_text(encoding="utf-8") for path in FOLDER.glob("*.txt")]
    assert len(texts) >= 5
    arabic = sum("\u0621" <= text.strip()[0] <= "\u064a" for text in texts)
    assert 0 < arabic < len(texts)
