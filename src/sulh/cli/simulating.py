"""Run the arms of each campaign."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sulh._version import __version__
from sulh.cli.options import CasePath, Json, Runs, Seed
from sulh.cli.terminal import load, progress_bars, show
from sulh.errors import ModelError, UnreadableError, Where, nearest

if TYPE_CHECKING:
    from sulh.case import Case
    from sulh.case.model import Campaign
    from sulh.settlement import CampaignResult
    from sulh.simulation import EnsembleResult
    from sulh.simulation.calibration.posterior_file import PosteriorFile

_KINDS = (".nc", ".parquet")


def simulate(
    case: CasePath,
    campaign: Annotated[str | None, typer.Option(help="Id of the campaign; all by default")] = None,
    arm: Annotated[
        list[str] | None,
        typer.Option(help="Arm to compare with the status quo; may be repeated; all by default"),
    ] = None,
    runs: Runs = 1_000,
    seed: Seed = 0,
    save: Annotated[
        Path | None,
        typer.Option(help="Keep the runs: FILE.nc all of it, FILE.parquet a row for each run"),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="With --save FILE.nc: every week, area and party too")
    ] = False,
    resume: Annotated[
        Path | None,
        typer.Option(help="Folder that keeps what is done; the same call goes on from there"),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(help="Address of a dask scheduler to run on, such as tcp://10.0.0.5:8786"),
    ] = None,
    posterior: Annotated[
        str | None,
        typer.Option(
            help="Draw fitted parameters from a posterior: syria-local-deals, or a file that "
            "sulh backtest wrote"
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Run the arms of each campaign and compare them run by run.

    The status quo, "assault stops, monitored" and "voluntary evacuation with right of return" are
    always among the arms.

    Example: sulh simulate out/daraa --runs 2000 --save out/daraa/arms.nc
    """
    from sulh.settlement.settling import chosen_records

    known, _ = load(case)
    chosen = chosen_records(known.campaigns, (campaign,) if campaign else None, "campaign")
    order = _Order(tuple(arm or ()), runs, seed, save, full, resume, cluster, _posterior(posterior))
    order.check(chosen)
    results = []
    with progress_bars() as progress:
        for i, each in enumerate(chosen):
            part = _part(progress, i, len(chosen))
            results.append(order.run(known, each, part))
    _print(known.id, tuple(results), order, json=json)


def _part(progress: Callable[[str, float], None], i: int, n: int) -> Callable[[float], None]:
    return lambda done: progress("runs", (i + done) / n)


def _posterior(name: str | None) -> PosteriorFile | None:
    if name is None:
        return None
    from sulh.simulation.calibration.posterior_file import load_posterior

    return load_posterior(name)


@dataclass(frozen=True)
class _Order:
    """What the options ask for."""

    arms: tuple[str, ...]
    runs: int
    seed: int
    save: Path | None
    full: bool
    resume: Path | None
    cluster: str | None
    posterior: PosteriorFile | None

    def check(self, campaigns: tuple[Campaign, ...]) -> None:
        """Refuse what does not fit together, before anything is run."""
        if self.full and (self.save is None or self.save.suffix != ".nc"):
            raise UnreadableError(
                "--full is kept in a file only", advice="add --save FILE.nc, or leave --full out"
            )
        if self.save is None:
            return
        if self.save.suffix not in _KINDS:
            raise UnreadableError(
                f"cannot save as {self.save.suffix or 'a file without an ending'}",
                Where(str(self.save)),
                nearest(self.save.suffix, _KINDS),
            )
        if len(campaigns) != 1:
            ids = ", ".join(c.id for c in campaigns)
            raise ModelError(
                f"--save keeps one campaign, the case has {len(campaigns)}",
                advice=f"add --campaign ID: {ids}" if ids else "frame the case: sulh frame CASE",
            )

    def run(
        self, case: Case, campaign: Campaign, progress: Callable[[float], None]
    ) -> CampaignResult:
        """Run one campaign, and keep the ensemble where that was asked for."""
        from sulh.settlement.campaigns import campaign_result, simulate_campaign

        ensemble = simulate_campaign(
            case,
            campaign,
            runs=self.runs,
            seed=self.seed,
            arms=self.arms,
            posterior=self.posterior,
            full=self.full,
            checkpoint=self._folder(campaign),
            cluster=self.cluster,
            progress=progress,
        )
        self._keep(ensemble)
        return campaign_result(campaign, ensemble)

    def _folder(self, campaign: Campaign) -> Path | None:
        return self.resume and self.resume / campaign.id.replace(":", "-")

    def _keep(self, ensemble: EnsembleResult) -> None:
        from sulh.simulation import save_ensemble, save_table

        if self.save is not None:
            write = save_ensemble if self.save.suffix == ".nc" else save_table
            write(ensemble, self.save)


def _print(case: str, results: tuple[CampaignResult, ...], order: _Order, *, json: bool) -> None:
    from sulh.brief import campaign_lines
    from sulh.documents import SimulateDocument
    from sulh.pipeline import to_json
    from sulh.words import Voice, without_bidi
    from sulh.words.posteriors import posterior_sentence

    if json:
        document = SimulateDocument(
            case=case,
            campaigns=results,
            n_runs=order.runs,
            seed=order.seed,
            version=__version__,
            posterior=order.posterior.name if order.posterior else "",
        )
        show(to_json(document))
        return
    if order.posterior is not None:
        show(without_bidi(posterior_sentence(order.posterior, Voice("en"))))
    for line in campaign_lines(results, "en"):
        show(line)
