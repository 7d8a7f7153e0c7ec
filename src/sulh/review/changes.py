"""Corrections of a claim: which fields there are, how they are typed, what fits them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from sulh.case.model import Claim
from sulh.case.shape import shape
from sulh.case.validate import validated_field
from sulh.errors import CaseError, PatchError, Where, nearest

__all__ = ["OWN_FIELDS", "checked", "field_names", "parsed_changes", "placed"]

OWN_FIELDS = ("modality", "polarity", "realis", "hedge", "quote", "start", "end")
"""Fields of the claim itself; the others are of its content."""


def field_names(claim: Claim) -> tuple[str, ...]:
    """Return the names of the fields that a correction of this claim may change.

    Examples
    --------
    >>> from sulh.case.model import ControlContent
    >>> content = ControlContent(area="pl:a", holders=("p:a",))
    >>> claim = Claim(id="c:1", source="s:1", start=0, end=1, quote="x", content=content)
    >>> field_names(claim)[-4:]
    ('area', 'holders', 'by_exception', 'share')
    """
    inner = [f.name for f in fields(claim.content) if f.name != "kind"]
    return (*OWN_FIELDS, "holder", *inner)


def parsed_changes(claim: Claim, line: str) -> dict[str, Any]:
    """Read corrections as a person types them: ``modality=denied; actors=p:a, p:b``.

    An empty value empties a list, and takes away what may be missing.

    Raises
    ------
    PatchError
        If a part is no ``field=value``, or a field is not known.

    Examples
    --------
    >>> from sulh.case.model import EventContent
    >>> content = EventContent(type="attack")
    >>> claim = Claim(id="c:1", source="s:1", start=0, end=1, quote="x", content=content)
    >>> parsed_changes(claim, "modality=denied; actors=p:a, p:b; low=3")
    {'modality': 'denied', 'actors': ['p:a', 'p:b'], 'low': 3.0}
    """
    found: dict[str, Any] = {}
    for part in filter(None, (piece.strip() for piece in line.split(";"))):
        name, sign, value = (word.strip() for word in part.partition("="))
        if not sign:
            raise PatchError(f"no field=value: {part!r}", Where(claim.id), "modality=denied")
        found[name] = _value(claim, name, value)
    return found


def _value(claim: Claim, name: str, value: str) -> Any:
    known = field_names(claim)
    if name not in known:
        raise PatchError(f"no field {name!r}", Where(claim.id), nearest(name, known))
    if name == "holder":
        return value
    owner: type = Claim if name in OWN_FIELDS else type(claim.content)
    field = shape(owner)[name]
    if field.many:
        return [item.strip() for item in value.split(",") if item.strip()]
    if not value and not field.required:
        return field.default
    if field.base in ("number", "whole number"):
        try:
            return float(value) if field.base == "number" else int(value)
        except ValueError as error:
            raise PatchError(f"{name}: {value!r} is no number", Where(claim.id)) from error
    if field.base == "true or false":
        return value.lower() in ("true", "yes", "1")
    return {"ar": value} if field.base == "Text" else value


def placed(claim: Claim, changes: Mapping[str, Any], text: str | None) -> dict[str, Any]:
    """Return changes in which a new quote has its span: the place nearest to the old one.

    Raises
    ------
    PatchError
        If the stored text does not have the quote, or is not there to look in.
    """
    found = dict(changes)
    quote = found.get("quote")
    if quote is None or {"start", "end"} <= set(found):
        return found
    at = [m.start() for m in re.finditer(re.escape(str(quote)), text or "")] if quote else []
    if not at:
        raise PatchError(
            f"the stored text does not have «{quote}»", Where(claim.id), "copy the words from it"
        )
    start = min(at, key=lambda place: (abs(place - claim.start), place))
    return {**found, "start": start, "end": start + len(quote)}


def checked(claim: Claim, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a correction as the fields hold them.

    Raises
    ------
    PatchError
        If a field is not known, or a value does not fit it.
    """
    known, found = field_names(claim), {}
    for name, value in changes.items():
        if name not in known:
            raise PatchError(f"no field {name!r}", Where(claim.id), nearest(name, known))
        owner = Claim if name in OWN_FIELDS else type(claim.content)
        found[name] = value if name == "holder" else _fitting(owner, claim.id, name, value)
    return found


def _fitting(owner: type, claim_id: str, name: str, value: Any) -> Any:
    try:
        return validated_field(owner, name, value)
    except CaseError as error:
        choices = [str(choice) for choice in shape(owner)[name].choices]
        message = f"{name}: {value!r}: {error.faults[0].message}"
        raise PatchError(message, Where(claim_id), nearest(str(value), choices)) from error
