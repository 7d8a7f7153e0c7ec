"""Levers of the analyst's own, from a file; costs; and everything that settle is asked for."""

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from sulh.errors import LimitError, ModelError, UnreadableError
from sulh.frame import frame_case
from sulh.settlement import Line, find_levers, lever_file, levers_for, read_levers, settle
from sulh.settlement.decisions import study_outcome
from sulh.settlement.staging import staged

sys.path.insert(0, str(Path(__file__).parents[1] / "frame"))
from frame_cases import siege

ENTRY = """
levers:
  - id: {id}
    title: {{ar: "أداة", en: "a lever"}}
    cost: {cost}
    {what}
"""


def framed():
    return next(d for d in frame_case(siege()).decisions if d.pattern == "siege-and-evacuation")


def written(tmp_path, what, name="mine", cost="2"):
    path = tmp_path / "levers.yaml"
    path.write_text(ENTRY.format(id=name, cost=cost, what=what), encoding="utf-8")
    return path


def made(tmp_path, what, outcome="kept_settlement"):
    (lever,) = levers_for(framed(), read_levers(written(tmp_path, what)), outcome)
    return lever


def test_the_example_in_the_page_reads_and_fits(tmp_path):
    text = lever_file.__doc__.split("::\n", 1)[1]
    path = tmp_path / "levers.yaml"
    path.write_text(re.sub(r"^    ", "", text, flags=re.MULTILINE), encoding="utf-8")
    entries = read_levers(path)
    assert {e.id for e in entries} >= {"monitors", "un_guarantee", "halves", "without_them", "join"}
    decision = framed()
    makers = {who.id for who in decision.decision_makers}
    fitting = [e for e in entries if set(e.separate) <= makers]
    kinds = {lever.kind for lever in levers_for(decision, fitting, "kept_settlement")}
    assert kinds >= {
        "bar",
        "irreversible",
        "guarantee",
        "penalty",
        "side_payment",
        "sequence",
        "include",
    }


