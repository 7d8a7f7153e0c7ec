"""A table with the numbers behind it: what a page draws, a terminal prints, a file keeps."""

from __future__ import annotations

from dataclasses import dataclass

from sulh.brief.markup import csv_link
from sulh.words.tables import TextTable

__all__ = ["DataTable"]


@dataclass(frozen=True)
class DataTable:
    """A table in words; its file `name`; and the same as data, with a header of field names."""

    table: TextTable
    name: str
    header: tuple[str, ...]
    data: tuple[tuple[object, ...], ...]

    @property
    def csv(self) -> str:
        """The data as an address that a browser saves as a file."""
        return csv_link(self.header, self.data)
