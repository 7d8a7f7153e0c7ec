"""A table of simulations from the prior: block by block, kept on disk, on one machine or many.

A block is a pure function of its first row, so that where it is made, in which order, and how
often the work was interrupted leave no trace in the table.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from sulh.errors import ModelError, UnreadableError, Where
from sulh.provenance import code_mark
from sulh.simulation.arms import STRUCTURES, Arm, Structure
from sulh.simulation.parameters import Draws, Parameter, Parameters
from sulh.simulation.run import engine_for, world_parameters
from sulh.simulation.store import arm_document, world_document
from sulh.simulation.world import World
from sulh.workers import ordered_map

__all__ = ["ReferenceTable", "TableJob", "reference_table"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Progress = Callable[[int, int], None]
BLOCK: Final = 500


@dataclass(frozen=True, kw_only=True, eq=False)
class ReferenceTable:
    """Simulations from the prior.

    Parameters
    ----------
    free : tuple of Parameter
        The parameters that are fitted.
    draws : float array, shape (n, n_free)
    others : dict of str to array, shape (n,)
        Draws of all parameters. Those that are not fitted are integrated over, jointly with the
        fitted ones, by going with the simulation they belong to.
    areas : int array, shape (n, n_areas, n_fields)
        See ``outcomes.AREA_FIELDS``.
    seed : int
    """

    free: tuple[Parameter, ...]
    draws: Floats
    others: Draws
    areas: Ints
    seed: int


@dataclass(frozen=True, kw_only=True, eq=False)
class TableJob:
    """What a block is made from; it can be sent to another machine."""

    world: World
    arm: Arm
    parameters: Parameters
    structure: Structure
    seed: int
    n: int

    def __call__(self, first: int) -> Ints:
        """Return ``AREA_FIELDS`` of the rows from `first` on."""
        numbers = np.arange(first, min(first + BLOCK, self.n))
        run = engine_for("auto", self.n, self.world)
        block = run(
            self.world, self.arm, self.parameters.draw(self.seed, numbers),
            structure=self.structure, seed=self.seed, numbers=numbers,
        )  # fmt: skip
        return block.areas

    def fingerprint(self) -> str:
        """Return what tells this table from any other."""
        about = {
            "world": world_document(self.world), "arm": arm_document(self.arm),
            "parameters": [asdict(p) for p in self.parameters],
            "code": code_mark("sulh.simulation"),
            "structure": asdict(self.structure), "seed": str(self.seed), "n": self.n,
        }  # fmt: skip
        return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()


def reference_table(
    world: World, arm: Arm, n: int, seed: int, *, parameters: Parameters,
    structure: Structure = STRUCTURES[0], folder: Path | None = None, cluster: str | None = None,
    progress: Progress | None = None,
) -> ReferenceTable:  # fmt: skip
    """Simulate `n` runs, each with its own draw of all parameters.

    Parameters
    ----------
    world, arm, n, seed, parameters, structure
        What is run; the parameters with ``free`` set are the ones to be fitted.
    folder : Path, optional
        Where each block is kept when it is done: the same call with the same folder goes on where
        it was interrupted, and gives the same table.
    cluster : str, optional
        Address of a dask.distributed scheduler that is to make the blocks.
    progress : callable, optional
        Called with (simulations done, in all).

    Raises
    ------
    ModelError
        If `n` is not positive, no parameter is free, or the folder keeps another table.
    """
    free = tuple(p for p in parameters if p.free)
    if n < 1 or not free:
        raise ModelError(
            f"a table of {n} simulations with {len(free)} free parameters says nothing",
            advice="simulate at least one run, and leave at least one parameter free",
        )
    job = TableJob(
        world=world, arm=arm, parameters=parameters.and_(world_parameters(world)),
        structure=structure, seed=seed, n=n,
    )  # fmt: skip
    kept = _Kept.of(folder, job)
    areas = []
    with _blocks(job, kept, cluster) as blocks:
        for block in blocks:
            areas.append(block)
            if progress is not None:
                progress(sum(map(len, areas)), n)
    drawn = job.parameters.draw(seed, range(n))
    return ReferenceTable(
        free=free, draws=np.stack([drawn[p.name] for p in free], axis=1),
        areas=np.concatenate(areas), seed=seed, others=drawn,
    )  # fmt: skip


@contextmanager
def _blocks(job: TableJob, kept: _Kept, cluster: str | None) -> Iterator[Iterator[Ints]]:
    """Give the blocks in order: those that were kept, and then those that are made now."""
    starts = range(0, job.n, BLOCK)
    done = {first: block for first in starts if (block := kept.get(first)) is not None}
    missing = [first for first in starts if first not in done]
    with ordered_map("sulh.simulation", cluster=cluster) as do:
        made = do(job, missing)

        def each() -> Iterator[Ints]:
            for first in starts:
                if first not in done:
                    kept.put(first, block := next(made))
                    yield block
                else:
                    yield done.pop(first)

        yield each()


@dataclass(frozen=True)
class _Kept:
    """The blocks that are done, in a folder; without a folder nothing is kept."""

    folder: Path | None

    @classmethod
    def of(cls, folder: Path | None, job: TableJob) -> _Kept:
        if folder is None:
            return cls(None)
        about, mark = folder / "table.json", job.fingerprint()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            known = json.loads(about.read_text("utf-8")) if about.exists() else mark
            about.write_text(json.dumps(mark), "utf-8")
        except (OSError, ValueError) as error:
            raise UnreadableError(
                f"simulations cannot be kept here: {error}", Where(str(folder))
            ) from error
        if known != mark:
            about.write_text(json.dumps(known), "utf-8")
            raise ModelError(
                "keeps simulations of another table", Where(str(folder)),
                "give an empty folder, or the call that was interrupted",
            )  # fmt: skip
        return cls(folder)

    def get(self, first: int) -> Ints | None:
        """Return a block; one that was cut short counts as none."""
        if self.folder is None:
            return None
        try:
            with (self.folder / f"{first:09d}.npz").open("rb") as bytes_, np.load(bytes_) as file:
                areas: Ints = file["areas"]
                return areas
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return None

    def put(self, first: int, areas: Ints) -> None:
        """Keep a block, whole or not at all."""
        if self.folder is None:
            return
        half = self.folder / f"{first:09d}.half.npz"
        np.savez_compressed(half, areas=areas)
        half.replace(self.folder / f"{first:09d}.npz")
