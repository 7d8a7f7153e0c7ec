"""The reviewed Daraa case: exact quotes, two situations, and the second the afterlife of the first."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from daraa_expected import FOLDER, Judge, load_expected, texts

from sulh.case import load_case
from sulh.frame import frame_case

EXPECTED = load_expected()


@pytest.fixture(scope="module")
def case():
    return load_case(FOLDER)


@pytest.fixture(scope="module")
def judge(case):
    return Judge(case, EXPECTED)


def test_every_quote_is_the_text_at_its_span(case):
    text_of = {s.id: (FOLDER / s.text_file).read_text("utf-8") for s in case.sources if s.text_file}
    assert len(text_of) == len(texts()) == 3
    assert [c.id for c in case.claims if text_of[c.source][c.start : c.end] != c.quote] == []
    cues = [(c.source, h) for c in case.claims for h in c.holders if h.cue]
    assert [h.cue for source, h in cues if text_of[source][h.cue_start : h.cue_end] != h.cue] == []


def test_every_source_is_the_file_beside_it(case):
    for source in case.sources:
        if source.file:
            assert hashlib.sha256((FOLDER / source.file).read_bytes()).hexdigest() == source.sha256


def test_the_case_is_clean(case):
    check_case = pytest.importorskip("sulh.case.check").check_case
    assert [str(fault) for fault in check_case(case)] == []


@pytest.mark.parametrize("fact", EXPECTED["facts"], ids=lambda f: f["id"])
def test_the_case_holds_what_is_expected_of_a_reader(judge, fact):
    verdict = judge.judge(fact)
    assert verdict.found, "not found"
    assert verdict.faults == ()


@pytest.mark.parametrize("wanted", EXPECTED["agreements"], ids=lambda a: a["id"])
def test_the_case_holds_the_expected_agreements(judge, wanted):
    verdict = judge.judge_agreement(wanted)
    assert verdict.found, "not found"
    assert verdict.faults == ()


@pytest.mark.parametrize("rule", EXPECTED["never"], ids=lambda r: r["id"])
def test_the_case_states_no_accusation_or_forecast_as_fact(judge, rule):
    assert judge.broken(rule) == []


def test_accusation_and_denial_make_the_relation_contested(case):
    relation = next(r for r in case.relations if r.id == "r:srf-isis")
    modality = {c.id: c.modality for c in case.claims}
    assert relation.status == "contested"
    assert [modality[c] for c in relation.claims] == ["accused", "denied"]


def test_two_sides_are_said_to_have_broken_the_agreement_of_july_2021(case):
    agreement = next(a for a in case.agreements if a.id == "a:first-2021")
    assert agreement.status == "breached"
    assert {by for breach in agreement.breaches for by in breach.by} == {
        "p:government",
        "p:fourth_division",
        "p:armed_groups_2021",
    }
    assert agreement.consent_of_civilians == "unknown"


def test_the_deals_of_2021_go_back_to_the_deal_of_2018(case):
    follows = {a.id: a.follows for a in case.agreements}
    chain = ["a:ceasefire-2021-09"]
    while follows[chain[-1]]:
        chain.append(follows[chain[-1]])
    assert chain[:4] == ["a:ceasefire-2021-09", "a:roadmap-2021", "a:first-2021", "a:deal-2018"]


def test_the_forecast_of_2018_is_scored_against_the_reports_of_2021(case):
    claims = {c.id: c for c in case.claims}
    fulfilled = [link for link in case.links if link.type == "fulfils"]
    assert fulfilled
    for link in fulfilled:
        assert claims[link.target_claim].modality == "predicted"
        assert claims[link.target_claim].source == "s:nashrat-al-janub"
        assert claims[link.source_claim].modality == "asserted"
        assert claims[link.source_claim].source != "s:nashrat-al-janub"


def test_2018_and_2021_are_decisions_of_one_case_and_the_second_follows(case):
    years = {(d.when.start.year, d.pattern) for d in case.decisions}
    assert years == {
        (2018, "separate-truces"),
        (2018, "siege-and-evacuation"),
        (2021, "siege-and-evacuation"),
    }
    later = next(d for d in case.decisions if d.when.start.year == 2021)
    earlier = next(d for d in case.decisions if d.id == later.follows)
    assert earlier.when.start.year == 2018
    assert "c:d37" in later.because, "the deal of 2018 ties them"


def test_the_decisions_are_what_framing_proposes(case):
    bare = replace(case, decisions=(), campaigns=())
    assert frame_case(bare) == case, "delete its decisions and campaigns, then run `sulh frame`"


def test_roles_of_2021_rest_on_claims(case):
    later = next(d for d in case.decisions if d.when.start.year == 2021)
    parties = {role.name: role.parties for role in later.roles}
    assert "p:government" in parties["besieger"]
    assert parties["local_body"] == ("p:central_committee",)
    assert "p:srf" in parties["hold_out"]
    assert parties["guarantor"] == ("p:russia",)
    assert all(role.claims for role in later.roles if role.parties)
