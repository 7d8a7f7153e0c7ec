"""What English words of force need around them, and whom their passives leave out."""

from __future__ import annotations

from sulh.read.clauses import finite
from sulh.read.items import Item
from sulh.read.lists import words_of
from sulh.read.scene import Scene

__all__ = ["MODALS", "passive", "progressive", "says_besides", "says_force"]

MODALS = frozenset((
    "should", "must", "need to", "needs to", "ought to", "terms include", "conditions include",
    "demands include", "time for", "it is time for",
))  # fmt: skip
"""Duties that are told of their subject, who does not ask for them."""
_BE = frozenset(("is", "are", "was", "were", "been", "being", "be"))
_ALSO_SAYING = words_of("also_saying_en")


def says_force(scene: Scene, index: int, item: Item, kind: str) -> bool:
    """Tell a cue from its look-alikes by the words around it."""
    items = scene.items
    before = items[index - 1].text if index else ""
    after = items[index + 1] if index + 1 < len(items) else None
    if kind == "threat" and item.text in ("threat to", "threats to"):
        return after is not None and after.event_verb and after.ref is None
    if item.text == "possible":
        return before not in _UTMOST and (after is None or after.text != "terms")
    if item.text in _DUE:
        return _is_to(scene, index)
    return True


_UTMOST = frozenset(("strongest", "best", "worst", "all", "as", "earliest", "greatest", "every"))
_DUE = frozenset(("due", "slated"))


def _is_to(scene: Scene, index: int) -> bool:
    """«was due in the coming days to begin talks»: what is to be done comes later on."""
    items = scene.items
    near = range(index + 1, min(len(items) - 1, index + 9))
    to = next((p for p in near if items[p].text == "to"), -1)
    helped = any(i.text in _BE for i in items[max(0, index - 3) : index])
    return helped and to > 0 and not any(i.is_mark for i in items[index:to]) and (
        items[to + 1].ref is None and (items[to + 1].event_verb or finite(items[to + 1])
                                       or bool(items[to + 1].cues))
    )  # fmt: skip


def progressive(scene: Scene, index: int) -> bool:
    """«X is demanding that», «X has been preparing»: a form in -ing that is the verb."""
    return scene.items[index].text.endswith("ing") and _after_be(scene, index)


def passive(scene: Scene, index: int) -> bool:
    """«was accused of», «were told to»: its subject says, asks and means nothing."""
    words = scene.items[index].text.split()
    if words[0] in _BE or words[0].endswith(("ing", "s")):
        return words[0] in _BE
    return words[0].endswith(("ed", "told", "sought")) and _after_be(scene, index)


def _after_be(scene: Scene, index: int) -> bool:
    for item in reversed(scene.items[max(0, index - 6) : index]):
        if item.text in _BE:
            return True
        between = item.has("auxiliary", "adverb", "time") or item.text.endswith(("ly", "ed"))
        if item.ref is not None or not (between or item.text in _OFTEN):
            return False
    return False


_OFTEN = frozenset(("often", "widely", "also", "both", "and", "once", "again"))


def says_besides(scene: Scene, comma: int) -> bool:
    """«denied the charge, saying …», «demands that X go, accusing him of …»: another act."""
    for item in scene.items[comma + 1 : comma + 4]:
        if item.text in _ALSO_SAYING and item.ref is None:
            return True
        if item.ref is not None or item.is_mark or finite(item):
            return False
    return False
