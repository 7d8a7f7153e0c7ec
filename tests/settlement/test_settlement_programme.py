"""The mixed-integer search finds what trying every set finds, and tries fewer."""

from dataclasses import replace
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from settlement_conflicts import core, statement, words

from sulh.case.model import Decision, DecisionMaker, Option, Outcome, Patch, PatchOp
from sulh.settlement import Lever, find_levers
from sulh.settlement.search import minimal_of, try_every_set
from sulh.settlement.touching import touches
from sulh.settlement.trying import Trying

OPTIONS = "abcdef"
OWNERS = ("one", "one", "two", "two", "three", "three")


def lever(name, *ops, cost=1.0):
    made = tuple(PatchOp(op=op, path=f"decisions/d:x/{path}", value=v) for op, path, v in ops)
    patch = Patch(id=name, title=words(name), ops=made)
    return Lever(id=name, kind="bar", title=words(name), cost=cost, patch=patch)


def decision(rng, n_statements=3):
    statements = []
    for who in ("one", "two", "three"):
        for j in range(n_statements):
            x, y = rng.choice(list(OPTIONS), 2, replace=False)
            condition = f"{rng.choice(['', 'not '])}{x} {rng.choice(['and', 'or', 'iff'])} not {y}"
            belief = float(rng.choice([1.0, 0.7]))
            statements.append(statement(who, j, condition, belief=belief))
    return Decision(
        id="d:x",
        title=words("x"),
        decision_makers=tuple(DecisionMaker(id=w, title=words(w)) for w in dict.fromkeys(OWNERS)),
        options=tuple(
            Option(id=o, owner=w, title=words(o)) for o, w in zip(OPTIONS, OWNERS, strict=True)
        ),
        statements=tuple(statements),
        outcomes=(
            Outcome(id="now", title=words("now"), on=(), kind="status_quo"),
            Outcome(id="deal", title=words("deal"), on=("a", "c"), kind="settlement"),
        ),
    )


def levers(rng):
    """Bars in the direction of the settlement, wishes for it, and one lever that does both."""
    made = []
    for o, w in zip(OPTIONS, OWNERS, strict=True):
        on = o in "ac"
        cost = float(rng.integers(1, 5))
        made.append(
            lever(f"bar_{o}", ("set", f"options/{o}/moves", "on" if on else "off"), cost=cost)
        )
        wish = statement(w, f"_wish_{o}", o if on else f"not {o}", belief=0.8)
        made.append(lever(f"wish_{o}", ("add", "statements", wish), cost=float(rng.integers(1, 5))))
    made.append(replace(made[0], id="undo", patch=lever("undo", ("set", "options/c/moves", "both"), ("set", "options/e/moves", "on")).patch))  # fmt: skip
    return tuple(made)


@given(st.integers(0, 10**6))
@settings(max_examples=12, deadline=None)
def test_the_programme_finds_every_minimal_set_that_brute_force_finds(seed):
    rng = np.random.default_rng(seed)
    known, some = decision(rng), levers(rng)
    picked = tuple(some[i] for i in sorted(rng.choice(len(some), 7, replace=False)))
    p = float(rng.choice([0.5, 0.8, 0.95]))
    found = find_levers(known, "deal", p=p, levers=picked, max_size=3, n=80, method="milp")
    trying = Trying(known, "deal", picked, n=80, seed=0, exact_per_draw=0)
    tried = {m: f for m, f in try_every_set(trying, 3).items() if f is not None}
    names = {tuple(picked[m].id for m in members) for members in minimal_of(tried, p)}
    assert found.complete
    assert {each.levers for each in found.minimal} == names


def test_what_was_drawn_before_is_drawn_again():
    """Sets share their draws; a set tried after others is found as if it were tried alone."""
    rng = np.random.default_rng(4)
    known, some = decision(rng), levers(rng)[:6]
    shared = Trying(known, "deal", some, n=60, seed=3, exact_per_draw=0)
    for members in combinations(range(6), 2):
        alone = Trying(known, "deal", some, n=60, seed=3, exact_per_draw=0)
        assert shared(members) == alone(members) == shared(members)


