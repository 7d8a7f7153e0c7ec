"""Which words can belong to a name of time: a sentence without one needs no search for any.

The patterns of :mod:`.time_periods` are many and tried at every word. Each of them needs a digit or
one of the words below, so most sentences are passed over for the price of looking their words up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from sulh.read.time_words import DECADES, MONTHS, NEAR_DAYS, SEASONS, WEEKDAYS

__all__ = ["may_tell_time"]

_TOKEN = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")


def _fronted(words: Iterable[str], *fronts: str) -> set[str]:
    """Return the first word of each name of time, alone and with what may be fused to it."""
    first = {word.split()[0] for word in words}
    return first | {front + word for front in fronts for word in first}


def _needed(phrases: Iterable[str]) -> set[str]:
    """Return words of which each phrase holds one: single words, the last of the other phrases."""
    single = {phrase for phrase in phrases if " " not in phrase}
    return single | {p.split()[-1] for p in phrases if single.isdisjoint(p.split())}


_HINTS = frozenset({
    *_fronted(MONTHS, "ب", "ل", "و"), *_fronted(WEEKDAYS, "و", "ل", "last", "past"),
    *_fronted(SEASONS), *_fronted(DECADES, "ال"), *_needed(NEAR_DAYS),
    "weekend", "الاسبوع", "الشهر", "العام", "السنه", "week", "month", "year",
    "قبل", "ago", "earlier", "منذ", "past", "last", "recent", "الماضي", "الماضيه", "الماضيين",
    "المنصرم", "المنصرمه", "الفاءت", "الفاءته", "الفايت", "الفايته", "الاخيره",
})  # fmt: skip


@lru_cache(maxsize=65_536)
def may_tell_time(word: str) -> bool:
    """Tell whether a word of a shadow, as white space cuts it, may belong to a name of time.

    Examples
    --------
    >>> may_tell_time("بتموز،"), may_tell_time("mid-2019"), may_tell_time("قصف")
    (True, True, False)
    """
    hints = not _HINTS.isdisjoint(_TOKEN.findall(word))
    return hints or _DIGIT.search(word) is not None
