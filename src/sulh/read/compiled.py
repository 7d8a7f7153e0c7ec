"""Whether the rules of the reader run as machine code or from their sources."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

__all__ = ["how_rules_run"]

_ENDINGS = (".so", ".pyd")


def how_rules_run(folder: Path | None = None) -> Literal["plain", "compiled", "stale"]:
    """Say how the rules run.

    Parameters
    ----------
    folder : Path or None
        The folder of the reader; None is the one that is installed.

    Returns
    -------
    str
        "plain" from their sources, "compiled" from what ``scripts/compile_reader.py`` made, and
        "stale" where a source was changed after that: Python then runs the older rules.

    Examples
    --------
    >>> how_rules_run() in ("plain", "compiled")
    True
    """
    folder = folder or Path(__file__).parent
    made = [path for path in sorted(folder.iterdir()) if path.suffix in _ENDINGS]
    if not made:
        return "plain"
    return "stale" if any(_older(path) for path in made) else "compiled"


def _older(made: Path) -> bool:
    source = made.with_name(made.name.split(".")[0] + ".py")
    return not source.exists() or source.stat().st_mtime > made.stat().st_mtime
