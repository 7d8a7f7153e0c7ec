"""A decision with a set of levers, put together from what each of them changes on its own.

Whether a settlement holds depends on who can move where, and on what each decision maker wants. A
lever that bars an option changes the first alone; one that changes wishes, the orders of whoever
has them (:mod:`sulh.settlement.touching`). So each part is made once for each set of the levers
that touch *it*, and a set of levers is judged by putting its parts together: tens of thousands of
sets have a few hundred parts. What is drawn for a decision maker is the same, draw by draw, with
and without a lever on another (each has a random stream of its own), so that the answer is the
very one that the changed decision as a whole gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from sulh.case.model import Decision
from sulh.errors import PatchError, SulhError
from sulh.graph.ways import LARGEST_SMALL
from sulh.settlement.decisions import Deal, deal_of, holds_chunk, orders_of
from sulh.settlement.levers import Lever
from sulh.settlement.result import Measure
from sulh.settlement.space import Cache, Orders, Ranks, Scene, n_joint_of, tables_of
from sulh.settlement.staging import Staged, staged
from sulh.settlement.touching import touches_of

__all__ = ["Joint", "Members", "Parts"]

Members = tuple[int, ...]
"""A set of levers, by their places, rising."""
MAX_COLUMN_CELLS = 1 << 22
"""Ranks of one decision maker that are held from one set of levers to the next."""
MAX_CELLS = 1 << 28
"""Ranks that are held in all; beyond, what was made first is made again."""


@dataclass(frozen=True, eq=False)
class _Column:
    """The orders of one decision maker under some levers: listed where few, and as drawn.

    `pieces` are the draws, where they are not so many that they are drawn anew each time.
    """

    scenes: tuple[Scene, ...]
    listed: tuple[Orders | None, ...]
    pieces: tuple[npt.NDArray[np.integer[Any]], ...]
    draw: Callable[[int, int, int], Iterator[Ranks]] | None

    def drawn(self, n: int, seed: int, chunk: int) -> Iterator[npt.NDArray[np.integer[Any]]]:
        """What is drawn, piece by piece."""
        return self.draw(n, seed, chunk) if self.draw else iter(self.pieces)

    @property
    def n_cells(self) -> int:
        """Ranks that are held."""
        return sum(piece.size for piece in self.pieces)


@dataclass(frozen=True, eq=False)
class Joint:
    """The orders of all decision makers, each from the part that has its own: a :class:`.Space`."""

    columns: tuple[_Column, ...]
    measure: Measure = "StatementOrder"

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """Every way in which what several share can fall: the same for each of them."""
        return self.columns[0].scenes

    @property
    def tables(self) -> tuple[tuple[Orders, ...], ...] | None:
        """For each scene and decision maker its orders; None if some are too many to list."""
        return tables_of([column.listed for column in self.columns])

    @property
    def n_joint(self) -> int | None:
        """How many distinct combinations there are; None if they cannot be listed."""
        return n_joint_of(self.tables)

    def drawn(self, n: int, seed: int, chunk: int) -> Iterator[Ranks]:
        """Draw `n` combinations, `chunk` at a time."""
        for pieces in zip(*(c.drawn(n, seed, chunk) for c in self.columns), strict=True):
            yield np.stack(pieces, axis=1)


@dataclass(frozen=True, eq=False)
class _Part:
    """A decision with some levers: as it is changed, and its settlement in its conflict."""

    changed: Staged
    deal: Deal

    @property
    def makers(self) -> list[str]:
        """Ids of the decision makers."""
        return [who.id for who in self.changed.decision.decision_makers]


@dataclass(eq=False)
class Parts:
    """The parts of a decision, each made once for each set of the levers that touch it.

    Parameters
    ----------
    decision : Decision
    target : str
        Id of an outcome.
    levers : tuple of Lever
    n, seed : int
        Draws and their seed.
    exact_limit : int
        All orders are gone through where they are at most so many.
    cache : dict
        As for :class:`.OrderSpace`.
    """

    decision: Decision
    target: str
    levers: tuple[Lever, ...]
    n: int
    seed: int
    exact_limit: int
    cache: Cache = field(repr=False)
    _made: dict[Members, _Part | None] = field(default_factory=dict, repr=False)
    _columns: dict[tuple[str, Members], _Column] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def __post_init__(self) -> None:
        touch = touches_of(self.decision, self.levers)
        self._all = frozenset(m for m, each in enumerate(touch) if each.everything)
        self._moves = self._all | {m for m, each in enumerate(touch) if each.bars}
        self._wishes = {
            who: self._all | {m for m, each in enumerate(touch) if who in each.wishes}
            for who in sorted(frozenset[str]().union(*(each.wishes for each in touch)))
        }
        self._n_cells = 0

    def together(self, members: Members) -> tuple[Deal, Joint] | None:
        """The settlement and the orders with a set of levers; None if they exclude one another.

        Raises
        ------
        ModelError, ConditionError, LimitError
            As :func:`.study_outcome`.
        """
        with self._lock:
            found = self._put_together(members)
            if found is not None:
                return found
            whole = self._make(members)  # one part alone may not fit where all of them do
            if whole is None:
                return None
            columns = (self._drawn(whole, who) for who in whole.makers)
            return whole.deal, Joint(tuple(columns))

    def _put_together(self, members: Members) -> tuple[Deal, Joint] | None:
        try:
            main = self._part(_of(members, self._moves))
            fit = [self._part(_of(members, held)) for held in self._wishes.values()]
            if main is None or None in fit:
                return None
            return main.deal, Joint(tuple(self._column(who, members) for who in main.makers))
        except SulhError:
            return None

    def _part(self, members: Members) -> _Part | None:
        if members not in self._made:
            self._made[members] = self._make(members)
        return self._made[members]

    def _make(self, members: Members) -> _Part | None:
        try:
            changed = staged(self.decision, self.target, [self.levers[m] for m in members])
        except PatchError:
            return None
        return _Part(changed, deal_of(changed, self.target))

    def _column(self, who: str, members: Members) -> _Column:
        key = (who, _of(members, self._wishes.get(who, self._all)))
        if key not in self._columns:
            part = self._part(key[1])
            if part is None:
                raise PatchError(f"levers on {who} exclude one another")
            column = self._drawn(part, who)
            self._n_cells += column.n_cells
            while self._columns and self._n_cells > MAX_CELLS:
                self._n_cells -= self._columns.pop(next(iter(self._columns))).n_cells
            self._columns[key] = column
        return self._columns[key]

    def _drawn(self, part: _Part, who: str) -> _Column:
        """The orders of one decision maker; long lists are not held once they are drawn from."""
        conflict, place = part.deal.conflict, part.makers.index(who)
        space = orders_of(part.changed, conflict, n=self.n, cache=self.cache)
        listed = tuple(
            orders if orders is not None and len(orders.weights) <= self.exact_limit else None
            for orders in space.listed(place)
        )
        draw = partial(space.drawn_for, place)
        if self.n * conflict.n_states > MAX_COLUMN_CELLS:
            return _Column(space.scenes, listed, (), draw)
        small = np.int16 if conflict.n_states <= LARGEST_SMALL else np.int32
        pieces = draw(self.n, self.seed, holds_chunk(conflict))
        return _Column(space.scenes, listed, tuple(p.astype(small) for p in pieces), None)


def _of(members: Members, some: frozenset[int]) -> Members:
    return tuple(m for m in members if m in some)
