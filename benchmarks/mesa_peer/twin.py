"""Our engines with the rules of the peer and no others."""

from __future__ import annotations

import numpy as np

from sulh.simulation import DEFAULTS, MECHANISMS, Arm, Policy, Structure, World
from sulh.simulation.outcomes import outcome_names
from sulh.simulation.run import world_parameters

__all__ = ["ARM", "fixed", "outcome_names", "run", "world"]
RULES = ("attrition", "human_cost")
ARM = Arm(
    id="peer", policy=Policy(offer="none", truces=False),
    off=tuple(m for m in MECHANISMS if m not in RULES),
)  # fmt: skip
NONE = dict.fromkeys((
    "solidarity", "intensity_spread", "harm_per_1000_year", "detained_per_1000_year",
    "returnable_share", "spill_over",
), 0.0)  # fmt: skip


def fixed(**values):
    """Return the modes of all parameters, those of rules that the peer lacks at nought."""
    return {p.name: p.mode for p in DEFAULTS} | NONE | values


def world(mobile, forces, population, weeks):
    """Return the world of the peer: areas that all border one another, two sides."""
    strong = [f"strong {i}" for i in range(len(mobile))]
    weak = [f"weak {i}" for i in range(len(forces[0]))]
    return World.make(
        areas=[f"area {i}" for i in range(len(forces))], parties=[*strong, *weak], strong=strong,
        mobile=dict(zip(strong, mobile, strict=True)),
        force=[[0] * len(strong) + list(f) for f in forces], population=population,
        horizon_weeks=weeks,
    )  # fmt: skip


def run(engine, known, parameters, runs, *, seed, arm=ARM):
    """Return the block of an engine with every parameter fixed."""
    everything = DEFAULTS.fix(**parameters).and_(world_parameters(known))
    numbers = np.arange(runs)
    return engine(
        known, arm, everything.draw(seed, numbers), structure=Structure(), seed=seed,
        numbers=numbers,
    )  # fmt: skip
