"""The door to the compiled kernels: numba is imported here, when something is first computed."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path
from types import ModuleType

__all__ = [
    "kernels",
    "kernels_arcs",
    "kernels_batch",
    "kernels_coalition",
    "kernels_sim",
    "kernels_small",
    "kernels_ways",
    "n_threads",
]


@cache
def _prepare() -> None:
    """See to it that compiled code can be kept: beside the package, at home, or in temp."""
    if os.environ.get("NUMBA_CACHE_DIR"):
        return
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    if _writable(Path(__file__).parent) or _writable(home) or _writable(home.parent):
        return
    os.environ["NUMBA_CACHE_DIR"] = str(_private_folder())


def _private_folder() -> Path:
    """A folder in temp that only this user can write: compiled code is run from it."""
    user = os.getuid() if hasattr(os, "getuid") else 0
    folder = Path(tempfile.gettempdir()) / f"sulh-kernels-{user}"
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if hasattr(os, "getuid") and (found.st_uid != user or found.st_mode & 0o022):
        return Path(tempfile.mkdtemp(prefix="sulh-kernels-"))
    return folder


def _writable(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK)


def kernels() -> ModuleType:
    """:mod:`sulh.graph.kernels`."""
    _prepare()
    from sulh.graph import kernels as module

    return module


def kernels_arcs() -> ModuleType:
    """:mod:`sulh.graph.kernels_arcs`."""
    _prepare()
    from sulh.graph import kernels_arcs as module

    return module


def kernels_batch() -> ModuleType:
    """:mod:`sulh.graph.kernels_batch`."""
    _prepare()
    from sulh.graph import kernels_batch as module

    return module


def kernels_small() -> ModuleType:
    """:mod:`sulh.graph.kernels_small`."""
    _prepare()
    from sulh.graph import kernels_small as module

    return module


def kernels_coalition() -> ModuleType:
    """:mod:`sulh.graph.kernels_coalition`."""
    _prepare()
    from sulh.graph import kernels_coalition as module

    return module


def kernels_sim() -> ModuleType:
    """:mod:`sulh.graph.kernels_sim`."""
    _prepare()
    from sulh.graph import kernels_sim as module

    return module


def kernels_ways() -> ModuleType:
    """:mod:`sulh.graph.kernels_ways`."""
    _prepare()
    from sulh.graph import kernels_ways as module

    return module


def n_threads(n_tasks: int, threads: int | None = None) -> int:
    """How many threads to use: as asked, else one a usable processor; never more than tasks."""
    if hasattr(os, "sched_getaffinity"):
        usable = len(os.sched_getaffinity(0))
    else:
        usable = os.cpu_count() or 1
    return max(1, min(threads or usable, n_tasks))
