"""The posterior of Syria's local deals, from what is dated before 2018 and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.arms import STRUCTURES, Structure
from sulh.simulation.calibration.abc import Posterior, calibrate, coverage_ranks, n_kept
from sulh.simulation.calibration.checks import Fitted, Pair, fitted, pairs, shares
from sulh.simulation.calibration.data import Data, digest
from sulh.simulation.calibration.pockets import (
    ARM,
    HOLD_OUT_FROM,
    TRAIN_FROM,
    Pocket,
    world_at,
)
from sulh.simulation.calibration.summaries import SUMMARIES, observe, summarise
from sulh.simulation.calibration.table import ReferenceTable, reference_table
from sulh.simulation.defaults import BEFORE_2018

__all__ = ["Fit", "fit_syria"]

Floats = NDArray[np.float64]
Progress = Callable[[str, float], None]
LOOKAHEADS: Final = (0, 1, 2)
_SIDE_SHARE: Final = 8
"""Each foresight is tried with an eighth of the simulations."""
NOT_FITTED: Final = (
    "guarantee",
    "guarantee_trust",
    "rationality",
    "truce_breach_per_week",
    "threat_weeks",
)
"""Parameters that are not fitted, but looked at."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Fit:
    """What the training part says.

    Parameters
    ----------
    pockets : tuple of Pocket
        As they were known at the end of 2017.
    table : ReferenceTable
    summaries : array, shape (n, n_summaries)
        Of the table.
    observed : array, shape (n_summaries,)
    posterior : Posterior
    parameters : tuple of Fitted
    pairs : tuple of Pair
    foresight : tuple of (lookahead, share)
        How the simulations nearest to the facts divide between 0, 1 and 2 fronts of foresight.
    data : tuple of (part, SHA-256)
        Of the rows that went into the fit.
    """

    pockets: tuple[Pocket, ...]
    table: ReferenceTable
    summaries: Floats
    observed: Floats
    posterior: Posterior
    parameters: tuple[Fitted, ...]
    pairs: tuple[Pair, ...]
    foresight: tuple[tuple[int, float], ...]
    data: tuple[tuple[str, str], ...]


def fit_syria(
    data: Data, pockets: Sequence[Pocket], *, runs: int, seed: int, keep: float, checks: int,
    folder: Path | None = None, cluster: str | None = None, progress: Progress | None = None,
) -> Fit:  # fmt: skip
    """Fit to what is dated before 2018.

    Parameters
    ----------
    data, pockets
        Whatever they hold of 2018 and later is dropped before anything else is done.
    runs, seed : int
        Simulations from the prior.
    keep : float
        Share of them that makes the posterior.
    checks : int
        Simulations taken as observed in simulation-based calibration.
    folder, cluster
        As in :func:`sulh.simulation.calibration.table.reference_table`.
    progress : callable, optional
        Told the stage and the part of it done.

    Raises
    ------
    ModelError
        If fewer simulations would be kept than a regression needs.
    """
    n_kept(runs, len(SUMMARIES), keep)
    known = data.before(HOLD_OUT_FROM)
    areas = tuple(p.before(HOLD_OUT_FROM) for p in pockets)
    observed = observe(areas, known.events, TRAIN_FROM, HOLD_OUT_FROM)

    def simulate(n: int, structure: Structure, name: str) -> tuple[ReferenceTable, Floats]:
        world = world_at(areas, TRAIN_FROM, HOLD_OUT_FROM)
        table = reference_table(
            world, ARM, n, seed, parameters=BEFORE_2018, structure=structure,
            folder=folder / name if folder else None, cluster=cluster,
            progress=_told(progress, name),
        )  # fmt: skip
        return table, summarise(table.areas, world.horizon_weeks, located(areas))

    table, summaries = simulate(runs, STRUCTURES[0], "simulations")
    posterior = calibrate(table, summaries, observed, keep=keep)
    few = max(runs // _SIDE_SHARE, 1)
    sides = [simulate(few, Structure(lookahead=k), f"foresight-{k}")[1] for k in LOOKAHEADS]
    ranks = coverage_ranks(table, summaries, min(checks, runs), keep=keep)
    return Fit(
        pockets=areas, table=table, summaries=summaries, observed=observed, posterior=posterior,
        parameters=fitted(table, posterior, NOT_FITTED, ranks), pairs=pairs(table, posterior),
        foresight=tuple(zip(LOOKAHEADS, shares(sides, observed, keep=keep), strict=True)),
        data=(("events", digest(known.events)), ("areas", digest(areas))),
    )  # fmt: skip


def located(pockets: Sequence[Pocket]) -> NDArray[np.bool_]:
    """Return which areas UCDP tells from the city they lie in."""
    return np.array([p.radius_km > 0 for p in pockets])


def _told(progress: Progress | None, stage: str) -> Callable[[int, int], None] | None:
    if progress is None:
        return None
    return lambda done, total: progress(stage, done / total)
