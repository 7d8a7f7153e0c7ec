"""What is known and on whose word: load, save, check, patch, merge and compare cases.

The names are loaded when first used: importing this package alone costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sulh.case.check import CheckReport, check_case, check_file
    from sulh.case.diff import Change, diff_cases, patch_between
    from sulh.case.load import load_case
    from sulh.case.merge import Merged, merge_cases
    from sulh.case.model import Case, Patch, PatchOp, Text
    from sulh.case.patch import apply_patch, compose, value_at, what_if
    from sulh.case.save import save_case
    from sulh.case.schema import json_schema
    from sulh.case.without import without_source

_HOME = {
    "Case": "model",
    "Change": "diff",
    "CheckReport": "check",
    "Merged": "merge",
    "Patch": "model",
    "PatchOp": "model",
    "Text": "model",
    "apply_patch": "patch",
    "check_case": "check",
    "check_file": "check",
    "compose": "patch",
    "diff_cases": "diff",
    "json_schema": "schema",
    "load_case": "load",
    "merge_cases": "merge",
    "patch_between": "diff",
    "save_case": "save",
    "value_at": "patch",
    "what_if": "patch",
    "without_source": "without",
}

__all__ = [
    "Case",
    "Change",
    "CheckReport",
    "Merged",
    "Patch",
    "PatchOp",
    "Text",
    "apply_patch",
    "check_case",
    "check_file",
    "compose",
    "diff_cases",
    "json_schema",
    "load_case",
    "merge_cases",
    "patch_between",
    "save_case",
    "value_at",
    "what_if",
    "without_source",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'sulh.case' has no attribute {name!r}")
    return getattr(importlib.import_module(f"sulh.case.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
