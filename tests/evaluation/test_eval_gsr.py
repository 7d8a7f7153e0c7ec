"""The measure on the event corpus: honest folds, thresholds inside them, annotators' own figures."""

import csv

import numpy as np
import pytest

from sulh.evaluation import gates
from sulh.evaluation.gsr import annotators, cross, f1_of, load_rows, measure
from sulh.evaluation.ridge import best_cut, fit_ridge, steady_cut
from sulh.evaluation.signs import protest_signs

CALM = (
    "افتتح الوزير مصنعا للألبان في الضاحية رقم {}",
    "ارتفعت أسعار القمح بنسبة {} في المئة",
    "فاز الفريق في مباراته بفارق {} أهداف",
    "تسلم المدير الجديد مكتبه بعد {} أيام من الانتظار",
)
LOUD = (
    "تظاهر {} من العمال أمس احتجاجا على خفض الأجور",
    "خرج مئات الطلاب في مسيرة إلى الساحة رقم {}",
    "اعتصم عشرات السكان أمام مقر البلدية {} ساعات",
)


def write(folder, rows):
    with (folder / "protest_dev.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, ["id", "text", "accept", "reject"])
        out.writeheader()
        out.writerows({"id": i, "text": t, "accept": y, "reject": n} for i, t, y, n in rows)
    return load_rows(folder, "protest")


def corpus(folder):
    rows = []
    for n in range(40):
        calm = CALM[n % 4].format(n + 100)
        rows.append((f"calm{n}_1", f"{calm} {'منطقة ' * (n % 3)}حي{n}", 0, 3))
        if n % 2:
            rows.append((f"loud{n}_1", f"{LOUD[n % 3].format(n + 100)} حي{n}", 3, int(n % 3 == 0)))
    return write(folder, rows)


def test_sentences_of_one_article_and_copies_share_a_group(tmp_path):
    copied = "وصلت قافلة من ثلاثين شاحنة محملة بالدقيق إلى مستودعات المدينة"
    rows = write(tmp_path, [
        ("a_1", "سافر الوزير إلى باريس", 0, 3), ("a_2", "عاد الوزير من باريس", 0, 3),
        ("b_1", f"{copied} أمس", 0, 3), ("c_7", f"ليلا {copied}", 0, 3), ("d_1", "هطل المطر", 0, 3),
    ])  # fmt: skip
    groups = [row.group for row in rows]
    assert groups[0] == groups[1]
    assert groups[2] == groups[3]
    assert len(set(groups)) == 3


def test_crossing_tells_protests_apart_and_repeats_itself(tmp_path):
    rows = corpus(tmp_path)
    events = np.array([row.event for row in rows])
    said = cross(rows, seed=1)
    assert f1_of(said, events)[2] > 0.8
    assert np.array_equal(said, cross(rows, seed=1))


def test_labels_without_meaning_are_not_learnt(tmp_path):
    rng = np.random.default_rng(5)
    rows = [
        (
            f"r{n}_1",
            f"{CALM[n % 4].format(n + 100)} حي{n}",
            *((3, 0) if rng.random() < 0.3 else (0, 3)),
        )
        for n in range(80)
    ]
    rows = write(tmp_path, rows)
    events = np.array([row.event for row in rows])
    always = f1_of(np.ones(len(rows), dtype=bool), events)[2]
    assert f1_of(cross(rows), events)[2] <= always + 0.1


def test_ties_are_left_out_and_agreement_is_counted(tmp_path):
    rows = corpus(tmp_path)
    tied = write(tmp_path, [("t_1", "قالت الصحف إن الشارع غاضب", 2, 2)])
    found = measure([*rows, *tied], seeds=1)
    assert found.sentences == len(rows)
    assert found.agreed.shape == found.f1.shape == (1,)


def test_an_annotator_is_judged_by_the_others(tmp_path):
    rows = write(tmp_path, [
        ("a_1", "نص أول", 3, 0), ("b_1", "نص ثان", 0, 3), ("c_1", "نص ثالث", 1, 2),
        ("d_1", "نص رابع", 2, 1), ("e_1", "نص خامس", 1, 1),
    ])  # fmt: skip
    precision, recall, _ = annotators(rows)
    # a third of c's annotators stand alone, a third of d's miss it; the rest of d is a tie, e too few
    assert precision == pytest.approx(1 / (1 + 1 / 3))
    assert recall == pytest.approx(1 / (1 + 1 / 3))


def test_ridge_shrinks_and_cuts_where_f1_is_best():
    from scipy import sparse

    x = sparse.csr_matrix(np.array([[1.0], [1.0], [0.0], [0.0]]))
    y = np.array([1.0, 1.0, 0.0, 0.0])
    loose, tight = fit_ridge(x, y, ridge=10.0)[0], fit_ridge(x, y, ridge=0.1)[0]
    assert loose > tight > 0
    scores, events = np.array([0.9, 0.8, 0.2, 0.1]), np.array([1.0, 1.0, 0.0, 0.0])
    assert best_cut(scores, events) == pytest.approx(0.8)
    assert 0.2 < steady_cut(scores, events, np.random.default_rng(0)) <= 0.9


def test_signs_tell_a_counted_crowd_from_police():
    crowd, police = (
        protest_signs("تجمع مئات من السكان مساء"),
        protest_signs("فرقت الشرطة المتظاهرين"),
    )
    assert {"gathers", "counted people", "gathers & counted"} <= crowd.keys()
    assert {"police acts", "the crowd"} <= police.keys()
    assert "counted" not in police


def test_gates_name_the_folder_that_is_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("SULH_SHARED", str(tmp_path))
    (verdict,) = gates._corpus(tmp_path)
    assert verdict.passed is None
    assert "arabic_event_gsr" in verdict.detail
