"""The answer of the simulation for a campaign, as frozen records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sulh.case.model import Question, Text

__all__ = ["ArmSummary", "Band", "CampaignResult", "OutcomeDifference", "OutcomeSummary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """An interval and what it is due to: "chance", "parameters" or "structure"."""

    source: Literal["chance", "parameters", "structure"]
    low: float
    high: float
    level: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeSummary:
    """An outcome of an arm: mean over runs and bands.

    `outcome` is a name such as "civilian_deaths_people"; units are in the name.
    """

    outcome: str
    mean: float
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeDifference:
    """`arm` minus `baseline`, paired run by run under common random numbers."""

    arm: str
    baseline: str
    outcome: str
    mean: float
    bands: tuple[Band, ...]
    n_runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmSummary:
    """One arm: its id, title and outcomes."""

    arm: str
    title: Text
    outcomes: tuple[OutcomeSummary, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignResult:
    """The answer of the simulation for one campaign."""

    campaign: str
    title: Text
    baseline: str
    arms: tuple[ArmSummary, ...]
    differences: tuple[OutcomeDifference, ...]
    horizon_weeks: int
    n_runs: int
    structure: tuple[tuple[str, str], ...]
    """Structural assumptions of the model, by name (lookahead, form of combat, spill-over)."""
    asks: tuple[Question, ...]
