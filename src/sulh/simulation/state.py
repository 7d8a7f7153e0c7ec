"""The state of a block of runs, and what stays fixed while it runs.

Arrays have the run as first axis: R runs, A areas, P parties, L backings. People are 64-bit
integers and move between pools; none appears or vanishes (:func:`people`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.arms import Arm, Policy, Structure
from sulh.simulation.parameters import Draws
from sulh.simulation.streams import Streams, normal
from sulh.simulation.world import World

__all__ = [
    "ACTIVE", "BROKEN", "COVERS", "DEAL", "FALLEN", "OUTSIDE", "THREATENS", "TRUCE", "WITHHOLDS",
    "Model", "State", "arrangement_strength", "begin", "block", "people",
]  # fmt: skip

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

ACTIVE: Final = 0
"""Contested, no arrangement."""
TRUCE: Final = 1
"""Calm: a truce, a calm without a term, or an assault that was stopped."""
DEAL: Final = 2
"""A deal stands."""
FALLEN: Final = 3
"""Taken by the strong side by force."""
BROKEN: Final = 4
"""A deal was broken and nobody there is armed."""
OUTSIDE: Final = 5
"""Not contested."""

COVERS: Final = 0
THREATENS: Final = 1
WITHHOLDS: Final = 2

LONG_AGO: Final = 1_000_000
"""Weeks before the start at which nothing had ended."""


@dataclass(frozen=True, eq=False)
class Model:
    """What a rule may read besides the state: world, parameters, policy, streams, switches."""

    world: World
    parameters: Mapping[str, Floats]
    """Each of shape (R, 1)."""
    policy: Policy
    off: frozenset[str]
    structure: Structure
    streams: Streams

    def __getitem__(self, name: str) -> Floats:
        return self.parameters[name]

    def on(self, mechanism: str) -> bool:
        """Say whether a mechanism is switched on."""
        return mechanism not in self.off

    def effect(self, mode: str) -> Floats:
        """Return what a mode of backing adds at full level, shape (R, 1)."""
        if mode == "none":
            return np.zeros_like(self["support_effect"])
        share = self[f"{mode}_effect"] if mode != "air" else 1.0
        return self["support_effect"] * share

    def uniform(self, process: str, tick: int, n: int) -> Floats:
        """Return the uniform numbers of a process for entities 0 .. `n` - 1, shape (R, n)."""
        return self.streams.uniform(process, tick, n)

    def normal(self, process: str, tick: int, n: int) -> Floats:
        """Return the normal numbers of a process, shape (R, n)."""
        return normal(self.streams.uniform(process, tick, n))


@dataclass
class State:
    """State of R runs at one time. Rules change it in place, in the order of the step."""

    force: Ints
    """(R, A, P) fighters of the weaker side who fight on."""
    hybrid: Ints
    """(R, A, P) formations that settled and kept their arms."""
    mobile: Ints
    """(R, P) fighters of the strong side."""
    residents: Ints
    """(R, A) people at home; those who laid down arms are among them."""
    away: Ints
    """(R, A, A + 1) displaced people who may come back, by origin and by where they are: in another
    area or, last, outside."""
    evacuated: Ints
    """(R, A) people who left under a deal, by origin; they are in the sink of their area."""
    detained: Ints
    """(R, A) people detained after a deal or a fall."""
    dead: Ints
    """(R, A) civilians killed."""
    soldiers_dead: Ints
    """(R, P)"""
    soldiers_left: Ints
    """(R, P) fighters evacuated under a deal."""
    soldiers_captured: Ints
    """(R, P)"""
    status: NDArray[np.int8]
    """(R, A) one of ACTIVE .. OUTSIDE."""
    age: Ints
    """(R, A) weeks the status has lasted."""
    term: Ints
    """(R, A) weeks left of the term of a calm, 0 for a calm without a term."""
    apart_week: Ints
    """(R, A) week of the last deal that some factions made apart, -1 for none."""
    guarantee: Floats
    """(R, A) strength of the guarantee on the arrangement in force."""
    arms: Floats
    """(R, A) share of arms kept under the deal in force."""
    stock: Floats
    """(R, A) weeks of supplies left."""
    infrastructure: Floats
    """(R, A) share that works."""
    belief: Floats
    """(R, A, P) each faction's optimism, log odds added to the closed-form chance of holding."""
    hope: Floats
    """(R, A, P) log odds each faction gives to being rescued."""
    kept: Floats
    """(R, 1) arrangements seen to last a quarter."""
    broken: Floats
    """(R, 1) arrangements seen broken by the strong side."""
    focus: Ints
    """(R,) the area under assault, -1 for none."""
    focus_weeks: Ints
    """(R,) how long the assault has lasted."""
    last_end: Ints
    """(R,) week in which an area last fell or settled; long ago if none has."""
    start_force: Ints
    """(R,) weaker side's force where the assault began."""
    start_mobile: Ints
    """(R,) strong side's force when the assault began."""
    level: Floats
    """(R, L) level of each backing."""
    posture: NDArray[np.int8]
    """(R, L) of the strong side's patrons: COVERS, THREATENS or WITHHOLDS."""
    leverage: Floats
    """(R, 1) what the guarantor can still press with."""
    intervened: Bools
    """(R,) has an outside power stopped the campaign?"""
    recent: Floats
    """(R, 1) civilian deaths per 1,000 residents, smoothed over four weeks."""
    exposed: Floats
    """(R, A) people-weeks exposed to harm after a deal or a fall, weighted, not yet drawn."""
    killed_after: Ints
    """(R,) killed after a deal or a fall, so far; those detained are in `detained`."""
    fled: Ints
    """(R, A) times somebody was displaced, so far."""
    new_evacuated: Ints
    """(R,) civilians evacuated under a deal, so far."""
    new_returned: Ints
    """(R,) times somebody returned, so far."""
    siege_weeks: Ints
    """(R,) people-weeks under siege, so far."""
    deal_week: Ints
    """(R, A) week of the first deal, -1 for none."""
    assault_week: Ints
    """(R, A) week the last assault began, -1 for none."""
    fall_week: Ints
    """(R, A) week it fell, -1 if it did not."""
    left: Ints
    """(R, A) people, fighters and families, who left under deals."""
    news: Ints
    """(R, 3) this week: areas fallen, breaches by the strong side, threats of its patrons."""
    offered: Bools
    """(R, A) did the area get an offer this week?"""
    battle: Floats
    """(R, 2) this week, where the assault is: share of force lost by the weaker, strong side."""

    @property
    def displaced(self) -> Ints:
        """(R, A) people away from home, by origin, who may come back."""
        total: Ints = self.away.sum(axis=2)
        return total

    def rows(self, area: Ints | None = None) -> Ints:
        """Return the run numbers 0 .. R - 1, to index one area a run."""
        return np.arange((self.focus if area is None else area).shape[0])


