"""What is known about a conflict, and on whose word: the frozen types of a case.

A case is plain data. Every record has a stable ``id`` (unique in the case: a prefix, a colon, a
slug), how sensitive it is, with whom it may be shared, until when it may be kept, and the id of
the record that supersedes it, if any. Records refer to one another by id. Comments live in the
YAML document, not here (see :mod:`sulh.case.save`).

Prefixes: ``s:`` source, ``p:`` party, ``x:`` person, ``pl:`` area, ``r:`` relation, ``c:`` claim,
``l:`` link, ``e:`` event, ``a:`` agreement, ``k:`` control, ``d:`` decision, ``g:`` campaign.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Discriminator, Field

from sulh.case.model_base import (
    STRICT,
    ActorId,
    AgreementId,
    AnyId,
    AreaId,
    ClaimId,
    Day,
    EntityId,
    HolderId,
    Id,
    MatterId,
    Mention,
    Offset,
    PartyId,
    Probability,
    Quantity,
    Record,
    Refers,
    SameId,
    SourceId,
    TargetId,
    Text,
    When,
)
from sulh.case.model_frames import (
    Aim,
    Arc,
    Backing,
    Barred,
    Campaign,
    Decision,
    DecisionMaker,
    Front,
    Option,
    Outcome,
    Parameter,
    Patch,
    PatchOp,
    Perceived,
    Policy,
    Question,
    Ranking,
    Role,
    State,
    Statement,
    Utility,
    Weight,
)
from sulh.case.vocab import (
    AgreementStatus,
    AreaType,
    Consent,
    Credibility,
    EventStatus,
    EventType,
    LinkType,
    Modality,
    PartyKind,
    Polarity,
    Realis,
    RelationType,
    Reliability,
    SourceKind,
    TermDirection,
)

__all__ = [
    "FORMAT_VERSION",
    "Agreement",
    "Aim",
    "Arc",
    "Area",
    "Backing",
    "Barred",
    "Breach",
    "Campaign",
    "Case",
    "Claim",
    "Content",
    "Control",
    "ControlContent",
    "Day",
    "Decision",
    "DecisionMaker",
    "Event",
    "EventContent",
    "Front",
    "Holder",
    "Id",
    "Link",
    "Mention",
    "Offset",
    "Option",
    "Outcome",
    "Parameter",
    "Party",
    "Patch",
    "PatchOp",
    "Perceived",
    "Person",
    "Policy",
    "Probability",
    "Quantity",
    "Question",
    "Ranking",
    "Record",
    "Refers",
    "Relation",
    "RelationContent",
    "Role",
    "Source",
    "State",
    "StateContent",
    "Statement",
    "StatusChange",
    "Term",
    "TermContent",
    "Text",
    "Utility",
    "Weight",
    "When",
]

FORMAT_VERSION: Literal[1] = 1


@dataclass(frozen=True, kw_only=True)
class Source(Record):
    """A document that was read, or an outlet that documents name as their own source.

    `sha256` is of the file's bytes as received. `text_file` is the path, relative to the case
    folder, of the text as stored; spans are offsets into it. An outlet that is only named inside
    a document has neither.
    """

    kind: SourceKind = "unknown"
    title: Text | None = None
    publisher: str = ""
    author: str = ""
    language: str = ""
    published: When | None = None
    retrieved: Day | None = None
    url: str = ""
    file: str = ""
    text_file: str = ""
    sha256: str = ""
    n_characters: Offset = 0
    copy_of: SameId | None = None
    """The first source that printed the same text: a wire report and its copies are one voice."""
    reliability: Reliability = "F"
    credibility: Credibility = "6"
    name: Text | None = None
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Party(Record):
    """An organised actor: state, force, group, body that negotiates, community."""

    name: Text
    kind: PartyKind = "group"
    aliases: tuple[str, ...] = ()
    part_of: PartyId | None = None
    same_as: tuple[PartyId, ...] = ()
    proposed: bool = False
    """True while the reader only proposes it: an unknown name, to be confirmed by a person."""
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Person(Record):
    """A person who acts in public office or command. Never private people, never victims."""

    name: Text
    aliases: tuple[str, ...] = ()
    role: Text | None = None
    party: PartyId | None = None
    proposed: bool = False
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Area(Record):
    """An area people live in or fight over. `latitude` and `longitude` in degrees (WGS 84)."""

    name: Text
    type: AreaType = "area"
    aliases: tuple[str, ...] = ()
    part_of: AreaId | None = None
    neighbours: tuple[AreaId, ...] = ()
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    population: Quantity | None = None
    gazetteer: str = ""
    proposed: bool = False
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Who holds a claim. `who` is an id, "author" or "unnamed"; the cue is what shows it."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    always_written: ClassVar[tuple[str, ...]] = ("who",)
    """Written even at its default: a chain of holders reads badly with a gap in it."""
    who: str = "author"
    cue_start: Offset | None = None
    cue_end: Offset | None = None
    cue: str = ""


@dataclass(frozen=True, kw_only=True)
class EventContent:
    """Somebody does something. `object` is the id of a claim or agreement the event is about."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    kind: Literal["event"] = "event"
    type: EventType
    subtype: str = ""
    actors: tuple[ActorId, ...] = ()
    targets: tuple[TargetId, ...] = ()
    areas: tuple[AreaId, ...] = ()
    object: MatterId | None = None
    instrument: str = ""
    low: float | None = None
    """For casualty and displacement: the smallest number of people given."""
    high: float | None = None


