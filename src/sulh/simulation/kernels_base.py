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
from sulh.simulation.state import (
    ACTIVE,
    BROKEN,
    DEAL,
    LONG_AGO,
    OUTSIDE,
    THREATENS,
    TRUCE,
    WITHHOLDS,
)
from sulh.simulation.streams import (
    ENTITY_BITS,
    GOLDEN,
    INVERSE,
    N_SHOCKS,
    NORMAL_SWITCH,
    POISSON_SWITCH,
    SHOCKS,
    A,
    B,
    C,
    D,
)

PROCESSES = (
    "backers", "raised backing", "intervention", "heed", "launch", "front", "truce offers",
    "truce votes", "calm", "noise", "losses", "spoilers", "offers", "votes", "leaving", "families",
    "fates", "separate breach", "renewal", "family size", "outlook", "frailty", "harm",
    "aftermath", "flight", "returning", "local intensity",
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
    "mobile force population contested adjacent neighbours strong kind foes holdout excluded "
    "some_excluded besieged sink truce truce_weeks truce_term deal deal_weeks deal_arms "
    "stock_share infrastructure serves mode to_strong by_guarantor level horizon",
)
"""The world as plain arrays. Parties with the same enemies are of one `kind`: `kind` gives its
number for each party, `foes` (as numbers) which kinds fight; `serves` tells whom a backing backs.
"""

KernelRules = namedtuple(  # noqa: PYI024
    "KernelRules",
    "stop no_pause offer truces guarantor monitored leaving forced right_of_return withdrawn "
    "m_attrition m_truces m_bargaining m_commitment m_rescue m_veto m_guarantee m_survival "
    "m_spoilers m_patrons m_siege m_human_cost m_intervention lookahead linear spill",
)
"""Policy, switches and structure as numbers."""

KernelState = namedtuple(  # noqa: PYI024
    "KernelState",
    "force hybrid fighters mobile residents away displaced evacuated detained dead soldiers_dead "
    "soldiers_left captured status age term apart_week guarantee arms stock infrastructure belief "
    "hope level posture fled deal_week assault_week fall_week left offered ways factor ruin "
    "leaving decay frail local exposed noise frailty people real",
)
"""`fighters` is `force` summed over parties, `displaced` is `away` summed over destinations;
`ways`, `factor`, `ruin`, `leaving` and `decay` are kept until a status changes."""
# places in `people` (whole numbers of a run) and in `real`
FOCUS, FOCUS_WEEKS, START_FORCE, START_MOBILE, INTERVENED, KILLED_AFTER, EVACUATED = range(7)
RETURNED, SIEGE_WEEKS, NEWS_FALLEN, NEWS_BROKEN, NEWS_THREAT, CHANGED, LAST_END = range(7, 14)
OFFERED, N_PEOPLE = 14, 15
KEPT, BROKEN_SEEN, RECENT, BATTLE_WEAK, BATTLE_STRONG, LEVERAGE, P_RETURN = range(7)
P_OFFER, P_TEMPO, TRUST, HARM, N_REAL = range(7, 12)

_G = np.uint64(GOLDEN)
_M1 = np.uint64(0xBF58476D1CE4E5B9)
_M2 = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, S32 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(32)
LOW = np.uint64(0xFFFFFFFF)
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
def k_word(base, tick, pair):
    """Return the word that entities ``2 * pair`` and ``2 * pair + 1`` share."""
    return k_mix(base + (((np.uint64(tick) << _BITS) + _ONE) + np.uint64(pair)) * _G)


@compiled
def k_low(word):
    return (np.float64(np.int64(word & LOW)) + 0.5) * 2.0**-32


@compiled
def k_high(word):
    return (np.float64(np.int64(word >> S32)) + 0.5) * 2.0**-32


