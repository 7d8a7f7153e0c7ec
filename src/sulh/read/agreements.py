"""Agreements: what they are called, between whom, what became of them, and on whose word.

Each agreement a text tells of is one record: a definite noun («الاتفاق», "the deal") goes back to
the last agreement of its kind, other words make another agreement. Around every mention the
states (:mod:`sulh.read.agreement_status`), the sides (:mod:`sulh.read.agreement_sides`) and the
terms (:mod:`sulh.read.agreement_terms`) are gathered. An exchange that somebody only proposes
(«لمَ لا … تسليم … مقابل …») is an agreement too, with that status.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from sulh.read.agreement_mentions import Named, distinct, family, mentions_of
from sulh.read.agreement_sides import add_refs, sides, where
from sulh.read.agreement_status import held_by_author, judge, raise_to
from sulh.read.agreement_terms import (
    Force,
    brought_about,
    defined,
    duration,
    exchanged,
    left_out,
    listed_terms,
    names_stage,
    offered,
    opens_list,
    opens_term,
    opens_terms,
    stage_terms,
    stipulated,
    unlimited,
)
from sulh.read.agreement_unite import unite
from sulh.read.agreement_words import agreement_words
from sulh.read.chains import holders_at
from sulh.read.fold import fold_text
from sulh.read.items import Item, Ref
from sulh.read.listed import member_start
from sulh.read.raw import RawAgreement, RawClaim
from sulh.read.signs import sign

if TYPE_CHECKING:
    from sulh.read.scopes import Scope
    from sulh.read.view import Reading, View

__all__ = ["find_agreements"]

_ABOUT = ("breach", "agree", "ceasefire", "accept", "reject", "comply")
_REPLACING = agreement_words("replacing")
_GENERIC = frozenset(("اتفاق", "agreement", "صفقه"))
_UNREAL = ("predicted", "sought", "advocated", "proposed_by_author")
_STATE_FORCE = {"predicted": "predicted", "sought": "proposed", "advocated": "proposed",
                "proposed_by_author": "proposed"}  # fmt: skip
_REALIS = {"predicted": "future", "proposed": "not_happened"}


def find_agreements(reading: Reading) -> list[RawAgreement]:
    """Return the agreements of a document with their states, sides, terms and breaches."""
    found: list[RawAgreement] = []
    by_sentence: dict[int, list[RawClaim]] = {}
    for claim in reading.claims:
        by_sentence.setdefault(claim.sentence, []).append(claim)
    listing: RawAgreement | None = None
    for view in reading.views:
        start = member_start(view.scene) if listing is not None else 0
        if listing is not None and start:
            _member(reading, listing, view, start)
            continue
        claims = [c for c in by_sentence.get(view.number, ()) if c.kind == "event"]
        _sentence(reading, found, view, claims)
        listing = _listing(found, view)
    kept = [a for a in found if _told_of(a)]
    for agreement in kept:
        agreement.status = agreement.status or "reported_in_effect_or_sought"
        _only_offered(agreement)
        _exists(agreement)
    kept = unite(kept)
    fighting = {r.key for c in reading.claims if c.type in _FIGHTING for r in c.actors}
    for agreement in kept:
        agreement.brokers = [r for r in agreement.brokers if r.key not in fighting]
        _deciding(agreement)
        _own_parties(agreement)
        if not agreement.claims:
            agreement.claims.append(_mentioned(agreement))
            reading.claims.append(agreement.claims[-1])
    return kept


def _told_of(agreement: RawAgreement) -> bool:
    """Tell whether a text says more of an agreement than a bare word for one."""
    known = agreement.strength or agreement.terms or agreement.breaches or agreement.brokers
    return bool(known) or len(agreement.name.split()) > 1 or bool(agreement.parties)


_FIGHTING = ("attack", "fight", "breach", "gain_territory")
_OFFER = agreement_words("offer")
_PUT_FORWARD = agreement_words("put_forward")
_MADE = ("reached", "implemented", "breached", "collapsed", "expired")


def _offered_only(agreement: RawAgreement) -> bool:
    """Tell whether an agreement is only a plan or an offer so far."""
    return agreement.status not in _MADE and _names_an_offer(agreement.name)


@lru_cache(maxsize=1024)
def _names_an_offer(name: str) -> bool:
    words = fold_text(name).split()
    return not _OFFER.isdisjoint(words[:2]) or not _PUT_FORWARD.isdisjoint(words)


def _exists(agreement: RawAgreement) -> None:
    """What somebody is charged with breaking is in force; what was brokered was reached."""
    if agreement.breaches and agreement.status == "sought":
        agreement.status = "reported_in_effect_or_sought"
    plain = family(agreement.head, agreement.name) != "calm"
    if agreement.brokers and plain and agreement.status == "reported_in_effect_or_sought":
        agreement.status = "reached"


def _only_offered(agreement: RawAgreement) -> None:
    """«المبادرة … تنص على …»: the terms of what is put forward are proposed, in every sentence."""
    if not _offered_only(agreement):
        return
    if agreement.status == "reported_in_effect_or_sought":
        agreement.status = "sought"
    for term in agreement.terms:
        if term.modality == "asserted":
            term.modality, term.realis = "proposed", "not_happened"


def _sentence(
    reading: Reading, found: list[RawAgreement], view: View, claims: list[RawClaim]
) -> None:
    mentions = mentions_of(view)
    named = _outside_terms(view, mentions) if mentions else mentions
    here: list[RawAgreement] = []
    for mention in named:
        agreement, known = _place(found, here, mention, view.number)
        here.append(agreement)
        agreement.mentions.append((mention.start, mention.end))
        agreement.sentences.append(view.number)
        if known:
            _forget(reading, agreement, claims, mention, view)
        _take(agreement, view, mention, claims, named)
        judge(agreement, view, mention, claims, named)
        sides(agreement, view, mention, claims, named)
        _terms(reading, agreement, view, mention, named)
    if here:
        _patrons(reading, view)
    if len(here) > 1:
        _follow(view, named, here)
    _breaches(found, here, view, named, claims)
    if here:
        _open_ended(reading, here[-1], view)
        return
    _pronoun(reading, found, view)
    _proposal(reading, found, view, claims)


def _listing(found: list[RawAgreement], view: View) -> RawAgreement | None:
    """Return the agreement whose terms the members of a list behind this sentence tell."""
    if not found or not opens_list(view):
        return None
    last = max(found, key=lambda a: a.mentions[-1])
    away = view.number - last.sentences[-1]  # «وشمل القصف البلدات التالية:» lists no terms
    return last if away == 0 or (away == 1 and names_stage(view)) else None


def _member(reading: Reading, agreement: RawAgreement, view: View, start: int) -> None:
    _add_terms(reading, agreement, listed_terms(_force(reading, view, agreement), start))
    agreement.sentences.append(view.number)


def _outside_terms(view: View, named: list[Named]) -> list[Named]:
    """«نصت المذكرة على وقف القتال»: an agreement among the terms of another is none of its own."""
    items = view.scene.items
    opened = len(items)
    if items and items[0].text == "it":
        gives = [p for p, i in enumerate(items[:4]) if _gives(i)]
        opened = gives[0] if gives else opened
    elif named:
        place = opens_terms(view, named[0])
        opened = place if place >= 0 else opened
    return [n for n in named if n.definite or n.index < opened]


def _gives(item: Item) -> bool:
    return any(cue.kind == "term" and cue.value == "gives" for cue, _ in item.cues)


# ---- which agreement ------------------------------------------------------------------------


def _place(
    found: list[RawAgreement], here: list[RawAgreement], named: Named, number: int
) -> tuple[RawAgreement, bool]:
    """Return the agreement a mention belongs to, and whether it was known before."""
    latest = sorted(found, key=lambda a: a.sentences[-1], reverse=True) if found else []
    bare = named.definite and not named.words
    for agreement in latest:
        if _same(agreement, named, number):
            if bare and here and here[-1] is not agreement and agreement.status in _UNREAL:
                return here[-1], True
            _rename(agreement, named)
            return agreement, True
    if named.definite and not named.words and named.family in _GENERIC:
        real = [a for a in latest if a.strength >= 3 and number - a.sentences[-1] <= 3]
        if real:
            return real[0], True
    agreement = RawAgreement(named.name, named.head, [], [], definite=named.definite)
    found.append(agreement)
    return agreement, False


def _same(agreement: RawAgreement, named: Named, number: int) -> bool:
    words, other = named.words, distinct(agreement.name)
    alike = family(agreement.head, agreement.name) == named.family
    documents = agreement.head == named.head
    if words and (words == other or (len(words) > 1 and words <= other)):
        return True
    if not (alike or documents):
        return False
    if named.definite:
        return not words or words <= other or (bool(other) and other <= words)
    real = any(status not in _UNREAL for status, _, _ in agreement.history)
    waiting = agreement.definite and not other and not real and not agreement.parties
    return waiting or (not words and not other and number - agreement.sentences[-1] <= 8)


def _rename(agreement: RawAgreement, named: Named) -> None:
    """A fuller name, met later, names the agreement from then on."""
    if named.words > distinct(agreement.name):
        agreement.name, agreement.head = named.name, named.head


def _forget(
    reading: Reading, agreement: RawAgreement, claims: list[RawClaim], named: Named, view: View
) -> None:
    """A noun that only goes back to an agreement is no event."""
    for claim in [c for c in claims if named.first <= c.index <= named.last]:
        bound = next((b for b in view.bounds if b.index == claim.index), None)
        noun = bound is not None and bound.trigger.pos == "n"
        if noun and named.definite and claim.type in ("agree", "ceasefire"):
            claims.remove(claim)
            reading.claims[:] = [c for c in reading.claims if c is not claim]
            agreement.claims = [c for c in agreement.claims if c is not claim]


def _take(
    agreement: RawAgreement, view: View, named: Named, claims: list[RawClaim], others: list[Named]
) -> None:
    """Give an agreement the claims that are about it."""
    for claim in claims:
        near = -9 <= named.index - claim.index <= 14 and claim.index >= 0
        same = view.scene.clause_of(claim.index) == view.scene.clause_of(named.index)
        inside = named.first <= claim.index <= named.last
        other = any(n is not named and n.first <= claim.index <= n.last for n in others)
        if claim.type in _ABOUT and (inside or (near and same and not other)):
            _once(agreement.claims, claim)


def _once(claims: list[RawClaim], claim: RawClaim) -> None:
    if all(known is not claim for known in claims):
        claims.append(claim)


def _mentioned(agreement: RawAgreement) -> RawClaim:
    """Make the claim that the agreement is spoken of, for one that no event is about."""
    if agreement.terms:
        return agreement.terms[0]
    start, end = agreement.mentions[0]
    return RawClaim(
        kind="state", type="state", start=start, end=end, sentence=agreement.sentences[0],
        what=agreement.name, modality=_STATE_FORCE.get(agreement.status, "asserted"),
        actors=list(agreement.parties), rules=("rule:agreement",), confidence=0.4,
    )  # fmt: skip


_DECIDES = ("accept", "reject", "comply")


def _deciding(agreement: RawAgreement) -> None:
    """Who takes, refuses, keeps or is said to break an agreement is a side of it."""
    for claim in agreement.claims:
        decided = claim.type in _DECIDES and claim.subtype != "walkout"
        if decided and claim.modality in ("asserted", "negated"):
            add_refs(agreement.parties, [r for r in claim.actors if r.kind != "organisation"])
    for breakers, _ in agreement.breaches:
        add_refs(agreement.parties, breakers)


def _own_parties(agreement: RawAgreement) -> None:
    """Those who get something in return are sides; guarantors and brokers as such are none."""
    for term in agreement.terms:
        if term.direction in ("gives", "gets", "both"):
            add_refs(agreement.parties, term.actors)
    outside = {r.key for r in (*agreement.guarantors, *agreement.brokers, *agreement.excluded)}
    agreement.parties = [r for r in agreement.parties if r.key not in outside]


def _patrons(reading: Reading, view: View) -> None:
    """«اتفاق … برعاية X»: X brokers the agreement and backs none of the sides."""
    items = view.scene.items
    places = {p for p, i in enumerate(items) if "mediator" in i.cue_values}
    reading.claims[:] = [
        c for c in reading.claims
        if not (c.sentence == view.number and c.type == "backed_by" and c.index in places)
    ]  # fmt: skip


# ---- terms ----------------------------------------------------------------------------------


def _force(reading: Reading, view: View, agreement: RawAgreement) -> Force:
    modality = _STATE_FORCE.get(agreement.status, "asserted")
    modality = "proposed" if _offered_only(agreement) else modality
    return Force(view, reading.folded, modality, _REALIS.get(modality, "actual"))


def _terms(
    reading: Reading, agreement: RawAgreement, view: View, named: Named, others: list[Named]
) -> None:
    force = _force(reading, view, agreement)
    following = others[others.index(named) + 1 :]
    high = following[0].first if following else len(view.scene.items)
    low = named.first if others[0] is not named else 0
    terms = stipulated(force, named) or brought_about(force, named)
    terms = terms or exchanged(force, named, high)
    definition = defined(force, named, agreement.parties)
    _add_terms(reading, agreement, [*terms, *definition, *left_out(force, low, high)])
    agreement.duration = agreement.duration or duration(force, named)
    agreement.places += [p for p in where(view, named) if p.key not in
                         {q.key for q in agreement.places}]  # fmt: skip


def _add_terms(reading: Reading, agreement: RawAgreement, terms: list[RawClaim]) -> None:
    for term in terms:
        if all((t.start, t.end, t.direction) != (term.start, term.end, term.direction)
               for t in agreement.terms):  # fmt: skip
            agreement.terms.append(term)
            reading.claims.append(term)


def _open_ended(reading: Reading, agreement: RawAgreement, view: View) -> None:
    claim = unlimited(_force(reading, view, agreement))
    if claim is not None:
        claim.modality, claim.realis = "asserted", "actual"
        agreement.claims.append(claim)
        reading.claims.append(claim)


def _proposal(
    reading: Reading, found: list[RawAgreement], view: View, claims: list[RawClaim]
) -> None:
    """«لمَ لا … تسليم … مقابل …»: an exchange under a proposal, that names no agreement."""
    if not view.scene.signs & _SWAP:
        return
    items = view.scene.items
    swap = next(p for p, i in enumerate(items) if i.signs & _SWAP)
    give = _giving(view, swap)
    if give < 0:
        return
    told = [c for c in claims if c.index == give]
    scope = next(s for s in reversed(view.scopes) if _proposing(s, give))
    voices = told[0].holders if told else holders_at(view, give, scope)
    giver = told[0].actors if told and told[0].actors else _giver(items, give)
    force = Force(view, reading.folded, "proposed", "not_happened", voices)
    terms = offered(force, give, swap, giver)
    end = terms[1].end if len(terms) > 1 else terms[0].end
    agreement = RawAgreement(terms[0].what, "", [(terms[0].start, end)], [view.number])
    author = all(h.who == "author" for h in voices)
    raise_to(agreement, "proposed_by_author" if author else "sought", terms[0])
    add_refs(agreement.parties, giver)
    agreement.claims += [c for c in claims if c.modality == "proposed" and c.type in _OFFERED]
    agreement.claims += terms[:1]
    found.append(agreement)
    _add_terms(reading, agreement, terms)


_OFFERED = ("negotiate", "concede", *_ABOUT)


def _giving(view: View, swap: int) -> int:
    """Return the place of what is given for something, where that is proposed; else -1."""
    items = view.scene.items
    for place in range(swap - 1, max(-1, swap - 12), -1):
        item = items[place]
        gives = item.ref is None and "concede" in item.types
        if gives or (item.ref is None and opens_term(item)):
            return place if any(_proposing(s, place) for s in view.scopes) else -1
    return -1


def _proposing(scope: Scope, place: int) -> bool:
    return scope.value == "proposed" and scope.start <= place < scope.end


_SWAP = sign("exchange", texts=("علي ان",), cues=("exchange",), exact=True)


def _giver(items: list[Item], give: int) -> list[Ref]:
    """Return who would give: the last party named before what is given."""
    before = [i.ref for i in items[:give] if i.ref is not None]
    return [r for r in before if r.cls == "party" and r.mention != "adjective"][-1:]


# ---- breaches and what follows what ---------------------------------------------------------


def _breaches(
    found: list[RawAgreement], here: list[RawAgreement], view: View, named: list[Named],
    claims: list[RawClaim],
) -> None:  # fmt: skip
    """A breach is of the agreement named beside it, else of the last one, if just mentioned."""
    for claim in claims:
        if claim.type != "breach" and not _unkept(claim, named):
            continue
        recent = [a for a in found if a.sentences and view.number - a.sentences[-1] <= 1]
        agreement = _nearest(here, named, claim) or max(
            recent, key=lambda a: a.mentions[-1], default=None
        )
        _over_name(claim, named)
        if agreement is not None and claim.modality in ("asserted", "accused", "denied", "negated"):
            _breach(agreement, claim)


def _over_name(claim: RawClaim, named: list[Named]) -> None:
    """Let a breach's quote run over the name of what is broken, right behind it."""
    for mention in named:
        if claim.index >= 0 and 0 < mention.first - claim.index <= 5:
            claim.end = max(claim.end, mention.end)
            return


