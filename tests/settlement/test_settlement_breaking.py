"""By which move a settlement is left: against the typed reasons of every single order."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from settlement_conflicts import B, E, H, core

from sulh.graph import Conflict, explain, monte_carlo
from sulh.graph.ways import ways_out
from sulh.settlement import find_levers
from sulh.settlement.breaking import on_the_way
from sulh.settlement.compacting import stable_under


def drawn(seed, n_options=4, n=12, feasible=None):
    rng = np.random.default_rng(seed)
    owners = [0, 1, *rng.integers(0, 3, n_options - 2).tolist()]
    conflict = Conflict.from_arrays(
        owners, np.zeros((max(owners) + 1, 1 << n_options)), feasible=feasible
    )
    ranks = rng.integers(0, 5, (n, conflict.n_dm, conflict.n_states)).astype(np.int32)
    return conflict, ranks


@given(st.integers(0, 10**6), st.sampled_from(["seq", "sseq", "gmr"]))
@settings(max_examples=25, deadline=None)
def test_a_move_goes_unanswered_exactly_where_its_reason_says_so(seed, concept):
    conflict, ranks = drawn(seed)
    state = seed % conflict.n_states
    ways = ways_out(conflict, state)
    found = ways.unanswered(ranks) > ("sseq", "seq", "gmr").index(concept)
    for row, each in zip(found, ranks, strict=True):
        mine = conflict.with_payoffs(each)
        said = {
            (who, reason.improvement.target)
            for who in range(conflict.n_dm)
            for reason in explain(mine, state, who, concept).reasons
            if reason.kind == "unsanctioned"
        }
        assert {move for move, out in zip(ways.moves, row, strict=True) if out} == said


def test_arcs_are_taken_away_alike():
    conflict, ranks = drawn(3)
    from sulh.graph import moves_from

    arcs = [
        [(s, t) for s in range(16) for t in moves_from(conflict, who, s)]
        for who in range(conflict.n_dm)
    ]
    same = Conflict.from_arrays(None, np.zeros((conflict.n_dm, 16)), arcs=arcs)
    for state in (0, 5, 11):
        one, other = ways_out(conflict, state), ways_out(same, state)
        assert one.moves == other.moves
        assert (one.unanswered(ranks) == other.unanswered(ranks)).all()


def test_who_breaks_it_how_and_to_gain_what():
    (breaker,) = find_levers(core("empty"), "kept", levers=[], n=50).without.breakers
    assert breaker.decision_maker == "besieger"
    (move,) = breaker.moves
    assert (move.target, move.on) == (B | H | E, ("B", "H", "E"))
    assert (move.share.p, move.share.exact) == (1.0, True)
    assert move.gains == ("besieger4",)
    assert move.loses == ()


def test_moves_are_counted_in_the_orders_in_which_they_go_unanswered():
    # the besieger's order free and the threat credible: half of 120 orders
    (breaker,) = find_levers(
        core("credible", free=("besieger",)), "kept", levers=[]
    ).without.breakers
    shares = {move.on: move.share.p for move in breaker.moves}
    assert shares["B", "H", "E"] == 0.5
    # resuming the assault besides is one way in a third of them, and loses a wish
    both = next(move for move in breaker.moves if move.on == ("A", "B", "H", "E"))
    assert both.share.p == 40 / 120
    assert both.loses == ("besieger3",)


def test_going_on_along_the_agreed_way_is_not_leaving():
    # one option of each of two; from 01 towards 11 the second moves on, and would rather not stay
    conflict = Conflict.from_arrays([0, 1], [[0, 2, 0, 3], [0, 0, 0, 3]])
    ranks = conflict.ranks[None]
    assert not ways_out(conflict, 1).holds(ranks)[0]
    assert ways_out(on_the_way(conflict, 1, 3), 1).holds(ranks)[0]
    # but going back is
    back = Conflict.from_arrays([0, 1], [[4, 2, 0, 3], [0, 0, 0, 3]])
    assert not ways_out(on_the_way(back, 1, 3), 1).holds(back.ranks[None])[0]


@given(st.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_few_feasible_states_judged_alone_are_judged_alike(seed):
    rng = np.random.default_rng(seed)
    feasible = rng.random(128) < 0.3
    feasible[0] = True
    conflict, ranks = drawn(seed, n_options=7, n=10, feasible=feasible)
    conflict = replace(conflict, irreversible=("on", *conflict.irreversible[1:]))
    five = ("nash", "gmr", "smr", "seq", "sseq")
    ranks[:, :, ~feasible] = -1
    assert (stable_under(conflict, ranks, five) == monte_carlo(conflict, ranks, five)).all()
