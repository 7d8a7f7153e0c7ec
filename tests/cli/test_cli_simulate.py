"""``sulh simulate``: arms chosen, runs kept, an interrupted call taken up, a cluster by address."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import sulh as sulh_package
from sulh.case import load_case, save_case
from sulh.simulation import load_ensemble, load_table

EXAMPLE = Path(sulh_package.__file__).parent / "examples" / "daraa"


def sulh(*arguments):
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", "from sulh.cli import main; main()", *map(str, arguments)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """The example, its campaigns cut to eight weeks."""
    folder = tmp_path_factory.mktemp("case")
    known = load_case(EXAMPLE)
    short = [replace(campaign, horizon_weeks=8) for campaign in known.campaigns]
    save_case(replace(known, campaigns=tuple(short)), folder)
    return folder


@pytest.fixture(scope="module")
def one(case):
    return ("--campaign", load_case(case).campaigns[0].id, "--runs", "20")


def test_an_ensemble_is_kept_and_read_back(case, one, tmp_path):
    out = tmp_path / "south.nc"
    done = sulh("simulate", case, *one, "--save", out, "--full", "--arm", "settle_now")
    assert done.returncode == 0, done.stderr
    result = load_ensemble(out)
    assert [a.id for a in result.arms] == [
        "status_quo", "settle_now", "assault_stops", "voluntary_evacuation",
    ]  # fmt: skip
    assert result.n_runs == 20
    assert result.records["residents"].shape[:2] == (4, 20)


def test_a_table_is_kept(case, one, tmp_path):
    out = tmp_path / "south.parquet"
    done = sulh("simulate", case, *one, "--save", out)
    assert done.returncode == 0, done.stderr
    assert "civilian_deaths_people" in load_table(out).columns


def test_the_same_call_goes_on_where_it_was(case, one, tmp_path):
    first = sulh("simulate", case, *one, "--json", "--resume", tmp_path)
    again = sulh("simulate", case, *one, "--json", "--resume", tmp_path)
    assert first.returncode == again.returncode == 0, first.stderr
    assert json.loads(first.stdout) == json.loads(again.stdout)
    other = sulh("simulate", case, *one, "--seed", 9, "--resume", tmp_path)
    assert other.returncode == 2
    assert "another ensemble" in other.stderr


@pytest.mark.parametrize(("options", "words"), [
    (("--arm", "settle_nw"), "did you mean settle_now?"),
    (("--campaign", "g:none"), "no campaign g:none"),
    (("--full",), "--save FILE.nc"),
    (("--save", "x.csv"), "cannot save as .csv"),
    (("--save", "no/such/x.nc"), "no/such/x.nc"),
    (("--runs", "0"), "--runs"),
    (("--cluster", "nowhere"), "no scheduler answers"),
])  # fmt: skip
def test_what_does_not_fit_is_said_in_one_line(case, one, options, words):
    done = sulh("simulate", case, *one, *options)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
