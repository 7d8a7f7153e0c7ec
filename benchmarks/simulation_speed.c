/* The weekly model as a plain C loop: the peer of the compiled engine in simulation_speed.py.
 *
 * One run at a time, in double precision, with the same rules, the same streams and the same order
 * of draws as src/sulh/simulation/kernels*.py; what the rules mean is said in
 * src/sulh/simulation/rules/. simulation_speed.py writes names.h (places of parameters and streams),
 * compiles this file with cc -O3 and compares its outcomes with the engine's, run by run.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>
#include "names.h" /* enum P_..., enum K_..., N_KEYS */

#define MAX_A 16
#define MAX_P 8
#define MAX_L 8
#define SHOCKS 256
enum { ACTIVE, TRUCE, DEAL, FALLEN, BROKEN, OUTSIDE };
enum { COVERS, THREATENS, WITHHOLDS };
enum { NONE, EARLY, LATE };
#define GOLDEN 0x9E3779B97F4A7C15ull
#define MONTH (365.25 / 12 / 7)
#define YEAR (365.25 / 7)

typedef struct {
    int64_t areas, parties, kinds, backings, horizon, some_excluded;
    const int64_t *mobile, *force, *population, *truce_weeks, *truce_term, *kind, *sink, *mode;
    const uint8_t *contested, *adjacent, *strong, *holdout, *excluded, *besieged, *truce;
    const uint8_t *to_strong, *by_guarantor;
    const int64_t *neighbours;
    const double *foes, *stock_share, *infrastructure, *serves, *level, *shocks;
} World;

typedef struct {
    int64_t stop, no_pause, offer, truces, guarantor, monitored, forced, right_of_return, withdrawn;
    int64_t lookahead, linear;
    double leaving, spill;
} Rules; /* every mechanism is on: that is what is measured */

typedef struct {
    int64_t force[MAX_A][MAX_P], hybrid[MAX_A][MAX_P], away[MAX_A][MAX_A + 1];
    int64_t fighters[MAX_A], residents[MAX_A], displaced[MAX_A], evacuated[MAX_A];
    int64_t detained[MAX_A], dead[MAX_A], status[MAX_A], age[MAX_A], term[MAX_A], apart[MAX_A];
    int64_t fled[MAX_A], deal_week[MAX_A], ways[MAX_A], offered[MAX_A];
    int64_t mobile[MAX_P], soldiers_dead[MAX_P], soldiers_left[MAX_P];
    int64_t posture[MAX_L];
    double belief[MAX_A][MAX_P], hope[MAX_A][MAX_P], level[MAX_L];
    double guarantee[MAX_A], arms[MAX_A], stock[MAX_A], infrastructure[MAX_A], factor[MAX_A];
    double ruin[MAX_A], gone[MAX_A], decay[MAX_A], frail[MAX_A], local[MAX_A], exposed[MAX_A];
    double noise[SHOCKS], frailty[SHOCKS];
    int64_t focus, focus_weeks, start_force, start_mobile, intervened, killed_after, new_evacuated;
    int64_t returned, siege_weeks, news_fallen, news_threat, changed, last_end, some_offer;
    double kept, broken, recent, battle_weak, battle_strong, leverage;
    double p_return, p_offer, p_tempo, trust, harm;
} State;

static inline double dmin(double a, double b) { return a < b ? a : b; }
static inline double dmax(double a, double b) { return a > b ? a : b; }
static inline uint64_t mix(uint64_t z)
{
    z ^= z >> 30;
    z *= 0xBF58476D1CE4E5B9ull;
    z ^= z >> 27;
    z *= 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}
static inline uint64_t word(uint64_t base, int64_t tick, int64_t pair)
{
    return mix(base + ((((uint64_t)tick << 20) + 1) + (uint64_t)pair) * GOLDEN);
}
static inline double low(uint64_t w) { return ((double)(int64_t)(w & 0xFFFFFFFFull) + 0.5) * 0x1p-32; }
static inline double high(uint64_t w) { return ((double)(int64_t)(w >> 32) + 0.5) * 0x1p-32; }
static inline double uniform(uint64_t base, int64_t tick, int64_t entity)
{
    uint64_t w = word(base, tick, entity >> 1);
    return entity & 1 ? high(w) : low(w);
}

static double normal(double u)
{
    double tail = dmin(u, 1.0 - u);
    if (tail >= 0.02425) {
        double c = u - 0.5, s = c * c;
        double top = ((((-3.969683028665376e1 * s + 2.209460984245205e2) * s - 2.759285104469687e2) * s
                       + 1.383577518672690e2) * s - 3.066479806614716e1) * s + 2.506628277459239e0;
        double low_ = ((((-5.447609879822406e1 * s + 1.615858368580409e2) * s - 1.556989798598866e2) * s
                        + 6.680131188771972e1) * s - 1.328068155288572e1) * s + 1.0;
        return c * top / low_;
    }
    double r = sqrt(-2.0 * log(tail));
    double top = ((((-7.784894002430293e-3 * r - 3.223964580411365e-1) * r - 2.400758277161838e0) * r
                   - 2.549732539343734e0) * r + 4.374664141464968e0) * r + 2.938163982698783e0;
    double low_ = (((7.784695709041462e-3 * r + 3.224671290700398e-1) * r + 2.445134137142996e0) * r
                   + 3.754408661907416e0) * r + 1.0;
    return u < 0.5 ? top / low_ : -(top / low_);
}
static inline int64_t at_most(int64_t a, int64_t b) { return a < b ? a : b; }
static inline int64_t at_least(int64_t a, int64_t b) { return a > b ? a : b; }

static double inverse[64];

