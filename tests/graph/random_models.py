"""Random conflicts, each as the engine's Conflict and as the slow checker's Model."""

import random

import numpy as np
import slow_checker

from sulh.graph import BarredMove, Conflict


def random_conflict(rng: random.Random, max_options=5, max_dms=5, *, arcs=None):
    """One conflict in both forms: ties, infeasible states, irreversible and common options..."""
    n_dm = rng.randint(2, max_dms)
    if arcs if arcs is not None else rng.random() < 0.3:
        return _with_arcs(rng, n_dm)
    return _with_options(rng, n_dm, rng.randint(min(2, max_options), max_options))


def _payoffs(rng, n_dm, n):
    top = rng.choice([2, 4, n, 3 * n])
    return [[rng.randrange(top) for _ in range(n)] for _ in range(n_dm)]


def _with_arcs(rng, n_dm):
    n = rng.randint(2, 9)
    payoffs, p = _payoffs(rng, n_dm, n), rng.choice([0.1, 0.3, 0.6])
    pairs = [(a, b) for a in range(n) for b in range(n) if a != b]
    arcs = [[pair for pair in pairs if rng.random() < p] for _ in range(n_dm)]
    conflict = Conflict.from_arrays(None, payoffs, arcs=arcs)
    return conflict, slow_checker.arc_model(n, payoffs, arcs)


def _with_options(rng, n_dm, k):
    n = 1 << k
    payoffs = _payoffs(rng, n_dm, n)
    owners = [rng.randrange(n_dm) for _ in range(k)]
    if rng.random() < 0.15:
        owners[0] = tuple(sorted({owners[0], rng.randrange(n_dm)}))
    share = rng.choice([1, 0.9, 0.6])
    feasible = [rng.random() < share for _ in range(n)]
    feasible[rng.randrange(n)] = True
    ways = ["both", "both", "both", "on", "off"] if rng.random() < 0.6 else ["both"]
    irreversible = [rng.choice(ways) for _ in range(k)]
    bars = [_bar(rng, n_dm, n)] if rng.random() < 0.15 else []
    conflict = Conflict.from_arrays(
        owners,
        payoffs,
        feasible=feasible,
        irreversible=irreversible,
        barred=[BarredMove(i, *(np.isin(np.arange(n), list(x)) for x in ab)) for i, *ab in bars],
    )
    model = slow_checker.option_model(owners, payoffs, feasible, irreversible, bars)
    return conflict, model


def _bar(rng, n_dm, n):
    source, target = ({s for s in range(n) if rng.random() < 0.5} for _ in range(2))
    return rng.randrange(n_dm), source, target
