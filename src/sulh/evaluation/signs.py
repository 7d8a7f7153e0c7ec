"""Signs in the wording of an Arabic sentence that people demonstrate, for a linear model.

The reader's rules ask who did what; whether a sentence *reports* a protest, or only mentions
protesters, shows in its wording: a crowd that is counted, a verb that opens the sentence, a cause
that is given, against police as the subject or a protester as a victim. Each sign is a pattern over
the folded sentence. They were written on the development half of the open corpus and belong to its
measure, not to the reader.
"""

from __future__ import annotations

import re

from sulh.read.fold import fold_text

__all__ = ["protest_signs"]

_CROWD = r"(?:متظاهر|محتج|معتصم|مضرب)"
_FRONT = r"(?:[وفبك]?ال|[وف]?لل)"
_SIGNS = {
    "gathers": r"\b[وف]?ي?ت?(?:تظاهر|اعتصم|احتشد|تجمهر|تجمع|اضرب)(?:ت|وا|ون)?\b",
    "gathering": r"\b[وفب]?(?:مظاهر|تظاهر|مسير|وقف|اعتصام|اضراب|احتجاج)(?:ه|ات|ا|تين|تان)?\b",
    "the gathering": rf"\b{_FRONT}(?:مظاهر|تظاهر|مسير|اعتصام|اضراب|احتجاج)(?:ه|ات)?\b",
    "the crowd": rf"\b{_FRONT}{_CROWD}(?:ون|ين|ات)\b",
    "a crowd": rf"\b[وفبل]?{_CROWD}(?:ون|ين|ا|ات)?\b",
    "counted": (r"\b[وفب]?(?:الاف|ميات|الميات|عشرات|العشرات|الالاف|الوف|مليون\w*)\b|\b\d+ الف"),
    "counted people": (
        r"\b[وفب]?(?:الاف|ميات|عشرات|نحو \S+|حوالي \S+|اكثر من \S+)\s+(?:من\s+)?(?:ال)?"
        r"(?:متظاهر|محتج|معتصم|طلا?ب|عمال|اشخاص|شخص|مواطن|ناس|انصار|سكان|نساء|اهالي|شبا?ب)"
    ),
    "goes out": r"\b[وف]?(?:خرج|نزل|تدفق|سار|جاب|طاف)(?:ت|وا)?\b",
    "square": r"شوارع|الشارع|ساحه|ميدان|امام (?:مقر|مبني|السفاره|البرلمان|قصر)",
    "held": (r"\b[وف]?(?:نظم|شهد|شارك|انطلق|اندلع|تواصل|استمر|عم|نفذ|بدا|تجدد|حاشد)(?:ت|وا|ه)?\b"),
    "against": r"احتجاجا|للاحتجاج|تنديدا|للتنديد|مطالبين|للمطالبه|رفضا|تضامنا|استنكارا|ضد",
    "slogans": r"شعارات|هتافات|لافتات|رددوا|ردد|هتف|يهتف",
    "force": r"اطلق|غاز|قتل|رشق|حجار|هراو|مياه|اعتقل|اصيب|اشتبك|فرق|تفريق",
    "planned": r"دعا|دعت|دعوه|يعتزم|تعتزم|سينظم|ستنظم|ستشهد|تحذير|هدد|تهديد|غدا|قرر",
    "long ago": r"\b(?:19\d\d|200[0-5])\b|منذ|عام|سابق|الماضي",
    "now": r"\bامس\b|اليوم|صباح|مساء|السبت|الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه",
    "said": r"\b[وف]?(?:قال|اكد|اوضح|اعلن|افاد|ذكر|راي|اعتبر)ت?\b",
    "opens": r"^\W*[وف]?(?:تظاهر|اعتصم|احتشد|تجمع|اضرب|خرج|نزل|شهدت?|نظمت?|انطلق)",
    "demanded": rf"\b[وف]?طالب(?:ت|وا)? (?:ال)?{_CROWD}",
    "uprising": r"ثوره|انتفاضه|مقاومه|معارضه",
}
_FURTHER = {
    "protests": r"\b[وف]?(?:ي|ت)?(?:احتج|حتج)(?:ت|وا|ون)?\b|بالاحتجاج|بالتظاهر|التظاهر",
    "number of people": rf"\d{{2,}}(?: \S+){{0,2}} (?:من )?(?:ال)?(?:{_CROWD}|شخص|مواطن|عامل)",
    "banners": rf"\b[وف]?(?:رفع|حمل|ردد|هتف)(?:ت|وا)? (?:ال)?{_CROWD}",
    "victim": (
        rf"(?:قتل|مقتل|وفاه|توفي|اصيب|اصابه)(?: \S+)? (?:ال)?{_CROWD}|{_CROWD}\S* (?:قتل|اثنين)"
    ),
    "police acts": (
        r"(?:الشرطه|الامن|الجيش|السلطات|القوات)(?: \S+){0,6} (?:ال|لل|بال|علي ال|مع ال)?متظاهر"
    ),
    "opens later": (
        r"^\W*(?:\S+ ){1,3}?[وف]?(?:تظاهر|اعتصم|احتشد|تجمع|اضرب|خرج|نزل|شهد|نظم|انطلق|شارك)"
        r"(?:ت|وا)?\b"
    ),
    "opens on the crowd": rf"^\W*(?:[وف]?\S+ )?(?:ال)?{_CROWD}",
    "roads": r"قطع\S* (?:ال)?طر[قي]|اطارات|سلسله بشريه|يوم غضب|وقفه|اضراب عن الطعام|خيام",
    "other march": r"مسير[هت]\S* (?:ال)?(?:السلام|التنميه|تنمويه|المصور|حياه|فنيه|التسويه)",
    "quoted": r"«[^»]{40,}|\"[^\"]{40,}",
    "question": r"؟",
}
_PAIRS = (
    ("gathers", "counted"), ("gathers", "against"), ("gathers", "now"), ("gathers", "the crowd"),
    ("gathering", "counted"), ("gathering", "against"), ("gathering", "now"),
    ("gathering", "held"), ("gathering", "planned"), ("the gathering", "force"),
    ("goes out", "counted"), ("goes out", "a crowd"), ("goes out", "the crowd"),
    ("a crowd", "counted"), ("the crowd", "force"), ("the crowd", "slogans"),
)  # fmt: skip
_PLACED = ("gathers", "gathering", "the crowd")
_COMPILED = {name: re.compile(pattern) for name, pattern in (_SIGNS | _FURTHER).items()}


def protest_signs(text: str) -> dict[str, float]:
    """Return the signs of a sentence, pairs of them, and where the first ones stand.

    Examples
    --------
    >>> signs = protest_signs("تظاهر المئات أمس احتجاجا على الغلاء")
    >>> sorted(signs)[:4]
    ['against', 'counted', 'gathering', 'gathering & against']
    """
    folded = fold_text(text)
    found = {n: m.start() for n, p in _COMPILED.items() if (m := p.search(folded))}
    signs = {name: 1.0 if name in _SIGNS else 0.5 for name in found}
    signs |= {f"{a} & {b}": 1.0 for a, b in _PAIRS if a in found and b in found}
    signs |= {f"{n} at": 1 - found[n] / len(folded) for n in _PLACED if n in found}
    return signs | {"length": min(len(folded.split()), 80) / 80}
