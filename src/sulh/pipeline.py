"""The main job, start to end: reports in; case, verdicts and brief out. Pages and commands call it.

``run_reports`` reads, frames, settles and writes; every step is a call that can also be made on
its own. What an output folder holds::

    case.yaml        the case, with its decisions and campaigns   (claims.jsonl when there are many)
    reports/         the text of each report as read; every quote is a span of one of these
    settlement.json  the whole answer, for other programs
    brief.html       the page to read, Arabic and English (brief-public.html for that audience)
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sulh.errors import Fault, UnreadableError, Where
from sulh.files import check_writable, keep_previous, make_folder, write_whole

if TYPE_CHECKING:
    import datetime as dt

    from sulh.case import Case
    from sulh.read import Draft
    from sulh.settlement import SettlementResult

__all__ = [
    "Progress",
    "RunOptions",
    "RunReport",
    "answer_case",
    "run_reports",
    "stored_texts",
    "to_json",
]

Progress = Callable[[str, float], None]
"""Called with the name of the stage and the part of it done, 0 to 1."""


@dataclass(frozen=True, kw_only=True)
class RunOptions:
    """How to run the main job.

    Attributes
    ----------
    packs : tuple of str or None
        Packs of names to read with; None chooses by what the texts mention.
    patterns : tuple of str or None
        Patterns to frame with; None chooses by what the case supports.
    n_samples : int
        Preference orders drawn where they cannot be enumerated.
    n_runs : int
        Runs of the simulation for each arm.
    seed : int
        Seed of every random draw.
    jobs : int
        Processes to read with; 0 is one for each processor. The answer does not depend on it.
    digits : {"latn", "arab"}
        Digits of the Arabic part of the brief.
    audience : {"public", "internal", "confidential", "secret"}
        The brief leaves out what is more sensitive than this.
    bridge, robust : bool
        Also weigh simulated outcomes by aims, and say what would flip the answer.
    """

    packs: tuple[str, ...] | None = None
    patterns: tuple[str, ...] | None = None
    published: dt.date | None = None
    publisher: str | None = None
    title: str | None = None
    n_samples: int = 20_000
    n_runs: int = 1_000
    seed: int = 0
    jobs: int = 1
    digits: Literal["latn", "arab"] = "latn"
    audience: Literal["public", "internal", "confidential", "secret"] = "internal"
    bridge: bool = False
    robust: bool = False


@dataclass(frozen=True, kw_only=True)
class RunReport:
    """What a run made: the case, the answer, the files, what the reader noticed."""

    case: Case
    result: SettlementResult
    notices: tuple[Fault, ...]
    files: tuple[Path, ...]
    kept: tuple[Path, ...]


def _quiet(_stage: str, _done: float) -> None:
    """Report nothing."""


def run_reports(
    paths: Sequence[Path],
    folder: Path,
    options: RunOptions | None = None,
    progress: Progress = _quiet,
) -> RunReport:
    """Read `paths` and write case, verdicts and brief to `folder`.

    Parameters
    ----------
    paths : sequence of Path
        Reports, or folders of reports.
    folder : Path
        Where to; made if need be. A different case.yaml already there is kept as a copy.
    options : RunOptions, optional
        How; by default every pack and pattern that fits, 1,000 runs an arm, seed 0.
    progress : callable, optional
        Told the stage and the part of it done.

    Returns
    -------
    RunReport
        The case, the answer and the files written.

    Raises
    ------
    UnreadableError
        If no report can be read, none tells of an armed conflict, or the folder cannot be
        written. Nothing is written then.
    """
    from sulh.frame import frame_case
    from sulh.read import draft_reports

    options = options or RunOptions()
    check_writable(folder)
    draft = draft_reports(
        paths,
        packs=options.packs,
        published=options.published,
        publisher=options.publisher,
        title=options.title,
        jobs=options.jobs,
        progress=lambda done: progress("read", done),
    )
    if not draft.case.claims:
        raise _nothing_found(draft)
    case = frame_case(with_text_files(draft), options.patterns)
    progress("frame", 1.0)
    result = answer_case(case, options, progress)
    files, kept = _write_all(case, result, draft.texts, folder, options)
    return RunReport(case=case, result=result, notices=draft.notices, files=files, kept=kept)


def answer_case(case: Case, options: RunOptions, progress: Progress = _quiet) -> SettlementResult:
    """Answer everything that a brief shows: verdicts, arms, levers, what to ask, why not early.

    Parameters
    ----------
    case : Case
    options : RunOptions
        Draws, runs and seed.
    progress : callable, optional
        Told the stage and the part of it done.
    """
    from sulh.settlement import settle
    from sulh.settlement.early import with_early

    result = settle(
        case,
        n=options.n_samples,
        runs=options.n_runs,
        seed=options.seed,
        drivers=True,
        levers=True,
        sources=True,
        offers=True,
        zones=True,
        bridge=options.bridge,
        robust=options.robust,
        progress=progress,
    )
    return with_early(case, result)


def _nothing_found(draft: Draft) -> UnreadableError:
    """Return the error for reports in which there is nothing to work with, with all notices."""
    lines = "".join(f"\n{notice}" for notice in draft.notices)
    return UnreadableError(
        f"the reports tell nothing of an armed conflict that could be read{lines}",
        advice="give reports in Arabic or English on who did, said or agreed what",
    )


def with_text_files(draft: Draft) -> Case:
    """Return the drafted case whose sources say where their text will be stored."""
    sources = tuple(
        replace(source, text_file=_text_file(source.id)) if source.id in draft.texts else source
        for source in draft.case.sources
    )
    return replace(draft.case, sources=sources)


def _text_file(source_id: str) -> str:
    return f"reports/{source_id.partition(':')[2]}.txt"


def _write_all(
    case: Case,
    result: SettlementResult,
    texts: Mapping[str, str],
    folder: Path,
    options: RunOptions,
) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Write every file of a run; return those written and the copies kept of older ones."""
    from sulh.brief import brief_name, render_brief

    page = render_brief(case, result, texts=texts, digits=options.digits, audience=options.audience)
    kept = write_case(case, texts, folder)
    answer = folder / "settlement.json"
    write_whole(answer, to_json(result))
    brief = folder / brief_name(options.audience)
    write_whole(brief, page)
    return (folder / "case.yaml", answer, brief), kept


