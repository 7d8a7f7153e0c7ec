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
    state_body,
)
from sulh.read.body_names import extended
from sulh.read.items import Item, lemma, merged, renamed
from sulh.read.lists import words_of
from sulh.read.names import Names
from sulh.read.nicknames import nicknamed
from sulh.read.pairs_ar import paired, place_rows
from sulh.read.people_ar import (
    adjective,
    nationals,
    number_before,
    official,
    outlet,
    people,
    person,
    titled,
)
from sulh.read.phrases_ar import Rule, part_nisbas
from sulh.read.places_ar import bare_places, new_place, place, region, route
from sulh.read.short_names import ordinary_names

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
    if names.short:
        ordinary_names(items, names.short)
    items = paired(items)
    inner = _apply(items, names, _INNER)
    items = _apply(inner, names, _OUTER)
    if items is not inner:
        items = _apply(items, names, _LAST)
    joined_state(items, names)
    items = nicknamed(_parts_of(place_rows(bare_places(items))))
    for index, item in enumerate(items):
        if item.ref is not None and item.ref.kind == "civilians" and item.ref.number is None:
            item.ref = renamed(item.ref, number=number_before(items, index))
    return items


def _parts_of(items: list[Item]) -> list[Item]:
    """«فصائل من X», «عناصر من X»: some of a party act as the party."""
    found: list[Item] = []
    index = 0
    while index < len(items):
        head = items[index]
        three = items[index : index + 3]
        inner = three[2].ref if len(three) == 3 else None
        if (
            inner is not None
            and three[1].text in ("من", "في")
            and not (three[2].preposition or three[2].conjunction)
            and inner.cls == "party"
            and inner.mention == "name"
            and inner.kind not in ("state", "civilians")
            and _some(head)
        ):
            found.append(merged(three, renamed(inner, plural=True, feminine=True)))
            index += 3
            continue
        found.append(head)
        index += 1
    return found


def _some(head: Item) -> bool:
    """Tell whether an item is an indefinite group that can be part of a party."""
    word = head.ref.head if head.ref is not None else head.stem
    nominal = head.ref is None or head.ref.mention == "nominal"
    return (
        nominal and not head.article and not head.back and (word in _SOME or lemma(word) in _SOME)
    )


_SOME = frozenset({lemma(word) for word in words_of("some_of")} | words_of("some_of"))


class _Pass:
    """Rules that are tried in one pass over a sentence, and which of them at which word."""

    def __init__(self, *rules: Rule) -> None:
        self._rules = rules
        self._stems = frozenset[str]().union(*(rule.stems for rule in rules))
        self._known: dict[tuple[frozenset[str], str, bool, bool], tuple[Rule, ...]] = {}

    def rules_at(self, item: Item, *, adjective: bool, titled: bool) -> tuple[Rule, ...]:
        """Return the rules that may find something at a word, worked out once for its like."""
        if not (item.kinds or adjective or titled or item.stem == "ابو"):
            return ()
        stem = item.stem if item.stem in self._stems else ""
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


_TITLES = frozenset(("title", "role"))
_AFTER_TITLE = 5
_ENDINGS = ("ان", "ين", "ون", "ا")


def _apply(items: list[Item], names: Names, rules: _Pass) -> list[Item]:
    """Merge what the rules of a pass find; the same list when they find nothing."""
    found: list[Item] = []
    changed = False
    titles = [place for place, item in enumerate(items) if not item.kinds.isdisjoint(_TITLES)]
    titled = {place + step for place in titles for step in range(1, _AFTER_TITLE + 1)}
    states = names.nisba
    index = 0
    while index < len(items):
        item, length = items[index], 1
        if item.ref is None:
            stem = item.stem
            adjective = stem in states or item.text in states or stem.endswith(_ENDINGS)
            for rule in rules.rules_at(item, adjective=adjective, titled=index in titled):
                result = rule.find(items, index, names)
                if result is not None:
                    length, ref = result
                    item = merged(items[index : index + length], ref)
                    changed = True
                    break
        found.append(item)
        index += length
    return found if changed else items


_INNER = _Pass(person, titled, state_body, route, place, region, new_place)
_OUTER = _Pass(
    place, military_region, outlet, body_of, new_body, people, official, bare, nationals, adjective
)
_LAST = _Pass(body_of)
"""Heads before names that only the second pass made («قوات اللواء الأول»)."""
