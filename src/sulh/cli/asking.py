"""Costs of levers and lines of parties, as they are given on the command line or in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from sulh.errors import ConditionError, ModelError, SulhError, UnreadableError, Where

if TYPE_CHECKING:
    from sulh.case.model import Decision
    from sulh.settlement.result import Line

Setter = Literal["party", "mandate", "law", "mediator", "analyst"]

__all__ = ["costs_of", "lines_of"]


def costs_of(given: Iterable[str], file: Path | None) -> dict[str, float]:
    """Costs of levers: those of a file, then those given one by one, which go before.

    Parameters
    ----------
    given : iterable of str
        ``lever=number``.
    file : Path, optional
        One line a lever: ``lever: number``; blank lines and what follows a ``#`` are passed over.

    Raises
    ------
    ModelError
        If something is not of that form, or not a number of 0 or more; with file and line.
    UnreadableError
        If the file cannot be read.
    """
    costs = dict(_in_file(file)) if file is not None else {}
    costs.update(_cost(each, "=", Where(field="--cost")) for each in given)
    return costs


def _in_file(file: Path) -> Iterator[tuple[str, float]]:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError as error:
        raise UnreadableError("there is no such file of costs", Where(str(file))) from error
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(
            "the costs cannot be read", Where(str(file)), "give a text file in UTF-8"
        ) from error
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        text = line.partition("#")[0].strip()
        if text:
            name, cost = _cost(text, ":", Where(str(file), number))
            if name in seen:
                raise ModelError(
                    f"{name} has a cost already, in line {seen[name]}", Where(str(file), number)
                )
            seen[name] = number
            yield name, cost
    if not seen:
        raise ModelError("there is no cost in it", Where(str(file)), "one line a lever: lever: 3")


def _cost(text: str, sign: Literal["=", ":"], where: Where) -> tuple[str, float]:
    name, _, number = (part.strip() for part in text.partition(sign))
    try:
        cost = float(number)
    except ValueError:
        cost = -1.0
    if not name or not 0 <= cost < float("inf"):
        raise ModelError(
            f"found {text!r}, expected a lever, {sign} and a number of 0 or more",
            where,
            f"for example: monitored_line{sign}3",
        )
    return name, cost


def lines_of(
    decisions: Sequence[Decision], red: Iterable[str], bottom: Iterable[str]
) -> tuple[Line, ...]:
    """Red lines and bottom lines, each ``who: condition`` or ``who/setter: condition``.

    A red line is taken to be set by the party itself, a bottom line by the analyst, unless the
    setter is named. Each is held to in every decision in which it can be meant.

    Raises
    ------
    ModelError, ConditionError
        If something is not of that form, or can be meant in none of the decisions.
    """
    found = [line for text in red for line in _lines(decisions, text, "red", "party")]
    found += [line for text in bottom for line in _lines(decisions, text, "bottom", "analyst")]
    return tuple(found)


def _lines(
    decisions: Sequence[Decision], text: str, kind: Literal["red", "bottom"], by: Setter
) -> Iterator[Line]:
    """The line that a text says, in each decision that has it; refused where none has."""
    from sulh.settlement.lines import find_line
    from sulh.settlement.result import Line

    who, setter, said = _line(text, by)
    errors: list[SulhError] = []
    found = 0
    for decision in decisions:
        try:
            maker, condition = find_line(decision, who, said)
        except SulhError as error:
            errors.append(error)
        else:
            found += 1
            yield Line(
                decision_maker=maker, condition=condition, kind=kind, by=setter,
                decision=decision.id,
            )  # fmt: skip
    if not found and errors:
        raise max(errors, key=lambda error: isinstance(error, ConditionError))


def _line(text: str, by: Setter) -> tuple[str, Setter, str]:
    who, colon, condition = (part.strip() for part in text.partition(":"))
    name, slash, given = (part.strip() for part in who.partition("/"))
    if not (name and colon and condition):
        raise ModelError(
            f"found {text!r}, expected a decision maker, a colon and a condition",
            advice='for example: "hold_out: not leave"',
        )
    setters: tuple[Setter, ...] = get_args(Setter)
    setter = next((each for each in setters if each == given), None)
    if slash and setter is None:
        raise ModelError(f"nobody sets a line as {given!r}", advice=f"one of {', '.join(setters)}")
    return name, setter or by, condition
