"""Arabic noun phrases: names that lists do not know whole, and nouns for groups of people.

Rules look at heads (حركة, قوات, مدينة, المبعوث …), at what may follow a head, and at adjectives of
states; each rule is a function that, given the items and a place, says which items make one noun
phrase and what it refers to, or None.
"""

from __future__ import annotations

from sulh.read.bodies_ar import bare, body_of, new_body, state_body
from sulh.read.items import Item, lemma, merged, renamed
from sulh.read.lists import words_of
from sulh.read.names import Names
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
from sulh.read.phrases_ar import Rule
from sulh.read.places_ar import new_place, place, region

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
    for rules in (_INNER, _OUTER, _LAST):
        items = _apply(items, names, rules)
    items = _parts_of(items)
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


def _nothing(items: list[Item], index: int, names: Names) -> bool:
    """Tell quickly that no rule can begin here: no class, no adjective of a state, no title."""
    item = items[index]
    if item.ref is not None:
        return True
    if item.kinds or item.stem in names.nisba or item.text in names.nisba or item.stem == "ابو":
        return False
    if item.stem.endswith(("ان", "ين", "ون", "ا")):
        return False
    return not any(i.has("title", "role") for i in items[max(0, index - 5) : index])


def _apply(items: list[Item], names: Names, rules: tuple[Rule, ...]) -> list[Item]:
    found: list[Item] = []
    index = 0
    while index < len(items):
        if _nothing(items, index, names):
            found.append(items[index])
            index += 1
            continue
        for rule in rules:
            result = rule(items, index, names)
            if result is not None:
                length, ref = result
                found.append(merged(items[index : index + length], ref))
                index += length
                break
        else:
            found.append(items[index])
            index += 1
    return found


_INNER: tuple[Rule, ...] = (person, titled, state_body, place, region, new_place)
_OUTER: tuple[Rule, ...] = (
    place, outlet, body_of, new_body, people, official, bare, nationals, adjective,
)  # fmt: skip
_LAST: tuple[Rule, ...] = (body_of,)
"""Heads before names that only the second pass made («قوات اللواء الأول»)."""
