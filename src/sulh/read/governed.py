"""What a noun that names an event takes from what governs it, where no cue reaches it.

A noun names an event; whether it happened, what governs the noun says: «خيار آخر هو شنّ هجوم» and
«قبل توقيع أي اتفاق» tell of none. From the noun the rule climbs to the left, over names, light
verbal nouns («شن», «تنفيذ») and the members of a list, to the first word that decides. What stands
in the subjunctive or infinitive is left to :mod:`sulh.read.verb_forms`.
"""

from __future__ import annotations

from sulh.read.clauses import finite
from sulh.read.items import Item
from sulh.read.lists import words_of
from sulh.read.masdars import shaped_as_deed
from sulh.read.reach import forms_of
from sulh.read.scene import Bound, Scene

__all__ = ["governed"]

_UNREAL = {
    word: force
    for force in ("intended", "demanded", "proposed", "possible", "negated")
    for word in words_of(f"unreal_{force}")
}
_GIVEN = words_of("given")
_LIGHT = words_of("light_deed")
_PRESUPPOSING = words_of("presupposing")
_QUOTES = ('"', "'", "(", ")", "«", "»", "-")
_FARTHEST = 14


def governed(scene: Scene, bound: Bound) -> str:
    """Return the force that an event takes from what governs it; "" where it is told as a fact."""
    item = scene.items[bound.index]
    participle = item.text.split(maxsplit=1)[0].endswith("ا")
    phrase = bound.trigger.pos == "x" and not (item.verbal or participle)
    noun = bound.trigger.pos == "n" or bound.form.tense == "noun" or phrase
    if not scene.arabic:
        return _english(scene, bound, noun=noun)
    if bound.form.tense == "past" and not noun:
        return _supposed(scene, bound.index)
    if not noun or item.is_mark:
        return ""
    return _before(scene, bound.index) or _climb(scene, bound.index) or _towards(scene, bound)


def _before(scene: Scene, index: int) -> str:
    """Return what the words right before a noun say: any, until, to, a duty laid on somebody."""
    items = scene.items
    before = items[index - 1] if index else None
    if before is None:
        return ""
    if _any(items, index):
        return "possible"
    if before.stem == "حتي" and _not_yet(scene, index):
        return "conditional"
    if before.stem == "الي" and _nothing_told(scene, index - 1):
        return "intended"
    return ""


_LATER = frozenset(("agree", "ceasefire", "negotiate", "concede"))
_AIMED_AT = frozenset(("lose_territory", "concede", "mobilise", "intervene", "comply", "fortify",
                       "withhold_support"))  # fmt: skip


def _towards(scene: Scene, bound: Bound) -> str:
    """«المضي نحو صفقة», «ممرات لانسحاب المسلحين»: what one makes for, or makes room for."""
    item, before = scene.items[bound.index], scene.items[bound.index - 1 : bound.index]
    if before and before[0].stem == "نحو" and bound.trigger.type in _LATER:
        return "intended"
    aimed = item.preposition == "ل" and bound.trigger.type in _AIMED_AT
    return "intended" if aimed and _aim(scene, bound.index) else ""


_ANY = ("اي", "ايه", "لاي", "لايه", "باي", "بايه")


def _any(items: list[Item], index: int) -> bool:
    """«أي هجوم», «أي عملية انسحاب»: one that may come; «، أي هجوم …» only explains."""
    for place in (index - 1, index - 2):
        if place >= 0 and items[place].text in _ANY:
            return place == 0 or items[place - 1].text not in (",", "،", "(", ":")
        if place < 0 or items[place].ref is not None or items[place].is_mark:
            return False
    return False


_OUGHT = frozenset(("demanded", "predicted", "conditional", "negated", "proposed", "intended"))


def _not_yet(scene: Scene, index: int) -> bool:
    """Tell whether the clause says what is not, or not yet, the case."""
    here = scene.clause_of(index)
    first = scene.clauses[max(0, here - 1)].start
    end = len(scene.items)
    near = scene.items[first : min(end, index + 16)]
    return any(
        i.ref is None and (not i.cue_values.isdisjoint(_OUGHT) or (i.word and i.word.future))
        for i in near
    )


def _nothing_told(scene: Scene, place: int) -> bool:
    """«الرئيس X إلى التفاوض»: no verb or noun before it says that it came to it."""
    for item in scene.items[scene.clauses[scene.clause_of(place)].start : place]:
        if item.ref is None and (finite(item) or item.triggers or item.cues or item.preposition):
            return False
        if item.ref is None and (item.stem.startswith(_LEADING) or item.text in ("من", "منذ")):
            return False
    return scene.clauses[scene.clause_of(place)].start < place


_LEADING = ("اضاف", "وصول", "اشار", "مشير", "نظر", "استناد", "تحو", "انتقال", "عود")


def _climb(scene: Scene, index: int) -> str:
    """Climb from a noun to the word that says whether what it names took place."""
    items = scene.items
    joined = bool(items[index].conjunction)
    for place in range(index - 1, max(-1, index - _FARTHEST), -1):
        item = items[place]
        if not _passed_over(items, place):
            decided = _decides(scene, index, place, joined=joined)
            if decided is not None:
                return decided
        joined = joined or bool(item.conjunction) or item.text[:1] == "و"
    return ""


def _decides(scene: Scene, index: int, place: int, *, joined: bool) -> str | None:
    """Return the force that a word decides on, "" where it tells a fact, None to climb on."""
    item = scene.items[place]
    force = _unreal(item)
    if force and not (place < index - 2 and _bare(item) in _NEAR_ONLY):
        return force
    if item.is_mark:
        listed = item.text == ":" or (item.text in (",", "،") and joined)
        return None if listed else ""
    if _or_else(item) or (item.stem == "قبل" and _not_yet(scene, index)):
        return "conditional"
    if item.text == "بما":
        return "intended" if place + 1 < index and finite(scene.items[place + 1]) else ""
    return _through(scene, index, place, joined=joined)


