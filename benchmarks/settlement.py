"""How long shares and a lever search take: python benchmarks/settlement.py [--levers]."""

import sys
import time

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
from sulh.graph.from_case import conflict_from_decision
from sulh.settlement import Lever, find_levers, preferences_of, stability_share

OPTIONS = "abcdef"
MAKERS = ("one", "two", "three")


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
            Outcome(id="now", title=title, on=("a",), kind="status_quo"),
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


def main() -> None:
    """Print the figures."""
    known = decision()
    conflict = conflict_from_decision(known)
    stability_share(conflict, preferences_of(known), n=10, exact_limit=0)
    for n in (20_000,):
        seconds = []
        for _ in range(3):
            start = time.perf_counter()
            stability_share(conflict, preferences_of(known), n=n, exact_limit=0)
            seconds.append(time.perf_counter() - start)
        print(f"{n:,} draws, 5 concepts, 3 DMs, 64 states: {min(seconds):.2f} s")
    if "--levers" in sys.argv:
        start, cpu = time.perf_counter(), time.process_time()
        found = find_levers(known, "deal", p=0.9, levers=levers(), max_size=4, n=2_000)
        wall, cpu = time.perf_counter() - start, time.process_time() - cpu
        print(f"{found.n_sets} sets of up to 4 of 12 levers, 2,000 draws each: {wall:.0f} s")
        print(f"  ({cpu:.0f} s of processor); {len(found.minimal)} minimal sets")


if __name__ == "__main__":
    main()
