"""Events of short texts, annotated before the reader was run on them.

The floors stand a little under what ``sulh-eval events tests/read/events/*.txt`` prints.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from sulh.errors import UnreadableError
from sulh.evaluation.sentences import Block, Fact, judge_blocks, load_blocks

FOLDER = Path(__file__).parent / "events"
FLOORS = {
    "first": {"event": 0.96, "actor": 0.92, "target": 0.93, "place": 0.90},
    "causes": {"event": 0.87, "actor": 0.93, "target": 0.65, "place": 0.90},
    "second": {"event": 0.83, "actor": 0.80, "target": 0.68, "place": 0.77},
    "third": {"event": 0.85, "actor": 0.86, "target": 0.73, "place": 0.91},
    "fifth": {"event": 0.88, "actor": 0.95, "target": 0.92, "place": 0.94},
    "fourth": {"event": 0.94, "actor": 0.86, "target": 0.70, "place": 0.86},
    "leaving": {"event": 0.99, "actor": 0.99, "target": 0.99, "place": 0.99},
}


@pytest.mark.parametrize("name", FLOORS)
def test_figures_keep_above_their_floors(name: str) -> None:
    measures = judge_blocks(load_blocks(FOLDER / f"{name}.txt")).measures
    found = {key: measures[key].value for key in FLOORS[name]}
    assert {k: round(v, 3) for k, v in found.items() if v < FLOORS[name][k]} == {}


def test_what_is_missed_or_not_told_is_counted() -> None:
    text = "قصف الجيش السوداني مواقع قوات الدعم السريع في الخرطوم."
    right = Fact(
        ("attack",), True, {"actor": ("الجيش السوداني",), "target": (), "place": ("الخرطوم",)}
    )
    wrong = Fact(("visit",), True, {"actor": (), "target": (), "place": ()})
    report = judge_blocks([Block("one", text, (right, wrong))])
    assert (report.measures["event"].precision, report.measures["event"].recall) == (1.0, 0.5)
    assert report.measures["actor"].value == report.measures["place"].value == 1.0
    assert report.measures["target"].precision == 0.0
    assert any("missed visit" in line for line in report.examples)


def test_who_leaves_does_not_protest_and_numbers_are_no_places() -> None:
    text = "خرج مئات المقاتلين على ثلاث دفعات من الحي، وسيغادر نحو مئتين إلى ثلاثمئة مسلح حلب."
    place = Fact(("displace",), False, {"actor": (), "target": (), "place": ("حلب",)})
    report = judge_blocks([Block("one", text, (place,))])
    assert not any("protest" in line or "مئتين" in line for line in report.examples)


def test_a_line_without_four_cells_says_where(tmp_path: Path) -> None:
    path = tmp_path / "set.txt"
    path.write_text("## one\ntext\nattack | a | b\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match="expected type") as caught:
        load_blocks(path)
    assert caught.value.where is not None
    assert caught.value.where.line == 3
