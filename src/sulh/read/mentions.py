"""Which names and words for somebody in a document are recorded as mentions."""

from __future__ import annotations

from sulh.read.items import Ref, renamed
from sulh.read.view import Reading, View

__all__ = ["as_place", "mentions_in"]


def mentions_in(reading: Reading) -> list[Ref]:
    """Return the mentions of a document in the order of its sentences, as a draft records them."""
    return [ref for view in reading.views for ref in _in_sentence(view)]


def _in_sentence(view: View) -> list[Ref]:
    found: list[Ref] = []
    for item in view.scene.items:
        if item.ref is None and not item.also:
            continue
        for ref in [item.ref, *item.also]:
            if ref is None or ref.cls == "agreement":
                continue
            if ref is item.ref or _counts_inside(ref, item.ref):
                found.append(as_place(ref) if ref.land and ref.mention == "name" else ref)
    voices = [voice.who for voice in view.voices if isinstance(voice.who, Ref)]
    return found + [who for who in voices if who.key.startswith("s:~")]


def as_place(ref: Ref) -> Ref:
    """Return a reference to a state as the place it is."""
    return ref if ref.cls == "place" else renamed(ref, cls="place", kind="country")


def _counts_inside(inner: Ref, outer: Ref | None) -> bool:
    """Names inside longer names are not mentions of their own, but for a party in a place's."""
    if outer is None or not (outer.start <= inner.start and inner.end <= outer.end):
        return True
    if inner.mention != "name":
        return False
    party_in_place = outer.cls == "place" and inner.cls == "party" and inner.kind != "state"
    return party_in_place or outer.mention != "name"
