"""Adjectives of states that are two words: «الكورية الجنوبية», «الجنوب أفريقي», "Sri Lankan".

They are joined before noun phrases are read, so that "South Sudanese troops" are not Sudan's.
"""

from __future__ import annotations

from sulh.read.analyse import Word
from sulh.read.items import Item
from sulh.read.lists import load_lexicon
from sulh.read.signs import sign

__all__ = ["join_demonyms"]


def _pairs() -> frozenset[tuple[str, str]]:
    """Return the adjectives of states that two words make, without articles."""
    forms = {
        form
        for row in load_lexicon().states
        for column in ("nisba_m", "nisba_f", "nisba_pl", "demonym_en")
        for form in row.forms(column)
    }
    split = (tuple(form.split()) for form in forms)
    return frozenset((first, second) for first, second in (f for f in split if len(f) == _TWO))


_TWO = 2
_PAIRS = _pairs()
_HEADS = frozenset(first for first, _ in _PAIRS)
_FIRST = sign("first word of a people", texts=_HEADS, stems=_HEADS,
              test=lambda word: word.stem.removeprefix("ال") in _HEADS)  # fmt: skip


def join_demonyms(items: list[Item]) -> list[Item]:
    """Make one word of an adjective of two words; the same list when there is none."""
    found: list[Item] = []
    done = 0
    for index in range(len(items) - 1):
        first, second = items[index], items[index + 1]
        if index < done or first.ref is not None or not first.signs & _FIRST:
            continue
        if second.ref is not None or second.conjunction or second.preposition or first.is_mark:
            continue
        pair = (_bare(first), _bare(second))
        if pair in _PAIRS:
            found += [*items[done:index], _joined(first, second, " ".join(pair))]
            done = index + _TWO
    return [*found, *items[done:]] if done else items


def _bare(item: Item) -> str:
    return item.stem.removeprefix("ال").removesuffix("'s")


def _joined(first: Item, second: Item, stem: str) -> Item:
    article = first.article or first.stem.startswith("ال")
    text = f"{first.text} {second.text}"
    word = Word(text, stem, first.conjunction, first.preposition, article)
    item = Item(first.start, second.end, text, word, raw=f"{first.raw} {second.raw}")
    item.capital = first.capital
    return item
