"""One ensemble, block by block: what a block is, and how blocks are added up in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.arms import Arm, Structure
from sulh.simulation.checkpoint import Checkpoint
from sulh.simulation.moments import Tally
from sulh.simulation.outcomes import Block, outcome_names
from sulh.simulation.parameters import Draws, Parameters
from sulh.simulation.part import Part, Records
from sulh.simulation.world import World
from sulh.workers import OrderedMap

__all__ = ["Call", "Count", "Job", "Progress", "RunBlock", "Stage"]

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]


class RunBlock(Protocol):
    """An engine."""

    def __call__(
        self, world: World, arm: Arm, draws: Draws, *, structure: Structure, seed: int,
        numbers: NDArray[np.integer],
    ) -> Block:  # fmt: skip
        """Run one arm for a block of runs."""
        ...


class Count:
    """Runs done, told to whoever asked."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self.progress, self.total, self.done = progress, total, 0

    def add(self, runs: int) -> None:
        """Count runs."""
        self.done += runs
        if self.progress is not None:
            self.progress(self.done, self.total)


@dataclass(frozen=True, kw_only=True, eq=False)
class Job:
    """What the blocks of one ensemble share; a block depends on its first run alone."""

    world: World
    arms: tuple[Arm, ...]
    seed: int
    parameters: Parameters
    replicates: int
    run_block: RunBlock
    full: bool = False

    def block(self, structure: Structure, span: tuple[int, int]) -> Part:
        """Run a block of all arms: its first run, and how many."""
        first, n = span
        numbers = np.arange(first, first + n)
        draws = self.parameters.draw(self.seed, numbers // self.replicates)
        run = self._recorded if self.full else self._plain
        found = [run(arm, draws, structure, numbers) for arm in self.arms]
        return Part(
            np.stack([b.values for b, _ in found]), np.stack([b.sums for b, _ in found]),
            {name: np.stack([r[name] for _, r in found]) for name in found[0][1]},
        )  # fmt: skip

    def _plain(
        self, arm: Arm, draws: Draws, structure: Structure, numbers: NDArray[np.int64]
    ) -> tuple[Block, Records]:
        block = self.run_block(
            self.world, arm, draws, structure=structure, seed=self.seed, numbers=numbers
        )
        return block, {}

    def _recorded(
        self, arm: Arm, draws: Draws, structure: Structure, numbers: NDArray[np.int64]
    ) -> tuple[Block, Records]:
        from sulh.simulation.dataset import recorded_block

        return recorded_block(
            self.world, arm, draws, structure=structure, seed=self.seed, numbers=numbers
        )


@dataclass(frozen=True, eq=False)
class Stage:
    """One form of the model, run to the end: outcomes of the runs that are kept, and totals."""

    values: Floats
    records: Records
    tally: Tally


@dataclass(frozen=True, eq=False)
class Call:
    """One call of run_arms."""

    job: Job
    block_runs: int
    keep: int
    checkpoint: Checkpoint
    count: Count

    def stage(self, index: int, structure: Structure, runs: int, do: OrderedMap) -> Stage:
        """Run one form of the model, or what is left of it, and add up in the order of the runs."""
        job = replace(self.job, full=self.job.full and index == 0)
        n_outcomes = len(outcome_names(job.world.horizon_weeks))
        tally = Tally(job.replicates, len(job.arms), n_outcomes)
        done, kept = self.checkpoint.resume(index, tally)
        self.count.add(len(job.arms) * done)
        block = partial(job.block, structure)
        asked, spans = (_spans(done, runs, self.block_runs, self.keep) for _ in range(2))
        for span, part in zip(spans, do(block, asked), strict=True):
            tally.add(part.values, part.sums)
            if span[0] < self.keep:
                kept.append(part)
            self.checkpoint.put(index, span, part, tally)
            self.count.add(len(job.arms) * span[1])
        tally.close()
        return Stage(
            np.concatenate([p.values for p in kept], axis=1),
            {n: np.concatenate([p.records[n] for p in kept], axis=1) for n in kept[0].records},
            tally,
        )


def _spans(first: int, runs: int, size: int, keep: int) -> Iterator[tuple[int, int]]:
    """Yield (first run, number of runs) of blocks; one ends where runs are no longer kept."""
    while first < runs:
        end = min(first + size, runs, keep if first < keep else runs)
        yield first, end - first
        first = end