def _through(scene: Scene, index: int, place: int, *, joined: bool) -> str | None:
    """Tell whether to climb on over a word that is neither a mark nor known to decide."""
    noun, item = scene.items[index], scene.items[place]
    light = item.stem in _LIGHT
    known = noun.article or bool(noun.back)
    if (_stops(item) and not (light and not noun.text.endswith("ا"))) or _presupposes(item):
        return ""
    if light or _deed(item):
        if item.preposition == "ل" and _aim(scene, place) and not _means(noun):
            return "" if known and not light else "intended"
        return None if joined or light or not known else ""
    return "" if item.triggers and not joined and place < index - 1 else None


def _means(noun: Item) -> bool:
    """«بقصف …», «بوساطة …»: what something is done by."""
    return noun.preposition == "ب" or noun.text.startswith("ب")


def _presupposes(item: Item) -> bool:
    """Tell whether what stands behind a word has taken place, or the word opens a clause."""
    unknown = item.stem == item.text and not item.kinds
    verb = unknown and item.text[:1] == "و" and not item.triggers and not _deed(item)
    verb = (verb and not item.text.startswith("وال")) or (bool(item.conjunction) and _helps(item))
    return verb or item.stem in _PRESUPPOSING


def _helps(item: Item) -> bool:
    return "auxiliary" in item.kinds


_NEAR_ONLY = frozenset(("مرحله", "وثيقه", "ورقه", "اليه", "حديث", "بحث", "هدف", "مهمه", "ترتيب"))


def _unreal(item: Item) -> str:
    if item.is_mark:
        return ""
    return _UNREAL.get(item.stem) or _UNREAL.get(item.text) or _UNREAL.get(_bare(item)) or ""


def _passed_over(items: list[Item], place: int) -> bool:
    """«المطالب التي حملها X», «مهلة حددتها X»: names, and the verb of a clause inside a phrase."""
    item, before = items[place], items[max(0, place - 2) : place]
    if item.ref is not None or item.text in _QUOTES or "relative" in item.kinds:
        return True
    if not finite(item):
        return False
    inside = any("relative" in i.kinds or i.text == "بما" for i in before)
    attribute = bool(items[place].back) and bool(before) and not before[-1].is_mark
    return inside or attribute


def _stops(item: Item) -> bool:
    """Tell whether a word opens what tells by itself: a verb, a clause, a time."""
    if item.text in _GIVEN or item.stem in _GIVEN:
        return item.stem not in ("علي", "في", "من")
    plain = finite(item) and not any(f.tense == "noun" for f in forms_of(item))
    opens = item.has("complementizer", "contrast")
    return plain or opens or ("subordinator" in item.kinds and item.text != "ثم")


def _deed(item: Item) -> bool:
    """Tell whether a word is a verbal noun, of an event or of something else."""
    if item.triggers:
        return any(f.tense == "noun" for _, f in item.triggers)
    return item.stem in _LIGHT or shaped_as_deed(_bare(item))


def _bare(item: Item) -> str:
    if item.stem != item.text:
        return item.stem
    text = item.text.removeprefix("و")
    for front in ("لل", "ال", "بال", "ل", "ب"):
        if text.startswith(front) and len(text) > len(front) + 3:
            return text[len(front) :]
    return text


def _aim(scene: Scene, place: int) -> bool:
    """Tell an aim from what a verb or noun takes with ل («تعرّض لـ», «رداً لـ»)."""
    clause = scene.items[scene.clauses[scene.clause_of(place)].start : place]
    suffers = any("suffers" in i.cue_values for i in clause)
    before = clause[-1] if clause else None
    accusative = before is not None and before.ref is None and before.text.endswith("ا")
    return not (suffers or accusative)


def _supposed(scene: Scene, index: int) -> str:
    """«وإلا تعرضت X لـ…»: what comes or else."""
    before = scene.items[max(0, index - 2) : index]
    return "conditional" if any(_or_else(i) for i in before) else ""


def _or_else(item: Item) -> bool:
    return item.text == "والا" or (item.stem == "الا" and item.conjunction == "و")


def _english(scene: Scene, bound: Bound, *, noun: bool) -> str:
    """Tell of an English noun, gerund or verb whether something makes it unreal."""
    items = scene.items
    if _not_before(scene, bound.index):
        return "conditional"
    if not noun:
        return ""
    for place in range(bound.index - 1, max(-1, bound.index - 6), -1):
        item = items[place]
        if item.text == "any":
            return "possible"
        if item.text == "face" and place and items[place - 1].text == "or":
            return "conditional"
        if item.is_mark or (finite(item) and item.text != "face"):
            return ""
    return ""


_UNTIL = frozenset(("before", "until", "once", "after", "unless", "when", "till"))
_NOT_YET = frozenset(("will", "would", "never", "won't", "cannot", "must", "should", "can"))


def _not_before(scene: Scene, index: int) -> bool:
    """«never … before talks begin», «will accept … only after X withdraw»: not yet the case."""
    items = scene.items
    first = max(0, index - 6)
    opens = next((p for p in range(index - 1, first - 1, -1) if items[p].text in _UNTIL), -1)
    if opens < 0 or any(i.is_mark for i in items[opens:index]):
        return False
    told = any(_past(i) for i in items[opens : index + 4])
    words = {i.text for i in items[max(0, opens - 14) : opens]}
    return not told and not words.isdisjoint(_NOT_YET)


def _past(item: Item) -> bool:
    return item.ref is None and (
        item.text in ("had", "was", "were", "has", "have")
        or any(f.tense == "past" for f in forms_of(item))
    )