static inline int64_t poisson(double mean, double u)
{
    if (mean <= 0.0 || u <= 1.0 - mean) return 0;
    if (mean < 6.0) {
        double term = exp(-mean), total = term;
        int64_t k = 0;
        while (u > total && k < 60) {
            k++;
            term *= mean * inverse[k];
            total += term;
        }
        return k;
    }
    double z = normal(u);
    return at_least((int64_t)floor(mean + sqrt(mean) * z + (z * z - 1.0) / 6.0 + 0.5), 0);
}
static inline int64_t binomial(int64_t n, double p, double u)
{
    double mean = n * p, variance = mean * (1.0 - p);
    int64_t count;
    if (variance >= 12.0) count = (int64_t)floor(mean + sqrt(variance) * normal(u) + 0.5);
    else if (p <= 0.5) count = poisson(mean, u);
    else count = n - poisson(n - mean, 1.0 - u);
    return at_most(at_least(count, 0), n);
}
static inline int happens(double u, double rate) { return u < rate && u < -expm1(-rate); }
static inline double clamp(double x, double a, double b) { return dmin(dmax(x, a), b); }
static inline double logistic(double x) { return 1.0 / (1.0 + exp(-clamp(x, -500.0, 500.0))); }

static inline int calm(const State *s, int a) { return s->status[a] == TRUCE || s->status[a] == DEAL; }
static inline double strength(const State *s, const Rules *c, const double *p)
{
    return c->guarantor * s->leverage + c->monitored * p[P_monitor_strength];
}
static inline void set(State *s, int a, int status, double guarantee)
{
    s->status[a] = status;
    s->age[a] = s->term[a] = 0;
    s->guarantee[a] = guarantee;
    s->changed = 1;
}
static int64_t mobile(const State *s, const World *w)
{
    int64_t total = 0;
    for (int i = 0; i < w->parties; i++) total += s->mobile[i];
    return total;
}
static int64_t active_force(const State *s, const World *w)
{
    int64_t total = 0;
    for (int a = 0; a < w->areas; a++) total += s->status[a] == ACTIVE ? s->fighters[a] : 0;
    return total;
}

static void begin(State *s, const World *w, const Rules *c, const double *p, const uint64_t *b,
                  const double *factors)
{
    int A = w->areas, P = w->parties;
    double shape = p[P_death_dispersion], noise = 0.0, frailty = 0.0;
    memset(s, 0, sizeof *s);
    for (int i = 0; i < SHOCKS; i++) {
        s->noise[i] = exp(p[P_attrition_noise] * w->shocks[i]);
        double inside = dmax(1.0 - 1.0 / (9.0 * shape) + w->shocks[i] / (3.0 * sqrt(shape)), 0.0);
        s->frailty[i] = inside * inside * inside;
        noise += s->noise[i];
        frailty += s->frailty[i];
    }
    for (int i = 0; i < SHOCKS; i++) {
        s->noise[i] *= SHOCKS / noise;
        s->frailty[i] *= SHOCKS / frailty;
    }
    double prior = clamp(p[P_trust], 1e-9, 1.0 - 1e-9);
    s->leverage = p[P_leverage];
    s->p_return = -expm1(-7.0 * log(2.0) / p[P_return_half_life_days]);
    s->p_offer = -expm1(-p[P_offer_per_week]);
    s->p_tempo = -expm1(-p[P_tempo_per_week]);
    s->trust = log(prior) - log1p(-prior);
    s->harm = p[P_cost_weak] + p[P_civilian_weight] * p[P_cost_civilian] / 2.0;
    for (int i = 0; i < P; i++) s->mobile[i] = (int64_t)rint(w->mobile[i] * factors[0]);
    s->focus = -1;
    s->start_mobile = mobile(s, w);
    s->changed = 1;
    s->last_end = -1000000;
    double hope = log(p[P_hope]) - log1p(-p[P_hope]), spread = p[P_intensity_spread];
    for (int a = 0; a < A; a++) {
        for (int i = 0; i < P; i++) {
            s->force[a][i] = (int64_t)rint(w->force[a * P + i] * factors[1 + a]);
            s->fighters[a] += s->force[a][i];
            s->belief[a][i] = p[P_optimism] + p[P_faction_spread] * normal(uniform(b[K_outlook], 0, a * P + i));
            s->hope[a][i] = hope;
        }
        s->residents[a] = (int64_t)rint(w->population[a] * factors[1 + A + a]);
        int quiet = w->contested[a] && (w->truce[a] || c->stop);
        s->status[a] = w->contested[a] ? (quiet ? TRUCE : ACTIVE) : OUTSIDE;
        s->age[a] = w->truce[a] ? w->truce_weeks[a] : 0;
        s->term[a] = w->truce[a] ? w->truce_term[a] : 0;
        s->guarantee[a] = quiet ? strength(s, c, p) : 0.0;
        s->stock[a] = p[P_siege_stock_weeks] * w->stock_share[a];
        s->infrastructure[a] = w->infrastructure[a];
        s->deal_week[a] = s->apart[a] = -1;
        s->decay[a] = 1.0;
        s->local[a] = exp(spread * normal(uniform(b[K_local_intensity], 0, a)) - 0.5 * spread * spread);
    }
    for (int i = 0; i < w->backings; i++) {
        s->level[i] = dmin(w->level[i] * factors[1 + 2 * A + i], 1.0);
        if (c->withdrawn && w->to_strong[i]) s->level[i] = 0.0;
    }
}

