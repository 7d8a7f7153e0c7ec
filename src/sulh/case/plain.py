"""A Case -> plain values in the order they are written; fields at their defaults are left out."""

from __future__ import annotations

import datetime as dt
from dataclasses import is_dataclass
from typing import Any

from sulh.case.shape import shape

__all__ = ["to_json_ready", "to_plain"]


def to_plain(value: Any) -> Any:
    """Dataclasses become dicts, tuples lists; dates and other scalars stay.

    Examples
    --------
    >>> from sulh.case.model import Holder, When
    >>> to_plain((Holder(), Holder(who="x:envoy", cue="قال")))
    [{'who': 'author'}, {'who': 'x:envoy', 'cue': 'قال'}]
    """
    if is_dataclass(value) and not isinstance(value, type):
        cls: type = type(value)
        pairs = ((field, getattr(value, name)) for name, field in shape(cls).items())
        shown = getattr(cls, "always_written", ())
        return {
            field.name: to_plain(held)
            for field, held in pairs
            if field.required or field.tag or field.name in shown or held != field.default
        }
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    return value


def to_json_ready(value: Any) -> Any:
    """Like :func:`to_plain`, with dates as strings."""
    plain = to_plain(value)
    return _dates_as_text(plain)


def _dates_as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _dates_as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_dates_as_text(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value
