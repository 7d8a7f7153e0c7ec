"""Holding the simulation to what happened: fits, checks and a backtest on Syria's local deals.

Training uses only what is dated before 2018 (and priors that rest on nothing later); 2018 is held
out. See ``docs/theory/backtest.md`` for what came out.
"""

from sulh.simulation.calibration.abc import Posterior, calibrate, coverage_ranks
from sulh.simulation.calibration.backtest import Backtest, backtest_syria
from sulh.simulation.calibration.data import Data, load_data
from sulh.simulation.calibration.fit import Fit, fit_syria
from sulh.simulation.calibration.pockets import Pocket, load_pockets, world_at
from sulh.simulation.calibration.posterior_file import (
    PosteriorFile,
    load_posterior,
    posterior_names,
    save_posterior,
)
from sulh.simulation.calibration.table import ReferenceTable, reference_table

__all__ = [
    "Backtest",
    "Data",
    "Fit",
    "Pocket",
    "Posterior",
    "PosteriorFile",
    "ReferenceTable",
    "backtest_syria",
    "calibrate",
    "coverage_ranks",
    "fit_syria",
    "load_data",
    "load_pockets",
    "load_posterior",
    "posterior_names",
    "reference_table",
    "save_posterior",
    "world_at",
]
