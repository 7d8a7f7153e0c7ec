"""Which way to look for a day that comes every week or year: back, as in most reports, or ahead."""

from __future__ import annotations

import re

from sulh.read.time_periods import Match

__all__ = ["ahead", "gone", "term", "way", "word_before"]

_WORD_BEFORE = re.compile(r"(\w+)['\"]?[\s-]+$")
_BACK = re.compile(r"ال(?:ماضي|منصرم|فاءت|فايت|فارط|اخير)|last|past|this past")
_NEXT = re.compile(r"ال(?:مقبل|قادم)|next|(?:the |this )?coming")
_STOP = re.compile(r"[.!?؟؛\n]")
_SAID = re.compile(
    r"(?<!\w)(?:و?(?:قال|اعلن|اكد|صرح|ذكر|افاد|اضاف|اوضح|كشف|كتب)(?:ت|وا|ا)?|"
    r"منذ|since|said|says|told|announced|reported|added|stated|warned)(?!\w)"
)
_PAST = re.compile(r"(?<!\w)(?:لم|و?كان(?:ت|وا|ا)?|was|were|had|have|has)(?!\w)")
_STEMS = (
    "بد|عقد|نعقد|نطلق|جتمع|لتقي|زور|صل|ستمر|ستانف|نتهي|تم|كون|جري|دخل|شارك|قوم|عود|علن|فتح|غادر|"
    "توجه|بحث|ناقش|صوت|ستضيف|تولي|وقع|سلم|نسحب|نفذ|شهد|حضر|سافر|قدم|سري|صدر|نظم|متد|تواصل|تراس|فرج"
)
"""Verbs that stand behind سـ: not every word in «ست…» or «سي…» is one."""
_AHEAD = re.compile(
    rf"(?<!\w)(?:سوف|[وف]?س[يت](?:{_STEMS})\w*|"
    r"[وف]?[يت](?:بدا|نطلق|نتهي|ستانف|ستضيف|عقد|نعقد|لتقي|جتمع|زور|حتضن)|"
    r"[وف]?[يت](?:ستمر|متد|سري|بقي|ظل)(?=\s(?:.{0,30}\s)?(?:حتي|لغايه)\s)|(?:ال)?(?:مقرر|متوقع|منتظر|مرتقب|مزمع|مفترض)ا?ه?|[بل]?(?:ال)?(?:تمديد|تاجيل|ارجاء)|مدد(?:ت|وا)?|"
    r"will|shall|set to|due|expected|scheduled|plans? to|planned|going to|begins?|starts?|resumes?|"
    r"(?:starting|beginning)(?=\s+(?:on\s+|this\s+)?$)|extend(?:ed)?|postponed|delayed|adjourned)"
    r"(?!\w)"
)


_TERM = re.compile(
    r"(?<!\w)(?:(?:ال)?(?:مقرر|مزمع|مفترض)ا?ه?|اعتبارا من|ابتداء من|scheduled|planned|due)(?!\w)"
)
_GONE = re.compile(r"(?<!\w)و?(?:منذ|since)(?:\s+\w+){0,3}\s+$")


def ahead(match: Match) -> bool:
    """Tell whether what is told of is still to come: «ستبدأ الثلاثاء», "due to meet on Friday".

    The words in front decide; a verb of saying between takes the day to itself («ستنسحب، قال
    الثلاثاء»), and what was due once («كان من المقرر») is past.
    """
    low = max(0, match.start() - 60)
    text = _STOP.split(match.string[low : match.start()])[-1]
    marks = [found.start() for found in _AHEAD.finditer(text)]
    if not marks or _SAID.search(text, marks[-1]) is not None:
        return False
    return _PAST.search(text, max(0, marks[0] - 24), marks[-1]) is None


def term(match: Match) -> bool:
    """Tell whether a day is a term set: «كان من المقرر إجراؤها في», "was due in"."""
    low = max(0, match.start() - 40)
    return _TERM.search(_STOP.split(match.string[low : match.start()])[-1]) is not None


def gone(match: Match) -> bool:
    """Tell whether words right in front are of what has begun: «منذ», "since"."""
    return _GONE.search(match.string, max(0, match.start() - 32), match.start()) is not None


def way(*said: str | None) -> int:
    """Return -1 when words point back, 1 when they point ahead, 0 when they do neither.

    Examples
    --------
    >>> way("الماضي"), way(None, "next"), way("الجاري")
    (-1, 1, 0)
    """
    for word in said:
        if word and _BACK.match(word):
            return -1
        if word and _NEXT.match(word):
            return 1
    return 0


def word_before(match: Match) -> str:
    """Return the word in front of a match; "" when none stands there."""
    found = _WORD_BEFORE.search(match.string, max(0, match.start() - 16), match.start())
    return found[1] if found is not None else ""
