"""Time and memory of the graph engine, side by side with what issue 3 asks for.

Run ``python benchmarks/graph_scale.py`` (all but 2**24), or name parts: twelve, million, free,
linear, batch, fresh, command, huge. Every figure is warm (kernels compiled and cached). Wall is
the shortest of several runs; CPU is the least processor time of all threads (and child processes)
of one run, which a busy machine disturbs less.
"""

import os
import resource
import subprocess
import sys
import time
from importlib.resources import files

import numpy as np

from sulh.graph import Conflict, analyze, monte_carlo

FIVE = ("nash", "gmr", "smr", "seq", "sseq")


def orders(rng, n_dm, n_states):
    """Random strict orders."""
    return np.stack([rng.permutation(n_states) for _ in range(n_dm)])


def processor_time():
    """Seconds of processor time that this process and its children have used."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def best_of(call, repeats=3):
    """Shortest wall time and least processor time of `call` in seconds."""
    walls, processors = [], []
    for _ in range(repeats):
        start, used = time.perf_counter(), processor_time()
        call()
        walls.append(time.perf_counter() - start)
        processors.append(processor_time() - used)
    return min(walls), min(processors)


def tell(what, times, unit, target):
    """One line: what was measured, wall and CPU, and what was asked."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    wall, processor = (f"{figure:>11,.3f}" for figure in times)
    print(
        f"{what:<60} wall {wall}  CPU {processor} {unit:<8} asked {target:<8} peak {peak:.2f} GB",
        flush=True,
    )


def owners_of(n_dm, each):
    return [i for i in range(n_dm) for _ in range(each)]


def mixed(rng, n_dm, each):
    """5 % of states infeasible, two irreversible options: arguments of from_arrays."""
    k = n_dm * each
    irreversible = ["on", *["both"] * (k - 2), "off"]
    return (owners_of(n_dm, each), orders(rng, n_dm, 1 << k)), {
        "feasible": rng.random(1 << k) >= 0.05,
        "irreversible": irreversible,
    }


def warm():
    rng = np.random.default_rng(0)
    for each in (2, 4):
        args, kwargs = mixed(rng, 4, each)
        analyze(Conflict.from_arrays(*args, **kwargs), FIVE)
        analyze(Conflict.from_arrays(*args), (*FIVE, "sim"))
        if each == 2:
            monte_carlo(Conflict.from_arrays(*args), args[1][None])


def twelve():
    rng = np.random.default_rng(1)
    args = owners_of(4, 3), orders(rng, 4, 1 << 12)
    five = ("nash", "gmr", "smr", "seq", "sim")
    seconds = best_of(lambda: analyze(Conflict.from_arrays(*args), five), 20)
    tell("4 DMs, 12 options, nash gmr smr seq sim, built and analysed", seconds, "s", "<= 0.05")
    print(f"{'':<60} the only open peer, gmcr-py, by the design page: 57 s, 1.0 GB")


def million():
    rng = np.random.default_rng(2)
    args, kwargs = mixed(rng, 4, 5)
    seconds = best_of(lambda: analyze(Conflict.from_arrays(*args, **kwargs), FIVE))
    tell("2**20 states, 4 DMs, 5 % infeasible, 2 irreversible, five", seconds, "s", "<= 6")


def free():
    rng = np.random.default_rng(3)
    args = owners_of(4, 5), orders(rng, 4, 1 << 20)
    three = ("nash", "gmr", "smr")
    seconds = best_of(lambda: analyze(Conflict.from_arrays(*args), three))
    tell("2**20 states, all feasible and reversible, nash gmr smr", seconds, "s", "<= 0.2")


def linear():
    rng = np.random.default_rng(4)
    per = {}
    for each, repeats in ((3, 20), (5, 3)):
        args, kwargs = mixed(rng, 4, each)
        n, moves = 1 << 4 * each, 4 * ((1 << each) - 1)

        def call(args=args, kwargs=kwargs):
            analyze(Conflict.from_arrays(*args, **kwargs), FIVE)

        per[n] = [seconds / n / moves * 1e9 for seconds in best_of(call, repeats)]
        tell(f"{n} states x {moves} moves, five", per[n], "ns each", "")
    ratio = [large / small for large, small in zip(per[1 << 20], per[1 << 12], strict=True)]
    tell("the ratio of the two", ratio, "", "<= 2")


def batch():
    rng = np.random.default_rng(5)
    n = 20_000
    payoffs = rng.permuted(np.broadcast_to(np.arange(64), (n, 3, 64)), axis=2)
    conflict = Conflict.from_arrays(owners_of(3, 2), payoffs[0])
    seconds = best_of(lambda: monte_carlo(conflict, payoffs, threads=1))
    rates = [n / each for each in seconds]
    tell("64 states, 3 DMs, five concepts, one thread", rates, "a second", ">= 20000")


def fresh():
    code = (
        "import time; t = time.perf_counter()\n"
        "import numpy as np\n"
        "from sulh.graph import Conflict, analyze\n"
        "p = np.arange(32).reshape(2, 16) % 7\n"
        "c = Conflict.from_arrays([0, 0, 1, 1], p, feasible=np.arange(16) != 3)\n"
        "analyze(c, ('nash', 'gmr', 'smr', 'seq', 'sseq', 'sim'))\n"
    )

    def call():
        subprocess.run([sys.executable, "-c", code], check=True)

    call()
    tell("a fresh process, 4 options, six concepts, kernels cached", best_of(call), "s", "<= 1.5")


def command():
    path = files("sulh") / "catalog/socratic-form-microscopy/sj-2017/north-korea.yaml"
    code = "import sys; from sulh.cli import main; sys.exit(main())"

    def call():
        asked = [sys.executable, "-c", code, "analyze", str(path)]
        subprocess.run(asked, check=True, stdout=subprocess.DEVNULL)

    call()
    tell("sulh analyze, 4 options, a fresh process", best_of(call, 5), "s", "<= 1.5")


def huge():
    rng = np.random.default_rng(6)
    args, kwargs = mixed(rng, 4, 6)
    seconds = best_of(lambda: analyze(Conflict.from_arrays(*args, **kwargs), FIVE), 1)
    tell("2**24 states, 4 DMs, 5 % infeasible, 2 irreversible, five", seconds, "s", "< 16 GB")


PARTS = {f.__name__: f for f in (twelve, million, free, linear, batch, fresh, command, huge)}


def main():
    chosen = sys.argv[1:] or [name for name in PARTS if name != "huge"]
    unknown = [name for name in chosen if name not in PARTS]
    if unknown:
        raise SystemExit(f"unknown part {unknown[0]}; known: {', '.join(PARTS)}")
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, numpy {np.__version__}")
    warm()
    for name in chosen:
        PARTS[name]()


if __name__ == "__main__":
    main()
