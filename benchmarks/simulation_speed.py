"""Runs a second of the simulation's two engines.

Run ``python benchmarks/simulation_speed.py``. The world is 10 areas by 5 parties by 520 weeks with
all mechanisms on. "contested" is the mean share of areas in a week in which there is no truce and
no deal and which have not fallen. Warm runs, the best of three. Runs a second of wall time depend
on what else the machine does; runs a second of processor time (of all threads together) less so.
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
    wall, processor = [], []
    for _ in range(repeats):
        start, began = time.perf_counter(), time.process_time()
        block = engine(w, arm, draws, structure=Structure(), seed=1, numbers=numbers)
        wall.append(time.perf_counter() - start)
        processor.append(time.process_time() - began)
    quiet = block.sums[
        :, [SERIES.index("fallen_areas_share"), SERIES.index("arranged_areas_share")]
    ]
    contested = 1.0 - quiet.sum(axis=1).mean() / (10 * runs)
    return runs / min(wall), runs / min(processor), contested


def main():
    policy = Policy(offer="early", guarantor=True, monitored=True)
    slow = Arm(id="half contested", policy=Policy(truces=False, offer="none"),
               parameters={"tempo_per_week": 0.1})  # fmt: skip
    arms = (Arm(id="status quo"), Arm(id="settle now, guarantor, monitored", policy=policy),
            Arm(id="no separate truces", policy=Policy(truces=False)), slow)  # fmt: skip
    measure(compiled.run_block, 5, 32, arms[0], repeats=1)  # compile, or load what was compiled
    for arm in arms:
        for weeks in (104, 520):
            fast, each, contested = measure(compiled.run_block, weeks, 2000, arm)
            plain, slowly, _ = measure(reference.run_block, weeks, 250, arm, repeats=1)
            print(f"{arm.id:34} {weeks} weeks, contested {contested:.2f}: compiled {fast:6,.0f} "
                  f"runs/s ({each:,.0f} a processor second), reference {plain:,.0f} ({slowly:,.0f})"
                  )  # fmt: skip


if __name__ == "__main__":
    main()
