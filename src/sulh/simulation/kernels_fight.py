"""The compiled rules of choice, attrition and siege (see ``rules/``)."""

# ruff: noqa: ANN001, ANN201, C901, D103, PLR0912, PLR0915, PLR0917 -- numba infers types; see rules/
# mypy: disable-error-code="no-untyped-def, no-untyped-call, attr-defined"
from __future__ import annotations

from math import log, sqrt

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
    NEWS_THREAT,
    P_TEMPO,
    SIEGE_WEEKS,
    START_FORCE,
    START_MOBILE,
    K,
    P,
    compiled,
    k_active_force,
    k_calm,
    k_deciding_force,
    k_high,
    k_hold_odds,
    k_logistic,
    k_low,
    k_mobile,
    k_neighbours,
    k_offered,
    k_set,
    k_uniform,
    k_word,
    k_worth,
    poisson,
)
from sulh.simulation.state import ACTIVE, FALLEN, TRUCE


@compiled
def k_front(strong, weak, p):
    """Return the value of a front by itself and the chance that it does not hold."""
    ratio = min(weak / strong, 2.0) if strong > 0.5 * weak else 2.0
    falls = k_logistic(-k_hold_odds(strong, weak, p[P.steepness]))
    return falls - p[P.cost_strong] * (1.0 + ratio), falls


@compiled
def k_left(strong, weak):
    return sqrt(max(strong * strong - weak * weak, 0.0))


@compiled
def k_front_value(strong, weak, open_, a, p, lookahead):
    """Return the value of front `a`, with what it opens (``front_value``)."""
    value, falls = k_front(strong, weak[a], p)
    if lookahead == 0:
        return value
    left = k_left(strong, weak[a])
    best = 0.0
    for b in range(weak.size):
        if open_[b] and b != a:
            later, falls_b = k_front(left, weak[b], p)
            if lookahead == 2:
                rest = k_left(left, weak[b])
                best_c = 0.0
                for d in range(weak.size):
                    if open_[d] and d not in (a, b):
                        best_c = max(best_c, k_front(rest, weak[d], p)[0])
                later += p[P.discount] * falls_b * best_c
            best = max(best, later)
    return value + p[P.discount] * falls * best


@compiled
def k_go_on(s, w, c, p, b, t, worth, strong, weak):
    """Let an assault end by losses or by a patron's threat that is heeded."""
    focus = s.people[FOCUS]
    if k_mobile(s) <= p[P.breakpoint_strong] * s.people[START_MOBILE]:
        s.people[FOCUS] = -1
        return
    s.people[FOCUS_WEEKS] += 1
    if s.people[NEWS_THREAT] > 0:
        k_deciding_force(s, w, c, p, worth, strong, weak)
        value = k_front(strong[focus], weak[focus], p)[0]
        if k_uniform(b[K.heed], t, 0) >= k_logistic(p[P.rationality] * value):
            s.people[FOCUS] = -1


@compiled
def k_choose(s, w, c, p, b, t, worth, strong, weak, open_):
    if s.people[FOCUS] >= 0:
        k_go_on(s, w, c, p, b, t, worth, strong, weak)
    may = s.people[FOCUS] < 0 and c.m_attrition and not s.people[INTERVENED]
    if may and (c.no_pause or k_uniform(b[K.launch], t, 0) < s.real[P_TEMPO]):
        k_launch(s, w, c, p, b, t, worth, strong, weak, open_)
    if s.people[FOCUS] < 0:
        s.people[FOCUS_WEEKS] = 0


@compiled
def k_launch(s, w, c, p, b, t, worth, strong, weak, open_):
    total = k_mobile(s)
    if total <= 0:
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
            value = k_front_value(strong[a], weak, open_, a, p, c.lookahead)
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
        s.people[START_FORCE], s.people[START_MOBILE] = s.fighters[choice], total


@compiled
def k_shots(mass, fire, rate, w, linear, shot):
    """Put into `shot` what each kind of party does to one fighter it fires at, a week."""
    total = 0.0
    for i in range(mass.size):
        total += mass[i]
    for j in range(mass.size):
        pool = total
        if not linear:
            pool = 0.0
            for i in range(mass.size):
                pool += mass[i] * w.foes[i, j]
        shot[j] = rate * fire[j] / pool if pool > 0.0 else 0.0


@compiled
def k_hit(shot, w, k):
    """Return the share of its force that kind `k` loses."""
    share = 0.0
    for j in range(shot.size):
        share += shot[j] * w.foes[j, k]
    return share


@compiled
def k_shares(s, w, c, p, a, mass, fire, shot, hit):
    """Put into `hit` the share of its force that each kind loses, by the midpoint rule."""
    rate = p[P.attrition_per_week] * s.factor[a]
    k_shots(mass, fire, rate, w, c.linear, shot)
    for k in range(mass.size):
        hit[k] = 1.0 / (1.0 + 0.5 * k_hit(shot, w, k))
        mass[k] *= hit[k]
        fire[k] *= hit[k]
    k_shots(mass, fire, rate, w, c.linear, shot)
    for k in range(mass.size):
        hit[k] = min(k_hit(shot, w, k) * hit[k], 1.0)


