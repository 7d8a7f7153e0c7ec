"""From a campaign of a case to a world, its parameters and its arms. Only this file knows a case.

What a campaign leaves open is filled by the plainest assumption, and every number that no text
supports is listed by :func:`assumptions_of`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from math import isclose, isfinite
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sulh.case.model import Campaign, Case, Front, Patch, Quantity
from sulh.errors import ModelError, Where, nearest
from sulh.simulation.arms import Arm, Policy, default_arms
from sulh.simulation.defaults import DEFAULTS
from sulh.simulation.parameters import Parameters
from sulh.simulation.world import Backing, Range, World

__all__ = [
    "NumberAssumed", "arms_from_campaign", "assumptions_of", "parameters_from_campaign",
    "world_from_campaign",
]  # fmt: skip

_DAYS_PER_WEEK = 7
_ARMS_KEPT = 0.5
"""Assumed of a deal of which nothing is said."""
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


def _whole(case: Case) -> dict[str, str]:
    """For each party that is part of another: which."""
    return {p.id: p.part_of for p in case.parties if p.part_of is not None}


def _parties(case: Case, campaign: Campaign) -> tuple[str, ...]:
    """Who is in the world: who fights, backs or guarantees; a client may be several factions."""
    fighting = list(campaign.strong_side)
    for front in campaign.fronts:
        fighting += _holders(front, campaign)
    whole = _whole(case)
    wholes = {whole.get(name) for name in fighting}
    others = [b.client for b in campaign.backings if b.client not in wholes]
    others += [b.backer for b in campaign.backings]
    others += [campaign.guarantor] if campaign.guarantor else []
    return tuple(dict.fromkeys([*fighting, *others]))


def _split(total: float, shares: tuple[float, ...]) -> list[int]:
    """Divide whole people by shares; what rounding leaves goes to the first ones."""
    people = round(total)
    parts = [int(people * share / sum(shares)) for share in shares]
    return [n + (i < people - sum(parts)) for i, n in enumerate(parts)]


def _shares(given: tuple[float, ...], names: tuple[str, ...], where: str) -> tuple[float, ...]:
    """Return the share of each name: as given, or equal ones."""
    if not given:
        return (1.0,) * len(names)
    whole = isclose(sum(given), 1.0, abs_tol=1e-6) and min(given) >= 0.0
    if len(given) != len(names) or not whole:
        raise ModelError(
            f"{len(given)} shares that add up to {sum(given):g}",
            Where(field=where),
            f"{len(names)} shares that add up to 1, one each for {', '.join(names)}",
        )
    return given


def _holder_shares(front: Front, campaign: Campaign) -> tuple[float, ...]:
    path = f"campaigns/{campaign.id}/fronts/{front.area}/holder_shares"
    if not front.holders:
        return _shares(front.holder_shares, (front.area,), path)
    shares = _shares(front.holder_shares, front.holders, path)
    known = dict(zip(front.holders, shares, strict=True))
    return tuple(known.get(name, 1.0) for name in _holders(front, campaign))


def _forces(campaign: Campaign, parties: tuple[str, ...]) -> NDArray[np.int64]:
    force = np.zeros((len(campaign.fronts), len(parties)), dtype=np.int64)
    for i, front in enumerate(campaign.fronts):
        parts = _split(_mode(front.force), _holder_shares(front, campaign))
        for name, n in zip(_holders(front, campaign), parts, strict=True):
            force[i, parties.index(name)] = n
    return force


def _bordering(campaign: Campaign) -> NDArray[np.bool_]:
    """Neighbours as given."""
    areas = [f.area for f in campaign.fronts]
    given = np.array([[b in f.neighbours for b in areas] for f in campaign.fronts], dtype=bool)
    near: NDArray[np.bool_] = given | given.T
    return near


def _adjacency(campaign: Campaign) -> NDArray[np.bool_]:
    """Neighbours as given; a front that nothing is said to border is taken to border all."""
    near = _bordering(campaign)
    alone = np.logical_not(near.any(axis=1, keepdims=True))
    everybody: NDArray[np.bool_] = near | alone | alone.T
    np.fill_diagonal(everybody, val=False)
    return everybody


def _truce_weeks(case: Case, campaign: Campaign, front: Front) -> int | None:
    """Age of the truce at the campaign's date, None when it is not known."""
    return _age(case, campaign, front.truce) if front.truce_weeks is None else front.truce_weeks


