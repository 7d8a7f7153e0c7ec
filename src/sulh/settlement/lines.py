"""Red lines and bottom lines: what somebody will not go below, and who may say so.

A *red line* is set by the party itself, by those who gave it its mandate, or by law. An analysis
takes it as it is: it may add red lines and make them stricter, never loosen one. A *bottom line*
is what a party, a mediator or an analyst takes to be the least that would be signed; it may be
changed at will. States that cross either lie outside the zone of agreement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from sulh.case.model import Decision
from sulh.errors import ConditionError, ModelError, nearest
from sulh.graph import Conflict
from sulh.logic import parse
from sulh.settlement.result import Line
from sulh.settlement.target import find_target

__all__ = ["crossed", "find_line", "red_lines_of", "revised", "within"]

Bools = npt.NDArray[np.bool_]
SETTERS = ("party", "mandate", "law")
"""Who may set a red line."""


def red_lines_of(red_lines: Mapping[str, str]) -> tuple[Line, ...]:
    """Red lines that parties set themselves, from decision makers to conditions."""
    return tuple(
        Line(decision_maker=who, condition=condition, kind="red", by="party")
        for who, condition in red_lines.items()
    )


def find_line(decision: Decision, who: str, said: str) -> tuple[str, str]:
    """Find whose line is meant and the condition it is, in a decision.

    Parameters
    ----------
    decision : Decision
    who : str
        Id or title of a decision maker, in Arabic or English.
    said : str
        A condition over ids of options; an outcome; or options by their titles with commas
        between, each with *not* (بلا) in front where it is to be off: all of these at once.

    Returns
    -------
    decision_maker, condition : str

    Raises
    ------
    ModelError
        If nobody decides by that name.
    ConditionError
        If `said` is neither a condition nor names options.

    Examples
    --------
    >>> from pathlib import Path
    >>> import sulh
    >>> from sulh.case import load_case
    >>> case = load_case(Path(sulh.__file__).parent / "examples" / "daraa" / "case.yaml")
    >>> find_line(case.decisions[-1], "روسيا", "بلا نقض الاتفاق")
    ('guarantor', 'not breach')
    """
    return _maker(decision, who), _condition(decision, said)


def _maker(decision: Decision, who: str) -> str:
    wanted = " ".join(who.split()).casefold()
    for maker in decision.decision_makers:
        if wanted in {n.casefold() for n in (maker.id, maker.title.ar, maker.title.en) if n}:
            return maker.id
    named = {n: m for m in decision.decision_makers for n in (m.id, m.title.ar, m.title.en) if n}
    close = nearest(who, named)
    raise ModelError(
        f"{decision.id} has nobody called {who}",
        advice=close
        if close.startswith("did")
        else "known: "
        + "; ".join(f"{m.id} ({m.title.ar} · {m.title.en})" for m in decision.decision_makers),
    )


def _condition(decision: Decision, said: str) -> str:
    """A condition over ids, from one or from titles of an outcome or of options."""
    names = [option.id for option in decision.options]
    try:
        parse(said, names)
    except ConditionError as error:
        try:
            target = find_target(decision, said)
        except ModelError:
            raise error from None  # it names the place and the nearest option
    else:
        return said
    whole = {o.id: o for o in decision.outcomes}.get(target.outcome)
    off = target.off
    if whole and said.strip().casefold() in {whole.title.ar, (whole.title.en or "").casefold()}:
        off = tuple(name for name in names if name not in whole.on)
    return " and ".join((*target.on, *(f"not {name}" for name in off)))


def within(decision: Decision, conflict: Conflict, lines: Iterable[Line]) -> Bools:
    """Feasible states that cross none of the lines, bool (n_states,).

    Raises
    ------
    ModelError
        If a line names nobody, or a red line is set by somebody who may not.
    ConditionError
        If a line is not a condition over the decision's options.
    """
    inside = conflict.feasible.copy()
    for line in lines:
        inside &= _kept(decision, conflict.n_states, line)
    return inside


def crossed(
    decision: Decision, conflict: Conflict, lines: Iterable[Line], state: int
) -> tuple[Line, ...]:
    """The lines that a state crosses."""
    return tuple(line for line in lines if not _kept(decision, conflict.n_states, line)[state])


def _kept(decision: Decision, n_states: int, line: Line) -> Bools:
    makers = [who.id for who in decision.decision_makers]
    if line.decision_maker not in makers:
        raise ModelError(
            f"{decision.id} has nobody called {line.decision_maker}",
            advice=nearest(line.decision_maker, makers),
        )
    if line.kind == "red" and line.by not in SETTERS:
        raise ModelError(
            f"a red line of {line.decision_maker} is set by the {line.by}",
            advice=f"a red line is set by {', '.join(SETTERS)}; say it as a bottom line",
        )
    names = [option.id for option in decision.options]
    return parse(line.condition, names).evaluate_states(np.arange(n_states))


def revised(
    decision: Decision, conflict: Conflict, held: Sequence[Line], wanted: Sequence[Line]
) -> tuple[Line, ...]:
    """Lines with others in their place: bottom lines as wanted, no red line loosened.

    Parameters
    ----------
    decision : Decision
    conflict : Conflict
    held : sequence of Line
        As they stand.
    wanted : sequence of Line
        All that are to stand. Each red line held must be among them, or follow from the red
        lines of the same decision maker that are.

    Raises
    ------
    ModelError
        Naming the red line that would be loosened, and who set it.
    """
    kept = [line for line in wanted if line.kind == "red"]
    for line in held:
        if line.kind == "red":
            mine = [each for each in kept if each.decision_maker == line.decision_maker]
            allowed = within(decision, conflict, mine)
            if (allowed & ~_kept(decision, conflict.n_states, line)).any():
                raise ModelError(
                    f"the red line of {line.decision_maker} would be loosened: {line.condition}",
                    advice=f"it is set by {line.by}: an analysis may only make it stricter",
                )
    within(decision, conflict, wanted)
    return tuple(wanted)
