"""What a noun that names an event takes from what governs it, where no cue reaches it.

A noun names an event; whether it happened, what governs the noun says: «خيار آخر هو شنّ هجوم» and
«قبل توقيع أي اتفاق» tell of none. From the noun the rule climbs to the left, over names, light
verbal nouns («شن», «تنفيذ») and the members of a list, to the first word that decides. What stands
in the subjunctive or infinitive is left to :mod:`sulh.read.verb_forms`.
"""

from __future__ import annotations

from itertools import pairwise

from sulh.read.clauses import finite
from sulh.read.items import Item
from sulh.read.lists import words_of
from sulh.read.masdars import front_and_stem, phrase_of_deed, shaped_as_deed
from sulh.read.scene import Bound, Scene
from sulh.read.turns import forms_of

__all__ = ["governed", "unreal"]

_UNREAL = {
    word: force
    for force in ("intended", "demanded", "proposed", "possible", "negated", "predicted")
    for word in words_of(f"unreal_{force}")
}
_GIVEN = words_of("given")
_LIGHT = words_of("light_deed")
_PRESUPPOSING = words_of("presupposing")
_QUOTES = ('"', "'", "(", ")", "«", "»", "-")
_FARTHEST = 24


def governed(scene: Scene, bound: Bound) -> str:
    """Return the force that an event takes from what governs it; "" where it is told as a fact."""
    item = scene.items[bound.index]
    participle = item.text.split(maxsplit=1)[0].endswith("ا")
    phrase = bound.trigger.pos == "x" and not (item.verbal or participle)
    phrase = phrase or (scene.arabic and bound.trigger.pos == "x" and phrase_of_deed(item))
    noun = bound.trigger.pos == "n" or bound.form.tense == "noun" or phrase
    if not scene.arabic:
        return _english(scene, bound, noun=noun)
    if not noun and not _after_a_verb(scene, bound.index):
        return _supposed(scene, bound.index)
    if _offered(scene, bound.index):
        return "proposed"
    if weighed := _would(scene, bound.index):
        return weighed
    if _among_terms(scene, bound.index):
        return "intended"
    force = _still_to_come(scene, bound.index) or _before(scene, bound.index)
    return force or _climb(scene, bound.index) or _towards(scene, bound)


def _offered(scene: Scene, index: int) -> bool:
    """«إطلاق أسرى مقابل هدنة»: a heading that sets one against the other tells of an offer."""
    items = scene.items
    rest = [i for n, i in enumerate(items) if n != index]
    return any(i.text == "مقابل" for i in rest) and not any(
        finite(i) and not any(f.tense == "noun" for f in forms_of(i)) for i in rest
    )


def _would(scene: Scene, index: int) -> str:
    """«إن سحب القوات سيؤدي إلى …», «تمديد الهدنة يقتضي …»: a deed that is weighed, not told."""
    items = scene.items
    first = index
    while first and front_and_stem(items[first - 1])[1] in _LIGHT and not items[first - 1].article:
        first -= 1
    noun, before = items[first], items[first - 1] if first else None
    opens = before is None or before.has("complementizer") or before.text == '"'
    if not opens or noun.article or noun.back:
        return ""
    for item in items[index + 1 : index + _LONG_SUBJECT]:
        if item.word is not None and item.word.future:
            return "conditional"
        if item.ref is None and item.text in _WEIGHING:
            return "possible"
        verb = item.ref is None and finite(item) and "preposition" not in item.kinds
        if item.is_mark or "relative" in item.kinds or verb:
            return ""
    return ""


_WEIGHING = words_of("weighing")
_LONG_SUBJECT = 15


_TERMS = words_of("term_noun")
_PARTS = frozenset(("ابرز", "اهم", "بين", "ضمن", "جمله", "احد", "اولي"))


def _among_terms(scene: Scene, index: int) -> bool:
    """«ويُعد سحب الأسلحة من البنود الرئيسية للاتفاق»: what its predicate says is laid down."""
    items = scene.items
    for place in range(index + 1, min(len(items) - 2, index + _LONG_SUBJECT)):
        item = items[place]
        if item.text == "من" and item.ref is None:
            after = items[place + 1 : place + 3]
            first = 1 if after[0].text in _PARTS and len(after) > 1 else 0
            if after[first].ref is None and after[first].text in _TERMS:
                return True
        plain = item.text not in (",", "،", '"')
        if (item.is_mark and plain) or "relative" in item.kinds or "contrast" in item.kinds:
            return False
    return False


