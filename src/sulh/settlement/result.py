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
from sulh.settlement.records import Holds, LeverInfo, Measure, Share, Verdict
from sulh.settlement.result_bridge import BridgeResult, NotBridged
from sulh.settlement.result_campaign import (
    ArmSummary,
    Band,
    CampaignResult,
    OutcomeDifference,
    OutcomeSummary,
)
from sulh.settlement.result_early import EarlyAnswer
from sulh.settlement.result_robust import Robustness

__all__ = [
    "AgreementZone",
    "ArmSummary",
    "AskNext",
    "Assumption",
    "Attainable",
    "Band",
    "Bargain",
    "BargainTerms",
    "BreakMove",
    "Breaker",
    "CampaignResult",
    "ConceptVerdict",
    "Containing",
    "DecisionResult",
    "Drivers",
    "Holds",
    "LeverInfo",
    "LeverSearch",
    "LeverSet",
    "LeverShift",
    "Line",
    "Measure",
    "MoveGround",
    "NextOffer",
    "Offer",
    "OutcomeDifference",
    "OutcomeGrounds",
    "OutcomeSummary",
    "OutcomeTerms",
    "OutcomeVerdict",
    "PathStep",
    "Quote",
    "ReasonGround",
    "SetsIf",
    "SettlementResult",
    "Share",
    "SourceDriver",
    "SourceDrivers",
    "StatementDriver",
    "StepHold",
    "Verdict",
]


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
class Containing:
    """The same asked of "this outcome or any state that contains it".

    `states`: the outcome itself and each feasible state in which everything that is on in it is
    on too, and no further option that harms people. A concept's shares, and `holds`, count the
    orders in which at least one of these states is stable (one and the same state for all; for
    one decision maker alone: for it).
    """

    states: tuple[int, ...]
    concepts: tuple[ConceptVerdict, ...]
    holds: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeVerdict:
    """Everything said about one named state of a decision.

    `explanations` are under the usual order, under SEQ, one for each decision maker. `containing`
    is None where states are explicit: none of them contains another.
    """

    outcome: str
    title: Text
    kind: Literal["settlement", "status_quo", "other"]
    state: int
    on: tuple[str, ...]
    concepts: tuple[ConceptVerdict, ...]
    holds: Holds
    attainable: Attainable
    explanations: tuple[Explanation, ...]
    containing: Containing | None = None


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
class BreakMove:
    """A move by which a decision maker would leave a settlement, and what it gains by it.

    `share`: the part of the admissible orders in which the move is an improvement that nobody
    has reason to answer (under SEQ or SSEQ). `gains` and `loses`: its statements that the move
    makes true, and those it makes false; in each of these orders a gain counts for more.
    """

    target: int
    on: tuple[str, ...]
    share: Share
    gains: tuple[str, ...]
    loses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """Who would still leave a settlement: in which share of the orders, how, and to gain what.

    `moves` are the ways out, most frequent first. `explanation` is under SEQ, in the usual
    order; where it is stable, the usual order is not one of those in which this decision maker
    leaves.
    """

    decision_maker: str
    share: float
    se: float
    explanation: Explanation
    moves: tuple[BreakMove, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepHold:
    """A state on the way to a settlement that is exchanged in steps, and whether it holds.

    Going on along the agreed steps does not count as leaving it.
    """

    step: int
    on: tuple[str, ...]
    holds: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverSet:
    """A set of levers, what it costs, and what then becomes of the settlement.

    `target`: the options that are on in the settlement with these levers: fewer than were asked
    for where a separate deal leaves somebody out, parts of options where they are split into
    steps. `steps`: the states between; the set works only if each of them holds too.
    """

    levers: tuple[str, ...]
    cost: float
    holds: Share
    attainable: Share
    breakers: tuple[Breaker, ...]
    target: tuple[str, ...] = ()
    steps: tuple[StepHold, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverSearch:
    """The smallest changes after which an outcome holds in at least the share `p` of the orders.

    `without` is the answer with no lever. `minimal`: sets that reach `p` while no proper subset
    does, cheapest first. `front`: sets that no other equals in both cost and share (with steps:
    the share of the weakest of them).

    `method` "every set": all `n_sets` sets of up to `max_size` levers were tried, `n_unfit` of
    them hold levers that exclude one another. `method` "milp": a mixed-integer program chose
    which `n_tried` of them to try; `minimal` is complete if `complete`, and otherwise holds every
    minimal set that costs less than `bound`; `front` is then over the sets tried only.
    Shares carry their errors: a set within one or two of them of `p` is a close call.
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
    method: Literal["every set", "milp"] = "every set"
    complete: bool = True
    n_tried: int = 0
    bound: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One change to a settlement and by how much it raises the share in which it holds.

    `kind` "lever": `change` is a lever's id and `cost` its cost. `kind` "option": the settlement
    is asked for with the option `change` switched on or off (`to`), `cost` is None. `gain` is
    paired over the same orders where they are drawn.
    """

    kind: Literal["lever", "option"]
    change: str
    title: Text
    to: Literal["on", "off", ""]
    target: tuple[str, ...]
    holds: Share
    attainable: Share
    gain: float
    gain_se: float
    cost: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextOffer:
    """Which single change most raises the share in which an outcome holds: all, best first."""

    decision: str
    outcome: str
    base: Share
    offers: tuple[Offer, ...]
    n_samples: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a decision maker will not go below: a condition over options.

    `kind` "red": nobody may loosen it in an analysis; it is set by the party itself, by those
    who gave it its mandate, or by law. "bottom": what a negotiator or an analyst takes to be the
    least it would sign; it may be changed. `decision`: the one it is for; "" for every decision
    in which this decision maker has a say.
    """

    decision_maker: str
    condition: str
    kind: Literal["red", "bottom"]
    by: Literal["party", "mandate", "law", "mediator", "analyst"]
    decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BargainTerms:
    """A state under cardinal aims: whether it is a bargaining solution, and what each gains.

    `zone`: within all lines and worse for nobody than the status quo. `nash`: the product of
    gains is largest. `kalai_smorodinsky`: the smallest of the gains, each as a part of the most
    its owner could gain in the zone, is largest. `gain` of each decision maker is that part,
    averaged over draws in which the state is in the zone; None where it never is.
    """

    state: int
    on: tuple[str, ...]
    outcome: str
    zone: Share
    nash: Share
    kalai_smorodinsky: Share
    gain: tuple[tuple[str, float], ...] | None
    least_satisfied: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bargain:
    """Bargaining solutions among the states of a decision, over `n` draws of cardinal aims.

    `terms`: every outcome, and each other state that is a solution in some draw. `empty`: the
    share of draws in which nothing but the status quo lies in the zone.
    """

    terms: tuple[BargainTerms, ...]
    empty: Share
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeTerms:
    """Could all agree on an outcome? `satisfaction` of each decision maker is 0 to 1, ordinal.

    `all_gain`: everyone prefers it to the status quo, and it is within all lines. `pareto`:
    nothing is as good for all and better for one. `fallback`: its worst-off decision maker is
    as well off as in any state within the lines. `crosses`: the lines that it crosses.
    `satisfaction_se`: the standard error of the least satisfied one's satisfaction.
    """

    outcome: str
    within_red_lines: bool
    all_gain: Share
    pareto: Share
    fallback: Share
    satisfaction: tuple[tuple[str, float], ...]
    least_satisfied: str
    crosses: tuple[Line, ...] = ()
    satisfaction_se: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementZone:
    """What there is to agree on in a decision, over the admissible orders.

    `n_within`: feasible states that cross none of the lines; with none there is nothing to agree
    on. `bargain`: Nash and Kalai-Smorodinsky points, where every decision maker's aims are
    cardinal.
    """

    decision: str
    outcomes: tuple[OutcomeTerms, ...]
    red_lines: tuple[tuple[str, str], ...]
    n_samples: int
    seed: int
    lines: tuple[Line, ...] = ()
    bargain: Bargain | None = None
    n_within: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetsIf:
    """Which minimal lever sets come in or go out if a statement is known true, or false."""

    cheapest: tuple[str, ...] | None
    comes_in: tuple[tuple[str, ...], ...]
    goes_out: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverShift:
    """How far knowing a statement could move the choice of levers.

    `value`: choosing the best set for `budget` after the answer instead of before raises the
    share in which the settlement holds by so much on average (expected value of information).
    Sets of up to `max_size` levers were looked at, with `n_samples` draws each.
    """

    if_true: SetsIf
    if_false: SetsIf
    budget: float
    value: float
    max_size: int = 0
    n_samples: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementDriver:
    """What becomes of the share if a statement is true, false, true and first, true and last.

    `value` is how far finding out would move the share on average, `value_se` its standard error
    reckoned as if the answers were drawn independently; `place` how far apart the answers are
    with it first and last. `levers` is None unless levers were asked
    for too, and where only its place is open.
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
    levers: LeverShift | None = None
    place: float = 0.0
    value_se: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AskNext:
    """A thing to find out. `worth` is the larger of the two: both are parts of the orders.

    `moves_share`: how far the answer moves the share on average; `moves_levers`: by how much it
    betters the choice of levers. `ask`: the question in words, where the pattern has one.
    """

    statement: str
    decision_maker: str
    ask: Text | None
    why: Text | None
    moves_share: float
    moves_levers: float | None
    worth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drivers:
    """What drives the share in which an outcome holds: the uncertain statements, by value.

    `ask_next`: what to find out next, most worth first; what moves nothing is left out.
    """

    decision: str
    outcome: str
    base: Share
    statements: tuple[StatementDriver, ...]
    seed: int
    ask_next: tuple[AskNext, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDriver:
    """The answer without a source, and with all that rests on it alone taken to be wrong.

    `share` without it beside `base` with all, both framed anew (None: not framed). `if_wrong`:
    the decision as it stands, with every statement that rests on this source alone known false,
    beside `standing`; None where nothing does. `flips`: either lies on the other side of `p`, or
    the decision cannot be framed without it.
    """

    source: str
    share: Share | None
    base: Share | None
    if_wrong: Share | None = None
    standing: Share | None = None
    statements: tuple[str, ...] = ()
    flips: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDrivers:
    """What the answer for an outcome owes to each source, those that move it most first."""

    decision: str
    outcome: str
    p: float
    sources: tuple[SourceDriver, ...]


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
class OutcomeGrounds:
    """Why an outcome is or is not stable, each step down to the sentence it rests on."""

    decision: str
    outcome: str
    reasons: tuple[ReasonGround, ...]


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

    `drivers`, `levers`, `sources`, `offers`, `zones`, `grounds`, `early`, `bridges` and
    `robustness` are empty unless they were asked for.
    `asks` says what is missing when the case has no decision.
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
    grounds: tuple[OutcomeGrounds, ...] = ()
    early: tuple[EarlyAnswer, ...] = ()
    sources: tuple[SourceDrivers, ...] = ()
    offers: tuple[NextOffer, ...] = ()
    zones: tuple[AgreementZone, ...] = ()
    bridges: tuple[BridgeResult, ...] = ()
    """Decisions valued by what the simulation makes of their states, where asked for."""
    unbridged: tuple[NotBridged, ...] = ()
    robustness: tuple[Robustness, ...] = ()
