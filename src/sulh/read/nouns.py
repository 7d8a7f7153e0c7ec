"""The arguments of a verbal noun.

A verbal noun takes the noun that follows it, an adjective of a state, prepositional phrases, or the
subject of the light verb that carries it («شنّت … هجوماً», «الهجوم الذي شنّته …»).
"""

from __future__ import annotations

from sulh.read.agreeing import plain_form
from sulh.read.blame import responsible_at
from sulh.read.clauses import finite
from sulh.read.items import Item, Ref
from sulh.read.lists import Cue, words_of
from sulh.read.morphology import Form
from sulh.read.noun_doers import managed, of_ones_own, with_whom
from sulh.read.pronouns import doer_before, object_before
from sulh.read.scene import HARM, LOCATIVE, Bound, Scene, acts, is_place, span
from sulh.read.slots import Slots, agents, slots_after
from sulh.read.subjects import subject_of

__all__ = ["bind_noun"]


def bind_noun(scene: Scene, bound: Bound) -> None:
    """Bind the arguments of a verbal noun, or of a phrase that is framed like one."""
    clause = scene.clauses[bound.clause]
    slots = slots_after(scene, bound.index, clause.end)
    frame = bound.trigger.actor
    genitive = [
        ref
        for group in slots.bare[:1]
        for ref in group
        if acts(ref)
        and not _nominative(ref)
        and (ref.mention == "adjective" or not scene.items[bound.index].article)
    ]  # «أجبر القتال آلاف السكان …»: what stands behind ال is no genitive
    places = [ref for group in slots.bare[:2] for ref in group if is_place(ref)]
    adjectives = [ref for ref in genitive if ref.mention == "adjective"]
    if adjectives and len(slots.bare) > 1:  # «العدوان الإسرائيلي الأميركي»
        adjectives += [ref for ref in slots.bare[1] if ref.mention == "adjective"]
    sides = slots.by_preposition.get("بين") or slots.by_preposition.get("between") or []
    sides = [] if bound.trigger.type in _ONE_SIDED else sides
    if sides and bound.trigger.type == "casualty":
        bound.targets = [ref for ref in sides if acts(ref)]  # «قتلى بين المدنيين»
    elif sides and bound.trigger.type == "mediate":
        bound.targets, bound.subject_from = [ref for ref in sides if acts(ref)], "sides"
    elif sides:
        bound.actors = [ref for ref in sides if acts(ref)][:1]
        bound.targets = [ref for ref in sides if acts(ref)][1:]
    elif scene.arabic:
        if bound.trigger.type in HARM and not _comes_from(scene, bound.index):
            slots.by_preposition.pop("من", None)
        objective = "objective" in scene.items[bound.index].kinds or _charged(scene, bound)
        _noun_arabic(bound, slots, genitive, adjectives, frame, objective=objective)
    else:
        _noun_english(scene, bound, slots)
    _find_doer(scene, bound, slots, placed=bool(places))
    if not bound.targets and not sides:
        bound.targets = _noun_targets(bound, slots)
    if bound.targets and not bound.actors and bound.trigger.type in _MUTUAL:
        bound.actors = with_whom(scene, bound)
    if not bound.targets and bound.trigger.type == "casualty":
        bound.targets = _counted(scene, bound.index)
    _asked_of(bound, slots)
    bound.places += places
    span(bound, scene, [*bound.actors, *bound.targets, *bound.places])


_ONE_SIDED = frozenset(("attack", "destroy", "gain_territory", "visit", "displace", "mobilise"))
"""«هجوم في المثلث بين A وB»: what lies between two is no event between them."""


def _comes_from(scene: Scene, index: int) -> bool:
    """«هجوم عنيف من X», and not «بعد أيام من إعلان X», «بالقرب من X»."""
    for item in scene.items[index + 1 : index + 4]:
        if item.text == "من":
            return True
        if item.ref or item.is_mark or item.preposition or item.has("time", "preposition"):
            return False
    return False


_FALLEN = words_of("fallen")


