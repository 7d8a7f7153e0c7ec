"""Deals are carried out: evacuation, disarming, hybrid formations (part of mechanism 6).

Of those who settle, `leaving_share` leave (half of it if voluntary, none if nobody must) for the
sink of their area, each with `families_per_fighter` relatives (log-normal between areas,
`families_spread`). Of the rest the share of arms that the offer leaves stays under arms, a hybrid
formation that does not fight while the deal holds; the others go home. Numbers are binomial and
Poisson; forms are assumed, sizes from the rows named in the table of parameters.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.rules.bargaining import kept_arms
from sulh.simulation.state import Model, State
from sulh.simulation.streams import binomial, poisson

__all__ = ["carry_out"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def carry_out(
    state: State, model: Model, tick: int, *, at: tuple[Ints, Ints], settle: Ints, x: Floats
) -> None:
    """Carry out the deals of the areas `at`: those of `settle` settle for what was offered, `x`."""
    run, area = at
    n, areas, parties = state.force.shape
    share = {"forced": 1.0, "voluntary": 0.5, "none": 0.0}[model.policy.evacuation]
    u = model.uniform("leaving", tick, 2 * areas * parties).reshape(n, areas, parties, 2)[run, area]
    rate = np.broadcast_to(share * model["leaving_share"][run], settle.shape)
    leave = binomial(settle, rate, u[:, :, 0])
    stay = settle - leave
    arms = kept_arms(x, model["terms_floor"][run, 0])[:, None]
    disarm = binomial(stay, np.broadcast_to(1.0 - arms, stay.shape), u[:, :, 1])
    state.force[run, area] -= settle
    state.hybrid[run, area] += stay - disarm
    np.add.at(state.soldiers_left, run, leave)
    state.residents[run, area] += disarm.sum(axis=1)
    state.left[run, area] += leave.sum(axis=1)
    _families(state, model, tick, at, leave.sum(axis=1))


def _families(state: State, model: Model, tick: int, at: tuple[Ints, Ints], left: Ints) -> None:
    run, area = at
    n = state.force.shape[1]
    u = model.uniform("families", tick, n)[run, area]
    spread = model["families_spread"]
    local = np.exp(spread * model.normal("family size", 0, n) - 0.5 * spread**2)[run, area]
    wanted = poisson(left * model["families_per_fighter"][run, 0] * local, u)
    family = np.minimum(wanted, state.residents[run, area])
    state.residents[run, area] -= family
    state.evacuated[run, area] += family
    state.left[run, area] += family
    np.add.at(state.new_evacuated, run, family)
