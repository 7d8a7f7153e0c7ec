"""``settle``: everything a case supports, answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from sulh._version import __version__
from sulh.case.model import Campaign, Case, Decision
from sulh.errors import LimitError, ModelError, nearest
from sulh.graph.analysis import check_concepts
from sulh.settlement.assumptions import assumptions_in
from sulh.settlement.campaigns import settle_campaign
from sulh.settlement.decisions import settle_decision
from sulh.settlement.result import SettlementResult
from sulh.settlement.share import FIVE

__all__ = ["settle"]

T = TypeVar("T", Decision, Campaign)


def settle(
    case: Case,
    *,
    decisions: Sequence[str] | None = None,
    campaigns: Sequence[str] | None = None,
    concepts: Sequence[str] = FIVE,
    n: int = 20_000,
    runs: int = 1_000,
    seed: int = 0,
    progress: Callable[[str, float], None] | None = None,
) -> SettlementResult:
    """Answer every decision and campaign of a case.

    For each outcome of a decision: whether it *holds* (SEQ- and SSEQ-stable for all), whether it
    is *attainable*, in which share of the admissible preference orders, and why in the usual one.
    For each campaign: its arms and what each differs by from the status quo.

    Parameters
    ----------
    case : Case
    decisions, campaigns : sequence of str, optional
        Ids; all by default.
    concepts : sequence of {"nash", "gmr", "smr", "seq", "sseq"}
        Reported for each outcome.
    n : int
        Preference orders drawn where they are too many to go through.
    runs : int
        Runs of the simulation for each arm; 0 leaves the campaigns out.
    seed : int
    progress : callable, optional
        Told the stage ("decisions", "campaigns") and the part of it done.

    Returns
    -------
    SettlementResult

    Raises
    ------
    ModelError, LimitError
        If an id does not exist, or a decision or campaign does not fit together.
    """
    names = check_concepts(concepts, FIVE)
    if n < 1 or runs < 0:
        raise LimitError(f"n is at least 1 and runs at least 0, not {n} and {runs}")
    told = progress or _quiet
    chosen = _chosen(case.decisions, decisions, "decision")
    fought = _chosen(case.campaigns, campaigns, "campaign") if runs else ()
    answered = []
    for i, decision in enumerate(chosen):
        answered.append(settle_decision(decision, concepts=names, n=n, seed=seed))
        told("decisions", (i + 1) / len(chosen))
    run = []
    for i, campaign in enumerate(fought):
        part = _part(told, i, len(fought))
        run.append(settle_campaign(case, campaign, runs=runs, seed=seed, progress=part))
    return SettlementResult(
        case=case.id,
        decisions=tuple(answered),
        campaigns=tuple(run),
        assumptions=assumptions_in(decisions=chosen, campaigns=fought),
        n_samples=n,
        n_runs=runs,
        seed=seed,
        version=__version__,
    )


def _quiet(_stage: str, _done: float) -> None:
    """Report nothing."""


def _part(told: Callable[[str, float], None], i: int, n: int) -> Callable[[float], None]:
    return lambda done: told("campaigns", (i + done) / n)


def _chosen(records: Sequence[T], ids: Sequence[str] | None, kind: str) -> tuple[T, ...]:
    """The records with these ids, or all that no other supersedes."""
    if ids is None:
        return tuple(r for r in records if r.superseded_by is None)
    known = {record.id: record for record in records}
    for name in ids:
        if name not in known:
            raise ModelError(f"the case has no {kind} {name}", advice=nearest(name, known))
    return tuple(known[name] for name in ids)
