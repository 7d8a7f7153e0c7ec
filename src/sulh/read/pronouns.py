"""Whom a fused pronoun goes back to, inside a sentence: «قصفها», «انسحابهم», «ترحيله»."""

from __future__ import annotations

from collections.abc import Iterable

from sulh.read.agreeing import of_no_gender
from sulh.read.items import Ref
from sulh.read.scene import Scene, acts

__all__ = ["doer_before", "object_before"]

_MEANS = frozenset(("خلال", "عبر", "طريق", "بواسطه", "نتيجه", "جراء"))
"""«خرق من X من خلال قصفها …»: the means are those of the one just named."""
_PRONOUNS = {"ها": (True, False), "ه": (False, False), "هم": (False, True), "هما": (False, True)}


def object_before(scene: Scene, index: int) -> list[Ref]:
    """Return the nearest noun phrase before that agrees and is not the subject of the clause."""
    taken = {ref.key for ref in scene.subjects.get(scene.clause_of(index), [])}
    return _first(scene, index, (ref for ref in _before(scene, index) if ref.key not in taken))


def doer_before(scene: Scene, index: int, back: str = "") -> list[Ref]:
    """Return the doer that the pronoun of a verbal noun names: a subject, else the nearest.

    `back` is the pronoun where the list has it inside a phrase («سحب قواتها»).
    """
    if any(item.stem in _MEANS for item in scene.items[max(0, index - 2) : index]):
        nearest = _first(scene, index, _before(scene, index), back)
        if nearest:
            return nearest
    number = scene.clause_of(index)
    both = scene.subjects.get(number, [])
    if (back or scene.items[index].back) in ("هما", "هم") and len(both) > 1:
        return [ref for ref in both if acts(ref)]
    near = [scene.subjects.get(n, []) for n in range(number, max(-1, number - 3), -1)]
    found = _first(scene, index, (ref for refs in near for ref in refs), back)
    return found or _first(scene, index, _before(scene, index), back)


def _before(scene: Scene, index: int) -> Iterable[Ref]:
    for item in reversed(scene.items[:index]):
        if item.ref is not None and acts(item.ref) and item.ref.mention != "adjective":
            yield item.ref


def _first(scene: Scene, index: int, refs: Iterable[Ref], back: str = "") -> list[Ref]:
    agreement = _PRONOUNS.get(back or scene.items[index].back)
    if agreement is None:
        return []
    feminine, plural = agreement
    loose: list[Ref] = []
    for ref in refs:
        fits = ref.plural if plural else (ref.feminine == feminine and not ref.plural)
        if acts(ref) and (fits or (feminine and ref.plural and ref.kind != "civilians")):
            return [ref]
        if not (plural or loose) and ref.mention == "name" and of_no_gender(ref):
            loose = [ref]  # «طالبان … حصارها»: only where nothing agrees
    return loose
