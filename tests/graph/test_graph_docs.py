"""The examples on the pages about the graph model run; the example of decision 0001 both ways."""

import doctest
from pathlib import Path

import numpy as np
import pytest
import slow_checker

from sulh.graph import analyze
from sulh.graph.build import OptionSpec, conflict_from_options

ROOT = Path(__file__).parents[2]
PAGES = [*sorted((ROOT / "docs/theory/graph").glob("*.md")), ROOT / "docs/reference/graph.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_examples_run(page):
    result = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS)
    assert result.failed == 0


def river():
    options = [("divert", "upstream"), ("appeal", "downstream"), ("close", "downstream")]
    return conflict_from_options(
        ["upstream", "downstream", "third"],
        [OptionSpec(*each) for each in [*options, ("back", "third")]],
        infeasible=["back and not appeal", "close and not back"],
        statements={
            "upstream": ["not close", "divert"],
            "downstream": ["close iff divert", "appeal iff divert"],
            "third": ["back iff appeal"],
        },
    )


def once_each(model, group, start, step):
    """States reached when each opponent moves at most once: what sulh does not do."""
    seen, frontier = set(), [(start, frozenset())]
    while frontier:
        state, moved = frontier.pop()
        for k in set(group) - moved:
            for target in step(k, state):
                if (target, moved | {k}) not in seen:
                    seen.add((target, moved | {k}))
                    frontier.append((target, moved | {k}))
    return {state for state, _ in seen}


def test_the_example_of_decision_0001(monkeypatch):
    conflict = river()
    concepts = ("gmr", "smr", "seq", "sseq")
    stable = analyze(conflict, concepts).stable
    assert all(stable[c][0, 0] for c in concepts)
    model = slow_checker.option_model(
        [who for (who,) in conflict.owners],
        conflict.payoffs.tolist(),
        conflict.feasible.tolist(),
        conflict.irreversible,
    )
    assert all(slow_checker.CONCEPTS[c](model, 0, 0) for c in concepts)
    monkeypatch.setattr(slow_checker, "legal_reach", once_each)
    assert not any(slow_checker.CONCEPTS[c](model, 0, 0) for c in concepts)
    assert np.flatnonzero(conflict.feasible).tolist()
