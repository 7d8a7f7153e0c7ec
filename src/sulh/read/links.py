"""Links between claims of a sentence: cause, condition, exchange, purpose, order in time.

A stated cause is its holder's opinion: the link carries the holder of the claim it explains.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.read.lists import Cue
from sulh.read.raw import RawClaim, RawLink

if TYPE_CHECKING:
    from sulh.read.view import View

__all__ = ["find_links"]

_TYPES = {
    ("cause", "causes"): "causes",
    ("before", "after"): "before",
    ("before", "before"): "before",
    ("exchange", "exchange"): "exchange",
    ("purpose", "intended"): "purpose",
    ("cond", "conditional"): "condition",
    ("unless", "conditional"): "unless",
    ("contrast", "contrast"): "contrast",
}


def find_links(view: View, claims: list[RawClaim]) -> list[RawLink]:
    """Return the links that the cues of a sentence make between its events."""
    events = sorted((c for c in claims if c.kind in ("event", "state") and c.index >= 0),
                    key=lambda c: c.index)  # fmt: skip
    if len(events) < 2:
        return []
    found: list[RawLink] = []
    for index, item in enumerate(view.scene.items):
        if item.ref is not None:
            continue
        for cue, _ in item.cues:
            kind = _TYPES.get((cue.kind, cue.value))
            if kind is None:
                continue
            link = _link(kind, cue, index, events, (item.start, item.end))
            if link is not None and not any(_same(link, other) for other in found):
                found.append(link)
    return found


def _link(
    kind: str, cue: Cue, index: int, events: list[RawClaim], span: tuple[int, int]
) -> RawLink | None:
    before = [c for c in events if c.index < index]
    after = [c for c in events if c.index > index]
    if not after or (not before and len(after) < 2):
        return None
    right = after[0]
    left = before[-1] if before else after[1]
    if left is right or (left.type == right.type and left.start == right.start):
        return None
    flipped = cue.value == "after" or (kind == "causes" and cue.direction == "right") or kind in (
        "condition", "unless",
    )  # fmt: skip
    first, second = (right, left) if flipped else (left, right)
    holder = left.holders[-1].who if left.holders else "author"
    return RawLink(kind, first, second, *span, holder)


def _same(one: RawLink, other: RawLink) -> bool:
    return one.type == other.type and {id(one.source), id(one.target)} == {
        id(other.source), id(other.target),
    }  # fmt: skip
