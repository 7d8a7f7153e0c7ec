"""A small world at its start, with every parameter at its mode: what tests of one rule begin with."""

import numpy as np

from sulh.simulation import DEFAULTS, Arm, Backing, Parameters, Policy, Structure, World
from sulh.simulation.run import world_parameters
from sulh.simulation.state import begin, block
from sulh.simulation.streams import Streams

FIXED = DEFAULTS.fix(**{p.name: p.mode for p in DEFAULTS})
RUNS = 2000


def world(**changes):
    fields = {
        "areas": ["a", "b", "c"], "parties": ["state", "locals", "others", "patron"],
        "strong": ["state"], "mobile": {"state": 3000},
        "force": [[0, 700, 200, 0], [0, 350, 0, 0], [0, 900, 50, 0]],
        "population": [50_000, 20_000, 70_000], "besieged": [True, False, True],
        "guarantor": "patron",
        "backings": (Backing(backer="patron", client="state", mode="air"),
                     Backing(backer="patron", client="locals", mode="supply")),
    }  # fmt: skip
    return World.make(**(fields | changes))


def start(policy=None, off=(), n=RUNS, structure=None, w=None, **values):
    w = w or world()
    everything = Parameters((*FIXED.fix(**values), *world_parameters(w)))
    arm = Arm(id="x", policy=policy or Policy(), off=off)
    runs = np.arange(n)
    model = block(arm, w, everything.draw(1, runs), structure or Structure(), Streams(1, runs))
    return begin(model), model