_AHEAD = frozenset(("المقبل", "المقبله", "القادم", "القادمه"))


def _in_days_ahead(scene: Scene, index: int) -> bool:
    """«تسليم السلاح خلال الأشهر المقبلة»: a time ahead beside the noun."""
    near = scene.items[index + 1 : index + _NEAR]
    ahead = next((p for p, i in enumerate(near) if i.ref is None and i.text in _AHEAD), -1)
    if ahead < 1 or not near[ahead - 1].has("time"):
        return False
    before = near[:ahead]
    return not any(i.is_mark or "relative" in i.kinds or _stops_time(i) for i in before)


def _stops_time(item: Item) -> bool:
    """Tell whether a verb stands between a noun and a time, which then has that time."""
    return item.ref is None and finite(item) and not item.has("preposition", "time")


def _still_to_come(scene: Scene, index: int) -> str:
    """«المظاهرات التي ستنظم»: the clause that describes a noun is in the future."""
    if _in_days_ahead(scene, index):
        return "predicted"
    near = scene.items[index + 1 : index + 6]
    place = next((p for p, i in enumerate(near) if "relative" in i.kinds), -1)
    after = near[place + 1 : place + 2] if place >= 0 else []
    future = any(i.word is not None and i.word.future for i in after)
    return "predicted" if future and not any(i.is_mark for i in near[:place]) else ""


def _before(scene: Scene, index: int) -> str:
    """Return what the words right before a noun say: any, until, to, a duty laid on somebody."""
    items = scene.items
    before = items[index - 1] if index else None
    if before is None:
        return ""
    if _any(items, index):
        owed = any(i.text in _MUST for i in items[index + 1 : index + _NEAR])
        return "demanded" if owed else "possible"
    if before.stem == "حتي" and _not_yet(scene, index):
        return "conditional"
    if before.stem == "الي" and _nothing_told(scene, index - 1):
        return "intended"
    return ""


_MUST = frozenset(("يجب ان", "يجب", "ينبغي", "ينبغي ان", "لا بد", "يتعين"))
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
        if item.ref is None and not (item.kinds or item.is_mark or item.article):
            return False
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
        if item.stem in _COPULA and place >= index - _BESIDE:
            joined = True
            continue
        if not _passed_over(items, index, place):
            decided = _decides(scene, index, place, joined=joined)
            if decided is not None:
                return decided
        joined = joined or bool(item.conjunction) or item.text[:1] == "و" or item.text in _OF_THEM
    return ""


_COPULA = frozenset(("كان", "كانت", "يكون", "تكون", "سيكون", "ليس", "ليست", "يبقي", "تبقي"))
_BESIDE = 2
"""«الهدف من العملية كان "تدمير …"»: what was the aim is said by the subject before."""
_OF_THEM = frozenset(("هو", "هي", "وهو", "وهي", "احدها", "احداها", "منها", "بينها", "ابرزها",
                      "اولها", "ثانيها", "اخرها", "اهمها"))  # fmt: skip
"""Words that stand for a noun before the comma: «خيارات عدة، أحدها شنّ …»."""


def _decides(scene: Scene, index: int, place: int, *, joined: bool) -> str | None:
    """Return the force that a word decides on, "" where it tells a fact, None to climb on."""
    item = scene.items[place]
    force = unreal(item)
    far = place < index - 2 and not joined
    if (
        force
        and item.text in _OWN_CLAUSE
        and any(i.text in (",", "،") for i in scene.items[place:index])
    ):
        return ""
    if force and not (far and front_and_stem(item)[1] in _NEAR_ONLY):
        return force
    if item.is_mark:
        return None if item.text == ":" or (item.text in (",", "،") and joined) else ""
    for decide in (_by_its_place, _by_its_verb):
        decided = decide(scene, index, place)
        if decided is not None:
            return decided
    return _through(scene, index, place, joined=joined)


def _by_its_place(scene: Scene, index: int, place: int) -> str | None:
    """Decide by «وإلا», «قبل» and «بما» with a verb."""
    item = scene.items[place]
    if _or_else(item) or (item.stem == "قبل" and _not_yet(scene, index)):
        return "conditional"
    if item.text == "بما":
        return "intended" if place + 1 < index and finite(scene.items[place + 1]) else ""
    prevents = "holds" in item.cue_values and item.text.startswith("ل") and place < index - 1
    return "intended" if prevents or _agreed_on(scene, index, place) else None


