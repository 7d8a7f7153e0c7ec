"""A decision with a statement known true, known false, or placed; and what then to choose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import comb

from sulh.case.model import Decision, Statement
from sulh.errors import ModelError, nearest
from sulh.settlement.parts import Members
from sulh.settlement.result import LeverShift, SetsIf
from sulh.settlement.search import minimal_of, try_every_set
from sulh.settlement.trying import Found, Trying

__all__ = ["Choice", "choice_of", "known", "placed"]

MAX_TRIES = 120
"""Lever sets that are tried for each answer at most: small sets only, where there are many."""


def known(decision: Decision, statement: str, *, is_true: bool) -> Decision:
    """The decision with a statement known to be in the list, or known not to be.

    Of a choice, the others are out if it is in; if it is out and no other is left, none is. What
    is out stays as a statement of belief 0: priorities that run through it hold all the same.
    """
    asked = _statement(decision, statement)
    mates = {
        s.id
        for s in decision.statements
        if asked.choice
        and (s.decision_maker, s.choice) == (asked.decision_maker, asked.choice)
        and s.id != statement
    }
    left = any(s.belief > 0 for s in decision.statements if s.id in mates)
    changed = []
    for each in decision.statements:
        if each.id == statement:
            changed.append(replace(each, belief=float(is_true), choice=""))
        elif each.id in mates and (is_true or not left):
            changed.append(replace(each, belief=0.0, choice=""))
        else:
            changed.append(each)
    return replace(decision, statements=tuple(changed))


def placed(decision: Decision, statement: str, *, first: bool) -> Decision:
    """The decision with a statement known to stand first, or last, in its owner's priorities.

    What was known of its own place before is dropped; all else that is known stays.
    """
    asked = _statement(decision, statement)
    mates = [
        s.id
        for s in decision.statements
        if s.decision_maker == asked.decision_maker and s.id != statement
    ]
    changed = []
    for each in decision.statements:
        if each.id == statement:
            changed.append(replace(each, over=tuple(mates) if first else ()))
        elif each.id in mates:
            rest = tuple(name for name in each.over if name != statement)
            changed.append(replace(each, over=rest if first else (*rest, statement)))
        else:
            changed.append(each)
    return replace(decision, statements=tuple(changed))


def _statement(decision: Decision, name: str) -> Statement:
    found = {s.id: s for s in decision.statements}
    if name not in found:
        raise ModelError(f"{decision.id} has no statement {name}", advice=nearest(name, found))
    return found[name]


@dataclass(frozen=True, eq=False)
class Choice:
    """Which levers one would choose as things stand, and how an answer could change that."""

    trying: Trying
    tried: Mapping[Members, Found]
    p: float
    max_size: int

    @property
    def budget(self) -> float:
        """Cost of the cheapest set that works; where none does, of the best."""
        works = minimal_of(self.tried, self.p)
        if works:
            return min(map(self.trying.cost, works))
        return self.trying.cost(self._best(self.tried, float("inf")))

    def _best(self, tried: Mapping[Members, Found], budget: float) -> Members:
        """The set within `budget` with the largest share; the cheapest of these."""
        within = [m for m in tried if self.trying.cost(m) <= budget]
        return min(within, key=lambda m: (-tried[m].weakest, self.trying.cost(m), len(m), m))

    def shift(self, statement: Statement, belief: float) -> LeverShift:
        """What comes in and goes out if a statement is known true or false."""
        budget = self.budget
        now = self._best(self.tried, budget)
        value, answers = 0.0, []
        for chance, is_true in ((belief, True), (1 - belief, False)):
            changed = known(self.trying.decision, statement.id, is_true=is_true)
            trying = replace(self.trying, decision=changed)
            tried = _fitting(trying, self.max_size) if chance > 0 else dict(self.tried)
            answers.append(self._sets(tried))
            if now in tried:
                best = tried[self._best(tried, budget)].weakest
                value += chance * (best - tried[now].weakest)
        return LeverShift(
            if_true=answers[0],
            if_false=answers[1],
            budget=budget,
            value=value,
            max_size=self.max_size,
            n_samples=self.trying.n,
        )

    def _sets(self, tried: Mapping[Members, Found]) -> SetsIf:
        before, after = (set(minimal_of(t, self.p)) for t in (self.tried, tried))
        named = {m: tuple(self.trying.levers[i].id for i in m) for m in before | after}
        cheapest = self.trying.by_cost(after)
        return SetsIf(
            cheapest=named[cheapest[0]] if cheapest else None,
            comes_in=tuple(named[m] for m in self.trying.by_cost(after - before)),
            goes_out=tuple(named[m] for m in self.trying.by_cost(before - after)),
        )


def choice_of(trying: Trying, p: float) -> Choice | None:
    """Try the sets of levers as things stand, as large as time allows; None without levers."""
    n = len(trying.levers)
    if not n:
        return None
    sizes = range(1, min(4, n) + 1)
    small = [s for s in sizes if sum(comb(n, k) for k in range(s + 1)) <= MAX_TRIES]
    size = max(small, default=1)
    return Choice(trying, _fitting(trying, size), p, size)


def _fitting(trying: Trying, max_size: int) -> dict[Members, Found]:
    return {m: f for m, f in try_every_set(trying, max_size).items() if f is not None}
