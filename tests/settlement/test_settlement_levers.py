"""Levers: only those that protect; minimal sets and the front against brute force."""

import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from settlement_conflicts import core, statement, words

from sulh.case.model import Patch, PatchOp
from sulh.errors import LimitError, ModelError
from sulh.frame import frame_case
from sulh.settlement import Lever, apply_levers, find_levers, levers_of
from sulh.settlement.decisions import study_outcome
from sulh.settlement.levers import refuse_harm
from sulh.settlement.protecting import harmful_options

sys.path.insert(0, str(Path(__file__).parents[1] / "frame"))
from frame_cases import one_by_one, siege


def lever(name, *ops, cost=1.0):
    made = tuple(PatchOp(op=op, path=f"decisions/d:core/{path}", value=v) for op, path, v in ops)
    patch = Patch(id=name, title=words(name), ops=made)
    return Lever(id=name, kind="bar", title=words(name), cost=cost, patch=patch)


MONITORS = lever("monitors", ("set", "options/B/moves", "off"), cost=3)
OATH = lever(
    "oath",
    ("remove", "statements/guarantor_empty", None),
    ("set", "statements/guarantor_credible/choice", ""),
    ("set", "statements/guarantor_credible/belief", 1.0),
    cost=2,
)
DISMISS = lever("dismiss", ("set", "options/P/moves", "off"), cost=1)
HALT = lever("halt", ("set", "options/A/moves", "off"), cost=4)


def holds(decision, levers=(), n=500):
    changed = apply_levers(decision, levers)
    return study_outcome(changed, "kept", n=n, seed=0, exact_per_draw=50).looked.share("holds", 0)


def test_a_guarantee_helps_changes_nothing_or_harms():
    assert holds(core("either")).p == 0.5
    assert holds(core("either"), [OATH]).p == 1.0
    # where the guarantor would not punish in any case, its being there changes nothing
    assert holds(core("empty")).p == holds(core("empty"), [DISMISS]).p == 0.0
    # and taking its answer away destroys a settlement that rests on it: levers are not monotone
    assert holds(core("credible")).p == 1.0
    assert holds(core("credible"), [DISMISS]).p == 0.0
    # a guarantor that would rather see the quarter punished than kept harms
    spiteful = core("credible")
    turned = tuple(
        replace(s, condition="P iff not B") if s.condition == "P iff B" else s
        for s in spiteful.statements
    )
    assert holds(replace(spiteful, statements=turned)).p == 0.0


def test_minimal_sets_and_front_are_complete_by_brute_force():
    decision = core("either", free=("besieger",))
    levers = [MONITORS, OATH, DISMISS, HALT]
    found = find_levers(decision, "kept", p=0.9, levers=levers, n=300)
    works, every = set(), []
    for size in range(5):
        for members in combinations(range(4), size):
            share = study_outcome(
                apply_levers(decision, [levers[m] for m in members]), "kept", n=300, seed=0
            ).looked.share("holds", 0)
            every.append((sum(levers[m].cost for m in members), share.p))
            if share.p >= 0.9:
                works.add(frozenset(members))
    minimal = {w for w in works if not any(v < w for v in works)}
    names = {frozenset(levers[m].id for m in members) for members in minimal}
    assert {frozenset(each.levers) for each in found.minimal} == names
    assert names
    front = {(each.cost, each.holds.p) for each in found.front}
    best = {
        (cost, p) for cost, p in every
        if not any((c <= cost and q >= p) and (c, q) != (cost, p) for c, q in every)
    }  # fmt: skip
    assert front == best
    assert found.n_sets == 16


def test_a_working_set_says_nothing_of_a_larger_one():
    found = find_levers(core("either"), "kept", p=1.0, levers=[OATH, DISMISS], n=100)
    assert [each.levers for each in found.minimal] == [("oath",)]
    both = holds(core("either"), [OATH, DISMISS])
    assert both.p == 0.0


def test_who_would_still_break_it_is_said_with_the_move():
    found = find_levers(core("empty"), "kept", levers=[HALT], n=100)
    assert found.minimal == ()
    (breaker,) = found.without.breakers
    assert (breaker.decision_maker, breaker.share) == ("besieger", 1.0)
    assert breaker.explanation.reasons[0].kind == "unsanctioned"
    assert find_levers(core("credible"), "kept", levers=[], n=100).without.breakers == ()


def test_levers_that_exclude_one_another_are_counted_and_left_out():
    twice = lever("oath2", ("remove", "statements/guarantor_empty", None))
    found = find_levers(core("either"), "kept", levers=[OATH, twice], n=100)
    assert (found.n_sets, found.n_unfit) == (4, 1)


HARMFUL = [
    ("keeps the assault on", ("set", "options/A/moves", "on")),
    ("lets it be kept up", ("set", "options/A/moves", "both")),
    ("wants the assault", ("add", "statements", statement("besieger", 9, "A"))),
    ("rewards the assault", ("add", "statements", statement("besieger", 9, "A and not H"))),
    ("rules out peace", ("add", "infeasible", "not A")),
    ("takes a wish away", ("remove", "statements/mind", None)),
    ("doubts a wish", ("set", "statements/mind/belief", 0.1)),
    ("takes the guarantor's option away", ("remove", "options/P", None)),
    ("takes the council away", ("remove", "decision_makers/local", None)),
    ("rewrites a wish", ("set", "statements/besieger0/condition", "A")),
    ("changes the title", ("set", "title/en", "x")),
]


@pytest.mark.parametrize(("what", "op"), HARMFUL, ids=[what for what, _ in HARMFUL])
def test_levers_that_do_not_protect_are_refused(what, op):
    decision = core()
    mind = statement("besieger", "_mind", "not A")
    decision = replace(decision, statements=(*decision.statements, replace(mind, id="mind")))
    with pytest.raises(ModelError, match="lever bad"):
        refuse_harm(decision, lever("bad", op))
    with pytest.raises(ModelError, match="lever bad"):
        find_levers(decision, "kept", levers=[lever("bad", op)], n=50)


def test_levers_outside_the_decision_are_refused():
    patch = Patch(id="x", title=words("x"), ops=(PatchOp(op="set", path="title/en", value="x"),))
    outside = Lever(id="bad", kind="bar", title=words("x"), cost=0, patch=patch)
    with pytest.raises(ModelError, match="outside the decision"):
        refuse_harm(core(), outside)


@pytest.mark.parametrize("case", [siege(), one_by_one()], ids=["siege", "one by one"])
def test_every_lever_of_a_pattern_protects_and_applies(case):
    for decision in frame_case(case).decisions:
        levers = levers_of(decision)
        assert levers
        assert harmful_options(decision)
        for each in levers:
            refuse_harm(decision, each)
            apply_levers(decision, [each])


def test_limits_and_names():
    many = [lever(f"l{i}", ("set", "options/A/moves", "off")) for i in range(65)]
    with pytest.raises(LimitError, match="64"):
        find_levers(core(), "kept", levers=many)
    with pytest.raises(LimitError, match="method milp"):
        find_levers(core(), "kept", levers=many[:20], max_size=8, method="every set")
    with pytest.raises(LimitError, match="at most 1"):
        find_levers(core(), "kept", p=1.5, levers=[])
    with pytest.raises(ModelError, match="did you mean kept"):
        find_levers(core(), "keep", levers=[])
    assert find_levers(core(), levers=[], n=50).outcome == "kept"
