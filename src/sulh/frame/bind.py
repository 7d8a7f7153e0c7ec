"""Who plays which role, on what evidence. A role without evidence stays empty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sulh.case.model import Question, Text
from sulh.frame.apart import Parted, part_forces
from sulh.frame.facts import Facts
from sulh.frame.match import hits
from sulh.frame.pattern import Pattern, RoleSpec
from sulh.frame.unfold import copy_of, unfold

__all__ = ["Binding", "Cast", "bind_roles"]


_PLAIN = 3.0
"""From this weight on, evidence binds also those whom the text gives no name."""


@dataclass(frozen=True)
class Binding:
    """A role with those who fill it (parties, or areas), best supported first.

    `areas` are where the evidence says something happens, `held` those it says they hold. It
    is `plain` if one claim alone shows it plainly, `thin` if nothing but thin evidence does.
    """

    spec: RoleSpec
    fills: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    plain: bool = False
    thin: bool = False


@dataclass(frozen=True)
class _Candidate:
    """What speaks for one party in a role: the weight of each claim, and the areas named."""

    weights: dict[str, float]
    areas: dict[str, None]
    held: dict[str, None]

    @property
    def score(self) -> float:
        return sum(self.weights.values())

    @property
    def strong(self) -> bool:
        """Whether one claim alone shows it plainly."""
        return max(self.weights.values(), default=0.0) >= _PLAIN


@dataclass(frozen=True)
class Cast:
    """Who plays which role of a pattern in a situation.

    Parameters
    ----------
    pattern : Pattern
        Written out for so many decision makers as play the role that several may.
    facts : Facts
        The situation, those who decide on their own each on a side of its own.
    bindings : tuple of Binding
        One for each role of `pattern`, in its order.
    copies : tuple of str
        Roles that are one role played by several; empty where nobody is told apart.
    asks : tuple of Question
        Who may be a decision maker of its own, on too little evidence to say so.
    """

    pattern: Pattern
    facts: Facts
    bindings: tuple[Binding, ...]
    copies: tuple[str, ...] = ()
    asks: tuple[Question, ...] = ()

    @cached_property
    def bound(self) -> dict[str, tuple[str, ...]]:
        """Parties by role; the first role of `copies` stands for all of them, ``_1`` for itself."""
        return _bound(self.bindings, self.copies)

    def whole_of(self, role: str) -> str:
        """The role as the pattern writes it."""
        return self.copies[0] if role in self.copies else role


def _bound(bindings: Sequence[Binding], copies: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found = {binding.spec.id: binding.fills for binding in bindings}
    if copies and copies[0] in found:
        found[f"{copies[0]}_1"] = found[copies[0]]
        every = (party for name in copies for party in found.get(name, ()))
        found[copies[0]] = tuple(dict.fromkeys(every))
    return found


def bind_roles(pattern: Pattern, facts: Facts, *, thin: bool = False) -> Cast:
    """Bind the roles of `pattern`, in their order, to parties of a situation.

    Parameters
    ----------
    pattern : Pattern
        The pattern, as it is written.
    facts : Facts
        The situation.
    thin : bool
        Whether a role that no other evidence binds may be bound by thin evidence.

    Returns
    -------
    Cast
        A binding for each role; without fills where no evidence points at anybody.
    """
    cast = Cast(unfold(pattern), facts, ())
    while len(cast.bindings) < len(cast.pattern.roles):
        spec = cast.pattern.roles[len(cast.bindings)]
        found = _candidates_of(spec, cast)
        binding = _binding(spec, facts, found)
        if thin and not binding.fills:
            found = _candidates_of(spec, cast, thin=True)
            binding = replace(_binding(spec, facts, found), thin=True)
        if spec.several and binding.fills and not binding.thin:
            cast = _with_several(pattern, cast, binding, found)
        else:
            cast = replace(cast, bindings=(*cast.bindings, binding))
    return cast


def _with_several(
    pattern: Pattern, cast: Cast, binding: Binding, found: dict[str, _Candidate]
) -> Cast:
    """The cast with a role bound that several may play: one binding for each of them."""
    role, facts = binding.spec, cast.facts
    several = role.several
    if several is None:
        return cast
    behind = pattern.role(several.patron).evidence if several.patron else ()
    shown = {name: tuple(candidate.weights) for name, candidate in found.items()}
    parted = part_forces(role, facts, binding.fills, shown, behind)
    asks = tuple(_ask(role, facts, *pair) for pair in parted.doubtful)
    if len(parted.forces) == 1:
        return replace(cast, bindings=(*cast.bindings, binding), asks=asks)
    names = [_name(facts, force.parties[0], role.title) for force in parted.forces]
    copies = tuple(copy_of(role.id, k + 1) for k in range(len(parted.forces)))
    written = unfold(pattern, names)
    forces = _forces(written, parted, found, copies)
    apart = Cast(
        written,
        facts.part(force.parties for force in parted.forces[1:]),
        (*cast.bindings, *forces),
        copies,
        asks,
    )
    aside = [k for k, f in enumerate(parted.forces, 1) if not any(p in found for p in f.parties)]
    return replace(apart, pattern=unfold(pattern, names, now=_done_now(apart), aside=aside))


def _done_now(cast: Cast) -> frozenset[str]:
    """Options that evidence shows to be taken in this situation."""
    return frozenset(
        option.id
        for option in cast.pattern.options
        if any(any(hits(cast.facts, evidence, cast.bound)) for evidence in option.shown)
    )


def _forces(
    written: Pattern,
    parted: Parted,
    found: dict[str, _Candidate],
    copies: Sequence[str],
) -> list[Binding]:
    """A binding for each force: what shows it in the role, then what tells it from the others."""
    bindings = []
    for name, force in zip(copies, parted.forces, strict=True):
        mine = {party: found[party] for party in force.parties if party in found}
        shown = _binding_of(written.role(name), force.parties, mine)
        claims = tuple(dict.fromkeys((*shown.claims, *force.claims)))
        bindings.append(replace(shown, claims=claims))
    return bindings


def _name(facts: Facts, party: str, otherwise: Text) -> Text:
    return next((p.name for p in facts.case.parties if p.id == party), otherwise)


def _ask(role: RoleSpec, facts: Facts, who: str, first: str) -> Question:
    names = {"who": _name(facts, who, role.title), "first": _name(facts, first, role.title)}
    ask = role.several.ask if role.several else role.ask

    def told(text: str, language: str) -> str:
        for key, name in names.items():
            text = text.replace("{" + key + "}", name.in_(language))
        return text

    return Question(about=role.id, text=Text(ar=told(ask.ar, "ar"), en=told(ask.en, "en")))


def _candidates_of(spec: RoleSpec, cast: Cast, *, thin: bool = False) -> dict[str, _Candidate]:
    """Who could play a role: those its evidence points at whom no other role keeps from it."""
    facts, bound = cast.facts, cast.bound
    taken = {facts.side(party) for role in spec.outside for party in bound.get(role, ())}
    taken_parties = {party for role in spec.apart for party in bound.get(role, ())}
    unnamed = facts.kinds.keys() - facts.named
    before = cast.bindings if spec.elsewhere else ()
    here = {area for binding in before for area in binding.areas}
    return {
        name: candidate
        for name, candidate in _candidates(spec, facts, bound, thin=thin).items()
        if (thin or not spec.decides or candidate.strong or name not in unnamed)
        and facts.side(name) not in taken
        and name not in taken_parties
        and not (thin and _backs(facts, name, bound, spec.outside))
        and not any(facts.near(name, area) for area in here)
    }


def _binding(spec: RoleSpec, facts: Facts, candidates: dict[str, _Candidate]) -> Binding:
    if not candidates:
        return Binding(spec)
    return _binding_of(spec, _chosen(spec, facts, candidates), candidates)


def _binding_of(
    spec: RoleSpec, chosen: tuple[str, ...], candidates: dict[str, _Candidate]
) -> Binding:
    """A role with those chosen for it, and what the evidence says of them."""
    known = [candidates[name] for name in chosen if name in candidates]
    return Binding(
        spec,
        chosen,
        claims=tuple(dict.fromkeys(claim for c in known for claim in c.weights)),
        areas=tuple(dict.fromkeys(area for c in known for area in c.areas)),
        held=tuple(dict.fromkeys(area for c in known for area in c.held)),
        plain=any(c.strong for c in known),
    )


def _backs(
    facts: Facts, name: str, bound: Mapping[str, tuple[str, ...]], roles: tuple[str, ...]
) -> bool:
    """Whether `name` stands behind, or has behind it, somebody in one of these roles."""
    others = [party for role in roles for party in bound.get(role, ())]
    return any({(name, other), (other, name)} & facts.backings for other in others)


def _candidates(
    spec: RoleSpec, facts: Facts, bound: Mapping[str, tuple[str, ...]], *, thin: bool
) -> dict[str, _Candidate]:
    found: dict[str, _Candidate] = {}
    for evidence in (e for e in spec.evidence if thin or not e.thin):
        for hit in hits(facts, evidence, bound):
            for taken in hit.takes:
                name = facts.principal(taken) if spec.principal else taken
                candidate = found.setdefault(name, _Candidate({}, {}, {}))
                for claim in hit.claims:
                    best = max(candidate.weights.get(claim, 0.0), hit.weight)
                    candidate.weights[claim] = best
                candidate.areas.update(dict.fromkeys(hit.areas))
                candidate.held.update(dict.fromkeys(hit.held))
    return found


def _chosen(spec: RoleSpec, facts: Facts, candidates: dict[str, _Candidate]) -> tuple[str, ...]:
    """The best supported side's best supported party, and those `fill` lets join it.

    Those without a name come last, and who is said to back another candidate comes after the ones
    it backs: a backer of the first is its patron and no part of it.
    """
    sides: dict[str, float] = defaultdict(float)
    for name, candidate in candidates.items():
        sides[facts.side(name)] += candidate.score
    ranked = sorted(
        candidates,
        key=lambda n: (
            n in facts.kinds and n not in facts.named,
            any((n, other) in facts.backings for other in candidates),
            -sides[facts.side(n)],
            -candidates[n].score,
        ),
    )
    first = ranked[0]
    if spec.fill == "one":
        return (first,)
    return (first, *(name for name in ranked[1:] if _joins(spec, facts, candidates, first, name)))


def _joins(
    spec: RoleSpec, facts: Facts, candidates: dict[str, _Candidate], first: str, name: str
) -> bool:
    if facts.opposed(first, name) or (name, first) in facts.backings:
        return False
    if spec.fill == "side" and name in facts.kinds and name not in facts.named:
        return False
    if spec.fill == "all" or facts.same_side(first, name):
        return True
    mine = {a for n, c in candidates.items() if facts.same_side(n, first) for a in c.areas}
    return any(facts.near(one, other) for one in mine for other in candidates[name].areas)
