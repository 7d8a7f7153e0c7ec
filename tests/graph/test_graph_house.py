"""How the room is kept: import is light, caches can be written, tables are made once."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import conflicts
import numpy as np
import pytest

from sulh.graph import Conflict, Names, analyze, compiled, monte_carlo


def test_importing_the_room_does_not_import_numba():
    code = (
        "import sulh.graph, sys; assert 'numba' not in sys.modules and 'scipy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_kernels_go_to_a_temporary_cache_where_nothing_else_can_be_written(monkeypatch, tmp_path):
    monkeypatch.setattr(compiled, "_writable", lambda _: False)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("NUMBA_CACHE_DIR", "")
    compiled._prepare.__wrapped__()
    folder = Path(os.environ["NUMBA_CACHE_DIR"])
    assert folder.parent == tmp_path
    assert folder.stat().st_mode & 0o077 == 0
    folder.chmod(0o777)  # somebody else could have put code there
    monkeypatch.setenv("NUMBA_CACHE_DIR", "")
    compiled._prepare.__wrapped__()
    assert Path(os.environ["NUMBA_CACHE_DIR"]) != folder


def test_a_cache_that_is_asked_for_is_left_alone(monkeypatch):
    monkeypatch.setenv("NUMBA_CACHE_DIR", "mine")
    monkeypatch.setattr(compiled, "_writable", lambda _: False)
    compiled._prepare.__wrapped__()
    assert os.environ["NUMBA_CACHE_DIR"] == "mine"


def test_tables_of_moves_are_shared_by_conflicts_that_differ_in_payoffs_only():
    conflict = conflicts.elmira()
    other = conflict.with_payoffs(-conflict.payoffs)
    analyze(conflict)
    monte_carlo(other, other.payoffs[None])
    assert other.derived is conflict.derived
    assert set(conflict.derived) == {"arcs", "sets"}


@pytest.mark.parametrize(
    "names", [["a", "b"], {"options": ["a", "b"]}, Names(options=("a", "b"))], ids=str
)
def test_names_in_any_of_three_ways(names):
    conflict = Conflict.from_arrays([0, 1], np.zeros((2, 4)), names=names)
    assert conflict.state_name(3) == "a b"


@pytest.mark.parametrize(("asked", "tasks", "expected"), [(1, 9, 1), (8, 3, 3), (None, 1, 1)])
def test_never_more_threads_than_tasks(asked, tasks, expected):
    assert compiled.n_threads(tasks, asked) == expected
