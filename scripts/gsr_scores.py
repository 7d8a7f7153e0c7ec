"""Measure the reader against the development half of the open Arabic event corpus.

    python scripts/gsr_scores.py [FOLDER] [SEEDS]

FOLDER (default ``../shared/data/text/arabic_event_gsr``, or below ``SULH_SHARED``) holds
``assault_dev.csv`` and ``protest_dev.csv``: single sentences of newswire, each with how many
annotators saw such an event. For each type are printed: what one annotator reaches against the
majority of the others, what the rules alone find, and rules and words cross-validated as
`sulh.evaluation.gsr` does it (SEEDS times, 5 by default). Nothing is stored; nothing of the corpus
is in the project.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from sulh.evaluation.gates import shared_folder
from sulh.evaluation.gsr import TYPES, annotators, f1_of, load_rows, measure


def _line(name: str, scores: tuple[float, float, float]) -> str:
    precision, recall, f1 = scores
    return f"  {name:<32} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}\n"


def main() -> None:
    """Print the scores."""
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    folder = given or shared_folder(Path()) / "data" / "text" / "arabic_event_gsr"
    seeds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    if not folder.is_dir():
        sys.exit(f"gsr_scores: needs the folder {folder} (the open Arabic event corpus)")
    for kind in TYPES:
        rows = load_rows(folder, kind)
        kept = [row for row in rows if row.yes != row.no]
        events = np.array([row.event for row in kept])
        rules = f1_of(np.array([row.by_rules for row in kept]), events)
        sys.stdout.write(f"{kind}: {len(kept)} sentences, {events.sum()} events\n")
        sys.stdout.write(_line("one annotator against the rest", annotators(rows)))
        sys.stdout.write(_line("rules alone", rules))
        sys.stdout.write(f"  rules and words, crossed         {measure(rows, seeds)}\n")


if __name__ == "__main__":
    main()
