"""From the status quo to where: what can be reached, by which shortest paths, and who moves when.

Evolution follows single moves, one decision maker at a time, with no rule about who moved last:
a history may contain two moves in a row by the same decision maker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from sulh._version import __version__
from sulh.errors import LimitError, ModelError
from sulh.graph import compiled
from sulh.graph.conflict import Conflict
from sulh.graph.engine import arc_table, bar_arrays, option_masks
from sulh.graph.moves import check_state
from sulh.graph.reasons import MoveStep

__all__ = ["By", "Evolution", "TransitionGraph", "evolve", "transition_graph"]

By = Literal["moves", "improvements"]
MAX_DRAWN = 200_000
"""Arcs beyond which a transition graph is refused: nobody can look at it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Evolution:
    """What can be reached from a state, and how.

    Parameters
    ----------
    question : str
    start : int
    by : {"moves", "improvements"}
    distance : int32 array (n_states,)
        Fewest moves from `start`; -1 where it cannot be reached.
    mover, previous : int32 array (n_states,)
        The last step of a shortest path: who makes it, and from where; -1 at `start` and where
        it cannot be reached. Among shortest paths the one by the first decision makers is kept.
    version : str
    """

    question: str
    start: int
    by: By
    conflict: Conflict
    distance: npt.NDArray[np.int32]
    mover: npt.NDArray[np.int32]
    previous: npt.NDArray[np.int32]
    version: str = __version__

    @property
    def reached(self) -> list[int]:
        """The states that can be reached, `start` included, ascending."""
        return [int(s) for s in np.flatnonzero(self.distance >= 0)]

    def path(self, state: int) -> tuple[MoveStep, ...]:
        """The moves of a shortest path to `state`; empty for `start` itself.

        Raises
        ------
        ModelError
            If `state` cannot be reached; look at `distance` first.
        """
        target = check_state(self.conflict, state)
        if self.distance[target] < 0:
            raise ModelError(
                f"state {target} cannot be reached from state {self.start} by {self.by}",
                advice="distance is -1 there",
            )
        steps = []
        while target != self.start:
            source, who = int(self.previous[target]), int(self.mover[target])
            payoff = self.conflict.payoffs[who]
            steps.append(MoveStep(who, source, target, bool(payoff[target] > payoff[source])))
            target = source
        return tuple(reversed(steps))


def evolve(conflict: Conflict, start: int | None = None, *, by: By = "moves") -> Evolution:
    """Follow moves, or only improvements, from the status quo.

    Parameters
    ----------
    conflict : Conflict
    start : int, optional
        The status quo of the conflict without it.
    by : {"moves", "improvements"}
        "improvements": each step improves for the one who makes it.

    Returns
    -------
    Evolution

    Examples
    --------
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]], status_quo=0)
    >>> evolve(dilemma, by="improvements").reached
    [0, 1, 2, 3]
    >>> [(step.decision_maker, step.target) for step in evolve(dilemma).path(3)]
    [(0, 1), (1, 3)]
    """
    _check_by(by)
    begin = conflict.status_quo if start is None else start
    if begin is None:
        raise ModelError("the conflict has no status quo", advice="say where to start")
    source = check_state(conflict, begin)
    tables = _paths(conflict, source, by == "improvements")
    return Evolution(
        question="what can be reached, and by whose moves",
        start=source,
        by=by,
        conflict=conflict,
        distance=tables[0],
        mover=tables[1],
        previous=tables[2],
    )


