"""The same runs on a cluster: the same bits, whatever dies on the way."""

import os
import signal

import pytest

from sulh import workers as workers_module
from sulh.errors import ModelError
from sulh.simulation import Arm, Policy, Structure, World, run_arms

distributed = pytest.importorskip("distributed")

FORMS = [Structure(), Structure(lookahead=0)]
ARMS = (Arm(id="late"), Arm(id="early", policy=Policy(offer="early", guarantor=True)))


def world():
    return World.make(
        areas=["درعا", "بصرى"], parties=["الدولة", "أهالي"], strong=["الدولة"],
        mobile={"الدولة": 2000}, force=[[0, 400], [0, 300]], population=[30_000, 20_000],
        horizon_weeks=20, mobile_spread=(0.5, 2.0),
    )  # fmt: skip


def run(runs=120, **more):
    return run_arms(world(), ARMS, runs, 3, block_runs=20, structures=FORMS, **more)


def same(a, b):
    return all(
        x.tobytes() == y.tobytes()
        for x, y in (
            (a.values, b.values), (a.series, b.series), (a.structure_means, b.structure_means),
            (a.moments.products, b.moments.products), (a.draw_moments.mean, b.draw_moments.mean),
        )
    )  # fmt: skip


@pytest.fixture(scope="module")
def cluster():
    """Two workers, each a process of its own, that can be killed."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as running:
        running.wait_for_workers(2, timeout=60)
        yield running


def workers(cluster):
    return {w["pid"] for w in _pids(cluster).values()}


def _pids(cluster):
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        return {a: {"pid": pid} for a, pid in client.run(os.getpid).items()}


def test_a_cluster_gives_the_same_bits(cluster):
    assert same(run(cluster=cluster.scheduler_address), run())


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_changes_nothing(cluster):
    victim, seen = min(workers(cluster)), []

    def kill(done, total):
        if not seen and done >= total // 4:
            os.kill(victim, signal.SIGKILL)
            seen.append((done, total))

    result = run(1200, cluster=cluster.scheduler_address, progress=kill)
    assert seen
    assert seen[0][0] < seen[0][1] // 2
    assert victim not in workers(cluster)
    assert same(result, run(1200))


@pytest.mark.slow
def test_a_cluster_goes_on_where_one_machine_was_stopped(cluster, tmp_path):
    class StopError(Exception):
        pass

    def stop(done, _total):
        if done >= 80:
            raise StopError

    with pytest.raises(StopError):
        run(checkpoint=tmp_path, progress=stop)
    told = []
    result = run(
        checkpoint=tmp_path, cluster=cluster.scheduler_address,
        progress=lambda *x: told.append(x[0]),
    )  # fmt: skip
    assert told[0] == 80
    assert same(result, run())


def test_other_code_on_a_worker_is_refused(cluster, monkeypatch):
    monkeypatch.setattr(workers_module, "code_mark", lambda _code: "sulh 0 of another day")
    with pytest.raises(ModelError, match="another day"):
        run(cluster=cluster.scheduler_address)


def test_a_scheduler_in_this_process():
    """One worker thread, no process: quick enough for every day."""
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=":0"
    ) as running:
        address = running.scheduler_address
        assert same(run(60, cluster=address), run(60))
