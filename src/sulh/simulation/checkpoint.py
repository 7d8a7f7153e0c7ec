"""Keep what is done of an ensemble, so that an interrupted call can go on.

A folder holds what the ensemble is (``ensemble.json``); for each form of the model the totals so
far (``0.npz``); and the blocks whose runs are kept (``0-000000250.npz``). Totals are written after
each block, whole or not at all, so that what is lost is at most the block that was being run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from sulh.errors import ModelError, SulhError, UnreadableError, Where
from sulh.provenance import code_mark
from sulh.simulation.arms import Structure
from sulh.simulation.moments import Tally
from sulh.simulation.part import Part
from sulh.simulation.store import arm_document, world_document

if TYPE_CHECKING:
    from sulh.simulation.ensemble import Job

__all__ = ["Checkpoint"]

Arrays = dict[str, NDArray[np.generic]]


@dataclass(frozen=True)
class Checkpoint:
    """What is done, in a folder; without a folder nothing is kept."""

    folder: Path | None
    keep: int = 0

    @classmethod
    def at(
        cls, folder: Path | None, job: Job, forms: Sequence[Structure], *, runs: int, keep: int
    ) -> Checkpoint:
        """Return the checkpoint of an ensemble in a folder, which is made if it is missing.

        Raises
        ------
        ModelError
            If the folder holds another ensemble.
        UnreadableError
            If the folder or what it says cannot be read or written.
        """
        if folder is None:
            return cls(None)
        mark = _fingerprint(job, forms, runs, keep)
        about = folder / "ensemble.json"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not about.exists():
                about.write_text(json.dumps({"fingerprint": mark}), "utf-8")
            found = json.loads(about.read_text("utf-8"))["fingerprint"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UnreadableError(
                f"no checkpoint: {error}", Where(str(folder)), "give an empty folder"
            ) from error
        if found != mark:
            raise ModelError(
                "the folder keeps another ensemble",
                Where(str(folder)),
                "give an empty folder, or the call that was interrupted, with the same sulh",
            )
        return cls(folder, keep)

    def resume(self, form: int, tally: Tally) -> tuple[int, list[Part]]:
        """Take up the totals of a form of the model.

        Returns
        -------
        int
            Runs that are done.
        list of Part
            The blocks that were kept. Where one cannot be read, the form is run anew.
        """
        totals = self._read(f"{form}.npz")
        if totals is None or self.folder is None:
            return 0, []
        done = int(totals["done"])
        parts: list[Part] = []
        at = 0
        while at < min(done, self.keep):
            block = self._read(f"{form}-{at:011d}.npz")
            if block is None:
                return 0, []
            values = np.asarray(block.pop("values"), dtype=np.float64)
            parts.append(Part(values, np.zeros((), dtype=np.int64), block))
            at += values.shape[1]
        tally.restore(totals)
        return done, parts

    def put(self, form: int, span: tuple[int, int], part: Part, tally: Tally) -> None:
        """Keep the totals up to a block, and the block itself if its runs are kept."""
        first, n = span
        if first < self.keep:
            self._write(f"{form}-{first:011d}.npz", {"values": part.values, **part.records})
        self._write(f"{form}.npz", {"done": np.array(first + n), **tally.arrays()})

    def _read(self, name: str) -> Arrays | None:
        """Return the arrays of a file, or None: one cut short counts as none."""
        if self.folder is None:
            return None
        try:
            with np.load(self.folder / name) as file:
                return dict(file)
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return None

    def _write(self, name: str, arrays: Arrays) -> None:
        """Write arrays to a file, whole or not at all."""
        if self.folder is None:
            return
        half = self.folder / f"half-{name}"
        try:
            np.savez(half, **arrays)  # type: ignore[arg-type]
            half.replace(self.folder / name)
        except OSError as error:
            raise SulhError(
                f"cannot keep what is done: {error.strerror or error}",
                Where(str(self.folder)),
                "make room there, then give the same call again",
            ) from error


def _fingerprint(job: Job, forms: Sequence[Structure], runs: int, keep: int) -> str:
    joint = job.parameters.joint
    about = {
        "world": world_document(job.world), "arms": [arm_document(a) for a in job.arms],
        "parameters": [asdict(p) for p in job.parameters],
        "joint": {n: v.tolist() for n, v in joint.columns.items()} if joint else None,
        "forms": [asdict(f) for f in forms], "seed": str(job.seed),
        "replicates": job.replicates, "runs": runs, "keep": keep,
        "full": job.full, "engine": job.run_block.__module__, "code": code_mark("sulh.simulation"),
    }  # fmt: skip
    text = json.dumps(about, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
