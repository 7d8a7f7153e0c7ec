"""One event a word: the better of two readings, and a verb with its own noun."""

from __future__ import annotations

from dataclasses import replace

from sulh.read.scene import Bound, Scene

__all__ = ["merged"]

_KILL = frozenset(("attack", "casualty"))


def _goes_on(scene: Scene, earlier: Bound, later: Bound) -> bool:
    """«في غارة استهدفت شقة»: the verb behind an indefinite attack only says what it hit."""
    same = earlier.trigger.type == later.trigger.type == "attack"
    if not same or later.actors or not 0 < later.index - earlier.index <= 4:
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
    kept: list[Bound] = []
    for bound in bounds:
        twin = next((b for b in kept if b.index == bound.index), None)
        if twin is not None:
            kept[kept.index(twin)] = _better(twin, bound)
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
        if bound.trigger.id == "rule:withheld":
            gone.update(range(bound.index + 1, bound.index + 4))
        if bound.trigger.subtype == "repel":
            gone.update(_repelled(bounds, bound))
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


def _repelled(bounds: list[Bound], repel: Bound) -> list[int]:
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


def _better(first: Bound, second: Bound) -> Bound:
    types = {first.trigger.type, second.trigger.type}
    if types == _KILL:
        attack, casualty = (first, second) if first.trigger.type == "attack" else (second, first)
        return attack if attack.actors and not attack.passive else casualty
    return max((first, second), key=_fit)


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
    if later.trigger.subtype == "kill" and earlier.trigger.subtype != "kill":
        return False
    noun = later.trigger.pos == "n" or later.form.tense == "noun"
    between = scene.items[earlier.index + 1 : later.index]
    return noun and not any(item.conjunction or item.text == "and" for item in between)
