"""The compiled rules of backers, truces, votes, breach and learning (see ``rules/``)."""

# ruff: noqa: ANN001, ANN201, C901, D103, PLR0911, PLR0917 -- numba infers types; see rules/
# mypy: disable-error-code="no-untyped-def, no-untyped-call, attr-defined"
from __future__ import annotations

from math import exp, expm1

import numpy as np

from sulh.simulation.kernels_base import (
    BATTLE_STRONG,
    BATTLE_WEAK,
    BROKEN_SEEN,
    EVACUATED,
    FOCUS,
    FOCUS_WEEKS,
    INTERVENED,
    KEPT,
    LAST_END,
    LEVERAGE,
    NEWS_BROKEN,
    NEWS_FALLEN,
    NEWS_THREAT,
    OFFERED,
    P_OFFER,
    RECENT,
    WEEKS_PER_MONTH,
    K,
    P,
    binomial,
    compiled,
    k_arm_again,
    k_belief,
    k_break,
    k_calm,
    k_cost,
    k_deciding_force,
    k_happens,
    k_high,
    k_hold_odds,
    k_kept_arms,
    k_logistic,
    k_low,
    k_set,
    k_strength,
    k_trust,
    k_uniform,
    k_withholding,
    k_word,
    normal,
    poisson,
)
from sulh.simulation.state import ACTIVE, COVERS, DEAL, THREATENS, TRUCE, WITHHOLDS


@compiled
def k_backers(s, w, c, p, b, t, worth, strong, weak):
    if not c.m_patrons:
        return
    for i in range(w.level.size):
        if w.to_strong[i]:
            k_press(s, w, c, p, k_word(b[K.backers], t, i), i)
    for i in range(w.level.size):
        if not w.to_strong[i] and s.level[i] > 0.0:
            word = k_word(b[K.backers], t, i)
            if k_happens(k_low(word), p[P.backer_shift_per_week]):
                keep = k_worth_of_backing(s, w, c, p, i, worth, strong, weak)
                if k_high(word) < k_logistic(-p[P.rationality] * keep):
                    k_shift(s, w, p, i)
            k_raise(s, w, p, b, t, i)


@compiled
def k_press(s, w, c, p, word, i):
    u = k_low(word)
    if s.posture[i] == COVERS:
        if u < k_withholding(s, w, c, p, i):
            s.posture[i] = THREATENS
            s.people[NEWS_THREAT] += 1
    elif s.posture[i] == THREATENS and s.people[FOCUS] >= 0 and k_high(word) < p[P.threat_carried]:
        s.posture[i] = WITHHOLDS
    elif u < p[P.given_again_per_week]:
        s.posture[i] = COVERS


@compiled
def k_worth_of_backing(s, w, c, p, i, worth, strong, weak):
    level, gain, n = s.level[i], 0.0, 0
    for sign in (1.0, -1.0):
        s.level[i] = level if sign > 0.0 else 0.0
        k_deciding_force(s, w, c, p, worth, strong, weak)
        n = 0
        for a in range(s.status.size):
            if k_serves(s, w, i, a):
                gain += sign * k_logistic(k_hold_odds(strong[a], weak[a], p[P.steepness]))
                n += 1
    s.level[i] = level
    return gain / max(n, 1) - p[P.patron_cost] * level


@compiled
def k_serves(s, w, i, a):
    """Return whether a client of backing `i` fights in area `a`."""
    found = False
    for k in range(s.force.shape[1]):
        found |= w.serves[i, k] > 0.0 and s.force[a, k] > 0
    return found


@compiled
def k_encourage(s, w, i, more):
    for a in range(s.status.size):
        for k in range(s.force.shape[1]):
            s.hope[a, k] += more * w.serves[i, k]


@compiled
def k_shift(s, w, p, i):
    s.level[i] = 0.0
    k_encourage(s, w, i, -3.0 * p[P.learning])
    for k in range(w.level.size):
        if w.to_strong[k] and s.posture[k] == COVERS:
            s.posture[k] = THREATENS
            s.people[NEWS_THREAT] += 1


