"""Whether a settlement can be reached from the status quo, and who must move together.

It is *attainable* if a path of unilateral improvements leads to it, or one joint improvement: a
coalition that gets there by a legal sequence of its members' moves and all of whose members are
better off there than at the status quo (Inohara and Hipel 2008).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Literal

import numpy as np
import numpy.typing as npt

from sulh.graph import Conflict, coalition_improvements, legal_sequences, moves_from
from sulh.graph.ways import improvable
from sulh.settlement.result import PathStep
from sulh.settlement.space import Ranks

__all__ = ["Road", "Roads"]

Bools = npt.NDArray[np.bool_]
BLOCK_CELLS = 1 << 23
"""States x orders looked at in one go, which bounds the memory."""


@dataclass(frozen=True, slots=True)
class Road:
    """How a state is reached in the usual order. `by` as in :class:`.Attainable`."""

    by: Literal["already_there", "improvements", "joint", "none"]
    path: tuple[PathStep, ...] = ()
    coalition: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Roads:
    """The moves of a conflict and what coalitions can reach from a status quo.

    Parameters
    ----------
    conflict : Conflict
    status_quo : int
    """

    conflict: Conflict
    status_quo: int

    @cached_property
    def _moves(self) -> npt.NDArray[np.int64]:
        """Every unilateral move: mover, from, to; shape (n_moves, 3)."""
        rows = [
            (who, int(state), target)
            for who in range(self.conflict.n_dm)
            for state in np.flatnonzero(self.conflict.feasible)
            for target in moves_from(self.conflict, who, int(state))
        ]
        return np.array(rows, np.int64).reshape(-1, 3)

    def coalitions(self) -> Iterator[tuple[int, ...]]:
        """Every coalition of two or more, small ones first."""
        for size in range(2, self.conflict.n_dm + 1):
            yield from combinations(range(self.conflict.n_dm), size)

    @cached_property
    def _within_reach(self) -> tuple[tuple[tuple[int, ...], Bools], ...]:
        """For each coalition, the states its members can reach together."""
        found = []
        for members in self.coalitions():
            reach = np.zeros(self.conflict.n_states, bool)
            for reached in legal_sequences(self.conflict, members, self.status_quo):
                reach[reached.state] = True
            found.append((members, reach))
        return tuple(found)

    def attainable(self, ranks: Ranks, targets: tuple[int, ...]) -> Bools:
        """Whether each of `targets` is attainable under each of many preferences.

        Parameters
        ----------
        ranks : int array (n, n_dm, n_states)
        targets : tuple of int

        Returns
        -------
        bool array (n, len(targets))
        """
        block = max(1, BLOCK_CELLS // self.conflict.n_states)
        alone = [
            improvable(self.conflict, self.status_quo, ranks[i : i + block])[:, list(targets)]
            for i in range(0, len(ranks), block)
        ]
        found = np.concatenate(alone) if alone else np.zeros((0, len(targets)), bool)
        for members, reach in self._within_reach:
            for i, target in enumerate(targets):
                if reach[target]:
                    mine = ranks[:, list(members)]
                    better = mine[:, :, target] > mine[:, :, self.status_quo]
                    found[:, i] |= better.all(axis=1)
        return found

    def road(self, target: int) -> Road:
        """How `target` is reached in the order of the conflict's own payoffs."""
        if target == self.status_quo:
            return Road("already_there")
        path = self._shortest(target)
        if path:
            return Road("improvements", path)
        for members in self.coalitions():
            for reached in coalition_improvements(self.conflict, members, self.status_quo):
                if reached.state == target:
                    movers = dict.fromkeys(step.decision_maker for step in reached.path)
                    names = tuple(self.conflict.dm_name(i) for i in sorted(movers))
                    return Road("joint", (_step(names, self.status_quo, target),), names)
        return Road("none")

    def _shortest(self, target: int) -> tuple[PathStep, ...]:
        """A shortest path of improvements from the status quo; () if there is none."""
        came: dict[int, tuple[int, int]] = {}
        todo = deque([self.status_quo])
        payoffs = self.conflict.ranks
        while todo and target not in came:
            here = todo.popleft()
            for who, source, there in self._moves.tolist():
                fresh = there not in came and there != self.status_quo
                if source == here and fresh and payoffs[who, there] > payoffs[who, here]:
                    came[there] = (who, here)
                    todo.append(there)
        steps: list[PathStep] = []
        while target in came:
            who, here = came[target]
            steps.append(_step((self.conflict.dm_name(who),), here, target))
            target = here
        return tuple(reversed(steps))


def _step(names: tuple[str, ...], source: int, target: int) -> PathStep:
    return PathStep(decision_makers=names, source=source, target=target)
