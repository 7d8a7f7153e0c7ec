"""The guarantor: it calms an assault, and its guarantee lengthens what is agreed or not (7).

The guarantor is a party with a utility of its own,
``U = guarantor_stake * (1 + D) - guarantor_cost`` with D civilian deaths per 1,000 in about four
weeks, and steps in with chance ``calm_per_week * leverage * logistic(r U)``. The strong side
ignores the calm with chance `calm_ignored`; that, and every guaranteed arrangement it breaks,
takes the part `leverage_loss` of the leverage. A calm has a term with chance `calm_term_share`
(`calm_term_weeks`, after which it is renewed or over: see ``terms``), else none.

The strength g of a guarantee is leverage (with a guarantor) plus `monitor_strength` (with
monitors). It enters the breach hazard as ``exp(-guarantee * g)`` where the prior of `guarantee`
allows either sign: in 341 accords the naive hazard ratio of a third-party signatory is 1.55
(.88-2.72), since guarantors are called to the hardest cases.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.rules.odds import logistic
from sulh.simulation.state import TRUCE, Model, State, arrangement_strength

__all__ = ["calm", "enter_calm", "term_weeks"]

Ints = NDArray[np.int64]


def enter_calm(state: State, model: Model, where: NDArray[np.bool_], term: Ints | int = 0) -> None:
    """Calm the areas of `where`, shape (R, A), with the guarantee there is now."""
    state.status[where] = TRUCE
    state.age[where] = 0
    state.term = np.where(where, term, state.term)
    state.guarantee = np.where(where, arrangement_strength(state, model), state.guarantee)


def term_weeks(model: Model) -> Ints:
    """Return the term of a calm that has one, shape (R, 1)."""
    return np.maximum(np.rint(model["calm_term_weeks"]), 1.0).astype(np.int64)


def calm(state: State, model: Model, tick: int) -> None:
    """Let the guarantor calm an assault, with or without a term; the client may ignore it."""
    if not (model.on("guarantee") and model.policy.guarantor):
        return
    u = model.uniform("calm", tick, 4)
    utility = model["guarantor_stake"] * (1.0 + state.recent) - model["guarantor_cost"]
    wish = logistic(model["rationality"] * utility)
    called = u[:, :1] < -np.expm1(-model["calm_per_week"] * state.leverage * wish)
    called &= (state.focus >= 0)[:, None]
    heeded = called & (u[:, 1:2] >= model["calm_ignored"])
    where = (np.arange(state.force.shape[1]) == state.focus[:, None]) & heeded
    termed = u[:, 2:3] < model["calm_term_share"]
    enter_calm(state, model, where, np.where(termed, term_weeks(model), 0))
    state.focus[heeded[:, 0]] = -1
    state.leverage *= np.where(called & ~heeded, 1.0 - model["leverage_loss"], 1.0)
