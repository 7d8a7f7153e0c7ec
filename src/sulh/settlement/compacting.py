"""Stability under many preferences, computed on the feasible states only where that is faster.

Exchanges in steps multiply the options, and most states are then infeasible: parts are done in
order. Up to 64 states the engine works with machine words, so a conflict with few feasible states
is first written with these states alone, its moves as arcs. The verdicts are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sulh.graph import Conflict, monte_carlo, moves_from
from sulh.graph.conflict import Names
from sulh.settlement.space import Ranks

__all__ = ["stable_under", "threads_for"]

Bools = npt.NDArray[np.bool_]
WORD = 64
"""States that fit in a machine word."""
SMALL_CELLS = 1 << 19
"""Ranks that one thread works through sooner than several are started."""


def threads_for(ranks: Ranks) -> int | None:
    """One thread where starting more would take longer than the work; the answer is the same."""
    return 1 if ranks.size < SMALL_CELLS else None


def stable_under(conflict: Conflict, ranks: Ranks, concepts: Sequence[str]) -> Bools:
    """As :func:`sulh.graph.monte_carlo`: bool array (n, n_concepts, n_dm, n_states).

    Parameters
    ----------
    conflict : Conflict
    ranks : int array (n, n_dm, n_states)
    concepts : sequence of str

    Examples
    --------
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> stable_under(dilemma, dilemma.ranks[None], ["nash"])[0, 0].all(axis=0)
    array([False, False, False,  True])
    """
    states = np.flatnonzero(conflict.feasible)
    if conflict.n_states <= WORD or len(states) > WORD:
        return monte_carlo(conflict, ranks, concepts, threads=threads_for(ranks))
    small = _compact(conflict, states)
    found = np.zeros((len(ranks), len(concepts), *ranks.shape[1:]), bool)
    some = np.ascontiguousarray(ranks[:, :, states])
    found[..., states] = monte_carlo(small, some, concepts, threads=threads_for(some))
    return found


def _compact(conflict: Conflict, states: npt.NDArray[np.int64]) -> Conflict:
    """The conflict with its feasible states alone, in their order; made once."""
    if "compact" not in conflict.derived:
        place = {int(state): i for i, state in enumerate(states)}
        arcs = tuple(
            np.array(
                [
                    (place[state], place[target])
                    for state in place
                    for target in moves_from(conflict, who, state)
                ],
                np.int32,
            ).reshape(-1, 2)
            for who in range(conflict.n_dm)
        )
        conflict.derived["compact"] = replace(
            conflict,
            payoffs=conflict.payoffs[:, states],
            feasible=np.ones(len(states), bool),
            owners=(),
            irreversible=(),
            arcs=arcs,
            barred=(),
            names=Names(),
            status_quo=None,
            statements=(),
            evidence=(),
        )
    small: Conflict = conflict.derived["compact"]
    return small
