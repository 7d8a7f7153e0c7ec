"""Reports in, draft case out: the reader's public functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from sulh.case.model import Case, Source, Text
from sulh.errors import Fault, UnreadableError
from sulh.read.choose import choose_packs, language_of
from sulh.read.cluster import cluster_events
from sulh.read.confidence import weighed
from sulh.read.copies import by_publication, copy_groups
from sulh.read.draft import Builder, control_of, relations_of, slug_of
from sulh.read.files import Report, expand
from sulh.read.heap import collect_seldom
from sulh.read.resolve import Registry
from sulh.read.single import WARM, How, OneReading, read_file, read_one, words_in
from sulh.workers import n_processors, ordered_map

__all__ = [
    "Draft",
    "draft_claims",
    "draft_readings",
    "draft_reports",
    "draft_texts",
    "read_reports",
]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A draft case, the texts its quotes are spans of, and what the reader noticed.

    Attributes
    ----------
    case : Case
        The draft.
    texts : mapping of source id to str
        Each document as stored: ``texts[claim.source][claim.start:claim.end] == claim.quote``.
    packs : tuple of str
        The packs that were used, with their versions (``syria 1``).
    notices : tuple of Fault
        Files left out and why; reports that are not about a conflict or in no known language.
    """

    case: Case
    texts: Mapping[str, str]
    packs: tuple[str, ...] = ()
    notices: tuple[Fault, ...] = ()


def read_reports(
    paths: Sequence[Path | str] | Path | str,
    *,
    packs: Sequence[str] | None = None,
    published: dt.date | None = None,
    publisher: str | None = None,
    language: str | None = None,
    title: str | None = None,
    jobs: int = 1,
    progress: Callable[[float], None] | None = None,
) -> Case:
    """Read reports and return the draft case; see :func:`draft_reports`."""
    return draft_reports(
        paths, packs=packs, published=published, publisher=publisher, language=language,
        title=title, jobs=jobs, progress=progress,
    ).case  # fmt: skip


def draft_reports(
    paths: Sequence[Path | str] | Path | str,
    *,
    packs: Sequence[str] | None = None,
    published: dt.date | None = None,
    publisher: str | None = None,
    language: str | None = None,
    title: str | None = None,
    jobs: int = 1,
    progress: Callable[[float], None] | None = None,
) -> Draft:
    """Read reports in Arabic and English into a draft case.

    Parameters
    ----------
    paths : path or sequence of paths
        Files (.txt .md .html .pdf .docx) or folders of them.
    packs : sequence of str, optional
        Packs of names, besides the general one; by default those that the texts mention.
    published, publisher, language : optional
        What is known of the reports and not said by a front matter in them.
    title : str, optional
        Title of the case.
    jobs : int
        Processes to read with; 0 is as many as there are processors, where there is enough to
        read. The draft does not depend on it. A script that asks for more than one needs the
        usual ``if __name__ == "__main__":``.
    progress : callable, optional
        Told the part done, 0 to 1.

    Returns
    -------
    Draft
        The case, the texts, the packs used, and notices.

    Raises
    ------
    UnreadableError, LimitError
        If none of the reports can be read, or a pack is not known.
    """
    files = [Path(paths)] if isinstance(paths, (str, Path)) else [Path(p) for p in paths]
    how = How(
        packs=None if packs is None else tuple(packs), published=published,
        publisher=publisher or "", language=language or "",
    )  # fmt: skip
    found = expand(files)
    choose_packs([], how.packs)
    width = _processes(found, jobs)
    with collect_seldom(), ordered_map("sulh.read", jobs=width, warm=WARM) as do:
        parts = [found[n : n + _PART] for n in range(0, len(found), _PART)]
        done = do(partial(_read_part, how=how), parts)
        readings = _told(chain.from_iterable(done), len(found), progress)
        return draft_readings(readings, title)


_PART = 16
"""Files that a worker reads at a time: few enough to share evenly, enough to be worth sending."""
_FEW = 300_000
"""Bytes below which other processes are not worth their start."""


