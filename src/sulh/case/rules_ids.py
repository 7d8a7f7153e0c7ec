"""Rules on ids: what refers to nothing, to the wrong kind of thing, or round in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sulh.case.finding import Context
from sulh.case.model import Holder, Link, When
from sulh.case.shape import LISTS, Path, shape
from sulh.errors import Fault, nearest

__all__ = ["PREFIXES", "cycles", "prefixes", "references", "spoken_references", "walks_in_circles"]

PREFIXES: Mapping[str, str] = {
    "sources": "s", "parties": "p", "persons": "x", "areas": "pl", "claims": "c", "links": "l",
    "relations": "r", "events": "e", "agreements": "a", "control": "k", "decisions": "d",
    "campaigns": "g",
}  # fmt: skip
_SPEAKERS = ("parties", "persons", "areas", "sources")


def references(context: Context) -> Iterator[Fault]:
    """Ids that no record has, or a record of the wrong kind."""
    for path, part in context.parts:
        cls: type = type(part)
        for name, field in shape(cls).items():
            if field.refers:
                held = getattr(part, name)
                allowed = (str(path[0]),) if field.refers == ("same",) else field.refers
                for place, found in _ids(held, (*path, name)):
                    yield from _reference(context, place, found, allowed)


def _ids(held: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(held, tuple):
        yield from (((*path, i), item) for i, item in enumerate(held))
    elif held is not None:
        yield path, held


def _reference(
    context: Context, path: Path, found: str, allowed: tuple[str, ...]
) -> Iterator[Fault]:
    home = context.lists.get(found)
    lists = LISTS if allowed == ("any",) else allowed
    if home is None:
        known = [known for known, name in context.lists.items() if name in lists]
        kinds = " or ".join(lists) if len(lists) <= 4 else "the case"
        advice = nearest(found, known) or f"add a record {found} to {kinds}"
        yield context.fault("unknown-id", path, f"nothing has the id {found}", advice)
    elif home not in lists:
        yield context.fault(
            "wrong-kind-of-id", path, f"{found} stands in {home}, expected {' or '.join(lists)}",
            "refer to a record of the right kind",
        )  # fmt: skip


def spoken_references(context: Context) -> Iterator[Fault]:
    """Holders («author», «unnamed» or an id) and anchors («publication» or an id)."""
    for path, part in context.parts:
        if isinstance(part, Holder) and part.who not in {"author", "unnamed"}:
            yield from _reference(context, (*path, "who"), part.who, _SPEAKERS)
        if isinstance(part, Link) and part.holder not in {"author", "unnamed"}:
            yield from _reference(context, (*path, "holder"), part.holder, _SPEAKERS)
        if isinstance(part, When) and part.anchor not in {"", "publication"}:
            yield from _reference(context, (*path, "anchor"), part.anchor, ("events", "claims"))


def prefixes(context: Context) -> Iterator[Fault]:
    """The prefix of an id says what it is."""
    for path, record in context.records():
        expected = PREFIXES[str(path[0])]
        if record.id.partition(":")[0] != expected:
            yield context.fault(
                "wrong-prefix", (*path, "id"), f"ids in {path[0]} begin with {expected}:",
                f"rename it {expected}:{record.id.partition(':')[2]}, also where it is referred to",
            )  # fmt: skip


def cycles(context: Context) -> Iterator[Fault]:
    """Chains that come back to where they began."""
    for lists, field in (
        (("parties", "areas"), "part_of"),
        (LISTS, "superseded_by"),
        (("agreements", "decisions"), "follows"),
    ):
        for name in lists:
            records = {record.id: path for path, record in context.records(name)}
            steps = {r.id: [getattr(r, field)] for _, r in context.records(name)}
            for circle in walks_in_circles(steps):
                yield context.fault(
                    "cycle", (*records[circle[0]], field),
                    f"{field} goes in a circle: {' → '.join([*circle, circle[0]])}",
                    "take one step out of the circle",
                )  # fmt: skip


def walks_in_circles(steps: Mapping[str, Iterable[str | None]]) -> list[tuple[str, ...]]:
    """Find circles in a graph: one for every step that leads back into its own trail.

    Examples
    --------
    >>> walks_in_circles({"a": ["b"], "b": ["c"], "c": ["b"], "d": ["d"]})
    [('b', 'c'), ('d',)]
    """
    circles: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in steps:
        trail: dict[str, int] = {}
        stack = [(start, 0)]
        while stack:
            node, depth = stack.pop()
            while len(trail) > depth:
                done.add(trail.popitem()[0])
            if node in trail:
                circles.append(tuple(trail)[trail[node] :])
            elif node in steps and node not in done:
                trail[node] = depth
                stack += [(step, depth + 1) for step in steps[node] if step is not None]
        done.update(trail)
    return circles