def _unkept(claim: RawClaim, named: list[Named]) -> bool:
    """«لم يلتزم X بالاتفاق»: not to keep an agreement that is named is to break it."""
    if claim.type != "comply" or claim.modality != "negated":
        return False
    return any(0 < n.first - claim.index <= 4 for n in named)


def _nearest(here: list[RawAgreement], named: list[Named], claim: RawClaim) -> RawAgreement | None:
    pairs = [(abs(n.index - claim.index), a) for n, a in zip(named, here, strict=True)
             if claim.index >= 0]  # fmt: skip
    return min(pairs, key=lambda p: p[0], default=(0, None))[1]


def _breach(agreement: RawAgreement, claim: RawClaim) -> None:
    """Keep who is said to have broken it; only the author's own word makes it broken."""
    _once(agreement.claims, claim)
    keys = {r.key for r in claim.actors}
    same = next((b for b in agreement.breaches if {r.key for r in b[0]} == keys), None)
    if same is not None:
        _once(same[1], claim)
    elif claim.modality != "denied" and (claim.type == "comply" or claim.polarity == "pos"):
        agreement.breaches.append((claim.actors, [claim]))
    told = claim.modality == "asserted" and claim.polarity == "pos"
    real = agreement.status not in _UNREAL
    if real and (told or claim.type == "comply") and held_by_author(claim):
        raise_to(agreement, "breached", claim)
        add_refs(agreement.parties, claim.actors)