/* closed forms */
static double withholding(const State *s, const World *w, const Rules *c, const double *p, int i)
{
    double pressed = c->guarantor && w->by_guarantor[i] ? 1.0 : 0.0;
    return logistic(p[P_threat_log_odds] + p[P_patron_sensitivity] * s->recent + pressed);
}
static void worths(const State *s, const World *w, const Rules *c, const double *p, int expected, double *worth)
{
    for (int i = 0; i < w->parties; i++) worth[i] = 1.0;
    for (int k = 0; k < w->backings; k++) {
        if (s->posture[k] == WITHHOLDS) continue;
        double sure = 1.0, share = w->mode[k] == 2 ? 1.0 : 0.0;
        if (expected && w->to_strong[k]) {
            double risk = p[P_threat_carried];
            if (s->posture[k] != THREATENS) risk *= withholding(s, w, c, p, k);
            double kept = (1.0 - risk) * (1.0 - risk);
            kept *= kept;
            sure = kept * kept;
        }
        if (w->mode[k] == 1) share = p[P_supply_effect];
        if (w->mode[k] == 3) share = p[P_troops_effect];
        double more = p[P_support_effect] * share * s->level[k] * sure;
        for (int i = 0; i < w->parties; i++) worth[i] += more * w->serves[k * w->parties + i];
    }
    for (int i = 0; i < w->parties; i++)
        if (!w->strong[i]) worth[i] *= p[P_defence_advantage];
}
static double offered_force(const State *s, const double *p, int64_t total, int64_t active, int a)
{
    int64_t own = s->status[a] == ACTIVE ? s->fighters[a] : 0;
    return dmax(total - p[P_containment] * (active - own), 0.0);
}
static void deciding_force(const State *s, const World *w, const Rules *c, const double *p, double *strong,
                           double *weak)
{
    double worth[MAX_P], ours = 0.0;
    int64_t total = mobile(s, w), active = active_force(s, w);
    worths(s, w, c, p, 1, worth);
    for (int i = 0; i < w->parties; i++) {
        if (w->strong[i]) ours += (double)s->mobile[i] / at_least(total, 1) * worth[i];
        worth[i] = sqrt(worth[i]);
    }
    ours = sqrt(ours);
    for (int a = 0; a < w->areas; a++) {
        double weighted = 0.0, near = 0.0;
        for (int i = 0; i < w->parties; i++) weighted += s->force[a][i] * worth[i];
        for (int d = 0; d < w->areas; d++)
            if (s->status[d] == ACTIVE && w->adjacent[d * w->areas + a]) near += s->fighters[d];
        int64_t force = s->fighters[a];
        weak[a] = weighted / at_least(force, 1) * (force + p[P_solidarity] * near);
        strong[a] = ours * offered_force(s, p, total, active, a);
    }
}
static double hold_odds(double strong, double weak, double steepness)
{
    return clamp(2.0 * steepness * (log(dmax(weak, 1e-9)) - log(dmax(strong, 1e-9))), -20.0, 20.0);
}
static double shortage(const State *s, const World *w, int a)
{
    return w->besieged[a] ? clamp(1.0 - s->stock[a] / 4.0, 0.0, 1.0) : 0.0;
}
static double cost(const State *s, const World *w, int a) { return s->harm * (1.0 + shortage(s, w, a)); }
static double trust(const State *s, const Rules *c, const double *p, double arms, double autonomy)
{
    double odds = s->trust + p[P_learning] * (0.5 * s->kept - s->broken);
    odds += p[P_guarantee_trust] * strength(s, c, p);
    return logistic(odds - (p[P_disarm_penalty] * (1.0 - arms) - p[P_autonomy_trust] * autonomy));
}
static double belief(const State *s, const double *p, int a, int i, double odds)
{
    double seen = logistic(odds + s->belief[a][i]), hope = logistic(s->hope[a][i]);
    return (1.0 - hope) * seen + hope * dmax(p[P_rescued_odds], seen);
}
static double kept_arms(double offered, double lowest) { return clamp((offered - lowest) / (1.0 - lowest), 0.0, 1.0); }
static void neighbours(State *s, const World *w, const Rules *c, const double *p)
{
    if (!s->changed) return;
    s->changed = 0;
    for (int a = 0; a < w->areas; a++) {
        double quiet = 0.0;
        int64_t ways = 0;
        for (int d = 0; d < w->areas; d++)
            if (w->adjacent[d * w->areas + a]) {
                quiet += calm(s, d);
                ways += (calm(s, d) || s->status[d] == OUTSIDE) && !w->besieged[d];
            }
        s->factor[a] = exp(c->spill * p[P_spill_over] * (quiet / w->neighbours[a]));
        s->ways[a] = ways;
    }
}
static void arm_again(State *s, const World *w, int a)
{
    for (int i = 0; i < w->parties; i++) {
        s->force[a][i] += s->hybrid[a][i];
        s->fighters[a] += s->hybrid[a][i];
        s->hybrid[a][i] = 0;
    }
}
static void break_(State *s, const World *w, const Rules *c, const double *p, int a, int by_strong)
{
    if (s->status[a] == DEAL) arm_again(s, w, a);
    if (by_strong) {
        s->broken += 1.0;
        if (c->guarantor) s->leverage *= 1.0 - p[P_leverage_loss];
    }
    set(s, a, s->fighters[a] > 0 ? ACTIVE : BROKEN, 0.0);
}

/* 1 backers */
static void encourage(State *s, const World *w, int i, double more)
{
    for (int a = 0; a < w->areas; a++)
        for (int k = 0; k < w->parties; k++) s->hope[a][k] += more * w->serves[i * w->parties + k];
}
static int serves(const State *s, const World *w, int i, int a)
{
    int found = 0;
    for (int k = 0; k < w->parties; k++) found |= w->serves[i * w->parties + k] > 0.0 && s->force[a][k] > 0;
    return found;
}
static double worth_of_backing(State *s, const World *w, const Rules *c, const double *p, int i)
{
    double level = s->level[i], gain = 0.0, strong[MAX_A], weak[MAX_A];
    int64_t n = 0;
    for (int turn = 0; turn < 2; turn++) {
        s->level[i] = turn ? 0.0 : level;
        deciding_force(s, w, c, p, strong, weak);
        n = 0;
        for (int a = 0; a < w->areas; a++)
            if (serves(s, w, i, a)) {
                gain += (turn ? -1.0 : 1.0) * logistic(hold_odds(strong[a], weak[a], p[P_steepness]));
                n++;
            }
    }
    s->level[i] = level;
    return gain / at_least(n, 1) - p[P_patron_cost] * level;
}
static void backers(State *s, const World *w, const Rules *c, const double *p, const uint64_t *b, int t)
{
    for (int i = 0; i < w->backings; i++) {
        if (!w->to_strong[i]) continue;
        uint64_t x = word(b[K_backers], t, i);
        if (s->posture[i] == COVERS) {
            if (low(x) < withholding(s, w, c, p, i)) {
                s->posture[i] = THREATENS;
                s->news_threat++;
            }
        } else if (s->posture[i] == THREATENS && s->focus >= 0 && high(x) < p[P_threat_carried])
            s->posture[i] = WITHHOLDS;
        else if (low(x) < p[P_given_again_per_week])
            s->posture[i] = COVERS;
    }
    for (int i = 0; i < w->backings; i++) {
        if (w->to_strong[i] || s->level[i] <= 0.0) continue;
        uint64_t x = word(b[K_backers], t, i);
        if (happens(low(x), p[P_backer_shift_per_week])
            && high(x) < logistic(-p[P_rationality] * worth_of_backing(s, w, c, p, i))) {
            s->level[i] = 0.0;
            encourage(s, w, i, -3.0 * p[P_learning]);
            for (int k = 0; k < w->backings; k++)
                if (w->to_strong[k] && s->posture[k] == COVERS) {
                    s->posture[k] = THREATENS;
                    s->news_threat++;
                }
        }
        if (s->focus >= 0 && s->level[i] > 0.0 && s->level[i] < 1.0
            && happens(uniform(b[K_raised_backing], t, i), p[P_backer_raise_per_week])
            && serves(s, w, i, s->focus)) {
            s->level[i] = dmin(s->level[i] + 0.25, 1.0);
            encourage(s, w, i, 3.0 * p[P_learning]);
        }
    }
}
static void intervention(State *s, const World *w, const Rules *c, const double *p, const uint64_t *b, int t)
{
    if (s->intervened || !happens(uniform(b[K_intervention], t, 0), p[P_intervention_per_week])) return;
    s->intervened = 1;
    s->focus = -1;
    for (int a = 0; a < w->areas; a++)
        if (s->status[a] == ACTIVE) set(s, a, TRUCE, dmax(strength(s, c, p), p[P_leverage]));
}

