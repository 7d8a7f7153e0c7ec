"""Packs in use: which there are, a new one, its example lines, what it changes in reports."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sulh.errors import UnreadableError, Where
from sulh.files import make_folder, write_whole
from sulh.read.document import read_document
from sulh.read.items import Ref
from sulh.read.lists import HERE
from sulh.read.names import names_for
from sulh.read.pack_check import COLUMNS
from sulh.read.pack_tables import load_pack, pack_names
from sulh.read.raw import RawClaim

__all__ = [
    "Changed",
    "PackEntry",
    "TestLine",
    "changed_claims",
    "list_packs",
    "new_pack",
    "test_pack",
]

State = Literal["right", "partly", "missed", "false_fact"]
Only = Literal["with", "without"]
Told = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackEntry:
    """A shipped pack: what it is for and how much it knows."""

    name: str
    title: str
    version: str
    countries: tuple[str, ...]
    n_parties: int
    n_persons: int
    n_places: int
    n_sources: int
    n_agreements: int
    n_tests: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TestLine:
    """How an example line of a pack is read.

    `state` is right; partly (type and force are right, an argument is not); missed; or false_fact:
    what is expected as denied, alleged or foreseen was given as a fact. `found` holds every claim
    as ``type actors targets places modality``.
    """

    __test__ = False

    sentence: str
    expected: str
    state: State
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A claim that is read only with a pack, or only without it."""

    file: str
    quote: str
    claim: str
    only: Only


def list_packs() -> tuple[PackEntry, ...]:
    """Return the shipped packs, the general one first."""
    found = []
    for name in pack_names():
        pack = load_pack(name)
        counts = Counter(entry.cls for entry in pack.entries)
        found.append(
            PackEntry(
                name=name, title=pack.title, version=pack.version, countries=pack.countries,
                n_parties=counts["party"], n_persons=counts["person"], n_places=counts["place"],
                n_sources=counts["source"], n_agreements=counts["agreement"],
                n_tests=len(pack.tests),
            )
        )  # fmt: skip
    return tuple(found)


def new_pack(name: str, folder: Path, countries: Sequence[str] = ()) -> Path:
    """Write an empty pack, ready to be filled, and return its folder.

    Raises
    ------
    UnreadableError
        If something is there already, or the folder cannot be written.
    """
    root = folder / name
    if root.exists():
        raise UnreadableError("there is something already", Where(str(root)), "choose another name")
    make_folder(root)
    about = {
        "name": name, "title": name, "title_ar": "", "title_en": "", "countries": list(countries),
        "languages": ["ar", "en"], "version": "1", "credit": "",
    }  # fmt: skip
    text = "".join(
        f"{field} = {json.dumps(value, ensure_ascii=False)}\n" for field, value in about.items()
    )
    write_whole(root / "pack.toml", text)
    for table, columns in COLUMNS.items():
        write_whole(root / f"{table}.tsv", "\t".join(columns.split()) + "\n")
    return root


def test_pack(name: str) -> tuple[TestLine, ...]:
    """Read the example lines of a pack with it.

    Parameters
    ----------
    name : str
        A shipped pack, or the path of a pack's folder.

    Raises
    ------
    UnreadableError, CaseError
        If there is no such pack, or its tables have faults.
    """
    names = names_for((name, "general") if name != "general" else ("general",))
    return tuple(
        _judged(sentence, expected, read_document(sentence, names).claims)
        for sentence, expected in load_pack(name).tests
    )


test_pack.__test__ = False  # type: ignore[attr-defined]


def _judged(sentence: str, expected: str, claims: list[RawClaim]) -> TestLine:
    kind, *sides, modality = expected.split()
    events = [claim for claim in claims if claim.kind == "event"]
    state: State = "missed"
    for claim in events:
        if (claim.type, claim.modality) == (kind, modality):
            found = (claim.actors, claim.targets, claim.places)
            right = all(_fills(want, refs) for want, refs in zip(sides, found, strict=True))
            state = "right" if right else state if state == "right" else "partly"
    if modality != "asserted" and any(
        (claim.type, claim.modality, claim.polarity) == (kind, "asserted", "pos")
        for claim in events
    ):
        state = "false_fact"
    return TestLine(
        sentence=sentence, expected=expected, state=state, found=tuple(map(_line, events))
    )


def _fills(wanted: str, refs: Sequence[Ref]) -> bool:
    """Whether an argument is filled as expected; a state is a party or a place."""
    names = {ref.key.partition(":")[2] for ref in refs}
    return wanted == "-" or wanted.partition(":")[2] in names


def _line(claim: RawClaim) -> str:
    sides = (
        "|".join(ref.key for ref in refs) or "-"
        for refs in (claim.actors, claim.targets, claim.places)
    )
    return " ".join((claim.type, *sides, claim.modality))


def changed_claims(name: str, files: Sequence[str]) -> tuple[Changed, ...]:
    """Return which claims of reports are read only with a pack, or only without it.

    Without it, the packs are those that the text calls for among the shipped ones.
    """
    from sulh.read.choose import choose_packs
    from sulh.read.files import load_report

    found = []
    for file in files:
        report = load_report(Path(file))
        others = tuple(p for p in choose_packs([report.text], None) if p != "general")
        shipped = Path(name).name if (HERE / "packs" / name).is_dir() else ""
        without = tuple(p for p in others if p != shipped)
        with_it = _told(report.text, (name, *without, "general"), report.body)
        plain = _told(report.text, (*without, "general"), report.body)
        pairs: tuple[tuple[Only, Told, Told], ...]
        pairs = (("with", with_it, plain), ("without", plain, with_it))
        found += [
            Changed(file=file, quote=quote, claim=claim, only=only)
            for only, mine, other in pairs
            for quote, claim in (mine - other).elements()
        ]
    return tuple(found)


def _told(text: str, packs: tuple[str, ...], body: int) -> Told:
    reading = read_document(text, names_for(packs), None, body)
    quotes = [(text[slice(*reading.folded.span(c.start, c.end))], c) for c in reading.claims]
    return Counter((quote, f"{claim.kind} {_line(claim)}") for quote, claim in quotes)
