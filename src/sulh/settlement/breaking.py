"""Who would still leave a settlement, by which move, and what for.

A decision maker leaves if one of its moves is an improvement that nobody has reason to answer.
Each move is judged by itself: in a copy of the conflict in which it is the only way out of the
settlement for its mover, the settlement is stable for the mover exactly if that move is no
improvement or is answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from sulh.case.model import Decision
from sulh.graph import Conflict, explain, moves_from
from sulh.graph.conflict import BarredMove
from sulh.logic import parse
from sulh.settlement.compacting import stable_under
from sulh.settlement.result import Breaker, BreakMove, Share
from sulh.settlement.space import Ranks
from sulh.settlement.tally import Looked

__all__ = ["WaysOut", "breakers", "holds_at", "on_the_way", "only_way_out"]

Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint8]


def only_way_out(
    conflict: Conflict, who: int, state: int, targets: frozenset[int] | set[int]
) -> Conflict:
    """The conflict in which `who` can leave `state` to `targets` only.

    Parameters
    ----------
    conflict : Conflict
    who, state : int
    targets : set of int
        Of the states it can move to; all its other moves from `state` are taken away.
    """
    if conflict.arcs is not None:
        mine = conflict.arcs[who]
        kept = (mine[:, 0] != state) | np.isin(mine[:, 1], sorted(targets))
        arcs = (*conflict.arcs[:who], mine[kept], *conflict.arcs[who + 1 :])
        return replace(conflict, arcs=arcs)
    source, target = np.zeros((2, conflict.n_states), bool)
    source[state] = True
    target[:] = True
    target[sorted(targets)] = False
    return replace(conflict, barred=(*conflict.barred, BarredMove(who, source, target)))


def on_the_way(conflict: Conflict, state: int, settlement: int) -> Conflict:
    """The conflict without the moves that go on from `state` towards `settlement`.

    A state lies on the way if each option is in it as it is in `state` or in the settlement.
    """
    for who in range(conflict.n_dm):
        off = {
            target
            for target in moves_from(conflict, who, state)
            if (target ^ state) & (target ^ settlement)
        }
        conflict = only_way_out(conflict, who, state, off)
    return conflict


def holds_at(conflict: Conflict, state: int, ranks: Ranks) -> Bools:
    """Whether a state holds (SEQ and SSEQ, for all) under each of many preferences, bool (n,)."""
    stable = stable_under(conflict, ranks, ("seq", "sseq"))[:, :, :, state]
    return np.asarray(stable.all(axis=(1, 2)))


@dataclass(frozen=True, eq=False)
class WaysOut:
    """Every move by which somebody could leave a state.

    Parameters
    ----------
    conflict : Conflict
    state : int
    """

    conflict: Conflict
    state: int

    @cached_property
    def moves(self) -> tuple[tuple[int, int], ...]:
        """(decision maker, target) of each move."""
        return tuple(
            (who, target)
            for who in range(self.conflict.n_dm)
            for target in moves_from(self.conflict, who, self.state)
        )

    @cached_property
    def _alone(self) -> tuple[Conflict, ...]:
        return tuple(
            only_way_out(self.conflict, who, self.state, {target}) for who, target in self.moves
        )

    def unanswered(self, ranks: Ranks, concept: str) -> Bools:
        """Whether each move is an improvement that nobody answers, bool (n, n_moves).

        Parameters
        ----------
        ranks : int array (n, n_dm, n_states)
        concept : {"seq", "sseq", "gmr"}
        """
        return self.how_far(ranks, (concept,)) > 0

    def how_far(self, ranks: Ranks, concepts: Sequence[str] = ("sseq", "seq", "gmr")) -> Codes:
        """By how many of `concepts`, from strict to mild, each move goes unanswered.

        What is answered under one of them is answered under all that follow.

        Parameters
        ----------
        ranks : int array (n, n_dm, n_states)
        concepts : sequence of str

        Returns
        -------
        uint8 array (n, n_moves)
        """
        found = np.zeros((len(ranks), len(self.moves)), np.uint8)
        for i, ((who, target), alone) in enumerate(zip(self.moves, self._alone, strict=True)):
            left = np.flatnonzero(ranks[:, who, target] > ranks[:, who, self.state])
            for concept in concepts:
                if len(left):
                    stays = stable_under(alone, ranks[left], (concept,))[:, 0, who, self.state]
                    left = left[~stays]
                    found[left, i] += 1
        return found


def breakers(
    decision: Decision, conflict: Conflict, state: int, looked: Looked
) -> Iterator[Breaker]:
    """Who would still leave a state, from the flags "stays" (n_dm,) and "leaves" (n_moves,)."""
    ways = WaysOut(conflict, state).moves
    for i, who in enumerate(decision.decision_makers):
        stays = looked.share("stays", i)
        if stays.p < 1:
            moves = [
                _told(decision, who.id, state, target, looked.share("leaves", place))
                for place, (mover, target) in enumerate(ways)
                if mover == i
            ]
            yield Breaker(
                decision_maker=who.id,
                share=1.0 - stays.p,
                se=stays.se,
                explanation=explain(conflict, state, i, "seq"),
                moves=tuple(
                    sorted((m for m in moves if m.share.p), key=lambda m: (-m.share.p, m.target))
                ),
            )


def _told(decision: Decision, who: str, state: int, target: int, share: Share) -> BreakMove:
    gains, loses = _changed(decision, who, state, target)
    names = [each.id for each in decision.states or decision.options]
    on = (
        (names[target],)
        if decision.states
        else tuple(name for j, name in enumerate(names) if target >> j & 1)
    )
    return BreakMove(target=target, on=on, share=share, gains=gains, loses=loses)


def _changed(
    decision: Decision, who: str, state: int, target: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Statements of `who` that the move makes true, and those that it makes false."""
    names = [option.id for option in decision.options]
    gains, loses = [], []
    if not decision.states and who not in {r.decision_maker for r in decision.rankings}:
        for statement in decision.statements:
            if statement.decision_maker == who and (statement.belief > 0 or statement.choice):
                before, after = parse(statement.condition, names).evaluate_states([state, target])
                gains += [statement.id] if after and not before else []
                loses += [statement.id] if before and not after else []
    return tuple(gains), tuple(loses)
