"""Paths from the status quo, components, exports."""

import json
import random
import xml.etree.ElementTree as ET

import conflicts
import pytest
from random_models import random_conflict

from sulh.errors import ModelError
from sulh.graph import evolve, transition_graph


def test_elmira_improvements_from_1_lead_only_to_5():
    evolution = evolve(conflicts.elmira(), 0, by="improvements")
    assert evolution.reached == [0, 4]
    assert [step.decision_maker for step in evolution.path(4)] == [2]


def test_siege_leaves_the_trap_only_jointly():
    conflict = conflicts.siege()
    trap = conflicts.state("A")
    assert evolve(conflict, trap, by="improvements").reached == [trap]


@pytest.mark.parametrize("by", ["moves", "improvements"])
def test_shortest_paths_against_plain_search(by):
    rng = random.Random(3)
    for _ in range(60):
        conflict, model = random_conflict(rng)
        start = rng.choice(sorted(model.states))
        step = (lambda i, s: model.moves[i][s]) if by == "moves" else model.better  # noqa: B023
        distance, layer, depth = {start: 0}, {start}, 0
        while layer:
            depth += 1
            layer = {t for s in layer for i in range(model.n_dm) for t in step(i, s)}
            layer -= distance.keys()
            distance |= dict.fromkeys(layer, depth)
        evolution = evolve(conflict, start, by=by)
        assert evolution.reached == sorted(distance)
        for state in evolution.reached:
            path = evolution.path(state)
            assert len(path) == distance[state]
            here = start
            for move in path:
                assert move.source == here
                assert move.target in step(move.decision_maker, here)
                here = move.target
            assert here == state


def test_components_number_along_the_moves_between_them():
    rng = random.Random(8)
    for _ in range(40):
        conflict, _ = random_conflict(rng)
        graph = transition_graph(conflict, by="improvements")
        number = dict(zip(graph.states, graph.component, strict=True))
        assert all(number[m.source] <= number[m.target] for m in graph.moves)


def test_exports_can_be_read_back():
    graph = transition_graph(conflicts.elmira(), by="moves")
    document = json.loads(json.dumps(graph.to_json()))
    assert len(document["states"]) == 9
    assert len(document["moves"]) == len(graph.moves) == 24
    root = ET.fromstring(graph.to_graphml({"nash": [4, 7, 8]}))
    assert len(root.findall(".//{*}node")) == 9
    assert len(root.findall(".//{*}edge")) == 24


def test_a_state_out_of_reach_has_no_path():
    evolution = evolve(conflicts.elmira(), 8)
    assert evolution.reached == [8]
    with pytest.raises(ModelError):
        evolution.path(0)
