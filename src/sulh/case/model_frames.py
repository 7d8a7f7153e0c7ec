"""What frames write into a case: decisions (graph models) and campaigns (simulations)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from sulh.case.model_base import (
    STRICT,
    ActorId,
    AgreementId,
    AreaId,
    ClaimId,
    DecisionId,
    HolderId,
    Plain,
    Probability,
    Quantity,
    Record,
    Text,
    When,
)
from sulh.case.vocab import Basis


@dataclass(frozen=True, kw_only=True)
class Role:
    """A role of a pattern and the parties that fill it, with the evidence. Empty: not bound."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    name: str
    title: Text
    parties: tuple[ActorId, ...] = ()
    basis: Basis = "text"
    claims: tuple[ClaimId, ...] = ()
    required: bool = True


@dataclass(frozen=True, kw_only=True)
class DecisionMaker:
    """A decision maker of the graph model; `role` names the role it plays."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    id: str
    title: Text
    role: str = ""
    parties: tuple[ActorId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Option:
    """A course of action its owner may take or not; `moves` says whether it can be undone.

    `harms`: it hurts people, so that no lever may raise it, keep it on or reward it.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    id: Annotated[str, Field(pattern=r"^\w+$")]
    owner: str
    title: Text
    moves: Literal["both", "on", "off"] = "both"
    basis: Basis = "pattern"
    claims: tuple[ClaimId, ...] = ()
    shared_with: tuple[str, ...] = ()
    """Further decision makers who may change it: a common move of them and the owner."""
    harms: bool = False


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One preference statement of a decision maker: a Boolean condition over options.

    The order of the list is the usual order of priority, most important first. What is *known*
    of the order is only `over`: ids of statements that this one takes priority over. `belief` is
    the probability that the statement is in the list at all. Statements of one `choice` exclude
    one another: exactly one is in the list, drawn in proportion to belief. Statements that rest
    on the same claim are drawn together.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    id: str
    decision_maker: str
    condition: str
    over: tuple[str, ...] = ()
    belief: Probability = 1.0
    choice: str = ""
    basis: Basis = "pattern"
    claims: tuple[ClaimId, ...] = ()
    why: Text | None = None