@compiled
def k_raise(s, w, p, b, t, i):
    if s.people[FOCUS] < 0 or not 0.0 < s.level[i] < 1.0:
        return
    more = k_happens(k_uniform(b[K.raised_backing], t, i), p[P.backer_raise_per_week])
    if more and k_serves(s, w, i, s.people[FOCUS]):
        s.level[i] = min(s.level[i] + 0.25, 1.0)
        k_encourage(s, w, i, 3.0 * p[P.learning])


@compiled
def k_intervention(s, c, p, b, t):
    if not c.m_intervention or s.people[INTERVENED]:
        return
    if k_happens(k_uniform(b[K.intervention], t, 0), p[P.intervention_per_week]):
        s.people[INTERVENED] = 1
        s.people[FOCUS] = -1
        for a in range(s.status.size):
            if s.status[a] == ACTIVE:
                k_set(s, a, TRUCE, max(k_strength(s, c, p), p[P.leverage]))


@compiled
def k_truces(s, w, c, p, b, t, worth, strong, weak, table, held):
    if not (c.m_truces and c.truces) or s.people[FOCUS] < 0:
        return
    some = False
    for a in range(s.status.size):
        table[a] = s.status[a] == ACTIVE and a != s.people[FOCUS] and s.fighters[a] > 0
        if table[a]:
            table[a] = k_uniform(b[K.truce_offers], t, a) < s.real[P_OFFER]
            some |= table[a]
    if not some:
        return
    k_deciding_force(s, w, c, p, worth, strong, weak)
    q = k_trust(s, c, p, 1.0, 1.0)
    for a in range(s.status.size):
        if table[a]:
            odds = k_hold_odds(strong[a], weak[a], p[P.steepness])
            gain = k_logistic(odds) + q * k_cost(s, w, c, a)
            k_ballots(s, w, c, p, b[K.truce_votes], t, a, gain, odds, False, held)
            signed = True
            for i in range(held.size):
                signed &= held[i] or s.force[a, i] == 0 or w.excluded[i]
            if signed:
                k_set(s, a, TRUCE, k_strength(s, c, p))


@compiled
def k_ballots(s, w, c, p, base, t, a, gain, odds, demand, held):
    """Fill `held`: which factions of area `a` accept what is worth `gain` to them."""
    parties = s.force.shape[1]
    decider = 0
    for i in range(parties):
        if s.force[a, i] > s.force[a, decider]:
            decider = i
    for i in range(parties):
        held[i] = False
        if s.force[a, i] > 0:
            voter = i if c.m_veto else decider
            stake = p[P.indivisible] if demand and w.holdout[voter] and c.m_veto else 0.0
            surplus = gain - k_belief(s, c, p, a, voter, odds)
            chance = k_logistic(p[P.rationality] * (surplus - stake))
            held[i] = k_uniform(base, t, a * parties + voter) < chance


@compiled
def k_calm_assault(s, c, p, b, t):
    if not (c.m_guarantee and c.guarantor) or s.people[FOCUS] < 0:
        return
    word = k_word(b[K.calm], t, 0)
    rate = p[P.calm_per_week] * s.real[LEVERAGE]
    if k_low(word) >= rate:  # most weeks
        return
    utility = p[P.guarantor_stake] * (1.0 + s.real[RECENT]) - p[P.guarantor_cost]
    if not k_happens(k_low(word), rate * k_logistic(p[P.rationality] * utility)):
        return
    if k_high(word) >= p[P.calm_ignored]:
        a = s.people[FOCUS]
        k_set(s, a, TRUCE, k_strength(s, c, p))
        if k_uniform(b[K.calm], t, 2) < p[P.calm_term_share]:
            s.term[a] = k_term_weeks(p)
        s.people[FOCUS] = -1
    else:
        s.real[LEVERAGE] *= 1.0 - p[P.leverage_loss]


@compiled
def k_term_weeks(p):
    return int(max(np.rint(p[P.calm_term_weeks]), 1.0))


