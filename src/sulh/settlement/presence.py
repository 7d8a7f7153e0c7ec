"""Which statements are in the list at all, and with what probability.

A statement is in with its belief; of the statements of one choice exactly one is in, in
proportion to belief; statements that rest on the same claim are drawn together, by one common
number: if the claim is sound enough for the less believed one, it is for the more believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sulh.case.model import Statement
from sulh.errors import ModelError

__all__ = ["Draw", "always_in", "draws_of"]

Key = tuple[int, str]
"""Decision maker (index) and statement id."""


@dataclass(frozen=True)
class Draw:
    """One independent draw: with probability ``weights[j]``, exactly ``members[j]`` are in."""

    weights: tuple[float, ...]
    members: tuple[frozenset[Key], ...]

    @property
    def decision_makers(self) -> frozenset[int]:
        """Whose statements it decides."""
        return frozenset(key[0] for member in self.members for key in member)


@dataclass(frozen=True)
class _Unit:
    """A statement, or the statements of one choice: who is in, as a function of a number u."""

    edges: tuple[float, ...]
    keys: tuple[Key | None, ...]
    claims: frozenset[str]

    def at(self, u: float) -> Key | None:
        return next((k for edge, k in zip(self.edges, self.keys, strict=True) if u < edge), None)


def always_in(lists: Sequence[Sequence[Statement]]) -> frozenset[Key]:
    """Statements that are in whatever is drawn."""
    return frozenset(
        (i, s.id) for i, each in enumerate(lists) for s in each if not s.choice and s.belief == 1
    )


def draws_of(lists: Sequence[Sequence[Statement]]) -> tuple[Draw, ...]:
    """The independent draws that decide which statements are in.

    Parameters
    ----------
    lists : sequence of sequence of Statement
        For each decision maker, its statements.

    Raises
    ------
    ModelError
        If every statement of a choice has belief 0.
    """
    units = [unit for i, each in enumerate(lists) for unit in _units(i, each)]
    groups: list[list[_Unit]] = []
    for unit in units:
        mates = [g for g in groups if any(other.claims & unit.claims for other in g)]
        for mate in mates:
            groups.remove(mate)
        groups.append([*(u for mate in mates for u in mate), unit])
    return tuple(_draw(group) for group in groups)


def _units(who: int, statements: Sequence[Statement]) -> list[_Unit]:
    units = [
        _Unit((s.belief,), ((who, s.id),), frozenset(s.claims))
        for s in statements
        if not s.choice and s.belief < 1
    ]
    for choice in dict.fromkeys(s.choice for s in statements if s.choice):
        mates = [s for s in statements if s.choice == choice]
        total = sum(s.belief for s in mates)
        if total <= 0:
            raise ModelError(
                f"no statement of the choice {choice!r} has a belief above 0",
                advice="give at least one of them a belief",
            )
        edges, edge = [], 0.0
        for mate in mates:
            edge += mate.belief / total
            edges.append(edge)
        edges[-1] = 1.0
        claims = frozenset(claim for mate in mates for claim in mate.claims)
        units.append(_Unit(tuple(edges), tuple((who, m.id) for m in mates), claims))
    return units


def _draw(group: Sequence[_Unit]) -> Draw:
    edges = sorted({0.0, 1.0, *(edge for unit in group for edge in unit.edges)})
    weights: dict[frozenset[Key], float] = {}
    for low, high in pairwise(edges):
        found = (unit.at((low + high) / 2) for unit in group)
        members = frozenset(key for key in found if key is not None)
        weights[members] = weights.get(members, 0.0) + (high - low)
    return Draw(tuple(weights.values()), tuple(weights))
