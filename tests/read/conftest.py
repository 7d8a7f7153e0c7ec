"""What the tests of the reader share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sulh.read import Draft, draft_reports, neutral

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of founding texts and gold; skip when it is not there."""
    folder = Path(os.environ.get("SULH_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold" / "neutral").is_dir():
        pytest.skip(f"needs the folder {folder} (founding texts and gold)")
    return folder


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Draft]:
    """Return a function that drafts from a text."""

    def draft(text: str, **options: Any) -> Draft:
        path = tmp_path / "report.txt"
        path.write_text(text, encoding="utf-8")
        found = draft_reports([path], **options)
        for claim in found.case.claims:
            assert found.texts[claim.source][claim.start : claim.end] == claim.quote
        return found

    return draft


@pytest.fixture
def facts(read: Callable[..., Draft]) -> Callable[..., list[tuple[Any, ...]]]:
    """Return a function from a text to (kind, type, actors, targets, modality, polarity, holder)."""

    def found(text: str, **options: Any) -> list[tuple[Any, ...]]:
        claims = neutral(read(text, **options).case)[0]["claims"]
        return [
            (c["kind"], c["type"], tuple(c["actor"]), tuple(c["target"]), tuple(c["place"]),
             c["modality"], c["polarity"], c["said_by"])
            for c in claims
        ]  # fmt: skip

    return found
