"""From a decision of a case: every part of it reaches the conflict, with its evidence."""

import numpy as np
import pytest

from sulh.case.model import Decision, DecisionMaker, Option, Outcome, Statement, Text
from sulh.case.model_frames import Arc, Barred, Perceived, Ranking, State
from sulh.errors import ModelError
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
