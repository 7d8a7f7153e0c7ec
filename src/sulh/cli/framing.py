"""Propose the decisions and campaigns of a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sulh.cli.options import CasePath, Json, Patterns
from sulh.cli.terminal import load, show

if TYPE_CHECKING:
    from sulh.case.model import Campaign, Decision


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

    known, folder = load(case)
    patterns = tuple(pattern) if pattern else None
    framed = frame_case(known, patterns)
    save_case(framed, out or folder / "case.yaml")
    framings: tuple[Decision | Campaign, ...] = (*framed.decisions, *framed.campaigns)
    asks = tuple(ask for item in framings for ask in item.asks) or missing_roles(framed, patterns)
    if json:
        document = FrameDocument(
            case=framed.id, decisions=framed.decisions, campaigns=framed.campaigns, asks=asks
        )
        show(to_json(document))
        return
    for item in framings:
        show(f"{item.id}  {item.title.in_('en')}  ({item.pattern})")
    for ask in asks:
        show(f"asked: {ask.text.in_('en')}")
    show(str(out or folder / "case.yaml"))
