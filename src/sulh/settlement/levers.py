"""Levers: changes that could make a settlement hold, and only those that protect people.

A lever is a patch to the decision with a cost. Refused are levers that would tighten a siege,
raise an assault or free forces for one: see :func:`refuse_harm`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sulh.case.model import Case, Decision, Patch, PatchOp, Text
from sulh.case.patch import apply_patch
from sulh.errors import ModelError
from sulh.frame import load_pattern, pattern_names
from sulh.frame.pattern import LeverSpec
from sulh.logic import parse

__all__ = ["Lever", "apply_levers", "harmful_options", "levers_of", "refuse_harm"]


@dataclass(frozen=True, kw_only=True)
class Lever:
    """A change to a decision, what kind it is, and its cost on the analyst's own scale."""

    id: str
    kind: str
    title: Text
    cost: float
    patch: Patch


def levers_of(decision: Decision) -> tuple[Lever, ...]:
    """The levers that the pattern of a decision knows and that fit who decides in it.

    Parameters
    ----------
    decision : Decision
        Its ``pattern`` names a pattern that ships; of any other, no levers are known.
    """
    if decision.pattern not in pattern_names():
        return ()
    makers = {who.id for who in decision.decision_makers}
    return tuple(
        _lever(decision, spec)
        for spec in load_pattern(decision.pattern).levers
        if makers >= set(spec.needs) and not makers & set(spec.without) and _fits(decision, spec)
    )


def _fits(decision: Decision, spec: LeverSpec) -> bool:
    """Whether everything the lever changes is there, and nothing it adds is."""
    known = {
        "options": {o.id for o in decision.options},
        "statements": {s.id for s in decision.statements},
        "decision_makers": {who.id for who in decision.decision_makers},
    }
    for op in spec.ops:
        kind, _, rest = op.path.partition("/")
        name = rest.partition("/")[0]
        if name and name not in known.get(kind, {name}):
            return False
        if op.op == "add" and isinstance(op.value, dict) and op.value.get("id") in known[kind]:
            return False
    return True


def _lever(decision: Decision, spec: LeverSpec) -> Lever:
    prefix = f"decisions/{decision.id}/"
    ops = tuple(replace(op, path=prefix + op.path) for op in spec.ops)
    return Lever(
        id=spec.id,
        kind=spec.kind,
        title=spec.title,
        cost=spec.cost,
        patch=Patch(id=spec.id, title=spec.title, ops=ops),
    )


def apply_levers(decision: Decision, levers: Sequence[Lever]) -> Decision:
    """The decision with `levers` applied, in the order given.

    Priorities over a statement that a lever takes away go with it.

    Raises
    ------
    PatchError
        If a lever does not fit the decision, or two do not fit together.
    """
    small = Case(id="levers", title=decision.title, decisions=(decision,))
    for lever in levers:
        small = apply_patch(small, lever.patch)
    changed = small.decisions[0]
    gone = {s.id for s in decision.statements} - {s.id for s in changed.statements}
    return replace(
        changed,
        statements=tuple(
            replace(s, over=tuple(name for name in s.over if name not in gone))
            for s in changed.statements
        ),
    )


def harmful_options(decision: Decision) -> frozenset[str]:
    """Options that harm people: those the pattern marks, or those on in the status quo.

    A decision without a pattern that ships does not say which options harm; what is being done
    in its status quo is then taken to.
    """
    if decision.pattern in pattern_names():
        names = {o.id for o in load_pattern(decision.pattern).options if o.harms}
        return frozenset(o.id for o in decision.options if o.id in names)
    return frozenset(o for out in decision.outcomes if out.kind == "status_quo" for o in out.on)


def refuse_harm(decision: Decision, lever: Lever) -> None:
    """Refuse a lever that does not protect.

    It may not keep a harmful option on, forbid states in which no harm is done while others are
    left, make whoever owns a harmful option want it, take away a wish against harm, remove a
    decision maker or an option that does no harm.

    Parameters
    ----------
    decision : Decision
    lever : Lever

    Raises
    ------
    ModelError
        Naming the lever and what it would do.
    """
    harmful = harmful_options(decision)
    prefix = f"decisions/{decision.id}/"
    for op in lever.patch.ops:
        if not op.path.startswith(prefix):
            raise _refused(lever, f"changes {op.path}, outside the decision")
        reason = _harm(decision, harmful, replace(op, path=op.path.removeprefix(prefix)))
        if reason:
            raise _refused(lever, reason)


