"""A conflict from named options, conditions and statements, as an analyst writes it down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sulh.errors import ConditionError, ModelError, nearest
from sulh.graph import checks
from sulh.graph.conflict import BarredMove, Conflict, Direction
from sulh.graph.preferences import (
    PreferenceStatement,
    payoffs_from_ranking,
    payoffs_from_truth,
)
from sulh.graph.values import check_one_kind, common_table, valued_payoffs, weighed_payoffs
from sulh.logic import Condition, parse

__all__ = [
    "BarredSpec",
    "OptionSpec",
    "conflict_from_options",
    "conflict_from_states",
    "is_gap",
    "ranked",
    "state_named",
    "tiers_of",
    "truth_of",
]


@dataclass(frozen=True, slots=True)
class OptionSpec:
    """An option: its name, the decision maker (or several) who may change it, and how."""

    name: str
    owner: str | tuple[str, ...]
    moves: Direction = "both"


@dataclass(frozen=True, slots=True)
class BarredSpec:
    """Moves barred to a decision maker: from states where `source` to states where `target`."""

    decision_maker: str
    source: str
    target: str


def conflict_from_options(
    decision_makers: Sequence[str],
    options: Sequence[OptionSpec],
    *,
    statements: Mapping[str, Sequence[str | PreferenceStatement]] | None = None,
    rankings: Mapping[str, Sequence[str]] | None = None,
    weights: Mapping[str, Mapping[str, float]] | None = None,
    utilities: Mapping[str, Mapping[str, float]] | None = None,
    infeasible: Sequence[str] = (),
    barred: Sequence[BarredSpec] = (),
    status_quo: Sequence[str] | None = None,
) -> Conflict:
    """Build a conflict whose decision makers, options and preferences have names.

    Parameters
    ----------
    decision_makers : sequence of str
    options : sequence of OptionSpec
        Option j is bit j of a state.
    statements : mapping of decision maker to statements, most important first
        A decision maker has statements, a ranking, weights or utilities; one without any is
        indifferent.
    rankings : mapping of decision maker to states, best first
        In place of statements. A state is the names of the options that are on, with spaces
        between, or "-"; equally good ones stand together: ``"A B = C"``. Entries ``">>"`` (gaps in
        strength) are left out.
    weights : mapping of decision maker to mapping of condition to number
        A state is worth the sum of the weights of the conditions true in it.
    utilities : mapping of decision maker to mapping of state to number
        What each feasible state is worth, named as in a ranking.
    infeasible : sequence of str
        Conditions, or patterns of Y, N and - (one sign an option, such as "YY-"); a state where
        one of them is true is left out.
    barred : sequence of BarredSpec
    status_quo : sequence of str, optional
        The options that are on.

    Raises
    ------
    ModelError, ConditionError, LimitError

    Examples
    --------
    >>> c = conflict_from_options(
    ...     ["north", "south"],
    ...     [OptionSpec("fire", "north"), OptionSpec("reply", "south")],
    ...     statements={"north": ["not reply", "fire"], "south": ["reply iff fire"]},
    ... )
    >>> c.payoffs
    array([[2, 3, 0, 1],
           [1, 0, 0, 1]])
    """
    names = [option.name for option in options]
    checks.check_size(len(options), len(decision_makers))
    owners = [_owners(option, decision_makers) for option in options]
    states = np.arange(1 << len(options))
    wanted = _statements(statements or {}, decision_makers)
    feasible = _feasible(infeasible, names, states)
    order, weighed, valued = rankings or {}, weights or {}, utilities or {}
    said = {name: each for name, each in (statements or {}).items() if name not in order}
    check_one_kind(
        {"statements": said, "a ranking": order, "weights": weighed, "utilities": valued}
    )
    rows = [payoffs_from_truth(truth_of(each, names)) for each in wanted]
    by_state = _state_rows(order, valued, decision_makers, _by_options(names), feasible)
    for name, each in weighed.items():
        truth = truth_of([PreferenceStatement(text) for text in each], names)
        by_state[_index(name, decision_makers, "a weight")] = weighed_payoffs(name, each, truth)
    bars = [_bar(bar, decision_makers, names, states) for bar in barred]
    return Conflict.from_arrays(
        owners,
        common_table([by_state.get(i, row) for i, row in enumerate(rows)]),
        names={"decision_makers": decision_makers, "options": names},
        feasible=feasible,
        irreversible=[option.moves for option in options],
        barred=bars,
        status_quo=None if status_quo is None else _state_of(status_quo, names),
        statements=wanted if statements else (),
    )


def conflict_from_states(
    decision_makers: Sequence[str],
    states: Sequence[str],
    arcs: Sequence[tuple[str, str, str]],
    rankings: Mapping[str, Sequence[str]],
    *,
    utilities: Mapping[str, Mapping[str, float]] | None = None,
    status_quo: str | None = None,
) -> Conflict:
    """Build a conflict whose states and moves are listed one by one.

    Parameters
    ----------
    decision_makers, states : sequence of str
    arcs : sequence of (decision maker, from, to)
    rankings : mapping of decision maker to states, best first
        Equally good ones stand together: ``"s1 = s2"``. One without ranking or utilities is
        indifferent.
    utilities : mapping of decision maker to mapping of state to number
    status_quo : str, optional

    Examples
    --------
    >>> c = conflict_from_states(
    ...     ["a"], ["war", "talks"], [("a", "war", "talks")], {"a": ["talks", "war"]}
    ... )
    >>> c.payoffs
    array([[1, 2]])
    """

    def number(name: str) -> int:
        if name not in states:
            raise ModelError(f"there is no state {name!r}", advice=nearest(name, states))
        return list(states).index(name)

    pairs: list[list[tuple[int, int]]] = [[] for _ in decision_makers]
    for who, source, target in arcs:
        pairs[_index(who, decision_makers, "an arc")].append((number(source), number(target)))
    valued = utilities or {}
    check_one_kind({"a ranking": rankings, "utilities": valued})
    rows = [np.zeros(len(states), np.int64) for _ in decision_makers]
    by_state = _state_rows(rankings, valued, decision_makers, number, np.ones(len(states), bool))
    return Conflict.from_arrays(
        None,
        common_table([by_state.get(i, row) for i, row in enumerate(rows)]),
        arcs=pairs,
        names={"decision_makers": decision_makers, "states": states},
        status_quo=None if status_quo is None else number(status_quo),
    )


def ranked(
    order: Sequence[str], number: Callable[[str], int], feasible: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """Payoffs from a ranking in words; `number` gives the state that a name names."""
    groups = [[number(n.strip()) for n in e.split(" = ")] for e in order if not is_gap(e)]
    return payoffs_from_ranking(groups, len(feasible), feasible)


def _by_options(names: Sequence[str]) -> Callable[[str], int]:
    return lambda text: state_named(text, names)


def _state_rows(
    rankings: Mapping[str, Sequence[str]],
    utilities: Mapping[str, Mapping[str, float]],
    decision_makers: Sequence[str],
    number: Callable[[str], int],
    feasible: npt.NDArray[np.bool_],
) -> dict[int, npt.NDArray[Any]]:
    """Payoffs of the decision makers whose preference is said state by state."""
    rows: dict[int, npt.NDArray[Any]] = {}
    for name, order in rankings.items():
        row = _index(name, decision_makers, "a ranking")
        try:
            rows[row] = ranked(order, number, feasible)
        except ModelError as error:
            raise ModelError(f"{name}: {error.message}", advice=error.advice) from error
    for name, values in utilities.items():
        row = _index(name, decision_makers, "a utility")
        rows[row] = valued_payoffs(name, values, number, feasible)
    return rows


def is_gap(entry: str) -> bool:
    """Whether an entry of a ranking is a gap in strength (">>", ">>>" ...), not states."""
    return len(entry.strip()) > 1 and set(entry.strip()) == {">"}


def tiers_of(
    order: Sequence[str], number: Callable[[str], int], n_states: int
) -> npt.NDArray[np.int32]:
    """Tiers for each degree from 2 on, (n_degrees - 1, n_states): lower after each gap."""
    highest = max((len(e.strip()) for e in order if is_gap(e)), default=1)
    tiers = np.zeros((highest - 1, n_states), np.int32)
    fallen = np.zeros(highest - 1, np.int32)
    for entry in order:
        if is_gap(entry):
            fallen[: len(entry.strip()) - 1] -= 1
            continue
        for name in entry.split(" = "):
            tiers[:, number(name.strip())] = fallen
    return tiers


def state_named(text: str, names: Sequence[str]) -> int:
    """The state in which the options of `text` are on ("-" for none)."""
    return _state_of([] if text == "-" else text.split(), names)


def truth_of(
    statements: Sequence[PreferenceStatement], names: Sequence[str]
) -> npt.NDArray[np.bool_]:
    """Where each statement is true: bool (n_statements, 2**k)."""
    states = np.arange(1 << len(names))
    truth = np.zeros((len(statements), len(states)), bool)
    for row, statement in zip(truth, statements, strict=True):
        row[:] = parse(statement.condition, names).evaluate_states(states)
    return truth


def _owners(option: OptionSpec, decision_makers: Sequence[str]) -> tuple[int, ...]:
    who = (option.owner,) if isinstance(option.owner, str) else option.owner
    if not who or who == ("",):
        raise ModelError(f"option {option.name} has no owner", advice="name a decision maker")
    return tuple(_index(name, decision_makers, f"option {option.name}") for name in who)


def _index(name: str, decision_makers: Sequence[str], about: str) -> int:
    if name not in decision_makers:
        raise ModelError(
            f"{about} names the decision maker {name!r}", advice=nearest(name, decision_makers)
        )
    return list(decision_makers).index(name)


def _statements(
    given: Mapping[str, Sequence[str | PreferenceStatement]], decision_makers: Sequence[str]
) -> list[list[PreferenceStatement]]:
    found: list[list[PreferenceStatement]] = [[] for _ in decision_makers]
    for name, statements in given.items():
        found[_index(name, decision_makers, "a preference")] = [
            s if isinstance(s, PreferenceStatement) else PreferenceStatement(s) for s in statements
        ]
    return found


def _feasible(
    infeasible: Sequence[str], names: Sequence[str], states: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    left_out = np.zeros(len(states), bool)
    for text in infeasible:
        if len(text) == len(names) and set(text) <= set("YN-") and text not in names:
            left_out |= _matches(text, states)
        else:
            left_out |= parse(text, names).evaluate_states(states)
    if left_out.all():
        raise ModelError(
            "no state is feasible: the infeasible conditions exclude everything together",
            advice="; ".join(infeasible),
        )
    return ~left_out


def _matches(pattern: str, states: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Where a pattern of Y, N and - is met."""
    fixed = sum(1 << j for j, sign in enumerate(pattern) if sign != "-")
    on = sum(1 << j for j, sign in enumerate(pattern) if sign == "Y")
    return np.asarray(states & fixed == on)


def _bar(
    bar: BarredSpec,
    decision_makers: Sequence[str],
    names: Sequence[str],
    states: npt.NDArray[np.int64],
) -> BarredMove:
    def where(text: str) -> npt.NDArray[np.bool_]:
        condition: Condition = parse(text, names)
        return condition.evaluate_states(states)

    who = _index(bar.decision_maker, decision_makers, "a barred move")
    return BarredMove(who, where(bar.source), where(bar.target))


def _state_of(on: Sequence[str], names: Sequence[str]) -> int:
    for name in on:
        if name not in names:
            raise ConditionError(f"no option is called {name}", name, 0, nearest(name, names))
    return sum(1 << list(names).index(name) for name in set(on))
