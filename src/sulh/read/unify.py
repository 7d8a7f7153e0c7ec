"""One entity under two descriptions: «الفرقة» and the name that a sentence gives it.

A naming sentence («تعرف الفرقة باسم "X"») says that a group spoken of before without a name is X.
From then on all that was said of the one is said of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sulh.read.items import Item, Ref, renamed
from sulh.read.raw import RawClaim, RawHolder

__all__ = ["unify"]


class _Scene(Protocol):
    items: list[Item]


class _View(Protocol):
    @property
    def scene(self) -> _Scene:
        """The sentence."""


def unify(views: Sequence[_View], claims: Sequence[RawClaim]) -> None:
    """Give groups without a name the name that an alias claim gives them, everywhere."""
    known: dict[str, Ref] = {}
    for claim in claims:
        if claim.kind != "relation" or claim.type != "alias" or claim.modality != "asserted":
            continue
        first, second = claim.actors[0], claim.targets[0]
        if first.key.startswith("p:~") and not second.key.startswith("p:~"):
            known.setdefault(first.key, second)
    known |= _only_army(views)
    if not known:
        return
    for view in views:
        for item in view.scene.items:
            if item.ref is not None:
                item.ref = _named(item.ref, known)
    for claim in claims:
        for refs in (claim.actors, claim.targets, claim.places):
            refs[:] = [_named(ref, known) for ref in refs]
        claim.holders = tuple(_voice(holder, known) for holder in claim.holders)


_ARMY = frozenset(("p:~جيش", "p:~army", "p:~military"))


def _only_army(views: Sequence[_View]) -> dict[str, Ref]:
    """«الجيش» before «الجيش الفلبيني»: the army of a state, if the text names but one."""
    found: dict[str, Ref] = {}
    for view in views:
        for item in view.scene.items:
            ref = item.ref
            if ref is None or ref.mention != "name":
                continue
            if _is_army(ref):
                found.setdefault(ref.key, ref)
    return dict.fromkeys(sorted(_ARMY), next(iter(found.values()))) if len(found) == 1 else {}


def _is_army(ref: Ref) -> bool:
    """Tell whether a name is of a state's forces: «الجيش X», "X army"."""
    return ref.key.endswith(".forces") or (
        ref.kind == "armed_force" and (ref.head == "جيش" or ref.name.endswith(("army", "military")))
    )


def _named(ref: Ref, known: dict[str, Ref]) -> Ref:
    name = known.get(ref.key)
    if name is None:
        return ref
    return renamed(
        ref, key=name.key, entry=name.entry, name=name.name, kind=name.kind, part_of=name.part_of
    )


def _voice(holder: RawHolder, known: dict[str, Ref]) -> RawHolder:
    if isinstance(holder.who, str):
        return holder
    return RawHolder(_named(holder.who, known), holder.start, holder.end)
