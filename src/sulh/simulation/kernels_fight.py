"""The compiled rules of choice, attrition and siege (see ``rules/``)."""

# ruff: noqa: ANN001, ANN201, C901, D103, PLR0912, PLR0915, PLR0917 -- numba infers types; see rules/
# mypy: disable-error-code="no-untyped-def, no-untyped-call, attr-defined"
from __future__ import annotations

from math import exp, log, sqrt

import numpy as np

from sulh.simulation.kernels_base import (
    BATTLE_STRONG,
    BATTLE_WEAK,
    BROKEN_SEEN,
    FOCUS,
    FOCUS_WEEKS,
    INTERVENED,
    LAST_END,
    NEWS_BROKEN,
    NEWS_FALLEN,
    SIEGE_WEEKS,
    START_FORCE,
    START_MOBILE,
    K,
    P,
    compiled,
    k_active_force,
    k_deciding_force,
    k_happens,
    k_hold,
    k_intensity_factors,
    k_mobile,
    k_offered,
    k_set,
    k_uniform,
    k_weak,
    k_worth,
    normal,
    poisson,
)
from sulh.simulation.state import ACTIVE, DEAL, FALLEN, TRUCE


@compiled
def k_front(strong, weak, p):
    ratio = min(weak / strong, 2.0) if strong > 0.5 * weak else 2.0
    hold = k_hold(strong, weak, p[P.steepness])
    return 1.0 - hold - p[P.cost_strong] * (1.0 + ratio), hold


@compiled
def k_front_value(strong, weak, open_, first, second, a, p, lookahead):
    """Return the value of front `a` after fronts `first` and `second` (-1 for none)."""
    value, hold = k_front(strong, weak[a], p)
    if lookahead == 0:
        return value
    left = sqrt(max(strong * strong - weak[a] * weak[a], 0.0))
    best = 0.0
    for b in range(weak.size):
        if open_[b] and b not in (a, first, second):
            later, hold_b = k_front(left, weak[b], p)
            if lookahead == 2:
                rest = sqrt(max(left * left - weak[b] * weak[b], 0.0))
                best_c = 0.0
                for d in range(weak.size):
                    if open_[d] and d not in (a, b):
                        best_c = max(best_c, k_front(rest, weak[d], p)[0])
                later += p[P.discount] * (1.0 - hold_b) * best_c
            best = max(best, later)
    return value + p[P.discount] * (1.0 - hold) * best


@compiled
def k_choose(s, w, c, p, b, t, worth, strong, weak, open_):
    total = k_mobile(s)
    if s.people[FOCUS] >= 0 and not total > p[P.breakpoint_strong] * s.people[START_MOBILE]:
        s.people[FOCUS] = -1
    s.people[FOCUS_WEEKS] = s.people[FOCUS_WEEKS] + 1 if s.people[FOCUS] >= 0 else 0
    if not c.m_attrition or s.people[FOCUS] >= 0 or s.people[INTERVENED] or total <= 0:
        return
    if not (c.no_pause or k_happens(k_uniform(b[K.launch], t, 0), p[P.tempo_per_week])):
        return
    k_deciding_force(s, w, c, p, worth, strong, weak)
    areas = s.status.size
    for a in range(areas):
        open_[a] = s.status[a] == ACTIVE or (s.status[a] == TRUCE and not c.stop)
    best, choice = -np.inf, -1
    for a in range(areas + 1):
        if a < areas and not open_[a]:
            continue
        value = 0.0
        if a < areas:
            value = k_front_value(strong[a], weak, open_, -1, -1, a, p, c.lookahead)
            if s.status[a] == TRUCE:
                value -= p[P.cost_strong] * (1.0 + s.guarantee[a])
        value = p[P.rationality] * value - log(-log(k_uniform(b[K.front], t, a)))
        if value > best:
            best, choice = value, a
    if choice < areas:
        if s.status[choice] == TRUCE:
            s.people[NEWS_BROKEN] += 1
            s.real[BROKEN_SEEN] += 1.0
        k_set(s, choice, ACTIVE, 0.0)
        s.assault_week[choice] = t
        s.people[FOCUS], s.people[FOCUS_WEEKS] = choice, 0
        s.people[START_FORCE], s.people[START_MOBILE] = k_weak(s, choice), total


@compiled
def k_loss(force, fire, rate, w, linear, lost):
    """Put into `lost` the losses a week at these forces (``weekly_losses``)."""
    n = force.size
    total = 0.0
    for i in range(n):
        total += force[i]
        lost[i] = 0.0
    for j in range(n):
        if force[j] > 0.0:
            pool = 0.0
            for i in range(n):
                pool += force[i] * w.enemies[i, j]
            if linear:
                pool = total
            shot = rate * fire[j] * force[j] / pool if pool > 0.0 else 0.0
            for i in range(n):
                lost[i] += shot * w.enemies[j, i] * force[i]


