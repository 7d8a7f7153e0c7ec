"""A period of time: the days it holds, and what becomes of them beside other words."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace

from sulh.case.model import When
from sulh.case.vocab import Calendar, Precision

__all__ = [
    "DAY",
    "UNRESOLVED",
    "Known",
    "Match",
    "Period",
    "days",
    "month_days",
    "reckoned_from",
    "step",
]

Match = re.Match[str]
DAY = dt.timedelta(days=1)
_IN_A_YEAR = ("day", "month", "season")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both counted; either is None when it is open.

    `leans` says that the day of publication was needed; without that day a period that needs it is
    `unresolved`. A bare weekday is `guessed`: the last one, if nothing beside it says otherwise.
    """

    first: dt.date | None
    last: dt.date | None
    precision: Precision
    leans: bool = False
    guessed: bool = False
    calendar: Calendar = "gregorian"

    def when(self, text: str) -> When:
        """Return the period as a case keeps it."""
        return When(
            text=text, start=self.first, end=self.last, precision=self.precision,
            calendar=self.calendar, anchor="publication" if self.leans else "",
        )  # fmt: skip

    def part(self, low: float, high: float) -> Period:
        """Return the part of it between two shares of its length."""
        if self.first is None or self.last is None or self.precision == "day":
            return self
        if self.precision == "year":  # by whole months
            first = month_days(self.first.year, 1 + round(12 * low))[0]
            return replace(self, first=first, last=month_days(first.year, round(12 * high))[1])
        days = (self.last - self.first).days + 1
        first = self.first + dt.timedelta(days=round(low * days))
        last = self.first + dt.timedelta(days=round(high * days) - 1)
        return replace(self, first=first, last=last)

    def _open_also(self, other: Period) -> Period | None:
        """«منذ فجر اليوم الأحد», «حتى الأحد 21 أبريل»: one open at an end, named twice."""
        day, named = self.first or self.last, other.first
        if named is None or day is None or named != other.last:
            return None
        if self.guessed and not other.guessed:
            ends = (named, None) if self.last is None else (None, named)
            return replace(self, first=ends[0], last=ends[1], guessed=False)
        same = named.weekday() == day.weekday() if other.guessed else named == day
        return self if same else None

    def since(self) -> Period:
        """Return the time from its beginning on."""
        return replace(self, last=None) if self.precision != "unresolved" else self

    def until(self) -> Period:
        """Return the time up to its end."""
        return replace(self, first=None) if self.precision != "unresolved" else self

    def before(self) -> Period:
        """Return the time up to its beginning."""
        if self.first is None:
            return self
        return replace(self, first=None, last=self.first - DAY)

    def from_day(self, day: int) -> Period | None:
        """«بين 3 و7 أيار»: from an earlier day of its month; None when it is no day."""
        earlier = self.first is not None and self.precision == "day" and 0 < day < self.first.day
        return replace(self, first=self.first.replace(day=day)) if earlier else None  # type: ignore[union-attr]

    def to(self, other: Period) -> Period | None:
        """Return the time from this one to the end of another; None when that is earlier.

        «بين مايو ويوليو 2023»: the year that only the second tells is that of the first too.
        """
        first, last = self.first, other.last
        if first is None or last is None:
            return None
        if self.leans and self.precision in _IN_A_YEAR and not other.leans:
            first = _in_year(first, last.year)
        if first > last and self.leans:
            if self.guessed:
                first -= 7 * DAY
            elif other.leans and other.precision in _IN_A_YEAR:
                last = _in_year(
                    last, last.year + 1
                )  # begun not long ago, «من 1 كانون الثاني إلى 30 حزيران»
            else:
                first = _in_year(first, first.year - 1)
        if first > last:
            return None
        return Period(first, last, other.precision, self.leans and other.leans)

    def next(self, other: Period) -> Period | None:
        """Return the time of both when the other follows at once; None when it does not."""
        both = self.night(other) or self.to(other)
        if both is None or self.last is None or other.first is None or both.first is None:
            return None
        follows = other.first == self.last + DAY or both.first == other.first - DAY
        return both if follows else None

    def within(self, other: Period) -> Period | None:
        """«الخميس من الأسبوع الماضي», "Nov. 30, last year": the same in that week or year."""
        if self.first is None or other.first is None or not self.leans:
            return None
        if other.precision == "week" and self.guessed:
            day = other.first + self.first.weekday() * DAY
            return days(day, day, "day", leans=True)
        if other.precision != "year" or self.precision not in _IN_A_YEAR:
            return None
        year = other.first.year
        last = _in_year(self.last, year) if self.last is not None else None
        before = last is not None and _in_year(self.first, year) > last  # a winter
        return replace(self, first=_in_year(self.first, year - before), last=last)

    def night(self, other: Period) -> Period | None:
        """«ليل الجمعة السبت»: two days in a row, named for the night between them."""
        if not self.precision == other.precision == "day" or self.first is None:
            return None
        ahead = (other.first - self.first).days if other.first is not None else 0
        if other.first is None or ahead not in (1, -6):  # the first may be looked for a week late
            return None
        return replace(other, first=other.first - DAY)

    def also(self, other: Period) -> Period | None:
        """Return what two names of one time have in common; None when they have nothing."""
        if "unresolved" in (self.precision, other.precision):
            both = self.precision == other.precision
            return self if both else (other if self.precision == "unresolved" else self)
        if (self.first is None) != (self.last is None) and self.precision == "day":
            return self._open_also(other)
        ends = (self.first, self.last, other.first, other.last)
        if None in ends or "hour" in (self.precision, other.precision):
            return None
        if self.guessed != other.guessed and self.precision == other.precision:
            return other if self.guessed else self  # «الثلاثاء 7 مايو», «غدا الخميس»
        narrow, wide = sorted((self, other), key=lambda p: p.last - p.first)  # type: ignore[operator]
        inside = wide.first <= narrow.first and narrow.last <= wide.last  # type: ignore[operator]
        return replace(narrow, leans=self.leans and other.leans) if inside else None


