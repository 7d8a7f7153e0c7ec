"""Whether an Arabic word spells a name that is only known in Latin letters: «درودرو», Drodro.

Most villages of Congo, Mali or Ethiopia have no Arabic name in any list, and reports spell them by
ear. Two spellings are held to be one name when their consonants agree by classes (``g`` may be
written غ, ج, ق or ك) and no long vowel stands in the Arabic where the Latin has none like it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from sulh.read.foreign import foreign

__all__ = ["Speller", "bones"]

_ARABIC = {
    **dict.fromkeys("بپ", "b"), **dict.fromkeys("تطثة", "t"), **dict.fromkeys("دضذظ", "d"),
    **dict.fromkeys("جغقكگ", "k"), **dict.fromkeys("سصز", "s"), **dict.fromkeys("ش", "c"),
    **dict.fromkeys("خح", "h"), "ه": "h", "ف": "f", "ل": "l", "م": "m", "ن": "n", "ر": "r",
    "ا": "A", "و": "O", "ي": "E", "ع": "A",
}  # fmt: skip
_PAIRS = (
    ("sch", "c"), ("tch", "c"), ("ch", "c"), ("sh", "c"), ("kh", "h"), ("gh", "k"), ("dj", "k"),
    ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("qu", "k"), ("ou", "u"), ("ow", "u"),
    ("ng", "nk"), ("ts", "s"),
)  # fmt: skip
_LATIN = {
    "b": "b", "p": "b", "t": "t", "d": "d", "j": "k", "g": "k", "k": "k", "q": "k", "s": "s",
    "z": "s", "c": "c", "h": "h", "f": "f", "v": "f", "l": "l", "m": "m", "n": "n", "r": "r",
    "a": "A", "e": "e", "i": "E", "o": "O", "u": "O", "w": "O", "y": "E",
}  # fmt: skip
_VOWELS = {"A": "A?", "E": "E?", "O": "O?", "e": "[AE]?"}
_LEAST, _PLENTY = 2, 3
"""Consonants that a name must have to be told by them: fewer only if the word looks foreign."""
_ENDINGS = ("ات", "ين", "ون", "يه", "ها", "هم")
"""Endings of Arabic words: «مآلات» is not Malata."""


@lru_cache(maxsize=16_384)
def bones(word: str) -> str:
    """Return the consonants of an Arabic word by classes.

    Examples
    --------
    >>> bones("درودرو"), bones("ماسيسي")
    ('drdr', 'mss')
    """
    return re.sub("[AEO]", "", _classes(word)).removesuffix("h")


def _classes(word: str) -> str:
    word = word.replace("تش", "ش").replace("تس", "س")
    spelt = "".join(_ARABIC.get(letter, "") for letter in word)
    return re.sub(r"(.)\1", r"\1", spelt)


def _latin(name: str) -> str:
    """Return a Latin name in classes of consonants and vowels."""
    plain = unicodedata.normalize("NFKD", name.lower())
    plain = re.sub("[^a-z]", "", plain)
    plain = re.sub("c(?=[eiy])", "s", plain)
    plain = re.sub("c(?!h)", "k", plain).replace("x", "ks")
    for letters, one in _PAIRS:
        plain = plain.replace(letters, one)
    return re.sub(r"(.)\1", r"\1", "".join(_LATIN.get(letter, "") for letter in plain))


class Speller:
    """Names in Latin letters, to be met in Arabic spelling.

    Parameters
    ----------
    names : mapping of str to str
        What each name stands for, by the name.

    Examples
    --------
    >>> speller = Speller({"Drodro": "one", "Charikar": "two"})
    >>> speller.find("درودرو"), speller.find("شاريكار"), speller.find("سلام")
    ('one', 'two', None)
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names: dict[str, list[tuple[str, str]]] = {}
        for name, meant in names.items():
            spelt = _latin(name)
            frame = re.sub("[AEOe]", "", spelt).removesuffix("h")
            if len(frame) >= _LEAST:
                self._names.setdefault(frame, []).append((spelt, meant))

    def find(self, word: str) -> str | None:
        """Return what a folded Arabic word stands for, if one name only can be spelt so."""
        frame = bones(word)
        known = self._names.get(frame)
        if known is None:
            return None
        plain = len(frame) <= _PLENTY and word.endswith(_ENDINGS)
        if plain or (len(frame) < _PLENTY and not foreign(word)):
            return None
        spelt = _classes(word)
        found = {meant for name, meant in known if _pattern(name).fullmatch(spelt)}
        return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=4096)
def _pattern(spelt: str) -> re.Pattern[str]:
    """Return what a name in classes may be in Arabic; made when a word has its consonants."""
    return re.compile("".join(_shown(spelt)) + "[AEh]?")


def _shown(spelt: str) -> Iterable[str]:
    """Yield what each letter may be in Arabic; vowels may be left out, two may glide together."""
    yield "A?"
    for letter in spelt:
        yield _VOWELS.get(letter, letter)
