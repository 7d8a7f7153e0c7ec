"""The questions: which settlement holds, how surely, what it rests on, and what waiting costs."""

from sulh.settlement.preferences import StatementOrder, StateOrder, preferences_of
from sulh.settlement.result import (
    ArmSummary,
    Assumption,
    Attainable,
    Band,
    CampaignResult,
    ConceptVerdict,
    DecisionResult,
    Holds,
    OutcomeDifference,
    OutcomeSummary,
    OutcomeVerdict,
    PathStep,
    SettlementResult,
    Share,
)
from sulh.settlement.settling import settle
from sulh.settlement.share import StabilityShare, stability_share

__all__ = [
    "ArmSummary",
    "Assumption",
    "Attainable",
    "Band",
    "CampaignResult",
    "ConceptVerdict",
    "DecisionResult",
    "Holds",
    "OutcomeDifference",
    "OutcomeSummary",
    "OutcomeVerdict",
    "PathStep",
    "SettlementResult",
    "Share",
    "StabilityShare",
    "StateOrder",
    "StatementOrder",
    "preferences_of",
    "settle",
    "stability_share",
]
