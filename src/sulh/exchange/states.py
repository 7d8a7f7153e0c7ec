"""States of an option conflict as words and numbers, and statements as an order of states."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sulh.logic import parse

__all__ = ["feasible_states", "ranking_of", "state_in_words", "state_of_words"]


def feasible_states(names: Sequence[str], infeasible: Sequence[str]) -> list[int]:
    """The states that no infeasible condition leaves out, ascending (bit j is option j)."""
    states = np.arange(1 << len(names))
    left_out = np.zeros(len(states), bool)
    for text in infeasible:
        left_out |= parse(text, names).evaluate_states(states)
    return [int(s) for s in np.flatnonzero(~left_out)]


def state_in_words(state: int, names: Sequence[str]) -> str:
    """The options that are on, with spaces between; "-" for none.

    Examples
    --------
    >>> state_in_words(5, ["a", "b", "c"]), state_in_words(0, ["a"])
    ('a c', '-')
    """
    return " ".join(name for j, name in enumerate(names) if state >> j & 1) or "-"


def state_of_words(text: str, names: Sequence[str]) -> int:
    """The state that :func:`state_in_words` says."""
    return 0 if text.strip() == "-" else sum(1 << list(names).index(n) for n in text.split())


def ranking_of(
    statements: Sequence[str], names: Sequence[str], states: Sequence[int]
) -> list[list[int]]:
    """States in the lexicographic order of statements, best first, equals together.

    Examples
    --------
    >>> ranking_of(["b", "not a"], ["a", "b"], [0, 1, 2, 3])
    [[2], [3], [0], [1]]
    """
    truth = [parse(text, names).evaluate_states(list(states)) for text in statements]
    groups: dict[tuple[bool, ...], list[int]] = {}
    for k, state in enumerate(states):
        groups.setdefault(tuple(bool(row[k]) for row in truth), []).append(state)
    return [groups[key] for key in sorted(groups, reverse=True)]