def _counted(scene: Scene, index: int) -> list[Ref]:
    """«90 قتيلاً», "30 wounded": the noun of the event is whom it befell, if they are counted."""
    item = scene.items[index]
    if item.stem not in _FALLEN and item.text not in _FALLEN:
        return []
    first = index
    while first and (scene.items[first - 1].is_number or scene.items[first - 1].has("number")):
        first -= 1
    if first == index or scene.items[first].ref is not None:
        return []
    name = " ".join((i.raw or i.text)[len(i.conjunction) :] for i in scene.items[first : index + 1])
    return [
        Ref("party", f"p:~{name}", name, "group", "nominal", scene.items[first].start, item.end,
            head=item.stem, plural=True, proposed=True, number=_count(scene, first, index))
    ]  # fmt: skip


def _count(scene: Scene, first: int, index: int) -> tuple[float, float] | None:
    from sulh.read import people_ar, people_en

    counted = scene.items[first : index + 1]
    if scene.arabic:
        return people_ar.number_before(counted, index - first)
    return people_en.number_before(counted, index - first)


def _find_doer(scene: Scene, bound: Bound, slots: Slots, *, placed: bool) -> None:
    """Look for who acts outside the noun phrase: in what carries the noun, or what follows."""
    kind = bound.trigger.type
    if not bound.actors and kind == "gain_territory":
        bound.actors = _gainers(slots, placed=placed)
    if not bound.actors and kind == "negotiate" and bound.targets:
        bound.actors = _come_for(scene, bound)
    _by_pronoun(scene, bound)
    if not bound.actors and kind in _OWN_DEED and scene.arabic:
        bound.actors = of_ones_own(scene, bound)
    _made_to(scene, bound)
    if not bound.actors and scene.arabic:
        bound.actors = managed(scene, bound.index)
    if not bound.actors and kind in HARM:
        bound.actors = _answerable(scene, bound.index)
    suffered = bound.trigger.actor == "tgt" and finite(scene.items[bound.index])
    if not (bound.actors or suffered or _of_unnamed(scene, bound, slots)):
        bound.actors, targets = _from_light(scene, bound)
        bound.targets = targets or bound.targets
    if kind == "support":
        _receive(scene, bound, slots)


_MUTUAL = frozenset(("negotiate", "fight", "agree", "ceasefire"))
_OWN_DEED = frozenset(("lose_territory", "concede", "mobilise", "intervene"))


def _of_unnamed(scene: Scene, bound: Bound, slots: Slots) -> bool:
    """«بعد انسحاب القوات الأجنبية»: who did it follows the noun, though nobody knows the name."""
    after = scene.items[bound.index + 1] if bound.index + 1 < len(scene.items) else None
    body = after is not None and after.ref is None and after.has("army_head", "fighter", "people")
    return scene.arabic and body and slots.opaque and bound.trigger.type in _OWN_DEED


def _receive(scene: Scene, bound: Bound, slots: Slots) -> None:
    """«تلقّت X دعماً من Y»: who gets support, and from whom."""
    if bound.actors and not bound.targets:
        bound.targets = _from_light(scene, bound)[1]
    if not bound.actors and bound.targets:
        givers = [*slots.by_preposition.get("من", []), *slots.by_preposition.get("from", [])]
        bound.actors = [ref for ref in givers if acts(ref)]


def _come_for(scene: Scene, bound: Bound) -> list[Ref]:
    """«travelled to X for talks with Y», «زار X لإجراء محادثات مع Y»: who comes talks."""
    clause = scene.clauses[bound.clause]
    near = [i.text for i in scene.items[max(clause.start, bound.index - 3) : bound.index]]
    if "for" not in near and not any(word.startswith("ل") and len(word) > 4 for word in near):
        return []
    for place in range(bound.index - 1, clause.start - 1, -1):
        item = scene.items[place]
        if finite(item) and not item.has("auxiliary"):
            form = next((f for _, f in item.triggers), None)
            keys = {ref.key for ref in bound.targets}
            return [r for r in subject_of(scene, place, form)[0] if acts(r) and r.key not in keys]
    return []


def _gainers(slots: Slots, *, placed: bool) -> list[Ref]:
    """«استعادة الجنوب لصالح X», «استعادة المناطق للنظام»: who has it afterwards."""
    found = slots.by_preposition.get("لصالح", [])
    if not found and (placed or slots.opaque_object):
        found = slots.by_preposition.get("ل", [])
    return [ref for ref in found if acts(ref)]


