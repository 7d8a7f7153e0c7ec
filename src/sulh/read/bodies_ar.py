"""Arabic names of organisations and forces."""

from __future__ import annotations

import re
from itertools import pairwise

from sulh.read.body_names import MONTHS, more_words, name_tail
from sulh.read.clauses import finite
from sulh.read.foreign import foreign
from sulh.read.items import Item, Ref, feminine, lemma, renamed
from sulh.read.lists import Entry, words_of
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
    "bare",
    "body_of",
    "joined_state",
    "military_region",
    "new_body",
    "ruled_from",
    "state_body",
]

_SAME = words_of("same_head")
_ARMIES = frozenset(("جيش", "قوات", "جيشان", "جيشين"))
_PAIR = 2
_FORCE = frozenset(["قوات", "جيش", "طيران"])
_CREW = words_of("crew")
_PEOPLE_OF = words_of("people_of")
_EQUIPMENT = words_of("equipment")
_LONG_HEADS = words_of("long_head")


@opened_by("army_head", "gov_head", "org_head")
def state_body(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«القوات الروسية», «الجيش السوداني», «الحكومة اليمنية»: a head with a state's adjective."""
    head = items[index]
    if not head.article:
        return _foreign(items, index, names)
    if head.ref:
        return None
    place, state = index + 1, None
    while place < len(items) and place - index < 4:
        item = word_after(items, place)
        if item is None or (item.ref and not _also_nisba(item, names)) or not item.article:
            break
        state = state or nisba(item, names) or (item.ref.entry if item.ref else None)
        if state is None and (item.triggers or item.has("org_head", "army_head", "people")):
            break
        place += 1
        if state is not None:
            break
    if state is None:
        return None
    text, start, end = surface(items[index:place])
    force = head.has("army_head") and head.stem not in _EQUIPMENT
    army = names.armies.get(state.id) if head.stem in _ARMIES and place - index == _PAIR else None
    ref = Ref("party", "", text, "", "name", start, end, head=lemma(head.stem),
              feminine=feminine(head.stem, ""))  # fmt: skip
    return place - index, _of_state(ref, state, army, force=force)


def _also_nisba(item: Item, names: Names) -> bool:
    """«الحكومة | السعودية»: the name of a state that is its adjective too."""
    ref = item.ref
    return ref is not None and ref.kind == "state" and item.text.removeprefix("ال") in names.nisba


def _of_state(ref: Ref, state: Entry, army: Entry | None, *, force: bool) -> Ref:
    """Say whose a body is: the army that a pack knows, forces of a state, or the state itself."""
    if army is not None:
        return renamed(ref, key=army.id, entry=army, kind=army.kind, part_of=army.part_of)
    if force:
        return renamed(
            ref, key=f"{state.id}.forces", kind="armed_force", proposed=True, part_of=state.id
        )
    return renamed(ref, key=state.id, entry=state, kind=state.kind)


def joined_state(items: list[Item], names: Names) -> None:
    """«القوات السورية والروسية», «الجيشان الهندي والباكستاني»: the same body of a second state."""
    for before, item in pairwise(items):
        if item.conjunction != "و" or before.ref is None:
            continue
        first, state = before.ref, nisba(item, names) or (item.ref.entry if item.ref else None)
        joined = not item.preposition and item.article == before.article
        plain = item.ref is None or item.ref.mention == "adjective"
        if state is None or not (joined and plain) or state.kind != "state":
            continue
        forces = first.key.endswith(".forces") or first.kind == "armed_force"
        army = names.armies.get(state.id) if forces and first.head in _ARMIES else None
        known = before.article and first.mention == "name" and _of_a_state(before, names)
        if not known or first.cls != "party" or item.text.endswith(("ون", "ين")):
            continue
        text, start, end = surface([item])
        ref = renamed(first, name=text, start=start, end=end, entry=None, proposed=False)
        item.ref = _of_state(ref, state, army, force=forces)


def _of_a_state(item: Item, names: Names) -> bool:
    """Tell whether the last word of a name is the adjective of a state."""
    last = item.text.split()[-1].removeprefix("ال")
    found = names.nisba.get(last)
    return " " in item.text and found is not None and found.kind == "state"


def _foreign(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«طائرات مسيرة تركية», «قوات روسية»: indefinite, yet the state's."""
    head = items[index]
    if head.ref is not None or not head.has("army_head") or head.back:
        return None
    for place in range(index + 1, min(len(items), index + 4)):
        item = word_after(items, place)
        if item is None or item.article or item.ref is not None or item.has(*CLOSED):
            return None
        state = nisba(item, names)
        if state is not None and state.kind == "state":
            text, start, end = surface(items[index : place + 1])
            return place + 1 - index, Ref(
                "party", state.id, text, state.kind, "nominal", start, end, state,
                head=lemma(head.stem), feminine=True, part_of=state.part_of,
            )  # fmt: skip
        if finite(item) and not item.has("adjective"):
            return None
    return None


_GOVERNING = frozenset(["اداره", "سلطات", "سلطه", "حكومه"])
_GOVERNED = frozenset(["state", "government", "movement", "armed_group"])


@opened_by("army_head", "org_head", "people", "delegate", "gov_head", stems=_PEOPLE_OF)
def body_of(  # noqa: PLR0911 - a decision list, read from the top
    items: list[Item], index: int, _names: Names
) -> tuple[int, Ref] | None:
    """«قوات X», «حركة X», «مقاتلو X», «طائرات X»: a head before a party or a place."""
    head = items[index]
    staff = head.stem in _PEOPLE_OF
    if head.article or head.ref or head.back:
        return None
    item = word_after(items, index + 1)
    if item is None or item.ref is None or item.ref.mention == "pronoun":
        return None
    inner = item.ref
    text, start, end = surface(items[index : index + 2])
    crew = head.stem in _CREW or head.has("people") or _only_says_what(head, inner)
    if inner.cls == "party" and not crew and (head.stem in _SAME or head.stem == inner.head):
        return 2, same(inner, text, start, end)
    if inner.cls == "party" and crew:
        return 2, renamed(inner, feminine=not head.has("people"), plural=head.has("people"))
    if staff and inner.cls == "party" and inner.mention == "name":
        return 2, renamed(inner, plural=True)
    if head.stem in _GOVERNING and inner.mention == "name" and inner.kind in _GOVERNED:
        return 2, renamed(same(inner, text, start, end), feminine=True)  # «إدارة أرض الصومال»
    if inner.cls == "party" and head.stem in _FORCE:
        return 2, _forces(inner, head, text, start, end)
    if inner.cls == "place" and head.has("civilian", "delegate") and inner.mention == "name":
        kind = "community" if head.has("civilian") else "negotiating_body"
        return 2, Ref("party", f"p:~{text}", text, kind, "nominal", start, end,
                      head=lemma(head.stem), plural=True, proposed=True)  # fmt: skip
    person = inner.cls == "person" and inner.mention == "name" and head.stem in _NAMED_HEADS
    if person or (inner.cls in ("party", "place") and head.has("org_head")):
        length = 2 + _sort_of_council(items, index + 2, inner)
        text, start, end = surface(items[index : index + length])
        return length, Ref("party", f"p:?{text}", text, _body_kind(head.stem), "name", start, end,
                      head=lemma(head.stem), feminine=feminine(text, ""), proposed=True,
                      part_of=inner.key if inner.cls == "party" else "")  # fmt: skip
    return None


@opened_by(stems=frozenset(("حكومه", "سلطات", "نظام")))
def ruled_from(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«حكومة جاكرتا»: the government of a state by its capital."""
    head, item = items[index], word_after(items, index + 1)
    inner = item.ref if item is not None else None
    if inner is None or inner.cls != "place" or inner.mention != "name":
        return None
    state = names.capitals.get(inner.name)
    if state is None or state.kind != "state" or head.article or head.ref or head.back:
        return None
    text, start, end = surface(items[index : index + 2])
    return 2, renamed(same(inner, text, start, end), cls="party", key=state.id, kind=state.kind,
                      entry=state, part_of=state.part_of)  # fmt: skip


def _sort_of_council(items: list[Item], index: int, inner: Ref) -> int:
    """«مجلس منبج | العسكري», «قوات مجلس تل تمر | العسكري»."""
    after = word_after(items, index)
    return int(inner.cls == "place" and after is not None and after.text in _COUNCILS)


def _only_says_what(head: Item, inner: Ref) -> bool:
    """«ميليشيا الحشد الشعبي», «قوات الجيش الوطني»: what stands before a name that is whole."""
    if inner.entry is None or inner.mention != "name":
        return False
    first = inner.name.split(maxsplit=1)[0].removeprefix("ال")
    if head.stem == "قوات":
        return first in ("جيش", "جهاز")
    militia = head.stem.startswith(("ميليشيا", "مليشيا"))
    return head.stem in _SLURS and (" " in inner.name or not militia)


_SLURS = words_of("slur_head")
_COUNCILS = frozenset(("العسكري", "المدني", "المحلي", "البلدي", "الثوري", "العسكريه", "المدنيه"))


def _forces(inner: Ref, head: Item, text: str, start: int, end: int) -> Ref:
    if inner.kind in ("armed_group", "armed_force"):
        return same(inner, text, start, end)
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


@opened_by("org_head", stems=_LONG_HEADS)
def new_body(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«كتائب الفجر», «لواء "النصر"», «الفيلق الخامس»: a head before words that name it."""
    head = items[index]
    if head.ref or head.back:
        return None
    length = quoted(items, index + 1) or _articled(items, index) or _chained(items, index)
    length = length or _called(items, index) or _numbered(items, index)
    if not length:
        return None
    length += name_tail(items, index + 1 + length, head)
    body = items[index : index + 1 + length]
    text, start, end = surface(body)
    plain = head.has("army_head", "gov_head") or head.stem in _PLAIN_HEADS
    forces = head.stem == "قوات" and head.article and body[1].text in _OWN_FORCES
    nominal = plain and head.article and all(item.has("adjective") for item in body[1:])
    nominal = nominal and not forces
    text = text.replace('" ', "").replace(' "', "").replace('"', "")
    army = names.home.get("جيش") if forces and body[1].text != "المشتركه" else None
    return length + 1, Ref(
        "party", army.id if army else f"p:?{text}", text, _body_kind(head.stem),
        "nominal" if nominal else "name", start, end, army, head=lemma(head.stem),
        feminine=feminine(text, ""), proposed=army is None,
    )  # fmt: skip


_PLAIN_HEADS = words_of("plain_head")
_RANKS = words_of("rank_ar")
_OWN_FORCES = words_of("own_forces")
_TAILS = words_of("name_tail")
_TAIL_STEMS = frozenset(word.removeprefix("ال") for word in _TAILS)
_NAMED_HEADS = words_of("named_head")
_MASCULINE = words_of("masculine_head")
_ORDINARY = words_of("ordinary_body")
_CAUSES = words_of("cause_noun")
_ORDINAL = re.compile(r"^ال(?:اول|اولي|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)ه?$")


def _articled(items: list[Item], index: int) -> int:
    """Return how many words with ال after a head belong to its name."""
    head = items[index]
    length = 0
    while length < 3:
        item = word_after(items, index + 1 + length)
        if item is None or item.ref or not item.article or _ends_body(item):
            break
        if not length and head.has("army_head", "people") and item.has("org_head"):
            return 0
        if (item.has("time") and length) or (not length and _no_body(head, item)):
            break
        if item.triggers and not (length == 0 and not head.article):
            break
        if item.has("function", "demonstrative", "preposition"):
            break
        length += 1
    if length and head.article and not _naming(items[index + 1]):
        return 0
    if length and items[index + 1].text in _OWN_FORCES:  # «القوات الحكومية | التلال»
        last = (n for n in range(1, length) if not items[index + 1 + n].text.endswith("ه"))
        return next(last, length)
    if length == 1 and head.stem in _UNITS and _ORDINAL.match(items[index + 1].text):
        return length + _arms(items, index + 2)
    return length + _tail(items, index + 1 + length) if length == 1 else length


def _ends_body(item: Item) -> bool:
    """«الجيش | البريغادير …», «المجلس | الذي …»: no name of a body goes on with it."""
    return item.has("relative") or item.text in _RANKS


def _chained(items: list[Item], index: int) -> int:
    """«رابطة أسر الضحايا», «جبهة تحرير شعب تيغراي»: nouns in a row behind a head.

    The row ends in a definite noun or a name; a movement named for its cause may end otherwise.
    """
    if items[index].article or items[index].stem not in _LONG_HEADS:
        return 0
    length = 0
    while length < 4 and (item := word_after(items, index + 1 + length)) is not None:
        if item.ref is not None:
            more = _sort_of_council(items, index + 2 + length, item.ref)
            return length + 1 + more if length and _names_body(item.ref) else 0
        if item.article:
            return length + 1 + _tail(items, index + 2 + length) if length else 0
        closed = item.has(*CLOSED) and not item.has("org_head")
        if closed or item.is_number or item.back or _only_verb(item) or _fused(item):
            break
        length += 1
        if foreign(item.text):
            break
    cause = length > 1 and items[index + 1].stem in _CAUSES
    return length if cause else 0


def _fused(item: Item) -> bool:
    """Tell whether an unknown word may carry a preposition that nobody could take off."""
    return item.word is not None and not item.word.known and item.text[0] in "بلكوف"


def _no_body(head: Item, first: Item) -> bool:
    """«مركز الناحية», «حشد المزيد», «قوة السلاح»: nouns that only look like the head of a body."""
    centre = head.stem == "مركز" and first.has("place_head", "part_head", "direction")
    return centre or first.text in _NO_BODIES


_NO_BODIES = words_of("no_body_name")
_CLANS = frozenset(("ال", "بني", "بنو", "اولاد", "ابناء"))


def _called(items: list[Item], index: int) -> int:
    """«جماعة ماوتي», «ميليشيا فانو الأمهرية»: the head of an armed body before a foreign word."""
    head, first = items[index], word_after(items, index + 1)
    if head.article or head.stem not in _NAMED_HEADS or first is None:
        return 0
    if first.text in _CLANS and unknown(word_after(items, index + 2)):
        return 2  # «قبيلة آل حميقان»
    if not unknown(first) or not _may_name(head, first):
        return 0
    after = word_after(items, index + 2)
    nisba_after = after is not None and after.article and _of_name(after.text)
    if after is not None and after.article and unknown(after) and not foreign(first.text):
        return 2 if not after.has("adjective", "place_head", "site") else 1  # «فرسان السلام»
    return 2 if nisba_after and unknown(after) else 1 + more_words(items, index + 2)


def _of_name(word: str) -> bool:
    """«حركة اتشيه | الحرة», «ميليشيا فانو | الأمهرية»: an adjective that ends a name."""
    return word.endswith(("يه", "ي")) or word in _FREE


_FREE = frozenset(("الحره", "الحر", "الموحده", "الموحد", "المتحده", "المسلحه", "المسلح"))


def _may_name(head: Item, word: Item) -> bool:
    """Tell whether an unknown word can name an armed body: no head, adjective or ordinary noun."""
    if word.article or word.text[0] in "بل" or word.text in _ORDINARY or len(word.text) < 3:
        return False
    return not word.has("org_head", "army_head") and not _may_describe(head, word)


def _may_describe(head: Item, word: Item) -> bool:
    """Tell whether an unknown word may be an adjective of the head: «جماعة متمردة»."""
    endings = ["ه", "ات", "ين", "ون", "ا"]
    if foreign(word.text):
        return False
    masculine = head.stem in _MASCULINE
    if masculine and head.stem != "قوات":
        endings.append("ي")
    return word.text.endswith(tuple(endings)) or (masculine and word.text.startswith("م"))


_UNITS = frozenset(("لواء", "كتيبه", "فرقه", "فوج", "سريه", "حركه", "كتايب", "سرايا", "الويه"))
_ARMS = words_of("arm_of_service")


def _numbered(items: list[Item], index: int) -> int:
    """«حركة 23 مارس», «اللواء 444 قتال»: a head, a number, and the month or the arm behind it."""
    head, number = items[index], word_after(items, index + 1)
    if number is None or not number.is_number or len(number.text) > 4:
        return 0
    after = word_after(items, index + 2)
    dated = after is not None and after.text in MONTHS
    if head.stem not in _UNITS or (head.stem == "حركه" and not dated):
        return 0
    if dated:
        return 2
    arm = after is not None and after.text in _ARMS
    special = word_after(items, index + 3)
    return 2 + (special is not None and special.text in _ARMS) if arm else 1


def _arms(items: list[Item], index: int) -> int:
    """«اللواء الخامس | مشاة جبلي», «اللواء الأول | حماية رئاسية»: the arm behind a number."""
    length = 0
    while length < 2 and (item := word_after(items, index + length)) is not None:
        if item.text not in _ARMS:
            break
        length += 1
    return length


def _names_body(ref: Ref) -> bool:
    """Tell whether a name can end the name of a body: a place, a state or a party."""
    return ref.mention == "name" and ref.cls in ("place", "party")


def _only_verb(item: Item) -> bool:
    return item.verb() and not any(f.tense == "noun" for _, f in item.triggers)


def _tail(items: list[Item], index: int) -> int:
    """Return how many words more a name takes: adjectives, «عن المفقودين»."""
    length = 0
    while (item := word_after(items, index + length)) is not None and length < 2:
        if not item.article or item.triggers or item.ref or item.has("relative", "time", "people"):
            break
        if length and not (item.has("adjective") or item.text.endswith(("ي", "ه"))):
            break
        length += 1
    after = items[index + length : index + length + 2]
    if after and after[0].preposition == "ل" and after[0].text.removeprefix("لل") in _TAIL_STEMS:
        return length + 1
    about = len(after) == 2 and after[0].text == "عن" and after[1].text in _TAILS
    return length + 2 if about else length


def _naming(first: Item) -> bool:
    """Tell whether an adjective behind «اللجنة», «القوات» makes a name of it."""
    return (
        _ORDINAL.match(first.text) is not None
        or first.has("adjective")
        or (first.word is not None and not first.word.known)
    )


@opened_by(stems=frozenset(("منطقه",)))
def military_region(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«المنطقة العسكرية الثالثة»: a command that is called like ground."""
    head, first, last = items[index], word_after(items, index + 1), word_after(items, index + 2)
    if not head.article or head.ref or first is None or last is None:
        return None
    named = _ORDINAL.match(last.text) or (last.article and last.has("direction"))
    if first.text != "العسكريه" or not named:
        return None
    text, start, end = surface(items[index : index + 3])
    return 3, Ref("party", f"p:?{text}", text, "armed_force", "name", start, end, head="منطقه",
                  feminine=True, proposed=True)  # fmt: skip


@opened_by("army_head", "org_head", "gov_head")
def bare(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«القوات», «الفرقة», «الحكومة» alone: a noun that a name before it explains."""
    head = items[index]
    if head.ref or head.cues:
        return None
    if not head.article and not (head.has("org_head", "army_head") and _indefinite(items, index)):
        return None
    text, start, end = surface([head])
    text = "ال" + text[2:] if head.article and text.startswith("لل") else text
    key = f"p:~{lemma(head.stem)}{allegiance(items, index + 1)}"
    return 1, Ref(
        "party", key, text, _body_kind(lemma(head.stem)), "nominal", start,
        end, head=lemma(head.stem), feminine=feminine(head.stem, ""), proposed=True,
    )  # fmt: skip


def _indefinite(items: list[Item], index: int) -> bool:
    """Tell whether a bare head brings in a new group: a verb, adjective or mark follows."""
    head = items[index]
    if head.back:
        return True
    after = items[index + 1] if index + 1 < len(items) else None
    if after is not None and after.has("org_head") and not after.article:
        return False
    return after is None or after.is_mark or after.verb() or after.has("auxiliary", "adjective")
