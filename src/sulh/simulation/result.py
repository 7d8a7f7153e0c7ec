"""What an ensemble gives back: outcomes of every run of every arm, and their bands."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from sulh.errors import ModelError, SulhError, nearest
from sulh.simulation.arms import Arm, Structure
from sulh.simulation.world import World

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

__all__ = ["Band", "EnsembleResult", "PairedDifference"]

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
    values : float array, shape (n_arms, n_runs, n_outcomes)
    replicates : int
        Runs that share a parameter draw; run r uses draw ``r // replicates``.
    series_names : tuple of str
    series : float array, shape (n_arms, horizon_weeks + 1, n_series)
        Means over runs, week by week.
    structures : tuple of Structure
        Forms of the model that were compared; the first is the one of `values`.
    structure_means : float array, shape (n_structures, n_arms, n_outcomes)
        Means over the same first runs under each.
    """

    world: World
    arms: tuple[Arm, ...]
    outcomes: tuple[str, ...]
    values: Floats
    replicates: int
    series_names: tuple[str, ...]
    series: Floats
    structures: tuple[Structure, ...]
    structure_means: Floats
    seed: int
    version: str

    @property
    def n_runs(self) -> int:
        """Runs of each arm."""
        return int(self.values.shape[1])

    def arm(self, name: str) -> int:
        """Return the position of an arm."""
        return _position("arm", name, tuple(a.id for a in self.arms))

    def outcome(self, name: str) -> int:
        """Return the position of an outcome."""
        return _position("outcome", name, self.outcomes)

    def of(self, arm: str, outcome: str) -> Floats:
        """Return an outcome of every run of an arm, shape (n_runs,)."""
        return self.values[self.arm(arm), :, self.outcome(outcome)]

    def mean(self, arm: str, outcome: str) -> float:
        """Return the mean of an outcome over the runs of an arm."""
        return float(self.of(arm, outcome).mean())

    def bands(self, arm: str, outcome: str, level: float = LEVEL) -> tuple[Band, ...]:
        """Return the three bands of an outcome of an arm."""
        structure = self.structure_means[:, self.arm(arm), self.outcome(outcome)]
        return _bands(self.of(arm, outcome), self.replicates, structure, level)

    def paired(self, arm: str, baseline: str, level: float = LEVEL) -> tuple[PairedDifference, ...]:
        """Return `arm` minus `baseline` in every outcome."""
        i, j = self.arm(arm), self.arm(baseline)
        difference = self.values[i] - self.values[j]
        structure = self.structure_means[:, i] - self.structure_means[:, j]
        return tuple(
            PairedDifference(
                arm=arm, baseline=baseline, outcome=name, mean=float(difference[:, k].mean()),
                se=_standard_error(difference[:, k], self.replicates),
                bands=_bands(difference[:, k], self.replicates, structure[:, k], level),
                n_runs=self.n_runs,
            )
            for k, name in enumerate(self.outcomes)
        )  # fmt: skip

    def to_xarray(self) -> xr.Dataset:
        """Return the outcomes by (arm, run) and the series by (arm, week) as a Dataset."""
        module = _table_module("xarray")
        data = {n: (("arm", "run"), self.values[:, :, k]) for k, n in enumerate(self.outcomes)}
        mean = {
            f"mean_{n}": (("arm", "week"), self.series[:, :, k])
            for k, n in enumerate(self.series_names)
        }
        coordinates = {
            "arm": [a.id for a in self.arms],
            "run": np.arange(self.n_runs),
            "draw": ("run", np.arange(self.n_runs) // self.replicates),
            "week": np.arange(self.series.shape[1]),
        }
        attributes = {"seed": self.seed, "sulh_version": self.version}
        dataset: xr.Dataset = module.Dataset({**data, **mean}, coordinates, attributes)
        return dataset

    def to_pandas(self) -> pd.DataFrame:
        """Return one row for each arm and run, one column for each outcome."""
        module = _table_module("pandas")
        index = module.MultiIndex.from_product(
            [[a.id for a in self.arms], range(self.n_runs)], names=["arm", "run"]
        )
        flat = self.values.reshape(-1, len(self.outcomes))
        table: pd.DataFrame = module.DataFrame(flat, index=index, columns=list(self.outcomes))
        return table


def _table_module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise SulhError(f"{name} is not installed", advice="pip install 'sulh[tables]'") from error


def _position(kind: str, name: str, names: tuple[str, ...]) -> int:
    if name not in names:
        raise ModelError(f"no {kind} is named {name}", advice=nearest(name, names))
    return names.index(name)


def _grouped(x: Floats, replicates: int) -> Floats:
    """Return `x` by draw and replicate; a last draw that is not complete is left out."""
    whole = x.size // replicates * replicates
    return x[:whole].reshape(-1, replicates)


def _standard_error(x: Floats, replicates: int) -> float:
    means = _grouped(x, replicates).mean(axis=1)
    sample = means if means.size > 1 else x
    return float(sample.std(ddof=1) / np.sqrt(sample.size)) if sample.size > 1 else float("nan")


def _bands(x: Floats, replicates: int, structure: Floats, level: float) -> tuple[Band, ...]:
    """Split the spread of `x`: within draws (chance), between draws (parameters), structure.

    Means of a draw differ by chance too: the spread of the draws is shrunk by the part of its
    variance that chance explains, ``var(within) / replicates``. No band leaves the range of what
    was run: no deaths below zero, no share beyond the whole.
    """
    tails = [(1 - level) / 2, (1 + level) / 2]
    groups = _grouped(x, replicates)
    mean, means = float(x.mean()), groups.mean(axis=1)
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