_TAKING = ("استعاد", "استرداد", "تحرير", "انتزاع", "احتلال", "دخول", "اقتحام")


def _done_to_what_follows(scene: Scene, bound: Bound) -> bool:
    """«حصارها لمدينة X»: what it is done to stands behind the noun."""
    after = scene.items[bound.index + 1 : bound.index + 2]
    return bool(after) and after[0].ref is not None and bool(after[0].preposition)


_DONE_BY = frozenset(("attack", "lose_territory", "fight", "support", "reject", "visit", "accept",
                      "mobilise", "concede", "gain_territory", "negotiate"))  # fmt: skip


def _by_pronoun(scene: Scene, bound: Bound) -> None:
    """«انسحابهم», «هجماتها»: a pronoun names the doer, and of «ترحيله» whom it is done to."""
    item = scene.items[bound.index]
    if not (scene.arabic and item.back) or bound.actors:
        return
    taken_in = bound.trigger.subtype == "shelter"
    taken = bound.trigger.type == "gain_territory" and item.stem.startswith(_TAKING)
    if taken and not bound.places:
        before = (i.ref for i in reversed(scene.items[: bound.index]) if i.ref is not None)
        bound.places = [ref for ref in before if is_place(ref)][:1]
    told = bool(bound.targets or bound.places or _done_to_what_follows(scene, bound))
    if taken:
        return
    if (item.has("objective") or bound.trigger.actor == "tgt" or taken_in) and not told:
        bound.targets = bound.targets or object_before(scene, bound.index)
    elif bound.trigger.type in _DONE_BY:
        bound.actors = doer_before(scene, bound.index)


def _made_to(scene: Scene, bound: Bound) -> None:
    """Who is made to flee suffers it; who is made to do anything else does it."""
    pushed, pushers = _pushed(scene, bound.index)
    if pushed and bound.trigger.type == "displace":
        bound.targets, bound.actors = pushed, pushers
    elif pushed:
        bound.actors = pushed


def _asked_of(bound: Bound, slots: Slots) -> None:
    """«طلب … من X»: X is asked and does not ask."""
    asked = {ref.key for ref in slots.by_preposition.get("من", [])}
    if bound.trigger.type == "demand" and any(ref.key in asked for ref in bound.actors):
        bound.targets, bound.actors = bound.actors, []


def _nominative(ref: Ref) -> bool:
    """«جسر يستخدمه المدنيون»: the ending of a subject, so no genitive."""
    return ref.mention == "nominal" and " " not in ref.name and ref.name.endswith("ون")


def _noun_arabic(
    bound: Bound,
    slots: Slots,
    genitive: list[Ref],
    adjectives: list[Ref],
    frame: str,
    *,
    objective: bool,
) -> None:
    harmed = [ref for ref in genitive if ref.kind == "civilians" or ref.number]
    helped = bound.trigger.type == "support" and _helped(bound, genitive, slots)
    if frame == "tgt" or helped or _object_genitive(bound, slots, objective=objective):
        bound.targets = genitive
        bound.actors = agents(slots)
    elif harmed and bound.trigger.type in HARM:
        bound.targets = harmed
        bound.actors = agents(slots)
    elif frame == "from":
        bound.actors = slots.by_preposition.get("من", []) or genitive
    else:
        bound.actors = adjectives or genitive or agents(slots)
        for preposition in ("من", "ل") if frame == "gen" and not bound.actors else ():
            told = bound.trigger.type in HARM or (preposition == "من" and not _takes(bound))
            told = told and not (preposition == "من" and bound.trigger.type in _LEAVING)
            found = slots.by_preposition.get(preposition, []) if told else []
            mine = [r for r in found if acts(r) and r.kind != "civilians"]
            if preposition == "ل" and slots.sited:
                bound.targets = bound.targets or mine  # «هجوم على ثكنة لـX»
                continue
            bound.actors = bound.actors or mine


_LEAVING = frozenset(("lose_territory", "concede", "displace"))
"""«انسحابها من X»: from whom or where, and not by whom."""


def _helped(bound: Bound, genitive: list[Ref], slots: Slots) -> bool:
    """«دعم المتمردين», «تسليح الفصائل»: who is no state and supports nobody named is supported."""
    lone = len(slots.bare) < 2 and not (bound.trigger.subtype or slots.by_preposition.get("ل"))
    states = ("state", "government", "organisation")
    named = [ref for ref in genitive if ref.mention != "adjective"]
    return lone and bool(named) and all(r.cls == "party" and r.kind not in states for r in named)


