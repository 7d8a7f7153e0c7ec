"""Two besieging forces: a core worked by hand, and checked by brute force from the definitions.

Options: A, A2 assault; B, B2 break the deal; H hand over, E leave (not undone); P punish. The
first force is the client of a patron that wants the assault: H, E, not P and B, A iff not H, B.
The second that of a patron that wants the calm: neither A nor A2, H, E, not B2, not A2. By hand,
with nobody who punishes: from H E the first improves by B, and nobody answers, so H E does not
hold; the second never improves by B2. With the first's breach barred, nobody leaves H E.
"""

from dataclasses import dataclass, replace

import pytest
from settlement_conflicts import chain, statement

from sulh.case.model import Decision, DecisionMaker, Option, Outcome, Patch, PatchOp, Text
from sulh.graph import analyze
from sulh.graph.from_case import conflict_from_decision
from sulh.settlement import apply_levers
from sulh.settlement.decisions import settle_decision
from sulh.settlement.levers import Lever

NAMES = ("A", "A2", "B", "B2", "H", "E", "P")
OWNERS = {
    "A": "first", "A2": "second", "B": "first", "B2": "second", "H": "local", "E": "hold_out",
    "P": "guarantor",
}  # fmt: skip
WARLIKE = ("H", "E", "not (P and {b})", "{a} iff not H", "{b}")
CALM = ("not (A or A2)", "H", "E", "not {b}", "not {a}")
WANTS = {
    "local": ("not (H and (B or B2))", "not (A or A2)", "not H", "not E"),
    "hold_out": ("not (E and (B or B2))", "not (A or A2)", "not E"),
}
THREAT = {"credible": "P iff (B or B2)", "empty": "not P"}


def told(conditions, k):
    own = {"a": "A" + k, "b": "B" + k}
    return tuple(c.format(**own) for c in conditions)


def two(first, second, threat):
    """The decision in which every order is known."""
    wants = {
        "first": told(first, ""),
        "second": told(second, "2"),
        **WANTS,
        "guarantor": ("not (B or B2)", "not (A or A2)", THREAT[threat]),
    }
    statements = [
        s for who, cs in wants.items() for s in chain([statement(who, i, c) for i, c in enumerate(cs)])
    ]  # fmt: skip
    return Decision(
        id="d:two",
        title=Text(en="Two besiegers"),
        decision_makers=tuple(DecisionMaker(id=who, title=Text(en=who)) for who in wants),
        options=tuple(
            Option(
                id=o, owner=w, title=Text(en=o), moves="on" if o in "HE" else "both",
                harms=o[0] in "AB",
            )
            for o, w in OWNERS.items()
        ),
        infeasible=("B and not H", "B2 and not H"),
        statements=tuple(statements),
        outcomes=(
            Outcome(id="assault", title=Text(en="assault"), on=("A",), kind="status_quo"),
            Outcome(id="kept", title=Text(en="kept"), on=("H", "E"), kind="settlement"),
        ),
    )  # fmt: skip


# ---- a checker of its own: sets of names, Python conditions, no engine ---------------------------

TRUE = {
    "H": lambda s: "H" in s,
    "E": lambda s: "E" in s,
    "not H": lambda s: "H" not in s,
    "not E": lambda s: "E" not in s,
    "not P": lambda s: "P" not in s,
    "not (A or A2)": lambda s: not s & {"A", "A2"},
    "not (B or B2)": lambda s: not s & {"B", "B2"},
    "not (H and (B or B2))": lambda s: not ("H" in s and s & {"B", "B2"}),
    "not (E and (B or B2))": lambda s: not ("E" in s and s & {"B", "B2"}),
    "P iff (B or B2)": lambda s: ("P" in s) == bool(s & {"B", "B2"}),
}
for number in ("", "2"):
    a, b = "A" + number, "B" + number
    TRUE[f"not (P and {b})"] = lambda s, b=b: not {"P", b} <= s
    TRUE[f"{a} iff not H"] = lambda s, a=a: (a in s) == ("H" not in s)
    TRUE[b] = lambda s, b=b: b in s
    TRUE[f"not {b}"] = lambda s, b=b: b not in s
    TRUE[f"not {a}"] = lambda s, a=a: a not in s


@dataclass
class Brute:
    """Moves and sequential stability, straight from the definitions."""

    wants: dict
    barred: frozenset = frozenset()

    def worth(self, who, state):
        return [TRUE[c](state) for c in self.wants[who]]

    def moves(self, who, state):
        mine = [o for o in NAMES if OWNERS[o] == who]
        for mask in range(1, 1 << len(mine)):
            flipped = {o for j, o in enumerate(mine) if mask >> j & 1}
            new = frozenset(state ^ flipped)
            undone = (state - new) & {"H", "E"}
            possible = not ({"B", "B2"} & new and "H" not in new)
            if possible and not undone and not (new - state) & self.barred:
                yield new

    def better(self, who, state):
        return [t for t in self.moves(who, state) if self.worth(who, t) > self.worth(who, state)]

    def answers(self, who, start):
        """States that the others reach from `start` by improvements, nobody twice in a row."""
        seen, todo = set(), [(start, who)]
        while todo:
            state, last = todo.pop()
            for other in self.wants:
                if other not in {who, last}:
                    for target in self.better(other, state):
                        if (target, other) not in seen:
                            seen.add((target, other))
                            todo.append((target, other))
        return {state for state, _ in seen}

    def seq(self, who, state):
        worth = self.worth(who, state)
        return all(
            any(self.worth(who, answer) <= worth for answer in self.answers(who, target))
            for target in self.better(who, state)
        )

    def equilibria(self):
        states = (frozenset(o for j, o in enumerate(NAMES) if k >> j & 1) for k in range(1 << 7))
        return {
            s for s in states
            if not ({"B", "B2"} & s and "H" not in s) and all(self.seq(w, s) for w in self.wants)
        }  # fmt: skip