@compiled
def k_uniform(base, tick, entity):
    word = k_word(base, tick, entity >> 1)
    return k_high(word) if entity & 1 else k_low(word)


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
    if variance >= NORMAL_SWITCH:
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
        force=np.zeros((areas, parties), np.int64), hybrid=np.zeros((areas, parties), np.int64),
        fighters=np.zeros(areas, np.int64), mobile=np.zeros(parties, np.int64),
        residents=np.zeros(areas, np.int64), away=np.zeros((areas, areas + 1), np.int64),
        displaced=np.zeros(areas, np.int64), evacuated=np.zeros(areas, np.int64),
        detained=np.zeros(areas, np.int64), dead=np.zeros(areas, np.int64),
        soldiers_dead=np.zeros(parties, np.int64), soldiers_left=np.zeros(parties, np.int64),
        captured=np.zeros(parties, np.int64), status=np.zeros(areas, np.int64),
        age=np.zeros(areas, np.int64), term=np.zeros(areas, np.int64),
        apart_week=np.zeros(areas, np.int64), guarantee=np.zeros(areas), arms=np.zeros(areas),
        stock=np.zeros(areas), infrastructure=np.zeros(areas), belief=np.zeros((areas, parties)),
        hope=np.zeros((areas, parties)), level=np.zeros(backings),
        posture=np.zeros(backings, np.int64), fled=np.zeros(areas, np.int64),
        deal_week=np.zeros(areas, np.int64), assault_week=np.zeros(areas, np.int64),
        fall_week=np.zeros(areas, np.int64), left=np.zeros(areas, np.int64),
        offered=np.zeros(areas, np.bool_), ways=np.zeros(areas, np.int64), factor=np.zeros(areas),
        ruin=np.zeros(areas), leaving=np.zeros(areas), decay=np.zeros(areas),
        frail=np.zeros(areas), local=np.zeros(areas), exposed=np.zeros(areas),
        noise=np.zeros(N_SHOCKS),
        frailty=np.zeros(N_SHOCKS),
        people=np.zeros(N_PEOPLE, np.int64), real=np.zeros(N_REAL),
    )  # fmt: skip


@compiled
def k_tables(s, p):
    """Fill the tables of shocks (``noise_table`` and ``frailty_table``)."""
    shape, noise, frailty = p[P.death_dispersion], 0.0, 0.0
    for i in range(N_SHOCKS):
        s.noise[i] = exp(p[P.attrition_noise] * SHOCKS[i])
        inside = max(1.0 - 1.0 / (9.0 * shape) + SHOCKS[i] / (3.0 * sqrt(shape)), 0.0)
        s.frailty[i] = inside * inside * inside
        noise += s.noise[i]
        frailty += s.frailty[i]
    noise, frailty = N_SHOCKS / noise, N_SHOCKS / frailty
    for i in range(N_SHOCKS):
        s.noise[i] *= noise
        s.frailty[i] *= frailty


@compiled
def k_constants(s, p):
    """Keep what only the parameters of the run decide."""
    s.real[LEVERAGE] = p[P.leverage]
    s.real[P_RETURN] = -expm1(-7.0 * log(2.0) / p[P.return_half_life_days])
    s.real[P_OFFER] = -expm1(-p[P.offer_per_week])
    s.real[P_TEMPO] = -expm1(-p[P.tempo_per_week])
    prior = min(max(p[P.trust], 1e-9), 1.0 - 1e-9)
    s.real[TRUST] = log(prior) - log1p(-prior)
    s.real[HARM] = p[P.cost_weak] + p[P.civilian_weight] * p[P.cost_civilian] / 2.0


@compiled
def k_begin(s, w, c, p, b, factors):
    areas, parties = w.force.shape
    for name in (s.hybrid, s.away):
        name[:] = 0
    for name in (s.displaced, s.evacuated, s.detained, s.dead, s.soldiers_dead,
                 s.soldiers_left, s.captured, s.fled, s.people, s.posture, s.left):  # fmt: skip
        name[:] = 0
    s.real[:] = 0.0
    s.offered[:] = False
    k_tables(s, p)
    k_constants(s, p)
    total = 0
    for i in range(parties):
        s.mobile[i] = int(np.rint(w.mobile[i] * factors[0]))
        total += s.mobile[i]
    s.people[FOCUS], s.people[START_MOBILE], s.people[CHANGED] = -1, total, 1
    s.people[LAST_END] = -LONG_AGO
    for a in range(areas):
        k_begin_area(s, w, c, p, b, factors, a)
    for i in range(w.level.size):
        s.level[i] = min(w.level[i] * factors[1 + 2 * areas + i], 1.0)
        if c.withdrawn and w.to_strong[i]:
            s.level[i] = 0.0


