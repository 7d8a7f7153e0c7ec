"""The plain C loop of simulation_speed.c: compile it, and run it on what the engine runs on."""

import ctypes
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import numpy as np

from sulh.simulation import DEFAULTS
from sulh.simulation.compiled import kernel_rules, kernel_world
from sulh.simulation.kernels_base import PROCESSES
from sulh.simulation.outcomes import SERIES
from sulh.simulation.streams import SHOCKS, process_key

SOURCE = Path(__file__).with_suffix("").parent / "simulation_speed.c"
FLAGS = ("-O3", "-march=native", "-std=gnu11", "-ffp-contract=off", "-fno-math-errno", "-shared",
         "-fPIC")  # fmt: skip
"""As fast as C may be without changing what is computed: no fast math, no fused sums."""
OUTCOMES = (
    "civilian_deaths_people", "military_deaths_people", "displaced_people", "returned_people",
    "away_at_end_people", "detained_people", "hybrid_fighters_people", "besieged_people_weeks",
    "fallen_areas_share", "settled_areas_share", "killed_after_deal_people", "away_outside_people",
)  # fmt: skip
"""In the order of the C file; shares are counts of areas there."""
_SIZES = ("areas", "parties", "kinds", "backings", "horizon", "some_excluded")
_INTS = ("mobile", "force", "population", "truce_weeks", "truce_term", "kind", "sink", "mode")
_FLAGS = ("contested", "adjacent", "strong", "holdout", "excluded", "besieged", "truce",
          "to_strong", "by_guarantor")  # fmt: skip
_REALS = ("foes", "stock_share", "infrastructure", "serves", "level", "shocks")
_RULES = ("stop", "no_pause", "offer", "truces", "guarantor", "monitored", "forced",
          "right_of_return", "withdrawn", "lookahead", "linear")  # fmt: skip


class World(ctypes.Structure):
    _fields_ = [(n, ctypes.c_int64) for n in _SIZES] + [
        (n, ctypes.c_void_p) for n in (*_INTS, *_FLAGS, "neighbours", *_REALS)
    ]


class Rules(ctypes.Structure):
    _fields_ = [(n, ctypes.c_int64) for n in _RULES] + [
        ("leaving", ctypes.c_double), ("spill", ctypes.c_double),
    ]  # fmt: skip


@cache
def library(compiler):
    """Return the compiled loop; names.h tells it the places of parameters and streams."""
    folder = Path(tempfile.mkdtemp(prefix="sulh-c-"))
    names = [f"P_{n}" for n in DEFAULTS.names], [f"K_{n.replace(' ', '_')}" for n in PROCESSES]
    text = "".join(f"enum {{ {', '.join(some)} }};\n" for some in names)
    (folder / "names.h").write_text(text + f"enum {{ N_KEYS = {len(PROCESSES)} }};\n", "utf-8")
    target = folder / "simulation_speed.so"
    command = [compiler, *FLAGS, f"-I{folder}", str(SOURCE), "-o", str(target), "-lm"]
    subprocess.run(command, check=True)
    return ctypes.CDLL(str(target))


def compiler():
    """Return the C compiler, or None."""
    return shutil.which("cc") or shutil.which("gcc")


def _address(keep, values, kind):
    keep.append(np.ascontiguousarray(values, dtype=kind))
    return keep[-1].ctypes.data


def run(world, arm, draws, structure, seed, numbers):
    """Run one arm; return outcomes (n_runs, len(OUTCOMES)) and sums of the series."""
    w, c, keep = kernel_world(world), kernel_rules(arm, structure), []
    sizes = {"areas": len(world.areas), "parties": len(world.parties), "kinds": w.foes.shape[0],
             "backings": len(world.backings)}  # fmt: skip
    values = w._asdict() | sizes | {"shocks": SHOCKS}
    there = World(*(int(values[n]) for n in _SIZES))
    for names, kind in ((_INTS, np.int64), (_FLAGS, np.uint8), (("neighbours",), np.int64),
                        (_REALS, np.float64)):  # fmt: skip
        for name in names:
            setattr(there, name, _address(keep, values[name], kind))
    rules = Rules(*(int(getattr(c, n)) for n in _RULES), leaving=c.leaving, spill=c.spill)
    fixed = {name: np.full(numbers.size, value) for name, value in arm.parameters.items()}
    chosen = draws | fixed
    parameters = np.stack([chosen[name] for name in DEFAULTS.names], axis=1)
    factors = np.stack([chosen[name] for name in draws if name not in DEFAULTS.names], axis=1)
    keys = np.array([process_key(seed, name) for name in PROCESSES], dtype=np.uint64)
    out = np.zeros((numbers.size, len(OUTCOMES)))
    sums = np.zeros((world.horizon_weeks + 1, len(SERIES)), dtype=np.int64)
    size = ctypes.c_int64
    library(compiler()).run_many(
        ctypes.byref(there), ctypes.byref(rules),
        ctypes.c_void_p(_address(keep, parameters, np.float64)), size(parameters.shape[1]),
        ctypes.c_void_p(_address(keep, factors, np.float64)), size(factors.shape[1]),
        ctypes.c_void_p(keys.ctypes.data), size(int(numbers[0])), size(numbers.size),
        ctypes.c_void_p(out.ctypes.data), ctypes.c_void_p(sums.ctypes.data),
    )  # fmt: skip
    return out, sums
