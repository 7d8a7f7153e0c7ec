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
        if _joined(items, index) or _placed(items, index) or _troubled(items, index):
            item.ref = renamed(ref, land=True)


def _joined(items: list[Item], index: int) -> bool:
    """«في سوريا والعراق»: what stands beside a country is one."""
    first = index - 1 if items[index].conjunction else index - 2
    near = bool(items[index].conjunction) or (index > 0 and items[index - 1].text in _AND)
    before = items[first].ref if near and first >= 0 else None
    return before is not None and before.land


def _placed(items: list[Item], index: int) -> bool:
    item, before = items[index], items[index - 1] if index else None
    after = items[index + 1] if index + 1 < len(items) else None
    if before is None:
        return after is not None and after.text in _OPENS  # «مالي: …»
    if item.conjunction:
        return False
    if item.preposition:
        return _fused(items, index)
    word = before.text[len(before.conjunction) :]
    office, _, last = word.rpartition(" ")  # "envoy for" is one phrase of the lists
    sent = office in _ENVOYS and last in ("for", "to")
    if sent or word in _IN or (before.ref is None and not _OF_LAND.isdisjoint((word, before.stem))):
        return True
    if word in ("من", "from") and after is not None and after.text in ("الي", "نحو", "to"):
        return True
    return index > 1 and _led(items[max(0, index - 5) : index - 1], word)


def _led(before: list[Item], word: str) -> bool:
    """Tell whether the words before a preposition make a land of the state behind it."""
    if word in ("من", "from"):
        return _leaves(before[-1]) or (len(before) > 1 and _leaves(before[-2]) and _moved(before))
    if word == "بين":
        return _borders(before)
    if word == "to":
        return before[-1].text not in _SAID_TO and not before[-1].verb()
    return word in _AGAINST and _suffers(before, word)


def _troubled(items: list[Item], index: int) -> bool:
    """«the Mali conflict»: the name of a land before a noun for what happens there."""
    after = items[index + 1] if index + 1 < len(items) else None
    return after is not None and after.ref is None and after.text in _TROUBLES


_TROUBLES = frozenset(("conflict", "crisis", "war"))
_OPENS = frozenset((":", "-", "(", "/", "–", "—", "|", "..", "..."))
_AGAINST = frozenset(("علي", "عن", "مع", "for", "of"))
_ENVOYS = words_of("envoy_to")


def _fused(items: list[Item], index: int) -> bool:
    """«في سنجار بالعراق», «وفد التفاوض بالأردن», «المبعوث الخاص لليمن»."""
    item, before = items[index], items[index - 1]
    if item.preposition.endswith("ب"):
        town = before.ref is not None and before.ref.cls == "place"
        held = before.text in _HELD or not (before.verb() or before.triggers or before.cues)
        return town or held
    return any(i.stem in _ENVOYS for i in items[max(0, index - 4) : index])


_HELD = words_of("held_in")


def _suffers(before: list[Item], word: str) -> bool:
    """«العدوان على لبنان», «الحدود مع مالي», «دفاعاً عن لبنان», "the envoy for Yemen"."""
    if word == "علي":
        return any(i.types & _HITS and not i.verb() for i in before)
    if word == "مع":
        return before[-1].stem == "حدود"
    if word == "عن":
        return before[-1].text.startswith("دفاع")
    if word == "for":
        return any(i.text in _ENVOYS for i in before)
    return before[-1].text in _OUT


_HITS = frozenset(("attack", "fight", "intervene"))
_OUT = frozenset((
    "out", "outside", "north", "south", "east", "west", "parts", "rest", "capital", "integrity",
    "territory", "soil", "border", "borders", "map", "coast", "coasts", "shores", "streets",
    "skies", "partition", "invasion", "occupation", "swathes", "swaths",
))  # fmt: skip


_CROSSED = frozenset(("مثلث", "شريط", "معبر", "منطقه", "ممر", "طريق", "جسر", "نقطه", "منفذ"))


def _borders(before: list[Item]) -> bool:
    """«الحدود | بين …», «المثلث الحدودي | بين …»; «الصراع الحدودي» is one of states."""
    last, first = before[-1], before[-2] if len(before) > 1 else None
    described = first is not None and last.stem.startswith("حدودي")
    return last.stem == "حدود" or (described and first is not None and first.stem in _CROSSED)


def _moved(before: list[Item]) -> bool:
    """«فر مدنيون | من …», «سحب قواتها | من …»: only who moves stands before the preposition."""
    last = before[-1]
    return not (last.is_mark or last.has("preposition") or last.preposition)


def _leaves(led: Item) -> bool:
    return not _LEAVING.isdisjoint((led.text, led.stem, led.text.removeprefix("ال")))
