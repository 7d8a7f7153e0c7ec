"""Cardinal aims: uncertain weights over outcomes and conditions, drawn into orders of states.

A decision maker's aims are worth ``sum of sign x weight x amount`` in a state, where the amount is
that of a simulated outcome (see :mod:`sulh.settlement.bridge`) or 1 where a condition over options
is true. Weights are not known; they are drawn from their ranges, or, where no range is given, from
all weights that add up to 1 and keep the order that is known. Equal values are a tie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sulh.case.model import Aim, Decision, Quantity, Statement
from sulh.errors import ModelError
from sulh.frame import unfolded
from sulh.frame.pattern import AimSpec, Pattern
from sulh.logic import parse
from sulh.settlement.extensions import PartialOrder

__all__ = ["AimOrder", "aims_of", "dense_ranks", "draw_weights", "signs", "truth_of", "worth"]

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Ranks = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class AimOrder:
    """What is known of a preference as aims over conditions, beside other decision makers'.

    Parameters
    ----------
    aims : tuple of Aim
        Of one decision maker; those of a simulated outcome count only in the bridge.
    options : tuple of str
        Names of the conflict's options, in its order.

    Examples
    --------
    Peace weighs more than land, and that is all that is known: 00, land, peace, both.

    >>> peace = Aim(id="peace", decision_maker="a", condition="peace", wants="more", over=("land",))
    >>> land = Aim(id="land", decision_maker="a", condition="land", wants="more")
    >>> order = AimOrder(aims=(peace, land), options=("land", "peace"))
    >>> order.draw(2, np.ones(4, bool), np.random.default_rng(0)).tolist()
    [[0, 1, 2, 3], [0, 1, 2, 3]]
    """

    aims: tuple[Aim, ...]
    options: tuple[str, ...]

    def draw(self, n: int, feasible: Bools, rng: np.random.Generator) -> Ranks:
        """Draw `n` orders, int32 array (n, n_states): larger is better, -1 where infeasible."""
        known = [aim for aim in self.aims if aim.condition]
        weights = draw_weights(known, n, rng) * signs(known)
        return dense_ranks(worth(weights, truth_of(known, self.options, len(feasible))), feasible)


def aims_of(decision: Decision, pattern: Pattern | None) -> tuple[Aim, ...]:
    """The aims of each decision maker: its own in the case, else those of its role.

    An aim of a pattern whose condition names an option that nobody here has is left out. An aim
    that names statements shows their claims where texts support one of them:
    its basis is then "text", while how much it counts stays the pattern's.

    Parameters
    ----------
    decision : Decision
    pattern : Pattern or None
        The pattern it was framed with.
    """
    found: list[Aim] = []
    pattern = unfolded(pattern, decision) if pattern else None
    statements = {s.id: s for s in decision.statements}
    for who in decision.decision_makers:
        own = [aim for aim in decision.aims if aim.decision_maker == who.id]
        if not own and pattern is not None:
            specs = [spec for spec in pattern.aims if spec.role == who.role]
            own = [_of_spec(s, who.id, statements) for s in specs if _fits(s, decision, pattern)]
        found += own
    return tuple(found)


def _fits(spec: AimSpec, decision: Decision, pattern: Pattern) -> bool:
    named = parse(spec.condition, [o.id for o in pattern.options]) if spec.condition else None
    there = {option.id for option in decision.options}
    return named is None or set(named.variables) <= there


def _of_spec(spec: AimSpec, who: str, statements: dict[str, Statement]) -> Aim:
    shown = [statements[name] for name in spec.shown_by if name in statements]
    claims = tuple(dict.fromkeys(c for s in shown if s.basis == "text" for c in s.claims))
    given = spec.weight
    return Aim(
        id=spec.id,
        decision_maker=who,
        outcome=spec.outcome,
        condition=spec.condition,
        wants=spec.wants,
        weight=Quantity(
            low=given.low, mode=given.mode, high=given.high, unit=given.unit, basis="pattern",
            note=given.note,
        ),
        full=spec.full,
        basis="text" if claims else "pattern",
        claims=claims,
        why=spec.why,
    )  # fmt: skip


def signs(aims: Sequence[Aim]) -> Floats:
    """1 where more is wanted, -1 where less is."""
    return np.array([1.0 if aim.wants == "more" else -1.0 for aim in aims])


def truth_of(aims: Sequence[Aim], options: Sequence[str], n_states: int) -> Floats:
    """1 where the condition of an aim is true, 0 elsewhere and for aims of outcomes; (k, states).

    Raises
    ------
    ConditionError
        If a condition does not parse.
    """
    states = np.arange(n_states)
    rows = [
        parse(aim.condition, tuple(options)).evaluate_states(states)
        if aim.condition
        else np.zeros(n_states, bool)
        for aim in aims
    ]
    return np.array(rows, np.float64).reshape(len(aims), n_states)


def worth(weights: Floats, amounts: Floats) -> Floats:
    """What each state is worth: weights (n, k) by amounts (k, states), shape (n, states).

    Each sum is taken in one order, so that states of equal amounts come out exactly equal.
    """
    values: Floats = np.einsum("nk,ks->ns", weights, amounts)
    return values


def draw_weights(aims: Sequence[Aim], n: int, rng: np.random.Generator) -> Floats:
    """Draw the weights of one decision maker's aims, each divided by its full amount; (n, k).

    With ranges: each on its own, triangular with its peak at the mode, uniform where there is no
    mode. Without: uniform over all weights that add up to 1 (Dirichlet with all parameters 1) and
    keep the known order; this is a uniform linear extension filled with sorted weights.

    Raises
    ------
    ModelError
        If some aims have a weight and some none, or the known order is a circle.
    """
    if not aims:
        return np.zeros((n, 0))
    full = np.array([aim.full for aim in aims])
    ranges = [aim.weight for aim in aims if aim.weight is not None]
    if ranges and len(ranges) < len(aims):
        raise ModelError(
            f"{len(ranges)} of {len(aims)} aims of {aims[0].decision_maker} have a weight",
            advice="give all of them a weight, or none",
        )
    if ranges:
        u = rng.random((n, len(aims)))
        drawn = [_quantiles(q, u[:, k]) for k, q in enumerate(ranges)]
        return np.asarray(np.stack(drawn, axis=1) / full)
    return np.asarray(_ordered_simplex(aims, n, rng) / full)


def _ordered_simplex(aims: Sequence[Aim], n: int, rng: np.random.Generator) -> Floats:
    place = {aim.id: k for k, aim in enumerate(aims)}
    pairs = []
    for aim in aims:
        for other in aim.over:
            if other not in place:
                raise ModelError(f"aim {aim.id} is over {other}, which is no aim of the same one")
            pairs.append((place[aim.id], place[other]))
    orders = PartialOrder.of(len(aims), pairs).draw(n, rng)
    sizes = -np.sort(-rng.dirichlet(np.ones(len(aims)), size=n), axis=1)
    weights = np.empty((n, len(aims)))
    np.put_along_axis(weights, orders, sizes, axis=1)
    return weights


def _quantiles(q: Quantity, u: Floats) -> Floats:
    """Quantiles of a range: triangular with a mode, uniform without."""
    width = q.high - q.low
    if width <= 0:
        return np.full(u.shape, q.low)
    if q.mode is None:
        return np.asarray(q.low + width * u)
    rising = q.low + np.sqrt(u * width * (q.mode - q.low))
    falling = q.high - np.sqrt((1.0 - u) * width * (q.high - q.mode))
    found: Floats = np.where(u * width < q.mode - q.low, rising, falling)
    return found


def dense_ranks(values: Floats, feasible: Bools) -> Ranks:
    """Ranks 0, 1, ... of each row over the feasible states, equal where values are equal."""
    ranks = np.full(values.shape, -1, np.int32)
    kept = values[:, feasible]
    order = np.argsort(kept, axis=1, kind="stable")
    rising = np.take_along_axis(kept, order, axis=1)
    steps = np.zeros(kept.shape, np.int32)
    steps[:, 1:] = (rising[:, 1:] != rising[:, :-1]).cumsum(axis=1)
    mine = np.empty_like(steps)
    np.put_along_axis(mine, order, steps, axis=1)
    ranks[:, feasible] = mine
    return ranks
