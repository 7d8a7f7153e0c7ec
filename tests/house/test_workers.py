"""Work in order, here, in processes or on a cluster; clear words if no cluster answers."""

import os
import signal
import socket
import sys
import time
from contextlib import contextmanager
from functools import partial

import pytest

from sulh import workers
from sulh.errors import LimitError, SulhError
from sulh.workers import ordered_map

CODE = "sulh.logic"


def begin(address):
    """Ask a cluster for one answer."""
    with ordered_map(CODE, cluster=address) as do:
        return list(do(abs, [-1]))


def end_this_process(_item):
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def threads(n):
    """A scheduler in this process, with n workers that are threads."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=n, threads_per_worker=1, processes=False, dashboard_address=":0"
    ) as running:
        yield running


def test_alone_it_is_the_plain_map():
    with ordered_map(CODE) as do:
        assert do is map


def test_processes_answer_in_order():
    with ordered_map(CODE, jobs=2) as do:
        assert list(do(abs, [-3, 2, -1, 0, 5] * 5)) == [3, 2, 1, 0, 5] * 5


def test_processes_take_no_more_than_they_can_do():
    taken = []

    def items():
        for n in range(100):
            taken.append(n)
            yield n

    with ordered_map(CODE, jobs=2) as do:
        answers = do(abs, items())
        assert next(answers) == 0
        assert len(taken) <= 2 * workers.TASKS_AHEAD + 1
        answers.close()


def test_a_fault_in_a_process_comes_back():
    with ordered_map(CODE, jobs=2) as do, pytest.raises(ZeroDivisionError):
        list(do(partial(divmod, 1), [1, 0]))


def test_a_process_that_is_ended_from_outside():
    with ordered_map(CODE, jobs=2) as do, pytest.raises(LimitError, match="fewer --jobs"):
        list(do(end_this_process, [1]))


def test_a_cluster_answers_in_order():
    with threads(1) as running, ordered_map(CODE, cluster=running.scheduler_address) as do:
        assert list(do(partial(pow, 2), range(40))) == [2**i for i in range(40)]
        with pytest.raises(ZeroDivisionError):
            list(do(partial(divmod, 1), [1, 0]))


def test_no_scheduler_answers(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr(workers, "ANSWER_SECONDS", 0.5)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    start = time.monotonic()
    with pytest.raises(SulhError, match="no scheduler answers") as caught:
        begin(address)
    assert "dask scheduler" in str(caught.value)
    assert time.monotonic() - start < 20


@pytest.mark.parametrize("address", ["", "nowhere://x", "tcp://"])
def test_what_is_no_address(monkeypatch, address):
    pytest.importorskip("distributed")
    monkeypatch.setattr(workers, "ANSWER_SECONDS", 0.5)
    with pytest.raises(SulhError, match="no scheduler answers"):
        begin(address)


def test_a_scheduler_without_workers(monkeypatch):
    monkeypatch.setattr(workers, "ANSWER_SECONDS", 0.5)
    with threads(0) as running, pytest.raises(SulhError, match="has no worker"):
        begin(running.scheduler_address)


def test_a_cluster_that_loses_its_last_worker(monkeypatch):
    monkeypatch.setattr(workers, "PATIENCE_SECONDS", 0.5)
    with threads(1) as running, ordered_map(CODE, cluster=running.scheduler_address) as do:
        answers = do(partial(pow, 2), range(40))
        assert next(answers) == 1
        running.scale(0)
        with pytest.raises(SulhError, match="lost all its workers"):
            list(answers)


def test_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SulhError, match=r"sulh\[cluster\]"):
        begin("tcp://127.0.0.1:1")
