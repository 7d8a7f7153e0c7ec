"""Names in a row: «بلدتي برقين وقباطية», «مكوني الهوسا والهمج», «في الروصيرص وقيسان».

A head in the dual promises two names, whatever their words are. A word that nothing knows, joined
by «و» to the name of a place and before a stop, is a place too.
"""

from __future__ import annotations

from collections.abc import Mapping

from sulh.read.analyse import Word
from sulh.read.foreign import foreign
from sulh.read.items import Item, Ref, merged
from sulh.read.lists import Entry, words_of
from sulh.read.phrases_ar import CLOSED, surface, word_after
from sulh.read.signs import sign

__all__ = ["DUAL", "ROWED", "listed", "paired", "place_rows"]

_OF_PLACES = words_of("dual_place")
_OF_PEOPLES = words_of("dual_people")
_KINDS = ("org_head", "army_head", "gov_head", "people", "place_head", "part_head", "site", "title",
          "role", "adjective", "direction", "number", "objective")  # fmt: skip
_VERBAL = ("وا", "ت", "نا", "هم", "ها", "تم")
_SHORTEST = 3
_OF_BODIES = words_of("dual_body")
_BOTH = _OF_PLACES | _OF_PEOPLES | _OF_BODIES
DUAL = sign("dual", texts=_BOTH, test=lambda word: word.text[1:] in _BOTH or word.text[2:] in _BOTH)


def paired(items: list[Item], short: Mapping[str, Entry]) -> list[Item]:
    """Name the two that follow a head in the dual, «و» between them.

    `short` holds names that are ordinary words too: «حركتي "فتح" و"حماس"».
    """
    found: list[Item] = []
    index = 0
    while index < len(items):
        head = items[index]
        found.append(head)
        index += 1
        sort = _sort(head) if head.signs & DUAL else None
        two, last = _two(items, index) if sort is not None else ([], 0)
        if sort is None or not two:
            continue
        for item in items[index:last]:
            named = item in two and item.ref is None
            found.append(_known_or_new(item, sort, short) if named else item)
        index = last
    return found


def _two(items: list[Item], index: int) -> tuple[list[Item], int]:
    """Return two names in a row, quoted or not, and where the second ends; no names for none."""
    free = [n for n in range(index, min(len(items), index + 6)) if items[n].text not in ('"', "و")]
    if len(free) < _PAIR:
        return [], 0
    first, second = free[:_PAIR]
    _part_and(items[second])
    between = [item.text for item in items[first + 1 : second]]
    joined = items[second].conjunction == "و" or "و" in between
    plain = not (items[first].conjunction or items[first].preposition or items[second].preposition)
    two = [items[first], items[second]]
    return (two, second + 1) if plain and joined and all(map(_may_name, two)) else ([], 0)


_PAIR = 2


def _known_or_new(item: Item, sort: tuple[str, str], short: Mapping[str, Entry]) -> Item:
    entry = short.get(item.stem) if sort[0] == "party" else None
    if entry is None:
        return _named(item, *sort)
    text, start, end = surface([item])
    return merged([item], Ref("party", entry.id, text, entry.kind, "name", start, end, entry,
                              head=entry.name_ar.split(maxsplit=1)[0]))  # fmt: skip


def listed(items: list[Item]) -> list[Item]:
    """«أحياء المساكن وعين الزمان والثورة»: names in a row behind a head in the plural."""
    found: list[Item] = []
    index = 0
    while index < len(items):
        head = items[index]
        found.append(head)
        index += 1
        if not head.signs & ROWED:
            continue
        such = head.text in _SUCH and any(i.stem in _OF_MANY for i in found[-4:-1])
        headed = such or _heads(head)
        if not headed and head.text not in _BEFORE:
            continue
        row, end = _row(items, index)
        known = sum(item.ref is not None for item in row)
        least = _PAIR if such or (headed and head.stem in _QUARTERS) else _MANY
        if len(row) - _marks(row) >= least and (headed or known):
            found += [item if item.ref or item.is_mark else _named(item, "place", "area")
                      for item in row]  # fmt: skip
            index = end
    return found


_MANY = 3
_OF_MANY = words_of("many_places")
_SUCH = frozenset(("مثل", "هي", "بينها"))


def _heads(item: Item) -> bool:
    return item.stem in _OF_MANY and not (item.ref or item.article or item.back)


_QUARTERS = frozenset(("احياء", "بلدات", "قري", "مخيمات"))
_BEFORE = frozenset(("في", "علي", "من", "الي"))
ROWED = sign("row of places", texts=_SUCH | _BEFORE, stems=_OF_MANY)
"""The words at which :func:`listed` may find a row."""


