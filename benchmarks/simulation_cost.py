"""What one run costs, and what a billion would: cores, hours, memory, disk, network.

Run ``python benchmarks/simulation_cost.py``. One *run* is one arm of one form of the model: 10
areas by 5 parties by 520 weeks, all mechanisms on. Measured are processor seconds a run (of one
core; load changes that little), the bytes of a block as it travels and is kept, and the peak memory
of a worker. What follows from them is arithmetic, printed beside.
"""

import os
import pickle
import resource
import time

import numpy as np

from simulation_speed import world
from sulh.simulation import STRUCTURES, compiled, default_arms
from sulh.simulation.dataset import RECORDS, dimensions
from sulh.simulation.defaults import DEFAULTS
from sulh.simulation.ensemble import Job
from sulh.simulation.run import BLOCK_RUNS, KEEP_RUNS, world_parameters

RUNS, WEEKS, HOUR = 10**9, 520, 3600.0


def measure():
    """Return processor seconds a run, bytes of a task and of its answer, bytes of the totals."""
    known, arms = world(WEEKS), default_arms()
    job = Job(
        world=known, arms=arms, seed=1, parameters=DEFAULTS.and_(world_parameters(known)),
        replicates=10, run_block=compiled.run_block,
    )  # fmt: skip
    job.block(STRUCTURES[0], (0, 32))
    began = time.process_time()
    blocks = [job.block(STRUCTURES[0], (first, BLOCK_RUNS)) for first in range(0, 1000, BLOCK_RUNS)]
    spent = (time.process_time() - began) / (len(arms) * 1000)
    asked, answer = len(pickle.dumps(job)), len(pickle.dumps(blocks[0]))
    return spent, asked, answer, len(arms), blocks[0].values.shape[2]


def full_bytes():
    """Return the bytes of a full record of one run."""
    sizes = dimensions(world(WEEKS))
    each = sum(
        np.prod([sizes[d] for d in r.dimensions]) * np.dtype(r.kind).itemsize
        for r in RECORDS.values()
    )
    return float(each) * (WEEKS + 1)


def main():
    spent, asked, answer, arms, outcomes = measure()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    core_hours, tasks = RUNS * spent / HOUR, RUNS / (arms * BLOCK_RUNS)
    kept = KEEP_RUNS * arms * outcomes * 8
    print(
        f"measured (load {os.getloadavg()[0]:.1f}): {spent * 1e3:.2f} ms of one core a run, "
        f"task {asked / 1e3:.0f} kB out, {answer / 1e3:.0f} kB back, worker {peak:.2f} GiB"
    )
    print(
        f"{RUNS:.0e} runs: {core_hours:,.0f} core hours; {tasks:,.0f} tasks of "
        f"{arms * BLOCK_RUNS * spent:.1f} s each"
    )
    for cores in (2, 64, 1000):
        hours = core_hours / cores
        network = tasks * (asked + answer) / (hours * HOUR) / 1e6
        print(
            f"  {cores:5,} cores: {hours:8,.1f} h ({hours / 24:6.1f} days), "
            f"{cores / (arms * BLOCK_RUNS * spent):7,.1f} tasks/s and {network:6.2f} MB/s at the "
            f"scheduler, {cores * peak:6,.0f} GiB of memory in all"
        )
    print(
        f"disk: totals and the {KEEP_RUNS:,} runs that are kept {kept / 1e6:.0f} MB; outcomes of "
        f"every run {RUNS * outcomes * 8 / 1e12:.2f} TB; full records "
        f"{RUNS * full_bytes() / 1e12:,.0f} TB ({full_bytes() / 1e3:.0f} kB a run)"
    )


if __name__ == "__main__":
    main()
