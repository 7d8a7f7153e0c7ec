"""When a later situation is the afterlife of an earlier one: what was agreed then, disputed now."""

from __future__ import annotations

from collections.abc import Iterator

from sulh.case.model import Agreement, EventContent, When
from sulh.frame.facts import Facts
from sulh.frame.names import in_name, name_words
from sulh.frame.situations import Situation

__all__ = ["afterlife_claims"]

_OVER = frozenset({"implemented", "breached", "collapsed", "expired"})
"""Without a date, only a deal that was carried out or is over is sure to lie before its text."""
_MADE = _OVER | {"reached", "reported_in_effect_or_sought"}
_HOPED = frozenset({"sought", "advocated", "proposed_by_author", "predicted"})


def afterlife_claims(earlier: Situation, later: Situation, whole: Facts) -> tuple[str, ...]:
    """Claims that show `later` to be the afterlife of `earlier`; () if none does.

    That is so when an agreement that the later texts speak of follows, or is, one of the earlier
    situation; or was made over an area of the earlier one, at a time that fits: not before the
    earlier texts, and before the later ones.

    Parameters
    ----------
    earlier, later : Situation
        Two situations of one case, in this order.
    whole : Facts
        Facts of the whole case.

    Returns
    -------
    tuple of str
        Ids of claims: those of the later texts on the agreement first, then those of the earlier
        texts that sought, proposed or made it.
    """
    before = {agreement.id: agreement for agreement in earlier.facts.agreements}
    found: dict[str, None] = {}
    for agreement in later.facts.agreements:
        if agreement.id in before or agreement.follows in before:
            roots: list[Agreement] = [before[agreement.follows or agreement.id]]
        elif _made_between(agreement, earlier, later) and _over(agreement, earlier, later, whole):
            roots = [a for a in before.values() if a.status in _HOPED]
        else:
            continue
        for record, situation in ((agreement, later), *((root, earlier) for root in roots)):
            found.update(dict.fromkeys(situation.facts.carrying(record)))
        found.update(dict.fromkeys(_proposals(earlier)))
    return tuple(found)


def _proposals(situation: Situation) -> tuple[str, ...]:
    """Claims that propose to hand over or to settle."""
    return tuple(
        claim.id
        for claim in situation.facts.claims
        if claim.modality == "proposed"
        and isinstance(claim.content, EventContent)
        and claim.content.type in {"concede", "agree", "negotiate"}
    )


def _made_between(agreement: Agreement, earlier: Situation, later: Situation) -> bool:
    """Whether the agreement was made after the earlier texts begin and before the later ones."""
    if agreement.status not in _MADE:
        return False
    when = _when(agreement, later)
    if when is None:
        return agreement.status in _OVER
    day = when.end or when.start
    if day is None or (earlier.start and day < earlier.start):
        return False
    if later.dated and later.start:
        return (when.start or day) < later.start
    return True


def _when(agreement: Agreement, later: Situation) -> When | None:
    """When it was made: as the agreement says, else as the later texts do where they tell of it."""
    if agreement.when is not None:
        return agreement.when
    carried = set(later.facts.carrying(agreement))
    told = (c.when for c in later.facts.claims if c.id in carried and c.content.kind == "event")
    return next((when for when in told if when and (when.start or when.end)), None)


def _over(agreement: Agreement, earlier: Situation, later: Situation, whole: Facts) -> bool:
    """Whether it was made over an area of the earlier situation.

    Its areas tell, or its name; else what its claims and signatories name; else, for a deal of
    the earlier situation's year, that both situations have an area and a side in common.
    """
    told = {*agreement.areas, *_areas_told(agreement, later, whole)}
    if any(whole.near(a, b) for a in told for b in earlier.areas):
        return True
    countries = [place.name for place in whole.case.areas if place.id in whole.countries]
    common = {word for name in countries for word in name_words(f"{name.ar} {name.en}")}
    if any(in_name(a, agreement.name, common) for a in whole.case.areas if a.id in earlier.areas):
        return True
    return _of_year(agreement, earlier, later) and _kindred(earlier, later, whole)


def _areas_told(agreement: Agreement, later: Situation, whole: Facts) -> Iterator[str]:
    carried = set(later.facts.carrying(agreement))
    for claim in later.facts.claims:
        if claim.id in carried and isinstance(claim.content, EventContent):
            yield from claim.content.areas
    for party in agreement.signatories:
        yield from filter(None, [whole.homes.get(whole.party(party), "")])


def _of_year(agreement: Agreement, earlier: Situation, later: Situation) -> bool:
    when = _when(agreement, later)
    return bool(when and when.start and earlier.start and when.start.year == earlier.start.year)


def _kindred(earlier: Situation, later: Situation, whole: Facts) -> bool:
    """Whether two situations have an area in common, and a side that acts in both."""
    area = any(whole.near(a, b) for a in earlier.areas for b in later.areas)
    return area and bool(_sides(earlier) & _sides(later))


def _sides(situation: Situation) -> set[str]:
    facts = situation.facts
    found = {
        facts.side(facts.party(who))
        for _claim, content in facts.events()
        for who in (*content.actors, *content.targets)
    }
    return found - {""}
