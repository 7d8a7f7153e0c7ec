"""The facts that the design demands of the two founding texts: each read, with quote and force.

The texts are not part of the project; a fact is told here by ids and types, not in their words.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sulh.case.model import Case, Claim
from sulh.read import draft_reports

GOV, OPP, RUSSIA = "p:syrian-government", "p:syrian-opposition", "p:russia"
DAESH, NUSRA, KURDS, SRF = "p:daesh", "p:nusra", "p:kurds", "p:srf"
EIGHTH, FIFTH, FOURTH = "p:sy-eighth-brigade", "p:sy-fifth-corps", "p:sy-fourth-division"
CENTRAL, SECURITY = "p:sy-central-committee", "p:sy-security-committee"
ZORIN, PUTIN, AWDA, MASALMA = (
    "x:alexander-zorin", "x:putin", "x:ahmad-awda", "x:mohammed-masalma"
)  # fmt: skip
BALAD, ALEPPO, GHOUTA, DARAA = "pl:daraa-balad", "pl:aleppo", "pl:ghouta", "pl:daraa"


@dataclass(frozen=True)
class Fact:
    """What some claim must say; fields left out do not matter."""

    type: str
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    force: str = "asserted"
    said: str = ""
    source: str = ""

    def __str__(self) -> str:
        sides = ">".join(",".join(x) for x in (self.by, self.to, self.at))
        return f"{self.type}:{sides}:{self.force}"


def sides(claim: Claim) -> tuple[set[str], set[str], set[str]]:
    content: Any = claim.content
    match content.kind:
        case "event":
            return set(content.actors), set(content.targets), set(content.areas)
        case "relation":
            return {content.subject}, {content.object}, set()
        case "control":
            return set(content.holders), set(), {content.area}
        case "state":
            return set(content.about), set(), set(content.about)
    return set(content.sides), set(), set()


def kind(claim: Claim) -> str:
    content: Any = claim.content
    return getattr(content, "type", "") or content.kind


def says(claim: Claim, fact: Fact) -> bool:
    by, to, at = sides(claim)
    return (
        kind(claim) == fact.type
        and claim.modality == fact.force
        and by >= set(fact.by) and to >= set(fact.to) and at >= set(fact.at)
        and (not fact.said or any(h.who == fact.said for h in claim.holders))
        and fact.source in claim.source
    )  # fmt: skip


OLD = [
    # parties and factions, and who fought whom
    *(Fact("member_of", (p,), (OPP,)) for p in (DAESH, NUSRA, KURDS)),
    Fact("fight", (OPP,)),
    Fact("state", (OPP,)),
    # who backed whom, and the change of balance
    *(Fact("backed_by", (OPP,), (p,)) for p in
      ("p:turkey", "p:saudi-arabia", "p:qatar", "p:united-states")),
    *(Fact("backed_by", (GOV,), (p,)) for p in (RUSSIA, "p:iran", "p:shia-militias")),
    Fact("intervene", (RUSSIA,)),
    Fact("state", (GOV,)),
    # counter-support expected and not come
    Fact("support", (), (OPP,), force="predicted"),
    Fact("support", (), (OPP,), force="negated"),
    # the zones: terms, exclusions, what they did
    Fact("term", (GOV,)), Fact("term", (DAESH,)), Fact("term", (NUSRA,)),
    Fact("agree", at=("pl:deescalation-zones",)),
    Fact("weaken", (), (OPP,)),
    Fact("gain_territory", (GOV,), force="intended"),
    # areas retaken one after another, and what is left
    *(Fact("gain_territory", (GOV,), at=(p,)) for p in (ALEPPO, GHOUTA, DARAA)),
    Fact("control", (OPP,), at=("pl:idlib",)),
    # the change of Turkey's position
    Fact("shift_position", ("p:turkey",)),
    Fact("allied_with", ("p:turkey",), (RUSSIA,)),
    # the comparison, the condition
    Fact("state", at=(ALEPPO, GHOUTA)),
    Fact("intervene", ("p:united-states",), force="conditional"),
    Fact("coordinates_with", (RUSSIA,), ("p:israel",)),
    # the question, and its two gains
    Fact("negotiate", (OPP,), force="proposed"),
    Fact("concede", (OPP,), force="proposed"),
    Fact("displace", force="proposed"),
    Fact("state", ("p:مدني",), force="conditional"),
    Fact("state", force="conditional", source="south"),
    # the forecast
    Fact("concede", force="predicted"), Fact("fight", force="predicted"),
    Fact("agree", force="predicted"), Fact("gain_territory", (GOV,), force="predicted"),
]  # fmt: skip
NEW = [
    Fact("represents", (CENTRAL,), (BALAD,)), Fact("represents", (SECURITY,), (GOV,)),
    Fact("negotiate", (CENTRAL, SECURITY)),
    Fact("demand", (GOV,)), Fact("displace", to=("p:مقاتل-سابق",), force="demanded"),
    Fact("accept", ("p:مقاتل-سابق",)), Fact("breach", (GOV,)), Fact("reject", ("p:مقاتل-سابق",)),
    Fact("fight", source="daraa"), Fact("casualty", source="daraa"),
    Fact("accuse", (GOV,), (SRF,)), Fact("member_of", (SRF,), (DAESH,), force="accused"),
    Fact("deny", (SRF,)), Fact("member_of", (SRF,), (DAESH,), force="denied"),
    Fact("leader_of", (MASALMA,), (SRF,)), Fact("alias", (MASALMA,)),
    Fact("mobilise", (GOV,)), Fact("attack", (GOV,), (SRF,), force="intended"),
    Fact("mediate", ("p:russian-forces",)), Fact("ceasefire", force="intended"),
    Fact("state", ("p:russian-forces",)),
    Fact("envoy_of", (ZORIN,)), Fact("visit", (ZORIN,), at=("pl:bosra-sham",)),
    Fact("convey_message", (ZORIN,)), Fact("state", at=(DARAA,), said=PUTIN),
    Fact("withhold_support", (RUSSIA,), force="conditional"),
    Fact("comply", ("p:syrian-army",), force="negated"),
    Fact("sub_unit_of", (EIGHTH,), (FIFTH,)), Fact("leader_of", (AWDA,), (EIGHTH,)),
    Fact("mediate", (AWDA,)), Fact("term", (AWDA,)), Fact("backed_by", (AWDA,), ("p:russian-forces",)),
    Fact("attack", (FOURTH,), at=(DARAA,)), Fact("withhold_support", (RUSSIA,)),
    Fact("gain_territory", (FIFTH,)), Fact("intervene", (RUSSIA,), source="daraa"),
    Fact("mediate", (RUSSIA,)), Fact("negotiate", to=("p:syrian-army",)),
]  # fmt: skip
LINKS = [
    ("causes", "fight", "state"), ("causes", "support", "state"), ("causes", "accept", "negotiate"),
    ("causes", "shift_position", "accept"), ("condition", "intervene", "gain_territory"),
    ("causes", "breach", "reject"), ("before", "accept", "reject"), ("exchange", "mediate", "term"),
    ("exchange", "concede", "displace"), ("purpose", "mobilise", "attack"),
    ("before", "destroy", "agree"), ("denies", "member_of", "member_of"),
]  # fmt: skip


@pytest.fixture(scope="module")
def case(shared: Path) -> Case:
    return draft_reports([shared / "reports"]).case


@pytest.mark.parametrize("fact", OLD, ids=str)
def test_each_fact_of_the_older_text_is_read(case: Case, fact: Fact) -> None:
    assert any(says(claim, fact) for claim in case.claims if "south" in claim.source)


@pytest.mark.parametrize("fact", NEW, ids=str)
def test_each_fact_of_the_newer_text_is_read(case: Case, fact: Fact) -> None:
    assert any(says(claim, fact) for claim in case.claims if "daraa" in claim.source)


@pytest.mark.parametrize("link", LINKS, ids=" ".join)
def test_each_reason_is_kept_as_a_link(case: Case, link: tuple[str, str, str]) -> None:
    by_id = {claim.id: kind(claim) for claim in case.claims}
    found = {(k.type, by_id[k.source_claim], by_id[k.target_claim]) for k in case.links}
    assert link in found
