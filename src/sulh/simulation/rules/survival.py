"""How long arrangements last: breach by age (8), guarantee (7) and spoilers (9).

*Deals*: hazard a month .042 (first month), .037 (1-3), .022 (3-6), .013 (6-12), .006 (12-24),
.0015 (24-60 and after), piecewise constant, from 341 national accords (UCDP PAD 22.1; no Syrian
rows), times `deal_breach_scale`. *Truces*: `truce_breach_per_week`, from local truces before
2018. Both times ``exp(-guarantee * g)``. Seven of ten breaches are the strong side's (assumed).

*Spoilers* (Stedman 1997; Kydd & Walter 2002): somebody attacks with chance `spoiler_per_week`,
twice that in the first quarter; the arrangement breaks with chance
``spoiler_break * (0.5 + arms kept)``: the stronger those who signed look, the more their failure
to stop it is held against them.

After a breach there is fighting again if the area has arms; otherwise the deal is *broken*: the
area is in the strong side's hands, and harm is done (see human cost).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.state import ACTIVE, BROKEN, DEAL, TRUCE, Model, State

__all__ = ["ACCORD_HAZARD_PER_MONTH", "breach", "deal_hazard", "spoilers"]

WEEKS_PER_MONTH: Final = 365.25 / 12 / 7
ACCORD_AGE_MONTHS: Final = np.array([1.0, 3.0, 6.0, 12.0, 24.0])
ACCORD_HAZARD_PER_MONTH: Final = np.array([0.042, 0.037, 0.022, 0.013, 0.006, 0.0015])
_BY_STRONG: Final = 0.7
_QUARTER_WEEKS: Final = 13


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
    hazard = np.where(
        state.status == DEAL,
        deal_hazard(state.age) * model["deal_breach_scale"],
        np.where(state.status == TRUCE, model["truce_breach_per_week"], 0.0),
    )
    if model.on("guarantee"):
        hazard = hazard * np.exp(-model["guarantee"] * state.guarantee)
    u = model.uniform("breach", tick, state.force.shape[1])
    p = -np.expm1(-hazard)
    _break(state, u < p, u < _BY_STRONG * p)
    lasted = ((state.age == _QUARTER_WEEKS) & _arranged(state)).sum(axis=1)
    state.kept[:, 0] += lasted


def _arranged(state: State) -> NDArray[np.bool_]:
    return np.isin(state.status, (TRUCE, DEAL))


def _break(state: State, broken: NDArray[np.bool_], by_strong: NDArray[np.bool_]) -> None:
    if not broken.any():
        return
    armed = state.force.sum(axis=2) > 0
    state.status = np.where(broken, np.where(armed, ACTIVE, BROKEN), state.status).astype(np.int8)
    state.age[broken] = 0
    state.guarantee[broken] = 0.0
    n = (by_strong & broken).sum(axis=1)
    state.news[:, 1] += n
    state.broken[:, 0] += n


def spoilers(state: State, model: Model, tick: int) -> None:
    """Let somebody attack an arrangement, and see whether it survives."""
    if not model.on("spoilers"):
        return
    n = state.force.shape[1]
    u = model.uniform("spoilers", tick, 2 * n)
    early = np.where(state.age < _QUARTER_WEEKS, 2.0, 1.0)
    attack = u[:, :n] < -np.expm1(-model["spoiler_per_week"] * early)
    strength = np.where(state.status == DEAL, state.arms, 1.0)
    breaks = u[:, n:] < model["spoiler_break"] * (0.5 + strength)
    _break(state, attack & breaks & _arranged(state), np.zeros(attack.shape, dtype=bool))
