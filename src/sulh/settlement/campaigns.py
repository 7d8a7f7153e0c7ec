"""One campaign answered: its arms, what each costs, and how they differ from the baseline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sulh.case.model import Campaign, Case, Text
from sulh.errors import ModelError, nearest
from sulh.settlement.result import (
    ArmSummary,
    Band,
    CampaignResult,
    OutcomeDifference,
    OutcomeSummary,
)
from sulh.simulation import Arm, EnsembleResult, run_arms
from sulh.simulation.from_case import (
    arms_from_campaign,
    parameters_from_campaign,
    world_from_campaign,
)

if TYPE_CHECKING:
    from sulh.simulation.calibration.posterior_file import PosteriorFile
    from sulh.simulation.parameters import Parameters

__all__ = ["campaign_result", "settle_campaign", "simulate_campaign"]


ALWAYS_SHOWN = ("assault_stops", "voluntary_evacuation")
"""Surrender under fire is never the only alternative that is shown."""


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
    return campaign_result(
        campaign, simulate_campaign(case, campaign, runs=runs, seed=seed, progress=progress)
    )


def simulate_campaign(
    case: Case,
    campaign: Campaign,
    *,
    runs: int,
    seed: int,
    arms: Sequence[str] = (),
    posterior: PosteriorFile | None = None,
    full: bool = False,
    checkpoint: Path | None = None,
    cluster: str | None = None,
    progress: Callable[[float], None] | None = None,
) -> EnsembleResult:
    """Run the arms of a campaign.

    Parameters
    ----------
    case : Case
    campaign : Campaign
    runs, seed : int
    arms : sequence of str
        Ids of the arms to run, besides the first and those that are always shown; none: all.
    posterior : PosteriorFile, optional
        What fitted parameters are drawn from; those that the campaign sets keep what it says.
    full, checkpoint, cluster
        As in :func:`sulh.simulation.run_arms`.
    progress : callable, optional
        Told the part done.

    Raises
    ------
    ModelError, LimitError
        If the campaign makes no world, or has no such arm.
    """
    return run_arms(
        world_from_campaign(case, campaign),
        _chosen(arms_from_campaign(campaign), arms, campaign.id),
        runs,
        seed,
        parameters=_parameters(campaign, posterior),
        full=full,
        checkpoint=checkpoint,
        cluster=cluster,
        progress=(lambda done, total: progress(done / total)) if progress else None,
    )


def _parameters(campaign: Campaign, posterior: PosteriorFile | None) -> Parameters:
    parameters = parameters_from_campaign(campaign)
    if posterior is None:
        return parameters
    from sulh.simulation.calibration.posterior_file import with_posterior

    return with_posterior(parameters, posterior, keep=[p.name for p in campaign.parameters])


def _chosen(arms: tuple[Arm, ...], ids: Sequence[str], campaign: str) -> tuple[Arm, ...]:
    known = [arm.id for arm in arms]
    for name in ids:
        if name not in known:
            raise ModelError(f"campaign {campaign} has no arm {name}", advice=nearest(name, known))
    wanted = {known[0], *ALWAYS_SHOWN, *(ids or known)}
    return tuple(arm for arm in arms if arm.id in wanted)


def campaign_result(campaign: Campaign, ensemble: EnsembleResult) -> CampaignResult:
    """Return the answer that an ensemble of a campaign gives: each arm against the first."""
    arms = ensemble.arms
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
