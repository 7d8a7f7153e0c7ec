"""The engine against the slow checker on many random conflicts.

Run ``python benchmarks/graph_exactness.py [--n 20000] [--seed 0]``. 2 to 5 decision makers, 2 to 7
options or explicit arcs, ties, infeasible states, irreversible, common and barred moves; every
state, decision maker and concept, through ``analyze`` and through ``monte_carlo``. Exit code 1
and the conflict's number at the first disagreement.
"""

import argparse
import collections
import random
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "graph"))
import slow_checker
from random_models import random_conflict

from sulh.graph import analyze, monte_carlo

FIVE = ("nash", "gmr", "smr", "seq", "sseq")
SIZES, WEIGHTS = (2, 3, 4, 5, 6, 7), (400, 400, 300, 100, 20, 2)


def disagreements(conflict, model):
    concepts = FIVE if conflict.arcs is not None else (*FIVE, "sim")
    result = analyze(conflict, concepts)
    batch = monte_carlo(conflict, conflict.payoffs[None])[0]
    for concept in concepts:
        expected = slow_checker.stable_sets(model, concept)
        found = [set(np.flatnonzero(row).tolist()) for row in result.stable[concept]]
        if found != expected:
            yield f"{concept}: expected {expected}, found {found}"
    for k, concept in enumerate(FIVE):
        if (batch[k] != result.stable[concept]).any():
            yield f"{concept}: monte_carlo differs from analyze"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--n", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    start, kinds = time.time(), collections.Counter()
    for number in range(asked.n):
        rng = random.Random(f"{asked.seed} {number}")
        conflict, model = random_conflict(rng, max_options=rng.choices(SIZES, WEIGHTS)[0])
        form = "arcs" if conflict.arcs is not None else f"{conflict.n_options} options"
        kinds[f"{conflict.n_dm} DMs", form] += 1
        for fault in disagreements(conflict, model):
            print(f"seed {asked.seed}, conflict {number}: {fault}")
            raise SystemExit(1)
    for kind, n in sorted(kinds.items()):
        print(f"{n:>7}  {', '.join(kind)}")
    print(f"{asked.n} conflicts, no disagreement, {time.time() - start:.0f} s")


if __name__ == "__main__":
    main()
