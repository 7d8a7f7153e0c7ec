"""The examples of the pages on framing and settlement run and print what they say."""

import doctest
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [
    DOCS / "theory" / "settlement.md",
    *sorted((DOCS / "theory" / "patterns").glob("*.md")),
    DOCS / "how-to" / "frame-a-case.md",
    DOCS / "how-to" / "read-a-verdict.md",
    DOCS / "how-to" / "find-out-next.md",
    DOCS / "how-to" / "explain-a-verdict.md",
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_examples_run(page):
    failed, _ = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert failed == 0


def test_every_pattern_has_its_page():
    from sulh.frame import pattern_names

    assert {page.stem for page in (DOCS / "theory" / "patterns").glob("*.md")} == set(
        pattern_names()
    )
