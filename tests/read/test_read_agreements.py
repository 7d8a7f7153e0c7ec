"""Agreements that short texts on other conflicts tell of, annotated before the reader was run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from sulh import check_case, read_reports
from sulh.case.model import Agreement, Case

HUDAYDAH = (
    "في كانون الأول 2018 وقّعت الحكومة اليمنية وجماعة الحوثي في السويد اتفاق الحديدة برعاية "
    "الأمم المتحدة. ونص الاتفاق على سحب القوات من المدينة والموانئ مقابل فتح ممرات إنسانية، "
    "ولم يشمل تنظيم القاعدة. وقالت الحكومة اليمنية إن الحوثيين خرقوا الاتفاق، ونفى الحوثيون ذلك."
)
SIRTE = (
    "توصلت حكومة الوفاق وقوات حفتر إلى هدنة في سرت بوساطة تركيا وروسيا. وتدخلت القوات المصرية "
    "لضمان الهدنة دون تحديد مدة لها. غير أن قوات حفتر نقضت الهدنة بعد أسبوع."
)
JEDDAH = (
    "On 11 May 2023 the Sudanese army and the Rapid Support Forces signed the Jeddah declaration, "
    "brokered by Saudi Arabia and the United States. The declaration provided for the departure "
    "of fighters from hospitals in return for safe passage of aid. The army accused the Rapid "
    "Support Forces of violating the declaration; the Rapid Support Forces denied it."
)
SINJAR = (
    "وقّعت الحكومة العراقية وحكومة إقليم كردستان عام 2020 اتفاق سنجار برعاية الأمم المتحدة. "
    "ويقضي الاتفاق بإخراج حزب العمال الكردستاني من المدينة مقابل تعيين قائمقام جديد. ولم يُنفَّذ "
    "الاتفاق حتى الآن، ورتبت بعثة الأمم المتحدة لقاءات بحثاً عن تسوية جديدة."
)
HILWEH = (
    "لماذا لا تعرض الفصائل المتشددة في عين الحلوة عبر وساطة دولية تسليم المخيم مقابل خروج "
    "المقاتلين وعائلاتهم ونقلهم إلى سوريا وبقاء باقي السكان في بيوتهم؟\n"
    "وعلى الأرجح سيستمر القتال ويُقتل المدنيون، ثم يتم عقد صفقة على عجل ويُنقل المقاتلون."
)
GAZA = (
    "Hamas and Israel reached a ceasefire in November 2023 through the mediation of Qatar and "
    "Egypt, guaranteed by the United States. The ceasefire, which excluded Islamic Jihad, provided "
    "for the release of hostages in exchange for prisoners. It collapsed on 1 December. Mediators "
    "are seeking a new deal."
)
ZONES = (
    "عُقدت في طرابلس لقاءات وتم التوصل إلى مناطق تهدئة! مناطق التهدئة هي باختصار تجنب القتال بين "
    "حكومة الوفاق وقوات حفتر باستثناء داعش وتنظيم القاعدة."
)
ACCUSED = "اتهمت الحكومة السودانية قوات الدعم السريع بخرق الهدنة في الفاشر."
KEPT = (
    "وكان فصيل المرابطين قد سهّل تنفيذ صفقة الساحل 2019، مقابل احتفاظه بإدارة محلية، وبسلاح ثقيل، "
    "ومئات المقاتلين من مصراتة مع إبقاء التبعية للحكومة الليبية."
)


@dataclass(frozen=True)
class Told:
    """An agreement that a text tells of, as a careful reader writes it down."""

    name: str
    status: str
    sides: tuple[str, ...] = ()
    guarantors: tuple[str, ...] = ()
    brokers: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    breached_by: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    gets: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


EXPECTED: dict[str, tuple[str, tuple[Told, ...]]] = {
    "hudaydah": (HUDAYDAH, (
        Told("اتفاق الحديدة", "reached", ("الحكومة اليمنية", "الحوثي"), (), ("الأمم المتحدة",),
             ("القاعدة",), ("الحوثي",), ("سحب القوات",), ("فتح ممرات",)),
    )),
    "sirte": (SIRTE, (
        Told("هدنة", "breached", ("الوفاق", "حفتر"), ("المصري",), ("تركيا", "روسيا"), (),
             ("حفتر",)),
    )),
    "jeddah": (JEDDAH, (
        Told("Jeddah declaration", "reached", ("Sudanese", "Rapid Support"), (),
             ("Saudi Arabia", "United States"), (), ("Rapid Support",),
             ("departure of fighters",), ("safe passage",)),
    )),
    "sinjar": (SINJAR, (
        Told("اتفاق سنجار", "reached", ("العراق", "كردستان"), (), ("الأمم المتحدة",),
             gives=("إخراج",), gets=("تعيين",)),
        Told("تسوية جديدة", "sought", brokers=("الأمم المتحدة",)),
    )),
    "hilweh": (HILWEH, (
        Told("تسليم المخيم", "proposed_by_author", ("الفصائل",), gives=("تسليم المخيم",),
             gets=("خروج", "نقلهم", "بقاء")),
        Told("صفقة", "predicted"),
    )),
    "gaza": (GAZA, (
        Told("ceasefire", "collapsed", ("Hamas", "Israel"), ("United States",),
             ("Qatar", "Egypt"), ("Islamic Jihad",), gives=("release of hostages",),
             gets=("prisoners",)),
        Told("new deal", "sought"),
    )),
    "zones": (ZONES, (
        Told("مناطق تهدئة", "reached", ("الوفاق", "حفتر"), excluded=("داعش", "القاعدة"),
             terms=("تجنب القتال",)),
    )),
    "accused": (ACCUSED, (
        Told("الهدنة", "reported_in_effect_or_sought", breached_by=("الدعم السريع",)),
    )),
    "kept": (KEPT, (
        Told("صفقة الساحل 2019", "implemented", ("المرابطين",), gives=("إبقاء التبعية",),
             gets=("استقل|احتفاظه", "سلاح ثقيل", "مئات المقاتلين")),
    )),
}  # fmt: skip
NAMES = tuple(EXPECTED)


def read(text: str, folder: Path) -> Case:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    return read_reports([path])


def words_for(case: Case, ids: tuple[str, ...]) -> list[str]:
    records: list[Any] = [*case.parties, *case.persons, *case.areas]
    known = {r.id: " | ".join(filter(None, (r.name.ar, r.name.en, *r.aliases))) for r in records}
    return [known.get(i, i) for i in ids]


def missing(wanted: tuple[str, ...], found: list[str]) -> list[str]:
    return [w for w in wanted if not any(part in f for f in found for part in w.split("|"))]


def terms_of(agreement: Agreement, *directions: str) -> list[str]:
    return [t.what.ar or t.what.en or "" for t in agreement.terms if t.direction in directions]


def by_name(case: Case, name: str) -> Agreement:
    found = [a for a in case.agreements if name in (a.name.ar or a.name.en or "")]
    assert len(found) == 1, [a.name.ar or a.name.en for a in case.agreements]
    return found[0]


@pytest.mark.parametrize("key", NAMES)
def test_each_agreement_is_one_record_with_claims(key: str, tmp_path: Path) -> None:
    text, told = EXPECTED[key]
    case = read(text, tmp_path)
    assert [a.name.ar or a.name.en for a in case.agreements if not a.claims] == []
    assert len(case.agreements) == len(told), [a.name.ar or a.name.en for a in case.agreements]
    for wanted in told:
        by_name(case, wanted.name)
    assert [f for f in check_case(case) if f.code == "without-claim"] == []
    spans = [m for a in case.agreements for m in a.mentions]
    assert all(text[m.start : m.end] == m.quote for m in spans)


@pytest.mark.parametrize("key", NAMES)
def test_status_is_what_the_text_says(key: str, tmp_path: Path) -> None:
    text, told = EXPECTED[key]
    case = read(text, tmp_path)
    assert {w.name: by_name(case, w.name).status for w in told} == {w.name: w.status for w in told}


@pytest.mark.parametrize("key", NAMES)
def test_sides_brokers_guarantors_and_exclusions(key: str, tmp_path: Path) -> None:
    text, told = EXPECTED[key]
    case = read(text, tmp_path)
    for wanted in told:
        agreement = by_name(case, wanted.name)
        for kind, names in (("signatories", wanted.sides), ("guarantors", wanted.guarantors),
                            ("brokers", wanted.brokers), ("excluded", wanted.excluded)):  # fmt: skip
            found = words_for(case, getattr(agreement, kind))
            assert missing(names, found) == [], (kind, found)
            assert len(found) <= max(len(names), kind == "signatories" and 2), (kind, found)


@pytest.mark.parametrize("key", NAMES)
def test_terms_say_who_gives_and_gets(key: str, tmp_path: Path) -> None:
    text, told = EXPECTED[key]
    case = read(text, tmp_path)
    for wanted in told:
        agreement = by_name(case, wanted.name)
        assert missing(wanted.gives, terms_of(agreement, "gives")) == []
        assert missing(wanted.gets, terms_of(agreement, "gets")) == []
        assert missing(wanted.terms, terms_of(agreement, "both", "gives", "gets")) == []
        assert all(t.claims for t in agreement.terms)


@pytest.mark.parametrize("key", NAMES)
def test_breaches_name_the_accused_and_keep_their_claims(key: str, tmp_path: Path) -> None:
    text, told = EXPECTED[key]
    case = read(text, tmp_path)
    for wanted in told:
        agreement = by_name(case, wanted.name)
        found = [name for b in agreement.breaches for name in words_for(case, b.by)]
        assert missing(wanted.breached_by, found) == []
        assert all(b.claims for b in agreement.breaches)
        if not wanted.breached_by:
            assert found == []


def test_a_calm_without_a_term_says_so_and_has_no_duration(tmp_path: Path) -> None:
    case = read(SIRTE, tmp_path)
    calm = by_name(case, "هدنة")
    claims = {c.id: c for c in case.claims}
    said = [claims[i] for i in calm.claims if claims[i].content.kind in ("state", "term")]
    assert calm.duration is None
    assert any("دون تحديد مدة" in claim.quote for claim in said)


def test_consent_stays_unknown(tmp_path: Path) -> None:
    case = read(HILWEH, tmp_path)
    assert {a.consent_of_civilians for a in case.agreements} == {"unknown"}
    claims = {c.id: c for c in case.claims}
    terms = [c for a in case.agreements for t in a.terms for c in t.claims]
    assert terms
    assert {claims[c].modality for c in terms} <= {"proposed", "predicted"}


def test_a_deal_that_replaces_another_follows_it(tmp_path: Path) -> None:
    text = (
        "Hamas and Israel signed the Cairo agreement in 2014. In 2021 the two sides reached a "
        "ceasefire that replaced the Cairo agreement."
    )
    case = read(text, tmp_path)
    assert by_name(case, "ceasefire").follows == by_name(case, "Cairo agreement").id


def test_terms_and_the_end_told_with_a_pronoun_are_of_the_last_agreement(tmp_path: Path) -> None:
    text = (
        "In August Qatar put forward a road map. It provided for a ceasefire and the release of "
        "detainees. It collapsed on 3 September."
    )
    case = read(text, tmp_path)
    plan = by_name(case, "road map")
    assert len(case.agreements) == 1
    assert missing(("ceasefire", "release"), terms_of(plan, "both", "gives")) == []
    assert plan.status == "collapsed"
    quotes = {c.id: c.quote for c in case.claims}
    assert any("collapsed" in quotes[i] for i in plan.claims)


def test_a_speakers_breach_is_no_fact_unless_given_and_undisputed(tmp_path: Path) -> None:
    said = "وقال ناطق باسم الحوثيين إن قوات الحكومة اليمنية خرقت اتفاق الحديدة."
    given = "وقّع الطرفان اتفاق الحديدة. ثم عاد القتال بعدما نقضت الحكومة اليمنية الاتفاق."
    assert by_name(read(said, tmp_path), "الحديدة").status != "breached"
    assert by_name(read(given, tmp_path), "الحديدة").status == "breached"


def test_no_deal_in_particular_is_no_agreement(tmp_path: Path) -> None:
    assert read("وترفض الفصائل أي اتفاق في إدلب.", tmp_path).agreements == ()


def test_a_patron_with_an_office_is_the_person_who_brokered(tmp_path: Path) -> None:
    text = "دخل اتفاق لوقف إطلاق النار في عين الحلوة حيز التنفيذ برعاية رئيس مجلس النواب نبيه بري."
    brokers = words_for(read(text, tmp_path), by_name(read(text, tmp_path), "اتفاق").brokers)
    assert len(brokers) == 1
    assert "بري" in brokers[0]


def test_a_length_of_time_is_the_duration(tmp_path: Path) -> None:
    found = by_name(read("وقّعت حماس وإسرائيل هدنة لمدة أربعة أيام في غزة.", tmp_path), "هدنة")
    assert found.duration is not None
    assert found.duration.ar == "أربعة أيام"


def test_a_term_claim_names_its_agreement(tmp_path: Path) -> None:
    case = read(HUDAYDAH, tmp_path)
    agreement = by_name(case, "الحديدة")
    claims = {c.id: c for c in case.claims}
    of = [claims[i].content for t in agreement.terms for i in t.claims]
    assert of
    assert all(getattr(content, "agreement", None) == agreement.id for content in of)


def test_a_relative_clause_tells_who_signed(tmp_path: Path) -> None:
    text = (
        "وتطالب الحكومة العراقية بخروج المسلحين تنفيذاً لاتفاق سنجار الذي وقّعته مع حكومة إقليم "
        "كردستان في تشرين الأول 2020 برعاية الأمم المتحدة."
    )
    case = read(text, tmp_path)
    agreement = by_name(case, "اتفاق سنجار")
    signed = words_for(case, agreement.signatories)
    assert missing(("العراق", "كردستان"), signed) == []
    assert agreement.status == "reached"
    assert missing(("الأمم المتحدة",), words_for(case, agreement.brokers)) == []
    assert [c for c in case.claims if getattr(c.content, "type", "") == "backed_by"] == []


ALGIERS = (
    "أعلنت مالي وفرنسا التوصل إلى اتفاق الجزائر في حزيران 2015 برعاية الجزائر، وينص على دمج "
    "المقاتلين في الجيش مقابل نزع السلاح. وحل محل اتفاق الجزائر تفاهم جديد بين باماكو وموسكو."
)


def test_what_replaces_an_agreement_may_stand_behind_it(tmp_path: Path) -> None:
    case = read(ALGIERS, tmp_path)
    old, new = by_name(case, "اتفاق الجزائر"), by_name(case, "تفاهم جديد")
    assert new.follows == old.id
    assert old.follows is None
    assert missing(("دمج المقاتلين",), terms_of(old, "gives")) == []
    assert missing(("نزع السلاح",), terms_of(old, "gets")) == []
    assert missing(("مالي", "روسيا"), words_for(case, new.signatories)) == []


def test_the_truce_that_collapsed_is_the_truce_told_of_before(tmp_path: Path) -> None:
    text = (
        "Armenia and Azerbaijan agreed a truce in Nagorno-Karabakh brokered by Russia. Under the "
        "deal, prisoners would go home. The truce collapsed within hours."
    )
    case = read(text, tmp_path)
    assert by_name(case, "truce").status == "collapsed"
    assert len(case.agreements) == 1
    assert by_name(case, "truce").breaches[0].by == ()
    assert missing(("Russia",), words_for(case, by_name(case, "truce").brokers)) == []


def test_the_quote_of_a_breach_holds_the_name_of_what_was_broken(tmp_path: Path) -> None:
    case = read("نقض الحوثيون في اليمن اتفاق الحديدة.", tmp_path)
    broken = [c.quote for c in case.claims if getattr(c.content, "type", "") == "breach"]
    assert broken == ["نقض الحوثيون في اليمن اتفاق الحديدة"]
