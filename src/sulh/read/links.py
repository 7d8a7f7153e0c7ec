"""Links between claims of a sentence: cause, condition, exchange, purpose, order in time.

A stated cause is its holder's opinion: the link carries the holder of the claim it explains.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.read.clauses import finite
from sulh.read.items import Ref
from sulh.read.lists import Cue, words_of
from sulh.read.raw import RawClaim, RawLink
from sulh.read.signs import sign

if TYPE_CHECKING:
    from sulh.read.view import View

__all__ = ["find_links", "link_terms"]

_TYPES = {
    ("cause", "causes"): "causes",
    ("before", "after"): "before",
    ("before", "before"): "before",
    ("before", "then"): "before",
    ("cause", "reason"): "causes",
    ("exchange", "exchange"): "exchange",
    ("purpose", "intended"): "purpose",
    ("cond", "conditional"): "condition",
    ("unless", "conditional"): "unless",
    ("contrast", "contrast"): "contrast",
}


_AND = ("and", ",", "،", "و")
_LEADS_TO = words_of("leads_to")
_LEADING = ("الي", "عن", "في", "ب")
_LINKING = sign("link", words=_LEADS_TO, cues={kind for kind, _ in _TYPES})
_STOP = (".", ";", "؛", ":")


def find_links(view: View, claims: list[RawClaim]) -> list[RawLink]:
    """Return the links that the cues of a sentence make between its events."""
    events = [c for c in claims if c.kind in ("event", "state") and c.index >= 0]
    if len(events) < 2:
        return []
    events.sort(key=lambda c: c.index)
    found: list[RawLink] = []
    aims = {c.index for c in events if c.modality == "intended"}
    words = enumerate(view.scene.items) if aims else view.scene.marked(_LINKING)
    for index, item in words:
        if item.ref is not None or not (item.signs & _LINKING or index in aims):
            continue
        found += [k for k in (_led(view, index, events), _aimed(view, index, events)) if k]
        for cue, _ in item.cues:
            kind = _TYPES.get((cue.kind, cue.value))
            if kind is None:
                continue
            link = _link(kind, cue, index, events, (item.start, item.end))
            if link is None:
                continue
            links = [link, *_further(view, link, events)] if _names_causes(kind, cue) else [link]
            found += [k for k in links if not any(_same(k, other) for other in found)]
    return found


def _led(view: View, index: int, events: list[RawClaim]) -> RawLink | None:
    """«أدى A إلى B»: the cause stands between the verb and its preposition."""
    items = view.scene.items
    if items[index].text not in _LEADS_TO and items[index].stem not in _LEADS_TO:
        return None
    after = [c for c in events if c.index > index]
    if len(after) < 2:
        return None
    cause, effect = after[0], after[1]
    tied = [i for i in items[cause.index + 1 : effect.index] if i.text in _LEADING]
    if not tied and items[effect.index].preposition != "ب":
        return None
    span = (items[index].start, items[index].end)
    return RawLink("causes", cause, effect, *span, _holder(cause))


def _aimed(view: View, index: int, events: list[RawClaim]) -> RawLink | None:
    """«حشد قواته لقصف X»: a verbal noun with ل is what the deed before it is for."""
    item = view.scene.items[index]
    aim = next((c for c in events if c.index == index and c.modality == "intended"), None)
    deeds = [c for c in events if c.index < index and c.modality == "asserted"]
    if aim is None or item.preposition != "ل" or not deeds:
        return None
    deed = deeds[-1]
    if view.scene.clause_of(deed.index) != view.scene.clause_of(index):
        return None
    return RawLink("purpose", deed, aim, item.start, item.end, _holder(deed))


def _holder(claim: RawClaim) -> Ref | str:
    return claim.holders[-1].who if claim.holders else "author"


def link_terms(claims: list[RawClaim], links: list[RawLink]) -> None:
    """«… مقابل احتفاظه بسلاحه»: what stands behind the cue is the first term of the bargain."""
    for link in links:
        terms = [
            c
            for c in claims
            if c.kind == "term" and c.sentence == link.target.sentence and c.start >= link.end
        ]
        first = min(terms, key=lambda c: c.start, default=None)
        if link.type == "exchange" and first is not None and first.start < link.target.start:
            link.target = first


def _names_causes(kind: str, cue: Cue) -> bool:
    """Tell whether what follows a cue is the cause («بسبب»), not the effect («أدى إلى»)."""
    return kind == "causes" and cue.value == "causes" and cue.direction == "right"


def _further(view: View, link: RawLink, events: list[RawClaim]) -> list[RawLink]:
    """«بسبب A وB وكذلك C»: each noun that is joined to a cause is a cause of the same."""
    last, found = link.source, []
    for claim in events:
        if claim.index <= last.index or claim is link.target:
            continue
        between = view.scene.items[last.index + 1 : claim.index + 1]
        joined = any(item.conjunction or item.text in _AND for item in between)
        if not joined or any(finite(item) or item.text in _STOP for item in between):
            break
        found.append(RawLink(link.type, claim, link.target, link.start, link.end, link.holder))
        last = claim
    return found


def _link(
    kind: str, cue: Cue, index: int, events: list[RawClaim], span: tuple[int, int]
) -> RawLink | None:
    before = [c for c in events if c.index < index]
    after = [c for c in events if c.index > index]
    if not after or (not before and len(after) < 2):
        return None
    if cue.value == "then" and not before:
        return None
    if cue.value == "reason":  # «من أسباب A أن B»: A is the effect
        before = []
    right = after[0]
    left = before[-1] if before else after[1] if len(after) > 1 else right
    if left is right or (left.type == right.type and left.start == right.start):
        return None
    flipped = cue.value == "after" or _names_causes(kind, cue) or kind in ("condition", "unless")
    first, second = (right, left) if flipped else (left, right)
    return RawLink(kind, first, second, *span, _holder(left))


def _same(one: RawLink, other: RawLink) -> bool:
    return one.type == other.type and {id(one.source), id(one.target)} == {
        id(other.source), id(other.target),
    }  # fmt: skip
