"""YAML text -> a tree of nodes that know their place, within stated limits.

libyaml reads the events (decision note 0010); the tree is built here, without recursion, so that
hostile nesting, alias bombs, tags and double keys meet a clear fault instead of harm.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from sulh.errors import CaseError, Fault, Where

__all__ = ["MAX_ALIASES", "MAX_BYTES", "MAX_DEPTH", "MAX_NODES", "Node", "parse_document"]

MAX_BYTES = 64_000_000
MAX_NODES = 3_000_000
"""After aliases are expanded: what a reader of the values would walk through."""
MAX_ALIASES = 1_000
MAX_DEPTH = 40

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf"), float("inf")),
    "-.inf": float("-inf"),
    ".nan": float("nan"),
}


@dataclass(slots=True, eq=False)
class Node:
    """A scalar, mapping or list of the document. Offsets count code points of the text.

    `value` is a Python value, a dict of nodes by key, or a list of nodes. `end` is the end of a
    scalar or of a flow collection; of a block collection it is the end of its last child.
    """

    kind: Literal["scalar", "map", "list"]
    start: int
    end: int
    line: int
    column: int
    value: Any
    text: str = ""
    plain: bool = False
    flow: bool = False
    size: int = 1
    height: int = 0
    keys: dict[str, Node] = field(default_factory=dict)
    aliased: bool = False
    anchored: bool = False

    def to_python(self) -> Any:
        """Plain values: dicts, lists, strings, numbers, Booleans, dates, None."""
        if self.kind == "scalar":
            return self.value
        if self.kind == "list":
            return [child.to_python() for child in self.value]
        return {key: child.to_python() for key, child in self.value.items()}

    def line_of(self, key: str | int) -> int:
        """Line (from 1) of an entry: that of its key, or of its item."""
        place = self.keys[key] if isinstance(key, str) else self.value[key]
        return int(place.line) + 1


def scalar_value(text: str) -> Any:
    """What a plain scalar stands for, by the core schema of YAML 1.2, and ISO dates.

    Examples
    --------
    >>> [scalar_value(t) for t in ("12", "1.5", "on", "null", "2018-07-05")]
    [12, 1.5, 'on', None, datetime.date(2018, 7, 5)]
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    for pattern, read in _NUMBERS:
        if pattern.fullmatch(text):
            return read(text)
    return text


def _date(text: str) -> dt.date | str:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text  # the field will say that it is no date


_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (re.compile(r"[-+]?[0-9]{1,300}"), int),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"), float),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), _date),
)


def parse_document(text: str, file: str) -> Node:
    """Build the tree of one YAML document.

    Parameters
    ----------
    text : str
        The document.
    file : str
        Name for messages.

    Raises
    ------
    CaseError
        With every double key, tag and odd key; or the one fault of syntax, or limit, that ends
        the reading.
    """
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise CaseError([_syntax_fault(error, text, file)]) from error
    except yaml.YAMLError as error:
        raise CaseError([_character_fault(error, file)]) from error
    if builder.faults:
        raise CaseError(builder.faults)
    if builder.root is None:
        raise CaseError([_empty(file)])
    return builder.root


def _empty(file: str) -> Fault:
    return Fault(
        "empty-file",
        "the document is empty",
        Where(file),
        "a case has at least an id and a title; see docs/reference/case-file.md",
    )


def _syntax_fault(error: yaml.MarkedYAMLError, text: str, file: str) -> Fault:
    mark = error.problem_mark or error.context_mark
    if mark and mark.index >= len(text) and error.context_mark:
        mark = error.context_mark  # what never ends is named where it begins
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    lines = text.split("\n")
    row = lines[line - 1] if 0 < line <= len(lines) else ""
    advice = "look at this line and the one above: indentation, a missing colon or quote"
    if "\t" in row[: len(row) - len(row.lstrip())] or row[column - 1 : column] == "\t":
        advice = "YAML is indented with spaces: replace the tab"
    problem = error.problem or error.context or "cannot be read as YAML"
    return Fault("yaml-syntax", f"not YAML: {problem}", Where(file, line, column), advice)


def _character_fault(error: yaml.YAMLError, file: str) -> Fault:
    code = getattr(error, "character", None)
    what = f"U+{code:04X}" if isinstance(code, int) else "a control character"
    return Fault(
        "yaml-syntax",
        f"not YAML: {what} may not stand in a document",
        Where(file),
        'write it in double quotes as an escape, e.g. "\\u0007", or remove it',
    )


