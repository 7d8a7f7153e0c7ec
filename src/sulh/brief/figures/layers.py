"""Where the boxes of the network stand: camps side by side, who supports above who is supported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import networkx as nx

__all__ = ["Box", "Edge", "place"]

_GAP_X, _GAP_Y, _CAMP_GAP = 22, 62, 46
_LINE, _PAD, _LETTER = 19, 9, 8.1
_WRAP = 17
_MAX_WIDTH = 1000


@dataclass(frozen=True)
class Edge:
    """A line of the network. `kind`: backing, part, voice, tie or against."""

    source: str
    target: str
    kind: str
    contested: bool


class _Size(NamedTuple):
    width: float
    height: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Box:
    """A party: the middle of its box, its size and the lines of its label."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]


def place(labels: Mapping[str, str], edges: Sequence[Edge]) -> tuple[dict[str, Box], float, float]:
    """Place every party; return the boxes with the width and height of the whole.

    Parties tied by anything but hostility form a camp. In a camp a row stands below another when
    its parties are backed by, or part of, those above. Camps stand in bands from the widest on.
    """
    sizes = {node: _size(label) for node, label in labels.items()}
    boxes: dict[str, Box] = {}
    x = y = band = widest = 0.0
    for rows in _camps(sorted(labels), edges, sizes):
        width = max(_row_width(row, sizes) for row in rows)
        if x and x + width > _MAX_WIDTH:
            x, y, band = 0.0, y + band + _CAMP_GAP, 0.0
        camp = _camp(rows, sizes, x + width / 2, y)
        boxes |= camp
        band = max(band, *(box.y + box.height / 2 - y for box in camp.values()))
        x, widest = x + width + _CAMP_GAP, max(widest, x + width)
    return boxes, widest, y + band


def _camp(
    rows: Sequence[Sequence[str]], sizes: Mapping[str, _Size], middle: float, top: float
) -> dict[str, Box]:
    """Place the rows of a camp below one another, each about the same middle."""
    boxes = {}
    for row in rows:
        left = middle - _row_width(row, sizes) / 2
        height = max(sizes[node].height for node in row)
        for node in row:
            size = sizes[node]
            boxes[node] = Box(left + size.width / 2, top + height / 2, *size)
            left += size.width + _GAP_X
        top += height + _GAP_Y
    return boxes


def _camps(
    nodes: Sequence[str], edges: Sequence[Edge], sizes: Mapping[str, _Size]
) -> list[list[list[str]]]:
    """Every camp as rows from the top, the largest first; lone enemies stand side by side."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(_downward(e) for e in edges if e.kind != "against")
    camps = sorted(nx.weakly_connected_components(graph), key=lambda c: (-len(c), min(c)))
    rows = [_rows(graph.subgraph(sorted(camp)), sizes) for camp in camps if len(camp) > 1]
    lone: nx.Graph[str] = nx.Graph()
    lone.add_nodes_from(min(camp) for camp in camps if len(camp) == 1)
    lone.add_edges_from((e.source, e.target) for e in edges if {e.source, e.target} <= set(lone))
    enemies = sorted(nx.connected_components(lone), key=min)
    return rows + [_wrapped(sorted(group), sizes) for group in enemies]


def _downward(edge: Edge) -> tuple[str, str]:
    """From above to below: a part stands below its whole."""
    return (
        (edge.target, edge.source) if edge.kind in {"part", "voice"} else (edge.source, edge.target)
    )


def _rows(graph: nx.DiGraph[str], sizes: Mapping[str, _Size]) -> list[list[str]]:
    """The levels of a camp as rows; each row in the order of what stands above it."""
    level = _levels(graph)
    rows: list[list[str]] = []
    place_of: dict[str, float] = {}
    for depth in sorted(set(level.values())):
        row = sorted(n for n in level if level[n] == depth)
        row.sort(
            key=lambda n: _middle([place_of[p] for p in graph.predecessors(n) if p in place_of])
        )
        place_of |= {node: i / len(row) for i, node in enumerate(row)}
        rows += _wrapped(row, sizes)
    return rows


def _wrapped(row: Sequence[str], sizes: Mapping[str, _Size]) -> list[list[str]]:
    """A row in as many rows as the width asks for."""
    rows: list[list[str]] = [[]]
    for node in row:
        if rows[-1] and _row_width([*rows[-1], node], sizes) > _MAX_WIDTH:
            rows.append([])
        rows[-1].append(node)
    return rows


def _levels(graph: nx.DiGraph[str]) -> dict[str, int]:
    """How far down each party stands: below all above it, and as near as may be to those below.

    Parties that support one another in a circle share a level.
    """
    condensed = nx.condensation(graph)
    order = list(nx.topological_sort(condensed))
    level: dict[int, int] = {}
    for component in order:
        level[component] = max((level[p] + 1 for p in condensed.predecessors(component)), default=0)
    for component in reversed(order):
        below = [level[s] for s in condensed.successors(component)]
        level[component] = min(below) - 1 if below else level[component]
    return {node: level[c] for c in order for node in condensed.nodes[c]["members"]}


def _middle(places: Sequence[float]) -> float:
    return sum(places) / len(places) if places else 0.5


def _row_width(row: Sequence[str], sizes: Mapping[str, _Size]) -> float:
    return sum(sizes[node].width for node in row) + _GAP_X * (len(row) - 1)


def _size(label: str) -> _Size:
    """Width, height and lines of a box for a label."""
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + len(word) >= _WRAP:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    width = max(_LETTER * max(map(len, lines)) + 4 * _PAD, 90.0)
    return _Size(width, _LINE * len(lines) + 2 * _PAD, tuple(lines))
