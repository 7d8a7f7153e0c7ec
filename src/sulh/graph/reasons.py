"""Typed reasons: why a state is or is not stable for a decision maker. Words are made elsewhere.

States are integers (option bits: ``sum(bit_j << j)``, or explicit state ids with arcs); decision
makers are indices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Explanation", "MoveStep", "Reason"]


@dataclass(frozen=True, slots=True)
class MoveStep:
    """One unilateral move in a sequence; `improves`: it improves for its mover."""

    decision_maker: int
    source: int
    target: int
    improves: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """What becomes of one unilateral improvement, or that there is none.

    ``no_improvement``
        the decision maker has no unilateral improvement from the state.
    ``sanctioned``
        `improvement` is deterred: `sanction` is a legal sequence of moves by the others that ends
        no better than the state; `credible` if each of its moves improves for its mover;
        `escape` is None (no way out was left, where the concept asks for that).
    ``unsanctioned``
        `improvement` is not deterred. `sanction` is the sequence that comes nearest under a
        weaker concept, if any (then `credible` is False: the threat would not be carried out, or
        `escape` is the move by which the decision maker gets out of it).

    `outcome` is the state in which the sanction ends. Under "sim" the moves of `sanction` are made
    at once, all from the state itself, and `outcome` superposes them on the improvement.
    """

    kind: Literal["no_improvement", "sanctioned", "unsanctioned"]
    improvement: MoveStep | None = None
    sanction: tuple[MoveStep, ...] = ()
    credible: bool | None = None
    escape: MoveStep | None = None
    outcome: int | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why `state` is (un)stable for `decision_maker` under `concept`: one reason an improvement."""

    state: int
    decision_maker: int
    concept: str
    stable: bool
    reasons: tuple[Reason, ...]
