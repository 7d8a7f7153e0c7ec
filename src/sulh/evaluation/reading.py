"""Reading texts with the reader that is installed, to score what it gives."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sulh.evaluation.gold import GoldDocument
from sulh.evaluation.system import SystemDocument, system_of
from sulh.read.files import Report
from sulh.read.neutral import neutral
from sulh.read.reader import draft_texts

__all__ = ["read_gold", "read_texts"]


def read_texts(
    texts: Sequence[tuple[str, str]], packs: Sequence[str] | None = None, language: str = ""
) -> list[Any]:
    """Read texts, given as (name, text), and return their documents of the neutral form.

    Without a `language` it is guessed, which a sentence of a few words may not allow.
    """
    reports = [
        Report(Path(f"{name}.txt"), text, hashlib.sha256(text.encode()).hexdigest())
        for name, text in texts
    ]
    return neutral(draft_texts(reports, packs=packs, known={"language": language}).case)


def read_gold(gold: Mapping[str, GoldDocument]) -> dict[str, SystemDocument]:
    """Read the texts of a gold, as one folder of reports is read."""
    documents = read_texts([(name, document.text) for name, document in gold.items()])
    return {found.doc: found for found in system_of(documents)}