@dataclass(frozen=True, kw_only=True)
class State:
    """A state of a decision whose moves are arcs, not changes of options."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    id: str
    title: Text


@dataclass(frozen=True, kw_only=True)
class Arc:
    """A move of one decision maker from one state to another."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    decision_maker: str
    source: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Barred:
    """Moves a decision maker cannot make: from where `source` is true to where `target` is."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    decision_maker: str
    source: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """States in the order of a decision maker, best first; it takes the place of statements.

    A state is named by its id, or by the options that are on, with spaces between, "-" for none.
    Equally good ones stand together: ``"A E = B"``. An entry ``">>"`` says that all before it are
    strongly preferred to all after it, ``">>>"`` by a degree more. `unknown` are pairs whose order
    is not known, whatever `order` says: ``"A ? B"``.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    decision_maker: str
    order: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    basis: Basis = "assumed"
    claims: tuple[ClaimId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Weight:
    """How much it counts for a decision maker that a condition is true, such as one option.

    A state is worth the sum of the weights of the conditions true in it; only the order of the
    sums counts. The weights of a decision maker take the place of statements.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    decision_maker: str
    condition: str
    weight: float
    basis: Basis = "assumed"
    claims: tuple[ClaimId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Utility:
    """What a state is worth to a decision maker, as a number; larger is better, equal is a tie.

    A state is named as in a ranking. Every feasible state needs one; together they take the place
    of statements.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    decision_maker: str
    state: str
    value: float
    basis: Basis = "assumed"
    claims: tuple[ClaimId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Aim:
    """Something a decision maker is after, and how much it counts: one weight of several.

    It wants `more` or `less` of a simulated `outcome`, or that a `condition` over options be true
    (`more`) or not (`less`); one of the two is given. `weight` is what the whole amount `full`
    counts, in stakes: 1 is all the areas of the campaign changing hands. `full` is a share, or
    civilians per 1,000 who live there, or soldiers per 1,000 under arms. Either every aim of a
    decision maker has a weight or none has; then all weights that add up to 1 are as good as any
    other, except that each aim weighs more than those it is `over`.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    id: str
    decision_maker: str
    outcome: str = ""
    condition: str = ""
    wants: Literal["more", "less"]
    weight: Quantity | None = None
    full: float = 1.0
    over: tuple[str, ...] = ()
    basis: Basis = "assumed"
    claims: tuple[ClaimId, ...] = ()
    why: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Perceived:
    """What a decision maker does not see: options it takes to be off, states held impossible."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    decision_maker: str
    unseen_options: tuple[str, ...] = ()
    impossible: tuple[str, ...] = ()
    basis: Basis = "assumed"
    claims: tuple[ClaimId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A state of the decision that matters, named: the options that are on in it.

    Where the decision has explicit states, `on` is the id of one of them.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    id: str
    title: Text
    on: tuple[str, ...]
    kind: Literal["settlement", "status_quo", "other"] = "other"


@dataclass(frozen=True, kw_only=True)
class Question:
    """What a frame could not bind or does not know, put to the analyst."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    about: str
    text: Text


@dataclass(frozen=True, kw_only=True)
class Decision(Record):
    """A situation as a graph model: who can do what, what excludes what, what each wants.

    `infeasible` are conditions over options; a state where one is true is left out. `follows` is
    the id of an earlier decision whose afterlife this one is; `because` the claims that tie them.
    Moves are changes of options, except those `barred`; or `arcs` between explicit `states`.
    """

    title: Text
    pattern: str = ""
    when: When | None = None
    areas: tuple[AreaId, ...] = ()
    roles: tuple[Role, ...] = ()
    decision_makers: tuple[DecisionMaker, ...] = ()
    options: tuple[Option, ...] = ()
    infeasible: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    asks: tuple[Question, ...] = ()
    follows: DecisionId | None = None
    because: tuple[ClaimId, ...] = ()
    states: tuple[State, ...] = ()
    arcs: tuple[Arc, ...] = ()
    barred: tuple[Barred, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    perceptions: tuple[Perceived, ...] = ()
    weights: tuple[Weight, ...] = ()
    utilities: tuple[Utility, ...] = ()
    aims: tuple[Aim, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Front:
    """One contested area of a campaign: who holds it, how strong, how many people live there.

    What is None or empty is assumed, and listed among the assumptions (see the how-to on setting
    the numbers of a simulation).
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    area: AreaId
    holders: tuple[HolderId, ...]
    holder_shares: tuple[float, ...] = ()
    """Of `force`, in the order of `holders`; they add up to 1. Empty: equal shares."""
    force: Quantity
    population: Quantity
    besieged: bool = False
    stock: Probability | None = None
    """Siege stock at the start, as a share of a full one."""
    infrastructure: Probability | None = None
    """Share that works at the start."""
    truce: AgreementId | None = None
    truce_weeks: Annotated[int, Field(ge=0)] | None = None
    """Age of the truce; None: from the date of the agreement."""
    truce_term_weeks: Annotated[int, Field(ge=0)] | None = None
    """What is left of its term; 0: it has no term."""
    deal: AgreementId | None = None
    """The deal that stands there; `force` are then those whom it left under arms."""
    deal_weeks: Annotated[int, Field(ge=0)] | None = None
    """Age of the deal; None: from the date of the agreement."""
    arms_kept: Probability | None = None
    """Share of arms that the deal left."""
    neighbours: tuple[AreaId, ...] = ()
    sink: AreaId | None = None
    """Where those go who must leave."""


@dataclass(frozen=True, kw_only=True)
class Backing:
    """What a backer gives a client: mode, strength 0 to 1, and the belief that it comes."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    backer: ActorId
    client: ActorId
    mode: Literal["none", "supply", "air", "troops"] = "supply"
    level: Quantity
    basis: Basis = "text"
    claims: tuple[ClaimId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What an arm of a comparison does. The status quo is the policy of the campaign itself.

    `tempo` says how soon one assault follows another: as usual, or without a pause.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    assault: Literal["continue", "stop"] = "continue"
    tempo: Literal["usual", "no_pause"] = "usual"
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

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    op: Literal["set", "add", "remove"]
    path: str
    value: Plain = None


@dataclass(frozen=True, kw_only=True)
class Patch:
    """A change to a case: the one type for arms, levers, what-ifs and leave-one-source-out."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    id: str
    title: Text
    ops: tuple[PatchOp, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A parameter of the simulation that a campaign sets; all others keep their prior."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT

    name: str
    value: Quantity


@dataclass(frozen=True, kw_only=True)
class Campaign(Record):
    """A situation as a simulation: the strong side, the fronts, the backers, the arms."""

    title: Text
    pattern: str = ""
    when: When | None = None
    strong_side: tuple[ActorId, ...] = ()
    strong_force: Quantity
    strong_shares: tuple[float, ...] = ()
    """Of `strong_force`, in the order of `strong_side`; they add up to 1. Empty: equal shares."""
    guarantor: ActorId | None = None
    fronts: tuple[Front, ...] = ()
    backings: tuple[Backing, ...] = ()
    policy: Policy = Policy()
    parameters: tuple[Parameter, ...] = ()
    arms: tuple[Patch, ...] = ()
    horizon_weeks: Annotated[int, Field(ge=1, le=2600)] = 104
    asks: tuple[Question, ...] = ()
