"""Runs a second of the simulation, against what was asked, a plain C loop, and the reference.

Run ``python benchmarks/simulation_speed.py``. The world is 10 areas by 5 parties by 520 weeks with
all mechanisms on. "contested" is the mean share of areas in a week in which there is neither a
truce nor a deal and which nobody has taken, counted in 30 runs of the reference. Figures are warm
and the best of five. Runs a second of wall time depend on what else the machine does (its load is
printed), runs a second of processor time (of all threads together) less so; the engine and the C
loop (simulation_speed.c: one run at a time, the same rules and streams, cc -O3 -march=native, one
thread) are compared in processor time, in turn, and run by run. Memory is the peak of a process of
its own that makes so many runs and keeps 1,000 of them.
"""

import os
import platform
import subprocess
import sys
import time

import numba
import numpy as np

import simulation_c
from sulh.simulation import (
    DEFAULTS,
    MECHANISMS,
    Arm,
    Backing,
    Policy,
    Structure,
    World,
    compiled,
    reference,
    run_arms,
)
from sulh.simulation.outcomes import outcome_names
from sulh.simulation.run import world_parameters
from sulh.simulation.state import ACTIVE

ASKED, ASKED_OF_C = 2500, 0.5
HALF = Arm(
    id="half contested", policy=Policy(guarantor=True, monitored=True),
    parameters={"trust": 0.1, "tempo_per_week": 0.02, "truce_breach_per_week": 0.06,
                "optimism": 2.0, "hope": 0.5},
)  # fmt: skip
EARLY = Policy(offer="early", guarantor=True, monitored=True)
TOY = Arm(id="attrition alone", policy=Policy(tempo="no_pause", truces=False, offer="none"),
          off=tuple(m for m in MECHANISMS if m != "attrition"))  # fmt: skip
SMALL, LARGE = 20_000, 200_000


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


def drawn(w, runs):
    numbers = np.arange(runs)
    return DEFAULTS.and_(world_parameters(w)).draw(1, numbers // 10), numbers


def timed(call, repeats=5):
    """Return the least wall time, the least processor time, and what the last call gave back."""
    wall, processor = [], []
    for _ in range(repeats):
        start, began = time.perf_counter(), time.process_time()
        answer = call()
        wall.append(time.perf_counter() - start)
        processor.append(time.process_time() - began)
    return min(wall), min(processor), answer


def measure(engine, weeks, runs, arm, repeats=5):
    """Return runs a second of wall time, of processor time, and the block."""
    w = world(weeks)
    draws, numbers = drawn(w, runs)
    wall, processor, block = timed(
        lambda: engine(w, arm, draws, structure=Structure(), seed=1, numbers=numbers), repeats
    )
    return runs / wall, runs / processor, block


def contested(weeks, arm, runs=30):
    """Return the mean share of areas that are contested in a week, in runs of the reference."""
    w, seen = world(weeks), []
    draws, numbers = drawn(w, runs)
    reference.run_block(
        w, arm, draws, structure=Structure(), seed=1, numbers=numbers,
        watch=lambda state, _model, _week: seen.append((state.status == ACTIVE).mean()),
    )  # fmt: skip
    return float(np.mean(seen))


def print_main():
    share = contested(520, HALF)
    wall, processor, _ = measure(compiled.run_block, 520, 2000, HALF)
    threads = numba.get_num_threads()
    print(f"half contested (measured: {share:.2f}), 10 x 5 x 520, all mechanisms on: "
          f"{wall:,.0f} runs/s on {threads} threads; {processor:,.0f} a processor second, "
          f"{processor * threads:,.0f} on {threads} processors with nothing else to do; "
          f"asked: {ASKED:,}")  # fmt: skip


def print_c():
    if simulation_c.compiler() is None:
        print("plain C: not compared, there is no C compiler (cc or gcc) here")
        return
    w = world(520)
    draws, numbers = drawn(w, 1000)
    numba.set_num_threads(1)
    simulation_c.library(simulation_c.compiler())
    ours, theirs = [], []
    for _ in range(5):
        _, one, block = timed(lambda: compiled.run_block(
            w, HALF, draws, structure=Structure(), seed=1, numbers=numbers), 1)  # fmt: skip
        _, other, answer = timed(
            lambda: simulation_c.run(w, HALF, draws, Structure(), 1, numbers), 1
        )
        ours.append(one)
        theirs.append(other)
    names = outcome_names(520)
    values = block.values[:, [names.index(n) for n in simulation_c.OUTCOMES]]
    values *= [10.0 if n.endswith("_areas_share") else 1.0 for n in simulation_c.OUTCOMES]
    same = np.isclose(values, answer[0], rtol=1e-9, atol=1e-6).all(axis=1).mean()
    print(f"plain C, one thread: {1000 / min(theirs):,.0f} runs a processor second; engine "
          f"{1000 / min(ours):,.0f}; ratio {min(theirs) / min(ours):.2f} (asked: {ASKED_OF_C}); "
          f"runs with equal outcomes: {same:.4f}")  # fmt: skip
    numba.set_num_threads(numba.config.NUMBA_NUM_THREADS)


def print_others():
    arms = (Arm(id="status quo"), Arm(id="settle now, guarantor, monitored", policy=EARLY),
            Arm(id="no separate truces", policy=Policy(truces=False)))  # fmt: skip
    for arm in arms:
        wall, each, _ = measure(compiled.run_block, 520, 2000, arm)
        _, slowly, _ = measure(reference.run_block, 520, 100, arm, repeats=1)
        print(f"{arm.id}: contested {contested(520, arm):.2f}; {wall:,.0f} runs/s "
              f"({each:,.0f} a processor second); reference {slowly:,.0f} a processor second"
              )  # fmt: skip
    wall, each, _ = measure(compiled.run_block, 120, 20_000, TOY)
    print(f"toy 10 x 5 x 120, attrition alone: {wall:,.0f} runs/s ({each:,.0f} a processor second)")


def keep_few(runs):
    """Make an ensemble of which 1,000 runs are kept; print the peak of memory in MiB."""
    import resource

    run_arms(world(26), (Arm(id="status quo"), HALF), runs, 1, keep_runs=1000, engine="compiled",
             structures=[Structure()])  # fmt: skip
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


def print_memory():
    peaks = [
        int(subprocess.run([sys.executable, __file__, str(n)], check=True, capture_output=True,
                           text=True).stdout)
        for n in (SMALL, LARGE)
    ]  # fmt: skip
    print(f"memory with 1,000 runs kept: {peaks[0]} MiB after {SMALL:,} runs of 2 arms, "
          f"{peaks[1]} MiB after {LARGE:,}")  # fmt: skip


def main():
    load = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    print(
        f"{platform.machine()}, {os.cpu_count()} processors, load {load}, numba {numba.__version__}"
    )
    measure(compiled.run_block, 5, 32, HALF, repeats=1)  # compile, or load what was compiled
    print_main()
    print_c()
    print_others()
    print_memory()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        keep_few(int(sys.argv[1]))
    else:
        main()