def _pronoun(reading: Reading, found: list[RawAgreement], view: View) -> None:
    """«It collapsed», «وانهارت بعد أسبوع», "It provided for …": of the last agreement."""
    items = view.scene.items
    if not found or not items:
        return
    last = max(found, key=lambda a: a.mentions[-1])
    subject = items[0].text == "it"
    place = 1 if subject else 0
    if view.number - last.sentences[-1] > 1 or place >= len(items):
        return
    stages = stage_terms(_force(reading, view, last))
    if stages:
        _add_terms(reading, last, stages)
        last.sentences.append(view.number)
    if subject:
        it = Named("it", "it", 0, 0, items[0].start, items[0].end, definite=True, first=0)
        _add_terms(reading, last, stipulated(_force(reading, view, last), it))
        last.sentences.append(view.number)
    over = any(s.start <= place < s.end and s.value != "holds" for s in view.scopes)
    if (subject or (view.scene.arabic and _subjectless(items))) and not over:
        _ending(reading, last, view, place)


def _ending(reading: Reading, agreement: RawAgreement, view: View, place: int) -> None:
    """Take a verb of breaking down or carrying out that stands at a place."""
    items = view.scene.items
    for cue, form in items[place].cues:
        noun = form is not None and form.tense == "noun"
        if cue.kind != "status" or cue.value not in _TOLD_AGAIN or noun:
            continue
        end = next((p for p in range(place, len(items)) if items[p].is_mark), len(items))
        claim = RawClaim(
            kind="event", type=_TOLD_AGAIN[cue.value],
            start=items[0].start + len(items[0].conjunction), end=items[end - 1].end,
            sentence=view.number, holders=holders_at(view, place, None), rules=(cue.id,),
            confidence=0.5, index=place,
        )  # fmt: skip
        _once(agreement.claims, claim)
        reading.claims.append(claim)
        if held_by_author(claim):
            raise_to(agreement, cue.value, claim)
        return


_TOLD_AGAIN = {"breached": "breach", "collapsed": "breach", "implemented": "comply"}


def _subjectless(items: list[Item]) -> bool:
    """Tell whether a verb opens the sentence with no noun behind it that could be its subject."""
    after = items[1] if len(items) > 1 else None
    return after is None or after.is_mark or after.has("preposition", "time")


def _follow(view: View, named: list[Named], here: list[RawAgreement]) -> None:
    """«… حلّ محل اتفاق …», "… replaced the Cairo agreement": which agreement comes after which."""
    items = view.scene.items
    for (one, first), (two, second) in pairwise(zip(named, here, strict=True)):
        if first is second:
            continue
        if _replaces(items[one.last + 1 : two.first]):
            first.follows = second
        elif view.scene.arabic and _replaces(items[max(0, one.first - 3) : one.first]):
            second.follows = first


def _replaces(items: list[Item]) -> bool:
    words = " ".join(i.text.removeprefix(i.conjunction) for i in items)
    return any(w in words if " " in w else w in words.split() for w in _REPLACING)
