"""The figures of the settlement room, each with the value asked for beside it.

python benchmarks/settlement.py            shares: published counts, sampling, speed
python benchmarks/settlement.py --levers   and the lever searches (about two minutes)
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

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
P, HIGH = 0.6, 0.9
"""Shares that levers are to reach."""
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


def made(name: str, op: PatchOp, cost: float = 1.0) -> Lever:
    """A lever of one change."""
    title = Text(en=name)
    patch = Patch(id=name, title=title, ops=(op,))
    return Lever(id=name, kind="bar", title=title, cost=cost, patch=patch)


def bar(option: str) -> Lever:
    """A lever that lets an option only be switched off."""
    path = f"decisions/d:benchmark/options/{option}/moves"
    return made(f"bar_{option}", PatchOp(op="set", path=path, value="off"))


def wish(name: str, who: str, condition: str, belief: float, cost: float = 1.0) -> Lever:
    """A lever that gives a decision maker a further wish."""
    value = Statement(
        id=name, decision_maker=who, condition=condition, belief=belief, basis="assumed"
    )
    path = "decisions/d:benchmark/statements"
    return made(name, PatchOp(op="add", path=path, value=value), cost)


def levers() -> list[Lever]:
    """12 levers: 6 bar a move, 6 add a statement."""
    return [
        lever
        for i, o in enumerate(OPTIONS)
        for lever in (bar(o), wish(f"price_{o}", MAKERS[i // 2], f"not {o}", 0.7))
    ]


def twenty_four() -> list[Lever]:
    """The 12, and each once more at another cost: all may be taken together."""
    again = [
        replace(bar(o), id=f"bar_{o}_2", cost=1.5)
        if kind == "bar"
        else wish(f"price_{o}_2", MAKERS[i // 2], f"not {o}", 0.7, 1.5)
        for i, o in enumerate(OPTIONS)
        for kind in ("bar", "price")
    ]
    return [*levers(), *again]


def forty() -> list[Lever]:
    """The 12, and 28 further wishes: surer ones, others' answers, pacts, and one that is wide."""
    owner = dict(zip(OPTIONS, (MAKERS[i // 2] for i in range(6)), strict=True))
    after = dict(zip(MAKERS, (*MAKERS[1:], MAKERS[0]), strict=True))
    return [
        *levers(),
        *(wish(f"pledge_{o}", owner[o], f"not {o}", 0.9, 1.5) for o in OPTIONS),
        *(wish(f"answer_{o}", after[owner[o]], f"not {o}", 0.8) for o in OPTIONS),
        *(wish(f"pact_{x}{y}", owner[x], f"{x} iff {y}", 0.8) for x, y in combinations(OPTIONS, 2)),
        wish("calm", "one", "not a and not d and not e and not f", 0.9, 2.0),
    ]


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
    """Sets of up to 4 levers, 2,000 draws each: every set, and by the program."""
    searched("12", levers(), P, "every set", "60 s at most")
    searched("12", levers(), P, "milp", "the same sets")
    searched("24", twenty_four(), P, "every set", "180 s at most")
    searched("40", forty(), HIGH, "milp", "that it ends")


def searched(size: str, tools: list[Lever], p: float, method: str, asked: str) -> None:
    """Print what one search of levers finds, and how long it takes."""
    wall, cpu, found = timed(
        lambda: find_levers(
            decision(SEARCHED), "deal", p=p, levers=tools, max_size=4, n=2_000, method=method
        )
    )
    shown(
        f"{size} levers, {found.n_tried:,} of {found.n_sets:,} sets tried ({method})",
        seconds(wall, cpu), asked,
    )  # fmt: skip
    sets = ["+".join(each.levers) for each in found.minimal]
    some = ", ".join(sets[:3]) + (", ..." if len(sets) > 3 else "")
    print(f"    {len(sets)} minimal sets reach {p}: {some}; complete: {found.complete}")


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
