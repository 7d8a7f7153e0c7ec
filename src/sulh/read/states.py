"""How things stand: the balance of forces, who holds out or falls apart, likenesses, gains.

No event and no relation, yet what an analyst's argument rests on: «ميزان القوى لصالح X», "divisions
within X", «كما حدث في A وB», «إنقاذ أرواح المدنيين», "the first such strike by X since …". The
words that say it are cues of the family ``standing``; whom it is about stands beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.read.chains import holders_at, time_at
from sulh.read.clauses import finite
from sulh.read.force import force_at, scope_over
from sulh.read.items import Item, Ref
from sulh.read.lists import words_of
from sulh.read.raw import RawClaim
from sulh.read.signs import sign

if TYPE_CHECKING:
    from sulh.read.view import View

__all__ = ["credit_support", "drop_likened", "find_states"]

_AND = ("and", ",", "،", "و", "or")
_HARD = (".", ";", "؛", ":", "?", "؟", "!")
_THROUGH = ("the", "a", "an", "of", "in", "within", "among", "by", '"', "(", ")", "both", "between",
            "من", "في", "داخل", "بين", "لدى", "صفوف")  # fmt: skip
_WITHIN = frozenset((*_AND, *_THROUGH))
_FIRST = words_of("ordinal_first")
_FAVOUR = words_of("favour")
_SETTLED = words_of("way_out")
_REACH = 6
_PEOPLE = ("civilians", "community")
_STANDING = sign("standing", texts=_FIRST, cues=("standing",))


@dataclass(frozen=True, slots=True)
class _Said:
    """Which standing a word says, and by which row of the lists."""

    value: str
    rule: str


def find_states(view: View) -> list[RawClaim]:
    """Return the claims of a sentence on how things stand."""
    language = "ar" if view.scene.arabic else "en"
    found: list[RawClaim] = []
    for index, item in view.scene.marked(_STANDING):
        for said in _said(item, language):
            claim = _READ[said.value](view, index, said)
            if claim is not None and not any(_covers(other, claim) for other in found):
                found.append(claim)
    return found


def _said(item: Item, language: str) -> list[_Said]:
    if item.text in _FIRST:
        return [_Said("first", "rule:first")]
    cues = (cue for cue, _ in item.cues)
    return [_Said(c.value, c.id) for c in cues if c.kind == "standing" and c.lang == language]


def _covers(one: RawClaim, other: RawClaim) -> bool:
    return one.subtype == other.subtype and one.start < other.end and other.start < one.end


def credit_support(view: View, events: list[RawClaim], states: list[RawClaim]) -> None:
    """«صمود X … بسبب دعم Y»: support told as the reason why X held out is support of X."""
    items = view.scene.items
    for state in states:
        if state.subtype != "endures":
            continue
        for event in events:
            between = items[state.index : max(event.index, state.index)]
            reason = any("cause" in item.cue_kinds for item in between)
            backers = {ref.key for ref in event.actors} - {ref.key for ref in state.actors}
            if event.type == "support" and reason and backers and not event.targets:
                event.targets = list(state.actors)


def drop_likened(events: list[RawClaim], states: list[RawClaim]) -> None:
    """«المعارك ستكون مشابهة لما حصل في A»: what is likened to A does not happen in A."""
    for state in states:
        if state.subtype != "likeness":
            continue
        likened = {ref.start for ref in state.places}
        for event in events:
            if event.index < state.index:
                event.places = [ref for ref in event.places if ref.start not in likened]


# ---- each kind ------------------------------------------------------------------------------


def _balance(view: View, index: int, said: _Said) -> RawClaim | None:
    """«قلبت موازين المعركة لصالح X», "tipped the balance in favour of X", «رجحت كفة X»."""
    items = view.scene.items
    favour = next((p for p in _ahead(items, index) if items[p].text in _FAVOUR), None)
    parties = _behind(items, index if favour is None else favour, ("party", "person"))
    return _made(view, index, said, parties) if parties else None


def _of_a_party(view: View, index: int, said: _Said) -> RawClaim | None:
    """«تشظي X», «صمود X», "divisions within X", "X's survival"."""
    items = view.scene.items
    parties = _behind(items, index, ("party",)) or _owner(items, index)
    parties = [r for r in parties if r.kind not in _PEOPLE]
    return _made(view, index, said, parties) if parties else None


def _likeness(view: View, index: int, said: _Said) -> RawClaim | None:
    """«مشابهة لما حصل في A وB», "as happened in A": what is likened are the places."""
    places = _places(view.scene.items, index)
    if not places:
        return None
    claim = _made(view, index, said, [], places)
    if claim.modality not in ("asserted", "accused", "denied", "negated"):
        # «ستكون … مشابهة لما حصل في A»: what is to come is foreseen, what happened in A is told
        claim.modality, claim.realis, claim.cue = "asserted", "actual", None
    return claim


def _spared(view: View, index: int, said: _Said) -> RawClaim | None:
    """«تجنيب المدنيين …», "spare civilians": only people can be spared."""
    claim = _gain(view, index, said)
    return claim if claim is not None and claim.actors else None


def _gain(view: View, index: int, said: _Said) -> RawClaim | None:
    """«إنقاذ أرواح المدنيين», "spare civilians": what a deal would save, in the aggregate."""
    people = [r for r in _behind(view.scene.items, index, ("party",)) if r.kind in _PEOPLE]
    claim = _made(view, index, said, people[:1])
    claim.end = max(claim.end, _phrase_end(view.scene.items, index))
    if claim.modality == "asserted" and (_offered(view) or not _happened(view, index)):
        claim.modality, claim.realis = "conditional", "hypothetical"
    return claim


def _first(view: View, index: int, said: _Said) -> RawClaim | None:
    """«التدخل الأول لقوات X منذ …», "the first such strike by X since …"."""
    items = view.scene.items
    since = any(items[p].text in ("منذ", "since") for p in _ahead(items, index, 12))
    words = _ahead(items, index, 12)
    parties = [r for p in words if (r := items[p].ref) is not None and r.cls == "party"]
    return _made(view, index, said, parties[:1]) if since and parties else None


def _way_out(view: View, index: int, said: _Said) -> RawClaim | None:
    """«الحل في X سياسي», "there is no military solution in X": where somebody sees the way out."""
    items = view.scene.items
    near = [items[p] for p in (index - 1, *_ahead(items, index, 9)) if p >= 0]
    kinds = [i for i in near if {w.removeprefix("ال") for w in i.text.split()} & _SETTLED]
    if not kinds:
        return None
    claim = _made(view, index, said, [], _places(items, index))
    claim.end = max(claim.end, kinds[-1].end)
    return claim


_READ: Mapping[str, Callable[[View, int, _Said], RawClaim | None]] = {
    "balance": _balance,
    "divided": _of_a_party,
    "endures": _of_a_party,
    "likeness": _likeness,
    "gain": _gain,
    "spared": _spared,
    "first": _first,
    "way_out": _way_out,
}


# ---- what stands beside ---------------------------------------------------------------------


def _ahead(items: list[Item], index: int, reach: int = _REACH) -> range:
    """Return the places behind a word, up to the end of what it can speak of."""
    end = index + 1
    while end < min(len(items), index + 1 + reach) and items[end].text not in _HARD:
        end += 1
    return range(index + 1, end)


def _behind(items: list[Item], index: int, kinds: tuple[str, ...]) -> list[Ref]:
    """Return the noun phrases behind a word, joined ones included."""
    found: list[Ref] = []
    for place in _ahead(items, index, _REACH + 8):
        item = items[place]
        if item.ref is not None:
            joined = item.conjunction or items[place - 1].text in _AND
            if item.ref.cls not in kinds or (found and not joined):
                break
            if item.ref.mention != "adjective" or " " in item.ref.name:
                found.append(item.ref)
        elif (
            (found and item.text not in _WITHIN)
            or finite(item)
            or item.triggers
            or place - index > _REACH
        ):
            break
    return found


def _places(items: list[Item], index: int) -> list[Ref]:
    """Return the places behind a word; a state that is named is the land here."""
    found = _behind(items, index, ("place", "party"))
    return found if all(r.cls == "place" or r.kind == "state" for r in found) else []


def _phrase_end(items: list[Item], index: int) -> int:
    """Return where the noun phrase that a word opens ends: at a mark, a joined word or a verb."""
    last = index
    for place in _ahead(items, index, 4):
        item = items[place]
        if item.is_mark or item.conjunction or item.text in _AND or finite(item):
            break
        last = place
    return items[last].end


def _owner(items: list[Item], index: int) -> list[Ref]:
    """«the rebels' divisions», "X is divided", «X … صمودها»: who stands before."""
    word = items[index]
    reach = 5 if word.back else 3
    for place in range(index - 1, max(-1, index - 1 - reach), -1):
        item = items[place]
        if item.ref is not None and item.ref.cls == "party" and item.ref.mention != "adjective":
            return [item.ref]
        if item.is_mark or item.ref is not None:
            break
    return []


