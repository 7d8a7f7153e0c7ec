"""What is asked of each settlement besides whether it holds, in the order it is answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sulh.case.model import Case, Decision
from sulh.errors import ModelError, nearest
from sulh.frame import Pattern
from sulh.settlement.drivers import what_drives
from sulh.settlement.lever_file import LeverEntry, levers_for
from sulh.settlement.levers import Lever, levers_of, priced
from sulh.settlement.negotiation import zone_of_agreement
from sulh.settlement.offers import next_offer
from sulh.settlement.result import (
    AgreementZone,
    Drivers,
    LeverSearch,
    Line,
    NextOffer,
    SourceDrivers,
)
from sulh.settlement.search import find_levers
from sulh.settlement.sources import what_sources_drive

__all__ = ["Asking", "kit_of"]

About = tuple[Decision, str]
"""A decision and the id of its outcome that is asked about."""


def kit_of(
    about: Sequence[About],
    entries: Sequence[LeverEntry],
    costs: Mapping[str, float],
    patterns: Sequence[Pattern] = (),
) -> tuple[tuple[Lever, ...], ...]:
    """The levers of each decision: its pattern's and the analyst's own, at the analyst's costs.

    Raises
    ------
    ModelError
        If two levers bear one id, a cost is for none, or an entry fits no decision asked about.
    """
    for entry in entries:
        if entry.decision and entry.decision not in {d.id for d, _ in about}:
            raise ModelError(
                f"lever {entry.id} is for {entry.decision}, which is not asked about",
                advice=nearest(entry.decision, [d.id for d, _ in about]),
            )
    found = []
    for decision, outcome in about:
        own = _own(decision, outcome, entries, alone=len(about) == 1)
        levers = (*levers_of(decision, patterns), *own)
        names = [lever.id for lever in levers]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise ModelError(
                f"two levers of {decision.id} are called {twice}", advice="rename your own"
            )
        found.append(levers)
    known = {lever.id for levers in found for lever in levers}
    for name in costs:
        if name not in known:
            raise ModelError(
                f"a cost is given for a lever {name}, which does not exist",
                advice=nearest(name, known),
            )
    for entry in entries:
        if entry.id not in known and about:
            levers_for(about[0][0], [entry], about[0][1])  # says why it does not fit
    return tuple(
        priced(levers, {k: v for k, v in costs.items() if k in {x.id for x in levers}})
        for levers in found
    )


def _own(
    decision: Decision, outcome: str, entries: Sequence[LeverEntry], *, alone: bool
) -> Iterator[Lever]:
    """An entry for this decision; one that names none is passed over where it does not fit."""
    for entry in entries:
        try:
            yield from levers_for(decision, [entry], outcome)
        except ModelError:
            if alone or entry.decision:
                raise


@dataclass(frozen=True, eq=False)
class Asking:
    """The settlements asked about, their levers, and how many draws and which seed.

    Parameters
    ----------
    about : tuple of (Decision, str)
    kit : tuple of tuple of Lever
        For each of them; empty where levers are not asked for.
    lines : tuple of Line
    p : float
    n, seed : int
        A tenth of the draws goes to each question.
    told : callable
        Told the stage and the part of it done.
    lever_seconds : float or None
        Time for the search of levers of each settlement.
    """

    about: tuple[About, ...]
    kit: tuple[tuple[Lever, ...], ...]
    lines: tuple[Line, ...]
    p: float
    n: int
    seed: int
    told: Callable[[str, float], None]
    lever_seconds: float | None = None

    @property
    def _draws(self) -> int:
        return max(self.n // 10, 1)

    def _each(self, stage: str) -> Iterator[tuple[int, Decision, str, Callable[[float], None]]]:
        for i, (decision, target) in enumerate(self.about):
            yield i, decision, target, _part(self.told, stage, i, len(self.about))

    def drivers(self, *, with_levers: bool) -> tuple[Drivers, ...]:
        """What drives each answer, and with levers, which of them each statement moves."""
        return tuple(
            what_drives(
                decision, target, levers=self.kit[i] if with_levers else (), p=self.p,
                n=self._draws, seed=self.seed, progress=part,
            )
            for i, decision, target, part in self._each("drivers")
        )  # fmt: skip

    def levers(self) -> tuple[LeverSearch, ...]:
        """The smallest changes after which each settlement holds."""
        return tuple(
            find_levers(
                decision, target, p=self.p, levers=self.kit[i], n=self._draws, seed=self.seed,
                time_limit=self.lever_seconds, progress=part,
            )
            for i, decision, target, part in self._each("levers")
        )  # fmt: skip

    def sources(self, case: Case) -> tuple[SourceDrivers, ...]:
        """What each answer owes to each source: a flip is a share that crosses one half."""
        return tuple(
            what_sources_drive(
                case, decision.id, target, n=self._draws, seed=self.seed, progress=part
            )
            for _, decision, target, part in self._each("sources")
        )

    def offers(self) -> tuple[NextOffer, ...]:
        """The next offer that most raises each answer."""
        return tuple(
            next_offer(
                decision, target, levers=self.kit[i], lines=self._lines(decision),
                n=self._draws, seed=self.seed, progress=part,
            )
            for i, decision, target, part in self._each("offers")
        )  # fmt: skip

    def zones(self) -> tuple[AgreementZone, ...]:
        """What there is to agree on in each decision that has a status quo."""
        found = []
        for _, decision, _, part in self._each("zones"):
            lines = self._lines(decision)
            found.append(zone_of_agreement(decision, lines=lines, n=self._draws, seed=self.seed))
            part(1.0)
        return tuple(found)

    def _lines(self, decision: Decision) -> tuple[Line, ...]:
        """The lines of those who decide here; where one decision is asked about, all of them."""
        makers = {who.id for who in decision.decision_makers}
        alone = len(self.about) == 1
        mine = [line for line in self.lines if line.decision in {"", decision.id}]
        return tuple(line for line in mine if alone or line.decision_maker in makers)


def _part(
    told: Callable[[str, float], None], stage: str, i: int, n: int
) -> Callable[[float], None]:
    return lambda done: told(stage, (i + done) / n)
