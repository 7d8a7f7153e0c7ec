"""What of a case an audience may see. What is left out is counted, never silently dropped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Literal, TypeVar

from sulh.case.model import Case, Claim, Record, Text
from sulh.settlement.result import CampaignResult, DecisionResult, SettlementResult

__all__ = ["AUDIENCES", "Audience", "Visible", "brief_name", "visible_to"]

Audience = Literal["public", "internal", "confidential", "secret"]
AUDIENCES: tuple[Audience, ...] = ("public", "internal", "confidential", "secret")
Titled = TypeVar("Titled", DecisionResult, CampaignResult)
_GROUPS = (
    "sources", "parties", "persons", "areas", "claims", "links", "relations", "events",
    "agreements", "control", "decisions", "campaigns",
)  # fmt: skip
_RESTING = ("relations", "events", "control", "links")


def brief_name(audience: Audience) -> str:
    """Return the file name of a brief: those for different audiences do not replace one another.

    Examples
    --------
    >>> brief_name("internal"), brief_name("public")
    ('brief.html', 'brief-public.html')
    """
    return "brief.html" if audience == "internal" else f"brief-{audience}.html"


@dataclass(frozen=True)
class Visible:
    """The part of a case and its result that an audience may see.

    `withheld` are the ids left out for their sensitivity, or because they name or rest on such a
    record; `superseded` how many records were left out because another replaces them.
    """

    case: Case
    result: SettlementResult
    withheld: frozenset[str]
    n_superseded: int


def visible_to(case: Case, result: SettlementResult, audience: Audience) -> Visible:
    """Leave out what is more sensitive than `audience`, and what rests on it.

    A claim goes with its source and with every record it names; a relation, event, link or
    control goes when it names a withheld record, or when all its claims are withheld. Agreements
    and decisions stay and show the name as withheld. What an analyst wrote
    freely is not searched.
    """
    level = AUDIENCES.index(audience)
    records = {r.id: r for group in _GROUPS for r in getattr(case, group)}
    old = {i for i, r in records.items() if r.superseded_by is not None}
    hidden = {i for i, r in records.items() if AUDIENCES.index(r.sensitivity) > level}
    hidden |= {c.id for c in case.claims if hidden & _named(c)}
    resting: Iterable[Any] = (r for group in _RESTING for r in getattr(case, group))
    hidden |= {
        r.id for r in resting if hidden & _named(r, skip="claims") or _unsupported(r, hidden)
    }
    gone = hidden | old
    kept: dict[str, Any] = {
        group: tuple(r for r in getattr(case, group) if r.id not in gone) for group in _GROUPS
    }
    shown = replace(case, **kept)
    told = _told_apart(_result_without(result, gone))
    return Visible(shown, told, frozenset(hidden), len(old - hidden))


def _unsupported(record: Any, hidden: set[str]) -> bool:
    claims = set(getattr(record, "claims", ()))
    return bool(claims) and claims <= hidden


def _named(record: Record, skip: str = "") -> set[str]:
    """Every id that a record names, its own left out."""
    found: set[str] = set()
    for field in fields(record):
        if field.name not in {"id", skip}:
            _collect(getattr(record, field.name), found)
    return found


def _collect(value: Any, found: set[str]) -> None:
    if isinstance(value, str):
        found.add(value)
    elif isinstance(value, tuple):
        for part in value:
            _collect(part, found)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            _collect(getattr(value, field.name), found)


def _result_without(result: SettlementResult, gone: set[str]) -> SettlementResult:
    """The result without withheld decisions, campaigns and assumptions about withheld records."""
    return replace(
        result,
        decisions=tuple(d for d in result.decisions if d.decision not in gone),
        campaigns=tuple(c for c in result.campaigns if c.campaign not in gone),
        assumptions=tuple(
            a for a in result.assumptions if not {*a.about.split("/"), a.used_in} & gone
        ),
    )


def _told_apart(result: SettlementResult) -> SettlementResult:
    """The result with decisions, and campaigns, of one title numbered in their order."""
    return replace(
        result, decisions=_numbered(result.decisions), campaigns=_numbered(result.campaigns)
    )


def _numbered(records: tuple[Titled, ...]) -> tuple[Titled, ...]:
    titles = [record.title for record in records]
    return tuple(
        replace(record, title=_with_number(record.title, titles[: i + 1].count(record.title)))
        if titles.count(record.title) > 1
        else record
        for i, record in enumerate(records)
    )


def _with_number(title: Text, number: int) -> Text:
    said = {name: f"{text} ({number})" for name in ("ar", "en") if (text := getattr(title, name))}
    return Text(**said)


def claims_by_source(case: Case) -> dict[str, list[Claim]]:
    """Return the claims of each source in the order of their spans."""
    by_source: dict[str, list[Claim]] = {}
    for claim in sorted(case.claims, key=lambda c: (c.source, c.start, c.end, c.id)):
        by_source.setdefault(claim.source, []).append(claim)
    return by_source
