"""What an ensemble gives back: outcomes of every run of every arm, and their bands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from sulh.errors import ModelError, nearest
from sulh.simulation.arms import Arm, Structure
from sulh.simulation.moments import Moments
from sulh.simulation.parameters import Parameters
from sulh.simulation.part import Records
from sulh.simulation.world import World

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

__all__ = ["Band", "EnsembleResult", "PairedDifference", "bands_of"]

Floats = NDArray[np.float64]
LEVEL = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """An interval around a mean and what it is due to.

    "chance": what runs with the same parameters differ by. "parameters": what the means of
    parameter draws differ by. "structure": the least and greatest mean over the forms of the
    model that were compared.
    """

    source: Literal["chance", "parameters", "structure"]
    low: float
    high: float
    level: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedDifference:
    """`arm` minus `baseline` in one outcome, run by run under common random numbers.

    `se` is the standard error of the mean over the runs (over parameter draws when there are
    several runs to a draw).
    """

    arm: str
    baseline: str
    outcome: str
    mean: float
    se: float
    bands: tuple[Band, ...]
    n_runs: int


@dataclass(frozen=True, kw_only=True, eq=False)
class EnsembleResult:
    """Outcomes of an ensemble.

    Parameters
    ----------
    arms : tuple of Arm
    outcomes : tuple of str
        Names; units are in them.
    values : float array, shape (n_arms, n_kept, n_outcomes)
        Of the first runs; of all runs unless there were more than were to be kept.
    moments, draw_moments : Moments
        Of all runs, and of the means of all complete draws of the parameters.
    replicates : int
        Runs that share a parameter draw; run r uses draw ``r // replicates``.
    series_names : tuple of str
    series : float array, shape (n_arms, horizon_weeks + 1, n_series)
        Means over all runs, week by week.
    structures : tuple of Structure
        Forms of the model that were compared; the first is the one of `values`.
    structure_means : float array, shape (n_structures, n_arms, n_outcomes)
        Means over the same first runs under each.
    parameters : Parameters
        With their priors, those of the world's own numbers too.
    records : dict of str to array, shape (n_arms, n_runs, horizon_weeks + 1, ...), optional
        The full record, where it was asked for (:data:`sulh.simulation.dataset.RECORDS`).
    """

    world: World
    arms: tuple[Arm, ...]
    outcomes: tuple[str, ...]
    values: Floats
    moments: Moments
    draw_moments: Moments
    replicates: int
    series_names: tuple[str, ...]
    series: Floats
    structures: tuple[Structure, ...]
    structure_means: Floats
    parameters: Parameters
    seed: int
    version: str
    records: Records | None = None

    @property
    def n_runs(self) -> int:
        """Runs of each arm."""
        return self.moments.n

    def arm(self, name: str) -> int:
        """Return the position of an arm."""
        return _position("arm", name, tuple(a.id for a in self.arms))

    def outcome(self, name: str) -> int:
        """Return the position of an outcome."""
        return _position("outcome", name, self.outcomes)

    def of(self, arm: str, outcome: str) -> Floats:
        """Return an outcome of every run of an arm that was kept, shape (n_kept,)."""
        return self.values[self.arm(arm), :, self.outcome(outcome)]

    def mean(self, arm: str, outcome: str) -> float:
        """Return the mean of an outcome over all runs of an arm."""
        return float(self.moments.mean[self.arm(arm), self.outcome(outcome)])

    def standard_error(self, arm: str, outcome: str) -> float:
        """Return the standard error of :meth:`mean`; NaN when there was one run."""
        return float(self._errors(self.arm(arm), None)[self.outcome(outcome)])

    def bands(self, arm: str, outcome: str, level: float = LEVEL) -> tuple[Band, ...]:
        """Return the three bands of an outcome of an arm."""
        structure = self.structure_means[:, self.arm(arm), self.outcome(outcome)]
        mean = self.mean(arm, outcome)
        return bands_of(self.of(arm, outcome), mean, self.replicates, structure, level)

    def paired(self, arm: str, baseline: str, level: float = LEVEL) -> tuple[PairedDifference, ...]:
        """Return `arm` minus `baseline` in every outcome."""
        i, j = self.arm(arm), self.arm(baseline)
        mean, errors = self.moments.mean[i] - self.moments.mean[j], self._errors(i, j)
        difference = self.values[i] - self.values[j]
        structure = self.structure_means[:, i] - self.structure_means[:, j]
        return tuple(
            PairedDifference(
                arm=arm, baseline=baseline, outcome=name, mean=float(mean[k]), se=float(errors[k]),
                bands=bands_of(
                    difference[:, k], float(mean[k]), self.replicates, structure[:, k], level
                ),
                n_runs=self.n_runs,
            )
            for k, name in enumerate(self.outcomes)
        )  # fmt: skip

    def _errors(self, arm: int, baseline: int | None) -> Floats:
        """Return standard errors of means: over draws, or over runs where there is but one."""
        sample = self.draw_moments if self.draw_moments.n > 1 else self.moments
        if sample.n < 2:
            return np.full(len(self.outcomes), np.nan)
        errors: Floats = np.sqrt(sample.variance(arm, baseline) / sample.n)
        return errors

    def to_xarray(self) -> xr.Dataset:
        """Return everything by name, with units, as a Dataset.

        Outcomes of the runs that were kept have dimensions (arm, run), mean series (arm, time),
        and a full record (arm, run, time, area, party); time is in weeks from the start.

        Raises
        ------
        SulhError
            If xarray is not installed.
        """
        from sulh.simulation.tables import to_xarray

        return to_xarray(self)

    def to_pandas(self) -> pd.DataFrame:
        """Return one row for each arm and run that was kept, one column for each outcome.

        Raises
        ------
        SulhError
            If pandas is not installed.
        """
        from sulh.simulation.tables import to_pandas

        return to_pandas(self)


def _position(kind: str, name: str, names: tuple[str, ...]) -> int:
    if name not in names:
        raise ModelError(f"no {kind} is named {name}", advice=nearest(name, names))
    return names.index(name)


def _grouped(x: Floats, replicates: int) -> Floats:
    """Return `x` by draw and replicate; a last draw that is not complete is left out."""
    whole = x.size // replicates * replicates
    return x[:whole].reshape(-1, replicates)


def bands_of(
    x: Floats, mean: float, replicates: int, structure: Floats, level: float
) -> tuple[Band, ...]:
    """Split the spread of `x`: within draws (chance), between draws (parameters), structure.

    `mean` is that of all runs, of which `x` are the first, or all.

    Means of a draw differ by chance too: the spread of the draws is shrunk by the part of its
    variance that chance explains, ``var(within) / replicates``. No band leaves the range of what
    was run: no deaths below zero, no share beyond the whole.
    """
    tails = [(1 - level) / 2, (1 + level) / 2]
    groups = _grouped(x, replicates)
    means = groups.mean(axis=1)
    inside = (groups - means[:, None]).ravel() * np.sqrt(replicates / max(replicates - 1, 1))
    chance = mean + np.quantile(inside, tails)
    by_chance = inside.var() / replicates
    total = float(means.var())
    keep = np.sqrt(max(total - by_chance, 0.0) / total) if total > 0 else 0.0
    parameters = mean + keep * (np.quantile(means, tails) - means.mean())
    chance, parameters = (np.clip(band, x.min(), x.max()) for band in (chance, parameters))
    # the main form's mean moves to that of all runs; the others keep their distance to it
    forms = structure - structure[0] + mean
    ends = min(x.min(), structure.min()), max(x.max(), structure.max())
    forms = np.clip(forms, *ends)
    return (
        Band(source="chance", low=float(chance[0]), high=float(chance[1]), level=level),
        Band(source="parameters", low=float(parameters[0]), high=float(parameters[1]), level=level),
        Band(source="structure", low=float(forms.min()), high=float(forms.max()), level=1.0),
    )
