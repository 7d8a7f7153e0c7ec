"""Reading and writing .gmcr files: what they say is what is analysed; nothing unknown is lost."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.case.model_frames import Weight
from sulh.errors import LimitError, ModelError, SulhError, UnreadableError
from sulh.exchange import catalog_case, read_gmcr, write_gmcr
from sulh.exchange.gmcr_write import _condition
from sulh.graph import analyze
from sulh.graph.from_case import conflict_from_decision, perceptions_from_decision
from sulh.logic import parse


def option(name, way="both"):
    return {"name": name, "permittedDirection": way}


def syria_iraq(**changes):
    """Hipel, Kilgour and Kinsara (2014): rankings by the numbers of feasible states."""
    return {
        "program": "gmcr-py",
        "version": "0.3.12",
        "options": [option("Release Water"), option("Escalate"), option("Attack")],
        "decisionMakers": [
            {"name": "Syria", "options": [0, 1], "preferences": [], "colour": "red"},
            {"name": "Iraq", "options": [2], "preferences": []},
        ],
        "infeasibles": [[[0, "Y"], [1, "Y"]]],
        "useManualPreferenceRanking": False,
    } | changes


def ranked():
    document = syria_iraq(useManualPreferenceRanking=True)
    document["decisionMakers"][0]["preferenceRanking"] = [1, 3, 6, 2, 4, 5]
    document["decisionMakers"][1]["preferenceRanking"] = [2, 4, 6, 1, 5, 3]
    return document


@pytest.fixture
def put(tmp_path):
    def write(document, name="conflict.gmcr"):
        path = tmp_path / name
        path.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
        return path

    return write


def conflict_of(path):
    return conflict_from_decision(read_gmcr(path).decisions[0])


def test_syria_iraq_by_rankings(put):
    result = analyze(conflict_of(put(ranked())), ("nash", "gmr", "smr", "seq", "sim"))
    ids = {1: 0, 2: 1, 3: 2, 4: 4, 5: 5, 6: 6}
    assert result.equilibria("gmr") == [ids[1], ids[6]]
    for concept in ("nash", "smr", "seq", "sim"):
        assert result.equilibria(concept) == [ids[6]]


def test_statements_compound_conditions_directions_and_old_keys(put):
    document = {
        "options": [option("Air Strike", "fwd"), option("not", "back"), option("غارة")],
        "decisionMakers": [
            {
                "name": "US",
                "options": [0],
                "preferences": [
                    {"compound": True, "members": [[[0, "Y"], [2, "N"]], [[1, "Y"]]]},
                    [[2, "Y"]],
                ],
            },
            {"name": "US", "options": [1, 2], "preferences": [[[0, "N"]]]},
        ],
        "infeasibles": [[[0, "Y"], [1, "Y"], [2, "Y"]]],
        "useManualPreferenceVectors": False,
    }
    conflict = conflict_of(put(document))
    assert conflict.irreversible == ("on", "off", "both")
    assert conflict.names.decision_makers == ("US", "US_2")
    assert conflict.names.options == ("Air_Strike", "o_not", "غارة")
    s = np.arange(8)
    strike, no, raid = s & 1 > 0, s & 2 > 0, s & 4 > 0
    assert (conflict.feasible == ~(strike & no & raid)).all()
    assert (conflict.payoffs[0] == 2 * (strike & ~raid | no) + raid).all()
    assert (conflict.payoffs[1] == ~strike).all()


def test_rankings_number_states_with_options_in_the_order_of_their_owners(put):
    document = syria_iraq(options=[option("b"), option("a")], infeasibles=[])
    document["decisionMakers"] = [
        {"name": "A", "options": [1], "preferences": [], "preferenceVector": [2, [1, 3], 4]},
        {"name": "B", "options": [0], "preferences": [], "preferenceVector": [[1, 2, 3, 4]]},
    ]
    del document["useManualPreferenceRanking"]
    document["useManualPreferenceVectors"] = True
    conflict = conflict_of(put(document))
    a_only, neither, b_only, both = 2, 0, 1, 3
    order = conflict.payoffs[0]
    assert order[a_only] > order[neither] == order[b_only] > order[both]


def test_misperceptions_and_common_options(put):
    document = syria_iraq()
    document["decisionMakers"][0]["misperceptions"] = [[[0, "Y"], [1, "N"]]]
    document["decisionMakers"][1]["options"] = [1, 2]
    decision = read_gmcr(put(document)).decisions[0]
    (perception,) = perceptions_from_decision(decision)
    assert np.flatnonzero(perception.unseen_states).tolist() == [1, 5]
    assert conflict_from_decision(decision).owners == ((0,), (0, 1), (1,))


@pytest.mark.parametrize("document", [ranked(), syria_iraq()])
def test_what_is_written_reads_the_same_and_keeps_unknown_keys(put, document, tmp_path):
    path = put(document | {"coalitions": [0, 1], "mine": {"x": [1]}})
    case = read_gmcr(path)
    write_gmcr(case, path)
    written = json.loads(path.read_text("utf-8"))
    assert written["coalitions"] == [0, 1]
    assert written["mine"] == {"x": [1]}
    assert written["decisionMakers"][0]["colour"] == "red"
    assert read_gmcr(path).decisions == case.decisions
    fresh = tmp_path / "fresh" / "conflict.gmcr"
    fresh.parent.mkdir()
    write_gmcr(case, fresh)
    assert read_gmcr(fresh).decisions == case.decisions


@settings(max_examples=150, deadline=None)
@given(
    st.recursive(
        st.sampled_from(["a", "b", "c", "d"]),
        lambda inner: st.one_of(
            inner.map(lambda x: f"not ({x})"),
            st.tuples(inner, st.sampled_from(["and", "or", "iff", "->"]), inner).map(
                lambda t: f"({t[0]}) {t[1]} ({t[2]})"
            ),
        ),
        max_leaves=6,
    )
)
def test_any_condition_is_written_true_to_its_meaning(text):
    names = ["a", "b", "c", "d"]
    truth = parse(text, names).evaluate_states(range(16))
    try:
        condition = _condition(text, names)
    except LimitError:
        return
    if condition is None:
        return
    members = condition["members"] if isinstance(condition, dict) else [condition]
    for state in range(16):
        found = any(all((state >> j & 1) == (yn == "Y") for j, yn in m) for m in members)
        assert found == truth[state]


@pytest.mark.parametrize(
    ("document", "error", "message"),
    [
        ("{", UnreadableError, "not JSON"),
        ("[1]", ModelError, "expected an object"),
        (syria_iraq(decisionMakers=[]), ModelError, "no decision makers"),
        (syria_iraq(options=[option("a")]), ModelError, "no option"),
        (syria_iraq(options=[option("x", "sideways")] * 3), ModelError, "sideways"),
        (syria_iraq(options=[option(n) for n in "abcd"]), ModelError, "no decision maker lists"),
        (syria_iraq(infeasibles=[[[9, "Y"]]]), ModelError, "no option 9"),
        (syria_iraq(infeasibles=[[[0, "maybe"]]]), ModelError, "maybe"),
        (syria_iraq(infeasibles=[[]]), ModelError, "without options"),
        (syria_iraq(infeasibles="none"), ModelError, "expected a list"),
        (syria_iraq(useManualPreferenceRanking=True), ModelError, "leaves out state"),
    ],
)
def test_bad_files_say_what_is_wrong(put, document, error, message):
    path = put(document)
    with pytest.raises(error, match=message):
        conflict_of(path)


@given(st.binary(max_size=80))
@settings(max_examples=80)
def test_any_bytes_give_a_clear_error(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("x") / "x.gmcr"
    path.write_bytes(data)
    with pytest.raises(SulhError):
        read_gmcr(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UnreadableError, match=r"nowhere\.gmcr"):
        read_gmcr(tmp_path / "nowhere.gmcr")


def test_weights_cannot_be_said_in_a_file(tmp_path):
    case = catalog_case("syria-iraq")
    weighed = replace(
        case.decisions[0],
        rankings=(),
        weights=(Weight(decision_maker="syria", condition="escalate", weight=1.0),),
    )
    with pytest.raises(ModelError, match="weights or utilities"):
        write_gmcr(replace(case, decisions=(weighed,)), tmp_path / "a.gmcr")
    assert not (tmp_path / "a.gmcr").exists()


def unused_ranking():
    document = syria_iraq(useManualPreferenceRanking=False)
    document["decisionMakers"][0]["preferenceRanking"] = [1, [2, 3], 4, 5, 6]
    return document


def test_a_ranking_that_is_not_in_use_is_kept_while_its_numbers_mean_the_same(put, tmp_path):
    path = put(unused_ranking())
    before = json.loads(path.read_text(encoding="utf-8"))
    case = read_gmcr(path)
    write_gmcr(case, path)
    assert json.loads(path.read_text(encoding="utf-8")) == before
    decision = replace(case.decisions[0], infeasible=())
    write_gmcr(replace(case, decisions=(decision,)), path)
    after = json.loads(path.read_text(encoding="utf-8"))
    assert all("preferenceRanking" not in maker for maker in after["decisionMakers"])


def test_two_of_one_name_keep_each_its_own(put):
    document = syria_iraq()
    for number, maker in enumerate(document["decisionMakers"]):
        maker |= {"name": "same", "colour": number}
    path = put(document)
    write_gmcr(read_gmcr(path), path)
    after = json.loads(path.read_text(encoding="utf-8"))
    assert [maker["colour"] for maker in after["decisionMakers"]] == [0, 1]


def test_a_decision_maker_without_options_may_rank(put):
    document = syria_iraq()
    watcher = {"name": "watcher", "preferenceRanking": [[1, 2, 3, 4, 5, 6]]}
    document["decisionMakers"].append(watcher)
    found = conflict_from_decision(read_gmcr(put(document)).decisions[0])
    assert len(set(found.ranks[2][found.feasible].tolist())) == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"infeasibles": [{"compound": True, "members": []}]}, r"infeasibles\[0\]: a compound"),
        ({"infeasibles": [{"compound": True}]}, r"infeasibles\[0\]: a compound"),
        ({"options": [option("\ud800")] * 3}, r"options\[0\].name: half a character"),
        ({"options": [option("a", ["fwd"])] * 3}, r"options\[0\].permittedDirection"),
    ],
)
def test_more_that_makes_no_conflict_names_its_place(put, change, message):
    with pytest.raises(ModelError, match=message):
        read_gmcr(put(syria_iraq(**change)))
