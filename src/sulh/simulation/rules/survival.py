"""How long arrangements last: breach by age (mechanism 8) and guarantee (7).

*Deals*: hazard a month .042 (first month), .037 (1-3), .022 (3-6), .013 (6-12), .006 (12-24),
.0015 (24-60), .0004 (after: 13 ends in 32,888 months), piecewise constant, from 341 national
accords (UCDP PAD 22.1; no Syrian rows), times `deal_breach_scale`. *Truces*:
`truce_breach_per_week`, from local truces before 2018, times `term_keeps` while a term runs. Both
times ``exp(-guarantee * g)``. Deals that some factions made apart are breached like deals, by the
age of the last, without a guarantee. The part `strong_breach_share` of breaches is the strong
side's; each costs the guarantor leverage.

After a breach those who kept their arms fight again; where nobody has, the deal is *broken*: the
area is in the strong side's hands, and harm is done (see human cost).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.state import ACTIVE, BROKEN, DEAL, TRUCE, Model, State

__all__ = [
    "ACCORD_AGE_MONTHS", "ACCORD_HAZARD_PER_MONTH", "QUARTER_WEEKS", "arranged", "breach",
    "break_arrangements", "deal_hazard",
]  # fmt: skip

Bools = NDArray[np.bool_]
WEEKS_PER_MONTH: Final = 365.25 / 12 / 7
ACCORD_AGE_MONTHS: Final = np.array([1.0, 3.0, 6.0, 12.0, 24.0, 60.0])
ACCORD_HAZARD_PER_MONTH: Final = np.array([0.042, 0.037, 0.022, 0.013, 0.006, 0.0015, 0.0004])
QUARTER_WEEKS: Final = 13


def deal_hazard(age_weeks: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the hazard a week of an accord of this age.

    Examples
    --------
    >>> deal_hazard(np.array([0, 200])).round(5).tolist()
    [0.00966, 0.00034]
    """
    step = np.searchsorted(ACCORD_AGE_MONTHS * WEEKS_PER_MONTH, age_weeks, side="right")
    hazard: NDArray[np.float64] = ACCORD_HAZARD_PER_MONTH[step] / WEEKS_PER_MONTH
    return hazard


def breach(state: State, model: Model, tick: int) -> None:
    """Draw breaches of truces and deals by age."""
    if not model.on("survival"):
        return
    loose = model["truce_breach_per_week"] * np.where(state.term > 0, model["term_keeps"], 1.0)
    hazard = np.where(
        state.status == DEAL,
        deal_hazard(state.age) * model["deal_breach_scale"],
        np.where(state.status == TRUCE, loose, 0.0),
    )
    if model.on("guarantee"):
        hazard = hazard * np.exp(-model["guarantee"] * state.guarantee)
    n = state.force.shape[1]
    u = model.uniform("fates", tick, 2 * n)[:, ::2]
    p = -np.expm1(-hazard)
    break_arrangements(state, model, u < p, u < model["strong_breach_share"] * p)
    lasted = ((state.age == QUARTER_WEEKS) & arranged(state)).sum(axis=1)
    state.kept[:, 0] += lasted
    _break_apart(state, model, tick)


def arranged(state: State) -> Bools:
    """Return where a truce or a deal stands, shape (R, A)."""
    return np.isin(state.status, (TRUCE, DEAL))


def break_arrangements(state: State, model: Model, broken: Bools, by_strong: Bools) -> None:
    """Break arrangements where `broken`, shape (R, A); `by_strong`: the strong side broke them."""
    if not broken.any():
        return
    _arm_again(state, broken & (state.status == DEAL))
    armed = state.force.any(axis=2)
    if model.policy.guarantor:
        fewer = (1.0 - model["leverage_loss"]) ** (by_strong & broken).sum(axis=1, keepdims=True)
        state.leverage *= fewer
    state.status = np.where(broken, np.where(armed, ACTIVE, BROKEN), state.status).astype(np.int8)
    state.age[broken] = 0
    state.guarantee[broken] = 0.0
    _count(state, by_strong & broken)


def _arm_again(state: State, where: Bools) -> None:
    """Let hybrid formations fight again."""
    state.force[where] += state.hybrid[where]
    state.hybrid[where] = 0


def _count(state: State, by_strong: Bools) -> None:
    n = by_strong.sum(axis=1)
    state.news[:, 1] += n
    state.broken[:, 0] += n


def _break_apart(state: State, model: Model, tick: int) -> None:
    """Draw breaches of the deals that some factions made apart."""
    apart = (state.apart_week >= 0) & ((state.status == ACTIVE) | (state.status == TRUCE))
    apart &= state.hybrid.any(axis=2)
    if not apart.any():
        return
    age = np.maximum(tick - state.apart_week, 0)
    p = -np.expm1(-deal_hazard(age) * model["deal_breach_scale"])
    u = model.uniform("separate breach", tick, state.force.shape[1])
    broken = apart & (u < p)
    _arm_again(state, broken)
    _count(state, broken & (u < model["strong_breach_share"] * p))
