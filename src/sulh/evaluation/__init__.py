"""How well the reader reads: scores against gold, rates of false facts, their bounds.

A room of the workshop, not of the house: no analysis imports it. ``sulh-eval`` is its command.
"""

from sulh.evaluation.bounds import Rate
from sulh.evaluation.gold import GoldDocument, load_gold
from sulh.evaluation.honesty import honesty
from sulh.evaluation.score import Report, score
from sulh.evaluation.system import SystemDocument, load_system

__all__ = [
    "GoldDocument",
    "Rate",
    "Report",
    "SystemDocument",
    "honesty",
    "load_gold",
    "load_system",
    "score",
]
