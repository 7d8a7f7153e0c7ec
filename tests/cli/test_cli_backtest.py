"""``sulh backtest`` and ``sulh simulate --posterior``: what they print, write and refuse."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import sulh as sulh_package
from sulh.cli import app
from sulh.errors import ModelError, UnreadableError
from sulh.simulation.calibration import load_posterior

EXAMPLE = Path(sulh_package.__file__).parent / "examples" / "daraa" / "case.yaml"
NAME = "syria-local-deals"


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_without_data_it_says_which_and_where(tmp_path):
    found = run("backtest", "syria", "--data", tmp_path / "none")
    assert isinstance(found.exception, UnreadableError)
    assert "--data" in str(found.exception)
    assert "agreements.csv" in str(found.exception)


def test_there_is_one_backtest():
    found = run("backtest", "syrai")
    assert isinstance(found.exception, ModelError)
    assert "syria" in str(found.exception)


@pytest.mark.slow
def test_backtest_writes_what_it_prints(tmp_path, monkeypatch):
    """On the real data, a small one; the posterior it writes can be used."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    shared = Path(__file__).parents[3] / "shared"
    if not (shared / "data").is_dir():
        pytest.skip(f"needs the data under {shared / 'data'}, which do not ship with sulh")
    call = ("backtest", "syria", "--data", shared / "data", "--runs", 120, "--out", tmp_path / "o")
    found = run(*call, "--json")
    assert found.exit_code == 0, found.output
    document = json.loads(found.stdout)
    assert (tmp_path / "o" / "backtest.json").read_text("utf-8") == found.stdout
    assert document["n_simulations"] == 120
    known = load_posterior(tmp_path / "o" / f"{NAME}.json")
    assert known.made.year == 2017
    assert known.n_simulations == 120
    first = (tmp_path / "o" / f"{NAME}.json").read_bytes()
    shutil.rmtree(tmp_path / "o" / "foresight-1")
    again = run(*call, "--lang", "ar")
    assert again.exit_code == 0
    assert "دوما" in again.output
    assert (tmp_path / "o" / f"{NAME}.json").read_bytes() == first


def test_simulation_says_that_it_uses_a_posterior():
    with_it = run("simulate", EXAMPLE, "--runs", 20, "--posterior", NAME)
    without = run("simulate", EXAMPLE, "--runs", 20)
    assert with_it.exit_code == without.exit_code == 0
    assert NAME in with_it.stdout
    assert "2017" in with_it.stdout
    assert NAME not in without.stdout
    assert with_it.stdout.splitlines()[1:] != without.stdout.splitlines()


def test_document_of_a_simulation_names_its_posterior():
    with_it = json.loads(
        run("simulate", EXAMPLE, "--runs", 20, "--posterior", NAME, "--json").stdout
    )
    without = json.loads(run("simulate", EXAMPLE, "--runs", 20, "--json").stdout)
    assert (with_it["posterior"], without["posterior"]) == (NAME, "")
    assert with_it["campaigns"] != without["campaigns"]


def test_posterior_that_does_not_exist_is_refused_before_any_run():
    found = run("simulate", EXAMPLE, "--posterior", "syria-local-dealz")
    assert isinstance(found.exception, ModelError)
    assert NAME in str(found.exception)
