"""Periods of time: the words that name one, and the days it holds."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from sulh.case.model import When
from sulh.case.vocab import Calendar, Precision
from sulh.read.fold import fold_text
from sulh.read.time_words import (
    DECADES,
    HIJRI,
    MONTHS,
    NEAR_DAYS,
    NUMBERS,
    ORDINALS,
    PARTS,
    PEOPLE,
    SEASONS,
    UNITS,
    WEEKDAYS,
    choice,
)

__all__ = ["PERIOD", "Period", "period_of"]

Match = re.Match[str]
_DAY = dt.timedelta(days=1)


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
            first = _month_days(self.first.year, 1 + round(12 * low))[0]
            return replace(self, first=first, last=_month_days(first.year, round(12 * high))[1])
        days = (self.last - self.first).days + 1
        first = self.first + dt.timedelta(days=round(low * days))
        last = self.first + dt.timedelta(days=round(high * days) - 1)
        return replace(self, first=first, last=last)

    def since(self) -> Period:
        """Return the time from its beginning on."""
        return replace(self, last=None) if self.precision != "unresolved" else self

    def until(self) -> Period:
        """Return the time up to its end."""
        return replace(self, first=None) if self.precision != "unresolved" else self

    def from_day(self, day: int) -> Period | None:
        """«بين 3 و7 أيار»: from an earlier day of its month; None when it is no day."""
        earlier = self.first is not None and self.precision == "day" and 0 < day < self.first.day
        return replace(self, first=self.first.replace(day=day)) if earlier else None  # type: ignore[union-attr]

    def to(self, other: Period) -> Period | None:
        """Return the time from this one to the end of another; None when that is earlier."""
        if self.first is None or other.last is None or other.last < self.first:
            return None
        return Period(self.first, other.last, other.precision, self.leans or other.leans)

    def night(self, other: Period) -> Period | None:
        """«ليل الجمعة السبت»: two days in a row, named for the night between them."""
        if not self.precision == other.precision == "day" or self.first is None:
            return None
        ahead = (other.first - self.first).days if other.first is not None else 0
        if other.first is None or ahead not in (1, -6):  # the first may be looked for a week late
            return None
        return replace(other, first=other.first - _DAY)

    def also(self, other: Period) -> Period | None:
        """Return what two names of one time have in common; None when they have nothing."""
        if "unresolved" in (self.precision, other.precision):
            both = self.precision == other.precision
            return self if both else (other if self.precision == "unresolved" else self)
        ends = (self.first, self.last, other.first, other.last)
        if None in ends or "hour" in (self.precision, other.precision):
            return None
        if self.guessed != other.guessed and self.precision == other.precision:
            return other if self.guessed else self  # «الثلاثاء 7 مايو», «غدا الخميس»
        narrow, wide = sorted((self, other), key=lambda p: p.last - p.first)  # type: ignore[operator]
        inside = wide.first <= narrow.first and narrow.last <= wide.last  # type: ignore[operator]
        return replace(narrow, leans=self.leans and other.leans) if inside else None


def _days(first: dt.date, last: dt.date, precision: Precision, *, leans: bool = False) -> Period:
    return Period(first, last, precision, leans)


UNRESOLVED = Period(None, None, "unresolved", leans=True)


def period_of(match: Match, anchor: dt.date | None) -> Period | None:
    """Return what a match of :data:`PERIOD` means; None when it means no time after all.

    Parameters
    ----------
    match : re.Match
        Words of time in a shadow.
    anchor : date or None
        The day of publication.
    """
    make = _MAKERS[match.lastgroup or ""]  # the group of the rule closes last
    try:
        return make(match, anchor)
    except ValueError:  # the 31st of a short month is no day
        return None


# ---- days and dates -------------------------------------------------------------------------

_DATES = ("date", "nth", "us")


def _past(first: dt.date, anchor: dt.date) -> dt.date:
    """Return the last day of that date that is not after publication."""
    return first if first <= anchor else first.replace(year=first.year - 1)


def _date(match: Match, anchor: dt.date | None) -> Period:
    """«3 آذار 2022», «الثالث من أيار», "April 12, 2023"; without a year the last one."""
    said, name, year = next(
        (match[f"{g}_d"], match[f"{g}_m"], match[f"{g}_y"]) for g in _DATES if match[f"{g}_d"]
    )
    day, month = int(said) if said.isdigit() else ORDINALS[said], MONTHS[name]
    if year:
        date = dt.date(int(year), month, day)
        return _days(date, date, "day")
    if anchor is None:
        dt.date(2000, month, day)
        return UNRESOLVED
    date = _past(dt.date(anchor.year, month, day), anchor)
    return _days(date, date, "day", leans=True)


def _hijri(match: Match, _anchor: dt.date | None) -> Period | None:
    from hijridate import Hijri

    said = match["hijri_d"]
    day = int(said) if said.isdigit() else ORDINALS[said]
    try:
        found = Hijri(int(match["hijri_y"]), HIJRI[match["hijri_m"]], day).to_gregorian()
    except (ValueError, OverflowError):
        return Period(None, None, "unresolved", calendar="hijri")
    date = dt.date(found.year, found.month, found.day)
    return Period(date, date, "day", calendar="hijri")


def _iso(match: Match, _anchor: dt.date | None) -> Period | None:
    first, month, last = int(match["iso_a"]), int(match["iso_b"]), int(match["iso_c"])
    year, day = (first, last) if first > 31 else (last, first)
    date = dt.date(year, month, day)
    return _days(date, date, "day")


def _weekday(match: Match, anchor: dt.date | None) -> Period:
    if anchor is None:
        return UNRESOLVED
    day = WEEKDAYS[match["week_w"]]
    if match["week_next"] or match["week_n"]:
        date = anchor + dt.timedelta(days=(day - anchor.weekday() - 1) % 7 + 1)
    else:
        back = (anchor.weekday() - day) % 7
        date = anchor - dt.timedelta(days=back or (7 if match["week_last"] else 0))
    bare = not (match["week_next"] or match["week_n"] or match["week_last"])
    return replace(_days(date, date, "day", leans=True), guessed=bare)


def _near(match: Match, anchor: dt.date | None) -> Period:
    if anchor is None:
        return UNRESOLVED
    date = anchor - dt.timedelta(days=NEAR_DAYS[match["near_w"]])
    return _days(date, date, "day", leans=True)


# ---- months, years, seasons -----------------------------------------------------------------


def _month_days(year: int, month: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def _month(match: Match, anchor: dt.date | None) -> Period | None:
    month = MONTHS[match["month_m"]]
    if match["month_y"]:
        return _days(*_month_days(int(match["month_y"]), month), "month")
    if match["month_bare"] is not None and not match["month_in"]:
        before = _WORD_BEFORE.search(match.string, max(0, match.start() - 12), match.start())
        if before is None or before[1] not in _IN:
            return None  # «مارس», "may" and others are words of other senses too
    if anchor is None:
        return UNRESOLVED
    if match["month_next"]:
        year = anchor.year + (month <= anchor.month)
    else:
        year = anchor.year - (month > anchor.month - bool(match["month_last"]))
    return _days(*_month_days(year, month), "month", leans=True)


def _year(match: Match, _anchor: dt.date | None) -> Period:
    year = int(match["year_y"])
    return _days(dt.date(year, 1, 1), dt.date(year, 12, 31), "year")


def _season(match: Match, anchor: dt.date | None) -> Period:
    """Return the three months of a season; winter begins in the December before."""
    said = match["season_y"]
    if not said and anchor is None:
        return UNRESOLVED
    number = SEASONS[match["season_s"] or match["season_k"]]
    year = int(said) if said else anchor.year - 1 if anchor is not None else 0
    first = dt.date(year - (number == 0), (12, 3, 6, 9)[number], 1)
    last = _month_days(year, (2, 5, 8, 11)[number])[1]
    return _days(first, last, "season", leans=not said)


def _decade(match: Match, _anchor: dt.date | None) -> Period:
    tens = match["decade_n"]
    first = int(tens) if tens else 1900 + 10 * DECADES[match["decade_w"]]
    return _days(dt.date(first, 1, 1), dt.date(first + 9, 12, 31), "decade")


# ---- counted back from publication ----------------------------------------------------------


def _count(number: str | None, unit: str) -> int | None:
    """Return how many units are meant; None for «several», 2 for a dual, 1 for a bare unit."""
    said = (number or "").strip()
    if said.isdigit():
        return int(said)
    return NUMBERS.get(said or unit)


def _back(anchor: dt.date, count: int, name: Precision, days: int) -> dt.date:
    if name == "hour":
        return anchor - dt.timedelta(days=-(-count // 24))
    return anchor - dt.timedelta(days=days * count)


def _ago(match: Match, anchor: dt.date | None) -> Period:
    unit = match["ago_u"] or match["back_u"] or match["since_u"]
    name, days = UNITS[unit]
    count = _count(match["ago_n"] or match["back_n"] or match["since_n"], unit)
    if anchor is None:
        return UNRESOLVED
    if count is None:
        first = anchor - dt.timedelta(days=max(9 * days, 1))
        return Period(first, anchor, "vague", leans=True)
    date = _back(anchor, count, name, days)
    if name == "hour":
        return Period(date, anchor, "vague", leans=True)
    slack = dt.timedelta(days=days // 2)
    return Period(date - slack, date + slack, name, leans=True)


def _since(match: Match, anchor: dt.date | None) -> Period:
    ago = _ago(match, anchor)
    if ago.first is None or ago.last is None:
        return ago
    middle = ago.first + (ago.last - ago.first) / 2 if ago.precision != "vague" else ago.first
    return replace(ago, first=middle, last=None)


def _past_units(match: Match, anchor: dt.date | None) -> Period:
    """«خلال الأيام الثلاثة الماضية», "in the past 48 hours": up to publication."""
    if anchor is None:
        return UNRESOLVED
    unit = (match["past_u"] or match["past_v"] or match["past_r"]).removeprefix("ال")
    name, days = UNITS[unit]
    said = match["past_n"] or match["past_k"] or ""
    count = _count(said.replace("ال", ""), unit)
    if count is None:
        return Period(anchor - dt.timedelta(days=max(9 * days, 1)), anchor, "vague", leans=True)
    return Period(_back(anchor, count, name, days), anchor, name, leans=True)


def _whole_unit(match: Match, anchor: dt.date | None) -> Period | None:
    """«الشهر الماضي», "this week", "next year": a whole period by the day of publication."""
    if anchor is None:
        return UNRESOLVED
    if match["whole_b"] and not _behind_part(match):
        return None
    word = match["whole_u"] or match["whole_v"] or match["whole_w"] or match["whole_b"]
    name = UNITS[word.removeprefix("ال")][0]
    step = 0
    if match["whole_last"] or match["whole_l"]:
        step = -1
    elif match["whole_next"] or match["whole_n"]:
        step = 1
    return _step(anchor, name, step)


def _behind_part(match: Match) -> bool:
    """«مطلع الشهر», «منذ بداية الأسبوع»: a bare unit behind a part of it is the current one."""
    before = _WORD_BEFORE.search(match.string, max(0, match.start() - 12), match.start())
    return before is not None and before[1] in PARTS


def _step(anchor: dt.date, name: Precision, step: int) -> Period:
    if name == "week":
        first = anchor + dt.timedelta(days=7 * step - anchor.weekday())
        return _days(first, first + 6 * _DAY, "week", leans=True)
    if name == "month":
        months = anchor.year * 12 + anchor.month - 1 + step
        return _days(*_month_days(months // 12, months % 12 + 1), "month", leans=True)
    year = anchor.year + step
    return _days(dt.date(year, 1, 1), dt.date(year, 12, 31), "year", leans=True)


def _of_month(match: Match, anchor: dt.date | None) -> Period:
    """«الأول من الشهر الجاري», «5 من الشهر الماضي»."""
    if anchor is None:
        return UNRESOLVED
    month = _step(anchor, "month", -bool(match["of_last"]) or int(bool(match["of_next"])))
    said = match["of_d"]
    date = month.first.replace(day=int(said) if said.isdigit() else ORDINALS[said])  # type: ignore[union-attr]
    return _days(date, date, "day", leans=True)


def _weekend(_match: Match, anchor: dt.date | None) -> Period:
    """Return the last Saturday and Sunday."""
    if anchor is None:
        return UNRESOLVED
    sunday = anchor - dt.timedelta(days=(anchor.weekday() + 1) % 7)
    return _days(sunday - _DAY, sunday, "day", leans=True)


# ---- the words ------------------------------------------------------------------------------

_month_word = choice(MONTHS)
_year_4 = r"(?:19[0-9]|20[0-4])\d"
_number = rf"(?:\d+|{choice(NUMBERS)})"
_vague = "(?:عده|بضعه|عدد من|several|a few|few|some|many)"
_unit = choice(UNITS)
_the_unit = choice(f"ال{word}" for word in UNITS if not word.isascii())
_english_unit = choice(word for word in UNITS if word.isascii())
_whole = "(?:الاسبوع|الشهر|العام|السنه)"
_last = "(?:الماضيه?|الماضيين|المنصرمه?|الفاءته?|الفايته?|السابقه?)"
_recent = "(?:الماضيه?|الماضيين|المنصرمه?|الفاءته?|الفايته?|الاخيره)"
_this = "(?:الجاريه?|الحاليه?)"
_next = "(?:المقبله?|القادمه?|التاليه?)"
_slash = rf"(?:\s*/\s*{_month_word})?"
_in_year = r"(?:\s+(?:من\s+)?(?:(?:عام|العام)\s+)?|,\s*)"
_ordinal = choice(ORDINALS)
_hour = r"(?:(?:مساء|صباح|فجر|ليل|ليله|ظهر|عصر|يوم|عشيه|early on|late on|early|late|on)\s+)?"
_about = r"(?:(?:نحو|حوالي|قرابه|اكثر من|about|around|nearly)\s+)?"
_no_year = r"(?!\s+\d)"
_IN = frozenset(fold_text(
    "في خلال منذ حتى شهر مطلع منتصف أواخر أوائل بداية نهاية من إلى قبل بعد بحلول بين in since "
    "during until by from to of early late mid last next this before after between"
).split())  # fmt: skip
"""Words behind which a month that stands alone is one."""
_WORD_BEFORE = re.compile(r"(\w+)[\s-]+$")
_RULES: tuple[tuple[str, Callable[[Match, dt.date | None], Period | None]], ...] = (
    ((rf"(?P<hijri_d>\d{{1,2}}|{_ordinal})\s+(?:من\s+)?(?P<hijri_m>{choice(HIJRI)})\s+"
     r"(?:(?:عام|سنه)\s+)?(?P<hijri_y>1[345]\d\d)(?:\s*ه)?"), _hijri),
    ((rf"(?P<date_d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+(?:من|of))?\s+(?:شهر\s+)?"
     rf"(?P<date_m>{_month_word}){_slash}(?:{_in_year}(?P<date_y>{_year_4}))?"), _date),
    ((rf"(?P<nth_d>{_ordinal})\s+من\s+(?:شهر\s+)?(?P<nth_m>{_month_word}){_slash}"
     rf"(?:{_in_year}(?P<nth_y>{_year_4}))?"), _date),
    ((rf"(?P<of_d>{_ordinal}|\d{{1,2}})\s+من\s+الشهر\s+(?:(?P<of_last>{_last})|"
     rf"(?P<of_next>{_next})|{_this})"), _of_month),
    (r"(?:over|at|during)\s+(?:the|last|this past)\s+weekend|(?:عطله\s+)?نهايه الاسبوع", _weekend),
    ((rf"(?P<us_m>{_month_word})\s+(?P<us_d>\d{{1,2}})(?:st|nd|rd|th)?"
     rf"(?:,?\s+(?P<us_y>{_year_4}))?"), _date),
    (r"(?P<iso_a>\d{4}|\d{1,2})[-/](?P<iso_b>\d{1,2})[-/](?P<iso_c>\d{4}|\d{1,2})", _iso),
    ((rf"(?P<month_in>[بلو]?)(?P<month_m>{_month_word}){_slash}(?:{_in_year}(?P<month_y>{_year_4})|"
     rf"\s+(?P<month_last>{_last})|\s+(?P<month_next>{_next})|\s+{_this}|(?P<month_bare>))"),
     _month),
    ((rf"(?:ال)?(?P<season_s>{choice(SEASONS)})\s+(?:of\s+)?(?:(?:العام|عام)\s+)?"
     rf"(?:(?P<season_y>{_year_4})|{_last})|last\s+(?P<season_k>{choice(SEASONS)})"), _season),
    ((rf"(?:ال)?(?P<decade_w>{choice(DECADES)})(?:\s+القرن\s+(?:الماضي|العشرين))?|"
     r"(?:the\s+)?(?P<decade_n>(?:19|20)\d0)s"), _decade),
    ((rf"{_hour}(?:(?P<week_n>next|this coming)\s+|(?:last|this past|و|ل)\s*)?"
     rf"(?P<week_w>{choice(WEEKDAYS)})"
     rf"(?:\s+(?P<week_last>{_last})|\s+(?P<week_next>{_next}))?"), _weekday),
    (rf"(?P<near_w>{choice(NEAR_DAYS)})(?!\s+(?:التالي|نفسه|ذاته|الاول|الثاني|السابق))", _near),
    (rf"قبل\s+{_about}(?:(?P<ago_n>{_number}|{_vague})\s+)?(?P<ago_u>{_unit}){_no_year}", _ago),
    (rf"{_about}(?:(?P<back_n>{_number}|{_vague})\s+)?(?P<back_u>{_english_unit})\s+(?:ago|earlier)",
     _ago),
    ((rf"(?:منذ|for the past|for the last)\s+{_about}(?:(?P<since_n>{_number}|{_vague})\s+)?"
     rf"(?P<since_u>{_unit}){_no_year}"), _since),
    ((rf"(?:(?:هذا|هذه)\s+)?(?P<whole_u>{_whole})\s+(?:(?P<whole_last>{_last})|"
     rf"(?P<whole_next>{_next})|{_this})|(?:هذا|هذه)\s+(?P<whole_w>{_whole})|"
     rf"(?P<whole_b>{_whole})(?!\s+{_number})|"
     r"(?:(?P<whole_l>last)|(?P<whole_n>next|the coming)|this)\s+(?P<whole_v>week|month|year)"),
     _whole_unit),
    ((rf"(?:(?:خلال|في)\s+)?(?P<past_u>{_the_unit})\s+(?:(?:القليله|الاخيره|(?P<past_n>(?:ال)?"
     rf"{_number}(?:\s+و(?:ال)?{_number})?))\s+)?{_recent}|"
     rf"(?:(?:in|over|during|within)\s+)?the\s+(?:past|last)\s+"
     rf"(?:(?P<past_k>{_number}|{_vague})\s+)?(?P<past_v>{_english_unit})|"
     rf"(?:in|over)\s+recent\s+(?P<past_r>{_english_unit})"), _past_units),
    (rf"(?:(?:في\s+)?(?:عام|العام|سنه)\s+)?(?P<year_y>{_year_4})(?!\s+{PEOPLE}|[.,]\d)", _year),
)  # fmt: skip
"""Patterns over a folded shadow, the first that fits decides; groups are named by the rule."""
_MAKERS = {f"rule_{number}": make for number, (_, make) in enumerate(_RULES)}
PERIOD = re.compile(
    r"(?:(?<!\w)|(?<=\bو)(?=\d))(?:"
    + "|".join(f"(?P<rule_{number}>{pattern})" for number, (pattern, _) in enumerate(_RULES))
    + r")(?!\w)"
)
"""Any words that name a period."""


def _first_words(*lists: Iterable[str]) -> set[str]:
    return {word.split(maxsplit=1)[0] for words in lists for word in words}


_FIRST = {
    *_first_words(ORDINALS, MONTHS, SEASONS, DECADES, WEEKDAYS, NEAR_DAYS, NUMBERS, UNITS),
    *(front + word for word in _first_words(MONTHS) for front in "بلو"),
    *(front + word for word in _first_words(WEEKDAYS) for front in ("و", "ل", "last")),
    *("past" + word for word in _first_words(WEEKDAYS)),
    *("ال" + word for word in _first_words(SEASONS, DECADES, UNITS)),
    *fold_text(
        "over at during عطلة نهاية مساء صباح فجر ليل ليلة ظهر عصر يوم عشية early late on next this "
        "last the قبل نحو حوالي قرابة اكثر about around nearly عدة بضعة عدد several a few some many "
        "منذ و ل for هذا هذه الأسبوع الشهر العام السنة خلال في in within عام سنة"
    ).split(),
}  # fmt: skip
OPENING = re.compile(rf"(?:(?<!\w)|(?<=\bو)(?=\d))(?:\d|{choice(_FIRST)}(?!\w))")
"""What a period may begin with: where this does not match, :data:`PERIOD` does not either."""
