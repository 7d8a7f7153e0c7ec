"""From a decision of a case to a conflict. With :mod:`sulh.case`, and nowhere else in graph/."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from sulh.case.model import Decision, Outcome, Statement, Utility, Weight
from sulh.errors import ModelError, nearest
from sulh.graph.build import (
    BarredSpec,
    OptionSpec,
    conflict_from_options,
    conflict_from_states,
    state_named,
    tiers_of,
)
from sulh.graph.conflict import Conflict
from sulh.graph.hypergame import Perception
from sulh.graph.preferences import PreferenceEvidence, PreferenceStatement
from sulh.logic import parse

__all__ = [
    "conflict_from_decision",
    "perceptions_from_decision",
    "tiers_from_decision",
    "unknown_from_decision",
    "usual_statements",
]


def conflict_from_decision(decision: Decision) -> Conflict:
    """The conflict of a decision, with each preference in its usual order.

    Names of decision makers, options and states are their ids. The status quo is the first
    outcome of kind "status_quo", if there is one. What counts of the statements: see
    :func:`usual_statements`. Each keeps its id, basis and claims in ``Conflict.statements``;
    those of rankings, weights and utilities are in ``Conflict.evidence``.

    Raises
    ------
    ModelError, ConditionError, LimitError
        Naming the decision and what does not fit.
    """
    if not decision.decision_makers or not (decision.options or decision.states):
        raise ModelError(
            f"decision {decision.id} has no decision makers or no options",
            advice="frame it with a pattern, or add decision_makers and options",
        )
    built = _from_states(decision) if decision.states else _from_options(decision)
    return replace(built, evidence=_evidence(decision))


def _from_options(decision: Decision) -> Conflict:
    status_quo = _status_quo(decision)
    ranked = {ranking.decision_maker for ranking in decision.rankings}
    return conflict_from_options(
        [who.id for who in decision.decision_makers],
        [OptionSpec(o.id, (o.owner, *o.shared_with), o.moves) for o in decision.options],
        infeasible=decision.infeasible,
        statements={
            who.id: usual_statements(s for s in decision.statements if s.decision_maker == who.id)
            for who in decision.decision_makers
            if who.id not in ranked
        },
        rankings={ranking.decision_maker: ranking.order for ranking in decision.rankings},
        weights=_numbers(decision, decision.weights),
        utilities=_numbers(decision, decision.utilities),
        barred=[BarredSpec(b.decision_maker, b.source, b.target) for b in decision.barred],
        status_quo=status_quo.on if status_quo else None,
    )


def _from_states(decision: Decision) -> Conflict:
    if decision.weights:
        raise ModelError(
            f"{decision.id} has explicit states, and weights are of options",
            advice="write utilities, one for each state",
        )
    status_quo = _status_quo(decision)
    return conflict_from_states(
        [who.id for who in decision.decision_makers],
        [state.id for state in decision.states],
        [(arc.decision_maker, arc.source, arc.target) for arc in decision.arcs],
        {ranking.decision_maker: ranking.order for ranking in decision.rankings},
        utilities=_numbers(decision, decision.utilities),
        status_quo=" ".join(status_quo.on) if status_quo else None,
    )


def _numbers(
    decision: Decision, given: Iterable[Weight] | Iterable[Utility]
) -> dict[str, dict[str, float]]:
    """For each decision maker, the number of each condition or state."""
    found: dict[str, dict[str, float]] = {}
    for each in given:
        about, number = _said(each)
        mine = found.setdefault(each.decision_maker, {})
        if about in mine:
            raise ModelError(f"{decision.id}: {each.decision_maker} has two numbers for {about!r}")
        mine[about] = number
    return found


def _said(each: Weight | Utility) -> tuple[str, float]:
    if isinstance(each, Weight):
        return each.condition, each.weight
    return each.state, each.value


def _evidence(decision: Decision) -> tuple[tuple[PreferenceEvidence, ...], ...]:
    """What each decision maker's ranking, weights or utilities rest on."""
    given = [
        (r.decision_maker, PreferenceEvidence("ranking", " ".join(r.order), r.basis, r.claims))
        for r in decision.rankings
    ]
    given += [
        (w.decision_maker, PreferenceEvidence("weight", w.condition, w.basis, w.claims))
        for w in decision.weights
    ]
    given += [
        (u.decision_maker, PreferenceEvidence("utility", u.state, u.basis, u.claims))
        for u in decision.utilities
    ]
    return tuple(
        tuple(each for who, each in given if who == maker.id) for maker in decision.decision_makers
    )


