"""Force that stands behind its event or before its doer: "a clash is likely", «على X أن يقود …».

A predicate of likelihood makes what its subject tells foreseen or possible; a duty laid on somebody
(«على العلماء أن …») is a proposal, not a deed.
"""

from __future__ import annotations

from sulh.read.clauses import finite
from sulh.read.lists import Cue, words_of
from sulh.read.scene import Scene

__all__ = ["EXPECTED", "LIKELY", "OUGHT", "expects", "obliges"]

EXPECTED = Cue("rule:expected", "predict", "predicted", "", "left", "clause", frozenset())
OUGHT = Cue("rule:ought", "propose", "proposed", "ar", "right", "clause", frozenset())
LIKELY = words_of("likely")
_BE = frozenset(("is", "are", "was", "were", "be", "remain", "remains", "remained", "seem", "seems",
                 "looks", "appears", "highly", "very", "most", "more"))  # fmt: skip
_APART = frozenset((",", "،", ";", "؛", ":", "and", "but", "و", "which", "while"))


def expects(scene: Scene, index: int) -> int | None:
    """Return where the subject of a predicate of likelihood begins; None if there is none.

    «اندلاع قتال جديد محتمل», "another clash is likely": the word is no attribute in English, where
    a verb of being stands before it.
    """
    item = scene.items[index]
    if item.text not in LIKELY or item.article:
        return None
    if not scene.arabic and (not index or scene.items[index - 1].text not in _BE):
        return None
    start = index
    while start > 0:
        before = scene.items[start - 1]
        if before.text in _APART or before.conjunction or (scene.arabic and finite(before)):
            break
        start -= 1
    return start if start < index else None


def obliges(scene: Scene, index: int) -> bool:
    """«على العلماء أن يقودوا …»: أن behind whom a duty is laid on, and no verb governs على."""
    items = scene.items
    for place in range(index - 1, max(-1, index - 5), -1):
        if items[place].stem == "علي":
            before = items[place - 1] if place else None
            opens = before is None or before.is_mark or before.text in ("و", "ان", "كان")
            return place < index - 1 and (opens or bool(items[place].conjunction))
        if finite(items[place]) or items[place].is_mark:
            return False
    return False
