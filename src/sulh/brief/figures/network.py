"""The network of parties as inline SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from sulh.brief.figures.layers import Box, Edge, place
from sulh.words.voice import without_bidi

__all__ = ["Edge", "draw_network"]

_MARGIN = 14
_DIP = 34
_ARROWS = {"backing"}


def draw_network(labels: Mapping[str, str], edges: Sequence[Edge], title: str) -> Markup:
    """Draw parties as boxes and their relations as lines; colours come from the page's styles.

    Parameters
    ----------
    labels : mapping of id to name
        The parties that some line touches.
    edges : sequence of Edge
        The lines, in drawing order.
    title : str
        What the figure shows, for those who do not see it.

    Returns
    -------
    Markup
        An ``<svg>`` element; empty if there are no edges.
    """
    if not edges:
        return Markup("")
    boxes, width, height = place(labels, edges)
    size = f"{-_MARGIN} {-_MARGIN} {width + 2 * _MARGIN:.0f} {height + 2 * _MARGIN:.0f}"
    parts = [_line(edge, boxes) for edge in edges]
    parts += [_box(box) for _, box in sorted(boxes.items())]
    return Markup(
        '<svg class="network" role="img" viewBox="{}" '
        'style="min-width:{:.0f}px;max-width:{:.0f}px"><title>{}</title>{}</svg>'
    ).format(size, min(width, 640), width * 1.15, title, Markup("").join(parts))


def _line(edge: Edge, boxes: Mapping[str, Box]) -> Markup:
    """A curve between two boxes, its head drawn where support arrives."""
    x1, y1, x2, y2, bend = _ends(boxes[edge.source], boxes[edge.target], boxes)
    if bend is None:
        path = f"M{x1:.1f},{y1:.1f} L{x2:.1f},{y2:.1f}"
    else:
        curve = f"C{x1:.1f},{y1 + bend[0]:.1f} {x2:.1f},{y2 + bend[1]:.1f} {x2:.1f},{y2:.1f}"
        path = f"M{x1:.1f},{y1:.1f} {curve}"
    classes = f"edge {edge.kind}{' contested' if edge.contested else ''}"
    head = _head(x1, x2, y2, bend) if edge.kind in _ARROWS else ""
    arrow = Markup('<path class="head {}" d="{}"/>').format(edge.kind, head) if head else ""
    return Markup('<path class="{}" d="{}"/>{}').format(classes, path, arrow)


def _ends(
    source: Box, target: Box, boxes: Mapping[str, Box]
) -> tuple[float, float, float, float, tuple[float, float] | None]:
    """Where a line leaves and arrives, and how far its two ends bend; None for a straight one.

    Between rows it runs from edge to edge; within a row straight to a neighbour, and below
    whatever stands between otherwise.
    """
    gap = abs(source.y - target.y)
    if gap > (source.height + target.height) / 2:
        down = 1 if target.y > source.y else -1
        y1, y2 = source.y + down * source.height / 2, target.y - down * target.height / 2
        bend = down * max(abs(y2 - y1) * 0.5, 18)
        return source.x, y1, target.x, y2, (bend, -bend)
    if _between(source, target, boxes):
        y1, y2 = source.y + source.height / 2, target.y + target.height / 2
        return source.x, y1, target.x, y2, (_DIP, _DIP)
    side = 1 if target.x > source.x else -1
    x1, x2 = source.x + side * source.width / 2, target.x - side * target.width / 2
    return x1, source.y, x2, target.y, None


def _between(source: Box, target: Box, boxes: Mapping[str, Box]) -> bool:
    left, right = sorted((source.x, target.x))
    return any(
        left < box.x < right and abs(box.y - source.y) < (box.height + source.height) / 2
        for box in boxes.values()
    )


def _head(x1: float, x2: float, y2: float, bend: tuple[float, float] | None) -> str:
    """An arrow head at (x2, y2), upright after a bend and else along the line."""
    if bend:
        back = -8 if bend[1] < 0 else 8
        return f"M{x2:.1f},{y2:.1f} l-4.5,{back} l9,0 z"
    back = -8 if x2 > x1 else 8
    return f"M{x2:.1f},{y2:.1f} l{back},-4.5 l0,9 z"


def _box(box: Box) -> Markup:
    left, top = box.x - box.width / 2, box.y - box.height / 2
    first = box.y - 19 * (len(box.lines) - 1) / 2 + 5
    lines = Markup("").join(
        Markup('<text x="{:.1f}" y="{:.1f}">{}</text>').format(
            box.x, first + 19 * i, escape(without_bidi(line))
        )
        for i, line in enumerate(box.lines)
    )
    return Markup(
        '<g class="box"><rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="5"/>{}</g>'
    ).format(left, top, box.width, box.height, lines)
