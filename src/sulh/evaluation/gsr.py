"""The open Arabic event corpus: is a sentence an event? Rules and words, cross-validated.

Each row is a sentence of newswire with how many annotators saw an event of the type in it. A
sentence is an event when most of them say so; ties are left out. Sentences of one article, and
sentences that share eight words in a row, stay in one fold. What a sentence is given is the mean
of models fitted on parts of the training folds; the threshold is set by the parts they did not
see. A linear model weighs the words, what the rules found and, for protests, signs in the wording.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from sulh.evaluation.ridge import fit_ridge, steady_cut
from sulh.evaluation.signs import protest_signs
from sulh.read.choose import choose_packs
from sulh.read.document import read_document
from sulh.read.fold import fold_text
from sulh.read.names import names_for

__all__ = ["TYPES", "Measured", "Row", "annotators", "cross", "f1_of", "load_rows", "measure"]

TYPES = {"assault": ("attack", "casualty", "fight"), "protest": ("protest",)}
FOLDS = 5
INNER = 4
REPEATS = 2
SHARED_WORDS = 8
_FRONTS = ("وال", "بال", "لل", "ال", "و", "ف", "ب", "ل")
_WORD = re.compile(r"[^\W\d_]+")
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Row:
    """A sentence: annotators for and against, its article, words and what the rules found."""

    yes: int
    no: int
    group: int
    words: Counter[str]
    marks: dict[str, float]
    by_rules: bool

    @property
    def event(self) -> bool:
        """True when most annotators see an event."""
        return self.yes > self.no

    @property
    def agreed(self) -> bool:
        """True when all annotators say the same."""
        return min(self.yes, self.no) == 0


def _stem(word: str) -> str:
    front = next((f for f in _FRONTS if word.startswith(f) and len(word) - len(f) > 2), "")
    return word[len(front) :]


def _words(text: str) -> Counter[str]:
    """Count stems, pairs of stems and the first four letters of stems."""
    stems = [_stem(w) for w in _WORD.findall(fold_text(text))]
    pairs = [f"{a}_{b}" for a, b in pairwise(stems)]
    return Counter([*stems, *pairs, *(f"{s[:4]}*" for s in stems if len(s) > 3)])


def _groups(lines: list[dict[str, str]]) -> list[int]:
    """Number the sentences so that those of one article or with shared words have one number."""
    parent = list(range(len(lines)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    first: dict[object, int] = {}
    for i, line in enumerate(lines):
        tokens = _WORD.findall(fold_text(line["text"]))
        runs = max(1, len(tokens) - SHARED_WORDS + 1)
        keys: list[object] = [tuple(tokens[j : j + SHARED_WORDS]) for j in range(runs)]
        for key in [re.sub(r"[-_]\d+$", "", line["id"]), *keys]:
            parent[root(i)] = root(first.setdefault(key, i))
    return [root(i) for i in range(len(lines))]


def load_rows(folder: Path, kind: str) -> list[Row]:
    """Read the sentences of a type and run the reader on each; ties are kept.

    Parameters
    ----------
    folder : Path
        Where ``assault_dev.csv`` and ``protest_dev.csv`` are.
    kind : str
        A key of `TYPES`.
    """
    with (folder / f"{kind}_dev.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    names = names_for(choose_packs([""], None))
    rows = []
    for line, group in zip(lines, _groups(lines), strict=True):
        text = line["text"]
        claims = [c for c in read_document(text, names).claims if c.kind == "event"]
        found = {c.type for c in claims}
        if kind == "assault":  # protests are too few to weigh arguments and force as well
            found |= {f"{c.type} {bool(c.actors)} {c.modality == 'asserted'}" for c in claims}
            found |= {f"{c.type} {c.subtype}" for c in claims}
        marks = dict.fromkeys((f"rule {f}" for f in found), 0.75)
        if kind == "protest":
            marks |= protest_signs(text)
        told = any(c.type in TYPES[kind] and c.modality == "asserted" for c in claims)
        counts = int(line["accept"]), int(line["reject"])
        rows.append(Row(*counts, group, _words(text), marks, told))
    return rows


def _matrix(
    rows: list[Row], seen: Counter[str], n: int, places: dict[str, int]
) -> sparse.csr_matrix:
    """Return tf-idf of words (length 2 a sentence) beside rules and signs."""
    at, column, value = [], [], []
    for number, row in enumerate(rows):
        tfidf = {
            w: (1 + math.log(c)) * (math.log((1 + n) / (1 + seen[w])) + 1)
            for w, c in row.words.items()
            if w in places
        }
        length = math.sqrt(sum(v * v for v in tfidf.values())) or 1.0
        cells = {places[w]: 2 * v / length for w, v in tfidf.items()}
        cells |= {places[m]: v for m, v in row.marks.items() if m in places}
        at += [number] * len(cells)
        column += list(cells)
        value += list(cells.values())
    return sparse.csr_matrix((value, (at, column)), shape=(len(rows), len(places)))


def _scores(train: list[Row], test: list[Row]) -> Floats:
    """Fit on some sentences and score others."""
    seen = Counter(w for row in train for w in row.words)
    kept = sorted(w for w, c in seen.items() if c > 1)
    marks = sorted({m for row in train for m in row.marks})
    places = {name: number for number, name in enumerate([*kept, *marks])}
    x = _matrix(train, seen, len(train), places)
    best = fit_ridge(x, np.array([float(r.event) for r in train]))
    return np.asarray(_matrix(test, seen, len(train), places) @ best[:-1] + best[-1])


def _folds(rows: list[Row], parts: int, rng: np.random.Generator) -> NDArray[np.intp]:
    """Deal whole groups to folds, those with most events first, each to the fold with fewest."""
    members: dict[int, list[int]] = defaultdict(list)
    for i, row in enumerate(rows):
        members[row.group].append(i)
    groups = list(members.values())
    order = [groups[i] for i in rng.permutation(len(groups))]
    order.sort(key=lambda g: (-sum(rows[i].event for i in g), -len(g)))
    fold = np.zeros(len(rows), dtype=np.intp)
    events, sizes = np.zeros(parts), np.zeros(parts)
    for group in order:
        with_events = sum(rows[i].event for i in group)
        load = events if with_events else sizes
        to = int(np.lexsort((sizes, load))[0])
        fold[group] = to
        events[to] += with_events
        sizes[to] += len(group)
    return fold


def _trained(train: list[Row], test: list[Row], rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Return the scores of the training sentences, each by models without it, and of the test."""
    inner, outer = np.zeros(len(train)), np.zeros(len(test))
    for _ in range(REPEATS):
        part = _folds(train, INNER, rng)
        for held in range(INNER):
            out = np.flatnonzero(part == held)
            rest = [train[i] for i in np.flatnonzero(part != held)]
            given = _scores(rest, [*(train[i] for i in out), *test])
            inner[out] += given[: len(out)] / REPEATS
            outer += given[len(out) :] / REPEATS / INNER
    return inner, outer