def brute(found, barred=()):
    wants = {}
    for s in found.statements:
        wants.setdefault(s.decision_maker, []).append(s.condition)
    return Brute(wants, frozenset(barred))


def by_engine(found, concept="seq"):
    conflict = conflict_from_decision(found)
    return {
        frozenset(o for j, o in enumerate(NAMES) if state >> j & 1)
        for state in analyze(conflict, ("nash", "seq", "sseq")).equilibria(concept)
    }


PAIRS = [(WARLIKE, CALM), (WARLIKE, WARLIKE), (CALM, WARLIKE), (CALM, CALM)]


@pytest.mark.parametrize("threat", ["credible", "empty"])
@pytest.mark.parametrize("pair", PAIRS)
def test_the_engine_finds_what_brute_force_finds(pair, threat):
    found = two(*pair, threat)
    assert by_engine(found) == brute(found).equilibria()
    assert by_engine(found)


KEPT = frozenset({"H", "E"})


def bar(option):
    return Lever(
        id=f"bar_{option}", kind="bar", title=Text(en=option), cost=1,
        patch=Patch(
            id=f"bar_{option}", title=Text(en=option),
            ops=(PatchOp(op="set", path=f"decisions/d:two/options/{option}/moves", value="off"),),
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pair", "threat", "barred", "holds"),
    [
        ((WARLIKE, CALM), "credible", (), True),
        ((WARLIKE, CALM), "empty", (), False),
        ((WARLIKE, CALM), "empty", ("B",), True),
        ((WARLIKE, CALM), "empty", ("B2",), False),
        ((CALM, WARLIKE), "empty", ("B",), False),
        ((CALM, WARLIKE), "empty", ("B2",), True),
        ((WARLIKE, WARLIKE), "empty", ("B",), False),
        ((WARLIKE, WARLIKE), "empty", ("B", "B2"), True),
        ((CALM, CALM), "empty", (), True),
    ],
)
def test_the_kept_settlement_holds_once_nobody_gains_by_breaking_it(pair, threat, barred, holds):
    found = apply_levers(two(*pair, threat), [bar(o) for o in barred])
    assert (KEPT in by_engine(found)) == holds
    assert (KEPT in brute(found, barred).equilibria()) == holds
    answer = next(o for o in settle_decision(found).outcomes if o.outcome == "kept")
    assert answer.holds.verdict == ("necessarily" if holds else "never")


def test_it_holds_for_the_client_of_the_calm_patron_and_not_for_the_other():
    found = two(WARLIKE, CALM, "empty")
    conflict = conflict_from_decision(found)
    kept = sum(1 << NAMES.index(o) for o in KEPT)
    stable = analyze(conflict, ("seq",)).stable["seq"][:, kept]
    makers = [who.id for who in found.decision_makers]
    assert [who for who, s in zip(makers, stable, strict=True) if not s] == ["first"]
    assert [w for w in makers if not brute(found).seq(w, KEPT)] == ["first"]


def test_a_breach_of_one_is_punished_and_the_other_is_not_the_worse_for_it():
    """P after B2 alone: the first is as well off as without P; it does not join in, for fear of P."""
    found = brute(two(WARLIKE, WARLIKE, "credible"))
    broken = KEPT | {"B2", "P"}
    assert found.worth("first", broken) == found.worth("first", KEPT)
    assert found.worth("second", broken) < found.worth("second", KEPT)
    assert broken | {"B"} not in found.better("first", broken)


def test_the_second_s_assault_keeps_the_area_under_assault():
    found = two(WARLIKE, WARLIKE, "empty")
    both, one = frozenset({"A", "A2"}), frozenset({"A2"})
    assert brute(found).worth("local", both) == brute(found).worth("local", one)
    assert brute(found).worth("local", one) < brute(found).worth("local", frozenset())
    assert both in by_engine(found)


def test_one_besieger_alone_is_the_core_as_before():
    """With the second taken out of the decision, the equilibria are those of the worked core."""
    found = two(WARLIKE, CALM, "empty")
    alone = replace(
        found,
        decision_makers=tuple(w for w in found.decision_makers if w.id != "second"),
        options=tuple(o for o in found.options if not o.id.endswith("2")),
        infeasible=("B and not H",),
        statements=tuple(
            replace(
                s,
                condition=s.condition.replace("(B or B2)", "B").replace("(A or A2)", "A")
                .replace("(P and B)", "P"),
            )
            for s in found.statements
            if s.decision_maker != "second"
        ),
    )  # fmt: skip
    conflict = conflict_from_decision(alone)
    names = [o.id for o in alone.options]
    states = analyze(conflict, ("seq",)).equilibria("seq")
    on = {frozenset(o for j, o in enumerate(names) if s >> j & 1) for s in states}
    assert on == {frozenset(s.split()) for s in ("A", "A E", "B H", "B H E")}
