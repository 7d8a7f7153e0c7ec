"""docs/reference/cli.md and schemas/ are made from the code; what is committed must be that."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _made() -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts/make_reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.reference()


@pytest.mark.parametrize(("path", "text"), _made().items())
def test_reference_page_is_current(path, text):
    committed = (ROOT / "docs" / "reference" / path).read_text(encoding="utf-8")
    assert committed == text, "run: python scripts/make_reference.py"