def _scaled(people: Ints, factors: Floats) -> Ints:
    return np.rint(people * factors).astype(np.int64)


def begin(model: Model) -> State:
    """Return the state at week 0."""
    w, n = model.world, model.streams.runs.size
    areas, parties = len(w.areas), len(w.parties)

    def whole(*shape: int) -> Ints:
        return np.zeros((n, *shape), dtype=np.int64)

    def real(*shape: int) -> Floats:
        return np.zeros((n, *shape))

    calm = w.contested & (w.truce | (model.policy.assault == "stop"))
    status = np.where(w.contested, np.where(calm, TRUCE, ACTIVE), OUTSIDE).astype(np.int8)
    settled = w.contested & w.deal
    status[settled] = DEAL
    level = _levels(model)
    factors = np.concatenate([model[f"force of {a}"] for a in range(areas)], axis=1)
    crowd = np.concatenate([model[f"population of {a}"] for a in range(areas)], axis=1)
    mobile = _scaled(np.tile(w.mobile, (n, 1)), model["mobile"])
    strength = model["leverage"] * model.policy.guarantor
    strength = strength + model["monitor_strength"] * model.policy.monitored
    hope = np.log(model["hope"]) - np.log1p(-model["hope"])
    outlook = model.normal("outlook", 0, areas * parties).reshape(n, areas, parties)
    force = _scaled(np.tile(w.force, (n, 1, 1)), factors[:, :, None])
    return State(
        force=np.where(settled[:, None], 0, force),
        mobile=mobile,
        residents=_scaled(np.tile(w.population, (n, 1)), crowd),
        hybrid=np.where(settled[:, None], force, 0), away=whole(areas, areas + 1),
        evacuated=whole(areas), detained=whole(areas), dead=whole(areas),
        soldiers_dead=whole(parties), soldiers_left=whole(parties),
        soldiers_captured=whole(parties),
        status=np.tile(status, (n, 1)),
        age=np.tile(np.where(settled, w.deal_weeks, np.where(w.truce, w.truce_weeks, 0)), (n, 1)),
        term=np.tile(np.where(w.truce & ~settled, w.truce_term_weeks, 0), (n, 1)),
        apart_week=whole(areas) - 1, guarantee=(calm | settled) * strength,
        arms=np.tile(np.where(settled, w.deal_arms, 0.0), (n, 1)),
        stock=model["siege_stock_weeks"] * w.stock_share,
        infrastructure=np.tile(w.infrastructure, (n, 1)).astype(np.float64),
        belief=model["optimism"][:, :, None] + model["faction_spread"][:, :, None] * outlook,
        hope=np.tile(hope[:, :, None], (1, areas, parties)),
        kept=real(1), broken=real(1),
        focus=whole() - 1, focus_weeks=whole(),
        last_end=whole() - LONG_AGO, start_force=whole(), start_mobile=mobile.sum(1),
        level=level, posture=np.zeros(level.shape, dtype=np.int8),
        leverage=model["leverage"].copy(),
        intervened=np.zeros(n, dtype=bool), recent=real(1),
        exposed=real(areas), killed_after=whole(), fled=whole(areas),
        new_evacuated=whole(), new_returned=whole(),
        siege_weeks=whole(),
        deal_week=np.tile(np.where(settled, 0, -1), (n, 1)), assault_week=whole(areas) - 1,
        fall_week=whole(areas) - 1, left=whole(areas), news=whole(3),
        offered=np.zeros((n, areas), dtype=bool), battle=real(2),
    )  # fmt: skip


