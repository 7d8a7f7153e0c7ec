"""What it costs people (mechanism 12): deaths, displacement, return, detention, ruin.

Deaths a week are Poisson with mean ``F * residents / 1000 * (rate * intensity + siege deaths)``;
F is gamma with mean 1 and shape `death_dispersion`, one draw an area and four weeks, so that
deaths a month are negative binomial. Intensity is 1 under assault (times what calm next door
does), `background_fighting` elsewhere without calm, `truce_violence` of that in calm (more where
parties are left out of the truce). After a deal or a fall people are killed and detained at rates
of their own, more after a fall or a broken deal: every cost holds what happens *after* too.

People leave with hazard ``displacement_per_week * intensity`` and come back in calm or under a
deal with half-life `return_half_life_days`, but never more than `returnable_share` of those who
left; after a fall half of that. Those evacuated come back only with a right of return.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.rules.odds import intensity_factor, weak_force
from sulh.simulation.rules.siege import shortage
from sulh.simulation.state import ACTIVE, BROKEN, DEAL, FALLEN, TRUCE, Model, State
from sulh.simulation.streams import binomial, frailty, poisson

__all__ = ["human_cost"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_WEEKS_PER_YEAR = 365.25 / 7
_BLOCK_WEEKS = 4


def _intensity(state: State, model: Model) -> Floats:
    at = np.arange(state.force.shape[1]) == state.focus[:, None]
    fighting = np.where(at, 1.0, model["background_fighting"]) * intensity_factor(state, model)
    weak = np.maximum(weak_force(state), 1)
    left_out = state.force[:, :, model.world.excluded].sum(axis=2) / weak
    low = model["truce_violence"] * (1.0 - left_out) + left_out
    calm = np.where(state.status == TRUCE, model["background_fighting"] * low, 0.0)
    return np.where(state.status == ACTIVE, fighting, calm)


def human_cost(state: State, model: Model, tick: int) -> None:
    """Draw deaths, displacement, return, detention and damage of the week."""
    if not model.on("human_cost"):
        return
    intensity = _intensity(state, model)
    _deaths(state, model, tick, intensity)
    _aftermath(state, model, tick)
    _leave(state, model, tick, intensity)
    _return(state, model, tick)
    state.infrastructure *= np.exp(-model["damage_per_week"] * intensity)


def _kill(state: State, killed: Ints) -> None:
    state.residents -= killed
    state.dead += killed


def _deaths(state: State, model: Model, tick: int, intensity: Floats) -> None:
    n = state.force.shape[1]
    shape = np.broadcast_to(model["death_dispersion"], intensity.shape)
    factor = frailty(shape, model.normal("frailty", tick // _BLOCK_WEEKS, n))
    hunger = model["siege_deaths_per_1000_week"] * shortage(state, model)
    rate = model["deaths_per_1000_week"] * intensity + hunger * (state.status == ACTIVE)
    mean = factor * state.residents / 1000.0 * rate
    killed = np.minimum(poisson(mean, model.uniform("deaths", tick, n)), state.residents)
    _kill(state, killed)
    alive = np.maximum(state.residents.sum(axis=1, keepdims=True), 1)
    state.recent += killed.sum(axis=1, keepdims=True) * 1000.0 / alive - state.recent / _BLOCK_WEEKS


def _aftermath(state: State, model: Model, tick: int) -> None:
    n = state.force.shape[1]
    worse = (state.status == FALLEN) | (state.status == BROKEN)
    weight = np.where(worse, model["fall_harm_factor"], (state.status == DEAL).astype(np.float64))
    exposed = state.residents / 1000.0 * weight / _WEEKS_PER_YEAR
    u = model.uniform("aftermath", tick, 2 * n)
    killed = poisson(exposed * model["harm_per_1000_year"], u[:, :n])
    killed = np.minimum(killed, state.residents)
    _kill(state, killed)
    taken = poisson(exposed * model["detained_per_1000_year"], u[:, n:])
    taken = np.minimum(taken, state.residents)
    state.residents -= taken
    state.detained += taken
    state.harmed += (killed + taken).sum(axis=1)


def _leave(state: State, model: Model, tick: int, intensity: Floats) -> None:
    chance = -np.expm1(-model["displacement_per_week"] * intensity)
    u = model.uniform("displacement", tick, state.force.shape[1])
    left = binomial(state.residents, chance, u)
    state.residents -= left
    state.displaced += left
    state.fled += left


def _return(state: State, model: Model, tick: int) -> None:
    n = state.force.shape[1]
    calm = (state.status == DEAL) | (state.status == TRUCE)
    taken = (state.status == FALLEN) | (state.status == BROKEN)
    weekly = -np.expm1(-7.0 * np.log(2.0) / model["return_half_life_days"])
    may = model["returnable_share"] * np.where(taken, 0.5, 1.0)
    stay = np.ceil((1.0 - may) * state.fled).astype(np.int64)
    able = np.where(calm | taken, np.maximum(state.displaced - stay, 0), 0)
    u = model.uniform("returning", tick, 2 * n)
    home = binomial(able, np.broadcast_to(weekly, able.shape), u[:, :n])
    state.displaced -= home
    if model.policy.right_of_return:
        able = np.where(calm, state.evacuated, 0)
        again = binomial(able, weekly * model["returnable_share"], u[:, n:])
        state.evacuated -= again
        home = home + again
    state.residents += home
    state.new_returned += home.sum(axis=1)
