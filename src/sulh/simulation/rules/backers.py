"""Backers keep, raise, cut or threaten (mechanism 10).

*Weaker side*: with hazard `backer_shift_per_week` the patrons bargain over a client. Its patron
keeps on backing iff what the backing adds to the client's chance is worth its cost,
``U = mean over its areas of (p - p without it) - patron_cost * level``, by logit: it shifts with
probability ``logistic(-r U)``. Then the client loses the support, and with it p; its factions lose
``3 w`` of log odds of hope, so that they may accept what they would have refused; and the strong
side's patrons, for their part, threaten to withhold cover. While a client is under assault its
patron raises the level by a quarter with hazard `backer_raise_per_week`, and hope by ``3 w``.

*Strong side*: a patron threatens to withhold cover in a week with log odds
``threat_log_odds + s * D (+ 1 if it is the guarantor at work)``, where D is civilian deaths per
1,000 in about the last four weeks and s `patron_sensitivity`: its reputational cost against its
gain (Salehyan 2010). A client that goes on attacking loses its cover with chance `threat_carried`
a week. What is threatened or withheld is given again with chance `given_again_per_week`. The client
values an attack by the cover it expects over eight weeks and attacks iff that is worth it (see
``choice``): it may ignore the threat and go on without cover.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.rules.odds import deciding_force, hold_chance, logistic, withholding
from sulh.simulation.state import COVERS, THREATENS, WITHHOLDS, Model, State

__all__ = ["backers", "worth_of_backing"]

_SHIFT_WEIGHT = 3.0
_STEP = 0.25
Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


def backers(state: State, model: Model, tick: int) -> None:
    """Move the level of each backing and the posture of the strong side's patrons."""
    w = model.world
    if not (model.on("patrons") and w.backings):
        return
    n = len(w.backings)
    u = model.uniform("backers", tick, 2 * n).reshape(-1, n, 2)
    for i, b in enumerate(w.backings):
        if w.backs_strong(b):
            _press(state, model, u[:, i], i)
    for i, b in enumerate(w.backings):
        if not w.backs_strong(b):
            _bargain(state, model, u[:, i], i)
            _raise(state, model, tick, i)


def _press(state: State, model: Model, u: Floats, i: int) -> None:
    posture = state.posture[:, i].copy()
    threat = (posture == COVERS) & (u[:, 0] < withholding(state, model, i))
    _threaten(state, threat, i)
    carried, again = u[:, 1] < model["threat_carried"][:, 0], model["given_again_per_week"][:, 0]
    withheld = (posture == THREATENS) & (state.focus >= 0) & carried
    state.posture[withheld, i] = WITHHOLDS
    state.posture[(posture != COVERS) & ~withheld & (u[:, 0] < again), i] = COVERS


def _threaten(state: State, threat: Bools, i: int) -> None:
    new = threat & (state.posture[:, i] == COVERS)
    state.posture[new, i] = THREATENS
    state.news[new, 2] += 1


def worth_of_backing(state: State, model: Model, i: int) -> Floats:
    """Return what backing `i` of the weaker side is worth to its patron, shape (R,), in stakes."""
    client = model.world.factions(model.world.backings[i].client)
    there = state.force[:, :, client].any(axis=2)
    level = state.level.copy()
    level[:, i] = 0.0
    chances = [
        hold_chance(*deciding_force(s, model), model["steepness"])
        for s in (state, replace(state, level=level))
    ]
    gain = np.where(there, chances[0] - chances[1], 0.0).sum(axis=1)
    mean: Floats = gain / np.maximum(there.sum(axis=1), 1)
    return mean - model["patron_cost"][:, 0] * state.level[:, i]


def _bargain(state: State, model: Model, u: Floats, i: int) -> None:
    w = model.world
    talks = (u[:, 0] < -np.expm1(-model["backer_shift_per_week"])[:, 0]) & (state.level[:, i] > 0)
    if not talks.any():
        return
    keep = model["rationality"][:, 0] * worth_of_backing(state, model, i)
    cut = talks & (u[:, 1] < logistic(-keep))
    state.level[cut, i] = 0.0
    _encourage(state, model, cut, i, -_SHIFT_WEIGHT)
    for k, b in enumerate(w.backings):
        if w.backs_strong(b):
            _threaten(state, cut, k)


def _raise(state: State, model: Model, tick: int, i: int) -> None:
    client = model.world.factions(model.world.backings[i].client)
    at = np.maximum(state.focus, 0)
    fought = (state.focus >= 0) & (state.force[state.rows(), at][:, client] > 0).any(axis=1)
    u = model.uniform("raised backing", tick, len(model.world.backings))[:, i]
    more = u < -np.expm1(-model["backer_raise_per_week"])[:, 0]
    more &= fought & (state.level[:, i] > 0) & (state.level[:, i] < 1)
    state.level[more, i] = np.minimum(state.level[more, i] + _STEP, 1.0)
    _encourage(state, model, more, i, _SHIFT_WEIGHT)


def _encourage(state: State, model: Model, runs: Bools, i: int, weight: float) -> None:
    client = model.world.factions(model.world.backings[i].client)
    state.hope += np.where(runs[:, None, None] & client, weight * model["learning"][:, :, None], 0)
