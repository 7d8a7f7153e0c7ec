"""Which states are stable for whom: the question the graph model answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from sulh._version import __version__
from sulh.errors import ModelError, nearest
from sulh.graph.checks import check_threads
from sulh.graph.conflict import Conflict
from sulh.graph.engine import KINDS, core_stability
from sulh.graph.stability.sim import sim

__all__ = ["CONCEPTS", "DEFAULT_CONCEPTS", "StabilityResult", "analyze"]

BoolArray = npt.NDArray[np.bool_]
CONCEPTS = (*KINDS, "sim")
"""The concepts of :func:`analyze`; coalitions and the rest have functions of their own."""
DEFAULT_CONCEPTS = ("nash", "gmr", "smr", "seq")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StabilityResult:
    """What :func:`analyze` found.

    Parameters
    ----------
    question : str
        What was asked.
    method : str
        How it was answered.
    concepts : tuple of str
    conflict : Conflict
    stable : mapping of concept to bool array (n_dm, n_states)
        False at infeasible states.
    version : str
        Of sulh.
    """

    question: str
    method: str
    concepts: tuple[str, ...]
    conflict: Conflict = field(repr=False)
    stable: Mapping[str, BoolArray] = field(repr=False)
    version: str = __version__

    def equilibria(self, concept: str) -> list[int]:
        """States stable for every decision maker, ascending.

        Raises
        ------
        ModelError
            If `concept` was not asked for.
        """
        if concept not in self.stable:
            raise ModelError(f"{concept!r} was not analysed", advice=nearest(concept, self.stable))
        return [int(s) for s in np.flatnonzero(self.stable[concept].all(axis=0))]


def analyze(
    conflict: Conflict,
    concepts: Sequence[str] = DEFAULT_CONCEPTS,
    *,
    threads: int | None = None,
) -> StabilityResult:
    """Stability of every state for every decision maker under each concept, exactly.

    Parameters
    ----------
    conflict : Conflict
    concepts : sequence of {"nash", "gmr", "smr", "seq", "sseq", "sim"}
        "sim" needs a conflict in option form.
    threads : int, optional
        At most so many (default: as there are processors); the result does not depend on it.

    Returns
    -------
    StabilityResult

    Raises
    ------
    ModelError
        An unknown concept, or "sim" with explicit arcs.

    Examples
    --------
    >>> dilemma = Conflict.from_arrays([0, 1], [[3, 4, 1, 2], [3, 1, 4, 2]])
    >>> result = analyze(dilemma)
    >>> result.equilibria("nash"), result.equilibria("seq")
    ([3], [0, 3])
    """
    names = check_concepts(concepts)
    check_threads(threads)
    found = core_stability(conflict, [name for name in names if name in KINDS], threads)
    if "sim" in names:
        found["sim"] = sim(conflict, threads=threads)
    return StabilityResult(
        question="which states are stable for whom",
        method="exact; sanctions by legal sequences, no decision maker twice in a row",
        concepts=names,
        conflict=conflict,
        stable={name: found[name] for name in names},
    )


def check_concepts(concepts: Sequence[str], known: Sequence[str] = CONCEPTS) -> tuple[str, ...]:
    """Concepts without doubles, in the order given; unknown ones are refused."""
    if not isinstance(concepts, Iterable):
        raise ModelError(f"concepts are {concepts!r}", advice=f"known: {', '.join(known)}")
    given = [concepts] if isinstance(concepts, str) else list(concepts)
    if isinstance(concepts, AbstractSet):
        given.sort(key=str)
    names = tuple(name for k, name in enumerate(given) if name not in given[:k])
    for name in names:
        if name not in known:
            raise ModelError(f"unknown concept {name!r}", advice=nearest(str(name), known))
    if not names:
        raise ModelError("no concept was asked for", advice=f"known: {', '.join(known)}")
    return names
