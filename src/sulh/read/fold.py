"""Fold a text to a shadow in which spellings agree, and keep the way back.

The stored text is never changed. Its *shadow* is what the reader compares: vowel marks, tatweel,
bidi controls and all blanks in a row but one dropped, the letters that writers interchange made one
(أ إ آ ٱ → ا, ى → ي, ة → ه, ؤ → و, ئ → ي), Arabic digits and quotation marks made plain, Latin
letters lower case. ``Folded.origin`` maps each place of the shadow to a place of the text, so every
span found in the shadow is a span of the text as stored.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Folded", "fold", "fold_text", "letters_in", "words_in"]

_LETTERS = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیېۍ", "ي"),
    **dict.fromkeys("ةۀە", "ه"),
    "ؤ": "و",
    "ئ": "ي",
    **dict.fromkeys("کڪ", "ك"),
    "گ": "ك",
    "پ": "ب",
    "ڤ": "ف",
    "چ": "ج",
    "ژ": "ز",
    **{chr(0x0660 + i): str(i) for i in range(10)},
    **{chr(0x06F0 + i): str(i) for i in range(10)},
    **dict.fromkeys("“”„‟«»❝❞＂", '"'),
    **dict.fromkeys("‘’‚‛`´ʼ", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\t": " ",
    "٪": "%",
    "٬": ",",
    "٫": ".",
}
# What never counts: vowel marks, superscript alef, Quranic signs, tatweel, joiners, bidi controls.
_MARKS = (
    "\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0300-\u036f"
)
_JOINED = "\u00c0-\u024f\u1e00-\u1eff\ufb50-\ufdff\ufe70-\ufefc\uff01-\uff5e"
_DROPPED = re.compile(f"[{_MARKS}]")
_COMPOSED = re.compile(f"[{_JOINED}]")
_SPECIAL = re.compile(f"[{_MARKS}{_JOINED}]")
_BLANK = r"[ \t\u00a0\u202f\u2009]"
_APART = rf"{_BLANK}(?={_BLANK}*[\u0621-\u064a])"
_SIGNS = "[\t\u00a0\u202f\u2009]|  |[ ،\n]و "
"""Without one of these a text has no blanks to drop."""
_LOOSE = re.compile(_SIGNS)
_ODD = re.compile(f"[{_MARKS}{_JOINED}]|{_SIGNS}")
_SPACED = re.compile(rf"[{_MARKS}{_JOINED}]|(?<={_BLANK}){_BLANK}|(?<=\bو){_APART}")
"""What does not become exactly one sign of the shadow; everything else is translated at once.

Of blanks in a row only the first counts, behind a «و» that stands apart from its word none.
"""


def _table() -> dict[int, str]:
    table = {ord(a): b for a, b in _LETTERS.items()}
    for code in (*range(ord("A"), ord("Z") + 1), *range(0x0391, 0x03AA), *range(0x0410, 0x0430)):
        low = chr(code).lower()
        if len(low) == 1:
            table[code] = low
    return table


_TABLE = _table()
_CHANGED = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]")
"""What the table changes. In a report, where few letters are, this is faster than translating."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text, its shadow, and the place in the text of each place in the shadow.

    ``origin`` is None when nothing was dropped: places then agree.
    """

    text: str
    shadow: str
    origin: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the text that ``shadow[start:end]`` stands for.

        Marks that follow a letter inside the span belong to it; so does a mark on its last
        letter.
        """
        if self.origin is None or start >= end:
            place = self.place(start)
            return place, place + max(0, end - start)
        first, last = self.origin[start], self.origin[end - 1] + 1
        while last < len(self.text) and self.text[last] != " " and _is_mark(self.text[last]):
            last += 1
        return first, last

    def written(self, start: int, end: int) -> str:
        """Return how ``shadow[start:end]``, of a letter at least, is written in the text."""
        origin, text = self.origin, self.text
        if origin is None:
            return text[start:end]
        last = origin[end - 1] + 1
        while last < len(text) and text[last] != " " and _is_mark(text[last]):
            last += 1
        return text[origin[start] : last]

    def shadow_at(self, place: int) -> int:
        """Return the place of the shadow that a place of the text has."""
        if self.origin is None:
            return place
        from bisect import bisect_left

        return bisect_left(self.origin, place)

    def place(self, index: int) -> int:
        """Return the place of the text that a place of the shadow stands for."""
        origin = self.origin
        if origin is None:
            return index
        return origin[index] if index < len(origin) else len(self.text)


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) == "Mn" or character == "\u0640"


