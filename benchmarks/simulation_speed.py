"""Runs a second of the simulation's two engines.

Run ``python benchmarks/simulation_speed.py``. The world is 10 areas by 5 parties by 520 weeks with
all mechanisms on. "contested" is the mean share of areas in a week in which there is no truce and
no deal and which have not fallen. Times are wall times of warm runs, the best of three; the
compiled engine uses all cores.
"""

import time

import numpy as np

from sulh.simulation import (
    DEFAULTS,
    Arm,
    Backing,
    Parameters,
    Policy,
    Structure,
    World,
    compiled,
    reference,
)
from sulh.simulation.outcomes import SERIES
from sulh.simulation.run import world_parameters


def world(weeks):
    return World.make(
        areas=[f"a{i}" for i in range(10)], parties=["state", "ally", "locals", "others", "patron"],
        strong=["state", "ally"], mobile={"state": 12_000, "ally": 3000},
        force=[[0, 0, 1200 + 100 * i, 300, 0] for i in range(10)],
        population=[60_000 + 5000 * i for i in range(10)], besieged=[i % 2 == 0 for i in range(10)],
        holdout=[False, False, False, True, False], guarantor="patron",
        backings=(Backing(backer="patron", client="state", mode="air", level=0.8),
                  Backing(backer="patron", client="locals", level=0.5)),
        horizon_weeks=weeks,
    )  # fmt: skip


def measure(engine, weeks, runs, arm, repeats=3):
    w, numbers = world(weeks), np.arange(runs)
    draws = Parameters((*DEFAULTS.items, *world_parameters(w))).draw(1, numbers // 10)
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        block = engine(w, arm, draws, structure=Structure(), seed=1, numbers=numbers)
        times.append(time.perf_counter() - start)
    quiet = block.sums[
        :, [SERIES.index("fallen_areas_share"), SERIES.index("arranged_areas_share")]
    ]
    contested = 1.0 - quiet.sum(axis=1).mean() / (10 * runs)
    return runs / min(times), contested


def main():
    policy = Policy(offer="early", guarantor=True, monitored=True)
    arms = (Arm(id="status quo"), Arm(id="settle now, guarantor, monitored", policy=policy),
            Arm(id="no separate truces", policy=Policy(truces=False)))  # fmt: skip
    measure(compiled.run_block, 5, 32, arms[0], repeats=1)  # compile, or load what was compiled
    for arm in arms:
        for weeks in (104, 520):
            fast, contested = measure(compiled.run_block, weeks, 2000, arm)
            slow, _ = measure(reference.run_block, weeks, 250, arm, repeats=1)
            print(f"{arm.id:34} {weeks} weeks, contested {contested:.2f}: "
                  f"compiled {fast:7,.0f} runs/s, reference {slow:5,.0f} runs/s")  # fmt: skip


if __name__ == "__main__":
    main()
