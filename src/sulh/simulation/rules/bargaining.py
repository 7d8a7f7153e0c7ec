"""Bargaining: what an area accepts and what it is offered (mechanisms 3, 4 and 5).

The weaker side accepts a share x of the stake iff
``q x + (1 - q) x_b >= p V - c_w``,   V = 1 (Fearon 1995),
with q the chance that the terms are kept, x_b what is left if they are not, p the chance of
holding on as the area sees it, ``c_w = cost_weak + alpha * cost_civilian * (1 + shortage) / 2``:
deciders are not those who die, alpha (`civilian_weight`) says how far they count them.

*Commitment* (Powell 2006; Fearon 1998): disarming is itself the shift of power, so
``logit q = logit trust + w (kept / 2 - broken) + guarantee_trust * g - disarm_penalty (1 - arms)``.

*Hope of rescue*: ``p = (1 - pi) p_alone + pi * p_rescued``, where p_alone is the closed form with
the area's optimism added to its log odds, and pi the chance it gives to being rescued.

The strong side knows the closed form p and offers ``x = p + s (c_s + c_w)`` of the surplus
(s `surplus_share`), at least `terms_floor`. With commitment, rescue, veto and guarantee out of
the way (q = 1, p shared) every offer is one that both prefer to fighting.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.rules.odds import deciding_force, hold_chance, logistic
from sulh.simulation.rules.siege import shortage
from sulh.simulation.state import Model, State, arrangement_strength

__all__ = [
    "bargaining_range", "belief_of_holding", "cost_of_fighting", "kept_arms", "offer",
    "surplus_of_deal", "trust",
]  # fmt: skip

Floats = NDArray[np.float64]


def bargaining_range(p: Floats, cost_weak: Floats, cost_strong: Floats) -> tuple[Floats, Floats]:
    """Return the least share the weaker side takes and the most the strong side gives.

    With trust certain and the chance p shared; the range is never empty when costs are positive.

    Examples
    --------
    >>> low, high = bargaining_range(np.array([0.3]), np.array([0.1]), np.array([0.2]))
    >>> (low.round(3).tolist(), high.round(3).tolist())
    ([0.2], [0.5])
    """
    return np.maximum(p - cost_weak, 0.0), np.minimum(p + cost_strong, 1.0)


def cost_of_fighting(state: State, model: Model) -> Floats:
    """Return what the area's deciders think fighting on costs them, shape (R, A), in stakes."""
    harm = model["cost_civilian"] * (1.0 + shortage(state, model)) / 2.0
    return model["cost_weak"] + model["civilian_weight"] * harm


def kept_arms(offered: Floats, floor: Floats) -> Floats:
    """Return the share of arms an offer leaves: none at the floor of terms, all at the stake."""
    return np.clip((offered - floor) / (1.0 - floor), 0.0, 1.0)


def trust(state: State, model: Model, arms: Floats) -> Floats:
    """Return q, the chance the area gives to terms being kept, shape (R, A)."""
    if not model.on("commitment"):
        return np.ones(arms.shape)
    prior = np.clip(model["trust"], 1e-9, 1.0 - 1e-9)
    odds = np.log(prior) - np.log1p(-prior)
    odds = odds + model["learning"] * (0.5 * state.kept - state.broken)
    if model.on("guarantee"):
        odds = odds + model["guarantee_trust"] * arrangement_strength(model)
    return logistic(odds - model["disarm_penalty"] * (1.0 - arms))


def belief_of_holding(state: State, model: Model, alone: Floats) -> Floats:
    """Return the area's chance of holding as it sees it, shape (R, A)."""
    if not model.on("rescue"):
        return alone
    inside = np.clip(alone, 1e-9, 1.0 - 1e-9)
    seen = logistic(np.log(inside) - np.log1p(-inside) + state.belief)
    hope = logistic(state.hope)
    return (1.0 - hope) * seen + hope * np.maximum(model["rescued_odds"], seen)


def offer(state: State, model: Model) -> tuple[Floats, Floats]:
    """Return (x, p): the share offered to each area and its true chance of holding, (R, A)."""
    strong, weak = deciding_force(state, model)
    p = hold_chance(strong, weak, model["steepness"])
    surplus = model["cost_strong"] + cost_of_fighting(state, model)
    low, high = bargaining_range(p, cost_of_fighting(state, model), model["cost_strong"])
    share = low + np.minimum(model["surplus_share"], 1.0) * np.minimum(surplus, high - low)
    return np.clip(np.maximum(share, np.minimum(model["terms_floor"], high)), 0.0, 1.0), p


def surplus_of_deal(state: State, model: Model) -> tuple[Floats, Floats]:
    """Return (u, x): what each area gains by accepting, in stakes, and the share on offer."""
    x, p = offer(state, model)
    arms = kept_arms(x, model["terms_floor"])
    q = trust(state, model, arms)
    if_broken = 0.5 * arms * p
    keeps = q * x + (1.0 - q) * if_broken
    return keeps - belief_of_holding(state, model, p) + cost_of_fighting(state, model), x
