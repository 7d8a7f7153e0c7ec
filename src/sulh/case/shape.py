"""The types of a case, walked once: which field holds what. Load, save, check, patch use it."""

from __future__ import annotations

import functools
import types
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from sulh.case.model import Case, Record, Refers

__all__ = ["LISTS", "FieldShape", "Path", "path_text", "shape", "shapes", "walk"]

Path = tuple[str | int, ...]
"""Fields and places in lists, from the case down: ``("claims", 3, "content", "type")``."""


@dataclass(frozen=True, slots=True)
class FieldShape:
    """What one field holds.

    Attributes
    ----------
    many : bool
        A list of such values.
    records : tuple of type
        The dataclasses it may hold; several where a ``kind`` tells them apart.
    refers : tuple of str
        For ids: the lists of the case in which the id may be found; "same" is the record's own
        list, "any" every list.
    choices : tuple
        The closed list of values, if there is one.
    base : str
        Plain word for what it holds: "text", "date", "number", "whole number", "true or false",
        "id", "anything", or the name of the record.
    """

    name: str
    many: bool
    optional: bool
    required: bool
    default: Any
    records: tuple[type, ...]
    refers: tuple[str, ...]
    choices: tuple[Any, ...]
    base: str

    @property
    def tag(self) -> bool:
        """Whether the field has one possible value, which tells types apart: always written."""
        return len(self.choices) == 1


LISTS = tuple(f.name for f in fields(Case) if f.name not in {"format", "id", "title", "summary"})
"""The lists of records of a case, in the order they are written."""

_BASES = {
    "str": "text",
    "date": "date",
    "float": "number",
    "int": "whole number",
    "Any": "anything",
}


@functools.cache
def shape(cls: type) -> dict[str, FieldShape]:
    """Fields of a dataclass by name, in the order they are written."""
    hints = get_type_hints(cls, include_extras=True)
    own = {f.name: _field_shape(f.name, hints[f.name], f.default) for f in fields(cls)}
    if not issubclass(cls, Record) or cls is Record:
        return own
    last = [name for name in shape(Record) if name != "id"]
    order = ["id", *(name for name in own if name != "id" and name not in last), *last]
    return {name: own[name] for name in order}


def _field_shape(name: str, hint: Any, default: Any) -> FieldShape:
    meta: list[Any] = []
    inner, optional = _without_none(_bare(hint, meta))
    inner = _bare(inner, meta)
    many = get_origin(inner) is tuple
    if many:
        inner = _bare(get_args(inner)[0], meta)
    options = get_args(inner) if get_origin(inner) in {Union, types.UnionType} else (inner,)
    records: tuple[type, ...] = tuple(o for o in options if is_dataclass(o) and isinstance(o, type))
    refers = next((m.lists for m in meta if isinstance(m, Refers)), ())
    choices = get_args(inner) if get_origin(inner) is Literal else ()
    return FieldShape(
        name=name, many=many, optional=optional, required=default is MISSING,
        default=None if default is MISSING else default, records=records, refers=refers,
        choices=choices, base=_base(name, inner, records, refers, choices),
    )  # fmt: skip


def _bare(hint: Any, meta: list[Any]) -> Any:
    """Strip Annotated, collecting what it says."""
    while get_origin(hint) is Annotated:
        meta.extend(hint.__metadata__)
        hint = get_args(hint)[0]
    return hint


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) not in {Union, types.UnionType}:
        return hint, False
    options = [option for option in get_args(hint) if option is not type(None)]
    optional = len(options) < len(get_args(hint))
    if len(options) > 1:
        return hint, optional
    return options[0], optional


def _base(
    name: str, inner: Any, records: tuple[type, ...], refers: tuple[str, ...], choices: Any
) -> str:
    if records:
        return " or ".join(record.__name__ for record in records)
    if choices:
        return "one of a list"
    if inner is bool:
        return "true or false"
    if refers or name == "id":
        return "id"
    return _BASES[getattr(inner, "__name__", str(inner))]


@functools.cache
def shapes() -> dict[str, type]:
    """Every dataclass of a case by name, in the order in which they are met from the case down."""
    found: dict[str, type] = {}
    queue: list[type] = [Case]
    while queue:
        cls = queue.pop(0)
        if cls.__name__ not in found:
            found[cls.__name__] = cls
            queue.extend(record for field in shape(cls).values() for record in field.records)
    return found


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every dataclass inside `value`, itself first, with its path."""
    yield path, value
    cls: type = type(value)
    for name, field in shape(cls).items():
        if field.records:
            held = getattr(value, name)
            if field.many:
                for i, item in enumerate(held):
                    yield from walk(item, (*path, name, i))
            elif held is not None:
                yield from walk(held, (*path, name))


def path_text(path: Path) -> str:
    """Write a path as it is said in messages.

    Examples
    --------
    >>> path_text(("claims", 3, "content", "type"))
    'claims[3].content.type'
    """
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")
