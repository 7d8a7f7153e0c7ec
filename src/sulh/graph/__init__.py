"""The graph model for conflict resolution: which states are stable, for whom, and why.

It knows no reports and no time; :mod:`sulh.graph.from_case` turns a decision of a case into a
:class:`Conflict`. Nothing here imports numba before something is computed.
"""

from sulh.graph.analysis import CONCEPTS, StabilityResult, analyze
from sulh.graph.build import (
    BarredSpec,
    OptionSpec,
    conflict_from_options,
    conflict_from_states,
)
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
from sulh.graph.stability.coalition import CoalitionResult, coalition_stability
from sulh.graph.stability.limited_move import limited_move
from sulh.graph.stability.maximin import maximin
from sulh.graph.stability.non_myopic import non_myopic
from sulh.graph.stability.stackelberg import stackelberg
from sulh.graph.stability.strength import StrengthResult, strength
from sulh.graph.stability.uncertain import uncertain
from sulh.graph.table import state_rows, table_text

__all__ = [
    "CONCEPTS",
    "BarredMove",
    "BarredSpec",
    "CoalitionResult",
    "Conflict",
    "Evolution",
    "Explanation",
    "HypergameResult",
    "InverseResult",
    "MoveStep",
    "Names",
    "NearestChange",
    "OptionSpec",
    "Perception",
    "Reason",
    "StabilityCounts",
    "StabilityResult",
    "StrengthResult",
    "TransitionGraph",
    "analyze",
    "analyze_hypergame",
    "coalition_improvements",
    "coalition_stability",
    "conflict_from_options",
    "conflict_from_states",
    "evolve",
    "explain",
    "inverse",
    "legal_sequences",
    "limited_move",
    "maximin",
    "monte_carlo",
    "monte_carlo_counts",
    "moves_from",
    "nearest_change",
    "non_myopic",
    "stackelberg",
    "state_rows",
    "statement_payoffs",
    "strength",
    "table_text",
    "transition_graph",
    "uncertain",
]
