"""From a decision of a case: every part of it reaches the conflict, with its evidence."""

import numpy as np
import pytest

from sulh.case.model import Decision, DecisionMaker, Option, Outcome, Statement, Text
from sulh.case.model_frames import Arc, Barred, Perceived, Ranking, State, Utility, Weight
from sulh.errors import ConditionError, ModelError
from sulh.graph import analyze, analyze_hypergame
from sulh.graph.from_case import (
    conflict_from_decision,
    perceptions_from_decision,
    tiers_from_decision,
    unknown_from_decision,
)
from sulh.graph.stability.strength import strength
from sulh.graph.stability.uncertain import uncertain


def words(text):
    return Text(ar=text, en=text)


def decision(**more):
    given = {
        "id": "d:هدنة",
        "title": words("هدنة"),
        "decision_makers": (
            DecisionMaker(id="المحاصِر", title=words("المحاصِر")),
            DecisionMaker(id="local", title=words("الهيئة المحلية")),
        ),
        "options": (
            Option(id="هجوم", owner="المحاصِر", title=words("هجوم")),
            Option(id="تسليم", owner="local", title=words("تسليم"), moves="on"),
        ),
    }
    return Decision(**(given | more))


def said(number, who, condition, **more):
    return Statement(id=f"s{number}", decision_maker=who, condition=condition, **more)


def test_statements_in_arabic_keep_their_evidence():
    found = conflict_from_decision(
        decision(
            statements=(
                said(1, "المحاصِر", "تسليم", basis="text", claims=("c:1",)),
                said(2, "المحاصِر", "not هجوم"),
                said(3, "local", "not هجوم"),
            ),
            infeasible=("هجوم and تسليم",),
            outcomes=(Outcome(id="q", title=words("q"), on=("هجوم",), kind="status_quo"),),
        )
    )
    assert found.payoffs.tolist() == [[1, 0, 3, 2], [1, 0, 1, 0]]
    assert found.feasible.tolist() == [True, True, True, False]
    assert (found.status_quo, found.irreversible) == (1, ("both", "on"))
    assert found.statements[0][0].claims == ("c:1",)
    assert found.statements[0][0].basis == "text"


def test_of_a_choice_the_most_believed_counts_and_of_others_the_likely():
    found = conflict_from_decision(
        decision(
            statements=(
                said(1, "local", "هجوم", choice="x", belief=0.2),
                said(2, "local", "not هجوم", choice="x", belief=0.4),
                said(3, "local", "تسليم", belief=0.3),
                said(4, "local", "not تسليم", belief=0.5),
            )
        )
    )
    assert [s.id for s in found.statements[1]] == ["s2", "s4"]


def test_rankings_bars_common_options_and_perceptions():
    shared = (
        Option(id="هجوم", owner="المحاصِر", title=words("x"), shared_with=("local",)),
        Option(id="تسليم", owner="local", title=words("y")),
    )
    given = decision(
        options=shared,
        rankings=(Ranking(decision_maker="local", order=("تسليم", "هجوم = -", "هجوم تسليم")),),
        barred=(Barred(decision_maker="local", source="not تسليم", target="تسليم"),),
        perceptions=(
            Perceived(decision_maker="local", unseen_options=("هجوم",)),
            Perceived(decision_maker="المحاصِر", impossible=("هجوم and تسليم",)),
        ),
    )
    found = conflict_from_decision(given)
    assert found.owners == ((0, 1), (1,))
    assert found.payoffs[1].tolist() == [2, 2, 3, 1]
    assert analyze(found, ["nash"]).stable["nash"][1].tolist() == [True, True, True, False]
    result = analyze_hypergame(found, perceptions_from_decision(given), ["nash"])
    assert result.view[1].tolist() == [0, 0, 2, 2]
    assert result.unseen[0].tolist() == [False, False, False, True]


def test_strength_and_unknown_pairs_from_rankings():
    given = decision(
        rankings=(
            Ranking(decision_maker="المحاصِر", order=("هجوم", "-", ">>", "هجوم تسليم", "تسليم")),
            Ranking(
                decision_maker="local",
                order=("تسليم", ">>>", "-", ">>", "هجوم = هجوم تسليم"),
                unknown=("- ? تسليم",),
            ),
        )
    )
    tiers = tiers_from_decision(given)
    assert tiers.tolist() == [
        [[0, 0, -1, -1], [-1, -2, 0, -2]],
        [[0, 0, 0, 0], [-1, -1, 0, -1]],
    ]
    conflict = conflict_from_decision(given)
    assert strength(conflict, tiers, "gmr").highest == 3
    unknown = unknown_from_decision(given)
    assert unknown == [[], [(0, 2)]]
    assert uncertain(conflict, unknown, "nash", "b")[1, 0]
    assert not uncertain(conflict, unknown, "nash", "a")[1, 0]


def test_explicit_states():
    given = decision(
        options=(),
        states=(State(id="حرب", title=words("حرب")), State(id="سلم", title=words("سلم"))),
        arcs=(Arc(decision_maker="local", source="حرب", target="سلم"),),
        rankings=(
            Ranking(decision_maker="local", order=("سلم", ">>", "حرب"), unknown=("حرب ? سلم",)),
        ),
        outcomes=(Outcome(id="q", title=words("q"), on=("حرب",), kind="status_quo"),),
    )
    found = conflict_from_decision(given)
    assert found.status_quo == 0
    assert analyze(found).equilibria("nash") == [1]
    assert tiers_from_decision(given)[0].tolist() == [[0, 0], [-1, 0]]
    assert unknown_from_decision(given)[1] == [(0, 1)]


