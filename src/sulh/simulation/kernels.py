"""The compiled engine: the rules of ``rules/`` for one run at a time, and nothing else.

Each function here is the twin of the rule it is named after and draws the same numbers from the
same streams, so a run of this engine is the same run as that of the reference, up to the rounding
of exp and log. What the rules mean, and where they are from, is said there.
"""

# ruff: noqa: ANN001, ANN201, D103, PLR0917, PLR1714, SIM109 -- numba infers types; `in` a tuple is slow
# mypy: disable-error-code="no-untyped-def, no-untyped-call, attr-defined"
from __future__ import annotations

import zlib
from collections.abc import Callable
from importlib import resources
from math import exp, expm1

import numpy as np
from numba import njit, prange

from sulh.simulation.kernels_base import (
    EVACUATED,
    FOCUS,
    INTERVENED,
    KILLED_AFTER,
    P_RETURN,
    RECENT,
    RETURNED,
    SIEGE_WEEKS,
    WEEKS_PER_YEAR,
    K,
    P,
    binomial,
    compiled,
    k_begin,
    k_calm,
    k_high,
    k_low,
    k_neighbours,
    k_new_state,
    k_shortage,
    k_uniform,
    k_word,
    poisson,
    stream_base,
)
from sulh.simulation.kernels_fight import k_attrition, k_choose, k_siege
from sulh.simulation.kernels_talk import (
    k_backers,
    k_breach,
    k_calm_assault,
    k_intervention,
    k_learn,
    k_spoilers,
    k_terms,
    k_truces,
    k_votes,
)
from sulh.simulation.state import ACTIVE, BROKEN, DEAL, FALLEN, OUTSIDE, TRUCE


