"""Who plays which role, on what evidence. A role without evidence stays empty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sulh.frame.facts import Facts
from sulh.frame.match import hits
from sulh.frame.pattern import Pattern, RoleSpec

__all__ = ["Binding", "bind_roles"]


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


def bind_roles(pattern: Pattern, facts: Facts, *, thin: bool = False) -> tuple[Binding, ...]:
    """Bind the roles of `pattern`, in their order, to parties of a situation.

    Parameters
    ----------
    pattern : Pattern
        The pattern.
    facts : Facts
        The situation.
    thin : bool
        Whether a role that no other evidence binds may be bound by thin evidence.

    Returns
    -------
    tuple of Binding
        One for each role; without fills where no evidence points at anybody.
    """
    bindings: list[Binding] = []
    for spec in pattern.roles:
        binding = _bind(spec, facts, bindings)
        if thin and not binding.fills:
            binding = replace(_bind(spec, facts, bindings, thin=True), thin=True)
        bindings.append(binding)
    return tuple(bindings)


def _bind(
    spec: RoleSpec, facts: Facts, before: Sequence[Binding], *, thin: bool = False
) -> Binding:
    bound = {binding.spec.id: binding.fills for binding in before}
    taken = {facts.side(party) for role in spec.outside for party in bound.get(role, ())}
    taken_parties = {party for role in spec.apart for party in bound.get(role, ())}
    unnamed = facts.kinds.keys() - facts.named
    here = {area for binding in before for area in binding.areas} if spec.elsewhere else set()
    candidates = {
        name: candidate
        for name, candidate in _candidates(spec, facts, bound, thin=thin).items()
        if (thin or not spec.decides or candidate.strong or name not in unnamed)
        and facts.side(name) not in taken
        and name not in taken_parties
        and not (thin and _backs(facts, name, bound, spec.outside))
        and not any(facts.near(name, area) for area in here)
    }
    if not candidates:
        return Binding(spec)
    chosen = _chosen(spec, facts, candidates)
    claims = {claim: None for name in chosen for claim in candidates[name].weights}
    areas = {area: None for name in chosen for area in candidates[name].areas}
    held = {area: None for name in chosen for area in candidates[name].held}
    plain = any(candidates[name].strong for name in chosen)
    return Binding(spec, chosen, tuple(claims), tuple(areas), tuple(held), plain)


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
