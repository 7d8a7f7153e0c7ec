"""Copies of one text: a wire report that several outlets print is one voice, not several.

Two texts are copies when most of the shorter one stands in the longer: runs of five words, folded,
that both have. Of a few thousand reports the runs themselves are compared; of more, sketches of
them (MinHash), which find whole copies and miss heavily cut ones.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sulh.read.fold import fold_text, words_in

if TYPE_CHECKING:
    import numpy as np

__all__ = ["N_HASHES", "copies_of", "copy_groups", "shingles", "sketch", "sketch_groups"]

RUN = 5
LEAST_RUNS = 12
PART = 0.6
N_HASHES = 64
_ROWS = 4
_ALIKE = 0.5
_COMMON = 200


def shingles(text: str) -> frozenset[int]:
    """Return the runs of five words of a text, folded, as numbers.

    Examples
    --------
    >>> one = shingles("قصف الجيش مدينة حلب أمس وقتل ستة")
    >>> one == shingles("قَصَفَ الجيشُ مدينة حلب امس، وقتل ستة!"), len(one)
    (True, 3)
    """
    words = [word.encode() for word in words_in(fold_text(text))]
    runs = map(b" ".join, zip(*(words[i:] for i in range(RUN)), strict=False))
    return frozenset(map(zlib.crc32, runs))


def copies_of(texts: Sequence[str]) -> list[int | None]:
    """Say for each text of which earlier one it is a copy; None of those that are none's.

    Parameters
    ----------
    texts : sequence of str
        In the order in which the original is looked for, such as that of publication.

    Returns
    -------
    list of int or None
        The index of the first text of its group.

    Notes
    -----
    A text is a copy when at least 60 % of the runs of the shorter of the two are in the other,
    and at least 12 runs. Quotations that many reports share are not enough.
    """
    return copy_groups([shingles(text) for text in texts])


def copy_groups(runs: Sequence[frozenset[int]]) -> list[int | None]:
    """Group texts given as their runs; see :func:`copies_of`."""
    holders: dict[int, list[int]] = defaultdict(list)
    first: list[int] = list(range(len(runs)))
    for number, mine in enumerate(runs):
        meets: Counter[int] = Counter()
        for run in mine:
            meets.update(holders[run][:_COMMON])
            holders[run].append(number)
        for other, n in sorted(meets.items()):
            least = min(len(mine), len(runs[other]))
            if n >= LEAST_RUNS and n >= PART * least:
                first[number] = min(first[number], first[other])
    return [None if group == number else group for number, group in enumerate(first)]


# ---- many texts ------------------------------------------------------------------------------


def sketch(runs: frozenset[int]) -> tuple[int, ...]:
    """Return the MinHash sketch of a text's runs: 64 numbers below 65,536, alike for alike texts.

    The share of places in which two sketches agree estimates the share of runs that the two texts
    have in common. A text of fewer than 12 runs has no sketch (an empty tuple).

    References
    ----------
    Broder, On the resemblance and containment of documents, Compression and Complexity of
    Sequences (1997), 21-29.
    """
    import numpy as np

    if len(runs) < LEAST_RUNS:
        return ()
    values = np.fromiter(runs, dtype=np.uint64, count=len(runs))
    times, plus = _hashes()
    lowest = ((values[:, None] * times + plus) >> np.uint64(32)).min(axis=0)
    return tuple((lowest & np.uint64(0xFFFF)).tolist())


@lru_cache(maxsize=1)
def _hashes() -> tuple[Any, Any]:
    """Fixed odd multipliers and offsets of the hash functions."""
    import numpy as np

    draw = np.random.default_rng(2018)
    times = draw.integers(0, 2**63, N_HASHES, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    return times, draw.integers(0, 2**63, N_HASHES, dtype=np.uint64)


def sketch_groups(sketches: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Say for each sketch which is the first of its group.

    Parameters
    ----------
    sketches : array of uint16, shape (n_texts, 64)
        Rows of zeros are texts without a sketch.

    Returns
    -------
    array of int64, shape (n_texts,)
        The lowest index of the group; a text that is no copy has its own.
    """
    import numpy as np

    n = len(sketches)
    first = np.arange(n, dtype=np.int64)
    known = np.flatnonzero(sketches.any(axis=1))
    for band in range(0, N_HASHES, _ROWS):
        rows = sketches[known, band : band + _ROWS]
        order = np.lexsort(rows.T[::-1])
        same = (rows[order[1:]] == rows[order[:-1]]).all(axis=1)
        for place in np.flatnonzero(same):
            _join(first, sketches, int(known[order[place]]), int(known[order[place + 1]]))
    return np.array([_root(first, i) for i in range(n)], dtype=np.int64)


def _join(first: Any, sketches: Any, one: int, other: int) -> None:
    """Join two texts whose sketches agree in at least half of their places."""
    if (sketches[one] == sketches[other]).mean() >= _ALIKE:
        low, high = sorted((_root(first, one), _root(first, other)))
        first[high] = low


def _root(first: Any, i: int) -> int:
    while first[i] != i:
        first[i] = first[first[i]]
        i = int(first[i])
    return i


def by_publication(days: Iterable[Any]) -> list[int]:
    """Return the order in which originals are looked for: by day, undated ones last, then as given.

    Examples
    --------
    >>> by_publication([None, 3, 1, None])
    [2, 1, 0, 3]
    """
    pairs = [(day is None, day, number) for number, day in enumerate(days)]
    dated = sorted((p for p in pairs if not p[0]), key=lambda p: (p[1], p[2]))
    return [number for _, _, number in (*dated, *(p for p in pairs if p[0]))]
