"""The page: every section in order, in each language, in one file that asks for nothing outside."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sulh.brief.audience import AUDIENCES, Audience, visible_to
from sulh.brief.context import Context
from sulh.brief.markup import html, plain
from sulh.brief.sections.accounts import breach_accounts
from sulh.brief.sections.agreements import agreements
from sulh.brief.sections.answer import answer
from sulh.brief.sections.bridging import bridge_tables, not_bridged
from sulh.brief.sections.contested import disputes
from sulh.brief.sections.early import early_views
from sulh.brief.sections.ledger import asks, assumptions, assumptions_csv
from sulh.brief.sections.leverage import driver_tables, lever_tables, source_tables
from sulh.brief.sections.negotiation import offer_tables, zone_tables
from sulh.brief.sections.parties import parties
from sulh.brief.sections.robust import robust_tables
from sulh.brief.sections.settlement import arm_tables, decision_tables
from sulh.brief.sections.sources import computed, marking, notices, sources
from sulh.brief.sections.timeline import predictions, predictions_line, timeline
from sulh.brief.sections.why import reasons, stated_reasons
from sulh.case.model import Case
from sulh.errors import ModelError, nearest
from sulh.files import write_whole
from sulh.settlement.result import SettlementResult
from sulh.words import Digits, Language, Voice
from sulh.words.numbers import count

__all__ = ["SECTIONS", "render_brief", "write_brief"]

SECTIONS = (
    "answer", "settlement", "why", "contested", "parties", "timeline", "agreements", "asks",
    "assumptions", "sources", "computed",
)  # fmt: skip
_FACES = (
    ("Naskh", "noto-naskh-arabic-400", 400), ("Naskh", "noto-naskh-arabic-700", 700),
    ("Latin", "noto-serif-400", 400), ("Latin", "noto-serif-600", 700),
)  # fmt: skip


def render_brief(
    case: Case,
    result: SettlementResult,
    *,
    texts: Mapping[str, str] | None = None,
    languages: Sequence[Language] = ("ar", "en"),
    digits: Digits = "latn",
    audience: Audience = "internal",
) -> str:
    """Return the brief as one HTML page.

    Parameters
    ----------
    case : Case
        What is known.
    result : SettlementResult
        What was computed from it.
    texts : mapping of source id to str, optional
        The stored texts; with them each quote is shown in its place.
    languages : sequence of {"ar", "en"}
        The parts of the page, in this order.
    digits : {"latn", "arab"}
        Digits of the Arabic part.
    audience : {"public", "internal", "confidential", "secret"}
        What is more sensitive is left out and counted.

    Returns
    -------
    str
        The page. The same input gives the same bytes.

    Raises
    ------
    ModelError
        If a language, the digits or the audience is not one of these.
    """
    _check(languages, digits, audience)
    visible = visible_to(case, result, audience)
    contexts = [
        Context(visible, Voice(language, digits), audience, texts or {}) for language in languages
    ]
    template = _environment().get_template("page.html.j2")
    return template.render(parts=[_part(c) for c in contexts], style=_style(), sections=SECTIONS)


def write_brief(
    case: Case,
    result: SettlementResult,
    path: str | Path,
    *,
    texts: Mapping[str, str] | None = None,
    languages: Sequence[Language] = ("ar", "en"),
    digits: Digits = "latn",
    audience: Audience = "internal",
) -> Path:
    """Write the brief to `path` and return it; see :func:`render_brief`.

    Raises
    ------
    UnreadableError
        If `path` cannot be written.
    """
    page = render_brief(
        case, result, texts=texts, languages=languages, digits=digits, audience=audience
    )
    write_whole(Path(path), page)
    return Path(path)


def _check(languages: Sequence[str], digits: str, audience: str) -> None:
    wanted: list[tuple[str, str, tuple[str, ...]]]
    wanted = [("language", x, ("ar", "en")) for x in languages]
    wanted += [("kind of digits", digits, ("latn", "arab")), ("audience", audience, AUDIENCES)]
    for what, found, known in wanted:
        if found not in known:
            raise ModelError(f"no {what} is called {found!r}", advice=nearest(found, known))
    if not languages or len(set(languages)) != len(languages):
        raise ModelError("name each language of the brief once", advice="ar, en or both")


def _part(context: Context) -> dict[str, Any]:
    """What the template shows of one language."""
    made = predictions(context)
    return {
        "language": context.voice.language,
        "direction": context.voice.say(ar="rtl", en="ltr"),
        "t": context.t,
        "say": context.voice.say,
        "title": context.voice.text(context.case.title),
        "summary": context.voice.text(context.case.summary) if context.case.summary else "",
        "marking": marking(context),
        "answer": answer(context),
        "decisions": decision_tables(context),
        "levers": lever_tables(context),
        "drivers": driver_tables(context),
        "source_drivers": source_tables(context),
        "offers": offer_tables(context),
        "zones": zone_tables(context),
        "bridges": bridge_tables(context),
        "unbridged": not_bridged(context),
        "robustness": robust_tables(context),
        "campaigns": arm_tables(context),
        "early": early_views(context),
        "reasons": reasons(context),
        "stated": stated_reasons(context),
        "accounts": breach_accounts(context),
        "disputes": disputes(context),
        "parties": parties(context),
        "timeline": timeline(context),
        "predictions": made,
        "unresolved": [p.said for p in made if not p.came],
        "n_unresolved": count(len([p for p in made if not p.came]), context.voice),
        "predictions_line": predictions_line(context, made),
        "agreements": agreements(context),
        "asks": asks(context),
        "assumptions": assumptions(context),
        "assumptions_csv": assumptions_csv(context),
        "sources": sources(context),
        "computed": computed(context),
        "notices": notices(context),
        "empty": _empty(context),
    }


def _empty(context: Context) -> Callable[..., str]:
    """What a section with nothing to show says: that it was withheld, or that it is not there."""
    withheld, say = context.withheld(), context.voice.say
    return lambda ar, en: withheld or say(ar=ar, en=en)


@cache
def _environment() -> Environment:
    """Templates in which every string is escaped and every isolate becomes a ``<bdi>``."""
    environment = Environment(
        loader=PackageLoader("sulh.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.filters["plain"] = plain
    return environment


def _shown(value: Any) -> Any:
    return html(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _style() -> Markup:
    """The style sheet with both faces in it."""
    root = resources.files("sulh")
    fonts = root / "data" / "fonts"
    faces = [_face(*face, (fonts / f"{face[1]}.woff2").read_bytes()) for face in _FACES]
    sheet = (root / "brief" / "templates" / "brief.css").read_text(encoding="utf-8")
    return Markup("\n".join([*faces, sheet]))  # noqa: S704 - both are our own files


def _face(family: str, _name: str, weight: int, data: bytes) -> str:
    """One face as a rule that carries its own file."""
    address = f"data:font/woff2;base64,{base64.b64encode(data).decode('ascii')}"
    return (
        f"@font-face{{font-family:{family};font-weight:{weight};font-display:swap;"
        f'src:url({address}) format("woff2")}}'
    )