def _levels(model: Model) -> Floats:
    """Return the level of each backing at the start, shape (R, L)."""
    w, n = model.world, model.streams.runs.size
    level = np.tile([b.level for b in w.backings], (n, 1)).reshape(n, len(w.backings))
    for i, b in enumerate(w.backings):
        level[:, i] = np.minimum(level[:, i] * model[f"level of {i}"][:, 0], 1.0)
        if model.policy.backing == "withdrawn" and w.backs_strong(b):
            level[:, i] = 0.0
    return level


def arrangement_strength(state: State, model: Model) -> Floats:
    """Return the strength of the guarantee a new arrangement gets, shape (R, 1)."""
    strength = state.leverage * model.policy.guarantor
    return strength + model["monitor_strength"] * model.policy.monitored


def people(state: State) -> Ints:
    """Return everybody there is in each run, shape (R,): the same at every time."""
    pools = (
        "force", "hybrid", "mobile", "residents", "away", "evacuated", "detained", "dead",
        "soldiers_dead", "soldiers_left", "soldiers_captured",
    )  # fmt: skip
    total: Ints = np.zeros(state.focus.size, dtype=np.int64)
    for name in pools:
        total += getattr(state, name).reshape(state.focus.size, -1).sum(axis=1)
    return total


def block(arm: Arm, world: World, draws: Draws, structure: Structure, streams: Streams) -> Model:
    """Return the model of one arm for a block of runs; `draws` holds one value for each run."""
    parameters = {name: values[:, None] for name, values in draws.items()}
    for name, value in arm.parameters.items():
        parameters[name] = np.full_like(parameters[name], value)
    return Model(world, parameters, arm.policy, frozenset(arm.off), structure, streams)
