"""Force that stands behind its event or before its doer: "a clash is likely", «على X أن يقود …».

A predicate of likelihood makes what its subject tells foreseen or possible; a duty laid on somebody
(«على العلماء أن …») is a proposal, not a deed.
"""

from __future__ import annotations

from sulh.read.clauses import finite
from sulh.read.lists import Cue
from sulh.read.scene import Scene

__all__ = ["OUGHT", "obliges", "owed"]

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
