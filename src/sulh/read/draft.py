"""From readings to a draft case: ids, claims with quotes, clusters, relations, agreements."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sulh.case.model import (
    Agreement,
    Breach,
    Claim,
    Control,
    ControlContent,
    EventContent,
    Holder,
    Link,
    Mention,
    Relation,
    RelationContent,
    StateContent,
    StatusChange,
    Term,
    TermContent,
    Text,
    When,
)
from sulh.read.analyse import is_arabic
from sulh.read.document import Reading
from sulh.read.items import Ref
from sulh.read.mentions import as_place
from sulh.read.raw import RawAgreement, RawClaim, RawHolder
from sulh.read.resolve import Registry

__all__ = ["ENGINE", "Builder"]

ENGINE = "sulh-rules/1"


@dataclass(frozen=True, slots=True)
class Doc:
    """A document while its claims are made."""

    source: str
    slug: str
    text: str
    reading: Reading


class Builder:
    """Builds the records of a case from the readings of its documents, in order."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.claims: list[Claim] = []
        self.links: list[Link] = []
        self.agreements: list[Agreement] = []
        self._ids: dict[int, str] = {}
        self._of: dict[int, str] = {}
        """By what stands where in memory, so only while the reading of one document is there."""
        self._taken: set[str] = set()

    def add(self, source: str, slug: str, text: str, reading: Reading) -> None:
        """Add a document."""
        doc = Doc(source, slug, text, reading)
        self._ids, self._of = {}, {}
        for ref in reading.mentions:
            span = reading.folded.span(ref.start, ref.end)
            self.registry.mention(ref, source, text, span)
        raw = sorted(
            _unique(reading.claims), key=lambda c: (c.start, c.end, c.kind, c.type, c.modality)
        )
        for number, claim in enumerate(raw, 1):
            self._ids[id(claim)] = f"c:{slug}-{number:03d}"
        for number, agreement in enumerate(reading.agreements, 1):
            self._ids[id(agreement)] = f"a:{slug}-{number}"
            self._of.update({id(term): f"a:{slug}-{number}" for term in agreement.terms})
        for claim in raw:
            self.claims.append(self._claim(doc, claim))
        self._links(doc)
        for number, agreement in enumerate(reading.agreements, 1):
            self.agreements.append(self._agreement(doc, agreement, number))

    def used(self) -> set[str]:
        """Return the ids that claims, links and agreements name."""
        found: set[str] = set()
        for claim in self.claims:
            found.update(h.who for h in claim.holders)
            content = claim.content
            if isinstance(content, EventContent):
                found.update(content.actors, content.targets)
            elif isinstance(content, RelationContent):
                found.update((content.subject, content.object))
            elif isinstance(content, ControlContent):
                found.update(content.holders)
            elif isinstance(content, TermContent):
                found.update(content.sides)
            else:
                found.update(content.about)
        for agreement in self.agreements:
            found |= {*agreement.signatories, *agreement.guarantors, *agreement.brokers,
                      *agreement.excluded}  # fmt: skip
        found.update(link.holder for link in self.links)
        return found

    # ---- claims -----------------------------------------------------------------------------

    def _claim(self, doc: Doc, raw: RawClaim) -> Claim:
        start, end = doc.reading.folded.span(raw.start, raw.end)
        cue: tuple[int, int] | None = None
        if raw.cue is not None:
            cue = doc.reading.folded.span(*raw.cue)
        when = raw.when
        return Claim(
            id=self._ids[id(raw)],
            source=doc.source,
            start=start,
            end=end,
            quote=doc.text[start:end],
            content=self._content(raw, doc.text[start:end]),
            holders=tuple(self._holder(doc, h) for h in raw.holders),
            modality=raw.modality,  # type: ignore[arg-type]
            polarity=raw.polarity,  # type: ignore[arg-type]
            realis=raw.realis,  # type: ignore[arg-type]
            cue_start=cue[0] if cue else None,
            cue_end=cue[1] if cue else None,
            hedge=raw.hedge,
            when=when,
            engine=ENGINE,
            rules=raw.rules,
            confidence=raw.confidence,
        )

    def _refs(self, refs: Iterable[Ref], cls: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys([self.registry.id_of(r) for r in refs if r.cls in cls]))

    def _places(self, refs: Iterable[Ref]) -> tuple[str, ...]:
        return tuple(dict.fromkeys([self.registry.id_of(as_place(r)) for r in refs]))

    def _content(self, raw: RawClaim, quote: str) -> Any:
        if raw.kind == "relation":
            return RelationContent(
                type=raw.type,  # type: ignore[arg-type]
                subject=self.registry.id_of(raw.actors[0]),
                object=self.registry.id_of(raw.targets[0]),
                subtype=raw.subtype,
            )
        if raw.kind == "control":
            return ControlContent(
                area=self._places(raw.places)[0],
                holders=self._refs(raw.actors, ("party", "person")),
                by_exception=raw.by_exception,
                share=raw.share,
            )
        if raw.kind == "term":
            return TermContent(
                agreement=self._of.get(id(raw)),
                sides=self._refs(raw.actors, ("party", "person")),
                direction=raw.direction,  # type: ignore[arg-type]
                what=_words(raw.what),
            )
        if raw.kind == "state":
            return StateContent(
                what=_words(raw.what or quote),
                about=(*self._refs(raw.actors, ("party", "person")), *self._places(raw.places)),
            )
        return EventContent(
            type=raw.type,  # type: ignore[arg-type]
            subtype=raw.subtype,
            actors=self._refs(raw.actors, ("party", "person")),
            targets=self._refs(raw.targets, ("party", "person")),
            areas=self._places(raw.places),
            object=self._ids.get(id(raw.object)) if raw.object is not None else None,
            low=raw.number[0] if raw.number else None,
            high=raw.number[1] if raw.number else None,
        )

    def _holder(self, doc: Doc, raw: RawHolder) -> Holder:
        who = raw.who if isinstance(raw.who, str) else self.registry.id_of(raw.who)
        if raw.start < 0:
            return Holder(who=who)
        start, end = doc.reading.folded.span(raw.start, raw.end)
        return Holder(who=who, cue_start=start, cue_end=end, cue=doc.text[start:end])

    def _links(self, doc: Doc) -> None:
        for number, raw in enumerate(doc.reading.links, 1):
            first, second = self._ids.get(id(raw.source)), self._ids.get(id(raw.target))
            if first is None or second is None:
                continue
            start, end = doc.reading.folded.span(raw.start, raw.end)
            holder = raw.holder if isinstance(raw.holder, str) else self.registry.id_of(raw.holder)
            self.links.append(
                Link(
                    id=f"l:{doc.slug}-{number:03d}",
                    type=raw.type,  # type: ignore[arg-type]
                    source_claim=first,
                    target_claim=second,
                    holder=holder,
                    cue_start=start,
                    cue_end=end,
                    cue=doc.text[start:end],
                )
            )

    # ---- agreements -------------------------------------------------------------------------

    def _agreement(self, doc: Doc, raw: RawAgreement, number: int) -> Agreement:
        spans = [doc.reading.folded.span(a, b) for a, b in raw.mentions]
        shadow = doc.reading.folded.shadow
        fullest = next((k for k, (a, b) in enumerate(raw.mentions) if shadow[a:b] == raw.name), 0)
        name = " ".join(doc.text[slice(*spans[fullest])].split())
        terms = tuple(
            Term(
                id=f"a:{doc.slug}-{number}.t{k}",
                what=_words(term.what),
                sides=self._refs(term.actors, ("party", "person")),
                direction=term.direction,  # type: ignore[arg-type]
                claims=self._known([term]),
            )
            for k, term in enumerate(raw.terms, 1)
        )
        return Agreement(
            id=f"a:{doc.slug}-{number}",
            name=_words(name),
            status=raw.status,  # type: ignore[arg-type]
            signatories=self._refs(raw.parties, ("party", "person")),
            guarantors=self._refs(raw.guarantors, ("party", "person")),
            brokers=self._refs(raw.brokers, ("party", "person")),
            excluded=self._refs(raw.excluded, ("party",)),
            areas=self._places(raw.places),
            terms=terms,
            breaches=tuple(
                Breach(
                    by=self._refs(by, ("party", "person")),
                    when=claims[0].when,
                    claims=self._known(claims),
                )
                for by, claims in raw.breaches
            ),
            history=tuple(
                StatusChange(
                    status=status,  # type: ignore[arg-type]
                    when=when,
                    claims=self._known([claim] if claim else []),
                )
                for status, claim, when in _history(raw)
            ),
            when=raw.when,
            duration=_words(raw.duration) if raw.duration else None,
            follows=self._ids.get(id(raw.follows)) if raw.follows is not None else None,
            claims=self._known(raw.claims),
            mentions=tuple(
                Mention(source=doc.source, start=a, end=b, quote=doc.text[a:b]) for a, b in spans
            ),
        )

    def _known(self, claims: Iterable[RawClaim]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._ids[id(c)] for c in claims if id(c) in self._ids))


