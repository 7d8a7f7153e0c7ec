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

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sulh.graph.ways import WaysOut
from sulh.settlement.parts import Members
from sulh.settlement.touching import Touch, touches_of
from sulh.settlement.trying import Trying

__all__ = ["Needing"]

SEQ_CODE, GMR_CODE = 2, 3
"""An unanswered move's code: 1 not under SSEQ, 2 nor SEQ, 3 nor even GMR."""


Move = tuple[int, int, int]
"""Decision maker, target, and the code of how far the move goes unanswered."""
Clause = frozenset[int]
"""Levers of which at least one is needed."""
Need = frozenset[Clause]
"""What a larger set needs in an order: one lever of each clause."""


@dataclass(frozen=True, eq=False)
class Needing:
    """Which levers can touch which moves, and so what a larger set needs."""

    trying: Trying

    @cached_property
    def _touch(self) -> tuple[Touch, ...]:
        return touches_of(self.trying.decision, self.trying.levers)

    def needs(self, members: Members) -> dict[Need, int] | None:
        """In how many orders a larger set than `members` needs what; None if these do not fit."""
        left = self.trying.left(members)
        if left is None:
            return None
        ways, codes = left
        clauses: dict[tuple[int, int], Clause] = {}
        found: dict[Need, int] = {}
        rows, counts = np.unique(codes, axis=0, return_counts=True)
        for row, count in zip(rows.tolist(), counts.tolist(), strict=True):
            for key in enumerate(row):
                if key[1] and key not in clauses:
                    clauses[key] = self._clause(members, ways, (*ways.moves[key[0]], key[1]))
            mine = {clauses[key] for key in enumerate(row) if key[1]}
            need = frozenset(c for c in mine if not any(other < c for other in mine))
            found[need] = found.get(need, 0) + count
        return found

    def _clause(self, members: Members, ways: WaysOut, move: Move) -> Clause:
        held = frozenset[str]().union(*(self._touch[k].bars for k in members))
        return frozenset(
            m
            for m, mine in enumerate(self._touch)
            if m not in members and self._can(held, mine, ways, move)
        )

    def _can(self, held: frozenset[str], mine: Touch, ways: WaysOut, move: Move) -> bool:
        """Whether a lever, added to levers that bar `held`, can touch an unanswered move."""
        who, _, code = move
        maker = self.trying.decision.decision_makers[who].id
        if mine.everything or maker in mine.wishes or (mine.wishes and code < GMR_CODE):
            return True
        if mine.bars & held:
            return True  # the later of two may undo the earlier
        return any(self._bars(name, ways, move) for name in mine.bars)

    def _bars(self, name: str, ways: WaysOut, move: Move) -> bool:
        """Whether a bar on an option can touch the move."""
        who, target, code = move
        options = self.trying.decision.options
        place = next(j for j, option in enumerate(options) if option.id == name)
        if len(ways.conflict.owners) != len(options):
            return True  # the settlement's own options are split or others are added
        if who not in ways.conflict.owners[place]:
            return False
        changed = (ways.state ^ target) >> place & 1
        return code < SEQ_CODE or bool(changed)
