"""Plain values -> a Case, with every fault said in the words of a case."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from sulh.case.model import Case
from sulh.case.places import Places
from sulh.case.shape import LISTS, FieldShape, Path, shape
from sulh.errors import CaseError, Fault, Where, nearest

__all__ = ["adapter", "duplicate_ids", "validated", "validated_as", "validated_field"]

_EXPECTED = {
    "string_type": "text",
    "tuple_type": "a list",
    "dataclass_type": "a mapping of fields",
    "dataclass_exact_type": "a mapping of fields",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
}
_RANGES = frozenset(
    {
        "greater_than_equal",
        "less_than_equal",
        "finite_number",
        "string_too_long",
        "int_parsing_size",
    }
)


@functools.cache
def adapter(cls: type = Case) -> TypeAdapter[Any]:
    """Build the validator of a type once, when it is first needed."""
    return TypeAdapter(cls)


def validated(data: dict[str, Any], places: Places) -> Case:
    """Make a case of plain values.

    Parameters
    ----------
    data : dict
        What the document and the .jsonl files hold. Changed where a number or date stands for
        words: it is taken as written.
    places : Places
        For file and line of each fault.

    Raises
    ------
    CaseError
        With every fault.
    """
    try:
        case = _attempt(data, places)
    except ValidationError as error:
        found = [_fault(item, places) for item in error.errors(include_url=False)]
        raise CaseError(sorted(found, key=_order)) from error
    if faults := duplicate_ids(case, places):
        raise CaseError(faults)
    return case


@functools.cache
def _field_adapter(cls: type, name: str) -> TypeAdapter[Any]:
    return TypeAdapter(get_type_hints(cls, include_extras=True)[name])


def validated_field(cls: type, name: str, value: Any) -> Any:
    """Make the value of one field of plain values.

    Raises
    ------
    CaseError
        With every fault; fields are named from `cls` on.
    """
    try:
        return _field_adapter(cls, name).validate_python(value)
    except ValidationError as error:
        nowhere = Places("", None)
        items = [{**item, "loc": (name, *item["loc"])} for item in error.errors(include_url=False)]
        raise CaseError(_fault(item, nowhere, cls) for item in items) from error


def validated_as(cls: type, places: Places) -> Any:
    """Make a record that stands in a file of its own, such as a pattern, of its document.

    Parameters
    ----------
    cls : type
        A frozen dataclass that forbids further fields.
    places : Places
        The document.

    Raises
    ------
    CaseError
        With every fault, in the words of a case.
    """
    data = places.root.to_python() if places.root else None
    try:
        return adapter(cls).validate_python(data)
    except ValidationError as error:
        items = error.errors(include_url=False)
        raise CaseError(sorted((_fault(i, places, cls) for i in items), key=_order)) from error


def _order(fault: Fault) -> tuple[str, int]:
    return fault.where.file, fault.where.line


def _attempt(data: dict[str, Any], places: Places) -> Case:
    """Validate; once more after taking numbers as written where words are expected."""
    try:
        case: Case = adapter().validate_python(data)
    except ValidationError as error:
        if not _take_as_written(data, error, places):
            raise
        case = adapter().validate_python(data)
    return case


def _take_as_written(data: dict[str, Any], error: ValidationError, places: Places) -> bool:
    changed = False
    for item in error.errors(include_url=False):
        if item["type"] != "string_type":
            continue
        path = _path(item["loc"])[0]
        node = places.node(path)
        if node is not None and node.plain and node.value is not None and path:
            holder: Any = data
            for part in path[:-1]:
                holder = holder[part]
            holder[path[-1]] = node.text
            changed = True
    return changed


def _path(
    loc: Iterable[str | int], root: type = Case
) -> tuple[Path, type | None, FieldShape | None]:
    """Drop the tags of unions that pydantic adds; find the owner and shape of the last field."""
    path: list[str | int] = []
    owner: type | None = root
    held: type | None = root
    field: FieldShape | None = None
    options: tuple[type, ...] = ()
    for part in loc:
        if options:
            held = next((o for o in options if shape(o)["kind"].default == part), None)
            options = ()
            continue
        path.append(part)
        if isinstance(part, str) and held is not None:
            owner, field = held, shape(held).get(part)
            held = None
        if field is not None and (not field.many or isinstance(part, int)):
            held = field.records[0] if len(field.records) == 1 else None
            options = field.records if len(field.records) > 1 else ()
    return tuple(path), owner if held is None else held, field


def _fault(item: Mapping[str, Any], places: Places, root: type = Case) -> Fault:
    path, owner, field = _path(item["loc"], root)
    kind, found = item["type"], item["input"]
    where = places.where(path)
    if kind == "missing":
        return _missing(path, places)
    if kind == "unexpected_keyword_argument":
        return _unknown_field(str(path[-1]), owner, where)
    if kind.startswith("union_tag"):
        return _wrong_kind(kind, found, field, where)
    if kind == "literal_error" and field is not None:
        return _unknown_value(found, field, where)
    if kind == "string_pattern_mismatch":
        return Fault(
            "bad-id", f"found {_shown(found)}, expected an id", where,
            "letters, a colon, then letters, digits, _ . or -, e.g. p:eighth_brigade "
            "(the id of the case itself has no prefix)",
        )  # fmt: skip
    return _wrong_type(item, where)


def _missing(path: Path, places: Places) -> Fault:
    holder = places.where(path[:-1])
    return Fault("missing-field", f"the field {path[-1]} is missing", holder, f"add {path[-1]}: …")


def _unknown_field(name: str, owner: type | None, where: Where) -> Fault:
    known = list(shape(owner)) if owner else []
    kind = owner.__name__ if owner else "this record"
    return Fault("unknown-field", f"{kind} has no field {name}", where, nearest(name, known))


def _wrong_kind(kind: str, found: Any, field: FieldShape | None, where: Where) -> Fault:
    known = [shape(record)["kind"].default for record in field.records] if field else []
    if kind == "union_tag_not_found":
        return Fault("missing-field", "the field kind is missing", where, nearest("", known))
    value = found.get("kind", "") if isinstance(found, dict) else found
    return Fault(
        "unknown-value", f"found kind {_shown(value)}, expected one of a list", where,
        nearest(str(value), known),
    )  # fmt: skip


def _unknown_value(found: Any, field: FieldShape, where: Where) -> Fault:
    if field.name == "format":
        return Fault(
            "format-version", f"found format {_shown(found)}, this sulh reads format 1", where,
            "write format: 1, or use the sulh that wrote the case",
        )  # fmt: skip
    known = [str(choice) for choice in field.choices]
    advice = nearest(str(found), known) or f"one of: {', '.join(known)}"
    message = f"found {_shown(found)}, not in the list of {field.name}"
    return Fault("unknown-value", message, where, advice)


def _wrong_type(item: Mapping[str, Any], where: Where) -> Fault:
    kind, found = item["type"], _shown(item["input"])
    if kind.startswith("date") or kind == "value_error":
        return Fault(
            "bad-date", f"found {found}, expected a date", where, "write it like 2018-07-05"
        )
    if kind in _RANGES:
        reason = item["msg"].removeprefix("Input ").removeprefix("String ")
        return Fault("out-of-range", f"found {found}: it {reason}", where, "correct the value")
    expected = _EXPECTED.get(kind, item["msg"])
    advice = "put it in quotes" if expected == "text" else ""
    return Fault("wrong-type", f"found {found}, expected {expected}", where, advice)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if value is None:
        return "nothing"
    text = str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def duplicate_ids(case: Case, places: Places) -> list[Fault]:
    """Find records, and terms of agreements, that bear the same id."""
    first: dict[str, Path] = {}
    faults = []
    paths: list[tuple[Path, str]] = [
        ((name, i), r.id) for name in LISTS for i, r in enumerate(getattr(case, name))
    ]
    paths += [
        (("agreements", i, "terms", j), term.id)
        for i, agreement in enumerate(case.agreements)
        for j, term in enumerate(agreement.terms)
    ]
    for path, record_id in paths:
        if record_id in first:
            faults.append(
                Fault(
                    "duplicate-id",
                    f"the id {record_id} is used twice (first at {places.where(first[record_id])})",
                    places.where(path),
                    "give one of the two another id, and mend what refers to it",
                )
            )
        first.setdefault(record_id, path)
    return faults
