"""Who does what a verbal noun says, found outside its own noun phrase.

«أعلنت Y اتفاقاً مع X», «تعهدت X بسحب قواتها», «نجاح X في طرد …».
"""

from __future__ import annotations

from sulh.read.agreeing import plain_form
from sulh.read.clauses import finite
from sulh.read.items import Ref
from sulh.read.lists import words_of
from sulh.read.pronouns import doer_before
from sulh.read.scene import Bound, Scene, acts
from sulh.read.subjects import subject_of

__all__ = ["managed", "of_ones_own", "with_whom"]

_OTHERS = frozenset(("demand", "mediate", "condemn", "support", "accuse", "casualty"))
"""What one does who is not himself a side of the talks or the fight that it is about."""


def with_whom(scene: Scene, bound: Bound) -> list[Ref]:
    """«دخوله في مواجهات مع X», «أعلنت Y اتفاقاً مع X»: the other side is whose verb it is."""
    if not scene.arabic:
        return []
    start = scene.clauses[bound.clause].start
    keys = {ref.key for ref in bound.targets}
    for place in range(bound.index - 1, start - 1, -1):
        item = scene.items[place]
        if item.ref is None and item.back and place >= bound.index - 3 and not finite(item):
            found = doer_before(scene, place)
        elif item.ref is None and finite(item) and "auxiliary" not in item.kinds:
            if not item.types.isdisjoint(_OTHERS):
                return []
            form = next((f for _, f in (*item.triggers, *item.cues) if f is not None), None)
            found = subject_of(scene, place, form or plain_form(item.stem))[0]
        else:
            continue
        return [r for r in found if acts(r) and r.key not in keys]
    return []


_OWN = words_of("ones_own")


def of_ones_own(scene: Scene, bound: Bound) -> list[Ref]:
    """«تعهدت X بسحب قواتها», «سحب قواتنا»: whose people are sent or called back does it."""
    phrase = scene.items[bound.index]
    end = phrase.gap if phrase.gap > 0 else bound.index + (" " not in phrase.text)
    thing = scene.items[end] if end < len(scene.items) else None
    if thing is None or thing.ref is not None:
        return []
    word = thing.text.rsplit(" ", 1)[-1]
    back = next((b for b in _PRONOUNS if word.removesuffix(b) in _OWN and word.endswith(b)), "")
    if back == "نا":
        return scene.speaker_at(end)
    before = scene.items[scene.clauses[bound.clause].start : bound.index]
    if not back or any(finite(i) and not i.types.isdisjoint(_ASKING) for i in before):
        return []
    return doer_before(scene, bound.index, back)


_PRONOUNS = ("هما", "ها", "هم", "ه", "نا")
_ASKING = frozenset(("demand", "accuse", "threaten"))
_MANAGING = frozenset(("تمكن", "نجاح", "اقدام", "اصرار", "عزم", "قدره", "عجز", "فشل", "استمرار"))


def managed(scene: Scene, index: int) -> list[Ref]:
    """«تمكّن X وY من تحرير …», «نجاح X في طرد …»: whose success it is did it."""
    if not index or scene.items[index - 1].text not in ("من", "في", "علي"):
        return []
    found: list[Ref] = []
    for place in range(index - 2, max(-1, index - 14), -1):
        item = scene.items[place]
        if item.ref is not None and acts(item.ref) and not item.preposition:
            found.insert(0, item.ref)
        elif item.stem in _MANAGING and not finite(item) and item.ref is None:
            return found
        elif item.triggers or finite(item) or item.has("relative", "complementizer"):
            break
    return []
