"""One case, several situations: which sources tell of the same time and the same areas."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sulh.case.model import Case, Claim, Source, When
from sulh.frame.facts import Facts
from sulh.frame.places import weigh_areas

__all__ = ["Situation", "find_situations"]

SAME_SITUATION_DAYS = 270
"""Reports further apart than this tell of two situations. Three seasons: longer than the Syrian
offensives of 2016-2018 lasted (days to weeks), shorter than the time between them."""

LONGEST_DAYS = 540
"""A situation spans at most this long, or years of reports on one area would chain into one."""


@dataclass(frozen=True)
class Situation:
    """Sources that tell of one time and area.

    `start` and `end` are publication dates; when no source has one, `start` is the first day of
    the latest year that the texts speak of as past, and `dated` is False. `areas` are those it is
    about, heaviest first.
    """

    sources: tuple[str, ...]
    facts: Facts
    areas: tuple[str, ...]
    start: dt.date | None
    end: dt.date | None
    dated: bool

    def when(self) -> When | None:
        """The time as a case writes it."""
        if self.start is None:
            return None
        if not self.dated:
            return When(start=self.start, precision="vague", anchor="publication")
        return When(start=self.start, end=self.end, precision="day")


def find_situations(case: Case) -> tuple[Situation, ...]:
    """Group the sources of a case by time and area, earliest first.

    Parameters
    ----------
    case : Case
        The case.

    Returns
    -------
    tuple of Situation
        Sources that no standing claim comes from are in none.
    """
    whole = Facts.of_case(case)
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in whole.claims:
        told[claim.source].append(claim)
    groups: list[Situation] = []
    single = (
        _single(source, tuple(told[source.id]), whole)
        for source in case.sources
        if source.id in told
    )
    for situation in sorted(single, key=_order):
        _join(groups, situation, whole)
    return tuple(sorted(groups, key=_order))


def _single(source: Source, claims: tuple[Claim, ...], whole: Facts) -> Situation:
    published = source.published
    day = (published.end or published.start) if published else None
    latest = None if day else _latest_past(claims)
    facts = Facts(whole.case, claims, whole, _since(day or latest))
    return Situation(
        sources=(source.id,),
        facts=facts,
        areas=tuple(weigh_areas(facts, (source.id,))),
        start=day or latest,
        end=day,
        dated=day is not None,
    )


def _latest_past(claims: Iterable[Claim]) -> dt.date | None:
    """First day of the latest year among the times of what has happened."""
    days = [c.when.start for c in claims if c.when and c.when.start and c.modality == "asserted"]
    return dt.date(max(days).year, 1, 1) if days else None


def _since(start: dt.date | None) -> dt.date | None:
    """When a situation's own time begins: reports of its first day tell of the months before."""
    return start - dt.timedelta(days=SAME_SITUATION_DAYS) if start else None


def _join(groups: list[Situation], new: Situation, whole: Facts) -> None:
    """Add `new` to `groups`, in one with those it belongs to while that is not too long."""
    for mate in [group for group in groups if _together(group, new, whole)]:
        merged = _merged(mate, new)
        if _days(merged) <= LONGEST_DAYS:
            groups.remove(mate)
            new = merged
    groups.append(new)


def _days(situation: Situation) -> int:
    if situation.start is None or situation.end is None:
        return 0
    return (situation.end - situation.start).days


def _together(one: Situation, other: Situation, whole: Facts) -> bool:
    if one.dated != other.dated or (one.start is None) != (other.start is None):
        return False
    near = any(whole.near(a, b) for a in one.areas for b in other.areas)
    if one.start is None or other.start is None:
        return near
    if not one.dated:
        return near and one.start == other.start
    gap = max((one.start - (other.end or other.start)).days, 0)
    gap = max(gap, (other.start - (one.end or one.start)).days)
    return gap <= SAME_SITUATION_DAYS and (near or not one.areas or not other.areas)


def _merged(one: Situation, other: Situation) -> Situation:
    starts = [s.start for s in (one, other) if s.start]
    ends = [s.end for s in (one, other) if s.end]
    sources, claims = one.sources + other.sources, one.facts.claims + other.facts.claims
    since = _since(min(starts)) if starts else None
    facts = Facts(one.facts.case, claims, one.facts.base, since)
    return Situation(
        sources=sources,
        facts=facts,
        areas=tuple(weigh_areas(facts, sources)),
        start=min(starts) if starts else None,
        end=max(ends) if ends else None,
        dated=one.dated,
    )


def _order(situation: Situation) -> tuple[dt.date, str]:
    return situation.start or dt.date.min, situation.sources[0]
