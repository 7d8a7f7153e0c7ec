"""The same questions of "this settlement or any state that contains it".

A settlement names what is to be done, and is often reached with more besides: a guarantor's
warning, a step by a party that the terms do not mention. A state contains an outcome if all that
is on in the outcome is on in it, and no further option that harms people: a settlement that is
then broken contains every one of its terms, and is not a settlement that holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from sulh.case.model import Decision
from sulh.graph import Conflict
from sulh.settlement.protecting import harmful_options
from sulh.settlement.result import ConceptVerdict, Containing
from sulh.settlement.tally import Looked

__all__ = ["containing", "containing_flags", "containing_states"]

Bools = npt.NDArray[np.bool_]


def containing_states(decision: Decision, conflict: Conflict, state: int) -> tuple[int, ...]:
    """A state and those that contain it; () where a decision has explicit states.

    Parameters
    ----------
    decision : Decision
        Its pattern says which options harm.
    conflict : Conflict
    state : int
    """
    if decision.states:
        return ()
    harmful = harmful_options(decision)
    extra = sum(1 << i for i, o in enumerate(decision.options) if o.id in harmful) & ~state
    states = np.arange(conflict.n_states)
    inside = conflict.feasible & (states & state == state) & (states & extra == 0)
    inside[state] = True
    return tuple(np.flatnonzero(inside).tolist())


def containing_flags(
    stable: Mapping[str, Bools], sets: Sequence[tuple[int, ...]]
) -> dict[str, Bools]:
    """For each concept, and for *holds*, whether a state of each of `sets` is stable.

    Parameters
    ----------
    stable : mapping of str to bool array (n, n_dm, n_states)
    sets : sequence of tuple of int

    Returns
    -------
    dict
        ``in:<concept>`` (n, n_dm, n_sets), ``in:<concept>/all`` and ``in:holds`` (n, n_sets).
    """
    found: dict[str, Bools] = {}
    for name, flags in stable.items():
        found[f"in:{name}"] = _any_of(flags, sets)
        found[f"in:{name}/all"] = _any_of(np.asarray(flags.all(axis=1)), sets)
    both = np.asarray((stable["seq"] & stable["sseq"]).all(axis=1))
    found["in:holds"] = _any_of(both, sets)
    return found


def _any_of(flags: Bools, sets: Sequence[tuple[int, ...]]) -> Bools:
    """Whether any of each set of states is flagged; the states are the last axis."""
    each = [flags[..., list(states)].any(axis=-1) for states in sets]
    return np.stack(each, axis=-1) if each else np.zeros((*flags.shape[:-1], 0), bool)


def containing(
    makers: Sequence[str],
    concepts: Sequence[str],
    states: tuple[int, ...],
    looked: Sequence[Looked],
    place: int,
) -> Containing | None:
    """Record what was counted of the set of states at `place`, under each measure.

    Parameters
    ----------
    makers, concepts : sequence of str
    states : tuple of int
    looked : sequence of Looked
        StatementOrder first; each with the flags of :func:`containing_flags`.
    place : int
    """
    if not states:
        return None
    first = looked[0]
    return Containing(
        states=states,
        concepts=tuple(
            ConceptVerdict(
                concept=name,
                verdict=first.verdict(f"in:{name}/all", place)[0],
                verdict_exact=first.verdict(f"in:{name}/all", place)[1],
                shares=tuple(each.share(f"in:{name}/all", place) for each in looked),
                by_decision_maker=tuple(
                    (who, first.share(f"in:{name}", i, place)) for i, who in enumerate(makers)
                ),
            )
            for name in concepts
        ),
        holds=first.share("in:holds", place),
    )
