"""How far a statement that texts support is believed: no further than whose word it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sulh.case.model import Claim, Text
from sulh.frame.facts import Facts

__all__ = ["Word", "best_word", "with_word"]


@dataclass(frozen=True)
class Word:
    """Whose word a statement rests on: how far it is believed, and how that is said."""

    trust: float
    said: Text


AUTHOR = Word(0.95, Text(ar="", en=""))
"""The author of a report, or the decision maker itself on what it wants."""
THIRD = Word(0.9, Text(ar="بحسب مصدر ثالث", en="on the word of a third source"))
ADVERSARY = Word(0.8, Text(ar="بحسب خصمه وحده", en="on the word of its adversary alone"))
"""A party to the conflict about another side."""


def best_word(
    facts: Facts, claims: Iterable[str], parties: Iterable[str], adversaries: Iterable[str] = ()
) -> Word | None:
    """The best word among the claims that a statement on `parties` rests on; None without claims.

    Parameters
    ----------
    facts : Facts
        The situation.
    claims : iterable of str
        Ids of claims.
    parties : iterable of str
        The decision maker whose statement it is.
    adversaries : iterable of str
        Parties that stand against it in this decision; those that act against it count anyway.
    """
    own = {facts.side(party) for party in parties}
    against = {facts.side(party) for party in adversaries} - own
    against |= {one for one, other in facts.enemies if other in own} - own
    words = (_word(facts, facts.by_id[claim], own, against) for claim in claims)
    return max(words, key=lambda word: word.trust, default=None)


def _word(facts: Facts, claim: Claim, own: set[str], against: set[str]) -> Word:
    who = claim.holders[-1].who if claim.holders else "author"
    side = facts.side(facts.speaker(who))
    if who == "author" or side in own:
        return AUTHOR
    return ADVERSARY if side in against else THIRD


def with_word(why: Text, word: Word) -> Text:
    """Return the reason of a statement with whose word it rests on, where that matters."""
    if not word.said.en:
        return why
    return Text(
        ar=f"{why.ar} ({word.said.ar})" if why.ar else "",
        en=f"{why.en} ({word.said.en})" if why.en else "",
    )
