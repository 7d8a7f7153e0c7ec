"""What does not fit together in a pattern one of whose roles may be several decision makers."""

from __future__ import annotations

from collections.abc import Iterator

from sulh.case.shape import Path
from sulh.errors import nearest
from sulh.frame.pattern import EvidenceSpec, Pattern, RoleSpec
from sulh.frame.unfold import bare_names, told_of_all, unfold

__all__ = ["conditions_of", "evidence_of_several", "unsound_several"]

Unsound = tuple[Path, str, str]
_LISTS = ("able", "aside", "against", "patron_aside")


def conditions_of(pattern: Pattern) -> Iterator[tuple[Path, str, str]]:
    """Every condition of a pattern: its path, its text, and whose it is ("" for everybody's)."""
    yield from ((("infeasible", i), c, "") for i, c in enumerate(pattern.infeasible))
    for field in ("statements", "aims"):
        for i, record in enumerate(getattr(pattern, field)):
            yield (field, i, "condition"), record.condition, record.role
            if record.under_several and record.under_several.condition:
                path: Path = (field, i, "under_several", "condition")
                yield path, record.under_several.condition, record.role
    yield from ((("played_by", i, "when"), p.when, "") for i, p in enumerate(pattern.played_by))


def evidence_of_several(pattern: Pattern) -> Iterator[tuple[Path, EvidenceSpec]]:
    """Every piece of evidence that stands for a role that may be several."""
    for i, role in enumerate(pattern.roles):
        for field in _LISTS if role.several else ():
            found = getattr(role.several, field)
            yield from ((("roles", i, "several", field, j), e) for j, e in enumerate(found))
    for i, option in enumerate(pattern.options):
        yield from ((("options", i, "shown", j), e) for j, e in enumerate(option.shown))
    for i, statement in enumerate(pattern.statements):
        other = statement.under_several
        for j, e in enumerate((other.evidence or ()) if other else ()):
            yield ("statements", i, "under_several", "evidence", j), e


def unsound_several(pattern: Pattern) -> Iterator[Unsound]:
    """Yield what does not fit together about a role that may be several: path, message, advice."""
    yield from _one_at_most(pattern)
    yield from _each_of_what(pattern)
    yield from _only_where_several(pattern)
    yield from _all_of_what(pattern)
    role = pattern.several
    if role is None or role.several is None:
        return
    yield from _patron(pattern, role)
    yield from _names(role, pattern)
    yield from _whose(pattern, role)
    yield from _taken_ids(pattern, role.several.most)


def _one_at_most(pattern: Pattern) -> Iterator[Unsound]:
    found = [(i, role) for i, role in enumerate(pattern.roles) if role.several]
    for i, role in found:
        if not role.decides:
            path: Path = ("roles", i, "several")
            yield path, f"{role.id} decides nothing", "give several to a role that decides"
    for i, role in found[1:]:
        said = f"{found[0][1].id} may be several already, and {role.id} as well"
        yield ("roles", i, "several"), said, "one role of a pattern can be several"


def _each_of_what(pattern: Pattern) -> Iterator[Unsound]:
    several = [role.id for role in pattern.roles if role.several]
    before: list[str] = []
    for i, role in enumerate(pattern.roles):
        of = role.each.role if role.each else ""
        if of and (of not in several or of not in before):
            said = f"{of} is no role that may be several and is bound before {role.id}"
            yield ("roles", i, "each", "role"), said, nearest(of, several)
        before.append(role.id)
    for i, lever in enumerate(pattern.levers):
        if lever.each and lever.each not in several:
            path: Path = ("levers", i, "each")
            yield path, f"{lever.each} is no role that may be several", nearest(lever.each, several)


def _only_where_several(pattern: Pattern) -> Iterator[Unsound]:
    several = {role.id for role in pattern.roles if role.several}
    for field in ("statements", "aims"):
        for i, record in enumerate(getattr(pattern, field)):
            given = record.under_several or getattr(record, "only_several", False)
            if given and record.role not in several:
                said = f"{record.role} is always one decision maker"
                yield (field, i), said, "take this out, or give the role `several`"
    for i, option in enumerate(pattern.options):
        if option.shown and option.role not in several:
            path: Path = ("options", i, "shown")
            yield path, f"{option.role} is always one decision maker", "take it out"


def _all_of_what(pattern: Pattern) -> Iterator[Unsound]:
    """any() and all() are of an option that each of several has."""
    several = [role.id for role in pattern.roles if role.several]
    own = [option.id for option in pattern.options if option.role in several]
    for path, condition, _who in conditions_of(pattern):
        for word, name in told_of_all(condition):
            if name not in own:
                said = f"{word}({name}): {name} is no option of a role that may be several"
                yield path, said, nearest(name, own) or "write the option without it"


def _patron(pattern: Pattern, role: RoleSpec) -> Iterator[Unsound]:
    name = role.several.patron if role.several else ""
    path: Path = ("roles", pattern.roles.index(role), "several", "patron")
    each = [other.id for other in pattern.roles if other.each and other.each.role == role.id]
    if name and name not in each:
        known = nearest(name, each) or f"give the role that shows it `each`, with role: {role.id}"
        yield path, f"no role {name} is bound once for each {role.id}", known


def _names(role: RoleSpec, pattern: Pattern) -> Iterator[Unsound]:
    ask = role.several.ask if role.several else role.ask
    path: Path = ("roles", pattern.roles.index(role), "several", "ask")
    for text in filter(None, (ask.ar, ask.en)):
        if "{who}" not in text or "{first}" not in text:
            yield path, "the question does not say of whom", "put {who} and {first} into it"


def _whose(pattern: Pattern, role: RoleSpec) -> Iterator[Unsound]:
    """Others speak of the options of several as any(…) or all(…): which is meant is not guessed."""
    every = [option.id for option in pattern.options]
    own = {o.id for o in pattern.options if o.role == role.id}
    for path, condition, who in conditions_of(pattern):
        if who == role.id or path[0] == "infeasible":
            continue
        for name in bare_names(condition, every):
            if name in own:
                said = f"{role.id} may be several: whose {name} is meant?"
                yield path, said, f"write any({name}) or all({name})"


def _taken_ids(pattern: Pattern, most: int) -> Iterator[Unsound]:
    """Copies are called `_2`, `_3`: nothing else may be."""
    whole = unfold(pattern, [pattern.title] * most)
    fields = ("roles", "options", "statements", "outcomes", "levers", "aims")
    for field in fields:
        ids = [record.id for record in getattr(whole, field)]
        for i, record in enumerate(getattr(pattern, field)):
            if ids.count(record.id) > 1:
                said = f"{record.id} is what a copy of another would be called"
                yield (field, i, "id"), said, "choose an id that does not end in _2, _3 or _all"
