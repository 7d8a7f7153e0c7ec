"""What changed between two cases, typed; and the patch that makes the one into the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from typing import Any, Literal

from sulh.case.model import Case, Patch, PatchOp, Text
from sulh.case.patch import item_key, value_at
from sulh.case.plain import to_plain
from sulh.case.shape import shape

__all__ = ["Change", "diff_cases", "patch_between"]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `path` goes by ids, as in a patch.

    Attributes
    ----------
    kind : {"added", "removed", "changed", "reordered"}
        An item of a list that is new or gone, a field with another value, or a list whose items
        stand in another order (then `before` and `after` are their ids).
    before, after : object
        Values or records; None on the side where there is none.
    """

    kind: Literal["added", "removed", "changed", "reordered"]
    path: str
    before: Any = None
    after: Any = None


def diff_cases(old: Case, new: Case) -> tuple[Change, ...]:
    """Say what changed, field by field, in the order of the document.

    Examples
    --------
    >>> old = Case(id="daraa", title=Text(en="Daraa"))
    >>> diff_cases(old, Case(id="daraa", title=Text(en="Daraa", ar="درعا")))
    (Change(kind='changed', path='title/ar', before='', after='درعا'),)
    """
    return tuple(_record_changes(old, new, ""))


def _record_changes(old: Any, new: Any, path: str) -> Iterator[Change]:
    cls: type = type(new)
    for name in shape(cls):
        before, after = getattr(old, name), getattr(new, name)
        if before != after or _loosely_equal(before, after):
            yield from _value_changes(before, after, f"{path}{name}")


def _loosely_equal(before: Any, after: Any) -> bool:
    """Whether == hides a difference that matters: True and 1 are equal to Python."""
    return type(before) is not type(after)


def _value_changes(before: Any, after: Any, path: str) -> Iterator[Change]:
    if is_dataclass(after) and type(before) is type(after):
        yield from _record_changes(before, after, f"{path}/")
    elif isinstance(before, tuple) and isinstance(after, tuple) and _keyed(before, after):
        yield from _list_changes(before, after, path)
    else:
        yield Change("changed", path, before, after)


def _keyed(*lists: tuple[Any, ...]) -> bool:
    """Whether the items of each list are records named by a key, no two by the same."""
    for items in lists:
        keys = [item_key(item) for item in items if is_dataclass(item)]
        if len(keys) != len(items) or None in keys or len(set(keys)) != len(keys):
            return False
        if any("/" in str(key) for key in keys):
            return False
    return True


def _list_changes(before: tuple[Any, ...], after: tuple[Any, ...], path: str) -> Iterator[Change]:
    old = {str(item_key(item)): item for item in before}
    new = {str(item_key(item)): item for item in after}
    for key, item in old.items():
        if key not in new:
            yield Change("removed", f"{path}/{key}", before=item)
        elif item != new[key]:
            yield from _value_changes(item, new[key], f"{path}/{key}")
    for key, item in new.items():
        if key not in old:
            yield Change("added", f"{path}/{key}", after=item)
    natural = [key for key in old if key in new] + [key for key in new if key not in old]
    if natural != list(new):
        yield Change("reordered", path, tuple(old), tuple(new))


def patch_between(old: Case, new: Case, *, id: str, title: Text) -> Patch:  # noqa: A002
    """Make the patch that turns `old` into `new`; with the two exchanged it is the way back.

    Both cases have the same id.
    """
    changes = diff_cases(old, new)
    whole = {change.path for change in changes if change.kind == "reordered"}
    ops = [PatchOp(op="set", path=p, value=_frozen(value_at(new, p))) for p in sorted(whole)]
    for change in changes:
        inside = any(change.path == p or change.path.startswith(f"{p}/") for p in whole)
        if not inside:
            ops.append(_op(change))
    return Patch(id=id, title=title, ops=tuple(ops))


def _op(change: Change) -> PatchOp:
    if change.kind == "removed":
        return PatchOp(op="remove", path=change.path)
    if change.kind == "added":
        parent = change.path.rpartition("/")[0]
        return PatchOp(op="add", path=parent, value=_frozen(change.after))
    return PatchOp(op="set", path=change.path, value=_frozen(change.after))


def _frozen(value: Any) -> Any:
    """Plain values with tuples for lists, as a patch holds them."""
    plain = to_plain(value)
    if isinstance(plain, list):
        return tuple(_frozen(item) for item in plain)
    if isinstance(plain, dict):
        return {key: _frozen(item) for key, item in plain.items()}
    return plain
