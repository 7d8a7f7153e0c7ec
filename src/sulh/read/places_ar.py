"""Arabic names of places: a head or part before a place, a region, a new name."""

from __future__ import annotations

from sulh.read.analyse import Word
from sulh.read.body_names import MONTHS, more_words
from sulh.read.foreign import foreign
from sulh.read.items import Item, Ref, feminine, merged
from sulh.read.lists import words_of
from sulh.read.names import Names
from sulh.read.phrases_ar import nisba, opened_by, quoted, surface, unknown, word_after
from sulh.read.signs import sign

__all__ = ["bare_places", "capital", "new_place", "place", "region", "route"]

_LISTED = words_of("place_list")
_SETTLED = frozenset(["مدينه", "بلده", "قريه"])
_STRONG = words_of("strong_place")
_SITUATED = words_of("situated")
_COMPASS = frozenset(("شمال", "جنوب", "شرق", "غرب"))
_AROUND = words_of("around_place")
_CLOSED_CLASS = ("function", "preposition", "auxiliary", "complementizer", "relative", "pronoun")
_TYPES = {
    "مدينه": "city", "بلده": "town", "قريه": "village", "حي": "quarter", "محافظه": "admin1",
    "ولايه": "admin1", "قاعده": "base", "مطار": "site", "ميناء": "site", "معبر": "site",
    "مقر": "site", "مخيم": "site", "سجن": "site", "معسكر": "base",
}  # fmt: skip