/* 2 fronts and truces */
static double front(double strong, double weak, const double *p, double *falls)
{
    double ratio = strong > 0.5 * weak ? dmin(weak / strong, 2.0) : 2.0;
    *falls = logistic(-hold_odds(strong, weak, p[P_steepness]));
    return *falls - p[P_cost_strong] * (1.0 + ratio);
}
static double left_over(double strong, double weak) { return sqrt(dmax(strong * strong - weak * weak, 0.0)); }
static double front_value(const World *w, double strong, const double *weak, const int *open, int a,
                          const double *p, int lookahead)
{
    double falls, falls_b, falls_d, value = front(strong, weak[a], p, &falls), best = 0.0;
    if (lookahead == 0) return value;
    double left = left_over(strong, weak[a]);
    for (int d = 0; d < w->areas; d++) {
        if (!open[d] || d == a) continue;
        double later = front(left, weak[d], p, &falls_b);
        if (lookahead == 2) {
            double rest = left_over(left, weak[d]), most = 0.0;
            for (int e = 0; e < w->areas; e++)
                if (open[e] && e != a && e != d) most = dmax(most, front(rest, weak[e], p, &falls_d));
            later += p[P_discount] * falls_b * most;
        }
        best = dmax(best, later);
    }
    return value + p[P_discount] * falls * best;
}
static void launch(State *s, const World *w, const Rules *c, const double *p, const uint64_t *b, int t)
{
    double strong[MAX_A], weak[MAX_A], best = -INFINITY;
    int open[MAX_A], choice = -1;
    int64_t total = mobile(s, w);
    if (total <= 0) return;
    deciding_force(s, w, c, p, strong, weak);
    for (int a = 0; a < w->areas; a++)
        open[a] = s->status[a] == ACTIVE || (s->status[a] == TRUCE && !c->stop);
    for (int a = 0; a <= w->areas; a++) {
        if (a < w->areas && !open[a]) continue;
        double value = 0.0;
        if (a < w->areas) {
            value = front_value(w, strong[a], weak, open, a, p, c->lookahead);
            if (s->status[a] == TRUCE) value -= p[P_cost_strong] * (1.0 + s->guarantee[a]);
        }
        value = p[P_rationality] * value - log(-log(uniform(b[K_front], t, a)));
        if (value > best) {
            best = value;
            choice = a;
        }
    }
    if (choice < w->areas) {
        if (s->status[choice] == TRUCE) s->broken += 1.0;
        set(s, choice, ACTIVE, 0.0);
        s->focus = choice;
        s->focus_weeks = 0;
        s->start_force = s->fighters[choice];
        s->start_mobile = total;
    }
}
static void choose(State *s, const World *w, const Rules *c, const double *p, const uint64_t *b, int t)
{
    if (s->focus >= 0) {
        if (mobile(s, w) <= p[P_breakpoint_strong] * s->start_mobile) s->focus = -1;
        else {
            s->focus_weeks++;
            if (s->news_threat > 0) {
                double strong[MAX_A], weak[MAX_A], falls;
                deciding_force(s, w, c, p, strong, weak);
                double value = front(strong[s->focus], weak[s->focus], p, &falls);
                if (uniform(b[K_heed], t, 0) >= logistic(p[P_rationality] * value)) s->focus = -1;
            }
        }
    }
    if (s->focus < 0 && !s->intervened && (c->no_pause || uniform(b[K_launch], t, 0) < s->p_tempo))
        launch(s, w, c, p, b, t);
    if (s->focus < 0) s->focus_weeks = 0;
}
static void ballots(const State *s, const World *w, const double *p, uint64_t base, int t, int a, double gain,
                    double odds, int demand, int *held)
{
    for (int i = 0; i < w->parties; i++) {
        held[i] = 0;
        if (s->force[a][i] > 0) {
            double stake = demand && w->holdout[i] ? p[P_indivisible] : 0.0;
            double chance = logistic(p[P_rationality] * (gain - belief(s, p, a, i, odds) - stake));
            held[i] = uniform(base, t, a * w->parties + i) < chance;
        }
    }
}
static void truces(State *s, const World *w, const Rules *c, const double *p, const uint64_t *b, int t)
{
    double strong[MAX_A], weak[MAX_A];
    int table[MAX_A], held[MAX_P], some = 0;
    if (!c->truces || s->focus < 0) return;
    for (int a = 0; a < w->areas; a++) {
        table[a] = s->status[a] == ACTIVE && a != s->focus && s->fighters[a] > 0
                   && uniform(b[K_truce_offers], t, a) < s->p_offer;
        some |= table[a];
    }
    if (!some) return;
    deciding_force(s, w, c, p, strong, weak);
    double q = trust(s, c, p, 1.0, 1.0);
    for (int a = 0; a < w->areas; a++) {
        if (!table[a]) continue;
        double odds = hold_odds(strong[a], weak[a], p[P_steepness]);
        ballots(s, w, p, b[K_truce_votes], t, a, logistic(odds) + q * cost(s, w, a), odds, 0, held);
        int signed_ = 1;
        for (int i = 0; i < w->parties; i++) signed_ &= held[i] || s->force[a][i] == 0 || w->excluded[i];
        if (signed_) set(s, a, TRUCE, strength(s, c, p));
    }
}

