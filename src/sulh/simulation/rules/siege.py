"""Siege: supplies run down while an area is besieged and not in calm (mechanism 11).

The stock S (in weeks of need) of a besieged area falls by ``dS = -siege_tightness`` a week; in calm
it is refilled by half a week a week, since most truces were "food for flag" arrangements. Below
four weeks the *shortage* ``1 - S / 4`` rises from 0 to 1: it raises what fighting on costs
(bargaining), and so the utility of surrender, and civilian deaths (human cost). Form and figures
are assumed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.state import ACTIVE, DEAL, TRUCE, Model, State

__all__ = ["shortage", "siege"]

_THRESHOLD_WEEKS = 4.0
_REFILL = 0.5


def shortage(state: State, model: Model) -> NDArray[np.float64]:
    """Return how short of supplies each area is, 0 to 1, shape (R, A)."""
    if not model.on("siege"):
        return np.zeros(state.stock.shape)
    short = np.clip(1.0 - state.stock / _THRESHOLD_WEEKS, 0.0, 1.0)
    return np.where(model.world.besieged, short, 0.0)


def siege(state: State, model: Model, tick: int) -> None:  # noqa: ARG001  a rule takes the tick
    """Run stocks down or refill them, and count people-weeks under siege."""
    if not model.on("siege"):
        return
    closed = model.world.besieged & (state.status == ACTIVE)
    relieved = model.world.besieged & ((state.status == TRUCE) | (state.status == DEAL))
    change = np.where(closed, -model["siege_tightness"], np.where(relieved, _REFILL, 0.0))
    state.stock = np.clip(state.stock + change, 0.0, model["siege_stock_weeks"])
    state.siege_weeks += np.where(closed, state.residents, 0).sum(axis=1)
