"""Weights and utilities in a case file: read, kept, checked, analysed, settled, left out."""

from dataclasses import replace

import pytest

from sulh.case import apply_patch, check_case, load_case, save_case, without_source
from sulh.errors import SulhError
from sulh.graph import analyze
from sulh.graph.from_case import conflict_from_decision
from sulh.settlement.preferences import preferences_of

CASE = """format: 1
id: numbers
title: {ar: أوزان, en: weights}
sources:
  - {id: "s:a", kind: website, title: {en: report}}
claims:
  - id: c:1
    source: s:a
    start: 0
    end: 4
    quote: word
    holders: [{who: "s:a"}]
    content: {kind: event, type: attack}
decisions:
  - id: d:x
    title: {ar: سؤال, en: question}
    decision_makers:
      - {id: north, title: {en: north}}
      - {id: south, title: {en: south}}
    options:
      - {id: fire, owner: north, title: {en: fire}, basis: assumed}
      - {id: reply, owner: south, title: {en: reply}, basis: assumed}
    weights:
      - {decision_maker: north, condition: fire, weight: 1, basis: text, claims: ["c:1"]}
      - {decision_maker: north, condition: reply, weight: -2.5}
    utilities:
      - {decision_maker: south, state: "-", value: 4}
      - {decision_maker: south, state: fire, value: 1}
      - {decision_maker: south, state: reply, value: 2}
      - {decision_maker: south, state: fire reply, value: 3}
"""


@pytest.fixture
def case(tmp_path):
    (tmp_path / "case.yaml").write_text(CASE, encoding="utf-8")
    return load_case(tmp_path / "case.yaml")


def test_numbers_survive_saving_and_reach_the_conflict(case, tmp_path):
    save_case(case, tmp_path / "again.yaml")
    assert load_case(tmp_path / "again.yaml") == case
    conflict = conflict_from_decision(case.decisions[0])
    assert conflict.payoffs.tolist() == [[0, 1, -2.5, -1.5], [4, 1, 2, 3]]
    assert analyze(conflict).equilibria("nash") == [3]
    assert conflict.evidence[0][0].claims == ("c:1",)


def test_a_number_counts_as_known_when_settling(case):
    assert preferences_of(case.decisions[0]) == (None, None)


def test_without_its_source_a_weight_is_assumed_not_lost(case):
    without = apply_patch(case, without_source(case, "s:a"))
    weights = without.decisions[0].weights
    assert [(w.weight, w.basis, w.claims) for w in weights] == [
        (1.0, "assumed", ()),
        (-2.5, "assumed", ()),
    ]


def test_a_weight_from_the_text_names_its_claim(case):
    weights = tuple(replace(w, claims=()) for w in case.decisions[0].weights)
    bare = replace(case, decisions=(replace(case.decisions[0], weights=weights),))
    found = [fault for fault in check_case(bare) if fault.code == "without-claim"]
    assert any("weights" in str(fault.where) for fault in found)


@pytest.mark.parametrize("number", [".nan", ".inf", "much", "[1]"])
def test_what_is_no_finite_number_is_refused_with_its_line(number, tmp_path):
    (tmp_path / "case.yaml").write_text(CASE.replace("-2.5", number), encoding="utf-8")
    with pytest.raises(SulhError, match=r"case\.yaml:25") as error:
        load_case(tmp_path / "case.yaml")
    assert "weight" in str(error.value)
