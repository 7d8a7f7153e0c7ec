"""Cardinal aims: weights drawn as what is known says, and orders of states from them."""

from dataclasses import replace

import numpy as np
import pytest
from settlement_conflicts import core, words

from sulh.case.model import Aim, Quantity
from sulh.errors import ModelError
from sulh.frame import load_pattern
from sulh.settlement.aims import AimOrder, aims_of, dense_ranks, draw_weights, worth


def aim(name, condition="x", **more):
    return Aim(id=name, decision_maker="a", condition=condition, wants="more", **more)


def weighed(name, low, high, mode=None, **more):
    return aim(name, weight=Quantity(low=low, high=high, mode=mode), **more)


def draw(aims, n=40_000):
    return draw_weights(aims, n, np.random.default_rng(0))


def test_a_range_with_a_mode_is_triangular_and_without_one_uniform():
    weights = draw([weighed("a", 0.0, 1.0, 0.25), weighed("b", 1.0, 3.0)])
    assert weights[:, 0].mean() == pytest.approx((0 + 1 + 0.25) / 3, abs=0.005)
    assert (weights[:, 0] < 0.25).mean() == pytest.approx(0.25, abs=0.01)
    assert weights[:, 1].mean() == pytest.approx(2.0, abs=0.01)
    assert weights[:, 1].var() == pytest.approx(4 / 12, abs=0.01)


def test_a_point_is_a_point_and_the_full_amount_divides():
    assert draw([weighed("a", 2.0, 2.0, 2.0, full=4.0)], n=3).tolist() == [[0.5]] * 3


def test_unknown_weights_are_uniform_over_all_that_add_up_to_one():
    weights = draw([aim("a"), aim("b"), aim("c")])
    assert weights.sum(axis=1) == pytest.approx(1.0)
    # Dirichlet(1, 1, 1): mean 1/3, variance 1/18
    assert weights.mean(axis=0) == pytest.approx([1 / 3] * 3, abs=0.005)
    assert weights.var(axis=0) == pytest.approx([1 / 18] * 3, abs=0.002)


def test_a_known_order_is_kept_and_otherwise_uniform():
    weights = draw([aim("a", over=("b",)), aim("b"), aim("c")])
    assert (weights[:, 0] > weights[:, 1]).all()
    # sorted Dirichlet(1, 1, 1) has means 11/18, 5/18, 2/18; abc, acb and cab are equally likely
    assert weights.mean(axis=0) == pytest.approx([27 / 54, 9 / 54, 18 / 54], abs=0.005)


def test_weights_for_some_aims_only_are_refused():
    with pytest.raises(ModelError, match="1 of 2 aims of a have a weight"):
        draw([weighed("a", 0.0, 1.0), aim("b")])


def test_a_circle_is_refused():
    with pytest.raises(ModelError, match="cycle"):
        draw([aim("a", over=("b",)), aim("b", over=("a",))])


def test_equal_states_are_worth_exactly_the_same():
    weights = np.random.default_rng(1).random((50, 7))
    column = np.random.default_rng(2).random(7)
    values = worth(weights, np.stack([column, np.zeros(7), column], axis=1))
    assert (values[:, 0] == values[:, 2]).all()
    assert (dense_ranks(values, np.array([True, False, True])) == [0, -1, 0]).all()


def test_orders_of_states_by_weight():
    """States 00, x, y, xy; x counts 1 to 3, y against it 2: x and y together are never best."""
    x = weighed("x", 1.0, 3.0, condition="x")
    y = replace(weighed("y", 2.0, 2.0, condition="y"), wants="less")
    ranks = AimOrder(aims=(x, y), options=("x", "y")).draw(
        40_000, np.ones(4, bool), np.random.default_rng(0)
    )
    assert (ranks.argmax(axis=1) == 1).all()
    # 00 (worth 0) above xy (x - 2) where x is below 2: half of the draws
    assert (ranks[:, 0] > ranks[:, 3]).mean() == pytest.approx(0.5, abs=0.01)


def test_aims_of_the_case_take_the_place_of_the_pattern():
    pattern, decision = load_pattern("siege-and-evacuation"), core()
    makers = tuple(replace(who, role=who.id) for who in decision.decision_makers)
    decision = replace(decision, decision_makers=makers)
    by_pattern = aims_of(decision, pattern)
    assert {a.decision_maker for a in by_pattern} == {"besieger", "hold_out", "guarantor"}
    own = replace(aim("mine", condition="A"), decision_maker="besieger")
    changed = aims_of(replace(decision, aims=(own,)), pattern)
    assert [a.id for a in changed if a.decision_maker == "besieger"] == ["mine"]
    assert [a for a in changed if a.decision_maker == "hold_out"] == [
        a for a in by_pattern if a.decision_maker == "hold_out"
    ]


def test_aims_over_options_nobody_has_are_left_out():
    pattern, decision = load_pattern("siege-and-evacuation"), core()
    makers = tuple(replace(who, role=who.id) for who in decision.decision_makers)
    ids = {a.id for a in aims_of(replace(decision, decision_makers=makers), pattern)}
    assert "besieger_area" in ids
    assert "besieger_gone" not in ids  # the core calls its options A, B, H, E, P


def test_what_a_statement_from_the_text_shows_is_from_the_text():
    from sulh.case.model import Statement

    pattern, decision = load_pattern("siege-and-evacuation"), core()
    makers = tuple(replace(who, role=who.id) for who in decision.decision_makers)
    said = Statement(
        id="besieger_hand_over", decision_maker="besieger", condition="H", basis="text",
        claims=("c:1",),
    )  # fmt: skip
    decision = replace(decision, decision_makers=makers, statements=(said,))
    found = {a.id: a for a in aims_of(decision, pattern)}
    assert (found["besieger_area"].basis, found["besieger_area"].claims) == ("text", ("c:1",))
    assert found["besieger_area"].weight.basis == "pattern"
    assert (found["besieger_losses"].basis, found["besieger_losses"].claims) == ("pattern", ())


def test_aims_stand_beside_statements():
    """Two parties, an option each. One has statements, the other only weights of conditions.

    State 0 (nothing on) is left by the second if x, worth 1 to 3, counts more than 2.
    """
    from sulh.case.model import Decision, DecisionMaker, Option, Outcome, Statement
    from sulh.settlement.decisions import settle_decision

    decision = Decision(
        id="d:x",
        title=words("x"),
        decision_makers=(DecisionMaker(id="one", title=words("1")),
                         DecisionMaker(id="a", title=words("2"))),
        options=(Option(id="o", owner="one", title=words("o")),
                 Option(id="x", owner="a", title=words("x"))),
        statements=(Statement(id="s", decision_maker="one", condition="not o"),),
        aims=(weighed("gain", 1.0, 3.0), replace(weighed("cost", 2.0, 2.0), wants="less")),
        outcomes=(Outcome(id="now", title=words("now"), on=(), kind="status_quo"),),
    )  # fmt: skip
    found = settle_decision(decision, n=4_000, seed=0)
    share = found.outcomes[0].holds.share
    assert share.p == pytest.approx(0.5, abs=3 * share.se)
    assert (share.exact, share.n) == (False, 4_000)
    assert found.outcomes[0].holds.verdict == "possibly"
