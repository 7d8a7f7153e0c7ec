"""What is there to agree on: who gains over the status quo, what nobody could better for all.

All measures are ordinal and over the admissible orders, so no number is put on a party's wishes
that no text supports.

*Zone of agreement*: every decision maker prefers the outcome to the status quo. *Pareto*: no
feasible state is as good for all and better for one. *Fallback*: each goes down its ranking in
step with the others until a state is reached that all have come to; this is the state (or the
states) whose worst-off decision maker is best off (Brams and Kilgour 2001). *Satisfaction* of a
decision maker: the part of the other feasible states that are worse for it, ties counted half.

A *red line* is a condition that a decision maker will not go below, whatever the rest: states
where it is false are outside the zone of agreement. It is set from outside and never loosened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sulh.case.model import Decision
from sulh.errors import ModelError, nearest
from sulh.graph import Conflict
from sulh.graph.from_case import conflict_from_decision
from sulh.logic import parse
from sulh.settlement.decisions import outcome_states
from sulh.settlement.preferences import preferences_of
from sulh.settlement.result import AgreementZone, OutcomeTerms
from sulh.settlement.space import OrderSpace, Ranks
from sulh.settlement.tally import look_through

__all__ = ["zone_of_agreement"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Table:
    """What the measures are computed on: a conflict, its status quo, the states asked for."""

    conflict: Conflict
    status_quo: int
    states: tuple[int, ...]
    allowed: Bools


def zone_of_agreement(
    decision: Decision,
    *,
    red_lines: Mapping[str, str] | None = None,
    n: int = 2_000,
    seed: int = 0,
) -> AgreementZone:
    """For each outcome of a decision: could all agree on it, and who is least satisfied.

    Parameters
    ----------
    decision : Decision
    red_lines : mapping of str to str, optional
        Decision maker to a condition over options that it will not give up.
    n, seed : int
        Draws and their seed; all orders where they are at most 20 n.

    Raises
    ------
    ModelError
        If the decision has no status quo, or a red line names nobody.
    ConditionError
        If a red line is not a condition over the decision's options.
    """
    conflict = conflict_from_decision(decision)
    if conflict.status_quo is None:
        raise ModelError(
            f"decision {decision.id} has no status quo to compare with",
            advice="give one outcome the kind status_quo",
        )
    states = outcome_states(decision, conflict)
    allowed = _allowed(decision, conflict, red_lines or {})
    table = _Table(conflict, conflict.status_quo, states, allowed)
    satisfied: list[tuple[int, Floats]] = []

    def watch(ranks: Ranks, _stable: Mapping[str, Bools]) -> Mapping[str, Bools]:
        satisfied.append((len(ranks), _satisfaction(table, ranks)))
        return _flags(table, ranks)

    space = OrderSpace(conflict, preferences_of(decision), max_rows=10 * n)
    # drawn, never listed: satisfaction is a mean over draws of equal weight
    looked = look_through(space, ("nash",), watch, n=n, seed=seed, exact_limit=0, own=False)
    total = sum(size for size, _ in satisfied)
    mean = sum((each.sum(axis=0) for _, each in satisfied), np.zeros(1)) / total
    makers = [who.id for who in decision.decision_makers]
    return AgreementZone(
        decision=decision.id,
        outcomes=tuple(
            OutcomeTerms(
                outcome=outcome.id,
                within_red_lines=bool(allowed[state]),
                all_gain=looked.share("gain", i),
                pareto=looked.share("pareto", i),
                fallback=looked.share("fallback", i),
                satisfaction=tuple(zip(makers, map(float, mean[:, i]), strict=True)),
                least_satisfied=makers[int(np.argmin(mean[:, i]))],
            )
            for i, (outcome, state) in enumerate(zip(decision.outcomes, states, strict=True))
        ),
        red_lines=tuple((red_lines or {}).items()),
        n_samples=n,
        seed=seed,
    )


def _allowed(decision: Decision, conflict: Conflict, red_lines: Mapping[str, str]) -> Bools:
    """States in which every red line holds."""
    makers = [who.id for who in decision.decision_makers]
    names = [option.id for option in decision.options]
    allowed = conflict.feasible.copy()
    for who, condition in red_lines.items():
        if who not in makers:
            raise ModelError(f"{decision.id} has nobody called {who}", advice=nearest(who, makers))
        allowed &= parse(condition, names).evaluate_states(np.arange(conflict.n_states))
    return allowed


def _flags(table: _Table, ranks: Ranks) -> dict[str, Bools]:
    """*Gain*, *pareto* and *fallback* for each order and outcome; bool (n, n_outcomes)."""
    at = list(table.states)
    inside = table.allowed[at]
    before = ranks[:, :, [table.status_quo]]
    gain = np.asarray((ranks[:, :, at] > before).all(axis=1)) & inside
    feasible = np.flatnonzero(table.conflict.feasible)
    pareto = np.ones(gain.shape, bool)
    for i, state in enumerate(at):
        here = ranks[:, :, [state]]
        others = ranks[:, :, feasible]
        as_good = np.asarray((others >= here).all(axis=1))
        better = np.asarray((others > here).any(axis=1))
        pareto[:, i] = ~(as_good & better).any(axis=1)
    worst = np.asarray(_shares_below(table, ranks).min(axis=1))
    worst[:, ~table.allowed] = -1.0
    best = worst.max(axis=1, keepdims=True)
    return {"gain": gain, "pareto": pareto, "fallback": (worst[:, at] >= best) & inside}


def _shares_below(table: _Table, ranks: Ranks) -> Floats:
    """For each order, decision maker and state, the part of the others that are worse for it."""
    feasible = np.flatnonzero(table.conflict.feasible)
    n_others = max(len(feasible) - 1, 1)
    found = np.full(ranks.shape, -1.0)
    known = ranks[:, :, feasible]
    for state in feasible:
        here = ranks[:, :, [state]]
        below = (known < here).sum(axis=2)
        equal = (known == here).sum(axis=2) - 1
        found[:, :, state] = (below + 0.5 * equal) / n_others
    return found


def _satisfaction(table: _Table, ranks: Ranks) -> Floats:
    return _shares_below(table, ranks)[:, :, list(table.states)]