KINDS = [
    ("bar: breach", lambda d: next(o for o in d.options if o.id == "breach").moves == "off"),
    ("irreversible: assault", lambda d: next(o for o in d.options if o.id == "assault").moves == "off"),
    ("irreversible: leave", lambda d: next(o for o in d.options if o.id == "leave").moves == "on"),
    (
        "penalty: {of: besieger, condition: not breach, over: [besieger_breach], belief: 0.7}",
        lambda d: next(s for s in d.statements if s.id == "mine").over == ("besieger_breach",),
    ),
    (
        "side_payment: {of: local_body, condition: hand_over}",
        lambda d: next(s for s in d.statements if s.id == "mine").belief == 1.0,
    ),
    (
        "sequence: {options: [hand_over, leave, assault], steps: 2}",
        lambda d: "hand_over_part2" in {o.id for o in d.options},
    ),
    (
        "separate: [besieger, local_body]",
        lambda d: next(o for o in d.outcomes if o.id == "kept_settlement").on == ("hand_over",),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("what", "true_of"), KINDS, ids=[what for what, _ in KINDS])
def test_what_each_kind_does(tmp_path, what, true_of):
    lever = made(tmp_path, what)
    assert (lever.kind, lever.cost, lever.title.ar) == (what.split(":")[0], 2.0, "أداة")
    assert true_of(staged(framed(), "kept_settlement", [lever]).decision)


@pytest.mark.parametrize(("credible", "helps"), [("1.0", True), ("0.0", False)])
def test_a_guarantor_has_preferences_of_its_own(tmp_path, credible, helps):
    """A credible new guarantor helps; one that would do nothing changes nothing."""
    what = f"guarantee: {{by: un, option: sanction, against: breach, credible: {credible}}}"
    lever = made(tmp_path, what)
    decision = framed()

    def holds(levers):
        changed = staged(decision, "kept_settlement", levers)
        study = study_outcome(changed, "kept_settlement", n=2_000, seed=0, roads=False)
        return study.looked.share("holds", 0).p

    assert (holds([lever]) > holds([]) + 0.05) == helps
    if not helps:
        assert abs(holds([lever]) - holds([])) < 0.03


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("bar: breech", "did you mean breach"),
        ("irreversible: x", "option x"),
        ("penalty: {of: beseiger, condition: not breach}", "did you mean besieger"),
        ("penalty: {of: besieger, condition: assault}", "want harm"),
        (
            "guarantee: {by: un, option: sanction, against: brech, credible: 1}",
            "did you mean breach",
        ),
        ("guarantee: {by: besieger, option: shell, against: breach, credible: 1}", "something new"),
        ("sequence: {options: [hand_over], steps: 2}", "while assault goes on"),
        ("sequence: {options: [assault, hand_over], steps: 20}", "2 to 6 steps"),
        ("separate: [local_body]", "leaves assault on"),
        ("separate: [nobody]", "nobody called nobody"),
        ("kind: include\n    ops: [{op: remove, path: statements/nothing}]", "nothing"),
        (
            "kind: include\n    ops: [{op: remove, path: statements/besieger_leave/condition}]",
            "mine",
        ),
    ],
)
def test_what_does_not_fit_or_protect_is_refused_by_name(tmp_path, what, said):
    entries = read_levers(written(tmp_path, what))
    with pytest.raises(ModelError, match=said) as error:
        levers_for(framed(), entries, "kept_settlement")
    assert "mine" in str(error.value)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("colour: red", "colour"),
        ("bar: breach\n    irreversible: leave", "in 2 ways"),
        ("kind: bar", "in 0 ways"),
        ("ops: [{op: remove, path: statements/x}]", "in 1 ways"),
        ("kind: tighten\n    bar: breach", "tighten"),
    ],
)
def test_a_file_that_is_wrong_says_where(tmp_path, what, said):
    with pytest.raises(ModelError, match=said) as error:
        read_levers(written(tmp_path, what))
    assert "levers.yaml" in str(error.value)
    assert error.value.where.line > 1


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(UnreadableError, match="cannot be read"):
        read_levers(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes("levers: [é]".encode("latin-1"))
    with pytest.raises(UnreadableError, match="UTF-8"):
        read_levers(tmp_path / "latin.yaml")
    twice = tmp_path / "twice.yaml"
    twice.write_text(
        "levers:\n" + "".join(
            f'  - {{id: a, title: {{ar: "أ", en: a}}, cost: {i}, bar: breach}}\n' for i in (1, 2)
        ), encoding="utf-8",
    )  # fmt: skip
    with pytest.raises(ModelError, match="two levers are called a"):
        read_levers(twice)
    with pytest.raises(ModelError, match="cost"):
        read_levers(written(tmp_path, "bar: breach", cost="-1"))


def test_settle_answers_all_that_it_is_asked(tmp_path):
    case = frame_case(siege())
    decision = next(d for d in case.decisions if d.pattern == "siege-and-evacuation")
    told = []
    red = Line(decision_maker="hold_out", condition="not leave", kind="red", by="party")
    result = settle(
        case, decisions=[decision.id], runs=0, n=400, drivers=True, levers=True, sources=True,
        offers=True, zones=True, own_levers=read_levers(written(tmp_path, "bar: breach", "watch")),
        costs={"monitored_line": 50, "watch": 4}, lines=[red], progress=lambda *a: told.append(a),
    )  # fmt: skip
    (search,) = result.levers
    costs = {lever.id: lever.cost for lever in search.levers}
    assert (costs["monitored_line"], costs["watch"]) == (50.0, 4.0)
    # the analyst's costs decide which of two levers that do the same is on the front
    assert not any("monitored_line" in each.levers for each in search.front)
    assert any(each.levers == ("watch",) and each.cost == 4.0 for each in search.front)
    assert {o.change: o.cost for o in result.offers[0].offers if o.kind == "lever"} == costs
    assert any(s.levers is not None for s in result.drivers[0].statements)
    assert result.drivers[0].ask_next
    assert [s.source for s in result.sources[0].sources] == ["s:one"]
    assert result.zones[0].lines == (red,)
    assert {stage for stage, _ in told} == {
        "decisions",
        "drivers",
        "levers",
        "sources",
        "offers",
        "zones",
    }
    for stage in ("drivers", "levers", "sources", "offers", "zones"):
        parts = [part for name, part in told if name == stage]
        assert parts == sorted(parts)
        assert parts[-1] == 1.0
    same = settle(
        case, decisions=[decision.id], runs=0, n=400, levers=True, costs={"monitored_line": 50}
    )
    assert same.levers[0].without == search.without


def test_costs_and_entries_that_fit_nothing_are_said(tmp_path):
    case = frame_case(siege())
    with pytest.raises(ModelError, match="did you mean monitored_line"):
        settle(case, runs=0, n=50, levers=True, costs={"monitored_lin": 1})
    with pytest.raises(ModelError, match="did you mean breach"):
        settle(
            case,
            runs=0,
            n=50,
            levers=True,
            own_levers=read_levers(written(tmp_path, "bar: breech")),
        )
    path = written(tmp_path, "bar: breach\n    decision: d:else")
    with pytest.raises(ModelError, match="which is not asked about"):
        settle(case, runs=0, n=50, levers=True, own_levers=read_levers(path))
    path = written(tmp_path, "bar: breach", "monitored_line")
    with pytest.raises(ModelError, match="rename your own"):
        settle(case, runs=0, n=50, levers=True, own_levers=read_levers(path))
    decision = framed()
    with pytest.raises(ModelError, match="a cost is a number"):
        find_levers(decision, costs={"monitored_line": -1.0}, n=20)
    with pytest.raises(ModelError, match="a cost is a number"):
        find_levers(decision, costs={"monitored_line": float("nan")}, n=20)


def test_a_search_that_is_interrupted_hands_back_what_it_has():
    whole = find_levers(framed(), n=50)
    told = []

    def stop(done):
        told.append(done)
        if len(told) == 9:
            raise KeyboardInterrupt

    found = find_levers(framed(), n=50, progress=stop)
    assert (found.complete, found.n_tried) == (False, 9)
    assert found.n_sets == whole.n_sets > 9
    names = {each.levers for each in whole.minimal}
    assert {each.levers for each in found.minimal} <= names
    below = {each.levers for each in whole.minimal if each.cost < found.bound}
    assert below <= {each.levers for each in found.minimal}
    assert whole.complete
    assert whole.bound is None


def test_a_search_out_of_time_hands_back_what_it_has():
    found = find_levers(framed(), n=50, time_limit=1e-9)
    assert (found.complete, found.n_tried) == (False, 1)
    assert found.bound == min(lever.cost for lever in found.levers)
    assert found.front == (found.without,)
    with pytest.raises(LimitError, match="above 0 seconds"):
        find_levers(framed(), n=50, time_limit=0)


def test_a_search_without_levers_tries_the_one_set_there_is():
    decision = replace(framed(), pattern="")
    assert find_levers(decision, levers=[], n=50).n_sets == 1
