"""Bad input: every message says what was found, what is expected, and the limit."""

import numpy as np
import pytest

from sulh.case.model import Decision, Text
from sulh.errors import ConditionError, LimitError, ModelError
from sulh.graph import (
    BarredMove,
    Conflict,
    Perception,
    analyze,
    analyze_hypergame,
    coalition_improvements,
    coalition_stability,
    explain,
    inverse,
    legal_sequences,
    limited_move,
    maximin,
    monte_carlo,
    moves_from,
    nearest_change,
    transition_graph,
    uncertain,
)
from sulh.graph.build import BarredSpec, OptionSpec, conflict_from_options, conflict_from_states
from sulh.graph.from_case import conflict_from_decision
from sulh.graph.preferences import payoffs_from_ranking, payoffs_from_truth, payoffs_from_weights

ZEROS = np.zeros((2, 4))
NAN = np.where(np.arange(8).reshape(2, 4) == 5, np.nan, 1.0)


@pytest.mark.parametrize(
    ("owners", "payoffs", "more", "message"),
    [
        ([0, 1], np.zeros((2, 5)), {}, r"\(2, 5\), expected \(n_dm, 4\)"),
        ([0, 1], np.zeros(4), {}, r"\(4,\), expected"),
        ([0, 1], [[1, 2], [3]], {}, "not a table"),
        ([0, 1], [["a"] * 4] * 2, {}, "expected numbers"),
        (7, ZEROS, {}, "owners are 7"),
        ([0, 1], None, {}, "expected"),
        (None, ZEROS, {"arcs": 7}, "arcs are 7"),
        (None, ZEROS, {"arcs": [7, []]}, "are 7, expected pairs"),
        (None, ZEROS, {"arcs": [[(0, 1), (1,)], []]}, "pairs"),
        ([0, 1], ZEROS, {"status_quo": "x"}, "number of a state"),
        ([0, 1], ZEROS, {"feasible": [[True], [True, False]]}, "not an array"),
        ([0, 1], NAN, {}, "decision maker 1 at state 1 is NaN"),
        ([0, 2], ZEROS, {}, "option 1 has no owner"),
        ([0, None], ZEROS, {}, "option 1 has no owner"),
        ([0, ()], ZEROS, {}, "option 1 has no owner"),
        ([0, -1], ZEROS, {}, "option 1 has no owner"),
        (None, ZEROS, {}, "needs owners"),
        ([0, 1], ZEROS, {"arcs": [[], []]}, "arcs replace"),
        ([0, 1], ZEROS, {"feasible": [False] * 4}, "no state is feasible"),
        ([0, 1], ZEROS, {"feasible": [True] * 3}, "feasible has shape"),
        ([0, 1], ZEROS, {"feasible": [0.5] * 4}, "true or false"),
        ([0, 1], ZEROS, {"irreversible": ["on"]}, "1 entries, expected 2"),
        ([0, 1], ZEROS, {"irreversible": ["on", "onn"]}, "onn"),
        ([0, 1], ZEROS, {"feasible": [True] * 3 + [False], "status_quo": 3}, "infeasible"),
        ([0, 1], ZEROS, {"status_quo": 9}, "not one of the 4 states"),
        ([0, 1], ZEROS, {"names": {"optoins": ["a", "b"]}}, "did you mean options"),
        ([0, 1], ZEROS, {"names": {"options": ["a"]}}, "1 names of options, expected 2"),
        ([0, 1], ZEROS, {"names": {"options": ["a", "a"]}}, "same name"),
        (None, ZEROS, {"arcs": [[]]}, "arcs for 1"),
        (None, ZEROS, {"arcs": [[(0, 9)], []]}, "leads outside"),
        (None, ZEROS, {"arcs": [[(1, 1)], []]}, "to itself"),
        (None, ZEROS, {"arcs": [[(1,)], []]}, "pairs"),
        (None, ZEROS, {"arcs": [[("a", "b")], []]}, "pairs of states"),
        (None, ZEROS, {"arcs": [[("0", "1")], []]}, "pairs of states"),
        (None, ZEROS, {"arcs": [[(0, 1.5)], []]}, "pairs of states"),
        (None, ZEROS, {"arcs": [[(0, float("nan"))], []]}, "pairs of states"),
        (None, ZEROS, {"arcs": [[(0, 2**70)], []]}, "pairs of states"),
        (["0", "1"], ZEROS, {}, "option 0 has no owner"),
        ([0, 0.5], ZEROS, {}, "option 1 has no owner"),
        ([0, 1], ZEROS, {"irreversible": 3}, "irreversible is 3"),
        ([0, 1], ZEROS, {"irreversible": "on"}, "irreversible is 'on'"),
        ([0, 1], ZEROS, {"names": 3}, "names are 3"),
        ([0, 1], ZEROS, {"names": {"options": 3}}, "names of options are 3"),
        ([0, 1], ZEROS, {"barred": [3]}, "a barred move is 3"),
        ([0, 1], ZEROS, {"barred": [BarredMove(0, [True], [True])]}, "shape"),
        ([0, 1], ZEROS, {"statements": 3}, "statements are 3"),
        ([0, 1], ZEROS, {"statements": ["x", "y"]}, "PreferenceStatement"),
        ([0, 1], ZEROS, {"statements": [[]]}, "statements of 1"),
    ],
)
def test_arrays_that_make_no_conflict(owners, payoffs, more, message):
    with pytest.raises(ModelError, match=message):
        Conflict.from_arrays(owners, payoffs, **more)


