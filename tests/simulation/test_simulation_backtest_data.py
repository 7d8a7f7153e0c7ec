"""What a backtest reads: the folder, its faults, what is cut off at a date, the baselines."""

import csv
import datetime as dt
import shutil
from importlib import resources

import numpy as np
import pytest

from sulh.errors import UnreadableError
from sulh.simulation.calibration.data import FILES, Deaths, data_folder, digest, load_data
from sulh.simulation.calibration.deaths import governorate_baselines, periods, source_gaps
from sulh.simulation.calibration.monthly import baselines, dispersion, month_ahead
from sulh.simulation.calibration.pockets import (
    HOLD_OUT_FROM,
    civilians_killed,
    load_pockets,
)

NEW_YEAR = dt.date(2018, 1, 1)


def test_missing_folder_says_what_to_do(tmp_path, monkeypatch):
    with pytest.raises(UnreadableError, match="no such folder") as caught:
        load_data(tmp_path / "nowhere")
    assert "--data" in caught.value.advice
    assert str(tmp_path / "nowhere") in str(caught.value)
    monkeypatch.setenv("SULH_SHARED", str(tmp_path))
    with pytest.raises(UnreadableError, match="no data to test against"):
        data_folder()


def test_missing_file_is_named(made_up, tmp_path):
    folder = shutil.copytree(made_up, tmp_path / "data")
    (folder / FILES["zones"]).unlink()
    with pytest.raises(UnreadableError, match=r"deescalation_zones\.csv"):
        load_data(folder)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("events", "date_end", "ended_on"),
        ("agreements", "2017-02-28", "28 February"),
        ("deaths_by_day", "2013-01-01,", "2013-01-01,many"),
        ("deaths_by_day", "2013-01-01,", "2013-01-01,-"),
        ("deaths_by_day", "2013-01-01,", "2013-01-01,nan"),
    ],
)
def test_faults_of_a_file_name_the_row(made_up, tmp_path, name, old, new):
    folder = shutil.copytree(made_up, tmp_path / "data")
    path = folder / FILES[name]
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(UnreadableError, match=r"row \d+ cannot be read") as caught:
        load_data(folder)
    assert FILES[name] in caught.value.where.file


def test_empty_file_is_refused(made_up, tmp_path):
    folder = shutil.copytree(made_up, tmp_path / "data")
    (folder / FILES["accords"]).write_text("pa_date,duration\n", "utf-8")
    with pytest.raises(UnreadableError, match="no rows"):
        load_data(folder)


def test_nothing_later_is_known_before_a_day(made_up):
    data = load_data(made_up)
    known = data.before(NEW_YEAR)
    assert max(a.deal for a in known.agreements) < NEW_YEAR
    assert max(d.day for d in known.days) < NEW_YEAR
    assert max(e.day for e in known.events) < NEW_YEAR
    assert known.zones == ()
    assert all(a.day < NEW_YEAR and (a.ended is None or a.ended < NEW_YEAR) for a in known.accords)
    running = [a for a in data.accords if a.day < NEW_YEAR and a.ended and a.ended >= NEW_YEAR]
    assert sum(a.ended is None for a in known.accords) == len(running) + sum(
        a.ended is None for a in data.accords if a.day < NEW_YEAR
    )
    assert digest(known.events) != digest(data.events)


def test_areas_lose_what_came_later():
    for p in load_pockets():
        known = p.before(HOLD_OUT_FROM)
        dates = (known.truce, known.offensive, known.deal)
        assert all(d is None or d < HOLD_OUT_FROM for d in dates)
        assert known.evacuees is None or known.deal is not None
        assert known.population == p.population


