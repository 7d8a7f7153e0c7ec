"""All that a headline number depends on: sensitivity, regret, and what would flip it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sulh.case.model import Campaign, Case, Decision
from sulh.settlement.flips import flips_of_campaign, flips_of_decision
from sulh.settlement.levers import Lever, levers_of
from sulh.settlement.records import LeverInfo
from sulh.settlement.regret import regret_of_campaign, regret_of_decision
from sulh.settlement.result_robust import Robustness
from sulh.settlement.search import target_outcome
from sulh.settlement.sensitivity import sensitivity_of_campaign, sensitivity_of_decision
from sulh.simulation.from_case import arms_from_campaign

__all__ = ["robustness_of_campaign", "robustness_of_decision"]

_LEADING = 10
"""Parameters that are held at their ends in turn: those that matter most by PAWN."""
_CRITERION = "civilian_deaths_people"
_Told = Callable[[float], None]


def robustness_of_decision(
    case: Case,
    decision: Decision,
    outcome: str | None = None,
    *,
    p: float = 0.5,
    levers: Sequence[Lever] | None = None,
    n: int = 1_000,
    seed: int = 0,
    progress: _Told | None = None,
) -> Robustness:
    """What the share in which an outcome holds depends on.

    Parameters
    ----------
    case : Case
        Sources are left out of it in turn.
    decision : Decision
        One of the case.
    outcome : str, optional
        By default the first of kind "settlement".
    p : float
        The answer is whether the share is at least this.
    levers : sequence of Lever, optional
        By default those of the pattern.
    n, seed : int
        Draws of orders for each share, with one seed.
    progress : callable, optional
        Told the part done.

    Raises
    ------
    SulhError
        If SALib is not installed.
    """
    target = target_outcome(decision, outcome)
    told = _parts(progress, 3)
    half = max(n // 2, 1)
    tried = levers_of(decision) if levers is None else levers
    return Robustness(
        about=decision.id,
        levers=tuple(LeverInfo(id=x.id, kind=x.kind, title=x.title, cost=x.cost) for x in tried),
        sensitivity=(
            sensitivity_of_decision(
                decision, target, levers=levers, n=half, seed=seed, progress=told(0)
            ),
        ),
        regret=(
            regret_of_decision(
                decision, target, p=p, levers=levers, n=n, seed=seed, progress=told(1)
            ),
        ),
        flips=(
            flips_of_decision(
                decision, target, p=p, case=case, levers=levers, n=n, seed=seed, progress=told(2)
            ),
        ),
    )


def robustness_of_campaign(
    case: Case,
    campaign: Campaign,
    *,
    arm: str = "settle_now_guaranteed",
    baseline: str | None = None,
    criterion: str = _CRITERION,
    runs: int = 1_000,
    seed: int = 0,
    progress: _Told | None = None,
) -> Robustness:
    """What the difference of two arms depends on, and how all arms do over scenarios.

    Parameters
    ----------
    case, campaign
    arm : str
        Compared with the baseline.
    baseline : str, optional
        By default the first arm, the status quo.
    criterion : str
        One of :data:`sulh.settlement.regret.CRITERIA`.
    runs : int
        Of each arm; twice as many for sensitivity, a tenth for each value of a parameter.
    seed, progress
        As elsewhere.

    Raises
    ------
    SulhError
        If SALib is not installed.
    """
    told = _parts(progress, 3)
    pair = (arm, baseline or arms_from_campaign(campaign)[0].id)
    found = sensitivity_of_campaign(
        case, campaign, arm=pair[0], baseline=pair[1], outcome=criterion,
        runs=max(2 * runs, 200), seed=seed, progress=told(0),
    )  # fmt: skip
    leading = [i.factor for i in found.indices if i.kind == "parameter"][:_LEADING]
    return Robustness(
        about=campaign.id,
        sensitivity=(found,),
        regret=(
            regret_of_campaign(
                case, campaign, criterion=criterion, runs=runs, seed=seed, progress=told(1)
            ),
        ),
        flips=(
            flips_of_campaign(
                case, campaign, arm=pair[0], baseline=pair[1], outcome=criterion,
                parameters=leading, runs=max(runs // 10, 40), seed=seed, progress=told(2),
            ),
        ),
    )  # fmt: skip


def _parts(progress: _Told | None, n: int) -> Callable[[int], _Told]:
    """One reporter for each of `n` parts of equal weight."""

    def of(i: int) -> _Told:
        return lambda done: progress((i + done) / n) if progress else None

    return of
