"""What would flip an answer: single changes, each tried, the smallest first.

The answer to a decision is whether the share in which an outcome holds reaches a threshold; the
answer to a comparison of arms is which of the two has more of an outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from sulh.case.model import Campaign, Case, Decision
from sulh.errors import LimitError, ModelError, nearest
from sulh.settlement.decisions import study_outcome
from sulh.settlement.knowing import known, placed
from sulh.settlement.levers import Lever
from sulh.settlement.records import Share
from sulh.settlement.result_robust import Flip, FlipTable
from sulh.settlement.search import target_outcome
from sulh.settlement.sensitivity import arm_named, lever_decisions
from sulh.settlement.sources import what_sources_drive
from sulh.simulation import STRUCTURES, Parameters, run_arms
from sulh.simulation.from_case import (
    arms_from_campaign,
    parameters_from_campaign,
    world_from_campaign,
)
from sulh.simulation.run import world_parameters

__all__ = ["flips_of_campaign", "flips_of_decision"]

Kind = Literal["belief", "first", "last", "source", "lever", "parameter"]
REPLICATES = 4


def flips_of_decision(
    decision: Decision,
    outcome: str | None = None,
    *,
    p: float = 0.5,
    case: Case | None = None,
    levers: Sequence[Lever] | None = None,
    n: int = 2_000,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> FlipTable:
    """Single changes that move the share in which an outcome holds across `p`.

    Tried are, for each statement that is not certain: its belief (the share is all but linear in
    it, so the crossing is found between *known false* and *known true* and then checked), its
    place, first or last; each lever alone; and each source left out.

    Parameters
    ----------
    decision : Decision
    outcome : str, optional
        By default the first of kind "settlement".
    p : float
        The answer is whether the share is at least this.
    case : Case, optional
        Sources are left out only where it is given, with this decision in it.
    levers : sequence of Lever, optional
        By default those of the pattern.
    n, seed : int
        Draws for each share, with one seed; all orders where they are at most 20 n.
    progress : callable, optional
        Told the part done.

    Raises
    ------
    LimitError
        If `p` is not between 0 and 1.
    """
    if not 0 < p < 1:
        raise LimitError(f"p is between 0 and 1, not {p}")
    target = target_outcome(decision, outcome)

    def holds(changed: Decision) -> Share:
        study = study_outcome(changed, target, n=n, seed=seed, exact_per_draw=20, roads=False)
        return study.looked.share("holds", 0)

    base = holds(decision)
    below = base.p < p
    changes = list(_changes(decision, levers))
    found: list[Flip | None] = []
    for i, (kind, what, changed) in enumerate(changes):
        if kind == "belief":
            found.append(_belief_flip(changed, what, holds, below=below, p=p))
        else:
            found.append(_flip(kind, what, holds(changed), below=below, p=p))
        if progress:
            progress((i + 1) / len(changes))
    if case is not None:
        each = what_sources_drive(case, decision.id, target, p=p, n=n, seed=seed).sources
        found += [  # where the sources all together frame no such decision, none of them turns it
            _flip("source", s.source, s.share, below=s.base.p < p, p=p) for s in each if s.base
        ]
    return FlipTable(
        about=decision.id, number="holds", outcome=target, arm="", baseline="", threshold=p,
        value=base.p, se=base.se, near=abs(base.p - p) <= 2 * base.se,
        flips=_ordered(found), n_tried=len(found), seed=seed,
    )  # fmt: skip


def _changes(
    decision: Decision, levers: Sequence[Lever] | None
) -> Iterator[tuple[Kind, str, Decision]]:
    for s in decision.statements:
        if s.belief < 1 and not s.choice:
            yield "belief", s.id, decision
        yield "first", s.id, placed(decision, s.id, first=True)
        yield "last", s.id, placed(decision, s.id, first=False)
    for names, changed in lever_decisions(decision, levers)[1:]:
        yield "lever", names[0], changed


def _belief_flip(
    decision: Decision, what: str, holds: Callable[[Decision], Share], *, below: bool, p: float
) -> Flip | None:
    """The belief at which the answer turns, between 0 and 1; None if it does not."""
    statement = next(s for s in decision.statements if s.id == what)
    ends = [holds(known(decision, what, is_true=t)).p for t in (False, True)]
    over = [(end < p) != below for end in ends]
    if not any(over):
        return None
    turn = float(np.clip((p - ends[0]) / (ends[1] - ends[0]), 0.0, 1.0))
    there = tuple(replace(s, belief=turn) if s.id == what else s for s in decision.statements)
    share = holds(replace(decision, statements=there))
    return Flip(
        kind="belief", what=what, before=statement.belief, after=turn,
        size=abs(turn - statement.belief), value=share.p, se=share.se,
    )  # fmt: skip


def _flip(kind: Kind, what: str, share: Share | None, *, below: bool, p: float) -> Flip | None:
    """A change that is all or nothing, where it flips the answer or leaves none."""
    if share is not None and (share.p < p) == below:
        return None
    return Flip(
        kind=kind, what=what, before=None, after=None, size=1.0,
        value=None if share is None else share.p, se=None if share is None else share.se,
    )  # fmt: skip


def _ordered(found: Sequence[Flip | None]) -> tuple[Flip, ...]:
    flips = [flip for flip in found if flip is not None]
    return tuple(sorted(flips, key=lambda f: (f.size, f.kind, f.what)))


def flips_of_campaign(
    case: Case,
    campaign: Campaign,
    *,
    arm: str,
    baseline: str | None = None,
    outcome: str = "civilian_deaths_people",
    parameters: Sequence[str] | None = None,
    runs: int = 200,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
) -> FlipTable:
    """Parameters that turn the sign of a mean difference of two arms when held at one end.

    Parameters
    ----------
    case, campaign
    arm : str
    baseline : str, optional
        By default the status quo.
    outcome : str
        `arm` minus `baseline`, run by run; the threshold is 0.
    parameters : sequence of str, optional
        By default every parameter that is not known exactly, the world's numbers among them. Each
        is held at its least and at its greatest value in turn, all others stay uncertain.
    runs : int
        Of each arm for each value, in the main form of the model.
    seed, progress
        As elsewhere.

    Returns
    -------
    FlipTable
        A flip is listed where the difference is beyond 0 by two standard errors. `size` is how
        far the value is from the peak of its prior, as a part of the prior's range.

    Raises
    ------
    ModelError
        If an arm, the outcome or a parameter does not exist.
    """
    world, arms = world_from_campaign(case, campaign), arms_from_campaign(campaign)
    chosen = (arm_named(arms, arm), arm_named(arms, baseline) if baseline else arms[0])
    given = parameters_from_campaign(campaign)
    every = Parameters((*given.items, *world_parameters(world)))
    wanted = [every[name] for name in parameters or every.names]
    open_ = [p for p in wanted if p.high > p.low]

    def difference(held: dict[str, float]) -> tuple[float, float]:
        both = [replace(a, parameters={**a.parameters, **held}) for a in chosen]
        made = run_arms(
            world, both, runs, seed, parameters=given, replicates=REPLICATES,
            structures=STRUCTURES[:1],
        )  # fmt: skip
        pairs = made.paired(chosen[0].id, chosen[1].id)
        found = next((d for d in pairs if d.outcome == outcome), None)
        if found is None:
            raise ModelError(
                f"no outcome is called {outcome}", advice=nearest(outcome, made.outcomes)
            )
        return found.mean, found.se

    mean, se = difference({})
    found = []
    for i, p in enumerate(open_):
        for value in (p.low, p.high):
            there, error = difference({p.name: value})
            if (there < 0) != (mean < 0) and abs(there) > 2 * error:
                size = abs(value - p.mode) / (p.high - p.low)
                found.append(
                    Flip(
                        kind="parameter", what=p.name, before=p.mode, after=value, size=size,
                        value=there, se=error,
                    )
                )  # fmt: skip
        if progress:
            progress((i + 1) / len(open_))
    return FlipTable(
        about=campaign.id, number=outcome, outcome="", arm=chosen[0].id, baseline=chosen[1].id,
        threshold=0.0, value=mean, se=se, near=abs(mean) <= 2 * se, flips=_ordered(found),
        n_tried=2 * len(open_), seed=seed,
    )  # fmt: skip
