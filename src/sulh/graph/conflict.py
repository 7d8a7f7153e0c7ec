"""A conflict in graph form: who can move where, and what each decision maker prefers.

A state of an *option* conflict is an integer whose bit j says whether option j is on:
``sum(bit_j << j)``. A state of an *arc* conflict is its place in the payoff table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from sulh.errors import ModelError
from sulh.graph import checks
from sulh.graph.preferences import PreferenceEvidence, PreferenceStatement, ranks_of

__all__ = ["BarredMove", "Conflict", "Names"]

BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int32]
Direction = Literal["both", "on", "off"]


@dataclass(frozen=True, slots=True)
class Names:
    """Names of decision makers, options and (arc form) states; empty where there are none."""

    decision_makers: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class BarredMove:
    """Moves that `decision_maker` cannot make: from any `source` state to any `target` state.

    Parameters
    ----------
    decision_maker : int
        Whose moves are barred.
    source, target : bool array (n_states,)
        True at the states that a barred move leaves and enters.
    """

    decision_maker: int
    source: BoolArray
    target: BoolArray


@dataclass(frozen=True, eq=False)
class Conflict:
    """A conflict of ``n_dm`` decision makers over ``n_states`` states.

    Build one with :meth:`from_arrays`, :func:`sulh.graph.build.conflict_from_options` or
    :func:`sulh.graph.from_case.conflict_from_decision`; these check what they are given.

    Parameters
    ----------
    payoffs : int or float array (n_dm, n_states)
        Larger is better; only the order matters. Infeasible states are ignored.
    feasible : bool array (n_states,)
    owners : tuple of tuple of int
        For each option, the decision makers who may change it. Empty in arc form.
    irreversible : tuple of {"both", "on", "off"}
        For each option, the directions in which it may be switched.
    arcs : tuple of int32 array (n_arcs, 2), or None
        In arc form, for each decision maker, its moves (from, to).
    barred : tuple of BarredMove
        Option form only.
    names : Names
    status_quo : int or None
    statements : tuple of tuple of PreferenceStatement
        For each decision maker, the statements its payoffs come from, when they do.
    evidence : tuple of tuple of PreferenceEvidence
        For each decision maker, what its ranking, weights or utilities rest on, when it has them.
    """

    payoffs: npt.NDArray[Any] = field(repr=False)
    feasible: BoolArray = field(repr=False)
    owners: tuple[tuple[int, ...], ...] = ()
    irreversible: tuple[Direction, ...] = ()
    arcs: tuple[IntArray, ...] | None = field(default=None, repr=False)
    barred: tuple[BarredMove, ...] = field(default=(), repr=False)
    names: Names = Names()
    status_quo: int | None = None
    statements: tuple[tuple[PreferenceStatement, ...], ...] = field(default=(), repr=False)
    evidence: tuple[tuple[PreferenceEvidence, ...], ...] = field(default=(), repr=False)

    @classmethod
    def from_arrays(
        cls,
        owners: Sequence[int | Sequence[int]] | npt.NDArray[Any] | None,
        payoffs: npt.ArrayLike,
        *,
        names: Names | Mapping[str, Sequence[str]] | Sequence[str] | None = None,
        feasible: npt.ArrayLike | None = None,
        irreversible: Sequence[Direction] | None = None,
        arcs: Sequence[Sequence[tuple[int, int]] | npt.NDArray[Any]] | None = None,
        barred: Sequence[BarredMove] = (),
        status_quo: int | None = None,
        statements: Sequence[Sequence[PreferenceStatement]] = (),
    ) -> Conflict:
        """Build a conflict from plain arrays and check it.

        Parameters
        ----------
        owners : sequence of int, shape (k,), or None
            Option index to the index of the decision maker who owns it. A sequence of indices
            in place of one index makes a *common* option, which each of them may change.
        payoffs : array (n_dm, 2**k), or (n_dm, n_states) with `arcs`
            Larger is better, ties allowed; ignored at infeasible states. Large tables are not
            copied: do not change them afterwards.
        names : Names, mapping or sequence of str, optional
            ``{"decision_makers": [...], "options": [...], "states": [...]}``, each optional; a
            plain sequence names the options (in arc form the states).
        feasible : bool array (n_states,), optional
            All states are feasible without it.
        irreversible : sequence of {"both", "on", "off"}, optional
            "on": the option may only be switched on; "off": only off.
        arcs : sequence, one a decision maker, of (from, to) pairs, optional
            Explicit moves; then `owners` is None.
        barred : sequence of BarredMove
            Moves that are taken away (option form).
        status_quo : int, optional
        statements : sequence of sequence of PreferenceStatement
            Kept as evidence; `payoffs` are not derived from them here.

        Raises
        ------
        ModelError
            Shapes that do not fit, NaN, an option without owner, no feasible state, an
            infeasible status quo, arcs out of range.
        LimitError
            More options than fit in memory.

        Examples
        --------
        >>> pd = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
        >>> pd.n_dm, pd.n_states
        (2, 4)
        """
        table, owner_sets = checks.check_shape(owners, payoffs, arcs)
        n_dm, n_states = table.shape
        mask = checks.check_feasible(feasible, n_states)
        checks.check_payoffs(table, mask)
        return cls(
            payoffs=table,
            feasible=mask,
            owners=owner_sets,
            irreversible=checks.check_directions(irreversible, len(owner_sets)),
            arcs=None if arcs is None else checks.check_arcs(arcs, n_dm, n_states, mask),
            barred=checks.check_barred(barred, n_dm, n_states, arcs is not None),
            names=Names(**checks.check_names(names, n_dm, len(owner_sets), n_states)),
            status_quo=checks.check_status_quo(status_quo, mask),
            statements=checks.check_statements(statements, n_dm),
        )

    @property
    def n_dm(self) -> int:
        """Number of decision makers."""
        return int(self.payoffs.shape[0])

    @property
    def n_states(self) -> int:
        """Number of states, infeasible ones included."""
        return int(self.payoffs.shape[1])

    @property
    def n_options(self) -> int:
        """Number of options; 0 in arc form."""
        return len(self.owners)

    @cached_property
    def all_feasible(self) -> bool:
        """True if no state is infeasible."""
        return bool(self.feasible.all())

    @cached_property
    def ranks(self) -> IntArray:
        """Payoffs as ranks in ``0 .. n_states - 1``, int32 (n_dm, n_states); -1 if infeasible."""
        return ranks_of(self.payoffs, self.feasible)

    @cached_property
    def derived(self) -> dict[str, Any]:
        """Tables made once from the moves (not the payoffs); they live as long as the conflict."""
        return {}

    def option_mask(self, decision_maker: int) -> int:
        """Bits of the options that `decision_maker` may change."""
        return sum(1 << j for j, who in enumerate(self.owners) if decision_maker in who)

    def with_payoffs(self, payoffs: npt.ArrayLike) -> Conflict:
        """The same conflict with other preferences (shape as before; checked)."""
        table = checks.check_table(payoffs)
        if table.shape != self.payoffs.shape:
            raise ModelError(f"payoffs have shape {table.shape}, expected {self.payoffs.shape}")
        checks.check_payoffs(table, self.feasible)
        other = replace(self, payoffs=table, statements=(), evidence=())
        other.__dict__["derived"] = self.derived
        return other

    def dm_name(self, decision_maker: int) -> str:
        """Name of a decision maker, or "DM 1", "DM 2" and so on."""
        names = self.names.decision_makers
        return names[decision_maker] if names else f"DM {decision_maker + 1}"

    def state_name(self, state: int) -> str:
        """Name of a state: its own, the options that are on, or its number.

        Examples
        --------
        >>> c = Conflict.from_arrays([0, 1], [[0] * 4] * 2, names={"options": ["A", "B"]})
        >>> [c.state_name(s) for s in range(4)]
        ['-', 'A', 'B', 'A B']
        """
        if self.names.states:
            return self.names.states[state]
        if not self.names.options:
            return str(state)
        on = [name for j, name in enumerate(self.names.options) if state >> j & 1]
        return " ".join(on) or "-"
