"""Wars told by their aim or their outcome.

«حملة لتحرير X», «عمليات X على Y», «انتهت المعركة لصالح X», «سقطت X بيد Y».
"""

from __future__ import annotations

from sulh.read.frames import bind
from sulh.read.items import Item, Ref
from sulh.read.lists import Trigger, words_of
from sulh.read.morphology import Form
from sulh.read.scene import Bound, Scene, acts, is_place, unjoined, with_joined
from sulh.read.signs import sign

__all__ = ["campaigned", "fell", "operated", "won"]

DEEDS = sign("deed")

_OPERATED = Trigger("rule:operated", "attack", "", "ar", "n", "gen", ("علي", "ضد"))
_OPERATION = words_of("operation")
_ARMED = frozenset(("armed_force", "armed_group", "coalition", "movement"))


def operated(scene: Scene) -> list[Bound]:
    """Find «عمليات X على Y»: whose operations against somebody or some place they are."""
    found = []
    for index, item in scene.at(_OPERATION, DEEDS):
        if item.triggers or index + 3 >= len(scene.items):
            continue
        after = scene.items[index + 1]
        armed = after.ref is not None and not after.preposition and after.ref.kind in _ARMED
        against = any(i.text in ("علي", "ضد") for i in scene.items[index + 2 : index + 4])
        if armed and against:
            found.append(bind(scene, index, _OPERATED, Form(item.stem, "noun")))
    return found


_CAMPAIGNED = Trigger("rule:campaigned", "attack", "", "ar", "n", "gen", ("ضد",))
_CAMPAIGN = words_of("campaign")


def campaigned(scene: Scene) -> list[Bound]:
    """Find «حملة لتحرير X», «حرب لاستعادة Y»: a war with the aim of taking ground."""
    found = []
    for index, item in scene.at(_CAMPAIGN, DEEDS):
        if item.verb() or index + 1 == len(scene.items):
            continue
        aim = scene.items[index + 1]
        if aim.preposition == "ل" and "gain_territory" in aim.types:
            bound = bind(scene, index, _CAMPAIGNED, Form(item.stem, "noun"))
            taking = next((t, f) for t, f in aim.triggers if t.type == "gain_territory")
            taken = bind(scene, index + 1, taking[0], Form(aim.stem, "noun"))
            bound.actors = bound.actors or taken.actors
            bound.places = bound.places or taken.places
            bound.last = max(bound.last, index + 1)
            found.append(bound)
    return found


_WON = Trigger("rule:won", "gain_territory", "win", "ar", "v", "none", ())
_ENDING = words_of("ending")
_JOINED_ENDING = with_joined(_ENDING)
_BATTLE = words_of("battle")


def won(scene: Scene) -> list[Bound]:
    """Find «انتهت المعركة لصالح X»: a battle that somebody wins."""
    found = []
    for index, item in scene.at(_JOINED_ENDING, DEEDS):
        stem = unjoined(item.stem)
        if stem not in _ENDING or not scene.arabic:
            continue
        end = scene.clauses[scene.clause_of(index)].end
        near = scene.items[index + 1 : min(end, index + 4)]
        favour = next((p for p in range(index + 1, end) if _favour(scene.items[p])), -1)
        if favour < 0 or not any(i.stem in _BATTLE or i.text in _BATTLE for i in near):
            continue
        bound = bind(scene, index, _WON, Form(stem, "past"))
        after = scene.items[favour + 1 : favour + 2]
        bound.actors = [i.ref for i in after if i.ref is not None and acts(i.ref)]
        bound.actors = bound.actors or _favoured(scene, favour)
        bound.last = max(bound.last, favour + bool(after and bound.actors))
        found += [bound] if bound.actors else []
    return found


def _favour(item: Item) -> bool:
    return item.ref is None and item.text.startswith("لصالح")


def _favoured(scene: Scene, favour: int) -> list[Ref]:
    """«لصالحه», «لصالحها»: the last party before that agrees."""
    back = scene.items[favour].text.removeprefix("لصالح")
    for item in reversed(scene.items[:favour]):
        ref = item.ref
        party = ref is not None and ref.cls == "party" and ref.mention != "adjective"
        if ref is not None and party and back and ref.feminine == (back == "ها"):
            return [] if ref.plural else [ref]
    return []


_FELL = Trigger("rule:fell", "gain_territory", "", "ar", "v", "none", ())
_FALLING = words_of("falling")
_JOINED_FALLING = with_joined(_FALLING)
_INTO_HANDS = words_of("into_hands")


def fell(scene: Scene) -> list[Bound]:
    """Find «سقطت مدينة X بيد Y», «لصالح Y»: who has a place that fell."""
    found = []
    for index, item in scene.at(_JOINED_FALLING, DEEDS):
        stem = unjoined(item.stem)
        if stem not in _FALLING:
            continue
        end = scene.clauses[scene.clause_of(index)].end
        hands = next((p for p in range(index + 1, end) if scene.items[p].text in _INTO_HANDS), -1)
        after = scene.items[hands + 1 : hands + 2] if hands > 0 else []
        takers = [i.ref for i in after if i.ref is not None and acts(i.ref)]
        fallen = [i.ref for i in scene.items[index + 1 : max(hands, 0)] if i.ref is not None]
        if takers:
            bound = bind(scene, index, _FELL, Form(stem, "past"))
            bound.actors, bound.places = takers, [ref for ref in fallen if is_place(ref)]
            bound.last = max(bound.last, hands + 1)
            found.append(bound)
    return found


sign("deed", stems=_OPERATION | _CAMPAIGN | _JOINED_ENDING | _JOINED_FALLING)