def on_core(name, *ops):
    made = lever(name, *ops)
    ops = tuple(replace(op, path=op.path.replace("d:x", "d:core")) for op in made.patch.ops)
    return replace(made, patch=replace(made.patch, ops=ops))


OATH = (
    ("remove", "statements/guarantor_empty", None),
    ("set", "statements/guarantor_credible/choice", ""),
    ("set", "statements/guarantor_credible/belief", 1.0),
)


def test_anothers_wish_can_make_an_answer_where_there_is_a_legal_one():
    tools = [on_core("oath", *OATH), on_core("halt", ("set", "options/A/moves", "off"))]
    found = find_levers(core("either"), "kept", levers=tools, n=50, method="milp")
    assert [each.levers for each in found.minimal] == [("oath",)]
    assert found.complete


def test_a_set_that_reaches_p_and_no_more_is_found():
    tools = [on_core(f"bar_{o}", ("set", f"options/{o}/moves", "off")) for o in "AB"]
    found = find_levers(core("empty"), "kept", p=1.0, levers=tools, n=50, method="milp")
    assert [each.levers for each in found.minimal] == [("bar_B",)]
    assert found.minimal[0].holds.p == 1.0


def test_a_later_lever_can_undo_an_earlier_bar():
    tied = on_core("tied", *OATH, ("set", "options/P/moves", "off"))
    untie = on_core("untie", ("set", "options/P/moves", "on"))
    found = find_levers(core("either"), "kept", levers=[tied, untie], n=50, method="milp")
    assert [each.levers for each in found.minimal] == [("tied", "untie")]


def test_what_a_lever_can_touch():
    known = core("either")
    bar = touches(known, on_core("bar", ("set", "options/B/moves", "off")))
    assert (bar.bars, bar.wishes, bar.everything) == ({"B"}, frozenset(), False)
    oath = touches(known, on_core("oath", *OATH))
    assert (oath.bars, oath.wishes, oath.everything) == (frozenset(), {"guarantor"}, False)
    wish = on_core("wish", ("add", "statements", statement("local", "_w", "H", claims=("c:1",))))
    for sweeping in (
        wish,  # what rests on claims may be drawn with others
        on_core("free", ("set", "options/H/moves", "both")),
        on_core("rule", ("add", "infeasible", "B")),
        replace(on_core("steps"), exchange=("H",), n_steps=2),
    ):
        assert touches(known, sweeping).everything


def test_a_program_that_is_stopped_says_where_it_stands():
    rng = np.random.default_rng(0)
    known, some = decision(rng), levers(rng)[:8]
    told = []
    found = find_levers(
        known, "deal", p=0.8, levers=some, n=60, method="milp", max_tries=6, progress=told.append
    )
    assert not found.complete
    assert (found.method, found.n_tried) == ("milp", 6)
    assert found.bound >= 0
    assert told == sorted(told)
    trying = Trying(known, "deal", some, n=60, seed=0, exact_per_draw=0)
    tried = {m: f for m, f in try_every_set(trying, 4).items() if f is not None}
    below = {
        tuple(some[m].id for m in members)
        for members in minimal_of(tried, 0.8)
        if trying.cost(members) < found.bound
    }
    assert below <= {each.levers for each in found.minimal}


def test_many_levers_go_to_the_program():
    tools = [on_core(f"halt{i}", ("set", "options/A/moves", "off")) for i in range(40)]
    tools.append(on_core("oath", *OATH))
    found = find_levers(core("either"), "kept", levers=tools, n=50)
    assert (found.method, found.complete) == ("milp", True)
    assert found.n_sets > 100_000
    assert found.n_tried < 60
    assert [each.levers for each in found.minimal] == [("oath",)]