/* 3 the guarantor */
static int64_t term_weeks(const double *p) { return (int64_t)dmax(rint(p[P_calm_term_weeks]), 1.0); }
static void calm_assault(State *s, const Rules *c, const double *p, const uint64_t *b, int t)
{
    if (!c->guarantor || s->focus < 0) return;
    uint64_t x = word(b[K_calm], t, 0);
    double rate = p[P_calm_per_week] * s->leverage;
    if (low(x) >= rate) return;
    double utility = p[P_guarantor_stake] * (1.0 + s->recent) - p[P_guarantor_cost];
    if (!happens(low(x), rate * logistic(p[P_rationality] * utility))) return;
    if (high(x) >= p[P_calm_ignored]) {
        int a = s->focus;
        set(s, a, TRUCE, strength(s, c, p));
        if (uniform(b[K_calm], t, 2) < p[P_calm_term_share]) s->term[a] = term_weeks(p);
        s->focus = -1;
    } else
        s->leverage *= 1.0 - p[P_leverage_loss];
}

/* 4 combat, siege, spoilers */
static void shots(const World *w, const double *mass, const double *fire, double rate, int linear, double *shot)
{
    double total = 0.0;
    for (int i = 0; i < w->kinds; i++) total += mass[i];
    for (int j = 0; j < w->kinds; j++) {
        double pool = total;
        if (!linear) {
            pool = 0.0;
            for (int i = 0; i < w->kinds; i++) pool += mass[i] * w->foes[i * w->kinds + j];
        }
        shot[j] = pool > 0.0 ? rate * fire[j] / pool : 0.0;
    }
}
static double hit_on(const World *w, const double *shot, int k)
{
    double share = 0.0;
    for (int j = 0; j < w->kinds; j++) share += shot[j] * w->foes[j * w->kinds + k];
    return share;
}
static void attrition(State *s, const World *w, const Rules *c, const double *p, const uint64_t *b, int t)
{
    int A = w->areas, P = w->parties, focus = s->focus;
    double worth[MAX_P], mass[MAX_P], fire[MAX_P], strong_mass[MAX_P] = {0}, strong_fire[MAX_P] = {0};
    double shot[MAX_P], hit[MAX_P], committed = 0.0, weight = 1.0;
    int64_t gone[MAX_P] = {0}, total = mobile(s, w), at_focus = 0, lost = 0;
    s->battle_weak = s->battle_strong = 0.0;
    worths(s, w, c, p, 0, worth);
    neighbours(s, w, c, p);
    if (focus >= 0) {
        committed = offered_force(s, p, total, active_force(s, w), focus);
        weight = s->fighters[focus];
        for (int a = 0; a < A; a++)
            if (a != focus && s->status[a] == ACTIVE && w->adjacent[focus * A + a])
                weight += p[P_solidarity] * s->fighters[a];
        weight = dmax(weight, 1e-300);
        at_focus = s->fighters[focus];
    }
    for (int i = 0; i < P; i++)
        if (s->mobile[i] > 0) {
            double share = (double)s->mobile[i] / at_least(total, 1);
            strong_mass[w->kind[i]] += share;
            strong_fire[w->kind[i]] += share * worth[i];
        }
    for (int a = 0; a < A; a++) {
        int active = s->status[a] == ACTIVE;
        if (!(active || (w->some_excluded && s->status[a] == TRUCE))) continue;
        int64_t force = s->fighters[a];
        if (!active) {
            force = 0;
            for (int i = 0; i < P; i++) force += w->excluded[i] ? s->force[a][i] : 0;
        }
        if (force == 0) continue;
        double battle = 0.0, background = p[P_background_fighting];
        if (a == focus) {
            battle = 1.0;
            background = 0.0;
        } else if (focus >= 0 && active && w->adjacent[focus * A + a])
            battle = p[P_solidarity];
        double against = committed * (battle * force) / weight + p[P_containment] * background * force;
        double share = dmin(battle + background, 1.0), rate = p[P_attrition_per_week] * s->factor[a];
        uint64_t x = word(b[K_noise], t, a);
        double down = s->noise[(x >> 24) & 255], up = s->noise[x >> 56];
        for (int k = 0; k < w->kinds; k++) {
            mass[k] = strong_mass[k] * against;
            fire[k] = strong_fire[k] * against * up;
        }
        for (int i = 0; i < P; i++)
            if (s->force[a][i] > 0 && (active || w->excluded[i])) {
                double engaged = share * s->force[a][i];
                mass[w->kind[i]] += engaged;
                fire[w->kind[i]] += engaged * worth[i] * down;
            }
        shots(w, mass, fire, rate, c->linear, shot);
        for (int k = 0; k < w->kinds; k++) {
            hit[k] = 1.0 / (1.0 + 0.5 * hit_on(w, shot, k));
            mass[k] *= hit[k];
            fire[k] *= hit[k];
        }
        shots(w, mass, fire, rate, c->linear, shot);
        for (int k = 0; k < w->kinds; k++) hit[k] = dmin(hit_on(w, shot, k) * hit[k], 1.0);
        x = word(b[K_losses], t, (a * P) >> 1);
        for (int i = 0; i < P; i++) {
            int entity = a * P + i;
            if (i > 0 && !(entity & 1)) x = word(b[K_losses], t, entity >> 1);
            double weak = active || w->excluded[i] ? share * s->force[a][i] : 0.0;
            double mean = hit[w->kind[i]] * (weak + s->mobile[i] * (against / at_least(total, 1)));
            if (mean <= 0.0) continue;
            int64_t n = poisson(mean, entity & 1 ? high(x) : low(x));
            if (w->strong[i]) gone[i] += n;
            else {
                n = at_most(n, s->force[a][i]);
                s->force[a][i] -= n;
                s->fighters[a] -= n;
                s->soldiers_dead[i] += n;
            }
        }
    }
    for (int i = 0; i < P; i++) {
        int64_t n = at_most(gone[i], s->mobile[i]);
        s->mobile[i] -= n;
        s->soldiers_dead[i] += n;
        lost += n;
    }
    if (focus < 0) return;
    s->battle_weak = (double)(at_focus - s->fighters[focus]) / at_least(at_focus, 1);
    s->battle_strong = (double)lost / at_least(total, 1);
    if (s->fighters[focus] <= p[P_breakpoint_weak] * s->start_force) {
        for (int i = 0; i < P; i++) s->force[focus][i] = 0;
        s->fighters[focus] = 0;
        set(s, focus, FALLEN, 0.0);
        s->last_end = t;
        s->news_fallen++;
        s->focus = -1;
    }
}
static void siege(State *s, const World *w, const double *p)
{
    for (int a = 0; a < w->areas; a++) {
        if (!w->besieged[a]) continue;
        double change = calm(s, a) ? 0.5 : 0.0;
        if (s->status[a] == ACTIVE) {
            change = -p[P_siege_tightness];
            s->siege_weeks += s->residents[a];
        }
        s->stock[a] = clamp(s->stock[a] + change, 0.0, p[P_siege_stock_weeks]);
    }
}
static void spoilers(State *s, const World *w, const Rules *c, const double *p, const uint64_t *b, int t)
{
    for (int a = 0; a < w->areas; a++) {
        if (!calm(s, a)) continue;
        double early = s->age[a] < 13 ? 2.0 : 1.0;
        if (!happens(high(word(b[K_fates], t, a)), p[P_spoiler_per_week] * early)) continue;
        double signed_ = s->status[a] == DEAL ? s->arms[a] : 1.0;
        if (uniform(b[K_spoilers], t, a) < p[P_spoiler_break] * (0.5 + signed_)) break_(s, w, c, p, a, 0);
    }
}

