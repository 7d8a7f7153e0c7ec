"""The graph model of a decision."""

from __future__ import annotations

from typing import Annotated

import typer

from sulh._version import __version__
from sulh.cli.options import CasePath, Json
from sulh.cli.terminal import chosen_decisions, load, show


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

    known, _ = load(case)
    concepts = tuple(concept) if concept else None
    analyses = tuple(analyze_decision(item, concepts) for item in chosen_decisions(known, decision))
    if json:
        show(to_json(AnalyzeDocument(case=known.id, decisions=analyses, version=__version__)))
        return
    show("\n".join(equilibria_table(item) for item in analyses))
