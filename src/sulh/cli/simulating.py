"""Run the arms of each campaign."""

from __future__ import annotations

from typing import Annotated

import typer

from sulh._version import __version__
from sulh.cli.options import CasePath, Json, Runs, Seed
from sulh.cli.terminal import load, progress_bars, show


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

    known, _ = load(case)
    chosen = (campaign,) if campaign else None
    with progress_bars() as progress:
        results = settle_case(
            known, decisions=(), campaigns=chosen, runs=runs, seed=seed, progress=progress
        ).campaigns
    if json:
        document = SimulateDocument(
            case=known.id, campaigns=results, n_runs=runs, seed=seed, version=__version__
        )
        show(to_json(document))
        return
    for line in campaign_lines(results, "en"):
        show(line)
