"""The Daraa tutorial says what the case and the commands say."""

from __future__ import annotations

import re
import shlex
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sulh.case import load_case
from sulh.cli import app
from sulh.graph import analyze
from sulh.graph.from_case import conflict_from_decision

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/tutorials/daraa.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "src/sulh/examples/daraa"
BLOCKS = re.findall(r"^```console\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
SHOWN = [block for block in BLOCKS if len(block.splitlines()) > 1 and block.startswith("$ sulh")]


@pytest.fixture(scope="module")
def case():
    return load_case(EXAMPLE)


@pytest.fixture
def decision(case):
    return next(d for d in case.decisions if d.id == "d:siege-and-evacuation.daraa_balad.2021")


def equilibria(decision, concept):
    result = analyze(conflict_from_decision(decision), concepts=(concept,))
    names = [option.id for option in decision.options]
    return [
        frozenset(name for j, name in enumerate(names) if state >> j & 1)
        for state in result.equilibria(concept)
    ]


def test_every_record_it_names_is_in_the_case(case):
    lists = (case.claims, case.links, case.relations, case.agreements, case.decisions)
    known = {record.id for records in lists for record in records}
    named = set(re.findall(r"(?<!\w)[clrad]:[a-z0-9][\w.\-]*\w", PAGE))
    assert len(named) > 20
    assert named <= known


@pytest.mark.parametrize("block", SHOWN, ids=lambda b: b.splitlines()[0])
def test_what_it_shows_is_what_the_command_prints(block, tmp_path, monkeypatch):
    shutil.copytree(EXAMPLE, tmp_path / "my-daraa")
    monkeypatch.chdir(tmp_path)
    line, *shown = block.splitlines()
    printed = CliRunner().invoke(app, shlex.split(line)[2:]).stdout
    for part in "\n".join(shown).split("…"):
        assert part.strip("\n") in printed


def test_the_quote_it_opens_with_is_in_the_report():
    quote = re.search(r"^> (.+)$", PAGE, re.MULTILINE)[1]
    assert quote in (EXAMPLE / "reports/2021-08-02-marsad-hawran.md").read_text("utf-8")


def test_the_assault_is_a_trap_that_every_party_would_rather_leave(decision):
    conflict = conflict_from_decision(decision)
    bit = {option.id: 1 << j for j, option in enumerate(decision.options)}
    payoffs = conflict.payoffs
    assert {"assault"} in equilibria(decision, "nash")
    assert (payoffs[:, bit["hand_over"] | bit["leave"]] > payoffs[:, bit["assault"]]).all()


def test_the_settlement_holds_by_foresight_and_only_with_the_threat(decision):
    settlement = {"hand_over", "leave"}
    kept = tuple(s for s in decision.statements if s.id != "threat_credible")
    without = replace(decision, statements=kept)
    assert settlement in equilibria(decision, "seq")
    assert settlement not in equilibria(decision, "nash")
    assert settlement not in equilibria(without, "seq")
