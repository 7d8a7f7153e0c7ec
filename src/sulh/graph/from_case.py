"""From a decision of a case to a conflict. With :mod:`sulh.case`, and nowhere else in graph/."""

from __future__ import annotations

from collections.abc import Iterable

from sulh.case.model import Decision, Statement
from sulh.errors import ModelError
from sulh.graph.build import OptionSpec, conflict_from_options
from sulh.graph.conflict import Conflict
from sulh.graph.preferences import PreferenceStatement

__all__ = ["conflict_from_decision", "usual_statements"]


def conflict_from_decision(decision: Decision) -> Conflict:
    """The conflict of a decision, with each preference in its usual order.

    Names of decision makers and options are their ids. The status quo is the first outcome of
    kind "status_quo", if there is one. What counts of the statements: see
    :func:`usual_statements`. Each keeps its id, basis and claims in ``Conflict.statements``.

    Raises
    ------
    ModelError, ConditionError, LimitError
        Naming the decision and what does not fit.
    """
    if not decision.decision_makers or not decision.options:
        raise ModelError(
            f"decision {decision.id} has no decision makers or no options",
            advice="frame it with a pattern, or add decision_makers and options",
        )
    status_quo = next((o for o in decision.outcomes if o.kind == "status_quo"), None)
    return conflict_from_options(
        [who.id for who in decision.decision_makers],
        [OptionSpec(option.id, option.owner, option.moves) for option in decision.options],
        infeasible=decision.infeasible,
        statements={
            who.id: usual_statements(s for s in decision.statements if s.decision_maker == who.id)
            for who in decision.decision_makers
        },
        status_quo=status_quo.on if status_quo else None,
    )


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
