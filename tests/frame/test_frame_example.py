"""What the reader gives for the example reports is framed about the right place and parties."""

from pathlib import Path

import pytest

import sulh
from sulh.frame import frame_case

REPORTS = Path(sulh.__file__).parent / "examples" / "daraa" / "reports"


@pytest.fixture(scope="module")
def case():
    from sulh.read import read_reports

    return frame_case(read_reports(sorted(REPORTS.iterdir())))


@pytest.fixture(scope="module")
def both(case):
    late = next(d for d in case.decisions if d.when.start.year == 2021)
    early = next(
        d for d in case.decisions if d.when.start.year == 2018 and d.pattern == late.pattern
    )
    return early, late


def test_each_situation_is_about_its_own_area(case, both):
    names = {area.id: area.name.en for area in case.areas}
    early, late = both
    assert names[early.areas[0]] in {"Daraa", "southern Syria", "eastern Daraa countryside"}
    assert names[late.areas[0]] == "Daraa al-Balad"
    fronts = {front.area for campaign in case.campaigns for front in campaign.fronts}
    assert {early.areas[0], late.areas[0]} <= fronts
    assert "Eastern Ghouta" not in {names[front] for front in fronts}


def test_the_committee_speaks_for_the_quarter(case, both):
    kinds = {party.id: party.kind for party in case.parties}
    body = next(role for role in both[1].roles if role.name == "local_body")
    assert [kinds[party] for party in body.parties] == ["negotiating_body"]


def test_a_common_noun_decides_only_where_a_claim_names_it_plainly(case, both):
    proposed = {party.id for party in case.parties if party.proposed}
    asked_to_leave = {
        target
        for claim in case.claims
        if claim.modality == "demanded" and getattr(claim.content, "type", "") == "displace"
        for target in claim.content.targets
    }
    for decision in both:
        for role in decision.roles:
            deciders = {
                p for w in decision.decision_makers if w.role == role.name for p in w.parties
            }
            allowed = asked_to_leave if role.name == "hold_out" else set()
            assert deciders & proposed <= allowed


def test_the_later_follows_the_earlier_by_the_deal_of_its_year(case, both):
    early, late = both
    assert late.follows == early.id
    years = {c.when.start.year for c in case.claims if c.id in late.because and c.when}
    assert 2018 in years


def test_nobody_is_on_a_side_and_its_patron(case):
    for decision in case.decisions:
        roles = {role.name: set(role.parties) for role in decision.roles}
        strong = roles.get("strong_side", set()) | roles.get("besieger", set())
        assert not strong & roles.get("patron", set())