@compiled
def k_spoilers(s, c, p, b, t):
    if not c.m_spoilers:
        return
    for a in range(s.status.size):
        if not k_calm(s, a):
            continue
        early = 2.0 if s.age[a] < 13 else 1.0
        if k_happens(k_high(k_word(b[K.fates], t, a)), p[P.spoiler_per_week] * early):
            strength = s.arms[a] if s.status[a] == DEAL else 1.0
            if k_uniform(b[K.spoilers], t, a) < p[P.spoiler_break] * (0.5 + strength):
                k_break(s, c, p, a, False)


@compiled
def k_offers(s, w, c, p, t, a):
    """Return how often offers come to area `a`, as a share of their pace (``_on_the_table``)."""
    if c.offer == 1:
        return 1.0
    if s.status[a] == ACTIVE and w.besieged[a] and s.stock[a] <= 0.0:
        return 1.0
    if a == s.people[FOCUS]:
        return 1.0 if s.people[FOCUS_WEEKS] >= p[P.late_after_weeks] else 0.0
    return p[P.threat_offers] if t - s.people[LAST_END] <= p[P.threat_weeks] else 0.0


@compiled
def k_votes(s, w, c, p, b, t, worth, strong, weak, held):
    if c.offer == 0 or not c.m_bargaining:
        return
    areas = s.status.size
    rate = p[P.offer_per_week]
    if c.guarantor and c.m_guarantee:
        rate *= 1.0 + p[P.mediation] * s.real[LEVERAGE]
    some = False
    for a in range(areas):
        if (s.status[a] == ACTIVE or s.status[a] == TRUCE) and s.fighters[a] > 0:
            pace = rate * k_offers(s, w, c, p, t, a)
            if pace > 0.0:
                s.offered[a] = k_happens(k_uniform(b[K.offers], t, a), pace)
                some |= s.offered[a]
    if not some:
        return
    s.people[OFFERED] = 1
    k_deciding_force(s, w, c, p, worth, strong, weak)
    for a in range(areas):
        if s.offered[a]:
            k_offer(s, w, c, p, strong, weak, a)
    for a in range(areas):
        if s.offered[a]:
            k_decide(s, w, c, p, b, t, a, strong[a], weak[a], held)


@compiled
def k_offer(s, w, c, p, strong, weak, a):
    """Put the share on offer into `strong`, and the log odds of holding into `weak` (``offer``)."""
    odds = k_hold_odds(strong[a], weak[a], p[P.steepness])
    hold, cost = k_logistic(odds), k_cost(s, w, c, a)
    low, high = max(hold - cost, 0.0), min(hold + p[P.cost_strong], 1.0)
    x = low + min(p[P.surplus_share], 1.0) * min(p[P.cost_strong] + cost, high - low)
    strong[a], weak[a] = min(max(x, min(p[P.terms_floor], high), 0.0), 1.0), odds


@compiled
def k_decide(s, w, c, p, b, t, a, x, odds, held):
    arms = k_kept_arms(x, p[P.terms_floor])
    q = k_trust(s, c, p, arms, x)
    gain = q * x + (1.0 - q) * (0.5 * arms * k_logistic(odds)) + k_cost(s, w, c, a)
    k_ballots(s, w, c, p, b[K.votes], t, a, gain, odds, c.forced, held)
    willing, whole = 0, True
    for i in range(held.size):
        willing += s.force[a, i] if held[i] else 0
        whole &= held[i] or s.force[a, i] == 0
    if not whole and willing * 2 < s.fighters[a]:
        return
    k_carry_out(s, c, p, b, t, a, arms, held)
    if whole:
        k_set(s, a, DEAL, k_strength(s, c, p))
        s.people[LAST_END] = t
        s.arms[a] = arms
        if s.deal_week[a] < 0:
            s.deal_week[a] = t
        if s.people[FOCUS] == a:
            s.people[FOCUS] = -1
    else:
        s.apart_week[a] = t


