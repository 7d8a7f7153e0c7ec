"""The regularities as they were: each a number, the rows it is computed from, and how many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sulh.simulation.calibration.data import Accord, Agreement, Data
from sulh.simulation.calibration.deaths import periods
from sulh.simulation.calibration.monthly import dispersion
from sulh.simulation.calibration.pockets import (
    END_OF_TEST,
    HOLD_OUT_FROM,
    TRAIN_FROM,
    Pocket,
    civilians_killed,
)

Floats = NDArray[np.float64]
Day = dt.date
SUBURBS: Final = "Damascus Suburbs"
BEFORE_TRUCE: Final = (Day(2017, 2, 1), Day(2017, 5, 1))
IN_TRUCE: Final = (Day(2017, 6, 1), Day(2017, 9, 1))
ASSAULT: Final = (Day(2018, 2, 18), Day(2018, 4, 15))
CESSATION: Final = Day(2016, 2, 27)
ZONES_FROM: Final = Day(2017, 5, 6)
GHOUTA: Final = ("harasta", "middle_ghouta", "douma")
EARLY_MONTHS, LATE_MONTHS = 6.0, 60.0
DAYS_A_MONTH: Final = 365.25 / 12
_YEAR_BREAK: Final = Day(2017, 1, 1)


@dataclass(frozen=True, slots=True)
class Seen:
    """A number, what it is computed from, and of how many observations."""

    value: float
    rows: str
    n: int


def _rows(found: Sequence[Agreement]) -> str:
    return "agreements.csv rows " + ", ".join(str(a.row) for a in found)


def _of_areas(pockets: Sequence[Pocket], what: str) -> str:
    return f"pockets.csv, {what}: " + ", ".join(p.id for p in pockets)


def _settled(pockets: Sequence[Pocket]) -> list[Pocket]:
    return [p for p in pockets if p.deal and p.deal < HOLD_OUT_FROM]


def settled_share(_data: Data, pockets: Sequence[Pocket]) -> Seen:
    """Share of areas with a deal by the end of 2017."""
    done = _settled(pockets)
    return Seen(len(done) / len(pockets), _of_areas(done, "settled"), len(pockets))


def fought_share(_data: Data, pockets: Sequence[Pocket]) -> Seen:
    """Share of those deals that followed a recorded offensive."""
    done = _settled(pockets)
    hard = [p for p in done if p.offensive]
    return Seen(len(hard) / len(done), _of_areas(hard, "attacked"), len(done))


def _timed(pockets: Sequence[Pocket]) -> list[tuple[Pocket, int]]:
    return [(p, p.days_to_deal) for p in pockets if p.days_to_deal is not None]


def days_to_deal(_data: Data, pockets: Sequence[Pocket]) -> Seen:
    """Mean days from offensive to deal, to the end of 2017."""
    timed = _timed(_settled(pockets))
    mean = float(np.mean([d for _, d in timed]))
    return Seen(mean, _of_areas([p for p, _ in timed], "dated"), len(timed))


def later_minus_earlier(_data: Data, pockets: Sequence[Pocket]) -> Seen:
    """Mean days from offensive to deal: deals of 2017 less those of 2016."""
    timed = _timed(_settled(pockets))
    late = [d for p, d in timed if p.deal and p.deal >= _YEAR_BREAK]
    early = [d for p, d in timed if p.deal and p.deal < _YEAR_BREAK]
    gap = float(np.mean(late) - np.mean(early))
    return Seen(gap, _of_areas([p for p, _ in timed], f"{len(early)} against {len(late)}"),
                len(timed))  # fmt: skip


def days_between(_data: Data, pockets: Sequence[Pocket]) -> Seen:
    """Mean days from one offensive to the next, to the end of 2017."""
    fought = sorted((p.offensive, p.id, p) for p in _settled(pockets) if p.offensive)
    days = [(b[0] - a[0]).days for a, b in pairwise(fought)]
    return Seen(float(np.mean(days)), _of_areas([p for _, _, p in fought], "attacked"), len(days))


def truces_attacked(data: Data, _pockets: Sequence[Pocket]) -> Seen:
    """Offensives against local truces for each 100 weeks of truce, to the end of 2017."""
    spells = [a for a in data.before(HOLD_OUT_FROM).agreements if a.prior_truce and a.deal]
    ends = [a.offensive or a.deal for a in spells]
    weeks = sum((e - a.prior_truce).days / 7 for a, e in zip(spells, ends, strict=True)
                if e and a.prior_truce)  # fmt: skip
    return Seen(100.0 * sum(a.offensive is not None for a in spells) / weeks, _rows(spells),
                len(spells))  # fmt: skip


def _a_day(data: Data, start: Day, end: Day, governorate: str | None = None) -> float:
    """Return deaths a day the VDC documented from one day to before another."""
    column = data.governorates.index(governorate) if governorate else None
    total = sum(
        sum(d.deaths) if column is None else d.deaths[column]
        for d in data.days if start <= d.day < end
    )  # fmt: skip
    return total / (end - start).days


def calm_in_a_truce(data: Data, _pockets: Sequence[Pocket]) -> Seen:
    """Deaths in the Damascus suburbs in the zone's truce, as a share of those before it."""
    share = _a_day(data, *IN_TRUCE, SUBURBS) / _a_day(data, *BEFORE_TRUCE, SUBURBS)
    return Seen(share, "VDC, Damascus Suburbs, June-August against February-April 2017", 6)


