"""``settle``: everything a case supports, answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from sulh._version import __version__
from sulh.case.model import Campaign, Case, Decision
from sulh.errors import LimitError, ModelError, nearest
from sulh.frame import Pattern, missing_roles
from sulh.graph.analysis import check_concepts
from sulh.settlement.asking import Asking, kit_of
from sulh.settlement.assumptions import aims_assumed, assumptions_in
from sulh.settlement.bridge import bridge_decision
from sulh.settlement.bridge_play import campaign_of
from sulh.settlement.campaigns import settle_campaign
from sulh.settlement.decisions import settle_decision
from sulh.settlement.lever_file import LeverEntry
from sulh.settlement.result import Line, SettlementResult
from sulh.settlement.result_bridge import BridgeResult, NotBridged
from sulh.settlement.result_robust import Robustness
from sulh.settlement.robustness import robustness_of_campaign, robustness_of_decision
from sulh.settlement.share import FIVE

__all__ = ["chosen_records", "settle"]

T = TypeVar("T", Decision, Campaign)
_Told = Callable[[str, float], None]


def settle(
    case: Case,
    *,
    decisions: Sequence[str] | None = None,
    campaigns: Sequence[str] | None = None,
    concepts: Sequence[str] = FIVE,
    n: int = 20_000,
    runs: int = 1_000,
    seed: int = 0,
    outcome: str | None = None,
    p: float = 0.9,
    drivers: bool = False,
    levers: bool = False,
    sources: bool = False,
    offers: bool = False,
    zones: bool = False,
    own_levers: Sequence[LeverEntry] = (),
    patterns: Sequence[Pattern] = (),
    costs: Mapping[str, float] | None = None,
    lines: Sequence[Line] = (),
    bridge: bool = False,
    robust: bool = False,
    lever_seconds: float | None = None,
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
        Ids; all by default. Where only decisions are chosen, the campaigns are those of their
        situations.
    concepts : sequence of {"nash", "gmr", "smr", "seq", "sseq"}
        Reported for each outcome.
    n : int
        Preference orders drawn where they are too many to go through.
    runs : int
        Runs of the simulation for each arm; 0 leaves the campaigns out.
    seed : int
    outcome : str, optional
        Id of the outcome that drivers and levers are about; by default each decision's first
        settlement. Decisions that have no such outcome are passed over.
    p : float
        Share of the orders in which levers are to make it hold.
    drivers, levers : bool
        Also say what drives the answers, and search levers (each with a tenth of `n` draws);
        asked for together, drivers say which levers each answer would bring in.
    sources, offers, zones : bool
        Also say what the answers owe to each source, which single change would raise them most,
        and what there is to agree on.
    patterns : sequence of Pattern
        An analyst's own patterns, whose levers are tried for the decisions framed with them.
    own_levers : sequence of LeverEntry
        Levers of the analyst's own, beside the pattern's; see :func:`.read_levers`.
    costs : mapping of str to float, optional
        Costs of the analyst's own, by lever.
    lines : sequence of Line
        Red lines and bottom lines, for offers and zones.
    bridge : bool
        Also answer each decision by aims and simulated outcomes (`runs` of each arm).
    robust : bool
        Also say what the answers depend on: sensitivity (needs SALib), regret over scenarios, and
        what would flip them.
    lever_seconds : float, optional
        Time for the search of levers of each settlement; out of time, or interrupted (Ctrl-C), it
        hands back what it has.
    progress : callable, optional
        Told the stage ("decisions", "campaigns", "drivers", "levers", "sources", "offers",
        "zones", "bridge", "robustness") and the part of it done.

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
    chosen = chosen_records(case.decisions, decisions, "decision")
    if campaigns is None and decisions is not None:
        campaigns = _fought_over(case, chosen)
    fought = chosen_records(case.campaigns, campaigns, "campaign") if runs else ()
    about = _about(chosen, outcome)
    kit = kit_of(about, own_levers, costs or {}, patterns) if levers or offers or robust else ()
    asking = Asking(
        tuple(about), kit, tuple(lines), p=p, n=n, seed=seed, told=told, lever_seconds=lever_seconds
    )
    answered = []
    for i, decision in enumerate(chosen):
        answered.append(settle_decision(decision, concepts=names, n=n, seed=seed))
        told("decisions", (i + 1) / len(chosen))
    run = []
    for i, campaign in enumerate(fought):
        part = _stage(told, "campaigns", i, len(fought))
        run.append(settle_campaign(case, campaign, runs=runs, seed=seed, progress=part))
    crossed = _bridged(case, chosen if bridge else (), patterns, asking, runs=runs)
    bridges = tuple(each for each in crossed if isinstance(each, BridgeResult))
    return SettlementResult(
        case=case.id,
        decisions=tuple(answered),
        campaigns=tuple(run),
        assumptions=(
            *assumptions_in(case, decisions=chosen, campaigns=fought),
            *aims_assumed(bridges),
        ),
        n_samples=n,
        n_runs=runs,
        seed=seed,
        version=__version__,
        drivers=asking.drivers(with_levers=levers) if drivers else (),
        levers=asking.levers() if levers else (),
        sources=asking.sources(case) if sources else (),
        offers=asking.offers() if offers else (),
        zones=asking.zones() if zones else (),
        asks=missing_roles(case),
        bridges=bridges,
        unbridged=tuple(each for each in crossed if isinstance(each, NotBridged)),
        robustness=_tested(case, fought, asking, runs=runs) if robust else (),
    )


def _fought_over(case: Case, decisions: Sequence[Decision]) -> list[str]:
    """The campaigns of the situations of these decisions, in the order of the case."""
    found = [campaign_of(case, decision) for decision in decisions]
    mine = {campaign.id for campaign in found if campaign}
    return [campaign.id for campaign in case.campaigns if campaign.id in mine]


def _about(decisions: Sequence[Decision], outcome: str | None) -> list[tuple[Decision, str]]:
    """The decisions that have the outcome asked for, or any settlement."""
    found = []
    for decision in decisions:
        for each in decision.outcomes:
            if each.id == outcome or (outcome is None and each.kind == "settlement"):
                found.append((decision, each.id))
                break
    if outcome is not None and decisions and not found:
        known = [each.id for decision in decisions for each in decision.outcomes]
        raise ModelError(f"no decision has an outcome {outcome}", advice=nearest(outcome, known))
    return found


def _bridged(
    case: Case,
    decisions: Sequence[Decision],
    patterns: Sequence[Pattern],
    asking: Asking,
    *,
    runs: int,
) -> tuple[BridgeResult | NotBridged, ...]:
    own = {pattern.id: pattern for pattern in patterns}
    return tuple(
        bridge_decision(
            case, decision, pattern=own.get(decision.pattern), n=asking.n, runs=max(runs, 1),
            seed=asking.seed, progress=_stage(asking.told, "bridge", i, len(decisions)),
        )
        for i, decision in enumerate(decisions)
    )  # fmt: skip


def _tested(
    case: Case, campaigns: Sequence[Campaign], asking: Asking, *, runs: int
) -> tuple[Robustness, ...]:
    total, draws = len(asking.about) + len(campaigns), max(asking.n // 20, 1)
    found = []
    for i, ((decision, target), levers) in enumerate(zip(asking.about, asking.kit, strict=True)):
        found.append(
            robustness_of_decision(
                case, decision, target, levers=levers, n=draws, seed=asking.seed,
                progress=_stage(asking.told, "robustness", i, total),
            )
        )  # fmt: skip
    for i, campaign in enumerate(campaigns, start=len(asking.about)):
        found.append(
            robustness_of_campaign(
                case, campaign, runs=runs, seed=asking.seed,
                progress=_stage(asking.told, "robustness", i, total),
            )
        )  # fmt: skip
    return tuple(found)


def _quiet(_stage: str, _done: float) -> None:
    """Report nothing."""


def _stage(told: _Told, stage: str, i: int, n: int) -> Callable[[float], None]:
    return lambda done: told(stage, (i + done) / n)


def chosen_records(records: Sequence[T], ids: Sequence[str] | None, kind: str) -> tuple[T, ...]:
    """Return the records with these ids, or all that no other supersedes.

    Raises
    ------
    ModelError
        If an id does not exist.
    """
    if ids is None:
        return tuple(r for r in records if r.superseded_by is None)
    known = {record.id: record for record in records}
    for name in ids:
        if name not in known:
            raise ModelError(f"the case has no {kind} {name}", advice=nearest(name, known))
    return tuple(known[name] for name in ids)
