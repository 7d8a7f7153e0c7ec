"""A mark of the code that makes results: the same mark, the same bits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

from sulh._version import __version__

__all__ = ["code_mark"]

_MADE_FROM = (".py", ".tsv", ".toml", ".json")


@cache
def code_mark(package: str) -> str:
    """Return a text that changes with sulh's version, NumPy's, or any source of a package.

    Parameters
    ----------
    package : str
        Dotted name, such as "sulh.simulation". Its code, lists and shipped figures count.

    Examples
    --------
    >>> code_mark("sulh.simulation") == code_mark("sulh.simulation")
    True
    >>> code_mark("sulh.simulation") == code_mark("sulh.read")
    False
    """
    found = hashlib.sha256()
    for path, file in _sources(resources.files(package), ""):
        found.update(path.encode() + b"\0" + file.read_bytes())
    numpy = metadata.version("numpy")
    return f"sulh {__version__} numpy {numpy} {package} {found.hexdigest()[:16]}"


def _sources(folder: Traversable, at: str) -> Iterator[tuple[str, Traversable]]:
    for item in sorted(folder.iterdir(), key=lambda f: f.name):
        path = f"{at}/{item.name}"
        if item.is_dir():
            yield from _sources(item, path)
        elif item.name.endswith(_MADE_FROM):
            yield path, item
