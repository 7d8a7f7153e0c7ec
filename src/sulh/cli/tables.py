"""Tables and trees on a terminal: readable in colour, and as plain text through a pipe.

Arabic cells keep their isolates on every line they are broken into, so that a terminal that knows
right-to-left text shows each cell in its own direction. English lines carry no such characters.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import TYPE_CHECKING

import typer

from sulh.words import Language, without_bidi
from sulh.words.tables import TextTable, TextTree

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

__all__ = ["show_lines", "show_tables", "show_tree"]

PIPED_WIDTH = 100
"""Columns where there is no terminal to ask; COLUMNS in the environment sets another."""
_MARKS = re.compile("[\u2066-\u2069]")
_PDI = "\u2069"
_GAP = 3


@contextmanager
def _console() -> Iterator[Console]:
    """A console; through a pipe its lines are printed without blanks at their ends."""
    from rich.console import Console

    console = Console(highlight=False)
    if console.is_terminal:
        yield console
        return
    width = None if "COLUMNS" in os.environ else PIPED_WIDTH
    text = StringIO()
    yield Console(highlight=False, width=width, file=text, no_color=True)
    for line in text.getvalue().splitlines():
        typer.echo(line.rstrip())


def show_lines(lines: Iterable[str], language: Language) -> None:
    """Print paragraphs as they are; a terminal breaks them where it must."""
    with _console() as console:
        for line in lines:
            console.print(_in(line, language), markup=False, soft_wrap=True)


def show_tables(tables: Iterable[TextTable], language: Language) -> None:
    """Print tables one under another, each with its title."""
    with _console() as console:
        for table in tables:
            _show_table(console, table, language)


def _show_table(console: Console, table: TextTable, language: Language) -> None:
    from rich.text import Text

    console.print()
    console.print(Text(_in(table.title, language), style="bold"), soft_wrap=True)
    for line in table.intro:
        console.print(Text(_in(line, language), style="dim"), soft_wrap=True)
    if table.rows:
        columns = [_cell(name, language) for name in table.columns]
        rows = [[_cell(cell, language) for cell in row] for row in table.rows]
        widths = _widths([columns, *rows], console.width)
        needed = max(sum(widths) + _GAP * len(widths), console.width)
        console.print(_drawn(table, columns, rows, widths), width=needed, crop=False)
    for line in table.notes:
        console.print(Text(_in(line, language), style="dim"), soft_wrap=True)


def _drawn(table: TextTable, columns: list[str], rows: list[list[str]], widths: list[int]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1))
    for place, (name, width) in enumerate(zip(columns, widths, strict=True)):
        head = Text("\n".join(broken(name, width)))
        justify = "right" if place in table.numeric else "left"
        drawn.add_column(head, justify=justify, no_wrap=True, min_width=width)  # type: ignore[arg-type]
    for i, row in enumerate(rows):
        cells = ["\n".join(broken(cell, w)) for cell, w in zip(row, widths, strict=True)]
        tall = any("\n" in cell for cell in cells)
        drawn.add_row(*map(Text, cells), end_section=tall and i + 1 < len(rows))
    return drawn


def _in(text: str, language: Language) -> str:
    return without_bidi(text) if language == "en" else text


def _cell(text: str, language: Language) -> str:
    """A cell by itself: what stands beside it does not change its direction."""
    return f"\u2068{text}\u2069" if language == "ar" and text else _in(text, language)


def _widths(rows: list[list[str]], total: int) -> list[int]:
    """Widths of columns: as wide as their cells, the widest made narrower until all fit."""
    from rich.cells import cell_len

    widths = [max(cell_len(cell) for cell in column) for column in zip(*rows, strict=True)]
    least = [
        max((cell_len(word) for cell in column for word in cell.split(" ")), default=1)
        for column in zip(*rows, strict=True)
    ]
    room = total - _GAP * (len(widths) - 1)
    while sum(widths) > room:
        slack = [w - m for w, m in zip(widths, least, strict=True)]
        if max(slack) <= 0:
            break
        widest = max(range(len(widths)), key=lambda i: (slack[i] > 0, widths[i]))
        widths[widest] -= 1
    return widths


def broken(text: str, width: int) -> list[str]:
    r"""Break a cell into lines of at most `width` columns; each line closes what it opens.

    Only plain blanks are places to break: a number keeps its sign and its unit.

    Examples
    --------
    >>> broken("one two three", 8)
    ['one two', 'three']
    >>> broken("\u2068درعا البلد\u2069", 5)
    ['\u2068درعا\u2069', '\u2068البلد\u2069']
    """
    from rich.cells import cell_len

    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and cell_len(longer) > width:
            lines.append(line)
            longer = word
        line = longer
    return _closed([*lines, line])


def _closed(lines: list[str]) -> list[str]:
    """Lines in which every isolate that is open at an end is closed there and opened again."""
    open_: list[str] = []
    closed = []
    for line in lines:
        start = "".join(open_)
        for mark in _MARKS.findall(line):
            if mark == _PDI:
                open_ = open_[:-1]
            else:
                open_.append(mark)
        closed.append(f"{start}{line}{_PDI * len(open_)}")
    return closed


def show_tree(trees: Iterable[TextTree], language: Language) -> None:
    """Print sentences with what they rest on under them, indented."""
    with _console() as console:
        for tree in trees:
            console.print()
            for depth, node in _walk(tree):
                style = "bold" if depth == 0 else "italic" if node.kind == "quote" else ""
                line = f"{'  ' * depth}{_in(node.text, language)}"
                console.print(line, style=style, markup=False, soft_wrap=True)


def _walk(tree: TextTree, depth: int = 0) -> Iterator[tuple[int, TextTree]]:
    yield depth, tree
    for below in tree.below:
        yield from _walk(below, depth + 1)
