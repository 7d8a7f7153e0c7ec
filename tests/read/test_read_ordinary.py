"""Ordinary news, which borrows the words of war and shares those of diplomacy, gives no claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulh.read.topic import topic_of

FOLDER = Path(__file__).parent / "ordinary"
TEXTS = sorted(path.stem for path in FOLDER.glob("*.txt"))


def events(facts, text):
    return [fact for fact in facts(text) if fact[0] == "event"]


@pytest.mark.parametrize("name", TEXTS)
def test_ordinary_news_gives_almost_nothing(facts, read, name):
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert len(events(facts, text)) <= len(text) // 1000 + (name == "en-chef")
    assert not read(text).case.agreements


@pytest.mark.parametrize(
    "text",
    [
        "وقصفت تركيا مواقع للحزب.",
        "ونفت موسكو أن يكون لها جنود في ليبيا.",
        "وقّعت روسيا وتركيا وإيران مذكرة في أستانا.",
        "زار وزير الخارجية التركي بغداد.",
        "Russia, Turkey and Iran signed a memorandum in Astana.",
    ],
)
def test_one_sentence_is_read(facts, text):
    assert events(facts, text)


def test_a_court_in_a_report_of_war_is_read(facts):
    text = (
        "قصفت قوات الدعم السريع حياً في أم درمان، وقتل ستة مدنيين. وقال الجيش إن جنوده ردوا على "
        "مصادر النيران. وطالبت محكمة في الخرطوم بتسليم قائد المجموعة، ورفضت قيادته ذلك. "
        "ووصل وفد من الأمم المتحدة إلى بورتسودان والتقى البرهان وبحث معه وقف القتال في المدينة."
    )
    kinds = {fact[1] for fact in events(facts, text)}
    assert {"attack", "reject", "negotiate"} <= kinds


@pytest.mark.parametrize(
    "text",
    [
        (
            "عقدت في جنيف جولة جديدة من المحادثات بين وفدي الحكومة والمعارضة برعاية المبعوث الأممي. "
            "ورفض وفد الحكومة مناقشة الانتقال السياسي، وطالبت المعارضة بالإفراج عن المعتقلين. وقال "
            "المبعوث إن التسوية ما زالت بعيدة، ودعا الطرفين إلى تقديم تنازلات. واتهم رئيس وفد "
            "المعارضة النظام بالمماطلة، ونفى رئيس وفد الحكومة ذلك، ولم يتوصل الجانبان إلى اتفاق."
        ),
        (
            "The United Nations envoy met delegates of the government and the opposition in Geneva on "
            "Monday for a new round of peace talks. The opposition demanded the release of detainees, "
            "and the government rejected a transition. The envoy called on both sides to make "
            "concessions. The talks ended without an agreement, and the regime denied any stalling."
        ),
    ],
)
def test_peace_talks_without_a_word_of_arms_are_read(facts, text):
    assert len(events(facts, text)) >= 4


SPARSE = (
    "وقع ممثلون عن مدينتي غدامس ودرج، غربي ليبيا، برعاية البعثة الأممية، اتفاقا للصلح بين أهالي "
    "المدينتين. وناشد المجلس البلدي جميع الأطراف بناء الثقة، وطالب الوجهاء بجبر الضرر وعودة "
    "المهجرين إلى بيوتهم قبل الشتاء، وقال رئيس المجلس إن الأهالي ينتظرون أن تصل لجنة من الوجهاء "
    "لتنظر في ملفات من غابوا منذ سنوات وفي أحوال المدارس والمستوصف وشبكة الماء."
)


def test_a_report_with_few_words_of_conflict_is_read() -> None:
    topic = topic_of(SPARSE)
    assert topic.words > 40
    assert topic.sure
