"""Who said what, with what force, and agreements: short reports annotated before they were read.

``holders/dev.txt`` was used to mend rules, ``third.txt`` and ``english.txt`` too; ``holders/second.txt`` was written with it and scored
once afterwards (docs/reference/reader-figures.md has that score). ``@`` opens a text, ``>`` is a
fact that must be found, ``!`` one that must not; ``?>`` and ``?!`` are known to fail, and the test
fails when they no longer do. The fields of a line are parted by tabs: kind, type, modality, who
said it, actor, target; ``|`` separates alternatives, ``-`` is anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sulh.read import draft_reports, neutral
from sulh.read.fold import fold_text

FOLDER = Path(__file__).parent / "holders"
SETS = ("dev", "second", "third", "fourth", "english")
FIELDS = ("modality", "said_by", "actor", "target")


@dataclass(frozen=True)
class Fact:
    """A line of a set: what a text must, or must not, be read to say."""

    mark: str
    kind: str
    types: tuple[str, ...]
    fields: tuple[str, ...]


def texts(name: str) -> Iterator[tuple[str, str, list[Fact]]]:
    """The texts of a set: id, text, facts."""
    for block in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("@ ")[1:]:
        head, *rest = block.splitlines()
        rows = [line.split("\t") for line in rest if "\t" in line]
        text = "\n".join(line for line in rest if line and "\t" not in line)
        facts = [Fact(mark, kind, tuple(types.split("|")), tuple(fields))
                 for mark, kind, types, *fields in rows]  # fmt: skip
        yield head.split()[0], text + "\n", facts


def cases() -> list[Any]:
    return [
        pytest.param(text, fact, id=f"{key}:{number}",
                     marks=[pytest.mark.xfail(strict=True)] if fact.mark[0] == "?" else [])
        for name in SETS
        for key, text, facts in texts(name)
        for number, fact in enumerate(facts, 1)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("holders")

    @cache
    def document(text: str) -> tuple[dict[str, Any], dict[str, set[str]]]:
        path = folder / "report.txt"
        path.write_text(text, encoding="utf-8")
        return reading(path)

    return document


def reading(path: Path) -> tuple[dict[str, Any], dict[str, set[str]]]:
    """The neutral form of a report, and the forms of each name in it."""
    case = draft_reports([path]).case
    found = (neutral(case) or [{"claims": [], "agreements": []}])[0]
    found["statuses"] = [a.status for a in case.agreements]
    names: dict[str, set[str]] = {}
    for kind in ("parties", "persons", "sources", "places"):
        for entity in found.get(kind, ()):
            forms = names.setdefault(entity["name"], set())
            forms.update(entity["aliases"], [entity["name"]])
    return found, names


def fits(wanted: str, found: list[str], names: dict[str, set[str]]) -> bool:
    forms = {fold_text(form) for name in found for form in names.get(name, set()) | {name}}
    return wanted == "-" or any(
        part == "-" or any(fold_text(part) in form for form in forms) for part in wanted.split("|")
    )


def told(fact: Fact, document: dict[str, Any], names: dict[str, set[str]]) -> list[Any]:
    """What of the document fits a fact."""
    if fact.kind == "agreement":
        return [a for a in document["statuses"] if a in fact.types]
    modality, *roles = fact.fields
    return [
        c
        for c in document["claims"]
        if c["kind"] == fact.kind
        and c["type"] in fact.types
        and (modality == "-" or c["modality"] in modality.split("|"))
        and all(
            fits(wanted, [c[role]] if role == "said_by" else c[role], names)
            for role, wanted in zip(FIELDS[1:], roles, strict=True)
        )
    ]


@pytest.mark.parametrize(("text", "fact"), cases())
def test_fact(text: str, fact: Fact, read_once: Any) -> None:
    document, names = read_once(text)
    found = told(fact, document, names)
    assert bool(found) == fact.mark.endswith(">"), found or document


def test_sets_are_large_enough() -> None:
    assert len(list(texts("dev"))) >= 50
    assert len(list(texts("second"))) >= 30
