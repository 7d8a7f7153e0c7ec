"""Costs of levers and lines of parties, as they are given on the command line or in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sulh.errors import ModelError, UnreadableError, Where

if TYPE_CHECKING:
    from sulh.settlement.result import Line

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


def lines_of(red: Iterable[str], bottom: Iterable[str]) -> tuple[Line, ...]:
    """Red lines and bottom lines, each ``decision maker: condition``.

    A red line is taken to be set by the party itself, a bottom line by the analyst.

    Raises
    ------
    ModelError
        If something is not of that form.
    """
    from sulh.settlement.result import Line

    found = [
        Line(decision_maker=who, condition=condition, kind="red", by="party")
        for who, condition in map(_line, red)
    ]
    found += [
        Line(decision_maker=who, condition=condition, kind="bottom", by="analyst")
        for who, condition in map(_line, bottom)
    ]
    return tuple(found)


def _line(text: str) -> tuple[str, str]:
    who, colon, condition = (part.strip() for part in text.partition(":"))
    if not (who and colon and condition):
        raise ModelError(
            f"found {text!r}, expected a decision maker, a colon and a condition",
            advice='for example: "hold_out: not leave"',
        )
    return who, condition
