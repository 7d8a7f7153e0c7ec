"""The tree of a condition, what it is in words, and what it is worth at many states at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sulh.errors import LimitError, ModelError

__all__ = [
    "And",
    "Condition",
    "If",
    "Iff",
    "Node",
    "Not",
    "Option",
    "Or",
    "conjunction",
    "disjunction",
]

Bools = NDArray[np.bool_]
MAX_BITS = 63


@dataclass(frozen=True, slots=True)
class Option:
    """The option with this index (from 0) is on."""

    index: int


@dataclass(frozen=True, slots=True)
class Not:
    """`part` is false."""

    part: Node


@dataclass(frozen=True, slots=True)
class And:
    """All `parts` are true. Two parts or more, none of them an :class:`And`."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of `parts` is true. Two parts or more, none of them an :class:`Or`."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class If:
    """`premise` is false, or `conclusion` is true."""

    premise: Node
    conclusion: Node


@dataclass(frozen=True, slots=True)
class Iff:
    """`left` and `right` are both true or both false."""

    left: Node
    right: Node


Node = Option | Not | And | Or | If | Iff


def conjunction(parts: Iterable[Node]) -> Node:
    """Join one or more `parts` by *and*; an :class:`And` among them gives its own parts.

    Examples
    --------
    >>> conjunction([Option(0), And((Option(1), Option(2)))])
    And(parts=(Option(index=0), Option(index=1), Option(index=2)))
    >>> conjunction([Option(0)])
    Option(index=0)
    """
    flat = [p for part in parts for p in (part.parts if isinstance(part, And) else (part,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def disjunction(parts: Iterable[Node]) -> Node:
    """Join one or more `parts` by *or*; an :class:`Or` among them gives its own parts."""
    flat = [p for part in parts for p in (part.parts if isinstance(part, Or) else (part,))]
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


@dataclass(frozen=True, slots=True)
class Condition:
    """A Boolean condition over the options `names`, in their order.

    ``str(condition)`` is canonical: parsing it with the same names gives an equal condition.

    Parameters
    ----------
    root : Node
        The tree; options are indices into `names`.
    names : tuple of str
        The names of all options of the model, used here or not.
    """

    root: Node
    names: tuple[str, ...]

    def __str__(self) -> str:
        return _words(self.root, self.names)

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the options that occur, in the order of `names`."""
        return tuple(self.names[i] for i in sorted(set(_indices(self.root))))

    def evaluate(self, bits: ArrayLike) -> Bools:
        """Truth at each state.

        Parameters
        ----------
        bits : bool array, shape (..., k)
            Which of the k options are on; the last axis follows `names`.

        Returns
        -------
        bool array, shape (...)

        Raises
        ------
        ModelError
            If the last axis is not as long as `names`.
        """
        array = np.asarray(bits, dtype=bool)
        if array.ndim == 0 or array.shape[-1] != len(self.names):
            raise ModelError(
                f"the condition is over {len(self.names)} options, "
                f"but the states have shape {array.shape}",
                advice="give a Boolean array whose last axis has one entry an option",
            )
        return np.array(_evaluate(self.root, lambda index: array[..., index]), dtype=bool)

    def evaluate_states(self, states: ArrayLike) -> Bools:
        """Truth at states given by id: option j is on where bit j of the id is 1.

        Parameters
        ----------
        states : int array of any shape
            State ids, ``sum(bit_j << j)``.

        Returns
        -------
        bool array of the same shape

        Raises
        ------
        LimitError
            With more than 63 options, which no 64-bit state id can hold.
        ModelError
            If the ids are not whole numbers from 0 to ``2**k - 1``.

        Examples
        --------
        >>> from sulh.logic import parse
        >>> parse("b and not a", ["a", "b"]).evaluate_states([0, 1, 2, 3])
        array([False, False,  True, False])
        """
        ids = self._checked_ids(states)
        return np.array(_evaluate(self.root, lambda j: (ids >> j) & 1 == 1), dtype=bool)

    def _checked_ids(self, states: ArrayLike) -> NDArray[np.int64]:
        if len(self.names) > MAX_BITS:
            raise LimitError(f"state ids hold {MAX_BITS} options at most, not {len(self.names)}")
        ids = np.asarray(states)
        if ids.size and ids.dtype.kind not in "iu":
            raise ModelError(f"state ids are whole numbers, not {ids.dtype}")
        if ids.size and (int(ids.min()) < 0 or int(ids.max()) >> len(self.names)):
            raise ModelError(f"state ids of {len(self.names)} options run to 2**k - 1")
        return ids.astype(np.int64)


def _evaluate(node: Node, column: Callable[[int], Any]) -> Any:
    match node:
        case Option(index):
            return column(index)
        case Not(part):
            return ~_evaluate(part, column)
        case And(parts):
            return np.logical_and.reduce([_evaluate(part, column) for part in parts])
        case Or(parts):
            return np.logical_or.reduce([_evaluate(part, column) for part in parts])
        case If(premise, conclusion):
            return ~_evaluate(premise, column) | _evaluate(conclusion, column)
        case Iff(left, right):
            return _evaluate(left, column) == _evaluate(right, column)


def _indices(node: Node) -> Iterator[int]:
    match node:
        case Option(index):
            yield index
        case Not(part):
            yield from _indices(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _indices(part)
        case If(left, right) | Iff(left, right):
            yield from _indices(left)
            yield from _indices(right)


def _words(node: Node, names: tuple[str, ...]) -> str:
    match node:
        case Option(index):
            return names[index]
        case Not(part):
            return f"not {_operand(part, names, Option | Not)}"
        case And(parts):
            return " and ".join(_operand(part, names, Option | Not) for part in parts)
        case Or(parts):
            return " or ".join(_operand(part, names, Option | Not | And) for part in parts)
        case If(premise, conclusion):
            left, right = (_operand(p, names, _NO_ARROW) for p in (premise, conclusion))
            return f"if {left} then {right}"
        case Iff(left_part, right_part):
            left, right = (_operand(p, names, _NO_ARROW) for p in (left_part, right_part))
            return f"{left} iff {right}"


_NO_ARROW = Option | Not | And | Or


def _operand(node: Node, names: tuple[str, ...], bare: Any) -> str:
    """`node` in words, in parentheses unless it is of a `bare` type."""
    words = _words(node, names)
    return words if isinstance(node, bare) else f"({words})"
