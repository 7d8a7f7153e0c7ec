"""From a verdict to the sentence it rests on: verdict, step, statement, claim, quote.

Each move of an explanation improves, or not, for whoever makes it. In the usual order of its
statements one of them decides that: the most important one on which the two states differ. The
chain follows it to the claims that it rests on, and these to their words in a source.
"""

from __future__ import annotations

from collections.abc import Iterator

from sulh.case.model import Case, Decision, Statement
from sulh.errors import ModelError, nearest
from sulh.graph import MoveStep, Reason
from sulh.graph.from_case import usual_statements
from sulh.logic import parse
from sulh.settlement.result import (
    DecisionResult,
    MoveGround,
    OutcomeVerdict,
    Quote,
    ReasonGround,
)

__all__ = ["deciding_statement", "ground_outcome"]


def ground_outcome(case: Case, result: DecisionResult, outcome: str) -> tuple[ReasonGround, ...]:
    """Ground every reason of an outcome's verdict in statements, claims and quotes.

    Parameters
    ----------
    case : Case
        The case that was answered.
    result : DecisionResult
        The answer for one of its decisions.
    outcome : str
        Id of an outcome.

    Returns
    -------
    tuple of ReasonGround
        For each decision maker and each of its improvements: the improvement, the sanction that
        meets it if any, and for each of these moves what decides it for its mover.

    Raises
    ------
    ModelError
        If the case does not have the decision, or the result not the outcome.
    """
    decision = next((d for d in case.decisions if d.id == result.decision), None)
    if decision is None:
        raise ModelError(
            f"the case has no decision {result.decision}",
            advice=nearest(result.decision, [d.id for d in case.decisions]),
        )
    verdict = _verdict(result, outcome)
    return tuple(
        ReasonGround(
            decision_maker=result.decision_makers[explanation.decision_maker][0],
            reason=reason,
            moves=tuple(_moves(case, decision, reason)),
        )
        for explanation in verdict.explanations
        for reason in explanation.reasons
    )


def _verdict(result: DecisionResult, outcome: str) -> OutcomeVerdict:
    found = {verdict.outcome: verdict for verdict in result.outcomes}
    if outcome not in found:
        raise ModelError(
            f"{result.decision} has no outcome {outcome}", advice=nearest(outcome, found)
        )
    return found[outcome]


def _moves(case: Case, decision: Decision, reason: Reason) -> Iterator[MoveGround]:
    steps = [reason.improvement, *reason.sanction, reason.escape]
    for step in steps:
        if step is not None:
            statement = deciding_statement(decision, step)
            yield MoveGround(
                step=step,
                statement=statement.id if statement else "",
                basis=statement.basis if statement else "assumed",
                quotes=tuple(_quotes(case, statement)) if statement else (),
            )


def deciding_statement(decision: Decision, step: MoveStep) -> Statement | None:
    """The statement that decides a move for its mover, in the usual order.

    None where no statement tells the two states apart, or a ranking takes their place.
    """
    who = decision.decision_makers[step.decision_maker].id
    names = [option.id for option in decision.options]
    if decision.states or any(ranking.decision_maker == who for ranking in decision.rankings):
        return None
    mine = {s.id: s for s in decision.statements if s.decision_maker == who}
    for usual in usual_statements(mine.values()):
        before, after = parse(usual.condition, names).evaluate_states([step.source, step.target])
        if before != after:
            return mine[usual.id]
    return None


def _quotes(case: Case, statement: Statement) -> Iterator[Quote]:
    claims = {claim.id: claim for claim in case.claims}
    for name in statement.claims:
        claim = claims.get(name)
        if claim is not None:
            yield Quote(
                claim=claim.id,
                source=claim.source,
                start=claim.start,
                end=claim.end,
                quote=claim.quote,
                holder=claim.holders[-1].who,
            )
