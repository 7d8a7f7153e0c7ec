"""What in a pattern does not fit together, each with the path of its field."""

from __future__ import annotations

from collections.abc import Iterator

from sulh.case.shape import Path
from sulh.errors import ConditionError, nearest
from sulh.frame.pattern import EvidenceSpec, Pattern
from sulh.frame.sound_several import conditions_of, evidence_of_several, unsound_several
from sulh.frame.unfold import as_of_one
from sulh.logic import parse

__all__ = ["unsound_parts"]

Unsound = tuple[Path, str, str]
"""Path of the field, what is wrong, what to do."""

_NO_TAKE = (
    "evidence for a role says which argument fills it",
    "add take: actors (or targets, subject, object, holders, areas …)",
)


def unsound_parts(pattern: Pattern) -> Iterator[Unsound]:
    """Yield what does not fit together: path of the field, message, advice.

    Parameters
    ----------
    pattern : Pattern
        Whose fields are each of the right kind.
    """
    yield from _duplicates(pattern)
    yield from _unknown_roles(pattern)
    yield from _late_roles(pattern)
    yield from _bad_conditions(pattern)
    yield from _bad_evidence(pattern)
    yield from _bad_outcomes(pattern)
    yield from _bad_priorities(pattern)
    yield from _bad_levers(pattern)
    yield from _bad_aims(pattern)
    yield from unsound_several(pattern)


def _duplicates(pattern: Pattern) -> Iterator[Unsound]:
    for field in ("roles", "options", "statements", "outcomes", "levers", "played_by", "aims"):
        ids = [record.id for record in getattr(pattern, field)]
        for i, name in enumerate(ids):
            if name in ids[:i]:
                yield (field, i, "id"), f"{name} is there twice", "give each an id of its own"


def _unknown_roles(pattern: Pattern) -> Iterator[Unsound]:
    roles = [role.id for role in pattern.roles]
    for path, name in _named_roles(pattern):
        if name not in roles:
            yield path, f"no role is called {name}", nearest(name, roles)


def _named_roles(pattern: Pattern) -> Iterator[tuple[Path, str]]:
    for field in ("options", "statements", "aims"):
        for i, record in enumerate(getattr(pattern, field)):
            yield (field, i, "role"), record.role
    for i, role in enumerate(pattern.roles):
        for field in ("outside", "apart"):
            yield from ((("roles", i, field, j), n) for j, n in enumerate(getattr(role, field)))
    for i, lever in enumerate(pattern.levers):
        for field in ("needs", "without"):
            yield from ((("levers", i, field, j), n) for j, n in enumerate(getattr(lever, field)))
    for path, evidence in _all_evidence(pattern):
        for field in ("actors", "targets", "subject", "object"):
            name = getattr(evidence, field)
            if name:
                yield (*path, field), name.removeprefix("!")
    yield from _campaign_roles(pattern)


def _campaign_roles(pattern: Pattern) -> Iterator[tuple[Path, str]]:
    spec = pattern.campaign
    if spec is None:
        return
    yield ("campaign", "strong_role"), spec.strong_role
    yield from ((("campaign", "weak_roles", i), n) for i, n in enumerate(spec.weak_roles))
    if spec.guarantor_role:
        yield ("campaign", "guarantor_role"), spec.guarantor_role


def _late_roles(pattern: Pattern) -> Iterator[Unsound]:
    """Roles are bound in their order: one can only be told from those before it."""
    roles = [role.id for role in pattern.roles]
    for i, role in enumerate(pattern.roles):
        for field in ("outside", "apart"):
            for j, name in enumerate(getattr(role, field)):
                if name in roles[i:]:
                    yield (
                        ("roles", i, field, j),
                        f"{name} is bound after {role.id}, not before it",
                        "put the role it is told from first",
                    )


