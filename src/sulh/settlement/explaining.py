"""An answer with its reasons down to the sentences they rest on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sulh.case.model import Case
from sulh.settlement.chain import ground_outcome
from sulh.settlement.result import OutcomeGrounds, SettlementResult

__all__ = ["explained"]


def explained(
    case: Case, result: SettlementResult, outcomes: Collection[str] | None = None
) -> SettlementResult:
    """The answer with ``grounds``: verdict, step, statement, claim, quote, for each outcome.

    Parameters
    ----------
    case : Case
        The case that was answered.
    result : SettlementResult
    outcomes : collection of str, optional
        Ids of the outcomes to explain; every settlement and status quo by default.

    Examples
    --------
    >>> from pathlib import Path
    >>> import sulh
    >>> from sulh.case import load_case
    >>> from sulh.settlement import settle
    >>> case = load_case(Path(sulh.__file__).parent / "examples" / "daraa" / "case.yaml")
    >>> ids = [case.decisions[-1].id]
    >>> answer = explained(case, settle(case, decisions=ids, n=100, runs=0), ["kept_settlement"])
    >>> [reason.reason.kind for reason in answer.grounds[0].reasons]
    ['sanctioned', 'no_improvement', 'no_improvement', 'no_improvement']
    """
    grounds = tuple(
        OutcomeGrounds(
            decision=decision.decision,
            outcome=outcome.outcome,
            reasons=ground_outcome(case, decision, outcome.outcome),
        )
        for decision in result.decisions
        for outcome in decision.outcomes
        if (outcome.kind != "other" if outcomes is None else outcome.outcome in outcomes)
    )
    return replace(result, grounds=grounds)