def cross(rows: list[Row], seed: int = 0) -> NDArray[np.bool_]:
    """Return what the model says of each sentence, from folds without it (no ties in `rows`)."""
    rng = np.random.default_rng(seed)
    fold = _folds(rows, FOLDS, rng)
    said = np.zeros(len(rows), dtype=bool)
    for number in range(FOLDS):
        train = [rows[i] for i in np.flatnonzero(fold != number)]
        test = np.flatnonzero(fold == number)
        inner, outer = _trained(train, [rows[i] for i in test], rng)
        cut = steady_cut(inner, np.array([float(r.event) for r in train]), rng)
        said[test] = outer >= cut
    return said


def f1_of(said: NDArray[np.bool_], events: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    hits, given, wanted = int((said & events).sum()), int(said.sum()), int(events.sum())
    return hits / max(1, given), hits / max(1, wanted), 2 * hits / max(1, given + wanted)


def annotators(rows: list[Row]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of one annotator against the majority of the others.

    Every annotator of a sentence with three or more is left out in turn; each sentence weighs
    one. Where the others are split evenly, the sentence says nothing.
    """
    hits = given = wanted = 0.0
    for row in rows:
        total = row.yes + row.no
        if total < 3:
            continue
        for one, share, yes, no in (
            (True, row.yes / total, row.yes - 1, row.no),
            (False, row.no / total, row.yes, row.no - 1),
        ):
            if yes != no and share:
                hits += share * (one and yes > no)
                given += share * one
                wanted += share * (yes > no)
    return hits / max(given, 1e-9), hits / max(wanted, 1e-9), 2 * hits / max(given + wanted, 1e-9)


@dataclass(frozen=True)
class Measured:
    """F1 over sentences, a value for each seed: all without ties, and those of one mind."""

    f1: Floats
    agreed: Floats
    sentences: int
    events: int

    def __str__(self) -> str:
        spread, agreed = (f" ± {v.std():.3f}" if len(v) > 1 else "" for v in (self.f1, self.agreed))
        return (
            f"F1 {self.f1.mean():.3f}{spread} over {len(self.f1)} seed(s), "
            f"where annotators agree {self.agreed.mean():.3f}{agreed}"
        )


def measure(rows: list[Row], seeds: int) -> Measured:
    """Cross-validate with several seeds."""
    rows = [row for row in rows if row.yes != row.no]
    events = np.array([row.event for row in rows])
    one_mind = np.array([row.agreed for row in rows])
    said = [cross(rows, seed) for seed in range(seeds)]
    return Measured(
        np.array([f1_of(s, events)[2] for s in said]),
        np.array([f1_of(s[one_mind], events[one_mind])[2] for s in said]),
        len(rows),
        int(events.sum()),
    )
