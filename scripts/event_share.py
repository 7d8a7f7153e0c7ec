"""How often does a form report an event? Counted on annotated sentences.

    python scripts/event_share.py SENTENCES.csv FORM [FORM ...]

The table has the columns ``text``, ``accept`` and ``total``: of how many annotators how many saw
the event (the layout of the Arabic event corpus of openeventdata). Printed for each form: the
sentences that have it, and the mean share of annotators who saw the event in them. Ask it before
adding a trigger.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from sulh.read.fold import fold_text

CONJUNCTIONS = ("", "و", "ف", "ب")


def sentences(path: Path) -> Iterator[tuple[str, float]]:
    """Yield each folded sentence, blanks between words, and its share."""
    with path.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            words = re.sub(r"\W+", " ", fold_text(row["text"]))
            yield f" {words} ", int(row["accept"]) / max(1, int(row["total"]))


def shares(form: str, corpus: Iterable[tuple[str, float]]) -> list[float]:
    """Return the shares of the sentences that have a form, with or without a letter in front."""
    wanted = [f" {front}{fold_text(form)} " for front in CONJUNCTIONS]
    return [share for text, share in corpus if any(word in text for word in wanted)]


def main() -> None:
    """Print one line a form."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("table", type=Path)
    parser.add_argument("forms", nargs="+")
    chosen = parser.parse_args()
    corpus = list(sentences(chosen.table))
    for form in chosen.forms:
        found = shares(form, corpus)
        mean = f"{sum(found) / len(found):.2f}" if found else "-"
        print(f"{form}\t{len(found)}\t{mean}")  # noqa: T201 - what a script is for


if __name__ == "__main__":
    main()