def write_case(case: Case, texts: Mapping[str, str], folder: Path) -> tuple[Path, ...]:
    """Write case and texts to `folder`; keep a copy of a different case.yaml already there.

    A fresh draft replaces the document whole: it is a new reading, not an edit of the old one.
    """
    from sulh.case import save_case

    make_folder(folder / "reports")
    for source in case.sources:
        if source.id in texts:
            write_whole(folder / source.text_file, texts[source.id])
    with tempfile.TemporaryDirectory(prefix=".case-", dir=folder) as scratch:
        save_case(case, Path(scratch) / "case.yaml")
        fresh = {path.name: path.read_bytes() for path in sorted(Path(scratch).iterdir())}
    copies = []
    for name in ("case.yaml", "claims.jsonl", "events.jsonl"):
        copy = keep_previous(folder / name, fresh.get(name, b""))
        copies += [copy] if copy else []
        if name in fresh:
            write_whole(folder / name, fresh[name])
        else:
            (folder / name).unlink(missing_ok=True)
    return tuple(copies)


def stored_texts(case: Case, folder: Path) -> dict[str, str]:
    """Read the stored text of every source of a case that has one.

    Parameters
    ----------
    case : Case
        The case.
    folder : Path
        The folder its text files are relative to.

    Returns
    -------
    dict
        Source id to text. A source whose file is missing is left out.

    Raises
    ------
    UnreadableError
        If a text file is there and is not UTF-8.
    """
    texts = {}
    for source in case.sources:
        path = folder / source.text_file
        if source.text_file and path.is_file():
            try:
                texts[source.id] = path.read_bytes().decode("utf-8")
            except UnicodeDecodeError as error:
                raise UnreadableError(
                    "the stored text is not UTF-8", Where(str(path)), "read the report again"
                ) from error
    return texts


def to_json(record: Any) -> str:
    """One JSON document of a frozen record, in UTF-8, two spaces deep, ending in a newline.

    Examples
    --------
    >>> from sulh.errors import Where
    >>> print(to_json(Where("case.yaml", 3)), end="")
    {
      "file": "case.yaml",
      "line": 3,
      "column": 0,
      "field": ""
    }
    """
    from pydantic import TypeAdapter

    adapter = TypeAdapter[Any](type(record))
    return adapter.dump_json(record, indent=2, ensure_ascii=False).decode("utf-8") + "\n"
