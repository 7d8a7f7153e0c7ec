"""Counts of hits and misses, and what they come to."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

__all__ = ["Measure", "Tally"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: either precision, recall and F1, or an accuracy, with what it was counted on."""

    value: float
    n: int
    precision: float | None = None
    recall: float | None = None

    def __str__(self) -> str:
        if self.precision is None:
            return f"{self.value:.3f}  (n {self.n})"
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.value:.3f}  (n {self.n})"


class Tally:
    """Counts while documents are scored."""

    def __init__(self) -> None:
        self._hits: Counter[tuple[str, str]] = Counter()
        self._sums: defaultdict[str, float] = defaultdict(float)
        self._names: dict[str, None] = {}

    def add(self, name: str, *, tp: int = 0, fp: int = 0, fn: int = 0) -> None:
        """Count right ones, wrong ones and missing ones."""
        self._names[name] = None
        for what, n in (("tp", tp), ("fp", fp), ("fn", fn)):
            self._hits[name, what] += n

    def answer(self, name: str, *, right: bool) -> None:
        """Count one answer of which right or wrong can be said."""
        self._sums[f"{name}/n"] += 1
        self._sums[f"{name}/right"] += right

    def part(self, name: str, precision: float, recall: float) -> None:
        """Add one item's own precision and recall (B-cubed)."""
        self._sums[f"{name}/n"] += 1
        self._sums[f"{name}/p"] += precision
        self._sums[f"{name}/r"] += recall

    def names(self, prefix: str) -> list[str]:
        """Return what was counted under a prefix, sorted."""
        return sorted(name for name in self._names if name.startswith(prefix))

    def prf(self, *names: str) -> Measure | None:
        """Precision, recall and F1 of what was counted under some names; None of nothing."""
        tp, fp, fn = (sum(self._hits[n, what] for n in names) for what in ("tp", "fp", "fn"))
        if not tp + fp + fn:
            return None
        precision, recall = tp / (tp + fp) if tp + fp else 0.0, tp / (tp + fn) if tp + fn else 0.0
        return Measure(_f1(precision, recall), tp + fn, precision, recall)

    def accuracy(self, name: str) -> Measure | None:
        """Share of answers that are right; None of no answer."""
        n = self._sums[f"{name}/n"]
        return Measure(self._sums[f"{name}/right"] / n, int(n)) if n else None

    def mean(self, name: str) -> Measure | None:
        """Mean precision and recall of the items."""
        n = self._sums[f"{name}/n"]
        if not n:
            return None
        precision, recall = self._sums[f"{name}/p"] / n, self._sums[f"{name}/r"] / n
        return Measure(_f1(precision, recall), int(n), precision, recall)


def _f1(precision: float, recall: float) -> float:
    both = precision + recall
    return 2 * precision * recall / both if both else 0.0
