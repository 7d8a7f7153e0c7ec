"""Which preferences make a state stable: the inverse of the analysis, for one decision maker.

The order of one decision maker is free: any strict order of the feasible states; the others keep
theirs. Whether a state s is stable for it depends only on which states it holds better than s, so
one does not go through all m! orders. Two exact ways, else a sample:

- Under Nash, GMR and SEQ s is unstable if, for some move t, t and all answers to it are better
  than s. That k given states are all better than s happens in m! / (k + 1) orders, so inclusion
  and exclusion over the moves (at most 20 that matter) counts, whatever the number of states.
- Under SMR and SSEQ the subsets of the *deciding* states (moves, answers, escapes; at most 20)
  are gone through: with d of them, b better, there are m! b! (d - b)! / (d + 1)! such orders.

References
----------
Kinsara, Kilgour and Hipel (2015), "Inverse approach to the graph model for conflict resolution",
IEEE Transactions on Systems, Man, and Cybernetics: Systems 45, 734-742. Counts by enumeration
there; the closed form here is elementary (every relative order of d + 1 states is equally
frequent).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sulh._version import __version__
from sulh.errors import ModelError
from sulh.graph.analysis import check_concepts
from sulh.graph.conflict import Conflict
from sulh.graph.montecarlo import FIVE
from sulh.graph.moves import check_decision_maker, check_state, legal_sequences, moves_from

__all__ = ["Answer", "InverseResult", "StabilityCondition", "count_orders", "inverse"]

BoolArray = npt.NDArray[np.bool_]
MAX_DECIDING = 20
"""Up to so many deciding states, or moves that matter, 2**20 subsets are gone through."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One way in which an improvement is deterred: `state` is no better, nor any of `escapes`."""

    state: int
    escapes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StabilityCondition:
    """When a state is stable, as a condition on what is better than it.

    For every move in `moves`: it is no better than the state, or one of its answers holds (each
    state of the answer is no better than the state). `moves` without answers must be no better.

    Parameters
    ----------
    state, decision_maker : int
    moves : tuple of (int, tuple of Answer)
    """

    state: int
    decision_maker: int
    moves: tuple[tuple[int, tuple[Answer, ...]], ...]

    def holds(self, better: Iterable[int]) -> bool:
        """True if the state is stable when exactly the states in `better` are better than it."""
        above = frozenset(better)
        return all(
            move not in above
            or any(a.state not in above and above.isdisjoint(a.escapes) for a in answers)
            for move, answers in self.moves
        )

    @property
    def deciding(self) -> tuple[int, ...]:
        """The states whose place relative to the state decides, ascending."""
        found = {move for move, _ in self.moves}
        for _, answers in self.moves:
            for answer in answers:
                found |= {answer.state, *answer.escapes}
        return tuple(sorted(found - {self.state}))

    def words(self, conflict: Conflict) -> str:
        """The condition as one sentence of English, states by name or number."""
        if not self.moves:
            return "always: no move from it goes unanswered, whatever is preferred"
        return "; and ".join(self._part(conflict, *each) for each in self.moves)

    def _part(self, conflict: Conflict, move: int, answers: tuple[Answer, ...]) -> str:
        name, here = conflict.state_name, conflict.state_name(self.state)
        part = f"[{name(move)}] is not better than [{here}]"
        if not answers:
            return part
        ways = [" and ".join(f"[{name(s)}]" for s in (a.state, *a.escapes)) for a in answers]
        return f"{part}, or none of these is: {' / or none of: '.join(ways)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class InverseResult:
    """In how many orders of one decision maker a state is stable.

    Parameters
    ----------
    n_stable, n_orders : int
        Orders in which it is stable, and all strict orders of the feasible states. Sampled:
        orders looked at.
    exact : bool
    condition : str
        In words.
    rule : StabilityCondition
        The same, to compute with: the exact set of orders.
    se : float
        Standard error of ``n_stable / n_orders``; 0 when exact.
    seed : int or None
        Of the sample; None when exact.
    """

    question: str
    state: int
    decision_maker: int
    concept: str
    n_stable: int
    n_orders: int
    exact: bool
    condition: str
    rule: StabilityCondition
    se: float = 0.0
    seed: int | None = None
    version: str = __version__

    @property
    def share(self) -> float:
        """``n_stable / n_orders``."""
        return self.n_stable / self.n_orders