def test_dead_belong_to_the_nearest_area_in_reach():
    pockets = load_pockets()
    douma = next(p for p in pockets if p.id == "douma")

    def event(north, day, civilians):
        return Deaths(day=day, latitude=douma.latitude + north, longitude=douma.longitude,
                      governorate="", civilians=civilians, best=civilians)  # fmt: skip

    edges = (dt.date(2017, 1, 1), NEW_YEAR, dt.date(2019, 1, 1))
    events = [event(0.0, NEW_YEAR, 3), event(0.01, dt.date(2017, 12, 31), 4),
              event(3.0, NEW_YEAR, 50), event(0.0, dt.date(2016, 12, 31), 60)]  # fmt: skip
    killed = civilians_killed(events, pockets, edges)
    at = pockets.index(douma)
    assert killed[:, at].tolist() == [4.0, 3.0]
    assert np.nansum(killed) == 7.0
    assert np.isnan(killed[0, [p.radius_km == 0 for p in pockets]]).all()


def test_periods_go_back_and_forth_from_a_day():
    assert periods(NEW_YEAR, 2) == [NEW_YEAR, dt.date(2018, 1, 29), dt.date(2018, 2, 26)]
    assert periods(NEW_YEAR, -1) == [dt.date(2017, 12, 4), NEW_YEAR]


def test_baselines_of_a_quiet_and_a_loud_past():
    made = baselines(np.array([0.0, 8.0, 100.0]), 2.0)
    assert made["last_negative_binomial"].mean() == pytest.approx(101.0, rel=0.02)
    assert made["last_poisson"].std() == pytest.approx(10.0, rel=0.03)
    assert sorted(made["last_year_empirical"]) == [0.0, 8.0, 100.0]
    assert made["zero"].tolist() == [0.0]
    assert baselines(np.zeros(3), 2.0)["last_poisson"].tolist() == [0.0]


@pytest.mark.parametrize("k", [0.7, 3.0])
def test_dispersion_is_found_again(k):
    rng = np.random.default_rng(3)
    counts = np.full((300, 6), 50.0)
    for t in range(1, len(counts)):
        counts[t] = rng.negative_binomial(k, k / (k + counts[t - 1] + 1.0))
    assert dispersion(counts) == pytest.approx(k, rel=0.15)


def test_scores_a_month_ahead_use_only_the_past():
    rng = np.random.default_rng(4)
    counts = rng.poisson(20, (60, 2)).astype(float)
    short, long = month_ahead(counts[:50], 40), month_ahead(counts, 40)
    assert dict(short)["zero"] == pytest.approx(counts[40:50].mean())
    changed = counts.copy()
    changed[50:] += 1000.0
    assert month_ahead(changed[:50], 40) == short
    assert long != short


def test_baselines_of_the_governorates_are_the_published_ones(real_data):
    """SIMULATION.md: 23.7, 28.6, 30.5 and 62.3 on the VDC copy."""
    scores = dict(governorate_baselines(load_data(real_data)))
    assert [round(x, 1) for x in scores.values()] == [23.7, 28.6, 30.5, 62.3]
    assert list(scores) == ["last_negative_binomial", "last_year_empirical", "last_poisson", "zero"]


def test_sources_are_apart(real_data):
    """The same dead, counted twice: nowhere within a fifth of each other."""
    gaps = source_gaps(load_data(real_data), ["Aleppo", "Damascus Suburbs", "Homs"])
    assert len(gaps) == 3
    for gap in gaps:
        assert gap.ratio == pytest.approx(gap.vdc / gap.ucdp)
        assert 0.1 < gap.ratio < 10.0


def test_areas_agree_with_the_list_of_deals(real_data):
    """The dates of pockets.csv are those of the rows it names."""
    rows = {a.row: a for a in load_data(real_data).agreements}
    text = resources.files("sulh.simulation.calibration").joinpath("pockets.csv")
    named = {r["id"]: [int(x) for x in r["rows"].split(";")]
             for r in csv.DictReader(text.read_text("utf-8").splitlines())}  # fmt: skip
    for p in load_pockets():
        own = [rows[i] for i in named[p.id]]
        if p.deal:
            assert p.deal in {a.deal for a in own}, p.id
        if p.offensive:
            assert p.offensive in {a.offensive for a in own}, p.id
