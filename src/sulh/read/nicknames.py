"""Second names that a text gives beside the first: «… المعروفة اختصاراً بـ"إيسواب"», «… (فاكت)».

The second name is the same party; the reader remembers it for the rest of the text.
"""

from __future__ import annotations

from sulh.read.items import Item, Ref, merged, renamed
from sulh.read.lists import words_of
from sulh.read.phrases_ar import unknown

__all__ = ["nicknamed"]

_CALLED = words_of("called_by")
_OPEN = {'"': '"', "(": ")"}
_PLAIN = words_of("plain_adjective")
_LONGEST = 4


def nicknamed(items: list[Item]) -> list[Item]:
    """Make of a nickname in quotes or brackets behind a party's name that party."""
    found: list[Item] = []
    done = 0
    for index, item in enumerate(items):
        ref = item.ref
        if ref is None or ref.cls != "party" or ref.mention != "name" or index < done:
            continue
        skipped = _introduced(items, index + 1)
        start, length = _bracketed(items, index + 1 + skipped)
        fused = not length and skipped > 0 and _fused(items, index + 1 + skipped)
        if length or fused:
            first = index + 1 + skipped + start
            last = first + (length or 1)
            found += [*items[done:first], _second_name(items[first:last], ref, fused=fused)]
            done = last
    return [*found, *items[done:]] if done else items


def _introduced(items: list[Item], index: int) -> int:
    """Return how many words lead from a name to its nickname; 0 for none."""
    length = 0
    while length < _LONGEST and index + length < len(items):
        item = items[index + length]
        phrase = item.text.split()
        if item.text not in _CALLED and item.stem not in _CALLED and phrase[0] not in _CALLED:
            break
        length += 1
    return length


def _bracketed(items: list[Item], index: int) -> tuple[int, int]:
    """Return where inside a quotation or brackets a nickname begins, and its length."""
    start = 0
    while start < 2 and index + start < len(items) and items[index + start].text in _OPEN:
        start += 1
    if not start:
        return 0, 0
    close = _OPEN[items[index + start - 1].text]
    length = 0
    while length < _LONGEST and index + start + length < len(items):
        item = items[index + start + length]
        if item.text == close:
            inside = items[index + start : index + start + length]
            return (start, length) if _names(inside) else (0, 0)
        letter = item.ref is None and not item.is_mark and len(item.text) < 4
        if not (letter or unknown(item)):
            return 0, 0
        length += 1
    return 0, 0


def _names(items: list[Item]) -> bool:
    """Tell whether quoted words can name: more than a letter or two, no common adjective."""
    return sum(len(i.text) for i in items) > 2 and all(i.text not in _PLAIN for i in items)


def _fused(items: list[Item], index: int) -> bool:
    """«المعروفة بإيسواب»: a word nothing knows behind a verb of naming, with its ب."""
    item = items[index] if index < len(items) else None
    return item is not None and unknown(item) and not item.article and item.text[0] == "ب"


def _second_name(items: list[Item], ref: Ref, *, fused: bool) -> Item:
    item = merged(items, ref)
    name = item.text[fused:]
    item.ref = renamed(ref, name=name, start=items[0].start + fused, end=items[-1].end)
    return item
