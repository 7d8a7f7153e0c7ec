"""A set of levers put together from its parts is judged as the changed decision as a whole."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from settlement_conflicts import statement, words

from sulh.case.model import (
    Aim,
    Barred,
    Decision,
    DecisionMaker,
    Option,
    Outcome,
    Patch,
    PatchOp,
    Weight,
)
from sulh.errors import ModelError, SulhError
from sulh.graph import monte_carlo
from sulh.settlement import Lever
from sulh.settlement.decisions import deal_of
from sulh.settlement.space import OrderSpace
from sulh.settlement.tally import look_through
from sulh.settlement.touching import touches_of
from sulh.settlement.trying import Trying

OPTIONS, OWNERS = "abcde", ("one", "one", "two", "two", "three")
MAKERS = ("one", "two", "three")


def condition(rng):
    x, y = rng.choice(list(OPTIONS), 2, replace=False)
    return f"{rng.choice(['', 'not '])}{x} {rng.choice(['and', 'or', 'iff'])} not {y}"


def decision(rng, *, tied=False, ranked=""):
    """Three decision makers; statements that may rest on one claim, one of a choice."""
    statements = []
    for who in MAKERS:
        for j in range(3):
            held = statement(who, j, condition(rng), belief=float(rng.choice([1.0, 0.6])))
            if tied and j == 0:
                held = replace(held, claims=("c:1",))
            statements.append(held)
        statements[-1] = replace(statements[-1], choice="c", belief=0.7)
        statements.append(replace(statements[-1], id=f"{who}_other", condition=condition(rng)))
    given_ = [s for s in statements if s.decision_maker != ranked]
    return Decision(
        id="d:x",
        title=words("x"),
        decision_makers=tuple(DecisionMaker(id=w, title=words(w)) for w in MAKERS),
        options=tuple(
            Option(id=o, owner=w, title=words(o)) for o, w in zip(OPTIONS, OWNERS, strict=True)
        ),
        barred=(Barred(decision_maker="two", source="c", target="a and not c"),),
        statements=tuple(given_),
        weights=(Weight(decision_maker=ranked, condition="a", weight=2.0),) if ranked else (),
        outcomes=(
            Outcome(id="now", title=words("now"), on=("b", "e"), kind="status_quo"),
            Outcome(id="deal", title=words("deal"), on=("a", "c"), kind="settlement"),
        ),
    )


def lever(name, *ops, **more):
    made = tuple(PatchOp(op=op, path=f"decisions/d:x/{path}", value=v) for op, path, v in ops)
    patch = Patch(id=name, title=words(name), ops=made)
    return Lever(id=name, kind="bar", title=words(name), cost=1.0, patch=patch, **more)


def kit(rng):
    """Levers of every kind, and such as lean on, undo or exclude one another."""
    wish = statement("one", "_wish", condition(rng), belief=0.5)
    guarantor = DecisionMaker(id="four", title=words("four"))
    answer = Option(id="p", owner="four", title=words("p"))
    return [
        lever("bar_b", ("set", "options/b/moves", "off")),
        lever("bar_e", ("set", "options/e/moves", "off")),
        lever("free_b", ("set", "options/b/moves", "on")),
        lever("lock_c", ("set", "options/c/moves", "on")),
        lever("wish", ("add", "statements", wish)),
        lever("other_wish", ("add", "statements", replace(wish, id="w2", condition="not b"))),
        lever("same_name", ("add", "statements", replace(wish, decision_maker="two"))),
        lever("surer", ("set", "statements/two0/belief", 1.0)),
        lever("first", ("set", "statements/two1/over", ("two0",))),
        lever("drop", ("remove", "statements/three1", None)),
        lever("join", ("set", "statements/three0/choice", "c")),
        lever("claim", ("set", "statements/one1/claims", ("c:1",))),
        lever("whose", ("set", "statements/one1/decision_maker", "two")),
        lever("lean", ("set", "statements/one_wish/belief", 1.0)),
        lever("both", ("set", "options/d/moves", "off"), ("add", "statements", replace(wish, id="w3", decision_maker="three"))),
        lever("forbid", ("add", "infeasible", "b and d")),
        lever("guarantee", ("add", "decision_makers", guarantor), ("add", "options", answer), ("add", "statements", statement("four", 0, "p iff b", belief=0.8))),
        lever("fourth_wish", ("add", "statements", statement("four", 1, "not b"))),
        lever("aim", ("add", "aims", Aim(id="x", decision_maker="three", condition="a", wants="more"))),
        lever("steps", exchange=("a", "b"), n_steps=2),
        lever("separate", signatories=("one",)),
    ]  # fmt: skip


def whole(trying, members):
    """The changed decision, looked through as a whole with the stability of all its states."""
    changed = trying.changed(members)
    if changed is None:
        return None
    deal = deal_of(changed, trying.target)
    space = OrderSpace(deal.conflict, changed.preferences, max_rows=10 * trying.n)

    def watch(ranks, stable):
        flags = {"holds": (stable["seq"] & stable["sseq"])[:, :, deal.ways.state].all(axis=1)}
        for i, step in enumerate(deal.steps):
            judged = monte_carlo(step.conflict, ranks, ("seq", "sseq"))
            flags[f"step{i}"] = judged[..., step.state].all(axis=(1, 2))
        return flags

    looked = look_through(
        space, ("seq", "sseq"), watch, n=trying.n, seed=trying.seed,
        exact_limit=trying.exact_per_draw * trying.n, own=False,
    )  # fmt: skip
    return tuple(
        looked.share(name) for name in ("holds", *(f"step{i}" for i in range(len(deal.steps))))
    )


def outcome_of(work, *given_):
    try:
        found = work(*given_)
    except SulhError as error:
        return type(error), error.message
    return found


def agree(trying, sets):
    """How many of the sets fit; each must be judged as a whole is."""
    fit = 0
    for members in sets:
        found = outcome_of(trying, members)
        expected = outcome_of(whole, trying, members)
        if found is None and expected is not None:  # what others do leaves the deal no state
            assert expected[0] is ModelError
            assert {"steps", "separate"} & {trying.levers[m].id for m in members}
            continue
        got = (found.holds, *found.steps) if hasattr(found, "holds") else found
        assert got == expected, [trying.levers[m].id for m in members]
        fit += hasattr(found, "holds")
    return fit


def sets_of(n, size):
    return [m for k in range(size + 1) for m in combinations(range(n), k)]


@given(st.integers(0, 10**6), st.booleans(), st.sampled_from(["", "", "three"]))
@settings(max_examples=15, deadline=None)
def test_a_set_is_judged_as_the_changed_decision_is(seed, tied, ranked):
    rng = np.random.default_rng(seed)
    known, tools = decision(rng, tied=tied, ranked=ranked), kit(rng)
    picked = tuple(tools[i] for i in sorted(rng.choice(len(tools), 6, replace=False)))
    trying = Trying(known, "deal", picked, n=60, seed=seed, exact_per_draw=0)
    every = sets_of(6, 4)
    agree(trying, [(), *(every[i] for i in rng.choice(len(every), 14, replace=False))])


@given(st.integers(0, 10**6), st.booleans())
@settings(max_examples=8, deadline=None)
def test_so_it_is_by_parts_and_where_all_orders_are_gone_through(seed, tied):
    rng = np.random.default_rng(seed)
    tools = [each for each in kit(rng) if each.id not in {"lean", "fourth_wish"}]
    light = [
        t
        for t, touch in zip(tools, touches_of(decision(rng), tools), strict=True)
        if not touch.everything
    ]
    assert len(light) >= 8
    picked = tuple(light[i] for i in sorted(rng.choice(len(light), 6, replace=False)))
    few = decision(rng, tied=tied)
    few = replace(few, statements=tuple(s for s in few.statements if s.id[-1] in "01"))
    trying = Trying(few, "deal", picked, n=400, seed=seed)
    assert agree(trying, sets_of(6, 2)) > 10
    assert trying(()).holds.exact


TWINS = [
    ("wish", "lean"),
    ("wish", "same_name"),
    ("same_name", "own_wish"),
    ("by_place", "drop_one"),
    ("drop", "drop_twin"),
    ("guarantee", "fourth_wish"),
    ("first", "drop_two"),
    ("free_b", "bar_b"),
    ("whose", "claim"),
]


@pytest.mark.parametrize("names", TWINS, ids="+".join)
def test_levers_that_hang_on_one_another_are_judged_together(names):
    rng = np.random.default_rng(6)  # a decision that tells the difference
    known, tools = decision(rng), {each.id: each for each in kit(rng)}
    for name in ("drop_one", "drop_two"):
        tools[name] = lever(name, ("remove", f"statements/{name[5:]}0", None))
    tools["drop_twin"] = replace(tools["drop"], id="drop_twin")
    tools["by_place"] = lever("by_place", ("remove", "statements/5", None))
    (add,) = tools["wish"].patch.ops
    surer = ("set", "statements/one_wish/belief", 1.0)
    tools["own_wish"] = lever("own_wish", ("add", "statements", add.value), surer)
    picked = tuple(tools[name] for name in (*names, "bar_e", "surer"))
    for order in (picked, picked[::-1]):
        trying = Trying(known, "deal", order, n=200, seed=1, exact_per_draw=0)
        agree(trying, sets_of(4, 4))