@compiled
def k_frailties(s, b, t):
    """Draw the frailty of each area for four weeks."""
    for a in range(s.status.size):
        word = k_word(b[K.frailty], t // 4, a >> 1)
        byte = word >> np.uint64(56) if a & 1 else (word >> np.uint64(24)) & np.uint64(255)
        s.frail[a] = s.frailty[byte] * s.local[a]


@compiled
def k_intensity(s, w, p, a):
    if s.status[a] == ACTIVE:
        low = 1.0 if a == s.people[FOCUS] else p[P.background_fighting]
        return low * s.factor[a]
    if s.status[a] != TRUCE:
        return 0.0
    left_out = 0.0
    if w.some_excluded:
        out = 0
        for i in range(w.excluded.size):
            out += s.force[a, i] if w.excluded[i] else 0
        left_out = out / max(s.fighters[a], 1)
    violence = p[P.truce_violence] * (1.0 - left_out) + left_out
    return p[P.background_fighting] * violence


@compiled
def k_human_cost(s, w, c, p, b, t):
    if not c.m_human_cost:
        return
    if t & 3 == 0:
        k_frailties(s, b, t)
    k_neighbours(s, w, c, p)
    killed, alive, due = 0, 0, t & 3 == 3 or t == w.horizon - 1
    for a in range(s.status.size):
        status = s.status[a]
        fought = status == ACTIVE or status == TRUCE
        word = k_word(b[K.harm], t, a)
        if fought:
            killed += k_deaths(s, w, c, p, a, k_low(word))
        elif status != OUTSIDE:
            s.exposed[a] += s.residents[a] * (p[P.fall_harm_factor] if status != DEAL else 1.0)
        alive += s.residents[a]
        if due and s.exposed[a] > 0.0:
            k_aftermath(s, p, b, t, a)
        if fought:
            k_flight(s, w, b, t, a, k_high(word))
        if status != ACTIVE and status != OUTSIDE:
            k_return(s, c, p, b, t, a)
    s.real[RECENT] += killed * 1000.0 / max(alive, 1) - s.real[RECENT] / 4.0


@compiled
def k_deaths(s, w, c, p, a, u):
    intensity = k_intensity(s, w, p, a)
    if intensity != s.ruin[a]:  # it seldom changes
        s.ruin[a] = intensity
        s.leaving[a] = -expm1(-p[P.displacement_per_week] * intensity)
        s.decay[a] = exp(-p[P.damage_per_week] * intensity)
    rate = p[P.deaths_per_1000_week] * intensity
    if s.status[a] == ACTIVE:
        rate += p[P.siege_deaths_per_1000_week] * k_shortage(s, w, c, a)
    n = min(poisson(s.frail[a] * 0.001 * s.residents[a] * rate, u), s.residents[a])
    s.residents[a] -= n
    s.dead[a] += n
    return n


@compiled
def k_flight(s, w, b, t, a, u):
    n = binomial(s.residents[a], s.leaving[a], u)
    s.infrastructure[a] *= s.decay[a]
    if n > 0:
        s.residents[a] -= n
        s.displaced[a] += n
        s.fled[a] += n
        to = w.sink[a]
        if s.ways[a] > 0:
            to = k_destination(s, w, a, k_uniform(b[K.flight], t, a))
        s.away[a, to] += n


@compiled
def k_destination(s, w, a, u):
    """Return where those who leave area `a` go (``destination``)."""
    pick = int(u * (s.ways[a] + 1))
    for d in range(s.status.size):
        quiet = k_calm(s, d) or s.status[d] == OUTSIDE
        if w.adjacent[d, a] and quiet and not w.besieged[d]:
            if pick == 0:
                return d
            pick -= 1
    return w.sink[a]


@compiled
def k_aftermath(s, p, b, t, a):
    exposed = s.exposed[a] * (0.001 / WEEKS_PER_YEAR)
    s.exposed[a] = 0.0
    word = k_word(b[K.aftermath], t, a)
    killed = min(poisson(exposed * p[P.harm_per_1000_year], k_low(word)), s.residents[a])
    s.residents[a] -= killed
    s.dead[a] += killed
    taken = min(poisson(exposed * p[P.detained_per_1000_year], k_high(word)), s.residents[a])
    s.residents[a] -= taken
    s.detained[a] += taken
    s.people[KILLED_AFTER] += killed


@compiled
def k_return(s, c, p, b, t, a):
    taken = s.status[a] == FALLEN or s.status[a] == BROKEN
    may = p[P.returnable_share] * (0.5 if taken else 1.0)
    able = s.displaced[a] - int(np.ceil((1.0 - may) * s.fled[a])) if s.displaced[a] > 0 else 0
    some = c.right_of_return and not taken and s.evacuated[a] > 0
    if able <= 0 and not some:
        return
    word = k_word(b[K.returning], t, a)
    home = 0
    if able > 0:
        home = binomial(able, s.real[P_RETURN], k_low(word))
        s.displaced[a] -= home
        k_come_home(s, a, home)
    if some:
        chance = s.real[P_RETURN] * p[P.returnable_share]
        again = binomial(s.evacuated[a], chance, k_high(word))
        s.evacuated[a] -= again
        home += again
    s.residents[a] += home
    s.people[RETURNED] += home


@compiled
def k_come_home(s, a, home):
    d = 0
    while home > 0:
        n = min(home, s.away[a, d])
        s.away[a, d] -= n
        home -= n
        d += 1


@compiled
def k_series(s, w, sums):
    dead = away = closed = fallen = quiet = 0
    for a in range(s.status.size):
        dead += s.dead[a]
        away += s.displaced[a] + s.evacuated[a]
        if w.contested[a]:
            status = s.status[a]
            closed += s.residents[a] if w.besieged[a] and status == ACTIVE else 0
            fallen += status == FALLEN
            quiet += status == TRUCE or status == DEAL
    sums[0] += dead
    sums[1] += away
    sums[2] += closed
    sums[3] += fallen
    sums[4] += quiet


@compiled
def k_people_outcomes(s, w, out):
    """Fill what is counted in people, in the order of ``outcomes.outcome_names``."""
    areas = s.status.size
    outside = 0
    for a in range(areas):
        outside += s.away[a, areas] + (s.evacuated[a] if w.sink[a] == areas else 0)
    strong = weak = 0
    for i in range(w.strong.size):
        if w.strong[i]:
            strong += s.soldiers_dead[i]
        else:
            weak += s.soldiers_dead[i]
    out[0], out[1], out[2], out[3] = s.dead.sum(), strong + weak, strong, weak
    out[4] = s.fled.sum() + s.people[EVACUATED]
    out[5] = s.people[EVACUATED] + s.soldiers_left.sum()
    out[6] = s.people[RETURNED]
    out[7], out[8] = s.displaced.sum() + s.evacuated.sum(), outside
    out[9] = s.people[KILLED_AFTER]
    out[10] = s.people[KILLED_AFTER] + s.detained.sum()
    out[11], out[12] = s.detained.sum(), s.people[SIEGE_WEEKS]
    out[14] = s.hybrid.sum()


@compiled
def k_outcomes(s, w, stood, out):
    """Fill `out` in the order of ``outcomes.outcome_names``."""
    areas = s.status.size
    contested, crowd = 0, 0.0
    for a in range(areas):
        contested += w.contested[a]
        crowd += w.population[a] * w.contested[a] + 1e-9
    fallen = taken = deal = early = 0
    wait = infrastructure = 0.0
    for a in range(areas):
        infrastructure += s.infrastructure[a] * (w.population[a] * w.contested[a] + 1e-9)
        if w.contested[a]:
            fallen += s.status[a] == FALLEN
            deal += s.status[a] == DEAL
            taken += s.status[a] in (FALLEN, BROKEN, DEAL)
            early += 0 <= s.deal_week[a] < 13
            wait += w.horizon if s.deal_week[a] < 0 else s.deal_week[a]
    k_people_outcomes(s, w, out)
    out[13] = infrastructure / crowd
    out[15], out[16], out[17] = taken / contested, fallen / contested, deal / contested
    out[18] = 1.0 if deal == contested else 0.0
    out[19], out[20] = early / contested, wait / contested
    out[21] = s.people[INTERVENED]
    for i in range(out.size - 22):
        out[22 + i] = stood[i] / contested


@compiled
def k_areas(s, w, areas, parties):
    """Fill what is kept of each area and of each party (``by_area``, ``by_party``)."""
    n, some = s.force.shape
    for a in range(n):
        areas[a, 0], areas[a, 1], areas[a, 2] = s.deal_week[a], s.fall_week[a], s.assault_week[a]
        areas[a, 3], areas[a, 4], areas[a, 5] = s.left[a], s.dead[a], s.fled[a]
        areas[a, 6], areas[a, 7] = s.apart_week[a], 0
        for origin in range(n):
            areas[a, 7] += s.away[origin, a]
    for a in range(n):
        if w.sink[a] < n:
            areas[w.sink[a], 7] += s.evacuated[a]
    for i in range(some):
        parties[i, 0], parties[i, 1] = s.soldiers_dead[i], s.soldiers_left[i]
        parties[i, 2], parties[i, 3], parties[i, 4] = s.captured[i], s.mobile[i], 0
        for a in range(n):
            parties[i, 3] += s.force[a, i]
            parties[i, 4] += s.hybrid[a, i]


@compiled
def k_run(s, w, c, p, factors, b, standing_weeks, scratch, out, sums):
    worth, mass, fire, strong_mass, strong_fire, shot, hit = scratch[0]
    strong, weak, table, held, gone, stood = scratch[1]
    k_begin(s, w, c, p, b, factors)
    k_series(s, w, sums[0])
    n_stood = 0
    for t in range(w.horizon):
        k_backers(s, w, c, p, b, t, worth, strong, weak)
        k_intervention(s, c, p, b, t)
        k_choose(s, w, c, p, b, t, worth, strong, weak, table)
        k_truces(s, w, c, p, b, t, worth, strong, weak, table, held)
        k_calm_assault(s, c, p, b, t)
        k_attrition(s, w, c, p, b, t, worth, mass, fire, strong_mass, strong_fire, shot, hit, gone)
        k_siege(s, w, c, p)
        k_spoilers(s, c, p, b, t)
        k_votes(s, w, c, p, b, t, worth, strong, weak, held)
        k_breach(s, c, p, b, t)
        k_terms(s, c, p, b, t)
        k_human_cost(s, w, c, p, b, t)
        k_learn(s, c, p)
        k_series(s, w, sums[t + 1])
        if n_stood < standing_weeks.size and t + 1 == standing_weeks[n_stood]:
            stood[n_stood] = 0
            for a in range(s.status.size):
                stood[n_stood] += w.contested[a] and k_calm(s, a)
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
        w, c, parameters, factors, keys, first, standing_weeks, values, sums, by_area, by_party
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
        by_party : int array, shape (n_runs, n_parties, len(PARTY_FIELDS)), filled
        """
        if digest < 0:
            return  # never; names the sources in the key under which this is kept
        lanes, n = sums.shape[0], values.shape[0]
        areas, parties = w.force.shape
        for lane in prange(lanes):
            s = k_new_state(areas, parties, w.level.size)
            b = np.empty(keys.size, np.uint64)
            kinds = w.foes.shape[0]
            scratch = (
                (
                    np.empty(parties), np.empty(kinds), np.empty(kinds), np.empty(kinds),
                    np.empty(kinds), np.empty(kinds), np.empty(kinds),
                ),
                (
                    np.empty(areas), np.empty(areas), np.empty(areas, np.bool_),
                    np.empty(parties, np.bool_), np.empty(parties, np.int64),
                    np.empty(standing_weeks.size, np.int64),
                ),
            )  # fmt: skip
            for r in range(lane, n, lanes):
                for k in range(keys.size):
                    b[k] = stream_base(keys[k], first + r)
                k_run(
                    s, w, c, parameters[r], factors[r], b, standing_weeks, scratch, values[r],
                    sums[lane],
                )  # fmt: skip
                k_areas(s, w, by_area[r], by_party[r])

    return run_many


run_many = _make(_digest())