_STILL_TO_DO = frozenset(("concede", "lose_territory", "displace", "mobilise", "support",
                          "gain_territory"))  # fmt: skip
_AGREED = words_of("agreed")
_ON = frozenset(("علي", "حول", "بشان"))


def _agreed_on(scene: Scene, index: int, place: int) -> bool:
    """«اتفاق على الإفراج عن …», «مشاورات حول فتح …»: what was agreed is still to be done."""
    item, after = scene.items[place], scene.items[place + 1 : index]
    if item.ref is not None or front_and_stem(item)[1] not in _AGREED:
        return False
    return any(i.text in _ON for i in after) and not scene.items[index].types.isdisjoint(
        _STILL_TO_DO
    )


def _by_its_verb(scene: Scene, index: int, place: int) -> str | None:
    """Decide by a verb that is negated («لم يصل … إلى اتفاق») or stands behind أن."""
    item, before = scene.items[place], scene.items[place - 1] if place else None
    if item.stem in _OPENERS and _subjunctive(scene, place):
        return _OPENERS[item.stem]
    if item.stem in _IS_DONE and (before is None or before.stem not in _WAS):
        return "predicted"
    if before is None or not finite(item):
        return None
    if before.stem in _OPENERS and _subjunctive(scene, place - 1):
        return _OPENERS[before.stem]
    if before.stem in _NOT:
        noun = scene.items[index]
        return "" if noun.article or noun.back or "prevented" in _values(item) else "negated"
    return None


def _values(item: Item) -> frozenset[str]:
    return item.cue_values if "holds" not in item.cue_values else frozenset(("prevented",))


_OPENERS = {"ان": "possible", "حتي": "intended", "كي": "intended", "لكي": "intended",
            "ريثما": "intended"}  # fmt: skip
_IS_DONE = frozenset(("يتم", "تتم", "يجري", "تجري"))
_WAS = frozenset(("كان", "كانت", "حيث", "الذي", "التي", "زال", "زالت", "يزال", "تزال"))
"""«وفي المرحلة الثانية يتم الإفراج عن …» says what is laid down; «حيث كان يتم …» tells."""
_NOT = frozenset(("لم", "لن", "لا", "لما"))
_CAME_TRUE = words_of("came_true")


def _subjunctive(scene: Scene, place: int) -> bool:
    """«وأن تتوقف X عن …»: a verb behind أن that nothing says was done."""
    items = scene.items
    after = items[place + 1] if place + 1 < len(items) else None
    if after is None or after.ref is not None or items[place].raw.lstrip("و").startswith("إ"):
        return False
    if after.text[:1] not in "يتن" or (after.kinds - {"verb", "auxiliary"}) or _deed(after):
        return False
    return not any(i.stem in _CAME_TRUE for i in items[max(0, place - 7) : place])


def _through(scene: Scene, index: int, place: int, *, joined: bool) -> str | None:
    """Tell whether to climb on over a word that is neither a mark nor known to decide."""
    noun, item = scene.items[index], scene.items[place]
    front, stem = front_and_stem(item)
    light = stem in _LIGHT and not item.back
    known = noun.article or bool(noun.back)
    verb = _stops(item) and not (light and not noun.text.endswith("ا"))
    if (verb and not _after_a_verb(scene, place)) or _presupposes(item):
        return ""
    if item.triggers and _within(scene, index):
        return ""
    if light or _deed(item):
        near = light or place >= index - _NEAR
        means = _means(noun) and stem not in ("قيام", "القيام")  # «للقيام بعمل …»
        if front == "ل" and near and _aim(scene, place) and not means:
            return "" if known and not light else _asked_before(scene, place) or "intended"
        return None if joined or light or not known else ""
    return "" if item.triggers and not joined and place < index - 1 else None


def _after_a_verb(scene: Scene, place: int) -> bool:
    """«يرتبط رفع الحظر بـ…»: spelt like a verb, but a verb stands right before it."""
    item, before = scene.items[place], scene.items[place - 1 : place]
    verb = bool(before) and finite(before[0]) and "auxiliary" not in before[0].kinds
    return verb and finite(item) and not item.conjunction


_NEAR = 8
_INSIDE = frozenset(("في", "خلال", "وسط", "اثناء", "ضمن"))


