"""What the compiled rules share: arrays of a run, random draws, and the closed forms.

Names that begin with ``k_`` are the twins of functions in ``rules/`` and ``streams.py``.
"""

# ruff: noqa: ANN001, ANN201, D103, PLR0917 -- numba infers types; see rules/
# mypy: disable-error-code="no-untyped-def, no-untyped-call, attr-defined"
from __future__ import annotations

from collections import namedtuple
from math import exp, expm1, floor, log, log1p, sqrt

import numpy as np
from numba import njit

from sulh.simulation.defaults import DEFAULTS
from sulh.simulation.state import ACTIVE, BROKEN, DEAL, LONG_AGO, OUTSIDE, TRUCE
from sulh.simulation.streams import ENTITY_BITS, GOLDEN, INVERSE, POISSON_SWITCH, A, B, C, D

PROCESSES = (
    "backers", "intervention", "launch", "front", "truce offers", "truce votes", "calm", "noise",
    "losses", "spoilers", "offers", "votes", "leaving", "disarming", "families", "breach",
    "family size", "frailty", "deaths", "aftermath", "displacement", "returning",
)  # fmt: skip
"""The streams a run draws from; their keys are handed to the kernel in this order."""

compiled = njit(  # type: ignore[call-overload]  # the stub does not know _nrt
    _nrt=False, error_model="numpy", forceinline=True
)
"""The decorator of all but the functions that allocate.

Passing the fifty arrays of world and state costs more than most rules do: without numba's
reference counts, and with every rule inlined into the loop over weeks, it costs nothing. Only
``run_many``, which holds them all, is kept on disk."""

_Index = namedtuple("_Index", list(DEFAULTS.names))  # type: ignore[misc]  # noqa: PYI024
P = _Index(*range(len(DEFAULTS.names)))
_Keys = namedtuple(  # type: ignore[misc]  # noqa: PYI024
    "_Keys", [name.replace(" ", "_") for name in PROCESSES]
)
K = _Keys(*range(len(PROCESSES)))

KernelWorld = namedtuple(  # noqa: PYI024
    "KernelWorld",
    "mobile force population contested adjacent neighbours strong enemies holdout excluded "
    "besieged truce truce_weeks stock_share infrastructure client effect to_strong by_guarantor "
    "level horizon",
)
"""The world as plain arrays; `enemies` and `adjacent` as numbers, backings by position."""

KernelRules = namedtuple(  # noqa: PYI024
    "KernelRules",
    "stop no_pause offer truces guarantor monitored leaving forced right_of_return withdrawn "
    "m_attrition m_truces m_bargaining m_commitment m_rescue m_veto m_guarantee m_survival "
    "m_spoilers m_patrons m_siege m_human_cost m_intervention lookahead linear spill",
)
"""Policy, switches and structure as numbers."""

KernelState = namedtuple(  # noqa: PYI024
    "KernelState",
    "force mobile residents displaced evacuated detained dead soldiers_dead soldiers_left "
    "status age guarantee arms stock infrastructure belief hope level withheld fled deal_week "
    "frail frail_block factor assault_week fall_week left ruin leaving decay people real",
)
# places in `people` (whole numbers of a run) and in `real`
FOCUS, FOCUS_WEEKS, START_FORCE, START_MOBILE, INTERVENED, HARMED, EVACUATED = range(7)
RETURNED, SIEGE_WEEKS, NEWS_FALLEN, NEWS_BROKEN, CHANGED, LAST_END, N_PEOPLE = range(7, 14)
KEPT, BROKEN_SEEN, RECENT, BATTLE_WEAK, BATTLE_STRONG, STRENGTH, N_REAL = range(7)

_G = np.uint64(GOLDEN)
_M1 = np.uint64(0xBF58476D1CE4E5B9)
_M2 = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_ONE = np.uint64(1)
_BITS = np.uint64(ENTITY_BITS)
WEEKS_PER_YEAR = 365.25 / 7
WEEKS_PER_MONTH = 365.25 / 12 / 7


@compiled
def k_mix(z):
    z ^= z >> _S30
    z *= _M1
    z ^= z >> _S27
    z *= _M2
    return z ^ (z >> _S31)


@compiled
def stream_base(key, run):
    """Return where the stream of a process in a run begins."""
    return k_mix(key + (np.uint64(run) + _ONE) * _G)


@compiled
def k_uniform(base, tick, entity):
    word = k_mix(base + (((np.uint64(tick) << _BITS) + _ONE) + np.uint64(entity)) * _G)
    return (np.float64(word >> _S11) + 0.5) * 2.0**-53