/* 5 votes, 6 implementation */
static void carry_out(State *s, const World *w, const Rules *c, const double *p, const uint64_t *b, int t, int a,
                      double arms, const int *held)
{
    int64_t left = 0;
    for (int i = 0; i < w->parties; i++) {
        if (!held[i]) continue;
        uint64_t x = word(b[K_leaving], t, a * w->parties + i);
        int64_t leave = binomial(s->force[a][i], c->leaving * p[P_leaving_share], low(x));
        int64_t stay = s->force[a][i] - leave, disarm = binomial(stay, 1.0 - arms, high(x));
        s->fighters[a] -= s->force[a][i];
        s->force[a][i] = 0;
        s->hybrid[a][i] += stay - disarm;
        s->soldiers_left[i] += leave;
        s->residents[a] += disarm;
        left += leave;
    }
    double spread = p[P_families_spread];
    double local = exp(spread * normal(uniform(b[K_family_size], 0, a)) - 0.5 * spread * spread);
    int64_t wanted = poisson(left * p[P_families_per_fighter] * local, uniform(b[K_families], t, a));
    int64_t family = at_most(wanted, s->residents[a]);
    s->residents[a] -= family;
    s->evacuated[a] += family;
    s->new_evacuated += family;
}
static void decide(State *s, const World *w, const Rules *c, const double *p, const uint64_t *b, int t, int a,
                   double x, double odds)
{
    int held[MAX_P], whole = 1;
    int64_t willing = 0;
    double arms = kept_arms(x, p[P_terms_floor]), q = trust(s, c, p, arms, x);
    double gain = q * x + (1.0 - q) * (0.5 * arms * logistic(odds)) + cost(s, w, a);
    ballots(s, w, p, b[K_votes], t, a, gain, odds, c->forced, held);
    for (int i = 0; i < w->parties; i++) {
        willing += held[i] ? s->force[a][i] : 0;
        whole &= held[i] || s->force[a][i] == 0;
    }
    if (!whole && willing * 2 < s->fighters[a]) return;
    carry_out(s, w, c, p, b, t, a, arms, held);
    if (whole) {
        set(s, a, DEAL, strength(s, c, p));
        s->last_end = t;
        s->arms[a] = arms;
        if (s->deal_week[a] < 0) s->deal_week[a] = t;
        if (s->focus == a) s->focus = -1;
    } else
        s->apart[a] = t;
}
static double offers(const State *s, const World *w, const Rules *c, const double *p, int t, int a)
{
    if (c->offer == EARLY) return 1.0;
    if (s->status[a] == ACTIVE && w->besieged[a] && s->stock[a] <= 0.0) return 1.0;
    if (a == s->focus) return s->focus_weeks >= p[P_late_after_weeks] ? 1.0 : 0.0;
    return t - s->last_end <= p[P_threat_weeks] ? p[P_threat_offers] : 0.0;
}
static void votes(State *s, const World *w, const Rules *c, const double *p, const uint64_t *b, int t)
{
    double strong[MAX_A], weak[MAX_A], rate = p[P_offer_per_week];
    int some = 0;
    if (c->offer == NONE) return;
    if (c->guarantor) rate *= 1.0 + p[P_mediation] * s->leverage;
    for (int a = 0; a < w->areas; a++)
        if ((s->status[a] == ACTIVE || s->status[a] == TRUCE) && s->fighters[a] > 0) {
            double pace = rate * offers(s, w, c, p, t, a);
            if (pace > 0.0) {
                s->offered[a] = happens(uniform(b[K_offers], t, a), pace);
                some |= s->offered[a];
            }
        }
    if (!some) return;
    s->some_offer = 1;
    deciding_force(s, w, c, p, strong, weak);
    for (int a = 0; a < w->areas; a++) {
        if (!s->offered[a]) continue;
        double odds = hold_odds(strong[a], weak[a], p[P_steepness]), hold = logistic(odds), price = cost(s, w, a);
        double least = dmax(hold - price, 0.0), most = dmin(hold + p[P_cost_strong], 1.0);
        double x = least + dmin(p[P_surplus_share], 1.0) * dmin(p[P_cost_strong] + price, most - least);
        strong[a] = dmin(dmax(dmax(x, dmin(p[P_terms_floor], most)), 0.0), 1.0);
        weak[a] = odds;
    }
    for (int a = 0; a < w->areas; a++)
        if (s->offered[a]) decide(s, w, c, p, b, t, a, strong[a], weak[a]);
}