def _within(scene: Scene, index: int) -> bool:
    """«اغتيال X في هجوم»: what something else took place in takes nothing from what governs it."""
    return index > 0 and scene.items[index - 1].stem in _INSIDE


def _asked_before(scene: Scene, place: int) -> str:
    """«دعوته الحركة للإفراج عن …»: the force of a noun or verb right before an aim."""
    near = reversed(scene.items[max(0, place - 3) : place])
    return next((force for item in near if (force := unreal(item))), "")


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


_OWN_CLAUSE = frozenset(("دون", "حال", "بدل", "بدلا", "عوضا", "تحسبا", "خشيه", "انتظار"))
"""Words that reach no farther than the next comma."""
_NEAR_ONLY = frozenset(("مرحله", "وثيقه", "ورقه", "اليه", "حديث", "بحث", "هدف", "مهمه", "ترتيب",
                        "قرب", "قريب", "قريبه", "موعد", "عشيه"))  # fmt: skip


def unreal(item: Item) -> str:
    """Return the force that a word gives what it governs; "" for most words."""
    if item.is_mark:
        return ""
    return _UNREAL.get(item.text) or _UNREAL.get(front_and_stem(item)[1]) or ""


def _passed_over(items: list[Item], index: int, place: int) -> bool:
    """«المطالب التي حملها X», «مهلة حددتها X»: names, and the verb of a clause inside a phrase."""
    item, before = items[place], items[max(0, place - 2) : place]
    if item.ref is not None or item.text in _QUOTES or "relative" in item.kinds:
        return True
    if not finite(item):
        after = items[place + 1] if place + 1 < len(items) else None
        # «لم يصلوا بعد إلى اتفاق»
        return item.stem == "بعد" and after is not None and "preposition" in after.kinds
    inside = any("relative" in i.kinds or i.text == "بما" for i in before)
    attribute = bool(items[place].back) and bool(before) and not before[-1].is_mark
    attribute = attribute and before[-1].stem not in _NOT
    return inside or (attribute and place < index - 1)


def _stops(item: Item) -> bool:
    """Tell whether a word opens what tells by itself: a verb, a clause, a time."""
    if item.text in _GIVEN or item.stem in _GIVEN:
        return item.stem not in ("علي", "في", "من")
    told = finite(item) and item.preposition not in ("ب", "ل", "ك")
    plain = told and not any(f.tense == "noun" for f in forms_of(item))
    opens = item.has("complementizer", "contrast")
    return plain or opens or ("subordinator" in item.kinds and item.text != "ثم")


def _deed(item: Item) -> bool:
    """Tell whether a word is a verbal noun, of an event or of something else."""
    if item.triggers:
        return any(f.tense == "noun" for _, f in item.triggers)
    stem = front_and_stem(item)[1]
    return stem in _LIGHT or ("أ" not in item.raw and shaped_as_deed(stem))


def _aim(scene: Scene, place: int) -> bool:
    """Tell an aim from what a verb or noun takes with ل («تعرّض لـ», «رداً لـ»)."""
    clause = scene.items[scene.clauses[scene.clause_of(place)].start : place]
    suffers = any("suffers" in i.cue_values for i in clause)
    before = clause[-1] if clause else None
    taken = before is not None and before.ref is None and _takes_to(before)
    return not (suffers or taken)


def _takes_to(item: Item) -> bool:
    """«رداً لـ», «تلبيةً لـ», «نظراً لـ»: a verbal noun that says how or why."""
    root = item.text.removesuffix("ا")
    return root != item.text and (root in _HOW or shaped_as_deed(root))


_HOW = frozenset(("رد", "نظر", "خلاف", "وفق", "طبق", "دعم", "كره", "شكر", "منع", "ضمان", "سعي"))


def _supposed(scene: Scene, index: int) -> str:
    """«وإلا تعرضت X لـ…», «اشترط ألا يقصف …»: what comes or else, what should not come."""
    before = scene.items[max(0, index - 2) : index]
    if before and before[-1].raw.lstrip("وب").startswith("ألا"):
        return "negated"
    return "conditional" if any(_or_else(i) for i in before) else ""


def _or_else(item: Item) -> bool:
    return item.text == "والا" or (item.stem == "الا" and item.conjunction == "و")


