"""Ensembles that are kept: exact moments in flat memory, saved and loaded, resumed."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import asdict, fields
from pathlib import Path

import numpy as np
import pytest

from sulh.errors import LimitError, ModelError, UnreadableError
from sulh.simulation import (
    DEFAULTS,
    Arm,
    Backing,
    Structure,
    World,
    default_arms,
    load_ensemble,
    load_table,
    run_arms,
    save_ensemble,
    save_table,
)
from sulh.simulation.parameters import Joint

ARMS = (*default_arms()[:2], Arm(id="x", title_ar="هدنة", parameters={"trust": 0.9}, off=("veto",)))
KNOWN = DEFAULTS.with_joint(Joint("mine", {"trust": np.array([0.2, 0.7])}))


def world(**changes):
    fields = {
        "areas": ["درعا", "بصرى"], "parties": ["الدولة", "أهالي", "روسيا"], "strong": ["الدولة"],
        "mobile": {"الدولة": 2000}, "force": [[0, 400, 0], [0, 300, 0]],
        "population": [30_000, 20_000], "guarantor": "روسيا", "horizon_weeks": 15,
        "backings": (Backing(backer="روسيا", client="الدولة", mode="air", spread=(0.5, 1.0)),),
    }  # fmt: skip
    return World.make(**(fields | changes))


def run(runs=60, **more):
    plain = {"block_runs": 20, "structures": [Structure()], "parameters": KNOWN}
    return run_arms(world(), ARMS, runs, 3, **(plain | more))


def arrays(result):
    """Everything of a result that is numbers, by name."""
    found = {"values": result.values, "series": result.series, "forms": result.structure_means}
    for name, moments in (("runs", result.moments), ("draws", result.draw_moments)):
        found |= {f"{name} n": np.array(moments.n), f"{name} mean": moments.mean}
        found |= {f"{name} products": moments.products}
    return found | (result.records or {})


def same(a, b):
    """Say whether two results are the same, bit for bit."""
    x, y = arrays(a), arrays(b)
    return x.keys() == y.keys() and all(
        x[n].dtype == y[n].dtype and x[n].tobytes() == y[n].tobytes() for n in x
    )


def same_world(a, b):
    return all(np.array_equal(getattr(a, f.name), getattr(b, f.name)) for f in fields(World))


@pytest.mark.parametrize("full", [False, True])
def test_load_gives_back_what_was_saved(tmp_path, full):
    result = run(full=full)
    save_ensemble(result, tmp_path / "south.nc")
    again = load_ensemble(tmp_path / "south.nc")
    assert same(again, result)
    assert (again.records is not None) == full
    assert again.arms == result.arms
    assert again.structures == result.structures
    assert (again.seed, again.version, again.replicates) == (3, result.version, 10)
    assert same_world(again.world, result.world)
    assert again.parameters.items == result.parameters.items
    assert again.parameters.joint.columns["trust"].tolist() == [0.2, 0.7]
    assert again.paired("x", "status_quo") == result.paired("x", "status_quo")
    assert [p.name for p in tmp_path.iterdir()] == ["south.nc"]


def test_same_ensemble_same_file(tmp_path):
    for name in ("a.nc", "b.nc"):
        save_ensemble(run(), tmp_path / name)
    assert (tmp_path / "a.nc").read_bytes() == (tmp_path / "b.nc").read_bytes()


def test_xarray_opens_the_file(tmp_path):
    xarray = pytest.importorskip("xarray")
    save_ensemble(run(full=True), tmp_path / "south.nc")
    with xarray.open_dataset(tmp_path / "south.nc", engine="scipy") as data:
        assert data["values"].dims == ("arm", "run", "outcome")
        assert data["force"].dims == ("arm", "run", "time", "area", "party")
        assert data["area"].values.tolist() == ["درعا", "بصرى"]
        chosen = data["residents"].sel(arm="x", area="بصرى").isel(run=3, time=0)
        assert int(chosen) == 20_000


def test_a_table_comes_back_as_it_was(tmp_path):
    pandas = pytest.importorskip("pandas")
    result = run()
    save_table(result, tmp_path / "south.parquet")
    again = load_table(tmp_path / "south.parquet")
    pandas.testing.assert_frame_equal(again, result.to_pandas(), check_exact=True)
    assert again.attrs == {"seed": "3", "n_runs": 60, "version": result.version}


@pytest.mark.parametrize("content", [b"", b"not netcdf", None])
@pytest.mark.parametrize("load", [load_ensemble, load_table])
def test_a_file_that_holds_nothing_of_ours(tmp_path, content, load):
    path = tmp_path / "odd.nc"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableError, match="holds no"):
        load(path)


@pytest.mark.parametrize("save", [save_ensemble, save_table])
def test_a_folder_that_is_not_there(tmp_path, save):
    with pytest.raises(UnreadableError, match="cannot write"):
        save(run(), tmp_path / "no" / "south.nc")


@pytest.mark.parametrize("missing", ["pandas", "xarray", "pyarrow"])
def test_tables_say_what_to_install(tmp_path, monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(Exception, match=rf"{missing} is not installed\n.*sulh\[tables\]"):
        run().to_xarray() if missing == "xarray" else save_table(run(), tmp_path / "t.parquet")


class InterruptedRunError(Exception):
    pass


def stop_after(blocks):
    def stop(done, _total):
        if done >= blocks * 20 * len(ARMS):
            raise InterruptedRunError

    return stop


@pytest.mark.parametrize("full", [False, True])
def test_an_interrupted_ensemble_goes_on_and_is_the_same(tmp_path, full):
    with pytest.raises(InterruptedRunError):
        run(checkpoint=tmp_path, progress=stop_after(2), full=full)
    assert sorted(p.name for p in tmp_path.glob("0-*.npz")) == [
        "0-00000000000.npz", "0-00000000020.npz"
    ]  # fmt: skip
    told = []
    resumed = run(checkpoint=tmp_path, full=full, progress=lambda *x: told.append(x))
    assert told[0][0] == 40 * len(ARMS)
    assert same(resumed, run(full=full))


def test_a_block_cut_short_is_run_again(tmp_path):
    with pytest.raises(InterruptedRunError):
        run(checkpoint=tmp_path, progress=stop_after(2))
    (tmp_path / "0-00000000020.npz").write_bytes(b"cut short")
    assert same(run(checkpoint=tmp_path), run())


def test_beyond_the_runs_that_are_kept_only_totals_are_written(tmp_path):
    with pytest.raises(InterruptedRunError):
        run(140, keep_runs=30, checkpoint=tmp_path, progress=stop_after(5))
    assert sorted(p.name for p in tmp_path.glob("*.npz")) == [
        "0-00000000000.npz", "0-00000000020.npz", "0.npz",
    ]  # fmt: skip
    assert same(run(140, keep_runs=30, checkpoint=tmp_path), run(140, keep_runs=30))


def test_blocks_that_are_kept_are_not_run_again(tmp_path, monkeypatch):
    first = run(checkpoint=tmp_path)
    monkeypatch.setattr("sulh.simulation.ensemble.Job.block", stop_after(0))
    assert same(run(checkpoint=tmp_path), first)


@pytest.mark.parametrize("change", [
    {"replicates": 5}, {"structures": [Structure(lookahead=0)]}, {"full": True}, {"runs": 80},
    {"parameters": DEFAULTS}, {"keep_runs": 20},
])  # fmt: skip
def test_a_checkpoint_of_another_ensemble_is_refused(tmp_path, change):
    run(checkpoint=tmp_path)
    with pytest.raises(ModelError, match="another ensemble"):
        run(checkpoint=tmp_path, **change)


def test_a_checkpoint_where_no_folder_can_be(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnreadableError, match="no checkpoint"):
        run(checkpoint=tmp_path / "file")


SCRIPT = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_simulation_store import run
run(120, checkpoint=Path(sys.argv[2]), progress=lambda *_: time.sleep(0.1))
"""


