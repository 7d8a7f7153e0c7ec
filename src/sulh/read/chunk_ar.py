"""Arabic noun phrases: names that lists do not know whole, and nouns for groups of people.

Rules look at heads (حركة, قوات, مدينة, المبعوث …), at what may follow a head, and at adjectives of
states; each rule is a function that, given the items and a place, says which items make one noun
phrase and what it refers to, or None.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sulh.read.items import Item, Ref, feminine, lemma, merged, renamed, span_of
from sulh.read.lists import Entry
from sulh.read.names import Names

__all__ = ["chunk_arabic", "number_before"]

_Rule = Callable[[list[Item], int, Names], tuple[int, Ref] | None]
_CLOSED = (
    "function", "preposition", "subordinator", "contrast", "complementizer", "relative",
    "auxiliary", "pronoun", "demonstrative", "time", "verb",
)  # fmt: skip
_LISTED = frozenset(
    [
        "مدينتي",
        "بلدتي",
        "قريتي",
        "محافظتي",
        "منطقتي",
        "حيي",
        "ولايتي",
        "مدن",
        "بلدات",
        "قري",
        "مناطق",
        "محافظات",
        "احياء",
        "ولايات",
        "مديريات",
        "جبهات",
    ]
)
_SETTLED = frozenset(["مدينه", "بلده", "قريه"])
_STRONG = frozenset(
    [
        "مدينه",
        "بلده",
        "قريه",
        "حي",
        "مخيم",
        "محافظه",
        "مديريه",
        "معبر",
        "مطار",
        "ميناء",
        "قضاء",
        "ناحيه",
        "قاعده",
        "جبل",
        "وادي",
        "جزيره",
        "حقل",
        "ولايه",
        "اقليم",
        "مصفاه",
        "سجن",
        "معسكر",
        "دوار",
        "ميدان",
    ]
)
_SAME = frozenset(
    [
        "تنظيم",
        "حركه",
        "جماعه",
        "حزب",
        "ميليشيا",
        "ميليشيات",
        "مليشيا",
        "مليشيات",
        "جبهه",
        "الحركه",
        "تيار",
        "منظمه",
    ]
)
_FORCE = frozenset(["قوات", "جيش", "طيران"])
_CREW = frozenset(["طايرات", "مقاتلات", "مدفعيه", "دبابات", "صواريخ", "مروحيات", "زوارق"])
_TYPES = {
    "مدينه": "city", "بلده": "town", "قريه": "village", "حي": "quarter", "محافظه": "admin1",
    "ولايه": "admin1", "قاعده": "base", "مطار": "site", "ميناء": "site", "معبر": "site",
    "مقر": "site", "مخيم": "site", "سجن": "site", "معسكر": "base",
}  # fmt: skip
_NUMBERS = {
    "واحد": 1, "اثنان": 2, "اثنين": 2, "ثلاثه": 3, "ثلاث": 3, "اربعه": 4, "اربع": 4, "خمسه": 5,
    "خمس": 5, "سته": 6, "ست": 6, "سبعه": 7, "سبع": 7, "ثمانيه": 8, "ثماني": 8, "تسعه": 9,
    "تسع": 9, "عشره": 10, "عشر": 10, "عشرون": 20, "عشرين": 20, "ثلاثون": 30, "ثلاثين": 30,
    "اربعون": 40, "اربعين": 40, "خمسون": 50, "خمسين": 50, "مايه": 100, "مئه": 100, "ميه": 100,
    "الف": 1000, "مليون": 1_000_000,
}  # fmt: skip
_VAGUE = {
    "عشرات": (20, 99), "العشرات": (20, 99), "ميات": (200, 999), "الميات": (200, 999),
    "مئات": (200, 999), "الاف": (2000, 9999), "الالاف": (2000, 9999), "ملايين": (2e6, 9e6),
}  # fmt: skip


def chunk_arabic(items: list[Item], names: Names) -> list[Item]:
    """Merge the items that make one noun phrase.

    Parameters
    ----------
    items : list of Item
        The items of one sentence.
    names : Names
        The compiled names, for adjectives of states and parties.
    """
    for rules in (_INNER, _OUTER):
        items = _apply(items, names, rules)
    for index, item in enumerate(items):
        if item.ref is not None and item.ref.kind == "civilians" and item.ref.number is None:
            item.ref = renamed(item.ref, number=number_before(items, index))
    return items


def _apply(items: list[Item], names: Names, rules: tuple[_Rule, ...]) -> list[Item]:
    found: list[Item] = []
    index = 0
    while index < len(items):
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


def _word_after(items: list[Item], index: int) -> Item | None:
    """Return the item at a place if it can continue a name: no mark, nothing fused in front."""
    if index >= len(items):
        return None
    item = items[index]
    if item.is_mark or item.conjunction or item.preposition:
        return None
    return item


def _unknown(item: Item | None) -> bool:
    return (
        item is not None
        and item.ref is None
        and item.word is not None
        and not item.has(*_CLOSED)
        and not item.triggers
        and not item.cues
        and not item.is_number
        and len(item.text) > 1
    )


def _nisba(item: Item | None, names: Names) -> Entry | None:
    if item is None or item.ref is not None:
        return None
    return names.nisba.get(item.stem) or names.nisba.get(item.text)


def _surface(items: list[Item]) -> tuple[str, int, int]:
    start = span_of(items[0])
    text = " ".join(item.text for item in items)
    return text[start - items[0].start :] if items[0].word else text, start, items[-1].end


# ---- places ---------------------------------------------------------------------------------


def _place(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«مدينة X», «ريف X», «شمال شرق X», «الريف الشرقي لـX»: a head or part before a place."""
    head = items[index]
    if not head.has("place_head", "part_head", "direction") or head.ref or head.back:
        return None
    place = index + 1
    while place < len(items) and place - index < 4:
        item = items[place]
        if item.ref and item.ref.cls in ("place", "party") and not item.conjunction:
            break
        chained = item.has("place_head", "part_head", "direction") and not item.conjunction
        adjective = head.article and item.article and not item.preposition and not item.conjunction
        if not (chained or adjective) or item.is_mark:
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
    if head.stem in _LISTED or (head.stem in _LISTED and place == index + 1):
        return None
    text, start, end = _surface(items[index : place + 1])
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


