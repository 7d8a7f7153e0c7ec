"""Propose the decisions and campaigns of a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sulh.cli.options import CasePath, Json, Lang, Patterns
from sulh.cli.terminal import load, say, show

if TYPE_CHECKING:
    from sulh.case import Case
    from sulh.case.model import Campaign, Decision, Question
    from sulh.words import Language


def frame(
    case: CasePath,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write; by default the case itself")
    ] = None,
    pattern: Patterns = None,
    lang: Lang = "en",
    json: Json = False,
) -> None:
    """Propose the decisions and campaigns of a case, each line marked with what it rests on.

    A decision whose id the case has already is left as it is.

    Example: sulh frame out/daraa --pattern siege-and-evacuation --pattern separate-truces
    """
    from sulh.case import save_case
    from sulh.frame import frame_case, missing_roles

    known, folder = load(case)
    patterns = tuple(pattern) if pattern else None
    framed = frame_case(known, patterns)
    path = out or folder / "case.yaml"
    save_case(framed, path)
    items: tuple[Decision | Campaign, ...] = (*framed.decisions, *framed.campaigns)
    asks = tuple(ask for item in items for ask in item.asks) or missing_roles(framed, patterns)
    if json:
        _show_json(framed, asks)
        return
    _show_frames(framed, asks, lang)
    kept = len({item.id for item in items} & {r.id for r in (*known.decisions, *known.campaigns)})
    if kept:
        say(f"left as they were: {kept} (delete one from the case to have it framed anew)")
    show(str(path))


def _show_json(framed: Case, asks: tuple[Question, ...]) -> None:
    from sulh.documents import FrameDocument
    from sulh.pipeline import to_json

    document = FrameDocument(
        case=framed.id, decisions=framed.decisions, campaigns=framed.campaigns, asks=asks
    )
    show(to_json(document))


def _show_frames(framed: Case, asks: tuple[Question, ...], lang: Language) -> None:
    from sulh.cli.tables import show_lines, show_tables
    from sulh.words import Voice, names_of
    from sulh.words.framings import framing_tables

    if not framed.decisions:
        head = {"ar": "لم يكتمل دليل أي نمط؛ يُسأل:", "en": "No pattern fits yet; asked:"}
        show_lines([head[lang], *(f"  {ask.text.in_(lang)}" for ask in asks)], lang)
    names = names_of(framed, Voice(lang))
    show_tables(framing_tables(framed.decisions, framed.campaigns, names), lang)
