"""The bridge: aims of parties x simulated outcomes -> orders of states -> stability.

The states that the simulation can play are valued by what comes of them and by what each decision
maker is after; the same states are judged by its statements; both stand side by side, and where
they disagree is said. States that cannot be played are left out of both. See
``docs/theory/bridge.md`` and decision 0080.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sulh.case.model import Aim, Campaign, Case, Decision, Quantity
from sulh.frame import unfolded
from sulh.frame.pattern import Pattern, PlaySpec
from sulh.graph import Conflict, moves_from
from sulh.graph.from_case import conflict_from_decision
from sulh.settlement.aims import aims_of
from sulh.settlement.bridge_draw import draw_orders
from sulh.settlement.bridge_judge import Bridge, acceptance, disagreements, verdicts
from sulh.settlement.bridge_play import (
    CIVILIAN,
    Playing,
    campaign_of,
    pattern_of,
    play_arms,
    play_of_states,
    structure_name,
)
from sulh.settlement.decisions import outcome_states
from sulh.settlement.preferences import preferences_of
from sulh.settlement.result_bridge import (
    AimUse,
    BridgeResult,
    EarlyDeals,
    NotBridged,
    PlayedState,
)
from sulh.simulation import STRUCTURES, Structure, sweep
from sulh.simulation.from_case import arms_from_campaign, parameters_from_campaign

__all__ = ["ALPHAS", "bridge_decision"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

ALPHAS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_EARLY_RUNS = (40, 200)
"""Runs at each alpha, at least and at most."""


@dataclass(frozen=True, eq=False)
class _Plan:
    """What is to be played and judged."""

    campaign: Campaign
    whole: Conflict
    play_of: Ints
    plays: tuple[PlaySpec, ...]
    aims: tuple[tuple[Aim, ...], ...]


def bridge_decision(
    case: Case,
    decision: Decision,
    campaign: Campaign | None = None,
    *,
    n: int = 20_000,
    runs: int = 1_000,
    seed: int = 0,
    alphas: Sequence[float] = ALPHAS,
    structures: Sequence[Structure] = STRUCTURES,
    pattern: Pattern | None = None,
    checkpoint: Path | None = None,
    progress: Callable[[float], None] | None = None,
) -> BridgeResult | NotBridged:
    """Answer a decision by aims and simulated outcomes, beside the answer by statements.

    Parameters
    ----------
    case : Case
    decision : Decision
        Its pattern says which states can be played; its own `aims`, else those of the pattern,
        what each decision maker is after. One who has none is judged by its statements.
    campaign : Campaign, optional
        By default the one of the same date, of the same pattern if there is one.
    n : int
        Draws of weights; rounded up to as many for each draw of the simulation.
    runs : int
        Of each arm, shared out among the forms of the model.
    seed : int
    alphas : sequence of float
        Where acceptance is looked at.
    structures : sequence of Structure
    pattern : Pattern, optional
        By default the one that ships under the name the decision gives.
    checkpoint : Path, optional
        A folder in which runs are kept: the same call goes on where it was interrupted.
    progress : callable, optional
        Told the part done.

    Returns
    -------
    BridgeResult, or NotBridged with the reason

    Raises
    ------
    ModelError, LimitError
        If the decision makes no conflict or the campaign no world; an aim is of an outcome that
        the simulation does not have.
    """
    written = pattern or pattern_of(decision)
    told_by = unfolded(written, decision) if written else None
    plan = _plan(decision, campaign or campaign_of(case, decision), told_by)
    if isinstance(plan, NotBridged):
        return plan
    told = progress or (lambda _done: None)
    playing = play_arms(
        case, plan.campaign, plan.plays, runs=runs, seed=seed, structures=structures,
        checkpoint=checkpoint, progress=lambda done: told(0.7 * done),
    )  # fmt: skip
    forms = tuple(map(structure_name, structures))
    bridge = _bridge(decision, plan, playing, forms=forms, n=n, seed=seed)
    found = _result(bridge, plan, alphas)
    told(0.9)
    few, many = _EARLY_RUNS
    early = _early(plan.campaign, playing, alphas, min(max(runs, few), many), seed)
    told(1.0)
    return replace(found, early_deals=early)


def _plan(
    decision: Decision, campaign: Campaign | None, pattern: Pattern | None
) -> _Plan | NotBridged:
    """What there is to play; or why there is nothing."""
    if pattern is None or not pattern.played_by:
        return NotBridged(decision=decision.id, reason="no_plays")
    if campaign is None:
        return NotBridged(decision=decision.id, reason="no_campaign")
    every = aims_of(decision, pattern)
    aims = tuple(
        tuple(aim for aim in every if aim.decision_maker == who.id)
        for who in decision.decision_makers
    )
    if not any(aims):
        return NotBridged(decision=decision.id, reason="no_aims")
    whole = conflict_from_decision(decision)
    place = play_of_states(decision, pattern, whole)
    used = sorted(set(place[place >= 0].tolist()))
    play_of = np.array([used.index(p) if p >= 0 else -1 for p in place.tolist()])
    if whole.status_quo is None or play_of[whole.status_quo] < 0:
        return NotBridged(decision=decision.id, reason="no_status_quo")
    if not _moves_between(whole, play_of):
        return NotBridged(decision=decision.id, reason="no_moves")
    plays = tuple(pattern.played_by[p] for p in used)
    return _Plan(campaign, whole, play_of, plays, aims)


def _moves_between(conflict: Conflict, play_of: Ints) -> bool:
    """Whether anybody can move from a state that is played to one played by another arm."""
    return any(
        play_of[target] >= 0 and play_of[target] != play_of[state]
        for state in np.flatnonzero(play_of >= 0).tolist()
        for who in range(conflict.n_dm)
        for target in moves_from(conflict, who, state)
    )


def _bridge(
    decision: Decision, plan: _Plan, playing: Playing, *, forms: tuple[str, ...], n: int, seed: int
) -> Bridge:
    small = replace(plan.whole, feasible=plan.whole.feasible & (plan.play_of >= 0))
    drawn = draw_orders(
        small, preferences_of(decision), plan.aims, options=[o.id for o in decision.options],
        play_of=plan.play_of, playing=playing, alpha=_alpha(plan.campaign), n=n, seed=seed,
    )  # fmt: skip
    states = outcome_states(decision, plan.whole)
    return Bridge(
        decision=decision, whole=plan.whole, conflict=small, aims=plan.aims, playing=playing,
        play_of=plan.play_of, drawn=drawn, structures=forms, n=n, seed=seed,
        outcomes=tuple((i, s) for i, s in enumerate(states) if plan.play_of[s] >= 0),
    )  # fmt: skip


def _alpha(campaign: Campaign) -> Aim:
    """The range of alpha: that of the parameter of the simulation, as an aim with a weight."""
    prior = parameters_from_campaign(campaign)["civilian_weight"]
    return Aim(
        id="alpha", decision_maker="", condition="alpha", wants="more",
        weight=Quantity(low=prior.low, mode=prior.mode, high=prior.high),
    )  # fmt: skip


def _result(bridge: Bridge, plan: _Plan, alphas: Sequence[float]) -> BridgeResult:
    decision, drawn, playing = bridge.decision, bridge.drawn, bridge.playing
    return BridgeResult(
        decision=decision.id,
        campaign=plan.campaign.id,
        status_quo=bridge.status_quo,
        played=tuple(_played(bridge, i) for i in range(len(plan.plays))),
        left_out=tuple(np.flatnonzero(plan.whole.feasible & (plan.play_of < 0)).tolist()),
        unseen=_unseen(decision, plan.play_of),
        routes=tuple(
            (who.id, "aims" if mine else "statements")
            for who, mine in zip(decision.decision_makers, plan.aims, strict=True)
        ),
        aims=tuple(_use(aim) for mine in plan.aims for aim in mine),
        verdicts=verdicts(bridge),
        disagreements=disagreements(bridge),
        acceptance=acceptance(bridge, alphas),
        early_deals=EarlyDeals(alphas=(), means=(), ses=()),
        structures=bridge.structures,
        n_samples=len(drawn.draw),
        n_draws=int(drawn.draw.max()) + 1,
        n_runs=sum(ensemble.values.shape[1] for ensemble in playing.ensembles),
        seed=bridge.seed,
    )


def _played(bridge: Bridge, i: int) -> PlayedState:
    playing = bridge.playing
    play = playing.plays[i]
    wanted = {aim.outcome for mine in bridge.aims for aim in mine if aim.outcome}
    column = playing.outcomes.index(play.realised_as) if play.realised_as else None
    return PlayedState(
        play=play.id,
        title=play.title,
        when=play.when,
        states=tuple(np.flatnonzero(bridge.play_of == i).tolist()),
        outcomes=playing.summaries(i, sorted(wanted)),
        realised=None if column is None else float(playing.means[:, :, i, column].mean()),
        realised_se=0.0 if column is None else _error(playing.means[:, :, i, column]),
    )


def _error(by_draw: Floats) -> float:
    """Standard error over draws of a mean, from values (n_structures, n_draws)."""
    each = by_draw.mean(axis=0)
    return float(each.std(ddof=1) / np.sqrt(len(each))) if len(each) > 1 else 0.0


def _unseen(decision: Decision, play_of: Ints) -> tuple[str, ...]:
    """Options that change nothing in the simulation wherever they could be switched."""
    states = np.arange(len(play_of))
    found = []
    for bit, option in enumerate(decision.options):
        here, there = play_of, play_of[states ^ (1 << bit)]
        both = (here >= 0) & (there >= 0)
        if both.any() and (here == there)[both].all():
            found.append(option.id)
    return tuple(found)


def _use(aim: Aim) -> AimUse:
    return AimUse(
        id=aim.id,
        decision_maker=aim.decision_maker,
        outcome=aim.outcome,
        condition=aim.condition,
        wants=aim.wants,
        low=aim.weight.low if aim.weight else None,
        mode=aim.weight.mode if aim.weight else None,
        high=aim.weight.high if aim.weight else None,
        full=aim.full,
        civilian=aim.outcome in CIVILIAN,
        why=aim.why,
        basis=aim.basis,
        claims=aim.claims,
    )


def _early(
    campaign: Campaign, playing: Playing, alphas: Sequence[float], runs: int, seed: int
) -> EarlyDeals:
    """What the simulation itself does with offers from the first week, by alpha."""
    base = arms_from_campaign(campaign)[0]
    arm = replace(base, policy=base.policy.change(offer="early"))
    found = sweep(
        playing.world, {"civilian_weight": list(alphas)}, runs, seed, arm=arm,
        parameters=parameters_from_campaign(campaign),
    )  # fmt: skip
    return EarlyDeals(
        alphas=tuple(alphas), means=tuple(found.mean.tolist()), ses=tuple(found.se.tolist())
    )
