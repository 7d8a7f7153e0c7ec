"""The words of time in Arabic and English: months, weekdays, numbers, units, parts of a period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, takewhile
from operator import itemgetter

from sulh.case.vocab import Precision
from sulh.read.fold import fold_text

__all__ = [
    "DECADES",
    "HIJRI",
    "MONTHS",
    "NAMED",
    "NEAR_DAYS",
    "NUMBERS",
    "ORDINALS",
    "PARTS",
    "PEOPLE",
    "SEASONS",
    "UNITS",
    "WEEKDAYS",
    "choice",
]


def _numbered(rows: Iterable[str], first: int = 1) -> dict[str, int]:
    """Number rows of words that mean the same."""
    return {fold_text(word): n for n, row in enumerate(rows, first) for word in row.split("|")}


def choice(words: Iterable[str]) -> str:
    """Return a pattern for one of the words, the longest first; what they begin with is shared.

    Examples
    --------
    >>> choice(["in", "inside", "at"])
    '(?:at|in(?:side)?)'
    """
    return _branches(sorted(set(words)))


def _branches(words: Sequence[str]) -> str:
    """Return a pattern for one of some sorted words, by their first letters."""
    if len(words) == 1:
        return re.escape(words[0])
    ends = not words[0]
    found = []
    for _, group in groupby(words[ends:], key=itemgetter(0)):
        some = list(group)
        pairs = zip(some[0], some[-1], strict=False)
        shared = sum(takewhile(bool, (one == other for one, other in pairs)))
        front = re.escape(some[0][:shared])
        rest = _branches([word[shared:] for word in some]) if len(some) > 1 else ""
        found.append(front + rest)
    return f"(?:{'|'.join(found)})" + ("?" if ends else "")


MONTHS = _numbered((
    "كانون الثاني|يناير|جانفي|january|jan", "شباط|فبراير|فيفري|february|feb",
    "اذار|مارس|march|mar", "نيسان|ابريل|افريل|april|apr", "ايار|مايو|ماي|may",
    "حزيران|يونيو|يونيه|جوان|june|jun", "تموز|يوليو|يوليه|جويليه|يوليوز|july|jul",
    "اب|اغسطس|اوت|غشت|august|aug", "ايلول|سبتمبر|شتنبر|september|sept|sep",
    "تشرين الاول|اكتوبر|october|oct", "تشرين الثاني|نوفمبر|نونبر|november|nov",
    "كانون الاول|ديسمبر|دجنبر|december|dec",
))  # fmt: skip
HIJRI = _numbered((
    "محرم", "صفر", "ربيع الاول", "ربيع الثاني|ربيع الاخر", "جمادي الاولي|جمادي الاول",
    "جمادي الثانيه|جمادي الاخره", "رجب", "شعبان", "رمضان", "شوال", "ذي القعده|ذو القعده",
    "ذي الحجه|ذو الحجه",
))  # fmt: skip
WEEKDAYS = _numbered((
    "الاثنين|monday", "الثلاثاء|tuesday", "الاربعاء|wednesday", "الخميس|thursday",
    "الجمعه|friday", "السبت|saturday", "الاحد|sunday",
), 0)  # fmt: skip
_TEN = ("الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع",
        "العاشر")  # fmt: skip
ORDINALS = _numbered((
    *_TEN, "الحادي عشر", *(f"{word} عشر" for word in _TEN[1:9]), "العشرين|العشرون",
    *(f"{word} والعشرين" for word in ("الحادي", *_TEN[1:9])), "الثلاثين|الثلاثون",
    "الحادي والثلاثين",
))  # fmt: skip
NUMBERS = _numbered((
    "يوم|شهر|عام|سنه|اسبوع|ساعه|واحد|واحده|one|a|an|hour|day|week|month|year|decade",
    "يومين|شهرين|عامين|سنتين|اسبوعين|ساعتين|two|اثنين|اثنتين",
    "ثلاث|ثلاثه|three", "اربع|اربعه|four", "خمس|خمسه|five", "ست|سته|six", "سبع|سبعه|seven",
    "ثماني|ثمانيه|ثمان|eight", "تسع|تسعه|nine", "عشر|عشره|ten",
)) | {fold_text(k): n for k, n in (
    ("عشرين", 20), ("ثلاثين", 30), ("اربعين", 40), ("خمسين", 50), ("ستين", 60), ("twenty", 20),
    ("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60), ("eleven", 11), ("twelve", 12),
    ("اربع وعشرين", 24), ("ثماني واربعين", 48), ("اثنتين وسبعين", 72), ("fifteen", 15),
)}  # fmt: skip
_LENGTHS: tuple[tuple[Precision, int, str], ...] = (
    ("hour", 0, "ساعة|ساعات|ساعتين|hour|hours"),
    ("day", 1, "يوم|يوما|أيام|يومين|day|days"),
    ("week", 7, "أسبوع|أسبوعا|أسبوعين|أسابيع|week|weeks"),
    ("month", 30, "شهر|شهرا|شهرين|أشهر|شهور|month|months"),
    ("year", 365, "عام|عاما|عامين|أعوام|سنة|سنتين|سنوات|سنين|year|years"),
    ("decade", 3652, "عقد|عقدين|عقود|decade|decades"),
)
UNITS = {fold_text(w): (name, days) for name, days, row in _LENGTHS for w in row.split("|")}
"""The precision a unit gives, and its length in days."""
NEAR_DAYS = {
    fold_text(word): back
    for back, words in (
        (0, ("اليوم|صباح اليوم|مساء اليوم|فجر اليوم|ظهر اليوم|هذا الصباح|هذا المساء|الليلة|today|"
            "this morning|this afternoon|this evening|tonight|earlier today")),
        (1, ("أمس|مساء أمس|صباح أمس|فجر أمس|ليل أمس|ظهر أمس|البارحة|الليلة الماضية|yesterday|"
            "last night|overnight|yesterday morning|yesterday evening")),
        (2, "أمس الأول|أول أمس|أول من أمس|the day before yesterday"),
        (-1, "غدا|tomorrow"), (-2, "بعد غد|the day after tomorrow"),
    )
    for word in words.split("|")
}  # fmt: skip
SEASONS = _numbered(("winter|شتاء", "spring|ربيع", "summer|صيف", "autumn|fall|خريف"), 0)
DECADES = {
    fold_text(word): tens
    for tens, words in enumerate((
        "عشرينيات|عشرينات", "ثلاثينيات|ثلاثينات", "أربعينيات|أربعينات", "خمسينيات|خمسينات",
        "ستينيات|ستينات", "سبعينيات|سبعينات", "ثمانينيات|ثمانينات", "تسعينيات|تسعينات",
    ), 2)
    for word in words.split("|")
}  # fmt: skip
PARTS: dict[str, tuple[float, float]] = {
    fold_text(word): share
    for share, words in (
        ((0, 0.34), ("مطلع|مطالع|بداية|أوائل|مستهل|بدايات|early|early in|beginning of|start of|"
                    "the beginning of|the start of|earlier|earlier in|في وقت سابق من")),
        ((0.34, 0.67), "منتصف|أواسط|وسط|أواسط شهر|mid|middle of|the middle of|midway through"),
        ((0.67, 1), "نهاية|نهايات|أواخر|ختام|late|late in|later in|end of|the end of"),
        ((0, 0.5), "النصف الأول من|first half of|the first half of"),
        ((0.5, 1), "النصف الثاني من|second half of|the second half of|latter half of"),
        ((0, 0.25), "الربع الأول من|first quarter of|the first quarter of"),
        ((0.25, 0.5), "الربع الثاني من|second quarter of|the second quarter of"),
        ((0.5, 0.75), "الربع الثالث من|third quarter of|the third quarter of"),
        ((0.75, 1), ("الربع الأخير من|الربع الرابع من|last quarter of|the last quarter of|"
                    "fourth quarter of|the fourth quarter of")),
    )
    for word in words.split("|")
}  # fmt: skip
"""Which part of a period is meant, as shares of its length."""
NAMED = frozenset(fold_text(
    "لواء اللواء كتيبة الكتيبة كتائب حركة الحركة حي شارع ساحة ميدان جسر مخيم ثوار شهداء فوج جبهة "
    "مستشفى مدرسة ملعب ثورة جماعة سرايا حزب مجلس brigade battalion movement bridge street square "
    "martyrs regiment unit"
).split())  # fmt: skip
"""Words before (in English also behind) a date that is a name."""
PEOPLE = choice(fold_text(
    "شخص قتيل جريح مدني مقاتل عائلة أسرة نازح لاجئ منزل عنصر جندي أسير معتقل امرأة طفل صاروخ غارة "
    "people persons civilians fighters families soldiers homes houses refugees prisoners troops "
    "men women children"
).split())  # fmt: skip
"""What is counted: a number before it is no year."""
