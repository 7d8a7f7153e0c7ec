"""The stochastic model of parties, areas, backers, truces and deals, in weekly steps.

It compares *policies* (settle early or fight, with or without a guarantor, assault stopped or
not) under common random numbers; it does not predict the date of anything, knows no units, and
has no objective that rewards attack.
"""

from sulh.simulation.arms import (
    MECHANISMS,
    STRUCTURES,
    Arm,
    Policy,
    Structure,
    default_arms,
)
from sulh.simulation.defaults import BEFORE_2018, DEFAULTS
from sulh.simulation.parameters import Parameter, Parameters
from sulh.simulation.result import Band, EnsembleResult, PairedDifference
from sulh.simulation.run import run_arms
from sulh.simulation.store import load_ensemble, save_ensemble
from sulh.simulation.sweep import Sweep, sweep
from sulh.simulation.tables import load_table, save_table
from sulh.simulation.world import Backing, World

__all__ = [
    "BEFORE_2018",
    "DEFAULTS",
    "MECHANISMS",
    "STRUCTURES",
    "Arm",
    "Backing",
    "Band",
    "EnsembleResult",
    "PairedDifference",
    "Parameter",
    "Parameters",
    "Policy",
    "Structure",
    "Sweep",
    "World",
    "default_arms",
    "load_ensemble",
    "load_table",
    "run_arms",
    "save_ensemble",
    "save_table",
    "sweep",
]
