"""One report, read by itself: what a worker process does, and what it sends back.

A reading holds every word of its text. What is needed to draft a case from it is little: the
claims, links and agreements, the mentions in their order, and the way from the shadow back to the
text. Only that crosses from one process to another.
"""

from __future__ import annotations

import copyreg
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from pathlib import Path
from typing import Any

from sulh.case.model import Source, Text, When
from sulh.errors import Fault, LimitError, UnreadableError, Where
from sulh.read.choose import choose_packs, countries_of, language_of
from sulh.read.copies import shingles
from sulh.read.document import Reading, read_document
from sulh.read.files import Report, load_report
from sulh.read.fold import Folded
from sulh.read.items import Ref
from sulh.read.lists import Entry
from sulh.read.mentions import mentions_in
from sulh.read.names import Names, names_for
from sulh.read.raw import RawAgreement, RawClaim, RawHolder, RawLink
from sulh.read.topic import topic_of

__all__ = ["WARM", "How", "OneReading", "read_file", "read_one"]

WARM = "sulh.read.warm"
"""The module that processes for reading begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How to read: packs (None chooses), and what is known of reports that do not say it."""

    packs: tuple[str, ...] | None = None
    published: dt.date | None = None
    publisher: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneReading:
    """What was read of one file.

    Attributes
    ----------
    report : Report or None
        The report; None where the file could not be read.
    source : Source or None
        Its record, with an id that is still to be given (``s:``).
    reading : Reading
        What the rules found, cut down to what a draft needs.
    packs : tuple of (name, version)
        The packs it was read with.
    entries : mapping of id to Entry
        What those packs know of the entities that the reading names only by id.
    runs : frozenset of int
        The runs of words by which copies of one text are found.
    fault : Fault or None
        Why nothing was read, or the file was left out.
    """

    report: Report | None
    source: Source | None
    reading: Reading
    packs: tuple[tuple[str, str], ...] = ()
    entries: Mapping[str, Entry]
    runs: frozenset[int] = frozenset()
    fault: Fault | None = None


def read_file(path: Path, how: How) -> OneReading:
    """Load a file and read it; a file that cannot be loaded becomes a fault, not an error."""
    try:
        report = load_report(path)
    except (UnreadableError, LimitError) as error:
        fault = Fault("READ_SKIPPED", error.message, error.where, error.advice)
        empty = Reading.empty("")
        return OneReading(report=None, source=None, reading=empty, entries={}, fault=fault)
    return read_one(report, how)


def read_one(report: Report, how: How) -> OneReading:
    """Read a report that is loaded.

    Raises
    ------
    UnreadableError
        If a pack that was asked for does not exist.
    """
    source = source_of(report, how)
    fault = _doubt(report, source)
    packs = choose_packs([report.text], how.packs)
    names = names_for(packs, countries_of(report.text, packs))
    reading = Reading.empty(report.text)
    if fault is None:
        anchor = source.published.start if source.published is not None else None
        reading = read_document(report.text, names, anchor, report.body)
    return OneReading(
        report=report,
        source=source,
        reading=replace(reading, views=[], mentions=mentions_in(reading)),
        packs=tuple((pack.name, pack.version) for pack in names.packs),
        entries=_entries(reading, names),
        runs=shingles(report.text[report.body :]),
        fault=fault,
    )


def source_of(report: Report, how: How) -> Source:
    """Return the record of a report; its id is given when it joins a case."""
    date = report.date() or how.published
    heading = report.about.get("title", "")
    language = how.language or report.about.get("language") or language_of(report.text)
    return Source(
        id="s:-",
        kind="unknown",
        title=words_in(heading, language) if heading else None,
        publisher=report.about.get("publisher") or how.publisher,
        author=report.about.get("author", ""),
        language=language,
        published=When(text=date.isoformat(), start=date, end=date) if date else None,
        file=report.path.name,
        sha256=report.sha256,
        n_characters=len(report.text),
    )


def words_in(words: str, language: str) -> Text:
    """Return words in one language."""
    return Text(ar=words) if language == "ar" else Text(en=words)


def _doubt(report: Report, source: Source) -> Fault | None:
    """Say why a report gives no claims: another language, or no conflict in it."""
    where = Where(str(report.path))
    if source.language not in ("ar", "en"):
        return Fault(
            "READ_LANGUAGE", "the text is neither Arabic nor English; nothing was read from it",
            where, "translate it; if it is Arabic or English, say so: 'language: ar' at its top",
        )  # fmt: skip
    if not topic_of(report.text).told:
        return Fault(
            "READ_TOPIC", "the text does not tell of an armed conflict; nothing was read from it",
            where, "leave it out, or name what it says by hand",
        )  # fmt: skip
    return None


# ---- what crosses between processes ----------------------------------------------------------


def _crosses(record: type[Any]) -> None:
    """Let pickle make a record from its fields: compiled, it cannot be filled one by one."""
    values = attrgetter(*(field.name for field in fields(record)))
    copyreg.pickle(record, lambda one: (record, values(one)))


for crossing in (Entry, Folded, RawHolder, RawClaim, RawLink, RawAgreement, Ref, Reading):
    _crosses(crossing)


def _entries(reading: Reading, names: Names) -> dict[str, Entry]:
    """What the packs know of ids that references name without saying what they are."""
    keys = {ref.key for ref in _refs(reading) if isinstance(ref, Ref) and ref.entry is None}
    return {key: entry for key in sorted(keys) if (entry := names.entry(key)) is not None}


def _refs(reading: Reading) -> Iterator[Ref | str | None]:
    """Yield whatever the parts of a reading refer to; voices and holders may be no reference."""
    for view in reading.views:
        for item in view.scene.items:
            if item.ref is not None or item.also:
                yield from (item.ref, *item.also)
        yield from (voice.who for voice in view.voices)
    for claim in reading.claims:
        yield from (*claim.actors, *claim.targets, *claim.places)
        yield from (holder.who for holder in claim.holders)
    yield from (link.holder for link in reading.links)
    for pact in reading.agreements:
        yield from (*pact.parties, *pact.guarantors, *pact.brokers, *pact.excluded, *pact.places)
        for by, _ in pact.breaches:
            yield from by
