"""From a world, an arm and drawn parameters to the arrays of the compiled engine, and back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.arms import MECHANISMS, Arm, Structure
from sulh.simulation.defaults import DEFAULTS
from sulh.simulation.kernels import run_many
from sulh.simulation.kernels_base import PROCESSES, KernelRules, KernelWorld
from sulh.simulation.outcomes import (
    AREA_FIELDS,
    PARTY_FIELDS,
    SERIES,
    STANDING_WEEKS,
    Block,
    outcome_names,
)
from sulh.simulation.parameters import Draws
from sulh.simulation.rules.human_cost import sinks
from sulh.simulation.streams import process_key
from sulh.simulation.world import MODES, World

__all__ = ["kernel_rules", "kernel_world", "run_block"]

_OFFERS = {"none": 0, "early": 1, "late": 2}
_LEAVING = {"forced": 1.0, "voluntary": 0.5, "none": 0.0}
_LANES = 16
"""Runs are dealt to this many lanes; sums of whole numbers make results the same for any."""


def _kinds(hostile: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return the kind of each party, and which kinds fight: alike are those with equal enemies."""
    both = np.concatenate([hostile, hostile.T], axis=1)
    rows = [tuple(row) for row in both.tolist()]
    first = sorted({rows.index(row) for row in rows})
    kind = np.array([first.index(rows.index(row)) for row in rows], dtype=np.int64)
    return kind, hostile[np.ix_(first, first)].astype(np.float64)


def kernel_world(world: World) -> KernelWorld:
    """Return a world as the arrays of the compiled engine."""
    bare = world.adjacency & ~np.eye(len(world.areas), dtype=bool)
    kind, foes = _kinds(world.hostile)
    serves = np.array([world.factions(b.client) for b in world.backings], dtype=np.float64)
    return KernelWorld(
        mobile=world.mobile, force=world.force, population=world.population,
        contested=world.contested, adjacent=bare, neighbours=np.maximum(bare.sum(axis=0), 1),
        strong=world.strong, kind=kind, foes=foes, holdout=world.holdout,
        excluded=world.excluded, some_excluded=bool(world.excluded.any()),
        besieged=world.besieged, sink=sinks(world), truce=world.truce,
        truce_weeks=world.truce_weeks, truce_term=world.truce_term_weeks,
        deal=world.deal, deal_weeks=world.deal_weeks,
        deal_arms=world.deal_arms.astype(np.float64),
        stock_share=world.stock_share.astype(np.float64),
        infrastructure=world.infrastructure.astype(np.float64),
        serves=serves.reshape(len(world.backings), len(world.parties)),
        mode=np.array([MODES.index(b.mode) for b in world.backings], dtype=np.int64),
        to_strong=np.array([world.backs_strong(b) for b in world.backings], dtype=bool),
        by_guarantor=np.array([b.backer == world.guarantor for b in world.backings], dtype=bool),
        level=np.array([b.level for b in world.backings], dtype=np.float64),
        horizon=world.horizon_weeks,
    )  # fmt: skip


def kernel_rules(arm: Arm, structure: Structure) -> KernelRules:
    """Return policy, switches and structure as numbers."""
    policy = arm.policy
    return KernelRules(
        stop=policy.assault == "stop", no_pause=policy.tempo == "no_pause",
        offer=_OFFERS[policy.offer], truces=policy.truces, guarantor=policy.guarantor,
        monitored=policy.monitored, leaving=_LEAVING[policy.evacuation],
        forced=policy.evacuation == "forced", right_of_return=policy.right_of_return,
        withdrawn=policy.backing == "withdrawn",
        **{f"m_{name}": name not in arm.off for name in MECHANISMS},
        lookahead=structure.lookahead, linear=structure.combat == "linear",
        spill=-1.0 if structure.spill_over == "calms" else 1.0,
    )  # fmt: skip


def run_block(
    world: World, arm: Arm, draws: Draws, *, structure: Structure, seed: int,
    numbers: NDArray[np.integer],
) -> Block:  # fmt: skip
    """Run one arm for a block of consecutive runs; the twin of ``reference.run_block``."""
    fixed = {name: np.full(numbers.size, value) for name, value in arm.parameters.items()}
    chosen = {**draws, **fixed}
    parameters = np.stack([chosen[name] for name in DEFAULTS.names], axis=1)
    others = [chosen[name] for name in draws if name not in DEFAULTS.names]
    keys = np.array([process_key(seed, name) for name in PROCESSES], dtype=np.uint64)
    reached = [w for w in STANDING_WEEKS if w <= world.horizon_weeks]
    values = np.empty((numbers.size, len(outcome_names(world.horizon_weeks))))
    areas = np.empty((numbers.size, len(world.areas), len(AREA_FIELDS)), dtype=np.int64)
    parties = np.empty((numbers.size, len(world.parties), len(PARTY_FIELDS)), dtype=np.int64)
    sums = np.zeros((_LANES, world.horizon_weeks + 1, len(SERIES)), dtype=np.int64)
    run_many(
        kernel_world(world), kernel_rules(arm, structure), parameters, np.stack(others, axis=1),
        keys,
        int(numbers[0]), np.array(reached, dtype=np.int64), values, sums, areas, parties,
    )  # fmt: skip
    return Block(values, sums.sum(axis=0), areas, parties)
