"""Which sets of levers to try where there are too many: a mixed-integer program with cuts.

The program proposes the cheapest set that no cut rules out; the set is tried by the exact engine;
what is learnt becomes cuts, and the program proposes again until nothing is left. Sets that work
rule out their supersets (these are not minimal). A set L that fails rules out much more than
itself. For each order drawn it is known which further levers could touch what goes wrong there
(:mod:`sulh.settlement.needing`); so the share of a set that holds L is at most the part of the
orders in which all its needs could be met. If even a set S, which holds L, cannot reach p so, nor
can any set between L and S, and what works must go beyond S or leave out a part of L:

    sum of x over levers outside S  +  sum of (1 - x) over L  >=  1

S is made as large as it can be before the cut is written (logic-based Benders decomposition,
Hooker and Ottosson 2003). The smallest part of a proposed set that rules it out is taken for L,
for it rules out most; only a set that none of its parts rules out is tried. No cut ever rules out
a set that works. So when the program has nothing left to propose, the minimal sets found are all
there are, under the orders drawn. How much is saved depends on the levers; at worst every set is
tried, and the search is told when to stop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import numpy.typing as npt

from sulh.settlement.needing import Need, Needing
from sulh.settlement.parts import Members
from sulh.settlement.trying import Tried, Trying

__all__ = ["choose_sets"]

SLACK = 1e-9
"""So that rounding never rules out a set that works."""
SEEDS = 3
"""Cuts that are written from one failing set at most."""


class _Reach:
    """The most that sets which hold `members` could reach, from what they need in each order."""

    def __init__(self, members: Members, needs: Mapping[Need, int]) -> None:
        self.members = members
        total = sum(needs.values())
        real = [(need, count / total) for need, count in needs.items() if need]
        self.held = sum(count for need, count in needs.items() if not need) / total
        self.parts = np.array([part for _, part in real])
        clauses = [_mask(clause) for need, _ in real for clause in need]
        self.clauses = np.array(clauses, np.uint64)
        self.starts = np.cumsum([0] + [len(need) for need, _ in real])[:-1]

    def __call__(self, levers: int) -> float:
        """The most that a set of levers (as bits) could reach."""
        if not len(self.parts):
            return self.held
        hit = (self.clauses & np.uint64(levers)) != 0
        return float(self.held + self.parts[np.logical_and.reduceat(hit, self.starts)].sum())

    def hopeless(self, start: int, p: float, order: npt.NDArray[np.int64]) -> int:
        """A set as large as can be, holding `start`, that cannot reach `p`; levers as bits."""
        found = start
        for m in order.tolist():
            if not found >> m & 1 and self(found | 1 << m) < p - SLACK:
                found |= 1 << m
        return found


def _mask(members: Members | frozenset[int]) -> int:
    return sum(1 << m for m in members)


Cut = tuple[int, int]
"""Levers as bits: a set must leave out one of the first, or hold one of the second."""


@dataclass(eq=False)
class _Programme:
    """The cheapest set of levers that no cut rules out."""

    costs: tuple[float, ...]
    max_size: int
    cuts: list[Cut] = field(default_factory=list)

    def _add(self, held: int, outside: int) -> None:
        """Add a cut, unless one that is there says more; those that say less go."""
        if any(not (h & ~held or o & ~outside) for h, o in self.cuts):
            return
        self.cuts = [(h, o) for h, o in self.cuts if held & ~h or outside & ~o]
        self.cuts.append((held, outside))

    def bar(self, members: Members) -> None:
        """Rule out one set."""
        self.bar_between(members, _mask(members))

    def bar_supersets(self, members: Members) -> None:
        """Rule out every set that holds all of `members`."""
        self._add(_mask(members), 0)

    def bar_between(self, members: Members, large: int) -> None:
        """Rule out every set between `members` and `large` (as bits)."""
        self._add(_mask(members), ((1 << len(self.costs)) - 1) & ~large)

    def propose(self) -> tuple[Members, float] | None:
        """The cheapest set that is left, and what every set left costs at least; or None."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        n = len(self.costs)
        if not n:
            return None if self.cuts else ((), 0.0)
        # of sets that cost the same, the smaller is proposed first
        scale, small = max(*self.costs, 1.0), 1e-4 / (1 + n)
        held, outside = (_spread([cut[k] for cut in self.cuts], n) for k in range(2))
        rows = np.vstack([-np.ones((1, n)), outside - held])
        lows = np.concatenate([[-float(self.max_size)], 1.0 - held.sum(axis=1)])
        found = milp(
            np.array(self.costs) / scale + small,
            integrality=np.ones(n, np.int64),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(rows, lb=lows),
            options={"mip_rel_gap": 0.0, "presolve": False},
        )
        if found.x is None:
            return None
        members = tuple(np.flatnonzero(found.x > 0.5).tolist())
        return members, float(max((found.fun - small * self.max_size) * scale, 0.0))

    def proposals(self) -> Iterator[tuple[Members, float]]:
        """Sets that are left, cheapest first, as long as there are any.

        Each must be ruled out before the next is asked for. Sets that cost the same and differ
        in one lever come before the program is solved again: that takes far longer than a trial.
        """
        while (proposed := self.propose()) is not None:
            members: Members | None = proposed[0]
            while members is not None:
                yield members, proposed[1]
                members = self._beside(members)

    def _beside(self, members: Members) -> Members | None:
        """A set that no cut rules out, which has another lever of the same cost for one."""
        some = [
            tuple(sorted({*members, new} - {old}))
            for old in members
            for new, cost in enumerate(self.costs)
            if new not in members and cost == self.costs[old]
        ]
        held, outside = (np.array([cut[k] for cut in self.cuts], np.uint64) for k in range(2))
        for each in some:
            levers = np.uint64(_mask(each))
            if ((held & ~levers) | (outside & levers)).all():
                return each
        return None


