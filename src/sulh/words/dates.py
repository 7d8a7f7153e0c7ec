"""Times in words, as precise as the case says and no more; Levantine month names in Arabic."""

from __future__ import annotations

import datetime as dt

from sulh.case.model import When
from sulh.words.voice import Voice, isolate

__all__ = ["MONTHS", "day", "when"]

MONTHS = {
    "ar": (
        "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
        "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip


def day(date: dt.date, voice: Voice) -> str:
    r"""Print a day: ``8 تموز 2021``.

    Examples
    --------
    >>> day(dt.date(2021, 7, 8), Voice("ar")) == "\u20688 تموز 2021\u2069"
    True
    """
    return isolate(f"{voice.figures(str(date.day))} {_month_words(date, voice)}")


def when(time: When | None, voice: Voice) -> str:
    r"""Print a time of a case.

    A month is printed as a month and a year as a year; an interval as its two ends; what was not
    resolved as it was written. None, and a time that says nothing, give "undated".

    Examples
    --------
    >>> july = When(start=dt.date(2018, 7, 1), end=dt.date(2018, 7, 31), precision="month")
    >>> when(july, Voice("ar")) == "\u2068تموز 2018\u2069"
    True
    """
    if time is None or not (time.start or time.end or time.text):
        return voice.say(ar="بلا تاريخ", en="undated")
    words = _resolved(time, voice)
    if not words or time.calendar == "hijri":
        written = voice.say(ar="كما ورد: ", en="as written: ") + _quoted(time.text, voice)
        return f"{words} ({written})" if words else written
    return words


def _quoted(text: str, voice: Voice) -> str:
    return voice.say(ar=f"«{isolate(text)}»", en=f"“{isolate(text)}”")


def _resolved(time: When, voice: Voice) -> str:
    """The interval in words; empty if there is none."""
    if time.start is None and time.end is None:
        return ""
    if time.start is None or time.end is None:
        return _open(time, voice)
    if time.start == time.end:
        return day(time.start, voice)
    if _whole_month(time.start, time.end):
        return isolate(_month_words(time.start, voice))
    if _whole_years(time.start, time.end):
        return _years(time.start.year, time.end.year, voice)
    first, last = day(time.start, voice), day(time.end, voice)
    return voice.say(ar=f"بين {first} و{last}", en=f"between {first} and {last}")


def _open(time: When, voice: Voice) -> str:
    if time.start is not None:
        return voice.say(ar=f"منذ {day(time.start, voice)}", en=f"since {day(time.start, voice)}")
    if time.end is None:
        return ""
    return voice.say(ar=f"حتى {day(time.end, voice)}", en=f"until {day(time.end, voice)}")


def _years(first: int, last: int, voice: Voice) -> str:
    ends = [isolate(voice.figures(str(year))) for year in (first, last)]
    if first == last:
        return ends[0]
    return voice.say(ar=f"بين {ends[0]} و{ends[1]}", en=f"between {ends[0]} and {ends[1]}")


def _month_words(date: dt.date, voice: Voice) -> str:
    return f"{MONTHS[voice.language][date.month - 1]} {voice.figures(str(date.year))}"


def _whole_month(start: dt.date, end: dt.date) -> bool:
    same = (start.year, start.month) == (end.year, end.month)
    return same and start.day == 1 and (end + dt.timedelta(days=1)).day == 1


def _whole_years(start: dt.date, end: dt.date) -> bool:
    return (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
