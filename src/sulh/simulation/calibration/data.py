"""The folder of data a backtest reads, and what is taken from each of its files.

Nothing of it ships with sulh. What a fit may use ends with a date: :meth:`Data.before` drops every
row of that day and later, and :meth:`Data.digests` are those of what is left, so that a fit can
show that nothing later was in it.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import math
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from sulh.errors import UnreadableError, Where

__all__ = [
    "FILES", "Accord", "Agreement", "Data", "DayDeaths", "Deaths", "Zone", "data_folder", "digest",
    "load_data",
]  # fmt: skip

Row = TypeVar("Row")
FILES: Final = {
    "agreements": "syria/agreements.csv",
    "zones": "syria/deescalation_zones.csv",
    "deaths_by_day": "vdc/casualties_by_province_by_day.csv",
    "events": "ucdp_ged_syria/ucdp_ged_syria_2016_2019.csv",
    "accords": "peace_termination/ucdp-peace-agreements-221.csv",
}
_COARSEST: Final = 3
"""Events placed no better than a district's neighbourhood (where_prec above 3) are left out."""
_GOVERNMENT: Final = "Government of Syria"
_LATEST: Final = dt.date(9999, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A row of the list of local deals; what is unknown is None or an empty text.

    `deal` is the day of the deal or, where that is not known, of the evacuation's start; the
    middle of the month where the day is not known.
    """

    row: int
    place: str
    kind: str
    deal: dt.date | None
    prior_truce: dt.date | None
    offensive: dt.date | None
    evacuees: str
    fighters: str

    @property
    def days_to_deal(self) -> int | None:
        """Days from the offensive to the deal."""
        return (self.deal - self.offensive).days if self.deal and self.offensive else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A de-escalation zone and the day an offensive to retake it began."""

    name: str
    row: int
    announced: dt.date
    attacked: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class DayDeaths:
    """Deaths documented by the VDC on one day, by governorate."""

    day: dt.date
    deaths: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deaths:
    """An event of UCDP GED with the government of Syria on one side.

    When it ended, where, the civilians killed and the best estimate of all who were.
    """

    day: dt.date
    latitude: float
    longitude: float
    governorate: str
    civilians: float
    best: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Accord:
    """A peace agreement and the day it ended, None while it lasts."""

    day: dt.date
    ended: dt.date | None


@dataclass(frozen=True, kw_only=True)
class Data:
    """What is known up to a day.

    Parameters
    ----------
    agreements, zones, days, events, accords : tuple
        Rows, oldest first.
    governorates : tuple of str
        The columns of `days`.
    """

    agreements: tuple[Agreement, ...]
    zones: tuple[Zone, ...]
    days: tuple[DayDeaths, ...]
    events: tuple[Deaths, ...]
    accords: tuple[Accord, ...]
    governorates: tuple[str, ...]

    def before(self, day: dt.date) -> Data:
        """Return what was known before a day; ends that came later are not known."""
        return Data(
            agreements=tuple(a for a in self.agreements if (a.deal or _LATEST) < day),
            zones=tuple(z for z in self.zones if z.attacked < day),
            days=tuple(d for d in self.days if d.day < day),
            events=tuple(e for e in self.events if e.day < day),
            accords=tuple(
                a if a.ended and a.ended < day else Accord(day=a.day, ended=None)
                for a in self.accords if a.day < day
            ),
            governorates=self.governorates,
        )  # fmt: skip


def digest(rows: Iterable[object]) -> str:
    """Return the SHA-256 of the written form of some rows."""
    return hashlib.sha256("\n".join(map(repr, rows)).encode()).hexdigest()


def data_folder(folder: Path | None = None) -> Path:
    """Return the folder of data: the one named, else that of SULH_SHARED, else ``../shared/data``.

    Raises
    ------
    UnreadableError
        If it, or a file of :data:`FILES`, is not there.
    """
    named = folder or Path(os.environ.get("SULH_SHARED", "../shared")) / "data"
    missing = [name for name in FILES.values() if not (named / name).is_file()]
    if missing:
        what = "there is no such folder" if not named.is_dir() else f"it has no {missing[0]}"
        raise UnreadableError(
            f"no data to test against: {what}",
            Where(str(named)),
            "name the folder with --data; it holds " + ", ".join(FILES.values()),
        )
    return named


def load_data(folder: Path | None = None) -> Data:
    """Read the data.

    Raises
    ------
    UnreadableError
        If a file is missing, lacks a column, or has a value that cannot be read.
    """
    at = data_folder(folder)
    days = _rows(at, "deaths_by_day")
    governorates = tuple(name for name in days[0] if name != "day")
    return Data(
        agreements=tuple(_each(at, "agreements", _agreement)),
        zones=tuple(_each(at, "zones", _zone)),
        days=tuple(_each(at, "deaths_by_day", lambda r, _: DayDeaths(
            day=_day(r["day"]), deaths=tuple(_count(r[g]) for g in governorates)))),
        events=tuple(_each(at, "events", _event)),
        accords=tuple(_each(at, "accords", _accord)),
        governorates=governorates,
    )  # fmt: skip


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    path = folder / FILES[name]
    try:
        rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines(keepends=True)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableError(f"cannot be read: {error}", Where(str(path))) from error
    if not rows:
        raise UnreadableError("has no rows", Where(str(path)))
    return rows


def _each(
    folder: Path, name: str, make: Callable[[dict[str, str], int], Row | None]
) -> Iterator[Row]:
    """Give the rows of a file as records, without those `make` leaves out."""
    for i, row in enumerate(_rows(folder, name)):
        try:
            made = make(row, i + 1)
        except (KeyError, ValueError, TypeError) as error:
            raise UnreadableError(
                f"row {i + 1} cannot be read: {error}",
                Where(str(folder / FILES[name])),
                "columns as described in docs/theory/backtest.md",
            ) from error
        if made is not None:
            yield made


def _count(text: str) -> float:
    """A number of dead; nothing counts as none."""
    count = float(text or 0)
    if not 0 <= count < math.inf:
        raise ValueError(f"{text} is no number of dead")
    return count


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text.strip())


