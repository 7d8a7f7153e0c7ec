"""The question of the mediator: which settlement could hold."""

from __future__ import annotations

from sulh.cli.options import CasePath, Json, Runs, Samples, Seed
from sulh.cli.terminal import load, progress_bars, show


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

    known, _ = load(case)
    with progress_bars() as progress:
        result = settle_case(known, n=samples, runs=runs, seed=seed, progress=progress)
    if json:
        show(to_json(result))
        return
    for line in answer_lines(known, result, "en"):
        show(line)
