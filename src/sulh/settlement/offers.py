"""The next offer: which single change most raises the share in which a settlement holds.

Tried are each lever alone, and each option of the settlement switched the other way. No offer
gives whoever can do harm something more to do, crosses a line, or is the status quo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from sulh.case.model import Decision, Option, Text
from sulh.graph.from_case import conflict_from_decision
from sulh.settlement.decisions import Deal
from sulh.settlement.levers import Lever, levers_of, priced, refuse_harm, status_quo_on
from sulh.settlement.lines import within
from sulh.settlement.protecting import harmful_options
from sulh.settlement.result import Line, NextOffer, Offer, Share
from sulh.settlement.search import target_outcome
from sulh.settlement.space import Ranks
from sulh.settlement.staging import Staged, check_exchange, unstaged
from sulh.settlement.trying import Trying

__all__ = ["next_offer"]

Bools = npt.NDArray[np.bool_]


def next_offer(
    decision: Decision,
    outcome: str | None = None,
    *,
    levers: Sequence[Lever] | None = None,
    costs: Mapping[str, float] | None = None,
    lines: Sequence[Line] = (),
    n: int = 2_000,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> NextOffer:
    """Try each single change to a settlement and say by how much it raises its share.

    Parameters
    ----------
    decision : Decision
    outcome : str, optional
        Id of an outcome; by default the first of kind "settlement".
    levers : sequence of Lever, optional
        By default those the decision's pattern knows.
    costs : mapping of str to float, optional
        Costs of the analyst's own, by lever.
    lines : sequence of Line
        No offer crosses one.
    n, seed : int
        Draws for each offer, with the same seed (all orders, where they are at most 20 n).
    progress : callable, optional
        Told the part done.

    Returns
    -------
    NextOffer
        All offers, best first.

    Raises
    ------
    ModelError
        If the outcome does not exist, a lever does not protect, or a line does not fit.
    """
    target = target_outcome(decision, outcome)
    chosen = priced(tuple(levers_of(decision) if levers is None else levers), costs or {})
    for lever in chosen:
        check_exchange(decision, target, lever)
        refuse_harm(decision, lever, target)
    trying = Trying(decision, target, chosen, n=n, seed=seed, exact_per_draw=20)
    before = _looked(trying, unstaged(decision))
    todo = [*_with_levers(trying), *_with_options(trying, lines)]
    offers = []
    for i, change in enumerate(todo):
        offers.append(_told(change, before, _looked(trying, change.staged), target))
        if progress:
            progress((i + 1) / len(todo))
    offers.sort(key=lambda each: (-each.gain, each.cost or 0.0, each.kind, each.change))
    return NextOffer(
        decision=decision.id,
        outcome=target,
        base=before.share,
        offers=tuple(offers),
        n_samples=n,
        seed=seed,
    )


@dataclass(frozen=True, kw_only=True)
class _Change:
    """One change to the settlement, and the decision with it."""

    kind: Literal["lever", "option"]
    id: str
    title: Text
    staged: Staged
    to: Literal["on", "off", ""] = ""
    cost: float | None = None


@dataclass(frozen=True, eq=False)
class _Looked:
    """What became of the settlement: its share (or that of the weakest step), and each order."""

    share: Share
    attainable: Share
    holds: Bools


def _looked(trying: Trying, changed: Staged) -> _Looked:
    parts: list[Bools] = []

    def seen(deal: Deal, ranks: Ranks) -> None:
        parts.append(deal.ways.holds(ranks))

    looked = trying.study(changed, roads=True, seen=seen).looked
    steps = [looked.share("steps", i) for i in range(len(changed.steps))]
    share = min((looked.share("holds", 0), *steps), key=lambda each: each.p)
    return _Looked(share, looked.share("attainable", 0), np.concatenate(parts))


def _with_levers(trying: Trying) -> Iterator[_Change]:
    for i, lever in enumerate(trying.levers):
        changed = trying.changed((i,))
        if changed is not None:
            yield _Change(
                kind="lever", id=lever.id, title=lever.title, staged=changed, cost=lever.cost
            )


def _with_options(trying: Trying, lines: Sequence[Line]) -> Iterator[_Change]:
    """The settlement with one option switched the other way, where that may be offered."""
    decision = trying.decision
    if decision.states:
        return
    conflict = conflict_from_decision(decision)
    inside = within(decision, conflict, lines)
    on = set(next(o.on for o in decision.outcomes if o.id == trying.target))
    harmful, before = harmful_options(decision), status_quo_on(decision)
    able = {option.owner for option in decision.options if option.id in harmful}
    names = [option.id for option in decision.options]
    for option in decision.options:
        new = on ^ {option.id}
        state = sum(1 << names.index(name) for name in new)
        harms = option.id in new and (option.id in harmful or option.owner in able)
        if inside[state] and not harms and new != before:
            yield _switched(trying, option, tuple(name for name in names if name in new))


def _switched(trying: Trying, option: Option, on: tuple[str, ...]) -> _Change:
    outcomes = (replace(o, on=on) if o.id == trying.target else o for o in trying.decision.outcomes)
    return _Change(
        kind="option",
        id=option.id,
        title=option.title,
        staged=unstaged(replace(trying.decision, outcomes=tuple(outcomes))),
        to="on" if option.id in on else "off",
    )


def _told(change: _Change, before: _Looked, after: _Looked, target: str) -> Offer:
    gain = after.share.p - before.share.p
    return Offer(
        kind=change.kind,
        change=change.id,
        title=change.title,
        to=change.to,
        target=next(o.on for o in change.staged.decision.outcomes if o.id == target),
        holds=after.share,
        attainable=after.attainable,
        gain=gain,
        gain_se=_error(before, after, paired=not change.staged.steps),
        cost=change.cost,
    )


def _error(before: _Looked, after: _Looked, *, paired: bool) -> float:
    """Standard error of a gain; of paired draws, that of the mean of their differences."""
    if before.share.exact or after.share.exact or not paired:
        return float(np.hypot(before.share.se, after.share.se))
    differences = after.holds.astype(float) - before.holds
    return float(differences.std() / np.sqrt(len(differences)))
