"""The neutral form of a draft: what other programs and the scorer read, a document at a time."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from sulh.case.model import (
    Agreement,
    Area,
    Case,
    Claim,
    ControlContent,
    EventContent,
    Party,
    Person,
    RelationContent,
    Source,
    TermContent,
)

__all__ = ["names_by_id", "neutral", "plain_claim"]


def neutral(case: Case) -> list[dict[str, Any]]:
    """Return the documents of a case in the neutral form.

    Parameters
    ----------
    case : Case
        A draft, or a case built from one. Claims that were rejected, superseded or only proposed
        are left out.

    Returns
    -------
    list of dict
        One a document that was read, in the order of the case: ``doc`` (the file's name without
        its ending), ``parties``, ``persons``, ``sources``, ``places`` with the spans of their
        names, ``claims``, ``agreements``. See docs/reference/neutral-form.md.
    """
    names = names_by_id(case)
    claims = [c for c in case.claims if c.stands]
    return [
        {
            "doc": PurePath(source.file or source.id.partition(":")[2]).stem,
            "parties": [e for p in case.parties if (e := _entity(p, source)) is not None],
            "persons": [e for p in case.persons if (e := _entity(p, source)) is not None],
            "sources": [e for s in case.sources if (e := _entity(s, source)) is not None],
            "places": [e for a in case.areas if (e := _entity(a, source)) is not None],
            "claims": [plain_claim(c, names) for c in claims if c.source == source.id],
            "agreements": [
                _agreement(a, names, source.id)
                for a in case.agreements
                if any(m.source == source.id for m in a.mentions)
            ],
        }
        for source in case.sources
        if source.sha256
    ]


def names_by_id(case: Case) -> dict[str, str]:
    """Return the name of each party, person, area and outlet, Arabic where there is one."""
    found = {}
    records: list[Party | Person | Area | Source]
    records = [*case.parties, *case.persons, *case.areas, *case.sources]
    for record in records:
        name = record.name
        if name is not None:
            found[record.id] = name.ar or name.en
    return found


def _entity(record: Party | Person | Area | Source, source: Source) -> dict[str, Any] | None:
    here = [m for m in record.mentions if m.source == source.id]
    if not here or record.name is None:
        return None
    name = record.name.ar or record.name.en
    other = {record.name.ar, record.name.en, *record.aliases, *(m.quote for m in here
             if m.kind in ("name", "nominal"))} - {name, ""}  # fmt: skip
    return {
        "name": name,
        "aliases": sorted(other),
        "mentions": [[m.start, m.end] for m in here if m.kind == "name"],
    }


def sides_of(claim: Claim) -> tuple[list[str], list[str], list[str]]:
    """Return the ids of who acts, on whom, and where, in the neutral form."""
    content = claim.content
    if isinstance(content, EventContent):
        return list(content.actors), list(content.targets), list(content.areas)
    if isinstance(content, RelationContent):
        return [content.subject], [content.object], []
    if isinstance(content, ControlContent):
        return list(content.holders), [], [content.area]
    return list(content.sides) if isinstance(content, TermContent) else [], [], []


def plain_claim(claim: Claim, names: dict[str, str]) -> dict[str, Any]:
    """Return a claim in the neutral form; an id without a name in `names` stays."""
    content = claim.content
    kind: str = content.kind
    if isinstance(content, EventContent | RelationContent):
        kind = content.type
    actor, target, place = sides_of(claim)
    said = claim.holders[-1].who if claim.holders else "author"
    return {
        "start": claim.start,
        "end": claim.end,
        "kind": content.kind,
        "type": kind,
        "actor": [names.get(x, x) for x in actor],
        "target": [names.get(x, x) for x in target],
        "place": [names.get(x, x) for x in place],
        "said_by": names.get(said, said),
        "modality": claim.modality,
        "polarity": claim.polarity,
    }


_STATUS = {"collapsed": "breached", "expired": "implemented"}
"""The neutral form has eight statuses: these are the nearest of them."""


def _agreement(agreement: Agreement, names: dict[str, str], source: str) -> dict[str, Any]:
    return {
        "status": _STATUS.get(agreement.status, agreement.status),
        "name": agreement.name.ar or agreement.name.en,
        "parties": [names.get(x, x) for x in agreement.signatories],
        "mediator": [names.get(x, x) for x in agreement.brokers],
        "guarantor": [names.get(x, x) for x in agreement.guarantors],
        "mentions": [[m.start, m.end] for m in agreement.mentions if m.source == source],
    }
