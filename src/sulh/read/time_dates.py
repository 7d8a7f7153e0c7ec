"""Days, months, seasons and years as words name them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from sulh.read.time_ahead import ahead, gone, term, way, word_before
from sulh.read.time_periods import (
    DAY,
    UNRESOLVED,
    Known,
    Match,
    Period,
    days,
    month_days,
    reckoned_from,
    step,
)
from sulh.read.time_words import (
    DECADES,
    IN,
    MONTHS,
    NEAR_DAYS,
    NOT_TODAY,
    ORDINALS,
    SEASONS,
    SHARES,
    WEEKDAYS,
)

__all__ = [
    "decade",
    "following",
    "iso",
    "month",
    "near",
    "of_month",
    "season",
    "us_date",
    "weekday",
    "weekend",
    "word_date",
    "year",
]

# ---- days -----------------------------------------------------------------------------------


def word_date(match: Match, known: Known) -> Period | None:
    """«3 آذار 2022», «الثالث من أيار المقبل»; without a year the last one, or the next."""
    said = match["d"]
    if word_before(match) in SHARES:
        return None  # «الأسبوع الأول من آذار»
    day = int(said) if said.isdigit() else ORDINALS[said]
    return _in_a_year(match, day, known.anchor)


def us_date(match: Match, known: Known) -> Period | None:
    """Return the day of "April 12, 2023" or "last June 5", the days of "May 3-7"."""
    first = _in_a_year(match, int(match["d"]), known.anchor)
    if match["to"] is None or first.first is None:
        return first
    last = first.first.replace(day=int(match["to"]))
    return replace(first, last=last) if last > first.first else None


def _in_a_year(match: Match, day: int, anchor: dt.date | None) -> Period:
    said, month = match["y"], MONTHS[match["m"].rstrip(".")]
    if said:
        date = dt.date(int(said), month, day)
        return days(date, date, "day")
    if anchor is None:
        dt.date(2000, month, day)
        return UNRESOLVED
    year = anchor.year
    date = dt.date(year, month, day)
    look = way(match["look"], match["front"])
    if look > 0 or (look == 0 and not match["look"] and ahead(match)):
        date = date if date >= anchor else date.replace(year=year + 1)
    elif look < 0:
        date = date if date <= anchor else date.replace(year=year - 1)
    elif not match["look"]:  # «الجاري» is of this year
        soon = 0 if gone(match) else 183 if term(match) else 31
        date = _nearest(date, anchor, soon)
    return days(date, date, "day", leans=True)


def _nearest(date: dt.date, anchor: dt.date, soon: int) -> dt.date:
    """Return the last such date, or the next where that is at most so many days away.

    What is nearly a year old is told with its year.
    """
    last = date if date <= anchor else date.replace(year=date.year - 1)
    following = last.replace(year=last.year + 1)
    return following if (following - anchor).days <= soon and last < anchor else last


def iso(match: Match, _known: Known) -> Period | None:
    """Return the day of «12/3/2019» or "2019-03-12": the day first unless that can be none."""
    first, month, last = int(match["a"]), int(match["b"]), int(match["c"])
    if len(match["a"]) == 4:
        year, day = first, last
    elif len(match["c"]) == 4 or (len(match["c"]) == 2 and match["sep"] != "-"):
        year, day = (last if last > 99 else 2000 + last), first
    else:
        return None
    if month > 12 >= day:
        month, day = day, month
    if not 1900 <= year < 2050:
        return None
    date = dt.date(year, month, day)
    return days(date, date, "day")


def weekday(match: Match, known: Known) -> Period:
    """Return the last such day, or the next where the words look ahead."""
    anchor = known.anchor
    if anchor is None:
        return UNRESOLVED
    day, look = WEEKDAYS[match["w"]], way(match["front"], match["look"])
    back = (anchor.weekday() - day) % 7
    if look > 0:
        date = anchor + dt.timedelta(days=(day - anchor.weekday() - 1) % 7 + 1)
    elif look < 0:
        date = anchor - dt.timedelta(days=back or 7)
    elif match["front"]:  # "this Friday"
        date = anchor + dt.timedelta(days=day - anchor.weekday())
    else:
        date = anchor + dt.timedelta(days=-back % 7) if ahead(match) else anchor - back * DAY
    return replace(days(date, date, "day", leans=True), guessed=look == 0)


def near(match: Match, known: Known) -> Period | None:
    """«أمس», "tomorrow"; «ذلك اليوم» and a paper called «اليوم» are no such day."""
    if word_before(match) in NOT_TODAY:
        return None
    if known.anchor is None:
        return UNRESOLVED
    date = known.anchor - dt.timedelta(days=NEAR_DAYS[match["w"]])
    return replace(days(date, date, "day", leans=True), guessed=match["w"] == "overnight")


def of_month(match: Match, known: Known) -> Period | None:
    """«الأول من الشهر الجاري», «5 من الشهر الماضي», «الثامن من الشهر نفسه»."""
    base = reckoned_from(match, known)
    if not isinstance(base, dt.date):
        return base
    of = step(base, "month", way(match["look"]))
    said = match["d"]
    day = int(said) if said.isdigit() else ORDINALS[said]
    date = of.first.replace(day=day)  # type: ignore[union-attr]
    return days(date, date, "day", leans=True)


def following(match: Match, known: Known) -> Period | None:
    """«في اليوم التالي», "the same day": a day by the one named in front, else no time."""
    before = known.before
    if before is None or before.last is None or before.precision != "day":
        return None
    date = before.last + (DAY if match["next"] or match["w"] else 0 * DAY)
    return days(date, date, "day", leans=before.leans)


def weekend(match: Match, known: Known) -> Period:
    """Return a Saturday and Sunday: the last, or that of this or the next week."""
    anchor = known.anchor
    if anchor is None:
        return UNRESOLVED
    sunday = anchor - dt.timedelta(days=(anchor.weekday() + 1) % 7)
    if way(match["front"]) > 0 or match["front"] == "this" or ahead(match):
        sunday += (0 if anchor.weekday() == 6 else 7) * DAY
    return days(sunday - DAY, sunday, "day", leans=True)


# ---- months, years, seasons -----------------------------------------------------------------

_RANGE = re.compile(r"(?<!\w)(?:from|between)\s+\w+\s+(?:\d+\s+)?to\s+$")
_OTHER_SENSE = frozenset({"may", "march", "مارس", "ماي", "اب"})
"""Months that are other words too."""


def month(match: Match, known: Known) -> Period | None:
    """«شباط 2015», "last March"; a bare month only behind a word that makes it one."""
    number, anchor = MONTHS[match["m"].rstrip(".")], known.anchor
    if match["y"]:
        return days(*month_days(int(match["y"]), number), "month")
    sure = match["look"] or match["two"] or (match["front"] and match["front"] != "this")
    if not sure and not _is_month(match):
        return None
    if anchor is None:
        return UNRESOLVED
    year, look = anchor.year, way(match["look"], match["front"])
    if look > 0 or (look == 0 and not match["look"] and not match["front"] and ahead(match)):
        year += number < anchor.month + (look > 0)
    elif look < 0:
        year -= number > anchor.month - 1
    elif not match["look"]:
        soon = (number - anchor.month) % 12 <= (6 if term(match) else 1) and not gone(match)
        year += (number < anchor.month) if soon else -(number > anchor.month)
    return days(*month_days(year, number), "month", leans=True)


def _is_month(match: Match) -> bool:
    """«في مارس» and «بتموز» are months; «باب», «مارس ضغطا», "this may be", "to march" are not."""
    name, before = match["m"], word_before(match)
    if match["front"]:
        return name not in _OTHER_SENSE  # "this may" is no month
    if match["fused"]:
        return name not in _OTHER_SENSE
    if name in ("may", "march") and before == "to":
        return _RANGE.search(match.string, max(0, match.start() - 40), match.start()) is not None
    return before in IN and (before != "this" or name not in _OTHER_SENSE)


def year(match: Match, _known: Known) -> Period:
    """Return a year."""
    number = int(match["y"])
    last = number
    if match["to"]:
        last = int(match["to"])
    if not number <= last <= number + 60:
        raise ValueError
    return days(dt.date(number, 1, 1), dt.date(last, 12, 31), "year")


def season(match: Match, known: Known) -> Period:
    """Return the three months of a season; winter begins in the December before."""
    said, anchor, number = match["y"], known.anchor, SEASONS[match["s"]]
    if said:
        return _season(int(said), number, leans=False)
    if anchor is None:
        return UNRESOLVED
    found = [_season(anchor.year + n, number, leans=True) for n in (-1, 0, 1, 2)]
    look = way(match["look"], match["front"])
    if look > 0:
        return next(s for s in found if s.first > anchor)  # type: ignore[operator]
    if look < 0:
        return [s for s in found if s.last < anchor][-1]  # type: ignore[operator]
    begun = [s for s in found if s.first <= anchor]  # type: ignore[operator]
    return begun[-1] if begun else found[0]


def _season(year: int, number: int, *, leans: bool) -> Period:
    first = dt.date(year - (number == 0), (12, 3, 6, 9)[number], 1)
    return days(first, month_days(year, (2, 5, 8, 11)[number])[1], "season", leans=leans)


def decade(match: Match, _known: Known) -> Period:
    """«تسعينيات القرن الماضي», "the 1990s"."""
    tens = match["n"]
    first = int(tens) if tens else 1900 + 10 * DECADES[match["w"]]
    return days(dt.date(first, 1, 1), dt.date(first + 9, 12, 31), "decade")
