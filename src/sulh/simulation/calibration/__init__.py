"""Holding the simulation to what happened: fits, checks and a backtest on Syria's local deals.

Training uses only what is dated before 2018 (and priors that rest on nothing later); 2018 is held
out. See ``docs/theory/backtest.md`` for what came out.
"""

from sulh.simulation.calibration.abc import Posterior, ReferenceTable, calibrate, coverage_ranks
from sulh.simulation.calibration.backtest import Backtest, backtest_syria
from sulh.simulation.calibration.pockets import Pocket, load_pockets, world_at

__all__ = [
    "Backtest",
    "Pocket",
    "Posterior",
    "ReferenceTable",
    "backtest_syria",
    "calibrate",
    "coverage_ranks",
    "load_pockets",
    "world_at",
]
