"""The strong side chooses a front, keeps on, or gives up (the behaviour that is modelled).

A new assault is considered with hazard `tempo_per_week` (every week without a pause). Each area
has a closed-form value
``V_a = (1 - p_a) - c * (1 + min(W/S, 2)) - c * (1 + g) [in calm] + d * (1 - p_a) * max_b V_b(G')``
where p_a is the chance that it holds, c `cost_strong`, g the guarantee on its calm, d `discount`
and ``G' = sqrt(max(S^2 - W^2, 0))`` what the square law leaves for the next front (the last term
only while `lookahead` reaches). The choice is a logit quantal response with slope `rationality`
over the areas and *no assault* (value 0). This describes what besiegers do; nothing in sulh looks
for the front they should attack.

An assault ends when the strong side has lost more than ``1 - breakpoint_strong`` of its force. A
patron's new threat to withhold cover makes its client reckon again: it goes on with probability
``logistic(r V)``, V the value of the front with the cover it now expects (``odds``); otherwise it
heeds the threat and stops.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.rules.odds import deciding_force, hold_chance, logistic, weak_force
from sulh.simulation.state import ACTIVE, TRUCE, Model, State
from sulh.simulation.streams import gumbel

__all__ = ["choose", "front_value"]

Floats = NDArray[np.float64]


def front_value(
    strong: Floats, weak: Floats, open_: NDArray[np.bool_], *, cost: Floats, discount: Floats,
    steepness: Floats, lookahead: int,
) -> Floats:  # fmt: skip
    """Return the value of each front, shape (..., A); minus infinity where it is not open.

    Parameters
    ----------
    strong, weak, cost : array, shape (..., A)
        Committed force, defending force, and the cost of attacking, for each front.
    open_ : bool array, shape (..., A)
    discount, steepness : array that broadcasts against (..., 1)
    lookahead : int
        Further fronts thought of.
    """
    hold = hold_chance(strong, weak, steepness)
    ratio = np.divide(weak, strong, out=np.full(weak.shape, 2.0), where=strong > 0.5 * weak)
    value = np.where(open_, 1.0 - hold - cost * (1.0 + np.minimum(ratio, 2.0)), -np.inf)
    n = weak.shape[-1]
    if lookahead == 0 or n == 1:
        return value
    left = np.sqrt(np.maximum(strong**2 - weak**2, 0.0))[..., None]
    later = front_value(
        np.broadcast_to(left, (*left.shape[:-1], n)),
        np.broadcast_to(weak[..., None, :], (*weak.shape, n)),
        open_[..., None, :] & ~np.eye(n, dtype=bool),
        cost=np.broadcast_to(cost[..., None, :], (*cost.shape, n)),
        discount=discount[..., None], steepness=steepness[..., None], lookahead=lookahead - 1,
    ).max(axis=-1)  # fmt: skip
    total: Floats = value + discount * (1.0 - hold) * np.maximum(later, 0.0)
    return total


def choose(state: State, model: Model, tick: int) -> None:
    """Start, continue or give up an assault."""
    _give_up(state, model)
    _heed(state, model, tick)
    u = model.uniform("launch", tick, 1)[:, 0]
    if not model.on("attrition"):
        return
    tempo = -np.expm1(-model["tempo_per_week"][:, 0])
    if model.policy.tempo == "no_pause":
        tempo = np.ones_like(tempo)
    starts = (state.focus < 0) & ~state.intervened & (u < tempo)
    rows = np.nonzero(starts & (state.mobile.sum(axis=1) > 0))[0]
    if not rows.size:
        return
    target = _pick(state, model, tick, rows)
    rows, target = rows[target >= 0], target[target >= 0]
    _launch(state, rows, target, tick)


def _give_up(state: State, model: Model) -> None:
    left = state.mobile.sum(axis=1)
    enough = left > model["breakpoint_strong"][:, 0] * state.start_mobile
    state.focus[(state.focus >= 0) & ~enough] = -1
    state.focus_weeks = np.where(state.focus >= 0, state.focus_weeks + 1, 0)


def _heed(state: State, model: Model, tick: int) -> None:
    """Let the strong side reckon again where its patron has just threatened."""
    rows = np.nonzero((state.news[:, 2] > 0) & (state.focus >= 0))[0]
    if not rows.size:
        return
    at = state.focus[rows]
    strong, weak = (x[rows, at, None] for x in deciding_force(state, model))
    p = {k: model[k][rows] for k in ("cost_strong", "discount", "steepness", "rationality")}
    value = front_value(
        strong, weak, np.ones(strong.shape, dtype=bool), cost=p["cost_strong"],
        discount=p["discount"], steepness=p["steepness"], lookahead=0,
    )  # fmt: skip
    goes_on = model.uniform("heed", tick, 1)[rows] < logistic(p["rationality"] * value)
    state.focus[rows[~goes_on[:, 0]]] = -1


def _pick(state: State, model: Model, tick: int, rows: NDArray[np.intp]) -> NDArray[np.int64]:
    n = state.force.shape[1]
    strong, weak = (x[rows] for x in deciding_force(state, model))
    status = state.status[rows]
    open_ = status == ACTIVE
    if model.policy.assault == "continue":
        open_ |= status == TRUCE
    p = {k: model[k][rows] for k in ("cost_strong", "discount", "steepness", "rationality")}
    breach = np.where(status == TRUCE, p["cost_strong"] * (1.0 + state.guarantee[rows]), 0.0)
    value = front_value(
        strong, weak, open_, cost=np.broadcast_to(p["cost_strong"], weak.shape),
        discount=p["discount"], steepness=p["steepness"], lookahead=model.structure.lookahead,
    ) - breach  # fmt: skip
    none = np.zeros((rows.size, 1))
    noise = gumbel(model.uniform("front", tick, n + 1)[rows])
    best = (p["rationality"] * np.concatenate([value, none], axis=1) + noise).argmax(axis=1)
    return np.where(best == n, -1, best)


def _launch(state: State, rows: NDArray[np.intp], target: NDArray[np.int64], tick: int) -> None:
    broke = state.status[rows, target] == TRUCE
    state.news[rows, 1] += broke
    state.broken[rows, 0] += broke
    state.status[rows, target] = ACTIVE
    state.age[rows, target] = 0
    state.guarantee[rows, target] = 0.0
    state.focus[rows] = target
    state.assault_week[rows, target] = tick
    state.focus_weeks[rows] = 0
    state.start_force[rows] = weak_force(state)[rows, target]
    state.start_mobile[rows] = state.mobile[rows].sum(axis=1)
