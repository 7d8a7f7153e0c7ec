"""Tables of words: what a terminal prints and a page could draw."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["TextTable", "TextTree"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """A table with its title, the words under it, and rows of cells that carry isolates.

    `numeric` are the places of columns of numbers, which are set flush.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    intro: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTree:
    """A sentence and those it rests on. `kind`: verdict, step, statement, claim or quote."""

    kind: str
    text: str
    below: tuple[TextTree, ...] = ()