@dataclass(frozen=True, kw_only=True)
class RelationContent:
    """`subject` type `object`: «x:awda leader_of p:eighth_brigade», «p:a backed_by p:b»."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    kind: Literal["relation"] = "relation"
    type: RelationType
    subject: EntityId
    object: EntityId
    subtype: str = ""


@dataclass(frozen=True, kw_only=True)
class ControlContent:
    """Who holds an area. `share` is the part held, 0 to 1; None when not said."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    kind: Literal["control"] = "control"
    area: AreaId
    holders: tuple[HolderId, ...]
    by_exception: bool = False
    share: Probability | None = None


@dataclass(frozen=True, kw_only=True)
class TermContent:
    """A clause of an agreement, from the side of one party."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    kind: Literal["term"] = "term"
    agreement: AgreementId | None = None
    sides: tuple[ActorId, ...] = ()
    direction: TermDirection = "both"
    what: Text


@dataclass(frozen=True, kw_only=True)
class StateContent:
    """Something said that is none of the other kinds, in words, about some records."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    kind: Literal["state"] = "state"
    what: Text
    about: tuple[AnyId, ...] = ()


Content = Annotated[
    EventContent | RelationContent | ControlContent | TermContent | StateContent,
    Discriminator("kind"),
]


@dataclass(frozen=True, kw_only=True)
class Claim(Record):
    """One sourced statement: who says what, with which force, in which words.

    `holders` runs from the outermost («author») inwards («author → envoy → president»).
    `text[start:end] == quote`, in code points of the source's text as stored.
    """

    source: SourceId
    start: Offset
    end: Offset
    quote: str
    content: Content
    holders: tuple[Holder, ...] = (Holder(),)
    modality: Modality = "asserted"
    polarity: Polarity = "pos"
    realis: Realis = "actual"
    cue_start: Offset | None = None
    cue_end: Offset | None = None
    hedge: str = ""
    when: When | None = None
    engine: str = ""
    rules: tuple[str, ...] = ()
    confidence: Probability | None = None
    reviewer: str = ""
    decision: Literal["drafted", "accepted", "corrected", "rejected", "proposed"] = "drafted"

    @property
    def stands(self) -> bool:
        """Whether it may count: not superseded, not rejected, not merely proposed."""
        return self.superseded_by is None and self.decision not in ("rejected", "proposed")


@dataclass(frozen=True, kw_only=True)
class Link(Record):
    """`source_claim` type `target_claim`, e.g. causes; a stated cause is its holder's opinion."""

    type: LinkType
    source_claim: ClaimId
    target_claim: ClaimId
    holder: str = "author"
    cue_start: Offset | None = None
    cue_end: Offset | None = None
    cue: str = ""


@dataclass(frozen=True, kw_only=True)
class Relation(Record):
    """A relation that claims support, with the time it holds. `contested` when some deny it."""

    type: RelationType
    subject: EntityId
    object: EntityId
    subtype: str = ""
    valid: When | None = None
    claims: tuple[ClaimId, ...] = ()
    status: EventStatus = "reported"


@dataclass(frozen=True, kw_only=True)
class Event(Record):
    """A cluster of claims about one thing that happened, or is said to have."""

    type: EventType
    subtype: str = ""
    actors: tuple[ActorId, ...] = ()
    targets: tuple[TargetId, ...] = ()
    areas: tuple[AreaId, ...] = ()
    when: When | None = None
    claims: tuple[ClaimId, ...] = ()
    status: EventStatus = "reported"
    n_publishers: Offset = 0


@dataclass(frozen=True, kw_only=True)
class Control(Record):
    """Who holds an area, over a time, on which claims."""

    area: AreaId
    holders: tuple[HolderId, ...]
    share: Probability | None = None
    by_exception: bool = False
    valid: When | None = None
    claims: tuple[ClaimId, ...] = ()
    status: EventStatus = "reported"


@dataclass(frozen=True, kw_only=True)
class Term:
    """A clause of an agreement: which sides give or get what."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    id: Id
    what: Text
    sides: tuple[ActorId, ...] = ()
    direction: TermDirection = "both"
    claims: tuple[ClaimId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Breach:
    """Who is said to have broken an agreement, when, and on whose word."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    by: tuple[ActorId, ...]
    when: When | None = None
    claims: tuple[ClaimId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StatusChange:
    """One step in the life of an agreement."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    status: AgreementStatus
    when: When | None = None
    claims: tuple[ClaimId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Agreement(Record):
    """A truce, settlement or deal: terms, who signed, who vouches, what became of it.

    `follows` is the id of an earlier agreement whose afterlife this one is.
    `duration` is None when no text says one; «no term was set» is said in words.
    """

    name: Text
    status: AgreementStatus
    signatories: tuple[ActorId, ...] = ()
    guarantors: tuple[ActorId, ...] = ()
    brokers: tuple[ActorId, ...] = ()
    excluded: tuple[ActorId, ...] = ()
    areas: tuple[AreaId, ...] = ()
    terms: tuple[Term, ...] = ()
    breaches: tuple[Breach, ...] = ()
    history: tuple[StatusChange, ...] = ()
    duration: Text | None = None
    when: When | None = None
    follows: AgreementId | None = None
    consent_of_civilians: Consent = "unknown"
    claims: tuple[ClaimId, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Case:
    """Everything known about a conflict, and the decisions and campaigns framed from it."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    format: Literal[1] = FORMAT_VERSION
    id: Annotated[str, Field(pattern=r"^[\w.\-]+$", max_length=120)]
    title: Text
    summary: Text | None = None
    sources: tuple[Source, ...] = ()
    parties: tuple[Party, ...] = ()
    persons: tuple[Person, ...] = ()
    areas: tuple[Area, ...] = ()
    claims: tuple[Claim, ...] = ()
    links: tuple[Link, ...] = ()
    relations: tuple[Relation, ...] = ()
    events: tuple[Event, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    control: tuple[Control, ...] = ()
    decisions: tuple[Decision, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
