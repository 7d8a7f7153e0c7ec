"""Beliefs follow what is seen (mechanism 5).

All in log odds, faction by faction, each piece of evidence weighted by w (`learning`). *Battles*:
under assault the difference of the two sides' shares of losses, times 5, moves optimism, and every
week without rescue lowers hope by w / 2. *Other areas' fates*: the fall of one lowers both by
w / 2. *Offers*: an offer says what the strong side thinks of the area's chance, and takes w / 4 of
the optimism with it. A faction's own patron that shifts lowers its hope (see ``backers``). A breach
by the strong side is counted against its word (see ``bargaining.trust``).
"""

from __future__ import annotations

import numpy as np

from sulh.simulation.state import ACTIVE, DEAL, TRUCE, Model, State

__all__ = ["learn"]


def learn(state: State, model: Model, tick: int) -> None:  # noqa: ARG001  a rule takes the tick
    """Update optimism and hope; then the week is over: ages rise and the news is old."""
    if model.on("rescue"):
        at = np.arange(state.force.shape[1]) == state.focus[:, None]
        w = model["learning"]
        seen = 5.0 * (state.battle[:, 1:] - state.battle[:, :1])
        fell = 0.5 * state.news[:, :1]
        known = np.where(state.offered, 0.25 * np.minimum(w, 1.0), 0.0)
        state.belief *= (1.0 - known)[:, :, None]
        state.belief += (w * (np.where(at, seen, 0.0) - fell))[:, :, None]
        alone = np.where(at & (state.status == ACTIVE), 0.5, 0.0)
        state.hope -= (w * (alone + fell))[:, :, None]
    state.age += 1
    state.news[:] = 0
    state.offered[:] = False
    state.guarantee[(state.status != DEAL) & (state.status != TRUCE)] = 0.0
    state.term[state.status != TRUCE] = 0
