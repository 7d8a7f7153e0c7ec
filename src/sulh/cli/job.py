"""The main job: reports in, a case and its brief out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from sulh.cli.options import (
    Audience,
    AudienceOption,
    Digits,
    DigitsOption,
    Files,
    Jobs,
    Json,
    Out,
    Packs,
    Patterns,
    Published,
    Publisher,
    Runs,
    Samples,
    Seed,
)
from sulh.cli.terminal import notices, progress_bars, say, show


class Example(StrEnum):
    """The examples that ship with sulh."""

    daraa = "daraa"
    hudaydah = "hudaydah"


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
    jobs: Jobs = 0,
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
        jobs=jobs,
        digits=digits.value,
        audience=audience.value,
    )
    _run(files, out, options, as_json=json)


def _run(files: list[Path], out: Path, options: Any, *, as_json: bool) -> None:
    from sulh.pipeline import run_reports, to_json

    with progress_bars() as progress:
        report = run_reports(files, out, options, progress)
    notices(report.notices)
    for copy in report.kept:
        say(f"note: what was there before is kept as {copy}")
    if as_json:
        from sulh.documents import RunDocument

        document = RunDocument(
            case=report.case.id,
            files=tuple(str(path) for path in report.files),
            kept=tuple(str(path) for path in report.kept),
            notices=report.notices,
            answer=report.result,
        )
        show(to_json(document))
        return
    from sulh.brief import answer_lines

    for line in answer_lines(report.case, report.result, "en"):
        show(line)
    for ask in report.result.asks:
        show(f"asked: {ask.text.in_('en')}")
    for path in report.files:
        show(str(path))


def demo(
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder to write to; out/NAME by default")
    ] = None,
    example: Annotated[Example, typer.Option(help="Which of the examples")] = Example.daraa,
    runs: Runs = 1_000,
    seed: Seed = 0,
    digits: DigitsOption = Digits.latn,
    json: Json = False,
) -> None:
    """Run the main job on the example reports that ship with sulh.

    Example: sulh demo -o out/example
    """
    from sulh.pipeline import RunOptions

    folder = Path(__file__).parents[1] / "examples" / example.value / "reports"
    options = RunOptions(n_runs=runs, seed=seed, digits=digits.value)
    target = out or Path("out") / example.value
    _run(sorted(folder.glob("*.md")), target, options, as_json=json)
