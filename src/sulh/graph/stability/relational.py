"""Stability when preferences are relations, not payoffs: what uncertain and graded ones share.

Each decision maker i has two relations over states, as bool matrices: ``improves[i][s, t]`` (t is
worth moving to from s) and ``hurts[i][s, u]`` (to be brought from s to u deters). The five
concepts then read as ever, with these in place of "better" and "no better".
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sulh.errors import LimitError
from sulh.graph import compiled
from sulh.graph.conflict import Conflict
from sulh.graph.engine import ArcTable, arc_table

__all__ = ["MAX_STATES", "Relations", "check_relational_size", "relational_stability"]

MAX_STATES = 2048
"""Relations are matrices: time grows with the third power of the number of states."""
BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Relations:
    """`improves` and `hurts` of every decision maker, bool (n_dm, n_states, n_states)."""

    improves: BoolArray
    hurts: BoolArray


def check_relational_size(conflict: Conflict) -> None:
    """Refuse conflicts too large for matrices of states by states."""
    if conflict.n_states > MAX_STATES:
        need = 3 * conflict.n_dm * conflict.n_states**2 / 1e9
        raise LimitError(
            f"{conflict.n_states} states; relations of preference are analysed up to {MAX_STATES}",
            advice=f"the matrices would need about {need:,.1f} GB",
        )


def relational_stability(conflict: Conflict, relations: Relations, concept: str) -> BoolArray:
    """Stability under nash, gmr, smr, seq or sseq for given relations: bool (n_dm, n_states)."""
    check_relational_size(conflict)
    arcs = arc_table(conflict)
    stable = np.zeros((conflict.n_dm, conflict.n_states), bool)
    for i in range(conflict.n_dm):
        moves = _matrix(arcs, i, conflict.n_states)
        leaving = moves & relations.improves[i]
        if concept == "nash":
            stable[i] = ~leaving.any(axis=1)
            continue
        answers = _reach(conflict, arcs, i, relations if concept in ("seq", "sseq") else None)
        bound = relations.hurts[i]
        if concept in ("smr", "sseq"):
            bound = bound & ~_product(~bound, moves.T)
        stable[i] = ~(leaving & ~_product(bound, answers.T)).any(axis=1)
    return stable & conflict.feasible


def _product(left: BoolArray, right: BoolArray) -> BoolArray:
    """Boolean matrix product."""
    return np.asarray(left.astype(np.float32) @ right.astype(np.float32) > 0.5)


def _matrix(arcs: ArcTable, who: int, n: int) -> BoolArray:
    matrix = np.zeros((n, n), bool)
    source = np.repeat(np.arange(n), np.diff(arcs.starts[who]))
    matrix[source, arcs.targets[arcs.base[who] : arcs.base[who + 1]]] = True
    return matrix


def _reach(conflict: Conflict, arcs: ArcTable, who: int, relations: Relations | None) -> BoolArray:
    """What everyone but `who` reaches by legal sequences: bool (n_states, n_states)."""
    kept = arcs if relations is None else _improving(arcs, relations, conflict.n_states)
    n = conflict.n_states
    rows = np.zeros((n, (n + 63) // 64), np.uint64)
    others = (1 << conflict.n_dm) - 1 & ~(1 << who)
    compiled.kernels_coalition().reach_of(others, kept.starts, kept.targets, kept.base, rows)
    bits = np.unpackbits(rows.astype("<u8").view(np.uint8), axis=1, bitorder="little")
    return bits[:, :n].astype(bool)


def _improving(arcs: ArcTable, relations: Relations, n: int) -> ArcTable:
    """Only the arcs that improve for the one who moves."""
    starts = np.zeros_like(arcs.starts)
    parts = []
    for i in range(len(arcs.starts)):
        source = np.repeat(np.arange(n), np.diff(arcs.starts[i]))
        target = arcs.targets[arcs.base[i] : arcs.base[i + 1]]
        kept = relations.improves[i, source, target]
        starts[i, 1:] = np.cumsum(np.bincount(source[kept], minlength=n))
        parts.append(target[kept])
    base = np.concatenate([[0], np.cumsum([len(part) for part in parts])]).astype(np.int64)
    return ArcTable(starts, np.concatenate(parts), arcs.back_starts, arcs.sources, base)
