"""The words of time in Arabic and English: months, weekdays, numbers, units, parts of a period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, takewhile
from operator import itemgetter

from sulh.case.vocab import Calendar, Precision
from sulh.read.fold import fold_text

__all__ = [
    "DECADES",
    "FEASTS",
    "HIJRI",
    "IN",
    "MONTHS",
    "NAMED",
    "NEAR_DAYS",
    "NOT_TODAY",
    "NUMBERS",
    "ORDINALS",
    "PARTS",
    "PEOPLE",
    "SEASONS",
    "SHARES",
    "TURNS",
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
    "كانون الثاني|كانون ثاني|يناير|جانفي|january|jan", "شباط|فبراير|فيفري|february|feb",
    "اذار|مارس|march|mar", "نيسان|ابريل|افريل|april|apr", "ايار|مايو|ماي|may",
    "حزيران|يونيو|يونيه|جوان|june|jun", "تموز|يوليو|يوليه|جويليه|يوليوز|july|jul",
    "اب|اغسطس|اوت|غشت|august|aug", "ايلول|سبتمبر|شتنبر|september|sept|sep",
    "تشرين الاول|تشرين اول|اكتوبر|اوكتوبر|october|oct",
    "تشرين الثاني|تشرين ثاني|نوفمبر|نونبر|november|nov",
    "كانون الاول|كانون اول|ديسمبر|دجنبر|december|dec",
))  # fmt: skip
HIJRI = _numbered((
    "محرم|محرم الحرام|المحرم", "صفر", "ربيع الاول|ربيع اول",
    "ربيع الثاني|ربيع الاخر|ربيع ثاني",
    "جمادي الاولي|جمادي الاول|جماد الاول",
    "جمادي الثانيه|جمادي الاخره|جمادي الاخر|جماد الثاني", "رجب", "شعبان", "رمضان|ramadan",
    "شوال", "ذي القعده|ذو القعده",
    "ذي الحجه|ذو الحجه",
))  # fmt: skip
WEEKDAYS = _numbered((
    "الاثنين|monday", "الثلاثاء|الثلثاء|tuesday", "الاربعاء|wednesday", "الخميس|thursday",
    "الجمعه|friday", "السبت|saturday", "الاحد|sunday",
), 0)  # fmt: skip
_TEN = ("الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع",
        "العاشر")  # fmt: skip
ORDINALS = _numbered((
    *_TEN, "الحادي عشر", *(f"{word} عشر" for word in _TEN[1:9]), "العشرين|العشرون",
    *(f"{word} والعشرين" for word in ("الحادي", *_TEN[1:9])), "الثلاثين|الثلاثون",
    "الحادي والثلاثين",
))  # fmt: skip
_ONES = ("واحد|احد|واحده|احدي", "اثنين|اثنا|اثني|اثنتا|اثنتي|اثنتين", "ثلاثه|ثلاث", "اربعه|اربع",
         "خمسه|خمس", "سته|ست", "سبعه|سبع", "ثمانيه|ثماني|ثمان", "تسعه|تسع")  # fmt: skip
_TENS = ("عشرين|عشرون", "ثلاثين|ثلاثون", "اربعين|اربعون", "خمسين|خمسون", "ستين|ستون",
         "سبعين|سبعون", "ثمانين|ثمانون", "تسعين|تسعون")  # fmt: skip
NUMBERS = _numbered((
    "يوم|شهر|عام|سنه|اسبوع|ساعه|ليله|واحد|واحده|one|a|an|hour|day|week|month|year|decade",
    "يومين|شهرين|عامين|سنتين|اسبوعين|ساعتين|ليلتين|عقدين|two|a couple of|اثنين|اثنتين",
    "ثلاث|ثلاثه|three", "اربع|اربعه|four", "خمس|خمسه|five", "ست|سته|six", "سبع|سبعه|seven",
    "ثماني|ثمانيه|ثمان|eight", "تسع|تسعه|nine", "عشر|عشره|ten", "eleven", "twelve|a dozen",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)) | {
    f"{word} {ten}": 10 + n
    for n, row in enumerate(_ONES, 1) for word in row.split("|") for ten in ("عشر", "عشره")
} | {
    f"{front}{word}": 10 * tens + n
    for tens, row in enumerate(_TENS, 2) for word in row.split("|")
    for n, ones in enumerate(("", *_ONES))
    for front in (f"{one} و" if one else "" for one in ones.split("|"))
} | {
    word: 10 * tens
    for tens, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
                                 "ninety"), 2)
}  # fmt: skip
_MORE = ("الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع")
TURNS = ORDINALS | {
    f"{one}{fem} وال{word}": 10 * tens + n
    for tens, row in enumerate(_TENS, 2) for word in row.split("|") for fem in ("", "ه")
    for n, one in enumerate(("الحادي", *_MORE), 1)
} | {
    f"ال{word}": 10 * tens for tens, row in enumerate(_TENS, 2) for word in row.split("|")
} | _numbered((
    "first|الاولي", "second|الثانيه", "third|الثالثه", "fourth|الرابعه", "fifth|الخامسه",
    "sixth|السادسه", "seventh|السابعه", "eighth|الثامنه", "ninth|التاسعه", "tenth|العاشره",
))  # fmt: skip
"""Which one in a row: «لليوم الثالث على التوالي», "for the third day"."""
_LENGTHS: tuple[tuple[Precision, int, str], ...] = (
    ("hour", 0, "ساعة|ساعات|ساعتين|hour|hours"),
    ("day", 1, "يوم|يوما|أيام|يومين|ليلة|ليال|ليلتين|day|days|night|nights"),
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
        (0, ("اليوم|هذا الصباح|هذا المساء|هذه الليلة|الليلة|هذا اليوم|today|this morning|"
            "this afternoon|this evening|tonight|earlier today|later today")),
        (1, ("أمس|البارحة|الليلة الماضية|الليلة الفائتة|yesterday|last night|overnight|"
            "earlier yesterday")),
        (2, "أمس الأول|أول أمس|أول من أمس|قبل أمس|الليلة قبل الماضية|day before yesterday"),
        (-1, "غدا|الغد|يوم غد|صباح غد|مساء غد|فجر غد|ظهر غد|ليل غد|tomorrow"),
        (-2, "بعد غد|بعد الغد|day after tomorrow"),
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
        ((0, 0.34), ("مطلع|مطالع|بداية|أوائل|مستهل|بدايات|غرة|early|early in|beginning of|"
                    "start of|the beginning of|the start of|earlier|earlier in|في وقت سابق من")),
        ((0.34, 0.67), "منتصف|أواسط|وسط|أواسط شهر|mid|middle of|the middle of|midway through"),
        ((0.67, 1), ("نهاية|نهايات|أواخر|ختام|متم|آخر|موفى|late|late in|later|later in|end of|end|"
                    "the end of|في وقت لاحق من")),
        ((0, 0.17), ("الأيام الأولى من|first days of|the first days of|أول أيام")),
        ((0.84, 1), ("الأيام الأخيرة من|last days of|the last days of|آخر أيام")),
        ((0, 0.24), "الأسبوع الأول من|first week of|the first week of"),
        ((0.23, 0.47), "الأسبوع الثاني من|second week of|the second week of"),
        ((0.46, 0.7), "الأسبوع الثالث من|third week of|the third week of"),
        ((0.76, 1), "الأسبوع الأخير من|last week of|the last week of|final week of"),
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
    "مستشفى مدرسة ملعب ثورة جماعة سرايا حزب مجلس سوق مدينة محافظة حراك انتفاضة قرار القرار رقم "
    "brigade battalion movement bridge street square martyrs regiment unit resolution"
).split())  # fmt: skip
"""Words before (in English also behind) a date that is a name."""
PEOPLE = choice(fold_text(
    "شخص شخصا قتيل قتيلا جريح جريحا مدني مدنيا مقاتل مقاتلا عائلة أسرة نازح نازحا لاجئ لاجئا منزل "
    "منزلا عنصر عنصرا جندي جنديا عسكري عسكريا مسلح مسلحا أسير أسيرا معتقل معتقلا امرأة طفل طفلا "
    "صاروخ صاروخا غارة قذيفة حالة إصابة وفاة شاحنة دولار ليرة طن طنا متر مترا كيلومتر كيلومترا كم "
    "people persons civilians fighters families soldiers homes houses refugees prisoners troops "
    "men women children militants rebels others dead wounded tonnes tons km miles dollars"
).split())  # fmt: skip
"""What is counted: a number before it is no year."""
IN = frozenset(fold_text(
    "في خلال منذ حتى شهر بشهر مطلع منتصف أواخر أوائل بداية نهاية من إلى قبل بعد بحلول بين آخر متم "
    "in since during until by from to of early late mid before after between through end next "
    "this last"
).split())  # fmt: skip
"""Words behind which a month that stands alone is one."""
NOT_TODAY = frozenset(fold_text(
    "ذلك نفس ذات كل قناة صحيفة موقع وكالة روسيا المصري russia usa"
).split())  # fmt: skip
"""Words before «اليوم» or "today" that make it another day, or the name of a paper."""
SHARES = frozenset({"الاسبوع", "النصف", "الربع", "الثلث", "الشطر"})
"""Words before «الأول من آذار» that make it a part of the month."""
_FEASTS: tuple[tuple[Calendar, int, int, int, str], ...] = (
    ("hijri", 1, 1, 1, "رأس السنة الهجرية"),
    ("hijri", 1, 10, 1, "عاشوراء|يوم عاشوراء|ashura"),
    ("hijri", 3, 12, 1, "المولد النبوي|المولد النبوي الشريف"),
    ("hijri", 10, 1, 3, "عيد الفطر|عيد الفطر المبارك|eid al-fitr|eid ul-fitr"),
    ("hijri", 12, 9, 1, "يوم عرفة|وقفة عرفات"),
    ("hijri", 12, 10, 4, "عيد الأضحى|عيد الأضحى المبارك|eid al-adha|eid ul-adha"),
    ("gregorian", 1, 1, 1, "رأس السنة|رأس السنة الميلادية|new year's day"),
    ("gregorian", 3, 21, 1, "عيد النوروز|عيد نوروز|النوروز|nowruz|newroz"),
    ("gregorian", 12, 24, 1, "christmas eve"),
    ("gregorian", 12, 25, 1, "عيد الميلاد|عيد الميلاد المجيد|christmas|christmas day"),
    ("gregorian", 12, 31, 1, "new year's eve"),
)
FEASTS = {
    fold_text(word): (kind, month, day, length)
    for kind, month, day, length, row in _FEASTS for word in row.split("|")
}  # fmt: skip
"""Feasts: their calendar, month, first day, and how many days they last."""
