"""The page of parameters is made from the table, and is up to date."""

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

from sulh.case import check_case, load_case
from sulh.errors import ModelError
from sulh.simulation.defaults import BEFORE_2018, DEFAULTS, MECHANISM_OF
from sulh.simulation.from_case import (
    assumptions_of,
    parameters_from_campaign,
    world_from_campaign,
)

ROOT = Path(__file__).parents[2]
NUMBERS = ROOT / "docs" / "how-to" / "set-simulation-numbers.md"


@pytest.mark.skipif(not (ROOT / "scripts").is_dir(), reason="scripts/ is not in the package")
def test_page_of_parameters_is_up_to_date():
    script = ROOT / "scripts" / "make_parameters.py"
    subprocess.run([sys.executable, script, "--check"], check=True)


def test_priors_from_2018_on_are_widened_for_a_backtest():
    for p in DEFAULTS:
        old = BEFORE_2018[p.name]
        if p.until >= 2018:
            assert old.low <= p.low or old.high >= p.high, p.name
            assert old.high - old.low > p.high - p.low, p.name
        else:
            assert old == p


def test_every_parameter_belongs_to_a_mechanism():
    assert set(MECHANISM_OF) == set(DEFAULTS.names)


@pytest.fixture(scope="module")
def numbers():
    if not NUMBERS.is_file():
        pytest.skip("docs/ is not in the package")
    return NUMBERS.read_text(encoding="utf-8")


def case_of(text, folder):
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    return load_case(folder)


def test_the_page_on_numbers_shows_a_case_that_sets_each_of_them(numbers, tmp_path):
    text = numbers.split("```yaml\n")[1].split("```")[0]
    case = case_of(text, tmp_path)
    assert [f for f in check_case(case) if f.code in ("unknown-id", "duplicate-id")] == []
    campaign = case.campaigns[0]
    world = world_from_campaign(case, campaign)
    assert world.mobile.tolist()[:2] == [6000, 2000]
    assert world.force[0].sum() == 900
    assert world.sink == ("pl:plain", "", "")
    assert world.deal.tolist() == [False, False, True]
    assert (world.deal_weeks[2], world.deal_arms[2]) == (30, 0.3)
    assert parameters_from_campaign(campaign)["trust"].mode == 0.4
    ranges = {"strong_force", "force of pl:town", "force of pl:plain", "force of pl:village",
              "population of pl:town", "population of pl:plain", "population of pl:village",
              "backing of p:opposition by p:neighbour"}  # fmt: skip
    rows = {a.name: a for a in assumptions_of(case, campaign)}
    assert set(rows) - set(DEFAULTS.names) == ranges  # nothing is left that was not set
    assert rows["trust"].source == "judged by two analysts"


def test_the_page_on_numbers_shows_an_error_as_it_is(numbers, tmp_path):
    text = numbers.split("```yaml\n")[1].split("```")[0]
    case = case_of(text.replace("mode: 900", "mode: 100"), tmp_path)
    with pytest.raises(ModelError) as caught:
        world_from_campaign(case, case.campaigns[0])
    assert f"sulh: {caught.value}" in numbers


@pytest.mark.parametrize("page", ["how-to/set-simulation-numbers.md", "theory/a-billion-runs.md"])
def test_examples_of_the_pages_run(page):
    path = ROOT / "docs" / page
    if not path.is_file():
        pytest.skip("docs/ is not in the package")
    done = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert done.failed == 0
