"""The nearest change: the fewest preferences that would have to differ for a verdict to turn."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb

from sulh._version import __version__
from sulh.errors import LimitError
from sulh.graph.analysis import check_concepts
from sulh.graph.conflict import Conflict
from sulh.graph.inverse import StabilityCondition, stability_condition
from sulh.graph.montecarlo import FIVE
from sulh.graph.moves import check_decision_maker, check_state

__all__ = ["Change", "NearestChange", "nearest_change"]

MAX_TRIED = 500_000


@dataclass(frozen=True, slots=True)
class Change:
    """States that would have to be no better than the state any more, and ones to be better."""

    no_better: tuple[int, ...]
    better: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearestChange:
    """What would turn the verdict on `state` for `decision_maker`.

    Parameters
    ----------
    stable : bool
        The verdict as it is.
    changes : tuple of Change
        All changes of the smallest size; empty if no preference of this decision maker can turn
        the verdict.
    """

    question: str
    state: int
    decision_maker: int
    concept: str
    stable: bool
    changes: tuple[Change, ...]
    version: str = __version__


def nearest_change(
    conflict: Conflict, state: int, decision_maker: int, concept: str
) -> NearestChange:
    """Find the smallest changes of one decision maker's own preference that turn a verdict.

    A change moves states across the state in its order: from better to no better, or back. The
    preferences of the others, and the moves, stay.

    Parameters
    ----------
    conflict : Conflict
    state, decision_maker : int
    concept : {"nash", "gmr", "smr", "seq", "sseq"}

    Raises
    ------
    LimitError
        If more than half a million changes would have to be tried.

    Examples
    --------
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> found = nearest_change(dilemma, 0, 0, "nash")
    >>> found.stable, found.changes
    (False, (Change(no_better=(1,), better=()),))
    """
    names = check_concepts((concept,), FIVE)
    who, here = check_decision_maker(conflict, decision_maker), check_state(conflict, state)
    rule = stability_condition(conflict, here, who, names[0])
    payoff = conflict.payoffs[who]
    now = frozenset(s for s in rule.deciding if payoff[s] > payoff[here])
    stable = rule.holds(now)
    return NearestChange(
        question="which fewest preferences would have to differ",
        state=here,
        decision_maker=who,
        concept=concept,
        stable=stable,
        changes=tuple(_smallest(rule, now, stable)),
    )


def _smallest(rule: StabilityCondition, now: frozenset[int], stable: bool) -> list[Change]:
    deciding = rule.deciding
    tried = 0
    for size in range(1, len(deciding) + 1):
        tried += comb(len(deciding), size)
        if tried > MAX_TRIED:
            raise LimitError(
                f"{len(deciding)} states decide, and no change of fewer than {size} turns the "
                "verdict",
                advice=f"up to {MAX_TRIED:,} changes are tried",
            )
        found = [
            Change(tuple(s for s in flipped if s in now), tuple(s for s in flipped if s not in now))
            for flipped in combinations(deciding, size)
            if rule.holds(now.symmetric_difference(flipped)) != stable
        ]
        if found:
            return found
    return []
