"""Spans of a text, and pairing them one to one."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Span", "overlap", "paired", "shared", "trimmed"]

Span = tuple[int, int]
_PROCLITICS = "وفبكل"


def trimmed(text: str, span: Span) -> Span:
    """Take marks off both ends of a span, and the proclitics و ف ب ك ل off its front.

    Examples
    --------
    >>> trimmed("«وحلب»", (0, 6))
    (2, 5)
    """
    start, end = max(0, span[0]), min(len(text), span[1])
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    while start < end - 2 and text[start] in _PROCLITICS:
        start += 1
    return start, end


def shared(one: Span, other: Span) -> int:
    """Characters that two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def overlap(one: Span, other: Span) -> float:
    """Characters shared over characters covered by both together, from start to end.

    Examples
    --------
    >>> overlap((0, 10), (5, 15))
    0.3333333333333333
    """
    common = shared(one, other)
    return common / (max(one[1], other[1]) - min(one[0], other[0])) if common else 0.0


def paired(candidates: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Pair indices one to one, heaviest candidate first, then the lowest indices.

    Examples
    --------
    >>> paired([(1.0, 0, 0), (2.0, 1, 0), (0.5, 0, 1)])
    [(1, 0), (0, 1)]
    """
    left: set[int] = set()
    right: set[int] = set()
    found = []
    for _, one, other in sorted(candidates, key=lambda c: (-c[0], c[1], c[2])):
        if one not in left and other not in right:
            left.add(one)
            right.add(other)
            found.append((one, other))
    return found
