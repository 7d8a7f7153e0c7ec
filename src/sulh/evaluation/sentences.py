"""Short texts with their events written beside them, and how a reader fares with them.

A set is a text file of blocks: ``## title``, the text on one line, and one line an event,
``type | actor | target | place``. In a cell ``/`` parts spellings and types that are accepted,
``;`` parts several, ``?`` before a name or a type accepts what is not asked for, ``-`` is nobody
and ``*`` is not judged. Each text is read as a document of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sulh.errors import UnreadableError, Where
from sulh.evaluation.reading import read_texts
from sulh.evaluation.tally import Measure, Tally
from sulh.read.fold import fold_text

__all__ = ["MEASURES", "Block", "Fact", "SentenceReport", "judge_blocks", "load_blocks"]

_ROLES = ("actor", "target", "place")
MEASURES = ("event", *_ROLES)
_MUTUAL = ("agree", "negotiate", "fight", "ceasefire")
"""Types whose sides are on one footing, as in `sulh-eval score`."""
_KINDS = ("parties", "persons", "sources", "places")
_Names = Mapping[str, set[str]]


@dataclass(frozen=True, slots=True)
class Fact:
    """An event that a text tells of: the types accepted, and who and where by role."""

    types: tuple[str, ...]
    asked: bool
    roles: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Block:
    """A text and its events."""

    title: str
    text: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class SentenceReport:
    """Measures by name (event, and each role given the event), and what was wrong."""

    measures: Mapping[str, Measure]
    examples: tuple[str, ...] = field(default=(), repr=False)

    def lines(self) -> list[str]:
        """Return one line a measure."""
        return [f"{name:<30} {measure}" for name, measure in self.measures.items()]


def load_blocks(path: Path) -> tuple[Block, ...]:
    """Load a set.

    Raises
    ------
    UnreadableError
        If the file cannot be read, or a line of an event has not four cells.
    """
    try:
        written = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"cannot be read: {error}", Where(str(path))) from error
    found: list[tuple[str, list[str], list[Fact]]] = []
    for number, line in enumerate(written, 1):
        if line.startswith("## "):
            found.append((line.removeprefix("## ").strip(), [], []))
        elif line.strip() and found:
            _, text, facts = found[-1]
            if text:
                facts.append(_fact(line, Where(str(path), number)))
            else:
                text.append(line.strip())
    return tuple(Block(title, "".join(text), tuple(facts)) for title, text, facts in found)


def _fact(line: str, where: Where) -> Fact:
    kind, *cells = (cell.strip() for cell in line.split("|"))
    if len(cells) != len(_ROLES):
        raise UnreadableError(
            f"found {len(cells) + 1} cells, expected type | actor | target | place", where
        )
    roles = {
        role: () if cell == "-" else tuple(part.strip() for part in cell.split(";"))
        for role, cell in zip(_ROLES, cells, strict=True)
    }
    return Fact(tuple(kind.lstrip("?").split("/")), not kind.startswith("?"), roles)


def judge_blocks(blocks: Sequence[Block]) -> SentenceReport:
    """Read every text by itself and count."""
    judge = _Judge()
    for block in blocks:
        judge.block(block)
    found = {name: judge.tally.prf(name) or Measure(0.0, 0, 0.0, 0.0) for name in MEASURES}
    return SentenceReport(found, tuple(judge.faults))


@dataclass(slots=True)
class _Judge:
    tally: Tally = field(default_factory=Tally)
    faults: list[str] = field(default_factory=list)

    def block(self, block: Block) -> None:
        claims, names = _read(block.text)
        faults: list[str] = []
        pairs = _paired(block.facts, claims, names)
        for fact, claim in pairs:
            self.tally.add("event", tp=int(fact.asked))
            if fact.asked:
                faults += self._roles(fact, claim, names)
        for fact in block.facts:
            if fact.asked and all(fact is not one for one, _ in pairs):
                self.tally.add("event", fn=1)
                faults.append(f"missed {'/'.join(fact.types)} {dict(fact.roles)}")
        for claim in claims:
            if all(claim is not other for _, other in pairs):
                self.tally.add("event", fp=1)
                told = {role: claim[role] for role in _ROLES if claim[role]}
                faults.append(f"not told: {claim['type']} ({claim['modality']}) {told}")
        self.faults += [f"{block.title}: {block.text}", *(f"    {f}" for f in faults)] * bool(
            faults
        )

    def _roles(self, fact: Fact, claim: Mapping[str, Any], names: _Names) -> list[str]:
        faults = []
        wanted: dict[str, list[str]] = {role: list(fact.roles[role]) for role in _ROLES}
        given: dict[str, list[str]] = {role: list(claim[role]) for role in _ROLES}
        if claim["type"] in _MUTUAL:
            for pool in (wanted, given):
                pool["actor"] += pool.pop("target")
        for role, cells in wanted.items():
            left = given[role]
            for cell in cells if "*" not in cells else ():
                met = [name for name in left if _meets(cell, name, names)]
                left = [name for name in left if name not in met]
                missed = not met and not cell.startswith("?")
                self.tally.add(role, tp=bool(met), fn=missed)
                faults += [f"no {role} {cell} of {claim['type']}"] * missed
            if "*" not in cells:
                self.tally.add(role, fp=len(left))
                faults += [f"{role} {name} of {claim['type']} is not told" for name in left]
        return faults


def _read(text: str) -> tuple[list[Any], _Names]:
    """Read one text; return its event claims, and the forms each name was met in."""
    arabic = re.search("[\u0621-\u064a]", text) is not None
    (document,) = read_texts([("text", text)], language="ar" if arabic else "en")
    names: dict[str, set[str]] = {}
    for entity in (entity for kind in _KINDS for entity in document[kind]):
        names.setdefault(entity["name"], set()).update([entity["name"], *entity["aliases"]])
    return [claim for claim in document["claims"] if claim["kind"] == "event"], names


def _paired(
    facts: Sequence[Fact], claims: Sequence[Any], names: _Names
) -> list[tuple[Fact, Mapping[str, Any]]]:
    """Pair facts and claims of a type one to one: those that share most first."""
    ranked = sorted(
        (-_shared(fact, claim, names) - fact.asked / 2, i, j)
        for i, fact in enumerate(facts)
        for j, claim in enumerate(claims)
        if claim["type"] in fact.types
    )
    pairs: dict[int, int] = {}
    for _, i, j in ranked:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(facts[i], claims[j]) for i, j in pairs.items()]


def _shared(fact: Fact, claim: Mapping[str, Any], names: _Names) -> int:
    return sum(
        any(_meets(cell, name, names) for cell in fact.roles[role] for name in claim[role])
        for role in _ROLES
    )


def _meets(cell: str, found: str, names: _Names) -> bool:
    forms = {_plain(form) for form in names.get(found, set()) | {found}}
    wanted = [_plain(part) for part in cell.lstrip("?").split("/")]
    return any(one in form or form in one for one in wanted for form in forms)


def _plain(text: str) -> str:
    return " ".join(re.sub("^(ال|the )", "", word) for word in fold_text(text.lower()).split())
