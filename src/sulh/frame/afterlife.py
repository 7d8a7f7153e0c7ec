"""When a later situation is the afterlife of an earlier one: what was agreed then, disputed now."""

from __future__ import annotations

from sulh.case.model import Agreement, EventContent, Text
from sulh.frame.facts import Facts
from sulh.frame.situations import Situation

__all__ = ["afterlife_claims"]

_MADE = frozenset({"reached", "implemented", "breached", "reported_in_effect_or_sought"})
_OVER = frozenset({"implemented", "breached"})
"""Without a date, only a deal that was carried out or broken is sure to lie before its text."""
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
        elif _made_between(agreement, earlier, later) and _over(agreement, earlier, whole):
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
    if agreement.when is None:
        return agreement.status in _OVER
    day = agreement.when.end or agreement.when.start
    if day is None or (earlier.start and day < earlier.start):
        return False
    if later.dated and later.start:
        return (agreement.when.start or day) < later.start
    return True


def _over(agreement: Agreement, earlier: Situation, whole: Facts) -> bool:
    """Whether it was made over an area of the earlier situation, by its areas or by its name."""
    if any(whole.near(a, b) for a in agreement.areas for b in earlier.areas):
        return True
    return any(
        _names(agreement, name, whole)
        for area in whole.case.areas
        if area.id in earlier.areas and area.id not in whole.countries
        for name in (area.name, *(Text(ar=alias, en=alias) for alias in area.aliases))
    )


def _names(agreement: Agreement, area: Text, whole: Facts) -> bool:
    """Whether the agreement's name holds every word of the area's, names of countries apart."""
    countries = [place.name for place in whole.case.areas if place.id in whole.countries]
    for language in ("ar", "en"):
        common = {word for name in countries for word in _words(getattr(name, language))}
        wanted = _words(getattr(area, language)) - common
        if wanted and wanted <= _words(getattr(agreement.name, language)):
            return True
    return False


def _words(text: str) -> set[str]:
    """Words of a name, small, without the Arabic article."""
    found = set()
    for word in text.casefold().split():
        bare = word.removeprefix("و").removeprefix("لل").removeprefix("ال")
        if len(bare) > 2:
            found.add(bare)
    return found