def _takes(bound: Bound) -> bool:
    """«استعادة المدينة من X»: X loses it."""
    return bound.trigger.type == "gain_territory"


def _charged(scene: Scene, bound: Bound) -> bool:
    """«اتهمت A بتزويد B …»: the doer is the accused, so the noun behind is the object."""
    if scene.items[bound.index].preposition == "ل" and (
        (bound.trigger.type in HARM and bound.trigger.pos == "v")
        or (bound.trigger.type == "support" and bound.form.person != "X")
    ):
        return True
    clause = scene.clauses[bound.clause]
    before = scene.items[clause.start : bound.index]
    if any(i.stem.startswith("مسوولي") for i in before[-2:]):
        return bound.trigger.type != "lose_territory"
    item = scene.items[bound.index]
    if (item.preposition != "ب" and not item.text.startswith("ب")) or bound.trigger.type in (
        "lose_territory",
        "withhold_support",
    ):
        return False
    kinds = ("accuse", "threaten", "demand")
    return any(not i.types.isdisjoint(kinds) for i in before if i.ref is None)


def _object_genitive(bound: Bound, slots: Slots, *, objective: bool) -> bool:
    """«استهداف المدنيين»: the noun of a derived transitive verb takes its object when alone."""
    if objective:
        return len(slots.bare) < 2
    derived = bound.trigger.pos == "v" and bound.form.person != "I"
    lone = len(slots.bare) < 2 and not (slots.opaque_object or slots.done_to)
    kind = bound.trigger.type
    return (
        derived and lone and (kind in HARM or kind == "weaken") and "dobj" in bound.trigger.targets
    )


def _noun_english(scene: Scene, bound: Bound, slots: Slots) -> None:
    before = scene.items[bound.index - 1] if bound.index else None
    if before is not None and before.text.endswith("ly") and bound.index > 1:
        before = scene.items[bound.index - 2]
    owner = before.ref if before is not None and before.ref is not None else None
    if owner is None and bound.index > 1 and scene.items[bound.index - 1].ref is None:
        second = scene.items[bound.index - 2]
        if (
            second.ref is not None
            and before is not None
            and not before.has("preposition", "function", "auxiliary", "relative", "subordinator")
            and not finite(before)
            and not before.is_mark
        ):
            owner = second.ref
    of = [ref for ref in slots.by_preposition.get("of", []) if acts(ref)]
    bound.actors = agents(slots)
    if owner is not None and acts(owner):
        if bound.trigger.actor == "tgt" and not _of_follows(scene, bound.index):
            bound.targets = [owner]
        elif not bound.actors:
            bound.actors = [owner]
    if bound.trigger.actor == "tgt" and slots.bare and not bound.targets and not of:
        bound.targets = [ref for ref in slots.bare[0] if acts(ref)]
    if (bound.trigger.actor == "tgt" and of) or (
        of and not bound.targets and bound.trigger.type in HARM
    ):
        bound.targets = of
    elif of and not bound.actors:
        bound.actors = of


def _of_follows(scene: Scene, index: int) -> bool:
    """«X's siege of Y»: what suffers stands behind "of", so X does it."""
    return [i.text for i in scene.items[index + 1 : index + 2]] == ["of"]


_PUSHING = words_of("pushing")


def _pushed(scene: Scene, index: int) -> tuple[list[Ref], list[Ref]]:
    """«دفع Y X إلى القبول …»: who is made to do something, and who makes him."""
    if index < 3 or not scene.arabic or scene.items[index - 1].text not in ("الي", "علي"):
        return [], []
    pushed = scene.items[index - 2]
    if pushed.ref is None or pushed.preposition or not acts(pushed.ref):
        return [], []
    for place in range(index - 3, max(-1, index - 7), -1):
        item = scene.items[place]
        if item.ref is None and (item.stem in _PUSHING or item.text in _PUSHING):
            between = scene.items[place + 1 : index - 2]
            makers = [i.ref for i in between if i.ref is not None and not i.preposition]
            return [pushed.ref], [ref for ref in makers if acts(ref)][:1]
    return [], []


