"""``frame_case``: from what is known to the decisions and campaigns it supports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sulh.case.model import Campaign, Case, Decision, Question, Text
from sulh.frame.afterlife import afterlife_claims
from sulh.frame.bind import Binding, bind_roles
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
_Fitting = tuple[Pattern, tuple[Binding, ...]]
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
    ranked = sorted(
        ((pattern, bind_roles(pattern, facts)) for pattern in load_patterns(patterns)),
        key=lambda found: _distance(*found),
    )
    nearest = [
        (pattern, bindings)
        for pattern, bindings in ranked
        if _distance(pattern, bindings) == _distance(*ranked[0])
    ]
    asked = [question for found in nearest for question in _missing(*found)]
    return tuple(asked[:MOST_ASKED])


def _distance(pattern: Pattern, bindings: Iterable[Binding]) -> tuple[int, int, int]:
    """How far a pattern is from fitting: required roles unbound, others; then the less close ones.

    A pattern all of whose required roles are bound, but that does not fit, comes after the others:
    there is nobody to ask for.
    """
    missing = sum(b.spec.required and not b.fills for b in bindings)
    bound = sum(bool(b.fills) for b in bindings)
    return (-bound if missing else 1, missing, len(pattern.yields_to))


def _missing(pattern: Pattern, bindings: Iterable[Binding]) -> Iterator[Question]:
    for binding in bindings:
        if binding.spec.required and not binding.fills:
            ask, title = binding.spec.ask, pattern.title
            yield Question(
                about=f"{pattern.id}/{binding.spec.id}",
                text=Text(ar=f"{title.ar}: {ask.ar}", en=f"{title.en}: {ask.en}"),
            )


def _frame_situation(
    situation: Situation, library: Iterable[Pattern], used: dict[str, Situation], *, forced: bool
) -> _Framed:
    decisions: list[Decision] = []
    campaign = None
    for pattern, bindings in _fitting(situation.facts, library, forced=forced):
        areas = _areas(situation, pattern, bindings)
        key = _key(situation, areas, used)
        title = _title(situation, pattern.title, areas)
        bare = build_decision(f"d:{pattern.id}.{key}", pattern, situation.facts, bindings, title)
        asks = bare.asks if situation.dated else (*bare.asks, _ASK_DATE)
        decision = replace(bare, when=situation.when(), areas=areas, asks=asks)
        decisions.append(decision)
        if campaign is None:
            campaign = build_campaign(f"g:{key}", pattern, situation.facts, bindings, decision)
    return _Framed(situation, tuple(decisions), campaign)


def _fitting(facts: Facts, library: Iterable[Pattern], *, forced: bool) -> list[_Fitting]:
    """The patterns to use for a situation, each with its roles bound."""
    bound = [(pattern, bind_roles(pattern, facts)) for pattern in library]
    if forced:
        return bound
    fitting = [(p, b) for p, b in bound if _fits(p, facts, b)]
    if not fitting:
        bound = [(pattern, bind_roles(pattern, facts, thin=True)) for pattern, _ in bound]
        fitting = _least_special([(p, b) for p, b in bound if _fits(p, facts, b)])
    names = {pattern.id for pattern, _ in fitting}
    return [(p, b) for p, b in fitting if not names & set(p.yields_to)]


def _least_special(fitting: list[_Fitting]) -> list[_Fitting]:
    """Of patterns that fit on thin evidence, those that say no more than the evidence does.

    A pattern that others yield to needs a role that is plainly shown; where there is none, the
    patterns that yield are the better guess, if one of them fits.
    """
    plain = [(p, b) for p, b in fitting if any(x.spec.required and x.plain for x in b)]
    return plain or [(p, b) for p, b in fitting if p.yields_to] or fitting


def _fits(pattern: Pattern, facts: Facts, bindings: Sequence[Binding]) -> bool:
    required = [binding for binding in bindings if binding.spec.required]
    if not all(binding.fills for binding in required):
        return False
    fills = {binding.spec.id: binding.fills for binding in bindings}
    if not all(any(hits(facts, evidence, fills)) for evidence in pattern.requires):
        return False
    apart: list[str] = []
    for area in (*required[0].areas, *required[0].held) if required else ():
        if area not in facts.countries and not any(facts.near(area, other) for other in apart):
            apart.append(area)
    return len(apart) >= pattern.min_areas


def _areas(situation: Situation, pattern: Pattern, bindings: Iterable[Binding]) -> tuple[str, ...]:
    """The area the decision is about, then others that the evidence names, retaken ones last.

    Areas that other roles stand for, such as where people would be taken, are left out.
    """
    facts = situation.facts
    away = {name for b in bindings if b.spec.elsewhere for name in b.fills}
    named: dict[str, None] = {}
    for binding in bindings:
        if binding.spec.decides and pattern.role(binding.spec.id).required:
            named.update(dict.fromkeys(facts.known_area(area) for area in binding.areas))
    pool = [area for area in named if area not in facts.countries and area not in away]
    weights = weigh_areas(facts, situation.sources)
    weights = {area: weight for area, weight in weights.items() if area not in away}
    main = main_area(facts, weights, pool)
    rest = sorted(pool, key=lambda area: (area in facts.taken, -weights.get(area, 0.0)))
    return tuple(dict.fromkeys(filter(None, (main, *rest))))


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
