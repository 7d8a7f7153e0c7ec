"""Skill: scores worked by hand, the gate, and the benchmark that knows no future."""

import csv
import importlib.util
import json
import math
import os
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from sulh.case import load_case
from sulh.errors import ModelError
from sulh.settlement import settle
from sulh.settlement import skill as skill_module
from sulh.settlement.skill import (
    SkillRecord,
    may_speak_of_likelihood,
    score_shares,
    shows_skill,
    skill_record,
)
from sulh.words.lint import lint_text
from sulh.words.uncertainty import LIKELIHOODS, likelihood_of
from sulh.words.verdicts import NOT_A_FORECAST, holds_sentence
from sulh.words.voice import Voice, without_bidi

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SULH_SHARED", ROOT.parent / "shared"))
DEALS = SHARED / "data" / "syria" / "agreements.csv"
needs_deals = pytest.mark.skipif(
    not DEALS.exists(), reason="data/syria/agreements.csv is not in the shared folder"
)


@pytest.fixture(scope="module")
def benchmark():
    spec = importlib.util.spec_from_file_location("skill_bench", ROOT / "benchmarks" / "skill.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["skill_bench"] = module
    spec.loader.exec_module(module)
    return module


def score(shares, held, places=None, **more):
    return score_shares(
        shares, held, places or list(map(str, range(len(held)))), coding="x", **more
    )


def test_scores_by_hand():
    found = score([0.9, 0.2, 0.6, 0.5], [True, False, True, False])
    assert found.brier == pytest.approx((0.01 + 0.04 + 0.16 + 0.25) / 4)
    # the others hold in 1/3 (where this one held) or 2/3 of the cases
    assert found.brier_base == pytest.approx(4 / 9)
    logs = [math.log(0.9), math.log(0.8), math.log(0.6), math.log(0.5)]
    assert found.log == pytest.approx(-sum(logs) / 4)
    assert found.log_base == pytest.approx(-math.log(1 / 3))
    mean, low, high = found.brier_gain
    assert mean == pytest.approx(4 / 9 - found.brier)
    assert low < mean < high


def test_a_sure_share_that_was_wrong_costs_much_but_not_everything():
    assert score([0.0, 1.0], [True, True]).log == pytest.approx(
        (-math.log(0.005) - math.log(0.995)) / 2
    )


def test_deals_of_one_place_do_not_count_as_independent():
    shares, held = [0.9, 0.9, 0.1, 0.1] * 5, [True, True, True, False] * 5
    alone = score(shares, held)
    same = score(shares, held, ["a", "b", "c", "d"] * 5)
    assert same.brier_gain[0] == alone.brier_gain[0]
    assert same.brier_gain[2] - same.brier_gain[1] > alone.brier_gain[2] - alone.brier_gain[1]
    assert (same.n_places, alone.n_places) == (4, 20)


def test_the_interval_is_that_of_drawing_the_places_anew():
    """Two places, gains 0 and -1: their mean is one of them in a quarter of the draws each."""
    assert score([1.0, 0.0], [True, True]).brier_gain == (-0.5, -1.0, 0.0)


def test_further_baselines_are_scored_beside():
    found = score([0.5, 0.5], [True, False], baselines={"sure": [1.0, 1.0]})
    assert found.baselines == (
        ("sure", 0.5, pytest.approx(-(math.log(0.995) + math.log(0.005)) / 2)),
    )


@pytest.mark.parametrize("lists", [([0.5], [True], ["a"]), ([0.5, 0.5], [True], ["a"])])
def test_what_cannot_be_scored_is_refused(lists):
    with pytest.raises(ModelError, match="cannot be scored"):
        score_shares(*lists, coding="x")


def good(n=40):
    return SkillRecord(
        version="0", command="x", n_deals=n, n_framed=n,
        scores=(score([0.9, 0.1] * (n // 2), [True, False] * (n // 2)),),
    )  # fmt: skip


def changed(record, **fields):
    return replace(record, scores=(replace(record.scores[0], **fields), *record.scores[1:]))


def test_the_gate_reads_the_numbers():
    assert shows_skill(good())
    assert not shows_skill(good(28))
    assert not shows_skill(replace(good(), scores=()))
    assert not shows_skill(changed(good(), brier_gain=(0.1, -0.01, 0.2)))
    assert not shows_skill(changed(good(), log_gain=(0.1, -0.01, 0.2)))
    assert not shows_skill(changed(good(), baselines=(("by kind", 0.001, 9.0),)))
    second = replace(good().scores[0], brier_gain=(-0.01, -0.1, 0.1))
    assert not shows_skill(replace(good(), scores=(*good().scores, second)))


def test_no_word_of_likelihood_until_skill_is_shown(monkeypatch):
    assert may_speak_of_likelihood() is False
    monkeypatch.setattr(skill_module, "skill_record", good)
    assert may_speak_of_likelihood() is True


def test_a_damaged_record_says_so(monkeypatch, tmp_path):
    (tmp_path / "skill.json").write_text('{"version": "0"}')
    monkeypatch.setattr(skill_module.resources, "files", lambda _: tmp_path)
    skill_record.cache_clear()
    try:
        with pytest.raises(ModelError, match="damaged"):
            skill_record()
    finally:
        skill_record.cache_clear()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_words_call_a_share_a_share(language):
    """Until the record shows skill, a share is a model share, not a forecast, and never likely."""
    assert not may_speak_of_likelihood()
    case = load_case(ROOT / "src/sulh/examples/daraa/case.yaml")
    voice = Voice(language)
    for decision in settle(case, n=500, runs=0).decisions:
        for outcome in decision.outcomes:
            text = holds_sentence(outcome, voice)
            plain = without_bidi(text)
            assert not any(word in plain for word in LIKELIHOODS[language])
            assert not lint_text(text, language)
            if 0 < outcome.holds.share.p < 1:
                assert NOT_A_FORECAST[language] in plain


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_word_of_likelihood_comes_with_the_record_and_fits_its_band(monkeypatch, language):
    word = likelihood_of
    assert [word(p / 100, language) for p in range(101)] == [""] * 101
    monkeypatch.setattr(skill_module, "skill_record", good)
    row = [name for name, each in LIKELIHOODS[language].items() if each.row == 1]
    assert [word(p / 100, language) for p in (0, 1, 10, 30, 50, 70, 90, 97, 99.5)] == [
        "", *row, "",
    ]  # fmt: skip
    case = load_case(ROOT / "src/sulh/examples/daraa/case.yaml")
    said = []
    for decision in settle(case, n=500, runs=0).decisions:
        for outcome in decision.outcomes:
            text = holds_sentence(outcome, Voice(language))
            assert not lint_text(text, language)
            said += [name for name in row if name in without_bidi(text)]
    assert said


@needs_deals
def test_the_benchmark_knows_no_future(benchmark, tmp_path):
    """Whatever is written of fates, victims, evacuees and later days, the cases stay the same."""
    with DEALS.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    days = {d.id: d.day for d in benchmark.deals()}
    for row in rows:
        for name in ("breach_or_fate", "civilians_killed_in_final_phase", "note", "source",
                     "displaced_in_final_phase", "evacuees_total", "evacuees_fighters",
                     "destination", "evac_end"):  # fmt: skip
            row[name] = "something else, 2030-01-01"
        if row["id"] in days and not benchmark.before(row["offensive_start"], days[row["id"]]):
            row["offensive_start"] = "2030-01-01"
    other = tmp_path / "agreements.csv"
    with other.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    before, after = benchmark.deals(), benchmark.deals(other)
    assert [benchmark.case_of(d) for d in before] == [benchmark.case_of(d) for d in after]
    assert all(s.published.start == d.day for d in before for s in benchmark.case_of(d).sources)


@needs_deals
def test_fates_do_not_reach_the_case(benchmark):
    made = benchmark.deals()
    for deal in made:
        other = replace(deal, fate="breached", ended=deal.day, said=not deal.said)
        assert benchmark.case_of(other) == benchmark.case_of(deal)
    # a deal broken before the day of the next is known; one broken later is not
    told = {d.id: d.breached_before for d in made}
    assert told["28"]
    assert not told["28a"]
    first, second = (next(d for d in made if d.id == name) for name in ("28a", "28"))
    later = replace(first, ended=second.day + benchmark.dt.timedelta(days=1))
    assert benchmark._broken(second, [first])
    assert not benchmark._broken(second, [later])


@needs_deals
def test_the_base_rate_known_that_day_counts_only_what_had_come_to_pass(benchmark):
    made = benchmark.deals()
    first = made[0]
    assert benchmark.known_rate(first, made) == 0.5
    # by mid-2016: deal 4 had been replaced, deal 1 broken, 2 and 5 had stood for 24 months
    daraya = next(d for d in made if d.id == "12")
    assert benchmark.known_rate(daraya, made) == pytest.approx((2 + 1) / (4 + 2))


@needs_deals
@pytest.mark.slow
def test_the_shipped_record_is_what_the_benchmark_finds(benchmark):
    _, made = benchmark.record(benchmark.deals())
    shipped = json.loads(benchmark.RECORD.read_text(encoding="utf-8"))
    found = json.loads(json.dumps(asdict(made)))
    assert {**found, "version": ""} == {**shipped, "version": ""}
    assert made.n_framed == made.n_deals == 39
