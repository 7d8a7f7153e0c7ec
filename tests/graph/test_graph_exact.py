"""The engine against the slow checker, and what must hold of any conflict."""

import random

import numpy as np
import pytest
import slow_checker
from hypothesis import given, settings
from hypothesis import strategies as st
from random_models import random_conflict

from sulh.graph import Conflict, analyze

FIVE = ("nash", "gmr", "smr", "seq", "sseq")
IMPLIES = [
    ("nash", "smr"),
    ("smr", "gmr"),
    ("nash", "sseq"),
    ("sseq", "seq"),
    ("seq", "gmr"),
    ("sseq", "smr"),
]


def concepts_for(conflict):
    return FIVE if conflict.arcs is not None else (*FIVE, "sim")


def sets_of(stable):
    return [set(np.flatnonzero(row).tolist()) for row in stable]


def test_agrees_with_the_slow_checker_on_random_conflicts():
    rng = random.Random(20261121)
    for _ in range(600):
        conflict, model = random_conflict(rng)
        result = analyze(conflict, concepts_for(conflict))
        for concept in result.concepts:
            assert sets_of(result.stable[concept]) == slow_checker.stable_sets(model, concept)


def test_agrees_with_the_slow_checker_on_a_larger_conflict():
    rng = random.Random(5)
    conflict, model = random_conflict(rng, max_options=7, max_dms=4, arcs=False)
    while conflict.n_states < 128:
        conflict, model = random_conflict(rng, max_options=7, max_dms=4, arcs=False)
    result = analyze(conflict, FIVE)
    for concept in FIVE:
        assert sets_of(result.stable[concept]) == slow_checker.stable_sets(model, concept)


seeds = st.integers(0, 2**32)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_implications(seed):
    conflict, _ = random_conflict(random.Random(seed))
    stable = analyze(conflict, FIVE).stable
    for stronger, weaker in IMPLIES:
        assert (stable[stronger] <= stable[weaker]).all()
    assert not any(each[:, ~conflict.feasible].any() for each in stable.values())


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_only_the_order_of_payoffs_matters(seed):
    conflict, _ = random_conflict(random.Random(seed))
    stretched = np.exp(conflict.payoffs.astype(float) / 7) - 3
    before = analyze(conflict, concepts_for(conflict)).stable
    after = analyze(conflict.with_payoffs(stretched), concepts_for(conflict)).stable
    assert all((before[c] == after[c]).all() for c in before)


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_renaming_decision_makers_and_options_changes_nothing(seed):
    rng = random.Random(seed)
    conflict, _ = random_conflict(rng, arcs=False)
    dms = rng.sample(range(conflict.n_dm), conflict.n_dm)  # new index -> old
    opts = rng.sample(range(conflict.n_options), conflict.n_options)
    states = np.arange(conflict.n_states)
    old = sum(((states >> new & 1) << j for new, j in enumerate(opts)), np.zeros_like(states))
    if conflict.barred:
        return
    other = Conflict.from_arrays(
        [[dms.index(i) for i in conflict.owners[j]] for j in opts],
        conflict.payoffs[dms][:, old],
        feasible=conflict.feasible[old],
        irreversible=[conflict.irreversible[j] for j in opts],
    )
    before, after = analyze(conflict, (*FIVE, "sim")), analyze(other, (*FIVE, "sim"))
    for concept in before.concepts:
        assert (before.stable[concept][dms][:, old] == after.stable[concept]).all()


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_options_and_the_same_moves_as_arcs_agree(seed):
    conflict, model = random_conflict(random.Random(seed), arcs=False)
    arcs = [[(s, t) for s in model.states for t in model.moves[i][s]] for i in range(model.n_dm)]
    other = Conflict.from_arrays(None, conflict.payoffs, arcs=arcs, feasible=conflict.feasible)
    before, after = analyze(conflict, FIVE).stable, analyze(other, FIVE).stable
    assert all((before[c] == after[c]).all() for c in FIVE)


@pytest.mark.parametrize("k", [13, 14])
def test_threads_and_the_fast_path_change_nothing(k):
    rng = np.random.default_rng(k)
    payoffs = rng.integers(0, 1 << k, (4, 1 << k))
    owners = [j % 4 for j in range(k)]
    free = Conflict.from_arrays(owners, payoffs)
    one, two = analyze(free, FIVE, threads=1).stable, analyze(free, FIVE, threads=3).stable
    assert all((one[c] == two[c]).all() for c in FIVE)
    from sulh.graph import engine

    slow = engine._by_blocks(free, FIVE, None)
    assert all((one[c] == slow[c]).all() for c in FIVE)
    mixed = Conflict.from_arrays(
        owners,
        payoffs,
        feasible=rng.random(1 << k) < 0.95,
        irreversible=["on"] + ["both"] * (k - 1),
    )
    by_blocks = analyze(mixed, FIVE, threads=2).stable
    by_arcs = engine._by_arcs(mixed, FIVE, 2)
    assert all((by_blocks[c] == by_arcs[c]).all() for c in FIVE)