def _english(scene: Scene, bound: Bound, *, noun: bool) -> str:
    """Tell of an English noun, gerund or verb whether something makes it unreal."""
    if _not_before(scene, bound.index):
        return "conditional"
    if noun and (predicate := _by_predicate(scene.items, bound.index)):
        return predicate
    after = scene.items[bound.index + 1 : bound.index + 2]
    verb = bool(after) and finite(after[0]) and after[0].text.endswith("s")
    if noun and after and after[0].text in _WOULD_BE and not verb:
        return "proposed"  # "a truce offer", "a ceasefire request"
    if not noun and _one_more(scene.items, bound.index):
        return "intended"
    places = range(bound.index - 1, max(-1, bound.index - 6), -1) if noun else ()
    for place in places:
        decided = _decides_en(scene.items, place)
        if decided is not None:
            return decided
    return ""


_FAR_OFF = words_of("far_off_en")
_SEEMS = frozenset(("is", "are", "was", "were", "seems", "seemed", "looks", "looked", "remains",
                    "remained", "appears", "appeared", "proved", "proves"))  # fmt: skip


def _by_predicate(items: list[Item], index: int) -> str:
    return "predicted" if _only_meant(items, index) else "negated" * _far_off(items, index)


def _far_off(items: list[Item], index: int) -> bool:
    """«a deal seems further away than ever», «the truce remains elusive»: none has come about."""
    near = items[index + 1 : index + 8]
    seems = next((p for p, i in enumerate(near) if i.text in _SEEMS), -1)
    apart = any(i.is_mark or (i.ref is None and finite(i)) for i in near[: max(seems, 0)])
    return seems >= 0 and not apart and any(i.text in _FAR_OFF for i in near[seems + 1 : seems + 4])


_WOULD_BE = words_of("would_be")
_MEANT = frozenset(("supposed", "due", "meant", "scheduled", "slated", "expected"))


def _only_meant(items: list[Item], index: int) -> bool:
    """Tell whether a noun's predicate puts it off: "a cessation was supposed to begin"."""
    near = items[index + 1 : index + 6]
    be = next((p for p, i in enumerate(near) if i.text in ("is", "was", "are", "were")), -1)
    after = near[be + 1 : be + 2] if be >= 0 else []
    return bool(after) and after[0].text.split()[0] in _MEANT


def _one_more(items: list[Item], index: int) -> bool:
    """Tell one more of what is to be done: "needed to be tracked down and arrested"."""
    words = " ".join(i.text for i in items[max(0, index - 6) : index]).split()
    joined = words[-1:] == ["and"] and "," not in words
    return joined and ("to", "be") in pairwise(words)


def _decides_en(items: list[Item], place: int) -> str | None:
    """Decide by a word before a noun: "any", "efforts to reach", "not … as", "or face"."""
    item = items[place]
    words = {i.text for i in items[max(0, place - 5) : place]}
    if item.text == "any":
        return "possible"
    if "sought" in item.cue_values:
        return "intended"
    if item.text == "as" and not words.isdisjoint(_NO):
        return "negated"
    if item.text == "face" and place and items[place - 1].text == "or":
        return "conditional"
    return "" if item.is_mark or (finite(item) and item.text != "face") else None


_NO = frozenset(("cannot", "not", "never", "hardly", "can't"))
_UNTIL = frozenset(("before", "until", "once", "after", "unless", "when", "till"))
_UNTIL_DONE = frozenset(("until", "unless", "once", "till"))
"""Words behind which a perfect is still to come: "will not leave until a deal has been signed"."""
_NOT_YET = frozenset(("will", "would", "never", "won't", "cannot", "must", "should", "can"))


def _not_before(scene: Scene, index: int) -> bool:
    """«never … before talks begin», «will accept … only after X withdraw»: not yet the case."""
    items = scene.items
    first = max(0, index - 6)
    opens = next((p for p in range(index - 1, first - 1, -1) if items[p].text in _UNTIL), -1)
    if opens < 0 or any(i.is_mark for i in items[opens:index]):
        return False
    words = {i.text for i in items[opens : index + 4]}
    perfect = items[opens].text in _UNTIL_DONE and not words.isdisjoint(("has", "have"))
    told = not perfect and any(_past(i) for i in items[opens : index + 4])
    words = {i.text for i in items[max(0, opens - 14) : opens]}
    return not told and not words.isdisjoint(_NOT_YET)


def _past(item: Item) -> bool:
    return item.ref is None and (
        item.text in ("had", "was", "were", "has", "have")
        or any(f.tense == "past" for f in forms_of(item))
    )
