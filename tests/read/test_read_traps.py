"""Sentences that look like something they are not. None is of the founding texts."""

from __future__ import annotations

import pytest


def events(facts, text, *types):
    return [f for f in facts(text) if f[0] == "event" and (not types or f[1] in types)]


def test_occupying_the_news_is_no_occupation(facts):
    text = "احتلت مدينة سرت عناوين الصحف بعد القتال."
    assert not events(facts, text, "gain_territory")


def test_what_was_not_prevented_happened(facts):
    text = "لم تمنع المحادثات وقوع اشتباكات في طرابلس."
    fights = events(facts, text, "fight")
    assert [(f[5], f[6]) for f in fights] == [("asserted", "pos")]


def test_what_was_prevented_did_not(facts):
    assert [
        f[6] for f in events(facts, "منعت الأمم المتحدة وقوع اشتباكات في طرابلس.", "fight")
    ] == ["neg"]


def test_dawn_is_no_explosion(facts):
    assert not events(facts, "وصل الوفد إلى صنعاء فجر الجمعة.", "attack", "destroy")


def test_division_is_not_raqqa(read):
    case = read("هاجمت فرقة من الجيش السوري قرية قرب حماة.").case
    assert not [a for a in case.areas if "رقة" in a.name.ar]


def test_latter_takes_the_gender(facts):
    text = "اتهمت الحكومة حركة النهضة بدعم تنظيم القاعدة، لكن الأخيرة نفت ذلك."
    denials = events(facts, text, "deny")
    assert denials
    assert all("النهضة" in name for f in denials for name in f[2])


def test_only_remains_is_positive(facts):
    text = "لم يتبق إلا بلدة واحدة بيد الفصائل، وقصفت الطائرات الروسية مدينة إدلب."
    assert [(f[5], f[6]) for f in events(facts, text, "attack")] == [("asserted", "pos")]


def test_forecast_runs_over_a_list_and_ends_at_unless(facts):
    text = (
        "يبدو أن القصف سيستمر، ونزوح المدنيين، وتدمير القرى، ثم خسارة الفصائل للمدينة، "
        "إلا إذا تدخلت تركيا."
    )
    found = events(facts, text)
    assert {f[5] for f in found if f[1] != "intervene"} == {"predicted"}
    assert {f[5] for f in found if f[1] == "intervene"} == {"conditional"}


def test_one_future_governs_what_it_joins(facts):
    text = "ستنشر بيانات كثيرة، ويستمر القصف أسابيع، ويقتل مدنيون، ثم تدمر القرى."
    assert {f[5] for f in events(facts, text)} == {"predicted"}


def test_rhetorical_question_is_a_proposal(facts):
    text = "لماذا لا تتفاوض الفصائل مع الحكومة السورية على وقف القتال؟"
    assert {f[5] for f in events(facts, text, "negotiate")} == {"proposed"}


def test_control_by_exception(read):
    text = "خسرت الحكومة الليبية معظم البلاد باستثناء طرابلس ومصراتة."
    control = read(text).case.control
    assert len(control) == 2
    assert all(c.by_exception for c in control)


def test_newspaper_is_a_source_not_a_place(read):
    draft = read("قصفت القوات الروسية إدلب، بحسب صحيفة الشرق الأوسط.")
    (claim,) = [c for c in draft.case.claims if c.content.kind == "event"]
    assert claim.holders[-1].who.startswith("s:")
    assert not [a for a in draft.case.areas if a.name.ar == "الشرق الأوسط"]


def test_who_says_at_the_end_says_all(facts):
    text = "انسحبت القوات التركية من سراقب، وذلك بحسب مصادر محلية."
    assert [f[7] for f in events(facts, text, "lose_territory")] == ["مصادر محلية"]


def test_threat_to_abstain_is_no_fact(facts):
    text = "وجهت روسيا تحذيرا بعدم إرسال طائرات لدعم الجيش الليبي."
    held_back = events(facts, text, "withhold_support", "support")
    assert all(f[5] != "asserted" for f in held_back)


def test_slants_name_one_group(read):
    case = read("هاجم المسلحون القرية. وانسحب المسلحون من القرية بعد القصف.").case
    assert len([p for p in case.parties if "مسلح" in (p.name.ar)]) == 1


def test_adjective_carries_the_party(facts):
    text = "أدان المجلس القصف الإسرائيلي على بلدة الخيام."
    attacks = events(facts, text, "attack")
    assert [f[2] for f in attacks] == [("إسرائيل",)]


def test_aim_is_no_fact(facts):
    text = "حشدت القوات الحكومية آلياتها لاستعادة مدينة سرت."
    assert {f[5] for f in events(facts, text, "gain_territory")} == {"intended"}


def test_city_and_governorate_stay_apart(read):
    case = read("قصف الجيش السوري مدينة حلب، ونزح سكان محافظة حلب.").case
    ids = {a.id for a in case.areas if "حلب" in a.name.ar}
    assert len(ids) == 2


def test_armed_is_an_attribute(facts):
    assert not events(facts, "Armed groups control the road to Sabha.", "support")


@pytest.mark.parametrize(
    "text",
    [
        "The United Arab Emirates rejected allegations that it armed the Rapid Support Forces.",
        "Egypt is widely believed to back the Sudanese army.",
        "If the ceasefire fails, the Sudanese army will attack El Fasher.",
        "The army denied that its forces had shelled El Fasher.",
    ],
)
def test_no_fact_in_english(facts, text):
    speech = ("deny", "reject", "accuse")
    assert not [f for f in events(facts, text) if f[5] == "asserted" and f[1] not in speech]
