"""Arabic noun phrases: names that lists do not know whole, and nouns for groups of people.

Rules look at heads (حركة, قوات, مدينة, المبعوث …), at what may follow a head, and at adjectives of
states; each rule is a function that, given the items and a place, says which items make one noun
phrase and what it refers to, or None.
"""

from __future__ import annotations

from sulh.read.bodies_ar import (
    bare,
    body_of,
    joined_state,
    military_region,
    new_body,
    ruled_from,
    state_body,
)
from sulh.read.body_names import extended
from sulh.read.items import Item, lemma, merged, renamed
from sulh.read.lists import words_of
from sulh.read.names import Names
from sulh.read.nicknames import nicknamed
from sulh.read.pairs_ar import DUAL, ROWED, listed, paired, place_rows
from sulh.read.people_ar import (
    adjective,
    clan,
    crowd,
    nationals,
    number_before,
    official,
    outlet,
    people,
    person,
    titled,
)
from sulh.read.phrases_ar import Rule, part_nisbas
from sulh.read.places_ar import bare_places, capital, new_place, place, region, route
from sulh.read.short_names import ordinary_names
from sulh.read.signs import sign

__all__ = ["chunk_arabic"]


def chunk_arabic(items: list[Item], names: Names) -> list[Item]:
    """Merge the items that make one noun phrase.

    Parameters
    ----------
    items : list of Item
        The items of one sentence.
    names : Names
        The compiled names, for adjectives of states and parties.
    """
    items = extended(items, names)
    part_nisbas(items, names)
    if names.short and not names.short_written.isdisjoint([item.text for item in items]):
        ordinary_names(items, names.short)
    signs = 0
    for item in items:
        signs |= item.signs
    items = paired(items, names.short) if signs & DUAL else items
    items = listed(items) if signs & (DUAL | ROWED) else items
    inner = _apply(items, names, _INNER)
    items = _apply(inner, names, _OUTER)
    if items is not inner:
        items = _apply(items, names, _LAST)
    joined_state(items, names)
    items = nicknamed(_parts_of(place_rows(bare_places(items))))
    for index, item in enumerate(items):
        ref = item.ref
        if ref is not None and ref.kind == "civilians" and ref.number is None:
            item.ref = renamed(ref, number=number_before(items, index))
    return items


def _parts_of(items: list[Item]) -> list[Item]:
    """«فصائل من X», «عناصر من X»: some of a party act as the party."""
    found: list[Item] = []
    done = 0
    for index in range(1, len(items) - 1):
        if index <= done or not items[index].signs & _FROM_OR_IN:
            continue
        head, link, of = items[index - 1 : index + 2]
        inner = of.ref
        if (
            inner is not None
            and link.text in ("من", "في")
            and not (of.preposition or of.conjunction)
            and inner.cls == "party"
            and inner.mention == "name"
            and inner.kind not in ("state", "civilians")
            and _some(head)
        ):
            found += items[done : index - 1]
            found.append(merged([head, link, of], renamed(inner, plural=True, feminine=True)))
            done = index + 2
    return [*found, *items[done:]] if done else items


_FROM_OR_IN = sign("from or in", texts=("من", "في"))


def _some(head: Item) -> bool:
    """Tell whether an item is an indefinite group that can be part of a party."""
    word = head.ref.head if head.ref is not None else head.stem
    nominal = head.ref is None or head.ref.mention == "nominal"
    return (
        nominal and not head.article and not head.back and (word in _SOME or lemma(word) in _SOME)
    )


_SOME = frozenset({lemma(word) for word in words_of("some_of")} | words_of("some_of"))


class _Pass:
    """Rules that are tried in one pass over a sentence, and which of them at which word.

    `opening` is the sign of the words at which one of them may find something, whatever stands
    before; adjectives and what stands behind a title come to it.
    """

    def __init__(self, name: str, *rules: Rule) -> None:
        self._rules = rules
        self._stems = frozenset[str]().union(*(rule.stems for rule in rules))
        kinds = frozenset[str]().union(*(rule.kinds for rule in rules))
        self.opening = sign(f"noun phrase, {name}", kinds=kinds, stems=self._stems)
        self._known: dict[tuple[frozenset[str], str, bool, bool], tuple[Rule, ...]] = {}

    def rules_at(self, item: Item, *, adjective: bool, titled: bool) -> tuple[Rule, ...]:
        """Return the rules that may find something at a word, worked out once for its like."""
        stem = item.stem if item.stem in self._stems else ""
        if not (item.kinds or adjective or titled or stem):
            return ()
        like = (item.kinds, stem, adjective, titled)
        found = self._known.get(like)
        if found is None:
            found = tuple(
                rule
                for rule in self._rules
                if rule.opens(item.kinds, stem, adjective=adjective, titled=titled)
            )
            self._known[like] = found
        return found


_AFTER_TITLE = 5
_TITLED = sign("title", kinds=("title", "role"), exact=True)
_ADJECTIVAL = sign("ending", ends=("ان", "ين", "ون", "ا"), exact=True)


def _apply(items: list[Item], names: Names, rules: _Pass) -> list[Item]:
    """Merge what the rules of a pass find; the same list when they find nothing."""
    found: list[Item] = []
    done = 0
    title = -_AFTER_TITLE - 1
    states, opening = names.nisba, rules.opening
    for index, item in enumerate(items):
        titled = index - title <= _AFTER_TITLE
        signs = item.signs
        if signs & _TITLED:
            title = index
        if item.ref is not None or index < done:
            continue
        adjective = signs & _ADJECTIVAL != 0 or item.stem in states or item.text in states
        if not (adjective or titled or signs & opening):
            continue
        for rule in rules.rules_at(item, adjective=adjective, titled=titled):
            result = rule.find(items, index, names)
            if result is not None:
                length, ref = result
                found += items[done:index]
                found.append(merged(items[index : index + length], ref))
                done = index + length
                break
    return [*found, *items[done:]] if done else items


_INNER = _Pass("inner", clan, person, titled, state_body, route, place, region, capital, new_place)
_OUTER = _Pass(
    "outer",
    place,
    military_region,
    crowd,
    outlet,
    ruled_from,
    body_of,
    new_body,
    people,
    official,
    bare,
    nationals,
    adjective,
)
_LAST = _Pass("last", body_of)
"""Heads before names that only the second pass made («قوات اللواء الأول»)."""
