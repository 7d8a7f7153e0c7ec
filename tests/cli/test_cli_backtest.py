"""``sulh backtest`` and ``sulh simulate --posterior``: what they print, write and refuse."""

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import sulh as sulh_package
from sulh.case import load_case, save_case
from sulh.cli import app
from sulh.errors import ModelError, UnreadableError
from sulh.simulation.calibration import load_posterior

EXAMPLE = Path(sulh_package.__file__).parent / "examples" / "daraa"
NAME = "syria-local-deals"


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def one(tmp_path_factory):
    """The first campaign of the example, cut to eight weeks."""
    folder = tmp_path_factory.mktemp("case")
    known = load_case(EXAMPLE)
    short = (replace(known.campaigns[0], horizon_weeks=8),)
    save_case(replace(known, campaigns=short), folder)
    return ("simulate", folder, "--runs", 20, "--arm", "settle_now")


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
    shared = Path(os.environ.get("SULH_SHARED", Path(__file__).parents[3] / "shared"))
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


def test_simulation_says_that_it_uses_a_posterior(one):
    with_it, without = run(*one, "--posterior", NAME), run(*one)
    assert with_it.exit_code == without.exit_code == 0
    assert NAME in with_it.stdout
    assert "2017" in with_it.stdout
    assert NAME not in without.stdout
    assert with_it.stdout.splitlines()[1:] != without.stdout.splitlines()


def test_document_of_a_simulation_names_its_posterior(one):
    with_it = json.loads(run(*one, "--posterior", NAME, "--json").stdout)
    without = json.loads(run(*one, "--json").stdout)
    assert (with_it["posterior"], without["posterior"]) == (NAME, "")
    assert with_it["campaigns"] != without["campaigns"]


def test_posterior_that_does_not_exist_is_refused_before_any_run(one):
    found = run(*one, "--posterior", "syria-local-dealz")
    assert isinstance(found.exception, ModelError)
    assert NAME in str(found.exception)
