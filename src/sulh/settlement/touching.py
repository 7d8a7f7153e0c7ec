"""What a larger set of levers needs, where a smaller one fails.

Under a set L of levers that fails, in each order drawn, certain moves away from the settlement go
unanswered. Any larger set in which the settlement holds in that order must hold a further lever
that can touch each of these moves:

- a bar can touch only moves of the decision maker whose option it bars (others' bars take moves
  away from those who could answer, and never make a new answer);
- a change of i's own wishes can touch any move of i;
- a change of others' wishes can make an answer to a move only if there is a legal answer that
  they did not have reason to give (the move is sanctioned under GMR);
- what changes the states, the decision makers or the deal itself is taken to touch everything.

So nothing that works is ever ruled out: the orders of a decision maker whose wishes a lever does
not change are the same, draw by draw, with and without it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from sulh.case.model import Decision, PatchOp
from sulh.case.plain import to_plain
from sulh.graph import Conflict
from sulh.settlement.breaking import WaysOut
from sulh.settlement.levers import Lever
from sulh.settlement.preferences import StatementOrder, preferences_of
from sulh.settlement.presence import draws_of
from sulh.settlement.space import Ranks
from sulh.settlement.trying import Members, Trying

__all__ = ["Touch", "Touching", "Ways", "touches"]

SEQ_CODE, GMR_CODE = 2, 3
"""An unanswered move's code: 1 not under SSEQ, 2 nor SEQ, 3 nor even GMR."""


@dataclass(frozen=True, slots=True)
class Touch:
    """What a lever can touch: options it bars, whose wishes it changes, or everything."""

    bars: frozenset[str] = frozenset()
    wishes: frozenset[str] = frozenset()
    everything: bool = False


def touches(decision: Decision, lever: Lever) -> Touch:
    """What a lever can touch, told from its changes.

    Parameters
    ----------
    decision : Decision
    lever : Lever
    """
    if lever.exchange or lever.signatories:
        return Touch(everything=True)
    tied = _tied(decision)
    free = {option.id for option in decision.options if option.moves == "both"}
    bars: set[str] = set()
    wishes: set[str] = set()
    for op in lever.patch.ops:
        kind, name, field_ = (*op.path.split("/")[2:], "", "", "")[:3]
        if kind == "options" and field_ == "moves" and name in free and op.value != "both":
            bars.add(name)
            continue
        who = _whose(decision, op, name) if kind == "statements" else ""
        if not who or name in tied:
            return Touch(everything=True)
        wishes.add(who)
    return Touch(frozenset(bars), frozenset(wishes))


def _tied(decision: Decision) -> frozenset[str]:
    """Statements that are drawn together with another decision maker's."""
    lists = [
        p.statements if isinstance(p, StatementOrder) else () for p in preferences_of(decision)
    ]
    return frozenset(
        name
        for draw in draws_of(lists)
        if len(draw.decision_makers) > 1
        for member in draw.members
        for _, name in member
    )


def _whose(decision: Decision, op: PatchOp, name: str) -> str:
    """Whose wish a change is about; "" where that cannot be told or it rests on claims."""
    if not name:
        value: Any = op.value
        given = value if isinstance(value, dict) else to_plain(value)
        return "" if given.get("claims") else str(given.get("decision_maker", ""))
    return next((s.decision_maker for s in decision.statements if s.id == name), "")


Move = tuple[int, int, int]
"""Decision maker, target, and the code of how far the move goes unanswered."""
Clause = frozenset[int]
"""Levers of which at least one is needed."""
Need = frozenset[Clause]
"""What a larger set needs in an order: one lever of each clause."""


@dataclass(eq=False)
class Ways:
    """The moves away from the settlement that go unanswered, counted over the orders drawn."""

    counts: dict[bytes, int] = field(default_factory=dict)
    moves: tuple[tuple[int, int], ...] = ()
    conflict: Conflict | None = None
    state: int = 0

    def __call__(self, conflict: Conflict, state: int, ranks: Ranks) -> None:
        """See some orders: each move is 0 answered, 1 not under SSEQ, 2 nor SEQ, 3 nor GMR."""
        ways = WaysOut(conflict, state)
        codes = ways.how_far(ranks)
        rows, counts = np.unique(codes, axis=0, return_counts=True)
        for row, count in zip(rows, counts.tolist(), strict=True):
            self.counts[row.tobytes()] = self.counts.get(row.tobytes(), 0) + count
        self.moves, self.conflict, self.state = ways.moves, conflict, state


@dataclass(frozen=True, eq=False)
class Touching:
    """Which levers can touch which moves."""

    trying: Trying

    @cached_property
    def touch(self) -> tuple[Touch, ...]:
        """What each lever can touch."""
        return tuple(touches(self.trying.decision, lever) for lever in self.trying.levers)

    def needs(self, members: Members, ways: Ways) -> dict[Need, int]:
        """In how many orders a larger set than `members` needs what."""
        found: dict[Need, int] = {}
        for row, count in ways.counts.items():
            clauses = {
                self._clause(members, ways, place, code) for place, code in enumerate(row) if code
            }
            need = frozenset(c for c in clauses if not any(other < c for other in clauses))
            found[need] = found.get(need, 0) + count
        return found

    def _clause(self, members: Members, ways: Ways, place: int, code: int) -> Clause:
        move = (*ways.moves[place], code)
        held = frozenset[str]().union(*(self.touch[k].bars for k in members))
        return frozenset(
            m
            for m, mine in enumerate(self.touch)
            if m not in members and self._can(held, mine, ways, move)
        )

    def _can(self, held: frozenset[str], mine: Touch, ways: Ways, move: Move) -> bool:
        """Whether a lever, added to levers that bar `held`, can touch an unanswered move."""
        who, _, code = move
        maker = self.trying.decision.decision_makers[who].id
        if mine.everything or maker in mine.wishes or (mine.wishes and code < GMR_CODE):
            return True
        if mine.bars & held:
            return True  # the later of two may undo the earlier
        return any(self._bars(name, ways, move) for name in mine.bars)

    def _bars(self, name: str, ways: Ways, move: Move) -> bool:
        """Whether a bar on an option can touch the move."""
        who, target, code = move
        options = self.trying.decision.options
        place = next(j for j, option in enumerate(options) if option.id == name)
        if ways.conflict is None or len(ways.conflict.owners) != len(options):
            return True  # the settlement's own options are split or others are added
        if who not in ways.conflict.owners[place]:
            return False
        changed = (ways.state ^ target) >> place & 1
        return code < SEQ_CODE or bool(changed)