def inverse(
    conflict: Conflict,
    state: int,
    decision_maker: int,
    concept: str,
    *,
    n: int = 20_000,
    seed: int = 0,
) -> InverseResult:
    """Count the strict orders of one decision maker under which a state is stable for it.

    Parameters
    ----------
    conflict : Conflict
        The payoffs of the other decision makers count (under SEQ and SSEQ); its own do not.
    state, decision_maker : int
    concept : {"nash", "gmr", "smr", "seq", "sseq"}
    n, seed : int
        Size and seed of the sample, where one is needed.

    Returns
    -------
    InverseResult

    Examples
    --------
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> found = inverse(dilemma, 0, 0, "seq")
    >>> found.n_stable, found.n_orders, found.exact
    (16, 24, True)
    >>> found.condition
    '[1] is not better than [0], or none of these is: [3]'
    """
    names = check_concepts((concept,), FIVE)
    who = check_decision_maker(conflict, decision_maker)
    rule = stability_condition(conflict, check_state(conflict, state), who, names[0])
    m = int(conflict.feasible.sum())
    found, total = count_orders(rule, m), math.factorial(m)
    exact = found is not None
    if found is None:
        found, total = _sample(rule, n, seed), n
    share = found / total
    return InverseResult(
        question="in how many strict orders of one decision maker is the state stable for it",
        state=rule.state,
        decision_maker=who,
        concept=concept,
        n_stable=found,
        n_orders=total,
        exact=exact,
        condition=rule.words(conflict),
        rule=rule,
        se=0.0 if exact else math.sqrt(share * (1 - share) / n),
        seed=None if exact else seed,
    )


def stability_condition(
    conflict: Conflict, state: int, decision_maker: int, concept: str
) -> StabilityCondition:
    """What must not be better than `state` for it to be stable; minimal answers only."""
    others = [i for i in range(conflict.n_dm) if i != decision_maker]
    rows = []
    for move in moves_from(conflict, decision_maker, state):
        ways: list[Answer] = []
        if concept != "nash":
            reached = legal_sequences(conflict, others, move, improving=concept in ("seq", "sseq"))
            ways = [_answer(conflict, decision_maker, concept, r.state, state) for r in reached]
        if Answer(state) not in ways:
            rows.append((move, _minimal(ways, move)))
    return StabilityCondition(state, decision_maker, tuple(rows))


def _answer(conflict: Conflict, who: int, concept: str, sanction: int, state: int) -> Answer:
    if concept not in ("smr", "sseq"):
        return Answer(sanction)
    escapes = moves_from(conflict, who, sanction)
    return Answer(sanction, tuple(t for t in escapes if t not in (state, sanction)))


def _minimal(ways: list[Answer], move: int) -> tuple[Answer, ...]:
    """Answers that no other makes superfluous, and that do not need `move` to be no better."""
    sets = {a: frozenset({a.state, *a.escapes}) for a in ways}
    usable = [a for a in sets if move not in sets[a]]
    kept = [a for a in usable if not any(sets[b] < sets[a] for b in usable)]
    unique = {sets[a]: a for a in sorted(kept, key=lambda a: a.state, reverse=True)}
    return tuple(sorted(unique.values(), key=lambda a: (len(a.escapes), a.state)))


def count_orders(rule: StabilityCondition, m: int) -> int | None:
    """In how many strict orders of m states the rule holds; None if that is too much to count."""
    if all(not answer.escapes for _, answers in rule.moves for answer in answers):
        fatal = {frozenset({move, *(a.state for a in answers)}) for move, answers in rule.moves}
        minimal = [one for one in fatal if not any(other < one for other in fatal)]
        if len(minimal) <= MAX_DECIDING:
            return _count_by_moves(minimal, m)
    return _count_by_sets(rule, m) if len(rule.deciding) <= MAX_DECIDING else None


def _count_by_moves(fatal: list[frozenset[int]], m: int) -> int:
    """Orders in which no set of `fatal` is better as a whole: inclusion and exclusion."""
    signed: dict[frozenset[int], int] = {frozenset(): 1}
    for one in fatal:
        for union, sign in list(signed.items()):
            both = union | one
            signed[both] = signed.get(both, 0) - sign
    return sum(sign * math.factorial(m) // (len(union) + 1) for union, sign in signed.items())


def _count_by_sets(rule: StabilityCondition, m: int) -> int:
    """Orders under which the rule holds, over the subsets of the deciding states."""
    d = len(rule.deciding)
    sets = np.arange(1 << d)
    better = {s: sets >> k & 1 == 1 for k, s in enumerate(rule.deciding)}
    sizes = np.bincount(np.bitwise_count(sets[_holds(rule, better)]).astype(int), minlength=d + 1)
    f = math.factorial
    return sum(int(c) * f(m) * f(b) * f(d - b) // f(d + 1) for b, c in enumerate(sizes))


def _holds(rule: StabilityCondition, better: Mapping[int, BoolArray]) -> BoolArray:
    """Where the rule holds, given for each deciding state where it is better."""
    holds = np.ones(len(next(iter(better.values()), [True])), bool)
    for move, answers in rule.moves:
        fine = ~better[move]
        for answer in answers:
            above = np.zeros_like(fine)
            for state in {answer.state, *answer.escapes} - {rule.state}:
                above |= better[state]
            fine |= ~above
        holds &= fine
    return holds


def _sample(rule: StabilityCondition, n: int, seed: int) -> int:
    """In how many of n random orders the rule holds."""
    if n < 1:
        raise ModelError(f"a sample of {n} orders", advice="n is at least 1")
    rng = np.random.default_rng(seed)
    place = rng.random(n)
    better = {s: rng.random(n) > place for s in rule.deciding}
    return int(_holds(rule, better).sum())
