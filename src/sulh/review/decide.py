"""Decisions on claims. Each makes a new record that supersedes the old one, which stays as it was.

The new record is ``<id>.r1`` (``.r2`` …); what referred to the old one refers to it, so that an
analysis follows the decision, and the draft can still be read beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal, get_args

from sulh.case.model import Case, Claim, Holder
from sulh.errors import PatchError, Where, nearest
from sulh.review.changes import OWN_FIELDS, checked
from sulh.review.following import following

__all__ = ["VERDICTS", "Verdict", "decide"]

Verdict = Literal["accept", "correct", "reject", "note"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
_DECISIONS: dict[Verdict, Any] = {
    "accept": "accepted", "correct": "corrected", "reject": "rejected"
}  # fmt: skip


def decide(
    case: Case,
    claim_id: str,
    verdict: Verdict,
    *,
    reviewer: str = "",
    note: str = "",
    changes: Mapping[str, Any] | None = None,
) -> Case:
    """Return the case with a decision on one claim.

    Parameters
    ----------
    case : Case
        The case.
    claim_id : str
        A claim that no other supersedes.
    verdict : {"accept", "correct", "reject", "note"}
        A note leaves the claim drafted.
    reviewer : str
        Who decides.
    note : str
        Added to the claim's note.
    changes : mapping of field to value
        For "correct": `modality`, `polarity`, `realis`, `hedge`, `quote`, `start`, `end`, `holder`
        (the innermost), and the fields of the claim's content (:func:`sulh.review.field_names`).

    Returns
    -------
    Case
        With the new claim last in its list. References to the old claim name the new one;
        relations, events and control that it carries are told anew.

    Raises
    ------
    PatchError
        If there is no such claim, another supersedes it, or a change does not fit.
    """
    old = _current(case, claim_id)
    if verdict == "correct" and not changes:
        raise PatchError("a correction without a change", Where(claim_id), "name a field and value")
    changed = _corrected(case, old, changes or {}) if verdict == "correct" else old
    new = replace(
        changed,
        id=_next_id(case, old.id),
        decision=_DECISIONS.get(verdict, old.decision),
        reviewer=reviewer or old.reviewer,
        note="\n".join(part for part in (old.note, note) if part),
    )
    claims = [replace(c, superseded_by=new.id) if c.id == old.id else c for c in case.claims]
    return following(replace(case, claims=(*claims, new)), old, new)


def _current(case: Case, claim_id: str) -> Claim:
    known = {claim.id: claim for claim in case.claims}
    if claim_id not in known:
        raise PatchError("no such claim", Where(claim_id), nearest(claim_id, known))
    found = known[claim_id]
    if found.superseded_by is not None:
        raise PatchError(
            "this claim is superseded", Where(claim_id), f"decide on {found.superseded_by}"
        )
    return found


def _next_id(case: Case, claim_id: str) -> str:
    taken = {claim.id for claim in case.claims}
    stem, dot, last = claim_id.rpartition(".r")
    base, number = (stem, int(last) + 1) if dot and last.isdigit() else (claim_id, 1)
    while f"{base}.r{number}" in taken:
        number += 1
    return f"{base}.r{number}"


def _corrected(case: Case, claim: Claim, changes: Mapping[str, Any]) -> Claim:
    content: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for name, value in checked(claim, changes).items():
        if name == "holder":
            own["holders"] = _spoken_by(case, claim, str(value))
        elif name in OWN_FIELDS:
            own[name] = value
        else:
            content[name] = value
            _check_ids(case, claim.id, name, value)
    return replace(claim, content=replace(claim.content, **content), **own)


def _spoken_by(case: Case, claim: Claim, who: str) -> tuple[Holder, ...]:
    if who not in ("author", "unnamed"):
        _check_ids(case, claim.id, "holder", (who,))
    return (*claim.holders[:-1], replace(claim.holders[-1], who=who)) if claim.holders else ()


def _check_ids(case: Case, claim_id: str, name: str, value: Any) -> None:
    """Refuse ids that the case does not have."""
    ids = [value] if isinstance(value, str) else value if isinstance(value, tuple) else []
    lists = (case.parties, case.persons, case.areas, case.sources, case.agreements, case.claims)
    known = {record.id for records in lists for record in records}
    for found in ids:
        if ":" in found and found not in known:
            raise PatchError(f"{name}: no record {found!r}", Where(claim_id), nearest(found, known))
