"""sulh (صلح, settlement): from reports on an armed conflict to the settlements that could hold.

The public names are in ``__all__``. They are loaded when first used, so that importing the
package runs nothing and is fast.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from sulh._version import __version__

if TYPE_CHECKING:
    from sulh.brief import write_brief
    from sulh.case import (
        Case,
        Patch,
        apply_patch,
        check_case,
        diff_cases,
        load_case,
        merge_cases,
        save_case,
    )
    from sulh.errors import (
        CaseError,
        ConditionError,
        Fault,
        LimitError,
        ModelError,
        PatchError,
        SulhError,
        UnreadableError,
    )
    from sulh.frame import frame_case
    from sulh.pipeline import run_reports
    from sulh.read import draft_reports, read_reports
    from sulh.settlement import SettlementResult, settle, stability_share

_HOME = {
    "Case": "sulh.case",
    "CaseError": "sulh.errors",
    "ConditionError": "sulh.errors",
    "Fault": "sulh.errors",
    "LimitError": "sulh.errors",
    "ModelError": "sulh.errors",
    "Patch": "sulh.case",
    "PatchError": "sulh.errors",
    "SettlementResult": "sulh.settlement",
    "SulhError": "sulh.errors",
    "UnreadableError": "sulh.errors",
    "apply_patch": "sulh.case",
    "check_case": "sulh.case",
    "diff_cases": "sulh.case",
    "draft_reports": "sulh.read",
    "frame_case": "sulh.frame",
    "load_case": "sulh.case",
    "merge_cases": "sulh.case",
    "read_reports": "sulh.read",
    "run_reports": "sulh.pipeline",
    "save_case": "sulh.case",
    "settle": "sulh.settlement",
    "stability_share": "sulh.settlement",
    "write_brief": "sulh.brief",
}

__all__ = [
    "Case",
    "CaseError",
    "ConditionError",
    "Fault",
    "LimitError",
    "ModelError",
    "Patch",
    "PatchError",
    "SettlementResult",
    "SulhError",
    "UnreadableError",
    "__version__",
    "apply_patch",
    "check_case",
    "diff_cases",
    "draft_reports",
    "frame_case",
    "load_case",
    "merge_cases",
    "read_reports",
    "run_reports",
    "save_case",
    "settle",
    "stability_share",
    "write_brief",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'sulh' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
