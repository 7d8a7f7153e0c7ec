"""A mark of the code that makes results: the same mark, the same bits."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

import numpy as np

from sulh._version import __version__

__all__ = ["code_mark"]

_MADE_FROM = (".py", ".tsv")


@cache
def code_mark() -> str:
    """Return a text that changes with sulh's version, NumPy's, or any source of the model.

    Examples
    --------
    >>> code_mark() == code_mark()
    True
    """
    found = hashlib.sha256()
    package = resources.files("sulh.simulation")
    for folder in (package, package.joinpath("rules")):
        for file in sorted(folder.iterdir(), key=lambda f: f.name):
            if file.name.endswith(_MADE_FROM):
                found.update(file.name.encode() + file.read_bytes())
    return f"sulh {__version__} numpy {np.__version__} model {found.hexdigest()[:16]}"
