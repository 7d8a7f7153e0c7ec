"""Separate truces: the strong side covers its back while it assaults one area (mechanism 2).

While it assaults one area, the strong side offers truces to the others with chance `offer_per_week`
(as a hazard). A faction accepts with probability ``logistic(r u)``, u what a truce is worth to it
(``bargaining.surplus_of_truce``), and all who are not left out of truces must sign. What a truce
does to the strong side is in ``odds.offered_force``: without one it leaves eta * r opposite each
active pocket; a truce sets eta to 0, and one by one n equal pockets of strength r fall to a force
of root n * r where together they hold against n * r. What calm does next door may have either sign
(``odds.intensity_factor``; Bara & Clayton 2023; Lundgren et al. 2023).
"""

from __future__ import annotations

import numpy as np

from sulh.simulation.rules.bargaining import surplus_of_truce
from sulh.simulation.rules.guarantee import enter_calm
from sulh.simulation.rules.votes import ballots
from sulh.simulation.state import ACTIVE, Model, State

__all__ = ["truces"]


def truces(state: State, model: Model, tick: int) -> None:
    """Offer separate truces to areas that are not under assault."""
    n, areas, parties = state.force.shape
    if not (model.on("truces") and model.policy.truces):
        return
    offered = model.uniform("truce offers", tick, areas) < -np.expm1(-model["offer_per_week"])
    open_ = (state.status == ACTIVE) & (state.focus >= 0)[:, None] & offered
    open_ &= (np.arange(areas) != state.focus[:, None]) & state.force.any(axis=2)
    run, area = np.nonzero(open_)
    if not run.size:
        return
    u = model.uniform("truce votes", tick, areas * parties).reshape(n, areas, parties)[run, area]
    surplus = surplus_of_truce(state, model)[run, area]
    force = state.force[run, area]
    signed = ballots(model, run, surplus, force, u) | (force == 0) | model.world.excluded
    accepted = signed.all(axis=1)
    where = np.zeros(open_.shape, dtype=bool)
    where[run[accepted], area[accepted]] = True
    enter_calm(state, model, where)
