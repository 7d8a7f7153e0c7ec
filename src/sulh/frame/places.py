"""Which area a situation is about: where something goes on now, or is at stake.

Counted are claims of the situation's own time. What was retaken before comes last; where people
are only taken to, where somebody only travelled, and whole countries are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sulh.case.model import Claim, EventContent, RelationContent, StateContent
from sulh.frame.facts import Facts

__all__ = ["main_area", "weigh_areas"]

_CONTESTED = frozenset(
    {"attack", "fight", "mobilise", "fortify", "escalate", "ceasefire", "intervene", "destroy"}
)
_TAKEN = frozenset({"gain_territory", "lose_territory"})
_AT_STAKE = frozenset({*_TAKEN, "concede"})
_YET_TO_COME = frozenset({"intended", "demanded", "proposed", "predicted"})
"""What is wanted or foreseen has not happened: only for where things are at stake, never who."""
_SPOKEN_FOR, _TITLED, _STAKE, _HAPPENS, _NAMED, _MENTIONED = 3.0, 3.0, 2.0, 1.0, 0.5, 0.25
_RETAKEN = 0.1
_SEVERAL = "agreement_zones"
"""Areas of this type are several under one name: no decision is about them where others are."""
_SHARE = 0.6
"""An area inside another is preferred from this share of its weight."""


def weigh_areas(facts: Facts, sources: Iterable[str]) -> dict[str, float]:
    """How much each area is what the situation is about, heaviest first.

    Parameters
    ----------
    facts : Facts
        The situation.
    sources : iterable of str
        Its sources: how often they mention an area, and whether a title names it, also counts.

    Examples
    --------
    >>> from sulh.case.model import Case, Text
    >>> weigh_areas(Facts.of_case(Case(id="none", title=Text(en="none"))), ())
    {}
    """
    weights: defaultdict[str, float] = defaultdict(float)
    for claim in facts.current:
        for name, weight in _told(facts, claim):
            weights[facts.known_area(name)] += weight
    for agreement in facts.agreements:
        for name in agreement.areas if not facts.is_history(agreement.when) else ():
            weights[name] += _HAPPENS
    here = set(sources)
    for source in sorted(here & set(facts.titled)):
        weights[facts.titled[source]] += _TITLED
    retaken = facts.taken - _at_stake(facts)
    for name in list(weights):
        weights[name] += _MENTIONED * sum(facts.mentions[name][source] for source in here)
        weights[name] *= _RETAKEN if name in retaken else 1
    known = {n: w for n, w in weights.items() if w > 0 and n not in facts.countries}
    several = {a.id for a in facts.case.areas if a.type == _SEVERAL} & known.keys()
    if len(several) < len(known):
        known = {n: w for n, w in known.items() if n not in several}
    return dict(sorted(known.items(), key=lambda item: -item[1]))


def main_area(facts: Facts, weights: dict[str, float], pool: Iterable[str]) -> str:
    """The area a decision is about: of `pool`, or near it, the heaviest and most specific.

    Parameters
    ----------
    facts : Facts
        The situation.
    weights : dict of str to float
        See :func:`weigh_areas`.
    pool : iterable of str
        Areas that the evidence names; when all of them are much lighter than what the situation
        is about, or there are none, it is the latter.
    """
    if not weights:
        return next(iter(pool), "")
    named = set(pool)
    near = [a for a in weights if a in named or any(facts.near(a, b) for b in named)]
    top = next(iter(near), "")
    heaviest = next(iter(weights))
    if not top or weights[top] < _SHARE * weights[heaviest]:
        top = heaviest
    inside = [
        name
        for name, weight in weights.items()
        if top in facts.within.get(name, ()) and weight >= _SHARE * weights[top]
    ]
    return max(inside, key=lambda name: len(facts.within[name]), default=top)


def _told(facts: Facts, claim: Claim) -> Iterator[tuple[str, float]]:
    content = claim.content
    if isinstance(content, EventContent):
        weight = _weight(claim, content)
        yield from ((area, weight) for area in content.areas if not _got(facts, claim, area))
        if content.type == "attack" and claim.modality == "asserted":
            yield from ((facts.homes[t], weight) for t in content.targets if t in facts.homes)
    elif isinstance(content, RelationContent) and content.type == "represents":
        area = facts.area_of(content.object)
        yield from [(area, _SPOKEN_FOR)] if area and claim.modality == "asserted" else []
    elif isinstance(content, StateContent):
        yield from ((area, _NAMED) for area in content.about if area in facts.within)


def _weight(claim: Claim, content: EventContent) -> float:
    """What an event counts for its areas; nothing where it only takes or brings people."""
    if claim.modality in _YET_TO_COME:
        return _STAKE if content.type in _AT_STAKE else 0.0
    if claim.modality != "asserted":
        return 0.0
    if content.type == "attack" and content.subtype in {"siege", "blockade"}:
        return _SPOKEN_FOR
    if content.type in _CONTESTED:
        return _STAKE if claim.realis == "ongoing" else _HAPPENS
    return _NAMED if content.type in {*_TAKEN, "casualty"} else 0.0


def _at_stake(facts: Facts) -> set[str]:
    return {
        area
        for claim in facts.current
        if claim.modality in _YET_TO_COME
        and isinstance(claim.content, EventContent)
        and claim.content.type in _AT_STAKE
        for area in claim.content.areas
    }


def _got(facts: Facts, claim: Claim, area: str) -> bool:
    """Whether it is foreseen of somebody to take an area that the same side has taken already.

    It may be named to compare with, so this adds no weight; but the area stays at stake.
    """
    content = claim.content
    return (
        claim.modality in _YET_TO_COME
        and isinstance(content, EventContent)
        and content.type == "gain_territory"
        and any((facts.side(facts.party(who)), area) in facts.takers for who in content.actors)
    )