def test_a_pair_that_is_none_is_refused():
    given = decision(rankings=(Ranking(decision_maker="local", order=(), unknown=("هجوم",)),))
    with pytest.raises(ModelError, match="not a pair"):
        unknown_from_decision(given)
    assert np.array_equal(tiers_from_decision(given), np.zeros((0, 2, 4)))


def weight(who, condition, value, **more):
    return Weight(decision_maker=who, condition=condition, weight=value, **more)


def utility(who, state, value, **more):
    return Utility(decision_maker=who, state=state, value=value, **more)


def test_weights_of_options_and_conditions_add_up_and_keep_their_evidence():
    found = conflict_from_decision(
        decision(
            weights=(
                weight("المحاصِر", "تسليم", 2, basis="text", claims=("c:1",)),
                weight("المحاصِر", "هجوم", -0.5),
                weight("المحاصِر", "هجوم iff تسليم", 0.25),
            ),
            statements=(said(1, "local", "not هجوم"),),
        )
    )
    assert found.payoffs[0].tolist() == [0.25, -0.5, 2.0, 1.75]
    assert found.ranks[1].tolist() == [1, 0, 1, 0]
    first = found.evidence[0][0]
    assert (first.kind, first.about, first.basis, first.claims) == (
        "weight", "تسليم", "text", ("c:1",)
    )  # fmt: skip
    assert found.evidence[1] == ()
    assert found.with_payoffs(found.payoffs).evidence == ()


def test_weights_that_are_equal_as_written_tie():
    given = (("هجوم", 0.3), ("تسليم and not هجوم", 0.1), ("تسليم and (هجوم or not هجوم)", 0.2))
    found = conflict_from_decision(decision(weights=tuple(weight("local", *w) for w in given)))
    assert 0.1 + 0.2 != 0.3
    assert found.ranks[1].tolist() == [0, 1, 1, 2]


def test_utilities_of_states_and_of_explicit_states():
    values = {"-": 0.5, "هجوم": -3, "تسليم": 0.5}
    found = conflict_from_decision(
        decision(
            infeasible=("هجوم and تسليم",),
            utilities=tuple(utility("local", *each) for each in values.items()),
            rankings=(Ranking(decision_maker="المحاصِر", order=("هجوم", "- = تسليم")),),
        )
    )
    assert found.ranks.tolist() == [[0, 1, 0, -1], [1, 0, 1, -1]]
    assert [e.kind for each in found.evidence for e in each] == ["ranking", *["utility"] * 3]
    arcs = decision(
        options=(),
        states=(State(id="حرب", title=words("حرب")), State(id="سلم", title=words("سلم"))),
        arcs=(Arc(decision_maker="local", source="حرب", target="سلم"),),
        utilities=(utility("local", "حرب", -7.5), utility("local", "سلم", 1)),
    )
    assert conflict_from_decision(arcs).payoffs[1].tolist() == [-7.5, 1.0]
    assert analyze(conflict_from_decision(arcs)).equilibria("nash") == [1]


def test_many_statements_beside_utilities_stay_apart():
    """2**54 and 2**54 + 1 are one float; an order of statements must not be lost to it."""
    false = tuple(said(n, "local", "هجوم and not هجوم") for n in range(1, 55))
    values = tuple(utility("المحاصِر", s, 1) for s in ("-", "هجوم", "تسليم", "هجوم تسليم"))
    wanted = (said(0, "local", "تسليم"), *false, said(99, "local", "هجوم"))
    found = conflict_from_decision(decision(statements=wanted, utilities=values))
    assert found.ranks[1].tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("more", "kind", "message"),
    [
        ({"weights": (weight("local", "هجومم", 1),)}, ConditionError, "هجوم"),
        ({"weights": (weight("nobody", "هجوم", 1),)}, ModelError, "nobody"),
        ({"weights": (weight("local", "هجوم", float("nan")),)}, ModelError, "finite"),
        ({"weights": (weight("local", "هجوم", 1), weight("local", "هجوم", 2))}, ModelError, "two"),
        (
            {"weights": (weight("local", "هجوم", 1e15), weight("local", "تسليم", 0.001))},
            ModelError,
            "15 decimal digits",
        ),
        (
            {"weights": (weight("local", "هجوم", 1),), "statements": (said(1, "local", "هجوم"),)},
            ModelError,
            "local has both statements and weights",
        ),
        (
            {
                "weights": (weight("local", "هجوم", 1),),
                "rankings": (
                    Ranking(decision_maker="local", order=("- = هجوم = تسليم = هجوم تسليم",)),
                ),
            },
            ModelError,
            "both a ranking and weights",
        ),
        ({"utilities": (utility("local", "هجومم", 1),)}, ConditionError, "هجوم"),
        ({"utilities": (utility("local", "هجوم", 1),)}, ModelError, "leave out"),
        ({"utilities": (utility("local", "هجوم", float("inf")),)}, ModelError, "leave out"),
        (
            {"utilities": tuple(utility("local", s, 1) for s in ("هجوم تسليم", "تسليم هجوم"))},
            ModelError,
            "valued twice",
        ),
        (
            {
                "states": (State(id="حرب", title=words("حرب")),),
                "weights": (weight("local", "هجوم", 1),),
            },
            ModelError,
            "explicit states",
        ),
    ],
)
def test_numbers_that_make_no_preference_are_refused(more, kind, message):
    with pytest.raises(kind, match=message):
        conflict_from_decision(decision(**more))
