"""One decision analysed in the usual order of its statements, as a document and as a table."""

from __future__ import annotations

from sulh.case.model import Decision
from sulh.documents import (
    DecisionAnalysis,
    EquilibriumList,
    NamedText,
    OptionEntry,
    StateEntry,
)
from sulh.graph import StabilityResult, analyze
from sulh.graph.analysis import DEFAULT_CONCEPTS
from sulh.graph.from_case import conflict_from_decision

__all__ = ["analyze_decision", "equilibria_table"]

MAX_LISTED = 4096
"""Up to so many feasible states every one is listed; beyond, the equilibria only."""


def analyze_decision(
    decision: Decision, concepts: tuple[str, ...] | None = None
) -> DecisionAnalysis:
    """Analyse one decision.

    Parameters
    ----------
    decision : Decision
        With its decision makers, options and statements.
    concepts : tuple of str, optional
        Stability concepts; Nash, GMR, SMR and SEQ by default.

    Returns
    -------
    DecisionAnalysis
        Who is stable where, and the equilibria.

    Raises
    ------
    ModelError
        If the decision makes no conflict, or a concept is unknown.
    """
    result = analyze(conflict_from_decision(decision), concepts or DEFAULT_CONCEPTS)
    conflict = result.conflict
    return DecisionAnalysis(
        decision=decision.id,
        title=decision.title,
        concepts=result.concepts,
        decision_makers=tuple(
            NamedText(id=item.id, title=item.title) for item in decision.decision_makers
        ),
        options=tuple(
            OptionEntry(id=item.id, owner=item.owner, title=item.title) for item in decision.options
        ),
        n_states=conflict.n_states,
        n_feasible=int(conflict.feasible.sum()),
        status_quo=conflict.status_quo,
        states=_states(decision, result),
        equilibria=tuple(
            EquilibriumList(concept=name, states=tuple(result.equilibria(name)))
            for name in result.concepts
        ),
    )


def _states(decision: Decision, result: StabilityResult) -> tuple[StateEntry, ...]:
    """Return the states to list, each with who finds it stable under which concept."""
    feasible = result.conflict.feasible.nonzero()[0].tolist()
    if len(feasible) > MAX_LISTED:
        feasible = sorted({s for name in result.concepts for s in result.equilibria(name)})
    makers = [item.id for item in decision.decision_makers]
    return tuple(
        StateEntry(
            state=state,
            on=_on(decision, state),
            stable={
                name: tuple(
                    maker
                    for maker, stable in zip(makers, result.stable[name][:, state], strict=True)
                    if stable
                )
                for name in result.concepts
            },
        )
        for state in feasible
    )


def _on(decision: Decision, state: int) -> tuple[str, ...]:
    """The options that are on, or the one explicit state."""
    if decision.states:
        return (decision.states[state].id,)
    return tuple(option.id for j, option in enumerate(decision.options) if state >> j & 1)


def equilibria_table(document: DecisionAnalysis) -> str:
    """Return the equilibria as practitioners print them: states across, options down, Y and N."""
    chosen = sorted({state for item in document.equilibria for state in item.states})
    lines = [
        (
            f"{document.title.in_('en')} ({document.decision}): "
            f"{document.n_feasible} feasible states of {document.n_states}"
        ),
        "",
    ]
    if not chosen:
        return "\n".join([*lines, "no state is an equilibrium under these concepts"]) + "\n"
    width = max((len(item.id) for item in document.options), default=5) + 2
    title = max(width, max(len(name) for name in document.concepts) + 2)
    names = [str(state) for state in chosen]
    if not document.options:
        known = {entry.state: " ".join(entry.on) for entry in document.states}
        names = [known[state] for state in chosen]
    columns = [max(len(name), 3) for name in names]

    def row(label: str, cells: list[str]) -> str:
        body = " ".join(cell.rjust(w) for cell, w in zip(cells, columns, strict=True))
        return f"  {label.ljust(title)}{body}"

    lines.append(row("state", names))
    for maker in document.decision_makers if document.options else ():
        lines.append(f"{maker.title.in_('en')} ({maker.id})")
        for j, option in enumerate(document.options):
            if option.owner == maker.id:
                cells = ["Y" if state >> j & 1 else "N" for state in chosen]
                lines.append(row(option.id, cells))
    lines.append("equilibrium under")
    for item in document.equilibria:
        cells = ["x" if state in item.states else "." for state in chosen]
        lines.append(row(item.concept, cells))
    lines += ["", "Y: the option is taken; N: it is not; x: an equilibrium; .: not one"]
    return "\n".join(lines) + "\n"
