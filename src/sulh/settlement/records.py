"""The smallest records that all answers of the settlement room are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sulh.case.model import Text

__all__ = ["Holds", "LeverInfo", "Measure", "Share", "Verdict"]

Measure = Literal["StatementOrder", "StateOrder", "AimOrder"]
Verdict = Literal["necessarily", "possibly", "never"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Part of the admissible orders, 0 to 1. `se` is 0 when `exact`; `n` orders looked at."""

    p: float
    se: float
    n: int
    exact: bool
    measure: Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds:
    """A settlement *holds* if it is SEQ- and SSEQ-stable for all.

    `rests_on_threat` is the share in which only GMR and SMR accept it: it rests on a sanction
    that would not come. `by_states` is the share under the second measure, orders of states; None
    where states are too many for it.
    """

    verdict: Verdict
    share: Share
    rests_on_threat: Share
    verdict_exact: bool = False
    by_states: Share | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverInfo:
    """A lever that was tried: its kind, and its cost on the analyst's own scale."""

    id: str
    kind: str
    title: Text
    cost: float