def _offered(view: View) -> bool:
    return any(scope.value == "proposed" for scope in view.scopes)


def _happened(view: View, index: int) -> bool:
    """Tell whether a gain is told by a verb of the past, and not hoped for."""
    clause = view.scene.clauses[view.scene.clause_of(index)]
    verbs = [i for i in view.scene.items[clause.start : index + 1] if finite(i)]
    return bool(verbs) and all(not i.word.future for i in verbs if i.word is not None)


# ---- the claim ------------------------------------------------------------------------------


def _made(
    view: View, index: int, said: _Said, about: list[Ref], places: list[Ref] | None = None
) -> RawClaim:
    items = view.scene.items
    places = places or []
    scope = scope_over(view, index)
    if scope is not None and scope.index == index - 1 and said.value == "balance":
        scope = None  # «رجحت كفة X»: the verb weighs here, it does not expect
    modality, polarity, realis = force_at(scope)
    low, high = items[0].start, items[-1].end
    spans = [(r.start, r.end) for r in (*about, *places) if low <= r.start and r.end <= high]
    return RawClaim(
        kind="state", type="state", subtype=said.value,
        start=min([s for s, _ in spans] + [items[index].start]),
        end=max([e for _, e in spans] + [items[index].end]),
        sentence=view.number, actors=about, places=places,
        modality=modality, polarity=polarity, realis=realis,
        holders=holders_at(view, index, scope), when=time_at(view, index),
        cue=(items[scope.index].start, items[scope.index].end) if scope else None,
        rules=(said.rule, f"standing:{said.value}"), confidence=0.5, index=index,
    )  # fmt: skip
