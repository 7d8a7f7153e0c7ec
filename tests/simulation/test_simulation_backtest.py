"""The backtest: sees nothing of 2018 when it fits, is the same twice, scores what it should."""

import csv
import datetime as dt
import json
import shutil
from dataclasses import replace

import numpy as np
import pytest
from pydantic import TypeAdapter

from sulh.errors import ModelError
from sulh.pipeline import to_json
from sulh.simulation.calibration.backtest import Backtest, backtest_syria
from sulh.simulation.calibration.data import FILES, load_data
from sulh.simulation.calibration.fit import fit_syria
from sulh.simulation.calibration.forecast import coverage, forecasts, known
from sulh.simulation.calibration.pockets import (
    HOLD_OUT_FROM,
    TRAIN_FROM,
    load_pockets,
    world_at,
)
from sulh.simulation.calibration.posterior_file import posterior_file
from sulh.simulation.calibration.regularities import REGULARITIES
from sulh.simulation.outcomes import AREA_FIELDS
from sulh.words import Voice
from sulh.words.backtest import backtest_tables
from sulh.words.backtest_terms import BEHIND, SUMMARIES
from sulh.words.backtest_terms import REGULARITIES as TITLES
from sulh.words.lint import lint_text

RUNS = 110
"""A posterior over nine summaries needs 100."""


@pytest.fixture(scope="module")
def small(made_up):
    return backtest_syria(load_data(made_up), runs=RUNS, seed=1, checks=3, predicted=30)


def test_backtest_is_the_same_twice(made_up, small):
    again = backtest_syria(load_data(made_up), runs=RUNS, seed=1, checks=3, predicted=30)
    assert to_json(again[0]) == to_json(small[0])
    np.testing.assert_array_equal(again[1].posterior.draws, small[1].posterior.draws)


def test_document_is_what_its_schema_says(small):
    text = to_json(small[0])
    assert TypeAdapter(Backtest).validate_json(text) == small[0]
    assert json.loads(text)["n_simulations"] == RUNS


def test_what_is_scored(small):
    made = small[0]
    later = [p.id for p in load_pockets() if p.deal is None or p.deal >= HOLD_OUT_FROM]
    assert [s.area for s in made.settled] == later
    assert [s.area for s in made.settled if not s.happened] == ["idlib"]
    assert {f.area for f in made.forecasts} <= set(later)
    assert not {f.area for f in made.left_out} & set(later)
    assert {f.target for f in made.forecasts} <= {"days_to_deal", "people_left", "civilians_killed"}
    assert made.deaths.n == 13 * 10
    assert [c.level for c in made.coverage] == [0.5, 0.9]
    for c in made.coverage:
        assert c.n == len(made.forecasts)
        assert c.low <= c.inside / c.n <= c.high
    assert -1.0 <= made.order_tau <= 1.0


def test_every_regularity_is_checked_and_worded(small):
    made = small[0].regularities
    assert [r.number for r in made] == list(range(1, len(REGULARITIES) + 1))
    assert {r.name for r in made} == set(TITLES) == set(BEHIND)
    assert {s.name for s in small[0].training} == set(SUMMARIES)
    for r in made:
        assert r.n > 0
        assert r.rows
        if r.low is not None:
            assert r.hit == (r.low <= r.observed <= r.high)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_tables_are_whole_in_both_languages(small, language):
    tables = backtest_tables(small[0], Voice(language))
    assert len(tables) == 11
    for table in tables:
        assert table.title
        assert all(len(row) == len(table.columns) for row in table.rows)
    said = " ".join(line for t in tables for line in t.notes)
    assert ("خسر" in said or "كسب" in said) == (language == "ar")
    cells = [c for t in tables for row in (t.columns, *t.rows) for c in row]
    for text in (*(t.title for t in tables), *(n for t in tables for n in t.notes), *cells):
        assert lint_text(text, language) == (), text
    names = " ".join(cell for t in tables for row in t.rows for cell in row)
    assert ("دوما" in names) == (language == "ar")


def changed_later(folder, to):
    """Return a copy of a folder in which every row of 2018 and later is another."""
    shutil.copytree(folder, to)

    def rewrite(name, change):
        path = to / FILES[name]
        rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines(keepends=True)))
        done = [change(dict(row)) for row in rows]
        assert sum(a != b for a, b in zip(rows, done, strict=True)) > 2, name
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(done)

    def event(row):
        late = row["date_end"] >= "2018"
        return row | ({"deaths_civilians": "77", "latitude": "33.5"} if late else {})

    def day(row):
        return {k: "9" if row["day"] >= "2018" and k != "day" else v for k, v in row.items()}

    def deal(row):
        late = max(row["deal_date"], row["evac_start"]) >= "2018"
        return row | ({"offensive_start": "2018-01-02", "evacuees_total": "5"} if late else {})

    rewrite("events", event)
    rewrite("deaths_by_day", day)
    rewrite("agreements", deal)
    rewrite("zones", lambda row: row | {"retaking_offensive": "2018-12-01"})
    return to


