"""Stability under many preferences at once: one compiled call, in threads.

::

    monte_carlo(conflict, payoffs, concepts=FIVE, *, threads=None) -> bool (n, n_concepts, n_dm,
                                                                            n_states)
    monte_carlo_counts(conflict, payoffs, concepts=FIVE, *, threads=None) -> StabilityCounts
    statement_payoffs(truth, orders) -> int64 (n, n_states)

``payoffs`` is (n, n_dm, n_states), integers or floats, larger is better: only the order counts.
The moves, feasible states and so on are those of ``conflict``; its own payoffs are not used.
``orders`` is (n, m) with the indices of statements, most important first, -1 for one left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from sulh.errors import ModelError
from sulh.graph import compiled
from sulh.graph.analysis import check_concepts
from sulh.graph.checks import check_threads
from sulh.graph.conflict import Conflict
from sulh.graph.engine import KINDS, arc_table, blocks_of, once, run_tasks
from sulh.graph.layout import has_blocks

__all__ = ["FIVE", "StabilityCounts", "monte_carlo", "monte_carlo_counts", "statement_payoffs"]

FIVE = tuple(KINDS)
MAX_STATEMENTS = 62
SMALL = 64
"""Up to so many states a set of states is one machine word."""
CHUNK_BYTES = 1 << 26
"""Counting works through the batch in pieces whose verdicts take at most so many bytes."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StabilityCounts:
    """In how many of `n` sets of preferences each state was stable.

    Parameters
    ----------
    concepts : tuple of str
    stable : int64 array (n_concepts, n_dm, n_states)
    equilibria : int64 array (n_concepts, n_states)
        Stable for every decision maker at once.
    n : int
    """

    concepts: tuple[str, ...]
    stable: npt.NDArray[np.int64]
    equilibria: npt.NDArray[np.int64]
    n: int


def monte_carlo(
    conflict: Conflict,
    payoffs: npt.ArrayLike,
    concepts: Sequence[str] = FIVE,
    *,
    threads: int | None = None,
) -> npt.NDArray[np.bool_]:
    """Stability of every state for every decision maker under each concept and each payoffs.

    Parameters
    ----------
    conflict : Conflict
        Its moves and feasible states; its payoffs are not used.
    payoffs : int or float array (n, n_dm, n_states)
    concepts : sequence of {"nash", "gmr", "smr", "seq", "sseq"}
    threads : int, optional
        At most so many; the result does not depend on it.

    Returns
    -------
    bool array (n, n_concepts, n_dm, n_states)
        False at infeasible states.

    Raises
    ------
    ModelError
        Wrong shape, NaN at a feasible state, unknown concept.

    Examples
    --------
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> batch = [dilemma.payoffs, 5 - dilemma.payoffs]
    >>> stable = monte_carlo(dilemma, batch, ["nash"])
    >>> stable.shape
    (2, 1, 2, 4)
    >>> stable[:, 0].all(axis=1).astype(int)
    array([[0, 0, 0, 1],
           [1, 0, 0, 0]])
    """
    names = check_concepts(concepts, FIVE)
    check_threads(threads)
    table = _checked(conflict, payoffs)
    kinds = np.array([KINDS[name] for name in names])
    stable = np.zeros((len(table), len(names), *table.shape[1:]), bool)
    if len(table):
        _run(conflict, table, kinds, stable, threads)
    return stable


