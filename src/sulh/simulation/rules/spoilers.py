"""Spoilers attack what has been agreed (mechanism 9; Stedman 1997; Kydd & Walter 2002).

Somebody attacks an arrangement with chance ``1 - exp(-h)`` a week, h `spoiler_per_week` and twice
that in the first quarter, when concessions are fresh; it breaks with chance
``spoiler_break * (0.5 + arms kept)``: the stronger those who signed look, the more their failure to
stop it is held against them.
"""

from __future__ import annotations

import numpy as np

from sulh.simulation.rules.survival import QUARTER_WEEKS, arranged, break_arrangements
from sulh.simulation.state import DEAL, Model, State

__all__ = ["spoilers"]


def spoilers(state: State, model: Model, tick: int) -> None:
    """Let somebody attack an arrangement, and see whether it survives."""
    if not model.on("spoilers"):
        return
    n = state.force.shape[1]
    u = model.uniform("fates", tick, 2 * n)[:, 1::2]
    early = np.where(state.age < QUARTER_WEEKS, 2.0, 1.0)
    attack = arranged(state) & (u < -np.expm1(-model["spoiler_per_week"] * early))
    if not attack.any():
        return
    strength = np.where(state.status == DEAL, state.arms, 1.0)
    breaks = model.uniform("spoilers", tick, n) < model["spoiler_break"] * (0.5 + strength)
    break_arrangements(state, model, attack & breaks, np.zeros(attack.shape, dtype=bool))
