"""The answer to *why not settle early*: who would gain, who must move, who would break it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sulh.case.model import Text
from sulh.settlement.records import Share

__all__ = ["EarlyAnswer", "EarlyCondition", "PartyView", "Weighing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """A statement on which the status quo and the settlement differ; `claims` support it."""

    statement: str
    condition: str
    why: Text | None
    belief: float
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """Whether a decision maker prefers a settlement to the status quo, and what that turns on.

    `prefers` is the share of its admissible orders in which it does. `gains` are its statements
    that the settlement makes true, `loses` those it makes false: it prefers the settlement
    exactly if the most important of all of them is one of its gains. `moves`: some option of its
    own is otherwise in the settlement, so that it must agree.
    """

    decision_maker: str
    moves: bool
    prefers: Share
    gains: tuple[Weighing, ...]
    loses: tuple[Weighing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyCondition:
    """A set of levers with which the settlement holds in at least `p` of the orders."""

    levers: tuple[str, ...]
    titles: tuple[Text, ...]
    cost: float
    holds: Share
    attainable: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyAnswer:
    """Why a settlement is not taken up at once, and under which conditions it would be.

    `all_prefer`: everybody who must move prefers it to the status quo. `accepted`: and it holds
    too, once reached. `by` and `coalition` say how it is reached in the usual order, `breaker` is
    who would leave it most often ("" if nobody), in the share `breaker_share` with its standard
    error, `unsanctioned` whether that breach would meet no
    answer there. `conditions` are None where levers were not searched.
    """

    decision: str
    outcome: str
    by: Literal["already_there", "improvements", "joint", "none"]
    coalition: tuple[str, ...]
    parties: tuple[PartyView, ...]
    all_prefer: Share
    holds: Share
    accepted: Share
    breaker: str
    breaker_share: float
    breaker_se: float
    breaks_to: int | None
    unsanctioned: bool
    conditions: tuple[EarlyCondition, ...] | None
    p: float
    n_samples: int
    seed: int
