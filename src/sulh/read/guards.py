"""Words that look like events and say nothing of their own: idioms, attributes, references."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable

from sulh.read.alike import ALIKE
from sulh.read.clauses import finite
from sulh.read.items import Item
from sulh.read.lists import words_of
from sulh.read.scene import HARM, Bound, Scene
from sulh.read.signs import sign

__all__ = ["calming", "empty", "holds", "idle", "recalled", "under_rule"]

Guard = Callable[[Scene, int], bool]
_MAKING = words_of("making")


_STAFF = words_of("staff")
_ATTRIBUTES = frozenset(
    [
        "armed",
        "supported",
        "backed",
        "controlled",
        "displaced",
        "united",
        "wounded",
        "disputed",
        "recognised",
        "recognized",
    ]
)


_NO_GROUND = frozenset(("حيز", "effect", "force"))
_OWN_DAY = words_of("own_day")


def _said_otherwise(scene: Scene, index: int) -> bool:
    """Tell idioms: «دخل حيز التنفيذ» takes nothing, «يستبعد أن» rejects nothing, "aid agencies"."""
    items = scene.items
    item = items[index]
    if "gain_territory" in item.types:
        following = items[index + 1 : index + 9]
        return any(i.stem in _NO_GROUND or i.text in _OWN_DAY for i in following)
    if "unlikely" in item.cue_kinds:
        return any("complementizer" in i.kinds for i in items[index + 1 : index + 7])
    if scene.arabic or index + 1 >= len(items):
        return False
    after = items[index + 1]
    if not (after.has("org_head", "people") or after.text in _STAFF):
        return False
    if after.ref is not None and after.ref.mention != "nominal":
        return False
    noun = bool(item.triggers) and all(t.pos == "n" for t, _ in item.triggers)
    helped = index > 0 and items[index - 1].has("auxiliary", "pronoun")
    return noun or not helped


def _reference(scene: Scene, index: int) -> bool:
    """Tell whether a noun only refers to something said elsewhere («الاتفاق») or is an attribute.

    «armed groups» arms no one; «the agreement» agrees to nothing.
    """
    item = scene.items[index]
    before = scene.items[index - 1] if index else None
    if not scene.arabic:
        after = scene.items[index + 1] if index + 1 < len(scene.items) else None
        group = after is not None and (after.ref is not None or after.has("people", "org_head"))
        if item.text == "disputed" and before is not None and before.text in ("the", "a"):
            return True  # «the disputed region»
        if item.text in _ATTRIBUTES and group:
            helped = before is not None and before.has("auxiliary", "preposition")
            return not helped and (before is None or before.ref is None)
    if not all(t.type in _AGREED and t.pos == "n" for t, _ in item.triggers):
        return False
    if "ceasefire" in item.types and not (scene.arabic and item.stem in ("هدنه", "تهديه")):
        return False
    if scene.arabic:
        wished = item.preposition and before is not None and not before.triggers
        wished = wished or (before is not None and "agree" in before.types)
        made = before is not None and (before.stem in _MAKING or (finite(before) and not wished))
        return item.article and not made
    made = any(
        i.text in _MAKING or "verb" in i.kinds for i in scene.items[max(0, index - 4) : index]
    )
    words = [i.text for i in scene.items[max(0, index - 4) : index]]
    return ("the" in words or "under" in words) and not made


def _bare_noun(item: Item) -> bool:
    """«الأمر», «الطلب»: with the article a noun spelt like the verb is mostly an ordinary one."""
    return all(f.person == "I" and t.type not in HARM for t, f in item.triggers)


_NEVER = frozenset(
    ("preposition", "function", "subordinator", "complementizer", "relative", "pronoun")
)
_ORDINARY = frozenset(("time", "common", "army_head", "org_head"))


def idle(scene: Scene, index: int) -> bool:
    """Tell whether a trigger stands where it says nothing of its own.

    Dawn and day are no explosions, and a party's or agreement's name is no event.
    """
    for guard in _guards_at(scene.items[index].signs & _ANY):  # noqa: SIM110 - half the time
        if guard(scene, index):
            return True
    return False


def _of_another_class(scene: Scene, index: int) -> bool:
    """Tell function words, names of bodies and ordinary nouns from the triggers they look like."""
    item = scene.items[index]
    kinds = item.kinds
    if kinds:
        never = not kinds.isdisjoint(_NEVER)
        if never and item.stem == item.text.removeprefix(item.conjunction):
            return True
        if not item.event_verb and not kinds.isdisjoint(_ORDINARY):
            return True
    if scene.arabic:
        return item.article and ("adjective" in kinds or _bare_noun(item))
    return item.text in ("burn", "burns")


def _light(scene: Scene, index: int) -> bool:
    """Tell a light verb that carries the noun behind or before it."""
    item = scene.items[index]
    after = scene.items[index + 1] if index + 1 < len(scene.items) else None
    light = "light" in item.cue_values
    return light and ((after is not None and bool(after.triggers)) or _carries(scene, index))


def _dawn(scene: Scene, index: int) -> bool:
    """«فجراً»: a time of day."""
    item = scene.items[index]
    return item.stem in _DAWN and "time" in item.kinds


def _carries(scene: Scene, index: int) -> bool:
    """«قصف … شنّته قوات X»: a light verb whose pronoun is the event named before it."""
    if not scene.items[index].back:
        return False
    for item in reversed(scene.items[max(0, index - 3) : index]):
        if item.is_mark or finite(item):
            return False
        if item.triggers and item.ref is None:
            return True
    return False


def _hit_object(scene: Scene, index: int) -> bool:
    """«دكّت تحصينات X»: what is hit fortifies no one."""
    item = scene.items[index]
    noun = bool(item.triggers) and all(t.type == "fortify" for t, _ in item.triggers)
    before = scene.items[max(0, index - 2) : index]
    return (
        noun and not item.verb() and any(not i.types.isdisjoint(HARM) for i in before if i.verb())
    )


def _other_verb(scene: Scene, index: int) -> bool:
    """«التزم الصمت», «تستعد», «لم تستبعد», «اعترضت صاروخاً»: verbs that look like other verbs."""
    item = scene.items[index]
    before = scene.items[index - 1].stem if index else ""
    near = scene.items[index + 1 : index + 5]
    if "comply" in item.types and any(i.text in _STAYING for i in near):
        return True
    if item.text in _ABSOLUTE:
        return True  # «نفياً قاطعاً», «احتجاجاً على»
    if item.stem in ("تقدم", "يقدم") and before in ("لم", "لن", "ان", "ما لم"):
        return True  # «ما لم تقدّم … ضمانات»
    if item.stem in ("يستعد", "تستعد"):
        return before != "لم"
    if item.stem.startswith(_RULING_OUT):
        return before in ("لم", "لا")
    met = scene.arabic and item.stem.startswith(_OBJECTING)
    return met and all(i.stem != "علي" for i in near)


_AMOUNTING = frozenset(("تبلغ", "يبلغ"))
_ALIKE = frozenset(("لاحقا", "مقابله"))


def _spelt_alike(scene: Scene, index: int) -> bool:
    """«تبلغ 35 ألف جندي», «لاحقاً», «مقابلة مع قناة»: a number, a time, an interview."""
    item, after = scene.items[index], scene.items[index + 1 : index + 2]
    if item.text in _AMOUNTING:
        return any(i.is_number or i.has("number") for i in after)
    return item.text in _ALIKE or item.stem in _ALIKE


def _relief_office(scene: Scene, index: int) -> bool:
    """«منسق الإغاثة»: an office, and no relief given."""
    item = scene.items[index]
    office = index > 0 and scene.items[index - 1].has("role", "title")
    return office and item.article and "support" in item.types


def _delivered(scene: Scene, index: int) -> bool:
    """«شحنة صواريخ», «مزيداً من قذائف المدفعية»: weapons that change hands are not fired."""
    item = scene.items[index]
    weapon = any(
        t.type == "attack" and t.pos == "n" and t.subtype in ("missile", "shelling", "")
        for t, _ in item.triggers
    )
    before = scene.items[max(0, index - 2) : index]
    return (
        weapon and not item.article
        and any(i.stem in _SUPPLY or i.text in _SUPPLY for i in before)
    )  # fmt: skip


_SUPPLY = words_of("supply_of")
_ABSTRACT = words_of("abstract")


def _figure(scene: Scene, index: int) -> bool:
    """«فجّر … أزمة», «أصاب القادة قلق»: violence said of what cannot be hurt."""
    if scene.items[index].types.isdisjoint(HARM):
        return False
    near = [*scene.items[max(0, index - 2) : index], *scene.items[index + 1 : index + 5]]
    return any(
        i.ref is None and not i.preposition and (i.text in _ABSTRACT or i.stem in _ABSTRACT)
        for i in near
    )


def _named_in_passing(scene: Scene, index: int) -> bool:
    """«(خفض التصعيد)», «تضمنت الرسالة …»: a name in brackets, a letter that is told of."""
    items = scene.items
    item = items[index]
    if 0 < index < len(items) - 1 and items[index - 1].text == "(" and items[index + 1].text == ")":
        return True
    if "convey_message" not in item.types or not item.article:
        return False
    letter = all(t.type == "convey_message" and t.pos == "n" for t, _ in item.triggers)
    carried = any(i.verb() or finite(i) for i in scene.items[max(0, index - 3) : index - 1])
    held = "verb" in scene.items[index - 1].kinds if index else False
    return scene.arabic and letter and not (carried and not held)


def _continues(scene: Scene, index: int) -> bool:
    """«القصف تواصل ليلاً», «تواصلت الاشتباكات»: what goes on, and nobody in touch with anybody."""
    item = scene.items[index]
    near = scene.items[index + 1 : index + 5]
    return (
        item.stem.startswith(_GOING_ON)
        and not any(i.text == "مع" for i in near)
        and bool(item.verb())
    )


_CHAIRED = frozenset(("برياسه", "تراسه", "تراسته", "يراسه"))


def _own_meeting(scene: Scene, index: int) -> bool:
    """«عقدت X اجتماعاً طارئاً برئاسة …»: a body meets among itself and talks with nobody."""
    item = scene.items[index]
    near = scene.items[index + 1 : index + 5]
    chaired = any(i.text in _CHAIRED or i.stem in _CHAIRED for i in near)
    met = "negotiate" in item.types and "اجتماع" in item.stem
    return met and chaired and not any(i.text in ("مع", "بين") for i in near)


_LINE = frozenset(("خط", "خطوط", "مناطق", "منطقه", "نقاط", "نقطه", "line", "lines", "areas"))


_MAY_BE = frozenset(("would", "will", "could", "should", "must", "might", "may"))


def _before_what_may_be(scene: Scene, index: int) -> bool:
    """«Before attacking X, Y would need drones»: not done, as little as what it comes before."""
    opens = scene.items[index - 1].text if index else ""
    if opens not in ("before", "without", "after") or not scene.items[index].text.endswith("ing"):
        return False
    clause = scene.clause_of(index)
    later = scene.clauses[clause + 1 : clause + 2] or [scene.clauses[clause]]
    words = {i.text for c in later for i in scene.items[max(c.start, index) : c.end]}
    sure = {"would", "will"} if opens == "after" else _MAY_BE
    return not words.isdisjoint(sure)


def _no_deed(scene: Scene, index: int) -> bool:
    """«خط السيطرة», "without a fight", «قوبل القصف بـ»: ground, and idioms."""
    item = scene.items[index]
    before = scene.items[max(0, index - 2) : index]
    if scene.arabic and item.stem in ("قوبل", "قوبلت"):
        return True
    if not scene.arabic and _before_what_may_be(scene, index):
        return True
    line = bool(before) and before[-1].ref is None and before[-1].stem in _LINE
    if (line or under_rule(scene.items, index)) and any(
        t.type == "gain_territory" for t, _ in item.triggers
    ):
        return True
    return item.text == "fight" and [i.text for i in before] == ["without", "a"]


def under_rule(items: list[Item], index: int) -> bool:
    """«تخضع X لسيطرة Y»: how things stand, and nothing that was taken."""
    if items[index].text != "لسيطره":
        return False
    return any("خضع" in item.stem for item in items[max(0, index - 10) : index])


_SOLUTION = words_of("solution")
_PHASE = words_of("phase")


def _as_solution(scene: Scene, index: int) -> bool:
    """«الحل يكمن في تسوية سياسية وليس بعملية عسكرية»: an opinion, and nothing that happened."""
    item = scene.items[index]
    if item.article or item.verb() or not item.types <= _SOLVING:
        return False
    clause = scene.clauses[scene.clause_of(index)]
    return any(
        i.ref is None and (i.text in _SOLUTION or i.stem in _SOLUTION or "way_out" in i.cue_values)
        for i in scene.items[max(0, clause.start - 4, index - 12) : index]
    )


def _talks_again(scene: Scene, index: int) -> bool:
    """«طرفي المفاوضات», «تلك المفاوضات», «مستجدات المفاوضات»: talks that are only named."""
    item = scene.items[index]
    before = scene.items[index - 1] if index else None
    if before is None or not scene.arabic or not item.article or item.preposition:
        return False
    if not all(t.type == "negotiate" and t.pos == "n" for t, _ in item.triggers):
        return False
    if before.ref is not None and index > 1 and finite(scene.items[index - 2]):
        return False  # «استأنف الطرفان المفاوضات»: the object of a verb
    noun = before.ref is not None or not (before.kinds or before.triggers or before.cues)
    plain = not before.is_mark and before.stem not in _PHASE and not finite(before)
    return (noun and plain and not before.conjunction) or "demonstrative" in before.kinds


_STAYING = words_of("staying")
_DAWN = frozenset(("فجرا", "صباحا", "مساء", "ليلا"))
_AGREED = frozenset(("agree", "ceasefire"))
_ABSOLUTE = frozenset(("قاطعا", "احتجاجا"))
_LOOKING_LIKE = frozenset(("تقدم", "يقدم", "يستعد", "تستعد"))
_RULING_OUT = ("استبعد", "يستبعد", "تستبعد")
_OBJECTING = ("اعترض", "يعترض", "تعترض")
_MET = frozenset(("قوبل", "قوبلت", "fight"))
_SOLVING = frozenset(("agree", "attack", "negotiate", "ceasefire"))
_GOING_ON = ("تواصل", "يتواصل", "تتواصل")
_ALWAYS: tuple[Guard, ...] = (_of_another_class, _named_in_passing, _said_otherwise)
_AT: dict[Guard, int] = {
    _no_deed: sign("no deed", stems=_MET, types=("gain_territory",), ends=("ing",)),
    _as_solution: sign("as solution", types=_SOLVING),
    _talks_again: sign("talks", types=("negotiate",)),
    _own_meeting: sign("talks", types=("negotiate",)),
    _hit_object: sign("fortifies", types=("fortify",)),
    _relief_office: sign("helps", types=("support",)),
    _spelt_alike: sign("spelt alike", texts=_AMOUNTING | _ALIKE, stems=_ALIKE),
    _other_verb: sign(
        "other verb", texts=_ABSOLUTE, stems=_LOOKING_LIKE, types=("comply",),
        starts=(*_RULING_OUT, *_OBJECTING),
    ),
    _delivered: sign("attacks", types=("attack",)),
    _figure: sign("harms", types=HARM),
    _reference: sign("refers", texts=_ATTRIBUTES, types=_AGREED),
    _light: sign("light verb", values=("light",)),
    _dawn: sign("dawn", stems=_DAWN),
    _continues: sign("goes on", starts=_GOING_ON),
    **ALIKE,
}  # fmt: skip
"""What makes a trigger idle, and the sign of the words at which it can be true at all."""
_ANY = functools.reduce(operator.or_, _AT.values())


@functools.lru_cache(maxsize=4096)
def _guards_at(signs: int) -> tuple[Guard, ...]:
    """Return the guards that a word with these signs needs."""
    return (*_ALWAYS, *(guard for guard, needed in _AT.items() if signs & needed))


_HOLDING = frozenset(["يسيطر", "تسيطر", "يسيطرون", "controls", "control"])


def holds(scene: Scene, bound: Bound) -> bool:
    """«يسيطر X على …»: a state, who holds what, not an event."""
    present = bound.form.tense == "present" and scene.items[bound.index].stem in _HOLDING
    return present and bool(bound.actors and bound.places)


def _stative(scene: Scene, bound: Bound) -> bool:
    """«تسيطر X» without a place: who holds something unnamed takes nothing."""
    present = bound.form.tense == "present" and scene.items[bound.index].stem in _HOLDING
    return present and not bound.places


def _entered_nothing(scene: Scene, bound: Bound) -> bool:
    """«حال تدخل الوسطاء …»: to enter takes a place."""
    enters = scene.items[bound.index].stem.startswith(("دخل", "يدخل", "تدخل"))
    near = scene.items[bound.index + 1 : bound.index + 8]
    somewhere = any(i.ref is None and i.has("place_head", "part_head", "site") for i in near)
    return enters and not (bound.places or bound.targets or somewhere)


_LEFT = frozenset(("غادر", "مغاد"))
"""«غادر»: people who leave are displaced, envoys are not."""


_NEEDY = frozenset(("gain_territory", "lose_territory", "weaken", "fortify", "comply"))


_EMPTY_WITHOUT = frozenset(
    ("demand", "accept", "visit", "support", "convey_message", "comply", "condemn", "reject",
     "threaten", "displace", "intervene", "concede")
)  # fmt: skip
"""Types whose words mean too many other things to count without any argument."""


_WIDELY = words_of("widely")


def _widely(scene: Scene, bound: Bound) -> bool:
    """«شجب واستنكار دولي», «قبول هذه الاتفاقيات»: by many, or of something that is said."""
    near = [i for i in scene.items[bound.index + 1 : bound.index + 6] if i.ref is None]
    if bound.trigger.type == "condemn":
        return any(i.stem in _WIDELY or i.text in _WIDELY for i in near)
    if bound.trigger.type in ("accept", "reject"):
        return any("agreement_head" in i.kinds for i in near[:3])
    return False


_SAID_BY_VERBS = frozenset(("support", "displace", "intervene", "concede", "reject", "threaten"))


def _nobody_hurt(scene: Scene, bound: Bound, *, bare: bool) -> bool:
    """«القضاء على الفقر», «الاستفزازات»: what needs somebody it is done to, or anybody at all."""
    if bound.trigger.subtype in ("eliminate", "face"):
        return not bound.targets
    return bare and scene.items[bound.index].stem.startswith("استفزاز")


def empty(scene: Scene, bound: Bound) -> bool:
    """Tell whether an event of a type that means little alone has no argument at all."""
    bare = not (bound.actors or bound.targets or bound.places)
    noun = bound.trigger.pos == "n" or bound.form.tense == "noun"
    charge = noun and bound.trigger.type in ("accuse", "deny")
    idiom = bound.trigger.type == "gain_territory" and not bound.actors and bound.idiom
    if (
        bound.trigger.type == "displace"
        and scene.items[bound.index].stem.lstrip("يتن")[:4] in _LEFT
    ):
        return not any(ref.kind in ("civilians", "community") for ref in bound.targets)
    if bound.trigger.type == "gain_territory" and _entered_nothing(scene, bound):
        return True
    stative = bound.trigger.type == "gain_territory" and _stative(scene, bound)
    if idiom or stative or _nobody_hurt(scene, bound, bare=bare):
        return True
    if bare and noun and _widely(scene, bound):
        return False
    if bare and bound.trigger.type in _EMPTY_WITHOUT:
        named = scene.items[bound.index].back
        helps = bound.trigger.type == "support" and bound.trigger.pos == "v"  # «ساعد القبول على …»
        return not named and (noun or helps or bound.trigger.type not in _SAID_BY_VERBS)
    kept = bound.trigger.type == "comply" and _by_pronoun(scene, bound.index)
    return bare and not kept and (bound.trigger.type in _NEEDY or charge)


def _by_pronoun(scene: Scene, index: int) -> bool:
    """«الالتزام به», "to honour it": what is kept was named before."""
    item, after = scene.items[index], scene.items[index + 1 : index + 2]
    return item.text.endswith(" it") or any(i.text in ("به", "بها", "بهما", "it") for i in after)


_CALMING = words_of("calming")


def calming(scene: Scene, bound: Bound) -> bool:
    """«تدخلت … لضمان تهدئة»: an intervention that makes peace is mediation."""
    near = scene.items[bound.index + 1 : bound.index + 8]
    return any(i.stem in _CALMING or i.text in _CALMING for i in near if i.ref is None)


_RECALLED = frozenset(("attack", "fight", "displace", "destroy", "intervene"))


def recalled(scene: Scene, bound: Bound) -> bool:
    """Tell whether a definite noun without arguments only goes back to an event told before."""
    item = scene.items[bound.index]
    if bound.actors or bound.targets or bound.places or bound.trigger.type not in _RECALLED:
        return False
    before = scene.items[bound.index - 1] if bound.index else None
    carried = before is not None and "light" in before.cue_values
    carried = carried or any(
        _continues(scene, p) for p in range(bound.index + 1, min(len(scene.items), bound.index + 3))
    )
    if scene.arabic:
        return item.article and not item.text.endswith("ات") and not carried
    words = [i.text for i in scene.items[max(0, bound.index - 2) : bound.index]]
    singular = bound.trigger.pos == "n" and not item.text.endswith("s")
    return singular and bool({"the", "this", "that"} & set(words)) and not carried
