"""Columns of a table from plain values, as Arrow arrays.

They are put together from their bytes, because `pyarrow.array` imports pandas wherever that is
installed, for a fifth of a second and 50 MB.
"""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from sulh.errors import UnreadableError

__all__ = ["array_of", "pyarrow", "schema"]

_FIRST = dt.date(1970, 1, 1).toordinal()


def pyarrow(part: str = "") -> Any:
    """Import pyarrow, or a module of it.

    Raises
    ------
    UnreadableError
        If it is not installed.
    """
    try:
        return importlib.import_module(f"pyarrow.{part}" if part else "pyarrow")
    except ImportError as error:
        raise UnreadableError("tables need pyarrow", advice="install sulh[tables]") from error


def _types() -> dict[str, Any]:
    pa = pyarrow()
    return {
        "string": pa.string(), "strings": pa.list_(pa.string()), "date": pa.date32(),
        "integer": pa.int64(), "number": pa.float64(),
    }  # fmt: skip


def schema(columns: dict[str, str]) -> Any:
    """Return the Arrow schema of columns."""
    types = _types()
    return pyarrow().schema([(name, types[kind]) for name, kind in columns.items()])


def array_of(values: Sequence[Any], kind: str) -> Any:
    """Return values as an Arrow array.

    Parameters
    ----------
    values : sequence
        Texts for "string", sequences of texts for "strings", dates or None for "date", integers
        for "integer", numbers or None for "number".
    kind : str
        One of these.

    Examples
    --------
    >>> array_of([["صلح", "a"], []], "strings").to_pylist()
    [['صلح', 'a'], []]
    >>> array_of([None, 2.5], "number").to_pylist()
    [None, 2.5]
    """
    return _MAKERS[kind](values)


def _strings(values: Sequence[str]) -> Any:
    pa, written = pyarrow(), [value.encode() for value in values]
    parts = [None, _offsets(written), pa.py_buffer(b"".join(written))]
    return pa.Array.from_buffers(_types()["string"], len(written), parts)


def _lists(values: Sequence[Sequence[str]]) -> Any:
    inside = _strings([*chain.from_iterable(values)])
    parts = [None, _offsets(values)]
    return pyarrow().Array.from_buffers(
        _types()["strings"], len(values), parts, children=[inside]
    )  # fmt: skip


def _dates(values: Sequence[dt.date | None]) -> Any:
    days = [None if value is None else value.toordinal() - _FIRST for value in values]
    return _numbers(days, "date", "int32")


def _integers(values: Sequence[int]) -> Any:
    return _numbers(values, "integer", "int64")


def _floats(values: Sequence[float | None]) -> Any:
    return _numbers(values, "number", "float64")


def _numbers(values: Sequence[float | None], kind: str, width: str) -> Any:
    import numpy as np

    pa = pyarrow()
    there = [value is not None for value in values]
    held = np.array([value or 0 for value in values], dtype=width)
    known = None if all(there) else pa.py_buffer(np.packbits(there, bitorder="little"))
    return pa.Array.from_buffers(_types()[kind], len(held), [known, pa.py_buffer(held)])


def _offsets(parts: Sequence[Any]) -> Any:
    """Return where each part begins in all of them together, and where the last ends."""
    import numpy as np

    places = np.zeros(len(parts) + 1, dtype=np.int32)
    np.cumsum([len(part) for part in parts], out=places[1:])
    return pyarrow().py_buffer(places)


_MAKERS: dict[str, Callable[[Sequence[Any]], Any]] = {
    "string": _strings, "strings": _lists, "date": _dates, "integer": _integers,
    "number": _floats,
}  # fmt: skip
