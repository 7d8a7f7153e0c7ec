"""The figures of the settlement room, each with the value asked for beside it.

python benchmarks/settlement.py            shares: published counts, sampling, speed
python benchmarks/settlement.py --levers   and the lever searches (about a minute)
"""

import os
import sys
import time
from collections.abc import Callable

import numpy as np

from sulh.case.model import (
    Decision,
    DecisionMaker,
    Option,
    Outcome,
    Patch,
    PatchOp,
    Statement,
    Text,
)
from sulh.graph import Conflict
from sulh.graph.from_case import conflict_from_decision
from sulh.settlement import Lever, StateOrder, find_levers, preferences_of, stability_share
from sulh.settlement.space import OrderSpace
from sulh.settlement.tally import look_through

OPTIONS = "abcdef"
MAKERS = ("one", "two", "three")
PUBLISHED = [240, 384, 384, 300, 300]
P = 0.6
SEARCHED = 2
"""Seed of a decision in which some sets of levers work."""


def decision(seed: int = 0) -> Decision:
    """3 decision makers with 2 options each (64 states) and 6 uncertain statements each."""
    rng = np.random.default_rng(seed)
    statements = []
    for who in MAKERS:
        for j in range(6):
            x, y = rng.choice(list(OPTIONS), 2, replace=False)
            condition = f"{x} {rng.choice(['and', 'or', 'iff'])} {rng.choice(['not ', ''])}{y}"
            statements.append(
                Statement(id=f"{who}{j}", decision_maker=who, condition=condition, belief=0.8)
            )
    title = Text(en="benchmark")
    return Decision(
        id="d:benchmark",
        title=title,
        decision_makers=tuple(DecisionMaker(id=who, title=title) for who in MAKERS),
        options=tuple(
            Option(id=o, owner=MAKERS[i // 2], title=title) for i, o in enumerate(OPTIONS)
        ),
        statements=tuple(statements),
        outcomes=(
            Outcome(id="now", title=title, on=(), kind="status_quo"),
            Outcome(id="deal", title=title, on=("b", "c"), kind="settlement"),
        ),
    )


def levers() -> list[Lever]:
    """12 levers: 6 bar a move, 6 add a statement."""
    made = []
    for i, option in enumerate(OPTIONS):
        bar = PatchOp(op="set", path=f"decisions/d:benchmark/options/{option}/moves", value="off")
        wish = Statement(
            id=f"price{i}",
            decision_maker=MAKERS[i // 2],
            condition=f"not {option}",
            belief=0.7,
            basis="assumed",
        )
        add = PatchOp(op="add", path="decisions/d:benchmark/statements", value=wish)
        for name, op in ((f"bar_{option}", bar), (f"price_{option}", add)):
            title = Text(en=name)
            patch = Patch(id=name, title=title, ops=(op,))
            made.append(Lever(id=name, kind="bar", title=title, cost=1.0, patch=patch))
    return made


def timed(work: Callable[[], object]) -> tuple[float, float, object]:
    """Wall seconds, seconds of processor, and what came out."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    return time.perf_counter() - wall, time.process_time() - cpu, found


def shown(what: str, found: str, asked: str) -> None:
    """Print one figure with the asked value beside it."""
    print(f"{what:<62} {found:<34} asked: {asked}")


def syria_iraq() -> tuple[Conflict, int]:
    """Syria-Iraq 1975 (Hipel, Kilgour and Kinsara 2014) and its state 2."""
    states = {1: 0b000, 2: 0b001, 3: 0b010, 4: 0b100, 5: 0b101, 6: 0b110}
    payoffs = np.zeros((2, 8))
    for who, order in enumerate(([1, 3, 6, 2, 4, 5], [2, 4, 6, 1, 5, 3])):
        for place, number in enumerate(order):
            payoffs[who, states[number]] = 6 - place
    feasible = [state & 3 != 3 for state in range(8)]
    return Conflict.from_arrays([0, 0, 1], payoffs, feasible=feasible), states[2]


def published() -> None:
    """State 2 with Syria's order free: exactly, and how often a sample is near."""
    conflict, state = syria_iraq()
    free = [StateOrder(), None]
    exact = stability_share(conflict, free)
    names = ("nash", "seq", "gmr", "smr", "sseq")
    counts = [round(exact.share(name, state, 0).p * 720) for name in names]
    shown(f"Syria-Iraq state 2 of {exact.n}: {', '.join(names)}", str(counts), str(PUBLISHED))
    space = OrderSpace(conflict, tuple(free))
    near = dict.fromkeys(names, 0)
    for seed in range(100):
        looked = look_through(
            space, names, lambda *_: {}, n=20_000, seed=seed, exact_limit=0, own=False
        )
        for name, count in zip(names, counts, strict=True):
            share = looked.share(name, 0, state)
            near[name] += abs(share.p - count / 720) <= 3 * share.se
    shown(
        "  20,000 draws within 3 s.e., seeds of 100", str(list(near.values())), "at least 98 each"
    )


def speed() -> None:
    """20,000 draws, five concepts, 3 decision makers, 64 states, 6 uncertain statements each."""
    known = decision()
    conflict = conflict_from_decision(known)
    stability_share(conflict, preferences_of(known), n=10, exact_limit=0)
    runs = [
        timed(lambda: stability_share(conflict, preferences_of(known), exact_limit=0))
        for _ in range(5)
    ]
    wall, cpu = min(r[0] for r in runs), min(r[1] for r in runs)
    shown("20,000 draws x 5 concepts, 3 DMs, 64 states", seconds(wall, cpu), "0.8 s at most")


def search() -> None:
    """12 levers, sets of up to 4, 2,000 draws each: every set, and by the program."""
    known, tools = decision(SEARCHED), levers()
    for method, asked in (("every set", "60 s at most"), ("milp", "the same sets")):
        wall, cpu, found = timed(
            lambda method=method: find_levers(
                known, "deal", p=P, levers=tools, max_size=4, n=2_000, method=method
            )
        )
        what = f"12 levers, {found.n_tried} of {found.n_sets} sets tried ({method})"
        shown(what, seconds(wall, cpu), asked)
        sets = sorted("+".join(each.levers) for each in found.minimal)
        print(
            f"    {len(sets)} minimal sets reach {P}: {', '.join(sets)}; complete: {found.complete}"
        )


def seconds(wall: float, cpu: float) -> str:
    """Both times in words."""
    return f"{wall:.2f} s, {cpu:.2f} s of processor"


def main() -> None:
    """Print the figures."""
    load = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    print(f"load {load}; {len(os.sched_getaffinity(0))} processors")
    published()
    speed()
    if "--levers" in sys.argv:
        search()


if __name__ == "__main__":
    main()
