"""From a conflict to the kernels and back: which kernel fits, in how many threads.

Results do not depend on the number of threads: each (concept, decision maker) is its own task.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from sulh.errors import LimitError
from sulh.graph import compiled
from sulh.graph.conflict import Conflict
from sulh.graph.layout import Layout, has_blocks, layout_of

__all__ = [
    "ArcTable",
    "Blocks",
    "arc_table",
    "bar_arrays",
    "blocks_of",
    "core_stability",
    "lowest_answers",
    "once",
    "option_masks",
    "run_tasks",
    "sim_stability",
]

T = TypeVar("T")
BoolArray = npt.NDArray[np.bool_]
Longs = npt.NDArray[np.int64]

KINDS = {"nash": 0, "gmr": 1, "smr": 2, "seq": 3, "sseq": 4}
FREE_KINDS = frozenset({"nash", "gmr", "smr"})
MAX_ARCS = 500_000_000
SMALL = 1 << 13
"""Below this many states threads cost more than they bring."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """What the block kernels need besides ranks; `offset` tells the groups of each DM apart."""

    layout: Layout
    offset: Longs

    @property
    def arguments(self) -> tuple[Longs, ...]:
        """low, width, directed, offset: in the order of the kernels."""
        return self.layout.low, self.layout.width, self.layout.directed, self.offset


@dataclass(frozen=True, slots=True)
class ArcTable:
    """All moves, forward and backward; `base[i]:base[i + 1]` are those of decision maker i.

    ``targets[base[i] + starts[i, s] : base[i] + starts[i, s + 1]]`` are the moves of i from s.
    """

    starts: Longs
    targets: npt.NDArray[np.int32]
    back_starts: Longs
    sources: npt.NDArray[np.int32]
    base: Longs

    @property
    def arguments(self) -> tuple[npt.NDArray[Any], ...]:
        """In the order of the kernels."""
        return self.starts, self.targets, self.back_starts, self.sources, self.base


def blocks_of(conflict: Conflict) -> Blocks:
    """The block layout of a conflict whose moves are option changes."""
    return once(conflict, "blocks", _blocks)


def once(conflict: Conflict, name: str, make: Callable[[Conflict], T]) -> T:
    """What `make` gives for this conflict's moves, made the first time and kept with it."""
    if name not in conflict.derived:
        conflict.derived[name] = make(conflict)
    found: T = conflict.derived[name]
    return found


def _blocks(conflict: Conflict) -> Blocks:
    layout = layout_of(conflict)
    sizes = conflict.n_states >> layout.width
    return Blocks(layout, np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64))


def arc_table(conflict: Conflict) -> ArcTable:
    """Every move of every decision maker as an arc (also for option conflicts)."""
    return once(conflict, "arcs", _arc_table)


def _arc_table(conflict: Conflict) -> ArcTable:
    parts = [_arcs_of(conflict, i) for i in range(conflict.n_dm)]
    starts = np.stack([part[0] for part in parts])
    base = np.concatenate([[0], np.cumsum([len(part[1]) for part in parts])]).astype(np.int64)
    back_starts = np.empty_like(starts)
    sources = np.empty(int(base[-1]), np.int32)
    kernel = compiled.kernels_arcs()
    for i, (start, targets) in enumerate(parts):
        kernel.reverse_arcs(start, targets, back_starts[i], sources[base[i] : base[i + 1]])
    targets = np.concatenate([part[1] for part in parts])
    return ArcTable(starts, targets, back_starts, sources, base)


def _arcs_of(conflict: Conflict, who: int) -> tuple[Longs, npt.NDArray[np.int32]]:
    starts = np.zeros(conflict.n_states + 1, np.int64)
    if conflict.arcs is not None:
        arcs = conflict.arcs[who]
        np.add.at(starts, arcs[:, 0] + 1, 1)
        return np.cumsum(starts), np.ascontiguousarray(arcs[:, 1])
    masks = option_masks(conflict, who)
    bars = bar_arrays(conflict)
    fill = compiled.kernels_arcs().option_arcs
    total = fill(*masks, conflict.feasible, who, bars, starts, np.empty(0, np.int32))
    if total > MAX_ARCS:
        raise LimitError(
            f"decision maker {who} has {total:,} moves; the limit with barred moves or common "
            f"options is {MAX_ARCS:,}",
            advice=f"they would need {total * 8 / 1e9:,.0f} GB; use fewer options",
        )
    targets = np.empty(total, np.int32)
    if total:
        fill(*masks, conflict.feasible, who, bars, starts, targets)
    return starts, targets