def fold_text(text: str) -> str:
    """Return the shadow of `text` alone.

    Examples
    --------
    >>> fold_text("الأُمَّـة")
    'الامه'
    >>> fold_text("«UN»")
    '"un"'
    """
    if len(text) > _PHRASE or _ODD.search(text) is not None:
        return fold(text).shadow
    return text.lower().replace("`", "'") if text.isascii() else text.translate(_TABLE)


def fold(text: str) -> Folded:
    """Fold `text` and keep the offsets.

    Parameters
    ----------
    text : str
        A text as stored.

    Returns
    -------
    Folded
        With ``len(origin) == len(shadow)`` unless nothing was dropped.

    Examples
    --------
    >>> f = fold("قَصَفَ الجيش")
    >>> f.shadow
    'قصف الجيش'
    >>> f.text[slice(*f.span(0, 3))]
    'قَصَفَ'
    """
    return _fold_report(text) if len(text) > _PHRASE else _fold(text)


@lru_cache(maxsize=4)
def words_in(shadow: str) -> tuple[str, ...]:
    """Return the runs of letters, digits and low lines of a shadow.

    A report is cut into them once: for its topic, its packs and the search for copies.
    """
    return tuple(_WORD.findall(shadow))


@lru_cache(maxsize=4)
def letters_in(shadow: str) -> tuple[str, ...]:
    """Return the runs of letters of a shadow.

    Examples
    --------
    >>> words_in("u2 و7-aa"), letters_in("u2 و7-aa")
    (('u2', 'و7', 'aa'), ('u', 'و', 'aa'))
    """
    found: list[str] = []
    for word in words_in(shadow):
        if word.isalpha():
            found.append(word)
        else:
            found += _LETTERS_ALONE.findall(word)
    return tuple(found)


_WORD = re.compile(r"\w+")
_LETTERS_ALONE = re.compile(r"[^\W\d_]+")
_PHRASE = 200
"""Characters above which a text is taken for a report."""


@lru_cache(maxsize=4)
def _fold_report(text: str) -> Folded:
    """Fold a report once for its topic, its packs, its reading and the search for copies."""
    return _fold(text)


def _fold(text: str) -> Folded:
    stored, text = text, _joined_lines(text)
    spaced = _LOOSE.search(text) is not None
    special = list((_SPACED if spaced else _SPECIAL).finditer(text))
    plain = _CHANGED.sub(_changed, text)
    if not special:
        return Folded(stored, plain, None)
    letters: list[str] = []
    origin: list[int] = []
    done = 0
    for match in special:
        place = match.start()
        letters.append(plain[done:place])
        origin.extend(range(done, place))
        folded = _fold_character(match.group())
        letters.append(folded)
        origin.extend([place] * len(folded))
        done = place + 1
    letters.append(plain[done:])
    origin.extend(range(done, len(text)))
    return Folded(stored, "".join(letters), tuple(origin))


def _changed(match: re.Match[str]) -> str:
    return _TABLE[ord(match[0])]


_NARROW, _WIDE, _LINES = 45, 110, 5
_FULL = 0.7
_ENDS = (".", "!", "?", "؟", ":", "…")


def _joined_lines(text: str) -> str:
    """Put a blank for each line break inside a sentence of a text that is broken into even lines.

    So are the pages of a PDF file and many mails. A text whose longest line is a paragraph is left
    as it is, and so is a break behind a short line or the end of a sentence.
    """
    if text.count("\n") < _LINES:
        return text
    lines = text.split("\n")
    width = max(map(len, lines))
    if not _NARROW <= width <= _WIDE:
        return text
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if a.strip() and b.strip()]
    full = [len(a) >= _FULL * width for a, _ in pairs]
    if sum(full) < max(_LINES - 1, _FULL * len(pairs)):
        return text
    for place, line in enumerate(lines[:-1]):
        long = len(line) >= _FULL * width and not line.rstrip().endswith(_ENDS)
        lines[place] += " " if long and lines[place + 1].strip() else "\n"
    return "".join(lines)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if _DROPPED.match(character) or character.isspace():
        return ""
    if character in "\ufdf2\ufdf3\ufdf4\ufdfa":  # whole words in one sign: leave out of matching
        return " "
    if _COMPOSED.match(character):
        flat = unicodedata.normalize("NFKD", character)
        return _DROPPED.sub("", flat).translate(_TABLE).lower()
    return character.translate(_TABLE)
