"""When: words of time as written, and the days they mean given the day of publication.

Periods (a day, «الشهر الماضي», "the 1990s") are found first (:mod:`.time_rules`); then what stands
in front narrows them («مطلع», "late", a half, a quarter), opens them («منذ», "until") or joins two
(«من … إلى …»), and two names of one time become one («الاثنين 13 مايو», «الخميس من الأسبوع
الماضي»).
Without a day of publication, words that lean on it stay unresolved. A weekday and a month mean the
last one on or before publication unless the words look ahead («المقبل», «ستبدأ الثلاثاء»). Month
names of the Levant, the Gulf and Egypt, and the Maghreb are known, Hijri dates and the feasts too.
A week begins on Monday.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from sulh.case.model import When
from sulh.read.fold import fold_text
from sulh.read.time_periods import Known, Period
from sulh.read.time_rules import OPENING, Rule, rules_at
from sulh.read.time_words import NAMED, ORDINALS, PARTS, choice

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
_DAYTIME = (
    r"(?:مساء|صباح|فجر|ليل|ليله|ظهر|عصر|عشيه|نهار|ظهيره|ال(?:مساء|صباح|فجر|ليل|ظهر))"
    r"(?:\s+ال(?:باكر|اولي|مبكره?))?"
)
_HOURS = re.compile(
    r"(?<!\w)(?:الساعه\s+(?:\w+\s+){1,3})?(?:(?:ما\s+)?(?:بعد|قبل|قبيل)\s+)?(?:منتصف\s+)?"
    rf"(?:ساعات?\s+|وقت\s+(?:مبكر|متاخر)\s+من\s+)?(?:{_DAYTIME}\s+|(?<=منتصف\s))(?:من\s+)?"
    r"(?:يوم\s+)?$"
)
_PART = re.compile(rf"(?<!\w)[وف]?({choice(PARTS)})[\s-]+(?:of\s+)?{_LEAD}")
_OPENING = re.compile(
    r"(?<!\w)[وف]?(?:(?P<since>منذ|اعتبارا من|ابتداء من|بدءا من|بدايه من|انطلاقا من|ever since|"
    r"since|as of|effective|starting|beginning)|(?P<until>حتي|لغايه|لحد|بحلول|until|till|up to|by)|"
    r"(?P<after>بعد|عقب|after)|(?P<before>قبل|قبيل|before|prior to|ahead of))\s+(?:on\s+)?"
    rf"{_LEAD}"
)
_FROM = re.compile(rf"(?<!\w)(?:ما بين|من|بين|يومي|from|between)\s+{_LEAD}")
_TWO = re.compile(r"(?:يومي|عامي|العامين|شهري|ليلتي)\s")
_TO = re.compile(rf"\s*(?:[وف]?(?:الي|حتي)|و|to|until|through|and|-|–)\s*{_LEAD}")
_SPACE = re.compile(r"[\s,،(–-]*(?:\d{1,2}:\d{2}\s+)?(?:الموافق|the|من|of|في|يوم)?[\s,،(]*$")
_FIRST_DAY = re.compile(rf"(?<!\w)(\d{{1,2}}|{choice(ORDINALS)})\s*(?:الي|حتي|و|to|and|-|–)\s*$")
_WEAK = frozenset({"a", "for", "some", "many", "few", "several"})
_FRONTS = frozenset((
    *(word.split()[-1] for word in (*PARTS, *ORDINALS)),
    *fold_text(
        "and to of on the by إلى من عام العام عامي سنة شهر يوم يومي منذ "
        "ومنذ حتى وحتى لغاية لحد "
        "بحلول "
        "بعد وبعد فبعد عقب قبل وقبل قبيل بين منتصف مساء صباح فجر ليل ليلة ظهر عصر عشية نهار ظهيرة "
        "المساء الصباح الفجر الليل الظهر الباكر الأولى المبكر المبكرة since effective starting "
        "beginning after until till before between from"
    ).split(),
    "و",
))  # fmt: skip
"""The words that may stand right in front of a period and change it."""
_FRONT_WORD = re.compile(r"(\w+)[\s-]*و?$")
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
    place = start
    for opens, begins, rules in _openings(shadow, start, end):
        if opens < place:
            continue
        known = Known(anchor, found[-1].period if found else None)
        one = _period_at(rules, shadow, (begins, end), known)
        if one is None:
            continue
        place = one.end
        one = _with_front(shadow, found[-1].end if found else start, one)
        joined = _joined(shadow, found[-1], one) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(one)
    return [TimeSpan(f.start, f.end, f.period.when(shadow[f.start : f.end])) for f in found]


@lru_cache(maxsize=65_536)
def may_tell_time(word: str) -> bool:
    """Tell whether a word of a shadow, as white space cuts it, may belong to a name of time.

    What also opens many other phrases ("a", "for") counts for nothing here: a unit must follow.

    Examples
    --------
    >>> may_tell_time("بتموز،"), may_tell_time("mid-2019"), may_tell_time("a")
    (True, True, False)
    """
    found = OPENING.finditer(word)
    return any(opening[1] not in _WEAK for opening in found)


_WRITTEN = re.compile(r"\S+")


def _openings(shadow: str, start: int, end: int) -> list[tuple[int, int, tuple[Rule, ...]]]:
    """Return where in a sentence names of time may begin, with و in front and without; and how."""
    return [
        (word.start() + opens, word.start() + begins, rules)
        for word in _WRITTEN.finditer(shadow, start, end)
        for opens, begins, rules in _openings_in(word[0])
    ]


@lru_cache(maxsize=65_536)
def _openings_in(word: str) -> tuple[tuple[int, int, tuple[Rule, ...]], ...]:
    found = OPENING.finditer(word)
    return tuple((opening.start(), opening.start(1), rules_at(opening)) for opening in found)


def _period_at(
    rules: tuple[Rule, ...], shadow: str, span: tuple[int, int], known: Known
) -> _Found | None:
    """Return the period that begins at a place."""
    for rule in rules:
        match = rule.match(shadow, span[0], span[1])
        if match is None or _is_name(shadow, match.start(), match.end()):
            continue
        try:
            period = rule.make(match, known)
        except ValueError:  # the 31st of a short month is no day
            continue
        if period is not None:
            return _Found(match.start(), match.end(), period)
    return None


def _is_name(shadow: str, start: int, end: int) -> bool:
    """«لواء 17 فبراير», "the March 23 Movement": a date in a name is no time."""
    before = _WORD_BEFORE.search(shadow, max(0, start - 20), start)
    after = _WORD_AFTER.match(shadow, end)
    latin = after is not None and after[1].isascii() and after[1] in NAMED
    return latin or (before is not None and before[1] in NAMED)


# ---- what stands in front -------------------------------------------------------------------


def _with_front(shadow: str, low: int, one: _Found) -> _Found:
    """Narrow or open a period by the words in front of it."""
    before = _FRONT_WORD.search(shadow, max(low, one.start - 16), one.start)
    if before is None or not _may_change(before[1]):
        return one
    start, period, ends = one.start, one.period, False
    if period.precision == "day":
        hours = _HOURS.search(shadow, max(low, start - 48), start)
        start = hours.start() if hours is not None else start
    if (part := _PART.search(shadow, max(low, start - 30), start)) is not None:
        share = PARTS[part[1]]
        start, period, ends = part.start(1), period.part(*share), share[1] == 1
    if (first := _FIRST_DAY.search(shadow, max(low, start - 24), start)) is not None:
        said = first[1]
        earlier = period.from_day(int(said) if said.isdigit() else ORDINALS[said])
        if earlier is not None:
            return _Found(first.start(1), one.end, earlier)
    return _opened(shadow, low, _Found(start, one.end, period), ends=ends)


def _may_change(word: str) -> bool:
    return word in _FRONTS or word[-1].isdigit() or (word[0] in "وف" and word[1:] in _FRONTS)


def _opened(shadow: str, low: int, one: _Found, *, ends: bool) -> _Found:
    """Open a period at one end: «منذ», «حتى», «قبل», «بعد»."""
    front = _OPENING.search(shadow, max(low, one.start - 24), one.start)
    if front is None:
        return one
    period, kind = one.period, front.lastgroup
    if kind == "until" or (kind == "before" and ends):
        period = period.until()
    else:
        period = period.before() if kind == "before" else period.since()
    return _Found(front.start(), one.end, period)


# ---- two that belong together ---------------------------------------------------------------


def _joined(shadow: str, one: _Found, other: _Found) -> _Found | None:
    """Return one time for two that name it twice or are its two ends; None when they are two."""
    between = shadow[one.end : other.start]
    if len(between) > 16:
        return None
    opened = _FROM.search(shadow, max(0, one.start - 16), one.start)
    two = _TWO.match(shadow, opened.start() if opened is not None else one.start) is not None
    if _SPACE.match(between) is not None:
        both = _same(one.period, other.period, opened is not None or shadow[other.start] == "و")
        return replace(one, end=other.end, period=both) if both is not None else None
    if _TO.match(between) is not None:
        span = None
        if two or opened is None:  # «عامي 2023 و2024», «ليلة الجمعة إلى السبت»
            near = two or between.strip() in ("الي", "to")
            span = one.period.next(other.period) if near else None
        else:
            span = one.period.to(other.period)
        start = opened.start() if opened is not None else one.start
        return _Found(start, other.end, span) if span is not None else None
    return None


def _same(one: Period, other: Period, opened: bool) -> Period | None:
    """Return what two periods side by side mean together."""
    if other.first is None and other.last is not None and (opened or one.last is None):
        return one.to(
            other
        )  # «منذ أمس وحتى صباح اليوم», «في 9 أيار وحتى 3 حزيران», "from May until June"
    return one.also(other) or one.night(other) or one.within(other)
