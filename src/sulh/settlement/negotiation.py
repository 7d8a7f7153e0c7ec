"""What is there to agree on: who gains over the status quo, what nobody could better for all.

The measures are ordinal and over the admissible orders, so no number is put on a party's wishes
that no text supports. Where the aims of all are said in numbers (utilities, weights, aims), the
points of Nash and of Kalai and Smorodinsky stand beside them (:mod:`sulh.settlement.bargain`).

*Zone of agreement*: every decision maker prefers the outcome to the status quo. *Pareto*: no
feasible state is as good for all and better for one. *Fallback*: each goes down its ranking in
step with the others until a state is reached that all have come to; this is the state (or the
states) whose worst-off decision maker is best off (Brams and Kilgour 2001). *Satisfaction* of a
decision maker: the part of the other feasible states that are worse for it, ties counted half.

States that cross a red line or a bottom line are outside the zone of agreement; who may set one
and that no analysis loosens a red line: :mod:`sulh.settlement.lines`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sulh.case.model import Decision
from sulh.errors import ModelError
from sulh.graph import Conflict
from sulh.graph.from_case import conflict_from_decision
from sulh.settlement.bargain import bargain_over, cardinal_values
from sulh.settlement.decisions import outcome_states
from sulh.settlement.lines import crossed, red_lines_of, within
from sulh.settlement.preferences import preferences_of
from sulh.settlement.result import AgreementZone, Bargain, Line, OutcomeTerms
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
    lines: Sequence[Line] = (),
    values: npt.ArrayLike | None = None,
    n: int = 2_000,
    seed: int = 0,
) -> AgreementZone:
    """For each outcome of a decision: could all agree on it, and who is least satisfied.

    Parameters
    ----------
    decision : Decision
    red_lines : mapping of str to str, optional
        Decision maker to a condition over options that it will not give up: lines that the party
        itself set.
    lines : sequence of Line
        Further red lines and bottom lines.
    values : float array (n, n_dm, n_states), optional
        Draws of what each state is worth to each, for the bargaining points; by default what the
        decision says in numbers of everybody, if it does.
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
    all_lines = (*red_lines_of(red_lines or {}), *lines)
    allowed = within(decision, conflict, all_lines)
    red = within(decision, conflict, [line for line in all_lines if line.kind == "red"])
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
    squares = sum(((each**2).sum(axis=0) for _, each in satisfied), np.zeros(1)) / total
    errors = np.sqrt(np.maximum(squares - mean**2, 0.0) / total)
    makers = [who.id for who in decision.decision_makers]
    return AgreementZone(
        decision=decision.id,
        outcomes=tuple(
            OutcomeTerms(
                outcome=outcome.id,
                within_red_lines=bool(red[state]),
                all_gain=looked.share("gain", i),
                pareto=looked.share("pareto", i),
                fallback=looked.share("fallback", i),
                satisfaction=tuple(zip(makers, map(float, mean[:, i]), strict=True)),
                least_satisfied=makers[int(np.argmin(mean[:, i]))],
                crosses=crossed(decision, conflict, all_lines, state),
                satisfaction_se=float(errors[int(np.argmin(mean[:, i])), i]),
            )
            for i, (outcome, state) in enumerate(zip(decision.outcomes, states, strict=True))
        ),
        red_lines=tuple((x.decision_maker, x.condition) for x in all_lines if x.kind == "red"),
        n_samples=n,
        seed=seed,
        lines=all_lines,
        n_within=int(np.count_nonzero(allowed)),
        bargain=_bargain(decision, table, values, n, seed),
    )


def _bargain(
    decision: Decision, table: _Table, values: npt.ArrayLike | None, n: int, seed: int
) -> Bargain | None:
    known = cardinal_values(decision, table.conflict, n=n, seed=seed) if values is None else values
    if known is None:
        return None
    outcomes = [(o.id, state) for o, state in zip(decision.outcomes, table.states, strict=True)]
    return bargain_over(decision, table.conflict, known, table.allowed, outcomes)


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
