"""Phrases of a verb and a noun that their subject or object parts."""

from __future__ import annotations

import pytest

from sulh.evaluation.reading import read_texts

PARTED = [
    ("فتح مسلحون مجهولون النار على دورية في مدينة الخالص.", "attack", "مسلحون مجهولون", ""),
    ("ألقت الشرطة العراقية القبض على خمسة من عناصر تنظيم داعش.", "attack", "", "تنظيم"),
    ("وأطلقت حركة الشباب سراح ستة بحارة في هوبيو.", "concede", "حركة الشباب", "بحار"),
    ("سيسحب الجيش التركي قواته من نقطة مورك.", "concede", "القوات التركية", ""),
    ("نشرت قوات الدعم السريع آلياتها قرب مطار مروي.", "mobilise", "قوات الدعم السريع", ""),
    ("رفعت قوات الدعم السريع الحصار عن الدلنج.", "concede", "قوات الدعم السريع", ""),
    ("أعربت الأمم المتحدة، الخميس، عن قلقها من القصف في تعز.", "condemn", "الأمم المتحدة", ""),
    ("خرج آلاف السكان في مدينة بنغازي في مظاهرة.", "protest", "السكان", ""),
    ("لقي ثلاثة من الجنود الماليين حتفهم قرب غاو.", "casualty", "", "الجنود"),
    ("نفى الجيش إطلاق عناصره النار على المتظاهرين في أم درمان.", "attack", "", "المتظاهر"),
    ("اتهمت جورجيا روسيا بنشر أكثر من 200 جندي في أبخازيا.", "mobilise", "روسيا", ""),
    ("بحث وزير الخارجية التركي مع نظيره الروسي الوضع في إدلب.", "negotiate", "التركي", "روسيا"),
    ("The militants took twelve miners hostage near Mubi.", "attack", "militants", ""),
    ("Eritrea pulled its remaining troops out of Adigrat.", "concede", "إريتريا", ""),
]
APART = [
    ("نشرت وزارة الدفاع مقطعاً يظهر قوات الأمن في عدن.", "mobilise"),
    ("رفع السكان أصواتهم، والحصار على المدينة مستمر منذ عام.", "concede"),
    ("فتح الجيش تحقيقاً بعد أن أصابت النار منزلاً في جنين.", "attack"),
]


@pytest.mark.parametrize(("text", "kind", "actor", "target"), PARTED)
def test_a_phrase_is_found_when_others_stand_between(
    text: str, kind: str, actor: str, target: str
) -> None:
    claims = [c for c in read_texts([("a", text)])[0]["claims"] if c["type"] == kind]
    assert claims
    assert actor in " ".join(claims[0].get("actor") or ())
    assert target in " ".join(claims[0].get("target") or ())
    whole = text[claims[0]["start"] : claims[0]["end"]]
    assert len(whole.split()) >= 3


@pytest.mark.parametrize(("text", "kind"), APART)
def test_words_of_two_clauses_make_no_phrase(text: str, kind: str) -> None:
    documents = read_texts([("a", text)])
    told = [c for d in documents for c in d["claims"] if c["type"] == kind and c.get("actor")]
    assert not told


def test_what_is_not_done_is_not_told_as_done() -> None:
    text = "لم تسحب رواندا قواتها من شرق الكونغو، وعلى الحركة أن تلقي السلاح وتطلق سراح الأسرى."
    claims = read_texts([("a", text)])[0]["claims"]
    assert {c["type"] for c in claims} == {"concede"}
    assert not [c for c in claims if c["modality"] == "asserted"]
