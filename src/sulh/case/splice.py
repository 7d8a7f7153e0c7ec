"""A changed case into the document it came from: what did not change stays byte for byte.

The document is cut into entries: fields of mappings, items of lists. Each has a *lead* (the blank
and comment lines above it) and a *body*. Entries whose value is as it was are copied; where a
mapping or list differs, its entries are compared one by one; only what differs is written anew.
A comment is never dropped: those of a removed or rewritten entry move above what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, is_dataclass
from typing import Any

from sulh.case.document import Node, parse_document
from sulh.case.emit import entry_lines, flow, item_lines
from sulh.case.model import Case
from sulh.case.plain import to_plain
from sulh.case.shape import FieldShape, shape

__all__ = ["comments_in", "spliced", "without_aliases"]

_COMMENT = re.compile(r"(?:(?<=\s)|\A)#[^\n]*")


@dataclass(slots=True)
class _Piece:
    """An entry to be written: whole lines above it, and its text from its own column on."""

    lead: str
    body: str


def spliced(text: str, root: Node, old: Case, new: Case) -> str:
    """Write `new` into the document `text` that holds `old`.

    Parameters
    ----------
    text : str
        The document, its aliases written out (see :func:`without_aliases`).
    root : Node
        Its tree.
    old, new : Case
        What it says, and what it shall say.

    Returns
    -------
    str
        The document that loads as `new`, with every comment of `text`.
    """
    if not text.endswith("\n"):
        text += "\n"
    editor = _Editor(text)
    if not editor.is_block_map(root, first_inline=False):
        notes = "".join(f"{comment}\n" for comment in comments_in(text, root))
        return notes + "".join(f"{line}\n" for line in _fresh_fields(new, 0))
    pieces, rest = editor.map_pieces(root, old, new, 0)
    end = editor.body_end(root)
    return editor.joined(pieces, root.column) + rest + text[end:]


def _fresh_fields(new: Any, indent: int) -> list[str]:
    return [line for k, v in to_plain(new).items() for line in entry_lines(k, v, indent)]


def without_aliases(text: str, root: Node, file: str) -> tuple[str, Node]:
    """Write aliases out in full, so that each part of the document can change on its own."""
    aliases = sorted(_aliases(root), key=lambda node: node.start, reverse=True)
    for node in aliases:
        text = text[: node.start] + flow(node.to_python()) + text[node.end :]
    return (text, parse_document(text, file)) if aliases else (text, root)


def _aliases(node: Node) -> Iterator[Node]:
    if node.aliased:
        yield node
    elif node.kind != "scalar":
        for child in node.value.values() if node.kind == "map" else node.value:
            yield from _aliases(child)


def comments_in(text: str, root: Node, start: int = 0, end: int | None = None) -> list[str]:
    r"""Collect the comments between two offsets, in order; `root` holds the scalars there.

    Examples
    --------
    >>> doc = 'a: "# no"  # yes\n# and\nb: c#d\n'
    >>> comments_in(doc, parse_document(doc, ""))
    ['# yes', '# and']
    """
    end = len(text) if end is None else end
    covered = sorted(_scalar_spans(text, root))
    found, at = [], start
    for low, high in [*covered, (end, end)]:
        if low >= at:
            found += [m[0].rstrip() for m in _COMMENT.finditer(text, at, min(low, end))]
        at = max(at, high)
        if at >= end:
            break
    return found


def _scalar_spans(text: str, node: Node) -> Iterator[tuple[int, int]]:
    if node.kind == "scalar":
        start = node.start
        if text[start : start + 1] in {"|", ">"} and not node.plain:
            start = text.find("\n", start)  # the line of the sign may end in a comment
        yield start, node.end
        return
    for key in node.keys.values():
        yield key.start, key.end
    for child in node.value.values() if node.kind == "map" else node.value:
        yield from _scalar_spans(text, child)


class _Editor:
    """The document as it was, and how its parts are written again."""

    def __init__(self, text: str) -> None:
        self.text = text

    # ---- where things are ------------------------------------------------------------------

    def line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Offset after the line that holds the character before `offset`."""
        if offset and self.text[offset - 1] == "\n":
            return offset
        return self.text.index("\n", offset) + 1

    def body_end(self, node: Node) -> int:
        return self.line_end(node.end)

    def is_blank(self, start: int, end: int) -> bool:
        return not self.text[start:end].strip(" ")

    def is_block_map(self, node: Node, *, first_inline: bool) -> bool:
        """Whether every field of a mapping begins a line (the first may follow a dash)."""
        if node.kind != "map" or node.flow or not node.keys:
            return False
        keys = list(node.keys.values())
        return all(
            key.column == node.column
            and ((i == 0 and first_inline) or self.is_blank(self.line_start(key.start), key.start))
            for i, key in enumerate(keys)
        )

    def is_block_list(self, node: Node) -> bool:
        """Whether every item of a list follows a dash that begins a line."""
        if node.kind != "list" or node.flow or not node.value:
            return False
        return all(self.dash(node, item) is not None for item in node.value)

    def dash(self, parent: Node, item: Node) -> int | None:
        """Offset of the dash before an item, if it begins the item's line."""
        start = self.line_start(item.start)
        dash = start + parent.column
        if self.text[dash : dash + 1] != "-" or not self.is_blank(start, dash):
            return None
        return dash if self.is_blank(dash + 1, item.start) and item.start > dash else None

    def begins_below(self, key: Node, value: Node) -> bool:
        return self.line_start(value.start) > key.start

    # ---- mappings --------------------------------------------------------------------------

    def map_pieces(
        self, node: Node, old: Any, new: Any, lead_start: int
    ) -> tuple[list[_Piece], str]:
        """Write the fields of a mapping; return them, and comments left over at the end."""
        cls: type = type(new)
        fields = shape(cls)
        pieces: dict[str, _Piece] = {}
        kept = ""
        for name, key in node.keys.items():
            value = node.value[name]
            end = self.line_end(max(key.end, value.end))
            lead = kept + self.text[lead_start : max(lead_start, self.line_start(key.start))]
            held = getattr(new, name)
            if held == getattr(old, name) or _written(fields[name], held):
                notes, body = self.entry(key, value, getattr(old, name), held, end)
                pieces[name] = _Piece(lead + self.as_lines(notes, node.column), body)
                kept = ""
            else:
                inner = comments_in(self.text[:end], value, key.end, end)
                kept = _only_comments(lead) + self.as_lines(inner, node.column)
            lead_start = end
        self.insert_new(pieces, fields, new, node)
        return list(pieces.values()), kept

    def insert_new(
        self, pieces: dict[str, _Piece], fields: dict[str, FieldShape], new: Any, node: Node
    ) -> None:
        """Add the fields that the document lacks, each after the one it follows by nature."""
        before: str | None = None
        for name, field in fields.items():
            if name not in pieces and _written(field, getattr(new, name)):
                if name in node.keys or not _worth_adding(field, getattr(new, name)):
                    continue
                lines = entry_lines(name, to_plain(getattr(new, name)), node.column)
                _insert_after(pieces, before, name, _Piece("", _body(lines, node.column)))
            before = name if name in pieces else before

    def entry(self, key: Node, value: Node, old: Any, new: Any, end: int) -> tuple[list[str], str]:
        """Write one field: comments that must move above it, and its text."""
        if old == new:
            return [], self.text[key.start : end]
        head = self.text[key.start : self.line_end(key.end)]
        if self.begins_below(key, value):
            if self.may_merge_map(value, old, new, first_inline=False):
                pieces, rest = self.map_pieces(value, old, new, key.start + len(head))
                return [], head + self.joined(pieces, value.column) + rest
            if isinstance(new, tuple) and new and self.is_block_list(value):
                start = key.start + len(head)
                return [], head + self.list_text(value, old, new, start)
        return self.rewritten(key, value, new, end)

    def rewritten(self, key: Node, value: Node, new: Any, end: int) -> tuple[list[str], str]:
        lines = entry_lines(key.text, to_plain(new), key.column)
        notes = comments_in(self.text[:end], value, key.end, end)
        body = _body(lines, key.column)
        if len(notes) == 1 and len(lines) == 1:  # a remark at the end of the line stays there
            return [], f"{body.rstrip()}  {notes[0]}\n"
        return notes, body

    def may_merge_map(self, node: Node, old: Any, new: Any, *, first_inline: bool) -> bool:
        return (
            is_dataclass(new)
            and type(new) is type(old)
            and bool(to_plain(new))
            and self.is_block_map(node, first_inline=first_inline)
        )

    # ---- lists -----------------------------------------------------------------------------

    def list_text(self, node: Node, old: Sequence[Any], new: Sequence[Any], start: int) -> str:
        """Write a list, keeping the items that it still has."""
        partner = _partners(old, new)
        leads, rest = self.leads(node, start, {j for j in partner if j is not None})
        spaced = any(not lead.strip() and lead for lead in leads[1:])
        pieces: list[_Piece] = []
        for item, j in zip(new, partner, strict=True):
            if j is None:
                lead = "\n" if spaced and pieces else ""
                block = is_dataclass(item) and hasattr(item, "id")
                lines = item_lines(to_plain(item), node.column, block=block)
                pieces.append(_Piece(lead, _body(lines, node.column)))
            else:
                notes, body = self.item(node, node.value[j], old[j], item)
                pieces.append(_Piece(leads[j] + notes, body))
        return self.joined(pieces, node.column) + rest

    def leads(self, node: Node, start: int, kept: set[int]) -> tuple[list[str], str]:
        """Lines above each item, with the comments of the removed items before it; the rest."""
        leads, waiting = [], ""
        for j, item in enumerate(node.value):
            lead = self.text[start : self.line_start(item.start)]
            end = self.body_end(item)
            if j in kept:
                leads.append(waiting + lead)
                waiting = ""
            else:
                leads.append("")
                inner = comments_in(self.text[:end], item, item.start, end)
                waiting += _only_comments(lead) + self.as_lines(inner, node.column)
            start = end
        return leads, waiting

    def item(self, parent: Node, node: Node, old: Any, new: Any) -> tuple[str, str]:
        """Write one item that the list had: comments above it, and its text from the dash on."""
        dash = self.dash(parent, node)
        assert dash is not None, "only lists whose items follow dashes come here"  # noqa: S101
        end = self.body_end(node)
        if old == new:
            return "", self.text[dash:end]
        if self.may_merge_map(node, old, new, first_inline=True):
            pieces, rest = self.map_pieces(node, old, new, node.start)
            above, pieces[0].lead = pieces[0].lead, ""
            indent = " " * node.column
            body = self.joined(pieces, node.column).removeprefix(indent)
            return above, self.text[dash : node.start] + body + rest
        notes = self.as_lines(comments_in(self.text[:end], node, node.start, end), parent.column)
        return notes, _body(item_lines(to_plain(new), parent.column), parent.column)

    # ---- putting together ------------------------------------------------------------------

    def joined(self, pieces: Sequence[_Piece], column: int) -> str:
        indent = " " * column
        return "".join(piece.lead + indent + piece.body for piece in pieces)

    def as_lines(self, comments: Sequence[str], column: int) -> str:
        return "".join(f"{' ' * column}{comment}\n" for comment in comments)