@compiled
def k_carry_out(s, c, p, b, t, a, arms, held):
    left, parties = 0, held.size
    for i in range(parties):
        if held[i]:
            word = k_word(b[K.leaving], t, a * parties + i)
            leave = binomial(s.force[a, i], c.leaving * p[P.leaving_share], k_low(word))
            stay = s.force[a, i] - leave
            disarm = binomial(stay, 1.0 - arms, k_high(word))
            s.fighters[a] -= s.force[a, i]
            s.force[a, i] = 0
            s.hybrid[a, i] += stay - disarm
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
    if age < 60.0 * WEEKS_PER_MONTH:
        return 0.0015 / WEEKS_PER_MONTH
    return 0.0004 / WEEKS_PER_MONTH


@compiled
def k_breach(s, c, p, b, t):
    if not c.m_survival:
        return
    apart = False
    for a in range(s.status.size):
        apart |= s.apart_week[a] >= 0
        if not k_calm(s, a):
            continue
        if s.status[a] == DEAL:
            hazard = k_deal_hazard(s.age[a]) * p[P.deal_breach_scale]
        else:
            hazard = p[P.truce_breach_per_week] * (p[P.term_keeps] if s.term[a] > 0 else 1.0)
        longer = p[P.guarantee] * s.guarantee[a] if c.m_guarantee else 0.0
        u = k_low(k_word(b[K.fates], t, a))
        chance = 0.0
        if u < hazard or longer < 0.0:
            chance = -expm1(-hazard * exp(-longer))
        if u < chance:
            k_break(s, c, p, a, u < p[P.strong_breach_share] * chance)
        elif s.age[a] == 13:
            s.real[KEPT] += 1.0
    if apart:
        k_break_apart(s, p, b, t)


@compiled
def k_break_apart(s, p, b, t):
    for a in range(s.status.size):
        if s.apart_week[a] < 0 or not (s.status[a] == ACTIVE or s.status[a] == TRUCE):
            continue
        armed = 0
        for i in range(s.force.shape[1]):
            armed += s.hybrid[a, i]
        hazard = k_deal_hazard(max(t - s.apart_week[a], 0)) * p[P.deal_breach_scale]
        u = k_uniform(b[K.separate_breach], t, a)
        if armed > 0 and k_happens(u, hazard):
            k_arm_again(s, a)
            if u < p[P.strong_breach_share] * -expm1(-hazard):
                s.people[NEWS_BROKEN] += 1
                s.real[BROKEN_SEEN] += 1.0


@compiled
def k_terms(s, c, p, b, t):
    if not c.m_survival:
        return
    for a in range(s.status.size):
        if s.status[a] == TRUCE and s.term[a] > 0:
            s.term[a] -= 1
            if s.term[a] == 0:
                if k_uniform(b[K.renewal], t, a) < p[P.calm_renewal]:
                    s.term[a] = k_term_weeks(p)
                else:
                    k_set(s, a, ACTIVE, 0.0)


@compiled
def k_learn(s, c, p):
    focus = s.people[FOCUS]
    if c.m_rescue and (focus >= 0 or s.people[NEWS_FALLEN] > 0 or s.people[OFFERED]):
        w = p[P.learning]
        fell = 0.5 * s.people[NEWS_FALLEN]
        for a in range(s.status.size):
            seen, alone = 0.0, 0.0
            if a == focus:
                seen = 5.0 * (s.real[BATTLE_STRONG] - s.real[BATTLE_WEAK])
                alone = 0.5 if s.status[a] == ACTIVE else 0.0
            elif fell == 0.0 and not s.offered[a]:
                continue
            keeps = 1.0 - 0.25 * min(w, 1.0) if s.offered[a] else 1.0
            for i in range(s.force.shape[1]):
                s.belief[a, i] = s.belief[a, i] * keeps + w * (seen - fell)
                s.hope[a, i] -= w * (alone + fell)
    for a in range(s.status.size):
        s.age[a] += 1
        s.offered[a] = False
    s.people[NEWS_FALLEN] = s.people[NEWS_BROKEN] = s.people[NEWS_THREAT] = s.people[OFFERED] = 0
