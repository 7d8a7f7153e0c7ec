"""Signs only spare work: with the signs of all families on every word, the same is read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sulh.read import analyse, items, name_table, names
from sulh.read.files import Report
from sulh.read.neutral import neutral
from sulh.read.reader import draft_texts
from sulh.read.signs import all_gates, sign, signs_of

HERE = Path(__file__).parent


def _forget() -> None:
    """Drop the words that were looked up, which hold their signs."""
    for known in (names.names_for, name_table.table_with, name_table._analyser, items._as_name):
        known.cache_clear()


def _texts() -> Iterator[tuple[Path, str]]:
    """Yield the texts that the tests of the reader hold."""
    for path in sorted(HERE.glob("*/*.txt")):
        yield path, path.read_text(encoding="utf-8")
    for path in sorted(HERE.glob("fresh/*.json")):
        yield path.with_suffix(".txt"), json.loads(path.read_text(encoding="utf-8"))["text"]


def _read() -> list[str]:
    """Return what is read in each text."""
    found = []
    for path, text in _texts():
        report = Report(path, text, hashlib.sha256(text.encode()).hexdigest())
        found.append(json.dumps(neutral(draft_texts([report]).case), ensure_ascii=False))
    return found


@pytest.fixture
def signs_on_all_words(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let every word bear the signs of all families whose rules ask again."""
    _forget()
    monkeypatch.setattr(analyse, "signs_of", lambda word: signs_of(word) | all_gates())
    yield
    monkeypatch.undo()
    _forget()


@pytest.fixture(scope="module")
def plainly() -> list[str]:
    return _read()


@pytest.mark.usefixtures("signs_on_all_words")
def test_no_rule_needs_a_word_without_its_sign(plainly: list[str]) -> None:
    assert len(plainly) > 20
    assert _read() == plainly


def test_a_sign_declared_late_is_refused() -> None:
    all_gates()
    with pytest.raises(RuntimeError, match="declared after words were read"):
        sign("late", stems=("قصف",))
