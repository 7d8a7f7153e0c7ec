"""Relations told by a compound: «Iranian-backed militia», "the Saudi-led coalition"."""

from __future__ import annotations

from sulh.read.clauses import finite
from sulh.read.items import Item, Ref
from sulh.read.raw import RawClaim
from sulh.read.relation_parts import first_of, make
from sulh.read.view import View

__all__ = ["compound_relations", "described"]

_COMPOUND = {"backed": "backed_by", "supported": "backed_by", "funded": "backed_by",
             "armed": "backed_by", "sponsored": "backed_by", "trained": "backed_by",
             "financed": "backed_by", "aligned": "allied_with", "allied": "allied_with",
             "led": "leader_of"}  # fmt: skip


def compound_relations(view: View, index: int) -> list[RawClaim]:
    """«Iranian-backed militia», "the Saudi-led coalition": the first part stands for a party."""
    item = view.scene.items[index]
    first, _, second = item.text.rpartition("-")
    kind = _COMPOUND.get(second)
    if kind is None:
        return []
    after = view.scene.items[index + 1 : index + 4]
    verb = next((n for n, i in enumerate(after) if finite(i)), len(after))
    party = described(view.scene.items, index) or first_of(after[:verb], "party")
    if party is None:
        return []
    backer = view.nisba(first)
    if backer is None or backer.key == party.key:
        return []
    first_side, second_side = (backer, party) if kind == "leader_of" else (party, backer)
    return [make(view, index, kind, first_side, second_side, "rule:compound")]


def described(items: list[Item], index: int) -> Ref | None:
    """«X, an Iran-backed militia led by Y»: what stands between the comma and here describes X."""
    for place in range(index - 1, max(0, index - 8), -1):
        item = items[place]
        if item.text == "," and items[place + 1].text in ("a", "an", "the"):
            ref = items[place - 1].ref
            return ref if ref is not None and ref.cls == "party" else None
        if item.is_mark or item.ref is not None or (finite(item) and place < index - 1):
            return None
    return None
