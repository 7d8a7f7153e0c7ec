"""What a pattern is: a recurring situation, written down once, with the evidence that binds it.

A pattern is a YAML file that an analyst can copy. It names the roles of a situation and the
claims that show who plays each, what each role can do, what excludes what, what each is known to
want, which states matter, which levers usually apply, and the ranges that the simulation starts
from. Every field is described in ``docs/how-to/frame-a-case.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from sulh.case.model import PatchOp, Policy, Probability, Text
from sulh.case.vocab import AgreementStatus, EventType, LinkType, PartyKind, RelationType

__all__ = [
    "AimSpec",
    "CampaignSpec",
    "EachSpec",
    "EvidenceSpec",
    "FixedSpec",
    "LeverSpec",
    "OptionSpec",
    "OutcomeSpec",
    "OverSpec",
    "ParameterSpec",
    "Pattern",
    "PlayPolicy",
    "PlaySpec",
    "RangeSpec",
    "RoleSpec",
    "SeveralSpec",
    "StatementSpec",
    "UnderSeveral",
]

_STRICT = ConfigDict(extra="forbid", allow_inf_nan=False)
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
OptionName = Annotated[str, Field(pattern=r"^\w+$")]

BindingModality = Literal["asserted", "negated", "demanded", "intended", "proposed"]
"""Accused, denied, predicted, possible and conditional content is never evidence for a role."""

Take = Literal[
    "actors", "targets", "areas", "holder", "subject", "object", "holders", "signatories",
    "guarantors", "brokers", "excluded",
]  # fmt: skip
"""Which argument of a claim or agreement fills the role. `holder` is who says it (innermost)."""


@dataclass(frozen=True, kw_only=True)
class EvidenceSpec:
    """One kind of claim or agreement that counts as evidence, and which argument it points at.

    Exactly one of `event`, `relation`, `control`, `agreement` is given. `actors`, `targets`,
    `subject` and `object` restrict an argument to the parties of a role that is already bound
    (``besieger``), or to those outside it (``!besieger``). `about` restricts an event to those
    whose object is an event of one of these types; `purpose` to those with a purpose link to one;
    `because` to those that a claim of one of these types is said to cause; `aimed` to those that
    have a target. `thin` evidence counts only in a situation that no pattern fits without it, and
    the role is asked for all the same.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    event: tuple[EventType, ...] = ()
    subtype: tuple[str, ...] = ()
    relation: tuple[RelationType, ...] = ()
    control: bool = False
    agreement: tuple[AgreementStatus, ...] = ()
    modality: tuple[BindingModality, ...] = ("asserted",)
    actors: str = ""
    targets: str = ""
    subject: str = ""
    object: str = ""
    object_is: Literal["", "party", "area"] = ""
    aimed: bool = False
    about: tuple[EventType, ...] = ()
    purpose: tuple[EventType, ...] = ()
    because: tuple[EventType, ...] = ()
    linked: tuple[LinkType, ...] = ()
    take: Take | None = None
    kinds: tuple[PartyKind, ...] = ()
    not_kinds: tuple[PartyKind, ...] = ()
    weight: Annotated[float, Field(gt=0)] = 1.0
    thin: bool = False


@dataclass(frozen=True, kw_only=True)
class SeveralSpec:
    """When those who play a role are several decision makers, and not one made of several parties.

    Candidates are the parties that the role's evidence points at, and those of the same side that
    `able` points at: who has the means. What tells two of them apart is weighed, each kind of
    evidence once: `aside`, acts of one that has no part in what the role's evidence shows of the
    other; `against`, acts of one against the other; and who stands behind each, as the role
    `patron` shows it: two known backers that differ are enough, one known backer counts little,
    and more where that backer itself keeps out (`patron_aside`). From a weight of 3 on they are
    decision makers of their own; with less they stay one, and `ask` is put to the analyst, with
    ``{who}`` and ``{first}`` in it for their names.

    `most` bounds how many; `title` is that of the role of each but the first.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    title: Text
    ask: Text
    most: Annotated[int, Field(ge=2, le=3)] = 3
    able: tuple[EvidenceSpec, ...] = ()
    aside: tuple[EvidenceSpec, ...] = ()
    against: tuple[EvidenceSpec, ...] = ()
    patron: str = ""
    patron_aside: tuple[EvidenceSpec, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EachSpec:
    """A role that is bound once for each decision maker of another: who stands behind each of them.

    `title` and `ask` are those of each where there are several, with ``{who}`` for its name.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    role: Name
    title: Text
    ask: Text


