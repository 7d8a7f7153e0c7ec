"""Closed forms that several rules share: effectiveness, who could hold, what calm next door does.

The chance that an area holds alone is logistic in the square law: with committed force *S* and
defending force *W*, both weighted by the square root of their effectiveness,
``p = 1 / (1 + (S / W) ** (2 s))``, that is, log odds of ``2 s log(W / S)`` (kept within 20). The
square law itself (Lanchester 1916) says who wins without chance; *s* (`steepness`) is how sharply
chance follows it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.state import (
    ACTIVE,
    DEAL,
    THREATENS,
    TRUCE,
    WITHHOLDS,
    Model,
    State,
)

__all__ = [
    "bare", "calm_share", "deciding_force", "effectiveness", "help_of_neighbours", "hold_chance",
    "hold_odds", "intensity_factor", "logistic", "offered_force", "weak_force", "withholding",
]  # fmt: skip

_RECKONED_WEEKS = 8
_MOST_LOG_ODDS = 20.0
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def logistic(x: Floats) -> Floats:
    """Return 1 / (1 + exp(-x)), without overflow."""
    return 1.0 / (1.0 + np.exp(-np.clip(x, -500.0, 500.0)))


def weak_force(state: State) -> Ints:
    """Return the weaker side's fighters in each area, shape (R, A)."""
    total: Ints = state.force.sum(axis=2)
    return total


def withholding(state: State, model: Model, i: int) -> Floats:
    """Return the chance a week that the patron of backing `i` begins to threaten, shape (R,)."""
    pressed = model.policy.guarantor and model.world.backings[i].backer == model.world.guarantor
    odds = model["threat_log_odds"] + model["patron_sensitivity"] * state.recent + float(pressed)
    return logistic(odds)[:, 0]


def _reckoned_cover(state: State, model: Model, i: int) -> Floats:
    """Return the chance that the cover of backing `i` is still given in eight weeks, (R,)."""
    carried = model["threat_carried"][:, 0]
    threatened = state.posture[:, i] == THREATENS
    risk = np.where(threatened, carried, withholding(state, model, i) * carried)
    return (1.0 - risk) ** _RECKONED_WEEKS


def effectiveness(state: State, model: Model, *, expected: bool = False) -> Floats:
    """Return what one fighter of each party is worth, shape (R, P).

    ``1 + support_effect * sum of level * effect of mode`` over the backings in force, times the
    advantage of the defence for the weaker side. `expected`: as the strong side reckons with it,
    allowing for its patrons' withholding within eight weeks.
    """
    w = model.world
    worth = np.ones((state.focus.size, len(w.parties)))
    if model.on("patrons"):
        given = np.where(state.posture == WITHHOLDS, 0.0, state.level)
        for i, b in enumerate(w.backings):
            sure: Floats | float = 1.0
            if expected and w.backs_strong(b):
                sure = _reckoned_cover(state, model, i)
            worth += (model.effect(b.mode)[:, 0] * given[:, i] * sure)[:, None] * w.factions(
                b.client
            )
    worth[:, ~w.strong] *= model["defence_advantage"]
    return worth


def help_of_neighbours(state: State, model: Model, force: Ints) -> Floats:
    """Return the fighters neighbours that are still fighting would add to each area, (R, A)."""
    fighting = np.where(state.status == ACTIVE, force, 0).astype(np.float64)
    support: Floats = model["solidarity"] * (fighting @ bare(model))
    return support


def bare(model: Model) -> Floats:
    """Return which areas are neighbours, as numbers, nobody his own, shape (A, A)."""
    adjacency = model.world.adjacency.astype(np.float64)
    np.fill_diagonal(adjacency, 0.0)
    return adjacency


def offered_force(state: State, model: Model, force: Ints) -> Floats:
    """Return what the strong side can commit against each area, shape (R, A).

    ``G - eta * sum of active r`` over the other areas: truces elsewhere free what containment
    would need (mechanism 2).
    """
    total = state.mobile.sum(axis=1, keepdims=True).astype(np.float64)
    if not model.on("truces"):
        return np.broadcast_to(total, force.shape)
    active = np.where(state.status == ACTIVE, force, 0)
    tied = model["containment"] * (active.sum(axis=1, keepdims=True) - active)
    free: Floats = np.maximum(total - tied, 0.0)
    return free


def deciding_force(state: State, model: Model) -> tuple[Floats, Floats]:
    """Return (S, W): committed and defending force, weighted by root effectiveness, (R, A)."""
    strong = model.world.strong
    worth = effectiveness(state, model, expected=True)
    force = weak_force(state)
    mobile = state.mobile[:, strong]
    share = mobile / np.maximum(mobile.sum(axis=1, keepdims=True), 1)
    ours = np.sqrt((share * worth[:, strong]).sum(axis=1, keepdims=True))
    weighted = (state.force * np.sqrt(worth)[:, None, :]).sum(axis=2)
    mean = weighted / np.maximum(force, 1)
    defending = mean * (force + help_of_neighbours(state, model, force))
    return ours * offered_force(state, model, force), defending


def hold_odds(committed: Floats, defending: Floats, steepness: Floats) -> Floats:
    """Return the log odds that the defence holds; the least there are where there is none."""
    log_ratio = np.log(np.maximum(defending, 1e-9)) - np.log(np.maximum(committed, 1e-9))
    odds: Floats = np.clip(2.0 * steepness * log_ratio, -_MOST_LOG_ODDS, _MOST_LOG_ODDS)
    return odds


def hold_chance(committed: Floats, defending: Floats, steepness: Floats) -> Floats:
    """Return the chance that the defence holds.

    Examples
    --------
    >>> hold_chance(np.array([1.0, 2.0]), np.array([1.0, 1.0]), np.array([1.0])).round(3).tolist()
    [0.5, 0.2]
    """
    return logistic(hold_odds(committed, defending, steepness))


def calm_share(state: State, model: Model) -> Floats:
    """Return the share of each area's neighbours that are calm, shape (R, A)."""
    calm = ((state.status == TRUCE) | (state.status == DEAL)).astype(np.float64)
    adjacency = bare(model)
    share: Floats = (calm @ adjacency) / np.maximum(adjacency.sum(axis=0), 1.0)
    return share


def intensity_factor(state: State, model: Model) -> Floats:
    """Return the factor that calm next door puts on fighting, shape (R, A).

    Bara & Clayton (2023) and Lundgren et al. (2023) find both signs; the sign is a structure.
    """
    sign = -1.0 if model.structure.spill_over == "calms" else 1.0
    return np.exp(sign * model["spill_over"] * calm_share(state, model))
