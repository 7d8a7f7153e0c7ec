"""A pattern with its roles bound becomes a decision: who can do what, and what each wants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sulh.case.model import (
    Decision,
    DecisionMaker,
    Option,
    Outcome,
    Question,
    Role,
    Statement,
    Text,
)
from sulh.frame.bind import Binding, Cast
from sulh.frame.facts import Facts
from sulh.frame.match import hits
from sulh.frame.pattern import EvidenceSpec, Pattern, StatementSpec
from sulh.frame.trust import Word, best_word, with_word
from sulh.logic import parse

__all__ = ["build_decision"]


@dataclass(frozen=True)
class _Kept:
    """What stays of a pattern when roles that nobody plays are left out."""

    cast: Cast

    @property
    def pattern(self) -> Pattern:
        return self.cast.pattern

    @property
    def facts(self) -> Facts:
        return self.cast.facts

    @property
    def bindings(self) -> tuple[Binding, ...]:
        return self.cast.bindings

    @property
    def bound(self) -> Mapping[str, tuple[str, ...]]:
        return self.cast.bound

    @property
    def deciders(self) -> tuple[Binding, ...]:
        """Decision makers: roles somebody plays, and required ones (empty if forced)."""
        return tuple(b for b in self.bindings if b.spec.decides and (b.fills or b.spec.required))

    @property
    def options(self) -> tuple[str, ...]:
        roles = {b.spec.id for b in self.deciders}
        return tuple(o.id for o in self.pattern.options if o.role in roles)

    def keeps(self, condition: str) -> bool:
        """Whether every option that `condition` names is still there."""
        every = [o.id for o in self.pattern.options]
        return set(parse(condition, every).variables) <= set(self.options)

    def adversaries(self, role: str) -> tuple[str, ...]:
        """Parties on the other side of the campaign from those who play `role`."""
        campaign, role = self.pattern.campaign, self.cast.whole_of(role)
        if campaign is None or role not in {campaign.strong_role, *campaign.weak_roles}:
            return ()
        weak = campaign.weak_roles if role == campaign.strong_role else (campaign.strong_role,)
        return tuple(party for name in weak for party in self.bound.get(name, ()))

    def parties(self, role: str) -> tuple[str, ...]:
        """Who plays a role, alone where several play it."""
        return next((b.fills for b in self.bindings if b.spec.id == role), ())

    def statements(self) -> tuple[StatementSpec, ...]:
        roles = {b.spec.id for b in self.deciders}
        return tuple(
            s for s in self.pattern.statements if s.role in roles and self.keeps(s.condition)
        )


def build_decision(id_: str, cast: Cast, title: Text) -> Decision:
    """Make the decision of a pattern whose roles are bound.

    An optional role that nobody plays is left out with its options and every condition that
    names one of them; what to ask about it stands in ``asks``.

    Parameters
    ----------
    id_ : str
        Id of the decision.
    cast : Cast
        The pattern, the situation, and who plays which role.
    title : Text
        Title of the decision.

    Returns
    -------
    Decision
        Without time, areas and ties to other decisions.
    """
    kept, pattern = _Kept(cast), cast.pattern
    roles = {b.spec.id for b in kept.deciders}
    return Decision(
        id=id_,
        title=title,
        pattern=pattern.id,
        roles=tuple(_role(b) for b in cast.bindings),
        decision_makers=tuple(_decision_maker(cast.facts, b) for b in kept.deciders),
        options=tuple(
            Option(id=o.id, owner=o.role, title=o.title, moves=o.moves, harms=o.harms)
            for o in pattern.options
            if o.role in roles
        ),
        infeasible=tuple(c for c in pattern.infeasible if kept.keeps(c)),
        statements=tuple(_statement(kept, s) for s in kept.statements()),
        outcomes=_outcomes(kept),
        asks=_asks(kept),
    )


def _role(binding: Binding) -> Role:
    spec = binding.spec
    return Role(
        name=spec.id,
        title=spec.title,
        parties=binding.fills,
        basis="text" if binding.fills else "pattern",
        claims=binding.claims,
        required=spec.required,
    )


def _decision_maker(facts: Facts, binding: Binding) -> DecisionMaker:
    names = {party.id: party.name for party in facts.case.parties}
    first = binding.fills[0] if binding.fills else ""
    main = names.get(first) if first in facts.named else None
    return DecisionMaker(
        id=binding.spec.id,
        title=main or binding.spec.title,
        role=binding.spec.id,
        parties=binding.fills,
    )


def _claims(kept: _Kept, evidence: Iterable[EvidenceSpec]) -> tuple[str, ...]:
    found = (hit for spec in evidence for hit in hits(kept.facts, spec, kept.bound))
    return tuple(dict.fromkeys(claim for hit in found for claim in hit.claims))


def _statement(kept: _Kept, spec: StatementSpec) -> Statement:
    claims = _claims(kept, spec.evidence)
    parties = kept.parties(spec.role)
    word = best_word(kept.facts, claims, parties, kept.adversaries(spec.role))
    known = {s.id for s in kept.statements()}
    over: dict[str, None] = {}
    tying: dict[str, None] = {}
    for priority in spec.priority:
        shown = _claims(kept, priority.evidence)
        if shown:
            over.update(dict.fromkeys(other for other in priority.over if other in known))
            tying.update(dict.fromkeys(shown))
    return Statement(
        id=spec.id,
        decision_maker=spec.role,
        condition=spec.condition,
        over=tuple(over),
        belief=_belief(spec, word) if word else spec.belief,
        choice=spec.choice,
        basis="text" if claims else "pattern",
        claims=tuple(dict.fromkeys((*claims, *(tying if over else ())))),
        why=with_word(spec.why, word) if word else spec.why,
    )


def _belief(spec: StatementSpec, word: Word) -> float:
    """No surer than the word it rests on; but a text never makes a statement less sure."""
    return max(min(spec.belief_text, word.trust), min(spec.belief_text, spec.belief))


def _outcomes(kept: _Kept) -> tuple[Outcome, ...]:
    """Outcomes of which all options are left: the others describe what nobody here can do."""
    return tuple(
        Outcome(id=spec.id, title=spec.title, on=spec.on, kind=spec.kind)
        for spec in kept.pattern.outcomes
        if set(spec.on) <= set(kept.options)
    )


def _asks(kept: _Kept) -> tuple[Question, ...]:
    open_roles = [b for b in kept.bindings if not b.fills or b.thin]
    roles = [Question(about=b.spec.id, text=b.spec.ask) for b in open_roles]
    roles += kept.cast.asks
    statements = [
        Question(about=s.id, text=s.ask)
        for s in kept.statements()
        if s.ask and not _claims(kept, s.evidence)
    ]
    return tuple(roles + statements)
