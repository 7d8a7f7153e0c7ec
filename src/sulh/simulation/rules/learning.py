"""Beliefs follow what is seen (mechanism 5).

All in log odds, each piece of evidence weighted by w (`learning`): under assault, the difference
of the two sides' shares of losses moves an area's optimism and every week without rescue lowers
its hope by w / 2; the fall of another area lowers both by w / 2; a breach by the strong side is
counted against its word (see ``bargaining.trust``).
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
        state.belief += w * (np.where(at, seen, 0.0) - fell)
        state.hope -= w * (np.where(at & (state.status == ACTIVE), 0.5, 0.0) + fell)
    state.age += 1
    state.news[:] = 0
    quiet = (state.status != DEAL) & (state.status != TRUCE)
    state.guarantee[quiet] = 0.0