def _status_quo(decision: Decision) -> Outcome | None:
    return next((o for o in decision.outcomes if o.kind == "status_quo"), None)


def perceptions_from_decision(decision: Decision) -> list[Perception]:
    """How each decision maker that misperceives sees the conflict of a decision."""
    makers = [who.id for who in decision.decision_makers]
    options = [option.id for option in decision.options]
    states = np.arange(1 << len(options))
    found = []
    for each in decision.perceptions:
        conditions = [parse(text, options).evaluate_states(states) for text in each.impossible]
        found.append(
            Perception(
                decision_maker=makers.index(each.decision_maker),
                unseen_options=tuple(options.index(name) for name in each.unseen_options),
                unseen_states=np.logical_or.reduce(conditions) if conditions else None,
            )
        )
    return found


def tiers_from_decision(decision: Decision) -> npt.NDArray[np.int32]:
    """Strength of preference as the rankings of a decision say it with ``">>"``.

    Returns
    -------
    int32 array (n_degrees - 1, n_dm, n_states)
        As :func:`sulh.graph.stability.strength.strength` takes it; no degrees where no gap is.
    """
    makers, number, n_states = _naming(decision)
    each = {r.decision_maker: tiers_of(r.order, number, n_states) for r in decision.rankings}
    highest = max((len(table) for table in each.values()), default=0)
    tiers = np.zeros((highest, len(makers), n_states), np.int32)
    for who, table in each.items():
        tiers[: len(table), makers.index(who)] = table
    return tiers


def unknown_from_decision(decision: Decision) -> list[list[tuple[int, int]]]:
    """The pairs of states whose order is not known, for each decision maker.

    As :func:`sulh.graph.stability.uncertain.uncertain` takes them.
    """
    makers, number, _ = _naming(decision)
    pairs: list[list[tuple[int, int]]] = [[] for _ in makers]
    for ranking in decision.rankings:
        for text in ranking.unknown:
            names = text.split(" ? ")
            if len(names) != 2:
                raise ModelError(
                    f"{decision.id}: {text!r} is not a pair of states", advice='write "A ? B"'
                )
            pairs[makers.index(ranking.decision_maker)].append(
                (number(names[0].strip()), number(names[1].strip()))
            )
    return pairs


def _naming(decision: Decision) -> tuple[list[str], Callable[[str], int], int]:
    """Decision makers, the state that a name names, and how many states there are."""
    makers = [who.id for who in decision.decision_makers]
    if not decision.states:
        names = [option.id for option in decision.options]
        return makers, lambda text: state_named(text, names), 1 << len(names)
    states = {state.id: place for place, state in enumerate(decision.states)}

    def number(text: str) -> int:
        if text not in states:
            raise ModelError(f"there is no state {text!r}", advice=nearest(text, states))
        return states[text]

    return makers, number, len(states)


def usual_statements(statements: Iterable[Statement]) -> list[PreferenceStatement]:
    """The statements of one decision maker that count in the usual order, most important first.

    Of the statements of one `choice` the most believed counts (the first among equals); of the
    others those more likely than not to be in the list (belief at least one half).
    """
    given = list(statements)
    best: dict[str, Statement] = {}
    for statement in given:
        if statement.choice and (
            statement.choice not in best or statement.belief > best[statement.choice].belief
        ):
            best[statement.choice] = statement
    return [
        PreferenceStatement(s.condition, s.id, s.basis, s.claims)
        for s in given
        if (best[s.choice] is s if s.choice else s.belief >= 0.5)
    ]