def changed_pockets():
    """Return the areas with all that happened to them in 2018 and later changed."""

    def change(p):
        if p.deal is None or p.deal >= HOLD_OUT_FROM:
            return replace(p, offensive=dt.date(2018, 2, 2), deal=dt.date(2018, 11, 11), evacuees=7)
        return p

    return tuple(map(change, load_pockets()))


def posterior_of(folder, pockets):
    fit = fit_syria(load_data(folder), pockets, runs=RUNS, seed=1, keep=1.0, checks=3)
    return to_json(posterior_file(fit, "x", command="x", made=dt.date(2020, 1, 1)))


def test_nothing_of_2018_enters_the_fit(made_up, tmp_path):
    """Every later row is changed; the posterior keeps its bytes."""
    before = posterior_of(made_up, load_pockets())
    assert posterior_of(changed_later(made_up, tmp_path / "later"), changed_pockets()) == before


def test_nothing_of_2018_enters_the_fit_to_the_real_data(real_data, tmp_path):
    for name in FILES.values():
        (tmp_path / "now" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(real_data / name, tmp_path / "now" / name)
    before = posterior_of(tmp_path / "now", load_pockets())
    later = changed_later(tmp_path / "now", tmp_path / "later")
    assert posterior_of(later, changed_pockets()) == before


def test_what_is_dated_before_2018_does_enter(made_up, tmp_path):
    """The test above can fail: one row of 2017 changes the posterior."""
    before = posterior_of(made_up, load_pockets())
    pockets = tuple(replace(p, evacuees=60_000) if p.id == "daraya" else p for p in load_pockets())
    assert posterior_of(made_up, pockets) != before


def test_training_world_knows_nothing_of_what_came_later():
    pockets = load_pockets()
    world = world_at(pockets, TRAIN_FROM, HOLD_OUT_FROM)
    truces = {p.id for p in pockets if p.truce and p.truce < TRAIN_FROM}
    assert {a for a, t in zip(world.areas, world.truce, strict=True) if t} == truces
    assert "douma" not in truces  # its truce is of 2017
    assert world.horizon_weeks == 82
    later = world_at(changed_pockets(), TRAIN_FROM, HOLD_OUT_FROM)
    np.testing.assert_array_equal(world.truce, later.truce)
    np.testing.assert_array_equal(world.force, later.force)


def test_neighbours_are_near_and_everybody_has_one():
    world = world_at(load_pockets(), TRAIN_FROM, HOLD_OUT_FROM)
    i, j, k = (world.areas.index(x) for x in ("harasta", "douma", "idlib"))
    assert world.adjacency[i, j]
    assert not world.adjacency[i, k]
    assert world.adjacency.any(axis=1).all()
    assert (world.adjacency == world.adjacency.T).all()


def test_days_to_deal_of_the_offensives_before_2018():
    days = [p.days_to_deal for p in load_pockets() if p.deal and p.deal < HOLD_OUT_FROM]
    assert sorted(d for d in days if d is not None) == [28, 36, 79, 85]
    assert all(p.deal is None or p.deal < dt.date(2019, 1, 1) for p in load_pockets())


def test_too_few_simulations_are_refused_before_any_is_run(made_up):
    told = []
    with pytest.raises(ModelError, match="simulate more"):
        backtest_syria(load_data(made_up), runs=60, progress=lambda *x: told.append(x))
    assert told == []


def test_forecast_of_one_area():
    pocket = next(p for p in load_pockets() if p.id == "douma")
    areas = np.zeros((100, 1, len(AREA_FIELDS)), np.int64)
    at = {name: i for i, name in enumerate(AREA_FIELDS)}
    areas[:, 0, at["assault_week"]] = 2
    areas[:, 0, at["deal_week"]] = 2 + np.arange(100) % 14
    areas[:, 0, at["left_people"]] = 19_895
    areas[:, 0, at["dead_people"]] = 10
    base = known(load_pockets(), np.full(23, 4.0))
    made = {f.target: f for f in forecasts([pocket], areas, np.array([np.nan]), base)}
    assert set(made) == {"days_to_deal", "people_left"}
    assert made["people_left"].score == pytest.approx(0.0)
    assert made["people_left"].baseline > 0.5
    assert made["days_to_deal"].observed == 49
    assert made["days_to_deal"].inside == (True, True)
    assert coverage(list(made.values()))[1].inside == 2
    wide = [replace(made["days_to_deal"], inside=(False, True))]
    assert [c.inside for c in coverage(wide)] == [0, 1]
    areas[15:, 0, at["deal_week"]] = -1
    assert forecasts([pocket], areas, np.array([np.nan]), base) == ()
    assert known(load_pockets(), np.full(23, 4.0), but="daraya")["people_left"].size == (
        base["people_left"].size - 1
    )
