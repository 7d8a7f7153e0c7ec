"""The smallest changes after which a settlement holds, and what they cost.

Every set of levers up to a size is tried: levers are not monotone (barring the guarantor's
answer destroys a settlement that rests on it), so that a set works says nothing of larger ones,
and that it fails says nothing either. *Minimal* is a set that works while no proper subset does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from sulh.case.model import Decision
from sulh.errors import LimitError, ModelError, PatchError, nearest
from sulh.settlement.breaking import breakers
from sulh.settlement.decisions import Study, study_outcome
from sulh.settlement.levers import Lever, apply_levers, levers_of, refuse_harm
from sulh.settlement.result import LeverInfo, LeverSearch, LeverSet, Share
from sulh.settlement.space import Orders

__all__ = ["MAX_LEVERS", "find_levers", "target_outcome"]

MAX_LEVERS = 16
MAX_SETS = 5_000
"""Sets that are tried; above, the search is refused rather than left incomplete."""


@dataclass(frozen=True, eq=False)
class _Search:
    """What is searched: an outcome of a decision, the levers, how many draws."""

    decision: Decision
    target: str
    levers: tuple[Lever, ...]
    n: int
    seed: int
    cache: dict[object, Orders | None]

    def cost(self, members: tuple[int, ...]) -> float:
        """Cost of a set."""
        return float(sum(self.levers[m].cost for m in members))

    def by_cost(self, sets: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
        """Sets, cheapest first."""
        return sorted(sets, key=lambda members: (self.cost(members), members))

    def _changed(self, members: tuple[int, ...]) -> Decision:
        return apply_levers(self.decision, [self.levers[m] for m in members])

    def holds(self, members: tuple[int, ...]) -> Share | None:
        """The share with a set of levers; None if two of them exclude one another."""
        try:
            changed = self._changed(members)
        except PatchError:
            return None
        study = self._study(changed, roads=False)
        return study.looked.share("holds", 0)

    def _study(self, changed: Decision, *, roads: bool) -> Study:
        return study_outcome(
            changed, self.target, n=self.n, seed=self.seed, cache=self.cache, roads=roads
        )

    def told(self, members: tuple[int, ...]) -> LeverSet:
        """Everything that is told of a set."""
        changed = self._changed(members)
        study = self._study(changed, roads=True)
        return LeverSet(
            levers=tuple(self.levers[m].id for m in members),
            cost=self.cost(members),
            holds=study.looked.share("holds", 0),
            attainable=study.looked.share("attainable", 0),
            breakers=tuple(breakers(changed, study.conflict, study.state, study.looked)),
        )


def find_levers(
    decision: Decision,
    outcome: str | None = None,
    *,
    p: float = 0.9,
    levers: Sequence[Lever] | None = None,
    max_size: int = 4,
    n: int = 2_000,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> LeverSearch:
    """Find every minimal set of levers after which an outcome holds with probability `p`.

    Parameters
    ----------
    decision : Decision
    outcome : str, optional
        Id of an outcome; by default the first of kind "settlement".
    p : float
        Share of the admissible orders in which it is to hold.
    levers : sequence of Lever, optional
        By default those the decision's pattern knows.
    max_size : int
        Largest number of levers in a set.
    n : int
        Draws for each set, with the same seed (all orders, where they are few).
    seed : int
    progress : callable, optional
        Told the part done.

    Returns
    -------
    LeverSearch
        Minimal sets by cost, and the front: sets that no cheaper one equals.

    Raises
    ------
    ModelError
        If the outcome does not exist, or a lever does not protect.
    LimitError
        With more than 16 levers or 5,000 sets.
    """
    chosen = tuple(levers_of(decision) if levers is None else levers)
    target = target_outcome(decision, outcome)
    if not 0 < p <= 1:
        raise LimitError(f"p is above 0 and at most 1, not {p}")
    _check_size(len(chosen), max_size)
    for lever in chosen:
        refuse_harm(decision, lever, target)
    search = _Search(decision, target, chosen, n, seed, {})
    tried: dict[tuple[int, ...], Share] = {}
    todo = list(_sets(len(chosen), max_size))
    for i, members in enumerate(todo):
        found = search.holds(members)
        if found is not None:
            tried[members] = found
        if progress:
            progress((i + 1) / len(todo))
    return LeverSearch(
        decision=decision.id,
        outcome=target,
        p=p,
        levers=tuple(LeverInfo(id=x.id, kind=x.kind, title=x.title, cost=x.cost) for x in chosen),
        without=search.told(()),
        minimal=tuple(map(search.told, search.by_cost(_minimal(tried, p)))),
        front=tuple(map(search.told, _front(search, tried))),
        n_sets=len(todo),
        n_unfit=len(todo) - len(tried),
        max_size=max_size,
        n_samples=n,
        seed=seed,
    )


def target_outcome(decision: Decision, outcome: str | None = None) -> str:
    """Id of the outcome asked for; by default the first of kind "settlement"."""
    known = [o.id for o in decision.outcomes]
    if outcome is not None:
        if outcome not in known:
            raise ModelError(
                f"{decision.id} has no outcome {outcome}", advice=nearest(outcome, known)
            )
        return outcome
    settlements = [o.id for o in decision.outcomes if o.kind == "settlement"]
    if not settlements:
        raise ModelError(f"{decision.id} has no outcome of kind settlement", advice="name one")
    return settlements[0]


def _check_size(n_levers: int, max_size: int) -> None:
    if n_levers > MAX_LEVERS:
        raise LimitError(f"{n_levers} levers: {MAX_LEVERS} are possible")
    if max_size < 0:
        raise LimitError(f"a set has at least 0 levers, not {max_size}")
    n_sets = sum(comb(n_levers, size) for size in range(min(max_size, n_levers) + 1))
    if n_sets > MAX_SETS:
        raise LimitError(
            f"{n_sets} sets of up to {max_size} of {n_levers} levers; {MAX_SETS} are possible",
            advice="give fewer levers or a smaller max_size",
        )


def _sets(n_levers: int, max_size: int) -> Iterator[tuple[int, ...]]:
    for size in range(min(max_size, n_levers) + 1):
        yield from combinations(range(n_levers), size)


def _minimal(tried: Mapping[tuple[int, ...], Share], p: float) -> list[tuple[int, ...]]:
    """Sets that work while no proper subset does."""
    works = {members for members, found in tried.items() if found.p >= p}
    return [
        members
        for members in works
        if not any(
            part in works for size in range(len(members)) for part in combinations(members, size)
        )
    ]


def _front(search: _Search, tried: Mapping[tuple[int, ...], Share]) -> Iterator[tuple[int, ...]]:
    """Sets that no other equals or beats in both cost and share, cheapest first."""
    best = -1.0
    order = sorted(tried, key=lambda m: (search.cost(m), -tried[m].p, m))
    for members in order:
        if tried[members].p > best:
            best = tried[members].p
            yield members
