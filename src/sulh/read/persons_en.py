"""English persons that no list knows: a rank, initials, an office beside the name, or speech."""

from __future__ import annotations

from sulh.read.items import Item, Ref
from sulh.read.lists import words_of
from sulh.read.names import Names
from sulh.read.people_en import item_at

__all__ = ["person"]

_RANKS = words_of("rank_en")
_BETWEEN = frozenset(
    ("bin", "ibn", "ould", "de", "del", "da", "dos", "van", "von", "el", "al", "la")
)
_CLOSED = ("function", "pronoun", "preposition", "time", "demonstrative", "number", "auxiliary",
           "subordinator", "contrast", "title", "role", "org_head", "army_head", "gov_head",
           "place_head", "part_head", "people", "speaker", "agreement_head")  # fmt: skip
_LONGEST = 5
_SAYING = frozenset(("source",))


def person(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«Lt. Col. Diarran Kone», «S.P. Thamilselvan», «Amina Yusuf, head of X,», «Kone said»."""
    opened = _ranks(items, index)
    first = opened + _initials(items, opened)
    last = _capitals(items, first, names)
    length = last - first
    titled = first > index
    if not length or not (titled or _told_of(items, index, last)):
        return None
    body = items[opened:last]
    owns = body[-1].text.endswith("'s")
    name = " ".join(item.text for item in body).replace(" .", ".").removesuffix("'s")
    return last - index, Ref(
        "person", "x:?" + name, name, "person", "name", body[0].start, body[-1].end - 2 * owns,
        head=body[-1].text, proposed=True,
    )  # fmt: skip


def _ranks(items: list[Item], index: int) -> int:
    """Return where the name behind abbreviated ranks begins: «Brig. Gen. | X»."""
    place = index
    while (item := item_at(items, place)) is not None and item.text in _RANKS and item.capital:
        dot = item_at(items, place + 1)
        place += 2 if dot is not None and dot.text == "." else 1
    return place


def _initials(items: list[Item], place: int) -> int:
    """Return how many items initials take: «S. P.», two each."""
    length = 0
    while (item := item_at(items, place + length)) is not None:
        dot = item_at(items, place + length + 1)
        if len(item.text) > 1 or not item.capital or dot is None or dot.text != ".":
            break
        length += 2
    return length


def _capitals(items: list[Item], first: int, names: Names) -> int:
    """Return where the run of words that may be a person's name ends."""
    place = first
    while place < first + _LONGEST and (item := item_at(items, place)) is not None:
        if _name_word(item, names):
            place += 1
            if item.text.endswith("'s"):
                break
            continue
        inner = _initials(items, place) if place > first else 0
        if inner and (after := item_at(items, place + inner)) and _name_word(after, names):
            place += inner
            continue
        ahead = item_at(items, place + 1)
        small = place > first and item.text in _BETWEEN and ahead is not None
        if not (small and ahead is not None and _name_word(ahead, names)):
            break
        place += 1
    return place


def _name_word(item: Item, names: Names) -> bool:
    """Tell whether a word may be part of a person's name: a capital, and nothing that is known."""
    plain = item.capital and item.ref is None and not (item.is_mark or item.is_number)
    known = item.has(*_CLOSED) or item.triggers or item.text in names.nisba
    letters = item.raw.removesuffix("'s")
    return plain and not known and not (letters.isupper() and len(letters) > 1)


def _office_behind(items: list[Item], last: int) -> bool:
    """«…, army spokesman for X», «…, head of the delegation,», «…, a doctor»: what he is."""
    comma = item_at(items, last)
    if comma is None or comma.text != ",":
        return False
    for place in range(last + 1, last + 9):
        item = item_at(items, place)
        if item is None or item.is_mark:
            return False
        if item.has("role", "speaker", "title") or item.text.split()[0] in _OFFICES:
            return True
        if item.verbal and item.ref is None and not item.text.endswith("ing"):
            return False
    return False


_OFFICES = words_of("office_en")


def _told_of(items: list[Item], index: int, last: int) -> bool:
    """Tell whether the words around capitals say that they are somebody."""
    before, after = items[index - 1], item_at(items, last)
    verb = after is not None and after.ref is None and after.verbal and not after.has("auxiliary")
    closed = after is not None and (after.text == "," or verb)
    if index > 1 and before.text == "," and closed and _office_in_front(items, index - 1):
        return True  # «the spokesman, Thileepan, said», «Spokesman for the army, Lul Koang, has»
    if last - index > 1 and (before.has("speaker", "role") or before.text in _OFFICES):
        return index > 0
    return last - index > 1 and (_office_behind(items, last) or _spoken(items, index, last))


def _office_in_front(items: list[Item], comma: int) -> bool:
    """Tell whether the words between the last mark and a comma name an office."""
    for item in reversed(items[max(0, comma - 8) : comma]):
        if item.is_mark or (item.ref is None and item.verbal and not item.has("role", "speaker")):
            return False
        if item.has("role", "speaker") or item.text.split()[0] in _SPEAKS_FOR:
            return True
    return False


_SPEAKS_FOR = frozenset(("spokesman", "spokeswoman", "spokesperson"))


def _spoken(items: list[Item], index: int, last: int) -> bool:
    """«Amina Yusuf told», «," said Amina Yusuf»: who speaks has a name."""
    after, before = item_at(items, last), item_at(items, index - 1)
    while after is not None and after.ref is None and (after.has("time") or after.text in _SOON):
        last += 1
        after = item_at(items, last)
    speaks = after is not None and after.ref is None and _says(after)
    mark = item_at(items, index - 2)
    told = before is not None and _says(before) and mark is not None and mark.text in (",", '"')
    return speaks or told


_SOON = frozenset(("also", "later", "has", "had", "earlier", "on"))


def _says(item: Item) -> bool:
    return item.verbal and not item.cue_values.isdisjoint(_SAYING)