/* 7 breach, terms */
static double deal_hazard(int64_t age)
{
    if (age < 1.0 * MONTH) return 0.042 / MONTH;
    if (age < 3.0 * MONTH) return 0.037 / MONTH;
    if (age < 6.0 * MONTH) return 0.022 / MONTH;
    if (age < 12.0 * MONTH) return 0.013 / MONTH;
    if (age < 24.0 * MONTH) return 0.006 / MONTH;
    return (age < 60.0 * MONTH ? 0.0015 : 0.0004) / MONTH;
}
static void breach(State *s, const World *w, const Rules *c, const double *p, const uint64_t *b, int t)
{
    int apart = 0;
    for (int a = 0; a < w->areas; a++) {
        apart |= s->apart[a] >= 0;
        if (!calm(s, a)) continue;
        double hazard = s->status[a] == DEAL ? deal_hazard(s->age[a]) * p[P_deal_breach_scale]
                        : p[P_truce_breach_per_week] * (s->term[a] > 0 ? p[P_term_keeps] : 1.0);
        double longer = p[P_guarantee] * s->guarantee[a], u = low(word(b[K_fates], t, a)), chance = 0.0;
        if (u < hazard || longer < 0.0) chance = -expm1(-hazard * exp(-longer));
        if (u < chance) break_(s, w, c, p, a, u < p[P_strong_breach_share] * chance);
        else if (s->age[a] == 13) s->kept += 1.0;
    }
    for (int a = 0; apart && a < w->areas; a++) {
        if (s->apart[a] < 0 || !(s->status[a] == ACTIVE || s->status[a] == TRUCE)) continue;
        int64_t armed = 0;
        for (int i = 0; i < w->parties; i++) armed += s->hybrid[a][i];
        double hazard = deal_hazard(at_least(t - s->apart[a], 0)) * p[P_deal_breach_scale];
        double u = uniform(b[K_separate_breach], t, a);
        if (armed > 0 && happens(u, hazard)) {
            arm_again(s, w, a);
            if (u < p[P_strong_breach_share] * -expm1(-hazard)) s->broken += 1.0;
        }
    }
}
static void terms(State *s, const World *w, const double *p, const uint64_t *b, int t)
{
    for (int a = 0; a < w->areas; a++)
        if (s->status[a] == TRUCE && s->term[a] > 0 && --s->term[a] == 0) {
            if (uniform(b[K_renewal], t, a) < p[P_calm_renewal]) s->term[a] = term_weeks(p);
            else set(s, a, ACTIVE, 0.0);
        }
}