def _after(days: int) -> Day:
    return CESSATION + dt.timedelta(days=days)


def calm_of_a_month(data: Data, _pockets: Sequence[Pocket]) -> Seen:
    """Deaths in the first 30 days of the cessation of 2016, as a share of the 30 before."""
    share = _a_day(data, CESSATION, _after(30)) / _a_day(data, _after(-30), CESSATION)
    return Seen(share, "VDC, all governorates, 30 days from 27 February 2016 (row 9)", 60)


def calm_wears_off(data: Data, _pockets: Sequence[Pocket]) -> Seen:
    """Deaths a day in days 31-120 of the cessation of 2016, as a multiple of the first 30."""
    share = _a_day(data, _after(30), _after(120)) / _a_day(data, CESSATION, _after(30))
    return Seen(share, "VDC, all governorates, 120 days from 27 February 2016 (row 9)", 120)


def _logs(data: Data) -> tuple[Floats, list[Agreement]]:
    """Return log(people who left / fighters among them) where both are plain numbers."""
    rows = [
        a for a in data.before(HOLD_OUT_FROM).agreements
        if a.evacuees.isdigit() and a.fighters.isdigit() and "evacuation" in a.kind
    ]  # fmt: skip
    return np.log([int(a.evacuees) / int(a.fighters) for a in rows]), rows


def people_per_fighter(data: Data, _pockets: Sequence[Pocket]) -> Seen:
    """Mean of log people who left for each fighter who did."""
    logs, rows = _logs(data)
    return Seen(float(logs.mean()), _rows(rows), logs.size)


def people_spread(data: Data, _pockets: Sequence[Pocket]) -> Seen:
    """Standard deviation of the same between areas."""
    logs, rows = _logs(data)
    return Seen(float(logs.std(ddof=1)), _rows(rows), logs.size)


def jumps_of_deaths(data: Data, pockets: Sequence[Pocket]) -> Seen:
    """Shape of a negative binomial about the four weeks before, civilians killed by area."""
    counts = killed_by_period(data, pockets)
    return Seen(dispersion(counts), "UCDP GED, civilians killed within the areas' radii, "
                "June 2016 to 2017 by four weeks", counts[1:].size)  # fmt: skip


def killed_by_period(data: Data, pockets: Sequence[Pocket]) -> Floats:
    """Return civilians killed in the training part, shape (n_periods, n_located)."""
    n = (HOLD_OUT_FROM - TRAIN_FROM).days // 28
    counts = civilians_killed(data.events, pockets, periods(TRAIN_FROM, n))
    return counts[:, ~np.isnan(counts[0])]


def exposure(accords: Sequence[Accord], low: float, high: float) -> tuple[int, list[Floats]]:
    """Return how many accords ended between two ages, in months, and the ages each lived there."""
    ended, lived = 0, []
    for a in accords:
        age = ((a.ended or HOLD_OUT_FROM) - a.day).days / DAYS_A_MONTH
        if age > low:
            lived.append(np.array([low, min(age, high)]))
        ended += a.ended is not None and low <= age < high
    return ended, lived


