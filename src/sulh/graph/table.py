"""Results as the table practitioners print: numbered states, options Y or N, who is stable how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sulh.graph.analysis import StabilityResult

__all__ = ["StateRow", "state_rows", "table_text"]


@dataclass(frozen=True, slots=True)
class StateRow:
    """One feasible state.

    Parameters
    ----------
    number : int
        From 1 among the feasible states, ascending: as printed in the literature.
    state : int
    options : str
        One Y or N an option; empty in arc form.
    ranks : tuple of int
        For each decision maker, 1 for its best states, 2 for the next best, and so on.
    stable : mapping of concept to decision makers for whom it is stable
    equilibrium : tuple of str
        The concepts under which it is stable for all.
    """

    number: int
    state: int
    options: str
    ranks: tuple[int, ...]
    stable: Mapping[str, tuple[int, ...]]
    equilibrium: tuple[str, ...]


def state_rows(result: StabilityResult, *, equilibria_only: bool = False) -> tuple[StateRow, ...]:
    """The rows of the table, by state number.

    Examples
    --------
    >>> from sulh.graph import Conflict, analyze
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> [(row.number, row.options) for row in state_rows(analyze(dilemma), equilibria_only=True)]
    [(1, 'NN'), (4, 'YY')]
    """
    conflict = result.conflict
    feasible = np.flatnonzero(conflict.feasible)
    places = np.stack(
        [
            np.unique(-row[feasible].astype(np.int64), return_inverse=True)[1]
            for row in conflict.ranks
        ]
    )
    rows = []
    for k, state in enumerate(feasible.tolist()):
        stable = {
            c: tuple(np.flatnonzero(result.stable[c][:, state]).tolist()) for c in result.concepts
        }
        equilibrium = tuple(c for c, who in stable.items() if len(who) == conflict.n_dm)
        if equilibrium or not equilibria_only:
            options = "".join("NY"[state >> j & 1] for j in range(conflict.n_options))
            ranks = tuple(int(place) + 1 for place in places[:, k])
            rows.append(StateRow(k + 1, state, options, ranks, stable, equilibrium))
    return tuple(rows)


def table_text(result: StabilityResult, *, equilibria_only: bool = False) -> str:
    """The table as text: decision makers by number from 1, E where all find the state stable.

    Examples
    --------
    >>> from sulh.graph import Conflict, analyze
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> print(table_text(analyze(dilemma, ["nash", "seq"])))
    state  options  ranks  nash  seq
        1  NN       2 2    -     E
        2  YN       1 4    1     1
        3  NY       4 1    2     2
        4  YY       3 3    E     E
    """
    rows = [
        [
            str(row.number),
            row.options or result.conflict.state_name(row.state),
            " ".join(map(str, row.ranks)),
            *(_who(row, concept) for concept in result.concepts),
        ]
        for row in state_rows(result, equilibria_only=equilibria_only)
    ]
    head = ["state", "options", "ranks", *result.concepts]
    widths = [max(len(line[k]) for line in [head, *rows]) for k in range(len(head))]
    lines = [
        "  ".join(
            cell.rjust(width) if k == 0 else cell.ljust(width)
            for k, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in [head, *rows]
    ]
    return "\n".join(lines)


def _who(row: StateRow, concept: str) -> str:
    if concept in row.equilibrium:
        return "E"
    return ",".join(str(i + 1) for i in row.stable[concept]) or "-"
