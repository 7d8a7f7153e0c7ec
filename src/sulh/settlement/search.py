"""The smallest changes after which a settlement holds, and what they cost.

Levers are not monotone (barring the guarantor's answer destroys a settlement that rests on it):
that a set works says nothing of larger ones, and that it fails says nothing either. So every set
up to a size is tried, put together from parts that are made once (:mod:`sulh.settlement.parts`);
where these are too many, a mixed-integer program chooses which to try and proves of the others
that they cannot work (:mod:`sulh.settlement.programme`). *Minimal* is a set that works while no
proper subset does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import combinations, islice
from math import comb
from time import monotonic
from typing import Literal

from sulh.case.model import Decision
from sulh.errors import LimitError, ModelError, nearest
from sulh.graph.compiled import n_threads
from sulh.settlement.levers import Lever, levers_of, priced, refuse_harm
from sulh.settlement.parts import Members
from sulh.settlement.programme import choose_sets
from sulh.settlement.result import LeverInfo, LeverSearch
from sulh.settlement.staging import check_exchange
from sulh.settlement.trying import Found, Tried, Trying

__all__ = ["MAX_LEVERS", "find_levers", "front_of", "minimal_of", "target_outcome", "try_every_set"]

MAX_LEVERS = 64
MAX_SETS = 100_000
"""Sets that are all tried; above, a mixed-integer program chooses."""
AHEAD = 4
"""Sets that are given to each thread before the first of them is asked for."""
Method = Literal["auto", "every set", "milp"]


def find_levers(
    decision: Decision,
    outcome: str | None = None,
    *,
    p: float = 0.9,
    levers: Sequence[Lever] | None = None,
    costs: Mapping[str, float] | None = None,
    max_size: int = 4,
    n: int = 2_000,
    seed: int = 0,
    method: Method = "auto",
    max_tries: int = 10_000,
    time_limit: float | None = None,
    progress: Callable[[float], None] | None = None,
) -> LeverSearch:
    """Find every minimal set of levers after which an outcome holds with probability `p`.

    A search that is interrupted (Ctrl-C) or out of time hands back what it has found.

    Parameters
    ----------
    decision : Decision
    outcome : str, optional
        Id of an outcome; by default the first of kind "settlement".
    p : float
        Share of the admissible orders in which it is to hold.
    levers : sequence of Lever, optional
        By default those the decision's pattern knows.
    costs : mapping of str to float, optional
        Costs of the analyst's own, by lever.
    max_size : int
        Largest number of levers in a set.
    n : int
        Draws for each set, with the same seed (all orders, where they are few).
    seed : int
    method : {"auto", "every set", "milp"}
        Try all sets, or those a mixed-integer program chooses; by default the former where the
        sets are at most 100,000.
    max_tries : int
        Sets that the mixed-integer program may try before it stops and says where it stands.
    time_limit : float, optional
        Seconds after which no further set is tried.
    progress : callable, optional
        Told the part done.

    Returns
    -------
    LeverSearch
        Minimal sets by cost, and the front: sets that no cheaper one equals; over the sets that
        were tried, where it is not `complete`.

    Raises
    ------
    ModelError
        If the outcome does not exist, or a lever does not protect or fit.
    LimitError
        With more than 64 levers, or more than 100,000 sets where all are to be tried.
    """
    given = tuple(levers_of(decision) if levers is None else levers)
    chosen = priced(given, costs or {})
    target = target_outcome(decision, outcome)
    way = _method(len(chosen), max_size, p, method, time_limit)
    for lever in chosen:
        check_exchange(decision, target, lever)
        refuse_harm(decision, lever, target)
    # a program's cuts compare sets draw by draw, so that it may not go through all orders instead
    trying = Trying(decision, target, chosen, n=n, seed=seed, exact_per_draw=int(way != "milp"))
    tried, told = Tried(), _told(progress, time_limit)
    try:
        if way == "milp":
            choose_sets(trying, tried, p=p, max_size=max_size, max_tries=max_tries, told=told)
        else:
            try_every_set(trying, max_size, told=told, tried=tried)
    except (KeyboardInterrupt, _OutOfTimeError):
        tried.bound = _least_untried(trying, tried, max_size) if way != "milp" else tried.bound
    works = {members: found for members, found in tried.sets.items() if found is not None}
    return LeverSearch(
        decision=decision.id,
        outcome=target,
        p=p,
        levers=tuple(LeverInfo(id=x.id, kind=x.kind, title=x.title, cost=x.cost) for x in chosen),
        without=trying.told(()),
        minimal=tuple(map(trying.told, trying.by_cost(minimal_of(works, p)))),
        front=tuple(map(trying.told, front_of(trying, works))),
        n_sets=n_sets_up_to(len(chosen), max_size),
        n_unfit=len(tried.sets) - len(works),
        max_size=max_size,
        n_samples=n,
        seed=seed,
        method=way,
        complete=tried.complete,
        n_tried=len(tried.sets),
        bound=tried.bound,
    )


class _OutOfTimeError(Exception):
    """The time that was given for a search is over."""


def _told(
    progress: Callable[[float], None] | None, time_limit: float | None
) -> Callable[[float], None]:
    """Pass on the part done, and break a search off when its time is over."""
    end = None if time_limit is None else monotonic() + time_limit

    def told(part: float) -> None:
        if progress is not None:
            progress(part)
        if end is not None and part < 1 and monotonic() >= end:
            raise _OutOfTimeError

    return told


def _least_untried(trying: Trying, tried: Tried, max_size: int) -> float:
    """What the sets that were not tried cost at least."""
    n_levers = len(trying.levers)
    left = (m for m in sets_up_to(n_levers, max_size) if m not in tried.sets)
    return min(map(trying.cost, left))


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


def _method(
    n_levers: int, max_size: int, p: float, method: Method, time_limit: float | None
) -> Literal["every set", "milp"]:
    """Check what is asked for and say how it is searched."""
    if not 0 < p <= 1:
        raise LimitError(f"p is above 0 and at most 1, not {p}")
    if n_levers > MAX_LEVERS:
        raise LimitError(f"{n_levers} levers: {MAX_LEVERS} are possible")
    if max_size < 0:
        raise LimitError(f"a set has at least 0 levers, not {max_size}")
    n_sets = n_sets_up_to(n_levers, max_size)
    if method == "every set" and n_sets > MAX_SETS:
        raise LimitError(
            f"{n_sets} sets of up to {max_size} of {n_levers} levers; {MAX_SETS} are possible",
            advice="give fewer levers or a smaller max_size, or use method milp",
        )
    if time_limit is not None and not time_limit > 0:
        raise LimitError(f"a time limit is above 0 seconds, not {time_limit}")
    if method == "auto":
        return "every set" if n_sets <= MAX_SETS else "milp"
    return method


def sets_up_to(n_levers: int, max_size: int) -> Iterator[Members]:
    """Every set of up to `max_size` of `n_levers` levers, small ones first."""
    for size in range(min(max_size, n_levers) + 1):
        yield from combinations(range(n_levers), size)


def n_sets_up_to(n_levers: int, max_size: int) -> int:
    """How many :func:`sets_up_to` are."""
    return sum(comb(n_levers, size) for size in range(min(max_size, n_levers) + 1))


def try_every_set(
    trying: Trying,
    max_size: int,
    *,
    told: Callable[[float], None] = lambda _: None,
    tried: Tried | None = None,
) -> dict[Members, Found | None]:
    """Try every set of up to `max_size` levers, small ones first, in threads.

    Parameters
    ----------
    trying : Trying
    max_size : int
    told : callable
        Told the part done after each set.
    tried : Tried, optional
        Filled as sets are tried, for whoever may break off.
    """
    found = Tried() if tried is None else tried
    total = n_sets_up_to(len(trying.levers), max_size)
    for members, one in _in_threads(trying, sets_up_to(len(trying.levers), max_size)):
        found.sets[members] = one
        found.complete = len(found.sets) == total
        told(len(found.sets) / total)
    return found.sets


def _in_threads(trying: Trying, sets: Iterator[Members]) -> Iterator[tuple[Members, Found | None]]:
    """Each set with what was found, in order; a few are tried ahead of being asked for."""
    workers = n_threads(MAX_SETS)
    ahead: deque[tuple[Members, Future[Found | None]]] = deque()
    pool = ThreadPoolExecutor(workers)
    try:
        while True:
            for members in islice(sets, AHEAD * workers - len(ahead)):
                ahead.append((members, pool.submit(trying, members)))
            if not ahead:
                return
            members, found = ahead.popleft()
            yield members, found.result()
    finally:
        pool.shutdown(cancel_futures=True)


def minimal_of(tried: Mapping[Members, Found], p: float) -> list[Members]:
    """Sets that work while no proper subset does."""
    works = {members for members, found in tried.items() if found.weakest >= p}
    return [
        members
        for members in works
        if not any(
            part in works for size in range(len(members)) for part in combinations(members, size)
        )
    ]


def front_of(trying: Trying, tried: Mapping[Members, Found]) -> Iterator[Members]:
    """Sets that no other equals or beats in both cost and share, cheapest first."""
    best = -1.0
    order: Iterable[Members] = sorted(
        tried, key=lambda m: (trying.cost(m), -tried[m].weakest, len(m), m)
    )
    for members in order:
        if tried[members].weakest > best:
            best = tried[members].weakest
            yield members
