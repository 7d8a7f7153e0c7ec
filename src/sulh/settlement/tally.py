"""Going through all admissible orders, or a sample of them, and counting what is true in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import prod
from typing import Protocol

import numpy as np
import numpy.typing as npt

from sulh.graph import Conflict
from sulh.settlement.compacting import stable_under
from sulh.settlement.result import Measure, Share, Verdict
from sulh.settlement.space import Orders, OrderSpace, Ranks, Scene

__all__ = ["EXACT_LIMIT", "Counted", "Looked", "Space", "chunk_for", "count", "look_through"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

EXACT_LIMIT = 400_000
"""Combinations of orders that are gone through one by one; above, they are sampled."""
CHUNK_CELLS = 1 << 24
"""Stability flags held at once, which bounds the memory."""
OWN = ("nash", "gmr", "smr")
"""Concepts under which a decision maker's stability depends on its own order alone."""


@dataclass(frozen=True, eq=False)
class Counted:
    """What was counted of one flag: its probability, whether it was always, or ever, true.

    `exact`: over all admissible orders, not over draws.
    """

    p: Floats
    always: Bools
    ever: Bools
    exact: bool


@dataclass(frozen=True, eq=False)
class Looked:
    """What a look through the orders found.

    Parameters
    ----------
    counted : mapping of str to Counted
        The flags ``<concept>`` (n_dm, n_states) and ``<concept>/all`` (n_states,), and those
        that were watched besides.
    n_draws : int
        Draws; 0 if every order was gone through.
    n_orders : int or None
        Complete orders in all; None if they could not be listed.
    measure : {"StatementOrder", "StateOrder"}
    """

    counted: Mapping[str, Counted]
    n_draws: int
    n_orders: int | None
    measure: Measure

    @property
    def exact(self) -> bool:
        """Whether every order was gone through."""
        return self.n_draws == 0

    def share(self, flag: str, *index: int) -> Share:
        """The share of one entry of a flag, with its standard error."""
        counted = self.counted[flag]
        n = (self.n_orders or 0) if counted.exact else self.n_draws
        p = _snapped(float(np.clip(counted.p[index], 0.0, 1.0)), n)
        if counted.exact:
            return Share(p=p, se=0.0, n=n, exact=True, measure=self.measure)
        se = float(np.sqrt(p * (1.0 - p) / n))
        return Share(p=p, se=se, n=n, exact=False, measure=self.measure)

    def verdict(self, flag: str, *index: int) -> tuple[Verdict, bool]:
        """Necessarily, possibly or never; and whether that is proved for *all* admissible orders.

        Without going through all of them, "possibly" is proved by an order of each kind, while
        "necessarily" and "never" say only that no order drawn was otherwise.
        """
        counted = self.counted[flag]
        if counted.always[index]:
            return "necessarily", counted.exact
        if counted.ever[index]:
            return "possibly", True
        return "never", counted.exact


def _snapped(p: float, n: int) -> float:
    """`p` without the rounding of a long sum, where it is a whole number of `n` equal orders."""
    return round(p * n) / n if n and abs(p * n - round(p * n)) < 1e-9 * n else p


class Space(Protocol):
    """Orders that can be gone through or drawn: as :class:`.OrderSpace`."""

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """Every way in which what several share can fall."""

    @property
    def tables(self) -> tuple[tuple[Orders, ...], ...] | None:
        """For each scene and decision maker its orders; None if some are too many to list."""

    @property
    def n_joint(self) -> int | None:
        """How many distinct combinations there are; None if they cannot be listed."""

    @property
    def measure(self) -> Measure:
        """How complete orders are weighed."""

    def drawn(self, n: int, seed: int, chunk: int) -> Iterator[Ranks]:
        """Draw `n` combinations, `chunk` at a time."""


Watch = Callable[[Ranks, Mapping[str, Bools]], Mapping[str, Bools]]
"""From ranks (n, n_dm, n_states) and stability by concept (n, n_dm, n_states) to flags (n, ...)."""


def look_through(
    space: OrderSpace,
    concepts: tuple[str, ...],
    watch: Watch,
    *,
    n: int,
    seed: int,
    exact_limit: int = EXACT_LIMIT,
    own: bool = True,
) -> Looked:
    """Analyse every admissible combination of orders, or `n` draws, and count flags.

    Parameters
    ----------
    space : OrderSpace
    concepts : tuple of str
    watch : callable
        Further flags, from ranks and stability.
    n : int
        Draws, where the combinations are more than `exact_limit`.
    seed : int
    exact_limit : int
    own : bool
        Make flags of Nash, GMR and SMR exact all the same when each decision maker's orders can
        be listed: under these its stability depends on nobody else's preferences.
    """

    def flags(ranks: Ranks) -> Mapping[str, Bools]:
        found = stable_under(space.conflict, ranks, concepts)
        stable = {name: found[:, i] for i, name in enumerate(concepts)}
        both = {f"{name}/all": np.asarray(each.all(axis=1)) for name, each in stable.items()}
        return {**stable, **both, **watch(ranks, stable)}

    chunk = chunk_for(space.conflict, len(concepts))
    looked = count(space, flags, n=n, seed=seed, exact_limit=exact_limit, chunk=chunk)
    if not own or looked.exact or space.tables is None:
        return looked
    alone = _own_flags(space, tuple(name for name in concepts if name in OWN))
    return replace(looked, counted={**looked.counted, **alone})


