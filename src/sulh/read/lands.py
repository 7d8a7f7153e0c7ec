"""Names of states that stand for their land: «في السودان», «إلى سوريا», "envoy to Myanmar".

A state acts, speaks and signs as a party; behind a preposition of place its name is the name of a
country. Only how the mention counts is decided here, not who does what.
"""

from __future__ import annotations

from sulh.read.items import Item, renamed
from sulh.read.lists import words_of

__all__ = ["mark_lands"]

_IN = words_of("in_land")
_LEAVING = words_of("leaving")
_OF_LAND = words_of("of_land")
_SAID_TO = words_of("said_to")
_AND = frozenset(("و", "او", "and", "or"))


def mark_lands(items: list[Item]) -> None:
    """Mark the names of states that are meant as countries."""
    for index, item in enumerate(items):
        ref = item.ref
        if ref is None or ref.kind != "state" or ref.cls != "party" or ref.mention != "name":
            continue
        if _joined(items, index) or _placed(items, index):
            item.ref = renamed(ref, land=True)


def _joined(items: list[Item], index: int) -> bool:
    """«في سوريا والعراق»: what stands beside a country is one."""
    first = index - 1 if items[index].conjunction else index - 2
    near = bool(items[index].conjunction) or (index > 0 and items[index - 1].text in _AND)
    before = items[first].ref if near and first >= 0 else None
    return before is not None and before.land


def _placed(items: list[Item], index: int) -> bool:
    item, before = items[index], items[index - 1] if index else None
    if before is None or item.conjunction:
        return False
    if item.preposition:
        town = before.ref is not None and before.ref.cls == "place"
        return item.preposition.endswith("ب") and town  # «في سنجار بالعراق»
    word = before.text[len(before.conjunction) :]
    led = items[index - 2] if index > 1 else None
    if word in ("من", "from"):
        after = items[index + 1] if index + 1 < len(items) else None
        onward = after is not None and after.text in ("الي", "نحو", "to")
        return onward or (led is not None and _leaves(led))
    if word == "to":
        return led is not None and led.text not in _SAID_TO and not led.verb()
    return word in _IN or (before.ref is None and not _OF_LAND.isdisjoint((word, before.stem)))


def _leaves(led: Item) -> bool:
    return not _LEAVING.isdisjoint((led.text, led.stem, led.text.removeprefix("ال")))