@compiled
def k_attrition(s, w, c, p, b, t, worth, r1, r2, r3, r4, gone, strong_gone):
    s.real[BATTLE_WEAK] = s.real[BATTLE_STRONG] = 0.0
    if not c.m_attrition:
        return
    areas, parties = s.force.shape
    focus, total = s.people[FOCUS], k_mobile(s)
    k_worth(s, w, c, p, False, worth)
    k_intensity_factors(s, w, c, p)
    committed, weight = 0.0, 0.0
    if focus >= 0:
        committed = k_offered(s, c, p, total, k_active_force(s), focus)
        weight = float(k_weak(s, focus))
        for a in range(areas):
            if a != focus and s.status[a] == ACTIVE and w.adjacent[focus, a]:
                weight += p[P.solidarity] * k_weak(s, a)
    weight = max(weight, 1e-300)
    spread = p[P.attrition_noise]
    drift = 0.5 * spread * spread
    strong_gone[:] = 0
    gone[:] = 0
    for a in range(areas):
        if not (s.status[a] == ACTIVE or s.status[a] == TRUCE):
            continue
        force = 0
        for i in range(parties):
            present = s.status[a] == ACTIVE or w.excluded[i]
            r1[i] = s.force[a, i] if present else 0
            force += s.force[a, i] if present else 0
        if force == 0:
            continue
        battle, low = 0.0, p[P.background_fighting]
        if a == focus:
            battle, low = 1.0, 0.0
        elif focus >= 0 and s.status[a] == ACTIVE and w.adjacent[focus, a]:
            battle = p[P.solidarity]
        against = committed * (battle * force) / weight + p[P.containment] * low * force
        share = min(battle + low, 1.0)
        up = exp(spread * normal(k_uniform(b[K.noise], t, 2 * a + 1)) - drift)
        down = exp(spread * normal(k_uniform(b[K.noise], t, 2 * a)) - drift)
        for i in range(parties):
            r1[i] *= share
            r2[i] = worth[i] * (up if w.strong[i] else down)
            if s.mobile[i] > 0:
                r1[i] += s.mobile[i] / total * against
        rate = p[P.attrition_per_week] * s.factor[a]
        k_loss(r1, r2, rate, w, c.linear, r3)
        for i in range(parties):
            r3[i] = r1[i] * r1[i] / (r1[i] + 0.5 * r3[i]) if r1[i] > 0.0 else 0.0
        k_loss(r3, r2, rate, w, c.linear, r4)
        for i in range(parties):
            if r4[i] > 0.0:
                n = poisson(min(r4[i], r1[i]), k_uniform(b[K.losses], t, a * parties + i))
                if w.strong[i]:
                    strong_gone[i] += n
                else:
                    gone[a, i] = min(n, s.force[a, i])
    k_take(s, focus, total, gone, strong_gone)
    if focus >= 0 and k_weak(s, focus) <= p[P.breakpoint_weak] * s.people[START_FORCE]:
        for i in range(parties):
            s.force[focus, i] = 0
        k_set(s, focus, FALLEN, 0.0)
        s.fall_week[focus] = t
        s.people[LAST_END] = t
        s.people[NEWS_FALLEN] += 1
        s.people[FOCUS] = -1


@compiled
def k_take(s, focus, total, gone, strong_gone):
    areas, parties = s.force.shape
    lost_strong = 0
    for i in range(parties):
        strong_gone[i] = min(strong_gone[i], s.mobile[i])
        lost_strong += strong_gone[i]
    if focus >= 0:
        lost = 0
        for i in range(parties):
            lost += gone[focus, i]
        s.real[BATTLE_WEAK] = lost / max(k_weak(s, focus), 1)
        s.real[BATTLE_STRONG] = lost_strong / max(total, 1)
    for i in range(parties):
        s.mobile[i] -= strong_gone[i]
        s.soldiers_dead[i] += strong_gone[i]
        for a in range(areas):
            s.force[a, i] -= gone[a, i]
            s.soldiers_dead[i] += gone[a, i]


@compiled
def k_siege(s, w, c, p):
    if not c.m_siege:
        return
    for a in range(s.status.size):
        if not w.besieged[a]:
            continue
        change = 0.0
        if s.status[a] == ACTIVE:
            change = -1.0
            s.people[SIEGE_WEEKS] += s.residents[a]
        elif s.status[a] in (TRUCE, DEAL):
            change = 0.5
        s.stock[a] = min(max(s.stock[a] + change, 0.0), p[P.siege_stock_weeks])