@compiled
def k_begin_area(s, w, c, p, b, factors, a):
    areas, parties = w.force.shape
    hope = log(p[P.hope]) - log1p(-p[P.hope])
    s.fighters[a] = 0
    for i in range(parties):
        s.force[a, i] = int(np.rint(w.force[a, i] * factors[1 + a]))
        s.fighters[a] += s.force[a, i]
        outlook = normal(k_uniform(b[K.outlook], 0, a * parties + i))
        s.belief[a, i] = p[P.optimism] + p[P.faction_spread] * outlook
        s.hope[a, i] = hope
    s.residents[a] = int(np.rint(w.population[a] * factors[1 + areas + a]))
    settled = w.contested[a] and w.deal[a]
    calm = w.contested[a] and (w.truce[a] or c.stop)
    s.status[a] = (TRUCE if calm else ACTIVE) if w.contested[a] else OUTSIDE
    s.age[a] = w.truce_weeks[a] if w.truce[a] else 0
    s.term[a] = w.truce_term[a] if w.truce[a] and not settled else 0
    s.guarantee[a] = k_strength(s, c, p) if calm or settled else 0.0
    s.arms[a] = s.exposed[a] = 0.0
    s.stock[a] = p[P.siege_stock_weeks] * w.stock_share[a]
    s.infrastructure[a] = w.infrastructure[a]
    s.deal_week[a] = s.assault_week[a] = s.fall_week[a] = s.apart_week[a] = -1
    if settled:
        s.status[a], s.age[a], s.arms[a], s.deal_week[a] = DEAL, w.deal_weeks[a], w.deal_arms[a], 0
        s.fighters[a] = 0
        for i in range(parties):
            s.hybrid[a, i], s.force[a, i] = s.force[a, i], 0
    s.ruin[a], s.leaving[a], s.decay[a] = 0.0, 0.0, 1.0
    spread = p[P.intensity_spread]
    s.local[a] = exp(spread * normal(k_uniform(b[K.local_intensity], 0, a)) - 0.5 * spread**2)


@compiled
def k_strength(s, c, p):
    """Return the strength of the guarantee a new arrangement gets (``arrangement_strength``)."""
    return c.guarantor * s.real[LEVERAGE] + c.monitored * p[P.monitor_strength]


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
    s.term[a] = 0
    s.guarantee[a] = guarantee
    s.people[CHANGED] = 1


@compiled
def k_withholding(s, w, c, p, i):
    pressed = 1.0 if c.guarantor and w.by_guarantor[i] else 0.0
    return k_logistic(p[P.threat_log_odds] + p[P.patron_sensitivity] * s.real[RECENT] + pressed)


@compiled
def k_effect(w, p, i):
    share = 1.0 if w.mode[i] == 2 else 0.0
    if w.mode[i] == 1:
        share = p[P.supply_effect]
    if w.mode[i] == 3:
        share = p[P.troops_effect]
    return p[P.support_effect] * share


@compiled
def k_worth(s, w, c, p, expected, worth):
    for i in range(worth.size):
        worth[i] = 1.0
    if c.m_patrons:
        for k in range(w.level.size):
            if s.posture[k] == WITHHOLDS:
                continue
            sure = 1.0
            if expected and w.to_strong[k]:
                risk = p[P.threat_carried]
                if s.posture[k] != THREATENS:
                    risk *= k_withholding(s, w, c, p, k)
                kept = (1.0 - risk) * (1.0 - risk)
                kept *= kept
                sure = kept * kept
            more = k_effect(w, p, k) * s.level[k] * sure
            for i in range(worth.size):
                worth[i] += more * w.serves[k, i]
    for i in range(worth.size):
        if not w.strong[i]:
            worth[i] *= p[P.defence_advantage]


@compiled
def k_active_force(s):
    total = 0
    for a in range(s.status.size):
        if s.status[a] == ACTIVE:
            total += s.fighters[a]
    return total


