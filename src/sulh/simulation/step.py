"""The order of a step: a list. One step is one week."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sulh.simulation.rules.attrition import attrition
from sulh.simulation.rules.backers import backers
from sulh.simulation.rules.choice import choose
from sulh.simulation.rules.guarantee import calm
from sulh.simulation.rules.human_cost import human_cost
from sulh.simulation.rules.intervention import intervention
from sulh.simulation.rules.learning import learn
from sulh.simulation.rules.siege import siege
from sulh.simulation.rules.spoilers import spoilers
from sulh.simulation.rules.survival import breach
from sulh.simulation.rules.terms import terms
from sulh.simulation.rules.truces import truces
from sulh.simulation.rules.votes import votes
from sulh.simulation.state import Model, State

__all__ = ["STEP", "Rule", "step"]

Rule = Callable[[State, Model, int], None]

STEP: Final[tuple[Rule, ...]] = (
    backers,  # 1 backers keep, raise, cut or threaten
    intervention,  # an outside power may stop the campaign
    choose,  # 2 the strong side picks a front, keeps on or gives up
    truces,  # and offers separate truces elsewhere
    calm,  # 3 the guarantor calms an assault
    attrition,  # 4 combat
    siege,  # supplies
    spoilers,  # spoilers
    votes,  # 5 bodies vote, 6 what they accept is carried out
    breach,  # 7 arrangements are breached
    terms,  # and terms of calms run out
    human_cost,  # 8 deaths, displacement, return, ruin
    learn,  # what was seen is learnt before the next week
)


def step(state: State, model: Model, tick: int) -> None:
    """Move the state of all runs of a block by one week, in place."""
    for rule in STEP:
        rule(state, model, tick)
