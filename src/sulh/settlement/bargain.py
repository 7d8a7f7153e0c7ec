"""Nash's and Kalai and Smorodinsky's solutions, where what each is after is said in numbers.

Both choose among the states of the decision (no lotteries between war and peace), within all
lines and worse for nobody than the status quo, which is what each falls back on. Nash (1950): the
state in which the product of gains is largest. Kalai and Smorodinsky (1975): the state in which
the smallest of the gains is largest, each taken as a part of the most its owner could gain there.
Neither depends on the zero or the unit of anybody's numbers. Where aims are uncertain, each draw
of the weights has its own solutions, and the share of draws is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sulh.case.model import Decision
from sulh.errors import ModelError
from sulh.graph import Conflict
from sulh.logic import parse
from sulh.settlement.aims import draw_weights, signs, truth_of, worth
from sulh.settlement.result import Bargain, BargainTerms, Share
from sulh.settlement.space import streams

__all__ = ["bargain_over", "cardinal_values"]

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
NEAR = 1e-9
"""Gains closer than this part of the largest count as equal."""


def cardinal_values(decision: Decision, conflict: Conflict, *, n: int, seed: int) -> Floats | None:
    """What each state is worth to each decision maker, in draws of uncertain weights.

    Parameters
    ----------
    decision : Decision
        Utilities, weights, or aims over conditions of every decision maker.
    conflict : Conflict
    n, seed : int
        Draws, where some aims are uncertain.

    Returns
    -------
    float array (n or 1, n_dm, n_states), or None
        None if the aims of somebody are not said in numbers.
    """
    rngs = streams(seed, conflict.n_dm)
    each = [
        _values(decision, conflict, place, n, rngs[1 + place]) for place in range(conflict.n_dm)
    ]
    known = [values for values in each if values is not None]
    if len(known) < len(each):
        return None
    rows = max(len(values) for values in known)
    return np.stack([np.broadcast_to(v, (rows, conflict.n_states)) for v in known], axis=1)


def _values(
    decision: Decision, conflict: Conflict, place: int, n: int, rng: np.random.Generator
) -> Floats | None:
    who = decision.decision_makers[place].id
    options = [option.id for option in decision.options]
    if any(utility.decision_maker == who for utility in decision.utilities):
        return np.asarray(conflict.payoffs[place], np.float64)[None]
    weights = [weight for weight in decision.weights if weight.decision_maker == who]
    states = np.arange(conflict.n_states)
    if weights:
        rows = [w.weight * parse(w.condition, options).evaluate_states(states) for w in weights]
        return np.asarray(np.sum(rows, axis=0), np.float64)[None]
    aims = [aim for aim in decision.aims if aim.decision_maker == who and aim.condition]
    if not aims or any(s.decision_maker == who for s in decision.statements):
        return None
    drawn = draw_weights(aims, n, rng) * signs(aims)
    return worth(drawn, truth_of(aims, options, conflict.n_states))


@dataclass(frozen=True, eq=False)
class _Solved:
    """For each draw and state: in the zone, a solution; and the gain of each as a part."""

    zone: Bools
    nash: Bools
    kalai_smorodinsky: Bools
    part: Floats


def bargain_over(
    decision: Decision,
    conflict: Conflict,
    values: npt.ArrayLike,
    inside: Bools,
    outcomes: Sequence[tuple[str, int]],
) -> Bargain:
    """Find the bargaining solutions in each draw of values.

    Parameters
    ----------
    decision : Decision
    conflict : Conflict
        With a status quo.
    values : float array (n, n_dm, n_states)
        What each state is worth to each; larger is better. One draw: known for certain.
    inside : bool array (n_states,)
        Feasible states within all lines.
    outcomes : sequence of (str, int)
        Outcomes with their states.

    Raises
    ------
    ModelError
        If the conflict has no status quo, or the values do not fit it.
    """
    table = np.asarray(values, np.float64)
    if table.ndim != 3 or table.shape[1:] != conflict.payoffs.shape or not len(table):
        raise ModelError(
            f"values have shape {table.shape}, expected (n, {conflict.n_dm}, {conflict.n_states})"
        )
    if conflict.status_quo is None:
        raise ModelError(f"decision {decision.id} has no status quo to bargain from")
    solved = _solve(table, inside, conflict.status_quo)
    named = {state: outcome for outcome, state in reversed(outcomes)}
    some = np.flatnonzero((solved.nash | solved.kalai_smorodinsky).any(axis=0)).tolist()
    makers = [who.id for who in decision.decision_makers]
    states = [state for _, state in outcomes] + [s for s in some if s not in named]
    others = np.delete(solved.zone, conflict.status_quo, axis=1)
    return Bargain(
        terms=tuple(
            _terms(conflict, makers, solved, state, named.get(state, ""))
            for state in dict.fromkeys(states)
        ),
        empty=_share(np.asarray(~others.any(axis=1))),
        n=len(table),
    )


def _solve(values: Floats, inside: Bools, status_quo: int) -> _Solved:
    gains = values - values[:, :, [status_quo]]
    zone = np.asarray((gains >= 0).all(axis=1)) & inside
    reach = np.where(zone[:, None], gains, 0.0)
    most = reach.max(axis=2, keepdims=True)
    part = np.divide(reach, most, out=np.zeros_like(reach), where=most > 0)
    return _Solved(
        zone=zone,
        nash=_largest(np.asarray(part.prod(axis=1)), zone),
        kalai_smorodinsky=_largest(np.asarray(part.min(axis=1)), zone),
        part=part,
    )


def _largest(score: Floats, zone: Bools) -> Bools:
    """Where a score is largest in its row; nowhere in rows where nobody can give all a gain."""
    kept = np.where(zone, score, -1.0)
    best = kept.max(axis=1, keepdims=True)
    return np.asarray((kept >= best * (1 - NEAR)) & (best > 0) & zone)


def _terms(
    conflict: Conflict, makers: Sequence[str], solved: _Solved, state: int, outcome: str
) -> BargainTerms:
    zone = solved.zone[:, state]
    part = solved.part[zone, :, state].mean(axis=0) if zone.any() else None
    return BargainTerms(
        state=state,
        on=tuple(conflict.state_name(state).replace("-", "").split()),
        outcome=outcome,
        zone=_share(zone),
        nash=_share(solved.nash[:, state]),
        kalai_smorodinsky=_share(solved.kalai_smorodinsky[:, state]),
        gain=None if part is None else tuple(zip(makers, map(float, part), strict=True)),
        least_satisfied="" if part is None else makers[int(np.argmin(part))],
    )


def _share(flags: Bools) -> Share:
    n = len(flags)
    p = float(flags.mean())
    exact = n == 1
    se = 0.0 if exact else float(np.sqrt(p * (1 - p) / n))
    return Share(p=p, se=se, n=n, exact=exact, measure="AimOrder")