@opened_by("place_head", "part_head", "direction")
def place(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«مدينة X», «ريف X», «شمال شرق X», «الريف الشرقي لـX»: a head or part before a place."""
    head = items[index]
    if head.ref or head.back or (index and _of_compass(head, items[index - 1])):
        return None
    if head.stem in _AROUND:
        return None
    place = index + 1
    while place < len(items) and place - index < 4:
        item = items[place]
        if item.ref and item.ref.cls in ("place", "party", "person") and not item.conjunction:
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
    if not _lies_at(head, inner, near=place == index + 1):
        return None
    if last.preposition and not (last.preposition == "ل" and (head.article or place > index + 1)):
        return None
    if _outside(items[index : place - _settled(items[place - 1])], inner):
        return None
    if head.stem in _LISTED:
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


@opened_by("place_head")
def route(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«طريق الضالع صنعاء», «طريق تعز-عدن»: a road called after both its ends."""
    head = items[index]
    if head.stem not in _ROADS or head.article or head.ref or head.back:
        return None
    dash = index + 2 < len(items) and items[index + 2].text in ("-", "–")
    ends = items[index + 1 : index + 4 + dash : 1 + dash][:2]
    if len(ends) < 2 or any(end.ref is None or end.ref.cls != "place" for end in ends):
        return None
    if any(end.conjunction or end.preposition for end in ends):
        return None
    text, start, end = surface(items[index : index + 3 + dash])
    return 3 + dash, Ref(
        "place", f"pl:?{text}", text, "area", "name", start, end, head=head.stem, feminine=True,
        proposed=True,
    )  # fmt: skip


def _lies_at(head: Item, inner: Ref, *, near: bool) -> bool:
    """Tell whether a place can be called after what is named behind its head."""
    if inner.cls == "party":
        return inner.kind == "state" or head.stem == "مقر"
    return inner.cls == "place" or (near and head.stem in _CALLED_AFTER)


_CALLED_AFTER = words_of("called_after")
_ROADS = frozenset(("طريق", "محور", "خط", "اوتوستراد"))


def _settled(item: Item) -> int:
    return 1 if item.stem in _SETTLED else 0


def _of_compass(item: Item, before: Item) -> bool:
    """«شمال | غربي …»: the second half of a direction opens nothing of its own."""
    both = item.has("direction") and before.has("direction") and not before.article
    return both and item.stem.endswith("ي") and not item.conjunction and not item.preposition


_TOWNS = frozenset(("city", "town", "village", "quarter", "city_or_governorate"))


def _outside(heads: list[Item], inner: Ref) -> bool:
    """«شمال مدينة X», «جنوب شرق X»: beside a town, and no name of its own."""
    beside = bool(heads) and all(h.has("direction") and not h.article for h in heads)
    several = inner.kind != "state" or len(heads) > 1  # «شمال غربي سوريا»
    near = beside and any(h.stem.endswith("ي") for h in heads) and several
    return near or (beside and inner.kind in _TOWNS)


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


@opened_by(stems=frozenset(("عاصمه",)))
def capital(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«العاصمة الاقتصادية بوجاني»: an unknown word behind the capital, whichever it is."""
    place = index + 1
    while (after := word_after(items, place)) is not None and after.article and place < index + 3:
        place += 1
    whole = _genitive(items, place)
    if items[index].back or items[index].ref or whole is None or not foreign(whole.text):
        return None
    length = 1 + more_words(items, place + 1)
    text, start, end = surface(items[place : place + length])
    return place + length - index, Ref("place", f"pl:?{text}", text, "city", "name", start, end,
                                       feminine=True, proposed=True)  # fmt: skip


@opened_by(stems=_STRONG | _COMPASS)
def new_place(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«بلدة X», «حي 7 يوليو»: a head of place before a word that nothing knows, or a date."""
    head = items[index]
    if head.article or head.ref or head.back:
        return None
    if named := _in_quotes(items, index):
        return named
    length = _dated(items, index) or _called(items, index, names)
    if length and nisba(items[index + 1], names) is not None and not items[index + 1].article:
        return None  # «معسكر إسرائيلي»
    if not length:
        return None
    text, start, end = surface(items[index : index + length])
    name = " ".join(item.text for item in items[index + 1 : index + length])
    settled = head.stem in _SETTLED
    return length, Ref(
        "place", f"pl:?{name if settled else text}", text, _TYPES.get(head.stem, "area"), "name",
        start, end, head=head.stem, feminine=True, proposed=True,
    )  # fmt: skip


def _in_quotes(items: list[Item], index: int) -> tuple[int, Ref] | None:
    """«مدينة "شلومي"», «موقع "جل العلام"»: a head of place before a quoted name."""
    length = quoted(items, index + 1) or _bracketed(items, index + 1)
    inside = items[index + 2 : index + length]
    if not 0 < len(inside) < _QUOTED or items[index].stem not in _STRONG:
        return None
    if any(item.ref is not None or item.verb() or item.is_mark for item in inside):
        return None
    closed = [item for item in inside if item.has(*_CLOSED_CLASS) and item.text not in _COMPOUND]
    if items[index + 1].text == "(" and closed:
        return None
    text, start, end = surface(inside)
    return length + 1, Ref("place", f"pl:?{text}", text, _TYPES.get(items[index].stem, "area"),
                           "name", start, end, head=items[index].stem, feminine=True,
                           proposed=True)  # fmt: skip


_QUOTED = 4


def _bracketed(items: list[Item], index: int) -> int:
    """«منطقة (بوكيرا)»: how many items a name in brackets takes, brackets included; 0 for none."""
    texts = [item.text for item in items[index : index + _QUOTED + 1]]
    closed = texts[:1] == ["("] and ")" in texts
    return texts.index(")") + 1 if closed else 0


def _dated(items: list[Item], index: int) -> int:
    """«جسر 14 تموز», «حي 7 يوليو»: called after a day; 0 when it is not."""
    number, month = word_after(items, index + 1), word_after(items, index + 2)
    dated = number is not None and number.is_number and month is not None
    return 3 if dated and month is not None and month.text in MONTHS else 0


def _called(items: list[Item], index: int, names: Names) -> int:
    """Return how many items a head and its unknown name take; 0 when there is none."""
    head, first = items[index], _genitive(items, index + 1)
    if first is None or not _may_name(head, first):
        return 0
    if first.text.endswith(("يه", "ات")) and not first.article and not foreign(first.text):
        return 0
    compass = head.stem in _COMPASS
    if compass and (first.article or len(first.text) < 4 or first.text[0] in "بلكو"):
        return 0
    after = word_after(items, index + 2)
    told = after is not None and after.article and _only_where(head, after, names)
    if not told and _two_words(first, after):
        return 3
    office = any(item.has("role", "title") for item in items[max(0, index - 3) : index])
    if first.article or compass or office or told:
        return 2
    return 2 + more_words(items, index + 2)


def _only_where(head: Item, after: Item, names: Names) -> bool:
    """«إقليم اتشيه | الإندونيسي», «بلدة بافوديا | الشمالية»: says where the named place lies."""
    side = head.stem in _SETTLED and (after.text in _SIDED or after.text in _ALONG)
    return side or nisba(after, names) is not None


def _two_words(first: Item, after: Item | None) -> bool:
    """«مستشفى | ابن رشد», «حي | الشيخ مقصود», «شارع | سوق الجمعة»."""
    if after is None or after.text in _SITUATED:
        return False
    if first.text in _COMPOUND and unknown(after) and len(after.text) > _SHORT:
        return True
    market = first.has("place_head", "site") and after.ref is None
    return after.article and len(after.text) > _SHORT + 1 and (unknown(after) or market)


_SHORT = 2


def _may_name(head: Item, word: Item) -> bool:
    """Tell whether an unknown word can name a place of this head.

    «قطاع الصناعة», «نقطة تفتيش», «منطقة واسعة», «شمال غربي …» are none: heads that are mostly
    ordinary nouns want a word that looks foreign, and no word that is an adjective for sure.
    """
    if foreign(word.text) and not word.has("direction"):
        return True
    named = head.stem in _MEMORIALS and word.has("people")  # «شارع الشهداء»
    if word.article and word.has("place_head", "part_head", "org_head", "people", "direction"):
        return named  # «مستشفى المدينة»
    if head.stem in _NAMED_SITES and not word.article:
        return not word.text.endswith(("ي", "ه", "ات")) and word.text[0] not in "مب"
    if head.stem in _LOOSE or word.text in _NO_NAMES or word.text[0] in "وف":
        return False
    if head.stem in _COMPASS and word.has("direction", "place_head", "part_head"):
        return False
    return word.article or head.stem != "منطقه" or not word.text.endswith("ه")


_COMPOUND = words_of("compound_name")
_MEMORIALS = frozenset(("مفترق", "شارع", "ساحه", "جسر", "ميدان", "دوار"))
_NAMED_SITES = frozenset(("سوق", "مسجد", "كنيسه"))
_LOOSE = words_of("loose_place")
_NO_NAMES = words_of("no_place_name")


def _genitive(items: list[Item], index: int) -> Item | None:
    """Return the word behind a head that stands without ال: whole, for no preposition may follow.

    «مدينة بالما», «بلدة سيونيك»: what looks like ب, ل or the future س belongs to the name, unless
    the rest is a word («قرية بريف X»).
    """
    item = items[index] if index < len(items) else None
    if item is None or item.ref is not None or item.is_mark or item.word is None:
        return None
    if unknown(word_after(items, index)):
        return item
    if item.conjunction or not item.preposition or item.triggers or item.cues:
        return None
    stray = not item.word.known or (item.article and item.has(*_CLOSED_CLASS))
    if not stray and not (foreign(item.text) and not item.kinds):
        return None
    items[index] = whole = _unsplit(item)
    return whole


def _unsplit(item: Item) -> Item:
    """Return the item as one word with nothing fused to it."""
    return Item(item.start, item.end, item.text, Word(item.text, item.text), raw=item.raw)


def bare_places(items: list[Item]) -> list[Item]:
    """«في كيسمايو», «قرب ساراتوف»: words that look foreign behind prepositions of place."""
    found: list[Item] = []
    done = 0
    for index, item in enumerate(items):
        if index < done:
            continue
        if item.ref is not None:
            if item.ref.cls != "place":
                continue
            length, place = 2, _side(items, index) or _capital(items, index)
        elif _led_to(items, index):
            length = _bare(items, index)
            place = _called_so(items[index : index + length]) if length else None
        else:
            continue
        if place is not None:
            found += [*items[done:index], place]
            done = index + length
    return [*found, *items[done:]] if done else items


def _led_to(items: list[Item], index: int) -> bool:
    """Tell whether a place may stand here: behind what leads to one, or in front of a report."""
    if not index:
        return _heads_report(items)
    return bool(items[index - 1].signs & _BEHIND) or _beside(items, index)


def _heads_report(items: list[Item]) -> bool:
    """«كوتابالي: …», «بوجاني (وكالات) …»: where a report was written stands in front."""
    return (
        len(items) > _SHORT and items[1].text in (":", "(", "-", "–", "/") and not items[0].article
    )


def _capital(items: list[Item], index: int) -> Item | None:
    """«العاصمة الليبية | طرابلس»: what says whose capital a town is, is not its name."""
    before, after = items[index], word_after(items, index + 1)
    named = after is not None and after.ref is not None and after.ref.cls == "place"
    if not named or after is None or after.ref is None or after.ref.mention != "name":
        return None
    capital = before.text.removeprefix(before.preposition).startswith("العاصمه ")
    return merged(items[index : index + 2], after.ref) if capital else None


def _called_so(items: list[Item]) -> Item:
    text, start, end = surface(items)
    ref = Ref("place", f"pl:?{text}", text, "area", "name", start, end, feminine=True,
              proposed=True)  # fmt: skip
    return merged(items, ref)


def _side(items: list[Item], index: int) -> Item | None:
    """«وزيرستان الجنوبية», «منطقة ووليغا الغربية»: one side of a region that a list knows."""
    ref, after = items[index].ref, word_after(items, index + 1)
    if ref is None or ref.cls != "place" or ref.mention != "name" or after is None:
        return None
    country = ref.head in _COUNTRYSIDE and after.text in _ALONG  # «ريف حلب الشرقي»
    if ref.kind not in ("region", "admin1", "area") or not (country or after.text in _SIDED):
        return None
    if ref.name.split()[-1].startswith("ال"):
        return None
    text, start, end = surface(items[index : index + 2])
    key = f"{ref.key}.{after.stem.removeprefix('ال')}"
    return merged(items[index : index + 2], Ref(
        "place", key, text, "area", "name", start, end, head=ref.head, feminine=True,
        part_of=ref.key, proposed=True,
    ))  # fmt: skip


def _bare(items: list[Item], index: int) -> int:
    item = items[index]
    named = index > 0 and items[index - 1].ref is not None
    if named or not unknown(item) or not foreign(item.text):
        return 0
    if item.conjunction or item.preposition or item.raw.endswith(("ً", "اً")):
        return 0
    after = word_after(items, index + 1)
    if after is not None and after.text in _SIDED:
        return 2  # «وزيرستان الجنوبية»
    if item.has("given", "place_head", "direction", "number") or _attribute(items, index + 1):
        return 0
    return 1 + more_words(items, index + 1)


def _beside(items: list[Item], index: int) -> bool:
    """«المجاورة لغيسورا», «اشتباكات بتابورا», «بلدة تدعى سنجولي»: makes one word of the name."""
    item, before = items[index], items[index - 1]
    if before.text in _NAMING:
        return index > 1 and items[index - 2].has("place_head")
    if item.text[0] not in "لب" or item.word is None or item.ref is not None or before.is_mark:
        return False
    if item.text[0] == "ل":
        near = before.text in _SITUATED
    else:
        near = item.text[0] == "ب" and bool(before.types & _HAPPENS) and not before.verb()
    if not near or item.has("given") or not foreign(item.text[1:]) or len(item.text) < _SHORT + 3:
        return False
    if item.preposition or not item.word.known:
        items[index] = Item(item.start + 1, item.end, item.text[1:],
                            Word(item.text[1:], item.text[1:]), raw=item.raw[1:])  # fmt: skip
        return True
    return False


_NAMING = frozenset(("تدعي", "يدعي", "تسمي", "يسمي", "اسمها", "اسمه", "المسماه", "المسمي"))
_HAPPENS = frozenset(("attack", "fight", "casualty", "displace", "protest", "negotiate", "visit"))


def _attribute(items: list[Item], index: int) -> bool:
    """Tell whether an adjective or a genitive follows, as it does behind a common noun."""
    after = word_after(items, index)
    told = after is not None and (after.article or after.has("adjective"))
    return told and after is not None and after.text not in _SITUATED


_SIDED = frozenset(("الجنوبيه", "الشماليه", "الشرقيه", "الغربيه", "الوسطي", "العليا", "السفلي",
                    "الكبري"))  # fmt: skip
_COUNTRYSIDE = frozenset(("ريف", "قطاع", "ساحل", "اقليم", "محور"))
_ALONG = frozenset(("الشرقي", "الغربي", "الشمالي", "الجنوبي", "الاوسط"))
_BEHIND = sign("before a bare place", texts=words_of("before_bare_place"), exact=True)
