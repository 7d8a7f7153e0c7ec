"""Whether an Arabic word that no list knows looks like a foreign name.

«كيسمايو», «سيونيك»: names from other languages hold letters in an order that Arabic words seldom
have. The mean weight of a word's runs of three letters tells it; the weights are a table that
``scripts/make_foreign.py`` makes from names of places abroad and from ordinary words.
"""

from __future__ import annotations

from functools import lru_cache

from sulh.read.lists import HERE, words_of

__all__ = ["foreign", "pieces"]

_LOANS = words_of("loan_word")
_SURE = 0.85
_UNSEEN = 0.5
"""Three letters that no word and hardly any name has: a little foreign."""


def pieces(word: str) -> list[str]:
    """Return the runs of three letters of a folded word, its borders included.

    Examples
    --------
    >>> pieces("سلام")
    ['^^س', '^سل', 'سلا', 'لام', 'ام$']
    """
    framed = f"^^{word}$"
    return [framed[i : i + 3] for i in range(len(framed) - 2)]


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    """Return the weight of each run of letters: a plain table, and by far the longest one."""
    lines = (HERE / "lexicon" / "foreign.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    next(rows)
    return {letters: float(weight) for letters, weight in rows}


@lru_cache(maxsize=16_384)
def foreign(word: str) -> bool:
    """Tell whether a folded word looks like a foreign name.

    Examples
    --------
    >>> foreign("كيسمايو"), foreign("اعقاب"), foreign("كيلومتر")
    (True, False, False)
    """
    if len(word) < 4 or word.startswith("ال") or word in _LOANS:
        return False
    if word.endswith("ه") and word[:-1] in _LOANS:  # «حديثه»
        return False
    found = [_weights().get(piece, _UNSEEN) for piece in pieces(word)]
    return sum(found) / len(found) > _SURE
