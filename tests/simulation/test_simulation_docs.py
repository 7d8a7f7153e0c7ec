"""The page of parameters is made from the table, and is up to date."""

import subprocess
import sys
from pathlib import Path

import pytest

from sulh.simulation.defaults import BEFORE_2018, DEFAULTS, MECHANISM_OF

ROOT = Path(__file__).parents[2]


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
