"""Attrition: a multi-party square law with chance (mechanism 1), and concentration (2).

``df_i = - k * sum_j e_j w_ji f_j dt`` with ``w_ji = f_i / sum of f over the enemies of j``: each
party divides its fire over its enemies by their number (Kress, Lin & MacKay 2018). The *linear*
form replaces w_ji by ``f_i / sum of all f``. A week is one midpoint step; losses are Poisson with
log-normal noise on each side's fire in each area, and never more than there are.

Who is engaged: in the area under assault everybody, with the share `solidarity` of the force of
neighbours that still fight; elsewhere only `background_fighting` of what stands opposite. The
strong side commits ``G - eta * sum of active r`` (see ``odds.offered_force``). With n equal
pockets of strength r this gives the law of sequencing: one by one needs ``G > sqrt(n) r``, all
together ``G > n r``.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.rules.odds import effectiveness, intensity_factor, offered_force, weak_force
from sulh.simulation.state import ACTIVE, FALLEN, Model, State
from sulh.simulation.streams import poisson

__all__ = ["attrition", "weekly_losses"]

Floats = NDArray[np.float64]


def weekly_losses(
    engaged: Floats, fire: Floats, hostile: NDArray[np.bool_], rate: Floats, form: str
) -> Floats:
    """Return expected losses of a week, by the midpoint rule.

    Parameters
    ----------
    engaged, fire : array, shape (..., P)
        Fighters engaged, and what one of them is worth this week.
    hostile : bool array, shape (P, P)
        ``hostile[i, j]``: do i and j fight?
    rate : array, shape (..., 1), per week
    form : "square" or "linear"

    Examples
    --------
    >>> enemies = np.array([[False, True], [True, False]])
    >>> force, rate = np.array([200.0, 100.0]), np.array([0.01])
    >>> weekly_losses(force, np.ones(2), enemies, rate, "square").round(3).tolist()
    [0.99, 1.995]
    """
    enemies = hostile.astype(np.float64)

    def loss(force: Floats) -> Floats:
        pool = force @ enemies if form == "square" else force.sum(axis=-1, keepdims=True)
        each = np.divide(fire * force, pool, out=np.zeros_like(force), where=pool > 0.0)
        return rate * force * (each @ enemies)

    share = np.divide(loss(engaged), engaged, out=np.zeros_like(engaged), where=engaged > 0.0)
    middle = engaged * np.exp(-0.5 * share)  # stays positive where fire overwhelms
    return np.minimum(loss(middle), engaged)


def _engaged(state: State, model: Model) -> tuple[Floats, Floats]:
    """Return fighters engaged in each area: weaker side's share of its force, strong side's."""
    rows, force = state.rows(), weak_force(state)
    at = (state.focus[:, None] == np.arange(force.shape[1])) & (state.focus >= 0)[:, None]
    fighting = (state.status == ACTIVE) & ~at
    near = model.world.adjacency[np.maximum(state.focus, 0)] & (state.focus >= 0)[:, None]
    battle = at + np.where(fighting & near, model["solidarity"], 0.0)
    low = np.where(fighting, model["background_fighting"], 0.0)
    weight = battle * force
    committed = np.where(
        state.focus >= 0, offered_force(state, model, force)[rows, np.maximum(state.focus, 0)], 0.0
    )
    total = np.maximum(weight.sum(axis=1), 1e-300)
    strong = committed[:, None] * weight / total[:, None]
    contain = model["containment"] * low * force
    return np.minimum(battle + low, 1.0), strong + contain


def attrition(state: State, model: Model, tick: int) -> None:
    """Draw the losses of the week, then see whether the area under assault falls."""
    state.battle[:] = 0.0
    if not model.on("attrition"):
        return
    n, areas, parties = state.force.shape
    share, strong = _engaged(state, model)
    z = model.normal("noise", tick, 2 * areas).reshape(n, areas, 2)
    u = model.uniform("losses", tick, areas * parties).reshape(n, areas, parties)
    run, area = np.nonzero(share > 0.0)
    mobile = state.mobile[run] / np.maximum(state.mobile[run].sum(axis=1, keepdims=True), 1)
    engaged = state.force[run, area] * share[run, area, None]
    engaged += mobile * strong[run, area, None]
    spread = model["attrition_noise"][run]
    noise = np.exp(spread * z[run, area] - 0.5 * spread**2)
    side = model.world.strong.astype(np.int64)
    fire = effectiveness(state, model)[run] * noise[:, side]
    rate = model["attrition_per_week"][run] * intensity_factor(state, model)[run, area, None]
    mean = weekly_losses(engaged, fire, model.world.hostile, rate, model.structure.combat)
    lost = np.zeros((n, areas, parties), dtype=np.int64)
    lost[run, area] = poisson(mean, u[run, area])
    _take(state, model, lost)
    _fall(state, model)


def _take(state: State, model: Model, lost: NDArray[np.int64]) -> None:
    weak = np.minimum(np.where(model.world.strong, 0, lost), state.force)
    strong = np.minimum(np.where(model.world.strong, lost.sum(axis=1), 0), state.mobile)
    rows = np.nonzero(state.focus >= 0)[0]
    at = state.focus[rows]
    before = np.maximum(state.force[rows, at].sum(axis=1), 1)
    state.battle[rows, 0] = weak[rows, at].sum(axis=1) / before
    state.battle[rows, 1] = strong[rows].sum(axis=1) / np.maximum(state.mobile[rows].sum(axis=1), 1)
    state.force -= weak
    state.mobile -= strong
    state.soldiers_dead += weak.sum(axis=1) + strong


def _fall(state: State, model: Model) -> None:
    rows = np.nonzero(state.focus >= 0)[0]
    at = state.focus[rows]
    left = state.force[rows, at].sum(axis=1)
    fallen = left <= model["breakpoint_weak"][rows, 0] * state.start_force[rows]
    rows, at = rows[fallen], at[fallen]
    state.soldiers_captured[rows] += state.force[rows, at]
    state.force[rows, at] = 0
    state.status[rows, at] = FALLEN
    state.age[rows, at] = 0
    state.news[rows, 0] += 1
    state.focus[rows] = -1
