"""The moves away from one state, how far each goes unanswered, and where improvements lead.

Under many preferences at once. Where only one state is asked about, this is far less work than
the stability of all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from sulh.graph import compiled
from sulh.graph.conflict import Conflict
from sulh.graph.engine import arc_table, run_tasks
from sulh.graph.moves import moves_from

__all__ = ["WaysOut", "improvable", "ways_out"]

Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint8]
Longs = npt.NDArray[np.int64]
SMALL_CELLS = 1 << 19
"""Ranks that one thread works through sooner than several are started."""
LARGEST_SMALL = 1 << 15
"""Up to so many states ranks are held in two bytes, which halves what is read."""


@dataclass(frozen=True, eq=False)
class WaysOut:
    """Every move by which somebody could leave a state.

    Parameters
    ----------
    conflict : Conflict
        Its payoffs are not used.
    state : int
    moves : tuple of (int, int)
        Decision maker and target of each move.

    Examples
    --------
    In the prisoner's dilemma silence (0) can be left by both; SSEQ sees both answered, as each
    loses when the other confesses too. From confession (3) no move is an improvement.

    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> ways = ways_out(dilemma, 0)
    >>> ways.moves, ways.unanswered(dilemma.ranks[None]).tolist(), ways.holds(dilemma.ranks[None])
    (((0, 1), (1, 2)), [[0, 0]], array([ True]))
    """

    conflict: Conflict
    state: int
    moves: tuple[tuple[int, int], ...]

    def unanswered(self, ranks: npt.NDArray[Any], threads: int | None = None) -> Codes:
        """How far each move is an improvement that nobody answers.

        Parameters
        ----------
        ranks : int array (n, n_dm, n_states)
        threads : int, optional
            At most so many; the result does not depend on it.

        Returns
        -------
        uint8 array (n, n_moves)
            0: it is no improvement, or is answered. 1: it is not answered under SSEQ; 2: nor
            under SEQ; 3: nor even under GMR.
        """
        codes = np.empty((len(ranks), len(self.moves)), np.uint8)
        self._decide(ranks, codes, np.empty(len(ranks), bool), threads)
        return codes

    def holds(self, ranks: npt.NDArray[Any], threads: int | None = None) -> Bools:
        """Whether the state is SSEQ stable, and so SEQ stable, for all: bool (n,).

        Parameters as of :meth:`unanswered`, which says why it does not.
        """
        found = np.empty(len(ranks), bool)
        none = np.empty((len(ranks), 0), np.uint8)
        self._decide(ranks, none, found, threads)
        return found

    def _decide(
        self, ranks: npt.NDArray[Any], codes: Codes, holds: Bools, threads: int | None
    ) -> None:
        arcs = arc_table(self.conflict)
        movers, aims = np.array(self.moves, np.int64).reshape(-1, 2).T.copy()
        moves = arcs.starts, arcs.targets, arcs.base
        batch = compiled.kernels_ways().ways_batch

        def decide(table: npt.NDArray[Any], first: int, last: int) -> None:
            batch(self.state, movers, aims, table, *moves, codes[first:last], holds[first:last])

        _in_pieces(self.conflict, ranks, decide, threads)


def improvable(
    conflict: Conflict, state: int, ranks: npt.NDArray[Any], threads: int | None = None
) -> Bools:
    """The states that paths of improvements lead to from a state, under many preferences.

    Parameters
    ----------
    conflict : Conflict
    state : int
    ranks : int array (n, n_dm, n_states)
    threads : int, optional
        At most so many; the result does not depend on it.

    Returns
    -------
    bool array (n, n_states)

    Examples
    --------
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> improvable(dilemma, 0, dilemma.ranks[None])[0]
    array([ True,  True,  True,  True])
    """
    found = np.empty((len(ranks), conflict.n_states), bool)
    arcs = arc_table(conflict)
    batch = compiled.kernels_ways().reach_batch

    def decide(table: npt.NDArray[Any], first: int, last: int) -> None:
        batch(state, table, arcs.starts, arcs.targets, arcs.base, found[first:last])

    _in_pieces(conflict, ranks, decide, threads)
    return found


def _in_pieces(
    conflict: Conflict,
    ranks: npt.NDArray[Any],
    decide: Callable[[npt.NDArray[Any], int, int], None],
    threads: int | None,
) -> None:
    """Decide piece by piece, each in its own thread where there is enough to do."""
    small = conflict.n_states <= LARGEST_SMALL
    table = np.ascontiguousarray(ranks, np.int16 if small else np.int32)
    pieces = 1 if table.size < SMALL_CELLS else compiled.n_threads(len(table), threads)
    edges = np.linspace(0, len(table), pieces + 1).astype(int).tolist()
    run_tasks([partial(decide, table[a:b], a, b) for a, b in pairwise(edges)], threads)


def ways_out(conflict: Conflict, state: int) -> WaysOut:
    """Every move by which somebody could leave `state`, by decision maker, then target.

    Raises
    ------
    ModelError
        No such state, or an infeasible one.
    """
    moves = (
        (who, target) for who in range(conflict.n_dm) for target in moves_from(conflict, who, state)
    )
    return WaysOut(conflict, state, tuple(moves))
