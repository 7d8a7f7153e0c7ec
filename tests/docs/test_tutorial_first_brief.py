"""The text of the first tutorial is read as the tutorial promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sulh.read import read_reports

PAGE = (Path(__file__).parents[2] / "docs/tutorials/first-brief.md").read_text(encoding="utf-8")
NOTE = re.search(r"```text\n(---\n.*?)```", PAGE, re.DOTALL)[1]


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    path = tmp_path_factory.mktemp("first") / "note.txt"
    path.write_text(NOTE, encoding="utf-8")
    return read_reports([path])


def said(case, kind):
    """Modality and words of whoever says it last, of each claim of an event type."""
    words = {r.id: r.name.ar for r in (*case.parties, *case.persons)}
    claims = [c for c in case.claims if getattr(c.content, "type", "") == kind]
    return {(c.modality, words.get(c.holders[-1].who, c.holders[-1].who)) for c in claims}


def test_the_breach_is_what_the_committee_says(case):
    assert said(case, "breach") <= {("asserted", "لجنة الصلح"), ("denied", "اللواء الأول")}
    assert ("asserted", "لجنة الصلح") in said(case, "breach")


def test_the_denial_is_read(case):
    assert said(case, "deny") == {("asserted", "author")}


def test_the_shelling_is_accused_and_the_departure_demanded(case):
    assert {modality for modality, _ in said(case, "attack")} == {"accused"}
    assert {modality for modality, _ in said(case, "displace")} == {"demanded"}
