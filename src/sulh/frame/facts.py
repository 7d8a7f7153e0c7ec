"""What a situation's sources say, ready to be asked: claims that may count, sides, enmity, places.

A claim counts only if it stands: not rejected, not superseded, not denied by another, and not
hypothetical. What is accused, denied, predicted, possible or conditional is never looked at.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, wraps
from typing import TypeVar

from sulh.case.model import (
    Agreement,
    Case,
    Claim,
    Control,
    ControlContent,
    Event,
    EventContent,
    Link,
    Relation,
    RelationContent,
    When,
)
from sulh.frame.names import NameIndex, area_names, has_name, homes

__all__ = ["Facts", "standing_claims"]

T = TypeVar("T")
_UNREAL = frozenset({"disputed", "hypothetical", "unlikely"})
_NOT_YET = frozenset({"future", "not_happened", "purpose", "premise_held_true"})
_SIDE_RELATIONS = frozenset({"sub_unit_of", "subordinate_to", "represents", "envoy_of"})
_TAKEN = frozenset({"gain_territory", "lose_territory"})
_HELD = frozenset({"mobilise", "fortify", "ceasefire"})
_HOSTILE_EVENTS = frozenset({"attack", "fight", "mobilise", "accuse", "demand", "displace"})
_BODIES = frozenset({"negotiating_body", "armed_group", "armed_force", "coalition", "movement"})
_PERSON_RELATIONS = frozenset({"leader_of", "member_of", "envoy_of"})


def standing_claims(case: Case) -> tuple[Claim, ...]:
    """Claims that may count as evidence at all, whatever their modality.

    Left out: rejected, superseded and proposed claims, those that another denies, those of
    contested records, and hypothetical content.
    """
    gone = {claim.id for claim in case.claims if not claim.stands}
    denied = {
        link.target_claim
        for link in case.links
        if link.type == "denies" and link.source_claim not in gone
    }
    records: tuple[Relation | Event | Control, ...] = (
        *case.relations,
        *case.events,
        *case.control,
    )
    for record in records:
        if record.status == "contested":
            denied.update(record.claims)
    return tuple(
        claim
        for claim in case.claims
        if claim.id not in gone
        and claim.id not in denied
        and claim.realis not in _UNREAL
        and (claim.modality != "asserted" or claim.realis not in _NOT_YET)
        and (claim.modality != "asserted" or claim.polarity == "pos")
    )


def _shared(found: Callable[[Facts], T]) -> cached_property[T]:
    """What follows from the whole case: found once, by the facts of the whole case."""

    @wraps(found)
    def get(self: Facts) -> T:
        if self.base is None:
            return found(self)
        shared: T = getattr(self.base, found.__name__)
        return shared

    return cached_property(get)


@dataclass(frozen=True)
class Facts:
    """The standing claims of some sources of a case, and what follows from them.

    Parameters
    ----------
    case : Case
        The whole case: parties, areas and relations are taken from all of it.
    claims : tuple of Claim
        Standing claims of the situation.
    base : Facts, optional
        Facts of the whole case, which finds once what does not depend on the situation.
    since : date, optional
        What ended before is history: it ties situations, but binds nobody in this one.
    parted : tuple of frozenset of str
        Parties that act on their own: each group is on a side apart from those above it.
    """

    case: Case
    claims: tuple[Claim, ...]
    base: Facts | None = None
    since: dt.date | None = None
    parted: tuple[frozenset[str], ...] = ()

    @classmethod
    def of_case(cls, case: Case) -> Facts:
        """Facts of the whole case: all its standing claims."""
        return cls(case, standing_claims(case))

    @cached_property
    def current(self) -> tuple[Claim, ...]:
        """Claims of the situation's own time: all but events and control that ended before it.

        A change of position lasts, whenever it was made.
        """
        return tuple(
            claim
            for claim in self.claims
            if not _passes(claim) or not self.is_history(claim.when or self._validity.get(claim.id))
        )

    def is_history(self, when: When | None) -> bool:
        """Whether a time ended before this situation. An open or unknown one did not."""
        day = when.end if when else None
        return day is not None and self.since is not None and day < self.since

    @_shared
    def _validity(self) -> dict[str, When]:
        return {
            claim: record.valid
            for record in self.case.control
            for claim in record.claims
            if record.valid
        }

    @_shared
    def standing(self) -> tuple[Claim, ...]:
        """All standing claims of the case."""
        return standing_claims(self.case)

    @_shared
    def by_id(self) -> dict[str, Claim]:
        """Every claim of the case by id (content that events are about need not be a fact)."""
        return {claim.id: claim for claim in self.case.claims}

    @_shared
    def kinds(self) -> dict[str, str]:
        """Kind of each party."""
        return {party.id: party.kind for party in self.case.parties}

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """Agreements that a claim of this situation carries."""
        return tuple(
            a for a in self.case.agreements if a.superseded_by is None and self.carrying(a)
        )

    def carrying(self, agreement: Agreement) -> tuple[str, ...]:
        """Claims of this situation that carry an agreement.

        Its own; else those of its terms, breaches and history; else those that mention it.
        """
        own = {claim.id: claim for claim in self.claims}
        shown = tuple(c for c in agreement.claims if c in own)
        shown = shown or tuple(c for c in claims_of(agreement) if c in own)
        return shown or tuple(
            claim.id
            for claim in self.claims
            if any(
                m.source == claim.source and claim.start <= m.start and m.end <= claim.end
                for m in agreement.mentions
            )
        )

    @_shared
    def links_from(self) -> dict[str, list[Link]]:
        """Links by their first claim."""
        table: dict[str, list[Link]] = defaultdict(list)
        for link in self.case.links:
            table[link.source_claim].append(link)
        return table

    @_shared
    def links_to(self) -> dict[str, list[Link]]:
        """Links by their second claim."""
        table: dict[str, list[Link]] = defaultdict(list)
        for link in self.case.links:
            table[link.target_claim].append(link)
        return table

    def events(self) -> Iterator[tuple[Claim, EventContent]]:
        """Asserted events of the situation's own time."""
        for claim in self.current:
            if isinstance(claim.content, EventContent) and claim.modality == "asserted":
                yield claim, claim.content

    @_shared
    def _party_of_person(self) -> dict[str, str]:
        found = {person.id: person.party for person in self.case.persons if person.party}
        for claim in self.standing:
            content = claim.content
            if (
                isinstance(content, RelationContent)
                and claim.modality == "asserted"
                and content.type in _PERSON_RELATIONS
                and content.subject.startswith("x:")
            ):
                found.setdefault(content.subject, content.object)
        return found

    def party(self, who: str) -> str:
        """Return the party `who` is or speaks for; "" if it is none.

        A person stands for theirs, and a part that is only proposed for what it is part of.
        """
        seen: set[str] = set()
        while who not in seen and (who.startswith("x:") or who in self._whole_of):
            seen.add(who)
            who = self._whole_of.get(who) or self._party_of_person.get(who, "")
        return who if who in self.kinds else ""

    def speaker(self, who: str) -> str:
        """Return the party whose word it is: its own, a member's, or an unnamed member's."""
        return self._party_of_source.get(who, "") or self.party(who)

    @_shared
    def _party_of_source(self) -> dict[str, str]:
        bodies = NameIndex.of((p.id, p.name, ()) for p in self.case.parties if p.kind in _BODIES)
        found = {s.id: bodies.best_in(s.name) for s in self.case.sources if s.name}
        return {source: party for source, party in found.items() if party}

    @_shared
    def _whole_of(self) -> dict[str, str]:
        return {p.id: p.part_of for p in self.case.parties if p.proposed and p.part_of}

    @_shared
    def homes(self) -> dict[str, str]:
        """The area of each party that is named after one, or is said to be there."""
        located = {r.subject: r.object for r in self._located() if r.object in self.within}
        return {**{p: a for p, a in located.items() if p in self.kinds}, **homes(self.case)}

    def area_of(self, name: str) -> str:
        """Return the area that `name` is, or whose people it is; "" if none."""
        if name in self.within:
            return name
        peoples = self.kinds.get(name) in {"community", "civilians"}
        return self.homes.get(name, "") if peoples else ""

    @_shared
    def named(self) -> frozenset[str]:
        """Parties that have a name of their own, or that something known tells from others."""
        tied = {
            end
            for claim in self.standing
            if isinstance(claim.content, RelationContent) and claim.modality == "asserted"
            for end in _told_apart(claim.content)
        } | set(self.homes)
        return frozenset(party.id for party in self.case.parties if has_name(party, tied))

    def principal(self, party: str) -> str:
        """Return the party a negotiating body speaks for, if one is named; else itself."""
        if self.kinds.get(party) != "negotiating_body":
            return party
        for claim in self.claims:
            content = claim.content
            if (
                isinstance(content, RelationContent)
                and claim.modality == "asserted"
                and content.type == "represents"
                and content.subject == party
                and content.object in self.kinds
            ):
                return content.object
        return party

    @cached_property
    def _side_of(self) -> dict[str, str]:
        """The side of each party; those `parted` are on sides of their own."""
        return self._sides() if self.parted else self._whole_sides

    @_shared
    def _whole_sides(self) -> dict[str, str]:
        return self._sides()

    def _sides(self) -> dict[str, str]:
        root = {party.id: party.id for party in self.case.parties}
        alone = [self._with_parts(group) for group in self.parted]

        def find(name: str) -> str:
            while root[name] != name:
                name = root[name]
            return name

        for one, other in self._side_pairs():
            cut = any(one in group and other not in group for group in alone)
            if one in root and other in root and not cut:
                low, high = sorted((find(one), find(other)))
                root[high] = low
        return {name: find(name) for name in root}

    def _with_parts(self, group: frozenset[str]) -> frozenset[str]:
        """A group with everybody under one of it."""
        return group | {name for name, above in self.above.items() if above & group}

    @_shared
    def above(self) -> dict[str, frozenset[str]]:
        """For each party those it is part of, under, or speaks for, near and far."""
        direct: dict[str, set[str]] = {party.id: set() for party in self.case.parties}
        for one, other in self._side_pairs():
            if one in direct and other in direct and one != other:
                direct[one].add(other)
        return {name: frozenset(_ancestors(name, direct) - {name}) for name in direct}

    def part(self, groups: Iterable[Iterable[str]]) -> Facts:
        """Return these facts with each group, and those under it, on a side of its own."""
        parted = tuple(frozenset(group) for group in groups)
        return replace(self, base=self.base or self, parted=parted)

    def _side_pairs(self) -> Iterator[tuple[str, str]]:
        for party in self.case.parties:
            if party.part_of:
                yield party.id, party.part_of
            for same in party.same_as:
                yield party.id, same
        for claim in self.standing:
            content = claim.content
            if (
                isinstance(content, RelationContent)
                and claim.modality == "asserted"
                and content.type in _SIDE_RELATIONS
                and content.subtype not in {"past", "former"}
            ):
                yield self.party(content.subject), self.party(content.object)

    def side(self, party: str) -> str:
        """Return the side of a party: it and those it is part of, under, or speaks for."""
        return self._side_of.get(party, party)

    def same_side(self, one: str, other: str) -> bool:
        """Whether two parties are on one side."""
        return self.side(one) == self.side(other)

    @cached_property
    def quarrels(self) -> frozenset[tuple[str, str]]:
        """Pairs of parties that act against one another in this situation, each both ways."""
        pairs = set()
        for _claim, content in self.events():
            if content.type in _HOSTILE_EVENTS:
                pairs |= {(a, t) for a in content.actors for t in content.targets}
        for claim in self.claims:
            content = claim.content  # type: ignore[assignment]
            if isinstance(content, RelationContent) and content.type == "opposed_to":
                pairs.add((content.subject, content.object))
        named = {(self.party(one), self.party(other)) for one, other in pairs}
        return frozenset(named | {(other, one) for one, other in named})

    @cached_property
    def enemies(self) -> set[tuple[str, str]]:
        """Pairs of sides that act against one another in this situation, each both ways."""
        return {(self.side(one), self.side(other)) for one, other in self.quarrels}

    def opposed(self, one: str, other: str) -> bool:
        """Whether two parties, or the sides they are on, act against one another here."""
        if self.same_side(one, other):
            return (one, other) in self.quarrels
        return (self.side(one), self.side(other)) in self.enemies

    @cached_property
    def backings(self) -> frozenset[tuple[str, str]]:
        """Pairs of a backer and whom it is said to back, or to have given support."""
        pairs = {
            (claim.content.object, claim.content.subject)
            for claim in self.claims
            if isinstance(claim.content, RelationContent)
            and claim.content.type == "backed_by"
            and claim.modality == "asserted"
        }
        for _claim, content in self.events():
            if content.type == "support":
                pairs |= {(actor, target) for actor in content.actors for target in content.targets}
        return frozenset((self.party(one), self.party(other)) for one, other in pairs)

    @_shared
    def within(self) -> dict[str, frozenset[str]]:
        """For each area, the areas it lies in, itself included."""
        above: dict[str, set[str]] = {area.id: set() for area in self.case.areas}
        for area in self.case.areas:
            if area.part_of:
                above[area.id].add(area.part_of)
        for relation in self._located():
            if relation.subject in above and relation.object in above:
                above[relation.subject].add(relation.object)
        return {name: frozenset(_ancestors(name, above)) for name in above}

    def _located(self) -> Iterable[RelationContent]:
        return (
            claim.content
            for claim in self.standing
            if isinstance(claim.content, RelationContent)
            and claim.content.type == "located_in"
            and claim.modality == "asserted"
        )

    def known_area(self, name: str) -> str:
        """Return the area itself, or the one that a merely proposed part is part of."""
        return self._area_of_part.get(name, name)

    @_shared
    def _area_of_part(self) -> dict[str, str]:
        return {a.id: a.part_of for a in self.case.areas if a.proposed and a.part_of}

    @_shared
    def titled(self) -> dict[str, str]:
        """For each source whose title names an area, the area with most words in it."""
        areas = area_names(self.case)
        found = {s.id: areas.best_in(s.title) for s in self.case.sources if s.title}
        return {source: area for source, area in found.items() if area}

    @_shared
    def mentions(self) -> dict[str, Counter[str]]:
        """How often each source mentions each area."""
        return {
            area.id: Counter(mention.source for mention in area.mentions)
            for area in self.case.areas
        }

    @_shared
    def countries(self) -> frozenset[str]:
        """Areas that are whole countries: too wide to tell one situation from another."""
        return frozenset(area.id for area in self.case.areas if area.type == "country")

    def near(self, one: str, other: str) -> bool:
        """Whether one area lies in the other, countries apart."""
        inside = other in self.within.get(one, ()) or one in self.within.get(other, ())
        return inside and not {one, other} & self.countries

    @cached_property
    def taken(self) -> frozenset[str]:
        """Areas that somebody has taken, and over which nothing is said to be going on since."""
        done: set[str] = set()
        now = {
            self.area_of(claim.content.object)
            for claim in self.claims
            if isinstance(claim.content, RelationContent) and claim.content.type == "represents"
        }
        for claim, content in self.events():
            if content.type in _TAKEN and claim.realis == "actual":
                done.update(content.areas)
            elif content.type in _HELD or claim.realis == "ongoing":
                now.update(content.areas)
        return frozenset(done - now)

    @cached_property
    def takers(self) -> frozenset[tuple[str, str]]:
        """Pairs of a side and an area that it has taken in this situation."""
        return frozenset(
            (self.side(self.party(who)), area)
            for claim, content in self.events()
            if content.type == "gain_territory" and claim.realis == "actual"
            for who in content.actors
            for area in content.areas
        )

    @cached_property
    def controls(self) -> tuple[tuple[Claim, ControlContent], ...]:
        """Asserted control claims."""
        return tuple(
            (claim, claim.content)
            for claim in self.current
            if isinstance(claim.content, ControlContent) and claim.modality == "asserted"
        )


