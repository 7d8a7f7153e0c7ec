"""Events of a case in words: as noun phrases, with whose word they rest on."""

from __future__ import annotations

from sulh.case.model import Event, EventContent
from sulh.words.agreements import on_whose_word
from sulh.words.claims import matter
from sulh.words.names import Names
from sulh.words.vocabulary import EVENT_STATUSES

__all__ = ["event_phrase", "event_word"]


def event_phrase(event: Event, names: Names) -> str:
    """Return what is said to have happened, as a noun phrase that asserts nothing."""
    content = EventContent(
        type=event.type, actors=event.actors, targets=event.targets, areas=event.areas
    )
    return matter(content, names)


def event_word(event: Event, names: Names) -> str:
    """Return the status of an event and on whose word it stands."""
    status = EVENT_STATUSES[event.status].in_(names.voice.language)
    return f"{status}: {on_whose_word(event.claims, names)}"
