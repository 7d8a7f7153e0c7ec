"""What it costs people (mechanism 12): deaths, displacement, return, detention, ruin.

Deaths a week are Poisson with mean ``F L residents / 1000 (rate * intensity + siege deaths)``; F is
gamma with mean 1 and shape `death_dispersion`, one draw an area and four weeks, so that deaths a
month are negative binomial; L is log-normal between areas with mean 1 (`intensity_spread`): areas
of one status differ by far more than chance. Intensity is 1 under assault (times what calm next
door does), `background_fighting` elsewhere without calm, `truce_violence` of that in calm (more
where parties are left out of the truce). After a deal or a fall people are killed and detained at
rates of their own, more after a fall or a broken deal, drawn once in four weeks from the
people-weeks exposed: every cost holds what happens *after* too.

People leave with hazard ``displacement_per_week * intensity``, those of one area and week for one
destination: one of the neighbours that are calm and not besieged or the sink of the area, each with
the same chance. They come back in calm or under a deal with half-life `return_half_life_days`, but
never more than `returnable_share` of those who left; after a fall half of that. Those evacuated
come back only with a right of return.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.rules.odds import bare, intensity_factor, weak_force
from sulh.simulation.rules.siege import shortage
from sulh.simulation.state import ACTIVE, BROKEN, DEAL, FALLEN, OUTSIDE, TRUCE, Model, State
from sulh.simulation.streams import binomial, frailty_table, poisson, shock
from sulh.simulation.world import World

__all__ = ["destination", "human_cost", "sinks"]

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
    u = model.uniform("frailty", tick // _BLOCK_WEEKS, n)
    factor = shock(frailty_table(model["death_dispersion"][:, 0]), u)
    spread = model["intensity_spread"]
    local = np.exp(spread * model.normal("local intensity", 0, n) - 0.5 * spread**2)
    hunger = model["siege_deaths_per_1000_week"] * shortage(state, model)
    rate = model["deaths_per_1000_week"] * intensity + hunger * (state.status == ACTIVE)
    mean = factor * local * 0.001 * state.residents * rate
    killed = np.minimum(poisson(mean, model.uniform("harm", tick, 2 * n)[:, ::2]), state.residents)
    _kill(state, killed)
    alive = np.maximum(state.residents.sum(axis=1, keepdims=True), 1)
    state.recent += killed.sum(axis=1, keepdims=True) * 1000.0 / alive - state.recent / _BLOCK_WEEKS


def _aftermath(state: State, model: Model, tick: int) -> None:
    """Add up who is exposed to harm after a deal or a fall; draw the harm once in four weeks."""
    n = state.force.shape[1]
    worse = (state.status == FALLEN) | (state.status == BROKEN)
    weight = np.where(worse, model["fall_harm_factor"], (state.status == DEAL).astype(np.float64))
    state.exposed += state.residents * weight
    if tick % _BLOCK_WEEKS != _BLOCK_WEEKS - 1 and tick != model.world.horizon_weeks - 1:
        return
    exposed = state.exposed * (0.001 / _WEEKS_PER_YEAR)
    state.exposed[:] = 0.0
    u = model.uniform("aftermath", tick, 2 * n)
    killed = poisson(exposed * model["harm_per_1000_year"], u[:, ::2])
    killed = np.minimum(killed, state.residents)
    _kill(state, killed)
    taken = poisson(exposed * model["detained_per_1000_year"], u[:, 1::2])
    taken = np.minimum(taken, state.residents)
    state.residents -= taken
    state.detained += taken
    state.killed_after += killed.sum(axis=1)


def _leave(state: State, model: Model, tick: int, intensity: Floats) -> None:
    chance = -np.expm1(-model["displacement_per_week"] * intensity)
    u = model.uniform("harm", tick, 2 * state.force.shape[1])[:, 1::2]
    left = binomial(state.residents, chance, u)
    state.residents -= left
    run, area = np.nonzero(left)
    to = destination(state, model, model.uniform("flight", tick, left.shape[1]))[run, area]
    state.away[run, area, to] += left[run, area]
    state.fled += left


def destination(state: State, model: Model, u: Floats) -> Ints:
    """Return where those who leave each area go, shape (R, A); the number of areas is outside.

    One of the neighbours that are calm and not besieged, or the sink, each with the same chance.
    """
    calm = np.isin(state.status, (TRUCE, DEAL, OUTSIDE)) & ~model.world.besieged
    open_ = calm[:, None, :] & bare(model).astype(bool)
    count = open_.cumsum(axis=2)
    pick = (u * (count[:, :, -1] + 1)).astype(np.int64)
    first = (count > pick[:, :, None]).argmax(axis=2)
    return np.where(pick < count[:, :, -1], first, sinks(model.world))


def sinks(world: World) -> Ints:
    """Return the sink of each area by number, shape (A,); the number of areas is outside."""
    n = len(world.areas)
    return np.array([world.areas.index(s) if s else n for s in world.sink], dtype=np.int64)


def _return(state: State, model: Model, tick: int) -> None:
    calm = (state.status == DEAL) | (state.status == TRUCE)
    taken = (state.status == FALLEN) | (state.status == BROKEN)
    weekly = -np.expm1(-7.0 * np.log(2.0) / model["return_half_life_days"])
    may = model["returnable_share"] * np.where(taken, 0.5, 1.0)
    stay = np.ceil((1.0 - may) * state.fled).astype(np.int64)
    able = np.where(calm | taken, np.maximum(state.displaced - stay, 0), 0)
    u = model.uniform("returning", tick, 2 * state.force.shape[1])
    home = binomial(able, np.broadcast_to(weekly, able.shape), u[:, ::2])
    _come_home(state, home)
    if model.policy.right_of_return:
        able = np.where(calm, state.evacuated, 0)
        again = binomial(able, weekly * model["returnable_share"], u[:, 1::2])
        state.evacuated -= again
        home = home + again
    state.residents += home
    state.new_returned += home.sum(axis=1)


def _come_home(state: State, home: Ints) -> None:
    """Take those who return from where they are, nearest destinations of the list first."""
    before = state.away.cumsum(axis=2) - state.away
    state.away -= np.clip(home[:, :, None] - before, 0, state.away)
