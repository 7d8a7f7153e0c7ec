"""Who, whom and where: arguments that stand in unlikely places."""

from __future__ import annotations

from typing import Any

import pytest

from sulh.evaluation.reading import read_texts


def claims_of(text: str, kind: str) -> list[dict[str, Any]]:
    """Return the claims of a type that a text gives."""
    documents = read_texts([("a", text)])
    return [c for d in documents for c in d["claims"] if c["type"] == kind]


def said(claim: dict[str, Any], role: str) -> str:
    return " / ".join(claim.get(role) or ())


WHERE = [
    ("اندلعت اشتباكات فجر الأحد بين الجيش والدعم السريع في مدينة الفاشر.", "fight", "الفاشر", ""),
    ("نزح مئات السكان من بلدة خزاعة إلى رفح.", "displace", "رفح", ""),
    ("شهدت مدينة سبها اشتباكات عنيفة بين قبيلتين.", "fight", "سبها", ""),
    ("تقع القوات قرب بلدة حيران التي شهدت قصفاً عنيفاً.", "attack", "حيران", ""),
    ("هاجم مسلحو داعش مدينة تدمر، آخر معاقل الجيش السوري في البادية.", "attack", "تدمر", "البادية"),
    ("هاجم الحوثيون بلدة حيس الواقعة جنوب محافظة الحديدة.", "attack", "حيس", "الحديدة"),
    ("انسحبت قوات الدعم السريع من الأحياء السكنية بعد أسبوع.", "lose_territory", "الاحياء السكنيه", ""),
    ("دخلت قوات الأمن الفلوجة لإخراج المسلحين منها.", "displace", "الفلوجة", ""),
    ("لم تنته المعارك التي دارت في مدن سبها والكفرة.", "fight", "الكفرة", ""),
    ("سحبت تركيا جزءاً من قواتها من قبرص.", "concede", "قبرص", ""),
    ("سيطر جيش أراكان على بلدة باليتوا بعد معارك مع الجيش.", "fight", "باليتوا", ""),
    ("انتهت محادثات بين أنقرة وموسكو بشأن إدلب.", "negotiate", "", "أنقرة"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "place", "elsewhere"), WHERE)
def test_where_it_happened(text: str, kind: str, place: str, elsewhere: str) -> None:
    told = " / ".join(said(c, "place") for c in claims_of(text, kind))
    assert claims_of(text, kind)
    assert place in told
    assert not elsewhere or elsewhere not in told


WHOM = [
    ("قتل العشرات في قصف على السوق.", "casualty", "العشرات"),
    ("نزح الآلاف من مدينة بالما.", "displace", "الآلاف"),
    ("بحث وزير الخارجية المصري مع المبعوث هانس غروندبرغ سبل السلام.", "negotiate", "غروندبرغ"),
    ("اتهمت وزارة الدفاع الأرمينية في بيان، باكو بشن هجوم على بلدة.", "accuse", "أذربيجان"),
    ("اتهم الجيش السوداني، الخميس، الإمارات بتسليح قوات الدعم السريع.", "accuse", "الإمارات"),
    ("تقول رواندا إنها تريد السلام، وحمّلت القوات الكونغولية مسؤولية القتال.", "accuse", "الكونغو"),
    ("نفت رواندا مزاعم دعم حركة 23 مارس.", "support", "حركة 23 مارس"),
    ("قتلت حركة الشباب سبعة صيادين كانوا محتجزين لديها.", "attack", "صياد"),
    ("قُتل ثلاثة جنود أتراك في هجوم لقوات النظام على نقطة مراقبة في إدلب.", "casualty", "أتراك"),
    ("قتل قيادي بارز في تنظيم القاعدة بغارة في محافظة البيضاء.", "casualty", "القاعدة"),
    ("قتل الجيش عشرة مسلحين في غارة على الرقة.", "attack", "مسلح"),
]


@pytest.mark.parametrize(("text", "kind", "target"), WHOM)
def test_whom_it_befell(text: str, kind: str, target: str) -> None:
    found = claims_of(text, kind)
    assert found
    assert target in said(found[0], "target")


