"""Scores on the fresh reports, which were annotated before the reader was run on them.

The floors stand a little under what `sulh-eval score tests/read/fresh` prints, so that a change that
loses arguments or names is seen; false facts have no slack.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from sulh.evaluation.gold import GoldDocument, load_gold
from sulh.evaluation.honesty import honesty
from sulh.evaluation.reading import read_gold
from sulh.evaluation.score import score
from sulh.evaluation.system import SystemDocument

FOLDER = Path(__file__).parent / "fresh"
HELD = {"ar-karabakh", "ar-mali", "ar-mindanao", "ar-tikrit", "en-goma", "en-taiz"}
FLOORS = {
    "dev": {"parties_exact": 0.93, "places_exact": 0.87, "event": 0.88, "actor_lenient": 0.88,
            "target_lenient": 0.78, "modality": 0.97, "attribution": 0.94},
    "held": {"parties_exact": 0.72, "places_exact": 0.65, "event": 0.74, "actor_lenient": 0.61,
             "target_lenient": 0.72, "modality": 0.90, "attribution": 0.85},
}  # fmt: skip


@lru_cache(maxsize=1)
def documents() -> tuple[dict[str, GoldDocument], dict[str, SystemDocument]]:
    gold = load_gold(FOLDER)
    return dict(gold), dict(read_gold(gold))


def half(name: str) -> tuple[dict[str, GoldDocument], dict[str, SystemDocument]]:
    gold, system = documents()
    kept = {i: g for i, g in gold.items() if (i in HELD) == (name == "held")}
    return kept, {i: system[i] for i in kept}


@pytest.mark.parametrize("name", FLOORS)
def test_scores_keep_above_their_floors(name: str) -> None:
    measures = score(*half(name)).measures
    found = {key: measures[key].value for key in FLOORS[name]}
    assert {k: round(v, 3) for k, v in found.items() if v < FLOORS[name][k]} == {}


@pytest.mark.parametrize("name", FLOORS)
def test_nothing_that_is_not_asserted_is_given_as_fact(name: str) -> None:
    gold, system = half(name)
    told = honesty(gold, system)
    false = [line for line in told.examples if line.startswith("false fact")]
    assert [line for line in false if "Kinshasa refuses" not in line] == []
    """«refuses to negotiate» is gold as refusal or as talks that are not held: both are right."""
    assert told.found.k > 0.6 * told.found.n


def test_both_halves_are_there() -> None:
    gold, _ = documents()
    assert set(gold) > HELD
    assert sum(document.lang == "ar" for document in gold.values()) == 8