def _spread(masks: Sequence[int], n: int) -> npt.NDArray[np.float64]:
    """Bits as a row of 0 and 1 for each mask."""
    return np.array([[mask >> m & 1 for m in range(n)] for mask in masks], float).reshape(-1, n)


@dataclass(eq=False)
class _Learnt:
    """What failing sets have taught, and the program that it cuts."""

    programme: _Programme
    needing: Needing
    p: float
    reaches: dict[Members, _Reach | None] = field(default_factory=dict)

    def excludes(self, members: Members) -> bool:
        """Whether a set cannot work by what a part of it needs; if so, it and more is cut off.

        Small parts are asked first: what they rule out is most.
        """
        for size in range(len(members)):
            for part in combinations(members, size):
                if self._cut(part, members):
                    return True
        return False

    def fails(self, members: Members) -> None:
        """Learn from a set that was tried and does not work."""
        self.programme.bar(members)
        self._cut(members, members)

    def _cut(self, part: Members, members: Members) -> bool:
        """Cut off what holds `part` and, like `members`, cannot reach `p`."""
        if part not in self.reaches:
            needs = self.needing.needs(part)
            self.reaches[part] = None if needs is None else _Reach(part, needs)
        reach, start = self.reaches[part], _mask(members)
        if reach is None or reach(start) >= self.p - SLACK:
            return False
        for order in self._orders():
            self.programme.bar_between(part, reach.hopeless(start, self.p, order))
        return True

    def _orders(self) -> Iterator[npt.NDArray[np.int64]]:
        """Orders in which levers are added: cheap ones first, then each begun elsewhere."""
        order = np.argsort(self.programme.costs, kind="stable")
        for start in range(0, len(order), max(1, len(order) // SEEDS)):
            yield np.roll(order, -start)


def choose_sets(
    trying: Trying,
    tried: Tried,
    *,
    p: float,
    max_size: int,
    max_tries: int,
    told: Callable[[float], None] = lambda _: None,
) -> None:
    """Try the sets that a mixed-integer program proposes until it has nothing left.

    Parameters
    ----------
    trying : Trying
        Must draw, not go through all orders (``exact_per_draw`` 0): cuts compare draw by draw.
    tried : Tried
        Filled as sets are tried, for whoever may break off.
    p : float
    max_size, max_tries : int
    told : callable
        Told the part of `max_tries` used; 1 at the end.
    """
    programme = _Programme(tuple(lever.cost for lever in trying.levers), max_size)
    learnt = _Learnt(programme, Needing(trying), p)
    for members, tried.bound in programme.proposals():
        if learnt.excludes(members):
            continue
        if len(tried.sets) >= max_tries:
            return
        found = tried.sets[members] = trying(members)
        if found is None:
            programme.bar(members)
        elif found.weakest >= p:
            programme.bar_supersets(members)
        else:
            learnt.fails(members)
        told(len(tried.sets) / max_tries)
    tried.complete, tried.bound = True, None
    told(1.0)
