"""Texts whose names are marked where they stand: the quickest way to write gold of names.

A file holds texts of one paragraph, each behind a line ``# LANGUAGE ID`` and before an empty line::

    # ar sebha
    هاجمت {P قوات حفتر} {L مدينة سبها}، ونفت {P=haftar القوات} ذلك.

The letter says what a mark is: `P` name of a party, `L` of a place, `X` of a person, `S` of a
source; `N` and `A` stand for a noun that is no name of a party, a place. Marks are one entity when
they have the same words or the same word behind ``=``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from sulh.errors import UnreadableError, Where
from sulh.evaluation.gold import KINDS, GoldDocument, GoldEntity
from sulh.evaluation.mentions import count_mentions
from sulh.evaluation.reading import read_texts
from sulh.evaluation.spans import Span, shared, trimmed
from sulh.evaluation.system import SystemDocument, system_of
from sulh.evaluation.tally import Measure, Tally

__all__ = ["load_marked", "marked_document", "misses", "name_scores", "read_each"]

_HEAD = re.compile(r"# (ar|en) (\S+)")
_MARK = re.compile(r"\{([PLXSNA])(?:=(\S+))? ([^{}]+)\}")
_KIND = {"P": "parties", "N": "parties", "L": "places", "A": "places", "X": "persons",
         "S": "sources"}  # fmt: skip
_SCORES = tuple(f"{kind}_{name}" for kind in ("parties", "places") for name in ("exact", "overlap"))


def load_marked(path: Path) -> dict[str, GoldDocument]:
    """Load a file of marked texts, in its order.

    Raises
    ------
    UnreadableError
        If the file cannot be read, a text has no head or a mark is not closed.
    """
    try:
        blocks = path.read_text(encoding="utf-8").split("\n\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(f"cannot be read: {error}", Where(str(path))) from error
    found: dict[str, GoldDocument] = {}
    line = 1
    for block in blocks:
        head, _, text = block.strip().partition("\n")
        match = _HEAD.fullmatch(head)
        if match is None or not text or match[2] in found:
            raise UnreadableError(
                f"no text with a head of its own: {head!r}", Where(str(path), line),
                "write «# ar NAME» or «# en NAME», the text below, and an empty line",
            )  # fmt: skip
        found[match[2]] = _document(match[2], match[1], text, Where(str(path), line))
        line += block.count("\n") + 2
    return found


def _document(name: str, lang: str, text: str, where: Where) -> GoldDocument:
    document = marked_document(name, lang, text)
    if set(document.text) & set("{}"):
        raise UnreadableError("a mark that is not closed, or of no known letter", where)
    return document


def marked_document(name: str, lang: str, text: str) -> GoldDocument:
    """Take the marks out of a text and return it as gold.

    Examples
    --------
    >>> gold = marked_document("x", "en", "{P=a Hamas} shelled {L Khiam}; {P=a it} left.")
    >>> gold.text
    'Hamas shelled Khiam; it left.'
    >>> gold.entities["parties"][0].mentions
    ((0, 5), (21, 23))
    """
    plain, last = "", 0
    marks: dict[str, defaultdict[str, list[tuple[Span, bool]]]] = {
        kind: defaultdict(list) for kind in KINDS
    }
    for match in _MARK.finditer(text):
        plain += text[last : match.start()]
        span = (len(plain), len(plain) + len(match[3]))
        key = match[2] or match[3]
        marks[_KIND[match[1]]][key].append((span, match[1] in "NA"))
        plain += match[3]
        last = match.end()
    plain += text[last:]
    entities = {
        kind: tuple(_entity(plain, key, spans) for key, spans in marks[kind].items())
        for kind in KINDS
    }
    return GoldDocument(id=name, lang=lang, text=plain, entities=entities, claims=())


def _entity(text: str, key: str, marks: list[tuple[Span, bool]]) -> GoldEntity:
    names = tuple(dict.fromkeys(text[a:b] for (a, b), _ in marks))
    return GoldEntity(
        key, names,
        tuple(span for span, noun in marks if not noun),
        tuple(span for span, noun in marks if noun),
        "",
    )  # fmt: skip


def read_each(gold: Mapping[str, GoldDocument]) -> dict[str, SystemDocument]:
    """Read every text by itself, as if no other report were known."""
    found: dict[str, SystemDocument] = {}
    for name, document in gold.items():
        given = system_of(read_texts([(name, document.text)], language=document.lang))
        found |= {one.doc: one for one in given}
    return found


def name_scores(
    gold: Mapping[str, GoldDocument], system: Mapping[str, SystemDocument]
) -> dict[str, Measure | None]:
    """Score names alone: spans of parties and of places, both together, and linking."""
    tally = Tally()
    for name, document in gold.items():
        for kind in ("parties", "places"):
            count_mentions(document, system[name], kind, tally)
    scores = {name: tally.prf(name) for name in _SCORES}
    for what in ("exact", "overlap"):
        scores[f"names_{what}"] = tally.prf(f"parties_{what}", f"places_{what}")
    return scores | {f"{k}_link_b3": tally.mean(f"{k}_link_b3") for k in ("party", "place")}


def misses(gold: GoldDocument, system: SystemDocument) -> Iterator[str]:
    """Tell what was missed, cut wrongly, or found where nothing is."""
    text = gold.text
    for kind in ("parties", "places"):
        given = [trimmed(text, s) for e in system.entities[kind] for s in e.mentions]
        wanted = [trimmed(text, s) for e in gold.entities[kind] for s in e.mentions]
        for span in wanted:
            if span not in given:
                near = [text[a:b] for a, b in given if shared((a, b), span)]
                yield f"{gold.id}: {kind}: {text[slice(*span)]} <- {near or 'nothing'}"
        known = [s for es in gold.entities.values() for e in es for s in (*e.mentions, *e.others)]
        for span in given:
            if not any(shared(span, other) for other in known):
                yield f"{gold.id}: {kind}: stray {text[slice(*span)]}"
