"""When: words of time as written, and the days they mean given the day of publication.

Without a day of publication, words that lean on it stay unresolved. A weekday means the last one
on or before publication. Month names of the Levant, the Gulf and Egypt, and the Maghreb are known;
Hijri dates are turned by hijridate (Umm al-Qura, 1924 to 2077).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from sulh.case.model import When
from sulh.case.vocab import Precision

__all__ = ["TimeSpan", "find_times"]

_MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "كانون الثاني|يناير|جانفي|january|jan", "شباط|فبراير|فيفري|february|feb",
        "اذار|مارس|march|mar", "نيسان|ابريل|افريل|april|apr", "ايار|مايو|ماي|may",
        "حزيران|يونيو|يونيه|جوان|june|jun", "تموز|يوليو|يوليه|جويليه|يوليوز|july|jul",
        "اب|اغسطس|اوت|غشت|august|aug", "ايلول|سبتمبر|شتنبر|september|sept|sep",
        "تشرين الاول|اكتوبر|october|oct", "تشرين الثاني|نوفمبر|نونبر|november|nov",
        "كانون الاول|ديسمبر|دجنبر|december|dec",
    ),
    1,
):  # fmt: skip
    for _name in _names.split("|"):
        _MONTHS[_name] = _number
_HIJRI = {
    name: number
    for number, names in enumerate(
        ("محرم", "صفر", "ربيع الاول", "ربيع الثاني|ربيع الاخر", "جمادي الاولي|جمادي الاول",
         "جمادي الثانيه|جمادي الاخره", "رجب", "شعبان", "رمضان", "شوال", "ذي القعده|ذو القعده",
         "ذي الحجه|ذو الحجه"), 1)
    for name in names.split("|")
}  # fmt: skip
_WEEKDAYS = {
    "الاثنين": 0, "الثلاثاء": 1, "الاربعاء": 2, "الخميس": 3, "الجمعه": 4, "السبت": 5, "الاحد": 6,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5,
    "sunday": 6,
}  # fmt: skip
_month = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_hijri = "|".join(sorted(map(re.escape, _HIJRI), key=len, reverse=True))
_day_word = "|".join(_WEEKDAYS)
_NUMBER = {
    "عده": None, "بضعه": None, "يوم": 1, "يومين": 2, "اسبوع": 1, "اسبوعين": 2, "شهر": 1,
    "شهرين": 2, "عام": 1, "عامين": 2, "سنه": 1, "سنتين": 2, "ساعات": None, "one": 1, "two": 2,
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "a": 1, "an": 1, "several": None, "few": None, "ثلاثه": 3, "ثلاث": 3, "اربعه": 4, "اربع": 4,
    "خمسه": 5, "خمس": 5, "سته": 6, "ست": 6, "سبعه": 7, "سبع": 7, "ثمانيه": 8, "عشره": 10, "عشر": 10,
}  # fmt: skip
_W = r"(?<!\w)"
_E = r"(?!\w)"


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Words of time in the shadow and what they mean."""

    start: int
    end: int
    when: When


_Rule = tuple[re.Pattern[str], Callable[[re.Match[str], dt.date | None, str], When | None]]


def _exact(match: re.Match[str], anchor: dt.date | None, text: str) -> When | None:
    month = _MONTHS[match["m"]]
    year = int(match["y"]) if match["y"] else None
    return _dated(text, year, month, int(match["d"]), anchor)


def _dated(
    text: str, year: int | None, month: int, day: int, anchor: dt.date | None
) -> When | None:
    anchored = year is None
    if year is None:
        if anchor is None:
            return When(text=text, precision="unresolved", anchor="publication")
        year = anchor.year
    try:
        date = dt.date(year, month, day)
        if anchored and anchor is not None and date > anchor:
            date = dt.date(year - 1, month, day)
    except ValueError:
        return None
    return When(text=text, start=date, end=date, precision="day",
                anchor="publication" if anchored else "")  # fmt: skip


def _month_rule(match: re.Match[str], anchor: dt.date | None, text: str) -> When | None:
    month = _MONTHS[match["m"]]
    if not match["y"]:
        if anchor is None:
            return When(text=text, precision="unresolved", anchor="publication")
        year = anchor.year - (month > anchor.month)
    else:
        year = int(match["y"])
    start = dt.date(year, month, 1)
    return When(text=text, start=start, end=_month_end(start), precision="month",
                anchor="" if match["y"] else "publication")  # fmt: skip


def _month_end(start: dt.date) -> dt.date:
    following = dt.date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def _iso(match: re.Match[str], _anchor: dt.date | None, text: str) -> When | None:
    first, month, last = int(match[1]), int(match[2]), int(match[3])
    year, day = (first, last) if first > 31 else (last, first)
    return _dated(text, year, month, day, None)


