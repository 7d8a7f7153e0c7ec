"""The graph model for conflict resolution: which states are stable, for whom, and why.

It knows no reports and no time; :mod:`sulh.graph.from_case` turns a decision of a case into a
:class:`Conflict`. Nothing here imports numba before something is computed.
"""

from sulh.graph.analysis import CONCEPTS, StabilityResult, analyze
from sulh.graph.conflict import BarredMove, Conflict, Names
from sulh.graph.evolution import Evolution, TransitionGraph, evolve, transition_graph
from sulh.graph.explain import explain
from sulh.graph.hypergame import HypergameResult, Perception, analyze_hypergame
from sulh.graph.inverse import InverseResult, inverse
from sulh.graph.montecarlo import (
    StabilityCounts,
    monte_carlo,
    monte_carlo_counts,
    statement_payoffs,
)
from sulh.graph.moves import coalition_improvements, legal_sequences, moves_from
from sulh.graph.nearest import NearestChange, nearest_change
from sulh.graph.reasons import Explanation, MoveStep, Reason
from sulh.graph.table import state_rows, table_text

__all__ = [
    "CONCEPTS",
    "BarredMove",
    "Conflict",
    "Evolution",
    "Explanation",
    "HypergameResult",
    "InverseResult",
    "MoveStep",
    "Names",
    "NearestChange",
    "Perception",
    "Reason",
    "StabilityCounts",
    "StabilityResult",
    "TransitionGraph",
    "analyze",
    "analyze_hypergame",
    "coalition_improvements",
    "evolve",
    "explain",
    "inverse",
    "legal_sequences",
    "monte_carlo",
    "monte_carlo_counts",
    "moves_from",
    "nearest_change",
    "state_rows",
    "statement_payoffs",
    "table_text",
    "transition_graph",
]
