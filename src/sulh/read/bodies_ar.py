"""Arabic names of organisations and forces."""

from __future__ import annotations

import re

from sulh.read.items import Item, Ref, feminine, lemma, renamed
from sulh.read.lists import words_of
from sulh.read.names import Names
from sulh.read.phrases_ar import nisba, quoted, same, surface, word_after

__all__ = ["bare", "body_of", "new_body", "state_body"]

_SAME = words_of("same_head")
_FORCE = frozenset(["قوات", "جيش", "طيران"])
_CREW = words_of("crew")
_EQUIPMENT = words_of("equipment")


def state_body(items: list[Item], index: int, names: Names) -> tuple[int, Ref] | None:
    """«القوات الروسية», «الجيش السوداني», «الحكومة اليمنية»: a head with a state's adjective."""
    head = items[index]
    if not head.article or not head.has("army_head", "gov_head", "org_head") or head.ref:
        return None
    place, state = index + 1, None
    while place < len(items) and place - index < 4:
        item = word_after(items, place)
        if item is None or item.ref or not item.article:
            break
        state = state or nisba(item, names)
        if state is None and (item.triggers or item.has("org_head", "army_head", "people")):
            break
        place += 1
        if state is not None:
            break
    if state is None:
        return None
    text, start, end = surface(items[index:place])
    force = head.has("army_head") and head.stem not in _EQUIPMENT
    key = f"{state.id}.forces" if force else state.id
    kind = "armed_force" if force else state.kind
    return place - index, Ref(
        "party", key, text, kind, "name", start, end, None if force else state,
        head=lemma(head.stem), feminine=feminine(head.stem, ""), proposed=force,
        part_of=state.id if force else "",
    )  # fmt: skip


def body_of(  # noqa: PLR0911 - a decision list, read from the top
    items: list[Item], index: int, _names: Names
) -> tuple[int, Ref] | None:
    """«قوات X», «حركة X», «مقاتلو X», «طائرات X»: a head before a party or a place."""
    head = items[index]
    heads = ("army_head", "org_head", "people", "delegate")
    if head.article or head.ref or head.back or not head.has(*heads):
        return None
    item = word_after(items, index + 1)
    if item is None or item.ref is None or item.ref.mention == "pronoun":
        return None
    inner = item.ref
    text, start, end = surface(items[index : index + 2])
    if inner.cls == "party" and (head.stem in _SAME or head.stem == inner.head):
        return 2, same(inner, text, start, end)
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


def new_body(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«كتائب الفجر», «لواء "النصر"», «الفيلق الخامس»: a head before words that name it."""
    head = items[index]
    if not head.has("org_head") or head.ref or head.back:
        return None
    length = quoted(items, index + 1) or _articled(items, index)
    if not length:
        return None
    body = items[index : index + 1 + length]
    text, start, end = surface(body)
    plain = head.has("army_head", "gov_head") or head.stem in _PLAIN_HEADS
    nominal = plain and head.article and all(item.has("adjective") for item in body[1:])
    text = text.replace('" ', "").replace(' "', "").replace('"', "")
    return length + 1, Ref(
        "party", f"p:?{text}", text, _body_kind(head.stem), "nominal" if nominal else "name",
        start, end, head=lemma(head.stem), feminine=feminine(text, ""), proposed=True,
    )  # fmt: skip


_PLAIN_HEADS = words_of("plain_head")
_ORDINAL = re.compile(r"^ال(?:اول|اولي|ثاني|ثالث|رابع|خامس|سادس|سابع|ثامن|تاسع|عاشر)ه?$")


def _articled(items: list[Item], index: int) -> int:
    """Return how many words with ال after a head belong to its name."""
    head = items[index]
    length = 0
    while length < 3:
        item = word_after(items, index + 1 + length)
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


def bare(items: list[Item], index: int, _names: Names) -> tuple[int, Ref] | None:
    """«القوات», «الفرقة», «الحكومة» alone: a noun that a name before it explains."""
    head = items[index]
    if head.ref or not head.has("army_head", "org_head", "gov_head") or head.cues:
        return None
    if not head.article and not (head.has("org_head", "army_head") and _indefinite(items, index)):
        return None
    text, start, end = surface([head])
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
