"""Agreements: what they are called, between whom, what became of them, and on whose word.

An agreement is mentioned by a head (اتفاق, هدنة, صفقة, truce, deal) and what belongs to it.
Mentions with the same distinguishing words are one agreement; a bare «الاتفاق» goes back to the last one.
Its status comes from the events and cues around each mention: breached and implemented prevail
over reached, reached over sought, sought over predicted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sulh.read.items import Item, Ref, lemma, span_of
from sulh.read.raw import RawAgreement, RawClaim
from sulh.read.scene import Scene

if TYPE_CHECKING:
    from sulh.read.document import Reading, View

from sulh.read.lists import words_of

__all__ = ["find_agreements"]

_CALM = words_of("calm")
_GENERIC = frozenset(("مبادره", "اعلان", "وثيقه", "ميثاق", "roadmap"))
_STRENGTH = {
    "breached": 6,
    "implemented": 5,
    "reached": 4,
    "reported_in_effect_or_sought": 3,
    "proposed_by_author": 3,
    "advocated": 2,
    "sought": 2,
    "predicted": 1,
}
_CLOSED = (
    "preposition", "subordinator", "contrast", "complementizer", "relative", "auxiliary",
    "pronoun", "demonstrative", "time", "verb", "function",
)  # fmt: skip


def find_agreements(reading: Reading) -> list[RawAgreement]:
    """Return the agreements of a document with their states, sides, terms and breaches."""
    found: list[RawAgreement] = []
    for view in reading.views:
        claims = [c for c in reading.claims if c.sentence == view.number]
        for index, item in enumerate(view.scene.items):
            mention = _mention(view, index, item)
            if mention is None:
                continue
            name, head, start, end, last = mention
            agreement = _place(found, name, head, definite=_definite(item, view, index))
            agreement.mentions.append((start, end))
            agreement.sentences.append(view.number)
            _judge(agreement, view, index, last, claims)
        _breaches(found, view, claims)
    kept = [a for a in found if a.strength or _several_words(a)]
    for agreement in kept:
        agreement.status = agreement.status or "reported_in_effect_or_sought"
        if not agreement.claims:
            reading.claims.append(_mentioned(agreement))
            agreement.claims.append(reading.claims[-1])
    return kept


def _mentioned(agreement: RawAgreement) -> RawClaim:
    """Make the claim that the agreement is spoken of, for one that no event is about."""
    start, end = agreement.mentions[0]
    return RawClaim(
        kind="state", type="state", start=start, end=end, sentence=agreement.sentences[0],
        what=agreement.name, modality=_STATE_FORCE.get(agreement.status, "asserted"),
        actors=list(agreement.parties), rules=("rule:agreement",), confidence=0.4,
    )  # fmt: skip


_STATE_FORCE = {"predicted": "predicted", "sought": "proposed", "advocated": "proposed"}


def _several_words(agreement: RawAgreement) -> bool:
    return len(agreement.name.split()) > 1


def _mention(view: View, index: int, item: Item) -> tuple[str, str, int, int, int] | None:
    """Return name, head, span and last item of the agreement mentioned here, if any."""
    if item.ref is not None:
        if item.ref.cls != "agreement":
            return None
        return item.ref.name, item.ref.head, item.ref.start, item.end, index
    phrase = any(t.type == "ceasefire" and t.pos != "v" for t, f in item.triggers)
    if not (item.has("agreement_head") or phrase) or item.back:
        return None
    if not view.scene.arabic:
        return _english(view.scene, index, item)
    last = index
    for place in range(index + 1, min(len(view.scene.items), index + 5)):
        after = view.scene.items[place]
        if not _continues(after, arabic=True, article=item.article):
            break
        last = place
    start = span_of(item)
    items = view.scene.items[index : last + 1]
    words = [i.text for i in items]
    words[0] = words[0][start - item.start :]
    return " ".join(words), lemma(item.stem), start, items[-1].end, last


def _continues(item: Item, *, arabic: bool, article: bool) -> bool:
    if item.is_mark or item.conjunction or item.preposition or item.has(*_CLOSED):
        return False
    if item.ref is not None:
        return item.ref.cls == "place" or item.ref.mention == "adjective"
    if item.verb() and not item.article and arabic and not item.has("agreement_head"):
        return any(t.pos == "n" for t, _ in item.triggers) and not article
    return not item.cues or item.article


def _english(scene: Scene, index: int, item: Item) -> tuple[str, str, int, int, int] | None:
    first = index
    while first > 0 and index - first < 4:
        before = scene.items[first - 1]
        if before.is_mark or before.has(*_CLOSED) or before.verb() or before.cues:
            break
        if (
            before.ref is not None
            and before.ref.mention != "adjective"
            and before.ref.cls != "place"
        ):
            break
        first -= 1
    items = scene.items[first : index + 1]
    return (
        " ".join(i.text for i in items),
        item.text.removesuffix("s"),
        items[0].start,
        item.end,
        index,
    )


def _definite(item: Item, view: View, index: int) -> bool:
    if view.scene.arabic:
        before = view.scene.items[index - 1] if index else None
        return item.article or (before is not None and before.has("demonstrative"))
    return any(
        i.text in ("the", "this", "that") for i in view.scene.items[max(0, index - 4) : index]
    )


def _place(found: list[RawAgreement], name: str, head: str, *, definite: bool) -> RawAgreement:
    """Give the agreement a mention belongs to: same words, or for a bare definite head the last."""
    words = _distinct(name)
    calm = head in _CALM or "اطلاق" in name
    for agreement in reversed(found):
        other = _distinct(agreement.name)
        same_kind = agreement.head == head or (calm and _is_calm(agreement))
        if words and words == other:
            return agreement
        if same_kind and definite and (not words or words <= other):
            return agreement
        if same_kind and not words and not other:
            return agreement
    agreement = RawAgreement(name, head, [], [])
    found.append(agreement)
    return agreement


def _is_calm(agreement: RawAgreement) -> bool:
    return agreement.head in _CALM or "اطلاق" in agreement.name


_PLAIN = words_of("agreement_plain")


def _distinct(name: str) -> frozenset[str]:
    words = {w.removeprefix("و").removeprefix("ال") if w.startswith(("ال", "وال")) else w
             for w in name.split()}  # fmt: skip
    return frozenset(w for w in words if w not in _PLAIN and lemma(w) not in _PLAIN)


# ---- status ---------------------------------------------------------------------------------

_MODAL_STATUS = {
    "predicted": "predicted",
    "conditional": "sought",
    "demanded": "sought",
    "proposed": "sought",
    "intended": "sought",
    "possible": "sought",
    "accused": "",
    "denied": "",
    "negated": "sought",
}


def _judge(
    agreement: RawAgreement, view: View, index: int, last: int, claims: list[RawClaim]
) -> None:
    """Add what a mention's surroundings say of the agreement."""
    near = [c for c in claims if c.kind == "event" and _touches(view, c, index, last)]
    for claim in near:
        status = _status_of(claim)
        if (
            claim.type == "breach"
            and claim.polarity == "pos"
            and claim.modality in ("asserted", "accused")
        ):
            agreement.breaches.append((claim.actors, claim))
            status = "breached" if claim.modality == "asserted" else ""
        if claim.type in ("breach", "agree", "ceasefire", "accept", "reject", "comply"):
            agreement.claims.append(claim)
            _add(agreement.parties, [*claim.actors, *claim.targets])
        if claim.type == "mediate" and claim.modality == "asserted":
            _add(agreement.brokers, claim.actors)
        _raise(agreement, status, claim)
    for status in _cued(view, index, last):
        _raise(agreement, status, None)
    _sides(agreement, view, last)
    before = view.scene.items[max(0, index - 2) : index]
    if any(
        i.stem in ("ضمان", "لضمان", "guarantee", "guaranteeing") or i.text == "لضمان"
        for i in before
    ):
        makers = [c for c in claims if c.type in ("intervene", "mediate") and 0 <= c.index < index]
        _add(agreement.guarantors, makers[-1].actors if makers else [])


