"""Claim against denial, side by side, each with its holder, source and grade."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sulh.brief.context import Context, Evidence
from sulh.brief.sections.accounts import told_in_accounts
from sulh.case.model import Claim, Control, Event, Relation

__all__ = ["Dispute", "disputes"]

_AGAINST = {"denied", "negated"}


@dataclass(frozen=True)
class Dispute:
    """What is said on one side and on the other."""

    claims: tuple[Evidence, ...]
    denials: tuple[Evidence, ...]


def disputes(context: Context) -> tuple[Dispute, ...]:
    """Return every dispute of the case: denials linked to claims, and contested records.

    Claims that meet in a link or in a contested record are one dispute. What stands in the
    accounts of a breach (:func:`.breach_accounts`) is not set out again.
    """
    shown = told_in_accounts(context)
    groups: list[set[str]] = []
    for ids in _meetings(context):
        touching = [g for g in groups if g & ids]
        groups = [g for g in groups if not g & ids]
        groups.append(ids.union(*touching))
    found = [_dispute(context, group) for group in groups if not group <= shown]
    return tuple(sorted(found, key=lambda d: [e.claim for e in (*d.claims, *d.denials)]))


def _meetings(context: Context) -> Iterable[set[str]]:
    known = context.names.claims.keys()
    for link in context.case.links:
        if link.type == "denies":
            yield {link.source_claim, link.target_claim} & known
    records: tuple[Event | Relation | Control, ...] = (
        *context.case.events, *context.case.relations, *context.case.control
    )  # fmt: skip
    for record in records:
        if record.status == "contested" and record.claims:
            yield set(record.claims) & known


def _dispute(context: Context, group: set[str]) -> Dispute:
    claims = [context.names.claims[i] for i in sorted(group)]
    deniers = {link.source_claim for link in context.case.links if link.type == "denies"}
    against = [c for c in claims if _is_denial(c) or c.id in deniers]
    return Dispute(
        claims=tuple(context.evidence(c) for c in claims if c not in against),
        denials=tuple(context.evidence(c) for c in against),
    )


def _is_denial(claim: Claim) -> bool:
    return claim.modality in _AGAINST or claim.polarity == "neg"
