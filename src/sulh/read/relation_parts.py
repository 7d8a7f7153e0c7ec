"""What rules of relations share: the claim they make, the noun phrases beside a word."""

from __future__ import annotations

from sulh.read.chains import holders_at
from sulh.read.force import force_at, scope_over
from sulh.read.items import Item, Ref
from sulh.read.raw import RawClaim
from sulh.read.view import View

__all__ = ["first_of", "last_of", "make"]


def make(  # noqa: PLR0917 - the three parts of a relation, where, and by which rule
    view: View, index: int, kind: str, first: Ref, second: Ref, rule: str
) -> RawClaim:
    """Return the claim of a relation that the words at a place say, with its force and holder."""
    items = view.scene.items
    clause = view.scene.clauses[view.scene.clause_of(index)]
    low, high = items[clause.start].start, items[clause.end - 1].end
    spans = [(r.start, r.end) for r in (first, second) if low <= r.start and r.end <= high]
    start = min([s for s, _ in spans] + [items[index].start + len(items[index].conjunction)])
    end = max([e for _, e in spans] + [items[index].end])
    scope = scope_over(view, index)
    if scope is not None and kind in _OFFICES:
        speaks = first.key in {h.key for h in scope.holders}
        if speaks or scope.value not in ("accused", "denied", "negated"):
            scope = None  # an office, or whose a force is, is no part of what is asked or foreseen
    modality, polarity, realis = force_at(scope)
    return RawClaim(
        kind="relation", type=kind, start=start, end=end, sentence=view.number, actors=[first],
        targets=[second], modality=modality, polarity=polarity, realis=realis,
        holders=holders_at(view, index, scope), rules=(rule,), confidence=0.6, index=index,
        cue=(items[scope.index].start, items[scope.index].end) if scope else None,
    )  # fmt: skip


_OFFICES = ("leader_of", "represents", "envoy_of", "sub_unit_of")


def first_of(items: list[Item], cls: str) -> Ref | None:
    """Return the first reference of a class among items."""
    return next((i.ref for i in items if i.ref is not None and i.ref.cls == cls), None)


def last_of(items: list[Item], cls: str) -> Ref | None:
    """Return the last reference of a class among items."""
    return next((i.ref for i in reversed(items) if i.ref is not None and i.ref.cls == cls), None)
