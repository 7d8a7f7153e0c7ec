"""Data for the tests of the backtest: a made-up folder, and the real one where there is one."""

import csv
import datetime as dt
import os
from pathlib import Path

import numpy as np
import pytest

from sulh.simulation.calibration.data import FILES
from sulh.simulation.calibration.pockets import load_pockets

SHARED = Path(os.environ.get("SULH_SHARED", Path(__file__).parents[3] / "shared"))
GOVERNORATES = ["Aleppo", "Damascus Suburbs", "Homs"]


def _write(path, columns, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerows([columns, *rows])


def _deals():
    """Deals and truces of nowhere, dated as a list of the kind could be."""
    truces = [(i, "truce", f"201{4 + i % 3}-03-10", "", "") for i in range(1, 4)]
    before = [(10 + i, "evacuation deal", f"2016-{i + 1:02d}-20", "", "2014-05-01")
              for i in range(1, 4)]  # fmt: skip
    fought = [(20 + i, "evacuation deal", f"2017-0{i + 1}-28", f"2017-0{i}-10", "2015-02-01")
              for i in range(1, 4)]  # fmt: skip
    later = [(30 + i, "evacuation deal", f"2018-0{i + 1}-28", f"2018-0{i}-10", "2017-05-04")
             for i in range(1, 4)]  # fmt: skip
    return [*truces, *before, *fought, *later]


def _days():
    rng = np.random.default_rng(5)
    first, last = dt.date(2013, 1, 1), dt.date(2018, 8, 31)
    for i in range((last - first).days):
        yield [first + dt.timedelta(days=i), *rng.negative_binomial(1, 0.1, len(GOVERNORATES))]


def _events():
    rng, places = np.random.default_rng(6), [p for p in load_pockets() if p.radius_km > 0]
    for i in range(1200):
        p = places[rng.integers(len(places))]
        day = dt.date(2016, 1, 1) + dt.timedelta(days=int(rng.integers(1090)))
        killed = int(rng.negative_binomial(1, 0.2))
        yield [i, day, p.latitude, p.longitude, "x", killed, killed + 2, 1, "Government of Syria"]


@pytest.fixture(scope="session")
def made_up(tmp_path_factory):
    """A folder with every file a backtest reads, none of it true."""
    folder = tmp_path_factory.mktemp("data")
    at = {name: folder / path for name, path in FILES.items()}
    _write(at["agreements"], ["id", "place", "kind", "deal_date", "offensive_start", "prior_truce",
                              "evac_start", "evacuees_total", "evacuees_fighters"],
           [(*x[:1], f"place {x[0]}", *x[1:], "", 100 * x[0], 40 + x[0]) for x in _deals()])  # fmt: skip
    _write(at["zones"], ["zone", "announced", "retaking_offensive"],
           [(f"zone {i}", "2017-05-04", f"2018-0{2 * i}-11") for i in range(1, 5)])  # fmt: skip
    _write(at["deaths_by_day"], ["day", *GOVERNORATES], _days())
    _write(at["events"], ["id", "date_end", "latitude", "longitude", "adm_1", "deaths_civilians",
                          "best", "where_prec", "side_a"], _events())  # fmt: skip
    _write(at["accords"], ["pa_date", "duration"],
           [(f"{1990 + i % 27}-06-0{1 + i % 9}", f"{1991 + i % 27}-01-15" if i % 3 else "")
            for i in range(80)])  # fmt: skip
    return folder


@pytest.fixture(scope="session")
def real_data():
    """The real folder."""
    folder = SHARED / "data"
    if not all((folder / name).is_file() for name in FILES.values()):
        pytest.skip(f"needs the data under {folder}, which do not ship with sulh")
    return folder
