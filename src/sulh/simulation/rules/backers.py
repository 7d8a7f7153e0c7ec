"""Backers keep, cut or withhold; an outside power may step in (mechanism 10).

*Weaker side*: a backer shifts for good with hazard `backer_shift_per_week`; its client loses the
support and, in the same week, ``3 w`` of log odds of hope: a patron that has bargained makes its
client accept what it would have refused. *Strong side*: a patron withholds cover in a week with
log odds ``-4 + s * D (+ 1 if it is the guarantor at work)``, where D is civilian deaths per 1,000
in about the last four weeks and s `patron_sensitivity`: its reputational cost against its gain
(Salehyan 2010). What is withheld is given again with chance .1 a week. The client values an attack
by the cover it expects over eight weeks, ``level * (1 - P(withheld))``, and attacks iff that is
worth it: it may ignore the threat and go on without cover.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.rules.odds import withholding
from sulh.simulation.state import ACTIVE, TRUCE, Model, State, arrangement_strength

__all__ = ["backers", "intervention"]

_GIVEN_AGAIN = 0.1
_SHIFT_WEIGHT = 3.0


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
            there = state.force[cut, :, w.party(b.client)] > 0
            state.hope[cut] -= _SHIFT_WEIGHT * model["learning"][cut] * there


def _withhold(state: State, model: Model, u: NDArray[np.float64], i: int) -> None:
    starts = ~state.withheld[:, i] & (u < withholding(state, model, i))
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