def chunk_for(conflict: Conflict, n_concepts: int) -> int:
    """How many orders are looked at in one go."""
    return max(1, CHUNK_CELLS // (n_concepts * conflict.n_dm * conflict.n_states))


def count(
    space: Space,
    flags: Callable[[Ranks], Mapping[str, Bools]],
    *,
    n: int,
    seed: int,
    exact_limit: int,
    chunk: int,
) -> Looked:
    """Count flags over every combination of orders, or over `n` draws.

    Parameters
    ----------
    space : Space
    flags : callable
        From ranks (n, n_dm, n_states) to flags (n, ...).
    n, seed, exact_limit : int
        As for :func:`look_through`.
    chunk : int
        Orders looked at in one go.
    """
    exact = space.n_joint is not None and space.n_joint <= exact_limit
    counted: dict[str, Counted] = {}
    for weights, ranks in _every(space, chunk) if exact else _drawn(space, n, seed, chunk):
        for name, flag in flags(ranks).items():
            counted[name] = _added(counted.get(name), flag, weights, exact=exact)
    return Looked(counted, 0 if exact else n, _n_orders(space), space.measure)


def _added(old: Counted | None, flag: Bools, weights: Floats, *, exact: bool) -> Counted:
    if len(weights) and (weights == weights[0]).all():
        count = np.count_nonzero(flag, axis=0)
        p = np.asarray(count * weights[0], np.float64)
        always, ever = np.asarray(count == len(flag)), np.asarray(count > 0)
    else:
        p = np.tensordot(weights, flag, axes=(0, 0)).astype(np.float64)
        always, ever = np.asarray(flag.all(axis=0)), np.asarray(flag.any(axis=0))
    if old is None:
        return Counted(p, always, ever, exact)
    return Counted(old.p + p, old.always & always, old.ever | ever, exact)


def _n_orders(space: Space) -> int | None:
    if space.tables is None:
        return None
    return sum(prod(orders.n_orders for orders in row) for row in space.tables)


def _every(space: Space, chunk: int) -> Iterator[tuple[Floats, Ranks]]:
    """Every distinct combination with its probability."""
    for scene, row in zip(space.scenes, space.tables or (), strict=True):
        shape = tuple(len(orders.weights) for orders in row)
        total = prod(shape)
        for start in range(0, total, chunk):
            index = np.unravel_index(np.arange(start, min(start + chunk, total)), shape)
            weights = np.full(len(index[0]), scene.weight)
            for orders, i in zip(row, index, strict=True):
                weights = weights * orders.weights[i]
            yield weights, np.stack([o.ranks[i] for o, i in zip(row, index, strict=True)], axis=1)


def _drawn(space: Space, n: int, seed: int, chunk: int) -> Iterator[tuple[Floats, Ranks]]:
    for ranks in space.drawn(n, seed, chunk):
        yield np.full(len(ranks), 1.0 / n), ranks


def _own_flags(space: OrderSpace, concepts: tuple[str, ...]) -> dict[str, Counted]:
    """Exact flags of concepts under which each decision maker's orders count alone.

    Given the scene the decision makers' orders are independent, so the probability that a state
    is stable for all is the product of theirs.
    """
    if not concepts:
        return {}
    found: dict[str, Counted] = {}
    for scene, row in zip(space.scenes, space.tables or (), strict=True):
        each = [_of_one(space, who, orders, concepts) for who, orders in enumerate(row)]
        p, always, ever = (np.stack([part[k] for part in each], axis=1) for k in range(3))
        for i, name in enumerate(concepts):
            alone = Counted(scene.weight * p[i], always[i] == 1, ever[i] == 1, exact=True)
            joint = Counted(
                scene.weight * p[i].prod(axis=0),
                np.asarray((always[i] == 1).all(axis=0)),
                np.asarray((ever[i] == 1).all(axis=0)),
                exact=True,
            )
            for key, new in ((name, alone), (f"{name}/all", joint)):
                old = found.get(key)
                found[key] = new if old is None else _joined(old, new)
    return found


def _of_one(
    space: OrderSpace, who: int, orders: Orders, concepts: tuple[str, ...]
) -> tuple[Floats, Floats, Floats]:
    """For one decision maker: probability, always, ever; each (n_concepts, n_states)."""
    ranks = np.tile(space.conflict.ranks, (len(orders.weights), 1, 1))
    ranks[:, who] = orders.ranks
    flags = stable_under(space.conflict, ranks, concepts)[:, :, who]
    p = np.tensordot(orders.weights, flags, axes=(0, 0)).astype(np.float64)
    return p, np.asarray(flags.all(axis=0), float), np.asarray(flags.any(axis=0), float)


def _joined(old: Counted, new: Counted) -> Counted:
    return Counted(old.p + new.p, old.always & new.always, old.ever | new.ever, exact=True)
