"""Misperception: each decision maker plays the game it sees (a hypergame of level 1).

Decision maker i may not see some options (it takes them to be off), may hold some states to be
impossible, and may see other preferences than the real ones, of others or its own. What it holds
stable is decided in its own game; a state is an equilibrium of the hypergame if it is stable for
every decision maker, each in its own game.

References
----------
Bennett (1977), "Toward a theory of hypergames", Omega 5, 749-751. Wang, Hipel and Fraser (1988),
"Modeling misperceptions in games", Behavioral Science 33, 207-223.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from sulh._version import __version__
from sulh.errors import ModelError
from sulh.graph import checks
from sulh.graph.analysis import DEFAULT_CONCEPTS, StabilityResult, analyze, check_concepts
from sulh.graph.conflict import Conflict
from sulh.graph.moves import check_decision_maker

__all__ = ["HypergameResult", "Perception", "analyze_hypergame"]

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Perception:
    """How one decision maker sees the conflict, where that differs from how it is.

    Parameters
    ----------
    decision_maker : int
    unseen_options : tuple of int
        Options it does not know of: it takes them to be off, for ever.
    unseen_states : bool array (n_states,), optional
        States it holds to be impossible.
    payoffs : array (n_dm, n_states), optional
        Everyone's preferences as it sees them.
    """

    decision_maker: int
    unseen_options: tuple[int, ...] = ()
    unseen_states: BoolArray | None = None
    payoffs: npt.NDArray[np.float64] | npt.NDArray[np.int64] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class HypergameResult:
    """Each decision maker's own game, the combined outcome, and where they disagree.

    Parameters
    ----------
    games : tuple of Conflict
        ``games[i]`` as i sees it; its states are those of the conflict.
    own : tuple of StabilityResult
        The analysis of each of `games`.
    real : StabilityResult
        The analysis of the conflict as it is.
    view : int64 array (n_dm, n_states)
        The state that i takes a state for: unseen options are off.
    unseen : bool array (n_dm, n_states)
        Where i would face a state that it holds to be impossible.
    stable : mapping of concept to bool array (n_dm, n_states)
        Row i in i's own game, at the state that i takes it for; False where unseen.
    """

    question: str
    concepts: tuple[str, ...]
    conflict: Conflict = field(repr=False)
    games: tuple[Conflict, ...] = field(repr=False)
    own: tuple[StabilityResult, ...] = field(repr=False)
    real: StabilityResult = field(repr=False)
    view: npt.NDArray[np.int64] = field(repr=False)
    unseen: BoolArray = field(repr=False)
    stable: Mapping[str, BoolArray] = field(repr=False)
    version: str = __version__

    def equilibria(self, concept: str) -> list[int]:
        """States stable for every decision maker in its own game, ascending."""
        check_concepts((concept,), self.concepts)
        return [int(s) for s in np.flatnonzero(self.stable[concept].all(axis=0))]

    def mistaken(self, concept: str) -> dict[int, list[int]]:
        """For each decision maker the equilibria of its own game that are none of the hypergame."""
        true = set(self.equilibria(concept))
        return {
            i: [s for s in result.equilibria(concept) if s not in true]
            for i, result in enumerate(self.own)
        }

    def by_mistake(self, concept: str) -> list[int]:
        """Equilibria of the hypergame that would not hold if all saw the conflict as it is."""
        real = set(self.real.equilibria(concept))
        return [s for s in self.equilibria(concept) if s not in real]


def analyze_hypergame(
    conflict: Conflict,
    perceptions: Sequence[Perception],
    concepts: Sequence[str] = DEFAULT_CONCEPTS,
) -> HypergameResult:
    """Analyse the game that each decision maker sees, and combine the verdicts.

    Parameters
    ----------
    conflict : Conflict
        As it is; whoever has no entry in `perceptions` sees it so.
    perceptions : sequence of Perception
        At most one a decision maker.
    concepts : sequence of str
        As for :func:`sulh.graph.analyze`.

    Returns
    -------
    HypergameResult

    Raises
    ------
    ModelError
        Two perceptions of one decision maker, an option that is not there, payoffs of the wrong
        shape, a game without states.

    Examples
    --------
    Each believes that the other would rather defect alone; in truth both prefer peace.

    >>> truth = Conflict.from_arrays([0, 1], [[4, 3, 1, 2], [4, 1, 3, 2]])
    >>> seen = [np.array([[4, 3, 1, 2], [3, 1, 4, 2]]), np.array([[3, 4, 1, 2], [4, 1, 3, 2]])]
    >>> fear = [Perception(decision_maker=i, payoffs=seen[i]) for i in (0, 1)]
    >>> result = analyze_hypergame(truth, fear, ["nash"])
    >>> result.equilibria("nash"), result.own[0].equilibria("nash")
    ([0, 3], [3])
    """
    names = check_concepts(concepts)
    seen_by = _by_decision_maker(conflict, perceptions)
    views = [_view(conflict, seen_by.get(i)) for i in range(conflict.n_dm)]
    games = [_game(conflict, seen_by.get(i), views[i]) for i in range(conflict.n_dm)]
    own = [analyze(game, names) for game in games]
    unseen = np.stack(
        [conflict.feasible & ~g.feasible[v] for g, v in zip(games, views, strict=True)]
    )
    stable = {
        name: np.stack([own[i].stable[name][i][views[i]] for i in range(conflict.n_dm)])
        & conflict.feasible
        for name in names
    }
    return HypergameResult(
        question="which states are stable when each plays the game it sees",
        concepts=names,
        conflict=conflict,
        games=tuple(games),
        own=tuple(own),
        real=analyze(conflict, names),
        view=np.stack(views),
        unseen=unseen,
        stable=stable,
    )


def _by_decision_maker(
    conflict: Conflict, perceptions: Sequence[Perception]
) -> dict[int, Perception]:
    found: dict[int, Perception] = {}
    if not isinstance(perceptions, Iterable):
        raise ModelError(f"perceptions are {perceptions!r}", advice="pass a list of Perception")
    for perception in perceptions:
        if not isinstance(perception, Perception):
            raise ModelError(f"{perception!r} is no perception", advice="pass Perception records")
        who = check_decision_maker(conflict, perception.decision_maker)
        if who in found:
            raise ModelError(f"two perceptions of decision maker {who}", advice="give one")
        found[who] = perception
    return found


def _view(conflict: Conflict, perception: Perception | None) -> npt.NDArray[np.int64]:
    """The state that each state is taken for."""
    hidden = 0
    for option in perception.unseen_options if perception else ():
        if not 0 <= option < conflict.n_options:
            raise ModelError(f"there is no option {option} of {conflict.n_options} to be unseen")
        hidden |= 1 << option
    return np.arange(conflict.n_states) & ~hidden


def _game(
    conflict: Conflict, perception: Perception | None, view: npt.NDArray[np.int64]
) -> Conflict:
    """The conflict as a decision maker sees it: on the same states, fewer of them feasible."""
    if perception is None:
        return conflict
    feasible = conflict.feasible & (view == np.arange(conflict.n_states))
    if perception.unseen_states is not None:
        feasible &= ~checks.check_mask(perception.unseen_states, conflict.n_states, "unseen_states")
    if not feasible.any():
        raise ModelError(f"decision maker {perception.decision_maker} sees no state at all")
    seen = conflict
    if perception.payoffs is not None:
        seen = conflict.with_payoffs(perception.payoffs)
    arcs = conflict.arcs
    if arcs is not None:
        arcs = tuple(each[feasible[each].all(axis=1)] for each in arcs)
    return replace(seen, feasible=feasible, arcs=arcs, status_quo=None)
