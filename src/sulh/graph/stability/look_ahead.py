"""What decision makers anticipate when all look ahead alike: shared by limited-move and non-myopic.

What is anticipated need not be one state: two moves may be equally good, and with three or more
decision makers several others may want to move next. All of these are kept, and a decision maker
judges a move by the worst state it may lead to.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sulh.errors import LimitError
from sulh.graph.conflict import Conflict
from sulh.graph.moves import moves_from

__all__ = ["Sets", "feasible_moves", "look_ahead", "standing_still", "staying"]

MAX_STATES = 4096
Sets = tuple[tuple[frozenset[int], ...], ...]
"""Anticipated states: ``sets[i][s]``, where i may move at s. {s} if i stays."""


def feasible_moves(conflict: Conflict) -> list[dict[int, list[int]]]:
    """The moves of each decision maker from each feasible state."""
    if conflict.n_states > MAX_STATES:
        raise LimitError(
            f"{conflict.n_states} states; looking ahead is done up to {MAX_STATES}",
            advice="leave out options that decide nothing",
        )
    states = np.flatnonzero(conflict.feasible).tolist()
    return [{s: moves_from(conflict, i, s) for s in states} for i in range(conflict.n_dm)]


def standing_still(conflict: Conflict) -> Sets:
    """With no move to look ahead, everyone anticipates the state itself."""
    row = tuple(frozenset((s,)) for s in range(conflict.n_states))
    return (row,) * conflict.n_dm


def look_ahead(conflict: Conflict, moves: list[dict[int, list[int]]], sets: Sets) -> Sets:
    """The anticipated states with one move more to look ahead."""
    rows = []
    for i in range(conflict.n_dm):
        after = [_after(conflict, sets, i, t) for t in range(conflict.n_states)]
        rows.append(
            tuple(
                _choice(conflict, i, s, {t: after[t] for t in moves[i].get(s, ())})
                for s in range(conflict.n_states)
            )
        )
    return tuple(rows)


def _after(conflict: Conflict, sets: Sets, who: int, state: int) -> frozenset[int]:
    """What may follow once `who` has moved to `state`: others go on if they want to."""
    here = frozenset((state,))
    going = [sets[j][state] for j in range(conflict.n_dm) if j != who and sets[j][state] != here]
    return frozenset().union(*going) if going else here


def _choice(
    conflict: Conflict, who: int, state: int, after: dict[int, frozenset[int]]
) -> frozenset[int]:
    payoff = conflict.payoffs[who]
    worst = {t: min(payoff[u] for u in ends) for t, ends in after.items()}
    best = max(worst.values(), default=payoff[state])
    if best <= payoff[state]:
        return frozenset((state,))
    return frozenset().union(*(after[t] for t, value in worst.items() if value == best))


def staying(conflict: Conflict, sets: Sets) -> npt.NDArray[np.bool_]:
    """Where each decision maker stays: bool (n_dm, n_states)."""
    stays = [[row[s] == frozenset((s,)) for s in range(conflict.n_states)] for row in sets]
    return np.array(stays) & conflict.feasible
