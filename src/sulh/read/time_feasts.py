"""Hijri dates and months, and feasts of either calendar.

Hijri dates are turned by hijridate (Umm al-Qura, 1924 to 2077); a sighting may differ by a day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from operator import attrgetter

from sulh.read.time_ahead import ahead, way, word_before
from sulh.read.time_periods import DAY, UNRESOLVED, Known, Match, Period
from sulh.read.time_words import FEASTS, HIJRI, IN, ORDINALS, TURNS

__all__ = ["feast", "hijri", "hijri_month", "hijri_numbers"]

_NO_DAY = Period(None, None, "unresolved", calendar="hijri")


@lru_cache(maxsize=1024)
def _gregorian(year: int, month: int, day: int) -> dt.date | None:
    from hijridate import Hijri

    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return dt.date(found.year, found.month, found.day)


def _hijri_year(day: dt.date) -> int:
    """Return about which Hijri year a day is in, at most one off."""
    return int((day.year - 621.57 + (day.month - 1) / 12) * 1.0307)


def hijri(match: Match, known: Known) -> Period | None:
    """«12 شعبان 1445 هـ», «العاشر من محرم»: without a year the last one."""
    said, number = match["d"], HIJRI[match["m"]]
    day = int(said) if said.isdigit() else ORDINALS[said]

    def period(year: int) -> Period | None:
        date = _gregorian(year, number, day)
        return Period(date, date, "day", calendar="hijri") if date is not None else None

    if match["y"]:
        return period(int(match["y"])) or _NO_DAY
    return _lean(match, known, period)


def hijri_numbers(match: Match, _known: Known) -> Period | None:
    """«1421/9/16 هـ», «16-9-1421»."""
    first, last = int(match["a"]), int(match["c"])
    year, day = (first, last) if first > 31 else (last, first)
    date = _gregorian(year, int(match["b"]), day)
    return Period(date, date, "day", calendar="hijri") if date is not None else None


def hijri_month(match: Match, known: Known) -> Period | None:
    """«رمضان 1440», «شهر شعبان الماضي», "since Ramadan"; many of their names are of people too."""
    number = HIJRI[match["m"]]

    def period(year: int) -> Period | None:
        first = _gregorian(year, number, 1)
        then = _gregorian(year + number // 12, number % 12 + 1, 1)
        if first is None or then is None:
            return None
        return Period(first, then - DAY, "month", calendar="hijri")

    if match["y"]:
        return period(int(match["y"])) or _NO_DAY
    sure = match["month"] or match["look"]
    if not sure and not (match["m"] in ("رمضان", "ramadan") and word_before(match) in IN):
        return None
    return _lean(match, known, period)


def _lean(match: Match, known: Known, period: Callable[[int], Period | None]) -> Period | None:
    """Return the last such time begun by the day of publication, or the next."""
    anchor = known.anchor
    if anchor is None:
        return UNRESOLVED
    about = _hijri_year(anchor)
    found = [p for p in map(period, range(about - 2, about + 3)) if p is not None]
    look = way(match["look"])
    if look > 0 or (look == 0 and not match["look"] and ahead(match)):
        key = attrgetter("first" if look > 0 else "last")
        return next((p for p in found if key(p) >= anchor), None)
    key = attrgetter("last" if look < 0 else "first")
    return next((p for p in reversed(found) if key(p) <= anchor), None)


# ---- feasts ---------------------------------------------------------------------------------


def feast(match: Match, known: Known) -> Period | None:
    """«عيد الأضحى», "Christmas 2022", «ثاني أيام عيد الفطر»: the nearest, or that of a year."""
    calendar, month, day, length = FEASTS[match["w"]]
    said = int(match["y"]) if match["y"] else 0
    base = known.anchor if not said or said < 1600 else dt.date(said, 7, 1)
    if base is None and not said:
        return UNRESOLVED
    if calendar == "gregorian":
        years = [said] if said else [base.year + n for n in (-1, 0, 1)]  # type: ignore[union-attr]
        firsts = [dt.date(y, month, day) for y in years]
    else:
        about = _hijri_year(base) if base is not None else 0
        years = [said] if 0 < said < 1600 else [about + n for n in range(-2, 3)]
        firsts = [d for d in (_gregorian(y, month, day) for y in years) if d is not None]
    if said > 1600:
        firsts = [first for first in firsts if first.year == said]
    return _occasion(match, known, firsts, length)


def _occasion(match: Match, known: Known, firsts: list[dt.date], length: int) -> Period | None:
    anchor, look = known.anchor, way(match["look"])
    if anchor is not None and look:
        firsts = [first for first in firsts if (first > anchor) == (look > 0)]
    if not firsts:
        return None
    first = min(firsts, key=lambda d: abs((d - anchor).days)) if anchor is not None else firsts[0]
    last = first + (length - 1) * DAY
    if match["nth"]:
        first = last = first + (TURNS["ال" + match["nth"]] - 1) * DAY
    if match["eve"]:
        first, last = first - DAY, first
    return Period(first, last, "day", leans=not match["y"])
