"""The worked core of siege-and-evacuation as a decision, and published conflicts."""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from sulh.case.model import Decision, DecisionMaker, Option, Outcome, Statement, Text
from sulh.graph import Conflict

A, B, H, E, P = (1 << j for j in range(5))
CORE_OPTIONS = ("A", "B", "H", "E", "P")
_OWNERS = {"A": "besieger", "B": "besieger", "H": "local", "E": "hold_out", "P": "guarantor"}
_WANTS = {
    "besieger": ("H", "E", "not P", "A iff not H", "B"),
    "local": ("not (H and B)", "not A", "not H", "not E"),
    "hold_out": ("not (E and B)", "not A", "not E"),
    "guarantor": ("not B", "not A"),
}


def words(text):
    return Text(en=text)


def statement(who, number, condition, **more):
    return Statement(id=f"{who}{number}", decision_maker=who, condition=condition, **more)


def chain(statements):
    """The same statements with their order known: each over the next."""
    known = [replace(s, over=(t.id,)) for s, t in pairwise(statements)]
    return [*known, *statements[-1:]]


def core(threat="credible", free=()):
    """The worked core. Orders are known except for decision makers in `free`."""
    statements = []
    for who, conditions in _WANTS.items():
        wants = list(conditions)
        if who == "guarantor" and threat != "either":
            wants.append("P iff B" if threat == "credible" else "not P")
        mine = [statement(who, i, c) for i, c in enumerate(wants)]
        if who == "guarantor" and threat == "either":
            mine = [
                *mine,
                statement(who, "_credible", "P iff B", belief=0.5, choice="threat"),
                statement(who, "_empty", "not P", belief=0.5, choice="threat"),
            ]
        statements += mine if who in free else chain(mine)
    return Decision(
        id="d:core",
        title=words("The worked core"),
        decision_makers=tuple(DecisionMaker(id=who, title=words(who)) for who in _WANTS),
        options=tuple(
            Option(id=o, owner=w, title=words(o), moves="on" if o in "HE" else "both")
            for o, w in _OWNERS.items()
        ),
        infeasible=("B and not H",),
        statements=tuple(statements),
        outcomes=(
            Outcome(id="assault", title=words("assault"), on=("A",), kind="status_quo"),
            Outcome(id="kept", title=words("kept"), on=("H", "E"), kind="settlement"),
            Outcome(id="breached", title=words("breached"), on=("H", "E", "B")),
        ),
    )


def syria_iraq():
    """Syria-Iraq 1975 (Hipel, Kilgour and Kinsara 2014): its states 1..6 and the conflict."""
    states = {1: 0b000, 2: 0b001, 3: 0b010, 4: 0b100, 5: 0b101, 6: 0b110}
    payoffs = np.zeros((2, 8))
    for who, order in enumerate(([1, 3, 6, 2, 4, 5], [2, 4, 6, 1, 5, 3])):
        for place, number in enumerate(order):
            payoffs[who, states[number]] = 6 - place
    feasible = [state & 3 != 3 for state in range(8)]
    return states, Conflict.from_arrays([0, 0, 1], payoffs, feasible=feasible)
