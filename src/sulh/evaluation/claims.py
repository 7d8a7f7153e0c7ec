"""Claims: which were found, who does what to whom, who says so, with which force."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sulh.evaluation.gold import GoldClaim, GoldDocument
from sulh.evaluation.names import Names
from sulh.evaluation.spans import overlap, paired, shared
from sulh.evaluation.system import SystemClaim, SystemDocument
from sulh.evaluation.tally import Tally

__all__ = ["Matcher", "Pair", "count_claims", "same_type"]

Pair = tuple[int, int]
Fits = Callable[[GoldClaim, SystemClaim], bool]
_MUTUAL = frozenset(("agree", "negotiate", "fight", "ceasefire"))
"""Events whose sides are on one footing: actor and target are one pool."""


def same_type(gold: GoldClaim, system: SystemClaim) -> bool:
    """Tell whether types agree. A term with an event in it may be given as that event."""
    if gold.kind == "term" or (gold.kind != "event" and gold.event):
        return gold.event in (None, system.type)
    return system.type in (gold.type, *gold.type_alt)


def _any_type(_gold: GoldClaim, _system: SystemClaim) -> bool:
    return True


def force_fits(gold: GoldClaim, system: SystemClaim) -> bool:
    """Tell whether the modality is the gold one, or one that is accepted as well."""
    return system.modality in (gold.modality, *gold.modality_alt)


@dataclass(frozen=True)
class Matcher:
    """Pairs the claims of a document one to one: best overlap first, then what else agrees."""

    gold: GoldDocument
    system: SystemDocument
    names: Names

    def speaker(self, gold: GoldClaim, system: SystemClaim) -> bool:
        """Tell whether the right one says so."""
        accepted = (gold.said_by, *gold.said_by_alt)
        if system.said_by in ("author", "unnamed"):
            return system.said_by in accepted
        found = self.names.match(system.said_by, self.names.actors, lenient=True)
        return any(i in accepted for i in found)

    def pairs(
        self, golds: Iterable[int], systems: Iterable[int], fits: Fits, least: float = 0.0
    ) -> list[Pair]:
        """Pair gold and system claims, by index, whose spans touch and that fit."""
        systems = list(systems)
        found = []
        for i in golds:
            for j in systems:
                one, other = self.gold.claims[i], self.system.claims[j]
                if shared(one.span, other.span) and fits(one, other):
                    part = overlap(one.span, other.span)
                    if part >= least:
                        found.append((2 * part + self._bonus(one, other), i, j))
        return paired(found)

    def _bonus(self, gold: GoldClaim, system: SystemClaim) -> float:
        bonus = 0.3 * force_fits(gold, system) + 0.1 * (system.polarity == gold.polarity)
        bonus += 0.1 * (system.type == gold.type) + 0.2 * self.speaker(gold, system)
        for wanted, accepted, given in (
            (gold.actor, gold.actor_alt, system.actor),
            (gold.target, gold.target_alt, system.target),
        ):
            if wanted or given:
                ids = (*wanted, *accepted)
                bonus += 0.2 * any(self.names.match(name, ids, lenient=True) for name in given)
        return bonus if gold.kind == "event" else bonus - 0.4


def count_claims(matcher: Matcher, tally: Tally) -> None:
    """Count events and their arguments, relations and control, then force and speakers."""
    gold, system = matcher.gold.claims, matcher.system.claims
    golds = [i for i, c in enumerate(gold) if c.kind in ("event", "term") or c.event]
    systems = [j for j, c in enumerate(system) if c.kind == "event"]
    events = matcher.pairs(golds, systems, same_type)
    for name, pairs, stretched in (
        ("event", events, False),
        ("event_iou50", matcher.pairs(golds, systems, same_type, 0.5), False),
        ("event_stretched", events, True),
        ("event_anytype", matcher.pairs(golds, systems, _any_type), False),
    ):
        _count_events(matcher, name, pairs, tally, stretched=stretched)
    for i, j in events:
        if gold[i].kind == "event" and not gold[i].optional:
            _count_roles(matcher, gold[i], system[j], tally)
    pairs = [(i, j) for i, j in events if gold[i].kind == "event"] + _others(matcher, tally)
    for i, j in pairs:
        if not gold[i].optional:
            _count_force(matcher, gold[i], system[j], tally)


def _count_events(
    matcher: Matcher, name: str, pairs: list[Pair], tally: Tally, *, stretched: bool
) -> None:
    gold = matcher.gold.claims
    hit = {i for i, _ in pairs}
    used = {j for _, j in pairs}
    needed = {
        i for i, c in enumerate(gold)
        if c.kind == "event" and not c.optional and (stretched or not c.stretched)
    }  # fmt: skip
    given = [j for j, c in enumerate(matcher.system.claims) if c.kind == "event"]
    wrong = sum(j not in used for j in given)
    tally.add(name, tp=len(needed & hit), fn=len(needed - hit), fp=wrong)


def _count_roles(matcher: Matcher, gold: GoldClaim, system: SystemClaim, tally: Tally) -> None:
    for lenient, suffix in ((False, "strict"), (True, "lenient")):
        if gold.type in _MUTUAL:
            wanted = tuple(dict.fromkeys((*gold.actor, *gold.target)))
            spare, given = (*gold.actor_alt, *gold.target_alt), (*system.actor, *system.target)
            _count_role(matcher, f"actor_{suffix}", (wanted, spare, given), tally, lenient)
            continue
        for role in ("actor", "target"):
            roles = getattr(gold, role), getattr(gold, f"{role}_alt"), getattr(system, role)
            _count_role(matcher, f"{role}_{suffix}", roles, tally, lenient)
    where = gold.place, gold.place_alt, system.place
    _count_role(matcher, "place_lenient", where, tally, lenient=True)


def _count_role(
    matcher: Matcher,
    name: str,
    fillers: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]],
    tally: Tally,
    lenient: bool,
) -> None:
    """Count the fillers of one role: those wanted, those that may stand in, those given."""
    wanted, spare, given = fillers
    pool = matcher.names.places if name.startswith("place") else matcher.names.actors
    ids = dict.fromkeys((*wanted, *spare, *pool))
    left, named = list(wanted), set[str]()
    wrong = stand_ins = 0
    for filler in dict.fromkeys(given):
        found = set(matcher.names.match(filler, ids, lenient=lenient))
        hit = next((i for i in left if i in found), None)
        if hit is not None:
            left.remove(hit)
            named.add(hit)
        elif not found & named:
            stand_ins += bool(found & set(spare))
            wrong += not found & set(spare)
    missing = max(0, len(left) - stand_ins)
    tally.add(name, tp=len(wanted) - missing, fn=missing, fp=wrong)


def _others(matcher: Matcher, tally: Tally) -> list[Pair]:
    """Pair relations, control, states and terms; count the first two."""
    gold, system = matcher.gold.claims, matcher.system.claims
    found = []
    for kind in ("relation", "control", "state", "term"):
        golds = [i for i, c in enumerate(gold) if c.kind == kind]
        systems = [j for j, c in enumerate(system) if c.kind == kind]
        pairs = matcher.pairs(golds, systems, same_type if kind == "relation" else _any_type)
        found += pairs
        if kind in ("relation", "control"):
            hit = {i for i, _ in pairs}
            needed = {i for i in golds if not gold[i].optional}
            tally.add(
                kind, tp=len(needed & hit), fn=len(needed - hit), fp=len(systems) - len(pairs)
            )
        if kind == "relation":
            for i, j in pairs:
                tally.answer("relation_ends", right=_ends(matcher, gold[i], system[j]))
    return found


def _ends(matcher: Matcher, gold: GoldClaim, system: SystemClaim) -> bool:
    ids = matcher.names.ids
    return all(
        any(end in matcher.names.match(name, ids, lenient=True) for name in given)
        for wanted, given in ((gold.actor, system.actor), (gold.target, system.target))
        for end in wanted
    )


def _count_force(matcher: Matcher, gold: GoldClaim, system: SystemClaim, tally: Tally) -> None:
    right = matcher.speaker(gold, system)
    tally.answer("attribution", right=right)
    if gold.said_by != "author":
        named = system.said_by != "author"
        tally.answer("attribution_named_recall", right=right and named)
    if system.said_by != "author":
        tally.answer("attribution_named_precision", right=right)
    fits = force_fits(gold, system)
    tally.answer("modality", right=fits)
    tally.answer("polarity", right=system.polarity == gold.polarity)
    if fits:
        tally.add(f"modality:{gold.modality}", tp=1)
    else:
        tally.add(f"modality:{gold.modality}", fn=1)
        tally.add(f"modality:{system.modality}", fp=1)
