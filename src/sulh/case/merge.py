"""Two drafts -> one case: the same things joined, what differs reported, nothing dropped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, is_dataclass, replace
from typing import Any

from sulh.case.model import Case, Claim, Holder, Link, Record, Text, When
from sulh.case.shape import LISTS, FieldShape, shape
from sulh.errors import Fault, Where

__all__ = ["Merged", "merge_cases"]

_ENTITIES = ("parties", "persons", "areas")
_JOINED = ("sources", *_ENTITIES, "agreements")
"""Lists in which the same id means the same thing. Elsewhere ids are numbers of a draft."""


@dataclass(frozen=True, slots=True)
class Merged:
    """One case of two, and what a person should look at."""

    case: Case
    faults: tuple[Fault, ...]


def merge_cases(first: Case, second: Case) -> Merged:
    """Join two cases; where they differ on a field, the first one's value stands.

    Parameters
    ----------
    first, second : Case
        Drafts about one conflict. Id and title are those of `first`.

    Returns
    -------
    Merged
        Sources of the same sha256 are one; parties, persons and areas of the same id, or where
        one names the other in ``same_as``, are one; claims of the same words at the same place
        with the same content are one. Records that only share an id keep both lives: the
        second's gets a new id (``renamed-id``). A field on which both say something else is
        reported with both values (``merge-conflict``).
    """
    faults: list[Fault] = []
    names = _same_things(first, second)
    second = _renamed(second, names)
    names = _new_ids(first, second, faults)
    second = _renamed(second, names)
    lists: dict[str, Any] = {
        name: _joined(name, getattr(first, name), getattr(second, name), faults) for name in LISTS
    }
    summary = _one_value("summary", first.summary, second.summary, "summary", faults)
    return Merged(replace(first, **lists, summary=summary), tuple(faults))


# ---- which ids of the second mean which of the first ----------------------------------------


def _same_things(first: Case, second: Case) -> dict[str, str]:
    """Ids of the second case whose record is a record of the first under another id."""
    names: dict[str, str] = {}
    by_hash = {source.sha256: source.id for source in first.sources if source.sha256}
    for source in second.sources:
        if source.sha256 in by_hash:
            names[source.id] = by_hash[source.sha256]
    own = {party.id for party in first.parties}
    for party in second.parties:
        known = [other for other in party.same_as if other in own]
        if party.id not in own and known:
            names[party.id] = known[0]
    for party in first.parties:
        for other in party.same_as:
            if other not in own:
                names.setdefault(other, party.id)
    names |= _same_claims(first, second, names)
    return {old: new for old, new in names.items() if old != new}


def _same_claims(first: Case, second: Case, names: Mapping[str, str]) -> dict[str, str]:
    """Pair claims that are alike, one to one; under the same id where there is a choice."""
    alike: dict[Any, dict[str, None]] = {}
    for claim in first.claims:
        alike.setdefault(_mark(claim), {})[claim.id] = None
    pairs: dict[str, str] = {}
    mapped = [_mapped(claim, names) for claim in second.claims]
    for claim in sorted(mapped, key=lambda c: c.id not in alike.get(_mark(c), {})):
        free = alike.get(_mark(claim), {})
        if free:
            pairs[claim.id] = claim.id if claim.id in free else next(iter(free))
            del free[pairs[claim.id]]
    return pairs


def _mark(claim: Claim) -> tuple[Any, ...]:
    """What makes two claims the same: place, words, content, force and holders."""
    return (
        claim.source, claim.start, claim.end, claim.quote, repr(claim.content),
        claim.modality, claim.polarity, repr(claim.holders),
    )  # fmt: skip


def _new_ids(first: Case, second: Case, faults: list[Fault]) -> dict[str, str]:
    """New ids for records of the second that share an id with something else in the first."""
    ours = {r.id: (name, r) for name in LISTS for r in getattr(first, name)}
    taken = set(ours) | {r.id for name in LISTS for r in getattr(second, name)}
    taken |= {t.id for case in (first, second) for a in case.agreements for t in a.terms}
    names: dict[str, str] = {}
    for name in LISTS:
        for record in getattr(second, name):
            if record.id in ours and not _is_same(name, record, *ours[record.id]):
                names[record.id] = _free_id(record.id, taken)
                faults.append(_renaming(name, record.id, names[record.id]))
    return names


def _is_same(name: str, record: Any, our_list: str, ours: Any) -> bool:
    if name != our_list:
        return False
    if name == "sources":
        return not (record.sha256 and ours.sha256) or record.sha256 == ours.sha256
    if name == "claims":
        return _mark(record) == _mark(ours)
    return name in _JOINED or record == ours


def _free_id(taken_id: str, taken: set[str]) -> str:
    number = 2
    while (fresh := f"{taken_id}-{number}") in taken:
        number += 1
    taken.add(fresh)
    return fresh


def _renaming(name: str, old: str, new: str) -> Fault:
    return Fault(
        "renamed-id", f"{old} means two things: that of the second case is now {new}",
        Where(field=name), "if they are the same, join them by hand",
    )  # fmt: skip


# ---- giving ids other names ------------------------------------------------------------------


def _renamed(case: Case, names: Mapping[str, str]) -> Case:
    if not names:
        return case
    lists: dict[str, Any] = {
        name: tuple(_mapped(record, names) for record in getattr(case, name)) for name in LISTS
    }
    return replace(case, **lists)


def _mapped(record: Any, names: Mapping[str, str]) -> Any:
    """Return the record with every id it bears or refers to under its new name."""
    cls: type = type(record)
    changed: dict[str, Any] = {}
    for name, field in shape(cls).items():
        held = getattr(record, name)
        if field.records:
            inner = (_mapped(item, names) for item in held) if field.many else None
            changed[name] = tuple(inner) if inner else held and _mapped(held, names)
        elif field.refers and field.many:
            changed[name] = tuple(dict.fromkeys(names.get(item, item) for item in held))
        elif field.refers or _speaks(record, name):
            changed[name] = names.get(held, held)
    return replace(record, **changed)


def _speaks(record: Any, name: str) -> bool:
    """Whether a text field holds an id: those of records, holders and anchors do."""
    return (
        (name == "id" and isinstance(record, Record))
        or (name == "who" and isinstance(record, Holder))
        or (name == "holder" and isinstance(record, Link))
        or (name == "anchor" and isinstance(record, When))
    )


# ---- joining ---------------------------------------------------------------------------------


def _joined(
    name: str, first: Iterable[Any], second: Iterable[Any], faults: list[Fault]
) -> tuple[Any, ...]:
    records = {record.id: record for record in first}
    for record in second:
        ours = records.get(record.id)
        records[record.id] = record if ours is None else _one_record(name, ours, record, faults)
    return tuple(records.values())


def _one_record(name: str, ours: Any, theirs: Any, faults: list[Fault]) -> Any:
    cls: type = type(ours)
    changed: dict[str, Any] = {}
    for field in shape(cls).values():
        mine, other = getattr(ours, field.name), getattr(theirs, field.name)
        if mine != other:
            place = f"{name}/{ours.id}/{field.name}"
            changed[field.name] = _one_field(field, mine, other, place, faults)
    merged = replace(ours, **changed)
    return _with_other_names(merged, theirs)


def _one_field(field: FieldShape, mine: Any, other: Any, place: str, faults: list[Fault]) -> Any:
    if field.many:
        return _union(mine, other, place, faults)
    if other == field.default and not field.required:
        return mine
    if mine == field.default and not field.required:
        return other
    return _one_value(field.name, mine, other, place, faults)


def _union(
    mine: tuple[Any, ...], other: tuple[Any, ...], place: str, faults: list[Fault]
) -> tuple[Any, ...]:
    """All items of both. Terms of one id are one, and the first's stands."""
    marks = {getattr(item, "id", None) or repr(item): item for item in mine}
    for item in other:
        mark = getattr(item, "id", None) or repr(item)
        if marks.setdefault(mark, item) != item:
            faults.append(_conflict(f"{place}/{mark}", mark, marks[mark], item))
    return tuple(marks.values())


