"""Save and load an ensemble: one NetCDF file that xarray and every NetCDF reader opens.

NetCDF 3 is written with SciPy, so that no package beyond the core is needed. Arms, structures and
the world go with it as JSON, and come back as they were.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np

from sulh.errors import SulhError, UnreadableError
from sulh.simulation.arms import Arm, Policy, Structure
from sulh.simulation.result import EnsembleResult
from sulh.simulation.world import Backing, World

__all__ = ["arm_document", "load_ensemble", "save_ensemble", "world_document"]

_FORMAT = 1


def world_document(world: World) -> dict[str, Any]:
    """Return a world as plain lists."""
    plain = {f.name: getattr(world, f.name) for f in fields(World)}
    plain["backings"] = [asdict(b) for b in world.backings]
    return {k: v.tolist() if isinstance(v, np.ndarray) else v for k, v in plain.items()}


def _world(document: dict[str, Any]) -> World:
    kinds = {"Ints": np.int64, "Floats": np.float64, "Bools": np.bool_}
    values: dict[str, Any] = {}
    for f in fields(World):
        value = document[f.name]
        kind = kinds.get(str(f.type))
        if kind is not None:
            values[f.name] = np.array(value, dtype=kind).reshape(_shape(f.name, document))
        else:
            values[f.name] = _tuples(value)
    values["backings"] = tuple(
        Backing(**(b | {"spread": tuple(b["spread"])})) for b in document["backings"]
    )
    return World(**values)


def _shape(name: str, document: dict[str, Any]) -> tuple[int, ...]:
    n, p = len(document["areas"]), len(document["parties"])
    matrices = {"force": (n, p), "adjacency": (n, n), "hostile": (p, p)}
    by_party = ("strong", "mobile", "holdout", "excluded")
    return matrices.get(name, (p,) if name in by_party else (n,))


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def arm_document(arm: Arm) -> dict[str, Any]:
    """Return an arm as plain values."""
    return {
        "id": arm.id, "policy": asdict(arm.policy), "title_ar": arm.title_ar,
        "title_en": arm.title_en, "parameters": dict(arm.parameters), "off": list(arm.off),
    }  # fmt: skip


def _arm(document: dict[str, Any]) -> Arm:
    policy, off = Policy(**document["policy"]), tuple(document["off"])
    return Arm(**(document | {"policy": policy, "off": off}))


def save_ensemble(result: EnsembleResult, path: Path) -> None:
    """Write an ensemble to `path`, whole or not at all.

    Raises
    ------
    SulhError
        If the file cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".nc")
        os.close(handle)
        try:
            _write(result, name)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise SulhError(f"{path} cannot be written: {error.strerror}") from error


def _write(result: EnsembleResult, name: str) -> None:
    from scipy.io import netcdf_file

    about = {
        "format": _FORMAT, "outcomes": result.outcomes, "series": result.series_names,
        "arms": [arm_document(a) for a in result.arms],
        "structures": [asdict(s) for s in result.structures],
        "world": world_document(result.world), "replicates": result.replicates,
        "seed": str(result.seed), "version": result.version,
    }  # fmt: skip
    with netcdf_file(name, "w", version=2) as file:
        text = json.dumps(about, ensure_ascii=False, sort_keys=True)
        file.sulh_ensemble = text.encode()  # type: ignore[attr-defined]
        sizes = {
            "arm": len(result.arms), "run": result.n_runs, "outcome": len(result.outcomes),
            "week": result.series.shape[1], "series": len(result.series_names),
            "structure": len(result.structures),
        }  # fmt: skip
        for dimension, size in sizes.items():
            file.createDimension(dimension, size)
        for variable, (values, dimensions) in {
            "values": (result.values, ("arm", "run", "outcome")),
            "series_means": (result.series, ("arm", "week", "series")),
            "structure_means": (result.structure_means, ("structure", "arm", "outcome")),
        }.items():
            file.createVariable(variable, "d", dimensions)[:] = values


def load_ensemble(path: Path) -> EnsembleResult:
    """Read an ensemble that :func:`save_ensemble` wrote.

    Raises
    ------
    UnreadableError
        If the file is missing, is no NetCDF file, or holds no ensemble.
    """
    from scipy.io import netcdf_file

    try:
        with netcdf_file(path, "r", mmap=False) as file:
            about = json.loads(file.sulh_ensemble.decode())  # type: ignore[attr-defined]
            arrays = {
                name: np.array(file.variables[name][:], dtype=np.float64)
                for name in ("values", "series_means", "structure_means")
            }
    except (OSError, TypeError, ValueError, AttributeError, KeyError) as error:
        raise UnreadableError(
            f"{path} holds no ensemble of sulh", advice="give a file that save_ensemble wrote"
        ) from error
    return EnsembleResult(
        world=_world(about["world"]), arms=tuple(map(_arm, about["arms"])),
        outcomes=tuple(about["outcomes"]), values=arrays["values"],
        replicates=about["replicates"], series_names=tuple(about["series"]),
        series=arrays["series_means"],
        structures=tuple(Structure(**s) for s in about["structures"]),
        structure_means=arrays["structure_means"], seed=int(about["seed"]),
        version=about["version"],
    )  # fmt: skip
