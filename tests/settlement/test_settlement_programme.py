"""The mixed-integer search finds what trying every set finds, and tries fewer."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from settlement_conflicts import statement, words

from sulh.case.model import Decision, DecisionMaker, Option, Outcome, Patch, PatchOp
from sulh.settlement import Lever, find_levers
from sulh.settlement.search import minimal_of, try_every_set
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
    picked = tuple(some[i] for i in sorted(rng.choice(len(some), 8, replace=False)))
    p = float(rng.choice([0.5, 0.8, 0.95]))
    found = find_levers(known, "deal", p=p, levers=picked, max_size=4, n=120, method="milp")
    trying = Trying(known, "deal", picked, n=120, seed=0, exact_per_draw=0)
    tried = {m: f for m, f in try_every_set(trying, 4).items() if f is not None}
    names = {tuple(picked[m].id for m in members) for members in minimal_of(tried, p)}
    assert found.complete
    assert {each.levers for each in found.minimal} == names