def _year(match: re.Match[str], _anchor: dt.date | None, text: str) -> When | None:
    year = int(match["y"])
    return When(text=text, start=dt.date(year, 1, 1), end=dt.date(year, 12, 31), precision="year")


def _hijri_rule(match: re.Match[str], _anchor: dt.date | None, text: str) -> When | None:
    from hijridate import Hijri

    try:
        day = Hijri(int(match["y"]), _HIJRI[match["m"]], int(match["d"])).to_gregorian()
    except (ValueError, OverflowError):
        return When(text=text, precision="unresolved", calendar="hijri")
    date = dt.date(day.year, day.month, day.day)
    return When(text=text, start=date, end=date, precision="day", calendar="hijri")


def _weekday(match: re.Match[str], anchor: dt.date | None, text: str) -> When | None:
    if anchor is None:
        return When(text=text, precision="unresolved", anchor="publication")
    back = (anchor.weekday() - _WEEKDAYS[match["w"]]) % 7
    before = match.groupdict().get("last")
    ahead = match.groupdict().get("next")
    if ahead:
        date = anchor + dt.timedelta(days=(_WEEKDAYS[match["w"]] - anchor.weekday() - 1) % 7 + 1)
    else:
        date = anchor - dt.timedelta(days=back or (7 if before else 0))
    return When(text=text, start=date, end=date, precision="day", anchor="publication")


_DAYS = {"اليوم": 0, "today": 0, "امس": 1, "yesterday": 1, "امس الاول": 2, "اول امس": 2,
         "غدا": -1, "tomorrow": -1, "الليله الماضيه": 1, "last night": 1, "overnight": 1,
         "مساء امس": 1, "ليل امس": 1}  # fmt: skip


def _near(match: re.Match[str], anchor: dt.date | None, text: str) -> When | None:
    if anchor is None:
        return When(text=text, precision="unresolved", anchor="publication")
    date = anchor - dt.timedelta(days=_DAYS[match[0]])
    return When(text=text, start=date, end=date, precision="day", anchor="publication")


_UNITS: dict[str, tuple[Precision, int]] = {
    "ساعه": ("hour", 0), "ساعات": ("hour", 0), "يوم": ("day", 1), "ايام": ("day", 1),
    "يومين": ("day", 1), "اسبوع": ("week", 7), "اسبوعين": ("week", 7), "اسابيع": ("week", 7),
    "شهر": ("month", 30), "شهرين": ("month", 30), "اشهر": ("month", 30), "شهور": ("month", 30),
    "عام": ("year", 365), "عامين": ("year", 365), "اعوام": ("year", 365), "سنه": ("year", 365),
    "سنتين": ("year", 365), "سنوات": ("year", 365), "سنين": ("year", 365),
    "hour": ("hour", 0), "hours": ("hour", 0), "day": ("day", 1), "days": ("day", 1),
    "week": ("week", 7), "weeks": ("week", 7), "month": ("month", 30), "months": ("month", 30),
    "year": ("year", 365), "years": ("year", 365),
}  # fmt: skip


