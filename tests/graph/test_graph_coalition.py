"""Coalition stability against its definitions in Python sets, and Elmira's published coalition."""

import random
from itertools import chain, combinations

import conflicts
import numpy as np
import pytest
from random_models import random_conflict
from slow_checker import coalitions, legal_reach

from sulh.errors import LimitError
from sulh.graph import Conflict, coalition_improvements
from sulh.graph.stability.coalition import coalition_stability


def reach(model, group, s):
    return legal_reach(model, group, s, lambda k, x: model.moves[k][x])


def gains(model, group, s):
    return {t for t in reach(model, group, s) if prefer(model, group, t, s)}


def prefer(model, group, t, s):
    return all(model.payoff[i][t] > model.payoff[i][s] for i in group)


def joint_reach(model, outside, start):
    seen, frontier = set(), [(start, None)]
    while frontier:
        state, last = frontier.pop()
        for group in coalitions(outside):
            if group == last:
                continue
            for t in gains(model, group, state):
                if (t, group) not in seen:
                    seen.add((t, group))
                    frontier.append((t, group))
    return {state for state, _ in seen}


def stable(model, group, s, concept):
    outside = [i for i in range(model.n_dm) if i not in group]
    for t in gains(model, group, s):
        if concept == "nash":
            return False
        answers = joint_reach(model, outside, t) if concept == "seq" else reach(model, outside, t)
        answers = {u for u in answers if not prefer(model, group, u, s)}
        if concept == "smr":
            answers = {
                u
                for u in answers
                if not any(prefer(model, group, v, s) for v in reach(model, group, u))
            }
        if not answers:
            return False
    return True


@pytest.mark.parametrize("arcs", [False, True], ids=["options", "arcs"])
@pytest.mark.parametrize("concept", ["nash", "gmr", "smr", "seq"])
def test_agrees_with_the_definitions(concept, arcs):
    rng = random.Random(concept)
    for _ in range(80 if arcs else 20):
        conflict, model = random_conflict(rng, max_options=3, max_dms=4, arcs=arcs)
        result = coalition_stability(conflict, [concept])
        members = range(model.n_dm)
        every = chain.from_iterable(combinations(members, r) for r in range(1, model.n_dm + 1))
        assert list(result.coalitions) == list(every)
        for group, row in zip(result.coalitions, result.stable[concept], strict=True):
            expected = {s for s in model.states if stable(model, group, s, concept)}
            assert set(np.flatnonzero(row).tolist()) == expected


def test_threads_change_nothing():
    conflict, _ = random_conflict(random.Random(4), max_options=5, arcs=False)
    one, two = (coalition_stability(conflict, threads=n).stable for n in (1, 3))
    assert all((one[c] == two[c]).all() for c in one)


def test_elmira_state_5_is_broken_by_the_ministry_and_uniroyal():
    result = coalition_stability(conflicts.elmira())
    (broken,) = result.breaking(4)
    assert broken.coalition == (0, 1)
    assert [way.state for way in broken.ways] == [7]
    assert [step.decision_maker for step in broken.ways[0].path] in ([0, 1], [1, 0])
    assert result.equilibria("nash") == [7, 8]


def test_all_must_move_together_out_of_the_siege():
    conflict = conflicts.siege()
    trap, kept = conflicts.state("A"), conflicts.state("H", "E")
    broken = coalition_stability(conflict, ["nash"]).breaking(trap)
    assert broken
    assert all(len(each.coalition) > 1 for each in broken)
    assert kept in [way.state for way in coalition_improvements(conflict, (0, 1, 2), trap)]


def test_too_many_states_are_refused_with_the_limit():
    big = Conflict.from_arrays([0] * 7 + [1] * 6, np.zeros((2, 1 << 13)))
    with pytest.raises(LimitError, match="4096 states"):
        coalition_stability(big)