def _marks(row: list[Item]) -> int:
    return sum(item.is_mark for item in row)


def _row(items: list[Item], index: int) -> tuple[list[Item], int]:
    """Return the members of a row, words of one name merged, and where it ends."""
    row: list[Item] = []
    while index < len(items):
        comma = bool(row) and items[index].text in (",", "،")
        place = index + comma
        length = _member(items, place, first=not row, comma=comma)
        if not length:
            break
        row += items[index:place]
        one = items[place]
        row.append(one if length == 1 else _joined_words(items[place : place + length]))
        index = place + length
    return row, index


def _joined_words(items: list[Item]) -> Item:
    one = merged(items, Ref("place", "", "", "area", "name", 0, 0))
    one.ref, one.word, one.stem = None, items[0].word, items[0].stem
    one.conjunction = items[0].conjunction
    return one


def _member(items: list[Item], index: int, *, first: bool, comma: bool) -> int:
    """Return how many words the next name of a row takes; 0 when the row ends."""
    item = items[index] if index < len(items) else None
    if item is None or item.is_mark or item.preposition:
        return 0
    if not first:
        _part_and(item)
    if not (first or comma or item.conjunction == "و") or (first and item.conjunction):
        return 0
    if item.ref is not None:
        return 1 if item.ref.cls == "place" and item.ref.mention == "name" else 0
    after = word_after(items, index + 1)
    if after is not None and not item.article and item.stem in _COMPOUND and _may_name(after):
        return 2
    alone = (after is None or not after.article) and item.stem not in _OPENERS
    return 1 if alone and _may_name(item) and not item.verb() and not _deed(item) else 0


_COMPOUND = words_of("compound_name")
_OPENERS = frozenset(("ابو", "ابي", "ام", "ابن", "بن", "بنت", "بني", "عين", "راس", "دير", "ذي"))


def _deed(item: Item) -> bool:
    return not item.article and item.stem[0] in "تين"


def _sort(head: Item) -> tuple[str, str] | None:
    word = head.text.removeprefix(head.conjunction).removeprefix(head.preposition)
    if head.ref is not None or head.article:
        return None
    if word in _OF_PLACES:
        return "place", "area"
    if word in _OF_BODIES:
        return "party", "armed_group"
    return ("party", "community") if word in _OF_PEOPLES else None


def _part_and(item: Item) -> None:
    """Take «و» off a word that nothing knows and that stands where a second name must."""
    unknown = item.word is not None and not item.word.known and item.ref is None
    if unknown and item.text[0] == "و" and len(item.text) > _SHORTEST and not item.conjunction:
        item.word = read = Word(item.text, item.text[1:], "و")
        item.conjunction, item.stem, item.signs = "و", item.text[1:], read.signs


_NO_NAMES = words_of("no_row_name")


def _may_name(item: Item) -> bool:
    if item.stem in _NO_NAMES or item.text in _NO_NAMES:
        return False
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
        if before is None or before.cls != "place" or before.mention != "name":
            continue
        if _rowed(items, index):
            found[index] = _named(items[index], "place", "area")
    return found


def _rowed(items: list[Item], index: int) -> bool:
    item = items[index]
    if item.is_mark or item.ref is not None or item.preposition or item.article:
        return False
    after = items[index + 1] if index + 1 < len(items) else None
    ends = after is None or (after.is_mark and after.text != '"') or _stops(items, index + 1)
    if not ends and item.text[:1] != "و":
        return False
    if item.word is None or item.word.known or not _new(item):
        return False
    abroad = item.text[0] == "و" and foreign(item.text[1:]) and not _described(items, index + 1)
    if not abroad and (not ends or _tanwin(item)):
        return False
    _part_and(item)
    strange = item.conjunction == "و" and (abroad or item.stem[0] not in "تين")
    return strange and (abroad or not item.text.endswith(_VERBAL))


def _described(items: list[Item], index: int) -> bool:
    """Tell whether a common noun may stand before a place: a word with ال or an adjective."""
    after = word_after(items, index)
    return after is not None and (after.article or after.has("adjective"))


def _stops(items: list[Item], index: int) -> bool:
    """Tell whether another name of a row follows, joined by «و»."""
    after = word_after(items, index)
    return after is None and items[index].conjunction == "و" and items[index].ref is not None


def _tanwin(item: Item) -> bool:
    return item.raw.endswith(("ً", "اً", "ا"))
