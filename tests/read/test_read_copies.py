"""Copies of one wire report are one voice; reports that share a quotation are not copies."""

from __future__ import annotations

import datetime as dt
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.read import draft_reports
from sulh.read.copies import (
    LEAST_RUNS,
    by_publication,
    copies_of,
    copy_groups,
    shingles,
    sketch,
    sketch_groups,
)

WIRE = (
    "قصفت قوات الدعم السريع حي الثورة في أم درمان مساء الثلاثاء، وقتل ستة مدنيين بحسب مصدر طبي. "
    "وقال ناطق باسم الجيش السوداني إن قواته ردت على مصادر النيران قرب الجسر القديم ولم تخسر أحدا. "
    "ودعت الأمم المتحدة الطرفين إلى هدنة تسمح بدخول المساعدات قبل نهاية الأسبوع."
)
OTHER = (
    "دخلت قافلة مساعدات مدينة أم درمان للمرة الأولى منذ شهرين، وقال منظموها إن الطريق ما زالت خطرة. "
    "وكانت قوات الدعم السريع قصفت حي الثورة في أم درمان مساء الثلاثاء، وهو ما نفته لاحقا في بيان قصير."
)  # fmt: skip


def test_a_wire_report_and_its_copies():
    cut = WIRE.partition("ودعت")[0]
    longer = f"(وكالات) {WIRE} وأضافت مراسلتنا أن السوق بقيت مغلقة طوال النهار وأن كثيرين غادروا."
    spelled = WIRE.replace("أ", "ا").replace("،", ",")
    assert copies_of([WIRE, OTHER, cut, longer, spelled]) == [None, None, 0, 0, 0]


def test_a_shared_quotation_makes_no_copy():
    quote = "«لن نوقع على شيء قبل أن ينسحب الطرف الآخر من بيوت الناس ومن المستشفيات كلها»"
    one = f"{OTHER} وقال قائد ميداني: {quote}."
    other = f"اجتمع الوسطاء في جدة يومين بلا نتيجة، وتبادل الوفدان اللوم أمام الصحافة. وقال قائد: {quote}. وغادر الوفدان مساء."
    assert copies_of([one, other]) == [None, None]


def test_a_long_quotation_in_two_reports_makes_no_copy():
    quote = " ".join(f"كلمة{i}" for i in range(30))
    one = quote + " " + " ".join(f"خبر{i}" for i in range(40))
    other = " ".join(f"نبأ{i}" for i in range(40)) + " " + quote
    assert len(shingles(quote)) > LEAST_RUNS
    assert copies_of([one, other]) == [None, None]


def test_short_texts_are_never_copies():
    short = "قصفت الطائرات المدينة وقتل ثلاثة من السكان."
    assert copies_of([short, short]) == [None, None]
    assert sketch(shingles(short)) == ()


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_the_first_of_a_group_is_never_a_copy(kinds):
    words = [[f"كلمة{kind}x{i}" for i in range(40)] for kind in range(4)]
    found = copies_of([" ".join(words[kind]) for kind in kinds])
    for number, original in enumerate(found):
        expected = kinds.index(kinds[number])
        assert original == (None if expected == number else expected)


def test_originals_are_looked_for_by_day():
    days = [None, dt.date(2024, 5, 2), dt.date(2024, 5, 1), None]
    assert by_publication(days) == [2, 1, 0, 3]


def test_copies_count_as_one_publisher(tmp_path):
    def write(name, publisher, date, text):
        path = tmp_path / name
        path.write_text(
            f"---\npublisher: {publisher}\ndate: {date}\n---\n{text}\n", encoding="utf-8"
        )
        return path

    files = [
        write("b.txt", "صحيفة", "2024-05-03", WIRE),
        write("a.txt", "وكالة", "2024-05-02", WIRE),
        write("c.txt", "إذاعة", "2024-05-04", "وكالات: " + WIRE),
        write("d.txt", "شاهد", "2024-05-02", "قصفت قوات الدعم السريع أم درمان مساء الثلاثاء."),
    ]
    case = draft_reports(files).case
    assert [s.copy_of for s in case.sources if s.sha256] == ["s:a", None, "s:a", None]
    (event,) = [
        e for e in case.events
        if e.type == "attack" and {c.partition("-")[0] for c in e.claims} >= {"c:a", "c:b", "c:c"}
    ]  # fmt: skip
    voices = {c.partition("-")[0] for c in event.claims}
    assert event.n_publishers == len(voices) - 2


@settings(max_examples=20)
@given(st.integers(0, 2**32), st.integers(0, 6))
def test_sketches_find_what_the_runs_find(seed, n_changed):
    chance = random.Random(seed)
    words = [f"w{chance.randrange(10**6)}" for _ in range(120)]
    changed = list(words)
    for place in chance.sample(range(120), n_changed):
        changed[place] = "other"
    texts = [" ".join(words), " ".join(changed), " ".join(reversed(words))]
    rows = np.array([sketch(shingles(text)) for text in texts], dtype=np.uint16)
    groups = sketch_groups(rows)
    assert groups[2] == 2
    if n_changed <= 2:
        assert list(groups[:2]) == [0, 0]
    one, other = shingles(texts[0]), shingles(texts[1])
    part = len(one & other) / len(one | other)
    assert (rows[0] == rows[1]).mean() == pytest.approx(part, abs=0.25)


def test_texts_without_a_sketch_stay_alone():
    rows = np.zeros((3, 64), dtype=np.uint16)
    assert list(sketch_groups(rows)) == [0, 1, 2]
    assert copy_groups([frozenset(range(LEAST_RUNS - 1))] * 2) == [None, None]
