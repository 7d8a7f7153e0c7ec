"""Areas that change hands one after another, and what is left: told in a row, without a verb.

«استعادت X المدن واحدة تلو الأخرى. في البداية A ثم B والآن C. ولم يتبق إلا D»: who takes A, B and C
is said before, and D is left to whoever lost them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.read.agreement_words import agreement_words
from sulh.read.chains import holders_at, time_at
from sulh.read.items import Item, Ref
from sulh.read.lists import words_of
from sulh.read.raw import RawClaim
from sulh.read.signs import sign

if TYPE_CHECKING:
    from sulh.read.view import Reading, View

__all__ = ["add_fronts"]

_ORDER, _NOW, _REMAIN = words_of("order"), words_of("now"), words_of("remain")
_ONLY, _NOT = agreement_words("only"), agreement_words("not")
_BACK = 3
"""Sentences between the taking that is told and the row of areas that were taken."""
_MOVES = ("gain_territory", "lose_territory")
_DONE = ("asserted", "intended")


def add_fronts(reading: Reading) -> None:
    """Add what rows of areas tell to the claims of a document."""
    found: list[RawClaim] = []
    moves = [c for c in reading.claims if c.type in _MOVES and (c.actors or c.targets)]
    for view in reading.views if moves else ():
        taking = _taking(moves, view)
        if taking is None:
            continue
        row = _row(view)
        if len(row) > 1:
            found += _taken(reading, view, row, taking)
        found += _left(reading, view, taking)
    reading.claims += found


def _taking(moves: list[RawClaim], view: View) -> RawClaim | None:
    """Return the last taking of ground told in this sentence or shortly before."""
    near = [c for c in moves if view.number - _BACK <= c.sentence <= view.number]
    return max(near, key=lambda c: (c.sentence, c.start), default=None)


def _sides(taking: RawClaim) -> tuple[list[Ref], list[Ref]]:
    """Return who takes and who loses."""
    first, second = taking.actors, taking.targets
    return (first, second) if taking.type == "gain_territory" else (second, first)


# ---- taken one after another ----------------------------------------------------------------


def _row(view: View) -> list[int]:
    """Return the items of places that each stand right behind a word of order."""
    if not view.scene.signs & _IN_ORDER:
        return []
    items = view.scene.items
    return [
        place
        for place, item in enumerate(items)
        if item.ref is not None and item.ref.cls == "place" and _ordered(items, place)
    ]


def _ordered(items: list[Item], place: int) -> bool:
    for before in reversed(items[max(0, place - 3) : place]):
        if _is(before, _ORDER) or _is(before, _NOW):
            return True
        if before.ref is not None or before.triggers or before.is_mark:
            return False
    return False


def _is(item: Item, words: frozenset[str]) -> bool:
    """Tell whether one of the words is an item or, in a fixed phrase, part of it."""
    return _tells(item.text, item.stem, words)


def _tells(text: str, stem: str, words: frozenset[str]) -> bool:
    return stem in words or (not words.isdisjoint(text.split()) if " " in text else text in words)


_ORDERING = _ORDER | _NOW | _REMAIN
_IN_ORDER = sign("in order", test=lambda word: _tells(word.text, word.stem, _ORDERING))


def _taken(reading: Reading, view: View, row: list[int], taking: RawClaim) -> list[RawClaim]:
    winner, loser = _sides(taking)
    same = taking.sentence == view.number
    ongoing = any(_is(item, _NOW) for item in view.scene.items[: row[-1]])
    if not winner or not (same or (taking.modality in _DONE and ongoing)):
        return []
    known = {r.key for c in reading.claims if c.sentence == view.number
             and c.type == taking.type for r in c.places}  # fmt: skip
    force = (taking.modality, taking.polarity, taking.realis) if same else _FACT
    claims = []
    for place in row:
        area = view.scene.items[place].ref
        if area is not None and area.key not in known:
            claim = _claim(view, place, "event", area, force)
            claim.actors, claim.targets = list(winner), list(loser)
            claims.append(claim)
    return claims


_FACT = ("asserted", "pos", "actual")


# ---- what is left ---------------------------------------------------------------------------


def _left(reading: Reading, view: View, taking: RawClaim) -> list[RawClaim]:
    """«ولم يتبق إلا D», "only D remains": D is left to whoever lost the rest."""
    items = view.scene.items
    loser = _sides(taking)[1] or _weakened(reading.claims, view)
    told = any(c.kind == "control" and c.sentence == view.number and c.by_exception
               for c in reading.claims)  # fmt: skip
    if not loser or told:
        return []
    claims = []
    for place in _remaining(items):
        area = items[place].ref
        if area is not None:
            claim = _claim(view, place, "control", area, _FACT)
            claim.actors, claim.by_exception = list(loser), True
            claims.append(claim)
    return claims


def _weakened(claims: list[RawClaim], view: View) -> list[Ref]:
    """Return who was last told to be weakened, where nobody is told to have lost the ground."""
    near = [
        c
        for c in claims
        if view.number - _BACK <= c.sentence <= view.number and c.type == "weaken" and c.targets
    ]
    last = max(near, key=lambda c: (c.sentence, c.start), default=None)
    return list(last.targets) if last is not None else []


def _remaining(items: list[Item]) -> list[int]:
    """Return the items of the places that alone remain."""
    if not any(item.signs & _IN_ORDER for item in items):
        return []
    for index, item in enumerate(items):
        if _is(item, _REMAIN):
            only = [p for p, i in enumerate(items[: index + 4]) if _is(i, _ONLY)]
            denied = any(_is(i, _NOT) for i in items[max(0, index - 2) : index + 1])
            if only and (denied or only[-1] < index):
                return _places(items, max(only[-1], index) if denied else only[-1])
    return []


def _places(items: list[Item], index: int) -> list[int]:
    """Return the places behind a word, up to an exception; «شمال X (Y)» are both."""
    found: list[int] = []
    for place in range(index + 1, min(len(items), index + 9)):
        item = items[place]
        if item.ref is not None and item.ref.cls == "place":
            found.append(place)
        elif item.ref is not None or "exception" in item.cue_kinds:
            break
    return found


# ---- the claim ------------------------------------------------------------------------------


def _claim(view: View, place: int, kind: str, area: Ref, force: tuple[str, str, str]) -> RawClaim:
    item = view.scene.items[place]
    modality, polarity, realis = force
    return RawClaim(
        kind=kind, type="gain_territory" if kind == "event" else kind, places=[area],
        start=item.start + len(item.conjunction), end=item.end, sentence=view.number,
        modality=modality, polarity=polarity, realis=realis,
        holders=holders_at(view, place, None), when=time_at(view, place),
        rules=("rule:front",), confidence=0.45, index=place,
    )  # fmt: skip