def test_whole_numbers_may_come_as_floats_and_names_as_arrays():
    found = Conflict.from_arrays(np.array([0.0, 1.0]), ZEROS, names=np.array(["a", "b"]))
    assert (found.owners, found.names.options) == (((0,), (1,)), ("a", "b"))
    arcs = Conflict.from_arrays(None, ZEROS, arcs=[np.array([[0.0, 1.0], [0.0, 1.0]]), []]).arcs
    assert [each.tolist() for each in arcs] == [[[0, 1]], []]


@pytest.mark.parametrize("concepts", [None, 3, [], [["nash"]], ["Nash"], "none"])
def test_concepts_that_are_none_are_refused(concepts):
    with pytest.raises(ModelError, match="concept"):
        analyze(Conflict.from_arrays([0, 1], ZEROS), concepts)


def test_a_set_of_concepts_has_one_order_and_doubles_count_once():
    conflict = Conflict.from_arrays([0, 1], ZEROS)
    assert analyze(conflict, {"smr", "nash", "gmr"}).concepts == ("gmr", "nash", "smr")
    assert analyze(conflict, ["seq", "nash", "seq"]).concepts == ("seq", "nash")


@pytest.mark.parametrize("threads", [0, -1, "2", 1.5])
@pytest.mark.parametrize(
    "ask",
    [
        analyze,
        coalition_stability,
        lambda conflict, threads: monte_carlo(conflict, ZEROS[None], threads=threads),
    ],
)
def test_threads_that_are_no_number_are_refused(ask, threads):
    with pytest.raises(ModelError, match="threads is"):
        ask(Conflict.from_arrays([0, 1], ZEROS), threads=threads)


def test_nan_at_infeasible_states_is_ignored():
    feasible = ~np.isnan(NAN).any(axis=0)
    assert analyze(Conflict.from_arrays([0, 1], NAN, feasible=feasible)).equilibria("nash")


def test_forty_options_name_the_limit_and_the_memory():
    with pytest.raises(LimitError, match=r"the limit is 26 options[^$]*GB"):
        Conflict.from_arrays([0] * 40, ZEROS)
    options = [OptionSpec(f"o{j}", "a") for j in range(40)]
    with pytest.raises(LimitError, match="GB"):
        conflict_from_options(["a"], options, statements={})


