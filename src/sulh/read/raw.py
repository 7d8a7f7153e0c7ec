"""What the rules of one document yield, before entities are resolved: plain records."""

from __future__ import annotations

from dataclasses import dataclass, field

from sulh.case.model import When
from sulh.read.items import Ref

__all__ = ["RawAgreement", "RawClaim", "RawHolder", "RawLink"]


@dataclass(slots=True, unsafe_hash=True)
class RawHolder:
    """A voice in the chain; `who` is a reference, "author" or "unnamed"; spans in the shadow."""

    who: Ref | str
    start: int = -1
    end: int = -1


@dataclass(slots=True)
class RawClaim:
    """A claim with references in place of ids. Spans are of the shadow."""

    kind: str
    type: str
    start: int
    end: int
    sentence: int
    actors: list[Ref] = field(default_factory=list)
    targets: list[Ref] = field(default_factory=list)
    places: list[Ref] = field(default_factory=list)
    subtype: str = ""
    what: str = ""
    modality: str = "asserted"
    polarity: str = "pos"
    realis: str = "actual"
    holders: tuple[RawHolder, ...] = (RawHolder("author"),)
    cue: tuple[int, int] | None = None
    hedge: str = ""
    when: When | None = None
    rules: tuple[str, ...] = ()
    number: tuple[float | None, float | None] | None = None
    by_exception: bool = False
    share: float | None = None
    direction: str = "both"
    object: RawClaim | None = None
    agreement: int | None = None
    confidence: float = 0.5
    index: int = -1


@dataclass(slots=True)
class RawLink:
    """A link between two claims of a document, by the words that make it."""

    type: str
    source: RawClaim
    target: RawClaim
    start: int
    end: int
    holder: Ref | str = "author"


@dataclass(slots=True)
class RawAgreement:
    """An agreement as a document has it."""

    name: str
    head: str
    mentions: list[tuple[int, int]]
    sentences: list[int]
    status: str = ""
    parties: list[Ref] = field(default_factory=list)
    guarantors: list[Ref] = field(default_factory=list)
    brokers: list[Ref] = field(default_factory=list)
    excluded: list[Ref] = field(default_factory=list)
    places: list[Ref] = field(default_factory=list)
    breaches: list[tuple[list[Ref], list[RawClaim]]] = field(default_factory=list)
    claims: list[RawClaim] = field(default_factory=list)
    terms: list[RawClaim] = field(default_factory=list)
    history: list[tuple[str, RawClaim | None, When | None]] = field(default_factory=list)
    when: When | None = None
    duration: str = ""
    strength: int = 0
    definite: bool = False
    follows: RawAgreement | None = None