@compiled
def k_weight(s, w, p, focus):
    """Return the fighters who take part in the assault: the area's, and what neighbours send."""
    weight = float(s.fighters[focus])
    for a in range(s.status.size):
        if a != focus and s.status[a] == ACTIVE and w.adjacent[focus, a]:
            weight += p[P.solidarity] * s.fighters[a]
    return max(weight, 1e-300)


@compiled
def k_strong_mass(s, w, total, worth, mass, fire):
    """Fill mass and fire of one strong-side fighter, by kind."""
    mass[:] = 0.0
    fire[:] = 0.0
    for i in range(s.mobile.size):
        if s.mobile[i] > 0:
            share = s.mobile[i] / total
            mass[w.kind[i]] += share
            fire[w.kind[i]] += share * worth[i]


@compiled
def k_attrition(s, w, c, p, b, t, worth, mass, fire, strong_mass, strong_fire, shot, hit, gone):
    s.real[BATTLE_WEAK] = s.real[BATTLE_STRONG] = 0.0
    if not c.m_attrition:
        return
    areas, parties = s.force.shape
    kinds = w.foes.shape[0]
    focus, total = s.people[FOCUS], k_mobile(s)
    k_worth(s, w, c, p, False, worth)
    k_neighbours(s, w, c, p)
    committed, weight, at_focus = 0.0, 1.0, 0
    if focus >= 0:
        committed = k_offered(s, c, p, total, k_active_force(s), focus)
        weight = k_weight(s, w, p, focus)
        at_focus = s.fighters[focus]
    k_strong_mass(s, w, max(total, 1), worth, strong_mass, strong_fire)
    gone[:] = 0
    for a in range(areas):
        active = s.status[a] == ACTIVE
        if not (active or (w.some_excluded and s.status[a] == TRUCE)):
            continue
        force = s.fighters[a]
        if not active:
            force = 0
            for i in range(parties):
                force += s.force[a, i] if w.excluded[i] else 0
        if force == 0:
            continue
        battle, low = 0.0, p[P.background_fighting]
        if a == focus:
            battle, low = 1.0, 0.0
        elif focus >= 0 and active and w.adjacent[focus, a]:
            battle = p[P.solidarity]
        against = committed * (battle * force) / weight + p[P.containment] * low * force
        share = min(battle + low, 1.0)
        word = k_word(b[K.noise], t, a)
        down, up = s.noise[(word >> np.uint64(24)) & np.uint64(255)], s.noise[word >> np.uint64(56)]
        for k in range(kinds):
            mass[k] = strong_mass[k] * against
            fire[k] = strong_fire[k] * against * up
        for i in range(parties):
            if s.force[a, i] > 0 and (active or w.excluded[i]):
                engaged = share * s.force[a, i]
                mass[w.kind[i]] += engaged
                fire[w.kind[i]] += engaged * worth[i] * down
        k_shares(s, w, c, p, a, mass, fire, shot, hit)
        word = k_word(b[K.losses], t, (a * parties) >> 1)
        for i in range(parties):
            entity = a * parties + i
            if i > 0 and not entity & 1:
                word = k_word(b[K.losses], t, entity >> 1)
            weak = share * s.force[a, i] if active or w.excluded[i] else 0.0
            mean = hit[w.kind[i]] * (weak + s.mobile[i] * (against / max(total, 1)))
            if mean > 0.0:
                n = poisson(mean, k_high(word) if entity & 1 else k_low(word))
                if w.strong[i]:
                    gone[i] += n
                else:
                    n = min(n, s.force[a, i])
                    s.force[a, i] -= n
                    s.fighters[a] -= n
                    s.soldiers_dead[i] += n
    k_take(s, focus, total, at_focus, gone)
    if s.people[FOCUS] >= 0 and s.fighters[focus] <= p[P.breakpoint_weak] * s.people[START_FORCE]:
        for i in range(parties):
            s.captured[i] += s.force[focus, i]
            s.force[focus, i] = 0
        s.fighters[focus] = 0
        k_set(s, focus, FALLEN, 0.0)
        s.fall_week[focus] = t
        s.people[LAST_END] = t
        s.people[NEWS_FALLEN] += 1
        s.people[FOCUS] = -1


@compiled
def k_take(s, focus, total, at_focus, gone):
    """Take the strong side's losses, and keep what the battle cost both sides."""
    lost = 0
    for i in range(gone.size):
        n = min(gone[i], s.mobile[i])
        s.mobile[i] -= n
        s.soldiers_dead[i] += n
        lost += n
    if focus >= 0:
        s.real[BATTLE_WEAK] = (at_focus - s.fighters[focus]) / max(at_focus, 1)
        s.real[BATTLE_STRONG] = lost / max(total, 1)


@compiled
def k_siege(s, w, c, p):
    if not c.m_siege:
        return
    for a in range(s.status.size):
        if w.besieged[a]:
            change = 0.5 if k_calm(s, a) else 0.0
            if s.status[a] == ACTIVE:
                change = -p[P.siege_tightness]
                s.people[SIEGE_WEEKS] += s.residents[a]
            s.stock[a] = min(max(s.stock[a] + change, 0.0), p[P.siege_stock_weeks])
