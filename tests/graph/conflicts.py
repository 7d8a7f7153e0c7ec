"""Published conflicts as the graph engine's tests use them; each says where it is from."""

from sulh.graph import Conflict
from sulh.graph.preferences import payoffs_from_ranking
from sulh.logic import parse


def syria_iraq():
    """Hipel, Kilgour and Kinsara (2014); tables 1-3 of the GMCR+ handout. State n is id n - 1...

    Options Release, Escalate (Syria), Attack (Iraq). Their numbers 1..6 are ids 0, 1, 2, 4, 5, 6.
    """
    ids = {1: 0, 2: 1, 3: 2, 4: 4, 5: 5, 6: 6}
    feasible = [s & 3 != 3 for s in range(8)]
    orders = ([1, 3, 6, 2, 4, 5], [2, 4, 6, 1, 5, 3])
    payoffs = [payoffs_from_ranking([ids[n] for n in o], 8, feasible) for o in orders]
    return Conflict.from_arrays([0, 0, 1], payoffs, feasible=feasible), ids


def elmira():
    """Inputs as in Xu's 2007 code (Hipel, Fang, Kilgour and Haight 1993). State n is id n - 1."""
    moe = [(1, 2), (3, 4), (5, 6), (7, 8)]
    uniroyal = [(1, 3), (1, 9), (2, 4), (2, 9), (3, 9), (4, 9), (5, 7), (5, 9), (6, 8), (6, 9)]
    uniroyal += [(7, 9), (8, 9)]
    government = [(1, 5), (2, 6), (3, 7), (4, 8)]
    government += [(b, a) for a, b in government]
    arcs = [[(a - 1, b - 1) for a, b in each] for each in (moe, uniroyal, government)]
    orders = ([7, 3, 4, 8, 5, 1, 2, 6, 9], [1, 4, 8, 5, 9, 3, 7, 2, 6], [7, 3, 5, 1, 8, 6, 4, 2, 9])
    payoffs = [payoffs_from_ranking([n - 1 for n in o], 9) for o in orders]
    names = {"decision_makers": ["MoE", "Uniroyal", "Local Government"]}
    return Conflict.from_arrays(None, payoffs, arcs=arcs, names=names)


def north_korea():
    """S. J., socratic-form-microscopy.com, November 2017."""
    feasible = [s & 3 != 3 for s in range(16)]
    orders = (
        [8, 0, 9, 10, 12, 5, 4, 13, 14, 1, 2, 6],
        [6, 14, 2, 10, 0, 4, 12, 5, 1, 13, 8, 9],
    )
    payoffs = [payoffs_from_ranking(o, 16, feasible) for o in orders]
    irreversible = ["on", "both", "both", "both"]
    return Conflict.from_arrays([0, 0, 1, 1], payoffs, feasible=feasible, irreversible=irreversible)


def two_by_two(name):
    """Games of Rapoport and Guyer (1966) as ranked there; state 1 CC, 2 DC, 3 CD, 4 DD."""
    payoffs = {
        "dilemma": [[3, 4, 1, 2], [3, 1, 4, 2]],
        "chicken": [[3, 4, 2, 1], [3, 2, 4, 1]],
        "stag hunt": [[4, 3, 1, 2], [4, 1, 3, 2]],
    }
    return Conflict.from_arrays([0, 1], payoffs[name])


OPTIONS = ("A", "B", "H", "E", "P")
BESIEGER = ("H", "E", "not P", "A iff not H", "B")
LOCAL = ("not (H and B)", "not A", "not H", "not E")
HOLD_OUT = ("not (E and B)", "not A", "not E")


def siege(*, credible=True, besieger=BESIEGER):
    """The core of siege-and-evacuation, worked in the design page of settlement."""
    guarantor = ("not B", "not A", "P iff B" if credible else "not P")
    return siege_of([besieger, LOCAL, HOLD_OUT, guarantor])


def siege_of(statements):
    from sulh.graph.build import OptionSpec, conflict_from_options

    owners = ("besieger", "besieger", "local body", "hold-out", "guarantor")
    moves = ("both", "both", "on", "on", "both")
    return conflict_from_options(
        decision_makers=("besieger", "local body", "hold-out", "guarantor"),
        options=[OptionSpec(*each) for each in zip(OPTIONS, owners, moves, strict=True)],
        infeasible=["B and not H"],
        statements=dict(
            zip(("besieger", "local body", "hold-out", "guarantor"), statements, strict=True)
        ),
    )


def state(*on, options=OPTIONS):
    return sum(1 << options.index(name) for name in on)


def truth(text, n_states=32, options=OPTIONS):
    return parse(text, options).evaluate_states(range(n_states))