def _in_year(day: dt.date, year: int) -> dt.date:
    """Return the same day of another year; the last of February stays the last."""
    if (day + DAY).day == 1:
        return month_days(year, day.month)[1]
    return day.replace(year=year)


UNRESOLVED = Period(None, None, "unresolved", leans=True)


@dataclass(frozen=True, slots=True)
class Known:
    """What words of time may lean on: the day of publication, what was named in front of them."""

    anchor: dt.date | None
    before: Period | None = None


def reckoned_from(match: Match, known: Known) -> dt.date | Period | None:
    """Return the day that «الشهر الجاري» or «الشهر نفسه» leans on.

    Without such a day it is what to answer: None where nothing was named that «نفسه» could mean,
    else that the time stays unresolved.
    """
    if match["same"]:
        return known.before.first if known.before is not None else None
    return UNRESOLVED if known.anchor is None else known.anchor


def days(first: dt.date, last: dt.date, precision: Precision, *, leans: bool = False) -> Period:
    """Return the days from one to another."""
    return Period(first, last, precision, leans)


def month_days(year: int, month: int) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of a month."""
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def step(anchor: dt.date, name: Precision, count: int) -> Period:
    """Return the week, month or year that is `count` after that of a day."""
    if name == "week":
        first = anchor + dt.timedelta(days=7 * count - anchor.weekday())
        return days(first, first + 6 * DAY, "week", leans=True)
    if name == "month":
        months = anchor.year * 12 + anchor.month - 1 + count
        return days(*month_days(months // 12, months % 12 + 1), "month", leans=True)
    year = anchor.year + count
    return days(dt.date(year, 1, 1), dt.date(year, 12, 31), "year", leans=True)
