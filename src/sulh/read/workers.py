"""Work spread over processes of this machine, or over a dask cluster, with the same results."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from sulh.errors import LimitError, UnreadableError

__all__ = ["Spread", "in_order", "n_processors", "spread"]

T = TypeVar("T")
R = TypeVar("R")
Spread = Callable[[Callable[[T], R], Iterable[T]], Iterator[tuple[int, R]]]
"""Apply a function to items; yields (index, result) as they come, in no order."""


def n_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def spread(jobs: int = 1, cluster: str = "") -> Iterator[Spread[Any, Any]]:
    """Give a function that spreads work.

    Parameters
    ----------
    jobs : int
        Processes; with 1 the work is done here, one item after another.
    cluster : str
        Address of a dask scheduler (``tcp://host:8786``); then `jobs` does not matter. Its
        workers need the same sulh and the same files.

    Raises
    ------
    UnreadableError
        If the cluster cannot be reached, or dask is not installed.
    """
    if cluster:
        with _client(cluster) as client:
            yield lambda work, items: _on_cluster(client, work, items)
    elif jobs <= 1:
        yield lambda work, items: ((index, work(item)) for index, item in enumerate(items))
    else:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["sulh.read.reader"])
        with ProcessPoolExecutor(jobs, mp_context=context) as pool:
            yield lambda work, items: _in_processes(pool, work, items, 4 * jobs)


def in_order(results: Iterable[tuple[int, R]]) -> Iterator[R]:
    """Yield results in the order of their items, keeping back those that come early.

    Examples
    --------
    >>> list(in_order([(1, "b"), (0, "a"), (2, "c")]))
    ['a', 'b', 'c']
    """
    early: dict[int, R] = {}
    due = 0
    for index, result in results:
        early[index] = result
        while due in early:
            yield early.pop(due)
            due += 1


def _in_processes(
    pool: ProcessPoolExecutor, work: Callable[[Any], Any], items: Iterable[Any], ahead: int
) -> Iterator[tuple[int, Any]]:
    """Keep `ahead` items under way, so that a million of them need no memory."""
    waiting = enumerate(items)
    running: dict[Future[Any], int] = {}
    try:
        while True:
            for index, item in islice(waiting, ahead - len(running)):
                running[pool.submit(work, item)] = index
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(future), future.result()
    except BrokenProcessPool as error:
        raise LimitError(
            "a worker process was ended from outside, often for want of memory",
            advice="start again to go on; with fewer --jobs it needs less",
        ) from error
    finally:
        for future in running:
            future.cancel()


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError as error:
        raise UnreadableError(
            "reading on a cluster needs dask.distributed", advice="install sulh[cluster]"
        ) from error
    try:
        client = Client(address, timeout=20, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise UnreadableError(
            f"no dask scheduler answers at {address}", advice="start one: dask scheduler"
        ) from error
    with client:
        yield client


def _on_cluster(
    client: Any, work: Callable[[Any], Any], items: Iterable[Any]
) -> Iterator[tuple[int, Any]]:
    from distributed import as_completed

    waiting = enumerate(items)
    numbers: dict[str, int] = {}

    def submit(n: int) -> list[Any]:
        futures = []
        for index, item in islice(waiting, n):
            future = client.submit(work, item, pure=False)
            numbers[future.key] = index
            futures.append(future)
        return futures

    ahead = 4 * max(1, sum(client.nthreads().values()))
    pending = as_completed(submit(ahead), loop=client.loop)  # type: ignore[no-untyped-call]
    for future in pending:
        yield numbers.pop(future.key), future.result()
        for another in submit(1):
            pending.add(another)  # type: ignore[no-untyped-call]
