"""The compiled engine: the rules of ``rules/`` for one run at a time, and nothing else.

Each function here is the twin of the rule it is named after and draws the same numbers from the
same streams, so a run of this engine is the same run as that of the reference, up to the rounding
of exp and log. What the rules mean, and where they are from, is said there.
"""

# ruff: noqa: ANN001, ANN201, D103, PLR0917 -- numba infers types; see rules/
# mypy: disable-error-code="no-untyped-def, no-untyped-call, attr-defined"
from __future__ import annotations

import zlib
from collections.abc import Callable
from importlib import resources
from math import exp, expm1, log, sqrt

import numpy as np
from numba import njit, prange

from sulh.simulation.kernels_base import (
    EVACUATED,
    FOCUS,
    HARMED,
    RECENT,
    RETURNED,
    SIEGE_WEEKS,
    WEEKS_PER_YEAR,
    K,
    P,
    binomial,
    compiled,
    k_begin,
    k_intensity_factors,
    k_new_state,
    k_shortage,
    k_uniform,
    k_weak,
    normal,
    poisson,
    stream_base,
)
from sulh.simulation.kernels_fight import k_attrition, k_choose, k_siege
from sulh.simulation.kernels_talk import (
    k_backers,
    k_breach,
    k_calm,
    k_intervention,
    k_learn,
    k_spoilers,
    k_truces,
    k_votes,
)
from sulh.simulation.state import ACTIVE, BROKEN, DEAL, FALLEN, TRUCE


