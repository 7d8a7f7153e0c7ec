"""When things happened, each as the span that is known of it, on one scale for each period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Span", "periods", "place_spans"]

QUIET_DAYS = 200
"""A gap this long between two events begins a new period with a scale of its own."""


@dataclass(frozen=True)
class Span:
    """Where a bar begins and how wide it is, in per cent of the width."""

    start: str
    width: str


def periods(times: Sequence[tuple[dt.date, dt.date]]) -> list[list[int]]:
    """Group times (sorted by their start) into periods; return indices.

    Examples
    --------
    >>> day = dt.date(2018, 7, 6)
    >>> periods([(day, day), (dt.date(2018, 8, 1),) * 2, (dt.date(2021, 7, 1),) * 2])
    [[0, 1], [2]]
    """
    groups: list[list[int]] = []
    latest = dt.date.min
    for index, (start, end) in enumerate(times):
        if not groups or (start - latest).days > QUIET_DAYS:
            groups.append([])
            latest = end
        groups[-1].append(index)
        latest = max(latest, end)
    return groups


def place_spans(times: Sequence[tuple[dt.date, dt.date]]) -> list[Span]:
    """Place spans on the scale from the first start to the last end."""
    first = min(start for start, _ in times)
    days = (max(end for _, end in times) - first).days + 1
    return [
        Span(
            f"{100 * (start - first).days / days:.2f}%",
            f"{max(100 * ((end - start).days + 1) / days, 1.2):.2f}%",
        )
        for start, end in times
    ]
