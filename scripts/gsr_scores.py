"""Measure the reader against the development half of the open Arabic event corpus.

    python scripts/gsr_scores.py [FOLDER]

FOLDER (default ``../shared/data/text/arabic_event_gsr``) holds ``assault_dev.csv`` and
``protest_dev.csv``: single sentences of newswire, each with how many annotators saw such an event.
A sentence counts as an event when most of its annotators say so; ties are left out. Two things
are printed for each type: what the rules alone find, and a linear model (ridge logistic
regression) over the words of the sentence (tf-idf) and what the rules found in it, cross-validated
in five folds, with the threshold set inside the training folds. Nothing is stored; nothing of the
corpus is in the project.
"""

from __future__ import annotations

import csv
import math
import re
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from sulh.read.choose import choose_packs
from sulh.read.document import read_document
from sulh.read.fold import fold_text
from sulh.read.names import names_for

TYPES = {"assault": ("attack", "casualty", "fight"), "protest": ("protest",)}
FOLDS = 5
RIDGE = 1.0
FRONTS = ("وال", "بال", "لل", "ال", "و", "ف", "ب", "ل")
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """A sentence: whether it is an event, its words, and what the rules found."""

    event: bool
    words: Counter[str]
    found: frozenset[str]
    by_rules: bool


def stem(word: str) -> str:
    """Take one fused front off a folded word."""
    front = next((f for f in FRONTS if word.startswith(f) and len(word) - len(f) > 2), "")
    return word[len(front) :]


def words_of(text: str) -> Counter[str]:
    """Count stems, pairs of stems and the first four letters of stems."""
    stems = [stem(w) for w in re.findall(r"[^\W\d_]+", fold_text(text))]
    pairs = [f"{a}_{b}" for a, b in pairwise(stems)]
    return Counter([*stems, *pairs, *(f"{s[:4]}*" for s in stems if len(s) > 3)])


def load(path: Path, types: tuple[str, ...]) -> list[Row]:
    """Read the sentences and run the reader on each."""
    names = names_for(choose_packs([""], None))
    rows = []
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            yes, no = int(line["accept"]), int(line["reject"])
            if yes == no:
                continue
            claims = [c for c in read_document(line["text"], names).claims if c.kind == "event"]
            found = {f"{c.type}:{bool(c.actors)}:{c.modality == 'asserted'}" for c in claims}
            found |= {f"{c.type}:{c.subtype}" for c in claims} | {c.type for c in claims}
            told = any(c.type in types and c.modality == "asserted" for c in claims)
            rows.append(Row(yes > no, words_of(line["text"]), frozenset(found), told))
    return rows


def matrix(
    rows: list[Row], seen: Counter[str], n: int, places: dict[str, int]
) -> sparse.csr_matrix:
    """Return tf-idf of words (length 2 a sentence) beside the rules' finds (1.5 each)."""
    at, column, value = [], [], []
    for number, row in enumerate(rows):
        tfidf = {
            w: (1 + math.log(c)) * (math.log((1 + n) / (1 + seen[w])) + 1)
            for w, c in row.words.items()
            if w in places
        }
        length = math.sqrt(sum(v * v for v in tfidf.values())) or 1.0
        cells = {places[w]: 2 * v / length for w, v in tfidf.items()}
        cells |= {places["rule " + f]: 1.5 for f in row.found if "rule " + f in places}
        at += [number] * len(cells)
        column += list(cells)
        value += list(cells.values())
    return sparse.csr_matrix((value, (at, column)), shape=(len(rows), len(places)))


def fit(train: list[Row], test: list[Row]) -> Floats:
    """Fit on some sentences and score others."""
    seen = Counter(w for row in train for w in row.words)
    kept = sorted(w for w, c in seen.items() if c > 1)
    finds = sorted({"rule " + f for row in train for f in row.found})
    places = {name: number for number, name in enumerate([*kept, *finds])}
    x, y = matrix(train, seen, len(train), places), np.array([float(r.event) for r in train])
    weight = np.where(y == 1, math.sqrt(len(y) / max(1.0, y.sum())), 1.0)

    def loss(b: Floats) -> tuple[float, Floats]:
        z = x @ b[:-1] + b[-1]
        miss = weight * (1 / (1 + np.exp(-z)) - y)
        value = (weight * (np.logaddexp(0, z) - y * z)).sum() + (b[:-1] ** 2).sum() / 2 / RIDGE
        return float(value), np.append(x.T @ miss + b[:-1] / RIDGE, miss.sum())

    best = minimize(loss, np.zeros(len(places) + 1), jac=True, method="L-BFGS-B").x
    return matrix(test, seen, len(train), places) @ best[:-1] + best[-1]


def threshold(scores: Floats, events: Floats) -> float:
    """Return the score above which F1 is best."""
    order = np.argsort(-scores)
    hits = np.cumsum(events[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + events.sum())
    return float(scores[order[int(f1.argmax())]])


def crossed(rows: list[Row]) -> list[bool]:
    """Return what the model says of each sentence when it was in no training fold."""
    order = np.random.default_rng(0).permutation(len(rows))
    fold = {int(i): n % FOLDS for n, i in enumerate(sorted(order, key=lambda i: rows[i].event))}
    said = [False] * len(rows)
    for number in range(FOLDS):
        train = [r for i, r in enumerate(rows) if fold[i] != number]
        inner = np.zeros(len(train))
        for part in range(4):
            rest = [r for i, r in enumerate(train) if i % 4 != part]
            inner[part::4] = fit(rest, train[part::4])
        cut = threshold(inner, np.array([float(r.event) for r in train]))
        test = [i for i in range(len(rows)) if fold[i] == number]
        for i, score in zip(test, fit(train, [rows[i] for i in test]), strict=True):
            said[i] = bool(score >= cut)
    return said


def line(name: str, rows: list[Row], said: list[bool]) -> str:
    """Say precision, recall and F1."""
    hits = sum(s and r.event for s, r in zip(said, rows, strict=True))
    given, wanted = sum(said), sum(r.event for r in rows)
    f1 = 2 * hits / max(1, given + wanted)
    return f"{name:<28} P {hits / max(1, given):.3f}  R {hits / wanted:.3f}  F1 {f1:.3f}"


def main() -> None:
    """Print the scores."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data/text/arabic_event_gsr")
    if not folder.is_dir():
        sys.exit(f"gsr_scores: needs the folder {folder} (the open Arabic event corpus)")
    for kind, types in TYPES.items():
        rows = load(folder / f"{kind}_dev.csv", types)
        told = [
            f"{kind}: {len(rows)} sentences, {sum(r.event for r in rows)} events",
            line("  rules alone", rows, [r.by_rules for r in rows]),
            line("  rules and words, 5 folds", rows, crossed(rows)),
        ]
        sys.stdout.write("\n".join([*told, ""]))


if __name__ == "__main__":
    main()
