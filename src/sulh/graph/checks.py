"""Checks of what a conflict is built from; every message says what was found and expected."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sulh.errors import LimitError, ModelError, nearest
from sulh.graph.preferences import PreferenceStatement

if TYPE_CHECKING:
    from sulh.graph.conflict import BarredMove, Direction

MAX_OPTIONS = 26
"""More options than this do not fit: 2**26 states of 4 decision makers need about 8 GB."""
BYTES_PER_STATE = 24
"""Working memory a state and decision maker (payoffs, ranks, two orders; see the docs)."""
DIRECTIONS = ("both", "on", "off")


def check_shape(
    owners: Sequence[int | Sequence[int]] | npt.NDArray[Any] | None,
    payoffs: npt.ArrayLike,
    arcs: object,
) -> tuple[npt.NDArray[Any], tuple[tuple[int, ...], ...]]:
    """Payoffs as an array of the right shape, and the owners of each option."""
    if owners is None and arcs is None:
        raise ModelError("a conflict needs owners of options, or arcs", advice="pass one of them")
    if owners is not None and arcs is not None:
        raise ModelError("arcs replace option moves", advice="pass owners=None with arcs")
    if owners is not None and not hasattr(owners, "__len__"):
        raise ModelError(f"owners are {owners!r}, expected one index an option")
    n_options = 0 if owners is None else len(owners)
    if owners is not None:
        check_size(n_options, None)
    table = check_table(payoffs)
    if owners is None:
        return table, ()
    check_size(n_options, table.shape[0])
    if table.shape[1] != 1 << n_options:
        raise ModelError(
            f"payoffs have shape {table.shape}, expected (n_dm, {1 << n_options})",
            advice=f"{n_options} options make 2**{n_options} states; one column each",
        )
    sets = tuple(_owner_set(j, who, table.shape[0]) for j, who in enumerate(owners))
    return table, sets


def check_table(payoffs: npt.ArrayLike) -> npt.NDArray[Any]:
    """Payoffs as a table of plain numbers, (n_dm, n_states)."""
    try:
        table = np.asarray(payoffs)
    except ValueError as fault:
        raise ModelError(
            "payoffs are not a table: the rows differ in length",
            advice="one row a decision maker, one column a state",
        ) from fault
    if table.ndim != 2 or 0 in table.shape:
        raise ModelError(
            f"payoffs have shape {table.shape}, expected (n_dm, n_states)",
            advice="one row a decision maker, one column a state",
        )
    if table.dtype.kind not in "iufb":
        raise ModelError(f"payoffs are {table.dtype}, expected numbers")
    return _plain(table)


def _plain(table: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The same numbers as a signed integer or a float of at most 64 bits."""
    if table.dtype.kind == "f":
        return table if table.dtype.itemsize <= 8 else table.astype(np.float64)
    if table.dtype != np.uint64:
        return table.astype(np.int8) if table.dtype.kind == "b" else table
    if int(table.max()) < 1 << 63:
        return table.astype(np.int64)
    return np.stack([np.unique(row, return_inverse=True)[1] for row in table])


def _owner_set(option: int, who: Any, n_dm: int) -> tuple[int, ...]:
    found = who if isinstance(who, Iterable) and not isinstance(who, str) else [who]
    try:
        numbers = sorted({whole_number(i) for i in found})
    except TypeError as fault:
        raise ModelError(
            f"option {option} has no owner: found {who!r}",
            advice=f"give the index of a decision maker, 0 to {n_dm - 1}",
        ) from fault
    if not numbers or numbers[0] < 0 or numbers[-1] >= n_dm:
        raise ModelError(
            f"option {option} has no owner among the {n_dm} decision makers: found {who!r}",
            advice=f"give the index of a decision maker, 0 to {n_dm - 1}",
        )
    return tuple(numbers)


def whole_number(value: Any) -> int:
    """An index: a whole number, also one read as a float such as 2.0; TypeError otherwise."""
    if isinstance(value, (float, np.floating)) and float(value).is_integer():
        return int(value)
    return operator.index(value)


def check_horizon(h: Any) -> int:
    """How far to look ahead: a whole number from 1 on."""
    if isinstance(h, (int, np.integer)) and h >= 1:
        return int(h)
    raise ModelError(f"a look-ahead of {h!r}", advice="h is a whole number, at least 1")


def check_threads(threads: Any) -> None:
    """A number of threads is a whole number from 1 on, or None."""
    if threads is None or (isinstance(threads, (int, np.integer)) and threads > 0):
        return
    raise ModelError(
        f"threads is {threads!r}, expected a whole number from 1 on",
        advice="leave it out to use every processor",
    )