@compiled
def normal(u):
    """Return the standard normal quantile of `u`."""
    tail = min(u, 1.0 - u)
    if tail >= 0.02425:
        c = u - 0.5
        s = c * c
        top = ((((A[0] * s + A[1]) * s + A[2]) * s + A[3]) * s + A[4]) * s + A[5]
        low = ((((B[0] * s + B[1]) * s + B[2]) * s + B[3]) * s + B[4]) * s + 1.0
        return c * top / low
    r = sqrt(-2.0 * log(tail))
    top = ((((C[0] * r + C[1]) * r + C[2]) * r + C[3]) * r + C[4]) * r + C[5]
    low = (((D[0] * r + D[1]) * r + D[2]) * r + D[3]) * r + 1.0
    z = top / low
    return z if u < 0.5 else -z


@compiled
def poisson(mean, u):
    """Return the Poisson quantile of `u`."""
    if mean <= 0.0:
        return 0
    if u <= 1.0 - mean:
        return 0  # exp(-mean) >= 1 - mean
    if mean < POISSON_SWITCH:
        term = exp(-mean)
        total = term
        k = 0
        while u > total and k < 60:
            k += 1
            term *= mean * INVERSE[k]
            total += term
        return k
    z = normal(u)
    return max(floor(mean + sqrt(mean) * z + (z * z - 1.0) / 6.0 + 0.5), 0)


@compiled
def binomial(n, p, u):
    """Return how many of `n` something happens to, each with chance `p`: the quantile of `u`."""
    mean = n * p
    variance = mean * (1.0 - p)
    if variance >= POISSON_SWITCH:
        count = floor(mean + sqrt(variance) * normal(u) + 0.5)
    elif p <= 0.5:
        count = poisson(mean, u)
    else:
        count = n - poisson(n - mean, 1.0 - u)
    return min(max(count, 0), n)


@compiled
def k_happens(u, rate):
    """Return whether ``u < 1 - exp(-rate)``; the exact chance is seldom needed."""
    return u < rate and u < -expm1(-rate)


@compiled
def k_logistic(x):
    return 1.0 / (1.0 + exp(-min(max(x, -500.0), 500.0)))


@njit
def k_new_state(areas, parties, backings):
    return KernelState(
        np.zeros((areas, parties), np.int64), np.zeros(parties, np.int64),
        np.zeros(areas, np.int64), np.zeros(areas, np.int64), np.zeros(areas, np.int64),
        np.zeros(areas, np.int64), np.zeros(areas, np.int64), np.zeros(parties, np.int64),
        np.zeros(parties, np.int64), np.zeros(areas, np.int64), np.zeros(areas, np.int64),
        np.zeros(areas), np.zeros(areas), np.zeros(areas), np.zeros(areas), np.zeros(areas),
        np.zeros(areas), np.zeros(backings), np.zeros(backings, np.int64),
        np.zeros(areas, np.int64), np.zeros(areas, np.int64), np.zeros(areas),
        np.zeros(areas, np.int64), np.zeros(areas), np.zeros(areas, np.int64),
        np.zeros(areas, np.int64), np.zeros(areas, np.int64), np.zeros(areas), np.zeros(areas),
        np.zeros(areas), np.zeros(N_PEOPLE, np.int64),
        np.zeros(N_REAL),
    )  # fmt: skip


@compiled
def k_begin(s, w, c, p, factors):
    areas, parties = w.force.shape
    for name in (s.displaced, s.evacuated, s.detained, s.dead, s.soldiers_dead, s.soldiers_left,
                 s.fled, s.people, s.withheld):  # fmt: skip
        name[:] = 0
    s.real[:] = 0.0
    s.real[STRENGTH] = c.guarantor * p[P.leverage] + c.monitored * p[P.monitor_strength]
    total = 0
    for i in range(parties):
        s.mobile[i] = int(np.rint(w.mobile[i] * factors[0]))
        total += s.mobile[i]
    s.people[FOCUS], s.people[START_MOBILE], s.people[CHANGED] = -1, total, 1
    s.people[LAST_END] = -LONG_AGO
    for a in range(areas):
        for i in range(parties):
            s.force[a, i] = int(np.rint(w.force[a, i] * factors[1 + a]))
        s.residents[a] = int(np.rint(w.population[a] * factors[1 + areas + a]))
        calm = w.contested[a] and (w.truce[a] or c.stop)
        s.status[a] = (TRUCE if calm else ACTIVE) if w.contested[a] else OUTSIDE
        s.age[a] = w.truce_weeks[a] if w.truce[a] else 0
        s.guarantee[a] = s.real[STRENGTH] if calm else 0.0
        s.arms[a] = 0.0
        s.stock[a] = p[P.siege_stock_weeks] * w.stock_share[a]
        s.infrastructure[a] = w.infrastructure[a]
        s.belief[a] = p[P.optimism]
        s.hope[a] = log(p[P.hope]) - log1p(-p[P.hope])
        s.deal_week[a] = s.assault_week[a] = s.fall_week[a] = -1
        s.left[a] = 0
        s.ruin[a], s.leaving[a], s.decay[a] = 0.0, 0.0, 1.0
        s.frail_block[a] = -1
    for i in range(w.level.size):
        s.level[i] = min(w.level[i] * factors[1 + 2 * areas + i], 1.0)
        if c.withdrawn and w.to_strong[i]:
            s.level[i] = 0.0


