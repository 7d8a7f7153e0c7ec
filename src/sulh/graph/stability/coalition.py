"""Coalition stability: no group of decision makers can move jointly so that all its members gain.

For a coalition H (one member or more), t is a *coalition improvement* from s if t is in
``R_H(s)`` (legal sequences of moves of members, no decision maker twice in a row) and every member
prefers t to s. With O = everyone outside H, state s is for H

- **CNash** if H has no coalition improvement;
- **CGMR** if each coalition improvement t has u in ``R_O(t)`` that some member of H does not prefer
  to s;
- **CSMR** if besides H reaches from u nothing that all its members prefer to s;
- **CSEQ** if such a u can be reached from t by a legal sequence of coalition improvements, each by
  a nonempty subset of O, no subset twice in a row.

A state is coalitionally stable if it is stable for every coalition, single decision makers
included. A sanction suffices if *some* member ends no better than at s (the variant of Inohara
and Hipel). Under CSEQ the opponents of a single decision maker may also act jointly, so CSEQ for
single decision makers is not the same as SEQ.

References
----------
Kilgour, Hipel, Fang and Peng (2001), "Coalition analysis in group decision support", Group
Decision and Negotiation 10, 159-175.
Inohara and Hipel (2008), "Coalition analysis in the graph model for conflict resolution", Systems
Engineering 11, 343-359.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import numpy.typing as npt

from sulh._version import __version__
from sulh.errors import LimitError
from sulh.graph import compiled
from sulh.graph.analysis import check_concepts
from sulh.graph.checks import check_threads
from sulh.graph.conflict import Conflict
from sulh.graph.engine import arc_table, run_tasks
from sulh.graph.moves import Reached, check_state, legal_sequences

__all__ = ["COALITION_CONCEPTS", "Breaking", "CoalitionResult", "coalition_stability"]

COALITION_CONCEPTS = ("nash", "gmr", "smr", "seq")
MAX_STATES = 4096
MAX_DMS = 8


@dataclass(frozen=True, slots=True)
class Breaking:
    """A minimal coalition that breaks a state: no part of it does; where it goes and how."""

    coalition: tuple[int, ...]
    ways: tuple[Reached, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CoalitionResult:
    """Stability of every state for every coalition.

    Parameters
    ----------
    coalitions : tuple of tuple of int
        Smallest first.
    stable : mapping of concept to bool array (n_coalitions, n_states)
        False at infeasible states.
    """

    question: str
    concepts: tuple[str, ...]
    conflict: Conflict = field(repr=False)
    coalitions: tuple[tuple[int, ...], ...]
    stable: Mapping[str, npt.NDArray[np.bool_]] = field(repr=False)
    version: str = __version__

    def equilibria(self, concept: str) -> list[int]:
        """States stable for every coalition, ascending."""
        check_concepts((concept,), self.concepts)
        return [int(s) for s in np.flatnonzero(self.stable[concept].all(axis=0))]

    def breaking(self, state: int, concept: str = "nash") -> tuple[Breaking, ...]:
        """The minimal coalitions for which `state` is not stable, with where they would go.

        The ways are the coalition improvements (shortest sequences of moves); under a concept
        with sanctions some of them may be answered.
        """
        check_concepts((concept,), self.concepts)
        here = check_state(self.conflict, state)
        verdicts = zip(self.coalitions, self.stable[concept][:, here], strict=True)
        broken = [set(group) for group, stable in verdicts if not stable]
        minimal = [group for group in broken if not any(other < group for other in broken)]
        return tuple(Breaking(tuple(sorted(g)), self._ways(g, here)) for g in minimal)

    def _ways(self, group: set[int], here: int) -> tuple[Reached, ...]:
        payoffs = self.conflict.payoffs
        found = legal_sequences(self.conflict, group, here)
        return tuple(r for r in found if all(payoffs[i, r.state] > payoffs[i, here] for i in group))


def coalition_stability(
    conflict: Conflict,
    concepts: Sequence[str] = COALITION_CONCEPTS,
    *,
    threads: int | None = None,
) -> CoalitionResult:
    """Stability of every state for every coalition under each concept, exactly.

    Parameters
    ----------
    conflict : Conflict
        At most 4,096 states and 8 decision makers: time grows with the square of the states and
        with the number of coalitions.
    concepts : sequence of {"nash", "gmr", "smr", "seq"}
    threads : int, optional
        At most so many; the result does not depend on it.

    Returns
    -------
    CoalitionResult

    Examples
    --------
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> result = coalition_stability(dilemma)
    >>> result.equilibria("nash"), result.equilibria("gmr")
    ([], [0])
    >>> [way.coalition for way in result.breaking(3)]
    [(0, 1)]
    """
    names = check_concepts(concepts, COALITION_CONCEPTS)
    check_threads(threads)
    _check_size(conflict)
    groups = sorted(range(1, 1 << conflict.n_dm), key=lambda g: (g.bit_count(), _members(g)))
    rows = _rows(conflict, threads)
    stable = {name: np.zeros((len(groups), conflict.n_states), bool) for name in names}
    tasks = [
        partial(_decide, conflict, group, name, rows, stable[name][place])
        for name in names
        for place, group in enumerate(groups)
    ]
    run_tasks(tasks, threads)
    return CoalitionResult(
        question="which states are stable for which coalitions",
        concepts=names,
        conflict=conflict,
        coalitions=tuple(_members(g) for g in groups),
        stable=stable,
    )


def _check_size(conflict: Conflict) -> None:
    if conflict.n_states > MAX_STATES or conflict.n_dm > MAX_DMS:
        need = (1 << conflict.n_dm) * conflict.n_states**2 / 4e9
        raise LimitError(
            f"{conflict.n_states} states and {conflict.n_dm} decision makers; coalitions are "
            f"analysed up to {MAX_STATES} states and {MAX_DMS} decision makers",
            advice=f"it would need about {need:,.1f} GB; leave out options or decision makers",
        )


def _members(group: int) -> tuple[int, ...]:
    return tuple(i for i in range(group.bit_length()) if group >> i & 1)


@dataclass(frozen=True, slots=True)
class _Rows:
    """Reach and improvements of every coalition: uint64 (2**n_dm, n_states, words)."""

    reach: npt.NDArray[np.uint64]
    improving: npt.NDArray[np.uint64]


def _rows(conflict: Conflict, threads: int | None) -> _Rows:
    kernel = compiled.kernels_coalition()
    arcs = arc_table(conflict)
    words = (conflict.n_states + 63) // 64
    reach, improving = np.zeros((2, 1 << conflict.n_dm, conflict.n_states, words), np.uint64)

    def task(group: int) -> None:
        kernel.reach_of(group, arcs.starts, arcs.targets, arcs.base, reach[group])
        kernel.improvements_of(group, conflict.ranks, reach[group], improving[group])

    run_tasks([partial(task, g) for g in range(1, 1 << conflict.n_dm)], threads)
    return _Rows(reach, improving)


def _decide(
    conflict: Conflict, group: int, concept: str, rows: _Rows, out: npt.NDArray[np.bool_]
) -> None:
    """Stability of every state for one coalition under one concept, into `out`."""
    kernel = compiled.kernels_coalition()
    outside = (1 << conflict.n_dm) - 1 & ~group
    answers = np.zeros_like(rows.reach[0])
    if concept in ("gmr", "smr"):
        answers = rows.reach[outside]
    elif concept == "seq":
        kernel.improving_reach_of(outside, rows.improving, answers)
    reach, improving = rows.reach[group], rows.improving[group]
    kernel.coalition_stable(group, conflict.ranks, reach, improving, answers, concept == "smr", out)
