"""Single sentences whose content nobody gives as fact, and how a reader fares with them.

A table of lines, tab-separated, with these columns:

``id``, ``pack`` (pack of names to read with), ``lang``; ``content``: the types of what is said and
not asserted, with ``|`` between alternatives; ``force``: the modalities it may be given; ``frame``:
the types that are facts in the line (the act of accusing, denying, demanding), ``-`` for none;
``text``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sulh.errors import UnreadableError, Where
from sulh.evaluation.bounds import Rate
from sulh.evaluation.reading import read_texts
from sulh.evaluation.system import SystemClaim, system_of

__all__ = ["COLUMNS", "Line", "LineReport", "judge_lines", "load_lines"]

COLUMNS = ("id", "pack", "lang", "content", "force", "frame", "text")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, what is said in it without being asserted, and what is a fact in it."""

    id: str
    pack: str
    lang: str
    content: frozenset[str]
    force: frozenset[str]
    frame: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class LineReport:
    """How a reader fares with lines.

    Attributes
    ----------
    false_fact : Rate
        Lines whose content, or anything but their frame, is given as fact; of all lines. A line
        of which nothing is read counts as silent, not as false: see `found`.
    found : Rate
        Lines whose content is read with a force that is accepted.
    unsupported : Rate
        Claims that are neither content nor frame of their line; of all claims.
    """

    false_fact: Rate
    found: Rate
    unsupported: Rate
    examples: tuple[str, ...] = field(default=(), repr=False)

    def lines(self) -> list[str]:
        """Return one line a rate."""
        return [
            f"{'false facts':<30} {self.false_fact}",
            f"{'  content read, right force':<30} {self.found}",
            f"{'unsupported claims':<30} {self.unsupported}",
        ]


def load_lines(paths: Iterable[Path]) -> tuple[Line, ...]:
    """Load tables of lines.

    Raises
    ------
    UnreadableError
        If a file cannot be read, lacks a column, or a row lacks a cell.
    """
    found = []
    for path in paths:
        try:
            with path.open(encoding="utf-8", newline="") as file:
                table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
                if tuple(table.fieldnames or ()) != COLUMNS:
                    raise UnreadableError(
                        f"expected the columns {', '.join(COLUMNS)}", Where(str(path), 1)
                    )
                found += [_line(row, Where(str(path), n)) for n, row in enumerate(table, 2)]
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableError(f"cannot be read: {error}", Where(str(path))) from error
    return tuple(found)


def _line(row: dict[str, Any], where: Where) -> Line:
    for column in COLUMNS:
        if not row.get(column):
            raise UnreadableError(f"no {column}", Where(where.file, where.line, field=column))
    sets = {c: frozenset(row[c].split("|")) - {"-"} for c in ("content", "force", "frame")}
    return Line(
        row["id"], row["pack"], row["lang"], sets["content"], sets["force"], sets["frame"],
        row["text"],
    )  # fmt: skip


def judge_lines(lines: Sequence[Line]) -> LineReport:
    """Read every line by itself, with its pack, and count."""
    claims = _claims(lines)
    false = found = unsupported = given = 0
    examples = []
    for line in lines:
        said = claims[line.id]
        given += len(said)
        stray = [c for c in said if c.type not in line.content | line.frame | {"state", "term"}]
        facts = [c for c in said if _is_fact(c) and c.type not in line.frame | {"state", "term"}]
        false += bool(facts)
        unsupported += len(stray)
        found += any(c.type in line.content and c.modality in line.force for c in said)
        examples += [f"false fact: {line.id}: {c.type}: {line.text}" for c in facts]
        examples += [f"unsupported: {line.id}: {c.type}: {line.text}" for c in stray]
    n = len(lines)
    return LineReport(Rate(false, n), Rate(found, n), Rate(unsupported, given), tuple(examples))


def _claims(lines: Sequence[Line]) -> dict[str, tuple[SystemClaim, ...]]:
    found: dict[str, tuple[SystemClaim, ...]] = {}
    for pack, lang in dict.fromkeys((line.pack, line.lang) for line in lines):
        texts = [(line.id, line.text) for line in lines if (line.pack, line.lang) == (pack, lang)]
        found |= {d.doc: d.claims for d in system_of(read_texts(texts, (pack,), lang))}
    return found


def _is_fact(claim: SystemClaim) -> bool:
    return claim.modality == "asserted" and claim.polarity == "pos"