def _ago(match: re.Match[str], anchor: dt.date | None, text: str) -> When | None:
    name, days = _UNITS[match["u"]]
    count = _count(match["n"], match["u"])
    if anchor is None:
        return When(text=text, precision="unresolved", anchor="publication")
    if count is None or name == "hour":
        span = days * 9 if count is None else 1
        start = anchor - dt.timedelta(days=max(span, 1))
        return When(text=text, start=start, end=anchor, precision="vague", anchor="publication")
    date = anchor - dt.timedelta(days=days * count)
    slack = dt.timedelta(days=days // 2)
    return When(
        text=text, start=date - slack, end=date + slack, precision=name, anchor="publication"
    )


def _count(number: str | None, unit: str) -> int | None:
    if number and number.strip().isdigit():
        return int(number)
    if number and number.strip() in _NUMBER:
        return _NUMBER[number.strip()]
    if number:
        return None
    return _NUMBER.get(unit)


def _last_unit(match: re.Match[str], anchor: dt.date | None, text: str) -> When | None:
    if anchor is None:
        return When(text=text, precision="unresolved", anchor="publication")
    name, _ = _UNITS.get(match["u"].removeprefix("ال"), ("vague", 0))
    if name == "week":
        start = anchor - dt.timedelta(days=anchor.weekday() + 7)
        return When(text=text, start=start, end=start + dt.timedelta(days=6), precision="week",
                    anchor="publication")  # fmt: skip
    if name == "month":
        end = anchor.replace(day=1) - dt.timedelta(days=1)
        return When(text=text, start=end.replace(day=1), end=end, precision="month",
                    anchor="publication")  # fmt: skip
    if name == "year":
        year = anchor.year - 1
        return When(text=text, start=dt.date(year, 1, 1), end=dt.date(year, 12, 31),
                    precision="year", anchor="publication")  # fmt: skip
    return When(text=text, start=anchor - dt.timedelta(days=10), end=anchor, precision="vague",
                anchor="publication")  # fmt: skip


def _rule(pattern: str, make: Callable[[re.Match[str], dt.date | None, str], When | None]) -> _Rule:
    return re.compile(pattern), make


_n = r"(?:(?P<n>\d+|" + "|".join(sorted(_NUMBER, key=len, reverse=True)) + r")\s+)?"
_u = "(?P<u>" + "|".join(sorted(_UNITS, key=len, reverse=True)) + ")"
_y = r"(?P<y>(?:19|20)\d\d)"
_d = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_m = rf"(?P<m>{_month})(?:\s*/\s*(?:{_month}))?"
_in_year = rf"(?:\s+(?:من\s+)?(?:عام\s+)?|,\s*)?{_y}?"
_part_of_day = "يوم|فجر|صباح|مساء|ليل|ظهر|عصر|on|last|early|late"
_which = r"(?:\s+(?P<last>الماضي|المنصرم|الفاءت)|\s+(?P<next>المقبل|القادم))?"
_latin_number = "|".join(k for k in _NUMBER if k.isascii())
_past_unit = "الاسبوع|الشهر|العام|السنه|الايام|الساعات|الاسابيع|الاشهر"
_past_word = "الماضيه?|المنصرمه?|الفايته?|الاخيره"
_near_words = "|".join(sorted(map(re.escape, _DAYS), key=len, reverse=True))
_RULES: tuple[_Rule, ...] = (
    _rule(rf"{_W}{_d}\s+(?P<m>{_hijri})\s+(?P<y>1[345]\d\d)(?:\s*ه)?{_E}", _hijri_rule),
    _rule(rf"{_W}{_d}(?:\s+من)?\s+(?:of\s+)?(?:شهر\s+)?{_m}{_in_year}{_E}", _exact),
    _rule(rf"{_W}(?P<m>{_month})\s+{_d}(?:,?\s+{_y})?{_E}", _exact),
    _rule(rf"{_W}(?:ب|ل|و)?{_m}\s+(?:(?:من\s+)?عام\s+)?{_y}{_E}", _month_rule),
    _rule(rf"{_W}(\d{{4}}|\d{{1,2}})[-/](\d{{1,2}})[-/](\d{{4}}|\d{{1,2}}){_E}", _iso),
    _rule(rf"(?:{_W}(?:{_part_of_day})\s+)?{_W}(?:و|ل)?(?P<w>{_day_word}){_which}{_E}", _weekday),
    _rule(rf"{_W}(?:{_near_words}){_E}", _near),
    _rule(rf"{_W}قبل\s+{_n}{_u}{_E}", _ago),
    _rule(
        rf"{_W}(?:(?P<n>\d+|{_latin_number})\s+)"
        rf"(?P<u>hours?|days?|weeks?|months?|years?)\s+ago{_E}",
        _ago,
    ),
    _rule(
        rf"{_W}(?:(?:خلال|في)\s+)?(?P<u>{_past_unit})\s+(?:القليله\s+)?(?:{_past_word}){_E}",
        _last_unit,
    ),
    _rule(rf"{_W}last\s+(?P<u>week|month|year){_E}", _last_unit),
    _rule(rf"{_W}(?:(?:في\s+)?(?:عام|العام|سنه)\s+)?(?P<y>(?:19[4-9]|20[0-4])\d){_E}", _year),
)


def find_times(shadow: str, start: int, end: int, anchor: dt.date | None) -> list[TimeSpan]:
    """Return the words of time between two places of a shadow, resolved against `anchor`.

    Examples
    --------
    >>> [t.when.start for t in find_times("قصف يوم 8 تموز 2021", 0, 19, None)]
    [datetime.date(2021, 7, 8)]
    >>> find_times("امس", 0, 3, None)[0].when.precision
    'unresolved'
    """
    found: list[TimeSpan] = []
    for pattern, make in _RULES:
        for match in pattern.finditer(shadow, start, end):
            if any(match.start() < t.end and t.start < match.end() for t in found):
                continue
            when = make(match, anchor, match[0])
            if when is not None:
                found.append(TimeSpan(match.start(), match.end(), when))
    return sorted(found, key=lambda t: t.start)
