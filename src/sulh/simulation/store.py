"""Save and load an ensemble: one NetCDF file that xarray and every NetCDF reader opens.

NetCDF 3 is written with SciPy, so that no package beyond the core is needed. Arms, structures,
parameters and the world go with it as JSON, and come back as they were.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from sulh.errors import UnreadableError, Where
from sulh.simulation.arms import Arm, Policy, Structure
from sulh.simulation.dataset import RECORDS, dimensions
from sulh.simulation.moments import Moments
from sulh.simulation.parameters import Joint, Parameter, Parameters
from sulh.simulation.result import EnsembleResult
from sulh.simulation.world import Backing, World

if TYPE_CHECKING:
    from scipy.io import netcdf_file

__all__ = ["arm_document", "load_ensemble", "save_ensemble", "world_document"]

_FORMAT = 2


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


def _parameters_document(parameters: Parameters) -> dict[str, Any]:
    joint = parameters.joint
    return {
        "items": [asdict(p) for p in parameters],
        "joint": joint and {
            "name": joint.name, "columns": {n: v.tolist() for n, v in joint.columns.items()},
        },
    }  # fmt: skip


def _parameters(document: dict[str, Any]) -> Parameters:
    joint = document["joint"]
    columns = {n: np.array(v) for n, v in joint["columns"].items()} if joint else {}
    return Parameters(
        tuple(Parameter(**p) for p in document["items"]),
        Joint(joint["name"], columns) if joint else None,
    )


def save_ensemble(result: EnsembleResult, path: Path) -> None:
    """Write an ensemble to `path` as NetCDF, whole or not at all.

    Raises
    ------
    UnreadableError
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
        raise UnreadableError(
            f"cannot write: {error.strerror or error}",
            Where(str(path)),
            "name another place to write to, or make the folder writable",
        ) from error


def _about(result: EnsembleResult) -> dict[str, Any]:
    return {
        "format": _FORMAT, "outcomes": result.outcomes, "series": result.series_names,
        "arms": [arm_document(a) for a in result.arms],
        "structures": [asdict(s) for s in result.structures],
        "world": world_document(result.world), "replicates": result.replicates,
        "parameters": _parameters_document(result.parameters),
        "runs": result.moments.n, "draws": result.draw_moments.n,
        "records": sorted(result.records) if result.records is not None else None,
        "seed": str(result.seed), "version": result.version,
    }  # fmt: skip


_ARRAYS: Final = {
    "values": ("arm", "run", "outcome"),
    "series_means": ("arm", "time", "series"),
    "structure_means": ("structure", "arm", "outcome"),
    "means": ("arm", "outcome"),
    "products": ("arm", "baseline", "outcome"),
    "draw_means": ("arm", "outcome"),
    "draw_products": ("arm", "baseline", "outcome"),
}


def _write(result: EnsembleResult, name: str) -> None:
    from scipy.io import netcdf_file

    with netcdf_file(name, "w", version=2) as file:
        text = json.dumps(_about(result), ensure_ascii=False, sort_keys=True)
        file.sulh_ensemble = text.encode()  # type: ignore[attr-defined]
        _write_dimensions(result, file)
        _write_names(result, file)
        _write_arrays(result, file)


def _write_dimensions(result: EnsembleResult, file: netcdf_file) -> None:
    arms, outcomes = len(result.arms), len(result.outcomes)
    sizes = {
        "arm": arms, "baseline": arms, "run": result.values.shape[1], "outcome": outcomes,
        "time": result.series.shape[1], "series": len(result.series_names),
        "structure": len(result.structures), **dimensions(result.world),
    }  # fmt: skip
    for dimension, size in sizes.items():
        file.createDimension(dimension, size)


def _write_arrays(result: EnsembleResult, file: netcdf_file) -> None:
    arrays = {
        "values": result.values, "series_means": result.series,
        "structure_means": result.structure_means,
        "means": result.moments.mean, "products": result.moments.products,
        "draw_means": result.draw_moments.mean, "draw_products": result.draw_moments.products,
    }  # fmt: skip
    for name, values in arrays.items():
        file.createVariable(name, "d", _ARRAYS[name])[:] = values
    for name, kept in sorted((result.records or {}).items()):
        record = RECORDS[name]
        dimensions = ("arm", "run", "time", *record.dimensions)
        variable = file.createVariable(name, np.dtype(record.kind), dimensions)
        variable[:] = kept
        variable.units = record.unit  # type: ignore[attr-defined]


def _write_names(result: EnsembleResult, file: netcdf_file) -> None:
    """Write names along the dimensions, as text that xarray reads back."""
    names = {
        "arm": [a.id for a in result.arms], "outcome": result.outcomes,
        "series": result.series_names, "area": result.world.areas, "party": result.world.parties,
        "destination": (*result.world.areas, "outside"),
    }  # fmt: skip
    for dimension, known in names.items():
        rows = np.array([name.encode() for name in known])
        letters = rows.view("S1").reshape(len(known), -1)
        file.createDimension(f"{dimension}_letters", letters.shape[1])
        variable = file.createVariable(dimension, "c", (dimension, f"{dimension}_letters"))
        variable[:] = letters
        setattr(variable, "_Encoding", "utf-8")  # noqa: B010  the convention's own name


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
            return _result(about, file)
    except (OSError, TypeError, ValueError, AttributeError, KeyError) as error:
        raise UnreadableError(
            "holds no ensemble of this version of sulh",
            Where(str(path)),
            "give a file that save_ensemble wrote",
        ) from error


def _result(about: dict[str, Any], file: netcdf_file) -> EnsembleResult:
    arrays = {name: _array(file, name, "d") for name in _ARRAYS}
    return EnsembleResult(
        world=_world(about["world"]), arms=tuple(map(_arm, about["arms"])),
        outcomes=tuple(about["outcomes"]), values=arrays["values"],
        moments=Moments(about["runs"], arrays["means"], arrays["products"]),
        draw_moments=Moments(about["draws"], arrays["draw_means"], arrays["draw_products"]),
        replicates=about["replicates"], series_names=tuple(about["series"]),
        series=arrays["series_means"],
        structures=tuple(Structure(**s) for s in about["structures"]),
        structure_means=arrays["structure_means"],
        parameters=_parameters(about["parameters"]), seed=int(about["seed"]),
        version=about["version"],
        records=None if about["records"] is None else {
            name: _array(file, name, RECORDS[name].kind) for name in about["records"]
        },
    )  # fmt: skip


def _array(file: netcdf_file, name: str, kind: str) -> NDArray[Any]:
    """Return a variable in the byte order of this machine: NetCDF's is big-endian."""
    return np.array(file.variables[name][:], dtype=kind)
