"""What is known and on whose word: load, save, check, patch, merge and compare cases.

The names are loaded when first used: importing this package alone costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sulh.case.load import load_case
    from sulh.case.model import Case, Patch, PatchOp, Text
    from sulh.case.save import save_case

_HOME = {
    "Case": "sulh.case.model",
    "Patch": "sulh.case.model",
    "PatchOp": "sulh.case.model",
    "Text": "sulh.case.model",
    "load_case": "sulh.case.load",
    "save_case": "sulh.case.save",
}

__all__ = ["Case", "Patch", "PatchOp", "Text", "load_case", "save_case"]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'sulh.case' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