def _all_evidence(pattern: Pattern) -> Iterator[tuple[Path, EvidenceSpec]]:
    yield from ((("requires", i), e) for i, e in enumerate(pattern.requires))
    for i, role in enumerate(pattern.roles):
        yield from ((("roles", i, "evidence", j), e) for j, e in enumerate(role.evidence))
    for i, statement in enumerate(pattern.statements):
        yield from ((("statements", i, "evidence", j), e) for j, e in enumerate(statement.evidence))
        for k, priority in enumerate(statement.priority):
            path: Path = ("statements", i, "priority", k, "evidence")
            yield from (((*path, j), e) for j, e in enumerate(priority.evidence))
    yield from evidence_of_several(pattern)


def _bad_conditions(pattern: Pattern) -> Iterator[Unsound]:
    """Conditions that do not parse, each as the pattern writes it for one decision maker a role."""
    options = [option.id for option in pattern.options]
    for path, condition, _who in conditions_of(pattern):
        if not condition:
            continue
        try:
            parse(as_of_one(condition), options)
        except ConditionError as error:
            yield path, error.message, error.advice


def _bad_evidence(pattern: Pattern) -> Iterator[Unsound]:
    for path, evidence in _all_evidence(pattern):
        kinds = [evidence.event, evidence.relation, evidence.control, evidence.agreement]
        if sum(map(bool, kinds)) != 1:
            yield path, "evidence is one of event, relation, control, agreement", "give one"
    for i, role in enumerate(pattern.roles):
        for j, evidence in enumerate(role.evidence):
            if evidence.take is None:
                yield ("roles", i, "evidence", j), *_NO_TAKE
    for path, evidence in evidence_of_several(pattern):
        if evidence.take is None and path[0] == "roles":
            yield path, *_NO_TAKE


def _bad_outcomes(pattern: Pattern) -> Iterator[Unsound]:
    options = [option.id for option in pattern.options]
    for i, outcome in enumerate(pattern.outcomes):
        for j, name in enumerate(outcome.on):
            if name not in options:
                path: Path = ("outcomes", i, "on", j)
                yield path, f"no option is called {name}", nearest(name, options)
    if sum(outcome.kind == "status_quo" for outcome in pattern.outcomes) != 1:
        yield ("outcomes",), "exactly one outcome is the status_quo", "mark one of them"


def _bad_priorities(pattern: Pattern) -> Iterator[Unsound]:
    for i, statement in enumerate(pattern.statements):
        mates = [
            s.id for s in pattern.statements if s.role == statement.role and s is not statement
        ]
        for k, priority in enumerate(statement.priority):
            for j, name in enumerate(priority.over):
                if name not in mates:
                    path: Path = ("statements", i, "priority", k, "over", j)
                    said = f"{statement.role} has no other statement {name}"
                    yield path, said, nearest(name, mates)


def _bad_levers(pattern: Pattern) -> Iterator[Unsound]:
    """A lever changes what is there, or adds what it then may change."""
    known = {
        "options": {option.id for option in pattern.options},
        "statements": {statement.id for statement in pattern.statements},
        "decision_makers": {role.id for role in pattern.roles if role.decides},
        "infeasible": set(pattern.infeasible),
    }
    for i, lever in enumerate(pattern.levers):
        for j, op in enumerate(lever.ops):
            kind, _, rest = op.path.partition("/")
            name = rest.partition("/")[0]
            path: Path = ("levers", i, "ops", j, "path")
            if kind not in known:
                said = f"a lever cannot change {kind}"
                yield path, said, nearest(kind, known)
            elif name and name not in known[kind]:
                yield path, f"{kind} has no {name}", nearest(name, known[kind])


def _bad_aims(pattern: Pattern) -> Iterator[Unsound]:
    for i, aim in enumerate(pattern.aims):
        if bool(aim.outcome) == bool(aim.condition):
            yield ("aims", i), "an aim is of an outcome or of a condition", "give one of the two"
        own = [s.id for s in pattern.statements if s.role == aim.role]
        for j, name in enumerate(aim.shown_by):
            if name not in own:
                yield (
                    ("aims", i, "shown_by", j),
                    f"{aim.role} has no statement {name}",
                    nearest(name, own),
                )
