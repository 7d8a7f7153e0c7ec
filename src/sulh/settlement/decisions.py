"""One decision answered: which of its outcomes hold, which can be reached, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sulh.case.model import Decision, Outcome
from sulh.errors import LimitError, ModelError, nearest
from sulh.graph import Conflict, analyze, explain
from sulh.graph.from_case import conflict_from_decision
from sulh.graph.ways import WaysOut, ways_out
from sulh.settlement.attain import Roads
from sulh.settlement.breaking import on_the_way
from sulh.settlement.containing import containing, containing_flags, containing_states
from sulh.settlement.preferences import preferences_of
from sulh.settlement.result import (
    Attainable,
    ConceptVerdict,
    DecisionResult,
    Holds,
    Measure,
    OutcomeVerdict,
)
from sulh.settlement.share import FIVE
from sulh.settlement.space import Cache, OrderSpace, Ranks
from sulh.settlement.staging import Staged, unstaged
from sulh.settlement.tally import Looked, Space, chunk_for, count, look_through

__all__ = [
    "Deal",
    "Study",
    "deal_of",
    "look_at",
    "outcome_states",
    "settle_decision",
    "study_outcome",
]

Bools = npt.NDArray[np.bool_]
NEEDED = ("gmr", "smr", "seq", "sseq")
HOLDS = ("seq", "sseq")
SECOND_MEASURE_DRAWS = 2_000
"""Draws of whole orders of states; fewer than of statements, for each costs far more."""
MAX_STATES = 1 << 14
"""States of a decision that can be settled; :func:`sulh.graph.analyze` takes far more."""
MOVE_DRAWS = 1 << 28
"""Draws x moves: for large decisions fewer orders are drawn than asked for."""
EXACT_PER_DRAW = 20
"""All orders are gone through where they are at most this many times the draws asked for: an
answer without sampling error is worth that much more time."""


@dataclass(frozen=True, eq=False)
class _Study:
    """A decision as a conflict, looked through under both measures."""

    decision: Decision
    conflict: Conflict
    concepts: tuple[str, ...]
    states: tuple[int, ...]
    around: tuple[tuple[int, ...], ...]
    roads: Roads
    by_statements: Looked
    by_states: Looked | None

    @property
    def looked(self) -> tuple[Looked, ...]:
        """What was found under each measure that could be computed."""
        return (self.by_statements, self.by_states) if self.by_states else (self.by_statements,)


def settle_decision(
    decision: Decision, *, concepts: tuple[str, ...] = FIVE, n: int = 20_000, seed: int = 0
) -> DecisionResult:
    """Answer one decision.

    Parameters
    ----------
    decision : Decision
    concepts : tuple of str
        Reported for each outcome; *holds* is always judged by SEQ and SSEQ.
    n : int
        Draws, where the admissible orders are too many to go through.
    seed : int

    Raises
    ------
    ModelError, ConditionError, LimitError
        If the decision does not make a conflict; the message names the decision.
    """
    study = _study(decision, concepts, n, seed)
    conflict = study.conflict
    usual = analyze(conflict, concepts)
    return DecisionResult(
        decision=decision.id,
        title=decision.title,
        decision_makers=tuple((who.id, who.title) for who in decision.decision_makers),
        options=tuple((option.id, option.title) for option in decision.options),
        option_owners=tuple(option.owner for option in decision.options),
        n_states=conflict.n_states,
        n_feasible=int(conflict.feasible.sum()),
        status_quo=conflict.status_quo,
        outcomes=tuple(_outcome(study, i) for i in range(len(study.states))),
        equilibria=tuple((name, tuple(usual.equilibria(name))) for name in concepts),
        asks=decision.asks,
    )


def _study(decision: Decision, concepts: tuple[str, ...], n: int, seed: int) -> _Study:
    conflict = _conflict(decision)
    states = outcome_states(decision, conflict)
    around = tuple(containing_states(decision, conflict, state) for state in states)
    roads = Roads(conflict, _status_quo(decision, conflict))
    orders = preferences_of(decision)
    wanted = tuple(dict.fromkeys((*concepts, *NEEDED)))

    def watch(ranks: Ranks, stable: Mapping[str, Bools]) -> Mapping[str, Bools]:
        return {**_flags(ranks, stable, roads, states), **containing_flags(stable, around)}

    most = max(MOVE_DRAWS // _n_moves(conflict), 100)

    def look(measure: Measure, draws: int) -> Looked | None:
        space = OrderSpace(conflict, orders, measure)
        if not space.affordable():
            return None
        limit = min(EXACT_PER_DRAW * draws, most)
        return look_through(space, wanted, watch, n=draws, seed=seed, exact_limit=limit)

    by_states = look("StateOrder", min(n, most, SECOND_MEASURE_DRAWS))
    by_statements = look("StatementOrder", min(n, most))
    if by_statements is None:
        raise LimitError(
            f"decision {decision.id} has too many uncertain statements to draw their orders",
            advice="give fewer statements a belief below 1, or say what is known of their order",
        )
    return _Study(decision, conflict, concepts, states, around, roads, by_statements, by_states)


@dataclass(frozen=True, eq=False)
class Study:
    """One outcome of a decision looked through: flag "holds" (1,).

    "steps" (n_steps,): whether each state on an agreed way holds. With `roads` also
    "attainable" (1,), "stays" (n_dm,): whether each decision maker would stay, under SEQ and
    SSEQ, and "leaves" (n_moves,): whether each of :attr:`.WaysOut.moves` goes unanswered.
    """

    deal: Deal
    looked: Looked


def study_outcome(
    decision: Decision | Staged,
    outcome: str,
    *,
    n: int,
    seed: int,
    measure: Measure = "StatementOrder",
    exact_per_draw: int = 1,
    cache: Cache | None = None,
    roads: bool = True,
    seen: Callable[[Deal, Ranks], None] | None = None,
) -> Study:
    """Look through the admissible orders of a decision for one of its outcomes only.

    Parameters
    ----------
    decision : Decision or Staged
        With levers applied by :func:`.staged` where these change the deal itself.
    outcome : str
        Id of one of its outcomes.
    n, seed : int
        Draws and their seed; all orders are gone through where they are at most
        ``exact_per_draw * n``.
    measure : {"StatementOrder", "StateOrder"}
    exact_per_draw : int
    cache : dict, optional
        As for :class:`.OrderSpace`.
    roads : bool
        Whether to count "attainable", "stays" and "leaves" too.
    seen : callable, optional
        With `roads`, shown the settlement and the orders looked at, piece by piece.
    """
    given = decision if isinstance(decision, Staged) else unstaged(decision)
    deal = deal_of(given, outcome)
    space = orders_of(given, deal.conflict, n=n, measure=measure, cache=cache)
    limit = exact_per_draw * n
    if not roads:
        return Study(deal, look_at(deal, space, n=n, seed=seed, exact_limit=limit))
    ways = Roads(deal.conflict, _status_quo(given.decision, deal.conflict))

    def flags(ranks: Ranks) -> Mapping[str, Bools]:
        if seen:
            seen(deal, ranks)
        leaves = deal.ways.unanswered(ranks) > 0  # not answered under SSEQ, so all SEQ leaves too
        stays = [~leaves[:, mine].any(axis=1) for mine in deal.moves_by_maker]
        return {
            "holds": np.asarray(~leaves.any(axis=1))[:, None],
            "attainable": ways.attainable(ranks, (deal.ways.state,)),
            "stays": np.stack(stays, axis=1),
            "leaves": leaves,
            **_steps(deal, ranks),
        }

    chunk = holds_chunk(deal.conflict)
    return Study(deal, count(space, flags, n=n, seed=seed, exact_limit=limit, chunk=chunk))


@dataclass(frozen=True, eq=False)
class Deal:
    """A settlement as a state of a conflict, and the states on an agreed way to it.

    Parameters
    ----------
    conflict : Conflict
    ways : WaysOut
        The moves away from the settlement.
    steps : tuple of WaysOut
        For each state on the way those away from it, going on as agreed aside.
    """

    conflict: Conflict
    ways: WaysOut
    steps: tuple[WaysOut, ...] = ()

    @property
    def moves_by_maker(self) -> list[list[int]]:
        """For each decision maker the places of its moves away from the settlement."""
        return [
            [place for place, (mover, _) in enumerate(self.ways.moves) if mover == who]
            for who in range(self.conflict.n_dm)
        ]

    def flags(self, ranks: Ranks) -> dict[str, Bools]:
        """The flags "holds" (n, 1) and, where there are steps, "steps" (n, n_steps)."""
        return {"holds": self.ways.holds(ranks)[:, None], **_steps(self, ranks)}


def _steps(deal: Deal, ranks: Ranks) -> dict[str, Bools]:
    if not deal.steps:
        return {}
    return {"steps": np.stack([step.holds(ranks) for step in deal.steps], axis=1)}


def deal_of(given: Staged, outcome: str) -> Deal:
    """A decision as a conflict, and one of its outcomes as a state of it.

    Raises
    ------
    ModelError, ConditionError, LimitError
        If the decision does not make a conflict, or the outcome is infeasible.
    """
    conflict = _conflict(given.decision)
    wanted = next(o for o in given.decision.outcomes if o.id == outcome)
    state = _state(given.decision, wanted, conflict)
    names = [option.id for option in given.decision.options]
    steps = (ways_out(on_the_way(conflict, at, state), at) for at in _step_states(given, names))
    return Deal(conflict, ways_out(conflict, state), tuple(steps))


def orders_of(
    given: Staged,
    conflict: Conflict,
    *,
    n: int,
    measure: Measure = "StatementOrder",
    cache: Cache | None = None,
) -> OrderSpace:
    """The admissible orders of a decision, to be listed where they are not far more than `n`."""
    return OrderSpace(conflict, given.preferences, measure, max_rows=10 * n, cache=cache)


def holds_chunk(conflict: Conflict) -> int:
    """How many orders are looked at in one go for whether a settlement holds."""
    return chunk_for(conflict, len(HOLDS))


def look_at(deal: Deal, space: Space, *, n: int, seed: int, exact_limit: int) -> Looked:
    """Look through orders only for whether a settlement, and each step to it, holds.

    Parameters
    ----------
    deal : Deal
    space : Space
    n, seed, exact_limit : int
        As for :func:`.look_through`.
    """
    chunk = holds_chunk(deal.conflict)
    return count(space, deal.flags, n=n, seed=seed, exact_limit=exact_limit, chunk=chunk)


def _step_states(given: Staged, names: Sequence[str]) -> list[int]:
    """State ids of the states on an agreed way."""
    return [sum(1 << names.index(name) for name in on) for on in given.steps]


def _n_moves(conflict: Conflict) -> int:
    """Moves there would be if all were possible."""
    if conflict.arcs is not None:
        return max(sum(map(len, conflict.arcs)), 1)
    each = (1 << conflict.option_mask(i).bit_count() for i in range(conflict.n_dm))
    return conflict.n_states * sum(each)


def _conflict(decision: Decision) -> Conflict:
    n_options = len(decision.options)
    if n_options > MAX_STATES.bit_length() - 1 and not decision.states:
        raise LimitError(
            f"decision {decision.id} has {n_options} options, {2**n_options:,} states; "
            f"{MAX_STATES:,} can be settled",
            advice="leave out options that no outcome needs, or use `sulh analyze`",
        )
    _check_outcomes(decision)
    return conflict_from_decision(decision)


def outcome_states(decision: Decision, conflict: Conflict) -> tuple[int, ...]:
    """State ids of the outcomes of a decision, in their order.

    Raises
    ------
    ModelError
        If an outcome names what does not exist, or is infeasible.
    """
    _check_outcomes(decision)
    return tuple(_state(decision, outcome, conflict) for outcome in decision.outcomes)


def _check_outcomes(decision: Decision) -> None:
    names = [record.id for record in decision.states or decision.options]
    for outcome in decision.outcomes:
        for name in outcome.on:
            if name not in names:
                raise ModelError(
                    f"outcome {outcome.id} of {decision.id} names {name}, which does not exist",
                    advice=nearest(name, names),
                )
        if decision.states and len(outcome.on) != 1:
            raise ModelError(
                f"outcome {outcome.id} of {decision.id} is {len(outcome.on)} states",
                advice="where a decision has states, an outcome is the id of one",
            )


def _state(decision: Decision, outcome: Outcome, conflict: Conflict) -> int:
    if decision.states:
        state = [each.id for each in decision.states].index(outcome.on[0])
    else:
        names = [option.id for option in decision.options]
        state = sum(1 << names.index(option) for option in set(outcome.on))
    if not conflict.feasible[state]:
        raise ModelError(
            f"outcome {outcome.id} of {decision.id} is infeasible",
            advice="change its options or the conditions under `infeasible`",
        )
    return state


def _status_quo(decision: Decision, conflict: Conflict) -> int:
    """The status quo; without outcomes nothing is asked of it, and any state will do."""
    if conflict.status_quo is not None:
        return conflict.status_quo
    if decision.outcomes:
        raise ModelError(
            f"decision {decision.id} has outcomes but no status quo to reach them from",
            advice="give one outcome the kind status_quo",
        )
    return int(np.flatnonzero(conflict.feasible)[0])


def _flags(
    ranks: Ranks, stable: Mapping[str, Bools], roads: Roads, states: tuple[int, ...]
) -> dict[str, Bools]:
    """*Holds*, *rests on a threat* and *attainable*, for each outcome."""
    at = list(states)
    holds = (_all(stable["seq"]) & _all(stable["sseq"]))[:, at]
    threat = (_all(stable["gmr"]) & _all(stable["smr"]))[:, at] & ~holds
    return {"holds": holds, "threat": threat, "attainable": roads.attainable(ranks, states)}


def _all(stable: Bools) -> Bools:
    return np.asarray(stable.all(axis=1))


def _outcome(study: _Study, i: int) -> OutcomeVerdict:
    outcome, state = study.decision.outcomes[i], study.states[i]
    looked = study.by_statements
    return OutcomeVerdict(
        outcome=outcome.id,
        title=outcome.title,
        kind=outcome.kind,
        state=state,
        on=outcome.on,
        concepts=tuple(_concept(study, name, state) for name in study.concepts),
        holds=Holds(
            verdict=looked.verdict("holds", i)[0],
            verdict_exact=looked.verdict("holds", i)[1],
            share=looked.share("holds", i),
            rests_on_threat=looked.share("threat", i),
            by_states=study.by_states.share("holds", i) if study.by_states else None,
        ),
        attainable=_attainable(study, i),
        explanations=tuple(
            explain(study.conflict, state, who, "seq") for who in range(study.conflict.n_dm)
        ),
        containing=containing(
            [who.id for who in study.decision.decision_makers],
            study.concepts,
            study.around[i],
            study.looked,
            i,
        ),
    )


def _concept(study: _Study, name: str, state: int) -> ConceptVerdict:
    flag = f"{name}/all"
    verdict, exact = study.by_statements.verdict(flag, state)
    return ConceptVerdict(
        concept=name,
        verdict=verdict,
        verdict_exact=exact,
        shares=tuple(looked.share(flag, state) for looked in study.looked),
        by_decision_maker=tuple(
            (who.id, study.by_statements.share(name, i, state))
            for i, who in enumerate(study.decision.decision_makers)
        ),
    )


def _attainable(study: _Study, i: int) -> Attainable:
    road = study.roads.road(study.states[i])
    share = study.by_statements.share("attainable", i)
    return Attainable(by=road.by, share=share, path=road.path, coalition=road.coalition)
