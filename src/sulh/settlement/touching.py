"""What a lever can touch: moves, the wishes of some decision makers, or everything.

What is told here is what *cannot* change: a bar changes nobody's wishes, and a change of one
decision maker's wishes neither another's nor who can move where. In doubt a lever is taken to
touch everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sulh.case.model import Decision, PatchOp, Statement
from sulh.case.plain import to_plain
from sulh.settlement.levers import Lever

__all__ = ["Touch", "touches", "touches_of"]

OWN_FIELDS = frozenset({"condition", "belief", "over", "basis", "why"})
"""Fields of a statement that say nothing of anybody else's statements."""


@dataclass(frozen=True, slots=True)
class Touch:
    """What a lever can touch: options it bars, whose wishes it changes, or everything."""

    bars: frozenset[str] = frozenset()
    wishes: frozenset[str] = frozenset()
    everything: bool = False


def touches_of(decision: Decision, levers: Sequence[Lever]) -> tuple[Touch, ...]:
    """What each of some levers can touch, where any of them may be taken together.

    A lever that changes what another adds, or names a statement by its place in the list, hangs
    on others, and of two that add a statement of one name the later may change the earlier's:
    then they are taken to touch everything.
    """
    found = [touches(decision, lever) for lever in levers]
    if any(_leans(decision, lever) for lever in levers):
        return tuple(Touch(everything=True) for _ in levers)
    added: dict[str, set[frozenset[str]]] = {}
    for lever, touch in zip(levers, found, strict=True):
        for name in _added(lever):
            added.setdefault(name, set()).add(touch.wishes)
    return tuple(
        Touch(everything=True) if any(len(added[name]) > 1 for name in _added(lever)) else touch
        for lever, touch in zip(levers, found, strict=True)
    )


def _leans(decision: Decision, lever: Lever) -> bool:
    """Whether a lever changes an option or statement that is not there, or names one by place."""
    known = {
        "options": {option.id for option in decision.options},
        "statements": {statement.id for statement in decision.statements},
    }
    for op in lever.patch.ops:
        kind, name = (*op.path.split("/")[2:], "", "")[:2]
        if op.op == "add" and not name:
            known.get(kind, set()).add(str(_plain(op).get("id", "")))
        elif name and name not in known.get(kind, {name}):
            return True
    return False


def _added(lever: Lever) -> Iterator[str]:
    for op in lever.patch.ops:
        if op.op == "add" and op.path.endswith("/statements"):
            yield str(_plain(op).get("id", ""))


def touches(decision: Decision, lever: Lever) -> Touch:
    """What a lever can touch, told from its changes.

    Parameters
    ----------
    decision : Decision
    lever : Lever
    """
    if lever.exchange or lever.signatories:
        return Touch(everything=True)
    tied = _tied(decision)
    free = {option.id for option in decision.options if option.moves == "both"}
    bars: set[str] = set()
    wishes: set[str] = set()
    for op in lever.patch.ops:
        kind, name, field_ = (*op.path.split("/")[2:], "", "", "")[:3]
        if kind == "options" and field_ == "moves" and name in free and op.value != "both":
            bars.add(name)
            continue
        who = _whose(decision, op, name, field_) if kind == "statements" else ""
        if not who or name in tied:
            return Touch(everything=True)
        wishes.add(who)
    return Touch(frozenset(bars), frozenset(wishes))


def _tied(decision: Decision) -> frozenset[str]:
    """Statements that are, or could come to be, drawn together with another decision maker's.

    Those on one claim, and those of one choice, are drawn together; belief is left aside, for a
    lever may change it.
    """
    groups: list[list[Statement]] = []
    for statement in decision.statements:
        mates = [g for g in groups if any(_together(statement, other) for other in g)]
        for mate in mates:
            groups.remove(mate)
        groups.append([*(s for mate in mates for s in mate), statement])
    return frozenset(
        s.id for group in groups if len({s.decision_maker for s in group}) > 1 for s in group
    )


def _together(one: Statement, other: Statement) -> bool:
    choice = (one.decision_maker, one.choice) == (other.decision_maker, other.choice)
    return bool(set(one.claims) & set(other.claims)) or (choice and bool(one.choice))


def _whose(decision: Decision, op: PatchOp, name: str, field_: str) -> str:
    """Whose wish alone a change is about; "" where that cannot be told."""
    given = {} if name else _plain(op)
    owner = next((s.decision_maker for s in decision.statements if s.id == name), "")
    who = owner if name else str(given.get("decision_maker", ""))
    whole = not name or (op.op == "remove" and not field_)
    choice = str((op.value if field_ == "choice" else given.get("choice")) or "")
    tied = given.get("claims") or (choice and _chosen(decision, who, choice))
    told = whole or field_ in {*OWN_FIELDS, "choice"}
    return who if told and not tied and not _otherwise(decision, who) else ""


def _plain(op: PatchOp) -> dict[str, Any]:
    value: Any = op.value
    given = value if isinstance(value, dict) else to_plain(value)
    return given if isinstance(given, dict) else {}


def _chosen(decision: Decision, who: str, choice: str) -> bool:
    """Whether a choice that a statement joins holds one that rests on claims."""
    return any(
        s.claims for s in decision.statements if (s.decision_maker, s.choice) == (who, choice)
    )


def _otherwise(decision: Decision, who: str) -> bool:
    """Whether a preference is, or could be, told otherwise than by statements."""
    told = [each.decision_maker for each in decision.rankings]
    told += [each.decision_maker for each in decision.weights]
    told += [each.decision_maker for each in decision.utilities]
    told += [each.decision_maker for each in decision.aims]
    return who in told
