"""Arabic names of places: a head or part before a place, a region, a new name."""

from __future__ import annotations

from sulh.read.items import Item, Ref, feminine
from sulh.read.lists import words_of
from sulh.read.names import Names
from sulh.read.phrases_ar import nisba, opened_by, surface, unknown, word_after

__all__ = ["new_place", "place", "region"]

_LISTED = words_of("place_list")
_SETTLED = frozenset(["مدينه", "بلده", "قريه"])
_STRONG = words_of("strong_place")
_SITUATED = words_of("situated")
_COMPASS = frozenset(("شمال", "جنوب", "شرق", "غرب"))
_TYPES = {
    "مدينه": "city", "بلده": "town", "قريه": "village", "حي": "quarter", "محافظه": "admin1",
    "ولايه": "admin1", "قاعده": "base", "مطار": "site", "ميناء": "site", "معبر": "site",
    "مقر": "site", "مخيم": "site", "سجن": "site", "معسكر": "base",
}  # fmt: skip


@opened_by("place_head", "part_head", "direction")
def place(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«مدينة X», «ريف X», «شمال شرق X», «الريف الشرقي لـX»: a head or part before a place."""
    head = items[index]
    if head.ref or head.back:
        return None
    place = index + 1
    while place < len(items) and place - index < 4:
        item = items[place]
        if item.ref and item.ref.cls in ("place", "party") and not item.conjunction:
            break
        chained = item.has("place_head", "part_head", "direction") and not item.conjunction
        adjective = head.article and item.article and not item.preposition and not item.conjunction
        if not (chained or adjective) or item.is_mark or item.text in _SITUATED:
            return None
        place += 1
    else:
        return None
    return _placed(items, index, place)


def _placed(items: list[Item], index: int, place: int) -> tuple[int, Ref] | None:
    head, last = items[index], items[place]
    inner = last.ref
    if inner is None or inner.mention != "name":
        return None
    if inner.cls == "party" and (inner.kind != "state" and head.stem != "مقر"):
        return None
    if last.preposition and not (last.preposition == "ل" and (head.article or place > index + 1)):
        return None
    if place == index + 1 + _settled(items[place - 1]) and _outside(head, inner):
        return None
    if head.stem in _LISTED or (head.stem in _LISTED and place == index + 1):
        return None
    text, start, end = surface(items[index : place + 1])
    if head.stem in _SETTLED and place == index + 1 and inner.cls == "place":
        key, kind = inner.key, inner.kind
    else:
        key = f"{inner.key}.{'-'.join(_part(item) for item in items[index:place])}"
        kind = _TYPES.get(head.stem, "region" if inner.kind == "state" else "area")
    return place - index + 1, Ref(
        "place", key, text, kind, "name", start, end,
        inner.entry if key == inner.key else None, head=head.stem,
        feminine=feminine(text, ""), part_of=inner.key, proposed=key != inner.key,
    )  # fmt: skip


def _settled(item: Item) -> int:
    return 1 if item.stem in _SETTLED else 0


_TOWNS = frozenset(("city", "town", "village", "quarter"))


def _outside(head: Item, inner: Ref) -> bool:
    """«شمال مدينة X», «جنوب شرق X»: beside a town, and no name of its own."""
    return head.has("direction") and not head.article and inner.kind in _TOWNS


_PARTS = {"شمال": "north", "جنوب": "south", "شرق": "east", "غرب": "west", "ريف": "countryside"}


def _part(item: Item) -> str:
    word = item.stem.removeprefix("ال").removesuffix("ي") or item.stem
    return _PARTS.get(word, word)


@opened_by("direction")
def region(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«الشمال السوري», «الساحل الغربي اليمني»: a direction with the adjective of a state."""
    head = items[index]
    if not head.article or head.ref:
        return None
    place = index + 1
    while place < len(items) and place - index < 3:
        item = word_after(items, place)
        state = nisba(item, names)
        if item is not None and item.article and state is not None and state.kind == "state":
            text, start, end = surface(items[index : place + 1])
            key = f"{state.id}.{'-'.join(_part(i) for i in items[index:place])}"
            return place - index + 1, Ref(
                "place", key, text, "region", "name", start, end, head=head.stem,
                part_of=state.id, proposed=True,
            )  # fmt: skip
        if item is None or not item.article:
            return None
        place += 1
    return None


def _more(items: list[Item], index: int) -> int:
    """«لاناو ديل سور»: return how many words more a name takes, up to a mark or a preposition."""
    length = 0
    while length < 2 and unknown(item := word_after(items, index + length)):
        if item is None or item.article or item.text[0] in "بلوف" or item.text.endswith("ا"):
            return 0
        length += 1
    after = items[index + length] if index + length < len(items) else None
    closed = after is None or after.is_mark or after.has("preposition")
    return length if closed else 0


@opened_by(stems=_STRONG | _COMPASS)
def new_place(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«بلدة X»: a head of place before a word that nothing knows."""
    head = items[index]
    if head.article or head.ref or head.back:
        return None
    first = word_after(items, index + 1)
    if not unknown(first) or first is None:
        return None
    if first.text.endswith(("يه", "ات")) and not first.article:
        return None
    if head.stem in _COMPASS and (first.article or len(first.text) < 4 or first.text[0] in "بلكو"):
        return None
    length = 2
    after = word_after(items, index + 2)
    if unknown(after) and after is not None and after.article and len(after.text) > 3:
        length = 3
    elif not first.article and head.stem not in _COMPASS:
        length += _more(items, index + 2)
    text, start, end = surface(items[index : index + length])
    name = " ".join(item.text for item in items[index + 1 : index + length])
    settled = head.stem in _SETTLED
    return length, Ref(
        "place", f"pl:?{name if settled else text}", text, _TYPES.get(head.stem, "area"), "name",
        start, end, head=head.stem, feminine=True, proposed=True,
    )  # fmt: skip
