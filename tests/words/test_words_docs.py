"""The glossary names what exists; the pages on words say what the code does."""

from __future__ import annotations

import doctest
import importlib
import re
from pathlib import Path

import pytest

from sulh.words.lint import lint_text
from sulh.words.uncertainty import LIKELIHOODS

DOCS = Path(__file__).parents[2] / "docs"
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| `([\w.]+)` \| ([^|]+) \|$", re.MULTILINE)


def _glossary() -> list[tuple[str, str, str, str]]:
    return ROW.findall((DOCS / "reference" / "glossary.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("where", sorted({where for _, _, where, _ in _glossary()}))
def test_every_term_lives_where_the_glossary_says(where):
    module, _, name = where.rpartition(".")
    assert hasattr(importlib.import_module(module), name)


def test_no_term_is_explained_twice_and_none_twice_in_arabic():
    english = [row[0] for row in _glossary()]
    arabic = [row[1] for row in _glossary()]
    assert len(english) > 40
    assert len(set(english)) == len(english)
    assert len(set(arabic)) == len(arabic)


def test_glossary_agrees_with_the_index():
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    words = dict(re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|`]+ \|$", index, re.MULTILINE))
    glossary = {english: arabic for english, arabic, _, _ in _glossary()}
    shared = {english for english in words if english in glossary}
    assert len(shared) > 10
    assert {e: words[e] for e in shared} == {e: glossary[e] for e in shared}


def test_page_on_uncertainty_has_every_word_and_band():
    page = (DOCS / "theory" / "uncertainty-words.md").read_text(encoding="utf-8")
    for table in LIKELIHOODS.values():
        for word, found in table.items():
            band = f"{found.low}–{found.high}"
            assert re.search(rf"^\| {band} \|.*{re.escape(word)}", page, re.MULTILINE), word


def test_page_on_uncertainty_names_every_rule_of_the_linter():
    import sulh.words.lint as module

    page = (DOCS / "theory" / "uncertainty-words.md").read_text(encoding="utf-8")
    rules = set(re.findall(r"^``([\w-]+)``$", module.__doc__ or "", re.MULTILINE))
    assert rules == set(re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE))
    assert lint_text("a forecast", "en")[0].rule in rules


def test_examples_of_the_page_run():
    path = DOCS / "theory" / "uncertainty-words.md"
    done = doctest.testfile(str(path), module_relative=False, encoding="utf-8")
    assert done.attempted > 0
    assert done.failed == 0
