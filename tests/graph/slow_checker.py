"""A second opinion on stability: slow, short, straight from the definitions, in Python sets.

Nothing here is shared with the engine. A conflict is a plain ``Model``; a state is an int.
"""

from dataclasses import dataclass
from itertools import chain, combinations, product


@dataclass
class Model:
    n_dm: int
    states: set
    payoff: list  # payoff[i][s]
    moves: list  # moves[i][s] -> set of states
    owner: list | None = None  # option -> DM, when moves come from options

    def better(self, i, s):
        return {t for t in self.moves[i][s] if self.payoff[i][t] > self.payoff[i][s]}

    def not_better(self, i, u, s):
        return self.payoff[i][u] <= self.payoff[i][s]


def option_model(owners, payoff, feasible, irreversible, barred=()):
    n = 1 << len(owners)
    states = {s for s in range(n) if feasible[s]}
    n_dm = len(payoff)

    def allowed(i, s, t):
        if s == t:
            return False
        for j, who in enumerate(owners):
            before, after = s >> j & 1, t >> j & 1
            if before == after:
                continue
            if i not in (who if isinstance(who, tuple) else (who,)):
                return False
            if irreversible[j] == "on" and before == 1:
                return False
            if irreversible[j] == "off" and before == 0:
                return False
        return not any(i == who and s in source and t in target for who, source, target in barred)

    moves = [{s: {t for t in states if allowed(i, s, t)} for s in states} for i in range(n_dm)]
    return Model(n_dm, states, payoff, moves, list(owners))


def arc_model(n_states, payoff, arcs):
    states = set(range(n_states))
    moves = [{s: {t for a, t in arcs[i] if a == s} for s in states} for i in range(len(payoff))]
    return Model(len(payoff), states, payoff, moves)


def legal_reach(model, group, start, step):
    """States reached by >= 1 moves of members of `group`, no one twice in a row."""
    seen = set()
    frontier = [(start, None)]
    while frontier:
        state, last = frontier.pop()
        for k in group:
            if k == last:
                continue
            for target in step(k, state):
                if (target, k) not in seen:
                    seen.add((target, k))
                    frontier.append((target, k))
    return {state for state, _ in seen}


def others(model, i):
    return [j for j in range(model.n_dm) if j != i]


def nash(model, i, s):
    return not model.better(i, s)


def gmr(model, i, s):
    def reach(t):
        return legal_reach(model, others(model, i), t, lambda k, x: model.moves[k][x])

    return all(any(model.not_better(i, u, s) for u in reach(t)) for t in model.better(i, s))


def stuck(model, i, u, s):
    return model.not_better(i, u, s) and all(model.not_better(i, v, s) for v in model.moves[i][u])


def smr(model, i, s):
    def reach(t):
        return legal_reach(model, others(model, i), t, lambda k, x: model.moves[k][x])

    return all(any(stuck(model, i, u, s) for u in reach(t)) for t in model.better(i, s))


def seq(model, i, s):
    def reach(t):
        return legal_reach(model, others(model, i), t, model.better)

    return all(any(model.not_better(i, u, s) for u in reach(t)) for t in model.better(i, s))


def sseq(model, i, s):
    def reach(t):
        return legal_reach(model, others(model, i), t, model.better)

    return all(any(stuck(model, i, u, s) for u in reach(t)) for t in model.better(i, s))


def sim(model, i, s):
    def joint(t):
        choices = [[0, *[s ^ x for x in model.better(j, s)]] for j in others(model, i)]
        for pick in product(*choices):
            if not any(pick):
                continue
            changed = s ^ t
            for delta in pick:
                changed |= delta
            if s ^ changed in model.states:
                yield s ^ changed

    return all(any(model.not_better(i, u, s) for u in joint(t)) for t in model.better(i, s))


CONCEPTS = {"nash": nash, "gmr": gmr, "smr": smr, "seq": seq, "sseq": sseq, "sim": sim}


def stable_sets(model, concept):
    """For each decision maker the set of states stable under `concept`."""
    return [{s for s in model.states if CONCEPTS[concept](model, i, s)} for i in range(model.n_dm)]


def coalitions(members):
    members = list(members)
    return chain.from_iterable(combinations(members, r) for r in range(1, len(members) + 1))
