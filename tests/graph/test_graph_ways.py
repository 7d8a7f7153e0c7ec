"""One state judged from its own moves, as the kernels judge all of them; and in pieces alike."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.graph import Conflict, monte_carlo
from sulh.graph.conflict import BarredMove
from sulh.graph.moves import improvements_from
from sulh.graph.ways import WaysOut, improvable, ways_out

CONCEPTS = ("sseq", "seq", "gmr")


def drawn(seed, n_options, n):
    """Common and irreversible options, barred moves, infeasible states; or arcs of any kind."""
    rng = np.random.default_rng(seed)
    n_states = 1 << n_options
    payoffs = np.zeros((3, n_states))
    feasible = rng.random(n_states) < 0.8
    feasible[0] = True
    ranks = rng.integers(0, 5, (n, 3, n_states)).astype(np.int32)
    if seed % 3 == 0:
        inside = np.flatnonzero(feasible)
        pairs = rng.choice(inside, (3, 3 * n_states, 2))
        arcs = [[(int(a), int(b)) for a, b in each if a != b] for each in pairs]
        arcs = [sorted(set(each)) for each in arcs]
        return Conflict.from_arrays(None, payoffs, arcs=arcs, feasible=feasible), ranks
    owners = [sorted(rng.choice(3, rng.integers(1, 3), replace=False)) for _ in range(n_options)]
    bar = BarredMove(1, rng.random(n_states) < 0.3, rng.random(n_states) < 0.5)
    ways = rng.choice(["both", "both", "on", "off"], n_options).tolist()
    return Conflict.from_arrays(
        owners, payoffs, feasible=feasible, irreversible=ways, barred=[bar]
    ), ranks  # fmt: skip


def only(conflict, move, state):
    """Arcs in which `move` is the only way out of the state for who makes it."""
    from sulh.graph import moves_from

    who, target = move
    states = np.flatnonzero(conflict.feasible).tolist()
    arcs = [
        [
            (s, t)
            for s in states
            for t in moves_from(conflict, i, s)
            if (i, s) != (who, state) or t == target
        ]
        for i in range(conflict.n_dm)
    ]
    return Conflict.from_arrays(
        None, np.zeros(conflict.payoffs.shape), arcs=arcs, feasible=conflict.feasible
    )


@given(st.integers(0, 10**6), st.sampled_from([3, 4, 7]))
@settings(max_examples=40, deadline=None)
def test_a_state_holds_where_it_is_stable_for_all(seed, n_options):
    conflict, ranks = drawn(seed, n_options, 30)
    states = np.flatnonzero(conflict.feasible)
    state = int(states[seed % len(states)])
    ways = ways_out(conflict, state)
    stable = monte_carlo(conflict, ranks, ("seq", "sseq"))[:, :, :, state].all(axis=(1, 2))
    assert (ways.holds(ranks) == stable).all()
    assert ((ways.unanswered(ranks) == 0).all(axis=1) == stable).all()


@given(st.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_a_move_goes_unanswered_as_if_it_were_the_only_one(seed):
    conflict, ranks = drawn(seed, 3, 40)
    state = int(np.flatnonzero(conflict.feasible)[seed % 3])
    ways = ways_out(conflict, state)
    codes = ways.unanswered(ranks)
    for place, move in enumerate(ways.moves):
        stable = monte_carlo(only(conflict, move, state), ranks, CONCEPTS)[:, :, move[0], state]
        assert (codes[:, place] == 3 - stable.sum(axis=1)).all()


def test_a_move_that_only_arcs_allow_is_followed_by_whoever_did_not_move_last():
    # 0 -a-> 1 -b-> 2 -b-> 3: b may not move twice in a row, unless c moves in between
    arcs = [[(0, 1)], [(1, 2), (2, 3)], []]
    ranks = np.array([[[1, 2, 2, 0], [0, 1, 2, 3], [0, 0, 0, 0]]])
    conflict = Conflict.from_arrays(None, np.zeros((3, 4)), arcs=arcs)
    assert ways_out(conflict, 0).unanswered(ranks).tolist() == [[3]]
    by_c = Conflict.from_arrays(None, np.zeros((3, 4)), arcs=[*arcs[:2], [(1, 2)]])
    assert ways_out(by_c, 0).unanswered(ranks).tolist() == [[2]]  # a way, but not one c wants
    ranks[0, 2] = [0, 0, 1, 0]
    assert ways_out(by_c, 0).unanswered(ranks).tolist() == [[0]]


def test_pieces_and_threads_do_not_matter(monkeypatch):
    conflict, ranks = drawn(1, 4, 300)
    ways = ways_out(conflict, int(np.flatnonzero(conflict.feasible)[2]))
    whole = ways.unanswered(ranks, threads=1), ways.holds(ranks, threads=1)
    monkeypatch.setattr("sulh.graph.ways.SMALL_CELLS", 1)
    assert (ways.unanswered(ranks, threads=4) == whole[0]).all()
    assert (ways.holds(ranks, threads=4) == whole[1]).all()


@pytest.mark.parametrize("concept", ["seq", "sseq"])
def test_who_cannot_move_does_not_leave(concept):
    alone = Conflict.from_arrays(None, np.zeros((2, 2)), arcs=[[], [(1, 0)]])
    ranks = np.array([[[0, 1], [0, 1]]])
    assert ways_out(alone, 0).moves == ()
    assert ways_out(alone, 0).holds(ranks).tolist() == [True]
    assert monte_carlo(alone, ranks, [concept])[0, 0, :, 0].all()
    assert isinstance(ways_out(alone, 1), WaysOut)


@given(st.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_improvements_lead_where_a_search_by_hand_leads(seed):
    conflict, ranks = drawn(seed, 4, 8)
    start = int(np.flatnonzero(conflict.feasible)[seed % 5])
    for row, each in zip(improvable(conflict, start, ranks), ranks, strict=True):
        mine, reached, todo = conflict.with_payoffs(each), {start}, [start]
        while todo:
            here = todo.pop()
            more = {t for i in range(3) for t in improvements_from(mine, i, here)} - reached
            reached |= more
            todo += sorted(more)
        assert set(np.flatnonzero(row).tolist()) == reached
