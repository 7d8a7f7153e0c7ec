"""The compiled rules of backers, truces, votes, breach and learning (see ``rules/``)."""

# ruff: noqa: ANN001, ANN201, D103, PLR0917 -- numba infers types; see rules/
# mypy: disable-error-code="no-untyped-def, no-untyped-call, attr-defined"
from __future__ import annotations

from math import exp, expm1, log, log1p

from sulh.simulation.kernels_base import (
    BATTLE_STRONG,
    BATTLE_WEAK,
    EVACUATED,
    FOCUS,
    FOCUS_WEEKS,
    INTERVENED,
    KEPT,
    LAST_END,
    NEWS_BROKEN,
    NEWS_FALLEN,
    STRENGTH,
    WEEKS_PER_MONTH,
    K,
    P,
    binomial,
    compiled,
    k_break,
    k_cost,
    k_deciding_force,
    k_happens,
    k_hold,
    k_kept_arms,
    k_logistic,
    k_set,
    k_trust,
    k_uniform,
    k_weak,
    k_withholding,
    normal,
    poisson,
)
from sulh.simulation.state import ACTIVE, DEAL, TRUCE


@compiled
def k_backers(s, w, c, p, b, t):
    if not c.m_patrons:
        return
    for i in range(w.level.size):
        u = k_uniform(b[K.backers], t, i)
        if w.to_strong[i]:
            if s.withheld[i]:
                s.withheld[i] = 0 if u < 0.1 else 1
            elif u < k_withholding(s, w, c, p, i):
                s.withheld[i] = 1
        elif k_happens(u, p[P.backer_shift_per_week]) and s.level[i] > 0.0:
            s.level[i] = 0.0
            for a in range(s.status.size):
                if s.force[a, w.client[i]] > 0:
                    s.hope[a] -= 3.0 * p[P.learning]


@compiled
def k_intervention(s, c, p, b, t):
    if not c.m_intervention or s.people[INTERVENED]:
        return
    if k_happens(k_uniform(b[K.intervention], t, 0), p[P.intervention_per_week]):
        s.people[INTERVENED] = 1
        s.people[FOCUS] = -1
        for a in range(s.status.size):
            if s.status[a] == ACTIVE:
                k_set(s, a, TRUCE, max(s.real[STRENGTH], p[P.leverage]))


@compiled
def k_truces(s, w, c, p, b, t):
    if not (c.m_truces and c.truces) or s.people[FOCUS] < 0:
        return
    q = k_trust(s, c, p, 1.0)
    for a in range(s.status.size):
        if s.status[a] != ACTIVE or a == s.people[FOCUS]:
            continue
        if not k_happens(k_uniform(b[K.truce_offers], t, a), p[P.offer_per_week]):
            continue
        gain = q * k_cost(s, w, c, p, a)
        if k_uniform(b[K.truce_votes], t, a) < k_logistic(p[P.rationality] * gain):
            k_set(s, a, TRUCE, s.real[STRENGTH])


@compiled
def k_calm(s, c, p, b, t):
    if not (c.m_guarantee and c.guarantor) or s.people[FOCUS] < 0:
        return
    called = k_happens(k_uniform(b[K.calm], t, 0), p[P.calm_per_week] * p[P.leverage])
    if called and k_uniform(b[K.calm], t, 1) >= p[P.calm_ignored]:
        k_set(s, s.people[FOCUS], TRUCE, s.real[STRENGTH])
        s.people[FOCUS] = -1


@compiled
def k_spoilers(s, c, p, b, t):
    if not c.m_spoilers:
        return
    n = s.status.size
    for a in range(n):
        if s.status[a] not in (TRUCE, DEAL):
            continue
        early = 2.0 if s.age[a] < 13 else 1.0
        if k_happens(k_uniform(b[K.spoilers], t, a), p[P.spoiler_per_week] * early):
            strength = s.arms[a] if s.status[a] == DEAL else 1.0
            if k_uniform(b[K.spoilers], t, n + a) < p[P.spoiler_break] * (0.5 + strength):
                k_break(s, a, False)


@compiled
def k_surplus(s, w, c, p, strong, weak, a):
    """Return what area `a` gains by accepting, and the share on offer (``surplus_of_deal``)."""
    hold = k_hold(strong, weak, p[P.steepness])
    cost = k_cost(s, w, c, p, a)
    low, high = max(hold - cost, 0.0), min(hold + p[P.cost_strong], 1.0)
    x = low + min(p[P.surplus_share], 1.0) * min(p[P.cost_strong] + cost, high - low)
    x = min(max(x, min(p[P.terms_floor], high), 0.0), 1.0)
    arms = k_kept_arms(x, p[P.terms_floor])
    q = k_trust(s, c, p, arms)
    belief = hold
    if c.m_rescue:
        inside = min(max(hold, 1e-9), 1.0 - 1e-9)
        seen = k_logistic(log(inside) - log1p(-inside) + s.belief[a])
        hope = k_logistic(s.hope[a])
        belief = (1.0 - hope) * seen + hope * max(p[P.rescued_odds], seen)
    return q * x + (1.0 - q) * (0.5 * arms * hold) - belief + cost, x


@compiled
def k_late(s, w, p, t, a):
    """Return whether a late offer has come to area `a`."""
    if s.status[a] == ACTIVE and w.besieged[a] and s.stock[a] <= 0.0:
        return True
    if a == s.people[FOCUS]:
        return s.people[FOCUS_WEEKS] >= p[P.late_after_weeks]
    return t - s.people[LAST_END] <= p[P.threat_weeks]


