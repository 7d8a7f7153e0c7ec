"""Which way to look for a day that comes every week or year: back, as in most reports, or ahead."""

from __future__ import annotations

import re
from functools import lru_cache

from sulh.read.fold import fold_text
from sulh.read.time_periods import Match

__all__ = ["ahead", "gone", "term", "way", "word_before"]

_WORD_BEFORE = re.compile(r"(\w+)['\"]?[\s-]+$")
_BACK = re.compile(r"ال(?:ماضي|منصرم|فاءت|فايت|فارط|اخير)|last|past|this past")
_NEXT = re.compile(r"ال(?:مقبل|قادم)|next|(?:the |this )?coming")
_SAID = re.compile(
    r"و?(?:قال|اعلن|اكد|صرح|ذكر|افاد|اضاف|اوضح|كشف|كتب)(?:ت|وا|ا)?|و?منذ|since|said|says|told|announced|"
    r"reported|added|stated|warned"
)
_PAST = frozenset(fold_text(
    "لم ولم كان كانت كانوا كانا وكان وكانت was were had have has"
).split())  # fmt: skip
_STEMS = (
    "بد|عقد|نعقد|نطلق|جتمع|لتقي|زور|صل|ستمر|ستانف|نتهي|تم|كون|جري|دخل|شارك|قوم|عود|علن|فتح|غادر|"
    "توجه|بحث|ناقش|صوت|ستضيف|تولي|وقع|سلم|نسحب|نفذ|شهد|حضر|سافر|قدم|سري|صدر|نظم|متد|تواصل|تراس|فرج"
)
"""Verbs that stand behind سـ: not every word in «ست…» or «سي…» is one."""
_AHEAD = re.compile(
    rf"سوف|[وف]?س[يت](?:{_STEMS})\w*|[وف]?[يت](?:بدا|نطلق|نتهي|ستانف|ستضيف|عقد|نعقد|لتقي|جتمع|زور|"
    r"حتضن)|(?:ال)?(?:مقرر|متوقع|منتظر|مرتقب|مزمع|مفترض)ا?ه?|[بل]?(?:ال)?(?:تمديد|تاجيل|ارجاء)|"
    r"مدد(?:ت|وا)?|will|shall|set|due|expected|scheduled|plans?|planned|going|begins?|starts?|"
    r"resumes?|extend(?:ed)?|postponed|delayed|adjourned"
)
_LASTING = re.compile(r"[وف]?[يت](?:ستمر|متد|سري|بقي|ظل)")
_UNTIL = frozenset({"حتي", "لغايه"})
_SINCE = frozenset({"منذ", "ومنذ", "since"})
_TERM = re.compile(r"(?:ال)?(?:مقرر|مزمع|مفترض)ا?ه?|اعتبارا|ابتداء|scheduled|planned|due")
_WORD = re.compile(r"\w+|[.!?؟؛\n]")
_ENDS = frozenset(".!?؟؛\n")


@lru_cache(maxsize=16_384)
def _kind(word: str) -> str:
    """Return what a word says of the time: ahead, lasting, said, past or nothing."""
    kinds = (("said", _SAID), ("ahead", _AHEAD), ("lasting", _LASTING))
    if word in _PAST:
        return "past"
    return next((kind for kind, pattern in kinds if pattern.fullmatch(word)), "")


def ahead(match: Match) -> bool:
    """Tell whether what is told of is still to come: «ستبدأ الثلاثاء», "due to meet on Friday".

    The words in front decide; a verb of saying between takes the day to itself («ستنسحب، قال
    الثلاثاء»), and what was due once («كان من المقرر») is past.
    """
    words = _in_front(match)
    for place in range(len(words) - 1, -1, -1):
        kind = _kind(words[place])
        if kind == "said":
            return False
        lasting = kind == "lasting" and not _UNTIL.isdisjoint(words[place:])
        begins = words[place] in ("starting", "beginning") and place >= len(words) - 2
        if kind == "ahead" or lasting or begins:
            return all(_kind(word) != "past" for word in words[max(0, place - 4) : place])
    return False


def _in_front(match: Match) -> list[str]:
    """Return the words of the sentence in front of a match, ten or so."""
    words = _WORD.findall(match.string, max(0, match.start() - 60), match.start())
    for place in range(len(words) - 1, -1, -1):
        if words[place] in _ENDS:
            return words[place + 1 :]
    return words


def term(match: Match) -> bool:
    """Tell whether a day is a term set: «كان من المقرر إجراؤها في», "was due in"."""
    return any(_TERM.fullmatch(word) for word in _in_front(match)[-6:])


def gone(match: Match) -> bool:
    """Tell whether words right in front are of what has begun: «منذ», "since"."""
    return not _SINCE.isdisjoint(_in_front(match)[-4:])


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
