"""The answers of the settlement room, as frozen records. Words are made in ``words/``.

A *share* is the part of the admissible preference orders under which something is true: a model
share, not a forecast. It always names its measure (how orders are weighed) and its error.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sulh.case.model import Question, Text
from sulh.case.vocab import Basis
from sulh.graph.reasons import Explanation, MoveStep, Reason

__all__ = [
    "AgreementZone",
    "ArmSummary",
    "Assumption",
    "Attainable",
    "Band",
    "Breaker",
    "CampaignResult",
    "ConceptVerdict",
    "DecisionResult",
    "Drivers",
    "Holds",
    "LeverInfo",
    "LeverSearch",
    "LeverSet",
    "MoveGround",
    "OutcomeDifference",
    "OutcomeSummary",
    "OutcomeTerms",
    "OutcomeVerdict",
    "PathStep",
    "Quote",
    "ReasonGround",
    "SettlementResult",
    "Share",
    "SourceDriver",
    "StatementDriver",
]

Measure = Literal["StatementOrder", "StateOrder"]
Verdict = Literal["necessarily", "possibly", "never"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Part of the admissible orders, 0 to 1. `se` is 0 when `exact`; `n` orders looked at."""

    p: float
    se: float
    n: int
    exact: bool
    measure: Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptVerdict:
    """Stability of one state under one concept, for all decision makers and for each.

    `verdict` is over the orders looked at. When `verdict_exact` it is proved for *all* admissible
    orders; otherwise "necessarily" and "never" say only that no order drawn was otherwise.
    `shares` are under the measures StatementOrder and, where it can be computed in reasonable
    time, StateOrder.
    """

    concept: str
    verdict: Verdict
    verdict_exact: bool
    shares: tuple[Share, ...]
    by_decision_maker: tuple[tuple[str, Share], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds:
    """A settlement *holds* if it is SEQ- and SSEQ-stable for all.

    `rests_on_threat` is the share in which only GMR and SMR accept it: it rests on a sanction
    that would not come. `by_states` is the share under the second measure, orders of states; None
    where states are too many for it.
    """

    verdict: Verdict
    share: Share
    rests_on_threat: Share
    verdict_exact: bool = False
    by_states: Share | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """One step of a path: who moves (one decision maker, or several together), from, to."""

    decision_makers: tuple[str, ...]
    source: int
    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attainable:
    """A settlement is *attainable* if improvements, or one joint improvement, lead to it.

    `by` describes the usual order; `share` is the part of the admissible orders in which it is
    attainable either way. `coalition` names who must move together when `by` is "joint".
    """

    by: Literal["already_there", "improvements", "joint", "none"]
    share: Share
    path: tuple[PathStep, ...] = ()
    coalition: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeVerdict:
    """Everything said about one named state of a decision."""

    outcome: str
    title: Text
    kind: Literal["settlement", "status_quo", "other"]
    state: int
    on: tuple[str, ...]
    concepts: tuple[ConceptVerdict, ...]
    holds: Holds
    attainable: Attainable
    explanations: tuple[Explanation, ...]
    """Under the usual order, under SEQ, one for each decision maker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionResult:
    """The answer for one decision: its outcomes, and what is an equilibrium in the usual order."""

    decision: str
    title: Text
    decision_makers: tuple[tuple[str, Text], ...]
    options: tuple[tuple[str, Text], ...]
    option_owners: tuple[str, ...]
    n_states: int
    n_feasible: int
    status_quo: int | None
    outcomes: tuple[OutcomeVerdict, ...]
    equilibria: tuple[tuple[str, tuple[int, ...]], ...]
    asks: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """An interval and what it is due to: "chance", "parameters" or "structure"."""

    source: Literal["chance", "parameters", "structure"]
    low: float
    high: float
    level: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeSummary:
    """An outcome of an arm: mean over runs and bands.

    `outcome` is a name such as "civilian_deaths_people"; units are in the name.
    """

    outcome: str
    mean: float
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeDifference:
    """`arm` minus `baseline`, paired run by run under common random numbers."""

    arm: str
    baseline: str
    outcome: str
    mean: float
    bands: tuple[Band, ...]
    n_runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmSummary:
    """One arm: its id, title and outcomes."""

    arm: str
    title: Text
    outcomes: tuple[OutcomeSummary, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignResult:
    """The answer of the simulation for one campaign."""

    campaign: str
    title: Text
    baseline: str
    arms: tuple[ArmSummary, ...]
    differences: tuple[OutcomeDifference, ...]
    horizon_weeks: int
    n_runs: int
    structure: tuple[tuple[str, str], ...]
    """Structural assumptions of the model, by name (lookahead, form of combat, spill-over)."""
    asks: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """Who would still leave a settlement: in which share of the orders, and why in the usual one.

    `explanation` is under SEQ; where it is stable, the usual order is not one of those in which
    this decision maker leaves.
    """

    decision_maker: str
    share: float
    se: float
    explanation: Explanation


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverInfo:
    """A lever that was tried: its kind, and its cost on the analyst's own scale."""

    id: str
    kind: str
    title: Text
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverSet:
    """A set of levers, what it costs, and what then becomes of the settlement."""

    levers: tuple[str, ...]
    cost: float
    holds: Share
    attainable: Share
    breakers: tuple[Breaker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverSearch:
    """The smallest changes after which an outcome holds in at least the share `p` of the orders.

    `without` is the answer with no lever. `minimal`: sets that reach `p` while no proper subset
    does, cheapest first. `front`: sets that no other equals in both cost and share. All `n_sets`
    sets of up to `max_size` levers were tried; `n_unfit` of them hold levers that exclude one
    another. Shares carry their errors: a set within one or two of them of `p` is a close call.
    """

    decision: str
    outcome: str
    p: float
    levers: tuple[LeverInfo, ...]
    without: LeverSet
    minimal: tuple[LeverSet, ...]
    front: tuple[LeverSet, ...]
    n_sets: int
    n_unfit: int
    max_size: int
    n_samples: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeTerms:
    """Could all agree on an outcome? `satisfaction` of each decision maker is 0 to 1, ordinal.

    `all_gain`: everyone prefers it to the status quo, and it is within all red lines. `pareto`:
    nothing is as good for all and better for one. `fallback`: its worst-off decision maker is
    as well off as in any state within the red lines.
    """

    outcome: str
    within_red_lines: bool
    all_gain: Share
    pareto: Share
    fallback: Share
    satisfaction: tuple[tuple[str, float], ...]
    least_satisfied: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementZone:
    """What there is to agree on in a decision, over the admissible orders."""

    decision: str
    outcomes: tuple[OutcomeTerms, ...]
    red_lines: tuple[tuple[str, str], ...]
    n_samples: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDriver:
    """What becomes of the share if a statement is true, false, true and first, true and last.

    `value` is how far finding out would move the share on average.
    """

    statement: str
    decision_maker: str
    why: Text | None
    belief: float
    if_true: Share
    if_false: Share
    if_first: Share
    if_last: Share
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drivers:
    """What drives the share in which an outcome holds: the uncertain statements, by value."""

    decision: str
    outcome: str
    base: Share
    statements: tuple[StatementDriver, ...]
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDriver:
    """The share without a source, beside that with all (`base`); None: not framed without it."""

    source: str
    share: Share | None
    base: Share | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words a claim stands in, and the innermost holder who says them."""

    claim: str
    source: str
    start: int
    end: int
    quote: str
    holder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveGround:
    """A move and the statement that decides it for its mover; "" where none does."""

    step: MoveStep
    statement: str
    basis: Basis
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonGround:
    """A reason of a verdict with the ground of each of its moves."""

    decision_maker: str
    reason: Reason
    moves: tuple[MoveGround, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """A number, role or preference that no text supports, with its range or belief."""

    about: str
    what: Text
    basis: Basis
    low: float | None = None
    high: float | None = None
    unit: str = ""
    belief: float | None = None
    used_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementResult:
    """What was asked, with which parameters, seed and version, what came out and why.

    `drivers` and `levers` are empty unless they were asked for. `asks` says what is missing when
    the case has no decision.
    """

    case: str
    decisions: tuple[DecisionResult, ...]
    campaigns: tuple[CampaignResult, ...]
    assumptions: tuple[Assumption, ...]
    n_samples: int
    n_runs: int
    seed: int
    version: str
    drivers: tuple[Drivers, ...] = ()
    levers: tuple[LeverSearch, ...] = ()
    asks: tuple[Question, ...] = ()
