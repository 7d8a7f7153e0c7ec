"""``frame_case``: from what is known to the decisions and campaigns it supports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sulh.case.model import Campaign, Case, Decision, Question, Text
from sulh.frame.afterlife import afterlife_claims
from sulh.frame.bind import Binding, Cast, bind_roles
from sulh.frame.campaign import build_campaign
from sulh.frame.decision import build_decision
from sulh.frame.facts import Facts
from sulh.frame.library import load_patterns
from sulh.frame.match import hits
from sulh.frame.pattern import Pattern
from sulh.frame.places import main_area, weigh_areas
from sulh.frame.situations import Situation, find_situations

__all__ = ["frame_case", "missing_roles"]

T = TypeVar("T", Decision, Campaign)
MOST_ASKED = 5
_ASK_DATE = Question(
    about="date",
    text=Text(
        ar="متى نُشرت هذه التقارير؟ من غير تاريخ لا يُعرف أيّ التقارير يتحدث عن الوضع نفسه.",
        en="When were these reports published? Without a date it is not known which reports tell "
        "of the same situation.",
    ),
)


@dataclass(frozen=True)
class _Framed:
    """A situation with the decisions and the campaign made of it."""

    situation: Situation
    decisions: tuple[Decision, ...]
    campaign: Campaign | None


def frame_case(case: Case, patterns: Sequence[str] | None = None) -> Case:
    """Add the decisions and campaigns that the case supports.

    The sources are grouped into situations by time and area. In each situation every pattern
    whose required roles can all be bound gives a decision; a role without evidence stays empty
    and is asked for. A decision or campaign whose id the case already has is left as it is, so
    framing twice changes nothing and an analyst's edits stay.

    Parameters
    ----------
    case : Case
        The case.
    patterns : sequence of str, optional
        Names of patterns, or paths of pattern files, to use whether or not their required roles
        can be bound. Without it every pattern that ships is tried.

    Returns
    -------
    Case
        The case with more decisions and campaigns, earliest situation first.

    Raises
    ------
    ModelError
        If a pattern does not exist or does not fit together.
    """
    forced = patterns is not None
    library = load_patterns(patterns)
    used: dict[str, Situation] = {}
    framed = [_frame_situation(s, library, used, forced=forced) for s in find_situations(case)]
    decisions = _tied(case, framed)
    campaigns = [f.campaign for f in framed if f.campaign]
    return replace(
        case,
        decisions=_with_new(case.decisions, decisions),
        campaigns=_with_new(case.campaigns, campaigns),
    )


def missing_roles(case: Case, patterns: Sequence[str] | None = None) -> tuple[Question, ...]:
    """What to ask when nothing fits: required roles that no evidence binds, of what fits nearly.

    Asked is for the pattern most of whose roles are bound, or for those that are equally near,
    each question with the pattern's name.

    Parameters
    ----------
    case : Case
        The case.
    patterns : sequence of str, optional
        As for :func:`frame_case`.

    Returns
    -------
    tuple of Question
        Five at most; empty if the case has a decision.
    """
    if case.decisions:
        return ()
    facts = Facts.of_case(case)
    casts = (bind_roles(pattern, facts) for pattern in load_patterns(patterns))
    ranked = sorted(casts, key=_distance)
    nearest = [cast for cast in ranked if _distance(cast) == _distance(ranked[0])]
    asked = [question for cast in nearest for question in _missing(cast)]
    return tuple(asked[:MOST_ASKED])


def _distance(cast: Cast) -> tuple[int, int, int]:
    """How far a pattern is from fitting: required roles unbound, others; then the less close ones.

    A pattern all of whose required roles are bound, but that does not fit, comes after the others:
    there is nobody to ask for.
    """
    missing = sum(b.spec.required and not b.fills for b in cast.bindings)
    bound = sum(bool(b.fills) for b in cast.bindings)
    return (-bound if missing else 1, missing, len(cast.pattern.yields_to))


def _missing(cast: Cast) -> Iterator[Question]:
    for binding in cast.bindings:
        if binding.spec.required and not binding.fills:
            ask, title = binding.spec.ask, cast.pattern.title
            yield Question(
                about=f"{cast.pattern.id}/{binding.spec.id}",
                text=Text(ar=f"{title.ar}: {ask.ar}", en=f"{title.en}: {ask.en}"),
            )


def _frame_situation(
    situation: Situation, library: Iterable[Pattern], used: dict[str, Situation], *, forced: bool
) -> _Framed:
    decisions: list[Decision] = []
    campaign = None
    for cast in _fitting(situation.facts, library, forced=forced):
        areas = _areas(situation, cast)
        key = _key(situation, areas, used)
        title = _title(situation, cast.pattern.title, areas)
        bare = build_decision(f"d:{cast.pattern.id}.{key}", cast, title)
        asks = bare.asks if situation.dated else (*bare.asks, _ASK_DATE)
        decision = replace(bare, when=situation.when(), areas=areas, asks=asks)
        decisions.append(decision)
        if campaign is None:
            campaign = build_campaign(f"g:{key}", cast, decision)
    return _Framed(situation, tuple(decisions), campaign)


def _fitting(facts: Facts, library: Iterable[Pattern], *, forced: bool) -> list[Cast]:
    """The patterns to use for a situation, each with its roles bound."""
    known = tuple(library)
    casts = [bind_roles(pattern, facts) for pattern in known]
    if forced:
        return casts
    fitting = [cast for cast in casts if _fits(cast)]
    if not fitting:
        casts = [bind_roles(pattern, facts, thin=True) for pattern in known]
        fitting = _least_special([cast for cast in casts if _fits(cast)])
    names = {cast.pattern.id for cast in fitting}
    return [cast for cast in fitting if not names & set(cast.pattern.yields_to)]


def _least_special(fitting: list[Cast]) -> list[Cast]:
    """Of patterns that fit on thin evidence, those that say no more than the evidence does.

    A pattern that others yield to needs a role that is plainly shown; where there is none, the
    patterns that yield are the better guess, if one of them fits.
    """
    plain = [c for c in fitting if any(b.spec.required and b.plain for b in c.bindings)]
    return plain or [c for c in fitting if c.pattern.yields_to] or fitting


def _fits(cast: Cast) -> bool:
    facts = cast.facts
    required = [binding for binding in cast.bindings if binding.spec.required]
    if not all(binding.fills for binding in required):
        return False
    if not all(any(hits(facts, evidence, cast.bound)) for evidence in cast.pattern.requires):
        return False
    apart: list[str] = []
    for area in (*required[0].areas, *required[0].held) if required else ():
        if area not in facts.countries and not any(facts.near(area, other) for other in apart):
            apart.append(area)
    return len(apart) >= cast.pattern.min_areas


def _areas(situation: Situation, cast: Cast) -> tuple[str, ...]:
    """The area the decision is about, then others that the evidence names, retaken ones last.

    Areas that other roles stand for, such as where people would be taken, are left out.
    """
    facts = situation.facts
    away = {name for b in cast.bindings if b.spec.elsewhere for name in b.fills}
    named: dict[str, None] = {}
    for binding in cast.bindings:
        if binding.spec.decides and _required(cast, binding):
            named.update(dict.fromkeys(facts.known_area(area) for area in binding.areas))
    pool = [area for area in named if area not in facts.countries and area not in away]
    weights = weigh_areas(facts, situation.sources)
    weights = {area: weight for area, weight in weights.items() if area not in away}
    main = main_area(facts, weights, pool)
    rest = sorted(pool, key=lambda area: (area in facts.taken, -weights.get(area, 0.0)))
    return tuple(dict.fromkeys(filter(None, (main, *rest))))


def _required(cast: Cast, binding: Binding) -> bool:
    return cast.pattern.role(cast.whole_of(binding.spec.id)).required


def _key(situation: Situation, areas: Sequence[str], used: dict[str, Situation]) -> str:
    """What tells this situation from others, for ids: its main area and its year; or a number."""
    area = areas[0].partition(":")[2] if areas else "area"
    year = f".{situation.start.year}" if situation.start and situation.dated else ""
    plain = re.sub(r"[^\w.\-]", "_", area) + year
    key, number = plain, 1
    while used.setdefault(key, situation) is not situation:
        number += 1
        key = f"{plain}.{number}"
    return key


def _title(situation: Situation, title: Text, areas: Sequence[str]) -> Text:
    named = [a.name for name in areas[:1] for a in situation.facts.case.areas if a.id == name]
    year = f" {situation.start.year}" if situation.start and situation.dated else ""
    if not named:
        return title
    ar, en = named[0].in_("ar"), named[0].in_("en")
    return Text(ar=f"{title.ar}: {ar}{year}", en=f"{title.en}: {en}{year}")


def _tied(case: Case, framed: Sequence[_Framed]) -> list[Decision]:
    """All decisions, each later one tied to the latest situation whose afterlife it is.

    Of that situation's decisions it follows the one of its own pattern, if there is one.
    """
    whole = Facts.of_case(case)
    decisions: list[Decision] = []
    for i, later in enumerate(framed):
        before: tuple[Decision, ...] = ()
        because: tuple[str, ...] = ()
        for earlier in framed[:i] if later.decisions else ():
            claims = afterlife_claims(earlier.situation, later.situation, whole)
            if claims and earlier.decisions:
                before, because = earlier.decisions, claims
        decisions += [
            replace(d, follows=_predecessor(d, before), because=because) for d in later.decisions
        ]
    return decisions


def _predecessor(decision: Decision, before: Sequence[Decision]) -> str | None:
    same = [earlier.id for earlier in before if earlier.pattern == decision.pattern]
    return next(iter((*same, *(earlier.id for earlier in before))), None)


def _with_new(old: tuple[T, ...], new: Iterable[T]) -> tuple[T, ...]:
    known = {record.id for record in old}
    added = []
    for record in new:
        if record.id not in known:
            known.add(record.id)
            added.append(record)
    return old + tuple(added)
