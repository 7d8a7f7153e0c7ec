"""Who would still leave a settlement, by which move, and what for.

A decision maker leaves if one of its moves is an improvement that nobody has reason to answer;
each move is judged by itself (:mod:`sulh.graph.ways`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from sulh.case.model import Decision
from sulh.graph import Conflict, explain, moves_from
from sulh.graph.conflict import BarredMove
from sulh.graph.ways import WaysOut
from sulh.logic import parse
from sulh.settlement.result import Breaker, BreakMove, Share
from sulh.settlement.tally import Looked

__all__ = ["breakers", "on_the_way", "only_way_out"]


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


def breakers(decision: Decision, ways: WaysOut, looked: Looked) -> Iterator[Breaker]:
    """Who would still leave a state, from the flags "stays" (n_dm,) and "leaves" (n_moves,)."""
    for i, who in enumerate(decision.decision_makers):
        stays = looked.share("stays", i)
        if stays.p < 1:
            moves = [
                _told(decision, who.id, ways.state, target, looked.share("leaves", place))
                for place, (mover, target) in enumerate(ways.moves)
                if mover == i
            ]
            yield Breaker(
                decision_maker=who.id,
                share=1.0 - stays.p,
                se=stays.se,
                explanation=explain(ways.conflict, ways.state, i, "seq"),
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