_PARTS = {"شمال": "north", "جنوب": "south", "شرق": "east", "غرب": "west", "ريف": "countryside"}


def _part(item: Item) -> str:
    word = item.stem.removeprefix("ال").removesuffix("ي") or item.stem
    return _PARTS.get(word, word)


def _region(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«الشمال السوري», «الساحل الغربي اليمني»: a direction with the adjective of a state."""
    head = items[index]
    if not head.has("direction") or not head.article or head.ref:
        return None
    place = index + 1
    while place < len(items) and place - index < 3:
        item = _word_after(items, place)
        state = _nisba(item, names)
        if item is not None and item.article and state is not None and state.kind == "state":
            text, start, end = _surface(items[index : place + 1])
            key = f"{state.id}.{'-'.join(_part(i) for i in items[index:place])}"
            return place - index + 1, Ref(
                "place", key, text, "region", "name", start, end, head=head.stem,
                part_of=state.id, proposed=True,
            )  # fmt: skip
        if item is None or not item.article:
            return None
        place += 1
    return None


def _new_place(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«بلدة X»: a head of place before a word that nothing knows."""
    head = items[index]
    if head.stem not in _STRONG or head.article or head.ref or head.back:
        return None
    first = _word_after(items, index + 1)
    if not _unknown(first) or first is None or first.text.endswith(("يه", "ات")):
        return None
    length = 2
    after = _word_after(items, index + 2)
    if _unknown(after) and after is not None and after.article and len(after.text) > 3:
        length = 3
    text, start, end = _surface(items[index : index + length])
    name = " ".join(item.text for item in items[index + 1 : index + length])
    settled = head.stem in _SETTLED
    return length, Ref(
        "place", f"pl:?{name if settled else text}", text, _TYPES.get(head.stem, "area"), "name",
        start, end, head=head.stem, feminine=True, proposed=True,
    )  # fmt: skip


# ---- parties --------------------------------------------------------------------------------


def _state_body(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«القوات الروسية», «الجيش السوداني», «الحكومة اليمنية»: a head with a state's adjective."""
    head = items[index]
    if not head.article or not head.has("army_head", "gov_head", "org_head") or head.ref:
        return None
    place, state = index + 1, None
    while place < len(items) and place - index < 4:
        item = _word_after(items, place)
        if item is None or item.ref or not item.article:
            break
        state = state or _nisba(item, names)
        place += 1
        if state is not None:
            break
    if state is None:
        return None
    text, start, end = _surface(items[index:place])
    force = head.has("army_head")
    key = f"{state.id}.forces" if force else state.id
    kind = "armed_force" if force else state.kind
    return place - index, Ref(
        "party", key, text, kind, "name", start, end, None if force else state,
        head=lemma(head.stem), feminine=feminine(head.stem, ""), proposed=force,
        part_of=state.id if force else "",
    )  # fmt: skip


def _body_of(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«قوات X», «حركة X», «مقاتلو X», «طائرات X»: a head before a party or a place."""
    head = items[index]
    heads = ("army_head", "org_head", "people", "delegate")
    if head.article or head.ref or head.back or not head.has(*heads):
        return None
    item = _word_after(items, index + 1)
    if item is None or item.ref is None or item.ref.mention == "pronoun":
        return None
    inner = item.ref
    text, start, end = _surface(items[index : index + 2])
    if inner.cls == "party" and (head.stem in _SAME or head.stem == inner.head):
        return 2, _same(inner, text, start, end)
    if inner.cls == "party" and (head.stem in _CREW or head.has("people")):
        return 2, renamed(inner, feminine=not head.has("people"), plural=head.has("people"))
    if inner.cls == "party" and head.stem in _FORCE:
        return 2, _forces(inner, head, text, start, end)
    if inner.cls == "place" and head.has("civilian", "delegate") and inner.mention == "name":
        kind = "community" if head.has("civilian") else "negotiating_body"
        return 2, Ref("party", f"p:~{text}", text, kind, "nominal", start, end,
                      head=lemma(head.stem), plural=True, proposed=True)  # fmt: skip
    if inner.cls in ("party", "place") and head.has("org_head"):
        return 2, Ref("party", f"p:?{text}", text, _body_kind(head.stem), "name", start, end,
                      head=lemma(head.stem), feminine=feminine(text, ""), proposed=True,
                      part_of=inner.key if inner.cls == "party" else "")  # fmt: skip
    return None


def _same(inner: Ref, text: str, start: int, end: int) -> Ref:
    return Ref(
        inner.cls, inner.key, text, inner.kind, inner.mention, start, end, inner.entry,
        head=lemma(text.split(maxsplit=1)[0]), feminine=feminine(text, ""),
        proposed=inner.proposed, part_of=inner.part_of,
    )  # fmt: skip


def _forces(inner: Ref, head: Item, text: str, start: int, end: int) -> Ref:
    if inner.kind in ("armed_group", "armed_force"):
        return _same(inner, text, start, end)
    return Ref(
        "party", f"{inner.key}.forces", text, "armed_force", "name", start, end,
        head=lemma(head.stem), feminine=feminine(head.stem, ""), proposed=True,
        part_of=inner.key,
    )  # fmt: skip


_BODY_KINDS = {
    "لجنه": "negotiating_body", "هييه": "organisation", "مجلس": "organisation",
    "حكومه": "government", "وزاره": "government", "منظمه": "organisation", "بعثه": "organisation",
    "مفوضيه": "organisation", "مركز": "organisation", "اتحاد": "organisation",
    "نقابه": "organisation", "جمعيه": "organisation", "موسسه": "organisation",
    "حزب": "movement", "تيار": "movement", "حركه": "movement", "تحالف": "coalition",
    "ايتلاف": "coalition", "قبيله": "community", "عشيره": "community", "قبايل": "community",
    "عشاير": "community", "جيش": "armed_force", "قوات": "armed_force", "محكمه": "organisation",
    "شبكه": "organisation", "رابطه": "organisation",
}  # fmt: skip


def _body_kind(head: str) -> str:
    return _BODY_KINDS.get(head.removeprefix("ال"), "armed_group")


def _new_body(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«كتائب الفجر», «لواء "النصر"», «الفيلق الخامس»: a head before words that name it."""
    head = items[index]
    if not head.has("org_head") or head.ref or head.back:
        return None
    length = _quoted(items, index + 1) or _articled(items, index)
    if not length:
        return None
    body = items[index : index + 1 + length]
    text, start, end = _surface(body)
    plain = head.has("army_head", "gov_head") or head.stem in _PLAIN_HEADS
    nominal = plain and head.article and all(item.has("adjective") for item in body[1:])
    text = text.replace('" ', "").replace(' "', "").replace('"', "")
    return length + 1, Ref(
        "party", f"p:?{text}", text, _body_kind(head.stem), "nominal" if nominal else "name",
        start, end, head=lemma(head.stem), feminine=feminine(text, ""), proposed=True,
    )  # fmt: skip


_PLAIN_HEADS = frozenset(["جماعه", "جماعات", "فصايل", "ميليشيات", "تنظيمات", "مجموعات", "حركه"])


def _quoted(items: list[Item], index: int) -> int:
    """Return how many items a short quotation takes, marks included; 0 for none."""
    if index >= len(items) or items[index].text != '"':
        return 0
    for length in range(2, 7):
        if index + length < len(items) and items[index + length].text == '"':
            return length + 1
    return 0


_ORDINAL = re.compile(r"^ال(?:اول|اولي|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)ه?$")


def _articled(items: list[Item], index: int) -> int:
    """Return how many words with ال after a head belong to its name."""
    head = items[index]
    length = 0
    while length < 3:
        item = _word_after(items, index + 1 + length)
        if item is None or item.ref or not item.article or item.has("relative"):
            break
        if not length and head.has("army_head", "people") and item.has("org_head"):
            return 0
        if item.has("time") and length:
            break
        if item.triggers and not (length == 0 and not head.article):
            break
        if item.has("function", "demonstrative", "preposition"):
            break
        length += 1
    if length and head.article and not _naming(items[index + 1]):
        return 0
    return length


def _naming(first: Item) -> bool:
    """Tell whether an adjective behind «اللجنة», «القوات» makes a name of it."""
    return (
        _ORDINAL.match(first.text) is not None
        or first.has("adjective")
        or (first.word is not None and not first.word.known)
    )


def _people(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«مسلحون مجهولون», «المدنيين», «عشرات النازحين»: nouns for groups of people."""
    head = items[index]
    if not head.has("people") or head.ref:
        return None
    length = 1
    while length < 3:
        item = _word_after(items, index + length)
        if item is None or item.ref or item.article != head.article:
            break
        if not (item.has("adjective") or _nisba(item, names)):
            break
        length += 1
    text, start, end = _surface(items[index : index + length])
    state = next((s for i in items[index + 1 : index + length] if (s := _nisba(i, names))), None)
    if state is not None and head.stem in _SERVING:
        return length, Ref(
            "party", f"{state.id}.forces", text, "armed_force", "nominal", start, end,
            head=lemma(head.stem), plural=True, proposed=True, part_of=state.id,
        )  # fmt: skip
    kind = "civilians" if head.has("civilian") else "armed_group"
    if kind == "armed_group" and not head.has("fighter") and lemma(head.stem) in _NEUTRAL:
        kind = "group"
    key = "p:~" + " ".join(lemma(item.stem) for item in items[index : index + length])
    return length, Ref(
        "party", key, text, kind, "nominal", start, end, head=lemma(head.stem),
        plural=True, feminine=feminine(text, ""), proposed=True,
        number=number_before(items, index),
    )  # fmt: skip


_SERVING = frozenset(["ضباط", "جنود", "ضابط", "جندي", "عسكريين", "عسكريون", "جنديا", "جنديين"])
_NEUTRAL = frozenset(
    [
        "متظاهر",
        "محتج",
        "ناشط",
        "صحفي",
        "صحافي",
        "طرف",
        "طرفا",
        "جانب",
        "اطراف",
        "عشاير",
        "قبايل",
        "رجال",
        "شبان",
        "شباب",
        "عمال",
        "مستوطن",
        "اسري",
        "معتقل",
        "سجناء",
        "رهاين",
        "محتجز",
        "متظاهرا",
        "فلسطيني",
        "سوري",
        "عراقي",
        "يمني",
        "سودان",
        "لبنان",
        "مسعف",
        "حراس",
        "طرفي",
        "متظاهر",
        "الاسري",
        "الرهاين",
        "السجناء",
    ]
)


def number_before(items: list[Item], index: int) -> tuple[float, float] | None:
    """Return the range of the number written before a noun, None when there is none."""
    low = high = 0.0
    for item in reversed(items[max(0, index - 4) : index]):
        word = item.stem
        if item.is_number:
            try:
                value = float(item.text.replace(",", ""))
            except ValueError:
                break
            low, high = (value, value) if not low else (low * value, high * value)
        elif word in _NUMBERS:
            value = _NUMBERS[word]
            both = value >= 100 or not low
            low, high = (
                (max(low, 1) * value, max(high, 1) * value) if both else (low + value, high + value)
            )
        elif item.text in _VAGUE or word in _VAGUE:
            low, high = _VAGUE.get(item.text) or _VAGUE[word]
        elif item.text not in ("نحو", "حوالي", "من", "و", "علي", "الاقل", "اكثر"):
            break
    return (low, high) if low else None


def _bare(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«القوات», «الفرقة», «الحكومة» alone: a noun that a name before it explains."""
    head = items[index]
    if head.ref or not head.has("army_head", "org_head", "gov_head") or head.cues:
        return None
    if not head.article and not (head.has("org_head", "army_head") and _indefinite(items, index)):
        return None
    text, start, end = _surface([head])
    return 1, Ref(
        "party", f"p:~{lemma(head.stem)}", text, _body_kind(lemma(head.stem)), "nominal", start,
        end, head=lemma(head.stem), feminine=feminine(head.stem, ""), proposed=True,
    )  # fmt: skip


def _indefinite(items: list[Item], index: int) -> bool:
    """Tell whether a bare head brings in a new group: a verb, adjective or mark follows."""
    head = items[index]
    if head.back:
        return True
    after = items[index + 1] if index + 1 < len(items) else None
    return after is None or after.is_mark or after.verb() or after.has("auxiliary", "adjective")


# ---- outlets --------------------------------------------------------------------------------


def _outlet(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«صحيفة "X"», «قناة الـX», «وكالة X»: a head of media before a name."""
    head = items[index]
    if head.ref or not head.has("outlet") or head.back:
        return None
    length = _quoted(items, index + 1)
    if not length:
        item = _word_after(items, index + 1)
        if item is None or not (item.article or (item.ref and item.ref.cls in ("source", "place"))):
            return None
        if head.article and item.ref is None:
            return None
        length = 1
    body = items[index : index + 1 + length]
    inner = next((i.ref for i in body[1:] if i.ref is not None), None)
    text, start, end = _surface(body)
    if inner is not None and inner.cls == "source":
        return length + 1, _same(inner, inner.name, inner.start, inner.end)
    name = " ".join(i.text for i in body[1:] if i.text != '"')
    return length + 1, Ref(
        "source", f"s:?{name}", name, "newspaper" if head.stem == "صحيفه" else "unknown", "name",
        body[1].start if body[1].text != '"' else body[2].start,
        body[-1].end if body[-1].text != '"' else body[-2].end,
        head=lemma(head.stem), proposed=True,
    )  # fmt: skip


# ---- persons --------------------------------------------------------------------------------

_GLUE = frozenset(["عبد", "ابو", "ابن", "بن", "ال", "ام", "اب", "ابي"])


def _person(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """A given name and what follows it."""
    first = items[index]
    if first.ref or first.article or first.back or first.raw.endswith("ى"):
        return None
    if not (first.has("given") or first.stem in ("ابو", "عبد")):
        return None
    length = 1
    while length < 4:
        item = _word_after(items, index + length)
        if item is None or item.ref or item.is_number:
            break
        named = item.has("given") and item.raw[-1:] != "ى"
        if not named and (item.has(*_CLOSED) or item.verb()):
            break
        if item.triggers and not item.article and not named:
            break
        length += 1
        if item.article:
            break
    titled = index > 0 and items[index - 1].has("title", "role")
    if length < 2 and not titled:
        return None
    return _named(items, index, length)


def _titled(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """Two unknown words behind a title, as foreign names are: «المبعوث الأممي هانس غروندبرغ»."""
    if not _unknown(items[index]) or items[index].article or items[index].conjunction:
        return None
    second = _word_after(items, index + 1)
    if not _unknown(second) or second is None or second.article or items[index].preposition:
        return None
    place = index - 1
    while place >= 0 and index - place < 5:
        item = items[place]
        if item.has("title", "role"):
            return _named(items, index, 2)
        if not (item.article or item.ref or item.text in ("الي", "باسم", "في", "العام")):
            return None
        place -= 1
    return None


def _named(items: list[Item], index: int, length: int) -> tuple[int, Ref]:
    text, start, end = _surface(items[index : index + length])
    return length, Ref(
        "person", f"x:?{text}", text, "person", "name", start, end,
        head=lemma(text.split(maxsplit=1)[0]), proposed=True,
    )  # fmt: skip


def _nationals(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«عراقيان», «ثلاثة لبنانيين», «أميركياً»: people of a state, without the article."""
    item = items[index]
    if item.ref or item.article or item.triggers or item.has(*_CLOSED) or not _unknown(item):
        return None
    word = item.stem
    for ending in ("ان", "ين", "ون", "ا"):
        state = names.nisba.get(word.removesuffix(ending)) if word.endswith(ending) else None
        if state is not None:
            text, start, end = _surface([item])
            return 1, Ref(
                "party", f"p:~{lemma(word)}", text, "civilians", "nominal", start, end,
                head=lemma(word), plural=True, proposed=True, part_of=state.id,
                number=number_before(items, index) or ((2, 2) if ending == "ان" else None),
            )  # fmt: skip
    return None


def _describes(items: list[Item], index: int) -> bool:
    """«ميليشيات لبنانية وعراقية»: an adjective that only says whence a group comes."""
    if items[index].article:
        return False
    for place in range(index - 1, max(-1, index - 6), -1):
        item = items[place]
        if item.ref is not None:
            return item.ref.cls == "party" and not item.article and item.ref.kind != "state"
        if item.text != "و" and (item.article or item.is_mark or not item.word or item.triggers):
            return False
        if item.text != "و" and not item.has("adjective") and item.word.kinds:
            return False
    return False


def _official(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«والي شمال دارفور», «وزير الدفاع اليمني»: an office without the name of who holds it."""
    head = items[index]
    if head.ref or head.article or head.back or not head.has("title", "role"):
        return None
    length = 1
    while length < 4 and (item := _word_after(items, index + length)) is not None:
        if item.ref is None and not (item.article or item.has("gov_head", "org_head")):
            break
        length += 1
        if item.ref is not None and item.ref.mention != "adjective":
            break
    body = items[index + 1 : index + length]
    ahead = items[index + length : index + length + 3]
    if any(i.ref is not None and i.ref.cls == "person" for i in [*body, *ahead]) or length < 2:
        return None
    if body[0].preposition or not any(i.ref is not None or i.has("gov_head") for i in body):
        return None
    text, start, end = _surface(items[index : index + length])
    return length, Ref(
        "person", f"x:~{text}", text, "person", "nominal", start, end, head=lemma(head.stem),
        proposed=True,
    )  # fmt: skip


def _adjective(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«الروسي» that no noun phrase took in: it stands for the state."""
    item = items[index]
    state = _nisba(item, names)
    if state is None or item.triggers or item.has(*_CLOSED) or _describes(items, index):
        return None
    text, start, end = _surface([item])
    plural_noun = item.text.endswith(("ون", "ين"))
    return 1, Ref(
        "party", state.id, text, state.kind, "nominal" if plural_noun else "adjective", start, end,
        state, head=lemma(item.stem), plural=plural_noun, feminine=feminine(text, ""),
    )  # fmt: skip


_INNER: tuple[_Rule, ...] = (_person, _titled, _state_body, _place, _region, _new_place)
_OUTER: tuple[_Rule, ...] = (
    _place, _outlet, _body_of, _new_body, _people, _official, _bare, _nationals, _adjective,
)  # fmt: skip