class _Builder:
    """Takes the events one by one; `stack` holds the open collections."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self.stack: list[Node] = []
        self.pending: list[Node | None] = []  # the key that waits for its value, per open mapping
        self.anchors: dict[str, Node] = {}
        self.n_aliases = 0

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            node = self.scalar(event)
            self.place(node, event)
            self.settle(node)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.close(event)
        elif isinstance(event, yaml.AliasEvent):
            self.alias(event)
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self.stop(
                "several-documents",
                "a second YAML document begins here",
                event,
                "keep one case in one file; remove the line ---",
            )

    def fault(self, code: str, message: str, mark: Any, advice: str) -> None:
        self.faults.append(Fault(code, message, Where(self.file, mark.line + 1), advice))

    def stop(self, code: str, message: str, event: Any, advice: str) -> None:
        self.fault(code, message, event.start_mark, advice)
        raise CaseError(self.faults)

    def scalar(self, event: Any) -> Node:
        mark, end = event.start_mark, event.end_mark
        plain = not event.style
        value = scalar_value(event.value) if plain else event.value
        return Node(
            "scalar", mark.index, end.index, mark.line, mark.column, value, event.value, plain
        )

    def open(self, event: Any) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self.stop(
                "too-deep",
                f"nested more than {MAX_DEPTH} deep",
                event,
                "a case needs about ten levels; is this a case?",
            )
        mapping = isinstance(event, yaml.MappingStartEvent)
        mark = event.start_mark
        node = Node(
            "map" if mapping else "list", mark.index, event.end_mark.index, mark.line, mark.column,
            {} if mapping else [], flow=bool(event.flow_style),
        )  # fmt: skip
        self.place(node, event)
        self.stack.append(node)
        self.pending.append(None)

    def close(self, event: Any) -> None:
        node = self.stack.pop()
        self.pending.pop()
        if node.flow:
            node.end = event.end_mark.index
        self.settle(node)

    def settle(self, child: Node) -> None:
        """Let the parent of a finished node know its size and its end."""
        if not self.stack:
            return
        parent = self.stack[-1]
        parent.size += child.size
        parent.height = max(parent.height, child.height + 1)
        if len(self.stack) + child.height > MAX_DEPTH:
            raise CaseError([Fault(
                "too-deep", f"nested more than {MAX_DEPTH} deep once aliases are expanded",
                Where(self.file, child.line + 1), "write the values out",
            )])  # fmt: skip
        parent.end = max(parent.end, child.end)
        if parent.size > MAX_NODES:
            raise CaseError([Fault(
                "too-large", f"more than {MAX_NODES} values once aliases are expanded",
                Where(self.file, child.line + 1), "move claims to claims.jsonl, or split the case",
            )])  # fmt: skip

    def alias(self, event: Any) -> None:
        self.n_aliases += 1
        if self.n_aliases > MAX_ALIASES:
            self.stop(
                "too-many-aliases",
                f"more than {MAX_ALIASES} aliases (*name)",
                event,
                "write the values out",
            )
        target = self.anchors.get(event.anchor)
        if target is None or target in self.stack:
            what = "is not defined" if target is None else "contains itself"
            self.stop("yaml-alias", f"the alias *{event.anchor} {what}", event, "write it out")
            return
        mark = event.start_mark
        copy = Node(
            target.kind, mark.index, event.end_mark.index, mark.line, mark.column, target.value,
            target.text, target.plain, flow=True, size=target.size, height=target.height,
            keys=target.keys, aliased=True,
        )  # fmt: skip
        self.place(copy, event)
        self.settle(copy)

    def place(self, node: Node, event: Any) -> None:
        """Put a node where it belongs: key, value, item or root."""
        if event.anchor is not None and not node.aliased:
            self.anchors[event.anchor] = node
            node.anchored = True
        if getattr(event, "tag", None) not in {None, "!"}:
            self.fault(
                "yaml-tag",
                f"the tag {event.tag} is not used in a case",
                event.start_mark,
                "remove the tag: fields know their types",
            )
        if not self.stack:
            self.root = node
        elif self.stack[-1].kind == "list":
            self.stack[-1].value.append(node)
        elif self.pending[-1] is None:
            self.pending[-1] = self.key(node)
        else:
            self.entry(self.stack[-1], self.pending[-1], node)
            self.pending[-1] = None

    def key(self, node: Node) -> Node:
        if node.kind != "scalar" or node.aliased:
            mark = Where(self.file, node.line + 1)
            raise CaseError([*self.faults, Fault(
                "yaml-key", "a field name is a plain word, not a list, mapping or alias", mark,
                "write the field's name",
            )])  # fmt: skip
        return node

    def entry(self, mapping: Node, key: Node, value: Node) -> None:
        name = key.text
        if name in mapping.value:
            first = mapping.keys[name].line + 1
            self.fault(
                "duplicate-key",
                f"{name} is given twice (first in line {first})",
                key,
                "keep one of the two; join their contents by hand",
            )
            return
        mapping.value[name] = value
        mapping.keys[name] = key
