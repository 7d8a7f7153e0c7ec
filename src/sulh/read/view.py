"""What the rules know of a sentence, and what was read in a document."""

from __future__ import annotations

from dataclasses import dataclass, field

from sulh.read.fold import Folded, fold
from sulh.read.items import Ref
from sulh.read.names import Names
from sulh.read.raw import RawAgreement, RawClaim, RawLink
from sulh.read.scene import Bound, Scene
from sulh.read.scopes import Scope
from sulh.read.segment import Sentence
from sulh.read.speech import Carried
from sulh.read.times import TimeSpan
from sulh.read.voices import Voice

__all__ = ["Reading", "View"]


@dataclass(slots=True)
class View:
    """A sentence with all that the rules know of it."""

    number: int
    sentence: Sentence
    scene: Scene
    scopes: list[Scope]
    voices: list[Voice]
    times: list[TimeSpan]
    bounds: list[Bound] = field(default_factory=list)
    names: Names | None = None
    recent: list[Ref] = field(default_factory=list)
    carried: list[Carried] = field(default_factory=list)

    def nisba(self, word: str) -> Ref | None:
        """Return the state or party an adjective or name in a compound stands for."""
        if self.names is None:
            return None
        entry = self.names.nisba.get(word) or self.names.known(word)
        if entry is None or entry.cls != "party":
            return None
        return Ref("party", entry.id, word, entry.kind, "adjective", -1, -1, entry)


@dataclass(slots=True)
class Reading:
    """What was read in one document."""

    folded: Folded
    views: list[View]
    claims: list[RawClaim]
    links: list[RawLink]
    agreements: list[RawAgreement]
    mentions: list[Ref] = field(default_factory=list)
    """Who and what is named, once the sentences are left behind."""

    @classmethod
    def empty(cls, text: str) -> Reading:
        """Return the reading of a text from which nothing was read."""
        return cls(fold(text), [], [], [], [])
