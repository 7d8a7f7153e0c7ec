"""The guarantor and truces: who calms what (mechanisms 2 and 7).

*Separate truces*: while it assaults one area, the strong side offers truces to the others with
chance `offer_per_week`; an area accepts with probability ``logistic(r * q * c)``, c what it loses
by fighting on. *Calm*: with a guarantor, an assault is calmed without a term with chance
``calm_per_week * leverage``; the strong side ignores the calm with chance `calm_ignored`.

The strength g of a guarantee is leverage (with a guarantor) plus `monitor_strength` (with
monitors). It enters the breach hazard as ``exp(-guarantee * g)`` where the prior of `guarantee`
allows either sign: in 341 accords the naive hazard ratio of a third-party signatory is 1.55
(.88-2.72), since guarantors are called to the hardest cases.
"""

from __future__ import annotations

import numpy as np

from sulh.simulation.rules.bargaining import cost_of_fighting, trust
from sulh.simulation.rules.odds import logistic
from sulh.simulation.state import ACTIVE, TRUCE, Model, State, arrangement_strength

__all__ = ["calm", "truces"]


def _enter(state: State, model: Model, where: np.ndarray) -> None:
    state.status[where] = TRUCE
    state.age[where] = 0
    state.guarantee = np.where(where, arrangement_strength(model), state.guarantee)


def truces(state: State, model: Model, tick: int) -> None:
    """Offer separate truces to areas that are not under assault."""
    n = state.force.shape[1]
    if not (model.on("truces") and model.policy.truces):
        return
    offered = model.uniform("truce offers", tick, n) < -np.expm1(-model["offer_per_week"])
    open_ = (state.status == ACTIVE) & (state.focus >= 0)[:, None] & offered
    open_ &= np.arange(n) != state.focus[:, None]
    gain = trust(state, model, np.ones(state.arms.shape)) * cost_of_fighting(state, model)
    accepted = model.uniform("truce votes", tick, n) < logistic(model["rationality"] * gain)
    _enter(state, model, open_ & accepted)


def calm(state: State, model: Model, tick: int) -> None:
    """Let the guarantor calm an assault, without a term; the client may ignore it."""
    if not (model.on("guarantee") and model.policy.guarantor):
        return
    u = model.uniform("calm", tick, 2)
    called = u[:, 0] < -np.expm1(-model["calm_per_week"] * model["leverage"])[:, 0]
    heeded = called & (u[:, 1] >= model["calm_ignored"][:, 0]) & (state.focus >= 0)
    where = (np.arange(state.force.shape[1]) == state.focus[:, None]) & heeded[:, None]
    _enter(state, model, where)
    state.focus[heeded] = -1
