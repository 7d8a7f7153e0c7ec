"""Whether a text tells of an armed conflict, and which of its events count when it may not.

Ordinary news borrows the words of war («حرب أسعار», "a battle for the title") and shares the words
of diplomacy with it. Words that only armed conflict uses are weighed against words of other
matters; without any, an event counts only when known parties to a conflict take part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sulh.read.fold import fold_text, letters_in
from sulh.read.items import Ref
from sulh.read.lists import load_lexicon, words_of
from sulh.read.raw import RawAgreement, RawClaim

__all__ = ["Topic", "topic_of"]

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FRONTS = ("وال", "بال", "لل", "ال", "و", "ف", "ب", "ل")
_ARMED = words_of("armed")
_ORDINARY = words_of("ordinary")
_HARD = frozenset(("attack", "fight", "gain_territory", "lose_territory", "ceasefire", "mobilise"))
_SHORT = 40
"""Words below which a text is taken at its word: a user's first try is one sentence."""


@dataclass(frozen=True, slots=True)
class Topic:
    """How many words of armed conflict, of conflict in a wide sense, and of other matters."""

    words: int
    armed: int
    conflict: int
    other: int

    @property
    def told(self) -> bool:
        """True when the text tells of an armed conflict."""
        story = 2 * self.armed + self.conflict
        if self.words < _SHORT:
            return story >= self.other
        return story >= (2 if self.other else 1) and story > 1.2 * self.other

    @property
    def sure(self) -> bool:
        """True when nothing speaks against an event of any type."""
        if self.words < _SHORT:
            return self.armed > 0 or not self.other
        story = 2 * self.armed + self.conflict
        return self.armed > 1 or (story > 2 and story > 4 * self.other)

    def keeps(self, claim: RawClaim) -> bool:
        """Tell whether an event counts: known parties in a text without a word of armed conflict.

        A hard event needs one party that a pack knows, a soft one (a visit, a demand) two.
        """
        if self.sure or claim.kind not in ("event", "state"):
            return True
        if claim.kind == "state":
            return False
        known = _known((*claim.actors, *claim.targets))
        return known >= (1 if claim.type in _HARD else 2)

    def binds(self, agreement: RawAgreement) -> bool:
        """Tell whether an agreement counts: between known parties, or in a text about war."""
        return self.sure or _known(agreement.parties) > 1


def _known(refs: Iterable[Ref]) -> int:
    return len({ref.key for ref in refs if ref.cls == "party" and ref.entry is not None})


@lru_cache(maxsize=2)
def topic_of(text: str) -> Topic:
    """Weigh the words of a text.

    Examples
    --------
    >>> topic_of("قصف الجيش البلدة").told, topic_of("سجل الفريق هدفا في المباراة").told
    (True, False)
    """
    shadow = fold_text(text[:200_000])
    words = _WORD.findall(shadow) if "-" in shadow else letters_in(shadow)
    weights = zip(*map(_weight, words), strict=True)
    armed, conflict, other = map(sum, weights) if words else (0, 0, 0)
    armed += sum(shadow.count(phrase) for phrase in _PHRASES)
    return Topic(len(words), armed, conflict, other)


@lru_cache(maxsize=65_536)
def _weight(word: str) -> tuple[bool, bool, bool]:
    """Tell whether a word is of armed conflict, of conflict in a wide sense, of other matters."""
    stem, known = _stem(word), load_lexicon().words
    kinds = known.get(word, frozenset()) | known.get(stem, frozenset())
    armed = word in _ARMED or stem in _ARMED
    other = "football" in kinds or word in _ORDINARY or stem in _ORDINARY
    return armed, "conflict" in kinds and not armed, other


_PHRASES = tuple(sorted(form for form in _ARMED if " " in form))


def _stem(word: str) -> str:
    """Take off what is fused in front, unless the whole word is one that the lists count."""
    if word in _ARMED or word in _ORDINARY:
        return word
    for front in _FRONTS:
        if word.startswith(front) and len(word) - len(front) > 2:
            return word[len(front) :]
    return word