def _paths(conflict: Conflict, start: int, improving: bool) -> npt.NDArray[np.int32]:
    """Distance, mover and previous state of shortest paths: int32 (3, n_states)."""
    kernel = compiled.kernels_arcs()
    tables = np.full((3, conflict.n_states), -1, np.int32)
    if conflict.arcs is None:
        masks = np.array([option_masks(conflict, i) for i in range(conflict.n_dm)], np.int64)
        bars = bar_arrays(conflict)
        kernel.shortest_option_paths(start, conflict.ranks, improving, masks, bars, tables)
    else:
        arcs = arc_table(conflict)
        kernel.shortest_paths(
            start, conflict.ranks, improving, arcs.starts, arcs.targets, arcs.base, tables
        )
    return tables


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionGraph:
    """States and single moves for drawing, with the strongly connected components.

    Parameters
    ----------
    states : tuple of int
    moves : tuple of MoveStep
        Sorted by source, target, decision maker.
    component : tuple of int
        For each of `states`, the number of its component; numbered so that moves between
        components lead from lower to higher numbers (a DAG).
    """

    by: By
    conflict: Conflict
    states: tuple[int, ...]
    moves: tuple[MoveStep, ...]
    component: tuple[int, ...]

    def to_json(self) -> dict[str, object]:
        """States, moves and components as plain lists and dicts, ready for ``json.dumps``."""
        name = self.conflict.dm_name
        return {
            "by": self.by,
            "states": [
                {"id": s, "name": self.conflict.state_name(s), "component": c}
                for s, c in zip(self.states, self.component, strict=True)
            ],
            "moves": [
                {
                    "from": m.source,
                    "to": m.target,
                    "decision_maker": name(m.decision_maker),
                    "improves": m.improves,
                }
                for m in self.moves
            ],
            "version": __version__,
        }

    def to_graphml(self, equilibria: Mapping[str, Sequence[int]] | None = None) -> str:
        """A GraphML document; `equilibria` (concept to states) become attributes of the nodes."""
        import networkx as nx

        graph: nx.MultiDiGraph[int] = nx.MultiDiGraph(by=self.by)
        for state, component in zip(self.states, self.component, strict=True):
            marks = {c: state in states for c, states in sorted((equilibria or {}).items())}
            graph.add_node(
                state, name=self.conflict.state_name(state), component=component, **marks
            )
        for move in self.moves:
            who = self.conflict.dm_name(move.decision_maker)
            graph.add_edge(move.source, move.target, decision_maker=who, improves=move.improves)
        return "\n".join(nx.generate_graphml(graph)) + "\n"


def _check_by(by: str) -> None:
    if by not in ("moves", "improvements"):
        raise ModelError(f"by is {by!r}, expected moves or improvements")


def transition_graph(
    conflict: Conflict, *, by: By = "moves", start: int | None = None
) -> TransitionGraph:
    """The graph of single moves or improvements, whole or as far as `start` leads.

    Raises
    ------
    LimitError
        Beyond 200,000 moves, which nobody can look at; give a `start`, or use improvements.

    Examples
    --------
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> graph = transition_graph(dilemma, by="improvements")
    >>> len(graph.moves), graph.component
    (4, (0, 1, 2, 3))
    """
    _check_by(by)
    kept = conflict.feasible if start is None else evolve(conflict, start, by=by).distance >= 0
    if kept.sum() > MAX_DRAWN:
        raise LimitError(
            f"{int(kept.sum()):,} states, too many to draw; the limit is {MAX_DRAWN:,}",
            advice="give a start, or draw improvements only",
        )
    moves = sorted(_moves(conflict, kept, by), key=lambda m: (m.source, m.target, m.decision_maker))
    states = tuple(int(s) for s in np.flatnonzero(kept))
    return TransitionGraph(
        by=by,
        conflict=conflict,
        states=states,
        moves=tuple(moves),
        component=_components(states, moves),
    )


def _moves(conflict: Conflict, kept: npt.NDArray[np.bool_], by: By) -> list[MoveStep]:
    table = arc_table(conflict)
    found: list[MoveStep] = []
    for i in range(conflict.n_dm):
        source = np.repeat(np.arange(conflict.n_states), np.diff(table.starts[i]))
        target = table.targets[table.base[i] : table.base[i + 1]]
        improves = conflict.ranks[i, target] > conflict.ranks[i, source]
        chosen = kept[source] & kept[target] & (improves | (by == "moves"))
        if chosen.sum() + len(found) > MAX_DRAWN:
            raise LimitError(
                f"more than {MAX_DRAWN:,} moves, too many to draw",
                advice="give a start, or draw improvements only",
            )
        rows = zip(source[chosen], target[chosen], improves[chosen], strict=True)
        found += [MoveStep(i, int(s), int(t), bool(up)) for s, t, up in rows]
    return found


def _components(states: tuple[int, ...], moves: Sequence[MoveStep]) -> tuple[int, ...]:
    """Strongly connected components, numbered along a topological order."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import connected_components

    place = {s: k for k, s in enumerate(states)}
    rows = [place[m.source] for m in moves]
    columns = [place[m.target] for m in moves]
    shape = (len(states), len(states))
    graph = csr_matrix((np.ones(len(moves)), (rows, columns)), shape)
    _, label = connected_components(graph, directed=True, connection="strong")
    return _topological(label.tolist(), rows, columns)


def _topological(label: list[int], rows: list[int], columns: list[int]) -> tuple[int, ...]:
    """Renumber components so that arcs lead upwards, the smallest state first among equals."""
    import networkx as nx

    first = {c: k for k, c in reversed(list(enumerate(label)))}
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(first)
    pairs = {(label[r], label[c]) for r, c in zip(rows, columns, strict=True)}
    graph.add_edges_from(pair for pair in sorted(pairs) if pair[0] != pair[1])
    order = nx.lexicographical_topological_sort(graph, key=first.__getitem__)
    number = {c: k for k, c in enumerate(order)}
    return tuple(number[c] for c in label)