@compiled
def k_frailty(s, p, b, t, a):
    if s.frail_block[a] != t // 4:
        s.frail_block[a] = t // 4
        shape = p[P.death_dispersion]
        z = normal(k_uniform(b[K.frailty], t // 4, a))
        inside = max(1.0 - 1.0 / (9.0 * shape) + z / (3.0 * sqrt(shape)), 0.0)
        s.frail[a] = inside * inside * inside
    return s.frail[a]


@compiled
def k_intensity(s, w, p, a):
    if s.status[a] == ACTIVE:
        low = 1.0 if a == s.people[FOCUS] else p[P.background_fighting]
        return low * s.factor[a]
    if s.status[a] != TRUCE:
        return 0.0
    out = 0
    for i in range(w.excluded.size):
        out += s.force[a, i] if w.excluded[i] else 0
    left_out = out / max(k_weak(s, a), 1)
    violence = p[P.truce_violence] * (1.0 - left_out) + left_out
    return p[P.background_fighting] * violence


@compiled
def k_human_cost(s, w, c, p, b, t):
    if not c.m_human_cost:
        return
    areas = s.status.size
    k_intensity_factors(s, w, c, p)
    killed, alive = 0, 0
    for a in range(areas):
        intensity = k_intensity(s, w, p, a)
        if intensity != s.ruin[a]:  # it seldom changes
            s.ruin[a] = intensity
            s.leaving[a] = -expm1(-p[P.displacement_per_week] * intensity)
            s.decay[a] = exp(-p[P.damage_per_week] * intensity)
        rate = p[P.deaths_per_1000_week] * intensity
        if s.status[a] == ACTIVE:
            rate += p[P.siege_deaths_per_1000_week] * k_shortage(s, w, c, a)
        if rate > 0.0:
            mean = k_frailty(s, p, b, t, a) * s.residents[a] / 1000.0 * rate
            n = min(poisson(mean, k_uniform(b[K.deaths], t, a)), s.residents[a])
            s.residents[a] -= n
            s.dead[a] += n
            killed += n
        alive += s.residents[a]
    s.real[RECENT] += killed * 1000.0 / max(alive, 1) - s.real[RECENT] / 4.0
    weekly = -expm1(-7.0 * log(2.0) / p[P.return_half_life_days])
    for a in range(areas):
        taken = s.status[a] in (FALLEN, BROKEN)
        if taken or s.status[a] == DEAL:
            k_aftermath(s, p, b, t, a, p[P.fall_harm_factor] if taken else 1.0)
        if s.ruin[a] > 0.0:
            n = binomial(s.residents[a], s.leaving[a], k_uniform(b[K.displacement], t, a))
            s.residents[a] -= n
            s.displaced[a] += n
            s.fled[a] += n
            s.infrastructure[a] *= s.decay[a]
        if taken or s.status[a] in (TRUCE, DEAL):
            k_return(s, c, p, b, t, a, taken, weekly)


@compiled
def k_aftermath(s, p, b, t, a, weight):
    exposed = s.residents[a] / 1000.0 * weight / WEEKS_PER_YEAR
    killed = poisson(exposed * p[P.harm_per_1000_year], k_uniform(b[K.aftermath], t, a))
    killed = min(killed, s.residents[a])
    s.residents[a] -= killed
    s.dead[a] += killed
    u = k_uniform(b[K.aftermath], t, s.status.size + a)
    taken = min(poisson(exposed * p[P.detained_per_1000_year], u), s.residents[a])
    s.residents[a] -= taken
    s.detained[a] += taken
    s.people[HARMED] += killed + taken


@compiled
def k_return(s, c, p, b, t, a, taken, weekly):
    may = p[P.returnable_share] * (0.5 if taken else 1.0)
    able = max(s.displaced[a] - int(np.ceil((1.0 - may) * s.fled[a])), 0)
    home = 0
    if able > 0:
        home = binomial(able, weekly, k_uniform(b[K.returning], t, a))
        s.displaced[a] -= home
    if c.right_of_return and not taken and s.evacuated[a] > 0:
        u = k_uniform(b[K.returning], t, s.status.size + a)
        again = binomial(s.evacuated[a], weekly * p[P.returnable_share], u)
        s.evacuated[a] -= again
        home += again
    s.residents[a] += home
    s.people[RETURNED] += home


@compiled
def k_series(s, w, sums):
    for a in range(s.status.size):
        sums[0] += s.dead[a]
        sums[1] += s.displaced[a] + s.evacuated[a]
        if w.besieged[a] and s.status[a] == ACTIVE:
            sums[2] += s.residents[a]
        if w.contested[a]:
            sums[3] += s.status[a] == FALLEN
            sums[4] += s.status[a] in (TRUCE, DEAL)


@compiled
def k_outcomes(s, w, stood, out):
    """Fill `out` in the order of ``outcomes.outcome_names``."""
    areas = s.status.size
    contested, crowd = 0, 0.0
    for a in range(areas):
        contested += w.contested[a]
        crowd += w.population[a] * w.contested[a] + 1e-9
    fled = fallen = taken = deal = early = 0
    wait = infrastructure = 0.0
    for a in range(areas):
        fled += s.fled[a]
        infrastructure += s.infrastructure[a] * (w.population[a] * w.contested[a] + 1e-9)
        if w.contested[a]:
            fallen += s.status[a] == FALLEN
            deal += s.status[a] == DEAL
            taken += s.status[a] in (FALLEN, BROKEN, DEAL)
            early += 0 <= s.deal_week[a] < 13
            wait += w.horizon if s.deal_week[a] < 0 else s.deal_week[a]
    out[0], out[1] = s.dead.sum(), s.soldiers_dead.sum()
    out[2] = fled + s.people[EVACUATED]
    out[3] = s.people[EVACUATED] + s.soldiers_left.sum()
    out[4] = s.people[RETURNED]
    out[5] = s.displaced.sum() + s.evacuated.sum()
    out[6], out[7], out[8] = s.people[HARMED], s.detained.sum(), s.people[SIEGE_WEEKS]
    out[9] = infrastructure / crowd
    out[10], out[11], out[12] = taken / contested, fallen / contested, deal / contested
    out[13] = 1.0 if deal == contested else 0.0
    out[14], out[15] = early / contested, wait / contested
    for i in range(out.size - 16):
        out[16 + i] = stood[i] / contested


@compiled
def k_run(s, w, c, p, factors, b, standing_weeks, scratch, out, sums):
    worth, strong, weak, r1, r2, r3, r4, flags, held, gone, strong_gone, stood = scratch
    k_begin(s, w, c, p, factors)
    k_series(s, w, sums[0])
    n_stood = 0
    for t in range(w.horizon):
        k_backers(s, w, c, p, b, t)
        k_intervention(s, c, p, b, t)
        k_choose(s, w, c, p, b, t, worth, strong, weak, flags)
        k_truces(s, w, c, p, b, t)
        k_calm(s, c, p, b, t)
        k_attrition(s, w, c, p, b, t, worth, r1, r2, r3, r4, gone, strong_gone)
        k_siege(s, w, c, p)
        k_spoilers(s, c, p, b, t)
        k_votes(s, w, c, p, b, t, worth, strong, weak, flags, held)
        k_breach(s, c, p, b, t)
        k_human_cost(s, w, c, p, b, t)
        k_learn(s, c, p)
        k_series(s, w, sums[t + 1])
        if n_stood < standing_weeks.size and t + 1 == standing_weeks[n_stood]:
            stood[n_stood] = 0
            for a in range(s.status.size):
                if w.contested[a] and s.status[a] in (TRUCE, DEAL):
                    stood[n_stood] += 1
            n_stood += 1
    k_outcomes(s, w, stood, out)


def _digest() -> int:
    """Return a number that changes with any source the compiled code is made from.

    Numba looks only at the file of the function it keeps, not at those of what it calls.
    """
    folder = resources.files("sulh.simulation")
    names = ("kernels.py", "kernels_base.py", "kernels_fight.py", "kernels_talk.py", "state.py",
             "streams.py", "parameters.tsv")  # fmt: skip
    return zlib.crc32(b"".join(folder.joinpath(name).read_bytes() for name in names))


def _make(digest: int) -> Callable[..., None]:
    @njit(cache=True, parallel=True)
    def run_many(
        w, c, parameters, factors, keys, first, standing_weeks, values, sums, by_area
    ) -> None:
        """Run runs ``first ..`` of one arm; each thread takes every n-th block of them.

        Parameters
        ----------
        w, c : KernelWorld, KernelRules
        parameters : float array, shape (n_runs, n_parameters), in the order of ``DEFAULTS``
        factors : float array, shape (n_runs, n_factors), in the order of ``world_parameters``
        keys : uint64 array, shape (len(PROCESSES),)
        first : int
        standing_weeks : int array
        values : float array, shape (n_runs, n_outcomes), filled
        sums : int array, shape (n_lanes, horizon + 1, n_series), added to
        by_area : int array, shape (n_runs, n_areas, len(AREA_FIELDS)), filled
        """
        if digest < 0:
            return  # never; names the sources in the key under which this is kept
        lanes, n = sums.shape[0], values.shape[0]
        areas, parties = w.force.shape
        for lane in prange(lanes):
            s = k_new_state(areas, parties, w.level.size)
            b = np.empty(keys.size, np.uint64)
            scratch = (
                np.empty(parties), np.empty(areas), np.empty(areas), np.empty(parties),
                np.empty(parties), np.empty(parties), np.empty(parties),
                np.empty(areas, np.bool_), np.empty(parties, np.bool_),
                np.empty((areas, parties), np.int64), np.empty(parties, np.int64),
                np.empty(standing_weeks.size, np.int64),
            )  # fmt: skip
            for r in range(lane, n, lanes):
                for k in range(keys.size):
                    b[k] = stream_base(keys[k], first + r)
                k_run(
                    s, w, c, parameters[r], factors[r], b, standing_weeks, scratch, values[r],
                    sums[lane],
                )  # fmt: skip
                by_area[r, :, 0], by_area[r, :, 1] = s.deal_week, s.fall_week
                by_area[r, :, 2], by_area[r, :, 3] = s.assault_week, s.left
                by_area[r, :, 4], by_area[r, :, 5] = s.dead, s.fled

    return run_many


run_many = _make(_digest())
