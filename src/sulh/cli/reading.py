"""Read reports and check a case."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sulh.cli.options import CasePath, Files, Jobs, Json, Packs, Published, Publisher
from sulh.cli.terminal import notices, progress_bars, say, show
from sulh.errors import UnreadableError

if TYPE_CHECKING:
    from sulh.case import Case
    from sulh.read.endpoint import Endpoint
    from sulh.read.single import How


def read(
    files: Files,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder to write the draft case to")
    ] = None,
    pack: Packs = None,
    published: Published = None,
    publisher: Publisher = None,
    jobs: Jobs = 0,
    cluster: Annotated[
        str | None, typer.Option(help="Address of a dask scheduler to read on, for tables")
    ] = None,
    table: Annotated[
        bool, typer.Option("--table", help="Also write claims.parquet and documents.parquet")
    ] = False,
    second_reader: Annotated[
        str,
        typer.Option(help="Address of an OpenAI-compatible endpoint: a second reader beside sulh"),
    ] = "",
    model: Annotated[str, typer.Option(help="Model of the second reader")] = "",
    json: Json = False,
) -> None:
    """Read reports into a draft case: every fact with its quote, span and holder.

    A path that begins with @ names a file with one path a line. More than 2,000 reports are
    written as tables and not as a case; what was interrupted goes on where it stopped.
    Nothing is sent anywhere unless --cluster or --second-reader names where.

    Example: sulh read report.txt --json
    """
    from sulh.read.bulk import MANY
    from sulh.read.files import listed
    from sulh.read.single import How

    endpoint = _endpoint(second_reader, model, out)
    how = How(
        packs=tuple(pack) if pack else None,
        published=published.date() if published else None,
        publisher=publisher or "",
    )
    found = listed(files)
    many = len(found) > MANY
    if many or table or cluster is not None:
        _read_tables(found, out, how, jobs=jobs, cluster=cluster, as_json=json, alone=many)
    if not many:
        _read_case(found, out, how, endpoint, jobs=jobs, as_json=json)


def _endpoint(url: str, model: str, out: Path | None) -> Endpoint | None:
    """The second reader, if one is named; its answers are kept in the folder of the case."""
    if not url:
        return None
    from sulh.read.endpoint import Endpoint

    return Endpoint(url=url, model=model, cache=out / ".second-reader" if out else None)


def _read_tables(
    found: list[str],
    out: Path | None,
    how: How,
    *,
    jobs: int,
    cluster: str | None,
    as_json: bool,
    alone: bool,
) -> None:
    """Read to tables; `alone`: no case is drafted besides."""
    from sulh.pipeline import to_json
    from sulh.read.bulk import read_many
    from sulh.workers import n_processors

    if out is None:
        raise UnreadableError(
            f"{len(found):,} reports are written as tables, and no folder is named",
            advice="name one with --out",
        )
    with progress_bars() as progress:
        bulk = read_many(
            found, out, how, jobs=jobs or n_processors(), cluster=cluster,
            progress=lambda done: progress("tables", done),
        )  # fmt: skip
    say(
        f"{bulk.n_documents:,} documents ({bulk.n_skipped:,} could not be read, "
        f"{bulk.n_copies:,} are copies), {bulk.n_claims:,} claims"
    )
    if as_json and alone:
        show(to_json(bulk))
    else:
        (say if as_json else show)(f"{bulk.claims}\n{bulk.documents}")


def _read_case(
    found: list[str],
    out: Path | None,
    how: How,
    endpoint: Endpoint | None,
    *,
    jobs: int,
    as_json: bool,
) -> None:
    from sulh.read import draft_reports, neutral

    with progress_bars() as progress:
        draft = draft_reports(
            found,
            packs=how.packs,
            published=how.published,
            publisher=how.publisher,
            jobs=jobs,
            progress=lambda done: progress("read", done),
        )
        if endpoint is not None:
            from sulh.read.second_reader import second_reading

            draft = second_reading(draft, endpoint, lambda done: progress("second reader", done))
    notices(draft.notices)
    if out is not None:
        from sulh.pipeline import with_text_files, write_case

        for copy in write_case(with_text_files(draft), draft.texts, out):
            say(f"note: what was there before is kept as {copy}")
    if as_json:
        import json as json_module

        show(json_module.dumps(neutral(draft.case), ensure_ascii=False, indent=1))
        return
    show(_counts(draft.case))
    if out is not None:
        show(str(out / "case.yaml"))


def _counts(case: Case) -> str:
    """Say how many records of each kind a case has."""
    kinds = "sources parties persons areas claims relations events agreements control"
    return ", ".join(f"{len(getattr(case, kind))} {kind}" for kind in kinds.split())


def check(case: CasePath, json: Json = False) -> None:
    """Check a case: unknown ids, crossed dates, quotes that do not match, contradictions.

    Exit code 0 when clean, 1 with findings, 2 when the case cannot be read.

    Example: sulh check out/daraa
    """
    from sulh.case import check_file
    from sulh.pipeline import to_json

    report = check_file(case, today=dt.datetime.now(tz=dt.UTC).date())
    if json:
        show(to_json(report.faults))
    else:
        for fault in report.faults:
            show(str(fault))
        n = len(report.faults)
        say(f"{n} finding{'' if n == 1 else 's'}")
    if report.case is None:
        raise typer.Exit(2)
    raise typer.Exit(1 if report.faults else 0)
