"""What every rule of the check works with: the case, its ids, and how to say where a fault is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from sulh.case.model import Case, Claim
from sulh.case.shape import LISTS, Path, path_text, walk
from sulh.errors import Fault, Where

__all__ = ["Context", "Rule", "WhereOf"]

WhereOf = Callable[[Path], Where]


@dataclass(frozen=True)
class Context:
    """A case under check.

    Attributes
    ----------
    where : callable or None
        Gives file and line of a path; None for a case that comes from no file.
    folder : Path or None
        Folder of the case; with it the stored texts are compared with the quotes.
    today : date or None
        With it, retention dates that have passed are found.
    """

    case: Case
    where: WhereOf | None = None
    folder: FilePath | None = None
    today: dt.date | None = None

    @cached_property
    def lists(self) -> dict[str, str]:
        """List of the case in which each id stands."""
        return {record.id: name for name in LISTS for record in getattr(self.case, name)}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.case.claims}

    @cached_property
    def parts(self) -> list[tuple[Path, Any]]:
        """Every dataclass of the case with its path."""
        return list(walk(self.case))

    def records(self, *names: str) -> Iterator[tuple[Path, Any]]:
        """Yield the records of some lists, all by default, with their paths."""
        for name in names or LISTS:
            for i, record in enumerate(getattr(self.case, name)):
                yield (name, i), record

    def fault(self, code: str, path: Path, message: str, advice: str = "") -> Fault:
        """Make a fault; the record it is in is named, wherever it is read."""
        where = self.where(path) if self.where else Where(field=path_text(path))
        if len(path) > 1 and path[0] in LISTS and isinstance(path[1], int):
            message = f"{getattr(self.case, str(path[0]))[path[1]].id}: {message}"
        return Fault(code, message, where, advice)


Rule = Callable[[Context], Iterator[Fault]]
