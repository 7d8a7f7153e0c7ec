"""What was expected, asked or promised and did not come: «لكن ذلك لم يحدث», "but it never came".

Such words say of the last thing that was foreseen, demanded, proposed or promised that it did not
happen: the same content is given again, negated, in the voice that says so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sulh.read.agreement_words import agreement_words
from sulh.read.chains import holders_at
from sulh.read.items import Item
from sulh.read.lists import words_of
from sulh.read.raw import RawClaim, RawLink
from sulh.read.signs import sign

if TYPE_CHECKING:
    from sulh.read.view import Reading, View

__all__ = ["add_unmet"]

_COME, _THAT = words_of("come_about"), words_of("that")
_COMING = sign("comes about", words=_COME, exact=True)
_NOT = agreement_words("not")
_OPEN = ("predicted", "demanded", "proposed", "intended", "conditional", "possible")
_NEAR = 5


def add_unmet(reading: Reading) -> None:
    """Add to a document that what was foreseen or asked did not come."""
    for view in reading.views:
        for first, last in _said(view):
            claim = _awaited(reading, view, first)
            if claim is not None:
                unmet = _unmet(view, claim, first, last)
                items = view.scene.items
                span = (items[first].start, items[last].end)
                who = unmet.holders[-1].who
                reading.claims.append(unmet)
                reading.links.append(RawLink("contrast", claim, unmet, *span, who))


def _said(view: View) -> list[tuple[int, int]]:
    """Return where «ذلك لم يحدث», "that did not happen" begins and ends, by items."""
    items = view.scene.items
    found = []
    for last, _ in view.scene.marked(_COMING):
        near = range(max(0, last - _NEAR), last)
        denied = max((p for p in near if _has(items[p], _NOT)), default=-1)
        that = max((p for p in near if _has(items[p], _THAT) and p <= denied), default=-1)
        if that >= 0 and not any(items[p].ref for p in range(that + 1, last)):
            found.append((that, last))
    return found


def _has(item: Item, words: frozenset[str]) -> bool:
    """Tell whether one of the words is an item or, in a fixed phrase, part of it."""
    return any(word in words for word in item.text.split())


def _awaited(reading: Reading, view: View, first: int) -> RawClaim | None:
    """Return the last event that is foreseen, asked or promised before a place."""
    here = view.scene.items[first].start
    before = [
        c for c in reading.claims
        if c.kind == "event" and view.number - 1 <= c.sentence <= view.number and c.end <= here
    ]  # fmt: skip
    last = max(before, key=lambda c: (c.sentence, c.index), default=None)
    return last if last is not None and last.modality in _OPEN and last.polarity == "pos" else None


def _unmet(view: View, claim: RawClaim, first: int, last: int) -> RawClaim:
    items = view.scene.items
    return replace(
        claim, start=items[first].start, end=items[last].end, sentence=view.number, index=last,
        modality="negated", polarity="neg", realis="not_happened", cue=None, when=None,
        holders=holders_at(view, last, None), rules=("rule:unmet",), confidence=0.5,
        actors=list(claim.actors), targets=list(claim.targets), places=list(claim.places),
    )  # fmt: skip
