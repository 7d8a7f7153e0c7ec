"""Attrition: a multi-party square law with chance (mechanism 1), and concentration (2).

``df_i = - k * sum_j e_j w_ji f_j dt`` with ``w_ji = f_i / sum of f over the enemies of j``: each
party divides its fire over its enemies by their number (Kress, Lin & MacKay 2018). The *linear*
form replaces w_ji by ``f_i / sum of all f``. A week is one midpoint step; losses are Poisson with
log-normal noise on each side's fire in each area, and never more than there are.

Who is engaged: in the area under assault everybody, with the share `solidarity` of the force of
neighbours that still fight; elsewhere only `background_fighting` of what stands opposite,
in calm only with parties that the truce leaves out. The
strong side commits ``G - eta * sum of active r`` (see ``odds.offered_force``). With n equal
pockets of strength r this gives the law of sequencing: one by one needs ``G > sqrt(n) r``, all
together ``G > n r``.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.rules.odds import effectiveness, intensity_factor, offered_force, weak_force
from sulh.simulation.state import ACTIVE, FALLEN, TRUCE, Model, State
from sulh.simulation.streams import noise_table, poisson, shock

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
    middle = engaged / (1.0 + 0.5 * share)  # stays positive where fire overwhelms
    return np.minimum(loss(middle), engaged)


def _engaged(state: State, model: Model) -> tuple[Floats, Floats]:
    """Return the fighters engaged in each area: weaker side's (R, A, P), strong side's (R, A)."""
    rows, focus = state.rows(), np.maximum(state.focus, 0)
    left_out = (state.status == TRUCE)[:, :, None] & model.world.excluded
    fighting = np.where((state.status == ACTIVE)[:, :, None] | left_out, state.force, 0)
    force = fighting.sum(axis=2)
    under = (state.focus >= 0)[:, None]
    at = (state.focus[:, None] == np.arange(force.shape[1])) & under
    near = model.world.adjacency[focus] & under & (state.status == ACTIVE) & ~at
    battle = at + np.where(near, model["solidarity"], 0.0)
    low = np.where(at, 0.0, model["background_fighting"])
    weight = battle * force
    committed = np.where(
        under[:, 0], offered_force(state, model, weak_force(state))[rows, focus], 0
    )
    total = np.maximum(weight.sum(axis=1), 1e-300)
    strong = committed[:, None] * weight / total[:, None] + model["containment"] * low * force
    return fighting * np.minimum(battle + low, 1.0)[:, :, None], strong


def attrition(state: State, model: Model, tick: int) -> None:
    """Draw the losses of the week, then see whether the area under assault falls."""
    state.battle[:] = 0.0
    if not model.on("attrition"):
        return
    weak, strong = _engaged(state, model)
    run, area = np.nonzero(weak.any(axis=2))
    mobile = state.mobile[run] / np.maximum(state.mobile[run].sum(axis=1, keepdims=True), 1)
    engaged = weak[run, area] + mobile * strong[run, area, None]
    fire = effectiveness(state, model)[run] * _noise(state, model, tick)[run, area]
    rate = model["attrition_per_week"][run] * intensity_factor(state, model)[run, area, None]
    mean = weekly_losses(engaged, fire, model.world.hostile, rate, model.structure.combat)
    lost = np.zeros(weak.shape, dtype=np.int64)
    u = model.uniform("losses", tick, weak[0].size).reshape(weak.shape)
    lost[run, area] = poisson(mean, u[run, area])
    _take(state, model, lost)
    _fall(state, model, tick)


def _noise(state: State, model: Model, tick: int) -> Floats:
    """Return log-normal noise of mean 1, one number for each side in each area, (R, A, P)."""
    n, areas, _parties = state.force.shape
    u = model.uniform("noise", tick, 2 * areas)
    noise = shock(noise_table(model["attrition_noise"][:, 0]), u).reshape(n, areas, 2)
    return noise[:, :, model.world.strong.astype(np.int64)]


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


def _fall(state: State, model: Model, tick: int) -> None:
    rows = np.nonzero(state.focus >= 0)[0]
    at = state.focus[rows]
    left = state.force[rows, at].sum(axis=1)
    fallen = left <= model["breakpoint_weak"][rows, 0] * state.start_force[rows]
    rows, at = rows[fallen], at[fallen]
    state.soldiers_captured[rows] += state.force[rows, at]
    state.force[rows, at] = 0
    state.status[rows, at] = FALLEN
    state.age[rows, at] = 0
    state.fall_week[rows, at] = tick
    state.last_end[rows] = tick
    state.news[rows, 0] += 1
    state.focus[rows] = -1
