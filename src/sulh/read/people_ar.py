"""Arabic nouns for people, persons by name and office, outlets, adjectives of states."""

from __future__ import annotations

from sulh.read.analyse import Word
from sulh.read.items import Item, Ref, feminine, lemma
from sulh.read.lists import words_of
from sulh.read.names import Names
from sulh.read.phrases_ar import (
    CLOSED,
    allegiance,
    nisba,
    opened_by,
    quoted,
    same,
    surface,
    unknown,
    word_after,
)

__all__ = [
    "adjective",
    "clan",
    "crowd",
    "nationals",
    "number_before",
    "official",
    "outlet",
    "people",
    "person",
    "titled",
]

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
    "الملايين": (2e6, 9e6),
}  # fmt: skip


@opened_by("people")
def people(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«مسلحون مجهولون», «المدنيين», «عشرات النازحين»: nouns for groups of people."""
    head = items[index]
    if head.ref or _of_a_body(items, index):
        return None
    length = 1
    while length < 3:
        item = word_after(items, index + length)
        if item is None or item.ref:
            break
        if item.article and item.has("place_head") and head.has("civilian") and length == 1:
            length += 1
            break
        if item.article != head.article or not (item.has("adjective") or nisba(item, names)):
            break
        length += 1
    text, start, end = surface(items[index : index + length])
    state = next((s for i in items[index + 1 : index + length] if (s := nisba(i, names))), None)
    if state is not None and head.stem in _SERVING:
        return length, Ref(
            "party", f"{state.id}.forces", text, "armed_force", "nominal", start, end,
            head=lemma(head.stem), plural=True, proposed=True, part_of=state.id,
        )  # fmt: skip
    kind = "civilians" if head.has("civilian") else "armed_group"
    if kind == "armed_group" and not head.has("fighter") and lemma(head.stem) in _NEUTRAL:
        kind = "group"
    words = " ".join(lemma(item.stem) for item in items[index : index + length])
    key = f"p:~{words}{allegiance(items, index + length)}"
    return length, Ref(
        "party", key, text, kind, "nominal", start, end, head=lemma(head.stem),
        plural=True, feminine=feminine(text, ""), proposed=True,
        number=number_before(items, index),
    )  # fmt: skip


def _of_a_body(items: list[Item], index: int) -> bool:
    """«مقاتلي التنظيم», «عناصر الجيش»: the noun behind says whose people they are."""
    after = word_after(items, index + 1)
    body = after is not None and after.article and after.has("org_head", "army_head", "gov_head")
    return body and not items[index].article and not items[index].has("civilian")


_SERVING = words_of("serving")
_NEUTRAL = words_of("neutral_people")


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
            value = float(_NUMBERS[word])
            both = value >= 100 or not low
            low, high = (
                (max(low, 1) * value, max(high, 1) * value) if both else (low + value, high + value)
            )
        elif item.text in _VAGUE or word in _VAGUE:
            low, high = map(float, _VAGUE.get(item.text) or _VAGUE[word])
        elif item.text not in ("نحو", "حوالي", "من", "و", "علي", "الاقل", "اكثر"):
            break
    return (low, high) if low else None


_MANY = frozenset(("العشرات", "الميات", "الالاف", "الملايين"))


@opened_by(stems=_MANY | frozenset(("عشرات", "ميات", "الاف", "ملايين")))
def crowd(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«قُتل العشرات», «أجبر الآلاف على الفرار»: people who are only counted."""
    item = items[index]
    after, then = ([*items[index + 1 : index + 3], None, None])[:2]
    alone = after is None or after.is_mark or bool(after.conjunction) or after.verbal
    governed = after is not None and after.has("preposition")
    if governed and after is not None and after.text == "من":  # «المئات من السكان» counts them
        governed = then is not None and then.ref is not None and then.ref.cls == "place"
    counted = index > 0 and (items[index - 1].has("number") or items[index - 1].text in _VAGUE)
    if item.ref or item.text not in _MANY or counted or not (alone or governed):
        return None
    text, start, end = surface([item])
    return 1, Ref(
        "party", f"p:~{item.text}", text, "civilians", "nominal", start, end,
        head=item.text, plural=True, proposed=True, number=_VAGUE.get(item.text),
    )  # fmt: skip


@opened_by("outlet")
def outlet(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«صحيفة "X"», «قناة الـX», «وكالة X»: a head of media before a name."""
    head = items[index]
    if head.ref or head.back:
        return None
    length = quoted(items, index + 1)
    if not length:
        item = word_after(items, index + 1)
        if item is None or not (item.article or (item.ref and item.ref.cls in ("source", "place"))):
            return None
        if item.has("army_head", "gov_head") or (head.article and item.ref is None):
            return None
        length = 1
    body = items[index : index + 1 + length]
    inner = next((i.ref for i in body[1:] if i.ref is not None), None)
    if inner is not None and inner.cls == "source":
        return length + 1, same(inner, inner.name, inner.start, inner.end)
    name = " ".join(i.text for i in body[1:] if i.text != '"')
    return length + 1, Ref(
        "source", f"s:?{name}", name, "newspaper" if head.stem == "صحيفه" else "unknown", "name",
        body[1].start if body[1].text != '"' else body[2].start,
        body[-1].end if body[-1].text != '"' else body[-2].end,
        head=lemma(head.stem), proposed=True,
    )  # fmt: skip


_ON = frozenset(("على", "وعلى", "فعلى"))


@opened_by("given", stems=frozenset(("ابو", "عبد")))
def person(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """A given name and what follows it."""
    first = items[index]
    if first.ref or first.article or first.back or first.raw in _ON:
        return None
    length = 1
    while length < 4:
        item = word_after(items, index + length)
        if item is None or item.ref or item.is_number:
            break
        named = item.has("given") and item.raw not in _ON
        if not named and (item.has(*CLOSED) or item.verb() or item.has(*_NO_FAMILY)):
            break  # «رفعت القوات الحصار»: a verb spelt like a given name
        if item.triggers and not item.article and not named:
            break
        office = item.article and item.has("role")  # «توماس بيريلو | المبعوث الأمريكي»
        if length > 1 and not named and (office or _no_name(items, index + length)):
            break
        length += 1
        if item.article and not (length == 2 and first.stem == "عبد"):
            break
    titled = index > 0 and items[index - 1].has("title", "role")
    if length < 2 and not titled:
        return None
    if first.text == "علي" and length > 1 and not _of_ali(items, index):
        return None
    return _named(items, index, length)


@opened_by(stems=frozenset(("ال", "وال")))
def clan(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«آل شبوان», «آل أبو طهيف», «آل ضيف الله»: a family or tribe, if «آل» is written so."""
    head, first = items[index], word_after(items, index + 1)
    written = head.raw.removeprefix("و") == "آل"
    if not written or head.ref is not None or first is None or first.ref is not None:
        return None
    if first.article or first.has(*CLOSED) or first.is_number or len(first.text) < _SHORT:
        return None
    second = word_after(items, index + 2)
    two = second is not None and second.ref is None and first.text in _COMPOUND
    length = 3 if two else 2
    if head.text.startswith("و"):
        head.word = read = Word(head.text, "ال", "و")
        head.conjunction, head.stem, head.signs = "و", "ال", read.signs
    text, start, end = surface(items[index : index + length])
    return length, Ref("party", f"p:?{text}", text, "community", "name", start, end, head="قبيله",
                       feminine=True, plural=True, proposed=True)  # fmt: skip


_SHORT = 2
_COMPOUND = words_of("compound_name") | frozenset(("ضيف", "سعد", "نصر", "جار"))


def _of_ali(items: list[Item], index: int) -> bool:
    """«علي زيدان», not «هجوم علي السفن»: parts of the press write «على» like the name."""
    before, item = items[index - 1] if index else None, items[index + 1]
    if before is not None and before.triggers and not before.verb():
        return False
    return item.has("given") or (unknown(item) and not item.stem.endswith("ه"))


_NO_FAMILY = ("army_head", "org_head", "gov_head")
_RANKED = words_of("ranked")


@opened_by(titled=True)
def titled(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """Two unknown words behind a title, as foreign names are: «المبعوث الأممي هانس غروندبرغ»."""
    first, second = items[index], word_after(items, index + 1)
    body = "باسم" in (first.text, items[index - 1].text)  # «المتحدث باسم إدارية X»
    if first.conjunction or first.preposition or second is None or body:
        return None
    if not (_foreign(first, names) and _foreign(second, names)):
        return None
    place = index - 1
    while place >= 0 and index - place < 5:
        item = items[place]
        if item.ref is not None and item.ref.cls == "person":
            return None
        if item.has("title", "role"):
            return _named(items, index, 2)
        if not (item.article or item.ref or item.text in ("الي", "باسم", "في", "العام")):
            return None
        place -= 1
    return None


def _foreign(item: Item, names: Names) -> bool:
    """Tell whether a word can be part of a foreign name: unknown, no adjective, no common noun."""
    if not unknown(item) or item.article or item.stem in _RANKED:
        return False
    if item.back or (item.text.endswith(("ها", "هم")) and len(item.text) > 5):
        return False
    common = item.has("place_head", "site", "org_head", "people", "army_head", "gov_head")
    return not common and nisba(item, names) is None


_NO_NAMES = words_of("no_name")
_GLUED = ("بن", "ابن", "ابو", "ال", "ولد", "بنت", "اغ")


def _no_name(items: list[Item], index: int) -> bool:
    """Tell whether a third word can hardly belong to a person's name."""
    item, after = items[index], word_after(items, index + 1)
    if item.article:
        return bool(item.triggers or item.cues)  # «عبد السلام | المقترح»
    if item.text in _GLUED:
        return False
    loose = after is not None and unknown(after) and not after.article
    return item.stem in _NO_NAMES or loose or item.has("people", "org_head", "place_head")


def _named(items: list[Item], index: int, length: int) -> tuple[int, Ref]:
    text, start, end = surface(items[index : index + length])
    return length, Ref(
        "person", f"x:?{text}", text, "person", "name", start, end,
        head=lemma(text.split(maxsplit=1)[0]), proposed=True,
    )  # fmt: skip


@opened_by(adjective=True)
def nationals(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«عراقيان», «ثلاثة لبنانيين», «أميركياً»: people of a state, without the article."""
    item = items[index]
    if item.ref or item.article or item.triggers or item.has(*CLOSED) or not unknown(item):
        return None
    word = item.stem
    for ending in ("ان", "ين", "ون", "ا"):
        state = names.nisba.get(word.removesuffix(ending)) if word.endswith(ending) else None
        if state is not None:
            text, start, end = surface([item])
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
        if item.text == "و":
            continue
        if item.article or item.is_mark or item.word is None or item.triggers:
            return False
        if item.word.kinds and not item.has("adjective"):
            return False
    return False


@opened_by("title", "role")
def official(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«والي شمال دارفور», «وزير الدفاع اليمني»: an office without the name of who holds it."""
    head = items[index]
    if head.ref or head.article or head.back:
        return None
    length = 1
    while length < 4 and (item := word_after(items, index + length)) is not None:
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
    text, start, end = surface(items[index : index + length])
    return length, Ref(
        "person", f"x:~{text}", text, "person", "nominal", start, end, head=lemma(head.stem),
        proposed=True,
    )  # fmt: skip


@opened_by(adjective=True)
def adjective(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«الروسي» that no noun phrase took in: it stands for the state."""
    item = items[index]
    state = nisba(item, names)
    if state is None or item.triggers or item.has(*CLOSED) or _describes(items, index):
        return None
    text, start, end = surface([item])
    plural_noun = item.text.endswith(("ون", "ين"))
    return 1, Ref(
        "party", state.id, text, state.kind, "nominal" if plural_noun else "adjective", start, end,
        state, head=lemma(item.stem), plural=plural_noun, feminine=feminine(text, ""),
    )  # fmt: skip