def _history(raw: RawAgreement) -> list[tuple[str, RawClaim | None, When | None]]:
    """Return the steps of an agreement, each once, those with a date in the order of time."""
    kept: list[tuple[str, RawClaim | None, When | None]] = []
    real = {c.sentence for s, c, _ in raw.history if c is not None and s == "reached"}
    for status, claim, when in raw.history:
        again = any(s == status and (claim is None or c is claim) for s, c, _ in kept)
        planned = status == "sought" and claim is not None and claim.sentence in real
        if not again and not planned:
            kept.append((status, claim, when))
    places = [n for n, (_, _, when) in enumerate(kept) if when is not None and when.start]
    dated = sorted((kept[n] for n in places), key=_start)
    for place, step in zip(places, dated, strict=True):
        kept[place] = step
    return kept


def _start(step: tuple[str, RawClaim | None, When | None]) -> dt.date:
    return (step[2].start if step[2] is not None else None) or dt.date.min


def _words(text: str) -> Text:
    first = next((c for c in text if c.isalpha()), "")
    return Text(ar=text) if first and is_arabic(first) else Text(en=text or "-")


def _unique(claims: list[RawClaim]) -> list[RawClaim]:
    seen: set[tuple[object, ...]] = set()
    kept = []
    for claim in claims:
        key = (
            claim.kind,
            claim.type,
            claim.start,
            claim.end,
            claim.modality,
            claim.polarity,
            tuple([r.key for r in claim.actors]),
            tuple([r.key for r in claim.targets]),
            tuple([r.key for r in claim.places]),
            claim.what,
        )
        if key not in seen:
            seen.add(key)
            kept.append(claim)
    return kept


