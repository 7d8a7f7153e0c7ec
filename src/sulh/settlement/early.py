"""Why not settle early: who would gain, who must move, who would break it, and on what conditions.

A settlement is *accepted* where everybody who must move prefers it to the status quo and it holds
once reached. Preference is lexicographic: a decision maker prefers the settlement exactly if, of
its statements on which the two states differ, the most important one speaks for the settlement.
So each party's condition can be said in words: this must matter more to it than that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from sulh.case.model import Case, Decision, Statement
from sulh.graph import Explanation
from sulh.graph.from_case import conflict_from_decision
from sulh.logic import parse
from sulh.settlement.breaking import breakers
from sulh.settlement.decisions import study_outcome
from sulh.settlement.preferences import preferences_of
from sulh.settlement.records import Share
from sulh.settlement.result import (
    Breaker,
    DecisionResult,
    LeverSearch,
    OutcomeVerdict,
    SettlementResult,
)
from sulh.settlement.result_early import EarlyAnswer, EarlyCondition, PartyView, Weighing
from sulh.settlement.space import OrderSpace, Ranks
from sulh.settlement.tally import Looked, look_through

__all__ = ["why_not_early", "with_early"]

Bools = npt.NDArray[np.bool_]
EXACT_PER_DRAW = 20
"""All orders are gone through where they are at most this many times the draws asked for."""


def with_early(
    case: Case, result: SettlementResult, outcome: str | None = None, *, n: int = 2_000
) -> SettlementResult:
    """The answer with ``early``: for each decision why its settlement is not taken up at once.

    Parameters
    ----------
    case : Case
        The case that was answered.
    result : SettlementResult
        Conditions are told where its levers were searched.
    outcome : str, optional
        Id of an outcome; by default the one whose levers were searched, else the first settlement.
    n : int
        Draws, where orders are too many to go through.
    """
    decisions = {decision.id: decision for decision in case.decisions}
    searches = {search.decision: search for search in result.levers}
    found = []
    for answered in result.decisions:
        decision, search = decisions.get(answered.decision), searches.get(answered.decision)
        target = _target(answered, search, outcome)
        if decision is not None and target is not None and answered.status_quo is not None:
            found.append(why_not_early(decision, target, search, n=n, seed=result.seed))
    return replace(result, early=tuple(found))


def _target(
    answered: DecisionResult, search: LeverSearch | None, outcome: str | None
) -> OutcomeVerdict | None:
    wanted = outcome or (search.outcome if search else None)
    if wanted is not None:
        return next((o for o in answered.outcomes if o.outcome == wanted), None)
    return next((o for o in answered.outcomes if o.kind == "settlement"), None)


def why_not_early(
    decision: Decision,
    verdict: OutcomeVerdict,
    search: LeverSearch | None = None,
    *,
    n: int = 2_000,
    seed: int = 0,
) -> EarlyAnswer:
    """Why one settlement is not taken up at once, and under which conditions it would be.

    Parameters
    ----------
    decision : Decision
    verdict : OutcomeVerdict
        The settlement that is meant, one of the outcomes it was answered for.
    search : LeverSearch, optional
        Levers for the same settlement.
    n, seed : int
        Draws and their seed; all orders where they are at most 20 n.
    """
    change = _Change.of(decision, verdict.state)
    looked = _looked(decision, change, n, seed)
    breaker = _breaker(_leaving(decision, verdict, search, n, seed))
    return EarlyAnswer(
        decision=decision.id,
        outcome=verdict.outcome,
        by=verdict.attainable.by,
        coalition=verdict.attainable.coalition,
        parties=tuple(
            _view(decision, change, i, looked.share("prefer", i))
            for i in range(len(decision.decision_makers))
        ),
        all_prefer=looked.share("all", 0),
        holds=verdict.holds.share,
        accepted=looked.share("accepted", 0),
        breaker=breaker.decision_maker if breaker else "",
        breaker_share=breaker.share if breaker else 0.0,
        breaker_se=breaker.se if breaker else 0.0,
        breaks_to=breaker.moves[0].target if breaker and breaker.moves else None,
        unsanctioned=breaker is not None and _unanswered(breaker.explanation),
        conditions=_conditions(search, verdict.outcome),
        p=search.p if search else 0.0,
        n_samples=n,
        seed=seed,
    )


@dataclass(frozen=True)
class _Change:
    """From the status quo to the settlement: both states, and who must do something for it."""

    before: int
    after: int
    movers: frozenset[int]

    @classmethod
    def of(cls, decision: Decision, after: int) -> _Change:
        """What changes; with explicit states, everybody counts as having to agree."""
        before = conflict_from_decision(decision).status_quo
        before = after if before is None else before
        makers = [who.id for who in decision.decision_makers]
        if decision.states:
            return cls(before, after, frozenset(range(len(makers))))
        changed = [o for j, o in enumerate(decision.options) if (before ^ after) >> j & 1]
        return cls(before, after, frozenset(makers.index(option.owner) for option in changed))


def _looked(decision: Decision, change: _Change, n: int, seed: int) -> Looked:
    def watch(ranks: Ranks, stable: Mapping[str, Bools]) -> Mapping[str, Bools]:
        prefer: Bools = ranks[:, :, change.after] > ranks[:, :, change.before]
        agree = np.asarray(prefer[:, sorted(change.movers)].all(axis=1, keepdims=True))
        holds = (stable["seq"] & stable["sseq"])[:, :, change.after].all(axis=1, keepdims=True)
        return {"prefer": prefer, "all": agree, "accepted": np.asarray(agree & holds)}

    conflict = conflict_from_decision(decision)
    space = OrderSpace(conflict, preferences_of(decision))
    limit = EXACT_PER_DRAW * n
    return look_through(space, ("seq", "sseq"), watch, n=n, seed=seed, exact_limit=limit, own=False)


def _view(decision: Decision, change: _Change, who: int, prefers: Share) -> PartyView:
    maker = decision.decision_makers[who].id
    turned = _turned(decision, maker, change)
    return PartyView(
        decision_maker=maker,
        moves=who in change.movers,
        prefers=prefers,
        gains=tuple(_weighing(s) for s, becomes in turned if becomes),
        loses=tuple(_weighing(s) for s, becomes in turned if not becomes),
    )


def _turned(decision: Decision, maker: str, change: _Change) -> list[tuple[Statement, bool]]:
    """Statements of a decision maker on which the two states differ, and what they become."""
    if decision.states:
        return []
    names = [option.id for option in decision.options]
    found = []
    for statement in decision.statements:
        if statement.decision_maker == maker and statement.belief > 0:
            condition = parse(statement.condition, names)
            was, becomes = condition.evaluate_states([change.before, change.after])
            found += [(statement, bool(becomes))] if was != becomes else []
    return found


def _weighing(statement: Statement) -> Weighing:
    return Weighing(
        statement=statement.id,
        condition=statement.condition,
        why=statement.why,
        belief=statement.belief,
        claims=statement.claims,
    )


def _leaving(
    decision: Decision, verdict: OutcomeVerdict, search: LeverSearch | None, n: int, seed: int
) -> tuple[Breaker, ...]:
    """Who would leave the settlement: as the search of levers found, or found anew."""
    if search and search.outcome == verdict.outcome:
        return search.without.breakers
    study = study_outcome(decision, verdict.outcome, n=n, seed=seed, exact_per_draw=EXACT_PER_DRAW)
    return tuple(breakers(decision, study.deal.ways, study.looked))


def _breaker(leaving: Sequence[Breaker]) -> Breaker | None:
    """Who would leave most often."""
    return max(leaving, key=lambda breaker: breaker.share, default=None)


def _unanswered(explanation: Explanation) -> bool:
    """Whether some gain of its own meets no answer in the usual order."""
    return not explanation.stable and any(
        reason.kind not in {"no_improvement", "sanctioned"} for reason in explanation.reasons
    )


def _conditions(search: LeverSearch | None, outcome: str) -> tuple[EarlyCondition, ...] | None:
    if search is None or search.outcome != outcome:
        return None
    titles = {lever.id: lever.title for lever in search.levers}
    return tuple(
        EarlyCondition(
            levers=found.levers,
            titles=tuple(titles[name] for name in found.levers),
            cost=found.cost,
            holds=found.holds,
            attainable=found.attainable,
        )
        for found in search.minimal
    )
