"""One campaign answered: its arms, what each costs, and how they differ from the baseline."""

from __future__ import annotations

from collections.abc import Callable

from sulh.case.model import Campaign, Case, Text
from sulh.settlement.result import (
    ArmSummary,
    Band,
    CampaignResult,
    OutcomeDifference,
    OutcomeSummary,
)
from sulh.simulation import EnsembleResult, run_arms
from sulh.simulation.from_case import (
    arms_from_campaign,
    parameters_from_campaign,
    world_from_campaign,
)

__all__ = ["settle_campaign"]


def settle_campaign(
    case: Case,
    campaign: Campaign,
    *,
    runs: int = 1_000,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> CampaignResult:
    """Run every arm of a campaign and compare it with the first, run by run.

    Parameters
    ----------
    case : Case
    campaign : Campaign
    runs : int
        Runs of each arm.
    seed : int
    progress : callable, optional
        Told the part done.

    Raises
    ------
    ModelError, LimitError
        If the campaign makes no world.
    """
    arms = arms_from_campaign(campaign)
    ensemble = run_arms(
        world_from_campaign(case, campaign),
        arms,
        runs,
        seed,
        parameters=parameters_from_campaign(campaign),
        progress=(lambda done, total: progress(done / total)) if progress else None,
    )
    baseline = arms[0].id
    return CampaignResult(
        campaign=campaign.id,
        title=campaign.title,
        baseline=baseline,
        arms=tuple(
            _summary(ensemble, arm.id, Text(ar=arm.title_ar, en=arm.title_en)) for arm in arms
        ),
        differences=tuple(
            difference
            for arm in arms[1:]
            for difference in _differences(ensemble, arm.id, baseline)
        ),
        horizon_weeks=campaign.horizon_weeks,
        n_runs=ensemble.n_runs,
        structure=_structure(ensemble),
        asks=campaign.asks,
    )


def _summary(ensemble: EnsembleResult, arm: str, title: Text) -> ArmSummary:
    return ArmSummary(
        arm=arm,
        title=title,
        outcomes=tuple(
            OutcomeSummary(
                outcome=name,
                mean=ensemble.mean(arm, name),
                bands=tuple(
                    Band(source=b.source, low=b.low, high=b.high, level=b.level)
                    for b in ensemble.bands(arm, name)
                ),
            )
            for name in ensemble.outcomes
        ),
    )


def _differences(
    ensemble: EnsembleResult, arm: str, baseline: str
) -> tuple[OutcomeDifference, ...]:
    return tuple(
        OutcomeDifference(
            arm=d.arm,
            baseline=d.baseline,
            outcome=d.outcome,
            mean=d.mean,
            bands=tuple(
                Band(source=b.source, low=b.low, high=b.high, level=b.level) for b in d.bands
            ),
            n_runs=d.n_runs,
        )
        for d in ensemble.paired(arm, baseline)
    )


def _structure(ensemble: EnsembleResult) -> tuple[tuple[str, str], ...]:
    main = ensemble.structures[0]
    return (
        ("lookahead", str(main.lookahead)),
        ("combat", main.combat),
        ("spill_over", main.spill_over),
    )
