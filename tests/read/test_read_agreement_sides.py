"""Whose agreement it is and who brought it about, in one sentence each, and where its name ends."""

from __future__ import annotations

import pytest

from sulh import read_reports
from sulh.case.model import Case

BROKERED = {
    "توصلت الحكومة الكولومبية وجيش التحرير الوطني إلى وقف لإطلاق النار بوساطة كوبية نرويجية أمس.": (
        "وقف لإطلاق النار", ("كولومبيا", "جيش التحرير الوطني"), ("كوبا", "النرويج"), ()),
    "قدم الوسيط القطري إلى الحكومة الإسرائيلية وحركة حماس مقترحا لهدنة إنسانية مدتها شهر.": (
        "هدنة إنسانية", (), ("قطر",), ()),
    "رفضت حركة طالبان هدنة طرحها المبعوث الأممي قبل أيام.": ("هدنة", ("طالبان",), (), ()),
    "أفضت المحادثات التي ترعاها واشنطن بين الجيش السوداني وقوات الدعم السريع إلى اتفاق.": (
        "اتفاق", (), ("الولايات المتحدة",), ()),
    "انهارت هدنة توسطت فيها مصر بين إسرائيل وحركة الجهاد الإسلامي بعد ساعات.": (
        "هدنة", ("إسرائيل", "الجهاد الإسلامي"), ("مصر",), ()),
    "يقضي الاتفاق الذي رعته السعودية بين الحكومة اليمنية والمجلس الانتقالي الجنوبي بسحب القوات.": (
        "الاتفاق", ("الحكومة اليمنية", "المجلس الانتقالي"), ("السعودية",), ()),
    "والدول الضامنة لاتفاق أستانا، روسيا وتركيا وإيران، دعت إلى اجتماع جديد بعد القصف.": (
        "اتفاق أستانا", (), (), ("روسيا", "تركيا", "إيران")),
    "جرى تمديد الهدنة بين الحوثيين والحكومة اليمنية بجهود عمانية لشهرين آخرين.": (
        "الهدنة", ("الحوثيون", "الحكومة اليمنية"), ("عمان",), ()),
    "A ceasefire brokered by Kenya between Ethiopia and the Tigray People's Liberation Front.": (
        "ceasefire", ("Ethiopia", "Tigray"), ("Kenya",), ()),
    "Mediators from Qatar and Egypt proposed a 60-day truce to Hamas and Israel.": (
        "truce", (), ("Qatar", "Egypt"), ()),
    "The African Union-brokered deal obliges the Tigray forces to hand over heavy weapons.": (
        "deal", (), ("African Union",), ()),
    "Talks facilitated by Switzerland produced a deal between Armenia and Azerbaijan.": (
        "deal", ("Armenia", "Azerbaijan"), ("Switzerland",), ()),
}  # fmt: skip


def _case(text: str, tmp_path_factory: pytest.TempPathFactory) -> Case:
    report = tmp_path_factory.mktemp("agreement") / "report.txt"
    report.write_text(text, encoding="utf-8")
    return read_reports([report])


def _called(case: Case, ids: tuple[str, ...]) -> list[str]:
    parties = {p.id: p for p in case.parties}
    return [f"{parties[i].name} {parties[i].aliases}" for i in ids]


