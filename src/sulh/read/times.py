"""When: words of time as written, and the days they mean given the day of publication.

Periods (a day, «الشهر الماضي», "the 1990s") are found first; then what stands in front narrows them
(«مطلع», "late", a half, a quarter), opens them («منذ», "since") or joins two («من … إلى …»), and
two names of one day become one («الاثنين 13 مايو»). Without a day of publication, words that lean
on it stay unresolved. A weekday and a month mean the last one on or before publication. Month names
of the Levant, the Gulf and Egypt, and the Maghreb are known; Hijri dates are turned by hijridate
(Umm al-Qura, 1924 to 2077). A week begins on Monday.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sulh.case.model import When
from sulh.read.time_hints import may_tell_time
from sulh.read.time_periods import OPENING, PERIOD, Period, period_of
from sulh.read.time_words import NAMED, PARTS, choice

__all__ = ["TimeSpan", "find_times"]


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Words of time in the shadow and what they mean."""

    start: int
    end: int
    when: When


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    period: Period


_LEAD = r"(?:(?:عام|العام|عامي|سنه|شهر|يوم|يومي|the)\s+)?$"
_PART = re.compile(rf"(?<!\w)({choice(PARTS)})[\s-]+(?:of\s+)?{_LEAD}")
_SINCE = re.compile(rf"(?<!\w)و?(منذ|ever since|since)\s+{_LEAD}")
_UNTIL = re.compile(rf"(?<!\w)(حتي|لغايه|لحد|بحلول|until|till|up to|by)\s+{_LEAD}")
_FROM = re.compile(rf"(?<!\w)(ما بين|من|بين|from|between)\s+{_LEAD}")
_TO = re.compile(rf"\s*(?:الي|حتي|و|to|until|through|and|-|–)\s*{_LEAD}")
_SPACE = re.compile(r"[\s,،(–-]*(?:الموافق|the)?[\s,،(]*$")
_FIRST_DAY = re.compile(
    r"(?<!\w)(?:من|بين|ما بين|from|between|on)?\s*(?:يوم\s+)?(\d{1,2})\s*(?:الي|و|to|and|-|–)\s*$"
)
_WORD_BEFORE = re.compile(r"(\w+)\s+$")
_WORD_AFTER = re.compile(r"\s+(\w+)")


def find_times(shadow: str, start: int, end: int, anchor: dt.date | None) -> list[TimeSpan]:
    """Return the words of time between two places of a shadow, resolved against `anchor`.

    Examples
    --------
    >>> [t.when.start for t in find_times("قصف يوم 8 تموز 2021", 0, 19, None)]
    [datetime.date(2021, 7, 8)]
    >>> find_times("امس", 0, 3, None)[0].when.precision
    'unresolved'
    >>> (late,) = find_times("in late 2019", 0, 12, None)
    >>> str(late.when.start), late.when.text
    ('2019-09-01', 'late 2019')
    """
    found: list[_Found] = []
    if not any(map(may_tell_time, shadow[start:end].split())):
        return []
    for match in _periods(shadow, start, end):
        if _is_name(shadow, match.start(), match.end()):
            continue
        period = period_of(match, anchor)
        if period is not None:
            one = _with_front(shadow, start, _Found(match.start(), match.end(), period))
            joined = _joined(shadow, found[-1], one) if found else None
            if joined is not None:
                found[-1] = joined
            else:
                found.append(one)
    return [TimeSpan(f.start, f.end, f.period.when(shadow[f.start : f.end])) for f in found]


def _periods(shadow: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield what ``PERIOD.finditer`` yields, trying it only where a period may begin."""
    for opening in OPENING.finditer(shadow, start, end):
        if opening.start() >= start:
            match = PERIOD.match(shadow, opening.start(), end)
            if match is not None:
                start = match.end()
                yield match


def _is_name(shadow: str, start: int, end: int) -> bool:
    """«لواء 17 فبراير», "the March 23 Movement": a date in a name is no time."""
    before = _WORD_BEFORE.search(shadow, max(0, start - 20), start)
    after = _WORD_AFTER.match(shadow, end)
    latin = after is not None and after[1].isascii() and after[1] in NAMED
    return latin or (before is not None and before[1] in NAMED)


# ---- what stands in front -------------------------------------------------------------------


def _with_front(shadow: str, low: int, one: _Found) -> _Found:
    """Narrow or open a period by the words in front of it."""
    start, period = one.start, one.period
    if (part := _PART.search(shadow, max(low, start - 30), start)) is not None:
        share = PARTS[part[1]]
        start, period = part.start(), period.part(*share)
    if (first := _FIRST_DAY.search(shadow, max(low, start - 24), start)) is not None:
        earlier = period.from_day(int(first[1]))
        if earlier is not None:
            return _Found(first.start(1), one.end, earlier)
    if (since := _SINCE.search(shadow, max(low, start - 24), start)) is not None:
        return _Found(since.start(1), one.end, period.since())
    if (until := _UNTIL.search(shadow, max(low, start - 24), start)) is not None:
        return _Found(until.start(1), one.end, period.until())
    return _Found(start, one.end, period)


# ---- two that belong together ---------------------------------------------------------------


def _joined(shadow: str, one: _Found, other: _Found) -> _Found | None:
    """Return one time for two that name it twice or are its two ends; None when they are two."""
    between = shadow[one.end : other.start]
    if len(between) > 16:
        return None
    if _SPACE.match(between) is not None:
        both = one.period.also(other.period) or one.period.night(other.period)
        return replace(one, end=other.end, period=both) if both is not None else None
    opened = _FROM.search(shadow, max(0, one.start - 16), one.start)
    if _TO.match(between) is not None and opened is not None:
        span = one.period.to(other.period)
        return _Found(opened.start(1), other.end, span) if span is not None else None
    return None
