"""An ensemble as tables of other libraries: an xarray Dataset, a pandas DataFrame, Parquet.

xarray, pandas and pyarrow are an extra (``pip install 'sulh[tables]'``) and imported only here.
"""

# ruff: noqa: PD011 -- `values` is a field of EnsembleResult
from __future__ import annotations

import importlib
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from sulh.errors import SulhError, UnreadableError, Where
from sulh.files import write_whole
from sulh.simulation.dataset import RECORDS, STATUSES

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from sulh.simulation.result import EnsembleResult

__all__ = ["load_table", "save_table", "to_pandas", "to_xarray"]


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise SulhError(f"{name} is not installed", advice="pip install 'sulh[tables]'") from error


def _unit(name: str) -> str:
    """Return the unit an outcome or series has in its name."""
    last = name.rsplit("_", 1)[-1]
    return last if last in ("people", "weeks") else "1"


def to_xarray(result: EnsembleResult) -> xr.Dataset:
    """Return an ensemble as a Dataset; see :meth:`EnsembleResult.to_xarray`."""
    module = _module("xarray")
    data: dict[str, Any] = {
        name: (("arm", "run"), result.values[:, :, k], {"units": _unit(name)})
        for k, name in enumerate(result.outcomes)
    }
    for k, name in enumerate(result.series_names):
        data[f"mean_{name}"] = (("arm", "time"), result.series[:, :, k], {"units": _unit(name)})
    for name, values in (result.records or {}).items():
        about = {"units": RECORDS[name].unit}
        if name == "status":
            about["meaning"] = ", ".join(f"{code} {word}" for code, word in STATUSES.items())
        data[name] = (("arm", "run", "time", *RECORDS[name].dimensions), values, about)
    runs = np.arange(result.values.shape[1])
    coordinates: dict[str, Any] = {
        "arm": [a.id for a in result.arms], "run": runs,
        "draw": ("run", runs // result.replicates),
        "time": ("time", np.arange(result.series.shape[1]), {"long_name": "weeks from the start"}),
        "area": list(result.world.areas), "party": list(result.world.parties),
    }  # fmt: skip
    if result.records is not None:
        coordinates["destination"] = [*result.world.areas, "outside"]
    attributes = {"seed": result.seed, "n_runs": result.n_runs, "sulh_version": result.version}
    dataset: xr.Dataset = module.Dataset(data, coordinates, attributes)
    return dataset


def to_pandas(result: EnsembleResult) -> pd.DataFrame:
    """Return an ensemble as a DataFrame; see :meth:`EnsembleResult.to_pandas`."""
    module = _module("pandas")
    index = module.MultiIndex.from_product(
        [[a.id for a in result.arms], range(result.values.shape[1])], names=["arm", "run"]
    )
    flat = result.values.reshape(-1, len(result.outcomes))
    table: pd.DataFrame = module.DataFrame(flat, index=index, columns=list(result.outcomes))
    return table


def save_table(result: EnsembleResult, path: Path) -> None:
    """Write the outcomes of the runs that were kept as a Parquet file, whole or not at all.

    Raises
    ------
    SulhError
        If pandas or pyarrow is not installed.
    UnreadableError
        If the file cannot be written.
    """
    arrow, parquet = _module("pyarrow"), _module("pyarrow.parquet")
    table = arrow.Table.from_pandas(to_pandas(result))
    about = {"seed": str(result.seed), "n_runs": result.n_runs, "version": result.version}
    known = {**(table.schema.metadata or {}), b"sulh": json.dumps(about, sort_keys=True).encode()}
    content = io.BytesIO()
    parquet.write_table(table.replace_schema_metadata(known), content)
    write_whole(path, content.getvalue())


def load_table(path: Path) -> pd.DataFrame:
    """Read a table that :func:`save_table` wrote; ``attrs`` holds seed, n_runs and version.

    Raises
    ------
    SulhError
        If pandas or pyarrow is not installed.
    UnreadableError
        If the file is missing or holds no such table.
    """
    arrow, parquet = _module("pyarrow"), _module("pyarrow.parquet")
    try:
        table = parquet.read_table(path)
        about = json.loads(table.schema.metadata[b"sulh"])
    except (OSError, arrow.ArrowException, KeyError, TypeError, ValueError) as error:
        raise UnreadableError(
            "holds no table of sulh", Where(str(path)), "give a file that save_table wrote"
        ) from error
    frame: pd.DataFrame = table.to_pandas()
    frame.attrs = about
    return frame
