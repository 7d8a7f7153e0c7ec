"""The patterns that ship with sulh, and those an analyst writes: found, read, checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from io import StringIO
from pathlib import Path

from sulh.errors import ConditionError, ModelError, UnreadableError, Where, nearest
from sulh.frame.pattern import EvidenceSpec, Pattern, StatementSpec
from sulh.logic import parse

__all__ = ["load_pattern", "load_patterns", "pattern_names", "pattern_text", "read_pattern"]

MAX_BYTES = 1_000_000


def pattern_names() -> tuple[str, ...]:
    """Names of the patterns that ship with sulh, sorted.

    Examples
    --------
    >>> "siege-and-evacuation" in pattern_names()
    True
    """
    folder = resources.files("sulh.frame").joinpath("patterns")
    return tuple(sorted(p.name[:-5] for p in folder.iterdir() if p.name.endswith(".yaml")))


@cache
def load_pattern(name: str) -> Pattern:
    """Return a pattern by name, or from a YAML file by its path.

    Parameters
    ----------
    name : str
        ``"siege-and-evacuation"``, or a path that ends in ``.yaml`` or ``.yml``.

    Raises
    ------
    ModelError
        If no pattern has this name, or the file's parts do not fit together.
    UnreadableError
        If the file cannot be read.
    """
    if name.endswith((".yaml", ".yml")):
        return read_pattern(_file_text(Path(name)), name)
    return read_pattern(pattern_text(name), f"{name}.yaml")


def pattern_text(name: str) -> str:
    """Return the YAML text of a pattern that ships, comments included: something to copy.

    Raises
    ------
    ModelError
        If no pattern has this name.
    """
    if name not in pattern_names():
        raise ModelError(f"no pattern is called {name}", advice=nearest(name, pattern_names()))
    file = resources.files("sulh.frame").joinpath("patterns", f"{name}.yaml")
    return file.read_text(encoding="utf-8")


def load_patterns(names: Sequence[str] | None = None) -> tuple[Pattern, ...]:
    """Return the patterns called `names`, or all that ship with sulh, in the order of names."""
    return tuple(load_pattern(name) for name in (pattern_names() if names is None else names))


def _file_text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            "the pattern cannot be read", Where(str(path)), error.strerror or ""
        ) from error
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"a pattern has {MAX_BYTES} bytes at most", Where(str(path)))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError("the pattern is not UTF-8", Where(str(path))) from error


def read_pattern(text: str, file: str = "") -> Pattern:
    """Read a pattern from YAML text and check that its parts fit together.

    Parameters
    ----------
    text : str
        The YAML document.
    file : str
        Its name, for messages.

    Raises
    ------
    ModelError
        With the file, the field, what was found and what to do.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        pattern = TypeAdapter(Pattern).validate_python(_document(text, file))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise ModelError(
            f"{first['msg']} (found {str(first['input'])[:60]!r})",
            Where(file, field=field),
            "the fields of a pattern are listed in docs/how-to/frame-a-case.md",
        ) from error
    for fault in _faults(pattern):
        raise ModelError(fault[1], Where(file, field=fault[0]), fault[2])
    return pattern


def _document(text: str, file: str) -> object:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.events import AliasEvent

    yaml = YAML(typ="safe", pure=True)
    try:
        for event in yaml.parse(StringIO(text)):
            if isinstance(event, AliasEvent):
                line = event.start_mark.line + 1
                raise ModelError("a pattern has no YAML aliases", Where(file, line), "write it out")
        return yaml.load(StringIO(text))
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = Where(file, mark.line + 1, mark.column + 1) if mark else Where(file)
        raise ModelError(
            f"not YAML: {getattr(error, 'problem', '') or 'cannot be parsed'}", where
        ) from error


Found = tuple[str, str, str]


def _faults(pattern: Pattern) -> Iterator[Found]:
    """What does not fit together: field, message, advice."""
    yield from _duplicates(pattern)
    yield from _unknown_roles(pattern)
    yield from _bad_conditions(pattern)
    yield from _bad_outcomes(pattern)
    for statement in pattern.statements:
        yield from _bad_priority(pattern, statement)


def _duplicates(pattern: Pattern) -> Iterator[Found]:
    for field in ("roles", "options", "statements", "outcomes", "levers"):
        ids = [record.id for record in getattr(pattern, field)]
        for i, name in enumerate(ids):
            if name in ids[:i]:
                yield f"{field}.{i}.id", f"{name} is there twice", "give each an id of its own"


def _unknown_roles(pattern: Pattern) -> Iterator[Found]:
    roles = [role.id for role in pattern.roles]
    named = [(f"options.{o.id}.role", o.role) for o in pattern.options]
    named += [(f"statements.{s.id}.role", s.role) for s in pattern.statements]
    named += [
        (f"roles.{r.id}.outside", name) for r in pattern.roles for name in (*r.outside, *r.apart)
    ]
    named += [(f"levers.{x.id}.needs", n) for x in pattern.levers for n in (*x.needs, *x.without)]
    for field, evidence in _all_evidence(pattern):
        arguments = (evidence.actors, evidence.targets, evidence.subject, evidence.object)
        named += [(field, a.removeprefix("!")) for a in arguments if a]
    if pattern.campaign:
        spec = pattern.campaign
        every = (spec.strong_role, *spec.weak_roles, spec.guarantor_role)
        named += [("campaign", name) for name in every if name]
    for field, name in named:
        if name not in roles:
            yield field, f"no role is called {name}", nearest(name, roles)


def _all_evidence(pattern: Pattern) -> Iterator[tuple[str, EvidenceSpec]]:
    yield from ((f"requires.{i}", e) for i, e in enumerate(pattern.requires))
    for role in pattern.roles:
        yield from ((f"roles.{role.id}.evidence", e) for e in role.evidence)
    for statement in pattern.statements:
        field = f"statements.{statement.id}"
        yield from ((f"{field}.evidence", e) for e in statement.evidence)
        for priority in statement.priority:
            yield from ((f"{field}.priority", e) for e in priority.evidence)


def _bad_conditions(pattern: Pattern) -> Iterator[Found]:
    options = [option.id for option in pattern.options]
    texts = [(f"infeasible.{i}", c) for i, c in enumerate(pattern.infeasible)]
    texts += [(f"statements.{s.id}.condition", s.condition) for s in pattern.statements]
    for field, condition in texts:
        try:
            parse(condition, options)
        except ConditionError as error:
            yield field, error.message, error.advice
    for field, evidence in _all_evidence(pattern):
        kinds = [evidence.event, evidence.relation, evidence.control, evidence.agreement]
        if sum(map(bool, kinds)) != 1:
            yield field, "evidence is one of event, relation, control, agreement", "give one"


def _bad_outcomes(pattern: Pattern) -> Iterator[Found]:
    options = [option.id for option in pattern.options]
    for outcome in pattern.outcomes:
        for name in outcome.on:
            if name not in options:
                yield (
                    f"outcomes.{outcome.id}",
                    f"no option is called {name}",
                    nearest(name, options),
                )
    if sum(outcome.kind == "status_quo" for outcome in pattern.outcomes) != 1:
        yield "outcomes", "exactly one outcome is the status_quo", "mark one of them"


def _bad_priority(pattern: Pattern, statement: StatementSpec) -> Iterator[Found]:
    mates = [s.id for s in pattern.statements if s.role == statement.role and s is not statement]
    for priority in statement.priority:
        for name in priority.over:
            if name not in mates:
                field = f"statements.{statement.id}.priority"
                yield field, f"{statement.role} has no other statement {name}", nearest(name, mates)
