"""What the real reader gives for the two founding texts is enough to frame both situations."""

import os
from pathlib import Path

import pytest

from sulh.frame import frame_case

SHARED = Path(os.environ.get("SULH_SHARED", Path(__file__).parents[3] / "shared"))
REPORTS = SHARED / "reports"

pytestmark = pytest.mark.skipif(
    not REPORTS.is_dir(), reason=f"the founding texts are not in {REPORTS}"
)


@pytest.fixture(scope="module")
def case():
    from sulh.read import read_reports

    return frame_case(read_reports(sorted(REPORTS.glob("*.txt"))))


def bound(case, pattern):
    decision = next(d for d in reversed(case.decisions) if d.pattern == pattern)
    kinds = {party.id: party.kind for party in case.parties}
    claims = {claim.id: claim for claim in case.claims}
    for role in decision.roles:
        assert bool(role.parties) == bool(role.claims)
        assert all(
            claims[c].modality not in {"accused", "denied", "predicted"} for c in role.claims
        )
    return decision, {r.name: [kinds.get(p, "area") for p in r.parties] for r in decision.roles}


def test_the_later_text_is_a_siege(case):
    decision, kinds = bound(case, "siege-and-evacuation")
    assert kinds["besieger"][0] == "government"
    assert kinds["local_body"] == ["negotiating_body"]
    assert kinds["hold_out"]
    assert set(kinds["guarantor"]) <= {"state", "armed_force"}
    assert kinds["guarantor"]
    assert {s.basis for s in decision.statements} == {"text", "pattern"}


def test_the_earlier_text_is_a_sequence_of_separate_truces(case):
    _, kinds = bound(case, "separate-truces")
    assert kinds["strong_side"][0] == "government"
    assert kinds["area_now"]
    assert kinds["weak_backers"]
    assert kinds["guarantor"] == []


def early_and_late(case):
    """The decisions of the earlier text, and that of the later one: the last of the case."""
    first = next(d for d in case.decisions if d.pattern == "separate-truces")
    return [d for d in case.decisions if d.when == first.when], case.decisions[-1]


def test_the_later_situation_is_the_afterlife_of_the_earlier(case):
    early, late = early_and_late(case)
    sources = {claim.id: claim.source for claim in case.claims}
    assert late not in early
    assert late.follows in {d.id for d in early}
    assert {sources[c] for c in late.because} == {sources[c] for c in
        (*early[0].roles[0].claims, *late.roles[0].claims)}  # fmt: skip


def test_each_situation_is_about_its_own_area(case):
    types = {area.id: (area.type, area.name.en) for area in case.areas}
    early, late = early_and_late(case)
    assert {types[d.areas[0]] for d in early} == {("region", "southern Syria")}
    assert types[late.areas[0]] == ("quarter", "Daraa al-Balad")


def test_the_force_with_a_patron_of_its_own_is_told_apart(case):
    late = early_and_late(case)[1]
    names = {party.id: party.name.en for party in case.parties}
    found = {r.name: [names[p] for p in r.parties] for r in late.roles}
    assert "Fourth Division" in found["besieger"]
    assert "Eighth Brigade" in found["besieger_2"]
    assert found["patron_2"] == found["guarantor"]
    assert next(o for o in late.outcomes if o.kind == "status_quo").on == ("assault",)


def test_a_group_that_is_only_accused_is_not_bound_as_what_it_is_accused_of(case):
    accused = {
        claim.content.object
        for claim in case.claims
        if claim.modality == "accused" and claim.content.kind == "relation"
    }
    assert accused
    for decision in case.decisions:
        for role in decision.roles:
            assert not accused & set(role.parties)