def _deal_weeks(case: Case, campaign: Campaign, front: Front) -> int | None:
    """Age of the deal that stands, None when it is not known."""
    return _age(case, campaign, front.deal) if front.deal_weeks is None else front.deal_weeks


def _age(case: Case, campaign: Campaign, agreement: str | None) -> int | None:
    """Age of an agreement in weeks, None when either date is not known."""
    found = next((a for a in case.agreements if a.id == agreement), None)
    if found is None or found.when is None or campaign.when is None:
        return None
    began, now = found.when.start, campaign.when.start
    return max((now - began).days // _DAYS_PER_WEEK, 0) if began and now else None


def world_from_campaign(case: Case, campaign: Campaign) -> World:
    """Build the world of a campaign.

    Raises
    ------
    ModelError
        If the campaign has no front or no strong side, or its numbers make no sense. The message
        names the field: ``campaigns/<id>/fronts/<area>/…``.
    """
    _check_campaign(campaign)
    parties = _parties(case, campaign)
    whole, hold_outs = _whole(case), _hold_outs(case, campaign)
    path = f"campaigns/{campaign.id}/strong_shares"
    share = _split(
        _mode(campaign.strong_force), _shares(campaign.strong_shares, campaign.strong_side, path)
    )
    left_out = _excluded(case, campaign)
    fronts = campaign.fronts
    return World.make(
        areas=[f.area for f in fronts],
        parties=parties,
        strong=campaign.strong_side,
        mobile=dict(zip(campaign.strong_side, share, strict=True)),
        force=_forces(campaign, parties),
        population=[_mode(f.population) for f in fronts],
        adjacency=_adjacency(campaign),
        besieged=[f.besieged for f in fronts],
        stock_share=[1.0 if f.stock is None else f.stock for f in fronts],
        infrastructure=[1.0 if f.infrastructure is None else f.infrastructure for f in fronts],
        truce=[f.truce is not None for f in fronts],
        truce_weeks=[_truce_weeks(case, campaign, f) or 0 for f in fronts],
        truce_term_weeks=[f.truce_term_weeks or 0 for f in fronts],
        deal=[f.deal is not None for f in fronts],
        deal_weeks=[_deal_weeks(case, campaign, f) or 0 for f in fronts],
        deal_arms=[_ARMS_KEPT if f.arms_kept is None else f.arms_kept for f in fronts],
        holdout=[p in hold_outs for p in parties],
        excluded=[p in left_out or whole.get(p) in left_out for p in parties],
        belongs=tuple(whole.get(p, p) for p in parties),
        sink=tuple(_sink(f, campaign) for f in fronts),
        guarantor=campaign.guarantor or "",
        backings=_backings(campaign),
        mobile_spread=_spread(campaign.strong_force),
        force_spread=tuple(_spread(f.force) for f in fronts),
        population_spread=tuple(_spread(f.population) for f in fronts),
        horizon_weeks=campaign.horizon_weeks,
    )


def _sink(front: Front, campaign: Campaign) -> str:
    """Where people go: another front, or outside the campaign."""
    fronts = {f.area for f in campaign.fronts}
    return front.sink if front.sink is not None and front.sink in fronts else ""


def _check_campaign(campaign: Campaign) -> None:
    path = f"campaigns/{campaign.id}"
    if not campaign.fronts or not campaign.strong_side:
        missing = "fronts" if not campaign.fronts else "strong_side"
        raise ModelError(
            f"campaign {campaign.id} has no {missing}",
            advice=f"give {path}/{missing}, or leave the campaign out",
        )
    quantities = {f"{path}/strong_force": campaign.strong_force}
    for f in campaign.fronts:
        quantities[f"{path}/fronts/{f.area}/force"] = f.force
        quantities[f"{path}/fronts/{f.area}/population"] = f.population
    for b in campaign.backings:
        quantities[f"{path}/backings/{b.backer}-{b.client}/level"] = b.level
    for field, q in quantities.items():
        _check_quantity(q, field)
    for f in campaign.fronts:
        if f.deal is None and _mode(f.force) < len(_holders(f, campaign)):
            raise ModelError(
                f"nobody defends {f.area}: a force of {_mode(f.force):g}",
                Where(field=f"{path}/fronts/{f.area}/force"),
                "give at least one fighter for each holder, or take the front out",
            )


def _check_quantity(q: Quantity, field: str) -> None:
    """Refuse a number that cannot be one of people, and a range without mass."""
    numbers = (q.low, _mode(q), q.high)
    if not all(map(isfinite, numbers)):
        raise ModelError(f"{numbers} is not finite", Where(field=field), "give finite numbers")
    if q.low < 0:
        raise ModelError(f"{q.low:g} is negative", Where(field=field), "give 0 or more")
    if not q.low <= _mode(q) <= q.high:
        raise ModelError(
            f"the range {q.low:g}, {_mode(q):g}, {q.high:g} has no mass",
            Where(field=field),
            "low <= mode <= high must hold",
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


def assumptions_of(case: Case, campaign: Campaign) -> tuple[NumberAssumed, ...]:
    """Return every number of the campaign that no text supports, for the ledger.

    The model's own parameters are all listed: no report gives them. A number without a range is
    taken as certain, and listed with that point.
    """
    path = f"campaigns/{campaign.id}"
    rows = [*_campaign_numbers(campaign, path), *_plain_numbers(case, campaign, path)]
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


def _point(name: str, value: float, unit: str, field: str, why: str) -> NumberAssumed:
    return NumberAssumed(
        name=name, low=value, mode=value, high=value, unit=unit, basis="assumed", source=why,
        field=field,
    )  # fmt: skip


def _plain_numbers(case: Case, campaign: Campaign, path: str) -> Iterator[NumberAssumed]:
    """Yield what is taken as certain, for want of a field that says otherwise."""
    sides = len(campaign.strong_side)
    if sides > 1 and not campaign.strong_shares:
        yield _point(
            "equal shares of the strong side", 1.0 / sides, "share", f"{path}/strong_shares",
            "assumed: as many of each party",
        )  # fmt: skip
    told, taken = _bordering(campaign), _adjacency(campaign)
    for i, front in enumerate(campaign.fronts):
        yield from _front_numbers(case, campaign, front, f"{path}/fronts/{front.area}")
        if len(campaign.fronts) > 1 and not told[i].any():
            yield _point(
                f"neighbours of {front.area}", float(taken[i].sum()), "areas",
                f"{path}/fronts/{front.area}/neighbours", "assumed: all fronts border it",
            )  # fmt: skip


def _front_numbers(
    case: Case, campaign: Campaign, front: Front, path: str
) -> Iterator[NumberAssumed]:
    area, holders = front.area, len(_holders(front, campaign))
    if holders > 1 and not front.holder_shares:
        yield _point(
            f"equal shares of {area}", 1.0 / holders, "share", f"{path}/holder_shares",
            "assumed: as many of each holder",
        )  # fmt: skip
    if front.besieged and front.stock is None:
        yield _point(f"stock of {area}", 1.0, "share", f"{path}/stock", "assumed: a full stock")
    if front.infrastructure is None:
        yield _point(
            f"infrastructure of {area}", 1.0, "share", f"{path}/infrastructure",
            "assumed: all works, damage is counted from here",
        )  # fmt: skip
    if front.truce is not None and _truce_weeks(case, campaign, front) is None:
        yield _point(
            f"truce age of {area}", 0.0, "weeks", f"{path}/truce_weeks", "assumed: it is new"
        )
    if front.truce is not None and front.truce_term_weeks is None:
        yield _point(
            f"truce term of {area}", 0.0, "weeks", f"{path}/truce_term_weeks",
            "assumed: it has no term",
        )  # fmt: skip
    if front.deal is not None and _deal_weeks(case, campaign, front) is None:
        yield _point(
            f"deal age of {area}", 0.0, "weeks", f"{path}/deal_weeks", "assumed: it is new"
        )
    if front.deal is not None and front.arms_kept is None:
        yield _point(
            f"arms kept of {area}", _ARMS_KEPT, "share", f"{path}/arms_kept", "assumed: half"
        )