def option_masks(conflict: Conflict, who: int) -> tuple[int, int, int]:
    """Bits of the options of `who`: all, those only to be switched on, those only off."""
    mask = conflict.option_mask(who)
    on = sum(1 << j for j, way in enumerate(conflict.irreversible) if way == "on")
    off = sum(1 << j for j, way in enumerate(conflict.irreversible) if way == "off")
    return mask, mask & on, mask & off


def bar_arrays(conflict: Conflict) -> tuple[Longs, BoolArray, BoolArray]:
    """Barred moves as arrays: owner (n,), source and target (n, n_states)."""
    shape = (len(conflict.barred), conflict.n_states)
    source = np.array([bar.source for bar in conflict.barred], bool).reshape(shape)
    target = np.array([bar.target for bar in conflict.barred], bool).reshape(shape)
    return np.array([bar.decision_maker for bar in conflict.barred], np.int64), source, target


def run_tasks(tasks: Iterable[Callable[[], object]], threads: int | None = None) -> None:
    """Run `tasks`, which release the GIL and write to places of their own, in threads."""
    todo = list(tasks)
    workers = compiled.n_threads(len(todo), threads)
    if workers == 1:
        for task in todo:
            task()
        return
    with ThreadPoolExecutor(workers) as pool:
        for done in [pool.submit(task) for task in todo]:
            done.result()


def core_stability(
    conflict: Conflict, concepts: Sequence[str], threads: int | None = None
) -> dict[str, BoolArray]:
    """Stability under any of nash, gmr, smr, seq, sseq: bool (n_dm, n_states) for each."""
    if not concepts:
        return {}
    if not has_blocks(conflict):
        return _by_arcs(conflict, concepts, threads)
    reversible = all(way == "both" for way in conflict.irreversible)
    if conflict.all_feasible and reversible:
        quick = [name for name in concepts if name in FREE_KINDS]
        rest = [name for name in concepts if name not in FREE_KINDS]
        found = _by_free_blocks(conflict, quick, threads) if quick else {}
        return found | (_by_blocks(conflict, rest, threads) if rest else {})
    return _by_blocks(conflict, concepts, threads)


def _by_free_blocks(
    conflict: Conflict, concepts: Sequence[str], threads: int | None
) -> dict[str, BoolArray]:
    kinds = np.array([KINDS[name] for name in concepts])
    stable = np.empty((conflict.n_dm, len(concepts), conflict.n_states), bool)
    kernel = compiled.kernels()
    everything = conflict.n_states - 1

    def task(i: int) -> None:
        own = conflict.option_mask(i)
        inside, outside = submasks(own), submasks(everything ^ own)
        payoff = conflict.payoffs[i]
        kernel.free_block_task(_plain(payoff), inside, outside, kinds, stable[i])

    small = 1 if conflict.n_states < SMALL else threads
    run_tasks([partial(task, i) for i in range(conflict.n_dm)], small)
    return {name: np.ascontiguousarray(stable[:, k]) for k, name in enumerate(concepts)}