@dataclass(frozen=True, kw_only=True)
class RoleSpec:
    """A role: who plays it, on what evidence, and what to ask when nobody is found.

    `fill` says how many: "one" party, one party with those of its "side" that the evidence also
    points at, or "all". Roles are bound in the order of the file; `outside` names earlier roles
    whose parties, and whose sides, cannot play this one; `apart` those whose parties cannot, though
    others of their side may. `decides`: is it a decision maker?
    `elsewhere`, for a role that areas fill: only areas apart from those of the roles before it.
    `principal`: what a negotiating body does counts for the party it speaks for. `several`: what
    makes it several decision makers; `each`: bound once for each of those of another role.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: Name
    title: Text
    ask: Text
    required: bool = False
    decides: bool = True
    fill: Literal["one", "side", "all"] = "side"
    outside: tuple[Name, ...] = ()
    apart: tuple[Name, ...] = ()
    elsewhere: bool = False
    principal: bool = False
    several: SeveralSpec | None = None
    each: EachSpec | None = None
    evidence: tuple[EvidenceSpec, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OptionSpec:
    """A course of action of a role. `harms`: no lever may raise it, keep it on or reward it.

    `shown`, for a role that may be several: what shows which of them do it now, in the status quo.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: OptionName
    role: Name
    title: Text
    moves: Literal["both", "on", "off"] = "both"
    harms: bool = False
    shown: tuple[EvidenceSpec, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OverSpec:
    """Evidence that a statement takes priority over others of the same decision maker."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    over: tuple[str, ...]
    evidence: tuple[EvidenceSpec, ...]


@dataclass(frozen=True, kw_only=True)
class UnderSeveral:
    """What is otherwise in a statement or an aim where its role is several decision makers.

    What is not given stays as it is. The `belief` is that of one who has the means, but no part in
    what the role's evidence shows; for the others the belief stays as it is.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    condition: str = ""
    why: Text | None = None
    belief: Probability | None = None
    evidence: tuple[EvidenceSpec, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class StatementSpec:
    """What a role is taken to want, how sure, and which claims would show it.

    `belief` holds when no claim speaks for it, `belief_text` when one does; both are assumptions
    of the pattern and are listed as such. `ask` is put to the analyst when no claim speaks for
    it. Statements stand in their usual order of priority. `under_several`: what is otherwise
    where the role is several decision makers; `only_several`: it is there only then.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: Name
    role: Name
    condition: str
    why: Text
    belief: Probability = 0.9
    belief_text: Probability = 1.0
    choice: str = ""
    ask: Text | None = None
    evidence: tuple[EvidenceSpec, ...] = ()
    priority: tuple[OverSpec, ...] = ()
    under_several: UnderSeveral | None = None
    only_several: bool = False


@dataclass(frozen=True, kw_only=True)
class OutcomeSpec:
    """A state that matters: the options that are on in it."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: Name
    title: Text
    on: tuple[str, ...] = ()
    kind: Literal["settlement", "status_quo", "other"] = "other"


@dataclass(frozen=True, kw_only=True)
class LeverSpec:
    """A change that could make a settlement hold: what it does to the decision, and its cost.

    `ops` are changes to the decision, with paths inside it (``options/breach/moves``). `needs`
    names roles that must be in the decision, bound or deciding; `without` roles that must not.
    `each`: one such lever for each decision maker of that role. Costs are on the analyst's own
    scale. Only levers that protect may stand here: see
    :func:`sulh.settlement.levers.refuse_harm`.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: Name
    kind: Literal[
        "bar", "irreversible", "guarantee", "penalty", "side_payment", "sequence", "include",
        "separate",
    ]  # fmt: skip
    title: Text
    cost: Annotated[float, Field(ge=0)]
    ops: tuple[PatchOp, ...]
    needs: tuple[Name, ...] = ()
    without: tuple[Name, ...] = ()
    each: str = ""


@dataclass(frozen=True, kw_only=True)
class RangeSpec:
    """A default range for a number that no text gives."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    low: float
    mode: float
    high: float
    unit: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class AimSpec:
    """What a role is after, for the route by aims: see ``docs/theory/bridge.md``.

    More or less of a simulated `outcome`, or a `condition` over options true or not. `weight` is
    what the whole amount `full` counts, in stakes. `shown_by` names statements of the same role:
    where texts support one of them, they show that the role is after this; how much it counts
    stays the pattern's judgement.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: Name
    role: Name
    outcome: str = ""
    condition: str = ""
    wants: Literal["more", "less"]
    weight: RangeSpec
    full: Annotated[float, Field(gt=0)] = 1.0
    why: Text
    shown_by: tuple[Name, ...] = ()
    under_several: UnderSeveral | None = None


@dataclass(frozen=True, kw_only=True)
class PlayPolicy:
    """What the arm that plays a state changes in the campaign's policy; None leaves it."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    assault: Literal["continue", "stop"] | None = None
    tempo: Literal["usual", "no_pause"] | None = None
    offer: Literal["none", "early", "late"] | None = None
    truces: bool | None = None
    evacuation: Literal["none", "forced", "voluntary"] | None = None
    right_of_return: bool | None = None
    backing: Literal["kept", "withdrawn"] | None = None


@dataclass(frozen=True, kw_only=True)
class PlaySpec:
    """States that one arm of the simulation plays: those in which `when` is true.

    A state of a decision says what is done, not what comes of trying: so the arm holds parties to
    it, through `parameters` that it fixes and mechanisms that it switches `off`. `realised_as` is
    the simulated share that should then be near 1: how well the arm plays the state is reported.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: Name
    title: Text
    when: str
    policy: PlayPolicy = PlayPolicy()
    parameters: tuple[FixedSpec, ...] = ()
    off: tuple[str, ...] = ()
    realised_as: str = ""


@dataclass(frozen=True, kw_only=True)
class FixedSpec:
    """A parameter of the simulation held at one value."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    name: str
    value: float


@dataclass(frozen=True, kw_only=True)
class ParameterSpec:
    """A default for a parameter of the simulation."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    name: str
    range: RangeSpec


@dataclass(frozen=True, kw_only=True)
class CampaignSpec:
    """How the situation becomes a campaign: which role is strong, who backs whom, what ranges."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    strong_role: Name
    weak_roles: tuple[Name, ...] = ()
    guarantor_role: str = ""
    strong_force: RangeSpec
    front_force: RangeSpec
    front_population: RangeSpec
    backing_level: RangeSpec
    besieged: bool = False
    policy: Policy
    parameters: tuple[ParameterSpec, ...] = ()
    horizon_weeks: int = 104


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """A recurring situation. See the module and ``docs/theory/patterns``."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: Text
    summary: Text
    sources: tuple[str, ...]
    roles: tuple[RoleSpec, ...]
    options: tuple[OptionSpec, ...]
    infeasible: tuple[str, ...] = ()
    statements: tuple[StatementSpec, ...]
    outcomes: tuple[OutcomeSpec, ...]
    levers: tuple[LeverSpec, ...] = ()
    min_areas: int = 0
    """Smallest number of separate areas (none inside another) that the first required role's
    evidence must name, as contested or as held, for the pattern to fit."""
    requires: tuple[EvidenceSpec, ...] = ()
    """Evidence of which each kind must be there for the pattern to be proposed unasked."""
    yields_to: tuple[str, ...] = ()
    """Patterns that describe the same more closely: where one fits, this one is not proposed."""
    campaign: CampaignSpec | None = None
    played_by: tuple[PlaySpec, ...] = ()
    """States of the decision that the simulation can play, and how; all others it cannot."""
    aims: tuple[AimSpec, ...] = ()

    def role(self, name: str) -> RoleSpec:
        """Return the role called `name`."""
        return next(role for role in self.roles if role.id == name)

    @property
    def several(self) -> RoleSpec | None:
        """The role that several decision makers may play, if there is one."""
        return next((role for role in self.roles if role.several), None)
