"""The states of a decision that the simulation can play: arms that hold parties to them.

Which states, and how, is declared in the pattern (``played_by``). Each arm is run in every form of
the model, under common random numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sulh.case.model import Campaign, Case, Decision
from sulh.errors import ModelError, nearest
from sulh.frame import load_pattern, pattern_names, unfolded
from sulh.frame.pattern import Pattern, PlaySpec
from sulh.graph import Conflict
from sulh.logic import parse
from sulh.settlement.result_campaign import Band, OutcomeSummary
from sulh.simulation import STRUCTURES, Arm, EnsembleResult, Structure, World, run_arms
from sulh.simulation.from_case import (
    arms_from_campaign,
    parameters_from_campaign,
    world_from_campaign,
)

__all__ = [
    "CIVILIAN",
    "Playing",
    "arm_of",
    "campaign_of",
    "full_amounts",
    "pattern_of",
    "play_arms",
    "play_of_states",
    "structure_name",
]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

REPLICATES = 4
"""Runs that share a draw of the parameters: deciders value prospects, not one turn of chance."""
MAX_RUNS = 10_000
CIVILIAN = frozenset(
    {
        "away_at_end_people",
        "away_outside_people",
        "besieged_people_weeks",
        "civilian_deaths_people",
        "detained_people",
        "displaced_people",
        "evacuated_people",
        "harmed_after_deal_people",
        "killed_after_deal_people",
        "returned_people",
    }
)
"""Outcomes that those who do not decide bear; their weight is multiplied by alpha."""


def pattern_of(decision: Decision) -> Pattern | None:
    """The pattern a decision was framed with, if it ships."""
    return load_pattern(decision.pattern) if decision.pattern in pattern_names() else None


def campaign_of(case: Case, decision: Decision) -> Campaign | None:
    """The campaign of the same situation: the same date, of the same pattern if there is one."""
    live = [c for c in case.campaigns if c.superseded_by is None and c.when == decision.when]
    same = [c for c in live if c.pattern == decision.pattern]
    return next(iter(same or live), None)


def play_of_states(decision: Decision, pattern: Pattern, conflict: Conflict) -> Ints:
    """For each state the place of the play it is played by, -1 where it cannot be; (n_states,).

    Options of the pattern that nobody here has are off; options that the pattern does not know
    change nothing in the simulation.

    Raises
    ------
    ModelError
        If two plays claim one feasible state.
    """
    pattern = unfolded(pattern, decision)
    names = [option.id for option in pattern.options]
    states = np.arange(conflict.n_states)
    seen = np.zeros_like(states)
    for bit, option in enumerate(decision.options):
        if option.id in names:
            seen |= (states >> bit & 1) << names.index(option.id)
    found = np.full(conflict.n_states, -1)
    for place, play in enumerate(pattern.played_by):
        true = parse(play.when, names).evaluate_states(seen) & conflict.feasible
        if (found[true] >= 0).any():
            raise ModelError(
                f"pattern {pattern.id}: {play.id} plays a state that another play has already",
                advice="make the conditions under `when` exclude one another",
            )
        found[true] = place
    return found


def arm_of(play: PlaySpec, campaign: Campaign) -> Arm:
    """The arm that plays a state: the campaign's status quo with what the play changes."""
    changes = {k: v for k, v in asdict(play.policy).items() if v is not None}
    return Arm(
        id=play.id,
        policy=arms_from_campaign(campaign)[0].policy.change(**changes),
        title_ar=play.title.ar,
        title_en=play.title.en,
        parameters={p.name: p.value for p in play.parameters},
        off=play.off,
    )


