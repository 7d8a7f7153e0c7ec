"""Orders that agree with a partial order: counted, listed, and drawn uniformly.

A *linear extension* of a partial order on k items is a complete order that keeps every known
"above". They are counted by dynamic programming over down-sets (here: sets of items that may
fill the first places), listed when they are few, and drawn uniformly from the counts; when there
are too many such sets, by the Markov chain of Bubley and Dyer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import factorial

import numpy as np
import numpy.typing as npt

from sulh.errors import LimitError, ModelError

__all__ = ["MAX_ITEMS", "PartialOrder"]

Ints = npt.NDArray[np.int64]
MAX_ITEMS = 62
"""Items are bits of one 64-bit integer."""
MAX_SETS = 1 << 17
"""Above this many sets the Markov chain is used instead of exact counting."""
CHAIN_ERROR = 1e-3
"""Total-variation distance from uniform that the Markov chain is run to, by its proved bound."""


@dataclass(frozen=True)
class PartialOrder:
    """A partial order on items 0 .. k-1: ``above[i]`` are the bits of the items above item i.

    Build it with :meth:`of`, which closes it under transitivity and refuses cycles.

    Examples
    --------
    >>> free = PartialOrder.of(3, [])
    >>> free.count()
    6
    >>> PartialOrder.of(3, [(0, 1)]).count()
    3
    >>> sorted(map(tuple, PartialOrder.of(3, [(0, 1), (1, 2)]).list_all().tolist()))
    [(0, 1, 2)]
    """

    above: tuple[int, ...]

    @classmethod
    def of(cls, n_items: int, pairs: Sequence[tuple[int, int]]) -> PartialOrder:
        """Make the partial order in which, for each (a, b) of `pairs`, a is above b.

        Raises
        ------
        ModelError
            If the pairs make a cycle.
        LimitError
            With more than 62 items.
        """
        if n_items > MAX_ITEMS:
            raise LimitError(f"an order has {MAX_ITEMS} items at most, not {n_items}")
        above = [0] * n_items
        for high, low in pairs:
            above[low] |= 1 << high
        for middle in range(n_items):
            for item in range(n_items):
                if above[item] >> middle & 1:
                    above[item] |= above[middle]
        if any(above[item] >> item & 1 for item in range(n_items)):
            raise ModelError(
                "the known priorities contradict one another: they form a cycle",
                advice="remove one `over` of the cycle",
            )
        return cls(tuple(above))

    @property
    def n_items(self) -> int:
        """Number of items."""
        return len(self.above)

    @cached_property
    def _levels(self) -> tuple[tuple[Ints, npt.NDArray[np.float64]], ...] | None:
        """For each number placed: the sets that can be first, and in how many ways they end."""
        sets = [np.zeros(1, np.int64)]
        for _place in range(self.n_items):
            grown = [sets[-1][free] | (1 << item) for item, free in self._free(sets[-1])]
            sets.append(np.unique(np.concatenate(grown)))
            if sum(map(len, sets)) > MAX_SETS:
                return None
        ways = [np.ones(1)]
        for level in range(self.n_items - 1, -1, -1):
            here = np.zeros(len(sets[level]))
            for item, free in self._free(sets[level]):
                after = np.searchsorted(sets[level + 1], sets[level][free] | (1 << item))
                here[free] += ways[0][after]
            ways.insert(0, here)
        return tuple(zip(sets, ways, strict=True))

    def _free(self, sets: Ints) -> Iterator[tuple[int, npt.NDArray[np.bool_]]]:
        """Each item, and in which `sets` it can come next."""
        for item, above in enumerate(self.above):
            yield item, ((sets >> item & 1) == 0) & ((sets & above) == above)

    def count(self) -> int | None:
        """How many linear extensions there are (exact up to 2**53 or without any known pair).

        None if there are too many sets to count.
        """
        if not any(self.above):
            return factorial(self.n_items)
        return None if self._levels is None else round(float(self._levels[0][1][0]))

    def list_all(self) -> Ints:
        """Every linear extension, shape (count, n_items): the items, first place first."""
        orders = np.zeros((1, 0), np.int64)
        used = np.zeros(1, np.int64)
        for _place in range(self.n_items):
            parts = [(item, np.flatnonzero(free)) for item, free in self._free(used)]
            orders = np.concatenate(
                [np.column_stack([orders[i], np.full(len(i), item)]) for item, i in parts]
            )
            used = np.concatenate([used[i] | (1 << item) for item, i in parts])
        return orders

    def draw(self, n: int, rng: np.random.Generator) -> Ints:
        """Draw `n` linear extensions uniformly, shape (n, n_items), first place first.

        Exact when the sets can be counted; otherwise by :meth:`draw_by_chain`.
        """
        if not any(self.above):
            return rng.random((n, self.n_items)).argsort(axis=1)
        if self._levels is None:
            return self.draw_by_chain(n, rng)
        orders = np.zeros((n, self.n_items), np.int64)
        used = np.zeros(n, np.int64)
        for place in range(self.n_items):
            sets, ways = self._levels[place + 1]
            weights = np.zeros((n, self.n_items))
            for item, free in self._free(used):
                weights[free, item] = ways[np.searchsorted(sets, used[free] | (1 << item))]
            edges = weights.cumsum(axis=1)
            chosen = (edges <= (rng.random(n) * edges[:, -1])[:, None]).sum(axis=1)
            orders[:, place] = chosen
            used |= np.int64(1) << chosen
        return orders

    def chain_steps(self) -> int:
        """Steps after which the chain is within 0.1 % of uniform, by Bubley and Dyer's bound.

        Path coupling with the position drawn in proportion to i(k - i) contracts by
        1 - 6/(k³ - k) a step, and two orders are never further apart than k³ in the weighted
        distance used, so (k³ - k)/6 · ln(k³/0.001) steps suffice.

        References
        ----------
        Bubley and Dyer (1999), "Faster random generation of linear extensions", Discrete
        Mathematics 201, 81-88; Karzanov and Khachiyan (1991), Order 8, 7-15.
        """
        k = self.n_items
        return int(np.ceil((k**3 - k) / 6 * np.log(max(k, 2) ** 3 / CHAIN_ERROR)))

    def draw_by_chain(self, n: int, rng: np.random.Generator) -> Ints:
        """Draw `n` linear extensions by n independent chains of :meth:`chain_steps` steps."""
        orders = np.tile(self._first(), (n, 1))
        k = self.n_items
        if k < 2:
            return orders
        place = np.arange(1, k)
        chances = place * (k - place) / (place * (k - place)).sum()
        above = np.array(self.above, np.int64)
        for where in rng.choice(k - 1, size=self.chain_steps(), p=chances):
            left, right = orders[:, where].copy(), orders[:, where + 1].copy()
            swap = ((above[right] >> left & 1) == 0) & (rng.random(n) < 0.5)
            orders[swap, where], orders[swap, where + 1] = right[swap], left[swap]
        return orders

    def _first(self) -> Ints:
        used = 0
        order: list[int] = []
        while len(order) < self.n_items:
            for item, above in enumerate(self.above):
                if not used >> item & 1 and above & ~used == 0:
                    order.append(item)
                    used |= 1 << item
        return np.array(order, np.int64)
