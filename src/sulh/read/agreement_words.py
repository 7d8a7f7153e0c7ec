"""The small closed sets of lexicon/agreements.tsv."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sulh.read.lists import HERE, read_table

__all__ = ["agreement_words"]


@lru_cache(maxsize=1)
def _sets() -> Mapping[str, frozenset[str]]:
    rows = read_table(HERE / "lexicon" / "agreements.tsv", ("set", "meaning", "forms"))
    return {row["set"]: frozenset(row.forms("forms")) for row in rows}


def agreement_words(name: str) -> frozenset[str]:
    """Return a set of folded words by its name.

    Examples
    --------
    >>> "هدنه" in agreement_words("calm")
    True
    """
    return _sets()[name]
