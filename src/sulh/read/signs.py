"""Which rules a word may concern: one number a word, with a bit for each family of rules.

Most rules look for a few words that most sentences do not hold. Each family of rules says once,
where it is defined, at which words it may find anything (:func:`sign`). All these words stand in
one table; a written word is looked up in it once, when it is first met (`Word.signs`), and a
sentence has the signs of its words together. So a family whose words do not occur costs one test a
sentence, and one whose words do is tried at these words only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sulh.read.analyse import Word

__all__ = ["all_gates", "sign", "signs_of"]


Test = Callable[["Word"], bool]


@dataclass(slots=True)
class _Table:
    """The signs of each text, stem, class, kind of cue …; `tests` are for what no table holds.

    `gates` are the signs after which a rule asks again; `fronts` and `backs` are how many letters
    of a stem its `starts` and `ends` have.
    """

    bits: dict[str, int] = field(default_factory=dict)
    texts: dict[str, int] = field(default_factory=dict)
    stems: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    types: dict[str, int] = field(default_factory=dict)
    cues: dict[str, int] = field(default_factory=dict)
    values: dict[str, int] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    tests: list[tuple[Test, int]] = field(default_factory=list)
    fronts: tuple[int, ...] = ()
    backs: tuple[int, ...] = ()
    gates: int = 0
    closed: bool = False


_TABLE = _Table()


def sign(
    family: str,
    *,
    words: Iterable[str] = (),
    texts: Iterable[str] = (),
    stems: Iterable[str] = (),
    kinds: Iterable[str] = (),
    types: Iterable[str] = (),
    cues: Iterable[str] = (),
    values: Iterable[str] = (),
    starts: Iterable[str] = (),
    ends: Iterable[str] = (),
    test: Test | None = None,
    exact: bool = False,
) -> int:
    """Say at which words a family of rules may find anything, and return its bit.

    A family may be declared in parts; a word has its sign when any part names it. What is named may
    be more than what the rules take, never less: rules ask again, unless the sign is `exact`.

    Parameters
    ----------
    family : str
        Its name.
    words : iterable of str
        Written words or stems.
    texts, stems : iterable of str
        Written words alone, stems alone.
    kinds, types, cues, values : iterable of str
        Classes of words, types of triggers, kinds of cues, values of cues.
    starts, ends : iterable of str
        The first and the last letters of stems.
    test : callable, optional
        For what a table cannot say; asked once of each written word.
    exact : bool
        Whether the sign itself is the answer, and is not asked again.
    """
    if _TABLE.closed:
        raise RuntimeError(f"the sign {family!r} is declared after words were read")
    bit = _TABLE.bits.setdefault(family, 1 << len(_TABLE.bits))
    _TABLE.gates |= 0 if exact else bit
    words = tuple(words)
    for table, keys in (
        (_TABLE.texts, (*words, *texts)), (_TABLE.stems, (*words, *stems)), (_TABLE.kinds, kinds),
        (_TABLE.types, types), (_TABLE.cues, cues), (_TABLE.values, values),
        (_TABLE.starts, starts), (_TABLE.ends, ends),
    ):  # fmt: skip
        for key in keys:
            table[key] = table.get(key, 0) | bit
    if test is not None:
        _TABLE.tests.append((test, bit))
    return bit


@lru_cache(maxsize=1)
def _closed() -> _Table:
    """Return the table with the signs of all rules; none can be declared any more."""
    import sulh.read.document  # noqa: F401 - its imports declare the signs

    _TABLE.closed = True
    _TABLE.fronts = tuple(sorted({len(key) for key in _TABLE.starts}))
    _TABLE.backs = tuple(sorted({len(key) for key in _TABLE.ends}))
    return _TABLE


def all_gates() -> int:
    """Return the signs of all families whose rules ask again: a word that has them all is slow."""
    return _closed().gates


def signs_of(word: Word) -> int:
    """Return the signs of a word as the lists see it."""
    table, stem = _closed(), word.stem
    found = table.texts.get(word.text, 0) | table.stems.get(stem, 0)
    for kind in word.kinds:
        found |= table.kinds.get(kind, 0)
    for type_ in word.types:
        found |= table.types.get(type_, 0)
    for kind in word.cue_kinds:
        found |= table.cues.get(kind, 0)
    for value in word.cue_values:
        found |= table.values.get(value, 0)
    for length in table.fronts:
        found |= table.starts.get(stem[:length], 0)
    for length in table.backs:
        found |= table.ends.get(stem[-length:], 0)
    for test, bit in table.tests:
        if not found & bit and test(word):
            found |= bit
    return found
