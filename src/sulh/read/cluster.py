"""Events: claims of one or several documents that tell of the same thing.

Two event claims are about the same thing when their type agrees, an actor, target or area is
shared and none contradicts, and their times overlap or are close. Nothing is deleted; an event
keeps all its claims, and publishers are counted, not copies: outlets that print one wire report are
one publisher.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sulh.case.model import Claim, Event, EventContent, Source
from sulh.read.draft import status_of

__all__ = ["cluster_events"]

_SPEECH = frozenset(("accuse", "deny", "demand", "condemn", "threaten"))
_DAYS = dt.timedelta(days=3)


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
    faces: list[dict[object, Claim]] = []
    index: dict[tuple[str, str], list[int]] = {}
    for claim in claims:
        if not isinstance(claim.content, EventContent):
            continue
        content = claim.content
        keys = [(content.type, ref) for ref in (*content.actors, *content.targets, *content.areas)]
        home = next(
            (
                number
                for number in dict.fromkeys(n for key in keys for n in index.get(key, []))
                if all(_same(claim, other, by_id) for other in faces[number].values())
            ),
            None,
        )
        if home is None:
            home = len(groups)
            groups.append([])
            faces.append({})
        groups[home].append(claim)
        faces[home].setdefault(_face(claim, content, by_id), claim)
        for key in keys:
            numbers = index.setdefault(key, [])
            if home not in numbers:
                numbers.append(home)
    return tuple(_event(number, group, by_id) for number, group in enumerate(groups, 1))


def _face(claim: Claim, content: EventContent, sources: Mapping[str, Source]) -> object:
    """What :func:`_same` looks at. Claims alike in it are compared once, however many they are."""
    told = (content.type, content.subtype, content.actors, content.targets, content.areas)
    return told, _force(claim), claim.source, _interval(claim, sources)


def _same(one: Claim, other: Claim, sources: Mapping[str, Source]) -> bool:
    a, b = one.content, other.content
    if not isinstance(a, EventContent) or not isinstance(b, EventContent):
        return False
    if a.type != b.type or _force(one) != _force(other):
        return False
    if a.subtype and b.subtype and a.subtype != b.subtype:
        return False
    shared = 0
    for mine, theirs in ((a.actors, b.actors), (a.targets, b.targets), (a.areas, b.areas)):
        if mine and theirs:
            if not set(mine) & set(theirs):
                return False
            shared += 1
    needed = 1 if a.type in _SPEECH or one.source == other.source else 2
    return shared >= min(needed, 2) and _close(one, other, sources)


def _force(claim: Claim) -> str:
    """Facts and what is alleged or denied of them belong together; plans and forecasts apart."""
    factual = claim.modality in ("asserted", "accused", "denied", "negated")
    return "factual" if factual else claim.modality


def _close(one: Claim, other: Claim, sources: Mapping[str, Source]) -> bool:
    first, second = _interval(one, sources), _interval(other, sources)
    if first is None or second is None:
        return True
    return first[0] - _DAYS <= second[1] and second[0] - _DAYS <= first[1]


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
