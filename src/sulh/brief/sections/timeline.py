"""What is said to have happened, and what was predicted and came or did not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sulh.brief.context import Context, Evidence
from sulh.brief.figures.spans import Span, periods, place_spans
from sulh.brief.markup import csv_link
from sulh.case.model import Event, When
from sulh.words.dates import day, when
from sulh.words.events import event_phrase, event_word
from sulh.words.numbers import count

__all__ = ["Prediction", "TimelineView", "predictions", "timeline"]


@dataclass(frozen=True)
class Happening:
    """One event: when, what, on whose word; its span where its time is known.

    `exact`: the days are known; else only the span within which it falls.
    """

    when: str
    what: str
    word: str
    contested: bool
    exact: bool
    span: Span | None


@dataclass(frozen=True)
class Period:
    """Events near one another in time, on one scale; `end` is empty where `start` names it all."""

    start: str
    end: str
    rows: tuple[Happening, ...]


@dataclass(frozen=True)
class TimelineView:
    """The periods, the events whose time is not known, and the data.

    `bare` are those of which neither a time nor anyone involved is known.
    """

    periods: tuple[Period, ...]
    undated: tuple[Happening, ...]
    bare: tuple[Happening, ...]
    n_bare: str
    csv: str


@dataclass(frozen=True)
class Prediction:
    """What was predicted, and the claims by which it came about."""

    said: Evidence
    came: tuple[Evidence, ...]


def timeline(context: Context) -> TimelineView:
    """Return the events of the case in the order of their time."""
    dated = sorted(
        ((_bounds(e.when), e) for e in context.case.events if _bounds(e.when)),
        key=lambda pair: (pair[0] or (), pair[1].id),
    )
    times = [bounds for bounds, _ in dated if bounds]
    events = [event for _, event in dated]
    undated = [event for event in context.case.events if not _bounds(event.when)]
    bare = [event for event in undated if not (event.actors or event.targets)]
    return TimelineView(
        periods=tuple(
            _period(context, [times[i] for i in group], [events[i] for i in group])
            for group in periods(times)
        ),
        undated=tuple(_happening(context, e, None) for e in undated if e not in bare),
        bare=tuple(_happening(context, e, None) for e in bare),
        n_bare=count(len(bare), context.voice),
        csv=_csv(context),
    )


def _bounds(time: When | None) -> tuple[dt.date, dt.date] | None:
    """First and last day of a time; of a half-open one the day that is known."""
    if time is None or (time.start is None and time.end is None):
        return None
    known = time.start or time.end
    return (time.start or known, time.end or known) if known else None


def _period(context: Context, times: list[tuple[dt.date, dt.date]], events: list[Event]) -> Period:
    start, end = min(start for start, _ in times), max(end for _, end in times)
    whole = _whole(start, end)
    return Period(
        start=when(whole, context.voice) if whole else day(start, context.voice),
        end="" if whole or start == end else day(end, context.voice),
        rows=tuple(
            _happening(context, event, span)
            for event, span in zip(events, place_spans(times), strict=True)
        ),
    )


def _whole(start: dt.date, end: dt.date) -> When | None:
    """A span that is just one year or one month, to be named as such."""
    after = end + dt.timedelta(days=1)
    if start.day != 1 or after.day != 1:
        return None
    if start.month == 1 and after == dt.date(start.year + 1, 1, 1):
        return When(start=start, end=end, precision="year")
    if (start.year, start.month) == (end.year, end.month):
        return When(start=start, end=end, precision="month")
    return None


def _happening(context: Context, event: Event, span: Span | None) -> Happening:
    return Happening(
        when=when(event.when, context.voice),
        what=event_phrase(event, context.names),
        word=event_word(event, context.names),
        contested=event.status == "contested",
        exact=event.when is not None and event.when.precision in {"hour", "day"},
        span=span,
    )


def _csv(context: Context) -> str:
    rows = [
        (
            e.id, e.type, e.when.start if e.when else None, e.when.end if e.when else None,
            e.when.precision if e.when else None, e.status, e.n_publishers, len(e.claims),
        )
        for e in sorted(context.case.events, key=lambda e: e.id)
    ]  # fmt: skip
    header = ("event", "type", "start", "end", "precision", "status", "n_publishers", "n_claims")
    return csv_link(header, rows)


def predictions(context: Context) -> tuple[Prediction, ...]:
    """Return every claim that is a prediction, with what fulfilled it according to the links."""
    known = context.names.claims
    came: dict[str, list[str]] = {}
    for link in context.case.links:
        if link.type == "fulfils" and {link.source_claim, link.target_claim} <= known.keys():
            came.setdefault(link.target_claim, []).append(link.source_claim)
    said = [c for c in context.case.claims if c.modality == "predicted" or c.id in came]
    said.sort(key=lambda c: (c.id not in came, c.source, c.start, c.id))
    return tuple(
        Prediction(context.evidence(c), context.evidence_of(tuple(came.get(c.id, ()))))
        for c in said
    )


def predictions_line(context: Context, made: tuple[Prediction, ...]) -> str:
    """Return how many predictions there are and of how many a text says that they came true."""
    n, m = count(len(made), context.voice), count(sum(bool(p.came) for p in made), context.voice)
    return context.voice.say(
        ar=f"توقّعات وردت في التقارير، عددها {n}؛ وما ورد في تقرير أنه تحقّق منها {m}.",
        en=f"Predictions made in the reports: {n}; of which a report says they came true: {m}.",
    )
