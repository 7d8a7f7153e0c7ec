"""What is known of a decision maker's preference: partial knowledge, as a set of orders.

Two spaces of complete orders are used, and a share always names which:

``StatementOrder``
    a partial order over preference statements, each in the list with its belief; uniform over
    the complete orders of the statements that are in, then lexicographic.
``StateOrder``
    a partial order over states; uniform over its linear extensions.

Beside either a decision maker may have an :class:`.AimOrder`: uncertain weights of conditions.
"""

from __future__ import annotations

from dataclasses import dataclass

from sulh.case.model import Decision, Statement
from sulh.settlement.aims import AimOrder

__all__ = ["AimOrder", "Preference", "StateOrder", "StatementOrder", "preferences_of"]


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
    parts : tuple of (str, tuple of str)
        Ids of statements that are told in parts, with a condition for each part in the place of
        their own: such a statement takes one place in the order, its first part counts most.
    """

    statements: tuple[Statement, ...]
    options: tuple[str, ...]
    merge: bool = True
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StateOrder:
    """A partial order over the feasible states of one decision maker.

    Parameters
    ----------
    better : tuple of (int, int)
        Pairs (s, t) of state ids: s is known to be preferred to t. Empty: any strict order.
    """

    better: tuple[tuple[int, int], ...] = ()


Preference = StatementOrder | StateOrder | AimOrder | None
"""None: the payoffs that the conflict itself has, fixed."""


def preferences_of(decision: Decision) -> tuple[Preference, ...]:
    """What a decision says of each decision maker's preference.

    Whoever has a ranking, weights or utilities has them fixed; of the others, their statements
    are known, or, of those who have none, their aims over conditions.
    """
    ranked = {each.decision_maker for each in decision.rankings}
    ranked |= {each.decision_maker for each in decision.weights}
    ranked |= {each.decision_maker for each in decision.utilities}
    return tuple(
        None if who.id in ranked else _partial(decision, who.id) for who in decision.decision_makers
    )


def _partial(decision: Decision, who: str) -> StatementOrder | AimOrder:
    options = tuple(option.id for option in decision.options)
    statements = tuple(s for s in decision.statements if s.decision_maker == who)
    aims = tuple(a for a in decision.aims if a.decision_maker == who and a.condition)
    if aims and not statements:
        return AimOrder(aims=aims, options=options)
    return StatementOrder(statements=statements, options=options)