def _whole_day(text: str) -> dt.date | None:
    """A day, or None for nothing and for a date without its day."""
    return _day(text) if len(text.strip()) == len("2018-01-01") else None


def _month_or_day(text: str) -> dt.date | None:
    return _day(f"{text}-15" if len(text) == len("2018-01") else text) if text else None


def _agreement(row: dict[str, str], _: int) -> Agreement:
    return Agreement(
        row=int(row["id"]), place=row["place"], kind=row["kind"],
        deal=_month_or_day(row["deal_date"].strip() or row["evac_start"].strip()),
        prior_truce=_month_or_day(row["prior_truce"].strip()),
        offensive=_whole_day(row["offensive_start"]),
        evacuees=row["evacuees_total"], fighters=row["evacuees_fighters"],
    )  # fmt: skip


def _zone(row: dict[str, str], number: int) -> Zone:
    return Zone(
        name=row["zone"], row=number, announced=_day(row["announced"]),
        attacked=_day(row["retaking_offensive"]),
    )  # fmt: skip


def _event(row: dict[str, str], _: int) -> Deaths | None:
    if float(row["where_prec"]) > _COARSEST or row["side_a"] != _GOVERNMENT:
        return None
    return Deaths(
        day=_day(row["date_end"][:10]), latitude=float(row["latitude"]),
        longitude=float(row["longitude"]), governorate=row["adm_1"],
        civilians=_count(row["deaths_civilians"]), best=_count(row["best"]),
    )  # fmt: skip


def _accord(row: dict[str, str], _: int) -> Accord | None:
    day, ended = row["pa_date"].strip(), row["duration"].strip()
    if len(day) != len("2018-01-01"):
        return None
    return Accord(day=_day(day), ended=_whole_day(ended))
