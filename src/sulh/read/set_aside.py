"""What is named only to be refused, broken or stopped, and so is no event of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.read.lists import words_of
from sulh.read.scene import Bound, Scene

if TYPE_CHECKING:
    from sulh.read.scopes import Scope

__all__ = ["only_mentioned", "refused", "stopped"]

_STOPPING = words_of("stopping")
_DEALS = frozenset(("mediate", "agree", "ceasefire", "negotiate", "demand", "accuse"))


def _broken(scene: Scene, index: int) -> bool:
    """«خرق الهدنة», "violating the truce": the agreement is named, not made."""
    near = scene.items[max(0, index - 4) : index]
    return any("breach" in item.types for item in near if item.ref is None)


def _not_taken(scene: Scene, index: int) -> bool:
    """«لن يقبل الجيش هدنة»: what nobody accepts is not in force."""
    for place in range(index - 1, max(-1, index - 5), -1):
        item = scene.items[place]
        if item.ref is None and "accept" in item.types:
            before = scene.items[max(0, place - 2) : place]
            return any(i.stem in ("لن", "لم", "لا", "not") for i in before)
    return False


def _named_for(scene: Scene, index: int) -> bool:
    """«اتفاق لوقف إطلاق النار»: what the agreement is for is no event beside it."""
    before = scene.items[index - 1] if index else None
    return (
        scene.items[index].preposition == "ل"
        and before is not None
        and (before.has("agreement_head") or "agree" in before.types)
    )


_GOING_BACK = ("تراجع", "يتراجع", "عدل", "عدول")


def _gone_back_on(scene: Scene, index: int) -> bool:
    """«تراجعت X عن موافقتها على الهدنة»: what is taken back, and what it was about, is no event."""
    for place in range(index - 1, max(-1, index - 6), -1):
        item = scene.items[place]
        if item.stem == "عن":
            near = scene.items[max(0, place - 5) : place]
            return any(i.ref is None and i.stem.startswith(_GOING_BACK) for i in near)
        if item.is_mark or item.conjunction or item.text in _APART or item.ref is not None:
            return False
    return False


_APART = frozenset(("بعد", "قبل", "عقب", "اثر", "وسط", "خلال"))


def refused(scene: Scene, bound: Bound, over: list[Scope]) -> bool:
    """«رفض المبادرة», «نفت الاتهامات»: the object of the refusal is no event of its own."""
    noun = bound.trigger.pos == "n" or bound.form.tense == "noun"
    if noun and _only_named(scene, bound):
        return True
    return bool(over) and any(_under(scene, bound, scope, noun=noun) for scope in over)


def _only_named(scene: Scene, bound: Bound) -> bool:
    """Tell whether an agreement, truce or talks are named to be refused or broken."""
    kind = bound.trigger.type
    if kind == "ceasefire" and (_named_for(scene, bound.index) or _not_taken(scene, bound.index)):
        return True
    broken = kind in ("agree", "ceasefire") and _broken(scene, bound.index)
    if broken or _gone_back_on(scene, bound.index):
        return True
    return kind in _DEALS and _turned_down(scene, bound.index)


def _under(scene: Scene, bound: Bound, scope: Scope, *, noun: bool) -> bool:
    gap = bound.index - scope.index
    if 0 < gap <= 3 and bound.trigger.type in _DEALS and _refuses(scene, scope):
        return True
    near = gap <= 4 and noun
    if near and scope.cue.kind in ("refuse", "reject", "fail") and bound.trigger.type in _DEALS:
        return True
    return near and scope.value == "denied" and bound.trigger.type == "accuse"


def _turned_down(scene: Scene, index: int) -> bool:
    """«we reject any talks»: what is turned down right before is no event of its own."""
    clause = scene.clause_of(index)
    return not scene.arabic and any(
        scene.clause_of(p) == clause and "reject" in scene.items[p].types
        for p in range(max(0, index - 4), index)
    )


def _refuses(scene: Scene, scope: Scope) -> bool:
    """«refuses to negotiate»: the refusal is told, so the talks are not told as not held too."""
    return scope.value == "negated" and "reject" in scene.items[scope.index].types


def stopped(scene: Scene, bound: Bound) -> bool:
    """«وقف القصف», «an end to the siege»: what is to stop, or stopped, is not reported anew."""
    if bound.trigger.type in _OWN_DEEDS and _stopped_by(scene, bound):
        return True
    for place in range(bound.index - 1, max(-1, bound.index - 3), -1):
        item = scene.items[place]
        text = item.text
        if item.stem in _STOPPING or text in _STOPPING:
            return True
        if text[:1] in "بلو" and text[1:] in _STOPPING:
            return True
        if text not in _BEFORE_STOPPED:
            return False
    return False


_BEFORE_STOPPED = frozenset(("of", "to", "the", "all", "كل", "جميع", "اعمال", "عمليات"))


_OWN_DEEDS = frozenset(("displace", "mediate", "support", "concede", "visit"))
_STOPS = words_of("stops")


def _stopped_by(scene: Scene, bound: Bound) -> bool:
    """«أوقفت الأمم المتحدة إجلاء المدنيين»: a deed that its doer stops or puts off."""
    noun = bound.trigger.pos == "n" or bound.form.tense == "noun"
    before = scene.items[max(0, bound.index - 3) : bound.index]
    who = next((i.ref for i in before if i.ref is not None), None)
    return noun and who is not None and any(i.ref is None and i.stem in _STOPS for i in before)


# ---- acts of speech and nouns that report nothing of their own -------------------------------

_PROMISING = words_of("promising")
_WARNERS = ("state", "government", "armed_force", "armed_group", "coalition", "movement")
_DURING = frozenset(("خلال", "اثناء", "during", "amid"))
_GOING_ON = words_of("going_on")


def only_mentioned(scene: Scene, bound: Bound) -> bool:
    """Tell what a word names without reporting it: a promise, a warning, fighting that goes on."""
    return _promised(scene, bound) or _warned(scene, bound) or _dated_by(scene, bound)


def _promised(scene: Scene, bound: Bound) -> bool:
    """«تعهد بـ…», "promised to …": a promise to nobody is no agreement; its content is read."""
    if bound.trigger.type not in ("agree", "accept") or bound.targets:
        return False
    item = scene.items[bound.index]
    word = item.stem if scene.arabic else item.text.split(maxsplit=1)[0]
    return word in _PROMISING


def _warned(scene: Scene, bound: Bound) -> bool:
    """«حذّر منسق الإغاثة من نزوح …»: who bears no arms and warns of something threatens no one."""
    if bound.trigger.type != "threaten" or "warn" not in scene.items[bound.index].cue_kinds:
        return False
    return not any(ref.cls == "party" and ref.kind in _WARNERS for ref in bound.actors)


def _dated_by(scene: Scene, bound: Bound) -> bool:
    """«خلال هدنة قصيرة», «إذا استمر التصعيد»: a noun alone that only dates or conditions."""
    noun = bound.trigger.pos == "n" or bound.form.tense == "noun"
    if not noun or bound.actors or bound.targets or bound.places:
        return False
    items, index = scene.items, bound.index
    if index and items[index - 1].text in _DURING:
        return True
    place = index - 1 if scene.arabic else index + 1
    if not 0 <= place < len(items) or items[place].stem not in _GOING_ON:
        return False
    return any("conditional" in i.cue_values for i in items[max(0, index - 3) : index])