def _accords(data: Data, low: float, high: float) -> Seen:
    ended, lived = exposure(data.before(HOLD_OUT_FROM).accords, low, high)
    return Seen(float(ended), "UCDP PAD 22.1, accords and ends before 2018", len(lived))


def accords_early(data: Data, _pockets: Sequence[Pocket]) -> Seen:
    """National accords that ended within six months."""
    return _accords(data, 0.0, EARLY_MONTHS)


def accords_middle(data: Data, _pockets: Sequence[Pocket]) -> Seen:
    """National accords that ended between six months and five years."""
    return _accords(data, EARLY_MONTHS, LATE_MONTHS)


def accords_late(data: Data, _pockets: Sequence[Pocket]) -> Seen:
    """National accords that ended after five years."""
    return _accords(data, LATE_MONTHS, np.inf)


def _of_2018(pockets: Sequence[Pocket]) -> list[tuple[Pocket, int]]:
    return _timed([p for p in pockets if p.deal and HOLD_OUT_FROM <= p.deal < END_OF_TEST])


def days_to_deal_2018(_data: Data, pockets: Sequence[Pocket]) -> Seen:
    """Mean days from offensive to deal in 2018."""
    timed = _of_2018(pockets)
    mean = float(np.mean([d for _, d in timed]))
    return Seen(mean, _of_areas([p for p, _ in timed], "dated"), len(timed))


def faster_in_2018(data: Data, pockets: Sequence[Pocket]) -> Seen:
    """The same less that of the training part."""
    late, early = days_to_deal_2018(data, pockets), days_to_deal(data, pockets)
    return Seen(late.value - early.value, f"{late.rows}; {early.rows}", late.n + early.n)


def zones_attacked(data: Data, _pockets: Sequence[Pocket]) -> Seen:
    """De-escalation zones of 2017 attacked by the end of 2018."""
    count = sum(z.attacked < END_OF_TEST for z in data.zones)
    return Seen(float(count), "deescalation_zones.csv", len(data.zones))


def days_over_zones(data: Data, _pockets: Sequence[Pocket]) -> Seen:
    """Days from the first zone attacked to the third."""
    days = sorted((z.attacked - ZONES_FROM).days for z in data.zones)
    return Seen(float(days[2] - days[0]),
                "deescalation_zones.csv, days from 6 May 2017: " + ", ".join(map(str, days)),
                len(days))  # fmt: skip


def surge_at_a_breach(data: Data, _pockets: Sequence[Pocket]) -> Seen:
    """Deaths a day in the assault of 2018 on Eastern Ghouta, as a multiple of the truce's."""
    share = _a_day(data, *ASSAULT, SUBURBS) / _a_day(data, *IN_TRUCE, SUBURBS)
    return Seen(share, "VDC, Damascus Suburbs, 18 February-14 April 2018 against June-August 2017",
                148)  # fmt: skip


def ghouta_killed(data: Data, pockets: Sequence[Pocket]) -> Seen:
    """Civilians killed in Eastern Ghouta in 2018 by UCDP; other sources: 1,499 to 4,835 dead."""
    at = [i for i, p in enumerate(pockets) if p.id in GHOUTA]
    killed = civilians_killed(data.events, pockets, (HOLD_OUT_FROM, END_OF_TEST))[0, at]
    return Seen(float(killed.sum()), "UCDP GED, within the radii of " + ", ".join(GHOUTA), 1)


def daraa_displaced(_data: Data, _pockets: Sequence[Pocket]) -> Seen:
    """Share of Daraa's people displaced by 4 July 2018: 305,000 of about 800,000."""
    return Seen(305_000 / 800_000, "agreements.csv row 37 (285,000-325,000), pockets.csv", 1)


def daraa_away(_data: Data, _pockets: Sequence[Pocket]) -> Seen:
    """Share of them not back on 16 August 2018, six weeks after the deal: 57,000."""
    return Seen(57_000 / 305_000, "agreements.csv row 37", 1)


def daraa_killed_after(_data: Data, _pockets: Sequence[Pocket]) -> Seen:
    """Killed in Daraa in the 24 months after its deal: 309 in 513 attacks."""
    return Seen(309.0, "agreements.csv row 37 (July 2018-July 2020)", 1)
