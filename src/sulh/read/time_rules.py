"""The rules that name a period of time: how the words run, and which words may open them.

A rule is tried only at a word that may open it, so a sentence without one costs no more than the
looking up of its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from sulh.read import time_counts as counts
from sulh.read import time_dates as dates
from sulh.read import time_feasts as feasts
from sulh.read.time_periods import Known, Match, Period
from sulh.read.time_words import (
    DECADES,
    FEASTS,
    HIJRI,
    MONTHS,
    NEAR_DAYS,
    NUMBERS,
    ORDINALS,
    PEOPLE,
    SEASONS,
    TURNS,
    UNITS,
    WEEKDAYS,
    choice,
)

__all__ = ["OPENING", "RULES", "Rule", "rules_at"]


class Rule:
    """A pattern over a folded shadow, what makes a period of it, and the words that open it.

    The pattern is compiled when it is first tried: all of them take a tenth of a second, and most
    reports open few.
    """

    def __init__(
        self,
        make: Callable[[Match, Known], Period | None],
        opened_by: frozenset[str],
        written: str,
    ) -> None:
        self.make, self.opened_by = make, opened_by
        self._written, self._pattern = written, _NEVER

    def match(self, shadow: str, start: int, end: int) -> Match | None:
        """Return what the pattern matches at a place of a shadow, up to another."""
        if self._pattern is _NEVER:
            self._pattern = re.compile(self._written)
        return self._pattern.match(shadow, start, end)


_NEVER = re.compile("(?!)")
_DIGIT, _THE_DIGIT = "#", "ال#"
_GROUPS = (
    "front", "look", "y", "n", "to", "half", "same", "two", "fused", "month", "nth", "next", "eve",
    "u", "w",
)  # fmt: skip
_END = r"(?:(?!\w)|(?<=\d\d\d\d)(?=في|و|م(?!\w)|ه(?!\w)))"
"""Where a period ends; a year may have grown together with what follows."""


def _rule(
    make: Callable[[Match, Known], Period | None], opened_by: Iterable[str], pattern: str
) -> Rule:
    """Make a rule; groups that its maker may ask for and the pattern lacks are never found."""
    lacking = (rf"(?P<{g}>(?!))?" for g in _GROUPS if f"?P<{g}>" not in pattern)
    opening = frozenset(word.split()[0] for word in opened_by)
    return Rule(make, opening, pattern + _END + "".join(lacking))


# ---- pieces ---------------------------------------------------------------------------------

_LATIN = [word for word in UNITS if word.isascii()]
_ARABIC = [word for word in UNITS if not word.isascii()]
_UNIT, _ENGLISH_UNIT = choice(_ARABIC), choice(_LATIN)
_WHOLES = ("الاسبوع", "الشهر", "العام", "السنه")
_WHOLE = choice(_WHOLES)
_THE_UNITS = [f"ال{word}" for word in _ARABIC if f"ال{word}" not in _WHOLES]
_THE_UNIT = choice(_THE_UNITS)
_NUMBER = rf"(?:\d+|{choice(n for n in NUMBERS if not n.isascii() and n not in UNITS)})"
_LATIN_NUMBERS = [n for n in NUMBERS if n.isascii() and n not in UNITS]
_LATIN_NUMBER = rf"(?:\d+|{choice(_LATIN_NUMBERS)})"
_FEW_ARABIC, _FEW = "(?:عده|بضعه|بضع|عدد من)", "(?:several|a few|few|some|many)"
_FEW_WORDS = ("several", "a", "few", "some", "many")
_LAST = "ال(?:ماضي|منصرم|فاءت|فايت|فارط|اخير)(?:ه|ين|تين)?"
_NEXT = "ال(?:مقبل|قادم)(?:ه|ين|تين)?"
_THIS = "ال(?:جاري|حالي)ه?"
_LOOK = f"(?P<look>{_LAST}|{_NEXT}|{_THIS})"
_FRONT = r"(?P<front>last|next|this past|this coming|coming|this)\s+"
_FRONT_WORDS = ("last", "next", "this", "coming")
_SHORT = frozenset(
    ("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec")
)
_MONTH = "(?:" + "|".join(
    re.escape(m) + r"\.?" * (m in _SHORT) for m in sorted(MONTHS, key=len, reverse=True)
) + ")"  # fmt: skip
_TWO = rf"(?P<two>\s*[/-]\s*{_MONTH}|\s*\(\s*{_MONTH}\s*\))?"
"""The same month by its other name: «أيلول/سبتمبر», «نوفمبر (تشرين الثاني)»."""
_YEAR = r"(?:19[0-9]|20[0-4])\d"
_IN_YEAR = r"(?:\s+(?:من\s+|of\s+)?(?:(?:ل?عام|(?:ال|لل)عام|ل?سنه)\s+)?|,\s*)"
_SAYS_YEAR = rf"(?:{_IN_YEAR}(?P<y>{_YEAR})|\s+{_LOOK})?"
_ORDINAL = choice(ORDINALS)
_DAY = rf"(?P<d>{_ORDINAL}|\d{{1,2}})"
_DAY_WORDS = (_DIGIT, *ORDINALS)
_ABOUT = (
    r"(?:(?:نحو|حوالي|قرابه|زهاء|اكثر من|اقل من|ما يقارب|ما يقرب من|ما يزيد علي|ما يزيد عن|about|"
    r"around|nearly|almost|over|more than|less than|just over|at least)\s+)?"
)
_HALF = r"(?P<half>\s+ونصف(?:\s+ال(?:عام|شهر|سنه|يوم|ساعه|اسبوع))?)?"
_LITTLE = r"(?:\s+(?:قليله|معدوده|عديده|واحده?))?"
_THEN = (
    "(?:ذلك|بدء|بدايه|موعد|انتهاء|نهايه|اندلاع|سقوط|مقتل|وصول|توقيع|اعلان|حلول|انعقاد|زياره|اغتيال|"
    "دخول|انطلاق|انسحاب|تنفيذ|عقد|الهجوم|الانتخابات|الموعد|القمه|الزياره|العمليه|الاجتماع|المعركه|انفصال|استقلال|وفاه|رحيل|عوده|"
    "افتتاح|صدور|تشكيل|تولي|انهيار|مغادره|انقلاب|ثوره|حرب|غزو|وفاته|مقتله|وصوله|الحرب|الانقلاب|"
    "الثوره|الغزو|الانفصال|"
    "الاتفاق|الاستفتاء|اليوم|الحادث|الانفجار|الغاره)"
)
_OF_AN_EVENT = rf"(?!\s+(?:من|علي)\s+{_THEN}|\s+(?:{choice(WEEKDAYS)}|\d))"
"""«قبل يومين من الهجوم» counts from the attack, «قبل يوم السبت», «قبل عام 2011» count nothing."""
_NOT_A_DAY = rf"(?!\s+(?:نفسه|ذاته|عينه|التالي|السابق|العالمي|الوطني|{_ORDINAL}|ال\s?\d))"
_DAWN = r"(?:ساع(?:ه|ات)\s+)?(?:ال)?(?:فجر|صباح)(?:\s+ال(?:باكر|اولي|مبكره?))?"

# ---- the rules, the first that makes a period decides ---------------------------------------

RULES = (
    # days
    _rule(dates.following, ["اليوم", "next", "following", "same"],
          r"اليوم\s+(?:(?P<next>التالي)|(?:نفسه|ذاته))|(?:(?P<w>next|following)|same)\s+day"),
    _rule(feasts.hijri, _DAY_WORDS,
          rf"{_DAY}\s+(?:من\s+)?(?:شهر\s+)?(?P<m>{choice(HIJRI)})(?:\s+(?:من\s+)?"
          rf"(?:(?:ل?عام|سنه|العام|لعام)\s+)?(?P<y>1[345]\d\d)(?:\s*ه)?|\s+{_LOOK})?"),
    _rule(feasts.hijri_numbers, [_DIGIT],
          r"(?:(?=1[345]\d\d\D)|(?=\d{1,2}[/-]\d{1,2}[/-]1[345]\d\d))"
          r"(?P<a>\d{1,4})[/-](?P<b>\d{1,2})[/-](?P<c>\d{1,4})(?:\s*ه)?"),
    _rule(dates.word_date, (*_DAY_WORDS, "ال", _THE_DIGIT),
          rf"(?:ال\s?(?=\d))?{_DAY}(?:st|nd|rd|th)?(?:\s+(?:من|of))?\s*(?:شهر\s+)?(?P<m>{_MONTH})"
          r"(?!\s+(?:be|have|not|also|still|well|never)\b)"
          rf"{_TWO}{_SAYS_YEAR}"),
    _rule(dates.of_month, _DAY_WORDS,
          rf"{_DAY}\s+من\s+(?:هذا\s+)?الشهر(?:\s+(?:{_LOOK}|(?P<same>نفسه|ذاته)))?"),
    _rule(dates.us_date, [*MONTHS, *_FRONT_WORDS],
          rf"(?:{_FRONT})?(?P<m>{_MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?"
          rf"(?:\s*(?:-|to|and)\s*(?P<to>\d{{1,2}}))?(?![\d:]|[.,]\d)(?:,?\s+(?P<y>{_YEAR}))?"
          rf"(?!\s+{PEOPLE})"),
    _rule(dates.iso, [_DIGIT],
          r"(?P<a>\d{4}|\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d{1,2})"
          r"(?![-/.]\d)"),
    _rule(dates.weekend, ["عطله", "نهايه", "weekend", *_FRONT_WORDS],
          rf"(?:{_FRONT})?weekend|(?:عطله\s+)?نهايه\s+الاسبوع(?!\s+{_LAST}|\s+{_NEXT}|\s+{_THIS})"),
    _rule(dates.weekday, [*WEEKDAYS, *(f"{c}{w}" for c in "ول" for w in WEEKDAYS), *_FRONT_WORDS],
          rf"(?:{_FRONT}|و|ل)?(?P<w>{choice(WEEKDAYS)})(?:\s+{_LOOK})?"),
    _rule(dates.near, NEAR_DAYS, rf"(?P<w>{choice(NEAR_DAYS)})(?!:){_NOT_A_DAY}"),
    _rule(feasts.feast, [*FEASTS, "ليله", "عشيه", "اول", "ثاني", "ثالث", "رابع"],
          rf"(?:(?P<eve>ليله|عشيه)\s+|(?P<nth>اول|ثاني|ثالث|رابع)\s+ايام\s+)?(?P<w>{choice(FEASTS)})"
          rf"(?:\s+(?:ل?عام\s+|of\s+)?(?P<y>{_YEAR}|1[345]\d\d)(?:\s*ه)?|\s+{_LOOK})?"),
    # months, seasons, decades
    _rule(dates.month, [*MONTHS, *(f"{c}{m}" for c in "بل" for m in MONTHS), *_FRONT_WORDS],
          rf"(?:{_FRONT}|(?P<fused>[بل]))?(?P<m>{_MONTH}){_TWO}{_SAYS_YEAR}"),
    _rule(feasts.hijri_month, [*HIJRI, "شهر"],
          rf"(?P<month>شهر\s+)?(?P<m>{choice(HIJRI)})(?:\s+المبارك)?"
          rf"(?:\s+(?:من\s+)?(?:(?:ل?عام|العام|سنه)\s+)?(?P<y>1[345]\d\d)(?:\s*ه)?|\s+{_LOOK})?"),
    _rule(dates.season, [*SEASONS, *(f"ال{s}" for s in SEASONS), *_FRONT_WORDS],
          rf"(?:ال)?(?P<s>{choice(SEASONS)})(?:\s+(?:of\s+)?(?:(?:ال|ل)?عام\s+)?(?P<y>{_YEAR})|"
          rf"\s+{_LOOK}|(?=\s+(?:of\s+)?(?:last|next|this)\s+year|\s+(?:من\s+)?العام\s+ال))"),
    _rule(dates.season, _FRONT_WORDS, rf"{_FRONT}(?P<s>{choice(SEASONS)})"),
    _rule(dates.decade, [_DIGIT, *DECADES, *(f"ال{d}" for d in DECADES)],
          rf"(?:ال)?(?P<w>{choice(DECADES)})(?:\s+القرن\s+(?:الماضي|العشرين))?|"
          r"(?P<n>(?:19|20)\d0)s"),
    # counted from the day of publication
    _rule(counts.ago, ["قبل"],
          rf"قبل\s+{_ABOUT}(?:(?P<n>{_NUMBER}|{_FEW_ARABIC})\s+)?(?P<u>{_UNIT}){_LITTLE}{_HALF}"
          rf"{_OF_AN_EVENT}"),
    _rule(counts.ago, [_DIGIT, *_LATIN_NUMBERS, *_FEW_WORDS, *_LATIN],
          rf"(?:(?P<n>{_LATIN_NUMBER}|{_FEW})\s+)?(?P<u>{_ENGLISH_UNIT})(?P<half>\s+and a half)?"
          r"\s+(?:ago|earlier)"),
    _rule(counts.dawn, ["منذ", "حتي", "since"],
          rf"(?:(?:منذ|(?P<to>حتي))\s+{_DAWN}(?!\s+(?:من\s+)?(?:اليوم|يوم|امس|{choice(WEEKDAYS)}|\w+\s+من)|"
          rf"\s+{_DAY})|since\s+(?:dawn|this morning|early morning))"),
    _rule(counts.since, ["منذ"],
          rf"منذ\s+{_ABOUT}(?:(?P<n>{_NUMBER}|{_FEW_ARABIC})\s+)?(?P<u>{_UNIT}){_LITTLE}{_HALF}"
          rf"(?!\s+(?:ال)?(?:فجر|صباح|مساء|ليل|ظهر)|\s+\d|\s+(?:{_MONTH}|{choice(WEEKDAYS)})|"
          r"\s+امس)"),
    _rule(counts.since, ["for"],
          rf"for\s+the\s+(?:past|last)\s+{_ABOUT}(?:(?P<n>{_LATIN_NUMBER}|{_FEW})\s+)?"
          rf"(?P<u>{_ENGLISH_UNIT})"),
    _rule(counts.turn, ["لليوم", "لليله", "للاسبوع", "للشهر", "للعام", "للسنه"],
          rf"لل(?P<u>يوم|ليله|اسبوع|شهر|عام|سنه)\s+(?P<n>{choice(TURNS)}|ال\s?\d+)"
          r"(?:\s+(?:علي\s+)?(?:ال)?توالي?ا?|(?!\s+من\s))"),
    _rule(counts.turn, ["for"],
          rf"for\s+(?:a|the)\s+(?P<n>{choice(TURNS)}|\d+)(?:st|nd|rd|th)?\s+"
          r"(?:straight\s+|consecutive\s+|successive\s+|running\s+)?"
          r"(?P<u>day|night|week|month|year)(?:\s+(?:running|in a row))?"),
    _rule(counts.past, [*_THE_UNITS],
          rf"(?P<u>{_THE_UNIT})\s+(?:(?:القليله|المعدوده|(?P<n>(?:ال\s?)?{_NUMBER}"
          rf"(?:\s+والعشرين|\s+والاربعين)?))\s+)?{_LAST}"),
    _rule(counts.coming, [*_THE_UNITS],
          rf"(?P<u>{_THE_UNIT})\s+(?:(?:القليله|المعدوده|(?P<n>(?:ال\s?)?{_NUMBER}"
          rf"(?:\s+والعشرين|\s+والاربعين)?))\s+)?{_NEXT}"),
    _rule(counts.past, ["ال", _THE_DIGIT, *(f"ال{n}" for n in NUMBERS)],
          rf"ال\s?(?P<n>{_NUMBER})\s+(?P<u>{_UNIT})\s+{_LAST}"),
    _rule(counts.coming, ["ال", _THE_DIGIT, *(f"ال{n}" for n in NUMBERS)],
          rf"ال\s?(?P<n>{_NUMBER})\s+(?P<u>{_UNIT})\s+{_NEXT}"),
    _rule(counts.within, ["غضون", "خلال"],
          rf"(?:غضون|خلال)\s+{_ABOUT}(?:(?P<n>{_NUMBER}|{_FEW_ARABIC})\s+)?(?P<u>{_UNIT}){_LITTLE}"
          r"(?!\s+\d|\s+من\s|\s+ال)"),
    _rule(counts.past, ["اخر"], rf"اخر\s+(?P<n>{_NUMBER})\s+(?P<u>{_UNIT})"),
    _rule(counts.whole, [*_WHOLES, "هذا", "هذه"],
          rf"(?P<front>هذا|هذه)\s+(?P<u>{_WHOLE})|"
          rf"(?P<w>{_WHOLE})(?:\s+(?:{_LOOK}|(?P<same>نفسه|ذاته|نفسها|ذاتها))|(?!\s+{_NUMBER}))"),
    _rule(counts.whole, [*_FRONT_WORDS], rf"{_FRONT}(?P<u>week|month|year)"),
    _rule(counts.whole, ["week", "month", "year"],
          r"(?P<u>week|month|year)(?=\s*(?:$|[.,;]))"),
    _rule(counts.past, ["past", "last", "previous", "recent"],
          rf"(?:past|last|previous|recent)\s+(?:(?P<n>{_LATIN_NUMBER}|{_FEW})\s+)?"
          rf"(?P<u>{_ENGLISH_UNIT})"),
    _rule(counts.coming, ["next", "coming"],
          rf"(?:next|coming)\s+(?:(?P<n>{_LATIN_NUMBER}|{_FEW})\s+)?(?P<u>{_ENGLISH_UNIT})"),
    # years
    _rule(dates.year, [_DIGIT, "عام", "العام", "سنه", "السنه", "عامي", "العامين", "اعوام", "لعام"],
          rf"(?:(?:عام|العام|سنه|السنه|عامي|العامين|اعوام|لعام)\s+)?(?P<y>{_YEAR})(?<!\d[.,]....)"
          rf"(?:\s*[-/]\s*(?P<to>{_YEAR}))?(?!\s+{PEOPLE}|[.,-]\d)"),
)  # fmt: skip


def _openings() -> dict[str, tuple[Rule, ...]]:
    words = {word for rule in RULES for word in rule.opened_by}
    return {word: tuple(rule for rule in RULES if word in rule.opened_by) for word in words}


_OPENINGS = _openings()
_WORDS = choice(_OPENINGS.keys() - {_DIGIT, _THE_DIGIT})
OPENING = re.compile(rf"(?<!\w)[وف]?(\d|ال\d|{_WORDS}(?!\w))")
"""A word that may open a rule, «و» or «ف» fused to it or not."""


def rules_at(opening: Match) -> tuple[Rule, ...]:
    """Return the rules that may begin at a match of :data:`OPENING`."""
    word = opening[1]
    if word[-1].isdigit():
        return _OPENINGS[_DIGIT if len(word) == 1 else _THE_DIGIT]
    return _OPENINGS[word]