def relations_of(claims: list[Claim]) -> tuple[Relation, ...]:
    """Gather relation claims that say the same into relations; contested when some deny it."""
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        if isinstance(claim.content, RelationContent):
            ends = (claim.content.type, claim.content.subject, claim.content.object)
            groups.setdefault(ends, []).append(claim)
    found = []
    for number, (key, members) in enumerate(sorted(groups.items()), 1):
        found.append(
            Relation(
                id=f"r:{number:03d}",
                type=key[0],  # type: ignore[arg-type]
                subject=key[1],
                object=key[2],
                claims=tuple(c.id for c in members),
                status=status_of(members),
            )
        )
    return tuple(found)


def control_of(claims: list[Claim]) -> tuple[Control, ...]:
    """Gather control claims that say the same."""
    groups: dict[tuple[str, tuple[str, ...]], list[tuple[Claim, ControlContent]]] = {}
    for claim in claims:
        if isinstance(claim.content, ControlContent):
            key = (claim.content.area, tuple(sorted(claim.content.holders)))
            groups.setdefault(key, []).append((claim, claim.content))
    return tuple(
        Control(
            id=f"k:{number:03d}",
            area=area,
            holders=holders,
            share=members[0][1].share,
            by_exception=members[0][1].by_exception,
            valid=next((c.when for c, _ in members if c.when is not None), None),
            claims=tuple(c.id for c, _ in members),
            status=status_of([c for c, _ in members]),
        )
        for number, ((area, holders), members) in enumerate(sorted(groups.items()), 1)
    )


def status_of(claims: list[Claim]) -> Any:
    """Say whether claims about one thing report it, contest it, or give no fact.

    An accusation that is denied is contested. An accusation alone is no fact.
    """
    positive = [c for c in claims if c.modality in ("asserted", "accused") and c.polarity == "pos"]
    negative = [c for c in claims if c.modality in ("denied", "negated")]
    if positive and negative:
        return "contested"
    return "reported" if any(c.modality == "asserted" for c in positive) else "not_factual"


def slug_of(stem: str, taken: set[str]) -> str:
    """Make a slug of a file's name, unique among `taken`."""
    import re

    base = re.sub(r"[^\w.\-]+", "-", stem).strip("-.") or "report"
    base = base[:80]
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    taken.add(slug)
    return slug


def digest(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()
