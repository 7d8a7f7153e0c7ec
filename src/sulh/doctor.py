"""What this installation has and what it lacks, each with what to do about it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

__all__ = ["Finding", "examine"]

_EXTRAS = {"tables": ("xarray", "results as pandas and xarray tables")}
"""Extras that a room of this version uses. The others hold a place for rooms to come."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: "ok", "missing" (something works less) or "broken"."""

    what: str
    state: Literal["ok", "missing", "broken"]
    detail: str
    advice: str = ""


def examine() -> tuple[Finding, ...]:
    """Look at Python, the required packages, the data that ship and the extras.

    Returns
    -------
    tuple of Finding
        In a fixed order. Nothing is changed on the machine.

    Examples
    --------
    >>> all(finding.state != "broken" for finding in examine())
    True
    """
    return (_python(), *_required(), *_shipped(), _rules(), *_extras())


def _python() -> Finding:
    return Finding("Python", "ok", platform.python_version())


def _required() -> list[Finding]:
    """One finding for each package that sulh cannot do without."""
    found = []
    for line in importlib.metadata.requires("sulh") or []:
        if "extra ==" in line:
            continue
        name = line.split(";")[0].strip().split(">")[0].split("=")[0].split("[")[0].strip()
        try:
            found.append(Finding(name, "ok", importlib.metadata.version(name)))
        except importlib.metadata.PackageNotFoundError:
            found.append(Finding(name, "broken", "not installed", f"pip install {name}"))
    return found


def _shipped() -> list[Finding]:
    """Packs, patterns, fonts and examples: data without which a room is empty."""
    root = Path(__file__).parent
    wanted: dict[str, Callable[[], int]] = {
        "packs of names": lambda: len(list((root / "read" / "packs").glob("*/pack.toml"))),
        "patterns": lambda: len(list((root / "frame" / "patterns").glob("*.yaml"))),
        "fonts": lambda: len(list((root / "data" / "fonts").glob("*.woff2"))),
        "example reports": lambda: len(list((root / "examples").glob("*/reports/*.md"))),
    }
    return [
        Finding(what, "ok", str(n))
        if (n := count())
        else Finding(what, "broken", "none found", "install sulh again: the package is incomplete")
        for what, count in wanted.items()
    ]


def _rules() -> Finding:
    from sulh.read.compiled import how_rules_run

    ways = {
        "plain": Finding("rules of the reader", "ok", "from their sources"),
        "compiled": Finding("rules of the reader", "ok", "compiled"),
        "stale": Finding(
            "rules of the reader", "broken", "compiled before their sources were changed",
            "python scripts/compile_reader.py, or with --remove to run the sources",
        ),
    }  # fmt: skip
    return ways[how_rules_run()]


def _extras() -> list[Finding]:
    return [_extra(name, module, use) for name, (module, use) in _EXTRAS.items()]


def _extra(name: str, module: str, use: str) -> Finding:
    if importlib.util.find_spec(module) is None:
        return Finding(f"extra {name}", "missing", use, f"pip install 'sulh[{name}]'")
    return Finding(f"extra {name}", "ok", use)
