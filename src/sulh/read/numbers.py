"""How many people: numbers in digits and words beside casualties and displacement.

«ثمانية مدنيين» is 8 to 8, «نحو 24 ألف شخص» 24,000, «أكثر من 38 ألفاً» at least 38,000 with no upper
end, "up to 45,000" at most that, «عشرات القتلى» 20 to 99. Years, dates and lengths of time are no
people. A claim without a number that stands by it has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sulh.read.agreement_words import agreement_words
from sulh.read.items import Item
from sulh.read.signs import sign

if TYPE_CHECKING:
    from sulh.read.raw import RawClaim
    from sulh.read.view import Reading, View

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
    "الفان": 2000, "الفي": 2000, "مليون": 1_000_000, "مليونا": 1_000_000, "ملايين": 1_000_000,
    "hundred": 100, "hundreds": 100, "thousand": 1000, "thousands": 1000, "dozen": 12,
    "million": 1_000_000,
}  # fmt: skip
_VAGUE = {
    "عشرات": (20, 99), "ميات": (200, 999), "الاف": (2000, 9999), "ملايين": (2e6, 9e6),
    "بضعه": (3, 9), "بضع": (3, 9), "dozens": (24, 99), "hundreds": (200, 999),
    "thousands": (2000, 9999), "scores": (40, 99), "several": (3, 9), "tens": (20, 99),
}  # fmt: skip
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
    total, current = (0.0, 0.0), (0.0, 0.0)
    for word in words:
        value = _value(word)
        if word in _SCALES and (current[0] or word not in _VAGUE):
            scale = _SCALES[word]
            current = (max(current[0], 1.0) * scale, max(current[1], 1.0) * scale)
            if scale >= 1000:
                total, current = _plus(total, current), (0.0, 0.0)
        elif value is not None:
            current = _plus(current, (value, value))
        elif word in _VAGUE:
            current = (float(_VAGUE[word][0]), float(_VAGUE[word][1]))
        else:
            return None
    found = _plus(total, current)
    return found if found[0] else None


def _plus(one: tuple[float, float], two: tuple[float, float]) -> tuple[float, float]:
    return one[0] + two[0], one[1] + two[1]


def _value(word: str) -> float | None:
    """Return the value of digits, of a number word, and of «ثلاثمئة» and its like."""
    if word in _WORDS:
        return float(_WORDS[word])
    for hundred in ("مايه", "ميه"):
        unit = word.removesuffix(hundred)
        if unit != word and unit in _WORDS:
            return 100.0 * _WORDS[unit]
    return _digits(word)


def _digits(word: str) -> float | None:
    plain = word.replace(",", "").replace("٬", "").replace("،", "")
    return float(plain) if plain.replace(".", "", 1).isdigit() else None


def numbers_in(items: list[Item]) -> list[Number]:
    """Return the numbers of a sentence, each with the bounds its words set."""
    found: list[Number] = []
    place = 0
    while place < len(items):
        word = _number_word(items[place]) if items[place].signs & _NUMBER else ""
        if not word:
            place += 1
            continue
        words, last = [word], place
        while last + 1 < len(items) and (step := _goes_on(items, last)):
            last += step
            words.append(_number_word(items[last]))
        value = parse_number(words)
        if value is not None:
            found.append(_bounded(items, place, last, value))
        place = last + 1
    return _ranges(items, found)


def _number_word(item: Item) -> str:
    """Return the number word an item is, without what is fused to it; "" for none."""
    if item.ref is not None:
        return ""
    if item.is_number:
        return item.text if _digits(item.text) is not None else ""
    return _spelt_out(item.text, item.stem)


@lru_cache(maxsize=65_536)
def _spelt_out(text: str, stem: str) -> str:
    """Return the number word that a written word holds; "" for none."""
    for part in (text, text[1:] if text[:1] in "وف" else "", text[1:] if text[:1] in "بل" else ""):
        for word in (part, part.removeprefix("ال"), stem if part == text else ""):
            if word and (_value(word) is not None or word in _SCALES or word in _VAGUE):
                return word
    return ""


_NUMBER = sign("number", test=lambda word: word.is_number or _spelt_out(word.text, word.stem) != "")


def _goes_on(items: list[Item], last: int) -> int:
    """Return how many items further the number goes on; 0 when it ends."""
    after = items[last + 1]
    if _number_word(after):
        return 0 if _in_digits(items[last]) and _in_digits(after) else 1
    linked = after.text in ("of", "من", "و") and last + 2 < len(items)
    if not linked or (after.text != "و" and _number_word(items[last]) not in _VAGUE):
        return 0
    both = _in_digits(items[last]) and _in_digits(items[last + 2])
    return 2 if _number_word(items[last + 2]) and not both else 0


def _in_digits(item: Item) -> bool:
    return _digits(_number_word(item)) is not None


def _bounded(items: list[Item], first: int, last: int, value: tuple[float, float]) -> Number:
    before = " ".join(i.text for i in items[max(0, first - 4) : first])
    after = " ".join(i.text for i in items[last + 1 : last + 5])
    low, high = value
    least = any(before.endswith(w) for w in _LEAST) or any(
        f"{w}" in after.split("،")[0].split(",")[0] for w in _LEAST if w.startswith(("علي", "at "))
    )
    if least:
        return Number(first, last, low, None)
    if any(before.endswith(w) for w in _MOST):
        return Number(first, last, None, high)
    return Number(first, last, low, high)


def _ranges(items: list[Item], found: list[Number]) -> list[Number]:
    """«بين 20 و25», «من 20 إلى 25», "between 20 and 25", "20 to 25": one number with two ends."""
    merged: list[Number] = []
    for number in found:
        previous = merged[-1] if merged else None
        if previous is not None and _one_range(items, previous, number):
            merged[-1] = Number(previous.first, number.last, previous.low, number.high)
        else:
            merged.append(number)
    return merged


def _one_range(items: list[Item], one: Number, two: Number) -> bool:
    between = [i.text for i in items[one.last + 1 : two.first]]
    opened = one.first and items[one.first - 1].stem in ("بين", "between")
    rising = (one.low or 0) < (two.high or 0)
    if between in (["and"], ["و"], []) and opened:
        return rising
    return rising and between in (["to"], ["الي"], ["-"])


# ---- whose number ---------------------------------------------------------------------------


def count_people(reading: Reading) -> None:
    """Give every claim of casualties or displacement the number that stands by it."""
    views = {view.number: view for view in reading.views}
    by_sentence: dict[int, list[RawClaim]] = {}
    for claim in reading.claims:
        if claim.kind == "event" and claim.type in ("casualty", "displace", "attack"):
            claim.number = None
            by_sentence.setdefault(claim.sentence, []).append(claim)
    for number, claims in by_sentence.items():
        _assign(views[number], [c for c in claims if c.index >= 0])


def _assign(view: View, claims: list[RawClaim]) -> None:
    """Match numbers of people and claims, the nearest first, casualties before attacks."""
    items = view.scene.items
    numbers = [n for n in numbers_in(items) if _of_people(items, n)]
    if not numbers:
        return
    pairs = [
        (claim.type == "attack", _distance(claim, n), k, j)
        for k, claim in enumerate(claims)
        for j, n in enumerate(numbers)
        if _together(view, claim, n)
    ]
    taken: set[int] = set()
    given: set[int] = set()
    for _, _, k, j in sorted(pairs):
        if k not in given and j not in taken:
            claims[k].number = (numbers[j].low, numbers[j].high)
            given.add(k)
            taken.add(j)


def _together(view: View, claim: RawClaim, number: Number) -> bool:
    """Tell whether a number stands in the clause of a claim, or right behind its trigger."""
    scene = view.scene
    if scene.clause_of(claim.index) == scene.clause_of(number.first):
        return True
    between = scene.items[claim.index + 1 : number.first]
    behind = 0 <= number.first - claim.index <= 9
    return behind and not any(i.is_mark or (i.verb() and i.conjunction) for i in between[1:])


def _distance(claim: RawClaim, number: Number) -> int:
    """Return how far a number is from a trigger; what stands before is a little further."""
    if number.first >= claim.index:
        return 2 * (number.first - claim.index)
    return 2 * (claim.index - number.last) + 1


def _of_people(items: list[Item], number: Number) -> bool:
    """Tell whether a number counts people: a noun for people follows, or nothing else does."""
    after = items[number.last + 1] if number.last + 1 < len(items) else None
    if _year(items, number):
        return False
    for item in items[number.last + 1 : number.last + 4]:
        if _person(item):
            return True
        if item.text in ("of", "من", "other", "more") or item.has("adjective"):
            continue
        break
    bare = after is None or after.is_mark or after.has("preposition", "conjunction", "function")
    before = items[number.first - 1] if number.first else None
    hit = before is not None and not before.types.isdisjoint(("casualty", "attack"))
    return bare and hit


def _person(item: Item) -> bool:
    if item.ref is not None:
        return item.ref.kind in ("civilians", "community") or item.ref.mention == "nominal"
    if item.stem in _NOT_PEOPLE:
        return False
    return item.has(*_KINDS) or item.stem in _PERSON or item.text in _PERSON


def _year(items: list[Item], number: Number) -> bool:
    text = items[number.first].text
    if not (text.isdigit() and len(text) == 4 and 1900 <= int(text) <= 2100):
        return False
    after = items[number.last + 1] if number.last + 1 < len(items) else None
    return after is None or not _person(after)
