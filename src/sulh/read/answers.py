"""Events told by what somebody answers, stands ready for, owns up to or calls another.

«ردّت … على قوات X», «استعداد X لاقتحام Y», «أعلن مسؤوليته عنه», «وصف X بالإرهابية», «قضى جنديان».
"""

from __future__ import annotations

from sulh.read.agreeing import plain_form
from sulh.read.clauses import finite
from sulh.read.frames import bind
from sulh.read.items import Ref
from sulh.read.lists import Trigger, words_of
from sulh.read.morphology import Form
from sulh.read.pronouns import doer_before
from sulh.read.scene import HARM, Bound, Scene, acts, unjoined, with_joined
from sulh.read.signs import sign
from sulh.read.subjects import subject_of

__all__ = ["answered", "branded", "died", "owned", "readied"]

DEEDS = sign("deed")
_ARMED = frozenset(("armed_force", "armed_group", "coalition", "movement"))
_ANSWERED = Trigger("rule:answered", "attack", "", "ar", "v", "subj", ("علي", "ضد"))
_ANSWERING = with_joined(frozenset(("رد", "ردت", "ردوا", "يرد", "ترد", "يردون", "نرد")))
_HARD = frozenset(("بقوه", "بحزم", "بقسوه", "بعنف", "عسكريا", "فورا", "مباشره"))


def answered(scene: Scene) -> list[Bound]:
    """Find «سترد X بقوة على الجيش Y», «ردت X على قوات Y»: an answer given in arms."""
    found = []
    for index, item in scene.at(_ANSWERING, DEEDS):
        stem = unjoined(item.stem)
        if item.triggers or item.article:
            continue
        end = min(scene.clauses[scene.clause_of(index)].end, index + 8)
        on = next((p for p in range(index + 1, end) if scene.items[p].text in ("علي", "ضد")), -1)
        hit = scene.items[on + 1].ref if 0 < on < end - 1 else None
        hard = any(i.stem in _HARD for i in scene.items[index + 1 : end])
        if hit is None or hit.cls != "party":
            continue
        if hit.kind in _ARMED or (hard and hit.kind in ("state", "government")):
            form = plain_form(stem.removeprefix("س"))
            bound = bind(scene, index, _ANSWERED, form)
            bound.last = max(bound.last, on + 1)
            found.append(bound)
    return found


_READIED = Trigger("rule:readied", "mobilise", "", "ar", "n", "gen", ())
_READINESS = words_of("readiness")
_FOR_WAR = words_of("for_war")
_ATTACKS = HARM | {"fight", "gain_territory"}


def readied(scene: Scene) -> list[Bound]:
    """Find «استعداد X لاقتحام Y», «قواته مستعدة للرد»: who stands ready to fight."""
    found = []
    for index, item in scene.marked(DEEDS):
        if item.stem.partition(" ")[0] not in _READINESS or item.triggers or item.verb():
            continue
        for place in range(index + 1, min(len(scene.items), index + 7)):
            aim = scene.items[place]
            if aim.is_mark or (aim.ref is None and finite(aim)):
                break
            toward = aim.text[:1] == "ل" or item.stem.endswith(" ل")
            if toward and aim.ref is None:
                if aim.types & _ATTACKS or aim.stem in _FOR_WAR or aim.text[1:] in _FOR_WAR:
                    bound = bind(scene, index, _READIED, Form(item.stem, "noun"))
                    bound.places, bound.last = [], max(bound.last, place)
                    bound.actors = bound.actors or _by_pronoun(scene, index)
                    found.append(bound)
                break
    return found


def _by_pronoun(scene: Scene, index: int) -> list[Ref]:
    """«جاهزيته لصد …»: whose readiness it is, by its pronoun."""
    text = scene.items[index].text
    back = next((b for b in ("ها", "هم", "ه") if text.endswith(b)), "")
    owned_by = text.removesuffix(back)
    named = owned_by in _READINESS or (owned_by.endswith("ت") and owned_by[:-1] + "ه" in _READINESS)
    return doer_before(scene, index, back) if back and named else []


_OWNED = Trigger("rule:owned", "attack", "", "ar", "v", "subj", ())
_ANSWERABLE = words_of("answerable")
_CLAIMING = words_of("claiming")
_FOR_IT = frozenset(("عنه", "عنها", "عنهما", "عن ذلك"))


def owned(scene: Scene) -> list[Bound]:
    """Find «أعلن X مسؤوليته عنه»: who owns up to what was told before did it."""
    found = []
    for index, item in scene.marked(DEEDS):
        after = scene.items[index + 1 : index + 2]
        if item.text not in _ANSWERABLE or not after or after[0].text not in _FOR_IT:
            continue
        for place in range(index - 1, max(-1, index - 8), -1):
            verb = scene.items[place]
            if verb.ref is None and finite(verb) and verb.stem in _CLAIMING:
                form = next((f for _, f in verb.cues if f is not None), plain_form(verb.stem))
                bound = bind(scene, place, _OWNED, form)
                bound.targets, bound.places, bound.last = [], [], index + 1
                bound.actors = [r for r in subject_of(scene, place, form)[0] if acts(r)]
                found += [bound] if bound.actors else []
                break
    return found


_BRANDED = Trigger("rule:branded", "condemn", "", "ar", "v", "subj", ("dobj",))
_CALLING = words_of("calling_names")
_NAMES = words_of("called_names")


def branded(scene: Scene) -> list[Bound]:
    """Find «وصف X Y بالإرهابية», «تعتبرها X جماعة إرهابية»: what one says of an enemy."""
    found = []
    for index, item in scene.at(_CALLING, DEEDS):
        end = min(len(scene.items), index + 11)
        named = next((p for p in range(index + 1, end) if _name(scene, p)), -1)
        if named < 0 or item.triggers or item.article:
            continue
        form = plain_form(unjoined(item.stem))
        bound = bind(scene, index, _BRANDED, form)
        bound.last = max(bound.last, named)
        found += [bound] if bound.actors and bound.targets else []
    return found


def _name(scene: Scene, place: int) -> bool:
    item = scene.items[place]
    bare = item.stem.removeprefix("ب").removeprefix("ال")
    return item.ref is None and (item.stem in _NAMES or bare in _NAMES)


_DIED = Trigger("rule:died", "casualty", "killed", "ar", "v", "tgt", ())
_DYING = with_joined(frozenset(("قضي", "قضت", "قضوا", "قضيا")))


def died(scene: Scene) -> list[Bound]:
    """Find «قضى أربعة مدنيين في …»: people who lost their lives."""
    found = []
    for index, item in scene.at(_DYING, DEEDS):
        if item.triggers or item.cues:
            continue
        people = _people(scene, index)
        if people:
            bound = bind(scene, index, _DIED, plain_form(unjoined(item.stem)))
            bound.targets, bound.actors = people, []
            found.append(bound)
    return found


def _people(scene: Scene, index: int) -> list[Ref]:
    """Return who stands right behind a verb, past numbers, if these are people."""
    for item in scene.items[index + 1 : index + 4]:
        if item.ref is not None:
            dead = item.ref.number is not None or item.ref.kind in ("civilians", "group")
            return [item.ref] if dead and not item.preposition else []
        if item.has("time") or not (item.is_number or item.has("number")):
            return []
    return []


sign("deed", stems=_ANSWERING | _CALLING | _DYING, words=_ANSWERABLE)
sign("deed", test=lambda word: word.stem.partition(" ")[0] in _READINESS)