def check_size(n_options: int, n_dm: int | None) -> None:
    """Refuse more options than memory holds, saying how much they would need."""
    if n_options <= MAX_OPTIONS:
        return
    need = (1 << n_options) * (n_dm or 1) * BYTES_PER_STATE / 1e9
    raise LimitError(
        f"{n_options} options make 2**{n_options} states; the limit is {MAX_OPTIONS} options",
        advice=f"they would need about {need:,.0f} GB"
        f"{'' if n_dm else ' for each decision maker'}; leave out options that decide nothing",
    )


def check_feasible(feasible: npt.ArrayLike | None, n_states: int) -> npt.NDArray[np.bool_]:
    """Feasibility as a bool array (n_states,); at least one state must remain."""
    if feasible is None:
        return np.ones(n_states, bool)
    mask = check_mask(feasible, n_states, "feasible")
    if not mask.any():
        raise ModelError(
            "no state is feasible", advice="the infeasible conditions exclude everything together"
        )
    return mask


def check_mask(values: npt.ArrayLike, n_states: int, what: str) -> npt.NDArray[np.bool_]:
    """True or false for each state, as a bool array (n_states,)."""
    try:
        mask = np.asarray(values)
    except ValueError as fault:
        raise ModelError(f"{what} is not an array of shape ({n_states},)") from fault
    if mask.shape != (n_states,):
        raise ModelError(f"{what} has shape {mask.shape}, expected ({n_states},)")
    if mask.dtype.kind not in "biu":
        raise ModelError(f"{what} is {mask.dtype}, expected true or false")
    return mask.astype(bool)


def check_payoffs(table: npt.NDArray[Any], feasible: npt.NDArray[np.bool_]) -> None:
    """Refuse NaN at feasible states (infinite payoffs are an order like any other)."""
    if table.dtype.kind != "f":
        return
    for i, row in enumerate(table):
        faulty = np.flatnonzero(np.isnan(row) & feasible)
        if len(faulty):
            raise ModelError(
                f"payoff of decision maker {i} at state {faulty[0]} is NaN",
                advice=f"{len(faulty)} such; every feasible state needs a number",
            )


def check_directions(irreversible: Any, n_options: int) -> tuple[Direction, ...]:
    """One of "both", "on", "off" for each option."""
    both: Direction = "both"
    if isinstance(irreversible, str) or not isinstance(irreversible, Iterable | None):
        raise ModelError(
            f"irreversible is {irreversible!r}, expected a list",
            advice='one of "both", "on", "off" for each option',
        )
    given = (both,) * n_options if irreversible is None else tuple(irreversible)
    if len(given) != n_options:
        raise ModelError(
            f"irreversible has {len(given)} entries, expected {n_options}",
            advice='one of "both", "on", "off" for each option',
        )
    for j, direction in enumerate(given):
        if direction not in DIRECTIONS:
            advice = nearest(str(direction), DIRECTIONS)
            raise ModelError(f"irreversible[{j}] is {direction!r}", advice=advice)
    return given


def check_arcs(
    arcs: Sequence[Any], n_dm: int, n_states: int, feasible: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.int32], ...]:
    """Arcs of each decision maker, without doubles, sorted, feasible states only."""
    if not hasattr(arcs, "__len__"):
        raise ModelError(f"arcs are {arcs!r}, expected a list of pairs for each decision maker")
    if len(arcs) != n_dm:
        raise ModelError(f"arcs for {len(arcs)} decision makers, payoffs for {n_dm}")
    return tuple(_arcs_of(i, each, n_states, feasible) for i, each in enumerate(arcs))


def _arcs_of(
    who: int, pairs: Any, n_states: int, feasible: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int32]:
    if not isinstance(pairs, Iterable):
        raise ModelError(f"arcs of decision maker {who} are {pairs!r}, expected pairs")
    rows = pairs if isinstance(pairs, np.ndarray) else list(pairs)
    try:
        table = np.asarray(rows if len(rows) else np.empty((0, 2), int))
    except ValueError as fault:
        raise ModelError(f"arcs of decision maker {who} are not (from, to) pairs") from fault
    if table.ndim != 2 or table.shape[1] != 2:
        raise ModelError(f"arcs of decision maker {who} are not (from, to) pairs")
    try:
        numbers = _whole_numbers(table)
    except (TypeError, OverflowError) as fault:
        raise ModelError(
            f"arcs of decision maker {who} are not pairs of states",
            advice=f"a state is a whole number, 0 to {n_states - 1}",
        ) from fault
    outside = np.flatnonzero(((numbers < 0) | (numbers >= n_states)).any(axis=1))
    if len(outside):
        pair = tuple(int(x) for x in numbers[outside[0]])
        raise ModelError(
            f"arc {pair} of decision maker {who} leads outside the {n_states} states",
            advice=f"states are 0 to {n_states - 1}",
        )
    if (numbers[:, 0] == numbers[:, 1]).any():
        raise ModelError(f"decision maker {who} has an arc from a state to itself")
    kept = feasible[numbers].all(axis=1)
    return np.unique(numbers[kept], axis=0).astype(np.int32).reshape(-1, 2)


