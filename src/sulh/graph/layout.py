"""The compiled kernels' view of an option conflict: options regrouped so that moves are blocks.

Kernel states are the same states with their bits permuted: the options of each decision maker
stand side by side, its reversible ones first, and an option that may only be switched off is
inverted, so that every irreversible option may only be switched *on*. In this layout the states
that a decision maker can choose among are a *group* of ``2**width`` consecutive places of one
bit field, and a unilateral move leads from one configuration of its irreversible options to the
same or a larger one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sulh.graph.conflict import Conflict

__all__ = ["Layout", "has_blocks", "layout_of"]


@dataclass(frozen=True, slots=True)
class Layout:
    """Bit fields of each decision maker in kernel states.

    Parameters
    ----------
    low, width, directed : int64 array (n_dm,)
        First bit, number of reversible options, number of irreversible options.
    outer : int64 array (n_states,) or None
        Kernel state -> state of the conflict; None if they are the same.
    """

    low: npt.NDArray[np.int64]
    width: npt.NDArray[np.int64]
    directed: npt.NDArray[np.int64]
    outer: npt.NDArray[np.int64] | None

    def inward(self, table: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Reorder the last axis from states of the conflict to kernel states."""
        return np.ascontiguousarray(table if self.outer is None else table[..., self.outer])

    def outward(self, table: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Reorder the last axis from kernel states to states of the conflict."""
        if self.outer is None:
            return table
        back = np.empty_like(table)
        back[..., self.outer] = table
        return back


def has_blocks(conflict: Conflict) -> bool:
    """True if moves are exactly the option changes of one owner each: no arcs, bars, sharing."""
    single = all(len(who) == 1 for who in conflict.owners)
    return conflict.arcs is None and not conflict.barred and single


def layout_of(conflict: Conflict) -> Layout:
    """Lay out a conflict for which :func:`has_blocks` holds."""
    order: list[int] = []
    fields = []
    for i in range(conflict.n_dm):
        mine = [j for j, who in enumerate(conflict.owners) if who[0] == i]
        free = [j for j in mine if conflict.irreversible[j] == "both"]
        fixed = [j for j in mine if conflict.irreversible[j] != "both"]
        fields.append((len(order), len(free), len(fixed)))
        order += free + fixed
    low, width, directed = (np.array(column, np.int64) for column in zip(*fields, strict=True))
    return Layout(low, width, directed, _outer(conflict, order))


def _outer(conflict: Conflict, order: list[int]) -> npt.NDArray[np.int64] | None:
    inverted = sum(1 << j for j, way in enumerate(conflict.irreversible) if way == "off")
    if order == sorted(order) and not inverted:
        return None
    states = np.arange(conflict.n_states, dtype=np.int64)
    outer = np.zeros_like(states)
    for place, option in enumerate(order):
        outer |= (states >> place & 1) << option
    return outer ^ inverted