def _plain(payoff: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Payoffs in one of the two types that kernels are compiled for: int64 or float64."""
    kind = np.float64 if payoff.dtype.kind == "f" else np.int64
    return np.ascontiguousarray(payoff, kind)


def submasks(mask: int) -> Longs:
    """All subsets of the bits of `mask`, ascending.

    Examples
    --------
    >>> submasks(0b101)
    array([0, 1, 4, 5])
    """
    subsets = np.zeros(1, np.int64)
    for j in range(mask.bit_length()):
        if mask >> j & 1:
            subsets = np.concatenate([subsets, subsets | 1 << j])
    return subsets


def _by_blocks(
    conflict: Conflict, concepts: Sequence[str], threads: int | None
) -> dict[str, BoolArray]:
    blocks = blocks_of(conflict)
    ranks = blocks.layout.inward(conflict.ranks)
    kinds = np.array([KINDS[name] for name in concepts])
    stable = np.zeros((1, len(kinds), conflict.n_dm, conflict.n_states), bool)
    if conflict.n_states < SMALL:
        compiled.kernels().block_batch(ranks[None], kinds, *blocks.arguments, stable)
    else:
        _large_blocks(blocks, ranks, kinds, stable[0], threads)
    outer = blocks.layout.outward(stable[0])
    return {name: outer[k] for k, name in enumerate(concepts)}


def _large_blocks(
    blocks: Blocks,
    ranks: npt.NDArray[np.int32],
    kinds: Longs,
    stable: BoolArray,
    threads: int | None,
) -> None:
    """One task a decision maker to order, then one a concept and decision maker to decide."""
    ordered = _ordered(blocks, ranks, threads)

    def task(k: int, i: int) -> None:
        _decide(ordered, i, int(kinds[k]), stable[k, i])

    pairs = [(k, i) for k in reversed(range(len(kinds))) for i in range(len(ranks))]
    run_tasks([partial(task, k, i) for k, i in pairs], threads)


@dataclass(frozen=True, slots=True)
class _Ordered:
    """Blocks with ranks: for each decision maker its groups ascending, and their sizes."""

    blocks: Blocks
    ranks: npt.NDArray[np.int32]
    order: npt.NDArray[np.int32]
    count: npt.NDArray[np.int32]


def _ordered(blocks: Blocks, ranks: npt.NDArray[np.int32], threads: int | None) -> _Ordered:
    n_dm, n_states = ranks.shape
    low, width, _, offset = blocks.arguments
    order = np.empty((n_dm, n_states), np.int32)
    count = np.empty(int(offset[-1]), np.int32)

    def task(i: int) -> None:
        work = np.empty((3, n_states + 2), np.int32)
        compiled.kernels().block_orders(ranks, i, low, width, offset, work, order, count)

    run_tasks([partial(task, i) for i in range(n_dm)], threads)
    return _Ordered(blocks, ranks, order, count)


def _decide(ordered: _Ordered, who: int, kind: int, out: BoolArray) -> npt.NDArray[np.int32]:
    """Verdicts of one decision maker into `out`; returns what the answers can bring it down to."""
    low, width, directed, offset = ordered.blocks.arguments
    n_states = ordered.ranks.shape[1]
    work = np.empty((5, n_states + 2), np.int32)
    groups = np.empty((2, int(offset[-1])), np.int32)
    compiled.kernels().block_task(
        who, kind, ordered.ranks, low, width, directed, ordered.order, ordered.count, offset,
        work, groups, out,
    )  # fmt: skip
    answers: npt.NDArray[np.int32] = work[4, :n_states]
    return answers


def _by_arcs(
    conflict: Conflict, concepts: Sequence[str], threads: int | None
) -> dict[str, BoolArray]:
    table = arc_table(conflict)
    kernel = compiled.kernels_arcs()
    stable = np.zeros((len(concepts), conflict.n_dm, conflict.n_states), bool)

    def task(k: int, i: int) -> None:
        lowest = np.empty(conflict.n_states, np.int32)
        kind = KINDS[concepts[k]]
        kernel.arc_task(i, kind, conflict.ranks, *table.arguments, lowest, stable[k, i])

    pairs = [(k, i) for k in range(len(concepts)) for i in range(conflict.n_dm)]
    small = 1 if conflict.n_states < SMALL else threads
    run_tasks([partial(task, k, i) for k, i in pairs], small)
    return {name: stable[k] for k, name in enumerate(concepts)}


def sim_stability(conflict: Conflict, threads: int | None = None) -> BoolArray:
    """Simultaneous stability of an option conflict: bool (n_dm, n_states)."""
    masks = np.array([option_masks(conflict, i) for i in range(conflict.n_dm)], np.int64)
    bars = bar_arrays(conflict)
    stable = np.zeros((conflict.n_dm, conflict.n_states), bool)
    kernel = compiled.kernels_sim()
    small = conflict.n_states < SMALL // 8
    edges = np.linspace(0, conflict.n_states, 2 if small else 65).astype(np.int64)

    def task(first: int, last: int) -> None:
        kernel.sim_states(first, last, conflict.ranks, masks, bars, stable)

    run_tasks([partial(task, a, b) for a, b in pairwise(edges.tolist())], threads)
    return stable


def lowest_answers(conflict: Conflict, who: int, concept: str) -> npt.NDArray[np.int32]:
    """How low, as a rank of `who`, the others can bring it from each state under `concept`.

    Parameters
    ----------
    conflict : Conflict
    who : int
    concept : {"gmr", "smr", "seq", "sseq"}

    Returns
    -------
    int32 array (n_states,)
        An improvement t from s is answered exactly if this, at t, is at most the rank of s.
    """
    stable = np.empty(conflict.n_states, bool)
    kind = KINDS[concept]
    if not has_blocks(conflict):
        lowest = np.empty(conflict.n_states, np.int32)
        arcs = arc_table(conflict).arguments
        compiled.kernels_arcs().arc_task(who, kind, conflict.ranks, *arcs, lowest, stable)
        return lowest
    blocks = blocks_of(conflict)
    ordered = _ordered(blocks, blocks.layout.inward(conflict.ranks), None)
    return blocks.layout.outward(_decide(ordered, who, kind, stable))
