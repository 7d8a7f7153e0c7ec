"""The genitive of Arabic plural names: what stands after a preposition or a noun that owns it."""

from __future__ import annotations

import re

__all__ = ["governed"]

_PLURAL = re.compile(
    r"(?:ال)?(?:\w+ي|م\w{3,}|ناشط|نازح|لاجئ)ون"  # مدنيون, مسلحون, نازحون
)
_NO_PLURAL = re.compile(r"(?:ال)?(?:تلفزيون|مليون|أفيون|مأمون|ميمون|مضمون|ملعون|مجنون)")


def governed(name: str) -> str:
    """Return `name` as it is written after a preposition: ``الحوثيون`` becomes ``الحوثيين``.

    Only sound masculine plurals change, and the plurals that follow one as its adjectives.

    Examples
    --------
    >>> governed("المسلحون المحليون"), governed("مدنيون"), governed("تلفزيون سوريا")
    ('المسلحين المحليين', 'مدنيين', 'تلفزيون سوريا')
    """
    words = re.split(r"(\W+)", name)
    for index, word in enumerate(words):
        if not re.match(r"\w", word):
            continue
        if not _PLURAL.fullmatch(word) or _NO_PLURAL.fullmatch(word):
            break
        words[index] = f"{word.removesuffix('ون')}ين"
    return "".join(words)
