"""Who holds what is said at a place, as a chain from the author inwards, and when it was."""

from __future__ import annotations

from itertools import pairwise

from sulh.case.model import When
from sulh.read.items import Ref
from sulh.read.lists import words_of
from sulh.read.raw import RawHolder
from sulh.read.runs import besides_of, by_name, holder_before, pronoun_before
from sulh.read.scene import SPEECH
from sulh.read.scopes import Scope
from sulh.read.view import View

__all__ = ["holders_at", "time_at"]


def time_at(view: View, index: int) -> When | None:
    """Return the time of an event: the nearest words of time of its clause, else None."""
    if not view.times:
        return None
    scene = view.scene
    clause = scene.clauses[scene.clause_of(index)]
    low, high = scene.items[clause.start].start, scene.items[clause.end - 1].end
    here = scene.items[index].start
    inside = [t for t in view.times if low <= t.start and t.end <= high]
    if not inside:
        return None
    return min(inside, key=lambda t: abs(t.start - here)).when


def holders_at(view: View, index: int, scope: Scope | None) -> tuple[RawHolder, ...]:
    """Return the chain of voices over an item, from the author inwards."""
    items = view.scene.items
    chain = [_AUTHOR]
    if scope is None and not (view.carried or view.voices):
        return (_AUTHOR,)
    chain += [RawHolder(c.who) for c in view.carried if c.start <= index < c.end]
    voices = [v for v in view.voices if v.start <= index < v.end and v.index != index]
    if len(voices) > 1:
        voices.sort(key=lambda v: (v.start - v.end, v.index))
    chain += [
        RawHolder(voice.who, items[voice.index].start, items[voice.index].end)
        for voice in voices
        if not voice.spoken_from <= index < voice.spoken_to or voice.cue.direction != "right"
    ]
    spoken = {v.index for v in voices}
    chain += _outer(view, index, scope, spoken) if scope is not None else []
    if scope is not None and scope.value in _HELD and scope.index not in spoken:
        told = len(chain) > 1 and scope.value == "intended" and not _vowed(view, scope)
        said = items[scope.index].text in _ALLEGEDLY and (len(chain) > 1 or _charging(view, index))
        chain += [] if told or said else _of_scope(view, scope)
        chain += _charging(view, index) if said and len(chain) == 1 else []
    if len(chain) == 1:
        return (_AUTHOR,)
    inwards = [b for a, b in pairwise(chain) if _who(a) != _who(b)]  # who says and means it: once
    return (chain[0], *inwards)


_ALLEGEDLY = frozenset(("allegedly", "alleged"))


def _charging(view: View, index: int) -> list[RawHolder]:
    """«X accused Y of …, after it allegedly …»: who accuses is who alleges."""
    charges = (s for s in view.scopes if s.value == "accused" and s.verb and s.index < index)
    held = [holder for scope in charges for holder in _of_scope(view, scope)]
    return [holder for holder in held if holder.who != "unnamed"][:1]


def _who(holder: RawHolder) -> str:
    return holder.who if isinstance(holder.who, str) else holder.who.key


def _vowed(view: View, scope: Scope) -> bool:
    """«تعهد», «قرر» are said; that somebody prepares or tries is the word of who tells it."""
    return view.scene.items[scope.index].stem in _VOWING


_VOWING = words_of("vowing")


def _of_scope(view: View, scope: Scope) -> list[RawHolder]:
    """Return who holds what a scope covers: who demands, alleges, foresees, plans it."""
    item = view.scene.items[scope.index]
    if item.text in _MODALS:
        return []
    who = _whose(view, scope)
    charged = scope.value in ("accused", "denied", "demanded")
    meant = scope.verb and not _believed(view, scope) and not _suggested(view, scope)
    if who is not None and (meant or charged):
        return [RawHolder(who, item.start, item.end)]
    alleged = scope.value in ("accused", "denied") and scope.cue.id != "rule:unsaid"
    if alleged or scope.nameless:
        return [RawHolder("unnamed", item.start, item.end)]
    return []


_MODALS = frozenset(("should", "must", "ought to", "need to", "needs to"))
"""What ought to be, by the word of whoever says so: not of whom it is asked."""


def _whose(view: View, scope: Scope) -> Ref | None:
    """Return whose cue it is: as read at the cue, else who does what its word tells."""
    if view.scene.arabic and scope.value in _HELD and (who := besides_of(view.scene, scope.index)):
        return who
    item = view.scene.items[scope.index]
    acting = (b.actors[0] for b in view.bounds if b.index == scope.index and b.actors)
    if scope.holders and view.scene.arabic:
        return by_name(view.scene, scope.holders[0])
    if scope.holders:
        mistaken = not view.scene.arabic and scope.holders[0].start > item.start
        return next(acting, scope.holders[0]) if mistaken else scope.holders[0]
    speaks = not view.scene.arabic and not item.types.isdisjoint(SPEECH)
    who = next(acting, None) if scope.verb or speaks else None
    if who is not None or not scope.verb or scope.value not in _ANSWERED:
        return who
    if view.scene.arabic:
        return holder_before(view.scene, scope.index)
    return pronoun_before(view.scene, scope.index)


_ANSWERED = frozenset(("accused", "denied", "demanded"))
"""What is always somebody's: it goes back to who was spoken of."""


_AUTHOR = RawHolder("author")


def _outer(view: View, index: int, scope: Scope, voiced: set[int]) -> list[RawHolder]:
    """«حذّر X من أن Y تستعد لـ…»: who warns or expects holds what lies in both scopes."""
    items = view.scene.items
    return [
        RawHolder(s.holders[0], items[s.index].start, items[s.index].end)
        for s in view.scopes
        if s is not scope and s.index < scope.index
        and s.start <= index < s.end and s.verb and s.holders and s.index not in voiced
        and s.value in _OUTER and not _believed(view, s)
    ]  # fmt: skip


_OUTER = frozenset(("predicted", "possible", "demanded", "conditional", "proposed"))


def _suggested(view: View, scope: Scope) -> bool:
    """«لماذا لا تعرض X …», «في وسعها أن تقترح»: the author proposes that X should offer."""
    return scope.value == "proposed" and any(
        s.value == "proposed" and not s.verb and s.start <= scope.index < s.end for s in view.scopes
    )


def _believed(view: View, scope: Scope) -> bool:
    """«is expected to», "is believed to": a passive, whose subject holds nothing."""
    before = view.scene.items[scope.index - 1] if scope.index else None
    passive = before is not None and before.text in ("is", "are", "was", "were", "been", "widely")
    return passive or view.scene.items[scope.index].text.startswith(
        ("is ", "are ", "was ", "were ")
    )


_HELD = frozenset(("accused", "denied", "demanded", "proposed", "intended", "conditional",
                   "predicted", "possible"))  # fmt: skip