def _one_value(name: str, mine: Any, other: Any, place: str, faults: list[Fault]) -> Any:
    if mine is None or other is None or mine == other:
        return other if mine is None else mine
    if isinstance(mine, Text) and isinstance(other, Text):
        filled = Text(ar=mine.ar or other.ar, en=mine.en or other.en)
        if {other.ar, other.en} <= {filled.ar, filled.en, ""}:
            return filled
        mine = filled
    faults.append(_conflict(place, name, mine, other))
    return mine


def _conflict(place: str, name: str, mine: Any, other: Any) -> Fault:
    return Fault(
        "merge-conflict",
        f"{name} is {_said(mine)} in the first case, {_said(other)} in the second",
        Where(field=place),
        "the first stands; correct it if the second is right",
    )


def _said(value: Any) -> str:
    if isinstance(value, Text):
        return " / ".join(part for part in (value.ar, value.en) if part)
    if is_dataclass(value):
        return str(value)
    return f"«{value}»"


def _with_other_names(merged: Any, theirs: Any) -> Any:
    """Keep the second's names as aliases where the first's stand."""
    if not (hasattr(merged, "aliases") and isinstance(getattr(theirs, "name", None), Text)):
        return merged
    known = {merged.name.ar, merged.name.en, *merged.aliases, ""} if merged.name else {""}
    new = [n for n in (theirs.name.ar, theirs.name.en) if n not in known]
    return replace(merged, aliases=(*merged.aliases, *new))
