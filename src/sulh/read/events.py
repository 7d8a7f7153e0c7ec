"""The events of a sentence, as claims."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from sulh.read.answers import answered, branded, died, owned, readied
from sulh.read.campaigns import campaigned, fell, operated, won
from sulh.read.chains import holders_at, time_at
from sulh.read.clauses import finite
from sulh.read.control import left_in, share_of
from sulh.read.event_force import Force, force_of
from sulh.read.frames import bind
from sulh.read.guards import calming, empty, holds, idle, recalled
from sulh.read.implied import (
    add_addressees,
    add_aims,
    add_condemned,
    add_controlled,
    add_threats,
    deny_for_oneself,
    drop_speakers,
)
from sulh.read.items import Ref
from sulh.read.lists import words_of
from sulh.read.makes import (
    DEEDS,
    blamed,
    ceased,
    downed,
    exchanged,
    fired,
    made,
    paid,
    sent,
    withheld,
)
from sulh.read.merges import merged
from sulh.read.moments import settle_times
from sulh.read.raw import RawClaim
from sulh.read.readings import readings
from sulh.read.scene import SPEECH, Bound, Scene, is_place
from sulh.read.view import View

__all__ = ["find_events"]


def find_events(view: View) -> list[RawClaim]:
    """Return the event claims of a sentence, with the control claims of «يسيطر»."""
    bounds = _triggered(view.scene)
    if view.scene.signs & DEEDS:
        bounds += _deeds(view.scene)
    if not bounds:
        return []
    view.bounds = merged(view.scene, sorted(bounds, key=lambda b: b.index))
    claims = []
    for bound in view.bounds:
        _held_there(view, bound)
        force = force_of(view.scene, bound, view.scopes)
        if holds(view.scene, bound) and force.modality in ("asserted", "denied", "accused"):
            claims += [
                _holding(view, bound, force, area)
                for area in left_in(view, bound.index, bound.places)
            ]
            continue
        if force.drop or recalled(view.scene, bound) or _only_thought_of(view.scene, bound, force):
            continue
        claim = _claim(view, bound, force)
        if bound.trigger.subtype == "shooting" and _fire_ends(view.scene, bound.index):
            claim.type, claim.subtype, claim.targets = "ceasefire", "", []
        if not empty(view.scene, bound) or _asked_or_charged(claim, bound):
            shown = bound.trigger.type in _OTHER_TYPES or bound.trigger.subtype == "kill"
            claims.append(_retyped(view, bound, claim) if shown else claim)
    add_addressees(view, claims)
    add_threats(claims)
    add_condemned(claims)
    _carry_places(view, claims)
    settle_times(view, claims)
    return claims


_STOPPING = words_of("stopping")
_GIVEN = words_of("given")


def _only_thought_of(scene: Scene, bound: Bound, force: Force) -> bool:
    """«على إنهاء الحرب», «مقابل وقف العدوان»: an end that nothing says has come."""
    item = scene.items[bound.index]
    first = item.text.removeprefix("ب").removeprefix("ل").partition(" ")[0]
    ends = bound.trigger.type == "ceasefire" and force.modality == "asserted" and scene.arabic
    if not ends or finite(item) or "اطلاق" in item.text or first not in _ENDS:
        return False
    return not (bound.index and scene.items[bound.index - 1].stem in _GIVEN)


_ENDS = _STOPPING | {"حقن", "توقف"}
_HAPPENING = frozenset(("attack", "fight", "casualty", "destroy"))
_GROUND_EVENTS = _HAPPENING | {"gain_territory", "lose_territory", "protest", "concede"}


def _carry_places(view: View, claims: list[RawClaim]) -> None:
    """«سيطرت … على X بعد معارك»: what a sentence tells of one fight happened in one place."""
    told = [c for c in claims if c.places and c.type in _GROUND_EVENTS]
    for claim in claims:
        if claim.type not in _HAPPENING or claim.places:
            continue
        same = [c for c in told if _one_scene(view, claim, c)]
        if same:
            nearest = min(same, key=lambda c: abs(c.index - claim.index))
            others = {ref.key for ref in claim.actors + claim.targets}
            claim.places = [ref for ref in nearest.places if ref.key not in others]


_ONE_SCENE = 14
"""Words between two events that may be one scene."""


def _one_scene(view: View, claim: RawClaim, other: RawClaim) -> bool:
    """Tell whether two events may be one scene: of one force and holder, no new verb between."""
    if other.modality != claim.modality or other.holders != claim.holders:
        return False
    if abs(other.index - claim.index) > _ONE_SCENE:
        return False
    between = view.scene.items[claim.index + 1 : other.index + 1]
    return not any(i.conjunction and finite(i) and not i.types & _SUFFERED for i in between)


_SUFFERED = frozenset(("casualty",))
"""«قُتل … وأُصيب … في اشتباكات في X»: the dead and the hurt are of one scene."""


def _deeds(scene: Scene) -> list[Bound]:
    """Bind what is told in several words that no list can hold."""
    return [bound for rule in _DEEDS for bound in rule(scene)]


_DEEDS = (fired, downed, exchanged, blamed, made, paid, withheld, ceased, operated, campaigned, won,
          fell, sent, answered, readied, owned, branded, died)  # fmt: skip


def _asked_or_charged(claim: RawClaim, bound: Bound) -> bool:
    """«دعا X Y إلى التدخل», "accused X of arming …": who is asked or accused would do it."""
    charged = claim.modality in ("accused", "demanded", "intended", "denied", "proposed")
    return charged and bool(claim.actors) and not bound.actors


def _triggered(scene: Scene) -> list[Bound]:
    """Bind every trigger that says something, in each reading it has here."""
    language = "ar" if scene.arabic else "en"
    return [
        bind(scene, index, trigger, form)
        for index, item in enumerate(scene.items)
        if item.ref is None and item.triggers and not idle(scene, index)
        for trigger, form in readings(scene, index)
        if trigger.lang == language
    ]


def _retyped(view: View, bound: Bound, claim: RawClaim) -> RawClaim:
    """Give an event the type that its arguments show."""
    if bound.trigger.type == "intervene" and calming(view.scene, bound):
        claim.type = "mediate"
    if bound.trigger.type == "lose_territory" and _changed_mind(view.scene, bound):
        claim.type, claim.places = "shift_position", []
    if bound.trigger.type == "gain_territory" and _freed(bound):
        claim.type, claim.subtype = "concede", "release"
    if bound.trigger.type == "gain_territory" and _grabbed(view, bound):
        claim.type, claim.subtype = "attack", "capture"
    if bound.trigger.type == "destroy" and _falls_apart(view, bound):
        claim.type, claim.subtype, claim.targets = "breach", "", []
    if bound.trigger.type == "displace" and _steps_down(view, bound):
        claim.type, claim.subtype = "concede", "step_down"
        claim.actors, claim.targets = claim.actors or claim.targets, []
    if bound.trigger.type == "attack" and _blows_up_a_deal(view.scene, bound):
        claim.type, claim.subtype, claim.targets, claim.places = "breach", "", [], []
    if bound.trigger.type == "lose_territory" and _lost_men(view.scene, bound):
        claim.type, claim.subtype = "casualty", "killed"
        claim.actors, claim.targets = [], claim.actors
    if bound.trigger.subtype == "kill" and not bound.actors:
        claim.type, claim.subtype = "casualty", "killed"
    return claim


_OTHER_TYPES = frozenset(
    ("intervene", "lose_territory", "gain_territory", "destroy", "displace", "attack")
)
_ENDING_FIRE = frozenset(("وقف", "وقفا", "ايقاف", "توقف"))


def _fire_ends(scene: Scene, index: int) -> bool:
    """«وقف إنساني لإطلاق النار», «الوقف الفوري لإطلاق النار»: fire that ends, and none opened."""
    item = scene.items[index]
    if item.preposition != "ل" and not item.text.startswith("ل"):
        return False
    before = scene.items[max(0, index - 4) : index]
    return any(i.stem in _ENDING_FIRE or i.text.removeprefix("ب") in _ENDING_FIRE for i in before)


_GROUND = words_of("city_of")


def _changed_mind(scene: Scene, bound: Bound) -> bool:
    """«تراجعت X عن موافقتها»: one goes back on a word, not from a place."""
    if not scene.items[bound.index].stem.startswith(("تراجع", "يتراجع")):
        return False
    for place in range(bound.index + 1, min(len(scene.items) - 1, bound.index + 5)):
        if scene.items[place].stem == "عن":
            after = scene.items[place + 1]
            ground = after.has("place_head", "part_head", "site") or after.stem in _GROUND
            said = any(t.type in SPEECH for t, _ in after.triggers) or bool(after.back)
            return after.ref is None and not ground and (said or not bound.places)
    return False


_LEAVING = words_of("leaving_office")


def _steps_down(view: View, bound: Bound) -> bool:
    """«رحيل الرئيس», «رحيل السلطة»: who rules leaves office, nobody is driven out."""
    items = view.scene.items
    word, after = items[bound.index], items[bound.index + 1 : bound.index + 3]
    if word.stem not in _LEAVING and word.text not in _LEAVING:
        return False
    rulers = [r for r in bound.targets if r.kind in ("government", "state") or r.cls == "person"]
    gov = any(i.has("role", "title", "gov_head") or _rules(i.ref) for i in after)
    return bool(rulers) or gov


def _rules(ref: Ref | None) -> bool:
    return ref is not None and (ref.kind == "government" or ref.head in ("سلطه", "نظام", "حكم"))


def _falls_apart(view: View, bound: Bound) -> bool:
    """«انهيار الاتفاق», "the truce collapsed": an agreement breaks, nothing is destroyed."""
    items = view.scene.items
    if items[bound.index].back and items[bound.index].stem.startswith("انهيار"):
        return True  # «حذّر من انهيارها»
    near = items[bound.index + 1 : bound.index + 2]
    near += [] if view.scene.arabic else items[max(0, bound.index - 1) : bound.index]
    return any(i.has("agreement_head") or (i.ref and i.ref.cls == "agreement") for i in near)


def _blows_up_a_deal(scene: Scene, bound: Bound) -> bool:
    """«ستنسف اتفاق X», «نسف الهدنة»: an agreement is broken, nothing explodes."""
    if "نسف" not in scene.items[bound.index].stem:
        return False
    after = scene.items[bound.index + 1 : bound.index + 2]
    return any(
        i.has("agreement_head") or "ceasefire" in i.types or (i.ref and i.ref.cls == "agreement")
        for i in after
    )


_LOSING = ("خسر", "يخسر", "تخسر")


def _lost_men(scene: Scene, bound: Bound) -> bool:
    """«خسر الجيش … أكثر من ستين جندياً»: people are lost, no ground."""
    if not scene.items[bound.index].stem.startswith(_LOSING) or bound.targets:
        return False
    behind = scene.items[bound.index + 1 : scene.clauses[bound.clause].end]
    return any(
        (n.is_number or "number" in n.kinds) and (i.has("fighter", "people") or i.text in _MEN)
        for n, i in pairwise(behind)
    )


_MEN = words_of("some_of")


_GRABBING = words_of("grabbing")
_GRABBED = words_of("grabbed")


def _grabbed(view: View, bound: Bound) -> bool:
    """«seized a cargo ship», «استولت على سفينة»: things are taken, no ground."""
    items = view.scene.items
    word = items[bound.index]
    if word.text not in _GRABBING and word.stem.split(maxsplit=1)[0] not in _GRABBING:
        return False
    near = items[bound.index + 1 : bound.index + 6]
    return any(i.ref is None and (i.text in _GRABBED or i.stem in _GRABBED) for i in near)


_FREED = words_of("freed")


def _freed(bound: Bound) -> bool:
    """«حرّرت القوات 22 رهينة»: people were set free, no place was taken."""
    people = [ref for ref in bound.targets if ref.head in _FREED or ref.name in _FREED]
    return bool(people) and not bound.places


def _held_there(view: View, bound: Bound) -> None:
    """«منطقة X، وهي منطقة تسيطر عليها Y»: the pronoun goes back to the last place."""
    if bound.trigger.type != "gain_territory" or bound.places:
        return
    after = view.scene.items[bound.index + 1 : bound.index + 2]
    if after and after[0].text in ("عليها", "عليه"):
        before = (i.ref for i in reversed(view.scene.items[: bound.index]) if i.ref is not None)
        bound.places = [ref for ref in before if is_place(ref)][:1]


def _holding(view: View, bound: Bound, force: Force, area: Ref) -> RawClaim:
    claim = _claim(view, bound, force)
    claim.kind = claim.type = "control"
    claim.subtype, claim.targets, claim.places = "", [], [area]
    claim.share = share_of(view, area)
    return claim


def _claim(view: View, bound: Bound, force: Force) -> RawClaim:
    items = view.scene.items
    first, last = bound.first, bound.last
    if force.negation >= 0:
        first = min(first, force.negation) if bound.index - force.negation <= 4 else first
    opening = items[first].ref
    start = opening.start if opening else items[first].start + len(items[first].conjunction)
    scope = force.scope
    claim = RawClaim(
        kind="event",
        type=bound.trigger.type,
        subtype=bound.trigger.subtype,
        start=start,
        end=items[last].end,
        sentence=view.number,
        actors=_unique(bound.actors),
        targets=_unique(bound.targets),
        places=_unique(bound.places),
        modality=force.modality,
        polarity=force.polarity,
        realis=force.realis,
        holders=holders_at(view, bound.index, scope),
        cue=(items[scope.index].start, items[scope.index].end) if scope else None,
        hedge=items[force.hedge].text if force.hedge >= 0 else "",
        when=time_at(view, bound.index),
        rules=(bound.trigger.id, *force.rules),
        index=bound.index,
    )
    if claim.subtype == "recourse":  # «استعان X بـY»: Y is the one who helps
        claim.actors, claim.targets = claim.targets, claim.actors
    if claim.type == "deny":
        deny_for_oneself(claim)
    if scope is not None:
        drop_speakers(claim, scope)
        add_controlled(view, bound, claim, scope)
    if not claim.actors:
        add_aims(view, bound, claim)
    claim.confidence = _confidence(bound, force)
    return claim


def _unique(refs: list[Ref]) -> list[Ref]:
    return list({ref.key: ref for ref in refs}.values()) if len(refs) > 1 else list(refs)


def _confidence(bound: Bound, force: Force) -> float:
    """Guess from named arguments and plain force; what `sulh.read.confidence` has to beat."""
    return _score(
        bool(bound.actors), bool(bound.targets), bool(bound.places),
        bound.subject_from == "running", force.modality != "asserted",
    )  # fmt: skip


@lru_cache(maxsize=32)
def _score(*known: bool) -> float:
    """Return what such a guess is, from what is known of the event."""
    actors, targets, places, running, unreal = known
    score = 0.45 + 0.2 * actors + 0.15 * targets + 0.1 * places
    score -= 0.1 * running + 0.1 * unreal
    return round(max(0.05, min(score, 0.95)), 2)
