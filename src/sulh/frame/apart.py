"""Whether those who play a role are one decision maker or several: what tells forces apart.

Two forces that attack one area are one decision maker made of several parties as long as nothing
tells them apart. What does is weighed: see :class:`sulh.frame.pattern.SeveralSpec`. One weak sign
never parts them; it is asked about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sulh.case.model import Claim, EventContent, RelationContent
from sulh.frame.facts import Facts
from sulh.frame.match import Hit, hits
from sulh.frame.pattern import EvidenceSpec, RoleSpec

__all__ = ["APART", "Force", "Parted", "part_forces"]

APART = 3.0
"""From this weight on two forces are decision makers of their own."""

OWN_PATRON = 1.0
"""What it counts that one has a known backer and the other none that is known."""

MOST_ASKED = 3
"""Of whom it is doubtful is asked, of those with most weight first, for so many."""

_Signs = dict[str, tuple[float, tuple[str, ...]]]
"""What tells two forces apart: each kind of evidence once, with its weight and its claims."""


@dataclass(frozen=True)
class Force:
    """Parties that decide as one, best supported first, and the claims that tell them apart."""

    parties: tuple[str, ...]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class Parted:
    """The forces that play a role, the first leading; and whom it is doubtful of.

    `doubtful` are pairs: who may decide alone, and from whom.
    """

    forces: tuple[Force, ...]
    doubtful: tuple[tuple[str, str], ...] = ()


def part_forces(
    role: RoleSpec,
    facts: Facts,
    chosen: Sequence[str],
    shown: Mapping[str, Collection[str]],
    patron: Sequence[EvidenceSpec],
) -> Parted:
    """Part those who play a role into forces that decide on their own.

    Parameters
    ----------
    role : RoleSpec
        With what tells them apart.
    facts : Facts
        The situation.
    chosen : sequence of str
        Parties that play the role, the leading one first.
    shown : mapping of str to collection of str
        The claims that the role's evidence has on each party, chosen or not.
    patron : sequence of EvidenceSpec
        What shows who stands behind the role.

    Returns
    -------
    Parted
        One force made of all that are chosen, where nothing tells them apart.
    """
    looked = _Look(role, facts, tuple(chosen), shown, tuple(patron))
    groups: list[list[_Unit]] = []
    doubtful: list[tuple[float, str, str]] = []
    for unit in looked.units:
        weights = [max(looked.weight(unit, mate) for mate in group) for group in groups]
        mate = next((i for i, weight in enumerate(weights) if weight < APART), None)
        if mate is None and len(groups) < looked.most:
            groups.append([unit])
            continue
        place = mate or 0
        if weights[place] > 0:
            doubtful.append((weights[place], unit.parties[0], groups[place][0].parties[0]))
        if unit.chosen or place:
            groups[place].append(unit)
    doubtful.sort(key=lambda found: -found[0])
    return Parted(
        tuple(looked.force(i, groups) for i in range(len(groups))),
        tuple((who, first) for _, who, first in doubtful[:MOST_ASKED]),
    )


@dataclass(frozen=True)
class _Unit:
    """Parties in one line of command; `chosen` if the role's evidence has them in it."""

    parties: tuple[str, ...]
    chosen: bool


