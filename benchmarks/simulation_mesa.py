"""The same rules in Mesa 3 and in our engines: runs a second, and the ratio.

Run ``python benchmarks/simulation_mesa.py``. Both settings have 10 areas and 5 parties and every
area fights every week (we could choose no harder case for ourselves: our engines' work grows with
what fights):

* *toy*: attrition alone, 120 steps; in Mesa without any chance (``mesa_peer/toy.py``), so that Mesa
  does less than we do;
* *rules of the peer*: choice of a front, attrition, deaths and flight, 520 steps.

Mesa runs on one core; so that its other core is not lost, as many processes run as there are
cores. "wall" is on all cores; "processor" is a second of one core, which load does not change much.
What our engines do besides (bargaining, votes, guarantors, …) is switched off here and timed in
``simulation_speed.py``.
"""

import os
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from mesa_peer import peer, toy, twin
from sulh.simulation import Arm, Policy, compiled, reference

MOBILE, FORCES = [9000, 3000], [[900 + 50 * i, 300, 200] for i in range(10)]
POPULATION = [60_000 + 5000 * i for i in range(10)]
CORES = len(os.sched_getaffinity(0))
TOY = {"background_fighting": 1.0, "tempo_per_week": 0.0, "attrition_per_week": 0.004,
       "deaths_per_1000_week": 0.0, "displacement_per_week": 0.0}  # fmt: skip
RULES = {"background_fighting": 0.3, "attrition_per_week": 0.004, "breakpoint_weak": 0.0}
ATTRITION = Arm(id="toy", policy=Policy(offer="none", truces=False),
                off=(*twin.ARM.off, "human_cost"))  # fmt: skip


def toy_block(parameters, steps, seeds):
    """Run the toy for some seeds; return processor seconds."""
    began = time.process_time()
    for seed in seeds:
        toy.run(FORCES, MOBILE, parameters["attrition_per_week"], steps, seed=seed)
    return time.process_time() - began


def peer_block(parameters, weeks, seeds):
    """Run the peer for some seeds; return processor seconds."""
    began = time.process_time()
    for seed in seeds:
        peer.run(MOBILE, FORCES, POPULATION, parameters, weeks, seed=seed)
    return time.process_time() - began


def mesa(block, parameters, weeks, runs):
    """Return runs a second of wall time, on all cores, and of processor time."""
    parts = [range(i, runs, CORES) for i in range(CORES)]
    with ProcessPoolExecutor(CORES) as pool:
        list(pool.map(abs, range(CORES)))  # the workers are there before the clock starts
        start = time.perf_counter()
        spent = sum(pool.map(partial(block, parameters, weeks), parts))
        wall = time.perf_counter() - start
    return runs / wall, runs / spent


def ours(engine, parameters, weeks, runs, arm):
    """Return the same of one of our engines, the best of three."""
    known = twin.world(MOBILE, FORCES, POPULATION, weeks)
    twin.run(engine, known, parameters, 32, seed=0, arm=arm)
    wall, processor = [], []
    for _ in range(3):
        start, began = time.perf_counter(), time.process_time()
        twin.run(engine, known, parameters, runs, seed=1, arm=arm)
        wall.append(time.perf_counter() - start)
        processor.append(time.process_time() - began)
    return runs / min(wall), runs / min(processor)


def main():
    print(f"{CORES} cores, load {os.getloadavg()[0]:.1f}")
    for name, block, weeks, changed, arm, runs in (
        ("toy", toy_block, 120, TOY, ATTRITION, 2000),
        ("rules of the peer", peer_block, 520, RULES, twin.ARM, 60),
    ):
        parameters = twin.fixed(**changed)
        rows = {
            "Mesa": mesa(block, parameters, weeks, runs),
            "reference": ours(reference.run_block, parameters, weeks, 500, arm),
            "compiled": ours(compiled.run_block, parameters, weeks, 4000, arm),
        }
        print(f"{name}: 10 areas x 5 parties x {weeks} steps")
        for engine, (wall, each) in rows.items():
            print(
                f"  {engine:10} {wall:8,.0f} runs/s on all cores, {each:7,.0f} a processor second: "
                f"{wall / rows['Mesa'][0]:6.1f} and {each / rows['Mesa'][1]:6.1f} times Mesa"
            )


if __name__ == "__main__":
    main()