@compiled
def k_weak(s, a):
    total = 0
    for i in range(s.force.shape[1]):
        total += s.force[a, i]
    return total


@compiled
def k_mobile(s):
    total = 0
    for i in range(s.mobile.size):
        total += s.mobile[i]
    return total


@compiled
def k_set(s, a, status, guarantee):
    s.status[a] = status
    s.age[a] = 0
    s.guarantee[a] = guarantee
    s.people[CHANGED] = 1


@compiled
def k_withholding(s, w, c, p, i):
    pressed = 1.0 if c.guarantor and w.by_guarantor[i] else 0.0
    return k_logistic(-4.0 + p[P.patron_sensitivity] * s.real[RECENT] + pressed)


@compiled
def k_worth(s, w, c, p, expected, worth):
    for i in range(worth.size):
        worth[i] = 1.0
    if c.m_patrons:
        for i in range(w.level.size):
            sure = 1.0
            if expected and w.to_strong[i]:
                sure = (1.0 - k_withholding(s, w, c, p, i)) ** 8
            if not s.withheld[i]:
                worth[w.client[i]] += w.effect[i] * (s.level[i] * p[P.support_effect]) * sure
    for i in range(worth.size):
        if not w.strong[i]:
            worth[i] *= p[P.defence_advantage]


@compiled
def k_offered(s, c, p, total, active, a):
    if not c.m_truces:
        return float(total)
    own = k_weak(s, a) if s.status[a] == ACTIVE else 0
    return max(total - p[P.containment] * (active - own), 0.0)


@compiled
def k_active_force(s):
    total = 0
    for a in range(s.status.size):
        if s.status[a] == ACTIVE:
            total += k_weak(s, a)
    return total


@compiled
def k_deciding_force(s, w, c, p, worth, strong, weak):
    areas, parties = s.force.shape
    k_worth(s, w, c, p, True, worth)
    total, active, ours = k_mobile(s), k_active_force(s), 0.0
    for i in range(parties):
        if w.strong[i]:
            ours += s.mobile[i] / max(total, 1) * worth[i]
    ours = sqrt(ours)
    for a in range(areas):
        force, weighted, near = 0, 0.0, 0.0
        for i in range(parties):
            force += s.force[a, i]
            weighted += s.force[a, i] * sqrt(worth[i])
        for b in range(areas):
            if s.status[b] == ACTIVE and w.adjacent[b, a]:
                near += k_weak(s, b)
        weak[a] = weighted / max(force, 1) * (force + p[P.solidarity] * near)
        strong[a] = ours * k_offered(s, c, p, total, active, a)


@compiled
def k_hold(strong, weak, steepness):
    b = weak ** (2.0 * steepness)
    return b / (strong ** (2.0 * steepness) + b) if b > 0.0 else 0.0


@compiled
def k_shortage(s, w, c, a):
    if not (c.m_siege and w.besieged[a]):
        return 0.0
    return min(max(1.0 - s.stock[a] / 4.0, 0.0), 1.0)


@compiled
def k_cost(s, w, c, p, a):
    harm = p[P.cost_civilian] * (1.0 + k_shortage(s, w, c, a)) / 2.0
    return p[P.cost_weak] + p[P.civilian_weight] * harm


@compiled
def k_trust(s, c, p, arms):
    if not c.m_commitment:
        return 1.0
    prior = min(max(p[P.trust], 1e-9), 1.0 - 1e-9)
    odds = log(prior) - log1p(-prior)
    odds += p[P.learning] * (0.5 * s.real[KEPT] - s.real[BROKEN_SEEN])
    if c.m_guarantee:
        odds += p[P.guarantee_trust] * s.real[STRENGTH]
    return k_logistic(odds - p[P.disarm_penalty] * (1.0 - arms))


@compiled
def k_kept_arms(offered, lowest):
    return min(max((offered - lowest) / (1.0 - lowest), 0.0), 1.0)


@compiled
def k_intensity_factors(s, w, c, p):
    """Renew the factors that calm next door puts on fighting, if any status has changed."""
    if not s.people[CHANGED]:
        return
    s.people[CHANGED] = 0
    for a in range(s.status.size):
        calm = 0.0
        for b in range(s.status.size):
            if w.adjacent[b, a] and s.status[b] in (TRUCE, DEAL):
                calm += 1.0
        s.factor[a] = exp(c.spill * p[P.spill_over] * (calm / w.neighbours[a]))


@compiled
def k_break(s, a, by_strong):
    k_set(s, a, ACTIVE if k_weak(s, a) > 0 else BROKEN, 0.0)
    if by_strong:
        s.people[NEWS_BROKEN] += 1
        s.real[BROKEN_SEEN] += 1.0
