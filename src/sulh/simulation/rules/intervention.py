"""An outside power may step in and stop the campaign, with a small stated chance.

The hazard is `intervention_per_week`, ``P = 1 - exp(-h)`` a week, whatever anybody does: nobody can
count on it (assumed). It comes once: assaults end for good and what is contested is calm, with a
guarantee of at least the `leverage` that a guarantor begins with. The share of runs in which it
came is an outcome of its own (`p_intervention`), so that no result rests on it unseen.
"""

from __future__ import annotations

import numpy as np

from sulh.simulation.state import ACTIVE, TRUCE, Model, State, arrangement_strength

__all__ = ["intervention"]


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
    strength = np.maximum(arrangement_strength(state, model), model["leverage"])
    state.status[calmed] = TRUCE
    state.age[calmed] = 0
    state.term[calmed] = 0
    state.guarantee = np.where(calmed, strength, state.guarantee)
