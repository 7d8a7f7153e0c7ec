"""Read reports and check a case."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sulh.cli.options import CasePath, Files, Json, Packs, Published, Publisher
from sulh.cli.terminal import notices, progress_bars, say, show

if TYPE_CHECKING:
    from sulh.case import Case


def read(
    files: Files,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Write the draft case here")
    ] = None,
    pack: Packs = None,
    published: Published = None,
    publisher: Publisher = None,
    json: Json = False,
) -> None:
    """Read reports into a draft case: every fact with its quote, span and holder.

    Example: sulh read report.txt --json
    """
    from sulh.read import draft_reports, neutral

    with progress_bars() as progress:
        draft = draft_reports(
            files,
            packs=tuple(pack) if pack else None,
            published=published.date() if published else None,
            publisher=publisher,
            progress=lambda done: progress("read", done),
        )
    notices(draft.notices)
    if out is not None:
        from sulh.pipeline import with_text_files, write_case

        for copy in write_case(with_text_files(draft), draft.texts, out):
            say(f"note: what was there before is kept as {copy}")
    if json:
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
