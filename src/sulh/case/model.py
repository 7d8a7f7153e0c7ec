"""What is known about a conflict, and on whose word: the frozen types of a case.

A case is plain data. Every record has a stable ``id`` (unique in the case: a prefix, a colon, a
slug), how sensitive it is, with whom it may be shared, until when it may be kept, and the id of
the record that supersedes it, if any. Records refer to one another by id. Comments live in the
YAML document, not here (see :mod:`sulh.case.save`).

Prefixes: ``s:`` source, ``p:`` party, ``x:`` person, ``pl:`` area, ``r:`` relation, ``c:`` claim,
``l:`` link, ``e:`` event, ``a:`` agreement, ``k:`` control, ``d:`` decision, ``g:`` campaign.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Discriminator, Field

from sulh.case.vocab import (
    AgreementStatus,
    AreaType,
    Basis,
    Calendar,
    Consent,
    Credibility,
    EventStatus,
    EventType,
    LinkType,
    Modality,
    PartyKind,
    Polarity,
    Precision,
    Realis,
    RelationType,
    Reliability,
    Sensitivity,
    Sharing,
    SourceKind,
    TermDirection,
)

FORMAT_VERSION = 1

Id = Annotated[str, Field(pattern=r"^[a-z]{1,3}:[\w.\-]+$", max_length=200)]
Offset = Annotated[int, Field(ge=0)]
Probability = Annotated[float, Field(ge=0.0, le=1.0)]
_STRICT = ConfigDict(extra="forbid", str_strip_whitespace=False, allow_inf_nan=False)


@dataclass(frozen=True, kw_only=True)
class Text:
    """Words in the languages of a case. At least one language is given.

    Examples
    --------
    >>> Text(ar="درعا", en="Daraa").in_("en")
    'Daraa'
    >>> Text(ar="درعا").in_("en")
    'درعا'
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    ar: str = ""
    en: str = ""

    def in_(self, language: str) -> str:
        """Return the words in `language` ("ar" or "en"), or in the other one if missing."""
        first, second = (self.ar, self.en) if language == "ar" else (self.en, self.ar)
        return first or second