@pytest.mark.parametrize("text", BROKERED, ids=[f"s{n}" for n in range(len(BROKERED))])
def test_sides_mediators_and_guarantors(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    name, sides, brokers, guarantors = BROKERED[text]
    case = _case(text, tmp_path_factory)
    agreement = case.agreements[0]
    assert name in str(agreement.name)
    told = (agreement.signatories, agreement.brokers, agreement.guarantors)
    for ids, expected in zip(told, (sides, brokers, guarantors), strict=True):
        found = _called(case, ids)
        assert len(found) >= len(expected)
        assert all(any(word in f for f in found) for word in expected), (expected, found)


NAMES = {
    "هاجمت القوات المدينة بعد إعلان قائد الجيش هدنة من طرف واحد في كسلا.": "إعلان قائد",
    "طالب السكان بوقف إطلاق النار فورا وفتح الطرق إلى تعز.": "فورا",
    "دخل وقف إطلاق النار بوساطة روسية حيز التنفيذ في ناغورني قره باغ.": "بوساطة",
}


@pytest.mark.parametrize("text", NAMES, ids=["declared", "adverb", "mediation"])
def test_name_ends_where_it_ends(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    case = _case(text, tmp_path_factory)
    assert all(NAMES[text] not in str(a.name) for a in case.agreements)


def test_who_leaves_the_talks_is_no_side(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = "علقت كينيا وأوغندا المحادثات بعد تكرار انتهاك وقف إطلاق النار في جوبا."
    assert all(not a.signatories for a in _case(text, tmp_path_factory).agreements)


STIPULATED = {
    "aside": (
        ("وقعت الحكومة السودانية وحركة العدل والمساواة اتفاقا في الدوحة. ويقضي الاتفاق، بحسب أحد "
        "المفاوضين، بوقف القصف على القرى، وإطلاق 200 أسير، وفق ما نقلت وكالة محلية."),
        ("وقف القصف", "إطلاق 200 أسير"), ("أحد", "وكالة")),
    "stages": (
        ("توصلت كييف وموسكو إلى هدنة بوساطة أنقرة. وتقضي المرحلة الأولى من الهدنة بسحب المدافع من "
        "الخط الأمامي. وتتضمن المرحلة الثانية تبادل الأسرى وفتح معبر للمدنيين. أما المرحلة الثالثة "
        "فتقضي بعودة النازحين إلى قراهم."),
        ("سحب المدافع", "تبادل الأسرى", "فتح معبر", "عودة النازحين"), ()),
    "places": (
        ("ينص الاتفاق بين الفصائل والحكومة السورية على إخراج المقاتلين، إلى إدلب وحلب، وتسليم السلاح "
        "الثقيل، تمهيدا لدخول الشرطة."),
        ("إخراج المقاتلين، إلى إدلب وحلب", "تسليم السلاح"), ("تمهيدا",)),
}  # fmt: skip


@pytest.mark.parametrize("name", STIPULATED)
def test_terms_of_asides_and_stages(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    text, expected, never = STIPULATED[name]
    terms = [str(t) for a in _case(text, tmp_path_factory).agreements for t in a.terms]
    assert all(any(words in term for term in terms) for words in expected), terms
    assert not any(words in term for term in terms for words in never), terms


LISTED = (
    "بناء على المفاوضات التي جرت في جنيف، تم الاتفاق على ما يلي:\n"
    "1- انسحاب القوات الحكومية من بلدة كاجو كاجي مقابل تسليم المدافع.\n"
    "2- المسؤولية عن خرق الهدنة: يتحمل كل طرف تبعات أي هجوم.\n"
    "3- عودة النازحين إلى ياي، دون أي قصف للطرق.\n"
    "وصل المراقبون إلى المدينة أمس."
)


def test_members_of_a_list_are_terms_and_no_facts(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    case = _case(LISTED, tmp_path_factory)
    (agreement,) = case.agreements
    terms = {t.what.ar: t.direction for t in agreement.terms}
    assert len(terms) == 4
    assert [d for w, d in terms.items() if "تسليم المدافع" in w] == ["gets"]
    told = [c for c in case.claims if c.modality == "asserted" and c.content.kind == "event"]
    assert not any(w in c.quote for c in told for w in ("انسحاب القوات", "خرق", "هجوم", "قصف"))


def test_a_list_of_what_was_shelled_is_no_list_of_terms(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    text = (
        "وقعت الحكومة السودانية وحركة العدل والمساواة هدنة في الدوحة.\n"
        "وشمل القصف أمس البلدات التالية:\n- قصف سوق كتم\n- قصف معسكر فتابرنو\n"
    )
    assert all(not a.terms for a in _case(text, tmp_path_factory).agreements)


def test_leaders_in_a_row_lead_their_own_state(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = (
        "The accord was signed in the presence of Kenyan President William Ruto, Ugandan President "
        "Yoweri Museveni and Rwandan leader Paul Kagame after fighting in Goma."
    )
    case = _case(text, tmp_path_factory)
    names = {p.id: str(p.name) for p in (*case.parties, *case.persons)}
    led = {names[r.subject]: names[r.object] for r in case.relations if r.type == "leader_of"}
    assert all(("Museveni" not in a) or "Uganda" in b for a, b in led.items())
    assert any("Ruto" in a and "Kenya" in b for a, b in led.items())