@compiled
def k_votes(s, w, c, p, b, t, worth, strong, weak, table, held):
    if c.offer == 0 or not c.m_bargaining:
        return
    areas = s.status.size
    some = False
    for a in range(areas):
        table[a] = False
        open_ = s.status[a] in (ACTIVE, TRUCE)
        if c.offer == 2:
            open_ = open_ and k_late(s, w, p, t, a)
        if open_ and k_weak(s, a) > 0:
            table[a] = k_happens(k_uniform(b[K.offers], t, a), p[P.offer_per_week])
            some |= table[a]
    if not some:
        return
    k_deciding_force(s, w, c, p, worth, strong, weak)
    for a in range(areas):
        if table[a]:
            strong[a], weak[a] = k_surplus(s, w, c, p, strong[a], weak[a], a)
    for a in range(areas):
        if table[a]:
            k_decide(s, w, c, p, b, t, a, strong[a], weak[a], held)


@compiled
def k_decide(s, w, c, p, b, t, a, surplus, x, held):
    parties = s.force.shape[1]
    decider, largest, total, willing, whole = 0, -1, 0, 0, True
    for i in range(parties):
        total += s.force[a, i]
        if s.force[a, i] > largest:
            decider, largest = i, s.force[a, i]
    for i in range(parties):
        voter = i if c.m_veto else decider
        stake = p[P.indivisible] if w.holdout[voter] and c.forced and c.m_veto else 0.0
        chance = k_logistic(p[P.rationality] * (surplus - stake))
        yes = k_uniform(b[K.votes], t, a * parties + voter) < chance
        held[i] = yes and s.force[a, i] > 0
        willing += s.force[a, i] if held[i] else 0
        whole &= held[i] or s.force[a, i] == 0
    if not whole and willing * 2 < total:
        return
    arms = k_kept_arms(x, p[P.terms_floor])
    left = 0
    for i in range(parties):
        if held[i]:
            entity = a * parties + i
            share = c.leaving * p[P.leaving_share]
            leave = binomial(s.force[a, i], share, k_uniform(b[K.leaving], t, entity))
            stay = s.force[a, i] - leave
            disarm = binomial(stay, 1.0 - arms, k_uniform(b[K.disarming], t, entity))
            s.force[a, i] -= leave + disarm
            s.soldiers_left[i] += leave
            s.residents[a] += disarm
            left += leave
    spread = p[P.families_spread]
    local = exp(spread * normal(k_uniform(b[K.family_size], 0, a)) - 0.5 * spread**2)
    wanted = poisson(left * p[P.families_per_fighter] * local, k_uniform(b[K.families], t, a))
    family = min(wanted, s.residents[a])
    s.residents[a] -= family
    s.evacuated[a] += family
    s.left[a] += left + family
    s.people[EVACUATED] += family
    if whole:
        k_set(s, a, DEAL, s.real[STRENGTH])
        s.people[LAST_END] = t
        s.arms[a] = arms
        if s.deal_week[a] < 0:
            s.deal_week[a] = t
        if s.people[FOCUS] == a:
            s.people[FOCUS] = -1


@compiled
def k_deal_hazard(age):
    if age < 1.0 * WEEKS_PER_MONTH:
        return 0.042 / WEEKS_PER_MONTH
    if age < 3.0 * WEEKS_PER_MONTH:
        return 0.037 / WEEKS_PER_MONTH
    if age < 6.0 * WEEKS_PER_MONTH:
        return 0.022 / WEEKS_PER_MONTH
    if age < 12.0 * WEEKS_PER_MONTH:
        return 0.013 / WEEKS_PER_MONTH
    if age < 24.0 * WEEKS_PER_MONTH:
        return 0.006 / WEEKS_PER_MONTH
    return 0.0015 / WEEKS_PER_MONTH


@compiled
def k_breach(s, c, p, b, t):
    if not c.m_survival:
        return
    for a in range(s.status.size):
        if s.status[a] == DEAL:
            hazard = k_deal_hazard(s.age[a]) * p[P.deal_breach_scale]
        elif s.status[a] == TRUCE:
            hazard = p[P.truce_breach_per_week]
        else:
            continue
        longer = p[P.guarantee] * s.guarantee[a] if c.m_guarantee else 0.0
        u = k_uniform(b[K.breach], t, a)
        chance = 0.0
        if u < hazard or longer < 0.0:
            chance = -expm1(-hazard * exp(-longer))
        if u < chance:
            k_break(s, a, u < 0.7 * chance)
        elif s.age[a] == 13:
            s.real[KEPT] += 1.0


@compiled
def k_learn(s, c, p):
    if c.m_rescue:
        w = p[P.learning]
        fell = 0.5 * s.people[NEWS_FALLEN]
        for a in range(s.status.size):
            seen, alone = 0.0, 0.0
            if a == s.people[FOCUS]:
                seen = 5.0 * (s.real[BATTLE_STRONG] - s.real[BATTLE_WEAK])
                alone = 0.5 if s.status[a] == ACTIVE else 0.0
            s.belief[a] += w * (seen - fell)
            s.hope[a] -= w * (alone + fell)
    for a in range(s.status.size):
        s.age[a] += 1
        if s.status[a] not in (TRUCE, DEAL):
            s.guarantee[a] = 0.0
    s.people[NEWS_FALLEN] = s.people[NEWS_BROKEN] = 0