_ANSWERABLE = words_of("answerable")
_CLAIMING = words_of("claiming")


def _answerable(scene: Scene, index: int) -> list[Ref]:
    """«أعلنت X مسؤوليتها عن تفجير …», «تبنّت X الهجوم»: who owns up to an attack made it."""
    near = range(index - 1, max(-1, index - 4), -1)
    owned = next((p for p in near if scene.items[p].text in _ANSWERABLE), -1)
    first = owned if owned > 0 else index
    for place in range(first - 1, max(-1, first - 6), -1):
        item = scene.items[place]
        if item.text.startswith(("claimed responsib", "claims responsib")):
            return [ref for ref in subject_of(scene, place, None)[0] if acts(ref)]
        if item.ref is None and (item.text in _CLAIMING or item.stem in _CLAIMING):
            mine = owned > 0 or item.stem.startswith(("تبن", "يتبن", "تتبن"))
            if not mine or any(
                i.text in ("لم", "لا") for i in scene.items[max(0, place - 1) : place]
            ):
                return []
            form = next((f for _, f in item.cues if f is not None), None)
            return [ref for ref in subject_of(scene, place, form)[0] if acts(ref)]
    return []


def _noun_targets(bound: Bound, slots: Slots) -> list[Ref]:
    left = bound.trigger.type == "lose_territory" or bound.trigger.subtype == "withdraw"
    for preposition in bound.trigger.targets:
        found = [ref for ref in slots.by_preposition.get(preposition, []) if acts(ref)]
        found = [ref for ref in found if not (left and ref.kind == "state")]
        if found:
            return found
    if len(slots.bare) > 1:
        return [ref for ref in slots.bare[1] if acts(ref)]
    return []


_DOING = frozenset(("قيام", "شن", "تنفيذ", "اجراء"))
_CARRYING = frozenset(("light", "suffers"))


def _carrier(scene: Scene, item: Item) -> tuple[Cue, Form | None] | None:
    """Return the light verb an item is; «مع استمرار المفاوضات» has none, only a noun.

    «لحصار تفرضه X وسط تحذيرات»: a verb with a pronoun carries the noun before it.
    """
    if scene.arabic and item.back and finite(item):
        return None
    if item.cue_values.isdisjoint(_CARRYING):
        return None
    light = [(c, f) for c, f in item.cues if c.value in ("light", "suffers")]
    verbs = [(c, f) for c, f in light if f is None or f.tense != "noun" or c.value == "suffers"]
    return next(iter(verbs if scene.arabic else light), None)


_CARRIED, _CARRIED_AS_FAR = 9, 13


def _from_light(scene: Scene, bound: Bound) -> tuple[list[Ref], list[Ref]]:
    """Take the subject of the light verb that carries a noun, before it or in a relative clause."""
    far = _CARRIED_AS_FAR if bound.trigger.type in _MUTUAL else _CARRIED
    for place in range(bound.index - 1, max(-1, bound.index - far), -1):
        item = scene.items[place]
        if item.is_mark and item.text not in ('"', ",", "،", "-", "(", ")"):
            break
        cue = _carrier(scene, item)
        cue = None if cue is not None and responsible_at(scene, place) > 0 else cue
        if item.stem in _DOING and item.ref is None:
            done = slots_after(scene, place, bound.index).bare[:1]  # «قيام X بهجوم»
            return [ref for group in done for ref in group if acts(ref)], bound.targets
        by_means = item.stem in _RESPONDING and _by_means(scene, bound.index)
        if cue is None and (by_means or _begins(scene, place, bound.index)):
            return [r for r in subject_of(scene, place, plain_form(item.stem))[0] if acts(r)], []
        if cue is None:
            if item.triggers and finite(item):
                break
            continue
        announces = "source" in item.cue_values
        if announces and bound.trigger.type not in _ANNOUNCED:
            break
        subject, _ = subject_of(scene, place, cue[1])
        if subject:
            scene.subjects.setdefault(scene.clause_of(place), subject)
        if cue[0].value == "suffers":
            bound.first = min(bound.first, place)
            bound.places += _place_before(scene, place, bound.index)
            suffers = [ref for ref in subject or _owner(scene, place, bound) if acts(ref)]
            return _carried(scene, bound), suffers
        bound.first = min(bound.first, place)
        return [ref for ref in subject if acts(ref)], bound.targets
    return _carried(scene, bound) or _from_relative(scene, bound), bound.targets


