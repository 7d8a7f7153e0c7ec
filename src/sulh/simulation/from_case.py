"""From a campaign of a case to a world, its parameters and its arms. Only this file knows a case.

What a campaign leaves open is filled by the plainest assumption, and every number that no text
supports is listed by :func:`assumptions_of`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sulh.case.model import Campaign, Case, Front, Patch, Quantity
from sulh.errors import ModelError, nearest
from sulh.simulation.arms import Arm, Policy, default_arms
from sulh.simulation.defaults import DEFAULTS
from sulh.simulation.parameters import Parameters
from sulh.simulation.world import Backing, Range, World

__all__ = [
    "NumberAssumed", "arms_from_campaign", "assumptions_of", "parameters_from_campaign",
    "world_from_campaign",
]  # fmt: skip

_DAYS_PER_WEEK = 7
_HOLD_OUT_ROLES = ("hold_out", "holdout")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberAssumed:
    """A number of a run that no text supports: what it is, its range, what it rests on.

    `field` is where an analyst sets it: a path in the case.
    """

    name: str
    low: float
    mode: float
    high: float
    unit: str
    basis: Literal["text", "pattern", "assumed"]
    source: str
    field: str


def _mode(q: Quantity) -> float:
    return (q.low + q.high) / 2.0 if q.mode is None else q.mode


def _spread(q: Quantity) -> Range:
    mode = _mode(q)
    return (q.low / mode, q.high / mode) if mode > 0 else (1.0, 1.0)


def _holders(front: Front, campaign: Campaign) -> tuple[str, ...]:
    """Who fights there: the holders who are not of the strong side, or the area itself."""
    weak = tuple(p for p in front.holders if p not in campaign.strong_side)
    return weak or (front.area,)


def _hold_outs(case: Case, campaign: Campaign) -> set[str]:
    """Parties that fill the role of hold-out in the decision framed beside the campaign."""
    return {
        party
        for decision in case.decisions
        if decision.pattern == campaign.pattern and decision.when == campaign.when
        for role in decision.roles
        if role.name in _HOLD_OUT_ROLES
        for party in role.parties
    }


def _excluded(case: Case, campaign: Campaign) -> set[str]:
    """Parties that a truce in force on a front leaves out."""
    truces = {front.truce for front in campaign.fronts}
    return {party for a in case.agreements if a.id in truces for party in a.excluded}


def _parties(campaign: Campaign) -> tuple[str, ...]:
    names = list(campaign.strong_side)
    for front in campaign.fronts:
        names += _holders(front, campaign)
    for backing in campaign.backings:
        names += [backing.backer, backing.client]
    names += [campaign.guarantor] if campaign.guarantor else []
    return tuple(dict.fromkeys(names))


def _split(total: float, n: int) -> list[int]:
    whole, rest = divmod(round(total), n)
    return [whole + (i < rest) for i in range(n)]


def _forces(campaign: Campaign, parties: tuple[str, ...]) -> NDArray[np.int64]:
    force = np.zeros((len(campaign.fronts), len(parties)), dtype=np.int64)
    for i, front in enumerate(campaign.fronts):
        holders = _holders(front, campaign)
        for name, n in zip(holders, _split(_mode(front.force), len(holders)), strict=True):
            force[i, parties.index(name)] = n
    return force


def _adjacency(campaign: Campaign) -> NDArray[np.bool_]:
    """Neighbours as given; where none is given at all, all fronts are neighbours."""
    areas = [f.area for f in campaign.fronts]
    given = np.array([[b in f.neighbours for b in areas] for f in campaign.fronts], dtype=bool)
    near = given | given.T
    alone = ~near.any(axis=1)
    everybody: NDArray[np.bool_] = near | alone[:, None] | alone[None, :]
    np.fill_diagonal(everybody, val=False)
    return everybody


def _truce_weeks(case: Case, campaign: Campaign, front: Front) -> int:
    """Age of the truce at the campaign's date, 0 when either date is not known."""
    truce = next((a for a in case.agreements if a.id == front.truce), None)
    if truce is None or truce.when is None or campaign.when is None:
        return 0
    began, now = truce.when.start, campaign.when.start
    return max((now - began).days // _DAYS_PER_WEEK, 0) if began and now else 0


def world_from_campaign(case: Case, campaign: Campaign) -> World:
    """Build the world of a campaign.

    Raises
    ------
    ModelError
        If the campaign has no front or no strong side, or its numbers make no sense.
    """
    if not campaign.fronts or not campaign.strong_side:
        missing = "fronts" if not campaign.fronts else "strong_side"
        raise ModelError(
            f"campaign {campaign.id} has no {missing}",
            advice=f"give campaigns/{campaign.id}/{missing}, or leave the campaign out",
        )
    parties = _parties(campaign)
    hold_outs = _hold_outs(case, campaign)
    share = _split(_mode(campaign.strong_force), len(campaign.strong_side))
    return World.make(
        areas=[f.area for f in campaign.fronts],
        parties=parties,
        strong=campaign.strong_side,
        mobile=dict(zip(campaign.strong_side, share, strict=True)),
        force=_forces(campaign, parties),
        population=[_mode(f.population) for f in campaign.fronts],
        adjacency=_adjacency(campaign),
        besieged=[f.besieged for f in campaign.fronts],
        truce=[f.truce is not None for f in campaign.fronts],
        truce_weeks=[_truce_weeks(case, campaign, f) for f in campaign.fronts],
        holdout=[p in hold_outs for p in parties],
        excluded=[p in _excluded(case, campaign) for p in parties],
        guarantor=campaign.guarantor or "",
        backings=_backings(campaign),
        mobile_spread=_spread(campaign.strong_force),
        force_spread=tuple(_spread(f.force) for f in campaign.fronts),
        population_spread=tuple(_spread(f.population) for f in campaign.fronts),
        horizon_weeks=campaign.horizon_weeks,
    )


def _backings(campaign: Campaign) -> tuple[Backing, ...]:
    return tuple(
        Backing(
            backer=b.backer, client=b.client, mode=b.mode, level=_mode(b.level),
            spread=_spread(b.level),
        )
        for b in campaign.backings
    )  # fmt: skip


def parameters_from_campaign(campaign: Campaign) -> Parameters:
    """Return the parameters, with the priors that the campaign sets.

    Raises
    ------
    ModelError
        If it sets a parameter that does not exist.
    """
    set_here = {p.name: (p.value.low, _mode(p.value), p.value.high) for p in campaign.parameters}
    return DEFAULTS.prior(set_here)


def _policy(campaign: Campaign) -> Policy:
    return Policy(**{f.name: getattr(campaign.policy, f.name) for f in fields(Policy)})


def arms_from_campaign(campaign: Campaign) -> tuple[Arm, ...]:
    """Return the arms of a campaign: those always shown, and those it adds.

    A patch of `arms` with the id of an arm that is always shown changes that arm; any other is
    an arm of its own, built on the campaign's policy. A patch may set a field of the policy
    (``campaigns/<id>/policy/<field>``) or a parameter (``campaigns/<id>/parameters/<name>``),
    nothing else: arms differ only through what is done, not through the world.

    Raises
    ------
    ModelError
        If a patch names what an arm cannot change.
    """
    base = _policy(campaign)
    arms = {arm.id: arm for arm in default_arms(base)}
    for patch in campaign.arms:
        start = arms.get(patch.id, Arm(id=patch.id, policy=base))
        arms[patch.id] = _patched(start, patch, campaign.id)
    return tuple(arms.values())


def _patched(arm: Arm, patch: Patch, campaign: str) -> Arm:
    policy: dict[str, object] = {}
    parameters = dict(arm.parameters)
    for op in patch.ops:
        kind, _, name = op.path.removeprefix(f"campaigns/{campaign}/").partition("/")
        if op.op != "set" or kind not in ("policy", "parameters"):
            raise ModelError(
                f"arm {patch.id} cannot {op.op} {op.path}",
                advice=f"an arm may set campaigns/{campaign}/policy/… or …/parameters/…",
            )
        if kind == "policy":
            policy[name] = op.value
        else:
            parameters[name] = _number(op.value, patch.id, name)
    return Arm(
        id=arm.id, policy=arm.policy.change(**policy), title_ar=patch.title.ar or arm.title_ar,
        title_en=patch.title.en or arm.title_en, parameters=parameters,
    )  # fmt: skip


def _number(value: object, arm: str, name: str) -> float:
    if name not in DEFAULTS.names:
        advice = nearest(name, DEFAULTS.names)
        raise ModelError(f"arm {arm} sets no known parameter: {name}", advice=advice)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ModelError(f"arm {arm} sets {name} to {value!r}", advice="give a number")
    return float(value)


def assumptions_of(campaign: Campaign) -> tuple[NumberAssumed, ...]:
    """Return every number of the campaign that no text supports, for the ledger.

    The model's own parameters are all listed: no report gives them.
    """
    path = f"campaigns/{campaign.id}"
    rows = [*_campaign_numbers(campaign, path)]
    chosen = {p.name: p.value for p in campaign.parameters}
    for p in parameters_from_campaign(campaign):
        given = chosen.get(p.name)
        if given is None or given.basis != "text":
            rows.append(NumberAssumed(
                name=p.name, low=p.low, mode=p.mode, high=p.high, unit=p.unit,
                basis="assumed" if given is None else given.basis,
                source=p.source if given is None else given.note or p.source,
                field=f"{path}/parameters/{p.name}",
            ))  # fmt: skip
    return tuple(rows)


def _row(name: str, q: Quantity, unit: str, field: str) -> NumberAssumed:
    return NumberAssumed(
        name=name, low=q.low, mode=_mode(q), high=q.high, unit=q.unit or unit, basis=q.basis,
        source=q.note or q.basis, field=field,
    )  # fmt: skip


def _campaign_numbers(campaign: Campaign, path: str) -> Iterator[NumberAssumed]:
    if campaign.strong_force.basis != "text":
        yield _row("strong_force", campaign.strong_force, "people", f"{path}/strong_force")
    for front in campaign.fronts:
        for name in ("force", "population"):
            q: Quantity = getattr(front, name)
            if q.basis != "text":
                yield _row(
                    f"{name} of {front.area}", q, "people", f"{path}/fronts/{front.area}/{name}"
                )
    for b in campaign.backings:
        if b.level.basis != "text":
            name = f"backing of {b.client} by {b.backer}"
            yield _row(name, b.level, "share", f"{path}/backings/{b.backer}-{b.client}/level")
