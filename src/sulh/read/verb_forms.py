"""Force from the form of a verb: what stands in the infinitive or subjunctive is not told as so.

«أن ينسحب», «حتى يهاجموا», "to retake the town": whatever governs such a verb, it says what may,
should or is to be. Some verbs say that it was: «تمكن من أن», "managed to", "forced to".
"""

from __future__ import annotations

from sulh.read.items import Item
from sulh.read.lists import words_of
from sulh.read.scene import SPEECH, Bound, Scene

__all__ = ["only_after", "only_possible"]

_TOLD = SPEECH - {"accept"}
"""Acts of speech: whoever gathers "to demand" something demands it."""
_CAME_TRUE = words_of("came_true")
_CERTAIN = words_of("certain_tense")
_UNTIL = frozenset(("حتي", "ريثما", "بعد ان", "الي ان"))
_BEFORE = frozenset(("قبل ان", "قبيل ان"))


def only_possible(scene: Scene, bound: Bound) -> str:
    """Return the force of an event whose verb tells nothing as done; "" where it may."""
    item = scene.items[bound.index]
    if _asked(scene) or (bound.form.tense == "present" and _when(scene)):
        return "possible"
    if scene.arabic and bound.form.tense in ("noun", "") and _until(scene, bound.index):
        return "conditional"
    if item.article or bound.trigger.pos == "n" or bound.trigger.type in _TOLD:
        return ""
    if scene.arabic:
        return _subjunctive(scene, bound) or _on_terms(scene, bound)
    return _infinitive(scene, bound.index) or _once(scene, bound)


def _on_terms(scene: Scene, bound: Bound) -> str:
    """«توافق X متى ما …», «بموجب الاتفاق تنسحب …»: a present under a condition or a plan."""
    if bound.form.tense != "present":
        return ""
    if any(i.stem in _UNDER_PLAN for i in scene.items[max(0, bound.index - 12) : bound.index]):
        return "intended"
    later = scene.items[bound.index + 1 : bound.index + 15]
    return "conditional" if any("cond" in i.cue_kinds for i in later) else ""


_UNDER_PLAN = frozenset(("بموجب", "بموجبه", "بموجبها", "بمقتضي", "بمقتضاه"))


def _once(scene: Scene, bound: Bound) -> str:
    """Find "will release prisoners once the army pulls out": what has to come first."""
    clause = scene.clauses[bound.clause]
    opener = scene.items[clause.start].text
    present = scene.items[bound.index].text.split()[0].endswith("s")
    if (bound.form.tense == "past" and not present) or opener not in _FIRST:
        return ""
    return "conditional" if any(i.text in _MODALS for i in scene.items[: bound.index]) else ""


_FIRST = frozenset(("once", "when", "after", "until", "before", "as soon as"))
_MODALS = frozenset(("will", "would", "could", "may", "might", "must", "should", "'ll"))


def _subjunctive(scene: Scene, bound: Bound) -> str:
    if bound.form.tense != "present" or not bound.index:
        return ""
    stem = scene.items[bound.index].stem
    if stem.startswith("ي") and stem.endswith("وا") and len(stem) > _SHORTEST:
        return "possible"  # «…، ويسلّموا»: the ending of what is not told as so
    first = _first_of_row(scene, bound.index)
    governor = scene.items[first - 1] if first else None
    if governor is None or governor.ref is not None:
        return ""
    if governor.text in _UNTIL:
        return "conditional" if governor.text != "حتي" else "intended"
    if governor.text in _BEFORE:
        return "conditional" if _to_come(scene, first) else ""
    before = scene.items[max(0, first - 7) : first - 1]
    done = any(i.stem in _CAME_TRUE for i in before)
    return "possible" if governor.text in ("ان", "بان") and not done else ""


_WHY = words_of("asked_why")


def _asked(scene: Scene) -> bool:
    """«هل انهارت الهدنة؟», "Is the truce over?": who asks whether something is so tells nothing."""
    last = scene.items[-1] if scene.items else None
    if last is None or last.text not in ("?", "؟"):
        return False
    return not any(i.stem in _WHY or i.text in _WHY for i in scene.items[:3])


def _when(scene: Scene) -> bool:
    """«متى يسلّم الحزب سلاحه؟»: who asks when tells nothing as done."""
    items = scene.items
    return bool(items) and items[-1].text in ("?", "؟") and any(i.stem == "متي" for i in items[:2])


def _until(scene: Scene, index: int) -> bool:
    """«لن ننسحب حتى انتشار …»: what has to come first has not come."""
    near = scene.items[max(0, index - 2) : index]
    before = scene.items[max(0, index - 14) : index]
    if only_after(scene, index):
        return not any(i.stem in ("لم", "لما") for i in before)
    until = any(i.text in ("حتي", "قبل") for i in near)
    return until and any(i.stem == "لن" for i in before)


def only_after(scene: Scene, index: int) -> bool:
    """Tell whether «إلا بعد», «إلا ب…» stands before an event: it has to come first."""
    for place in range(index - 1, max(-1, index - 4), -1):
        item = scene.items[place]
        if item.text == "الا بعد":
            return True
        if item.text == "بعد":
            return place > 0 and scene.items[place - 1].text == "الا"
    means = scene.items[index].preposition == "ب" or scene.items[index - 1].text in _THROUGH
    return means and any(item.text == "الا" for item in scene.items[max(0, index - 2) : index])


_THROUGH = frozenset(("عبر", "خلال", "طريق"))
"""«لا حلّ إلا بمفاوضات», «إلا عبر مفاوضات»: the only way is still to be gone."""


def _first_of_row(scene: Scene, index: int) -> int:
    """«أن ينسحب الجيش ويسلّم …»: return the first of imperfects that و joins."""
    item = scene.items[index]
    if item.conjunction != "و":
        return index
    for place in range(index - 1, max(0, index - 9), -1):
        before = scene.items[place]
        if before.is_mark:
            break
        if before.ref is None and any(f.tense == "present" for _, f in before.triggers):
            return place if scene.items[place - 1].text in ("ان", "بان", "حتي") else index
    return index


_SHORTEST = 4


def _to_come(scene: Scene, place: int) -> bool:
    """Tell whether the verb beside «قبل أن» tells of what is not yet: a future, a negation."""
    for item in (*scene.items[max(0, place - 14) : place - 1], *scene.items[place + 1 : place + 9]):
        if item.stem in ("لن", "لا", "سوف") or (item.word is not None and item.word.future):
            return True
    return False


def _infinitive(scene: Scene, index: int) -> str:
    items, place = scene.items, index - 1
    while place > 0 and items[place].text in ("be", "have", "been", "fully", "directly", "again"):
        place -= 1
    if place < 0 or not (items[place].text == "to" or items[place].text.endswith(" to")):
        return ""
    if items[place].text.startswith("claim"):
        return ""  # «claims to have captured»: what one says of oneself
    before = items[max(0, place - 5) : place + 1]
    return "" if any(i.text in _CERTAIN or _ends(i) for i in before) else "intended"


def _ends(item: Item) -> bool:
    return item.text.rsplit(" ", 1)[-1] in _CERTAIN
