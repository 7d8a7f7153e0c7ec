"""How many people: numbers in digits and words beside casualties and displacement.

«ثمانية مدنيين» is 8 to 8, «نحو 24 ألف شخص» 24,000, «أكثر من 38 ألفاً» at least 38,000 with no upper
end, "up to 45,000" at most that, «عشرات القتلى» 20 to 99. Years, dates and lengths of time are no
people. A claim without a number that stands by it has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sulh.read.agreement_words import agreement_words
from sulh.read.items import Item

if TYPE_CHECKING:
    from sulh.read.document import Reading, View
    from sulh.read.raw import RawClaim

__all__ = ["Number", "count_people", "numbers_in", "parse_number"]

_WORDS = {
    "واحد": 1, "واحده": 1, "اثنان": 2, "اثنين": 2, "اثنا": 2, "اثني": 2, "ثلاثه": 3, "ثلاث": 3,
    "اربعه": 4, "اربع": 4, "خمسه": 5, "خمس": 5, "سته": 6, "ست": 6, "سبعه": 7, "سبع": 7,
    "ثمانيه": 8, "ثماني": 8, "ثمان": 8, "تسعه": 9, "تسع": 9, "عشره": 10, "عشر": 10,
    "عشرون": 20, "عشرين": 20, "ثلاثون": 30, "ثلاثين": 30, "اربعون": 40, "اربعين": 40,
    "خمسون": 50, "خمسين": 50, "ستون": 60, "ستين": 60, "سبعون": 70, "سبعين": 70,
    "ثمانون": 80, "ثمانين": 80, "تسعون": 90, "تسعين": 90, "ميتين": 200, "ميتان": 200,
    "ميتا": 200, "ميتي": 200, "مايتين": 200, "مايتان": 200,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_SCALES = {
    "مايه": 100, "ميه": 100, "الف": 1000, "الفا": 1000, "الاف": 1000, "الفين": 2000,
    "الفان": 2000, "الفي": 2000, "الفا ": 2000, "مليون": 1_000_000, "مليونا": 1_000_000,
    "ملايين": 1_000_000, "hundred": 100, "thousand": 1000, "dozen": 12, "million": 1_000_000,
}  # fmt: skip
_VAGUE = {
    "عشرات": (20, 99), "ميات": (200, 999), "الاف": (2000, 9999), "ملايين": (2e6, 9e6),
    "بضعه": (3, 9), "بضع": (3, 9), "عده": (3, 9), "dozens": (24, 99), "hundreds": (200, 999),
    "thousands": (2000, 9999), "scores": (40, 99), "several": (3, 9), "tens": (20, 99),
}  # fmt: skip
_DUALS = frozenset(("الفين", "الفان", "الفي"))
_LEAST = agreement_words("at_least")
_MOST = agreement_words("at_most")
_PERSON = agreement_words("person")
_NOT_PEOPLE = agreement_words("not_people")
_KINDS = ("people", "civilian", "fighter")


@dataclass(frozen=True, slots=True)
class Number:
    """A number over items `first` to `last`; an end that is not said is None."""

    first: int
    last: int
    low: float | None
    high: float | None


def parse_number(words: list[str]) -> tuple[float, float] | None:
    """Return the range that the words of a number mean, None when they are none.

    Examples
    --------
    >>> parse_number(["خمسه", "اربعين", "الفا"]), parse_number(["24", "الف"])
    ((45000.0, 45000.0), (24000.0, 24000.0))
    >>> parse_number(["عشرات", "الاف"]), parse_number(["two", "dozen"]), parse_number(["38,600"])
    ((20000.0, 99000.0), (24.0, 24.0), (38600.0, 38600.0))
    """
    total, current, high = 0.0, 0.0, 0.0
    for word in words:
        value = _digits(word)
        if value is not None or word in _WORDS:
            step = value if value is not None else float(_WORDS[word])
            current, high = current + step, high + step
        elif word in _SCALES and (current or word not in _VAGUE):
            scale = float(_SCALES[word])
            current, high = max(current, 1.0) * scale, max(high, 1.0) * scale
            if scale >= 1000:
                total, high, current = total + current, high - current, 0.0
                high = max(high, 0.0) + 0.0 if high <= 0 else high
        elif word in _VAGUE:
            low, top = _VAGUE[word]
            current, high = float(low), float(top)
        else:
            return None
    low_end = total + current
    return (low_end, total + max(high, current)) if low_end else None


def _digits(word: str) -> float | None:
    plain = word.replace(",", "").replace("٬", "").replace("،", "")
    return float(plain) if plain.replace(".", "", 1).isdigit() else None
