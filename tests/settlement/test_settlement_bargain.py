"""Red and bottom lines, and the points of Nash and of Kalai and Smorodinsky."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from settlement_conflicts import core, words

from sulh.case.model import Aim, Decision, DecisionMaker, Option, Outcome, Quantity, Utility, Weight
from sulh.errors import ConditionError, ModelError
from sulh.graph.from_case import conflict_from_decision
from sulh.settlement import Line, zone_of_agreement
from sulh.settlement.bargain import bargain_over, cardinal_values
from sulh.settlement.lines import revised


def two(values):
    """Two sides, two options; worth of states -, x, y, x y to each."""
    names = ["-", "x", "y", "x y"]
    return Decision(
        id="d:two",
        title=words("two"),
        decision_makers=tuple(DecisionMaker(id=w, title=words(w)) for w in ("one", "other")),
        options=tuple(
            Option(id=o, owner=w, title=words(o)) for o, w in (("x", "one"), ("y", "other"))
        ),
        utilities=tuple(
            Utility(decision_maker=w, state=name, value=v)
            for w, row in zip(("one", "other"), values, strict=True)
            for name, v in zip(names, row, strict=True)
        ),
        outcomes=(
            Outcome(id="now", title=words("now"), on=(), kind="status_quo"),
            Outcome(id="deal", title=words("deal"), on=("x", "y"), kind="settlement"),
        ),
    )


def terms(decision, **more):
    bargain = zone_of_agreement(decision, n=50, **more).bargain
    return {term.on: term for term in bargain.terms}, bargain


def test_nash_and_kalai_smorodinsky_can_part():
    # gains (2, 9), (5, 5), (10, 2): products 18, 25, 20; parts of the most 0.2, 0.5, 2/9
    found, bargain = terms(two([[0, 2, 5, 10], [0, 9, 5, 2]]))
    assert [on for on, t in found.items() if t.nash.p] == [("y",)]
    assert [on for on, t in found.items() if t.kalai_smorodinsky.p] == [("y",)]
    # gains (3, 9), (4, 5), (10, 2): products 27, 20, 20; smallest parts 0.3, 0.4, 2/9
    found, bargain = terms(two([[0, 3, 4, 10], [0, 9, 5, 2]]))
    assert [on for on, t in found.items() if t.nash.p] == [("x",)]
    assert [on for on, t in found.items() if t.kalai_smorodinsky.p] == [("y",)]
    assert dict(found["x",].gain) == {"one": 0.3, "other": 1.0}
    assert found["x",].least_satisfied == "one"
    assert found["x", "y"].outcome == "deal"
    assert found["x",].nash.exact
    assert bargain.empty.p == 0.0


def test_nothing_in_the_zone_gives_no_point():
    found, bargain = terms(two([[0, 1, -1, -1], [0, -1, 1, -1]]))
    assert bargain.empty.p == 1.0
    assert not any(t.nash.p or t.kalai_smorodinsky.p for t in found.values())
    assert found["x", "y"].gain is None


def test_a_line_moves_the_point():
    values = [[0, 3, 4, 10], [0, 9, 5, 2]]
    line = Line(decision_maker="other", condition="y", kind="bottom", by="mediator")
    found, _ = terms(two(values), lines=[line])
    assert [on for on, t in found.items() if t.nash.p] == [("x", "y"), ("y",)]  # 20 and 20: a tie


@given(st.integers(0, 10**6))
@settings(max_examples=40, deadline=None)
def test_the_points_by_brute_force_and_whatever_the_units(seed):
    rng = np.random.default_rng(seed)
    values = rng.integers(0, 8, (2, 4)).astype(float)
    decision = two(values)
    conflict = conflict_from_decision(decision)
    inside = np.ones(4, bool)
    gains = values - values[:, [0]]
    zone = [s for s in range(4) if (gains[:, s] >= 0).all()]
    best = max(gains[:, s].prod() for s in zone)
    nash = {s for s in zone if best > 0 and gains[:, s].prod() == best}
    outcomes = [("s" + str(s), s) for s in range(4)]

    def found(table):
        bargain = bargain_over(decision, conflict, table[None], inside, outcomes)
        return [
            {t.state for t in bargain.terms if getattr(t, point).p}
            for point in ("nash", "kalai_smorodinsky")
        ]

    assert found(values)[0] == nash
    most = [max(gains[i, s] for s in zone) for i in range(2)]
    if all(most):
        part = {s: min(gains[i, s] / most[i] for i in range(2)) for s in zone}
        top = max(part.values())
        assert found(values)[1] == {s for s in zone if top > 0 and part[s] >= top - 1e-9}
    assert found(values) == found(values * np.array([[3.0], [0.25]]) + np.array([[-7.0], [2.0]]))


def test_uncertain_aims_give_shares_of_draws():
    decision = replace(
        two([[0] * 4] * 2),
        utilities=(),
        aims=tuple(
            Aim(
                id=f"{who}{o}", decision_maker=who, condition=o, wants=wants,
                weight=Quantity(low=0.0, high=1.0),
            )
            for who, (own, others) in {"one": ("x", "y"), "other": ("y", "x")}.items()
            for o, wants in ((others, "more"), (own, "less"))
        ),
    )  # fmt: skip
    conflict = conflict_from_decision(two([[0] * 4] * 2))
    values = cardinal_values(decision, conflict, n=4_000, seed=1)
    assert values.shape == (4_000, 2, 4)
    assert (values[:, :, 0] == 0).all()
    bargain = bargain_over(decision, conflict, values, np.ones(4, bool), [("deal", 3)])
    (deal,) = [t for t in bargain.terms if t.state == 3]
    # both gain if each minds its own part less than it likes the other's: 1/2 x 1/2
    assert abs(deal.zone.p - 0.25) < 4 * deal.zone.se
    assert deal.nash.p == deal.zone.p
    assert abs(bargain.empty.p - 0.75) < 4 * bargain.empty.se
    again = cardinal_values(decision, conflict, n=4_000, seed=1)
    assert (values == again).all()


def test_weights_are_cardinal_and_statements_are_not():
    decision = replace(
        two([[0] * 4] * 2),
        utilities=(),
        weights=tuple(
            Weight(decision_maker=w, condition=c, weight=v)
            for w, c, v in (
                ("one", "y", 3),
                ("one", "x", -1),
                ("other", "x", 2),
                ("other", "y", -1),
            )
        ),
    )
    found, _ = terms(decision)
    assert found["x", "y"].nash.p == 1.0
    assert zone_of_agreement(core(), n=50).bargain is None
    assert zone_of_agreement(core(), n=50, values=np.ones((1, 4, 32))).bargain is not None
    with pytest.raises(ModelError, match="values have shape"):
        zone_of_agreement(core(), n=50, values=np.ones((4, 32)))


RED = Line(decision_maker="hold_out", condition="not E", kind="red", by="party")
LAW = Line(decision_maker="local", condition="not A", kind="red", by="law")
BOTTOM = Line(decision_maker="local", condition="E", kind="bottom", by="analyst")


def test_lines_shut_out_states_and_are_told():
    found = zone_of_agreement(core(), n=50, lines=[RED, BOTTOM])
    kept = next(o for o in found.outcomes if o.outcome == "kept")
    assert (kept.within_red_lines, kept.crosses) == (False, (RED,))
    assert kept.all_gain.p == 0.0
    assault = next(o for o in found.outcomes if o.outcome == "assault")
    assert (assault.within_red_lines, assault.crosses) == (True, (BOTTOM,))
    assert found.red_lines == (("hold_out", "not E"),)
    assert found.lines == (RED, BOTTOM)


def test_no_analysis_sets_or_loosens_a_red_line():
    decision = core()
    conflict = conflict_from_decision(decision)
    with pytest.raises(ModelError, match="set by the analyst"):
        zone_of_agreement(decision, n=10, lines=[replace(RED, by="analyst")])
    with pytest.raises(ModelError, match="red line of hold_out would be loosened: not E") as error:
        revised(decision, conflict, [RED, LAW, BOTTOM], [LAW, BOTTOM])
    assert "set by party" in str(error.value)
    with pytest.raises(ModelError, match="loosened"):
        revised(decision, conflict, [RED], [replace(RED, condition="not E or A")])
    with pytest.raises(ModelError, match="loosened"):
        revised(decision, conflict, [RED], [replace(RED, kind="bottom")])
    stricter = replace(RED, condition="not E and not A")
    assert revised(decision, conflict, [RED, BOTTOM], [stricter]) == (stricter,)
    assert revised(decision, conflict, [BOTTOM], []) == ()


def test_lines_that_do_not_fit():
    with pytest.raises(ModelError, match="did you mean hold_out"):
        zone_of_agreement(core(), n=10, lines=[replace(RED, decision_maker="holdout")])
    with pytest.raises(ConditionError):
        zone_of_agreement(core(), n=10, lines=[replace(RED, condition="not Z")])
    no_status_quo = replace(two([[0] * 4] * 2), outcomes=())
    with pytest.raises(ModelError, match="no status quo"):
        bargain_over(
            no_status_quo,
            conflict_from_decision(no_status_quo),
            np.ones((1, 2, 4)),
            np.ones(4, bool),
            [],
        )


def test_solutions_over_every_two_by_two_are_in_the_zone():
    for row in product((0, 1, 2), repeat=4):
        found, _ = terms(two([list(row), [1, 2, 0, 2]]))
        for term in found.values():
            assert term.zone.p or not (term.nash.p or term.kalai_smorodinsky.p)
