"""One event a word: the better of two readings, and a verb with its own noun."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sulh.read.clauses import finite
from sulh.read.lists import words_of
from sulh.read.scene import Bound, Scene

__all__ = ["merged"]

_BACKGROUND = words_of("background")
_KILL = frozenset(("attack", "casualty"))


def _goes_on(scene: Scene, earlier: Bound, later: Bound) -> bool:
    """«في غارة استهدفت شقة»: the verb behind an indefinite attack only says what it hit."""
    same = earlier.trigger.type == later.trigger.type == "attack"
    own = bool(later.actors) and later.subject_from == "after"
    if not same or own or not 0 < later.index - earlier.index <= 4:
        return False
    noun = earlier.trigger.pos == "n" or earlier.form.tense == "noun"
    verb = later.trigger.pos == "v" and later.form.tense == "past"
    item = scene.items[later.index]
    between = scene.items[earlier.index : later.index + 1]
    joined = item.conjunction or item.back or any(i.is_mark for i in between)
    return scene.arabic and noun and verb and not joined and not scene.items[earlier.index].article


_WEIGHT = {"agree": 0, "escalate": 0, "attack": 1, "support": 1}


def merged(scene: Scene, bounds: list[Bound]) -> list[Bound]:
    """Keep one event a trigger and one for a verb with its own noun («هاجم … هجوماً»)."""
    kept: list[Bound] = bounds[:1]
    for bound in bounds[1:]:
        twin = next((b for b in kept if b.index == bound.index), None)
        if twin is not None:
            kept[kept.index(twin)] = _better(scene, twin, bound)
            continue
        echo = next((b for b in kept if _echoes(scene, b, bound)), None)
        if echo is not None:
            echo.targets = echo.targets or bound.targets
            echo.places = echo.places or bound.places
            echo.actors = echo.actors or bound.actors
            echo.last = max(echo.last, bound.last)
            continue
        told = next((b for b in kept if _goes_on(scene, b, bound)), None)
        if told is not None:
            told.targets = told.targets or bound.targets
            told.places = told.places or bound.places
            told.last = max(told.last, bound.last)
            continue
        kept.append(bound)
    return _collapsed(scene, kept)


def _collapsed(scene: Scene, bounds: list[Bound]) -> list[Bound]:
    """«انهارت ثلاث هدن»: what falls is an agreement, so it is broken and nothing is destroyed.

    «أوقفت … دعمها»: what ends is support, so none is given.
    """
    gone: set[int] = set()
    for bound in bounds:
        gone.update(_absorbed(scene, bounds, bound))
        if bound.trigger.type != "destroy":
            continue
        before = scene.items[bound.index - 1] if bound.index else None
        if before is not None and before.has("agreement_head") and not before.preposition:
            bound.trigger = replace(bound.trigger, type="breach", subtype="")
            continue
        near = range(bound.index + 1, min(len(scene.items), bound.index + 4))
        head = next((p for p in near if scene.items[p].has("agreement_head")), -1)
        if head > 0 and all(scene.items[p].ref is None for p in range(bound.index + 1, head)):
            bound.trigger = replace(bound.trigger, type="breach", subtype="")
            gone.add(head)
    return [b for b in bounds if b.index not in gone]


def _absorbed(scene: Scene, bounds: list[Bound], bound: Bound) -> Iterable[int]:
    """Return the places of the words that an event takes in as its own object."""
    if bound.trigger.id in ("rule:withheld", "rule:ceased"):
        return range(bound.index + 1, bound.index + 4)
    if bound.trigger.id == "rule:won":
        return range(bound.index + 1, bound.last + 1)
    if bound.trigger.type == "withhold_support":
        return _withheld_from(scene, bounds, bound)
    if not bound.trigger.subtype:
        return ()
    take = _TAKING.get(bound.trigger.subtype)
    return take(scene, bounds, bound) if take is not None else ()


def _withheld_from(scene: Scene, bounds: list[Bound], held: Bound) -> list[int]:
    """«عدم إرسال … لدعم X»: the support is what is not given, and X does not get it."""
    for later in bounds:
        near = 0 < later.index - held.index <= 6 and later.clause == held.clause
        if near and later.trigger.type == "support" and scene.items[later.index].preposition == "ل":
            held.targets = held.targets or [
                r
                for r in (*later.targets, *later.actors)
                if r.key not in {a.key for a in held.actors}
            ]
            held.last = max(held.last, later.last)
            return [later.index]
    return []


def _met_on(scene: Scene, bounds: list[Bound], met: Bound) -> list[int]:
    """«التقى الطرفان على حل وسط»: to meet on something is to agree."""
    for later in bounds:
        near = 0 < later.index - met.index <= 4 and later.trigger.type == "agree"
        if near and scene.items[later.index - 1].text == "علي":
            later.actors, later.targets = later.actors or met.actors, later.targets or met.targets
            later.first = min(later.first, met.first)
            return [met.index]
    return []


def _delivered(scene: Scene, bounds: list[Bound], given: Bound) -> list[int]:
    """«سلّمه رسالة»: what is handed over is word from somebody."""
    for later in bounds:
        near = 0 < later.index - given.index <= 5 and later.clause == given.clause
        if near and later.trigger.type == "convey_message":
            later.actors, later.targets = given.actors, given.targets
            later.first = min(later.first, given.first)
            return [given.index] if not scene.items[given.index].article else []
    return []


def _repelled(_scene: Scene, bounds: list[Bound], repel: Bound) -> list[int]:
    """«تصدت القوات لهجوم …»: the attack that was met is one event with meeting it."""
    for later in bounds:
        noun = later.trigger.pos == "n" or later.form.tense == "noun"
        near = 0 < later.index - repel.index <= 8 and later.clause == repel.clause
        if near and noun and later.trigger.type == "attack":
            repel.places = repel.places or later.places
            repel.targets = repel.targets or later.actors
            repel.last = max(repel.last, later.last)
            return [later.index]
    return []


def _better(scene: Scene, first: Bound, second: Bound) -> Bound:
    types = {first.trigger.type, second.trigger.type}
    if types == {"gain_territory", "intervene"}:
        enters, intervenes = (
            (first, second) if first.trigger.type == "gain_territory" else (second, first)
        )
        if not _entered(scene, enters):
            intervenes.actors = intervenes.actors or enters.actors
            intervenes.first, intervenes.last = enters.first, enters.last
            return intervenes
    if types == _KILL:
        attack, casualty = (first, second) if first.trigger.type == "attack" else (second, first)
        return attack if attack.actors and not attack.passive else casualty
    return max((first, second), key=_fit)


def _entered(scene: Scene, bound: Bound) -> bool:
    """«تدخل X المدينة», «إلى Y»: entered is what stands right there, not behind another event."""
    places = {ref.key for ref in bound.places}
    for item in scene.items[bound.index + 1 :]:
        if item.ref is not None and item.ref.key in places:
            return True
        if item.ref is None and (item.triggers or finite(item) or item.text == "في"):
            return False
    return bool(bound.targets)


def _fit(bound: Bound) -> tuple[bool, int, int]:
    """Order the readings of one word: taking territory needs a place."""
    placeless = bound.trigger.type in ("gain_territory", "visit") and not bound.places
    filled = len(bound.actors) + len(bound.targets)
    return not placeless, filled, _WEIGHT.get(bound.trigger.type, 0)


def _echoes(scene: Scene, earlier: Bound, later: Bound) -> bool:
    if earlier.trigger.type != later.trigger.type or earlier.clause != later.clause:
        return False
    if not 0 < later.index - earlier.index <= 6:
        return False
    between = scene.items[earlier.index + 1 : later.index]
    dated = any(i.ref is None and i.stem in _BACKGROUND for i in between)
    if dated or (later.trigger.subtype == "kill" and earlier.trigger.subtype != "kill"):
        return False  # «القضاء على X بعد اقتحامهم …»: two events
    noun = later.trigger.pos == "n" or later.form.tense == "noun"
    marched = later.trigger.type == "protest" and bool(between) and between[-1].text == "to"
    noun = noun or marched  # "took to the streets to protest"
    mine = bool(scene.items[later.index].back) and later.trigger.type == "shift_position"
    if noun and mine:
        return True  # «تبدل موقف X وتقاربها مع Y»
    doers = {ref.key for ref in earlier.actors}
    others = bool(later.actors) and doers.isdisjoint(ref.key for ref in later.actors)
    if scene.items[later.index].conjunction and doers and others:
        return False  # «هجوم X وغارات Y»
    return noun and not any(item.conjunction or item.text == "and" for item in between)


_TAKING = {"meet": _met_on, "handover": _delivered, "repel": _repelled}