@dataclass(frozen=True)
class _Look:
    """Everything that is looked at to tell forces apart."""

    role: RoleSpec
    facts: Facts
    chosen: tuple[str, ...]
    shown: Mapping[str, Collection[str]]
    patron: tuple[EvidenceSpec, ...]

    @property
    def most(self) -> int:
        return self.role.several.most if self.role.several else 1

    @cached_property
    def pool(self) -> tuple[str, ...]:
        """Parties that could be a force: the leading one first, then the chosen, then the able."""
        first, facts = self.chosen[0], self.facts
        more = (
            name
            for name in (*self.shown, *self._able)
            if facts.same_side(first, name)
            and name in facts.named
            and name not in facts.above[first]
            and (name, first) not in facts.backings
        )
        return tuple(dict.fromkeys((*self.chosen, *more)))

    @cached_property
    def _able(self) -> dict[str, tuple[str, ...]]:
        """Parties of the leading one's side that have the means, and the claims that show it."""
        several = self.role.several
        bound = {self.role.id: self.chosen}
        found: dict[str, tuple[str, ...]] = {}
        for spec in several.able if several else ():
            for hit in hits(self.facts, spec, bound):
                for name in hit.takes:
                    found[name] = tuple(dict.fromkeys((*found.get(name, ()), *hit.claims)))
        return found

    @cached_property
    def units(self) -> tuple[_Unit, ...]:
        """The pool by lines of command: a corps and its one brigade here are one unit."""
        by_head: dict[str, list[str]] = {}
        for name in self.pool:
            by_head.setdefault(self._head(name), []).append(name)
        return tuple(
            _Unit(tuple(names), chosen=any(name in self.chosen for name in names))
            for names in by_head.values()
        )

    def _head(self, name: str) -> str:
        """The highest of the pool above `name` that has nobody beside its line under it."""
        first, above = self.chosen[0], self.facts.above
        if name == first:
            return name
        heads = [
            top
            for top in self.pool
            if top in above[name]
            and top != first
            and all(
                low == name or name in above[low] or low in above[name]
                for low in self.pool
                if top in above[low]
            )
        ]
        return min(heads, key=lambda top: len(above[top]), default=name)

    # -- what tells two apart -----------------------------------------------------------------

    def weight(self, one: _Unit, other: _Unit) -> float:
        return sum(weight for weight, _ in self.signs(one, other).values())

    def signs(self, one: _Unit, other: _Unit) -> _Signs:
        """What tells two units apart, whichever of them shows it."""
        return {
            **self._aside(one, other),
            **self._aside(other, one),
            **self._against(one, other),
            **self._backed(one, other),
        }

    def _acts(self, unit: _Unit) -> bool:
        """Whether a unit has a part in what the role's evidence shows."""
        return any(name in self.shown for name in unit.parties)

    def _aside(self, one: _Unit, other: _Unit) -> _Signs:
        """What one does that keeps out of what the other does."""
        if self._acts(one) or not self._acts(other):
            return {}
        return self._done("aside", set(one.parties))

    def _done(self, kind: str, by: Collection[str]) -> _Signs:
        """Acts of these parties that evidence of a kind points at."""
        found: _Signs = {}
        for i, (weight, acts) in enumerate(self._hits[kind]):
            claims = [c for hit in acts if set(hit.takes) & set(by) for c in hit.claims]
            if claims:
                found[f"{kind} {i}"] = (weight, tuple(dict.fromkeys(claims)))
        return found

    @cached_property
    def _hits(self) -> dict[str, list[tuple[float, tuple[Hit, ...]]]]:
        """For each kind of evidence of apartness, its weights and what it points at."""
        several = self.role.several
        kinds = {
            "aside": several.aside if several else (),
            "against": several.against if several else (),
            "patron aside": several.patron_aside if several else (),
        }
        bound = {self.role.id: self.pool}
        return {
            kind: [(spec.weight, tuple(hits(self._cut, spec, bound))) for spec in evidence]
            for kind, evidence in kinds.items()
        }

    @cached_property
    def _cut(self) -> Facts:
        """The facts with every unit on a side of its own."""
        return self.facts.part(unit.parties for unit in self.units)

    def _against(self, one: _Unit, other: _Unit) -> _Signs:
        """What one does against the other."""
        found: _Signs = {}
        for i, (weight, acts) in enumerate(self._hits["against"]):
            claims = [
                claim
                for hit in acts
                for claim in hit.claims
                if self._between(self.facts.by_id[claim], one, other)
            ]
            if claims:
                found[f"against {i}"] = (weight, tuple(dict.fromkeys(claims)))
        return found

    def _between(self, claim: Claim, one: _Unit, other: _Unit) -> bool:
        ends = [{self.facts.party(name) for name in end} for end in _ends(claim)]
        pairs = ((one, other), (other, one))
        return any(ends[0] & set(a.parties) and ends[1] & set(b.parties) for a, b in pairs)

    # -- who stands behind them ---------------------------------------------------------------

    def _backed(self, one: _Unit, other: _Unit) -> _Signs:
        """Backers that differ: enough where both are known; else little, or what that one does."""
        mine, theirs = self._patrons[one], self._patrons[other]
        if not (mine or theirs) or self._sides(mine) & self._sides(theirs):
            return {}
        claims = tuple(c for found in (*mine.values(), *theirs.values()) for c in found)
        if mine and theirs:
            return {"patron": (APART, tuple(dict.fromkeys(claims)))}
        known, rest = (mine, other) if mine else (theirs, one)
        found: _Signs = {"patron": (OWN_PATRON, claims)}
        if self._acts(rest):
            sides = self._sides(known)
            behind = {p for p in self.facts.kinds if self._cut.side(p) in sides}
            found |= self._done("patron aside", behind)
        return found

    def _sides(self, parties: Iterable[str]) -> set[str]:
        return {self._cut.side(party) for party in parties}

    @cached_property
    def _patrons(self) -> dict[_Unit, dict[str, tuple[str, ...]]]:
        """Who backs each unit, with the claims; or else those it is under."""
        return {
            unit: next(filter(None, map(self._backers, self._up(unit))), {}) for unit in self.units
        }

    def _up(self, unit: _Unit) -> Iterator[tuple[str, ...]]:
        """A unit, then whom it is under, nearest first."""
        yield unit.parties
        above = {a for name in unit.parties for a in self.facts.above[name]} - set(unit.parties)
        for name in sorted(above, key=lambda a: (-len(self.facts.above[a]), a)):
            yield (name,)

    def _backers(self, parties: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        facts = self.facts.part([*(unit.parties for unit in self.units), parties])
        found: dict[str, tuple[str, ...]] = {}
        for spec in self.patron:
            for hit in hits(facts, spec, {self.role.id: parties}):
                for name in hit.takes:
                    if name not in parties and name not in self.pool:
                        found[name] = tuple(dict.fromkeys((*found.get(name, ()), *hit.claims)))
        return found

    # -- the answer ---------------------------------------------------------------------------

    def force(self, i: int, groups: Sequence[Sequence[_Unit]]) -> Force:
        """The `i`-th group as a force, with what tells it from the others."""
        names = dict.fromkeys(name for unit in groups[i] for name in unit.parties)
        if i == 0:
            return Force(tuple(name for name in names if name in self.chosen))
        claims: dict[str, None] = {}
        for unit in groups[i]:
            for other in (u for k, group in enumerate(groups) if k != i for u in group):
                for weight, shown in self.signs(unit, other).values():
                    claims.update(dict.fromkeys(shown if weight else ()))
        able = (c for name in names for c in self._able.get(name, ()))
        return Force(tuple(names), tuple(dict.fromkeys((*able, *claims))))


def _ends(claim: Claim) -> tuple[tuple[str, ...], tuple[str, ...]]:
    content = claim.content
    if isinstance(content, EventContent):
        return content.actors, content.targets
    if isinstance(content, RelationContent):
        return (content.subject,), (content.object,)
    return (), ()
