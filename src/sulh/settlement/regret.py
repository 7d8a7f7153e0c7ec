"""Choices over scenarios: worst regret, and how often a choice is good enough.

A choice is a set of levers (a scenario says what is true of a statement that is not certain), or
an arm of a campaign (a scenario is a draw of the parameters in one form of the model). Regret is
how much worse a choice is than the best one of the same scenario. Only outcomes of human cost and
of deals that stand are criteria: none that rewards taking an area.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from sulh.case.model import Campaign, Case, Decision
from sulh.errors import LimitError, ModelError, PatchError, nearest
from sulh.settlement.decisions import study_outcome
from sulh.settlement.knowing import known
from sulh.settlement.levers import Lever, apply_levers, levers_of, refuse_harm
from sulh.settlement.result_robust import RegretRow, RegretTable
from sulh.settlement.search import target_outcome
from sulh.simulation import STRUCTURES, Structure, run_arms
from sulh.simulation.from_case import (
    arms_from_campaign,
    parameters_from_campaign,
    world_from_campaign,
)

__all__ = ["CRITERIA", "regret_of_campaign", "regret_of_decision"]

Floats = npt.NDArray[np.float64]

CRITERIA: Final[dict[str, Literal["more", "less"]]] = {
    "civilian_deaths_people": "less",
    "displaced_people": "less",
    "away_at_end_people": "less",
    "harmed_after_deal_people": "less",
    "detained_people": "less",
    "besieged_people_weeks": "less",
    "returned_people": "more",
    "infrastructure_share": "more",
    "deal_standing_13_weeks_share": "more",
    "deal_standing_52_weeks_share": "more",
    "deal_standing_104_weeks_share": "more",
}
REPLICATES = 4
TIE = 1e-12
SE_OF_LISTED = 0.0


def regret_of_decision(
    decision: Decision,
    outcome: str | None = None,
    *,
    p: float = 0.5,
    levers: Sequence[Lever] | None = None,
    sets: Sequence[Sequence[str]] | None = None,
    n: int = 1_000,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> RegretTable:
    """Sets of levers over what may be true: the share in which an outcome holds.

    Parameters
    ----------
    decision : Decision
    outcome : str, optional
        By default the first of kind "settlement".
    p : float
        A share from here on is good enough.
    levers : sequence of Lever, optional
        By default those of the pattern.
    sets : sequence of sequence of str, optional
        Ids of levers; by default nothing, and each lever alone.
    n, seed : int
        Draws for each share, with one seed.
    progress : callable, optional
        Told the part done.

    Returns
    -------
    RegretTable
        Scenarios: as believed, and each statement that is not certain known true, known false.

    Raises
    ------
    ModelError
        If a lever does not exist, does not fit or does not protect.
    """
    target = target_outcome(decision, outcome)
    choices = _choices(decision, levers_of(decision) if levers is None else levers, sets)
    open_ = [s.id for s in decision.statements if s.belief < 1 or s.choice]
    scenarios = ["as believed"] + [f"{s} is {t}" for s in open_ for t in ("true", "false")]
    table, errors = np.empty((2, len(choices), len(scenarios)))
    for j in range(len(scenarios)):
        world = decision
        if j:
            world = known(decision, open_[(j - 1) // 2], is_true=j % 2 == 1)
        for i, chosen in enumerate(choices):
            changed = _applied(world, chosen)
            if changed is None:  # the scenario has already taken away what the lever changes
                changed = world
            study = study_outcome(changed, target, n=n, seed=seed, roads=False)
            share = study.looked.share("holds", 0)
            table[i, j], errors[i, j] = share.p, share.se
        if progress:
            progress((j + 1) / len(scenarios))
    return _table(
        table, [tuple(x.id for x in chosen) for chosen in choices], "more", p,
        about=decision.id, criterion="holds", outcome=target, scenarios=tuple(scenarios),
        seed=seed, share_se=float(errors.max()),
    )  # fmt: skip


def _choices(
    decision: Decision, levers: Sequence[Lever], sets: Sequence[Sequence[str]] | None
) -> list[tuple[Lever, ...]]:
    for lever in levers:
        refuse_harm(decision, lever)
    every = {lever.id: lever for lever in levers}
    if sets is None:
        alone = [(lever,) for lever in every.values() if _applied(decision, (lever,)) is not None]
        return [(), *alone]
    for name in (name for one in sets for name in one):
        if name not in every:
            raise ModelError(f"no lever is called {name}", advice=nearest(name, every))
    found = [tuple(every[name] for name in one) for one in sets]
    for chosen in found:
        if _applied(decision, chosen) is None:
            names = ", ".join(x.id for x in chosen)
            raise ModelError(f"the levers {names} do not fit together")
    return found


def _applied(decision: Decision, levers: Sequence[Lever]) -> Decision | None:
    try:
        return apply_levers(decision, levers)
    except PatchError:
        return None


def regret_of_campaign(
    case: Case,
    campaign: Campaign,
    *,
    criterion: str = "civilian_deaths_people",
    arms: Sequence[str] | None = None,
    runs: int = 1_000,
    structures: Sequence[Structure] = STRUCTURES,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> RegretTable:
    """Arms over draws of the parameters in every form of the model.

    Parameters
    ----------
    case, campaign
    criterion : str
        One of :data:`CRITERIA`: outcomes of human cost, and deals that stand.
    arms : sequence of str, optional
        Ids; all by default. Good enough is what is at least as good as the first arm.
    runs : int
        Of each arm, shared out among the forms of the model.
    structures, seed, progress
        As elsewhere.

    Raises
    ------
    ModelError
        If the criterion is none, or an arm does not exist.
    """
    if criterion not in CRITERIA:
        raise ModelError(
            f"{criterion} is no criterion of regret", advice=nearest(criterion, CRITERIA)
        )
    every = arms_from_campaign(campaign)
    names = [a.id for a in every] if arms is None else list(arms)
    for name in names:
        if name not in [a.id for a in every]:
            raise ModelError(
                f"no arm is called {name}", advice=nearest(name, [a.id for a in every])
            )
    each = max(runs // len(structures), 2 * REPLICATES) // REPLICATES * REPLICATES
    parts = []
    for i, structure in enumerate(structures):
        found = run_arms(
            world_from_campaign(case, campaign), [a for a in every if a.id in names], each, seed,
            parameters=parameters_from_campaign(campaign), replicates=REPLICATES,
            structures=[structure], keep_runs=each,
        )  # fmt: skip
        if criterion not in found.outcomes:
            raise ModelError(f"{campaign.id} is too short for {criterion}")
        values = found.values[:, :, found.outcome(criterion)]
        parts.append(values.reshape(len(values), -1, REPLICATES).mean(axis=2))
        if progress:
            progress((i + 1) / len(structures))
    return _table(
        np.concatenate(parts, axis=1), [(a.id,) for a in every if a.id in names],
        CRITERIA[criterion], None, about=campaign.id, criterion=criterion, seed=seed,
        draws=parts[0].shape[1],
    )  # fmt: skip


def _table(
    values: Floats,
    choices: Sequence[tuple[str, ...]],
    wants: Literal["more", "less"],
    threshold: float | None,
    *,
    about: str,
    criterion: str,
    seed: int,
    outcome: str = "",
    scenarios: tuple[str, ...] = (),
    draws: int = 0,
    share_se: float = 0.0,
) -> RegretTable:
    """Rows of choices by columns of scenarios; without a threshold, that of the first row."""
    good = values if wants == "more" else -values
    regret = good.max(axis=0) - good
    enough = good >= (good[0] if threshold is None else threshold) - TIE
    rows = tuple(
        RegretRow(
            choice=choice,
            worst_regret=float(regret[i].max()),
            mean_regret=float(regret[i].mean()),
            p_satisfies=float(enough[i].mean()),
            se=_error(enough[i], draws),
            values=tuple(values[i].tolist()) if scenarios else (),
            mean_se=_error(regret[i], draws),
        )
        for i, choice in enumerate(choices)
    )
    least = min(row.worst_regret for row in rows)
    return RegretTable(
        about=about,
        criterion=criterion,
        outcome=outcome,
        wants=wants,
        threshold=threshold,
        scenarios=scenarios,
        n_scenarios=values.shape[1],
        rows=rows,
        least_worst=tuple(row.choice for row in rows if row.worst_regret <= least + TIE),
        seed=seed,
        share_se=share_se,
    )


def _error(each: Floats | npt.NDArray[np.bool_], draws: int) -> float:
    """Standard error of a mean over draws of the parameters, each in every form; 0 where listed."""
    if not draws:
        return SE_OF_LISTED
    if draws < 2:
        raise LimitError("a standard error needs at least two draws")
    means = each.reshape(-1, draws).mean(axis=0)
    return float(means.std(ddof=1) / np.sqrt(draws))
