"""The same work here, in processes or on a cluster: a map that gives its answers in order.

A task is a pure function of what it is sent, so it does not matter where it runs, how often it is
begun, or which worker dies on the way: the answers are the same bits in the same order as those of
``map``. At most a few tasks a worker are on their way, so memory is flat in their number.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final, Protocol, TypeVar

from sulh.errors import LimitError, ModelError, SulhError
from sulh.provenance import code_mark

__all__ = ["OrderedMap", "n_processors", "ordered_map"]

T = TypeVar("T")
R = TypeVar("R")
ANSWER_SECONDS: Final = 10.0
"""How long a scheduler has to answer, and its first worker to come."""
PATIENCE_SECONDS: Final = 60.0
"""How long a cluster that has lost all its workers has to bring up another."""
TASKS_AHEAD: Final = 4
"""Tasks under way for each process or thread."""


class OrderedMap(Protocol):
    """``map``, wherever it runs: answers come in the order of what was asked."""

    def __call__(self, function: Callable[[T], R], items: Iterable[T], /) -> Iterator[R]:
        """Return an iterator over the answers."""
        ...


def n_processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def ordered_map(
    code: str, *, jobs: int = 1, cluster: str | None = None, warm: str | None = None
) -> Iterator[OrderedMap]:
    """Give a map over tasks.

    Parameters
    ----------
    code : str
        The package whose code the tasks run, such as "sulh.read". Workers of a cluster must have
        it as it is here, or nothing is run.
    jobs : int
        Processes of this machine; with 1 the work is done in this one.
    cluster : str, optional
        Address of a dask.distributed scheduler, such as "tcp://10.0.0.5:8786", in place of
        processes. An address that is the empty text is one that does not answer.
    warm : str, optional
        The module that the processes begin with, instead of that package: one whose import does
        what all would do at their start. It is imported once, and they share what it leaves.

    Raises
    ------
    SulhError
        If dask.distributed is not installed, no scheduler or no worker answers within
        :data:`ANSWER_SECONDS`, or the cluster loses all workers for :data:`PATIENCE_SECONDS`.
    LimitError
        If a process is ended from outside, or several workers die of one task.
    ModelError
        If a worker of the cluster runs other code than this process.

    Examples
    --------
    >>> with ordered_map("sulh.read") as do:
    ...     list(do(abs, [-2, 1]))
    [2, 1]
    """
    if cluster is not None:
        client = _connect(cluster)
        try:
            yield _OnCluster(client, cluster, code)
        finally:
            client.close(timeout=ANSWER_SECONDS)
    elif jobs <= 1:
        yield map
    else:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([warm or code])
        with ProcessPoolExecutor(jobs, mp_context=context) as pool:
            yield _InProcesses(pool, TASKS_AHEAD * jobs)


# ---- processes ------------------------------------------------------------------------------


class _InProcesses:
    """A map over processes of this machine."""

    def __init__(self, pool: ProcessPoolExecutor, ahead: int) -> None:
        self.pool, self.ahead = pool, ahead

    def __call__(self, function: Callable[[T], R], items: Iterable[T], /) -> Iterator[R]:
        waiting = iter(items)
        pending: deque[Future[R]] = deque()
        try:
            while True:
                for item in islice(waiting, self.ahead - len(pending)):
                    pending.append(self.pool.submit(function, item))
                if not pending:
                    return
                yield pending.popleft().result()
        except BrokenProcessPool as error:
            raise LimitError(
                "a worker process was ended from outside, often for want of memory",
                advice="start again to go on; with fewer --jobs it needs less",
            ) from error
        finally:
            for future in pending:
                future.cancel()


# ---- a cluster ------------------------------------------------------------------------------


def _connect(address: str) -> Any:
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError as error:
        raise SulhError(
            "dask.distributed is not installed", advice="pip install 'sulh[cluster]'"
        ) from error
    try:
        distributed.utils.LoopRunner().run_sync(_knock, distributed, address)
        client = distributed.Client(address, timeout=ANSWER_SECONDS, set_as_default=False)
    except (OSError, ValueError, ImportError) as error:
        raise SulhError(
            f"no scheduler answers at {address!r} within {ANSWER_SECONDS:.0f} s",
            advice="start one with `dask scheduler`, workers with `dask worker ADDRESS`, and give "
            "the address it prints, such as tcp://10.0.0.5:8786",
        ) from error
    try:
        client.wait_for_workers(1, timeout=ANSWER_SECONDS)
    except TimeoutError as error:
        client.close()
        raise SulhError(
            f"the scheduler at {address} has no worker",
            advice=f"start workers: dask worker {address}",
        ) from error
    return client


async def _knock(distributed: Any, address: str) -> None:
    """See whether anybody is there: a client that finds nobody tries on in the background."""
    comm = await distributed.comm.connect(address, timeout=ANSWER_SECONDS)
    await comm.close()


class _Task:
    """A function that first sees to it that the code is that of the process that asks."""

    def __init__(self, function: Callable[[Any], Any], code: str) -> None:
        self.function, self.code, self.mark = function, code, code_mark(code)

    def __call__(self, item: Any) -> Any:
        if (found := code_mark(self.code)) != self.mark:
            raise ModelError(
                f"a worker runs {found}, this process {self.mark}",
                advice="install the same versions everywhere; results would not be the same bits",
            )
        return self.function(item)


class _OnCluster:
    """A map on a cluster."""

    def __init__(self, client: Any, address: str, code: str) -> None:
        self.client, self.address, self.code = client, address, code

    def __call__(self, function: Callable[[T], R], items: Iterable[T], /) -> Iterator[R]:
        task, pending = _Task(function, self.code), deque[Any]()
        for item in items:
            pending.append(self.client.submit(task, item, pure=False))
            while len(pending) >= self._window():
                yield self._answer(pending.popleft())
        while pending:
            yield self._answer(pending.popleft())

    def _window(self) -> int:
        workers = self.client.scheduler_info()["workers"].values()
        threads: int = sum(w["nthreads"] for w in workers)
        return max(TASKS_AHEAD * threads, 1)

    def _answer(self, future: Any) -> Any:
        """Wait for an answer, as long as there is somebody to give it."""
        from distributed import CancelledError, KilledWorker

        while True:
            try:
                return future.result(timeout=PATIENCE_SECONDS)
            except TimeoutError as error:
                if not self.client.scheduler_info()["workers"]:
                    raise self._lost("lost all its workers") from error
            except KilledWorker as error:
                raise LimitError(
                    f"several workers of {self.address} died of one task",
                    advice="see the workers' logs; most often there was too little memory",
                ) from error
            except (CancelledError, OSError) as error:
                raise self._lost("went away") from error
            except ModuleNotFoundError as error:
                raise SulhError(
                    f"a worker of {self.address} lacks {error.name}",
                    advice="install the same version of sulh on every worker",
                ) from error

    def _lost(self, what: str) -> SulhError:
        return SulhError(
            f"the cluster at {self.address} {what}",
            advice="start it again; what was kept in a folder goes on where it was",
        )
