"""The language of conditions: read, written, evaluated; refused with the place of the fault."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import ConditionError, LimitError, ModelError
from sulh.logic import (
    MAX_DEPTH,
    Condition,
    If,
    Iff,
    Not,
    Option,
    conjunction,
    disjunction,
    parse,
)

NAMES = ("حصار", "تسليم", "خروج", "punish")
A, B, C, D = (Option(i) for i in range(4))

nodes = st.recursive(
    st.integers(0, 3).map(Option),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=2, max_size=4).map(conjunction),
        st.lists(inner, min_size=2, max_size=4).map(disjunction),
        st.builds(If, inner, inner),
        st.builds(Iff, inner, inner),
    ),
    max_leaves=12,
)


def truth(node, state):
    """An independent reading of the tree, one state at a time."""
    match node:
        case Option(index):
            return state[index]
        case Not(part):
            return not truth(part, state)
        case If(premise, conclusion):
            return truth(conclusion, state) if truth(premise, state) else True
        case Iff(left, right):
            return truth(left, state) is truth(right, state)
    values = [truth(part, state) for part in node.parts]
    return all(values) if type(node).__name__ == "And" else any(values)


@given(nodes)
def test_canonical_text_parses_back_to_the_same_tree(node):
    condition = Condition(node, NAMES)
    assert parse(str(condition), NAMES) == condition


@given(nodes)
def test_evaluation_agrees_with_the_definition_at_every_state(node):
    condition = Condition(node, NAMES)
    states = np.arange(16)
    bits = (states[:, None] >> np.arange(4)) & 1 == 1
    expected = [truth(node, [bool(b) for b in row]) for row in bits]
    assert condition.evaluate(bits).tolist() == expected
    assert condition.evaluate_states(states).tolist() == expected
    assert condition.evaluate(bits.reshape(2, 8, 4)).shape == (2, 8)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("حصار", A),
        ("not حصار and تسليم", conjunction([Not(A), B])),
        ("حصار or تسليم and خروج", disjunction([A, conjunction([B, C])])),
        ("(حصار or تسليم) and خروج", conjunction([disjunction([A, B]), C])),
        ("حصار and (تسليم and خروج)", conjunction([A, B, C])),
        ("if حصار then تسليم or خروج", If(A, disjunction([B, C]))),
        ("حصار or تسليم if خروج", If(C, disjunction([A, B]))),
        ("-4 IF 3", If(C, Not(D))),
        ("1 IFF -2", Iff(A, Not(B))),
        ("حصار -> تسليم -> خروج", If(A, If(B, C))),
        ("if حصار then if تسليم then خروج", If(A, If(B, C))),
        ("!حصار&~تسليم|¬خروج", disjunction([conjunction([Not(A), Not(B)]), Not(C)])),
        ("حصار∧تسليم∨خروج", disjunction([conjunction([A, B]), C])),
        ("1&&2||3", disjunction([conjunction([A, B]), C])),
        ("حصار → تسليم", If(A, B)),
        ("حصار<->تسليم", Iff(A, B)),
        ("حصار ↔ تسليم", Iff(A, B)),
        ("not not ٤", Not(Not(D))),
        ("(حصار -> تسليم) iff خروج", Iff(If(A, B), C)),
    ],
)
def test_each_way_of_writing(text, tree):
    assert parse(text, NAMES) == Condition(tree, NAMES)


@pytest.mark.parametrize(
    ("text", "position", "says"),
    [
        ("", 0, "empty"),
        ("   ", 3, "empty"),
        ("حصار and", 8, "found the end"),
        ("حصار تسليم", 5, "expected and, or, if, iff"),
        ("حصار and تسلم", 9, "did you mean تسليم?"),
        ("(حصار or تسليم", 0, "never closed"),
        ("حصار) or تسليم", 4, "never opened"),
        ("حصار @ تسليم", 5, "U+0040"),
        ("حصار \u200f or 2", 5, "invisible character U+200F"),
        ("if حصار تسليم", 8, "expected then"),
        ("if حصار", 7, "expected then"),
        ("5", 0, "numbers run from 1 to 4"),
        ("0", 0, "numbers run from 1 to 4"),
        ("1 -> 2 iff 3", 7, "parentheses"),
        ("1 iff 2 iff 3", 8, "parentheses"),
        ("if 1 then 2 if 3", 12, "parentheses"),
        ("1 if 2 if 3", 7, "parentheses"),
        ("1 -> 2 if 3", 7, "parentheses"),
        ("and 1", 0, "expected an option"),
        ("(1 2)", 3, "or )"),
        ("()", 1, "expected an option"),
    ],
)
def test_faults_say_where(text, position, says):
    with pytest.raises(ConditionError) as caught:
        parse(text, NAMES)
    assert caught.value.position == position
    assert says in str(caught.value)


def test_without_names_they_are_those_that_occur():
    condition = parse("b and (a or not b)")
    assert condition.names == ("b", "a")
    assert condition.variables == ("b", "a")
    with pytest.raises(ConditionError, match="no options are given"):
        parse("1 and a")


def test_a_number_that_is_a_name_is_the_name():
    assert parse("2", ["2", "1"]).root == Option(0)


def test_names_that_are_words_are_refused():
    with pytest.raises(ConditionError, match="word of the language"):
        parse("a", ["a", "IF"])


@pytest.mark.parametrize(
    "text", ["(" * 9000 + "1", "!" * 9000 + "1", "1->" * 9000 + "1", "if 1 then " * 5000 + "1"]
)
def test_deep_nesting_is_refused_not_overflown(text):
    with pytest.raises(ConditionError, match=f"more than {MAX_DEPTH} deep"):
        parse(text, NAMES)


def test_the_deepest_allowed_condition_can_be_used():
    text = "(" * MAX_DEPTH + "1" + ")" * MAX_DEPTH
    assert parse(text, NAMES).root == A
    nots = parse("!" * MAX_DEPTH + "1", NAMES)
    assert parse(str(nots), NAMES) == nots
    assert nots.evaluate_states([0, 1]).tolist() == [False, True]


def test_long_conditions_are_read_in_linear_time():
    short, long = (" and ".join(["حصار"] * n) for n in (1_000, 10_000))

    def seconds(text):
        start = time.process_time()
        parse(text, NAMES)
        return time.process_time() - start

    fast = min(seconds(short) for _ in range(5))
    assert min(seconds(long) for _ in range(3)) < 30 * fast
    with pytest.raises(ConditionError, match="at most 100000 characters"):
        parse("a" * 100_001)


def test_states_that_do_not_fit_are_refused():
    condition = parse("1 and 2", NAMES)
    with pytest.raises(ModelError, match="over 4 options"):
        condition.evaluate([[True, False]])
    with pytest.raises(ModelError, match="over 4 options"):
        condition.evaluate(True)
    with pytest.raises(ModelError, match="whole numbers"):
        condition.evaluate_states([0.5])
    with pytest.raises(ModelError, match="run to"):
        condition.evaluate_states([16])
    with pytest.raises(ModelError, match="run to"):
        condition.evaluate_states([-1])
    with pytest.raises(LimitError, match="63 options at most"):
        parse("1", [f"o{i}" for i in range(64)]).evaluate_states([0])


def test_evaluation_gives_an_array_of_its_own():
    bits = np.zeros((2, 4), dtype=bool)
    value = parse("1", NAMES).evaluate(bits)
    value[:] = True
    assert not bits.any()
