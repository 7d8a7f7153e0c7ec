"""Times counted from the day of publication: «قبل أسبوعين», «لليوم الثالث», "in coming days"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from sulh.case.vocab import Precision
from sulh.read.time_ahead import ahead, way, word_before
from sulh.read.time_periods import UNRESOLVED, Known, Match, Period, reckoned_from, step
from sulh.read.time_words import NUMBERS, PARTS, TURNS, UNITS

__all__ = ["ago", "coming", "dawn", "past", "since", "turn", "whole", "within"]

_ARTICLE = re.compile(r"(?<!\w)ال\s?(?=[\w])")


def _count(number: str | None, unit: str) -> int | None:
    """Return how many units are meant; None for «several», 2 for a dual, 1 for a bare unit."""
    said = _ARTICLE.sub("", (number or "").strip()).replace("وال", "و")
    if said.isdigit():
        return int(said)
    return NUMBERS.get(said or unit)


def _back(anchor: dt.date, count: float, name: Precision, length: int) -> dt.date:
    if name == "hour":
        return anchor - dt.timedelta(days=-(-int(count) // 24))
    return anchor - dt.timedelta(days=round(length * count))


def ago(match: Match, known: Known) -> Period:
    """«قبل ثلاثة أيام», "a year and a half ago"."""
    anchor = known.anchor
    if anchor is None:
        return UNRESOLVED
    unit = match["u"]
    name, length = UNITS[unit]
    count = _count(match["n"], unit)
    if count is None:
        first = anchor - dt.timedelta(days=max(9 * length, 1))
        return Period(first, anchor, "vague", leans=True)
    date = _back(anchor, count + 0.5 * bool(match["half"]), name, length)
    if name == "hour":
        return Period(date, anchor, "vague", leans=True)
    slack = dt.timedelta(days=length // 2)
    return Period(date - slack, date + slack, name, leans=True)


def since(match: Match, known: Known) -> Period:
    """«منذ ستة أسابيع», "for the past month"."""
    found = ago(match, known)
    if found.first is None or found.last is None:
        return found
    vague = found.precision == "vague"
    middle = found.first if vague else found.first + (found.last - found.first) / 2
    return replace(found, first=middle, last=None)


def past(match: Match, known: Known) -> Period:
    """«خلال الأيام الثلاثة الماضية», "in the past 48 hours": up to publication."""
    return _stretch(match, known, -1)


def coming(match: Match, known: Known) -> Period:
    """«في الأيام المقبلة», "in the next two weeks": from publication on."""
    return _stretch(match, known, 1)


def within(match: Match, known: Known) -> Period | None:
    """«ستصل في غضون ثلاثة أيام»: from publication on, where what is told of is to come."""
    return _stretch(match, known, 1) if ahead(match) else None


def _stretch(match: Match, known: Known, sign: int) -> Period:
    anchor = known.anchor
    if anchor is None:
        return UNRESOLVED
    unit = match["u"].removeprefix("ال")
    name, length = UNITS[unit]
    count = _count(match["n"], unit)
    if count is None:
        far = anchor + sign * dt.timedelta(days=max(9 * length, 1))
        name = "vague"
    else:
        far = anchor + sign * (anchor - _back(anchor, count, name, length))
    return Period(min(anchor, far), max(anchor, far), name, leans=True)


def turn(match: Match, known: Known) -> Period:
    """«لليوم الثالث على التوالي», "for the third day running": since two days before."""
    if known.anchor is None:
        return UNRESOLVED
    name, length = UNITS[match["u"]]
    said = _ARTICLE.sub("", match["n"])
    count = int(said) if said.isdigit() else TURNS[match["n"]]
    first = known.anchor - dt.timedelta(days=length * (count - 1))
    return Period(first, known.anchor, name, leans=True)


def dawn(match: Match, known: Known) -> Period:
    """«منذ الصباح», «حتى ساعات الفجر الأولى»: of the day of publication."""
    if known.anchor is None:
        return UNRESOLVED
    found = Period(known.anchor, known.anchor, "day", leans=True)
    return found.until() if match["to"] else found.since()


def whole(match: Match, known: Known) -> Period | None:
    """«الشهر الماضي», "this week", «مطلع العام»: a whole week, month or year."""
    base = reckoned_from(match, known)
    if not isinstance(base, dt.date):
        return base
    if match["front"] == "last" and word_before(match) == "the":
        return None  # "over the last year" is twelve months
    bare = not (match["look"] or match["front"] or match["same"])
    if bare and word_before(match) not in PARTS:
        return None  # «مطلع الشهر» is of this month, «الشهر» alone is no time
    name = UNITS[(match["u"] or match["w"]).removeprefix("ال")][0]
    return step(base, name, way(match["look"], match["front"]))
