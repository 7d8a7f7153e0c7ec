"""Bargaining: what a faction accepts and what it is offered (mechanisms 3, 4 and 5).

The weaker side accepts a share x of the stake iff
``q x + (1 - q) x_b >= p V - c_w``,   V = 1 (Fearon 1995),
with q the chance that the terms are kept, x_b what is left if they are not, p the chance of
holding on as the faction sees it, ``c_w = (cost_weak + alpha * cost_civilian / 2) (1 + shortage)``:
deciders are not those who die, alpha (`civilian_weight`) says how far they count them.

*Commitment* (Powell 2006; Fearon 1998): disarming is itself the shift of power, so ``logit q =
logit trust + w (kept / 2 - broken) + guarantee_trust * g - disarm_penalty (1 - arms)
+ autonomy_trust * x``: arms kept, the self-rule that a greater share leaves, and the guarantor.

*Hope of rescue*: ``p = (1 - pi) p_alone + pi * p_rescued``, where p_alone is the closed form with
the faction's optimism added to its log odds, and pi the chance it gives to being rescued.

The strong side knows the closed form p and offers ``x = p + s (c_s + c_w)`` of the surplus
(s `surplus_share`), at least `terms_floor`. With commitment, rescue, veto and guarantee out of
the way (q = 1, p shared) every offer is one that both prefer to fighting.

*A truce* leaves an area its arms and with them the chance p that all can see, and spares it c_w
while it is kept: it is worth ``p - (1 - q) c_w``, fighting on is worth ``p_seen - c_w``, and the
difference is ``q c_w - (p_seen - p)``. Who hopes for rescue, or for more than all can see, refuses.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.rules.odds import deciding_force, hold_odds, logistic
from sulh.simulation.rules.siege import shortage
from sulh.simulation.state import Model, State, arrangement_strength

__all__ = [
    "bargaining_range", "belief_of_holding", "cost_of_fighting", "kept_arms", "offer",
    "surplus_of_deal", "surplus_of_truce", "trust",
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
    harm = model["cost_weak"] + model["civilian_weight"] * model["cost_civilian"] / 2.0
    return harm * (1.0 + shortage(state, model))


def kept_arms(offered: Floats, floor: Floats) -> Floats:
    """Return the share of arms an offer leaves: none at the floor of terms, all at the stake."""
    return np.clip((offered - floor) / (1.0 - floor), 0.0, 1.0)


def trust(state: State, model: Model, arms: Floats, autonomy: Floats) -> Floats:
    """Return q, the chance the area gives to terms being kept, shape (R, A)."""
    if not model.on("commitment"):
        return np.ones(arms.shape)
    prior = np.clip(model["trust"], 1e-9, 1.0 - 1e-9)
    odds = np.log(prior) - np.log1p(-prior)
    odds = odds + model["learning"] * (0.5 * state.kept - state.broken)
    if model.on("guarantee"):
        odds = odds + model["guarantee_trust"] * arrangement_strength(state, model)
    shift = model["disarm_penalty"] * (1.0 - arms) - model["autonomy_trust"] * autonomy
    return logistic(odds - shift)


def belief_of_holding(state: State, model: Model, odds: Floats) -> Floats:
    """Return each faction's chance of holding as it sees it, shape (R, A, P).

    `odds` are the log odds of the closed form, shape (R, A).
    """
    odds = np.broadcast_to(odds[:, :, None], state.belief.shape)
    if not model.on("rescue"):
        return logistic(odds)
    seen = logistic(odds + state.belief)
    hope = logistic(state.hope)
    return (1.0 - hope) * seen + hope * np.maximum(model["rescued_odds"][:, :, None], seen)


def offer(state: State, model: Model) -> tuple[Floats, Floats]:
    """Return (x, odds): the share offered to each area and its log odds of holding, (R, A)."""
    odds = hold_odds(*deciding_force(state, model), model["steepness"])
    p, cost = logistic(odds), cost_of_fighting(state, model)
    low, high = bargaining_range(p, cost, model["cost_strong"])
    surplus = np.minimum(model["cost_strong"] + cost, high - low)
    share = low + np.minimum(model["surplus_share"], 1.0) * surplus
    return np.clip(np.maximum(share, np.minimum(model["terms_floor"], high)), 0.0, 1.0), odds


def surplus_of_deal(state: State, model: Model) -> tuple[Floats, Floats]:
    """Return (u, x): what each faction gains by accepting, (R, A, P), and the share on offer."""
    x, odds = offer(state, model)
    arms = kept_arms(x, model["terms_floor"])
    q = trust(state, model, arms, x)
    if_broken = 0.5 * arms * logistic(odds)
    worth = q * x + (1.0 - q) * if_broken + cost_of_fighting(state, model)
    return worth[:, :, None] - belief_of_holding(state, model, odds), x


def surplus_of_truce(state: State, model: Model) -> Floats:
    """Return what each faction gains by a truce that leaves everything as it is, (R, A, P)."""
    odds = hold_odds(*deciding_force(state, model), model["steepness"])
    everything = np.ones(odds.shape)
    q = trust(state, model, everything, everything)
    worth = logistic(odds) + q * cost_of_fighting(state, model)
    return worth[:, :, None] - belief_of_holding(state, model, odds)
