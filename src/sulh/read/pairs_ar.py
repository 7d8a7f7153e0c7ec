"""Names in a row: «بلدتي برقين وقباطية», «مكوني الهوسا والهمج», «في الروصيرص وقيسان».

A head in the dual promises two names, whatever their words are. A word that nothing knows, joined
by «و» to the name of a place and before a stop, is a place too.
"""

from __future__ import annotations

from sulh.read.analyse import Word
from sulh.read.items import Item, Ref, merged
from sulh.read.lists import words_of
from sulh.read.phrases_ar import CLOSED, surface, word_after
from sulh.read.signs import sign

__all__ = ["paired", "place_rows"]

_OF_PLACES = words_of("dual_place")
_OF_PEOPLES = words_of("dual_people")
_KINDS = ("org_head", "army_head", "gov_head", "people", "place_head", "part_head", "site", "title",
          "role", "adjective", "direction", "number", "objective")  # fmt: skip
_VERBAL = ("وا", "ت", "نا", "هم", "ها", "تم")
_SHORTEST = 3
_BOTH = _OF_PLACES | _OF_PEOPLES
_DUAL = sign(
    "dual", texts=_BOTH, test=lambda word: word.text[1:] in _BOTH or word.text[2:] in _BOTH
)


def paired(items: list[Item]) -> list[Item]:
    """Name the two that follow a head in the dual, «و» between them."""
    if not any(item.signs & _DUAL for item in items):
        return items
    found: list[Item] = []
    index = 0
    while index < len(items):
        head, two = items[index], items[index + 1 : index + 3]
        sort = _sort(head)
        found.append(head)
        index += 1
        if sort is None or len(two) < 2:
            continue
        _part_and(two[1])
        if not _both(two):
            continue
        found += [item if item.ref is not None else _named(item, *sort) for item in two]
        index += 2
    return found


def _sort(head: Item) -> tuple[str, str] | None:
    word = head.text.removeprefix(head.conjunction).removeprefix(head.preposition)
    if head.ref is not None or head.article:
        return None
    if word in _OF_PLACES:
        return "place", "area"
    return ("party", "community") if word in _OF_PEOPLES else None


def _part_and(item: Item) -> None:
    """Take «و» off a word that nothing knows and that stands where a second name must."""
    unknown = item.word is not None and not item.word.known and item.ref is None
    if unknown and item.text[0] == "و" and len(item.text) > _SHORTEST and not item.conjunction:
        item.word = read = Word(item.text, item.text[1:], "و")
        item.conjunction, item.stem, item.signs = "و", item.text[1:], read.signs


def _both(two: list[Item]) -> bool:
    first, second = two
    plain = not (first.conjunction or first.preposition or second.preposition)
    return plain and second.conjunction == "و" and all(map(_may_name, two))


def _may_name(item: Item) -> bool:
    if item.ref is not None:
        return item.ref.mention == "name"
    return _new(item) or (item.article and not item.has(*_KINDS, *CLOSED) and not item.back)


def _new(item: Item) -> bool:
    """Tell whether a word can be a name that nothing knows."""
    noun = item.word is not None and not item.is_number and not item.is_mark and not item.back
    known = item.has(*_KINDS, *CLOSED) or bool(item.triggers) or bool(item.cues)
    return noun and not known and len(item.stem) >= _SHORTEST


def _named(item: Item, cls: str, kind: str) -> Item:
    text, start, end = surface([item])
    prefix = "pl:?" if cls == "place" else "p:?"
    ref = Ref(cls, prefix + text, text, kind, "name", start, end, head=text,
              feminine=cls == "place", plural=cls == "party", proposed=True)  # fmt: skip
    return merged([item], ref)


def place_rows(items: list[Item]) -> list[Item]:
    """Read an unknown word that «و» joins to a place as a place, if nothing follows it."""
    found = list(items)
    for index in range(1, len(items)):
        before = found[index - 1].ref
        placed = before is not None and before.cls == "place" and before.mention == "name"
        if placed and _rowed(items, index):
            found[index] = _named(items[index], "place", "area")
    return found


def _rowed(items: list[Item], index: int) -> bool:
    item = items[index]
    after = items[index + 1] if index + 1 < len(items) else None
    ends = after is None or (after.is_mark and after.text != '"') or _stops(items, index + 1)
    if not ends or item.ref is not None or item.preposition or item.article:
        return False
    if item.word is None or item.word.known or not _new(item) or _tanwin(item):
        return False
    _part_and(item)
    strange = item.conjunction == "و" and item.stem[0] not in "تين"
    return strange and not item.text.endswith(_VERBAL)


def _stops(items: list[Item], index: int) -> bool:
    """Tell whether another name of a row follows, joined by «و»."""
    after = word_after(items, index)
    return after is None and items[index].conjunction == "و" and items[index].ref is not None


def _tanwin(item: Item) -> bool:
    return item.raw.endswith(("ً", "اً", "ا"))
