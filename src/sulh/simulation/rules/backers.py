"""Backers keep, cut or withhold; an outside power may step in (mechanism 10).

*Weaker side*: a backer shifts for good with hazard `backer_shift_per_week`; its client loses the
support and, in the same week, some hope of rescue. *Strong side*: a patron withholds cover in a
week with log odds ``-4 + s * D (+ 1 if it is the guarantor at work)``, where D is civilian deaths
per 1,000 in about the last four weeks and s `patron_sensitivity`: its reputational cost against
its gain (Salehyan 2010). What is withheld is given again with chance .1 a week. The client may go
on without it: it values an attack by the cover it expects, not the cover it was promised.
"""

from __future__ import annotations

import numpy as np

from sulh.simulation.rules.odds import logistic
from sulh.simulation.state import ACTIVE, TRUCE, Model, State, arrangement_strength

__all__ = ["backers", "intervention"]

_BASE_LOG_ODDS = -4.0
_GIVEN_AGAIN = 0.1


def backers(state: State, model: Model, tick: int) -> None:
    """Move the level and the withholding of each backing."""
    w = model.world
    if not (model.on("patrons") and w.backings):
        return
    u = model.uniform("backers", tick, len(w.backings))
    shift = -np.expm1(-model["backer_shift_per_week"])[:, 0]
    for i, b in enumerate(w.backings):
        if w.strong[w.party(b.client)]:
            _withhold(state, model, u[:, i], i)
        else:
            cut = (u[:, i] < shift) & (state.level[:, i] > 0)
            state.level[cut, i] = 0.0
            state.hope[cut] -= model["learning"][cut] * 3.0


def _withhold(state: State, model: Model, u: np.ndarray, i: int) -> None:
    pressed = model.policy.guarantor and model.world.backings[i].backer == model.world.guarantor
    odds = _BASE_LOG_ODDS + model["patron_sensitivity"] * state.recent + float(pressed)
    starts = ~state.withheld[:, i] & (u < logistic(odds)[:, 0])
    ends = state.withheld[:, i] & (u < _GIVEN_AGAIN)
    state.withheld[:, i] = (state.withheld[:, i] | starts) & ~ends


def intervention(state: State, model: Model, tick: int) -> None:
    """Let an outside power stop the campaign, with a small stated chance a week."""
    if not model.on("intervention"):
        return
    u = model.uniform("intervention", tick, 1)
    now = (u < -np.expm1(-model["intervention_per_week"]))[:, 0] & ~state.intervened
    if not now.any():
        return
    state.intervened |= now
    state.focus[now] = -1
    calmed = now[:, None] & (state.status == ACTIVE)
    strength = np.maximum(arrangement_strength(model), model["leverage"])
    state.status[calmed] = TRUCE
    state.age[calmed] = 0
    state.guarantee = np.where(calmed, strength, state.guarantee)
