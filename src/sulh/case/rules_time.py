"""Rules on times and numbers: what ends before it begins, what comes before its cause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from sulh.case.finding import Context
from sulh.case.model import Control, EventContent, Quantity, Text, When
from sulh.case.shape import Path
from sulh.errors import Fault

__all__ = ["intervals", "order", "ranges", "retention", "shares", "words"]


def intervals(context: Context) -> Iterator[Fault]:
    """Times that end before they start."""
    for path, part in context.parts:
        if isinstance(part, When) and part.start and part.end and part.end < part.start:
            yield context.fault(
                "crossed-dates", path, f"it ends {part.end}, before it starts {part.start}",
                "exchange the two dates, or correct one",
            )  # fmt: skip


def ranges(context: Context) -> Iterator[Fault]:
    """Numbers whose low end is above the high end, or whose mode is outside."""
    for path, part in context.parts:
        if isinstance(part, EventContent | Quantity) and (message := _range_fault(part)):
            yield context.fault("crossed-range", path, message, "correct the range")


def _range_fault(part: EventContent | Quantity) -> str:
    low, high = part.low, part.high
    mode = part.mode if isinstance(part, Quantity) else None
    if low is not None and high is not None and high < low:
        return f"low {low:g} is above high {high:g}"
    if mode is not None and not (low or 0.0) <= mode <= (high or 0.0):
        return f"mode {mode:g} is outside {low:g} to {high:g}"
    return ""


def order(context: Context) -> Iterator[Fault]:
    """A breach before its agreement, a history out of order, an afterlife before its cause."""
    for path, agreement in context.records("agreements"):
        for i, breach in enumerate(agreement.breaches):
            if dates := _before(breach.when, agreement.when):
                yield _out_of_order(context, (*path, "breaches", i), "the breach", dates)
        for i, (first, second) in enumerate(pairwise(agreement.history), 1):
            if dates := _before(second.when, first.when):
                what = f"the step «{second.status}»"
                yield _out_of_order(context, (*path, "history", i), what, dates)
    for name in ("agreements", "decisions"):
        by_id = {record.id: record for _, record in context.records(name)}
        for path, record in context.records(name):
            earlier = by_id.get(record.follows or "")
            if earlier and (dates := _before(record.when, earlier.when)):
                yield _out_of_order(context, (*path, "follows"), record.id, dates)


def _before(later: When | None, earlier: When | None) -> tuple[dt.date, dt.date] | None:
    """Return the two dates where `later` is over before `earlier` has begun."""
    end = (later.end or later.start) if later else None
    start = earlier.start if earlier else None
    return (end, start) if end and start and end < start else None


def _out_of_order(context: Context, path: Path, what: str, dates: tuple[dt.date, dt.date]) -> Fault:
    return context.fault(
        "out-of-order", path, f"{what} is dated {dates[0]}, before what it follows ({dates[1]})",
        "correct one of the dates, or what it refers to",
    )  # fmt: skip


def retention(context: Context) -> Iterator[Fault]:
    """Records that were to be kept only until a day that has passed."""
    for path, record in context.records():
        if context.today and record.retention and record.retention < context.today:
            yield context.fault(
                "retention-passed", (*path, "retention"),
                f"it was to be kept until {record.retention}",
                "remove the record and its sources' files, or set a new date with a reason",
            )  # fmt: skip


def shares(context: Context) -> Iterator[Fault]:
    """Shares of an area held at one time that add up to more than the whole of it."""
    by_area: dict[str, list[tuple[Path, Control]]] = {}
    for path, control in context.records("control"):
        if control.share is not None and control.status == "reported":
            by_area.setdefault(control.area, []).append((path, control))
    for area, held in by_area.items():
        for path, control in held:
            day = _first_day(control.valid)
            total = sum(c.share or 0.0 for _, c in held if _holds_on(c.valid, day))
            if total > 1 + 1e-9:
                yield context.fault(
                    "shares-over-one", (*path, "share"),
                    f"the shares of {area} held {f'on {day}' if day else 'at no stated time'} "
                    f"add up to {total:.2f}",
                    "correct a share, close the time of the older one, or mark it contested",
                )  # fmt: skip
                break


def _first_day(when: When | None) -> dt.date | None:
    return when.start or when.end if when else None


def _holds_on(when: When | None, day: dt.date | None) -> bool:
    """Whether a time covers a day; with no day, whether it is unstated, too."""
    if day is None or when is None or _first_day(when) is None:
        return day is None and _first_day(when) is None
    return (when.start or day) <= day <= (when.end or day)


def words(context: Context) -> Iterator[Fault]:
    """Names and titles without a word in either language."""
    for path, part in context.parts:
        if isinstance(part, Text) and not part.ar.strip() and not part.en.strip():
            yield context.fault("no-words", path, "no words in either language", "add ar: or en:")