def small(**changes):
    given = {
        "decision_makers": ["a", "b"],
        "options": [OptionSpec("x", "a"), OptionSpec("y", "b")],
        "statements": {"a": ["x"]},
    } | changes
    return conflict_from_options(**given)


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"statements": {"a": ["z"]}}, ConditionError, "z"),
        ({"statements": {"c": ["x"]}}, ModelError, "c"),
        ({"infeasible": ["x", "not x"]}, ModelError, "exclude everything"),
        ({"infeasible": ["x"], "status_quo": ["x"]}, ModelError, "infeasible"),
        ({"status_quo": ["zz"]}, ConditionError, "zz"),
        ({"options": [OptionSpec("x", "")]}, ModelError, "no owner"),
        ({"options": [OptionSpec("x", "nobody")]}, ModelError, "nobody"),
        ({"rankings": {"a": ["x", "-"]}}, ModelError, "a: the ranking leaves out"),
        ({"rankings": {"a": ["x", "x", "-", "x y", "y"]}}, ModelError, "twice"),
        ({"barred": [BarredSpec("c", "x", "y")]}, ModelError, "c"),
    ],
)
def test_names_that_make_no_conflict(changes, error, message):
    with pytest.raises(error, match=message):
        small(**changes)


def test_patterns_rankings_and_bars_mean_what_they_say():
    conflict = small(
        infeasible=["YY"],
        rankings={"b": ["y", "x = -"]},
        barred=[BarredSpec("a", "not x", "x")],
        status_quo=["y"],
    )
    assert conflict.feasible.tolist() == [True, True, True, False]
    assert conflict.payoffs[1, 2] > conflict.payoffs[1, 0] == conflict.payoffs[1, 1]
    assert conflict.status_quo == 2
    assert analyze(conflict, ["nash"]).stable["nash"][0].tolist() == [True, True, True, False]


def test_states_and_arcs_by_name():
    with pytest.raises(ModelError, match="did you mean talks"):
        conflict_from_states(["a"], ["war", "talks"], [("a", "war", "talk")], {})


def test_barred_moves_are_checked():
    mask = np.ones(4, bool)
    for bar in (BarredMove(5, mask, mask), BarredMove(0, mask[:2], mask)):
        with pytest.raises(ModelError, match="barred"):
            Conflict.from_arrays([0, 1], ZEROS, barred=[bar])


def test_unknown_concepts_and_a_decision_without_options():
    conflict = Conflict.from_arrays([0, 1], ZEROS)
    with pytest.raises(ModelError, match="did you mean nash"):
        analyze(conflict, ["nahs"])
    with pytest.raises(ModelError, match="no concept"):
        analyze(conflict, [])
    with pytest.raises(ModelError, match="was not analysed"):
        analyze(conflict, ["nash"]).equilibria("seq")
    arcs = Conflict.from_arrays(None, ZEROS, arcs=[[(0, 1)], []])
    with pytest.raises(ModelError, match="arcs"):
        analyze(arcs, ["sim"])
    with pytest.raises(ModelError, match="no decision makers or no options"):
        conflict_from_decision(Decision(id="d:x", title=Text(en="x")))


def test_preferences():
    truth = np.random.default_rng(0).random((70, 50)) < 0.5
    payoffs = payoffs_from_truth(truth)
    keys = [tuple(column) for column in truth.T]
    assert sorted(range(50), key=lambda s: payoffs[s]) == sorted(range(50), key=lambda s: keys[s])
    with pytest.raises(ModelError, match="as many finite weights"):
        payoffs_from_weights([[True, False]], [1.0, 2.0])
    with pytest.raises(ModelError, match="names state 7"):
        payoffs_from_ranking([7], 3)


@pytest.mark.parametrize("kind", [np.int8, np.uint64, np.float16, np.longdouble, bool])
def test_any_type_of_numbers_is_ranked_alike(kind):
    values = np.array([[0, 1, 1, 0], [1, 0, 1, 0]]).astype(kind)
    found = analyze(Conflict.from_arrays([0, 1], values), ("nash", "seq")).stable
    plain = analyze(Conflict.from_arrays([0, 1], values.astype(int)), ("nash", "seq")).stable
    assert all((found[c] == plain[c]).all() for c in found)


