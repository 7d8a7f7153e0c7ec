"""All complete orders that agree with what is known, tabulated when they are few, else drawn.

The orders of one decision maker do not depend on another's, except through statements that rest
on the same claim; given which of *those* are in (a *scene*), the decision makers are independent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from sulh.case.model import Statement
from sulh.errors import LimitError, ModelError
from sulh.graph import Conflict
from sulh.settlement.items import (
    Items,
    Together,
    Wants,
    dominance_items,
    lexicographic,
    state_items,
    statement_items,
)
from sulh.settlement.preferences import AimOrder, Preference, StatementOrder, StateOrder
from sulh.settlement.presence import Draw, Key, always_in, draws_of
from sulh.settlement.result import Measure

__all__ = ["Cache", "OrderSpace", "Orders", "Scene", "n_joint_of", "streams", "tables_of"]

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Ranks = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]

MAX_ROWS = 200_000
"""Orders of one decision maker that are listed; above, they are drawn."""
MAX_CELLS = 1 << 25
"""Ranks of one decision maker that are held: fewer orders are listed where states are many."""
MAX_CHAIN_STEPS = 200_000
"""Steps of Markov chains, over all ways in which statements may be in or out."""
MAX_KEPT_CELLS, MAX_KEPT = 1 << 18, 256
"""Ranks of one draw that are kept for the next set of levers, and how many such draws."""
MAX_PATTERNS = 4_096
"""Ways in which statements may be in or out that are listed; above, they are drawn."""


def streams(seed: int, n_dm: int) -> tuple[np.random.Generator, ...]:
    """One stream for what is drawn for several at once, then one for each decision maker.

    What is drawn for a decision maker then stays the same, draw by draw, when only another's
    statements change: answers with and without a lever are paired.
    """
    return tuple(
        np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(i,))) for i in range(n_dm + 1)
    )


@dataclass(frozen=True, eq=False)
class Orders:
    """The distinct orders of one decision maker, each with its probability.

    Parameters
    ----------
    ranks : int32 array (m, n_states)
        Larger is better, -1 at infeasible states.
    weights : float array (m,)
        They sum to 1.
    n_orders : int
        Complete orders counted before equal ones were put together.
    """

    ranks: Ranks
    weights: Floats
    n_orders: int


@dataclass(frozen=True, eq=False)
class _Kept:
    """What was drawn from a stream, and the stream after it."""

    ranks: Ranks
    after: Any


Cache = dict[object, Orders | _Kept | None]


@dataclass(frozen=True, eq=False)
class Scene:
    """One way the shared draws can fall: its probability and what is then known of each."""

    weight: float
    members: frozenset[Key]


@dataclass(frozen=True, eq=False)
class OrderSpace:
    """The complete orders of all decision makers that agree with what is known.

    Parameters
    ----------
    conflict : Conflict
    preferences : tuple of Preference
        One for each decision maker.
    measure : {"StatementOrder", "StateOrder"}
        With "StateOrder", a :class:`StatementOrder` stands for the partial order over states
        that all its complete orders agree on.
    max_rows : int
        List the orders of a decision maker up to this many; above, draw them.
    cache : dict, optional
        Kept between spaces that share decision makers, so that their orders are listed, or
        drawn from one stream, once.
    """

    conflict: Conflict
    preferences: tuple[Preference, ...]
    measure: Measure = "StatementOrder"
    max_rows: int = MAX_ROWS
    cache: Cache | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if len(self.preferences) != self.conflict.n_dm:
            raise ModelError(
                f"{self.conflict.n_dm} decision makers, but {len(self.preferences)} preferences",
                advice="give one for each decision maker; None keeps the conflict's own payoffs",
            )

    @cached_property
    def lists(self) -> tuple[tuple[Statement, ...], ...]:
        """For each decision maker its statements (none for other kinds of preference)."""
        return tuple(
            p.statements if isinstance(p, StatementOrder) else () for p in self.preferences
        )

    @cached_property
    def _draws(self) -> tuple[Draw, ...]:
        return draws_of(self.lists)

    @cached_property
    def _own_draws(self) -> tuple[tuple[Draw, ...], ...]:
        return tuple(
            tuple(d for d in self._draws if d.decision_makers <= {i} and i in d.decision_makers)
            for i in range(len(self.lists))
        )

    @cached_property
    def scenes(self) -> tuple[Scene, ...]:
        """Every way in which draws that touch several decision makers can fall.

        Raises
        ------
        LimitError
            If there are more than 4,096.
        """
        shared = [d for d in self._draws if len(d.decision_makers) > 1]
        n = prod(len(d.members) for d in shared)
        if n > MAX_PATTERNS:
            raise LimitError(
                f"statements of different parties that rest on the same claims fall in {n} ways; "
                f"the limit is {MAX_PATTERNS}",
                advice="give fewer of them a belief below 1",
            )
        return tuple(Scene(weight, members) for weight, members in _falls(shared))

    @cached_property
    def _wants(self) -> dict[int, Wants]:
        return {}

    def _wants_of(self, who: int, preference: StatementOrder) -> Wants:
        if who not in self._wants:
            self._wants[who] = Wants.of(preference, self.conflict.feasible)
        return self._wants[who]

    def orders(self, scene: Scene, who: int) -> Orders | None:
        """The orders of a decision maker in a scene; None if they are too many to list."""
        fixed = self._fixed(who)
        if fixed is not None:
            return Orders(fixed[None], np.ones(1), 1)
        if isinstance(self.preferences[who], AimOrder):
            return None
        if self.cache is None:
            return self._listed(scene, who)
        key = self._known_of(who, frozenset(key for key in scene.members if key[0] == who))
        if key in self.cache:
            held = self.cache[key]
            return held if isinstance(held, Orders) else None
        found = self._listed(scene, who)
        if found is None or (found.ranks.size <= MAX_KEPT_CELLS and len(self.cache) < MAX_KEPT):
            self.cache[key] = found
        return found

    def _listed(self, scene: Scene, who: int) -> Orders | None:
        draws = self._own_draws[who]
        if prod(len(d.members) for d in draws) > MAX_PATTERNS:
            return None
        limit = min(self.max_rows, MAX_CELLS // self.conflict.n_states)
        falls: list[tuple[float, Items]] = []
        rows = 0
        for weight, members in _falls(draws):
            items = self._items(who, scene.members | members)
            n = items.order.count()
            if n is None or rows + n > limit:
                return None
            rows += n
            falls.append((weight, items))
        return _distinct((w, items.ranks(items.order.list_all())) for w, items in falls)

    @cached_property
    def _by_maker(self) -> dict[int, tuple[Orders | None, ...]]:
        return {}

    def listed(self, who: int) -> tuple[Orders | None, ...]:
        """For each scene the orders of a decision maker; None where they are too many to list."""
        if who not in self._by_maker:
            self._by_maker[who] = tuple(self.orders(scene, who) for scene in self.scenes)
        return self._by_maker[who]

    @cached_property
    def tables(self) -> tuple[tuple[Orders, ...], ...] | None:
        """For each scene and decision maker its orders; None if some are too many to list."""
        return tables_of([self.listed(who) for who in range(self.conflict.n_dm)])

    @cached_property
    def n_joint(self) -> int | None:
        """How many distinct combinations there are; None if they cannot be listed."""
        return n_joint_of(self.tables)

    def affordable(self) -> bool:
        """Whether orders can be drawn in reasonable time: sets to count, or a short chain."""
        for who in range(self.conflict.n_dm):
            if self._fixed(who) is None and not self._affordable_for(who):
                return False
        return True

    def _affordable_for(self, who: int) -> bool:
        if isinstance(self.preferences[who], AimOrder):
            return True
        everything = frozenset((who, s.id) for s in self.lists[who])
        try:
            order = self._items(who, everything).order
        except LimitError:
            return False
        if order.count() is not None:
            return True
        patterns = prod(len(d.members) for d in self._own_draws[who])
        return patterns * order.chain_steps() <= MAX_CHAIN_STEPS

    def draw(self, n: int, rngs: Sequence[np.random.Generator]) -> Ranks:
        """Draw `n` combinations with :func:`streams`, int32 array (n, n_dm, n_states)."""
        scenes = self._fallen(n, rngs[0])
        each = (self._column(who, scenes, rngs[1 + who]) for who in range(self.conflict.n_dm))
        return np.stack(list(each), axis=1)

    def drawn(self, n: int, seed: int, chunk: int) -> Iterator[Ranks]:
        """Draw `n` combinations, `chunk` at a time."""
        rngs = streams(seed, self.conflict.n_dm)
        for size in _pieces(n, chunk):
            yield self.draw(size, rngs)

    def drawn_for(self, who: int, n: int, seed: int, chunk: int) -> Iterator[Ranks]:
        """As :meth:`drawn`, of one decision maker alone: int32 arrays (chunk, n_states)."""
        rngs = streams(seed, self.conflict.n_dm)
        for size in _pieces(n, chunk):
            yield self._column(who, self._fallen(size, rngs[0]), rngs[1 + who])

    def _fallen(self, n: int, rng: np.random.Generator) -> Ints:
        """Which scene each of `n` draws falls in."""
        weights = [scene.weight for scene in self.scenes]
        return np.asarray(rng.choice(len(weights), size=n, p=weights), np.int64)

    def _column(self, who: int, scenes: Ints, rng: np.random.Generator) -> Ranks:
        """Draw for one decision maker, given the scene of each draw."""
        if len(self.scenes) == 1:
            return self._drawn(0, who, len(scenes), rng)
        found = np.empty((len(scenes), self.conflict.n_states), np.int32)
        for number in range(len(self.scenes)):
            mine = np.flatnonzero(scenes == number)
            if len(mine):
                found[mine] = self._drawn(number, who, len(mine), rng)
        return found

    def _drawn(self, number: int, who: int, n: int, rng: np.random.Generator) -> Ranks:
        """Draw for one decision maker, or find what was drawn before from the same stream."""
        if self.cache is None or n * self.conflict.n_states > MAX_KEPT_CELLS:
            return self._draw_one(number, who, n, rng)
        stream: Any = rng.bit_generator.state["state"]
        mine = frozenset(key for key in self.scenes[number].members if key[0] == who)
        key = (*self._known_of(who, mine), n, stream["state"], stream["inc"])
        held = self.cache.get(key)
        if not isinstance(held, _Kept):
            ranks = self._draw_one(number, who, n, rng)
            held = _Kept(ranks, rng.bit_generator.state)
            if len(self.cache) < MAX_KEPT:
                self.cache[key] = held
        rng.bit_generator.state = held.after
        return held.ranks

    def _known_of(self, who: int, mine: frozenset[Key]) -> tuple[object, ...]:
        """All that the orders of a decision maker depend on."""
        feasible = self.conflict.feasible.tobytes()
        fixed = self._fixed(who)
        given = None if fixed is None else fixed.tobytes()
        own = self._own_draws[who]  # what is drawn with another's statements is not among them
        return (who, self.preferences[who], given, own, mine, feasible, self.measure, self.max_rows)

    def _draw_one(self, number: int, who: int, n: int, rng: np.random.Generator) -> Ranks:
        scene, orders = self.scenes[number], self.listed(who)[number]
        if orders is not None:
            return orders.ranks[rng.choice(len(orders.weights), size=n, p=orders.weights)]
        preference = self.preferences[who]
        if isinstance(preference, AimOrder):
            return preference.draw(n, self.conflict.feasible, rng)
        found = np.empty((n, self.conflict.n_states), np.int32)
        put_off = Together()
        for members, places in self._fallen_own(who, n, rng):
            items = self._items(who, scene.members | members)
            drawn = items.order.draw(len(places), rng)
            if items.rows is None:
                found[places] = items.ranks(drawn)
            else:
                put_off.add(places, items.rows[drawn])
        if put_off.orders:
            found[put_off.places] = lexicographic(
                self._wants[who].truth, put_off.padded, self.conflict.feasible
            )
        return found

    def _fallen_own(
        self, who: int, n: int, rng: np.random.Generator
    ) -> Iterator[tuple[frozenset[Key], Ints]]:
        """The ways in which `n` draws of a decision maker's own fall, and which draws do so."""
        draws = self._own_draws[who]
        if not draws:
            yield frozenset(), np.arange(n)
            return
        picks = [rng.choice(len(d.members), size=n, p=d.weights) for d in draws]
        strings = np.stack(picks, axis=1).astype(">u2").view(f"V{2 * len(draws)}").reshape(-1)
        _, first, back = np.unique(strings, return_index=True, return_inverse=True)
        by_way = np.split(np.argsort(back, kind="stable"), np.bincount(back).cumsum()[:-1])
        for way in np.argsort(first).tolist():
            some = (d.members[p[first[way]]] for d, p in zip(draws, picks, strict=True))
            yield frozenset[Key]().union(*some), by_way[way]

    def _fixed(self, who: int) -> Ranks | None:
        """The one order of a decision maker whose payoffs are given."""
        return self.conflict.ranks[who] if self.preferences[who] is None else None

    def _items(self, who: int, members: frozenset[Key]) -> Items:
        preference = self.preferences[who]
        if isinstance(preference, StateOrder):
            return state_items(self.conflict, preference)
        if preference is None or isinstance(preference, AimOrder):
            raise ModelError("an order that is fixed, or drawn by weights, has no items")
        there = self._always | members
        present = [i for i, s in enumerate(preference.statements) if (who, s.id) in there]
        items = statement_items(self._wants_of(who, preference), present, self.conflict.feasible)
        return items if self.measure == "StatementOrder" else dominance_items(self.conflict, items)

    @cached_property
    def _always(self) -> frozenset[Key]:
        return always_in(self.lists)


