"""What is known of a decision maker's preference: partial knowledge, as a set of orders.

Two spaces of complete orders are used, and a share always names which:

``StatementOrder``
    a partial order over preference statements, each in the list with its belief; uniform over
    the complete orders of the statements that are in, then lexicographic.
``StateOrder``
    a partial order over states; uniform over its linear extensions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sulh.case.model import Statement

__all__ = ["Preference", "StateOrder", "StatementOrder", "statement_orders"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementOrder:
    """Statements of one decision maker, most important first in the usual order.

    Parameters
    ----------
    statements : tuple of Statement
        Conditions with ``over`` (known priorities), ``belief``, ``choice`` and ``claims``.
    options : tuple of str
        Names of the conflict's options, in its order; conditions are over these.
    merge : bool
        Merge statements that are equal on all feasible states (default). A copy of a statement
        otherwise shifts the share: that is a property of the measure, not of the conflict.
    """

    statements: tuple[Statement, ...]
    options: tuple[str, ...]
    merge: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StateOrder:
    """A partial order over the feasible states of one decision maker.

    Parameters
    ----------
    better : tuple of (int, int)
        Pairs (s, t) of state ids: s is known to be preferred to t. Empty: any strict order.
    """

    better: tuple[tuple[int, int], ...] = ()


Preference = StatementOrder | StateOrder | None
"""None: the payoffs that the conflict itself has, fixed."""


def statement_orders(
    statements: Sequence[Statement], decision_makers: Sequence[str], options: Sequence[str]
) -> tuple[StatementOrder, ...]:
    """One :class:`StatementOrder` for each decision maker, from the statements of a decision.

    Parameters
    ----------
    statements : sequence of Statement
    decision_makers : sequence of str
        Ids, in the conflict's order.
    options : sequence of str
        Ids, in the conflict's order.
    """
    return tuple(
        StatementOrder(
            statements=tuple(s for s in statements if s.decision_maker == who),
            options=tuple(options),
        )
        for who in decision_makers
    )
