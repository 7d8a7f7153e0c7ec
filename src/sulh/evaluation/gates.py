"""What a release must not fall below: rates of harm, and scores, with what they were counted on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sulh.evaluation.gold import load_gold
from sulh.evaluation.lines import judge_lines, load_lines
from sulh.evaluation.reading import read_gold
from sulh.evaluation.score import score

__all__ = ["GATES", "Verdict", "judge_gates", "shared_folder"]

LINES = (
    "force_lines.tsv", "force_lines_by_hand.tsv", "force_lines_long.tsv", "force_lines_news.tsv",
    "force_lines_english.tsv",
)  # fmt: skip
MAX_RATE = 0.02
MIN_FOUND = 0.60
FLOORS = {
    "parties_exact": 0.95, "places_exact": 0.85, "event": 0.88, "actor_lenient": 0.75,
    "modality": 0.95, "attribution": 0.93, "agreement_status": 0.80,
}  # fmt: skip
CORPUS_FLOORS = (("assault", 0.70, 0.75), ("protest", 0.50, 0.55))
"""F1 over sentences without a tie, and over those on which all annotators agree."""
CORPUS_SEEDS = 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """One gate: `passed` is None where it could not be tried, and `detail` says why."""

    name: str
    passed: bool | None
    detail: str

    def __str__(self) -> str:
        word = {True: "passed", False: "FAILED", None: "skipped"}[self.passed]
        return f"{word:8} {self.name:<34} {self.detail}"


def shared_folder(root: Path) -> Path:
    """Return the folder that holds founding texts, gold and corpora: SULH_SHARED, or beside."""
    return Path(os.environ.get("SULH_SHARED", root.resolve().parent / "shared"))


def _lines(root: Path) -> Iterator[Verdict]:
    folder = root / "tests" / "evaluation"
    report = judge_lines(load_lines(folder / name for name in LINES))
    at_most = f"; at most {MAX_RATE:.0%}"
    for name, rate in (
        ("false facts", report.false_fact),
        ("unsupported claims", report.unsupported),
    ):
        passed = rate.value is not None and rate.value <= MAX_RATE
        yield Verdict(f"lines: {name}", passed, f"{rate}{at_most}")
    enough = (report.found.value or 0.0) >= MIN_FOUND
    yield Verdict("lines: read at all", enough, f"{report.found}; at least {MIN_FOUND:.0%}")


def _founding(root: Path) -> Iterator[Verdict]:
    folder = shared_folder(root) / "gold" / "neutral"
    if not folder.is_dir():
        yield Verdict("founding texts", None, f"needs the folder {folder.name} of shared/gold")
        return
    gold = load_gold(folder)
    measures = score(gold, read_gold(gold)).measures
    for name, floor in FLOORS.items():
        found = measures[name]
        value = found.value if found else 0.0
        yield Verdict(f"founding texts: {name}", value >= floor, f"{found}; at least {floor:.2f}")


def _corpus(root: Path) -> Iterator[Verdict]:
    from sulh.evaluation.gsr import load_rows, measure

    folder = shared_folder(root) / "data" / "text" / "arabic_event_gsr"
    if not folder.is_dir():
        yield Verdict("event corpus", None, f"needs the folder {folder.name} of shared/data/text")
        return
    for kind, floor, one_mind in CORPUS_FLOORS:
        found = measure(load_rows(folder, kind), CORPUS_SEEDS)
        told = f"{found} of {found.events} in {found.sentences}; at least {floor:.2f}"
        yield Verdict(f"event corpus: {kind}", found.f1.mean() >= floor, told)
        agreed = found.agreed.mean() >= one_mind
        yield Verdict(f"event corpus: {kind}, agreed", agreed, f"likewise; at least {one_mind:.2f}")


GATES: tuple[Callable[[Path], Iterator[Verdict]], ...] = (_lines, _founding, _corpus)


def judge_gates(root: Path) -> Iterator[Verdict]:
    """Try every gate of the checkout at `root`, in order."""
    for gate in GATES:
        yield from gate(root)