def _breaches(found: list[RawAgreement], view: View, claims: list[RawClaim]) -> None:
    """A breach that names no agreement is of the last one, if that was just mentioned."""
    known = {id(claim) for a in found for claim in a.claims}
    recent = [a for a in found if a.sentences and view.number - a.sentences[-1] <= 1]
    for claim in claims:
        if claim.type != "breach" or id(claim) in known or not recent:
            continue
        if claim.modality not in ("asserted", "accused") or claim.polarity != "pos":
            continue
        agreement = max(recent, key=lambda a: a.mentions[-1])
        agreement.claims.append(claim)
        agreement.breaches.append((claim.actors, claim))
        if claim.modality == "asserted":
            _raise(agreement, "breached", claim)


def _touches(view: View, claim: RawClaim, index: int, last: int) -> bool:
    if index <= claim.index <= last:
        return True
    if view.scene.clause_of(claim.index) != view.scene.clause_of(index) or claim.index < 0:
        return False
    return -9 <= index - claim.index <= 9


def _status_of(claim: RawClaim) -> str:
    if claim.type not in ("agree", "ceasefire", "accept", "reject", "negotiate", "demand"):
        return ""
    if claim.modality != "asserted":
        return _MODAL_STATUS.get(claim.modality, "")
    if claim.type in ("negotiate", "demand", "reject"):
        return "sought"
    if claim.type == "agree":
        return "reached"
    return "reported_in_effect_or_sought"


