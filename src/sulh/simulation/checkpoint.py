"""Keep the blocks of an ensemble as they are done, so that an interrupted call can go on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from sulh._version import __version__
from sulh.errors import ModelError
from sulh.simulation.arms import Structure
from sulh.simulation.store import arm_document, world_document

if TYPE_CHECKING:
    from sulh.simulation.run import Job

__all__ = ["Checkpoint"]

Part = tuple[NDArray[np.float64], NDArray[np.int64]]


@dataclass(frozen=True)
class Checkpoint:
    """Blocks that are done, in a folder; without a folder nothing is kept."""

    folder: Path | None

    @classmethod
    def at(cls, folder: Path | None, job: Job, block_runs: int) -> Checkpoint:
        """Return the checkpoint of a job in a folder, which is made if it is missing.

        Raises
        ------
        ModelError
            If the folder holds blocks of another ensemble.
        """
        if folder is None:
            return cls(None)
        folder.mkdir(parents=True, exist_ok=True)
        about = folder / "ensemble.json"
        mark = _fingerprint(job, block_runs)
        if about.exists() and json.loads(about.read_text("utf-8"))["fingerprint"] != mark:
            raise ModelError(
                f"{folder} keeps blocks of another ensemble",
                advice="give an empty folder, or the call that was interrupted",
            )
        about.write_text(json.dumps({"fingerprint": mark, "version": __version__}), "utf-8")
        return cls(folder)

    def _path(self, structure: Structure, first: int) -> Path | None:
        if self.folder is None:
            return None
        name = f"{structure.combat}-{structure.spill_over}-{structure.lookahead}-{first:09d}.npz"
        return self.folder / name

    def get(self, structure: Structure, first: int, n: int) -> Part | None:
        """Return a block that was kept, or None; a file cut short counts as none."""
        path = self._path(structure, first)
        if path is None or not path.exists():
            return None
        try:
            with np.load(path) as file:
                values, sums = file["values"], file["sums"]
        except (OSError, ValueError, KeyError, BadZipFile):
            return None
        return (values, sums) if values.shape[1] == n else None

    def put(self, structure: Structure, first: int, part: Part) -> None:
        """Keep a block, whole or not at all."""
        path = self._path(structure, first)
        if path is not None:
            half = path.with_suffix(".half.npz")
            np.savez(half, values=part[0], sums=part[1])
            half.replace(path)


def _fingerprint(job: Job, block_runs: int) -> str:
    about = {
        "world": world_document(job.world), "arms": [arm_document(a) for a in job.arms],
        "parameters": [asdict(p) for p in job.parameters], "seed": str(job.seed),
        "replicates": job.replicates, "block_runs": block_runs, "version": __version__,
        "engine": job.run_block.__module__,
    }  # fmt: skip
    text = json.dumps(about, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