@compiled
def k_offered(s, c, p, total, active, a):
    if not c.m_truces:
        return float(total)
    own = s.fighters[a] if s.status[a] == ACTIVE else 0
    return max(total - p[P.containment] * (active - own), 0.0)


@compiled
def k_deciding_force(s, w, c, p, worth, strong, weak):
    areas, parties = s.force.shape
    k_worth(s, w, c, p, True, worth)
    total, active, ours = k_mobile(s), k_active_force(s), 0.0
    for i in range(parties):
        if w.strong[i]:
            ours += s.mobile[i] / max(total, 1) * worth[i]
        worth[i] = sqrt(worth[i])
    ours = sqrt(ours)
    for a in range(areas):
        weighted, near = 0.0, 0.0
        for i in range(parties):
            weighted += s.force[a, i] * worth[i]
        for b in range(areas):
            if s.status[b] == ACTIVE and w.adjacent[b, a]:
                near += s.fighters[b]
        force = s.fighters[a]
        weak[a] = weighted / max(force, 1) * (force + p[P.solidarity] * near)
        strong[a] = ours * k_offered(s, c, p, total, active, a)


@compiled
def k_hold_odds(strong, weak, steepness):
    odds = 2.0 * steepness * (log(max(weak, 1e-9)) - log(max(strong, 1e-9)))
    return min(max(odds, -20.0), 20.0)


@compiled
def k_shortage(s, w, c, a):
    if not (c.m_siege and w.besieged[a]):
        return 0.0
    return min(max(1.0 - s.stock[a] / 4.0, 0.0), 1.0)


@compiled
def k_cost(s, w, c, a):
    return s.real[HARM] * (1.0 + k_shortage(s, w, c, a))


@compiled
def k_trust(s, c, p, arms, autonomy):
    if not c.m_commitment:
        return 1.0
    odds = s.real[TRUST] + p[P.learning] * (0.5 * s.real[KEPT] - s.real[BROKEN_SEEN])
    if c.m_guarantee:
        odds += p[P.guarantee_trust] * k_strength(s, c, p)
    shift = p[P.disarm_penalty] * (1.0 - arms) - p[P.autonomy_trust] * autonomy
    return k_logistic(odds - shift)


@compiled
def k_belief(s, c, p, a, i, odds):
    """Return the chance of holding as faction `i` of area `a` sees it (``belief_of_holding``)."""
    if not c.m_rescue:
        return k_logistic(odds)
    seen = k_logistic(odds + s.belief[a, i])
    hope = k_logistic(s.hope[a, i])
    return (1.0 - hope) * seen + hope * max(p[P.rescued_odds], seen)


@compiled
def k_kept_arms(offered, lowest):
    return min(max((offered - lowest) / (1.0 - lowest), 0.0), 1.0)


@compiled
def k_calm(s, a):
    return s.status[a] == TRUCE or s.status[a] == DEAL


@compiled
def k_neighbours(s, w, c, p):
    """Renew what calm next door does and where people can flee, if any status has changed."""
    if not s.people[CHANGED]:
        return
    s.people[CHANGED] = 0
    for a in range(s.status.size):
        calm, ways = 0.0, 0
        for b in range(s.status.size):
            if w.adjacent[b, a]:
                quiet = k_calm(s, b)
                calm += quiet
                ways += (quiet or s.status[b] == OUTSIDE) and not w.besieged[b]
        s.factor[a] = exp(c.spill * p[P.spill_over] * (calm / w.neighbours[a]))
        s.ways[a] = ways


@compiled
def k_arm_again(s, a):
    """Let the hybrid formations of an area fight again."""
    for i in range(s.force.shape[1]):
        s.force[a, i] += s.hybrid[a, i]
        s.fighters[a] += s.hybrid[a, i]
        s.hybrid[a, i] = 0


@compiled
def k_break(s, c, p, a, by_strong):
    if s.status[a] == DEAL:
        k_arm_again(s, a)
    if by_strong:
        s.people[NEWS_BROKEN] += 1
        s.real[BROKEN_SEEN] += 1.0
        if c.guarantor:
            s.real[LEVERAGE] *= 1.0 - p[P.leverage_loss]
    k_set(s, a, ACTIVE if s.fighters[a] > 0 else BROKEN, 0.0)
