"""A pattern for one case: a role that several play is told once for each of them.

In a pattern a role may be several decision makers (``several``). Its options and statements are
written once, for one of them; others speak of all of them by ``any(assault)`` and ``all(assault)``.
:func:`unfold` writes it out. The first keeps every id; the second's end in ``_2``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sulh.case.model import Decision, PatchOp, Text
from sulh.frame.pattern import (
    AimSpec,
    EvidenceSpec,
    LeverSpec,
    OptionSpec,
    OutcomeSpec,
    OverSpec,
    Pattern,
    RoleSpec,
    StatementSpec,
)

__all__ = ["as_of_one", "bare_names", "copy_of", "told_of_all", "unfold", "unfolded"]

_TOKEN = re.compile(r"\b(any|all)\s*\(\s*(\w+)\s*\)|\w+")
_ARGUMENTS = ("actors", "targets", "subject", "object")


def copy_of(name: str, k: int) -> str:
    """Id of the `k`-th copy (from 1); the first keeps its own.

    Examples
    --------
    >>> copy_of("assault", 1), copy_of("assault", 2)
    ('assault', 'assault_2')
    """
    return name if k == 1 else f"{name}_{k}"


def told_of_all(condition: str) -> list[tuple[str, str]]:
    """The words (any or all) and the names that a condition speaks of so.

    Examples
    --------
    >>> told_of_all("not (hand_over and any(breach))")
    [('any', 'breach')]
    """
    return [(m[1], m[2]) for m in _TOKEN.finditer(condition) if m[1]]


def as_of_one(condition: str) -> str:
    """A condition where every role is one decision maker.

    Examples
    --------
    >>> as_of_one("not (hand_over and any(breach))")
    'not (hand_over and breach)'
    """
    return _TOKEN.sub(lambda found: found[2] or found[0], condition)


def bare_names(condition: str, options: Sequence[str]) -> list[str]:
    """The names in a condition that stand by themselves; a number is the option it counts to.

    Examples
    --------
    >>> bare_names("1 and not (leave or any(breach))", ["hand_over", "leave", "breach"])
    ['hand_over', 'and', 'not', 'leave', 'or']
    """
    words = [m[0] for m in _TOKEN.finditer(condition) if not m[1]]
    return list(dict.fromkeys(_counted(word, options) for word in words))


def _counted(word: str, options: Sequence[str]) -> str:
    """The option that a number stands for; any other word itself."""
    number = int(word) if word.isdecimal() else 0
    return options[number - 1] if 0 < number <= len(options) else word


def unfolded(pattern: Pattern, decision: Decision) -> Pattern:
    """Return the pattern of a decision with a copy for each decision maker of its several.

    Parameters
    ----------
    pattern : Pattern
        As it is written.
    decision : Decision
        Framed with it.
    """
    role = pattern.several
    if role is None:
        return pattern
    titles = {who.id: who.title for who in decision.decision_makers}
    names = [titles[role.id]] if role.id in titles else [role.title]
    while copy_of(role.id, len(names) + 1) in titles:
        names.append(titles[copy_of(role.id, len(names) + 1)])
    return unfold(pattern, names)


def unfold(
    pattern: Pattern,
    names: Sequence[Text] = (Text(),),
    *,
    now: Collection[str] = (),
    aside: Collection[int] = (),
) -> Pattern:
    """Write a pattern out for so many decision makers of its several as there are names.

    Parameters
    ----------
    pattern : Pattern
        As it is written.
    names : sequence of Text
        What each is called; one name: the role is one decision maker, and every id stays.
    now : collection of str
        Options, as they are called after unfolding, that are on in the status quo; where none of
        several is named, the first's.
    aside : collection of int
        Which of them (from 1) have the means, but no part in what the role's evidence shows.

    Returns
    -------
    Pattern
        Without ``any()`` and ``all()``. In the evidence of each copy its own role ends in ``_1``,
        ``_2`` …; the role's own name stands for all of them.
    """
    role = pattern.several
    if role is None:
        return pattern
    return _Unfolding(pattern, role, tuple(names), frozenset(now), frozenset(aside)).pattern()


@dataclass(frozen=True)
class _Unfolding:
    written: Pattern
    role: RoleSpec
    names: tuple[Text, ...]
    now: frozenset[str]
    aside: frozenset[int]

    @property
    def copies(self) -> range:
        return range(1, len(self.names) + 1)

    @property
    def alone(self) -> bool:
        return len(self.names) == 1

    @property
    def roles(self) -> frozenset[str]:
        """The role, and those bound once for each of it."""
        every = self.written.roles
        each = {role.id for role in every if role.each and role.each.role == self.role.id}
        return frozenset({self.role.id} | each)

    @property
    def options(self) -> frozenset[str]:
        return frozenset(o.id for o in self.written.options if o.role in self.roles)

    @property
    def statements(self) -> frozenset[str]:
        return frozenset(s.id for s in self.written.statements if s.role in self.roles)

    def pattern(self) -> Pattern:
        written = self.written
        return replace(
            written,
            roles=tuple(r for role in written.roles for r in self._role(role)),
            options=tuple(o for option in written.options for o in self._option(option)),
            infeasible=tuple(c for text in written.infeasible for c in self._each(text)),
            statements=tuple(s for spec in written.statements for s in self._statement(spec)),
            outcomes=tuple(o for spec in written.outcomes for o in self._outcome(spec)),
            levers=tuple(v for spec in written.levers for v in self._lever(spec)),
            played_by=tuple(replace(p, when=self._told(p.when)) for p in written.played_by),
            aims=tuple(a for spec in written.aims for a in self._aim(spec)),
        )

    # -- conditions ---------------------------------------------------------------------------

    def _told(self, condition: str, k: int = 1) -> str:
        """A condition as the `k`-th tells it: its own options by their copies, all by all."""

        def word(found: re.Match[str]) -> str:
            if not found[1]:
                return self._own(found[0], k)
            if found[2] not in self.options or self.alone:
                return found[2]
            joint = " or " if found[1] == "any" else " and "
            return f"({joint.join(copy_of(found[2], j) for j in self.copies)})"

        return _TOKEN.sub(word, condition)

    def _own(self, name: str, k: int) -> str:
        name = _counted(name, [option.id for option in self.written.options])
        return copy_of(name, k) if name in self.options else name

    def _each(self, condition: str) -> Iterator[str]:
        """A condition once for each where it speaks of what is each one's own."""
        told = (self._told(condition, k) for k in self.copies)
        yield from dict.fromkeys(told)

    # -- parts of the pattern -----------------------------------------------------------------

    def _evidence(self, found: Sequence[EvidenceSpec], k: int) -> tuple[EvidenceSpec, ...]:
        """Evidence on the `k`-th alone, where there are several."""
        return tuple(found) if self.alone else tuple(self._about(each, k) for each in found)

    def _about(self, spec: EvidenceSpec, k: int) -> EvidenceSpec:
        found = {name: getattr(spec, name) for name in _ARGUMENTS}
        mine: dict[str, Any] = {
            name: f"{value}_{k}"
            for name, value in found.items()
            if value.removeprefix("!") == self.role.id
        }
        return replace(spec, **mine)

    def _role(self, role: RoleSpec) -> Iterator[RoleSpec]:
        if role.id not in self.roles:
            yield role
            return
        for k in self.copies:
            title, ask = self._asked(role, k)
            yield replace(
                role, id=copy_of(role.id, k), title=title, ask=ask,
                required=role.required and k == 1, evidence=self._evidence(role.evidence, k),
                several=role.several if self.alone else None,
            )  # fmt: skip

    def _asked(self, role: RoleSpec, k: int) -> tuple[Text, Text]:
        """What the `k`-th of a role is called, and what is asked about it."""
        if role.each and not self.alone:
            who = self.names[k - 1]
            return _with_name(role.each.title, who), _with_name(role.each.ask, who)
        title = role.several.title if role.several and k > 1 else role.title
        return title, role.ask

    def _titled(self, title: Text, k: int) -> Text:
        return title if self.alone else _named(title, self.names[k - 1])

    def _option(self, option: OptionSpec) -> Iterator[OptionSpec]:
        if option.role not in self.roles:
            yield option
            return
        for k in self.copies:
            yield replace(
                option, id=copy_of(option.id, k), role=copy_of(option.role, k),
                title=self._titled(option.title, k), shown=self._evidence(option.shown, k),
            )  # fmt: skip

    def _statement(self, spec: StatementSpec) -> Iterator[StatementSpec]:
        if spec.only_several and self.alone:
            return
        if spec.role not in self.roles:
            yield replace(spec, condition=self._told(spec.condition))
            return
        other = None if self.alone else spec.under_several
        for k in self.copies:
            evidence = other.evidence if other and other.evidence is not None else spec.evidence
            yield replace(
                spec,
                id=copy_of(spec.id, k),
                role=copy_of(spec.role, k),
                condition=self._told((other and other.condition) or spec.condition, k),
                why=(other and other.why) or spec.why,
                belief=self._belief(spec, k),
                choice=copy_of(spec.choice, k) if spec.choice else "",
                ask=_with_name(spec.ask, self.names[k - 1]) if spec.ask else None,
                evidence=self._evidence(evidence, k),
                priority=tuple(self._over(each, k) for each in spec.priority),
            )

    def _belief(self, spec: StatementSpec, k: int) -> float:
        other = spec.under_several if k in self.aside else None
        return spec.belief if other is None or other.belief is None else other.belief

    def _over(self, spec: OverSpec, k: int) -> OverSpec:
        over = tuple(copy_of(name, k) for name in spec.over)
        return replace(spec, over=over, evidence=self._evidence(spec.evidence, k))

    def _outcome(self, spec: OutcomeSpec) -> Iterator[OutcomeSpec]:
        """What some of several do: each alone, and all together; in the status quo, who does."""
        own = [name for name in spec.on if name in self.options]
        if self.alone or not own:
            yield spec
            return
        if spec.kind == "status_quo":
            yield replace(spec, on=self._with(spec, self._doing(own)))
            return
        for k in self.copies:
            by = _by(spec.title, (self.names[k - 1],))
            yield replace(spec, id=copy_of(spec.id, k), title=by, on=self._with(spec, [k]))
        everybody = _by(spec.title, self.names)
        yield replace(spec, id=f"{spec.id}_all", title=everybody, on=self._with(spec, self.copies))

    def _doing(self, own: Sequence[str]) -> list[int]:
        return [k for k in self.copies if any(copy_of(o, k) in self.now for o in own)] or [1]

    def _with(self, spec: OutcomeSpec, who: Collection[int]) -> tuple[str, ...]:
        """What is on where these do what the outcome says."""
        return tuple(
            name
            for one in spec.on
            for name in ([copy_of(one, k) for k in who] if one in self.options else [one])
        )

    def _aim(self, spec: AimSpec) -> Iterator[AimSpec]:
        if spec.role not in self.roles:
            yield replace(spec, condition=self._told(spec.condition))
            return
        other = None if self.alone else spec.under_several
        for k in self.copies:
            yield replace(
                spec,
                id=copy_of(spec.id, k),
                role=copy_of(spec.role, k),
                condition=self._told((other and other.condition) or spec.condition, k),
                why=(other and other.why) or spec.why,
                shown_by=tuple(copy_of(name, k) for name in spec.shown_by),
            )

    # -- levers -------------------------------------------------------------------------------

    def _lever(self, spec: LeverSpec) -> Iterator[LeverSpec]:
        """One for each, or one that changes what is there of each."""
        if spec.each == self.role.id:
            for k in self.copies:
                yield replace(
                    spec, id=copy_of(spec.id, k), title=self._titled(spec.title, k),
                    ops=tuple(self._op(op, k) for op in spec.ops),
                    needs=tuple(self._copied(name, self.roles, k) for name in spec.needs),
                )  # fmt: skip
            return
        ops: dict[str, PatchOp] = {}
        for op in spec.ops:
            for k in self.copies:
                told = self._op(op, k)
                ops.setdefault(repr(told), told)
        yield replace(spec, ops=tuple(ops.values()))

    @staticmethod
    def _copied(name: str, among: Collection[str], k: int) -> str:
        return copy_of(name, k) if name in among else name

    def _op(self, op: PatchOp, k: int) -> PatchOp:
        kind, _, rest = op.path.partition("/")
        name, slash, field = rest.partition("/")
        among = {
            "options": self.options,
            "statements": self.statements,
            "decision_makers": self.roles,
        }.get(kind, frozenset())
        path = f"{kind}/{self._copied(name, among, k)}{slash}{field}" if name else kind
        return replace(op, path=path, value=self._value(op.value, kind, field, k))

    def _value(self, value: Any, kind: str, field: str, k: int) -> Any:
        if isinstance(value, str):
            return self._told(value, k) if kind == "infeasible" or field == "condition" else value
        if not isinstance(value, dict):
            return value
        mine = value.get("decision_maker", value.get("owner", "")) in self.roles
        return {
            name: self._part(name, part, k, mine=mine, statement=value.get("id", ""))
            for name, part in value.items()
        }

    def _part(self, name: str, value: Any, k: int, *, mine: bool, statement: str) -> Any:
        """A field of what a lever adds: what it gives to each is given to each, by its own name."""
        if name in {"decision_maker", "owner"}:
            return self._copied(value, self.roles, k)
        if name in {"id", "over", "choice"} and mine:
            return copy_of(value, k) if isinstance(value, str) else [copy_of(v, k) for v in value]
        if name == "condition":
            other = {s.id: s.under_several for s in self.written.statements}.get(statement)
            told = other.condition if other and other.condition and not self.alone else value
            return self._told(told, k)
        return value


def _named(title: Text, name: Text) -> Text:
    return Text(
        ar=f"{title.ar} ({name.ar or name.en})" if title.ar else "",
        en=f"{title.en} ({name.en or name.ar})" if title.en else "",
    )


def _with_name(text: Text, name: Text) -> Text:
    """A text with a name in the place of ``{who}``."""
    return Text(
        ar=text.ar.replace("{who}", name.ar or name.en),
        en=text.en.replace("{who}", name.en or name.ar),
    )


def _by(title: Text, names: Sequence[Text]) -> Text:
    """A title with who does it."""
    who = Text(
        ar=" و".join(name.ar or name.en for name in names),
        en=" and ".join(name.en or name.ar for name in names),
    )
    one = len(names) == 1
    ar, en = f"الفاعل: {who.ar}", f"by {who.en}"
    return _named(title, Text(ar=f"{ar} فقط" if one else ar, en=f"{en} alone" if one else en))