def test_small_signed_payoffs_do_not_overflow():
    values = np.arange(-128, 128).astype(np.int8)
    feasible = np.arange(256) != 3
    conflict = Conflict.from_arrays([0] * 8, values[None], feasible=feasible)
    assert (np.diff(conflict.ranks[0][feasible]) == 1).all()
    assert analyze(conflict, ["nash"]).equilibria("nash") == [255]


def test_other_payoffs_are_checked_like_the_first():
    conflict = Conflict.from_arrays([0, 1], ZEROS)
    huge = np.array([[2**64 - 1, 2**64 - 2, 0, 2**63]] * 2, np.uint64)
    assert analyze(conflict.with_payoffs(huge)).stable["nash"][0, 0]
    for wrong in ([["a"] * 4] * 2, [[1], [2, 3]], np.zeros((2, 5)), NAN):
        with pytest.raises(ModelError):
            conflict.with_payoffs(wrong)


def test_huge_unsigned_payoffs_keep_their_order():
    values = np.array([[2**64 - 1, 2**64 - 2, 0, 2**63]], np.uint64)
    assert analyze(Conflict.from_arrays([0, 0], values)).equilibria("nash") == [0]


@pytest.mark.parametrize(("state", "who"), [("x", 0), (9, 0), (-1, 0), (0, "x"), (0, 2), (0, -1)])
def test_states_and_decision_makers_that_are_not_there(state, who):
    conflict = Conflict.from_arrays([0, 1], ZEROS)
    for ask in (explain, inverse, nearest_change):
        with pytest.raises(ModelError, match="there is no"):
            ask(conflict, state, who, "nash")


@pytest.mark.parametrize("state", [-1, 4, 3, "0", 1.5, None])
def test_a_state_that_is_none_is_refused(state):
    conflict = Conflict.from_arrays([0, 1], ZEROS, feasible=[True, True, True, False])
    for ask in (
        lambda: moves_from(conflict, 0, state),
        lambda: legal_sequences(conflict, [0], state),
        lambda: coalition_improvements(conflict, [0, 1], state),
    ):
        with pytest.raises(ModelError, match="state"):
            ask()


@pytest.mark.parametrize("who", [-1, 2, "0", None])
def test_a_decision_maker_that_is_none_is_refused(who):
    conflict = Conflict.from_arrays([0, 1], ZEROS)
    for ask in (
        lambda: moves_from(conflict, who, 0),
        lambda: legal_sequences(conflict, [0, who], 0),
        lambda: coalition_improvements(conflict, [who], 0),
    ):
        with pytest.raises(ModelError, match="no decision maker"):
            ask()


@pytest.mark.parametrize("h", [0, -1, "2", 1.5, None])
@pytest.mark.parametrize("ask", [limited_move, maximin])
def test_a_horizon_that_is_none_is_refused(ask, h):
    with pytest.raises(ModelError, match="look-ahead"):
        ask(Conflict.from_arrays([0, 1], ZEROS), h)


@pytest.mark.parametrize(
    "unknown", [3, [3, []], [[]], [[(0, 1, 2)], []], [[(0, 0)], []], [["ab"], []]]
)
def test_unknown_pairs_that_are_none_are_refused(unknown):
    with pytest.raises(ModelError, match="pair"):
        uncertain(Conflict.from_arrays([0, 1], ZEROS), unknown, "nash", "a")


@pytest.mark.parametrize("perceptions", [3, [3], [Perception(decision_maker=7)]])
def test_perceptions_that_are_none_are_refused(perceptions):
    with pytest.raises(ModelError, match=r"percept|decision maker"):
        analyze_hypergame(Conflict.from_arrays([0, 1], ZEROS), perceptions, ["nash"])


def test_what_leads_on_is_moves_or_improvements():
    conflict = Conflict.from_arrays([0, 1], ZEROS)
    with pytest.raises(ModelError, match="expected moves or improvements"):
        transition_graph(conflict, by="steps")
