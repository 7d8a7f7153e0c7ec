"""Where a field of a case stands: file and line, from the tree of the document or a JSON line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sulh.case.document import Node
from sulh.case.shape import Path, path_text
from sulh.errors import Where

__all__ = ["Places"]


@dataclass(frozen=True, slots=True)
class Places:
    """Lines of one case: the document's tree and, for records of a .jsonl, file and line.

    `jsonl` gives for a list of records the number of those in the document, the file's name and
    the line of each record after them.
    """

    file: str
    root: Node | None
    jsonl: Mapping[str, tuple[int, str, tuple[int, ...]]] = field(default_factory=dict)

    def where(self, path: Path) -> Where:
        """Place of a field; of what holds it, where the field itself is missing."""
        text = path_text(path)
        if len(path) > 1 and path[0] in self.jsonl and isinstance(path[1], int):
            n_before, file, lines = self.jsonl[str(path[0])]
            if path[1] >= n_before:
                return Where(file, lines[path[1] - n_before], field=text)
        return Where(self.file, self._line(path), field=text)

    def node(self, path: Path) -> Node | None:
        """Find the node at a path of the document; None if there is none."""
        node = self.root
        for part in path:
            node = _child(node, part)
            if node is None:
                return None
        return node

    def _line(self, path: Path) -> int:
        node, line = self.root, self.root.line + 1 if self.root else 0
        for part in path:
            child = _child(node, part)
            if node is None or child is None:
                break
            line = node.line_of(part)
            node = child
        return line


def _child(node: Node | None, part: Any) -> Node | None:
    if node is None or node.kind == "scalar":
        return None
    if node.kind == "map":
        child = node.value.get(part)
        return child if isinstance(child, Node) else None
    items: list[Node] = node.value
    return items[part] if isinstance(part, int) and 0 <= part < len(items) else None
