"""Events: claims of one or several documents that tell of the same thing.

Two event claims are about the same thing when their type agrees, an actor, target or area is
shared and none contradicts, and their times overlap or are close. Nothing is deleted; an event
keeps all its claims, and publishers are counted, not copies: outlets that print one wire report are
one publisher.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sulh.case.model import Claim, Event, EventContent, Source
from sulh.read.draft import status_of

__all__ = ["cluster_events"]

_SPEECH = frozenset(("accuse", "deny", "demand", "condemn", "threaten"))
_DAYS = 3
_ANY_TIME = (-_DAYS, dt.date.max.toordinal() + _DAYS)
"""The days of what has no date: close to all others."""


def cluster_events(claims: Sequence[Claim], sources: Sequence[Source]) -> tuple[Event, ...]:
    """Group event claims.

    Parameters
    ----------
    claims : sequence of Claim
        All claims of a case.
    sources : sequence of Source
        Its documents, for their dates and publishers.
    """
    by_id = {source.id: source for source in sources}
    groups: list[list[Claim]] = []
    faces: list[dict[_Face, None]] = []
    index: dict[tuple[str, str, str], dict[int, None]] = {}
    for claim in claims:
        content = claim.content
        if not isinstance(content, EventContent):
            continue
        face, force = _face(claim, content, by_id), _force(claim)
        refs = (*content.actors, *content.targets, *content.areas)
        keys = [(content.type, force, ref) for ref in refs]
        tried = dict.fromkeys([number for key in keys for number in index.get(key, ())])
        home = next((number for number in tried if _joins(face, faces[number])), len(groups))
        if home == len(groups):
            groups.append([])
            faces.append({})
        groups[home].append(claim)
        faces[home].setdefault(face)
        for key in keys:
            index.setdefault(key, {}).setdefault(home)
    return tuple(_event(number, group, by_id) for number, group in enumerate(groups, 1))


class _Face(NamedTuple):
    """What is looked at to tell whether two claims of one type and force tell of the same.

    Claims alike in it are compared once, however many they are. The days are ordinals; a period
    without a known end has neither.
    """

    speech: bool
    subtype: str
    actors: frozenset[str]
    targets: frozenset[str]
    areas: frozenset[str]
    source: str
    first: int
    last: int


def _face(claim: Claim, content: EventContent, sources: Mapping[str, Source]) -> _Face:
    days = _interval(claim, sources)
    first, last = (days[0].toordinal(), days[1].toordinal()) if days else _ANY_TIME
    return _Face(
        content.type in _SPEECH, content.subtype, frozenset(content.actors),
        frozenset(content.targets), frozenset(content.areas), claim.source, first, last,
    )  # fmt: skip


def _joins(face: _Face, others: Iterable[_Face]) -> bool:
    """Tell whether a claim tells of the same as all claims of a group."""
    return all(_same(face, other) for other in others)


def _same(one: _Face, other: _Face) -> bool:
    speech, subtype, actors, targets, areas, source, first, last = one
    if subtype and other[1] and subtype != other[1]:
        return False
    shared = 0
    for mine, theirs in ((actors, other[2]), (targets, other[3]), (areas, other[4])):
        if mine and theirs:
            if mine.isdisjoint(theirs):
                return False
            shared += 1
    needed = 1 if speech or source == other[5] else 2
    return shared >= needed and first - _DAYS <= other[7] and other[6] - _DAYS <= last


def _force(claim: Claim) -> str:
    """Facts and what is alleged or denied of them belong together; plans and forecasts apart."""
    factual = claim.modality in ("asserted", "accused", "denied", "negated")
    return "factual" if factual else claim.modality


def _interval(claim: Claim, sources: Mapping[str, Source]) -> tuple[dt.date, dt.date] | None:
    when = claim.when
    if when is not None and when.start is not None and when.end is not None:
        return when.start, when.end
    published = sources[claim.source].published if claim.source in sources else None
    if published is not None and published.start is not None:
        return published.start - dt.timedelta(days=7), published.start
    return None


def _event(number: int, group: list[Claim], sources: Mapping[str, Source]) -> Event:
    contents = [c.content for c in group if isinstance(c.content, EventContent)]
    publishers = {_publisher(c.source, sources) for c in group if c.source in sources}
    return Event(
        id=f"e:{number:03d}",
        type=contents[0].type,
        subtype=next((c.subtype for c in contents if c.subtype), ""),
        actors=_union(c.actors for c in contents),
        targets=_union(c.targets for c in contents),
        areas=_union(c.areas for c in contents),
        when=next((c.when for c in group if c.when is not None), None),
        claims=tuple(c.id for c in group),
        status=status_of(group),
        n_publishers=len(publishers),
    )


def _publisher(source: str, sources: Mapping[str, Source]) -> str:
    """Who published a text first; an unnamed publisher counts as one of its own."""
    original = sources[source].copy_of
    found = sources.get(original, sources[source]) if original else sources[source]
    return found.publisher or found.id


def _union(groups: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref for group in groups for ref in group))  # type: ignore[attr-defined]