def monte_carlo_counts(
    conflict: Conflict,
    payoffs: npt.ArrayLike,
    concepts: Sequence[str] = FIVE,
    *,
    threads: int | None = None,
) -> StabilityCounts:
    """Count, over the batch, how often each state is stable, and an equilibrium.

    Parameters and errors as of :func:`monte_carlo`; memory does not grow with the verdicts.
    """
    names = check_concepts(concepts, FIVE)
    table = _checked(conflict, payoffs)
    n = len(table)
    stable = np.zeros((len(names), conflict.n_dm, conflict.n_states), np.int64)
    equilibria = np.zeros((len(names), conflict.n_states), np.int64)
    step = max(1, CHUNK_BYTES // stable.size)
    for first in range(0, n, step):
        part = monte_carlo(conflict, table[first : first + step], names, threads=threads)
        stable += part.sum(axis=0)
        equilibria += part.all(axis=2).sum(axis=0)
    return StabilityCounts(concepts=names, stable=stable, equilibria=equilibria, n=n)


def statement_payoffs(truth: npt.ArrayLike, orders: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Payoffs of one decision maker from many orders of its statements.

    Parameters
    ----------
    truth : bool array (n_statements, n_states)
        Where each statement is true.
    orders : int array (n, m)
        Indices of statements, most important first; -1 leaves a place out. At most 62 places.

    Returns
    -------
    int64 array (n, n_states)

    Examples
    --------
    >>> statement_payoffs([[True, False, False], [False, True, False]], [[0, 1], [1, 0], [1, -1]])
    array([[2, 1, 0],
           [1, 2, 0],
           [0, 1, 0]])
    """
    rows = np.ascontiguousarray(truth, bool)
    places = np.ascontiguousarray(orders, np.int64)
    if rows.ndim != 2 or places.ndim != 2 or places.shape[1] > MAX_STATEMENTS:
        raise ModelError(
            f"truth {rows.shape} and orders {places.shape} are not (statements, states) and (n, m)",
            advice=f"two dimensions each, at most {MAX_STATEMENTS} statements in an order",
        )
    if places.size and (places.max() >= len(rows) or places.min() < -1):
        raise ModelError(f"an order names a statement outside 0 to {len(rows) - 1}")
    payoffs = np.empty((len(places), rows.shape[1]), np.int64)
    compiled.kernels_batch().statement_payoffs(rows, places, payoffs)
    return payoffs


def _checked(conflict: Conflict, payoffs: npt.ArrayLike) -> npt.NDArray[Any]:
    try:
        table = np.asarray(payoffs)
    except ValueError as fault:
        raise ModelError("payoffs are not an array: their rows differ in length") from fault
    if table.ndim != 3 or table.shape[1:] != conflict.payoffs.shape:
        expected = f"(n, {conflict.n_dm}, {conflict.n_states})"
        raise ModelError(f"payoffs have shape {table.shape}, expected {expected}")
    if table.dtype.kind not in "iufb":
        raise ModelError(f"payoffs are {table.dtype}, expected numbers")
    if table.dtype.kind == "f" and np.isnan(table[:, :, conflict.feasible]).any():
        raise ModelError("a payoff at a feasible state is NaN")
    return np.ascontiguousarray(table, np.float64 if table.dtype.kind == "f" else np.int64)


def _run(
    conflict: Conflict,
    table: npt.NDArray[Any],
    kinds: npt.NDArray[np.int64],
    stable: npt.NDArray[np.bool_],
    threads: int | None,
) -> None:
    """Decide piece by piece, each piece in its own thread."""
    decide = _decider(conflict, kinds)
    pieces = max(compiled.n_threads(len(table), threads), len(table) * table[0].nbytes >> 24, 1)
    edges = np.linspace(0, len(table), min(pieces, len(table)) + 1).astype(int).tolist()
    tasks = [partial(decide, table[a:b], stable[a:b]) for a, b in pairwise(edges)]
    run_tasks(tasks, threads)


def _decider(
    conflict: Conflict, kinds: npt.NDArray[np.int64]
) -> Callable[[npt.NDArray[Any], npt.NDArray[np.bool_]], None]:
    """The kernel that fits, with everything about the conflict that does not change."""
    chosen = np.flatnonzero(conflict.feasible)
    if conflict.n_states <= SMALL:
        kernel = compiled.kernels_small()
        sets = small_sets(conflict)
        return lambda part, out: kernel.small_batch(part, kinds, chosen, *sets, out)
    rank_rows = compiled.kernels_batch().rank_rows

    def decide(part: npt.NDArray[Any], out: npt.NDArray[np.bool_]) -> None:
        ranks = np.empty(part.shape, np.int32)
        rank_rows(part, chosen, ranks)
        if not has_blocks(conflict):
            arcs = arc_table(conflict).arguments
            compiled.kernels_arcs().arc_batch(ranks, kinds, *arcs, out)
            return
        blocks = blocks_of(conflict)
        ranks = blocks.layout.inward(ranks)
        compiled.kernels().block_batch(ranks, kinds, *blocks.arguments, out)
        if blocks.layout.outer is not None:
            out[...] = blocks.layout.outward(out)

    return decide


def small_sets(conflict: Conflict) -> tuple[npt.NDArray[np.uint64], ...]:
    """Moves forward and backward, and what the others reach backward, as sets in words."""
    return once(conflict, "sets", _small_sets)


def _small_sets(conflict: Conflict) -> tuple[npt.NDArray[np.uint64], ...]:
    arcs = arc_table(conflict)
    kernel = compiled.kernels_small()
    forward, backward, back_reach = np.empty((3, *conflict.payoffs.shape), np.uint64)
    kernel.move_sets(arcs.starts, arcs.targets, arcs.base, forward, backward)
    kernel.reach_back(backward, back_reach)
    return forward, backward, back_reach
