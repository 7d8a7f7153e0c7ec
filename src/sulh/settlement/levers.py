"""Levers: changes that could make a settlement hold, and only those that protect people.

A lever is a patch to the decision with a cost. Refused are levers that would tighten a siege,
raise an assault or free forces for one: see :func:`refuse_harm`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite

from sulh.case.model import Case, Decision, Patch, Text
from sulh.case.patch import apply_patch
from sulh.errors import ModelError, nearest
from sulh.frame import load_pattern, pattern_names, unfolded
from sulh.frame.pattern import LeverSpec, Pattern
from sulh.settlement.protecting import Harm

__all__ = [
    "Lever",
    "apply_levers",
    "levers_of",
    "priced",
    "refuse_harm",
    "restricted",
    "status_quo_on",
]


@dataclass(frozen=True, kw_only=True)
class Lever:
    """A change to a decision, what kind it is, and its cost on the analyst's own scale.

    Parameters
    ----------
    id, kind : str
    title : Text
    cost : float
        0 or more.
    patch : Patch
        Changes to the decision.
    exchange : tuple of str
        Options that change hands in `n_steps` equal steps instead of at once; see
        :mod:`sulh.settlement.staging`.
    n_steps : int
    signatories : tuple of str
        Decision makers who alone sign; for the others all stays as it is.
    """

    id: str
    kind: str
    title: Text
    cost: float
    patch: Patch
    exchange: tuple[str, ...] = ()
    n_steps: int = 0
    signatories: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not (isfinite(self.cost) and self.cost >= 0):
            raise ModelError(
                f"lever {self.id} costs {self.cost}", advice="a cost is a number, 0 or more"
            )


def levers_of(decision: Decision, patterns: Sequence[Pattern] = ()) -> tuple[Lever, ...]:
    """The levers that the pattern of a decision knows and that fit who decides in it.

    Parameters
    ----------
    decision : Decision
        Its ``pattern`` names one of `patterns`, or one that ships; of any other, no levers are
        known.
    patterns : sequence of Pattern
        An analyst's own patterns.
    """
    pattern = next((each for each in patterns if each.id == decision.pattern), None)
    if pattern is None and decision.pattern in pattern_names():
        pattern = load_pattern(decision.pattern)
    makers = {who.id for who in decision.decision_makers}
    there = makers | {role.name for role in decision.roles if role.parties}
    return tuple(
        _lever(decision, spec)
        for spec in (unfolded(pattern, decision).levers if pattern else ())
        if there >= set(spec.needs) and not makers & set(spec.without) and _fits(decision, spec)
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


def priced(levers: Sequence[Lever], costs: Mapping[str, float]) -> tuple[Lever, ...]:
    """The levers with the analyst's own costs in place of theirs.

    Raises
    ------
    ModelError
        If a cost is given for a lever that does not exist, or is not a number of 0 or more.
    """
    known = [lever.id for lever in levers]
    for name in costs:
        if name not in known:
            raise ModelError(
                f"a cost is given for a lever {name}, which does not exist",
                advice=nearest(name, known),
            )
    return tuple(replace(lever, cost=float(costs.get(lever.id, lever.cost))) for lever in levers)


def status_quo_on(decision: Decision) -> frozenset[str]:
    """The options that are on in the status quo.

    Raises
    ------
    ModelError
        If the decision has none.
    """
    for outcome in decision.outcomes:
        if outcome.kind == "status_quo":
            return frozenset(outcome.on)
    raise ModelError(
        f"decision {decision.id} has no status quo to compare with",
        advice="give one outcome the kind status_quo",
    )


def restricted(decision: Decision, outcome: str, signatories: Sequence[str]) -> tuple[str, ...]:
    """The options that are on in a settlement that `signatories` alone sign.

    What they own is as the settlement has it; all else stays as it is in the status quo.

    Raises
    ------
    ModelError
        If a signatory is no decision maker, or there are none, or nobody is left out.
    """
    makers = [who.id for who in decision.decision_makers]
    for name in signatories:
        if name not in makers:
            raise ModelError(
                f"{decision.id} has nobody called {name}", advice=nearest(name, makers)
            )
    if not signatories or set(signatories) == set(makers):
        raise ModelError("a separate deal has somebody who signs it and somebody who does not")
    on = next(set(o.on) for o in decision.outcomes if o.id == outcome)
    before = status_quo_on(decision)
    return tuple(
        option.id
        for option in decision.options
        if option.id in (on if option.owner in signatories else before)
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


def refuse_harm(decision: Decision, lever: Lever, outcome: str | None = None) -> None:
    """Refuse a lever that does not protect.

    It may not keep a harmful option on, forbid states in which no harm is done, make anybody
    want harm, take away or doubt a wish against it, take away what answers it or pay somebody to
    stand aside, remove a decision maker or an option that does no harm. A separate deal may leave
    no harm on; an exchange in steps may not take concessions while harm goes on.

    Parameters
    ----------
    decision : Decision
    lever : Lever
    outcome : str, optional
        The settlement that a separate deal or an exchange is about.

    Raises
    ------
    ModelError
        Naming the lever and what it would do.
    """
    harm = Harm(decision)
    prefix = f"decisions/{decision.id}/"
    for op in lever.patch.ops:
        if not op.path.startswith(prefix):
            raise _refused(lever, f"changes {op.path}, outside the decision")
        reason = harm.in_change(replace(op, path=op.path.removeprefix(prefix)))
        if reason:
            raise _refused(lever, reason)
    if outcome is not None:
        for reason in _harm_on_the_way(decision, harm.options, lever, outcome):
            raise _refused(lever, reason)


def _harm_on_the_way(
    decision: Decision, harmful: frozenset[str], lever: Lever, outcome: str
) -> Iterator[str]:
    """What a separate deal leaves on, and what goes on while an exchange is made in steps."""
    on = next(set(o.on) for o in decision.outcomes if o.id == outcome)
    before = status_quo_on(decision)
    if lever.signatories:
        left = sorted(harmful & set(restricted(decision, outcome, lever.signatories)))
        if left:
            yield f"is a separate deal that leaves {left[0]} on: it would free forces for it"
    if lever.exchange:
        added = sorted(harmful & on - before)
        if added:
            yield f"would bring in {added[0]} step by step"
        held = sorted(harmful & before - on - set(lever.exchange))
        if held:
            yield f"would take concessions step by step while {held[0]} goes on; exchange it too"


def _refused(lever: Lever, reason: str) -> ModelError:
    return ModelError(
        f"lever {lever.id} {reason}", advice="only levers that protect people are searched"
    )
