"""Trying a set of levers: what becomes of a settlement with them, always under the same draws."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from sulh.case.model import Decision
from sulh.errors import ModelError, PatchError
from sulh.graph.ways import Codes, WaysOut
from sulh.settlement.breaking import breakers
from sulh.settlement.decisions import Deal, Study, holds_chunk, look_at, study_outcome
from sulh.settlement.levers import Lever
from sulh.settlement.parts import Joint, Members, Parts
from sulh.settlement.result import LeverSet, Share, StepHold
from sulh.settlement.space import Cache, Ranks
from sulh.settlement.staging import Staged, staged

__all__ = ["Found", "Tried", "Trying"]


@dataclass(frozen=True, slots=True)
class Found:
    """What becomes of a settlement with a set of levers: its share, and those of the steps."""

    holds: Share
    steps: tuple[Share, ...]

    @property
    def weakest(self) -> float:
        """The smallest of the shares: the set works if this reaches p."""
        return min(share.p for share in (self.holds, *self.steps))


@dataclass(eq=False)
class Tried:
    """The sets tried so far, each with what was found (None: its levers exclude one another).

    `complete`: every minimal set is among them; if not, every one that costs less than `bound`.
    """

    sets: dict[Members, Found | None] = field(default_factory=dict)
    complete: bool = False
    bound: float | None = None


@dataclass(frozen=True, eq=False)
class Trying:
    """An outcome of a decision, the levers, and how many draws each set gets.

    Parameters
    ----------
    decision : Decision
    target : str
        Id of the outcome.
    levers : tuple of Lever
    n, seed : int
        The same draws for each set: what a lever does not touch is drawn alike.
    exact_per_draw : int
        All orders are gone through where they are at most this many times `n`.
    """

    decision: Decision
    target: str
    levers: tuple[Lever, ...]
    n: int
    seed: int
    exact_per_draw: int = 1
    cache: Cache = field(default_factory=dict, repr=False)

    def __call__(self, members: Members) -> Found | None:
        """The shares with a set of levers; None if two of them exclude one another."""
        together = self._together(members)
        if together is None:
            return None
        deal, orders = together
        limit = self.exact_per_draw * self.n
        looked = look_at(deal, orders, n=self.n, seed=self.seed, exact_limit=limit)
        steps = tuple(looked.share("steps", i) for i in range(len(deal.steps)))
        return Found(looked.share("holds", 0), steps)

    def _together(self, members: Members) -> tuple[Deal, Joint] | None:
        try:
            return self._parts.together(members)
        except ModelError:
            if any(self.levers[m].signatories or self.levers[m].exchange for m in members):
                return None  # what others do leaves this deal no feasible state
            raise

    @cached_property
    def _parts(self) -> Parts:
        return Parts(
            self.decision, self.target, self.levers, n=self.n, seed=self.seed,
            exact_limit=self.exact_per_draw * self.n, cache=self.cache,
        )  # fmt: skip

    def left(self, members: Members) -> tuple[WaysOut, Codes] | None:
        """The moves away from the settlement, and how far each goes unanswered in each draw.

        None if two of the levers exclude one another. The codes, uint8 (n, n_moves), are those of
        :meth:`.WaysOut.unanswered`.
        """
        together = self._together(members)
        if together is None:
            return None
        deal, orders = together
        drawn = orders.drawn(self.n, self.seed, holds_chunk(deal.conflict))
        return deal.ways, np.concatenate([deal.ways.unanswered(ranks) for ranks in drawn])

    def cost(self, members: Members) -> float:
        """Cost of a set."""
        return float(sum(self.levers[m].cost for m in members))

    def by_cost(self, sets: Iterable[Members]) -> list[Members]:
        """Sets, cheapest first."""
        return sorted(sets, key=lambda members: (self.cost(members), members))

    def changed(self, members: Sequence[int]) -> Staged | None:
        """The decision with a set of levers; None if they exclude one another."""
        try:
            return staged(self.decision, self.target, [self.levers[m] for m in members])
        except PatchError:
            return None

    def study(
        self, changed: Staged, *, roads: bool, seen: Callable[[Deal, Ranks], None] | None = None
    ) -> Study:
        """Look through the orders of a changed decision."""
        return study_outcome(
            changed,
            self.target,
            n=self.n,
            seed=self.seed,
            exact_per_draw=self.exact_per_draw,
            cache=self.cache,
            roads=roads,
            seen=seen,
        )

    def told(self, members: Members) -> LeverSet:
        """Everything that is told of a set that fits."""
        changed = staged(self.decision, self.target, [self.levers[m] for m in members])
        study = self.study(changed, roads=True)
        looked = study.looked
        return LeverSet(
            levers=tuple(self.levers[m].id for m in members),
            cost=self.cost(members),
            holds=looked.share("holds", 0),
            attainable=looked.share("attainable", 0),
            breakers=tuple(breakers(changed.decision, study.deal.ways, looked)),
            target=next(o.on for o in changed.decision.outcomes if o.id == self.target),
            steps=tuple(
                StepHold(step=i + 1, on=on, holds=looked.share("steps", i))
                for i, on in enumerate(changed.steps)
            ),
        )
