"""Changes to a text that must change exactly one thing in what is read, or nothing."""

from __future__ import annotations

from textwrap import wrap

import pytest

TEXT = (
    "قصفت القوات الروسية بلدة الأتارب. واتهمت الحكومة اليمنية الحوثيين بخرق الهدنة. "
    "وطالبت الأمم المتحدة السودان بالانسحاب من أبيي."
)


def test_names_of_parties(facts):
    other = TEXT.replace("القوات الروسية", "القوات التركية")
    before, after = facts(TEXT), facts(other)
    assert len(before) == len(after)
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert changed
    for a, b in changed:
        assert (a[:2], a[3:]) == (b[:2], b[3:])
        assert a[2] != b[2]


def test_vowel_marks(facts):
    marked = TEXT.replace("قصفت", "قَصَفَتِ").replace("الهدنة", "الهُدْنَة").replace("بخرق", "بِخَرْقِ")
    assert facts(marked) == facts(TEXT)


def test_latin_commas_and_detached_conjunction(facts):
    text = "هاجم الحوثيون مأرب، وقصفوا تعز، فيما نفت الحكومة اليمنية الانسحاب من شبوة."
    latin = text.replace("،", ",")
    assert facts(latin) == facts(text)


def test_detached_waw(facts):
    joined = "اجتمع ممثلو روسيا وتركيا. هاجم الحوثيون مأرب."
    apart = joined.replace("وتركيا", "و تركيا")
    assert facts(apart) == facts(joined)


def test_bidi_controls(facts):
    assert facts("\u202b" + TEXT.replace(" ", "\u200f ", 3) + "\u202c") == facts(TEXT)


SENTENCE = "هاجم الحوثيون مدينة مأرب."


@pytest.mark.parametrize(
    ("text", "modality", "polarity", "holder"),
    [
        (SENTENCE, "asserted", "pos", "author"),
        ("لم يهاجم الحوثيون مدينة مأرب.", "negated", "neg", "author"),
        ("قد يهاجم الحوثيون مدينة مأرب.", "possible", "pos", "author"),
        ("قد هاجم الحوثيون مدينة مأرب.", "asserted", "pos", "author"),
        ("سيهاجم الحوثيون مدينة مأرب.", "predicted", "pos", "author"),
        ("لن يهاجم الحوثيون مدينة مأرب.", "predicted", "neg", "author"),
        ("إذا هاجم الحوثيون مدينة مأرب فسيتدخل التحالف.", "conditional", "pos", "author"),
        ("قالت مصادر إن الحوثيين هاجموا مدينة مأرب.", "asserted", "pos", "unnamed"),
        ("نفت إيران أن الحوثيين هاجموا مدينة مأرب.", "denied", "neg", "إيران"),
        ("اتهمت السعودية الحوثيين بمهاجمة مدينة مأرب.", "accused", "pos", "السعودية"),
        ("من المتوقع أن يهاجم الحوثيون مدينة مأرب.", "predicted", "pos", "author"),
        ("هدد الحوثيون بمهاجمة مدينة مأرب.", "conditional", "pos", "الحوثيون"),
    ],
)
def test_one_change_of_force(facts, text, modality, polarity, holder):
    attacks = [f for f in facts(text) if f[:2] == ("event", "attack")]
    assert [(f[2], f[4], f[5:]) for f in attacks] == [
        (("الحوثيون",), ("مأرب",), (modality, polarity, holder))
    ]


def test_order_of_sentences(facts):
    parts = [part.strip() + "." for part in TEXT.split(".") if part.strip()]
    assert sorted(facts(" ".join(reversed(parts)))) == sorted(facts(TEXT))


def test_blanks_in_a_row(facts):
    assert facts(TEXT.replace(" ", "  ").replace("اليمنية", " \t اليمنية")) == facts(TEXT)


def test_waw_apart_from_nouns(facts):
    joined = "هاجم الحوثيون مأرب وتعز، والقوات الحكومية ردت. اجتمع ممثلو روسيا وتركيا والصين."
    apart = joined.replace(" و", " و ").replace("، و ", "، و  ")
    assert facts(apart) == facts(joined)


LONG = (
    "هاجم الحوثيون صباح أمس مواقع القوات الحكومية في مدينة مأرب شرقي البلاد بعد أيام من الهدوء الذي ساد "
    "الجبهة، واتهمت الحكومة اليمنية الحوثيين بخرق الهدنة التي أعلنتها الأمم المتحدة في الشهر الماضي. "
    "وطالبت الأمم المتحدة الطرفين بوقف إطلاق النار في محيط المدينة وفتح الطرق التي تربطها بالعاصمة، فيما "
    "نفت الجماعة أن تكون قواتها قد قصفت مخيمات النازحين الواقعة على أطراف المدينة خلال الليلة الماضية."
)


def test_lines_of_even_length(facts):
    assert facts("\n".join(wrap(LONG, 72))) == facts(LONG)


def test_a_list_keeps_its_lines(facts):
    told = "قصفت القوات الروسية بلدة الأتارب"
    assert facts("\n".join([told] * 8)) == facts(". ".join([told] * 8) + ".")


CROSSING = "سيطر الحوثيون على معبر الوادي. وأكدت الأمم المتحدة أن الحوثيين شنوا هجوما على السوق."


def test_a_text_that_dots_every_final_ya(facts):
    dotted = CROSSING.replace("على", "علي") + " وأضافت أن القصف استمر حتي الفجر."
    plain = CROSSING + " وأضافت أن القصف استمر حتى الفجر."
    assert facts(dotted) == facts(plain)


def test_marks_on_a_preposition(facts):
    assert facts(CROSSING.replace("على", "عَلَى")) == facts(CROSSING)


def test_ali_is_still_a_name(facts):
    told = [
        f
        for f in facts("التقى علي زيدان وفدا من الأمم المتحدة.")
        if f[:2] == ("event", "negotiate")
    ]
    assert any("زيدان" in name for f in told for name in f[2] + f[3])
