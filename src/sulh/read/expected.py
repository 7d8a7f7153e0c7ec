"""Force that stands behind its event or before its doer: "a clash is likely", «على X أن يقود …».

A predicate of likelihood makes what its subject tells foreseen or possible; a duty laid on somebody
(«على العلماء أن …») is a proposal, not a deed.
"""

from __future__ import annotations

from sulh.read.clauses import finite
from sulh.read.lists import Cue
from sulh.read.scene import Scene

__all__ = ["OUGHT", "obliges", "owed", "sets_terms"]

OUGHT = Cue("rule:ought", "propose", "proposed", "ar", "right", "clause", frozenset())


_BINDING = frozenset(("و", "ان", "كان", "يتعين", "يتوجب", "يتحتم", "تعين", "توجب", "وجب", "لزاما",
                      "واجبا", "لزام"))  # fmt: skip


def obliges(scene: Scene, index: int) -> bool:
    """«على العلماء أن يقودوا …»: أن behind whom a duty is laid on, and no verb governs على."""
    items = scene.items
    for place in range(index - 1, max(-1, index - 5), -1):
        if items[place].stem == "علي":
            before = items[place - 1] if place else None
            opens = before is None or before.is_mark or before.stem in _BINDING
            return place < index - 1 and (opens or bool(items[place].conjunction))
        if finite(items[place]) or items[place].is_mark:
            return False
    return False


def owed(scene: Scene, index: int) -> int:
    """«على إسرائيل الانسحاب …»: return where the deed is that على lays on a party; else 0."""
    items = scene.items
    before = items[index - 1] if index else None
    opens = before is None or before.is_mark or before.text in ("ان", "بان", "كان")
    who = items[index + 1].ref if index + 2 < len(items) else None
    if not (opens or items[index].conjunction) or who is None or who.cls == "place":
        return 0
    deed = items[index + 2]
    noun = any(t.pos == "n" or form.tense == "noun" for t, form in deed.triggers)
    return index + 2 if noun and deed.article and not deed.preposition else 0


_TAKES_ON = ("اكد", "يوكد", "توكد", "موكد", "تاكيد", "شدد", "يشدد", "تشدد", "مشدد", "اتفق", "يتفق",
             "تتفق", "نص", "ينص", "تنص", "اصر", "يصر", "تصر", "وافق", "يوافق", "توافق", "اجمع",
             "حرص", "حريص", "قادر", "دل", "يدل", "تدل", "علي علم")  # fmt: skip
_FAR = 7


def sets_terms(scene: Scene, index: int) -> bool:
    """«…، على أن ينسحب …»: what a plan adds, where no verb before it takes على."""
    after = scene.items[index + 1 : index + 2]
    if not after or after[0].text[:1] not in "يتن":
        return False
    if index and scene.items[index - 1].text in (",", "،"):
        return True
    near = (i for i in scene.items[max(0, index - _FAR) : index] if i.ref is None)
    return not any(i.stem.startswith(_TAKES_ON) for i in near)