def _whole_numbers(table: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """A table of whole numbers as int64; TypeError or OverflowError for anything else."""
    if table.dtype.kind in "iu":
        return table.astype(np.int64)
    found = [whole_number(each) for each in table.flat]
    return np.array(found, np.int64).reshape(table.shape)


def check_barred(
    barred: Sequence[BarredMove], n_dm: int, n_states: int, has_arcs: bool
) -> tuple[BarredMove, ...]:
    """Barred moves of known decision makers, with masks of the right shape."""
    if barred and has_arcs:
        raise ModelError("barred moves need options", advice="leave the arcs out instead")
    for bar in barred:
        if not all(hasattr(bar, part) for part in ("decision_maker", "source", "target")):
            raise ModelError(f"a barred move is {bar!r}", advice="pass BarredMove records")
        if not 0 <= bar.decision_maker < n_dm:
            raise ModelError(f"a move is barred to decision maker {bar.decision_maker} of {n_dm}")
        if np.shape(bar.source) != (n_states,) or np.shape(bar.target) != (n_states,):
            raise ModelError(f"a barred move needs source and target of shape ({n_states},)")
    return tuple(
        replace(bar, source=np.asarray(bar.source, bool), target=np.asarray(bar.target, bool))
        for bar in barred
    )


def check_status_quo(status_quo: int | None, feasible: npt.NDArray[np.bool_]) -> int | None:
    """The status quo, if any, is a feasible state."""
    if status_quo is None:
        return None
    if not isinstance(status_quo, (int, np.integer)):
        raise ModelError(f"the status quo is {status_quo!r}, expected the number of a state")
    if not 0 <= status_quo < len(feasible):
        raise ModelError(f"status quo {status_quo} is not one of the {len(feasible)} states")
    if not feasible[status_quo]:
        raise ModelError(
            f"the status quo, state {status_quo}, is infeasible",
            advice="name a feasible state, or relax what makes it infeasible",
        )
    return int(status_quo)


def check_statements(statements: Any, n_dm: int) -> tuple[tuple[PreferenceStatement, ...], ...]:
    """Statements of each decision maker, or none at all."""
    if not isinstance(statements, Iterable) or isinstance(statements, str):
        raise ModelError(f"statements are {statements!r}, expected a list a decision maker")
    given = [each if isinstance(each, Iterable) else [each] for each in statements]
    if any(not isinstance(s, PreferenceStatement) for each in given for s in each):
        raise ModelError("statements are not lists of PreferenceStatement records")
    if given and len(given) != n_dm:
        raise ModelError(f"statements of {len(given)} decision makers, payoffs of {n_dm}")
    return tuple(tuple(each) for each in given)


def check_names(
    names: Any,
    n_dm: int,
    n_options: int,
    n_states: int,
) -> dict[str, tuple[str, ...]]:
    """Names of decision makers, options and states, each none or all."""
    expected = {"decision_makers": n_dm, "options": n_options, "states": n_states}
    given: Mapping[str, Any]
    if isinstance(names, Mapping):
        given = names
    elif names is None or isinstance(names, str):
        given = {} if names is None else {names: ()}
    elif is_dataclass(names) and not isinstance(names, type):
        given = asdict(names)
    elif isinstance(names, Iterable):
        given = {"options" if n_options else "states": tuple(names)}
    else:
        raise ModelError(f"names are {names!r}", advice="pass a list of names or a mapping")
    checked = {}
    for key, values in given.items():
        if key not in expected:
            raise ModelError(f"names of {key!r}", advice=nearest(str(key), expected))
        if isinstance(values, str) or not isinstance(values, Iterable):
            raise ModelError(f"names of {key} are {values!r}, expected a list of names")
        found = tuple(str(name) for name in values)
        if found and len(found) != expected[key]:
            raise ModelError(f"{len(found)} names of {key}, expected {expected[key]}")
        if len(set(found)) != len(found):
            double = next(name for name in found if found.count(name) > 1)
            raise ModelError(f"two {key} have the same name, {double!r}")
        checked[key] = found
    return checked
