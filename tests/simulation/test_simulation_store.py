"""Ensembles that are kept: saved and loaded, resumed after an interruption, summed up."""

from dataclasses import fields

import numpy as np
import pytest

from sulh.errors import LimitError, ModelError, SulhError, UnreadableError
from sulh.simulation import (
    Arm,
    Backing,
    Structure,
    World,
    default_arms,
    load_ensemble,
    run_arms,
    save_ensemble,
    summarise_arms,
)

ARMS = (*default_arms()[:2], Arm(id="x", title_ar="هدنة", parameters={"trust": 0.9}, off=("veto",)))


def world(**changes):
    fields = {
        "areas": ["درعا", "بصرى"], "parties": ["الدولة", "أهالي", "روسيا"], "strong": ["الدولة"],
        "mobile": {"الدولة": 2000}, "force": [[0, 400, 0], [0, 300, 0]],
        "population": [30_000, 20_000], "guarantor": "روسيا", "horizon_weeks": 15,
        "backings": (Backing(backer="روسيا", client="الدولة", mode="air", spread=(0.5, 1.0)),),
    }  # fmt: skip
    return World.make(**(fields | changes))


def run(**more):
    return run_arms(world(), ARMS, 60, 3, block_runs=20, structures=[Structure()], **more)


def same_world(a, b):
    return all(np.array_equal(getattr(a, f.name), getattr(b, f.name)) for f in fields(World))


def test_load_gives_back_what_was_saved(tmp_path):
    result = run()
    save_ensemble(result, tmp_path / "south.nc")
    again = load_ensemble(tmp_path / "south.nc")
    assert again.values.tobytes() == result.values.tobytes()
    assert again.series.tobytes() == result.series.tobytes()
    assert again.arms == result.arms
    assert again.structures == result.structures
    assert (again.seed, again.version, again.replicates) == (3, result.version, 10)
    assert same_world(again.world, result.world)
    assert again.paired("x", "status_quo") == result.paired("x", "status_quo")
    assert [p.name for p in tmp_path.iterdir()] == ["south.nc"]


def test_same_ensemble_same_file(tmp_path):
    for name in ("a.nc", "b.nc"):
        save_ensemble(run(), tmp_path / name)
    assert (tmp_path / "a.nc").read_bytes() == (tmp_path / "b.nc").read_bytes()


def test_xarray_opens_the_file(tmp_path):
    xarray = pytest.importorskip("xarray")
    save_ensemble(run(), tmp_path / "south.nc")
    with xarray.open_dataset(tmp_path / "south.nc", engine="scipy") as data:
        assert data["values"].dims == ("arm", "run", "outcome")


@pytest.mark.parametrize("content", [b"", b"not netcdf", None])
def test_a_file_that_holds_no_ensemble(tmp_path, content):
    path = tmp_path / "odd.nc"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableError, match="no ensemble"):
        load_ensemble(path)


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(SulhError, match="cannot be written"):
        save_ensemble(run(), tmp_path / "no" / "south.nc")


class InterruptedRunError(Exception):
    pass


def test_an_interrupted_ensemble_goes_on_and_is_the_same(tmp_path):
    def stop(done, total):
        if done >= 2 * 20 * len(ARMS):
            raise InterruptedRunError

    with pytest.raises(InterruptedRunError):
        run(checkpoint=tmp_path, progress=stop)
    kept = sorted(p.name for p in tmp_path.glob("*.npz"))
    assert len(kept) == 2
    (tmp_path / kept[0]).write_bytes(b"cut short")
    resumed = run(checkpoint=tmp_path)
    assert resumed.values.tobytes() == run().values.tobytes()
    assert resumed.series.tobytes() == run().series.tobytes()


def test_blocks_that_are_kept_are_not_run_again(tmp_path, monkeypatch):
    first = run(checkpoint=tmp_path)
    monkeypatch.setattr("sulh.simulation.run.Job.block", None)
    assert run(checkpoint=tmp_path).values.tobytes() == first.values.tobytes()


def test_a_checkpoint_of_another_ensemble_is_refused(tmp_path):
    run(checkpoint=tmp_path)
    with pytest.raises(ModelError, match="another ensemble"):
        run_arms(world(), ARMS, 60, 4, block_runs=20, structures=[Structure()], checkpoint=tmp_path)


def test_summaries_are_the_moments_of_the_runs():
    runs = 2500
    s = summarise_arms(world(), ARMS, runs, 5)
    r = run_arms(world(), ARMS, runs, 5, replicates=1, structures=[Structure()])
    np.testing.assert_allclose(s.mean, r.values.mean(axis=1), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(s.sd, r.values.std(axis=1, ddof=1), rtol=1e-9, atol=1e-9)
    difference = r.values - r.values[:1]
    np.testing.assert_allclose(s.difference_mean, difference.mean(axis=1), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(
        s.difference_sd, difference.std(axis=1, ddof=1), rtol=1e-9, atol=1e-9
    )
    np.testing.assert_array_equal(s.first_runs, r.values[:, :1000])


def test_memory_of_a_summary_does_not_grow_with_the_runs():
    import tracemalloc

    def peak(runs):
        tracemalloc.start()
        summarise_arms(world(horizon_weeks=2), ARMS[:1], runs, 5)
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(1000)
    assert peak(8000) < 1.2 * peak(2000)


def test_summaries_refuse_nonsense():
    with pytest.raises(LimitError):
        summarise_arms(world(), ARMS, 0, 1)
    with pytest.raises(ModelError):
        summarise_arms(world(), [], 10, 1)
