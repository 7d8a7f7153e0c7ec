"""What follows from a decision on a claim: references, and the records that gather claims."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sulh.case.model import (
    Case,
    Claim,
    Control,
    ControlContent,
    Event,
    EventContent,
    Relation,
    RelationContent,
)
from sulh.case.shape import LISTS, shape
from sulh.read.draft import status_of

__all__ = ["following", "repointed"]

Gathered = Relation | Event | Control
_LISTS = {"relation": "relations", "event": "events", "control": "control"}


def following(case: Case, old: Claim, new: Claim) -> Case:
    """Let everything that cites `old` cite `new`, and tell anew what gathers claims.

    A relation, event or control record that the corrected claim no longer fits lets go of it;
    one that it fits takes it in, or is made.
    """
    lists: dict[str, Any] = {
        name: tuple(repointed(record, {old.id: new.id}) for record in getattr(case, name))
        for name in LISTS
    }
    case = replace(case, **lists)
    claims = {claim.id: claim for claim in case.claims}
    for kind, name in _LISTS.items():
        records = [
            _told(record, new, claims) if new.id in record.claims else record
            for record in getattr(case, name)
        ]
        joins = new.content != old.content or old.decision == "proposed"
        if new.content.kind == kind and joins and new.stands:
            records = _taken_in(records, new, claims)
        changed: dict[str, Any] = {name: tuple(records)}
        case = replace(case, **changed)
    return case


def _told(record: Any, claim: Claim, claims: Mapping[str, Claim]) -> Any:
    """Return the record on the claims that are left to it."""
    kept = record.claims
    if not _fits(record, claim):
        kept = tuple(i for i in record.claims if i != claim.id)
    live = [claims[i] for i in kept if i in claims and claims[i].stands]
    changed = replace(record, claims=kept, status=status_of(live))
    return _united(changed, live) if isinstance(changed, Event) and live else changed


def _united(event: Event, live: list[Claim]) -> Event:
    """Return the event with the sides and areas of its claims."""
    contents = [c.content for c in live if isinstance(c.content, EventContent)]
    roles: dict[str, Any] = {
        role: tuple(dict.fromkeys(i for content in contents for i in getattr(content, role)))
        for role in ("actors", "targets", "areas")
    }
    return replace(event, **roles)


def _fits(record: Gathered, claim: Claim) -> bool:
    content = claim.content
    if isinstance(record, Relation) and isinstance(content, RelationContent):
        ends = (content.type, content.subject, content.object)
        return (record.type, record.subject, record.object) == ends
    if isinstance(record, Control) and isinstance(content, ControlContent):
        return record.area == content.area and set(record.holders) == set(content.holders)
    if isinstance(record, Event) and isinstance(content, EventContent):
        return record.type == content.type
    return False


def _taken_in(records: list[Any], claim: Claim, claims: Mapping[str, Claim]) -> list[Any]:
    """Add a corrected claim to the record it fits; make one where there is none."""
    if any(claim.id in record.claims for record in records):
        return records
    for number, record in enumerate(records):
        if _fits(record, claim) and not isinstance(record, Event):
            joined = replace(record, claims=(*record.claims, claim.id))
            return [*records[:number], _told(joined, claim, claims), *records[number + 1 :]]
    made = _made(claim)
    return [*records, made] if made is not None else records


def _made(claim: Claim) -> Gathered | None:
    """Return a record that gathers the claim; None for a term or state, which none gathers."""
    content, name = claim.content, claim.id.partition(":")[2]
    common: dict[str, Any] = {"claims": (claim.id,), "status": status_of([claim])}
    if isinstance(content, RelationContent):
        return Relation(
            id=f"r:{name}", type=content.type, subject=content.subject, object=content.object,
            **common,
        )  # fmt: skip
    if isinstance(content, ControlContent):
        return Control(
            id=f"k:{name}", area=content.area, holders=content.holders, share=content.share,
            by_exception=content.by_exception, valid=claim.when, **common,
        )  # fmt: skip
    if isinstance(content, EventContent):
        event = Event(
            id=f"e:{name}", type=content.type, subtype=content.subtype, when=claim.when,
            n_publishers=1, **common,
        )  # fmt: skip
        return _united(event, [claim])
    return None


# ---- references ------------------------------------------------------------------------------


@functools.cache
def _cites(cls: type) -> bool:
    """Whether records of a type, or their parts, can name a claim."""
    return any(
        {"claims", "any"} & set(field.refers)
        or field.name == "anchor"
        or any(inner is not cls and _cites(inner) for inner in field.records)
        for field in shape(cls).values()
    )


def repointed(record: Any, names: Mapping[str, str]) -> Any:
    """Return a record whose references name other claims; its own id and history stay."""
    cls: type = type(record)
    if not _cites(cls):
        return record
    changed: dict[str, Any] = {}
    for name, field in shape(cls).items():
        held = getattr(record, name)
        if not held or name in ("id", "superseded_by"):
            continue
        if field.records:
            inner = tuple(repointed(item, names) for item in (held if field.many else (held,)))
            changed[name] = inner if field.many else inner[0]
        elif name == "anchor" or {"claims", "any"} & set(field.refers):
            changed[name] = (
                tuple(dict.fromkeys(names.get(item, item) for item in held))
                if field.many
                else names.get(held, held)
            )
    changed = {k: v for k, v in changed.items() if v != getattr(record, k)}
    return replace(record, **changed) if changed else record
