"""Every error that sulh raises on purpose.

::

    SulhError                 base: message, where, what to do
    ├── UnreadableError       a file that cannot be read at all            (exit code 2)
    ├── CaseError             a case with faults; carries every Fault      (exit code 2)
    ├── ConditionError        a Boolean condition that does not parse
    ├── ModelError            a conflict, world or pattern that makes no sense
    ├── PatchError            a patch that does not fit the case
    └── LimitError            an input beyond a stated limit

An error says what is wrong, where (file, line, field), and what to do. The command line prints
it and exits; nothing in sulh answers bad input with a traceback.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = [
    "CaseError",
    "ConditionError",
    "Fault",
    "LimitError",
    "ModelError",
    "PatchError",
    "SulhError",
    "UnreadableError",
    "Where",
    "nearest",
]


@dataclass(frozen=True, slots=True)
class Where:
    """A place in an input: file, line (from 1), column (from 1) and field; all optional.

    Examples
    --------
    >>> str(Where("case.yaml", 12, field="parties[3].kind"))
    'case.yaml:12: parties[3].kind'
    """

    file: str = ""
    line: int = 0
    column: int = 0
    field: str = ""

    def __str__(self) -> str:
        place = self.file
        if self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        return ": ".join(part for part in (place, self.field) if part)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an input: a stable code, where, what, and what to do."""

    code: str
    message: str
    where: Where = Where()
    advice: str = ""

    def __str__(self) -> str:
        place = str(self.where)
        text = (
            f"{place}: {self.message} [{self.code}]" if place else f"{self.message} [{self.code}]"
        )
        return f"{text}\n    {self.advice}" if self.advice else text


class SulhError(Exception):
    """Base of all errors raised on purpose.

    Parameters
    ----------
    message : str
        What is wrong.
    where : Where, optional
        File, line, column and field.
    advice : str, optional
        What to do about it.
    """

    def __init__(self, message: str, where: Where | None = None, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where or Where()
        self.advice = advice

    def __str__(self) -> str:
        place = str(self.where)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text}\n    {self.advice}" if self.advice else text


class UnreadableError(SulhError):
    """A file or folder that cannot be read at all."""


class CaseError(SulhError):
    """A case with faults. ``faults`` holds every one of them, not only the first."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        n = len(self.faults)
        super().__init__(f"{n} fault{'s' if n != 1 else ''} in the case")

    def __str__(self) -> str:
        return "\n".join([self.message, *map(str, self.faults)])


class ConditionError(SulhError):
    """A Boolean condition that does not parse or names an unknown option.

    ``position`` is the index (from 0) in ``text`` at which the fault was seen.
    """

    def __init__(self, message: str, text: str, position: int, advice: str = "") -> None:
        super().__init__(message, advice=advice)
        self.text = text
        self.position = position

    def __str__(self) -> str:
        pointer = " " * self.position + "^"
        lines = [self.message, f"    {self.text}", f"    {pointer}"]
        return "\n".join(lines + ([f"    {self.advice}"] if self.advice else []))


class ModelError(SulhError):
    """A conflict, world or pattern whose parts do not fit together."""


class PatchError(SulhError):
    """A patch that names what the case does not have, or a value that does not fit."""


class LimitError(SulhError):
    """An input beyond a stated limit; the message gives the limit and what was asked."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Advice that names the nearest known name, or lists the known ones when they are few.

    Examples
    --------
    >>> nearest("partys", ["parties", "areas"])
    'did you mean parties?'
    """
    names = sorted(set(known))
    close = difflib.get_close_matches(name, names, n=1)
    if close:
        return f"did you mean {close[0]}?"
    return f"known: {', '.join(names)}" if 0 < len(names) <= 12 else ""