def test_killed_in_the_middle_it_goes_on_and_is_the_same(tmp_path):
    """Kill -9: no handler, no clean-up; what was written must be whole."""
    child = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(Path(__file__).parent), str(tmp_path)]
    )
    limit = time.monotonic() + 60
    while not (tmp_path / "0-00000000040.npz").exists():
        assert time.monotonic() < limit
        assert child.poll() is None
        time.sleep(0.02)
    os.kill(child.pid, signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    assert not (tmp_path / "0-00000000100.npz").exists()
    told = []
    resumed = run(120, checkpoint=tmp_path, progress=lambda *x: told.append(x[0]))
    assert told[0] >= 40 * len(ARMS)
    assert same(resumed, run(120))


def test_moments_are_those_of_the_runs():
    runs = 1300
    r, few = (
        run(runs, keep_runs=kept, parameters=DEFAULTS, block_runs=block)
        for kept, block in ((runs, 300), (90, runs))
    )
    assert few.values.tobytes() == r.values[:, :90].tobytes()
    assert few.moments.products.tobytes() == r.moments.products.tobytes()
    np.testing.assert_allclose(few.moments.mean, r.values.mean(axis=1), rtol=1e-9, atol=1e-9)
    i, j = few.arm("x"), few.arm("status_quo")
    apart = r.values[i] - r.values[j]
    np.testing.assert_allclose(
        few.moments.variance(i, j), apart.var(axis=0, ddof=1), rtol=1e-7, atol=1e-9
    )
    draws = apart.reshape(-1, 10, apart.shape[1]).mean(axis=1)
    errors = [d.se for d in few.paired("x", "status_quo")]
    np.testing.assert_allclose(
        errors, draws.std(axis=0, ddof=1) / np.sqrt(len(draws)), rtol=1e-7, atol=1e-9
    )


def test_bands_of_the_runs_that_are_kept_stand_around_the_mean_of_all():
    few = run(1000, keep_runs=400, parameters=DEFAULTS, block_runs=250)
    for d in few.paired("x", "status_quo"):
        assert all(b.low <= b.high for b in d.bands)
        assert d.n_runs == 1000
        assert d.mean == pytest.approx(few.mean("x", d.outcome) - few.mean("status_quo", d.outcome))


def test_memory_does_not_grow_with_the_runs():
    import tracemalloc

    def peak(runs):
        tracemalloc.start()
        run_arms(world(horizon_weeks=2), ARMS[:1], runs, 5, keep_runs=500, structures=[Structure()])
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(1000)
    assert peak(8000) < 1.2 * peak(2000)


def test_a_full_record_holds_the_state_of_every_week():
    result = run(full=True)
    data = result.to_xarray()
    assert data["force"].dims == ("arm", "run", "time", "area", "party")
    assert data.sizes["time"] == 16
    last = data.isel(time=-1)
    deaths = last["dead"].sum("area").transpose("arm", "run")
    np.testing.assert_array_equal(deaths, data["civilian_deaths_people"])
    cumulative = data["dead"].sum("area").mean("run")
    np.testing.assert_allclose(cumulative, data["mean_cum_civilian_deaths_people"])
    assert set(np.unique(data["status"])) <= set(range(6))
    assert "0 active" in data["status"].attrs["meaning"]
    assert data["away"].dims == ("arm", "run", "time", "area", "destination")
    assert data["destination"].values.tolist() == ["درعا", "بصرى", "outside"]
    assert (data["away"].sum("destination") == data["displaced"]).all()


PEOPLE_BY_AREA = ("residents", "displaced", "evacuated", "detained", "dead")
PEOPLE_BY_PARTY = ("mobile", "soldiers_dead", "soldiers_left", "soldiers_captured")


def test_people_of_a_full_record_are_conserved():
    data = run(full=True, parameters=KNOWN).to_xarray()
    by_area = sum(data[n].sum("area") for n in PEOPLE_BY_AREA)
    everybody = by_area + sum(data[n].sum("party") for n in PEOPLE_BY_PARTY)
    everybody += data["force"].sum(("area", "party"))
    assert (everybody == everybody.isel(time=0)).all()


def test_a_record_that_would_not_fit_is_refused_before_any_run():
    with pytest.raises(LimitError, match="GiB") as caught:
        run(10_000_000, full=True, progress=stop_after(0))
    assert "at most" in str(caught.value)
    with pytest.raises(ModelError, match="keeps no weeks"):
        run(full=True, engine="compiled")


def test_results_know_their_parameters():
    assert asdict(run().parameters["trust"])["unit"] == DEFAULTS["trust"].unit
