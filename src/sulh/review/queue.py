"""In which order drafted claims are worth a person's time.

What an answer hangs on comes first: a claim under a statement that would move the answer; then
claims that more of the analysis cites; then those in conflict with others; then those whose force
no rule could settle; then those the reader was least sure of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sulh.case.model import Case, Claim, Control, Event, EventContent, Relation
from sulh.case.shape import walk
from sulh.case.vocab import FORCE_UNSURE
from sulh.settlement.result import Drivers

__all__ = ["Matter", "review_queue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """Why a claim is worth a look.

    Attributes
    ----------
    claim : str
        Id of the claim.
    moves : float
        How far finding out about the statements that rest on it would move a settlement's share.
    rests : tuple of str
        What cites it: ``decision/statement`` and the like.
    conflicts : tuple of str
        Ids of claims that say otherwise, and of contested records it belongs to.
    confidence : float or None
        How sure the reader was.
    unsure : bool
        True if no rule could tell with which force it is told.
    """

    claim: str
    moves: float = 0.0
    rests: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    confidence: float | None = None
    unsure: bool = False


def review_queue(case: Case, drivers: Sequence[Drivers] = ()) -> tuple[Matter, ...]:
    """Return the claims that nobody has decided on, those that matter most first.

    Parameters
    ----------
    case : Case
        The case; superseded claims and those with a decision are left out.
    drivers : sequence of Drivers
        What moves the answer of each decision, by :func:`sulh.settlement.drivers.what_drives`.
        Without them the number of things that rest on a claim decides.

    Returns
    -------
    tuple of Matter
    """
    values = {
        f"{found.decision}/{statement.statement}": statement.value
        for found in drivers
        for statement in found.statements
    }
    rests, conflicts = _resting(case), _conflicts(case)
    found = [
        Matter(
            claim=claim.id,
            moves=max((values.get(name, 0.0) for name in rests[claim.id]), default=0.0),
            rests=tuple(rests[claim.id]),
            conflicts=tuple(conflicts[claim.id]),
            confidence=claim.confidence,
            unsure=FORCE_UNSURE in claim.rules,
        )
        for claim in case.claims
        if claim.decision in ("drafted", "proposed") and claim.superseded_by is None
    ]
    return tuple(sorted(found, key=_rank))


def _rank(matter: Matter) -> tuple[float, int, int, bool, float, str]:
    confidence = 0.5 if matter.confidence is None else matter.confidence
    weight = -matter.moves, -len(matter.rests), -len(matter.conflicts)
    return *weight, not matter.unsure, confidence, matter.claim


def _resting(case: Case) -> Mapping[str, dict[str, None]]:
    """What of the decisions and campaigns cites each claim."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for frame in (*case.decisions, *case.campaigns):
        for path, part in walk(frame):
            name = getattr(part, "id", None) or ".".join(str(step) for step in path)
            for claim in getattr(part, "claims", ()):
                found[claim][f"{frame.id}/{name}"] = None
    return found


def _conflicts(case: Case) -> Mapping[str, dict[str, None]]:
    """What says otherwise: denials, contested records, other numbers for one event."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    claims = {claim.id: claim for claim in case.claims}
    for link in case.links:
        if link.type == "denies" and not _gone(claims, link.source_claim, link.target_claim):
            found[link.source_claim][link.target_claim] = None
            found[link.target_claim][link.source_claim] = None
    records: tuple[Relation | Event | Control, ...]
    records = (*case.relations, *case.events, *case.control)
    for record in records:
        if record.status == "contested":
            for claim_id in record.claims:
                found[claim_id][record.id] = None
    for event in case.events:
        for one, other in _unequal([claims[i] for i in event.claims if i in claims]):
            found[one][other] = None
    return found


def _gone(claims: Mapping[str, Claim], *ids: str) -> bool:
    return any(i in claims and claims[i].decision == "rejected" for i in ids)


def _unequal(claims: Iterable[Claim]) -> list[tuple[str, str]]:
    """Pairs of claims that count the same event's people and share no number."""
    counted = [
        (claim.id, claim.content.low or 0.0, claim.content.high or float("inf"))
        for claim in claims
        if isinstance(claim.content, EventContent)
        and (claim.content.low is not None or claim.content.high is not None)
    ]
    return [
        (one, other)
        for one, low, high in counted
        for other, least, most in counted
        if one != other and (high < least or most < low)
    ]
