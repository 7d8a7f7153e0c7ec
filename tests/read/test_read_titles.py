"""What a case made from several reports is called, in both languages."""

from __future__ import annotations

from pathlib import Path

from sulh.read import read_reports

TEXTS = (
    "هاجم الحوثيون مدينة مأرب يوم الخميس.",
    "The Houthis attacked Marib on Friday.",
    "قصف الحوثيون مدينة تعز يوم السبت.",
)


def title_of(folder: Path, n: int):
    for index, text in enumerate(TEXTS[:n]):
        (folder / f"{index}-report.txt").write_text(text, encoding="utf-8")
    return read_reports(sorted(folder.glob("*.txt"))).title


def test_several_reports_are_counted_and_the_first_is_named(tmp_path):
    title = title_of(tmp_path, 3)
    assert title.ar == "ملف نزاع من 3 تقارير، أولها «0-report»"
    assert title.en == "A case from 3 reports, first “0-report”"


def test_two_reports_are_a_dual(tmp_path):
    assert title_of(tmp_path, 2).ar.startswith("ملف نزاع من تقريرين، أولهما")


def test_one_report_gives_its_own_title(tmp_path):
    assert title_of(tmp_path, 1).in_("en") == "0-report"
