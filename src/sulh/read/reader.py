"""Reports in, draft case out: the reader's public functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sulh.case.model import Case, Source, Text, When
from sulh.errors import Fault, LimitError, UnreadableError, Where
from sulh.read.choose import choose_packs, language_of
from sulh.read.cluster import cluster_events
from sulh.read.document import Reading, read_document
from sulh.read.draft import Builder, control_of, relations_of, slug_of
from sulh.read.files import Report, expand, load_report
from sulh.read.names import names_for
from sulh.read.resolve import Registry
from sulh.read.topic import topic_of

__all__ = ["Draft", "draft_reports", "draft_texts", "read_reports"]


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
    progress: Callable[[float], None] | None = None,
) -> Case:
    """Read reports and return the draft case; see :func:`draft_reports`."""
    return draft_reports(
        paths, packs=packs, published=published, publisher=publisher, language=language,
        title=title, progress=progress,
    ).case  # fmt: skip


def draft_reports(
    paths: Sequence[Path | str] | Path | str,
    *,
    packs: Sequence[str] | None = None,
    published: dt.date | None = None,
    publisher: str | None = None,
    language: str | None = None,
    title: str | None = None,
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
    reports: list[Report] = []
    notices: list[Fault] = []
    last: UnreadableError | LimitError | None = None
    for path in expand(files):
        try:
            reports.append(load_report(path))
        except (UnreadableError, LimitError) as error:
            last = error
            notices.append(Fault("READ_SKIPPED", error.message, error.where, error.advice))
    if not reports:
        raise last or UnreadableError("no reports were given", advice="name at least one file")
    known = {"publisher": publisher or "", "language": language or ""}
    draft = draft_texts(
        reports, packs=packs, published=published, known=known, title=title, progress=progress
    )
    return Draft(
        case=draft.case, texts=draft.texts, packs=draft.packs,
        notices=(*notices, *draft.notices),
    )  # fmt: skip


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
    registry = Registry()
    builder = Builder(registry)
    used: dict[str, str] = {}
    sources: list[Source] = []
    texts: dict[str, str] = {}
    notices: list[Fault] = []
    taken: set[str] = set()
    for number, report in enumerate(reports):
        slug = slug_of(report.path.stem, taken)
        source = _source(report, slug, published, known)
        fault = _doubt(report, source)
        anchor = source.published.start if source.published is not None else None
        names = names_for(choose_packs([report.text], packs))
        registry.know(names)
        used.update({pack.name: pack.version for pack in names.packs})
        reading = (
            Reading.empty(report.text)
            if fault
            else read_document(report.text, names, anchor, report.body)
        )
        notices += [fault] if fault else []
        sources.append(source)
        texts[source.id] = report.text
        builder.add(source.id, slug, report.text, reading)
        if progress is not None:
            progress((number + 1) / len(reports))
    case = _case(builder, sources, title, reports)
    versions = tuple(f"{name} {version}" for name, version in used.items())
    return Draft(case=case, texts=texts, packs=versions, notices=tuple(notices))


def _source(
    report: Report, slug: str, published: dt.date | None, known: Mapping[str, str]
) -> Source:
    date = report.date() or published
    heading = report.about.get("title", "")
    language = known.get("language") or report.about.get("language") or language_of(report.text)
    return Source(
        id=f"s:{slug}",
        kind="unknown",
        title=_text(heading, language) if heading else None,
        publisher=report.about.get("publisher") or known.get("publisher", ""),
        author=report.about.get("author", ""),
        language=language,
        published=When(text=date.isoformat(), start=date, end=date) if date else None,
        file=report.path.name,
        sha256=report.sha256,
        n_characters=len(report.text),
    )


def _text(words: str, language: str) -> Text:
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


def _case_title(reports: Sequence[Report]) -> Text:
    """The title of one report; of several their number and the title of the first."""
    first, n = reports[0].about.get("title") or reports[0].path.stem, len(reports)
    if n == 1:
        return _text(first, language_of(first))
    counted = "تقريرين" if n == 2 else f"{n} {'تقارير' if n <= 10 else 'تقريرًا'}"
    return Text(
        ar=f"قضية من {counted}، أولها «{first}»", en=f"A case from {n} reports, first “{first}”"
    )


def _case(
    builder: Builder, sources: list[Source], title: str | None, reports: Sequence[Report]
) -> Case:
    registry = builder.registry
    claims = builder.claims
    events = cluster_events(claims, sources)
    stem = slug_of(reports[0].path.stem, set())
    return Case(
        id=stem if len(reports) == 1 else f"{stem}-and-{len(reports) - 1}-more",
        title=_text(title, language_of(title)) if title else _case_title(reports),
        sources=(*sources, *registry.sources()),
        parties=registry.parties(builder.used()),
        persons=registry.persons(),
        areas=registry.areas(),
        claims=tuple(claims),
        links=tuple(builder.links),
        relations=relations_of(claims),
        events=events,
        agreements=tuple(builder.agreements),
        control=control_of(claims),
    )
