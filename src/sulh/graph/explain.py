"""Why a state is or is not stable: every improvement with what becomes of it, as typed steps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
import numpy.typing as npt

from sulh.errors import ModelError
from sulh.graph.analysis import CONCEPTS, StabilityResult, check_concepts
from sulh.graph.conflict import Conflict
from sulh.graph.engine import lowest_answers
from sulh.graph.moves import (
    Reached,
    check_decision_maker,
    check_state,
    improvements_from,
    legal_sequences,
    moves_from,
)
from sulh.graph.reasons import Explanation, MoveStep, Reason

__all__ = ["explain"]

SEARCHED = 4096
"""Up to so many states sanctions are simply searched for."""


def explain(
    subject: StabilityResult | Conflict, state: int, decision_maker: int, concept: str
) -> Explanation:
    """Say why `state` is or is not stable for `decision_maker` under `concept`.

    Parameters
    ----------
    subject : StabilityResult or Conflict
    state, decision_maker : int
    concept : {"nash", "gmr", "smr", "seq", "sseq", "sim"}

    Returns
    -------
    Explanation
        One reason for each unilateral improvement (a single ``no_improvement`` without one). A
        sanction is a shortest legal sequence; for an improvement that goes unsanctioned, the
        sanction that a weaker concept would see, and why it does not count here.

    Examples
    --------
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> why = explain(dilemma, 0, 0, "seq")
    >>> why.stable, why.reasons[0].kind, why.reasons[0].outcome
    (True, 'sanctioned', 3)
    """
    conflict = subject.conflict if isinstance(subject, StabilityResult) else subject
    check_concepts((concept,), CONCEPTS)
    if concept == "sim" and conflict.arcs is not None:
        raise ModelError("sim is defined for options only, and this conflict has explicit arcs")
    who = check_decision_maker(conflict, decision_maker)
    here = check_state(conflict, state)
    targets = improvements_from(conflict, who, here)
    if not targets:
        return Explanation(here, who, concept, True, (Reason("no_improvement"),))
    answerable = _Answerable(conflict, who)
    steps = [MoveStep(who, here, t, True) for t in targets]
    reasons = tuple(_reason(conflict, concept, step, answerable) for step in steps)
    stable = all(reason.kind == "sanctioned" for reason in reasons)
    return Explanation(here, who, concept, stable, reasons)


class _Answerable:
    """Which concepts see an answer to an improvement; for large conflicts from the kernels.

    Searching in vain for a sanction would go through everything the others can reach.
    """

    def __init__(self, conflict: Conflict, who: int) -> None:
        self.conflict, self.who = conflict, who
        self.lowest: dict[str, npt.NDArray[np.int32]] = {}

    def __call__(self, improvement: MoveStep, concept: str) -> bool:
        if self.conflict.n_states <= SEARCHED:
            return True
        if concept not in self.lowest:
            self.lowest[concept] = lowest_answers(self.conflict, self.who, concept)
        rank = self.conflict.ranks[self.who, improvement.source]
        return bool(self.lowest[concept][improvement.target] <= rank)


def _reason(
    conflict: Conflict, concept: str, improvement: MoveStep, answerable: _Answerable
) -> Reason:
    if concept == "nash":
        return Reason("unsanctioned", improvement)
    if concept == "sim":
        return _simultaneous(conflict, improvement)
    improving = concept in ("seq", "sseq")
    symmetric = concept in ("smr", "sseq")
    who, here = improvement.decision_maker, improvement.source
    if answerable(improvement, concept):
        for reached in _sanctions(conflict, improvement, improving):
            if not symmetric or _escape(conflict, who, here, reached.state) is None:
                return _answered("sanctioned", improvement, reached, None)
    return _nearest(conflict, improvement, symmetric, improving, answerable)


def _sanctions(conflict: Conflict, improvement: MoveStep, improving: bool) -> Iterator[Reached]:
    """Legal sequences of the others after `improvement` that end no better than before it."""
    who, here = improvement.decision_maker, improvement.source
    payoff = conflict.payoffs[who]
    others = [i for i in range(conflict.n_dm) if i != who]
    for reached in legal_sequences(conflict, others, improvement.target, improving=improving):
        if payoff[reached.state] <= payoff[here]:
            yield reached


def _escape(conflict: Conflict, who: int, here: int, sanctioned: int) -> MoveStep | None:
    """The best move of `who` out of a sanction to a state better than `here`, if any."""
    payoff = conflict.payoffs[who]
    ways = [t for t in moves_from(conflict, who, sanctioned) if payoff[t] > payoff[here]]
    if not ways:
        return None
    best = max(ways, key=lambda t: (payoff[t], -t))
    return MoveStep(who, sanctioned, best, bool(payoff[best] > payoff[sanctioned]))


def _answered(
    kind: str, improvement: MoveStep, reached: Reached, escape: MoveStep | None
) -> Reason:
    return Reason(
        "sanctioned" if kind == "sanctioned" else "unsanctioned",
        improvement,
        reached.path,
        all(step.improves for step in reached.path),
        escape,
        reached.state,
    )


def _nearest(
    conflict: Conflict,
    improvement: MoveStep,
    symmetric: bool,
    improving: bool,
    answerable: _Answerable,
) -> Reason:
    """An unsanctioned improvement with the sanction that a weaker concept would see."""
    who, here = improvement.decision_maker, improvement.source
    weaker = None
    if improving and symmetric and answerable(improvement, "seq"):
        weaker = next(_sanctions(conflict, improvement, True), None)
    if weaker is None and answerable(improvement, "gmr"):
        weaker = next(_sanctions(conflict, improvement, False), None)
    if weaker is None:
        return Reason("unsanctioned", improvement)
    escape = _escape(conflict, who, here, weaker.state) if symmetric else None
    return _answered("unsanctioned", improvement, weaker, escape)


def _simultaneous(conflict: Conflict, improvement: MoveStep) -> Reason:
    who, here = improvement.decision_maker, improvement.source
    others = [j for j in range(conflict.n_dm) if j != who]
    choices = [[None, *improvements_from(conflict, j, here)] for j in others]
    for pick in product(*choices):
        steps = [(j, t) for j, t in zip(others, pick, strict=True) if t is not None]
        changed = here ^ improvement.target
        for _, target in steps:
            changed |= here ^ target
        end = here ^ changed
        if not steps or not conflict.feasible[end]:
            continue
        if conflict.payoffs[who, end] <= conflict.payoffs[who, here]:
            path = tuple(MoveStep(j, here, t, True) for j, t in steps)
            return Reason("sanctioned", improvement, path, True, None, end)
    return Reason("unsanctioned", improvement)
