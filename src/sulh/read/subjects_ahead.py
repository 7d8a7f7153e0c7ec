"""English subjects that stand behind their verb: "After seizing the base, X looted …"."""

from __future__ import annotations

from sulh.read.clauses import Clause, finite
from sulh.read.items import Ref
from sulh.read.scene import Scene, acts

__all__ = ["subject_ahead"]

_GERUND_AFTER = frozenset(("after", "before", "by", "while", "when", "upon", "since", "despite",
                           "being", "having", "in"))  # fmt: skip


def subject_ahead(scene: Scene, clause: Clause, number: int, index: int) -> list[Ref]:
    """«After seizing the base, X looted …», «Encircled in Y, X …»: the subject comes after."""
    if clause.start and not scene.items[clause.start - 1].is_mark:
        return []
    word = scene.items[index].text.split(maxsplit=1)[0]
    if not word.endswith(("ing", "ed", "en")) or not all(
        i.text in _GERUND_AFTER or i.has("adverb", "function")
        for i in scene.items[clause.start : index]
    ):
        return []
    for later in scene.clauses[number + 1 : number + 2]:
        if scene.items[later.start - 1].text != ",":
            return []
        for item in scene.items[later.start : later.end]:
            if item.ref is not None and item.ref.mention != "adjective":
                return [item.ref] if acts(item.ref) else []
            if finite(item) or item.has("preposition", "pronoun"):
                return []
    return []