@dataclass(frozen=True, eq=False)
class Playing:
    """What the arms gave.

    Parameters
    ----------
    plays : tuple of PlaySpec
        Those that play a state here; their order is that of the arms.
    world : World
    outcomes : tuple of str
    means : float array (n_structures, n_draws, n_plays, n_outcomes)
        Over the runs that share a draw of the parameters.
    ensembles : tuple of EnsembleResult
        One for each form of the model.
    """

    plays: tuple[PlaySpec, ...]
    world: World
    outcomes: tuple[str, ...]
    means: Floats
    ensembles: tuple[EnsembleResult, ...]

    def summaries(self, play: int, outcomes: Sequence[str]) -> tuple[OutcomeSummary, ...]:
        """Means and bands of an arm's outcomes; the third band is over the forms of the model."""
        return tuple(self._summary(play, name) for name in outcomes)

    def _summary(self, play: int, name: str) -> OutcomeSummary:
        arm, k = self.plays[play].id, self.outcomes.index(name)
        bands = [
            Band(source=b.source, low=b.low, high=b.high, level=b.level)
            for b in self.ensembles[0].bands(arm, name)
            if b.source != "structure"
        ]
        by_form = self.means[:, :, play, k].mean(axis=1)
        low, high = float(by_form.min()), float(by_form.max())
        bands.append(Band(source="structure", low=low, high=high, level=1.0))
        return OutcomeSummary(outcome=name, mean=float(by_form.mean()), bands=tuple(bands))


def play_arms(
    case: Case,
    campaign: Campaign,
    plays: Sequence[PlaySpec],
    *,
    runs: int,
    seed: int,
    structures: Sequence[Structure] = STRUCTURES,
    checkpoint: Path | None = None,
    progress: Callable[[float], None] | None = None,
) -> Playing:
    """Run every play in every form of the model, with the same draws and the same chance.

    Parameters
    ----------
    case, campaign
    plays : sequence of PlaySpec
    runs : int
        Of each arm, shared out among the forms of the model.
    seed : int
    structures : sequence of Structure
    checkpoint : Path, optional
        A folder; what was run is kept there, one folder a form, and not run again.
    progress : callable, optional
        Told the part done.
    """
    world = world_from_campaign(case, campaign)
    arms = [arm_of(play, campaign) for play in plays]
    each = min(max(runs // len(structures), 2 * REPLICATES), MAX_RUNS) // REPLICATES * REPLICATES
    found = []
    for i, structure in enumerate(structures):
        found.append(
            run_arms(
                world, arms, each, seed, parameters=parameters_from_campaign(campaign),
                replicates=REPLICATES, structures=[structure],
                checkpoint=None if checkpoint is None else checkpoint / f"form-{i}",
            )
        )  # fmt: skip
        if progress:
            progress((i + 1) / len(structures))
    values = np.stack([ensemble.values for ensemble in found])
    shape = (len(structures), len(arms), each // REPLICATES, REPLICATES, values.shape[-1])
    return Playing(
        plays=tuple(plays),
        world=world,
        outcomes=found[0].outcomes,
        means=np.swapaxes(values.reshape(shape).mean(axis=3), 1, 2),
        ensembles=tuple(found),
    )


def full_amounts(playing: Playing, outcome: str) -> Floats:
    """An outcome in the units of aims: shares; civilians per 1,000 of them; soldiers likewise.

    Returns
    -------
    float array (n_structures, n_draws, n_plays)

    Raises
    ------
    ModelError
        If the simulation has no such outcome, or none that an aim can be of.
    """
    if outcome not in playing.outcomes:
        raise ModelError(
            f"the simulation has no outcome {outcome}", advice=nearest(outcome, playing.outcomes)
        )
    world, found = playing.world, playing.means[..., playing.outcomes.index(outcome)]
    if outcome.endswith("_share") or outcome.startswith("p_"):
        return found
    people = float(world.population[world.contested].sum())
    if outcome.startswith("military"):
        strong, weak = float(world.mobile.sum()), float(world.force.sum())
        people = {"strong": strong, "weak": weak}.get(outcome.split("_")[2], strong + weak)
    if outcome.endswith("_people_weeks"):
        people *= world.horizon_weeks
    elif not outcome.endswith("_people"):
        raise ModelError(
            f"an aim cannot be of {outcome}", advice="take an outcome in people, or a share"
        )
    return np.asarray(found * 1_000.0 / max(people, 1.0))


def structure_name(structure: Structure) -> str:
    """A form of the model in one word each: lookahead, combat, spill-over."""
    return f"{structure.lookahead} {structure.combat} {structure.spill_over}"
