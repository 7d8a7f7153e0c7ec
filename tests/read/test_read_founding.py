"""What the first version must give on the two founding texts, and its scores there (texts seen)."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from sulh.read import Draft, draft_reports, neutral


@pytest.fixture(scope="module")
def draft(shared: Path) -> Draft:
    found = draft_reports([shared / "reports"])
    for claim in found.case.claims:
        assert found.texts[claim.source][claim.start : claim.end] == claim.quote
    return found


def relations(draft: Draft, kind: str) -> set[tuple[str, str, str]]:
    return {(r.subject, r.object, r.status) for r in draft.case.relations if r.type == kind}


def test_negotiating_bodies_and_whom_they_speak_for(draft):
    found = {(a, b) for a, b, _ in relations(draft, "represents")}
    assert ("p:sy-central-committee", "pl:daraa-balad") in found
    assert ("p:sy-security-committee", "p:syrian-government") in found


def test_a_backer(draft):
    found = {(a, b) for a, b, _ in relations(draft, "backed_by")}
    assert found & {("p:syrian-opposition", f"p:{s}") for s in ("turkey", "qatar", "saudi-arabia")}


def test_accusation_and_denial_are_contested(draft):
    (member,) = [
        r for r in relations(draft, "member_of") if r[1] == "p:daesh" and r[2] != "reported"
    ]
    assert member[2] == "contested"
    (relation,) = [
        r
        for r in draft.case.relations
        if (r.type, r.subject, r.object) == ("member_of", *member[:2])
    ]
    forces = {}
    for claim in draft.case.claims:
        if claim.id in relation.claims:
            forces[claim.modality] = (claim.polarity, claim.holders[-1].who)
    assert forces["accused"] == ("pos", "p:syrian-government")
    assert forces["denied"] == ("neg", member[0])
    accusing = [
        c for c in draft.case.claims
        if getattr(c.content, "type", "") == "accuse" and c.modality == "asserted"
    ]  # fmt: skip
    assert any(c.content.actors == ("p:syrian-government",) for c in accusing)


def test_first_agreement_is_breached_and_by_whom(draft):
    breached = [a for a in draft.case.agreements if a.status == "breached"]
    assert any("p:syrian-government" in b.by for a in breached for b in a.breaches)


def scorer(shared: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score_reader", shared / "tools/score_reader.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_scores_do_not_fall(shared, draft):
    module = scorer(shared)
    files = sorted((shared / "gold" / "neutral").glob("*.json"))
    gold = {g["id"]: g for g in (json.loads(f.read_text(encoding="utf-8")) for f in files)}
    found = {document["doc"]: document for document in neutral(draft.case)}
    result = module.run(gold, found, list(gold))
    floors = {"parties_exact": 0.95, "places_exact": 0.85, "event": 0.76, "actor_lenient": 0.52}
    for name, floor in floors.items():
        assert result[name]["F1"] >= floor, name
    assert result["modality"]["acc"] >= 0.95
    assert result["attribution"]["acc"] >= 0.93
