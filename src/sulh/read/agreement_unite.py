"""One truce told in several words: «هدنة», «هدنة إنسانية», «وقف إطلاق النار», "a temporary truce".

Reports name a truce anew at every turn. Two records of one document are taken for one when both
are truces, both are real or both only wished for, and nothing tells them apart: neither sides nor
years nor names of their own.
"""

from __future__ import annotations

from sulh.read.agreement_mentions import distinct, family
from sulh.read.agreement_sides import add_refs
from sulh.read.agreement_words import agreement_words
from sulh.read.raw import RawAgreement

__all__ = ["unite"]

_UNREAL = ("predicted", "sought", "advocated", "proposed_by_author")
_DESCRIBING = agreement_words("describing")


def unite(found: list[RawAgreement]) -> list[RawAgreement]:
    """Return the agreements with those made one that a reader takes for one.

    Parameters
    ----------
    found : list of RawAgreement
        Those of a document in order of their first mention; what is united is changed in place.
    """
    kept: list[RawAgreement] = []
    for agreement in found:
        same = next((other for other in kept if _one(other, agreement)), None)
        if same is None:
            kept.append(agreement)
        else:
            _absorb(same, agreement)
            for other in found:
                other.follows = same if other.follows is agreement else other.follows
    for agreement in kept:
        agreement.follows = None if agreement.follows is agreement else agreement.follows
    return kept


def _one(first: RawAgreement, second: RawAgreement) -> bool:
    if family(first.head, first.name) != "calm" or family(second.head, second.name) != "calm":
        return False
    if second.follows is first or first.follows is second:
        return False
    if (_wished(first) != _wished(second)) or _apart(first, second):
        return False
    words, other = _telling(first), _telling(second)
    return not words or not other or bool(words & other)


def _wished(agreement: RawAgreement) -> bool:
    return agreement.status in _UNREAL


def _apart(first: RawAgreement, second: RawAgreement) -> bool:
    """Tell whether two truces have sides, or places, of their own."""
    for one, other in ((first.parties, second.parties), (first.places, second.places)):
        keys, others = {r.key for r in one}, {r.key for r in other}
        if keys and others and not keys & others:
            return True
    return False


def _telling(agreement: RawAgreement) -> frozenset[str]:
    """Return the words of a name that are more than a description: a place, a year, a person."""
    return frozenset(word for word in distinct(agreement.name) if word not in _DESCRIBING)


def _absorb(into: RawAgreement, other: RawAgreement) -> None:
    into.mentions += other.mentions
    into.sentences = sorted({*into.sentences, *other.sentences})
    if other.strength > into.strength:
        into.status, into.strength = other.status, other.strength
    for name in ("parties", "guarantors", "brokers", "excluded", "places"):
        add_refs(getattr(into, name), getattr(other, name))
    for name in ("breaches", "claims", "terms", "history"):
        mine = getattr(into, name)
        mine += [thing for thing in getattr(other, name) if all(thing is not m for m in mine)]
    into.when = into.when or other.when
    into.duration = into.duration or other.duration
    into.follows = into.follows or other.follows
    if _telling(other) and not _telling(into):
        into.name, into.head = other.name, other.head