def _written(field: FieldShape, value: Any) -> bool:
    """Whether a field is written at all: required, a tag, or not at its default."""
    return field.required or field.tag or value != field.default


def _worth_adding(field: FieldShape, value: Any) -> bool:
    """A tag that the document leaves out (format: 1) need not be added."""
    return field.required or value != field.default


def _insert_after(pieces: dict[str, _Piece], before: str | None, name: str, piece: _Piece) -> None:
    items = list(pieces.items())
    at = 0 if before is None else list(pieces).index(before) + 1
    pieces.clear()
    pieces.update([*items[:at], (name, piece), *items[at:]])


def _body(lines: Sequence[str], column: int) -> str:
    return "".join(f"{line}\n" for line in lines)[column:]


def _only_comments(lead: str) -> str:
    return "".join(line for line in lead.splitlines(keepends=True) if line.strip())


def _partners(old: Sequence[Any], new: Sequence[Any]) -> list[int | None]:
    """For each new item the place of the old one it continues: same id, else equal, else none."""
    places: dict[Any, list[int]] = {}
    for j, item in enumerate(old):
        places.setdefault(_mark(item), []).append(j)
    for found in places.values():
        found.reverse()
    partner: list[int | None] = []
    for item in new:
        waiting = places.get(_mark(item), [])
        partner.append(waiting.pop() if waiting else None)
    return partner


def _mark(item: Any) -> Any:
    """What makes an item the same over a change: its id or name; its content where it has none."""
    for name in ("id", "name", "area"):
        if isinstance(getattr(item, name, None), str):
            return name, getattr(item, name)
    return repr(item)