def _owner(scene: Scene, place: int, bound: Bound) -> list[Ref]:
    """«تعرّضت قافلة للجيش X لكمين»: whose thing suffers."""
    slots = slots_after(scene, place, bound.index)
    nameless = slots.opaque or slots.opaque_object
    return slots.by_preposition.get("ل", [])[:1] if nameless else []


_RESPONDING = words_of("responding")


_BEGINNING = words_of("beginning")


def _begins(scene: Scene, place: int, index: int) -> bool:
    """«شرعت X بحفر …», «بدأت X في سحب …», «تواصل X الزج بـ…»: who begins to do it does it."""
    item, noun = scene.items[place], scene.items[index]
    if item.ref is not None or item.stem not in _BEGINNING:
        return False
    governed = noun.preposition == "ب" or noun.text.startswith("ب")
    return governed or scene.items[index - 1].text in ("في", "ب", "علي", "الي")


def _by_means(scene: Scene, index: int) -> bool:
    """«ردّت بقصف …», «بإطلاق صواريخ»: how somebody acted."""
    item = scene.items[index]
    return not item.article and (item.preposition == "ب" or item.raw.startswith(("ب", "وب")))


_ANNOUNCED = frozenset(
    ("ceasefire", "agree", "gain_territory", "lose_territory", "accept", "reject", "mobilise",
     "protest", "concede")
)  # fmt: skip
"""What those who announce it also do; a death they announce is not their deed."""


def _place_before(scene: Scene, start: int, end: int) -> list[Ref]:
    """«تعرّضت بلدة X لقصف»: the place that suffers."""
    return [
        item.ref
        for item in scene.items[start + 1 : end]
        if item.ref is not None and is_place(item.ref) and not item.preposition
    ]


def _carried(scene: Scene, bound: Bound) -> list[Ref]:
    """«هجوم شنّه X على Y», "an attack launched by X on Y": a light verb behind the noun."""
    for place in range(bound.index + 1, min(len(scene.items), bound.index + 5)):
        item = scene.items[place]
        if item.is_mark or "relative" in item.kinds:
            return []
        light = "light" in item.cue_values and any(
            c.value == "light" and f is not None for c, f in item.cues
        )
        if light and (item.back or _by_follows(scene, place)):
            slots = slots_after(scene, place, scene.clauses[scene.clause_of(place)].end)
            bound.targets = bound.targets or _noun_targets(bound, slots)
            bound.places += _located(slots)
            first = agents(slots) if not scene.arabic else [r for g in slots.bare[:1] for r in g]
            return [ref for ref in first if acts(ref)]
    return []


def _by_follows(scene: Scene, place: int) -> bool:
    after = scene.items[place + 1 : place + 2]
    return not scene.arabic and bool(after) and after[0].text == "by"


def _from_relative(scene: Scene, bound: Bound) -> list[Ref]:
    following = bound.clause + 1
    if following >= len(scene.clauses) or scene.clauses[following].kind != "rel":
        return []
    clause = scene.clauses[following]
    for place in range(clause.start, min(clause.end, clause.start + 4)):
        item = scene.items[place]
        light = any(cue.value == "light" and form is not None for cue, form in item.cues)
        if light or item.text in _CARRIED_OUT:
            slots = slots_after(scene, place, clause.end)
            found = [ref for group in slots.bare[:1] for ref in group if acts(ref)]
            bound.targets = bound.targets or _noun_targets(bound, slots)
            bound.places += _located(slots)
            bound.last = max(bound.last, slots.last)
            return found
    return []


_CARRIED_OUT = frozenset(("يقودها", "تقودها", "قادها", "قادتها", "يقوده", "تقوده", "قاده", "قادته"))
"""«العملية التي يقودها X»: verbs with a pronoun that the lists have as relations."""


def _located(slots: Slots) -> list[Ref]:
    """Return the places behind prepositions of place."""
    return [
        ref for p, refs in slots.by_preposition.items() if p in LOCATIVE
        for ref in refs if is_place(ref)
    ]  # fmt: skip