WHO = [
    ("تظاهر المئات في السويداء ضد القصف.", "protest", "المئات"),
    ("تجدد القتال في وقت مبكر من صباح السبت بين قوات بونتلاند وحركة الشباب.", "fight", "بونتلاند"),
    ("اتهمت إدارة أرض الصومال الانفصالية قوات بونتلاند بالهجوم.", "accuse", "أرض الصومال"),
    ("تخضع مدينة منبج لسيطرة قوات سوريا الديمقراطية.", "control", "سوريا الديمقراطية"),
    ("استأنف الطرفان المفاوضات غير المباشرة في مسقط.", "negotiate", "الطرفان"),
    ("رفعت القوات الحكومية الحصار عن مدينة الدلنج.", "concede", "الجيش السوداني"),
    ("أعلنت حركة الشباب أن مقاتليها سيطروا على بلدة أدوكيبي.", "gain_territory", "الشباب"),
    ("قال الجيش السوداني إن قواته دخلت مدينة الأبيض أمس.", "gain_territory", "الجيش السوداني"),
    ("أدى هجوم لتنظيم الدولة على ثكنة في ديالى إلى مقتل مدني.", "attack", "الدولة"),
    ("يتعين على الحوثيين أن يرفعوا الحصار عن تعز.", "concede", "الحوثيون"),
    ("تقول رواندا إنها تريد السلام، وحمّلت القوات الكونغولية مسؤولية القتال.", "accuse", "رواندا"),
    ("نفت رواندا مزاعم دعم حركة 23 مارس.", "support", "رواندا"),
    ("انتهت محادثات بين أنقرة وموسكو بشأن إدلب.", "negotiate", "تركيا"),
    ("شرع الجيش الليبي بحفر خنادق قرب سرت.", "fortify", "الجيش"),
    ("دخل الجيش التركي عفرين لطرد المسلحين منها.", "displace", "القوات التركية"),
    ("وتظاهر الآلاف في كوسكو ضد الحكومة.", "protest", "الآلاف"),
    ("تحدث التقرير عن قيام الجيش السوداني بهجوم على نيالا.", "attack", "السوداني"),
    ("رفضت الحركة الهدنة، لكنها طالبت بضمانات أممية.", "demand", "الحركة"),
    ("لم يدرس التقرير التصعيد في الاشتباكات التي تجددت في سبها بين التبو والطوارق.", "fight", "التبو"),
    ("قررت أنقرة إرسال قوات إضافية إلى ليبيا.", "intervene", "تركيا"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "actor"), WHO)
def test_who_did_it(text: str, kind: str, actor: str) -> None:
    found = claims_of(text, kind)
    assert found
    assert actor in said(found[0], "actor")


def test_who_is_sent_away_is_driven_from_here() -> None:
    found = claims_of("قررت السلطات ترحيل المقاتلين إلى إدلب.", "displace")
    assert found
    assert not found[0].get("place")


def test_a_fight_elsewhere_keeps_its_own_place() -> None:
    text = "صدّ الجيش اليمني هجوم الحوثيين، وقصفت طائراته مواقعهم في الجوف."
    assert [said(c, "place") for c in claims_of(text, "fight")] == [""]


def test_what_a_phrase_of_time_leans_on_did_nothing() -> None:
    told = claims_of("جاء هجوم على مدينة مأرب بعد أيام من إعلان لجنة الوساطة هدنة.", "attack")
    assert told
    assert not any(attack.get("actor") for attack in told)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("قالت الحركة إنها لن توافق على وقف إطلاق النار.", "sought"),
        ("وافقت الحركة على وقف إطلاق النار.", "reached"),
    ],
)
def test_what_one_will_not_agree_to_is_not_reached(text: str, status: str) -> None:
    (document,) = read_texts([("a", text)])
    assert [a["status"] for a in document["agreements"]] == [status]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قال كاغامي في مقابلة مع قناة محلية إن قواته قصفت غوما.", "negotiate"),
        ("قتل جندي لاحقا في مدينة غوما.", "attack"),
        ("القوات التركية في قبرص تبلغ 35 ألف جندي، وقد قصفت أنقرة المدينة.", "convey_message"),
    ],
)
def test_words_that_are_only_spelt_like_an_event(text: str, kind: str) -> None:
    assert claims_of(text, kind) == []


OFFICES = [
    ("قال أحمد مسعود، زعيم جبهة المقاومة الوطنية، إن مقاتليه صدوا الهجوم.", "أحمد مسعود"),
    ("وكان هاني بن بريك، نائب رئيس المجلس الانتقالي الجنوبي، دعا إلى الهدنة.", "هاني بن بريك"),
]


@pytest.mark.parametrize(("text", "leader"), OFFICES)
def test_an_office_beside_a_name_says_who_leads(text: str, leader: str) -> None:
    found = claims_of(text, "leader_of")
    assert [said(c, "actor") for c in found] == [leader]


def test_an_office_without_a_name_leads_nothing() -> None:
    assert not claims_of("قال زعيم جبهة المقاومة الوطنية إن مقاتليه صدوا الهجوم.", "leader_of")


@pytest.mark.parametrize(
    ("text", "brokers"),
    [
        ("توصلت الحكومة والحركة إلى اتفاق بوساطة قطرية.", ["قطر"]),
        ("وقع الجانبان الاتفاق برعاية سعودية أميركية.", ["السعودية", "الولايات المتحدة"]),
    ],
)
def test_adjectives_tell_who_mediated(text: str, brokers: list[str]) -> None:
    (document,) = read_texts([("a", text)])
    assert [a["mediator"] for a in document["agreements"]] == [brokers]