def _passes(claim: Claim) -> bool:
    """Whether what a claim tells of is over when its time is."""
    content = claim.content
    if isinstance(content, EventContent):
        return content.type != "shift_position"
    return isinstance(content, ControlContent)


def _told_apart(content: RelationContent) -> tuple[str, ...]:
    """Ends of a relation that it tells from others of their kind."""
    if content.type == "leader_of":
        return (content.object,)
    return (content.subject,) if content.type in {*_SIDE_RELATIONS, "located_in"} else ()


def claims_of(agreement: Agreement) -> tuple[str, ...]:
    """Ids of every claim an agreement rests on: its own, its terms', its breaches', its history's.

    Examples
    --------
    >>> from sulh.case.model import Agreement, Breach, Text
    >>> claims_of(Agreement(id="a:one", name=Text(en="one"), status="breached", claims=("c:1",),
    ...                     breaches=(Breach(by=("p:a",), claims=("c:2",)),)))
    ('c:1', 'c:2')
    """
    found = dict.fromkeys(agreement.claims)
    for parts in (agreement.terms, agreement.breaches, agreement.history):
        for part in parts:
            found.update(dict.fromkeys(part.claims))
    return tuple(found)


def _ancestors(name: str, above: dict[str, set[str]]) -> set[str]:
    found, todo = {name}, [name]
    while todo:
        for parent in above.get(todo.pop(), ()):
            if parent not in found:
                found.add(parent)
                todo.append(parent)
    return found
