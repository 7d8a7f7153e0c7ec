"""The answer of the bridge: aims of parties x simulated outcomes -> orders -> stability.

Both routes to a preference stand side by side: *aims* (what the simulation makes of each state,
weighed by what each decision maker is after) and *statements* (what texts and patterns say).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sulh.case.model import Text
from sulh.case.vocab import Basis
from sulh.settlement.records import Holds, Share
from sulh.settlement.result_campaign import OutcomeSummary

__all__ = [
    "Acceptance",
    "AimUse",
    "BridgeResult",
    "BridgeVerdict",
    "Disagreement",
    "EarlyDeals",
    "NotBridged",
    "PlayedState",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AimUse:
    """An aim that was weighed: a simulated `outcome`, or a `condition` over options.

    `wants` says in which direction; `low` to `high` (peak at `mode`) is the weight of its full
    amount `full`, in stakes: 1 is all the areas changing hands. All three are None where nothing
    is known of the weights but that they add up to 1. `civilian`: multiplied by alpha.
    """

    id: str
    decision_maker: str
    outcome: str
    condition: str
    wants: Literal["more", "less"]
    low: float | None
    mode: float | None
    high: float | None
    full: float
    civilian: bool
    why: Text | None
    basis: Basis
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedState:
    """States of the decision that one arm of the simulation stands for.

    `realised` is the part of the contested areas that ended the run as the state says (settled,
    fallen, in calm ...), None where the pattern does not say what to look at; `realised_se` is
    its standard error over draws of the parameters.
    """

    play: str
    title: Text
    when: str
    states: tuple[int, ...]
    outcomes: tuple[OutcomeSummary, ...]
    realised: float | None
    realised_se: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeVerdict:
    """One outcome of the decision, by both routes, over the states that can be played.

    `all_states` is the share by statements over all feasible states, as reported elsewhere.
    `difference` is by aims minus by statements. The routes differ where it is above `margin`
    (what is tolerated, and two standard errors), and `agree` otherwise; they surely agree only
    where `margin` would still cover it with the two errors added (:attr:`surely`).
    `by_structure`: the share by aims under each form of the model alone.
    """

    outcome: str
    title: Text
    kind: Literal["settlement", "status_quo", "other"]
    state: int
    by_aims: Holds
    by_statements: Holds
    all_states: Share
    attainable_by_aims: Share
    attainable_by_statements: Share
    by_structure: tuple[tuple[str, Share], ...]
    difference: float
    difference_se: float
    margin: float
    agree: bool

    @property
    def surely(self) -> bool:
        """Whether it is told beyond chance that the routes agree, or that they do not."""
        return not self.agree or abs(self.difference) + 4.0 * self.difference_se <= self.margin


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two states that a decision maker orders differently by the two routes.

    `by_aims` and `by_statements` are the shares in which it prefers `state` to `other`.
    """

    decision_maker: str
    state: int
    other: int
    by_aims: Share
    by_statements: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """For each alpha, the share in which a settlement is better for one than the status quo.

    `decision_maker` "" is everybody at once, with the same alpha. `from_alpha` is the least alpha
    of the grid from which on the share is at least one half; None where there is none.
    """

    outcome: str
    decision_maker: str
    alphas: tuple[float, ...]
    shares: tuple[Share, ...]
    from_alpha: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyDeals:
    """In the simulation itself: the share of areas with a deal within 13 weeks, by alpha.

    Nothing is forced here: areas are offered a deal from the first week and vote on it.
    """

    alphas: tuple[float, ...]
    means: tuple[float, ...]
    ses: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BridgeResult:
    """The answer for one decision. See ``docs/theory/bridge.md``.

    `routes` says for each decision maker whether the route by aims has its aims, or falls back on
    its statements because nobody gave it aims. `left_out` are feasible states that the simulation
    cannot play: they are in neither share of the comparison. `unseen` are options that change
    nothing in the simulation: only aims over conditions value them.
    """

    decision: str
    campaign: str
    status_quo: int
    played: tuple[PlayedState, ...]
    left_out: tuple[int, ...]
    unseen: tuple[str, ...]
    routes: tuple[tuple[str, Literal["aims", "statements"]], ...]
    aims: tuple[AimUse, ...]
    verdicts: tuple[BridgeVerdict, ...]
    disagreements: tuple[Disagreement, ...]
    acceptance: tuple[Acceptance, ...]
    early_deals: EarlyDeals
    structures: tuple[str, ...]
    n_samples: int
    n_draws: int
    """Draws of the simulation's parameters; shares by aims have standard errors over these."""
    n_runs: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotBridged:
    """A decision the bridge was asked for and cannot be built for, and why.

    "no_plays": its pattern declares no state that the simulation can play. "no_campaign": no
    campaign of the same situation. "no_aims": nobody has aims. "no_moves": no decision maker can
    move between two states that are played. "no_status_quo": that state cannot be played.
    """

    decision: str
    reason: Literal["no_plays", "no_campaign", "no_aims", "no_moves", "no_status_quo"]