@dataclass(frozen=True, kw_only=True)
class When:
    """A time: as written, the interval it means, and how precisely.

    `start` and `end` are both inclusive; either may be open (None). `anchor` is the id of the
    event or claim the words lean on («after the visit»), or "publication".
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    text: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision = "day"
    calendar: Calendar = "gregorian"
    anchor: str = ""


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """A number with its range, unit and basis. `low <= mode <= high`; None is unknown."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    low: float
    high: float
    mode: float | None = None
    unit: str = ""
    basis: Basis = "assumed"
    claims: tuple[Id, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Record:
    """What every record of a case carries."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: Id
    note: str = ""
    sensitivity: Sensitivity = "internal"
    sharing: Sharing = "amber"
    retention: dt.date | None = None
    superseded_by: Id | None = None


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A span of a source that names an entity. Offsets are code points of the text as stored."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    source: Id
    start: Offset
    end: Offset
    quote: str
    kind: Literal["name", "nominal", "adjective", "pronoun"] = "name"


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
    retrieved: dt.date | None = None
    url: str = ""
    file: str = ""
    text_file: str = ""
    sha256: str = ""
    n_characters: Offset = 0
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
    part_of: Id | None = None
    same_as: tuple[Id, ...] = ()
    proposed: bool = False
    """True while the reader only proposes it: an unknown name, to be confirmed by a person."""
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Person(Record):
    """A person who acts in public office or command. Never private people, never victims."""

    name: Text
    aliases: tuple[str, ...] = ()
    role: Text | None = None
    party: Id | None = None
    proposed: bool = False
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Area(Record):
    """An area people live in or fight over. `latitude` and `longitude` in degrees (WGS 84)."""

    name: Text
    type: AreaType = "area"
    aliases: tuple[str, ...] = ()
    part_of: Id | None = None
    neighbours: tuple[Id, ...] = ()
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    population: Quantity | None = None
    gazetteer: str = ""
    proposed: bool = False
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Who holds a claim. `who` is an id, "author" or "unnamed"; the cue is what shows it."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    who: str = "author"
    cue_start: Offset | None = None
    cue_end: Offset | None = None
    cue: str = ""


@dataclass(frozen=True, kw_only=True)
class EventContent:
    """Somebody does something. `object` is the id of a claim or agreement the event is about."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    kind: Literal["event"] = "event"
    type: EventType
    subtype: str = ""
    actors: tuple[Id, ...] = ()
    targets: tuple[Id, ...] = ()
    areas: tuple[Id, ...] = ()
    object: Id | None = None
    instrument: str = ""
    low: float | None = None
    """For casualty and displacement: the smallest number of people given."""
    high: float | None = None


@dataclass(frozen=True, kw_only=True)
class RelationContent:
    """`subject` type `object`: «x:awda leader_of p:eighth_brigade», «p:a backed_by p:b»."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    kind: Literal["relation"] = "relation"
    type: RelationType
    subject: Id
    object: Id
    subtype: str = ""


@dataclass(frozen=True, kw_only=True)
class ControlContent:
    """Who holds an area. `share` is the part held, 0 to 1; None when not said."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    kind: Literal["control"] = "control"
    area: Id
    holders: tuple[Id, ...]
    by_exception: bool = False
    share: Probability | None = None


@dataclass(frozen=True, kw_only=True)
class TermContent:
    """A clause of an agreement, from the side of one party."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    kind: Literal["term"] = "term"
    agreement: Id | None = None
    sides: tuple[Id, ...] = ()
    direction: TermDirection = "both"
    what: Text


@dataclass(frozen=True, kw_only=True)
class StateContent:
    """Something said that is none of the other kinds, in words, about some records."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    kind: Literal["state"] = "state"
    what: Text
    about: tuple[Id, ...] = ()


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

    source: Id
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
    decision: Literal["drafted", "accepted", "corrected", "rejected"] = "drafted"


@dataclass(frozen=True, kw_only=True)
class Link(Record):
    """`source_claim` type `target_claim`, e.g. causes; a stated cause is its holder's opinion."""

    type: LinkType
    source_claim: Id
    target_claim: Id
    holder: str = "author"
    cue_start: Offset | None = None
    cue_end: Offset | None = None
    cue: str = ""


@dataclass(frozen=True, kw_only=True)
class Relation(Record):
    """A relation that claims support, with the time it holds. `contested` when some deny it."""

    type: RelationType
    subject: Id
    object: Id
    subtype: str = ""
    valid: When | None = None
    claims: tuple[Id, ...] = ()
    status: EventStatus = "reported"


@dataclass(frozen=True, kw_only=True)
class Event(Record):
    """A cluster of claims about one thing that happened, or is said to have."""

    type: EventType
    subtype: str = ""
    actors: tuple[Id, ...] = ()
    targets: tuple[Id, ...] = ()
    areas: tuple[Id, ...] = ()
    when: When | None = None
    claims: tuple[Id, ...] = ()
    status: EventStatus = "reported"
    n_publishers: Offset = 0


@dataclass(frozen=True, kw_only=True)
class Control(Record):
    """Who holds an area, over a time, on which claims."""

    area: Id
    holders: tuple[Id, ...]
    share: Probability | None = None
    by_exception: bool = False
    valid: When | None = None
    claims: tuple[Id, ...] = ()
    status: EventStatus = "reported"


@dataclass(frozen=True, kw_only=True)
class Term:
    """A clause of an agreement: which sides give or get what."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: Id
    what: Text
    sides: tuple[Id, ...] = ()
    direction: TermDirection = "both"
    claims: tuple[Id, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Breach:
    """Who is said to have broken an agreement, when, and on whose word."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    by: tuple[Id, ...]
    when: When | None = None
    claims: tuple[Id, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StatusChange:
    """One step in the life of an agreement."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    status: AgreementStatus
    when: When | None = None
    claims: tuple[Id, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Agreement(Record):
    """A truce, settlement or deal: terms, who signed, who vouches, what became of it.

    `follows` is the id of an earlier agreement whose afterlife this one is.
    `duration` is None when no text says one; «no term was set» is said in words.
    """

    name: Text
    status: AgreementStatus
    signatories: tuple[Id, ...] = ()
    guarantors: tuple[Id, ...] = ()
    brokers: tuple[Id, ...] = ()
    excluded: tuple[Id, ...] = ()
    areas: tuple[Id, ...] = ()
    terms: tuple[Term, ...] = ()
    breaches: tuple[Breach, ...] = ()
    history: tuple[StatusChange, ...] = ()
    duration: Text | None = None
    when: When | None = None
    follows: Id | None = None
    consent_of_civilians: Consent = "unknown"
    claims: tuple[Id, ...] = ()
    mentions: tuple[Mention, ...] = ()


# ---- what frames write ---------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Role:
    """A role of a pattern and the parties that fill it, with the evidence. Empty: not bound."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    name: str
    title: Text
    parties: tuple[Id, ...] = ()
    basis: Basis = "text"
    claims: tuple[Id, ...] = ()
    required: bool = True


@dataclass(frozen=True, kw_only=True)
class DecisionMaker:
    """A decision maker of the graph model; `role` names the role it plays."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    title: Text
    role: str = ""
    parties: tuple[Id, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Option:
    """A course of action its owner may take or not. `moves`: may it be switched "on" only?"""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: Annotated[str, Field(pattern=r"^\w+$")]
    owner: str
    title: Text
    moves: Literal["both", "on", "off"] = "both"
    basis: Basis = "pattern"
    claims: tuple[Id, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One preference statement of a decision maker: a Boolean condition over options.

    The order of the list is the usual order of priority, most important first. What is *known*
    of the order is only `over`: ids of statements that this one takes priority over. `belief` is
    the probability that the statement is in the list at all. Statements of one `choice` exclude
    one another: exactly one is in the list, drawn in proportion to belief. Statements that rest
    on the same claim are drawn together.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    decision_maker: str
    condition: str
    over: tuple[str, ...] = ()
    belief: Probability = 1.0
    choice: str = ""
    basis: Basis = "pattern"
    claims: tuple[Id, ...] = ()
    why: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A state of the decision that matters, named: the options that are on in it."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    title: Text
    on: tuple[str, ...]
    kind: Literal["settlement", "status_quo", "other"] = "other"


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a frame could not bind or does not know, put to the analyst."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    about: str
    text: Text


@dataclass(frozen=True, kw_only=True)
class Decision(Record):
    """A situation as a graph model: who can do what, what excludes what, what each wants.

    `infeasible` are conditions over options; a state where one is true is left out. `follows` is
    the id of an earlier decision whose afterlife this one is; `because` the claims that tie them.
    """

    title: Text
    pattern: str = ""
    when: When | None = None
    areas: tuple[Id, ...] = ()
    roles: tuple[Role, ...] = ()
    decision_makers: tuple[DecisionMaker, ...] = ()
    options: tuple[Option, ...] = ()
    infeasible: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    asks: tuple[Question, ...] = ()
    follows: Id | None = None
    because: tuple[Id, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Front:
    """One contested area of a campaign: who holds it, how strong, how many people live there."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    area: Id
    holders: tuple[Id, ...]
    force: Quantity
    population: Quantity
    besieged: bool = False
    truce: Id | None = None
    neighbours: tuple[Id, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Backing:
    """What a backer gives a client: mode, strength 0 to 1, and the belief that it comes."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    backer: Id
    client: Id
    mode: Literal["none", "supply", "air", "troops"] = "supply"
    level: Quantity
    basis: Basis = "text"
    claims: tuple[Id, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What an arm of a comparison does. The status quo is the policy of the campaign itself."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    assault: Literal["continue", "stop"] = "continue"
    offer: Literal["none", "early", "late"] = "late"
    truces: bool = True
    guarantor: bool = False
    monitored: bool = False
    evacuation: Literal["none", "forced", "voluntary"] = "forced"
    right_of_return: bool = False
    backing: Literal["kept", "withdrawn"] = "kept"


@dataclass(frozen=True, kw_only=True)
class PatchOp:
    """One change. `path` goes by ids: ``campaigns/g:south/policy/guarantor``."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    op: Literal["set", "add", "remove"]
    path: str
    value: Any = None


@dataclass(frozen=True, kw_only=True)
class Patch:
    """A change to a case: the one type for arms, levers, what-ifs and leave-one-source-out."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: str
    title: Text
    ops: tuple[PatchOp, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A parameter of the simulation that a campaign sets; all others keep their prior."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    name: str
    value: Quantity


@dataclass(frozen=True, kw_only=True)
class Campaign(Record):
    """A situation as a simulation: the strong side, the fronts, the backers, the arms."""

    title: Text
    pattern: str = ""
    when: When | None = None
    strong_side: tuple[Id, ...] = ()
    strong_force: Quantity
    guarantor: Id | None = None
    fronts: tuple[Front, ...] = ()
    backings: tuple[Backing, ...] = ()
    policy: Policy = Policy()
    parameters: tuple[Parameter, ...] = ()
    arms: tuple[Patch, ...] = ()
    horizon_weeks: Annotated[int, Field(ge=1, le=2600)] = 104
    asks: tuple[Question, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Case:
    """Everything known about a conflict, and the decisions and campaigns framed from it."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

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
