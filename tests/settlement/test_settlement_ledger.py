"""The ledger in which answers wait to be judged: frozen, chained, resolved, corrected, scored."""

import datetime as dt
import json

import pytest
from settlement_conflicts import core

from sulh.case.model import Case, Text
from sulh.errors import ModelError
from sulh.settlement import settle
from sulh.settlement.ledger import freeze, read_ledger, resolve, score

CASE = Case(id="case", title=Text(en="Case"), decisions=(core("either"),))
MADE, DUE = dt.date(2031, 1, 1), dt.date(2032, 1, 1)


@pytest.fixture
def ledger(tmp_path):
    path = tmp_path / "ledger.jsonl"
    freeze(settle(CASE, n=100), path, made=MADE, judge_on=DUE)
    return path


def test_an_answer_is_frozen_once(ledger):
    (pair,) = read_ledger(ledger)
    entry, resolution = pair
    assert (entry.outcome, entry.p, entry.made) == ("kept", 0.5, "2031-01-01")
    assert resolution is None
    before = ledger.read_bytes()
    assert freeze(settle(CASE, n=100), ledger, made=MADE, judge_on=DUE) == ()
    assert ledger.read_bytes() == before


def test_resolved_and_scored_beside_the_base_rate(ledger):
    entry = read_ledger(ledger)[0][0]
    assert score(ledger).n_scored == 0
    resolve(ledger, entry.id, held=True, resolved=DUE, source="two reports")
    found = score(ledger)
    assert (found.n_entries, found.n_resolved, found.n_scored) == (1, 1, 1)
    assert found.brier == pytest.approx(0.25)
    assert (found.base_rate, found.brier_base) == (1.0, 0.0)
    with pytest.raises(ModelError, match="resolved already"):
        resolve(ledger, entry.id, held=False, resolved=DUE, source="x")


def test_what_was_never_put_to_the_test_is_not_scored(ledger):
    entry = read_ledger(ledger)[0][0]
    resolve(ledger, entry.id, held=None, resolved=DUE, source="مرصد")
    assert (score(ledger).n_resolved, score(ledger).n_scored) == (1, 0)


def test_a_line_changed_afterwards_is_found(ledger):
    record = json.loads(ledger.read_text(encoding="utf-8"))
    record["p"] = 0.9
    ledger.write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    with pytest.raises(ModelError, match="changed after it was frozen"):
        score(ledger)


def test_a_ledger_that_is_none(tmp_path, ledger):
    assert score(tmp_path / "no.jsonl").n_entries == 0
    ledger.write_text("{}\n", encoding="utf-8")
    with pytest.raises(ModelError, match=r"ledger\.jsonl:1"):
        read_ledger(ledger)
    ledger.write_text("not json\n", encoding="utf-8")
    with pytest.raises(ModelError, match="not a JSON line"):
        read_ledger(ledger)


def test_days_and_names_that_do_not_fit(ledger):
    with pytest.raises(ModelError, match="judge_on"):
        freeze(settle(CASE, n=50), ledger, made=DUE, judge_on=DUE)
    with pytest.raises(ModelError, match="no answer"):
        resolve(ledger, "0" * 16, held=True, resolved=DUE, source="x")
    entry = read_ledger(ledger)[0][0]
    with pytest.raises(ModelError, match="was made on"):
        resolve(ledger, entry.id, held=True, resolved=dt.date(2030, 1, 1), source="x")


@pytest.fixture
def long_ledger(tmp_path):
    """Two answers on two days, the first resolved and then corrected."""
    path = tmp_path / "ledger.jsonl"
    answer = settle(CASE, n=100)
    (first,) = freeze(answer, path, made=MADE, judge_on=DUE)
    freeze(answer, path, made=MADE, judge_on=dt.date(2033, 1, 1))
    resolve(path, first.id, held=True, resolved=DUE, source="صحيفة محلية")
    resolve(path, first.id[:6], held=False, resolved=DUE, source="بعثة مراقبة", correct=True)
    return path


def test_a_correction_says_so_and_keeps_what_was_said_before(long_ledger):
    lines = [json.loads(line) for line in long_ledger.read_text(encoding="utf-8").splitlines()]
    assert [line.get("held") for line in lines] == [None, None, True, False]
    assert [line.get("corrects") for line in lines] == [None, None, False, True]
    assert "صحيفة محلية" in long_ledger.read_text(encoding="utf-8")
    found = read_ledger(long_ledger)[0][1]
    assert (found.held, found.source) == (False, "بعثة مراقبة")
    assert score(long_ledger).n_resolved == 1


def test_what_was_never_resolved_cannot_be_corrected(ledger):
    entry = read_ledger(ledger)[0][0]
    with pytest.raises(ModelError, match="nothing to correct"):
        resolve(ledger, entry.id, held=True, resolved=DUE, source="x", correct=True)
    with pytest.raises(ModelError, match="on whose word"):
        resolve(ledger, entry.id, held=True, resolved=DUE, source=" ")


@pytest.mark.parametrize("change", ["taken out", "changed", "moved", "put in", "resolved again"])
def test_tampering_is_found_wherever_it_is(long_ledger, change):
    lines = long_ledger.read_text(encoding="utf-8").splitlines()
    record = json.loads(lines[2])
    changed = {
        "taken out": [lines[0], *lines[2:]],
        "changed": [*lines[:2], json.dumps({**record, "held": False}), lines[3]],
        "moved": [lines[1], lines[0], *lines[2:]],
        "put in": [*lines[:2], lines[1], *lines[2:]],
        "resolved again": [*lines[:3], lines[3].replace('"corrects": true', '"corrects": false')],
    }[change]
    long_ledger.write_text("\n".join(changed) + "\n", encoding="utf-8")
    with pytest.raises(ModelError, match="restore the ledger"):
        score(long_ledger)


def test_an_interval_is_given_from_five_on(tmp_path):
    path = tmp_path / "ledger.jsonl"
    answer = settle(CASE, n=100)
    for i in range(5):
        assert score(path).brier_interval is None
        due = DUE + dt.timedelta(days=i)
        (entry,) = freeze(answer, path, made=MADE, judge_on=due)
        resolve(path, entry.id, held=i % 2 == 0, resolved=due, source="x")
    found = score(path)
    assert found.n_scored == 5
    low, high = found.brier_interval
    assert low <= found.brier <= high
    assert found.brier == pytest.approx(0.25)
    assert found.brier_base == pytest.approx(0.24)
