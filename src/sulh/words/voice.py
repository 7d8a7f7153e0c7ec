"""In which language and with which digits to speak, and the isolates that keep order in bidi text.

Every sentence of this room is plain text in which each number, date and name of a record stands
between U+2066…U+2068 and U+2069. A terminal, a plot or a text file shows it as it is; the page
turns the pairs into ``<bdi>``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sulh.case.model import Text

__all__ = [
    "FSI",
    "LRI",
    "PDI",
    "RLI",
    "Digits",
    "Language",
    "Voice",
    "isolate",
    "ltr",
    "without_bidi",
]

Language = Literal["ar", "en"]
Digits = Literal["latn", "arab"]

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_EASTERN = str.maketrans("0123456789.,%", "٠١٢٣٤٥٦٧٨٩٫٬٪")


def without_bidi(text: str) -> str:
    r"""Return `text` without bidirectional control characters.

    Words from a report could otherwise close an isolate and reorder what stands around them.

    Examples
    --------
    >>> without_bidi("a\u2069b")
    'ab'
    """
    return _BIDI.sub("", text)


def isolate(text: str) -> str:
    r"""Return `text` in an isolate whose direction its first strong letter decides.

    Examples
    --------
    >>> isolate("درعا") == "\u2068درعا\u2069"
    True
    """
    return f"{FSI}{without_bidi(text)}{PDI}"


def ltr(text: str) -> str:
    """Return `text` in a left-to-right isolate: for numbers, in either language."""
    return f"{LRI}{without_bidi(text)}{PDI}"


@dataclass(frozen=True, slots=True)
class Voice:
    """A language and its digits.

    Parameters
    ----------
    language : {"ar", "en"}
        The language of the sentences.
    digits : {"latn", "arab"}
        Digits of Arabic sentences: 123 or ١٢٣. English always has the former.
    """

    language: Language = "ar"
    digits: Digits = "latn"

    def say(self, *, ar: str, en: str) -> str:
        """Return the one of two wordings that is in this voice's language."""
        return ar if self.language == "ar" else en

    def text(self, text: Text) -> str:
        """Return an analyst's words, isolated: they may be in the other language."""
        return isolate(text.in_(self.language))

    def figures(self, number: str) -> str:
        """Return the digits of `number` as this voice writes them.

        Examples
        --------
        >>> Voice("ar", "arab").figures("1,234.5")
        '١٬٢٣٤٫٥'
        """
        return number.translate(_EASTERN) if self._eastern else number

    def number(self, number: str) -> str:
        """Return a number with its signs, isolated.

        Western digits run from the left with their signs where they stand (31 %); with eastern
        ones the signs follow the reader, from the right, as CLDR has it for both.
        """
        mark = RLI if self._eastern else LRI
        return f"{mark}{self.figures(number)}{PDI}"

    @property
    def _eastern(self) -> bool:
        return self.language == "ar" and self.digits == "arab"

    def join(self, parts: Sequence[str]) -> str:
        """Join names or phrases into a list in words.

        Examples
        --------
        >>> Voice("ar").join(["س", "ص", "ع"]), Voice("en").join(["x", "y", "z"])
        ('س وص وع', 'x, y and z')
        """
        if self.language == "ar":
            return " و".join(parts)
        return " and ".join(filter(None, [", ".join(parts[:-1]), *parts[-1:]]))
