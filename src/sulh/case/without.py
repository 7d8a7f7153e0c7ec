"""Leave one source out: what would be known if this document had never been read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sulh.case.diff import patch_between
from sulh.case.model import (
    Agreement,
    Aim,
    Backing,
    Breach,
    Case,
    Control,
    Decision,
    Event,
    Option,
    Patch,
    Perceived,
    Quantity,
    Ranking,
    Relation,
    Role,
    Statement,
    StatusChange,
    Term,
    Text,
    Utility,
    Weight,
)
from sulh.case.shape import LISTS, shape
from sulh.errors import PatchError, nearest

__all__ = ["without_source"]

_KEPT_AS_ASSUMED = (Aim, Option, Perceived, Quantity, Ranking, Utility, Weight)
_RESTS_ON_CLAIMS = (Agreement, Backing, Breach, Control, Event, Relation, Statement, StatusChange)


def without_source(case: Case, source_id: str) -> Patch:
    """Make the patch that takes out the claims of a source and all that rests only on them.

    Parameters
    ----------
    case : Case
        The case.
    source_id : str
        Id of the source. Its record stays, since others may name it as theirs.

    Returns
    -------
    Patch
        Removes its claims, the links between them and others, and every relation, event,
        agreement, term, breach, control, backing and statement that is left without a claim.
        What keeps other claims keeps them; an event or relation whose remaining claims assert
        nothing becomes contested. A role, option, ranking or number from the text that is left
        without a claim is unbound or marked as assumed: a model is not torn apart.

    Raises
    ------
    PatchError
        If there is no such source.
    """
    if source_id not in {source.id for source in case.sources}:
        known = [source.id for source in case.sources]
        raise PatchError(f"there is no source {source_id}", advice=nearest(source_id, known))
    gone = {claim.id for claim in case.claims if claim.source == source_id}
    title = Text(ar=f"من دون المصدر {source_id}", en=f"without the source {source_id}")
    return patch_between(case, _without(case, gone), id=f"without-{source_id}", title=title)


def _without(case: Case, gone: Collection[str]) -> Case:
    """Take out ids, and then whatever falls with them, until nothing more falls."""
    lost = set(gone)
    while True:
        pruned = _pruned_case(case, lost)
        left = {record.id for name in LISTS for record in getattr(pruned, name)}
        fallen = {r.id for name in LISTS for r in getattr(case, name)} - left - lost
        if not fallen:
            return _with_statuses(case, pruned)
        lost |= fallen


def _pruned_case(case: Case, lost: Collection[str]) -> Case:
    kept: dict[str, Any] = {
        name: tuple(
            pruned
            for record in getattr(case, name)
            if record.id not in lost and (pruned := _pruned(record, lost)) is not _FALLS
        )
        for name in LISTS
    }
    return replace(case, **kept)


_FALLS = object()
"""Stands for a record that cannot stay without what was taken out."""


def _pruned(record: Any, lost: Collection[str]) -> Any:
    """Return the record without the lost ids, or `_FALLS`."""
    cls: type = type(record)
    changed: dict[str, Any] = {}
    for name, field in shape(cls).items():
        held = getattr(record, name)
        if field.many and (field.refers or field.records):
            changed[name] = _pruned_list(held, field.refers, lost)
        elif field.refers and held in lost:
            if field.required:
                return _FALLS
            changed[name] = None
        elif field.records and held is not None:
            inner = _pruned(held, lost)
            if inner is _FALLS and field.required:
                return _FALLS
            changed[name] = None if inner is _FALLS else inner
    if cls is Decision:
        changed["statements"] = _without_lost_priorities(changed["statements"])
    pruned = replace(record, **{k: v for k, v in changed.items() if v != getattr(record, k)})
    return _without_evidence(record, pruned)


def _pruned_list(held: tuple[Any, ...], refers: tuple[str, ...], lost: Collection[str]) -> Any:
    if refers:
        return tuple(item for item in held if item not in lost)
    pruned = (_pruned(item, lost) for item in held)
    return tuple(item for item in pruned if item is not _FALLS)


def _without_evidence(record: Any, pruned: Any) -> Any:
    """Judge what a record is that has lost its last claim."""
    if not getattr(record, "claims", ()) or pruned.claims:
        return pruned
    if isinstance(record, Term):
        return _FALLS
    if isinstance(record, _RESTS_ON_CLAIMS) and getattr(record, "basis", "text") == "text":
        return _FALLS
    if isinstance(record, Role) and record.basis == "text":
        return replace(pruned, parties=())
    if isinstance(record, _KEPT_AS_ASSUMED) and record.basis == "text":
        return replace(pruned, basis="assumed")
    return pruned


def _without_lost_priorities(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    left = {statement.id for statement in statements}
    return tuple(
        replace(s, over=tuple(other for other in s.over if other in left)) for s in statements
    )


def _with_statuses(old: Case, case: Case) -> Case:
    """Contest what is still reported and no longer asserted; count publishers anew."""
    claims = {claim.id: claim for claim in case.claims}
    clusters: list[Relation | Event | Control] = [*old.relations, *old.events, *old.control]
    before = {record.id: record.claims for record in clusters}
    publishers = {source.id: source.publisher or source.id for source in case.sources}

    def judged(record: Relation | Event | Control) -> Any:
        if record.claims == before[record.id]:
            return record
        mine = [claims[c] for c in record.claims if c in claims]
        asserted = any(c.modality == "asserted" and c.polarity == "pos" for c in mine)
        if record.status == "reported" and not asserted:
            record = replace(record, status="contested")
        if isinstance(record, Event):
            n = len({publishers.get(c.source, c.source) for c in mine})
            record = replace(record, n_publishers=min(n, record.n_publishers))
        return record

    return replace(
        case,
        relations=tuple(map(judged, case.relations)),
        events=tuple(map(judged, case.events)),
        control=tuple(map(judged, case.control)),
    )
