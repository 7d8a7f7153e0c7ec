"""Patches: arms, levers, what-ifs and leave-one-source-out, all as changes to one case.

A path goes by ids: ``campaigns/g:south/policy/guarantor``, ``decisions/d:x/statements/B1/belief``,
``claims/c:12``. In a list an item is named by its id, or its name or area where it has none;
items of other lists by themselves (``agreements/a:1/guarantors/p:x``) or by place, from 0.

``set``     gives a field, or an item of a list, a new value
``add``     appends the value to the list at the path
``remove``  takes the item at the path out of its list, or puts a field back to its default
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import is_dataclass, replace
from typing import Any

from sulh.case.model import Case, Patch, PatchOp, Text
from sulh.case.places import Places
from sulh.case.plain import to_plain
from sulh.case.shape import FieldShape, shape
from sulh.case.validate import duplicate_ids, validated_field
from sulh.errors import CaseError, PatchError, Where, nearest

__all__ = ["apply_patch", "compose", "item_key", "value_at", "what_if"]


def apply_patch(case: Case, patch: Patch) -> Case:
    """Change a case as a patch says, in the order of its ops.

    Parameters
    ----------
    case : Case
        Stays as it is.
    patch : Patch
        Values are plain (text, numbers, dicts, tuples) or records of the model.

    Returns
    -------
    Case
        With every changed field validated.

    Raises
    ------
    PatchError
        If a path leads nowhere (the nearest name is given), a value does not fit its field, an
        id would change, or two records would bear one id.

    Examples
    --------
    >>> case = Case(id="daraa", title=Text(en="Daraa"))
    >>> op = PatchOp(op="set", path="title/ar", value="درعا")
    >>> apply_patch(case, Patch(id="name", title=Text(en="name it"), ops=(op,))).title
    Text(ar='درعا', en='Daraa')
    """
    changed = case
    for given in patch.ops:
        op = replace(given, value=to_plain(given.value))
        steps = op.path.strip("/").split("/")
        changed = _in_record(changed, steps, op)
    if faults := duplicate_ids(changed, Places("", None)):
        raise PatchError(f"the patch {patch.id}: {faults[0].message}", advice=faults[0].advice)
    return changed


def compose(patches: Sequence[Patch], *, id: str, title: Text) -> Patch:  # noqa: A002  (as in Patch)
    """Join patches into one that does what they do one after another."""
    return Patch(id=id, title=title, ops=tuple(op for patch in patches for op in patch.ops))


def what_if(case: Case, decision: str, statement: str, *, known: bool) -> Patch:
    """Ask what follows if a preference statement were known to be true, or known to be false.

    True: its belief becomes 1, and that of the other statements of its choice 0. False: 0.

    Parameters
    ----------
    case : Case
        The case.
    decision, statement : str
        Their ids.
    known : bool
        Known true, or known false.

    Raises
    ------
    PatchError
        If there is no such decision or statement.
    """
    path = f"decisions/{decision}/statements"
    statements = value_at(case, path)
    asked = value_at(case, f"{path}/{statement}")
    beliefs = {statement: 1.0 if known else 0.0}
    if known and asked.choice:
        beliefs |= {
            other.id: 0.0
            for other in statements
            if other.id != statement
            and (other.decision_maker, other.choice) == (asked.decision_maker, asked.choice)
        }
    ops = tuple(
        PatchOp(op="set", path=f"{path}/{name}/belief", value=belief)
        for name, belief in beliefs.items()
    )
    word = Text(ar="معلوم" if known else "غير صحيح", en="known true" if known else "known false")
    title = Text(ar=f"{statement}: {word.ar}", en=f"{statement}: {word.en}")
    return Patch(id=f"what-if-{statement}-{str(known).lower()}", title=title, ops=ops)


def value_at(case: Case, path: str) -> Any:
    """Return what stands at a path.

    Raises
    ------
    PatchError
        If the path leads nowhere.
    """
    op = PatchOp(op="set", path=path)
    value: Any = case
    for step in path.strip("/").split("/"):
        if isinstance(value, tuple):
            value = value[_place(value, step, op)]
        elif is_dataclass(value):
            value = getattr(value, _field(value, step, op).name)
        else:
            raise _error(op, f"{step} leads nowhere: above it there is no record and no list")
    return value


def item_key(item: Any) -> str | None:
    """Return what names an item of a list in a path; None where only its place does."""
    for name in ("id", "name", "area"):
        key = getattr(item, name, None)
        if isinstance(key, str):
            return key
    return item if isinstance(item, str) else None


def _error(op: PatchOp, message: str, advice: str = "") -> PatchError:
    return PatchError(message, Where(field=op.path), advice)


def _field(record: Any, step: str, op: PatchOp) -> FieldShape:
    cls: type = type(record)
    fields = shape(cls)
    if step not in fields:
        raise _error(op, f"{cls.__name__} has no field {step}", nearest(step, fields))
    return fields[step]


def _place(items: Sequence[Any], step: str, op: PatchOp) -> int:
    for i, item in enumerate(items):
        if item_key(item) == step:
            return i
    if step.isdecimal() and int(step) < len(items):
        return int(step)
    keys = [key for item in items if (key := item_key(item)) is not None]
    raise _error(op, f"there is no {step} in this list", nearest(step, keys))


def _in_record(record: Any, steps: Sequence[str], op: PatchOp) -> Any:
    """Return the record with the op done inside the field that `steps` begins with."""
    field = _field(record, steps[0], op)
    if field.name == "id":
        raise _error(op, "an id cannot be changed by a patch: others refer to it")
    held = getattr(record, field.name)
    if len(steps) > 1:
        held = _inside(held, steps[1:], op)
    elif op.op == "set":
        held = op.value
    elif op.op == "add":
        held = _added(held, field, op)
    else:
        held = _default(field, op)
    return replace(record, **{field.name: _valid(type(record), field, held, op)})


def _inside(held: Any, steps: Sequence[str], op: PatchOp) -> Any:
    if is_dataclass(held):
        return _in_record(held, steps, op)
    if not isinstance(held, tuple):
        raise _error(op, f"{steps[0]} leads nowhere: above it there is no record and no list")
    place = _place(held, steps[0], op)
    if len(steps) > 1:
        item: tuple[Any, ...] = (_inside(held[place], steps[1:], op),)
    elif op.op == "add":
        raise _error(
            op, "add appends to a list, and this is one of its items", f"leave out /{steps[0]}"
        )
    else:
        item = () if op.op == "remove" else (op.value,)
        if item:
            _same_key(held[place], op)
    return (*held[:place], *item, *held[place + 1 :])


def _same_key(item: Any, op: PatchOp) -> None:
    """Refuse to put a record with another id in the place of one that others refer to."""
    found = op.value.get("id") if isinstance(op.value, dict) else getattr(op.value, "id", None)
    if is_dataclass(item) and hasattr(item, "id") and found != item.id:
        raise _error(op, f"the new record has the id {found}, not {item.id}", "keep the id")


def _added(held: Any, field: FieldShape, op: PatchOp) -> Any:
    if not field.many:
        raise _error(op, f"{field.name} is no list", "use set")
    return (*held, op.value)


def _default(field: FieldShape, op: PatchOp) -> Any:
    if field.required:
        raise _error(op, f"{field.name} is needed and cannot be removed", "use set")
    return field.default


def _valid(cls: type, field: FieldShape, value: Any, op: PatchOp) -> Any:
    try:
        return validated_field(cls, field.name, value)
    except CaseError as error:
        fault = error.faults[0]
        raise _error(op, f"{fault.where.field}: {fault.message}", fault.advice) from error
