"""What is put in order (statements, or classes of states), and the ranks an order gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from sulh.case.model import Statement
from sulh.errors import LimitError, ModelError
from sulh.graph import Conflict
from sulh.logic import parse
from sulh.settlement.extensions import PartialOrder
from sulh.settlement.preferences import StatementOrder, StateOrder

__all__ = [
    "Items",
    "Together",
    "Wants",
    "dominance_items",
    "lexicographic",
    "state_items",
    "statement_items",
]

Bools = npt.NDArray[np.bool_]
Grades = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]
Ranks = npt.NDArray[np.int32]
MAX_BITS = 62
"""Places of an order, as bits of one 64-bit integer."""


@dataclass(frozen=True, eq=False)
class Items:
    """Things put in order (statements or states), and the ranks of states an order gives.

    `rows`: where the items are statements, the place of each in its owner's list.
    """

    order: PartialOrder
    truth: Grades
    ranks: Callable[[Ints], Ranks]
    rows: Ints | None = None


@dataclass(eq=False)
class Together:
    """Orders of statements, a few at a time, whose ranks are found in one go."""

    places: list[int] = field(default_factory=list)
    orders: list[Ints] = field(default_factory=list)

    def add(self, places: Ints, orders: Ints) -> None:
        """Put in `orders` (m, k) for the draws at `places` (m,)."""
        self.places += places.tolist()
        self.orders.append(orders)

    @property
    def padded(self) -> Ints:
        """All of them, -1 where an order has fewer statements than another."""
        width = max(orders.shape[1] for orders in self.orders)
        found = np.full((len(self.places), width), -1, np.int64)
        start = 0
        for orders in self.orders:
            found[start : start + len(orders), : orders.shape[1]] = orders
            start += len(orders)
        return found


@dataclass(frozen=True, eq=False)
class Wants:
    """The statements of one decision maker, in its list's order.

    Parameters
    ----------
    truth : uint8 array (k, n_states)
        How far each is true in each state.
    known : bool array (k, k)
        ``known[i, j]``: statement i is known to be above statement j.
    alike : tuple of bytes or None
        Equal for statements that are merged; None for one that orders nothing.
    """

    truth: Grades
    known: Bools
    alike: tuple[bytes | None, ...]

    @classmethod
    def of(cls, preference: StatementOrder, feasible: Bools) -> Wants:
        """Work them out once.

        Raises
        ------
        ModelError
            If a priority is over a statement that does not exist, or priorities form a cycle.
        """
        wanted = preference.statements
        rows = [_grades(preference, s, len(feasible)) for s in wanted]
        alike = (
            _alike(row[feasible]) if preference.merge else str(i).encode()
            for i, row in enumerate(rows)
        )
        truth = np.array(rows, np.uint8).reshape(len(wanted), len(feasible))
        return cls(truth, _known(wanted), tuple(alike))


def _alike(here: Grades) -> bytes | None:
    return None if (here == here[0]).all() else here.tobytes()


def _known(statements: Sequence[Statement]) -> Bools:
    """``known[i, j]``: statement i is known to be above statement j.

    Priorities that run through a statement that is not in the list hold all the same.
    """
    place = {s.id: i for i, s in enumerate(statements)}
    pairs = []
    for statement in statements:
        for other in statement.over:
            if other not in place:
                raise ModelError(
                    f"statement {statement.id} is said to be over {other}, which does not exist "
                    f"among the statements of {statement.decision_maker}"
                )
            pairs.append((place[statement.id], place[other]))
    above = PartialOrder.of(len(statements), pairs).above
    every = range(len(statements))
    return np.array([[bits >> i & 1 for bits in above] for i in every], bool).reshape(
        len(statements), len(statements)
    )


def _grades(preference: StatementOrder, statement: Statement, n_states: int) -> Grades:
    """1 where a statement is true and 0 elsewhere; told in parts, the first counts most."""
    parts = dict(preference.parts).get(statement.id, (statement.condition,))
    found = np.zeros(n_states, np.uint8)
    for part in parts:
        found = 2 * found + parse(part, preference.options).evaluate_states(np.arange(n_states))
    return found.astype(np.uint8)


def statement_items(wants: Wants, present: Sequence[int], feasible: Bools) -> Items:
    """Those statements that are present as items; equal ones are one, where the first stands.

    A merged item is above another if one of its members is, and below another only if all are.
    A statement that is true at all feasible states, or at none, orders nothing and is left out.

    Parameters
    ----------
    wants : Wants
    present : sequence of int
        Places of statements.
    feasible : bool array (n_states,)
    """
    groups: dict[bytes, list[int]] = {}
    for i in present:
        same = wants.alike[i]
        if same is not None:
            groups.setdefault(same, []).append(i)
    members = list(groups.values())
    pairs = []
    if wants.known.any():
        pairs = [
            (a, b)
            for a, high in enumerate(members)
            for b, low in enumerate(members)
            if a != b and any(all(wants.known[i, j] for j in low) for i in high)
        ]
    firsts = np.array([group[0] for group in members], np.int64)
    rows = wants.truth[firsts]
    order = PartialOrder.of(len(members), pairs)
    return Items(order, rows, lambda orders: lexicographic(rows, orders, feasible), firsts)


def lexicographic(rows: Grades, orders: Ints, feasible: Bools) -> Ranks:
    """Ranks of states when statements `rows` count in each of `orders` (m, k); -1 is none."""
    bits = np.array([*(max(int(row.max()).bit_length(), 1) for row in rows), 0], np.int64)
    most = int(bits[orders].sum(axis=1).max(initial=0))
    if most > MAX_BITS:
        raise LimitError(
            f"statements in parts take {most} places of an order, not {MAX_BITS}",
            advice="split the exchange into fewer steps",
        )
    n_feasible = int(feasible.sum())
    graded = np.concatenate([rows[:, feasible], np.zeros((1, n_feasible), np.uint8)])
    payoffs = np.zeros((len(orders), n_feasible), np.int64)
    for place in range(orders.shape[1]):
        item = orders[:, place]
        payoffs = (payoffs << bits[item][:, None]) + graded[item]
    ranks = np.full((len(orders), len(feasible)), -1, np.int32)
    ranks[:, feasible] = _dense(payoffs)
    return ranks


def _dense(payoffs: Ints) -> Ranks:
    """Ranks 0, 1, ... of each row, equal where payoffs are equal."""
    order = np.argsort(payoffs, axis=1, kind="stable")
    rising = np.take_along_axis(payoffs, order, axis=1)
    steps = np.zeros(payoffs.shape, np.int32)
    steps[:, 1:] = (rising[:, 1:] != rising[:, :-1]).cumsum(axis=1)
    ranks = np.empty_like(steps)
    np.put_along_axis(ranks, order, steps, axis=1)
    return ranks


def state_items(conflict: Conflict, preference: StateOrder) -> Items:
    """Feasible states as items, under what is known of their order.

    Raises
    ------
    ModelError
        If a pair names a state that is not feasible.
    """
    states = np.flatnonzero(conflict.feasible)
    place = {int(s): i for i, s in enumerate(states)}
    for pair in preference.better:
        for state in pair:
            if state not in place:
                raise ModelError(f"state {state} of a state order is not a feasible state")
    pairs = [(place[a], place[b]) for a, b in preference.better]
    return _class_items(conflict, [np.array([s]) for s in states], pairs)


def dominance_items(conflict: Conflict, items: Items) -> Items:
    """Classes of states that no statement tells apart, in the order all complete orders share.

    Class c is above class d in every order of the statements exactly if each statement that
    speaks for d is known to stand below one that speaks for c.
    """
    states = np.flatnonzero(conflict.feasible)
    groups: dict[bytes, list[int]] = {}
    for state in states:
        groups.setdefault(items.truth[:, state].tobytes(), []).append(int(state))
    classes = [np.array(group) for group in groups.values()]
    above = items.order.above
    signs = [items.truth[:, group[0]] for group in classes]
    pairs = [
        (a, b)
        for a, high in enumerate(signs)
        for b, low in enumerate(signs)
        if a != b and _dominates(high, low, above)
    ]
    return _class_items(conflict, classes, pairs)


def _dominates(high: Grades, low: Grades, above: Sequence[int]) -> bool:
    gains = sum(1 << int(i) for i in np.flatnonzero(high > low))
    return bool(gains) and all(above[i] & gains for i in np.flatnonzero(low > high).tolist())


def _class_items(
    conflict: Conflict, classes: Sequence[Ints], pairs: Sequence[tuple[int, int]]
) -> Items:
    order = PartialOrder.of(len(classes), pairs)

    def ranks(orders: Ints) -> Ranks:
        found = np.full((len(orders), conflict.n_states), -1, np.int32)
        heights = np.empty_like(orders)
        k = orders.shape[1]
        np.put_along_axis(heights, orders, np.arange(k - 1, -1, -1)[None], axis=1)
        for number, group in enumerate(classes):
            found[:, group] = heights[:, [number]]
        return found

    return Items(order, np.zeros((0, conflict.n_states), np.uint8), ranks)
