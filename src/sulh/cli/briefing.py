"""Write the brief of a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sulh.cli.options import (
    Audience,
    AudienceOption,
    Bridge,
    CasePath,
    Digits,
    DigitsOption,
    Json,
    Robust,
    Runs,
    Samples,
    Seed,
)
from sulh.cli.terminal import load, progress_bars, say, show


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
    bridge: Bridge = False,
    robust: Robust = False,
    json: Json = False,
) -> None:
    """Settle a case and write its brief: one page, Arabic and English.

    It holds what `settle --levers --drivers --explain` prints, and what the arms cost people.

    For another audience than "internal" the file is brief-AUDIENCE.html beside the case.

    Example: sulh brief out/daraa --digits arab
    """
    from sulh.brief import brief_name, render_brief
    from sulh.files import write_whole
    from sulh.pipeline import RunOptions, answer_case, stored_texts, to_json

    known, folder = load(case)
    with progress_bars() as progress:
        options = RunOptions(
            n_samples=samples, n_runs=runs, seed=seed, bridge=bridge, robust=robust
        )
        result = answer_case(known, options, progress)
    texts = stored_texts(known, folder)
    path = out or folder / brief_name(audience.value)
    write_whole(
        path,
        render_brief(known, result, texts=texts, digits=digits.value, audience=audience.value),
    )
    if json:
        show(to_json(result))
        say(str(path))
    else:
        show(str(path))
