"""The names that others may build on, and the promises about importing them."""

import importlib
import subprocess
import sys

import pytest

import sulh


def test_all_is_what_can_be_imported():
    assert sulh.__all__ == sorted(sulh.__all__)
    for name in sulh.__all__:
        assert getattr(sulh, name) is not None, name


def test_every_public_name_is_documented():
    for name in sulh.__all__:
        if name != "__version__":
            assert (getattr(sulh, name).__doc__ or "").strip(), name


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing"):
        sulh.nothing  # noqa: B018


@pytest.mark.parametrize("heavy", ["numba", "scipy", "pandas", "xarray", "matplotlib", "networkx"])
def test_importing_sulh_loads_nothing_heavy(heavy):
    code = f"import sys, sulh, sulh.cli; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_modules_import_alone():
    for name in ("logic", "case", "read", "frame", "graph", "simulation", "settlement", "words"):
        importlib.import_module(f"sulh.{name}")
