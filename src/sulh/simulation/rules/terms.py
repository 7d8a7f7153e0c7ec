"""Terms of calms: a calm that has one is renewed at its end, or over.

A calm has a term of `calm_term_weeks` with chance `calm_term_share` (``guarantee.calm``); while it
runs the hazard of breach is `term_keeps` times that of an open calm (``survival.breach``). At its
end it is renewed with chance `calm_renewal`, or over: then there is fighting again, and nobody has
broken his word. Forms and figures are assumed. It is switched with survival.
"""

from __future__ import annotations

import numpy as np

from sulh.simulation.rules.guarantee import term_weeks
from sulh.simulation.state import ACTIVE, TRUCE, Model, State

__all__ = ["terms"]


def terms(state: State, model: Model, tick: int) -> None:
    """Let the terms of calms run; renew those that end, or let the fighting resume."""
    if not model.on("survival"):
        return
    running = (state.status == TRUCE) & (state.term > 0)
    if not running.any():
        return
    state.term -= running
    ended = running & (state.term == 0)
    renewed = model.uniform("renewal", tick, state.force.shape[1]) < model["calm_renewal"]
    state.term = np.where(ended & renewed, term_weeks(model), state.term)
    over = ended & ~renewed
    state.status[over] = ACTIVE
    state.age[over] = 0
    state.guarantee[over] = 0.0
