"""What the Hudaydah example expects of a reader; held against a case as that of Daraa is."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from daraa_expected import Judge
from ruamel.yaml import YAML

FOLDER = Path(str(files("sulh") / "examples" / "hudaydah"))
REPORTS = FOLDER / "reports"


def load_hudaydah() -> dict[str, Any]:
    return YAML(typ="safe").load((FOLDER / "expected.yaml").read_text(encoding="utf-8"))


def hudaydah_texts() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(REPORTS.iterdir())}


class HudaydahJudge(Judge):
    """Judges by the texts of this example."""

    def __init__(self, case: Any, expected: dict[str, Any]) -> None:
        super().__init__(case, expected)
        self.texts = hudaydah_texts()