def _processes(files: Sequence[Path], jobs: int) -> int:
    """Return how many processes to read with; one where there is little to read."""
    if jobs == 0:
        size = sum(path.stat().st_size for path in files if path.is_file())
        jobs = n_processors() if size >= _FEW else 1
    return max(1, min(jobs, (len(files) + _PART - 1) // _PART))


def _read_part(files: Sequence[Path], how: How) -> list[OneReading]:
    with collect_seldom():
        return [read_file(path, how) for path in files]


def _told(
    readings: Iterable[OneReading], total: int, progress: Callable[[float], None] | None
) -> Iterator[OneReading]:
    for number, reading in enumerate(readings, 1):
        yield reading
        if progress is not None:
            progress(number / total)


def draft_texts(
    reports: Sequence[Report],
    *,
    packs: Sequence[str] | None = None,
    published: dt.date | None = None,
    known: Mapping[str, str] | None = None,
    title: str | None = None,
    progress: Callable[[float], None] | None = None,
) -> Draft:
    """Draft a case from reports that are loaded; see :func:`draft_reports`."""
    known = known or {}
    how = How(
        packs=None if packs is None else tuple(packs), published=published,
        publisher=known.get("publisher", ""), language=known.get("language", ""),
    )  # fmt: skip
    readings = (read_one(report, how) for report in reports)
    return draft_readings(_told(readings, len(reports), progress), title)


def draft_readings(readings: Iterable[OneReading], title: str | None) -> Draft:
    """Draft a case from readings, in their order."""
    registry = Registry()
    builder = Builder(registry)
    used: dict[str, str] = {}
    sources: list[Source] = []
    reports: list[Report] = []
    runs: list[frozenset[int]] = []
    texts: dict[str, str] = {}
    notices: list[Fault] = []
    taken: set[str] = set()
    for one in readings:
        notices += [one.fault] if one.fault else []
        if one.report is None or one.source is None:
            continue
        slug = slug_of(one.report.path.stem, taken)
        source = replace(one.source, id=f"s:{slug}")
        registry.know(one.entries)
        used.update(one.packs)
        sources.append(source)
        reports.append(one.report)
        runs.append(one.runs)
        texts[source.id] = one.report.text
        builder.add(source.id, slug, one.report.text, one.reading)
    if not reports:
        raise _nothing(notices)
    case = _case(builder, _with_copies(sources, runs), title, reports, texts)
    versions = tuple(f"{name} {version}" for name, version in used.items())
    skipped = [fault for fault in notices if fault.code == "READ_SKIPPED"]
    others = [fault for fault in notices if fault.code != "READ_SKIPPED"]
    return Draft(case=case, texts=texts, packs=versions, notices=(*skipped, *others))


def draft_claims(one: OneReading) -> Case:
    """Draft the claims of one reading and whom they name, as a table holds them.

    What gathers claims (events, relations, control) is left out: a table is gathered from by those
    who read it.
    """
    if one.report is None or one.source is None:
        raise ValueError("a file that was not read has no claims")
    builder = Builder(Registry())
    slug = slug_of(one.report.path.stem, set())
    source = replace(one.source, id=f"s:{slug}")
    builder.registry.know(one.entries)
    builder.add(source.id, slug, one.report.text, one.reading)
    parties, persons = builder.registry.parties(builder.used()), builder.registry.persons()
    texts = {source.id: one.report.text}
    return Case(
        id=slug,
        title=Text(en=slug),
        sources=(source, *builder.registry.sources()),
        parties=parties,
        persons=persons,
        areas=builder.registry.areas(),
        claims=tuple(weighed(builder.claims, (*parties, *persons), texts)),
    )


def _with_copies(sources: list[Source], runs: list[frozenset[int]]) -> list[Source]:
    """Mark the sources whose text another printed before, or the same day and was given first."""
    days = [s.published.start if s.published is not None else None for s in sources]
    order = by_publication(days)
    first = copy_groups([runs[place] for place in order])
    originals = {
        sources[order[n]].id: sources[order[other]].id
        for n, other in enumerate(first)
        if other is not None
    }
    return [replace(source, copy_of=originals.get(source.id)) for source in sources]


def _nothing(notices: Sequence[Fault]) -> UnreadableError:
    """Return the error for files of which none can be read: what is wrong with the last."""
    if not notices:
        return UnreadableError("no reports were given", advice="name at least one file")
    last = notices[-1]
    return UnreadableError(last.message, last.where, last.advice)


def _case_title(reports: Sequence[Report]) -> Text:
    """The title of one report; of several their number and the title of the first."""
    first, n = reports[0].about.get("title") or reports[0].path.stem, len(reports)
    if n == 1:
        return words_in(first, language_of(first))
    counted = "تقريرين" if n == 2 else f"{n} {'تقارير' if n <= 10 else 'تقريرًا'}"
    which = "أولهما" if n == 2 else "أولها"
    return Text(
        ar=f"ملف نزاع من {counted}، {which} «{first}»",
        en=f"A case from {n} reports, first “{first}”",
    )


def _case(
    builder: Builder,
    sources: list[Source],
    title: str | None,
    reports: Sequence[Report],
    texts: Mapping[str, str],
) -> Case:
    registry = builder.registry
    parties, persons = registry.parties(builder.used()), registry.persons()
    claims = weighed(builder.claims, (*parties, *persons), texts)
    events = cluster_events(claims, sources)
    stem = slug_of(reports[0].path.stem, set())
    return Case(
        id=stem if len(reports) == 1 else f"{stem}-and-{len(reports) - 1}-more",
        title=words_in(title, language_of(title)) if title else _case_title(reports),
        sources=(*sources, *registry.sources()),
        parties=parties,
        persons=persons,
        areas=registry.areas(),
        claims=tuple(claims),
        links=tuple(builder.links),
        relations=relations_of(claims),
        events=events,
        agreements=tuple(builder.agreements),
        control=control_of(claims),
    )