def _refused(lever: Lever, reason: str) -> ModelError:
    return ModelError(
        f"lever {lever.id} {reason}", advice="only levers that protect people are searched"
    )


def _harm(decision: Decision, harmful: frozenset[str], op: PatchOp) -> str:
    """What is harmful in a change of a decision; "" if nothing is."""
    kind, name, field = (*op.path.split("/"), "", "")[:3]
    if kind == "options":
        return _harm_in_option(harmful, op, name, field)
    if kind == "statements":
        return _harm_in_statement(decision, harmful, op, name, field)
    if kind == "infeasible" and op.op == "add":
        return _harm_in_bar(decision, harmful, str(op.value))
    if kind == "decision_makers" and op.op == "add":
        return ""
    return f"would {op.op} {op.path}, which no lever may"


def _harm_in_option(harmful: frozenset[str], op: PatchOp, name: str, field: str) -> str:
    if op.op == "add":
        return ""
    if op.op == "remove" and not field:
        return "" if name in harmful else f"would take away {name}, which harms nobody"
    if field != "moves":
        return f"would change {op.path}"
    if name in harmful and op.value != "off":
        return f"would leave {name} on"
    return ""


def _harm_in_bar(decision: Decision, harmful: frozenset[str], condition: str) -> str:
    names = [option.id for option in decision.options]
    states = np.arange(1 << len(names))
    barred = parse(condition, names).evaluate_states(states)
    harm = np.zeros(len(states), bool)
    for i, name in enumerate(names):
        if name in harmful:
            harm |= (states >> i & 1).astype(bool)
    return "would rule out states in which nobody is harmed" if (barred & ~harm).any() else ""


def _harm_in_statement(
    decision: Decision, harmful: frozenset[str], op: PatchOp, name: str, field: str
) -> str:
    given = {s.id: (s.decision_maker, s.condition) for s in decision.statements}
    if op.op == "add":
        value = op.value if isinstance(op.value, dict) else vars(op.value)
        who, condition = value["decision_maker"], value["condition"]
        options = _options_after(decision, condition)
        if _wants_harm(decision, harmful, who, condition, options):
            return f"would make {who} want harm: {condition}"
        return ""
    who, condition = given.get(name, ("", ""))
    weaker = op.op == "remove" or (field == "belief" and not _is_one(op.value))
    if weaker and condition and _minds_harm(decision, harmful, who, condition):
        return f"would take away {name}, a wish against harm"
    if field in {"condition", "decision_maker"}:
        return f"would change {op.path}"
    return ""


def _is_one(value: Any) -> bool:
    return isinstance(value, int | float) and value == 1


def _options_after(decision: Decision, condition: str) -> list[str]:
    """Options of the decision and others the condition may name (a lever may add them)."""
    names = [option.id for option in decision.options]
    words = condition.replace("(", " ").replace(")", " ").split()
    grammar = {"and", "or", "not", "iff", "if", "then"}
    return names + [w for w in dict.fromkeys(words) if w not in grammar and w not in names]


def _slope(harmful: Iterable[str], condition: str, names: Sequence[str]) -> tuple[bool, bool]:
    """Whether switching a harmful option on ever makes the condition true; and ever false."""
    states = np.arange(1 << len(names))
    truth = parse(condition, names).evaluate_states(states)
    gains = loses = False
    for name in harmful:
        bit = 1 << names.index(name)
        off = states[states & bit == 0]
        gains |= bool((truth[off | bit] & ~truth[off]).any())
        loses |= bool((truth[off] & ~truth[off | bit]).any())
    return gains, loses


def _own(decision: Decision, harmful: frozenset[str], who: str) -> list[str]:
    return [o.id for o in decision.options if o.owner == who and o.id in harmful]


def _wants_harm(
    decision: Decision, harmful: frozenset[str], who: str, condition: str, names: Sequence[str]
) -> bool:
    return _slope(_own(decision, harmful, who), condition, names)[0]


def _minds_harm(decision: Decision, harmful: frozenset[str], who: str, condition: str) -> bool:
    names = [option.id for option in decision.options]
    gains, loses = _slope(_own(decision, harmful, who), condition, names)
    return loses and not gains
