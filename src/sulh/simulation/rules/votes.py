"""Bodies that speak for an area vote, faction by faction (mechanism 6).

Offers come with chance `offer_per_week`. *Early*: to every area from the first week. *Late*: to the
area under assault after `late_after_weeks`; to a besieged area whose supplies have run out; and,
under the threat of what has just happened to others, to every area for `threat_weeks` after one
has fallen or settled, but `threat_offers` times as often.

With a guarantor that mediates, offers come ``1 + mediation * leverage`` times as often.

A faction i accepts with probability ``logistic(r * (u_i - d_i))``, u_i what it gains by the deal as
it sees its own chances and d_i the indivisible stake of a faction whose removal is demanded (0 when
nobody must leave). A deal needs all who must sign: P = product of the factions' probabilities
(Cunningham 2006). Where it fails but those who accept hold at least half of the force, they settle
apart and the others hold out. With the mechanism off the largest faction decides for all.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.rules.bargaining import kept_arms, surplus_of_deal
from sulh.simulation.rules.implementation import carry_out
from sulh.simulation.rules.odds import logistic
from sulh.simulation.state import (
    ACTIVE,
    DEAL,
    TRUCE,
    Model,
    State,
    arrangement_strength,
)

__all__ = ["ballots", "votes"]

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def _on_the_table(state: State, model: Model, tick: int) -> Bools:
    n = state.force.shape[1]
    rate = model["offer_per_week"]
    if model.policy.guarantor and model.on("guarantee"):
        rate = rate * (1.0 + model["mediation"] * state.leverage)
    open_ = (state.status == ACTIVE) | (state.status == TRUCE)
    if model.policy.offer == "late":
        at = np.arange(n) == state.focus[:, None]
        fought = at & (state.focus_weeks[:, None] >= model["late_after_weeks"])
        starved = (state.status == ACTIVE) & model.world.besieged & (state.stock <= 0.0)
        threat = open_ & ~at & (tick - state.last_end[:, None] <= model["threat_weeks"])
        rate = rate * np.where(fought | starved, 1.0, model["threat_offers"])
        open_ = fought | starved | threat
    talks = model.uniform("offers", tick, n) < -np.expm1(-rate)
    table: Bools = talks & open_ & state.force.any(axis=2)
    return table


def votes(state: State, model: Model, tick: int) -> None:
    """Put offers to the vote and carry out what is accepted."""
    if model.policy.offer == "none" or not model.on("bargaining"):
        return
    n, areas, parties = state.force.shape
    table = _on_the_table(state, model, tick)
    u = model.uniform("votes", tick, areas * parties).reshape(n, areas, parties)
    run, area = np.nonzero(table)
    if not run.size:
        return
    state.offered |= table
    surplus, x = (v[run, area] for v in surplus_of_deal(state, model))
    force = state.force[run, area]
    held = ballots(model, run, surplus, force, u[run, area], demand=True)
    whole = (held | (force == 0)).all(axis=1)
    apart = ~whole & (np.where(held, force, 0).sum(axis=1) * 2 >= force.sum(axis=1))
    settle = np.where((whole | apart)[:, None] & held, force, 0)
    some = settle.any(axis=1)
    carry_out(state, model, tick, at=(run[some], area[some]), settle=settle[some], x=x[some])
    _sign(state, model, (run[whole], area[whole]), x[whole], tick)
    state.apart_week[run[apart & some], area[apart & some]] = tick


def ballots(
    model: Model, run: Ints, surplus: Floats, force: Ints, u: Floats, *, demand: bool = False
) -> Bools:
    """Return which factions accept, shape (N, P), for N areas, each of the run `run`.

    `surplus`, `force` and the draws `u` have shape (N, P); `demand`: must somebody leave?
    """
    stake = np.zeros(surplus.shape)
    if demand and model.policy.evacuation == "forced" and model.on("veto"):
        stake = np.where(model.world.holdout, model["indivisible"][run], 0.0)
    chance = logistic(model["rationality"][run] * (surplus - stake))
    if model.on("veto"):
        return np.asarray((u < chance) & (force > 0))
    decider = force.argmax(axis=1)
    rows = np.arange(run.size)
    yes = u[rows, decider] < chance[rows, decider]
    held: Bools = yes[:, None] & (force > 0)
    return held


def _sign(state: State, model: Model, at: tuple[Ints, Ints], x: Floats, tick: int) -> None:
    run, area = at
    state.status[run, area] = DEAL
    state.age[run, area] = 0
    state.guarantee[run, area] = arrangement_strength(state, model)[run, 0]
    state.arms[run, area] = kept_arms(x, model["terms_floor"][run, 0])
    state.last_end[run] = tick
    first = state.deal_week[run, area] < 0
    state.deal_week[run[first], area[first]] = tick
    ended = state.focus[run] == area
    state.focus[run[ended]] = -1
