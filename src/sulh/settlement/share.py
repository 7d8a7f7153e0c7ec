"""In which share of the admissible preference orders is a state stable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sulh._version import __version__
from sulh.errors import LimitError, ModelError
from sulh.graph import CONCEPTS, Conflict
from sulh.graph.analysis import check_concepts
from sulh.settlement.preferences import Preference
from sulh.settlement.result import Measure, Share, Verdict
from sulh.settlement.space import OrderSpace, Ranks
from sulh.settlement.tally import EXACT_LIMIT, Looked, look_through

__all__ = ["FIVE", "StabilityShare", "stability_share"]

Bools = npt.NDArray[np.bool_]
FIVE = ("nash", "gmr", "smr", "seq", "sseq")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StabilityShare:
    """Shares of the admissible orders in which states are stable: a model share, not a forecast.

    Parameters
    ----------
    question, method : str
    conflict : Conflict
    concepts : tuple of str
    looked : Looked
        Counts of the flags ``<concept>`` (n_dm, n_states) and ``<concept>/all`` (n_states,).
    seed : int
    version : str
    """

    question: str
    method: str
    conflict: Conflict
    concepts: tuple[str, ...]
    looked: Looked
    seed: int
    version: str = __version__

    @property
    def exact(self) -> bool:
        """Whether every admissible order was gone through."""
        return self.looked.exact

    @property
    def n(self) -> int:
        """Orders looked at: all of them if `exact`, else draws."""
        return (self.looked.n_orders or 0) if self.exact else self.looked.n_draws

    def share(self, concept: str, state: int, decision_maker: int | None = None) -> Share:
        """Share in which `state` is stable for all (or for one decision maker)."""
        if decision_maker is None:
            return self.looked.share(f"{concept}/all", state)
        return self.looked.share(concept, decision_maker, state)

    def verdict(self, concept: str, state: int, decision_maker: int | None = None) -> Verdict:
        """Stable necessarily, possibly or never; see :meth:`Looked.verdict` for how sure."""
        if decision_maker is None:
            return self.looked.verdict(f"{concept}/all", state)[0]
        return self.looked.verdict(concept, decision_maker, state)[0]


def stability_share(
    conflict: Conflict,
    preferences: Sequence[Preference],
    *,
    concepts: Sequence[str] = FIVE,
    n: int = 20_000,
    seed: int = 0,
    measure: Measure = "StatementOrder",
    exact_limit: int = EXACT_LIMIT,
) -> StabilityShare:
    """Share of the complete orders that agree with what is known in which each state is stable.

    Parameters
    ----------
    conflict : Conflict
    preferences : sequence of StatementOrder, StateOrder or None
        One for each decision maker; None keeps the conflict's own payoffs.
    concepts : sequence of str
        Of :data:`sulh.graph.CONCEPTS`.
    n : int
        Draws, where the orders are too many to go through.
    seed : int
    measure : {"StatementOrder", "StateOrder"}
        How complete orders are weighed; see :mod:`sulh.settlement.preferences`.
    exact_limit : int
        Go through all distinct combinations of orders up to this many.

    Returns
    -------
    StabilityShare

    Raises
    ------
    ModelError
        If preferences do not fit the conflict, or known priorities form a cycle.
    LimitError
        If `n` is below 1.

    Examples
    --------
    The prisoner's dilemma with the first prisoner's order free: in which share of his 24 orders
    is mutual silence (state 0) an equilibrium?

    >>> from sulh.settlement import StateOrder
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> found = stability_share(dilemma, [StateOrder(), None], concepts=["nash", "seq"])
    >>> found.exact, found.n, found.verdict("seq", 0), found.share("seq", 0, 0).p
    (True, 24, 'possibly', 0.6666666666666666)
    """
    names = check_concepts(concepts, CONCEPTS)
    if n < 1:
        raise LimitError(f"at least one order has to be drawn, not {n}")
    if measure not in ("StatementOrder", "StateOrder"):
        raise ModelError(f"no measure is called {measure}", advice="StatementOrder or StateOrder")
    space = OrderSpace(conflict, tuple(preferences), measure)
    looked = look_through(space, names, _nothing_more, n=n, seed=seed, exact_limit=exact_limit)
    return StabilityShare(
        question="in which share of the admissible orders each state is stable",
        method="exact enumeration" if looked.exact else "Monte Carlo",
        conflict=conflict,
        concepts=names,
        looked=looked,
        seed=seed,
    )


def _nothing_more(_ranks: Ranks, _stable: Mapping[str, Bools]) -> Mapping[str, Bools]:
    return {}