/* 8 human cost, then what is learnt */
static double intensity(const State *s, const World *w, const double *p, int a)
{
    if (s->status[a] == ACTIVE) return (a == s->focus ? 1.0 : p[P_background_fighting]) * s->factor[a];
    if (s->status[a] != TRUCE) return 0.0;
    double left_out = 0.0;
    if (w->some_excluded) {
        int64_t out = 0;
        for (int i = 0; i < w->parties; i++) out += w->excluded[i] ? s->force[a][i] : 0;
        left_out = (double)out / at_least(s->fighters[a], 1);
    }
    return p[P_background_fighting] * (p[P_truce_violence] * (1.0 - left_out) + left_out);
}
static int destination(const State *s, const World *w, int a, double u)
{
    int pick = (int)(u * (s->ways[a] + 1));
    for (int d = 0; d < w->areas; d++)
        if (w->adjacent[d * w->areas + a] && (calm(s, d) || s->status[d] == OUTSIDE) && !w->besieged[d])
            if (pick-- == 0) return d;
    return w->sink[a];
}
static int64_t deaths(State *s, const World *w, const double *p, int a, double u)
{
    double x = intensity(s, w, p, a), rate = p[P_deaths_per_1000_week] * x;
    if (x != s->ruin[a]) {
        s->ruin[a] = x;
        s->gone[a] = -expm1(-p[P_displacement_per_week] * x);
        s->decay[a] = exp(-p[P_damage_per_week] * x);
    }
    if (s->status[a] == ACTIVE) rate += p[P_siege_deaths_per_1000_week] * shortage(s, w, a);
    int64_t n = at_most(poisson(s->frail[a] * 0.001 * s->residents[a] * rate, u), s->residents[a]);
    s->residents[a] -= n;
    s->dead[a] += n;
    return n;
}
static void flight(State *s, const World *w, const uint64_t *b, int t, int a, double u)
{
    int64_t n = binomial(s->residents[a], s->gone[a], u);
    s->infrastructure[a] *= s->decay[a];
    if (n == 0) return;
    s->residents[a] -= n;
    s->displaced[a] += n;
    s->fled[a] += n;
    s->away[a][s->ways[a] > 0 ? destination(s, w, a, uniform(b[K_flight], t, a)) : w->sink[a]] += n;
}
static void aftermath(State *s, const double *p, const uint64_t *b, int t, int a)
{
    double exposed = s->exposed[a] * (0.001 / YEAR);
    uint64_t x = word(b[K_aftermath], t, a);
    s->exposed[a] = 0.0;
    int64_t killed = at_most(poisson(exposed * p[P_harm_per_1000_year], low(x)), s->residents[a]);
    s->residents[a] -= killed;
    s->dead[a] += killed;
    int64_t taken = at_most(poisson(exposed * p[P_detained_per_1000_year], high(x)), s->residents[a]);
    s->residents[a] -= taken;
    s->detained[a] += taken;
    s->killed_after += killed;
}
static void return_(State *s, const World *w, const Rules *c, const double *p, const uint64_t *b, int t, int a)
{
    int taken = s->status[a] == FALLEN || s->status[a] == BROKEN;
    double may = p[P_returnable_share] * (taken ? 0.5 : 1.0);
    int64_t able = s->displaced[a] > 0 ? s->displaced[a] - (int64_t)ceil((1.0 - may) * s->fled[a]) : 0, home = 0;
    int some = c->right_of_return && !taken && s->evacuated[a] > 0;
    if (able <= 0 && !some) return;
    uint64_t x = word(b[K_returning], t, a);
    if (able > 0) {
        home = binomial(able, s->p_return, low(x));
        s->displaced[a] -= home;
        int64_t rest = home;
        for (int d = 0; rest > 0; d++) {
            int64_t n = at_most(rest, s->away[a][d]);
            s->away[a][d] -= n;
            rest -= n;
        }
    }
    if (some) {
        int64_t again = binomial(s->evacuated[a], s->p_return * p[P_returnable_share], high(x));
        s->evacuated[a] -= again;
        home += again;
    }
    s->residents[a] += home;
    s->returned += home;
}
static void human_cost(State *s, const World *w, const Rules *c, const double *p, const uint64_t *b, int t)
{
    int64_t killed = 0, alive = 0, due = (t & 3) == 3 || t == w->horizon - 1;
    if ((t & 3) == 0)
        for (int a = 0; a < w->areas; a++) {
            uint64_t x = word(b[K_frailty], t / 4, a >> 1);
            s->frail[a] = s->frailty[a & 1 ? x >> 56 : (x >> 24) & 255] * s->local[a];
        }
    neighbours(s, w, c, p);
    for (int a = 0; a < w->areas; a++) {
        int64_t status = s->status[a];
        int fought = status == ACTIVE || status == TRUCE;
        uint64_t x = word(b[K_harm], t, a);
        if (fought) killed += deaths(s, w, p, a, low(x));
        else if (status != OUTSIDE)
            s->exposed[a] += s->residents[a] * (status != DEAL ? p[P_fall_harm_factor] : 1.0);
        alive += s->residents[a];
        if (due && s->exposed[a] > 0.0) aftermath(s, p, b, t, a);
        if (fought) flight(s, w, b, t, a, high(x));
        if (status != ACTIVE && status != OUTSIDE) return_(s, w, c, p, b, t, a);
    }
    s->recent += killed * 1000.0 / at_least(alive, 1) - s->recent / 4.0;
}
static void learn(State *s, const World *w, const double *p)
{
    if (s->focus >= 0 || s->news_fallen > 0 || s->some_offer) {
        double rate = p[P_learning], fell = 0.5 * s->news_fallen;
        for (int a = 0; a < w->areas; a++) {
            double seen = 0.0, alone = 0.0;
            if (a == s->focus) {
                seen = 5.0 * (s->battle_strong - s->battle_weak);
                alone = s->status[a] == ACTIVE ? 0.5 : 0.0;
            } else if (fell == 0.0 && !s->offered[a])
                continue;
            double keeps = s->offered[a] ? 1.0 - 0.25 * dmin(rate, 1.0) : 1.0;
            for (int i = 0; i < w->parties; i++) {
                s->belief[a][i] = s->belief[a][i] * keeps + rate * (seen - fell);
                s->hope[a][i] -= rate * (alone + fell);
            }
        }
    }
    for (int a = 0; a < w->areas; a++) {
        s->age[a]++;
        s->offered[a] = 0;
    }
    s->news_fallen = s->news_threat = s->some_offer = 0;
}
static void series(const State *s, const World *w, int64_t *sums)
{
    for (int a = 0; a < w->areas; a++) {
        sums[0] += s->dead[a];
        sums[1] += s->displaced[a] + s->evacuated[a];
        if (!w->contested[a]) continue;
        if (w->besieged[a] && s->status[a] == ACTIVE) sums[2] += s->residents[a];
        sums[3] += s->status[a] == FALLEN;
        sums[4] += calm(s, a);
    }
}

/* Run `n` runs of one arm; `out` gets 12 outcomes of each, `sums` (horizon + 1, 5) is added to. */
void run_many(const World *w, const Rules *c, const double *parameters, int64_t n_parameters,
              const double *factors, int64_t n_factors, const uint64_t *keys, int64_t first, int64_t n,
              double *out, int64_t *sums)
{
    State state, *s = &state;
    uint64_t b[N_KEYS];
    for (int k = 1; k < 64; k++) inverse[k] = 1.0 / k;
    for (int64_t r = 0; r < n; r++) {
        const double *p = parameters + r * n_parameters;
        for (int k = 0; k < N_KEYS; k++) b[k] = mix(keys[k] + ((uint64_t)(first + r) + 1) * GOLDEN);
        begin(s, w, c, p, b, factors + r * n_factors);
        series(s, w, sums);
        for (int t = 0; t < w->horizon; t++) {
            backers(s, w, c, p, b, t);
            intervention(s, w, c, p, b, t);
            choose(s, w, c, p, b, t);
            truces(s, w, c, p, b, t);
            calm_assault(s, c, p, b, t);
            attrition(s, w, c, p, b, t);
            siege(s, w, p);
            spoilers(s, w, c, p, b, t);
            votes(s, w, c, p, b, t);
            breach(s, w, c, p, b, t);
            terms(s, w, p, b, t);
            human_cost(s, w, c, p, b, t);
            learn(s, w, p);
            series(s, w, sums + 5 * (t + 1));
        }
        double *o = out + 12 * r;
        for (int k = 0; k < 12; k++) o[k] = 0.0;
        for (int a = 0; a < w->areas; a++) {
            o[0] += s->dead[a];
            o[2] += s->fled[a];
            o[4] += s->displaced[a] + s->evacuated[a];
            o[5] += s->detained[a];
            for (int i = 0; i < w->parties; i++) o[6] += s->hybrid[a][i];
            o[8] += s->status[a] == FALLEN && w->contested[a];
            o[9] += s->status[a] == DEAL && w->contested[a];
            o[11] += s->away[a][w->areas] + (w->sink[a] == w->areas ? s->evacuated[a] : 0);
        }
        for (int i = 0; i < w->parties; i++) o[1] += s->soldiers_dead[i];
        o[2] += s->new_evacuated;
        o[3] = s->returned;
        o[7] = s->siege_weeks;
        o[10] = s->killed_after;
    }
}
