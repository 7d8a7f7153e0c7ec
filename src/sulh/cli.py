"""The command line: arguments in, one call, text out.

Answers go to standard output, everything else to standard error. Exit codes: 0 done and nothing
found, 1 done with findings, 2 nothing could be done.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sulh._version import __version__
from sulh.errors import SulhError, UnreadableError, Where

if TYPE_CHECKING:
    from sulh.case import Case
    from sulh.case.model import Campaign, Decision
    from sulh.errors import Fault

__all__ = ["app", "main"]

app = typer.Typer(
    name="sulh",
    help="From reports on an armed conflict to the settlements that could hold.\n\n"
    "Example: sulh run reports/*.txt -o out/mycase",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)


class Digits(StrEnum):
    """Digits of the Arabic part of the brief."""

    latn = "latn"
    arab = "arab"


class Audience(StrEnum):
    """The most sensitive records that may be shown."""

    public = "public"
    internal = "internal"
    confidential = "confidential"
    secret = "secret"  # noqa: S105  a level of sensitivity, not a password


Files = Annotated[list[Path], typer.Argument(help="Reports (.txt .md .html .pdf .docx) or folders")]
CasePath = Annotated[Path, typer.Argument(help="A case.yaml, or the folder that holds it")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else")]
Seed = Annotated[int, typer.Option(min=0, help="Seed of every random draw")]
Runs = Annotated[int, typer.Option(min=2, help="Runs of the simulation for each arm")]
Samples = Annotated[int, typer.Option(min=100, help="Orders drawn where they are too many to list")]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder to write to")]
Packs = Annotated[
    list[str] | None, typer.Option("--pack", help="Pack of names to read with; may be repeated")
]
Patterns = Annotated[
    list[str] | None, typer.Option("--pattern", help="Pattern to frame with; may be repeated")
]
Published = Annotated[
    dt.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Date of publication of reports that do not say it"),
]
Publisher = Annotated[str | None, typer.Option(help="Publisher of reports that do not say it")]
DigitsOption = Annotated[Digits, typer.Option(help="Digits of the Arabic part")]
AudienceOption = Annotated[
    Audience, typer.Option(help="Leave out what is more sensitive than this")
]


def main() -> None:
    """Run the command line; every error of sulh becomes a message and an exit code."""
    try:
        app()
    except SulhError as error:
        _say(f"sulh: {error}")
        sys.exit(2)
    except KeyboardInterrupt:
        _say("sulh: interrupted; what was written before is whole")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        _say(f"sulh: {error.filename or 'a file'}: {error.strerror or error}")
        sys.exit(2)


def _say(message: str) -> None:
    """Print to standard error."""
    typer.echo(message, err=True)


def _print(message: str) -> None:
    """Print to standard output."""
    typer.echo(message, nl=not message.endswith("\n"))


@contextmanager
def _progress() -> Iterator[Callable[[str, float], None]]:
    """Show a bar for each stage on a terminal; say nothing where there is none."""
    from rich.console import Console
    from rich.progress import Progress, TaskID

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _stage, _done: None
        return
    with Progress(console=console, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: float) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=1.0)
            bars.update(tasks[stage], completed=done)

        yield show


def _notices(notices: Iterable[Fault]) -> None:
    for notice in notices:
        _say(f"note: {notice}")


# ---- the main job ---------------------------------------------------------------------------


@app.command()
def run(
    files: Files,
    out: Out,
    pack: Packs = None,
    pattern: Patterns = None,
    published: Published = None,
    publisher: Publisher = None,
    title: Annotated[str | None, typer.Option(help="Title of the case")] = None,
    samples: Samples = 20_000,
    runs: Runs = 1_000,
    seed: Seed = 0,
    digits: DigitsOption = Digits.latn,
    audience: AudienceOption = Audience.internal,
    json: Json = False,
) -> None:
    """Read reports, frame, settle, and write case.yaml and brief.html.

    Example: sulh run reports/*.txt -o out/mycase
    """
    from sulh.pipeline import RunOptions

    options = RunOptions(
        packs=tuple(pack) if pack else None,
        patterns=tuple(pattern) if pattern else None,
        published=published.date() if published else None,
        publisher=publisher,
        title=title,
        n_samples=samples,
        n_runs=runs,
        seed=seed,
        digits=digits.value,
        audience=audience.value,
    )
    _run(files, out, options, as_json=json)


def _run(files: list[Path], out: Path, options: Any, *, as_json: bool) -> None:
    from sulh.pipeline import run_reports, to_json

    with _progress() as progress:
        report = run_reports(files, out, options, progress)
    _notices(report.notices)
    for copy in report.kept:
        _say(f"note: what was there before is kept as {copy}")
    if as_json:
        from sulh.documents import RunDocument

        document = RunDocument(
            case=report.case.id,
            files=tuple(str(path) for path in report.files),
            kept=tuple(str(path) for path in report.kept),
            notices=report.notices,
            answer=report.result,
        )
        _print(to_json(document))
        return
    from sulh.brief import answer_lines

    for line in answer_lines(report.case, report.result, "en"):
        _print(line)
    for ask in report.result.asks:
        _print(f"asked: {ask.text.in_('en')}")
    for path in report.files:
        _print(str(path))


@app.command()
def demo(
    out: Out = Path("out/daraa"),
    runs: Runs = 1_000,
    seed: Seed = 0,
    digits: DigitsOption = Digits.latn,
    json: Json = False,
) -> None:
    """Run the main job on the example reports that ship with sulh.

    Example: sulh demo -o out/example
    """
    from sulh.pipeline import RunOptions

    folder = Path(__file__).parent / "examples" / "daraa" / "reports"
    options = RunOptions(n_runs=runs, seed=seed, digits=digits.value)
    _run(sorted(folder.glob("*.md")), out, options, as_json=json)


# ---- one step at a time ---------------------------------------------------------------------


@app.command()
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

    with _progress() as progress:
        draft = draft_reports(
            files,
            packs=tuple(pack) if pack else None,
            published=published.date() if published else None,
            publisher=publisher,
            progress=lambda done: progress("read", done),
        )
    _notices(draft.notices)
    if out is not None:
        from sulh.pipeline import with_text_files, write_case

        for copy in write_case(with_text_files(draft), draft.texts, out):
            _say(f"note: what was there before is kept as {copy}")
    if json:
        import json as json_module

        _print(json_module.dumps(neutral(draft.case), ensure_ascii=False, indent=1))
        return
    _print(_counts(draft.case))
    if out is not None:
        _print(str(out / "case.yaml"))


def _counts(case: Case) -> str:
    """Say how many records of each kind a case has."""
    kinds = "sources parties persons areas claims relations events agreements control"
    return ", ".join(f"{len(getattr(case, kind))} {kind}" for kind in kinds.split())


@app.command()
def check(case: CasePath, json: Json = False) -> None:
    """Check a case: unknown ids, crossed dates, quotes that do not match, contradictions.

    Exit code 0 when clean, 1 with findings, 2 when the case cannot be read.

    Example: sulh check out/daraa
    """
    from sulh.case import check_file
    from sulh.pipeline import to_json

    report = check_file(case, today=dt.datetime.now(tz=dt.UTC).date())
    if json:
        _print(to_json(report.faults))
    else:
        for fault in report.faults:
            _print(str(fault))
        n = len(report.faults)
        _say(f"{n} finding{'' if n == 1 else 's'}")
    if report.case is None:
        raise typer.Exit(2)
    raise typer.Exit(1 if report.faults else 0)


@app.command()
def frame(
    case: CasePath,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write; by default the case itself")
    ] = None,
    pattern: Patterns = None,
    json: Json = False,
) -> None:
    """Propose the decisions and campaigns of a case, each line marked with what it rests on.

    Example: sulh frame out/daraa --pattern siege-and-evacuation
    """
    from sulh.case import save_case
    from sulh.documents import FrameDocument
    from sulh.frame import frame_case, missing_roles
    from sulh.pipeline import to_json

    known, folder = _load(case)
    patterns = tuple(pattern) if pattern else None
    framed = frame_case(known, patterns)
    save_case(framed, out or folder / "case.yaml")
    framings: tuple[Decision | Campaign, ...] = (*framed.decisions, *framed.campaigns)
    asks = tuple(ask for item in framings for ask in item.asks) or missing_roles(framed, patterns)
    if json:
        document = FrameDocument(
            case=framed.id, decisions=framed.decisions, campaigns=framed.campaigns, asks=asks
        )
        _print(to_json(document))
        return
    for item in framings:
        _print(f"{item.id}  {item.title.in_('en')}  ({item.pattern})")
    for ask in asks:
        _print(f"asked: {ask.text.in_('en')}")
    _print(str(out or folder / "case.yaml"))


def _load(path: Path) -> tuple[Case, Path]:
    """Load a case (or a .gmcr file as one) and say in which folder it lies."""
    if path.suffix.lower() == ".gmcr":
        from sulh.exchange import read_gmcr

        return read_gmcr(path), path.parent
    from sulh.case import load_case

    return load_case(path), path if path.is_dir() else path.parent


def _decisions(case: Case, wanted: str | None) -> tuple[Decision, ...]:
    """Return the decision that is asked for, or all of them."""
    from sulh.errors import nearest

    ids = [decision.id for decision in case.decisions]
    if not ids:
        raise UnreadableError(
            "the case has no decision", Where(case.id), "frame it first: sulh frame CASE"
        )
    if wanted is not None and wanted not in ids:
        raise UnreadableError(
            f"the case has no decision {wanted!r}", Where(case.id), nearest(wanted, ids)
        )
    return tuple(item for item in case.decisions if wanted in {None, item.id})


@app.command()
def analyze(
    case: CasePath,
    decision: Annotated[str | None, typer.Option(help="Id of a decision; all by default")] = None,
    concept: Annotated[
        list[str] | None, typer.Option("--concept", help="Stability concept; may be repeated")
    ] = None,
    json: Json = False,
) -> None:
    """Find the stable states and equilibria of the decisions (graph model).

    Reads the .gmcr files of GMCR+ too.

    Example: sulh analyze out/daraa --concept seq --concept sseq
    """
    from sulh.analysis import analyze_decision, equilibria_table
    from sulh.documents import AnalyzeDocument
    from sulh.pipeline import to_json

    known, _ = _load(case)
    concepts = tuple(concept) if concept else None
    analyses = tuple(analyze_decision(item, concepts) for item in _decisions(known, decision))
    if json:
        _print(to_json(AnalyzeDocument(case=known.id, decisions=analyses, version=__version__)))
        return
    _print("\n".join(equilibria_table(item) for item in analyses))


@app.command()
def settle(
    case: CasePath,
    samples: Samples = 20_000,
    runs: Runs = 1_000,
    seed: Seed = 0,
    json: Json = False,
) -> None:
    """Say which settlement could hold, how it is reached, and what each arm costs.

    Example: sulh settle out/daraa --seed 1
    """
    from sulh.brief import answer_lines
    from sulh.pipeline import to_json
    from sulh.settlement import settle as settle_case

    known, _ = _load(case)
    with _progress() as progress:
        result = settle_case(known, n=samples, runs=runs, seed=seed, progress=progress)
    if json:
        _print(to_json(result))
        return
    for line in answer_lines(known, result, "en"):
        _print(line)


@app.command()
def simulate(
    case: CasePath,
    campaign: Annotated[str | None, typer.Option(help="Id of the campaign; all by default")] = None,
    runs: Runs = 1_000,
    seed: Seed = 0,
    json: Json = False,
) -> None:
    """Run the arms of each campaign and compare them run by run.

    Example: sulh simulate out/daraa --runs 2000
    """
    from sulh.brief import campaign_lines
    from sulh.documents import SimulateDocument
    from sulh.pipeline import to_json
    from sulh.settlement import settle as settle_case

    known, _ = _load(case)
    chosen = (campaign,) if campaign else None
    with _progress() as progress:
        results = settle_case(
            known, decisions=(), campaigns=chosen, runs=runs, seed=seed, progress=progress
        ).campaigns
    if json:
        document = SimulateDocument(
            case=known.id, campaigns=results, n_runs=runs, seed=seed, version=__version__
        )
        _print(to_json(document))
        return
    for line in campaign_lines(results, "en"):
        _print(line)


@app.command()
def brief(
    case: CasePath,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write; brief.html beside the case")
    ] = None,
    samples: Samples = 20_000,
    runs: Runs = 1_000,
    seed: Seed = 0,
    digits: DigitsOption = Digits.latn,
    audience: AudienceOption = Audience.internal,
    json: Json = False,
) -> None:
    """Settle a case and write its brief: one page, Arabic and English.

    For another audience than "internal" the file is brief-AUDIENCE.html beside the case.

    Example: sulh brief out/daraa --digits arab
    """
    from sulh.brief import brief_name, render_brief
    from sulh.files import write_whole
    from sulh.pipeline import stored_texts, to_json
    from sulh.settlement import settle as settle_case

    known, folder = _load(case)
    with _progress() as progress:
        result = settle_case(known, n=samples, runs=runs, seed=seed, progress=progress)
    texts = stored_texts(known, folder)
    path = out or folder / brief_name(audience.value)
    write_whole(
        path,
        render_brief(known, result, texts=texts, digits=digits.value, audience=audience.value),
    )
    if json:
        _print(to_json(result))
        _say(str(path))
    else:
        _print(str(path))


# ---- published conflicts --------------------------------------------------------------------

catalog_app = typer.Typer(help="Published conflicts that ship with sulh.\n\nExample: sulh catalog")
app.add_typer(catalog_app, name="catalog", invoke_without_command=True)


@catalog_app.callback()
def catalog_list(context: typer.Context, json: Json = False) -> None:
    """List the published conflicts that ship with sulh.

    Example: sulh catalog
    """
    if context.invoked_subcommand:
        return
    from sulh.exchange import catalog
    from sulh.pipeline import to_json

    entries = catalog()
    if json:
        _print(to_json(entries))
        return
    width = max(len(entry.name) for entry in entries)
    for entry in entries:
        _print(f"{entry.name.ljust(width)}  {entry.path}")


@catalog_app.command("show")
def catalog_show(
    name: Annotated[str, typer.Argument(help="Name of an entry, as sulh catalog lists them")],
    json: Json = False,
) -> None:
    """Show one published conflict: its source, what is expected, and what sulh finds.

    Example: sulh catalog show elmira
    """
    from sulh.analysis import analyze_decision, equilibria_table
    from sulh.exchange import catalog_case, catalog_entry
    from sulh.pipeline import to_json

    entry = catalog_entry(name)
    if json:
        _print(to_json(entry))
        return
    _print(f"{entry.about}\nSource: {entry.source.strip()}\n")
    for concept, states in entry.published.items():
        _print(f"published {concept}: {'; '.join(states)}")
    if entry.note:
        _print(f"\n{entry.note.strip()}")
    for decision in catalog_case(name).decisions:
        concepts = tuple(dict.fromkeys([*entry.published, *entry.computed]))
        _print(f"\n{equilibria_table(analyze_decision(decision, concepts))}")


# ---- about this installation ----------------------------------------------------------------


@app.command()
def doctor(json: Json = False) -> None:
    """Say what this installation has, what it lacks, and what to do about it.

    Example: sulh doctor
    """
    from sulh.doctor import examine
    from sulh.pipeline import to_json

    findings = examine()
    if json:
        _print(to_json(findings))
    else:
        for finding in findings:
            advice = f"  -> {finding.advice}" if finding.advice else ""
            _print(f"{finding.state:8} {finding.what}: {finding.detail}{advice}")
    raise typer.Exit(1 if any(finding.state == "broken" for finding in findings) else 0)


@app.command()
def schema(
    name: Annotated[str, typer.Argument(help="case, read, frame, analyze, settle, simulate, run")],
) -> None:
    """Print the JSON Schema of a document.

    Example: sulh schema settle
    """
    from sulh.documents import schema as schema_of

    _print(schema_of(name))


@app.command()
def version(json: Json = False) -> None:
    """Print the version.

    Example: sulh version
    """
    _print(f'{{"sulh": "{__version__}"}}' if json else f"sulh {__version__}")
