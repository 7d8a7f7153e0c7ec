"""Which claims and agreements answer to a piece of evidence, and whom they point at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sulh.case.model import (
    Agreement,
    Claim,
    ControlContent,
    EventContent,
    RelationContent,
)
from sulh.frame.facts import Facts
from sulh.frame.pattern import EvidenceSpec

__all__ = ["Hit", "hits"]

Bound = Mapping[str, tuple[str, ...]]
"""Parties (or areas) of the roles bound so far, by role."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Evidence found: whom (or which areas) it points at, and the claims that show it.

    `areas` are where it happens; `held` is the area that those it points at hold, if it is that.
    """

    takes: tuple[str, ...]
    claims: tuple[str, ...]
    areas: tuple[str, ...]
    weight: float
    held: tuple[str, ...] = ()


def hits(facts: Facts, spec: EvidenceSpec, bound: Bound) -> Iterator[Hit]:
    """Every claim or agreement that answers to `spec`, in the order of the case.

    Parameters
    ----------
    facts : Facts
        The situation.
    spec : EvidenceSpec
        What counts.
    bound : mapping of str to tuple of str
        Roles bound so far; `spec` may point at them.
    """
    if spec.agreement:
        yield from _agreement_hits(facts, spec)
        return
    for claim in facts.current:
        if claim.modality in spec.modality and _content_fits(facts, spec, claim, bound):
            takes = _kept(facts, spec, _taken(spec, claim))
            if takes or spec.take is None:
                held = _held(spec, claim)
                areas = () if held else _areas(facts, claim)
                yield Hit(takes, (claim.id,), areas, spec.weight, held)


def _agreement_hits(facts: Facts, spec: EvidenceSpec) -> Iterator[Hit]:
    for agreement in facts.agreements:
        if agreement.status in spec.agreement:
            takes = _kept(facts, spec, _of_agreement(spec, agreement))
            claims = _telling(facts, agreement)
            if claims and (takes or spec.take is None):
                yield Hit(takes, claims, agreement.areas, spec.weight)


def _telling(facts: Facts, agreement: Agreement) -> tuple[str, ...]:
    """Claims here that tell of an agreement as made or meant: none if it is only foreseen."""
    return tuple(
        name
        for name in facts.carrying(agreement)
        if facts.by_id[name].modality in {"asserted", "intended", "demanded"}
    )


def _content_fits(facts: Facts, spec: EvidenceSpec, claim: Claim, bound: Bound) -> bool:
    content = claim.content
    if isinstance(content, EventContent):
        return content.type in spec.event and _event_fits(facts, spec, claim, content, bound)
    if isinstance(content, RelationContent):
        return (
            content.type in spec.relation
            and _object_is(facts, spec, content.object)
            and _points(facts, spec.subject, (content.subject,), bound)
            and _points(facts, spec.object, (content.object,), bound)
        )
    return isinstance(content, ControlContent) and spec.control


def _event_fits(
    facts: Facts, spec: EvidenceSpec, claim: Claim, content: EventContent, bound: Bound
) -> bool:
    return (
        (not spec.subtype or content.subtype in spec.subtype)
        and _points(facts, spec.actors, content.actors, bound)
        and _points(facts, spec.targets, content.targets, bound)
        and (not spec.aimed or bool(content.targets))
        and (not spec.about or _about(facts, claim, content) in spec.about)
        and (not spec.purpose or _linked(facts, claim, spec.purpose, "purpose"))
        and (not spec.because or _caused_by(facts, claim, spec.because))
        and (not spec.linked or any(x.type in spec.linked for x in facts.links_from[claim.id]))
    )


def _object_is(facts: Facts, spec: EvidenceSpec, name: str) -> bool:
    if spec.object_is == "area":
        return bool(facts.area_of(name))
    return spec.object_is != "party" or bool(facts.party(name))


def _points(facts: Facts, want: str, found: Iterable[str], bound: Bound) -> bool:
    """Whether the argument `found` is in role `want`; or somebody, but not it: ``!role``."""
    if not want:
        return True
    sides = {facts.side(party) for party in bound.get(want.removeprefix("!"), ())}
    here = {facts.side(facts.party(name)) for name in found if facts.party(name)}
    if want.startswith("!"):
        return bool(here) and not here & sides
    return bool(here & sides)


def _about(facts: Facts, claim: Claim, content: EventContent) -> str:
    """Type of the event that `content` is about, or "agreement", or ""."""
    if content.object and content.object.startswith("a:"):
        return "agree"
    for name in (content.object, *(x.target_claim for x in facts.links_from[claim.id])):
        inner = facts.by_id.get(name) if name else None
        if inner is not None and isinstance(inner.content, EventContent):
            return inner.content.type
    return ""


def _linked(facts: Facts, claim: Claim, types: Iterable[str], link_type: str) -> bool:
    targets = [
        facts.by_id.get(link.target_claim)
        for link in facts.links_from[claim.id]
        if link.type == link_type
    ]
    return any(_is_event(target, types) for target in targets)


def _caused_by(facts: Facts, claim: Claim, types: Iterable[str]) -> bool:
    sources = [
        facts.by_id.get(link.source_claim)
        for link in facts.links_to[claim.id]
        if link.type == "causes"
    ]
    return any(_is_event(source, types) for source in sources)


def _is_event(claim: Claim | None, types: Iterable[str]) -> bool:
    return (
        claim is not None
        and isinstance(claim.content, EventContent)
        and claim.content.type in set(types)
    )


_EVENT_ARGUMENTS: dict[str, Callable[[EventContent], tuple[str, ...]]] = {
    "actors": lambda content: content.actors,
    "targets": lambda content: content.targets,
    "areas": lambda content: content.areas,
}


def _taken(spec: EvidenceSpec, claim: Claim) -> tuple[str, ...]:
    content, take = claim.content, spec.take
    if take == "holder":
        return (claim.holders[-1].who,)
    if isinstance(content, EventContent) and take in _EVENT_ARGUMENTS:
        return _EVENT_ARGUMENTS[take](content)
    if isinstance(content, RelationContent):
        return {"subject": (content.subject,), "object": (content.object,)}.get(take or "", ())
    if isinstance(content, ControlContent):
        return {"holders": content.holders, "areas": (content.area,)}.get(take or "", ())
    return ()


def _of_agreement(spec: EvidenceSpec, agreement: Agreement) -> tuple[str, ...]:
    return {
        "signatories": agreement.signatories,
        "guarantors": agreement.guarantors,
        "brokers": agreement.brokers,
        "excluded": agreement.excluded,
        "areas": agreement.areas,
    }.get(spec.take or "", ())


def _kept(facts: Facts, spec: EvidenceSpec, names: Iterable[str]) -> tuple[str, ...]:
    """The parties among `names` whose kind the evidence allows; or areas when areas are taken."""
    if spec.take == "areas" or (spec.take == "object" and spec.object_is == "area"):
        return tuple(name for name in dict.fromkeys(names) if name in facts.within)
    parties = dict.fromkeys(facts.party(name) for name in names)
    return tuple(
        party
        for party in parties
        if party
        and (not spec.kinds or facts.kinds[party] in spec.kinds)
        and facts.kinds[party] not in spec.not_kinds
    )


def _held(spec: EvidenceSpec, claim: Claim) -> tuple[str, ...]:
    content = claim.content
    if isinstance(content, ControlContent) and spec.take == "holders":
        return (content.area,)
    return ()


def _areas(facts: Facts, claim: Claim) -> tuple[str, ...]:
    content = claim.content
    if isinstance(content, EventContent):
        # a displacement names where people are taken as often as where they are taken from
        return () if content.type == "displace" else content.areas
    if isinstance(content, ControlContent):
        return (content.area,)
    if isinstance(content, RelationContent) and facts.area_of(content.object):
        return (facts.area_of(content.object),)
    return ()
