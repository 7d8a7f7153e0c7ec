"""Orders that agree with a partial order: counted, listed and drawn uniformly."""

from collections import Counter
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from settlement_conflicts import statement

from sulh.errors import LimitError, ModelError
from sulh.settlement import extensions
from sulh.settlement.extensions import PartialOrder
from sulh.settlement.presence import always_in, draws_of


def brute(n, pairs):
    """All permutations that keep every pair."""
    return {
        order
        for order in permutations(range(n))
        if all(order.index(a) < order.index(b) for a, b in pairs)
    }


@st.composite
def partial_orders(draw):
    n = draw(st.integers(1, 6))
    shuffled = draw(st.permutations(range(n)))
    every = [(shuffled[i], shuffled[j]) for i in range(n) for j in range(i + 1, n)]
    return n, [pair for pair in every if draw(st.booleans())]


@given(partial_orders())
@settings(max_examples=60, deadline=None)
def test_counted_and_listed_as_by_brute_force(given_order):
    n, pairs = given_order
    order = PartialOrder.of(n, pairs)
    expected = brute(n, pairs)
    assert order.count() == len(expected)
    listed = [tuple(row) for row in order.list_all().tolist()]
    assert len(listed) == len(set(listed))
    assert set(listed) == expected


@pytest.mark.parametrize("method", ["exact", "chain"])
@pytest.mark.parametrize("pairs", [[], [(0, 1)], [(0, 1), (2, 3)], [(3, 0), (3, 1), (3, 2)]])
def test_drawn_uniformly(method, pairs):
    order = PartialOrder.of(4, pairs)
    expected = brute(4, pairs)
    rng = np.random.default_rng(7)
    n = 6_000
    drawn = order.draw(n, rng) if method == "exact" else order.draw_by_chain(n, rng)
    counts = Counter(map(tuple, drawn.tolist()))
    assert set(counts) == expected
    mean = n / len(expected)
    chi2 = sum((c - mean) ** 2 / mean for c in counts.values())
    # chi-squared with k-1 degrees of freedom: beyond k-1 + 5 sqrt(2(k-1)) has chance < 1e-4
    free = len(expected) - 1
    assert chi2 < free + 5 * np.sqrt(2 * free) + 5


def test_the_chain_takes_over_when_the_sets_are_too_many(monkeypatch):
    monkeypatch.setattr(extensions, "MAX_SETS", 4)
    order = PartialOrder.of(4, [(0, 1)])
    assert order.count() is None
    drawn = order.draw(200, np.random.default_rng(0))
    assert {tuple(row) for row in drawn.tolist()} <= brute(4, [(0, 1)])


def test_the_chain_runs_as_long_as_its_bound_says():
    # (10^3 - 10)/6 * ln(10^3 / 0.001) = 165 * 13.8155...
    assert PartialOrder.of(10, []).chain_steps() == 2280


def test_drawing_has_a_seed():
    order = PartialOrder.of(5, [(0, 1)])
    first = order.draw(50, np.random.default_rng(3))
    assert (first == order.draw(50, np.random.default_rng(3))).all()
    assert (first != order.draw(50, np.random.default_rng(4))).any()


def test_cycles_and_too_many_items_are_refused():
    with pytest.raises(ModelError, match="cycle"):
        PartialOrder.of(3, [(0, 1), (1, 2), (2, 0)])
    with pytest.raises(LimitError, match="62"):
        PartialOrder.of(63, [])


def probabilities(lists):
    draws = draws_of(lists)
    total = Counter()
    for i, draw in enumerate(draws):
        for weight, members in zip(draw.weights, draw.members, strict=True):
            total[i, members] += weight
    return draws, total


def test_a_believed_statement_is_in_with_its_belief():
    draws, total = probabilities([[statement("a", 1, "x", belief=0.3), statement("a", 2, "x")]])
    assert len(draws) == 1
    assert total[0, frozenset({(0, "a1")})] == pytest.approx(0.3)
    assert total[0, frozenset()] == pytest.approx(0.7)
    assert always_in([[statement("a", 2, "x")]]) == {(0, "a2")}


def test_of_a_choice_exactly_one_is_in_in_proportion_to_belief():
    lists = [[statement("a", i, "x", belief=b, choice="t") for i, b in enumerate((0.2, 0.6))]]
    _, total = probabilities(lists)
    assert total == {
        (0, frozenset({(0, "a0")})): pytest.approx(0.25),
        (0, frozenset({(0, "a1")})): pytest.approx(0.75),
    }


def test_statements_on_one_claim_are_drawn_together_even_of_two_parties():
    claim = {"claims": ("c:one",)}
    lists = [
        [statement("a", 1, "x", belief=0.4, **claim)],
        [statement("b", 1, "x", belief=0.7, **claim), statement("b", 2, "x", belief=0.5)],
    ]
    draws, total = probabilities(lists)
    assert len(draws) == 2
    assert draws[0].decision_makers == {0, 1}
    assert total[0, frozenset({(0, "a1"), (1, "b1")})] == pytest.approx(0.4)
    assert total[0, frozenset({(1, "b1")})] == pytest.approx(0.3)
    assert total[0, frozenset()] == pytest.approx(0.3)
    assert total[0, frozenset({(0, "a1")})] == 0


def test_claims_tie_through_a_third_statement():
    lists = [
        [
            statement("a", 1, "x", belief=0.5, claims=("c:one",)),
            statement("a", 2, "x", belief=0.5, claims=("c:two",)),
            statement("a", 3, "x", belief=0.5, claims=("c:one", "c:two")),
        ]
    ]
    assert len(draws_of(lists)) == 1


def test_a_choice_nobody_believes_is_refused():
    with pytest.raises(ModelError, match="'t'"):
        draws_of([[statement("a", 1, "x", belief=0.0, choice="t")]])