def _cued(view: View, index: int, last: int) -> list[str]:
    """Return the states that cues next to a mention name, unless they stand under another force."""
    found = []
    low, high = max(0, index - 7), min(len(view.scene.items), last + 14)
    high = next(
        (p for p in range(last + 1, high) if view.scene.items[p].has("contrast", "agreement_head")),
        high,
    )
    for place in [*range(low, index), *range(last + 1, high)]:
        item = view.scene.items[place]
        for cue, _ in item.cues:
            if cue.kind != "status" or item.ref is not None:
                continue
            forces = [s.value for s in view.scopes if s.start <= place < s.end]
            value = next((_MODAL_STATUS[v] for v in forces if v in _MODAL_STATUS), cue.value)
            found.append(value)
    over = [s for s in view.scopes if s.start <= index < s.end and s.index >= index - 8]
    found += [_MODAL_STATUS[s.value] for s in over if _MODAL_STATUS.get(s.value)]
    return found


def _raise(agreement: RawAgreement, status: str, claim: RawClaim | None) -> None:
    if not status:
        return
    agreement.history.append((status, claim))
    if _STRENGTH[status] > agreement.strength:
        agreement.status, agreement.strength = status, _STRENGTH[status]


def _add(refs: list[Ref], new: list[Ref]) -> None:
    for ref in new:
        if ref.cls in ("party", "person") and all(r.key != ref.key for r in refs):
            refs.append(ref)


def _sides(agreement: RawAgreement, view: View, last: int) -> None:
    """Add the sides after بين / between, guarantors and mediators, exclusions."""
    items = view.scene.items
    mode = ""
    for place in range(last + 1, min(len(items), last + 16)):
        item = items[place]
        if item.text in (".", ";", "؛"):
            break
        if item.stem in ("بين", "between"):
            mode = "between"
        elif cue := next(
            (c for c, _ in item.cues if c.kind in ("role", "exception", "term")), None
        ):
            mode = {"guarantor": "guarantor", "mediator": "mediator", "exception": "excluded",
                    "excluded": "excluded"}.get(cue.value, "")  # fmt: skip
        elif item.has("subordinator", "complementizer", "relative", "contrast") or item.verb():
            mode = ""
        ref = item.ref
        if ref is None or ref.cls not in ("party", "person"):
            continue
        lists = {"between": agreement.parties, "guarantor": agreement.guarantors,
                 "mediator": agreement.brokers, "excluded": agreement.excluded}  # fmt: skip
        if mode in lists and (mode == "between" or ref.mention != "adjective"):
            _add(lists[mode], [ref])