def tables_of(
    listed: Sequence[tuple[Orders | None, ...]],
) -> tuple[tuple[Orders, ...], ...] | None:
    """From each decision maker's orders by scene to each scene's; None if some are not listed."""
    table = [
        tuple(orders for orders in row if orders is not None) for row in zip(*listed, strict=True)
    ]
    return tuple(table) if all(len(row) == len(listed) for row in table) else None


def n_joint_of(tables: tuple[tuple[Orders, ...], ...] | None) -> int | None:
    """How many distinct combinations tables of orders make; None if there are none."""
    if tables is None:
        return None
    return sum(prod(len(o.weights) for o in row) for row in tables)


def _pieces(n: int, chunk: int) -> Iterator[int]:
    """`n` in pieces of `chunk`."""
    for start in range(0, n, chunk):
        yield min(chunk, n - start)


def _falls(draws: Sequence[Draw]) -> Iterator[tuple[float, frozenset[Key]]]:
    """Every way in which draws can fall: its probability and who is then in."""
    pairs = [list(zip(d.weights, d.members, strict=True)) for d in draws]
    for fall in product(*pairs):
        yield prod(w for w, _ in fall), frozenset[Key]().union(*(m for _, m in fall))


def _distinct(parts: Iterable[tuple[float, Ranks]]) -> Orders:
    """Put equal orders together; each part's probability is spread evenly over its orders."""
    given = list(parts)
    ranks = np.concatenate([rows for _, rows in given])
    weights = np.concatenate([np.full(len(rows), w / len(rows)) for w, rows in given])
    # as whole strings of bytes, which sort alike and faster: high byte first, all from 0 up
    strings = (ranks + 1).astype(">u4").view(f"V{4 * ranks.shape[1]}").reshape(-1)
    _, first, back = np.unique(strings, return_index=True, return_inverse=True)
    total = np.bincount(back.reshape(-1), weights=weights, minlength=len(first))
    return Orders(ranks[first], total / total.sum(), len(ranks))
