"""What a reader gave, in the neutral form: only ``doc`` is required of a document."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sulh.errors import UnreadableError, Where
from sulh.evaluation.gold import KINDS, GoldDocument
from sulh.evaluation.spans import Span

__all__ = [
    "SystemAgreement",
    "SystemClaim",
    "SystemDocument",
    "SystemEntity",
    "as_system",
    "load_system",
    "system_of",
]


@dataclass(frozen=True, slots=True)
class SystemEntity:
    """An entity that the reader found."""

    name: str
    aliases: tuple[str, ...]
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemClaim:
    """A claim that the reader made; what is not given is by the author, asserted, positive."""

    start: int
    end: int
    kind: str
    type: str = ""
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    said_by: str = "author"
    modality: str = "asserted"
    polarity: str = "pos"

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemAgreement:
    """An agreement that the reader found."""

    status: str
    name: str = ""
    parties: tuple[str, ...] = ()
    mediator: tuple[str, ...] = ()
    guarantor: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemDocument:
    """All that a reader gave of one document."""

    doc: str
    entities: Mapping[str, tuple[SystemEntity, ...]]
    claims: tuple[SystemClaim, ...] = ()
    agreements: tuple[SystemAgreement, ...] = ()


def load_system(folder: Path) -> dict[str, SystemDocument]:
    """Load the documents of every JSON file of a folder, or of one file.

    Raises
    ------
    UnreadableError
        If a file is no JSON of the neutral form, or a document is given twice.
    """
    files = sorted(folder.glob("*.json")) if folder.is_dir() else [folder]
    found: dict[str, SystemDocument] = {}
    for file in files:
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
            documents = system_of(data.get("docs", [data]) if isinstance(data, dict) else data)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise UnreadableError(
                f"not of the neutral form: {error}", Where(str(file)),
                "write it with sulh read FILES --json",
            ) from error  # fmt: skip
        for document in documents:
            if document.doc in found:
                raise UnreadableError(f"document {document.doc} is given twice", Where(str(file)))
            found[document.doc] = document
    return found


def system_of(documents: Sequence[Mapping[str, Any]]) -> list[SystemDocument]:
    """Return documents of the neutral form as records."""
    return [
        SystemDocument(
            doc=str(document["doc"]),
            entities={kind: tuple(_entity(e) for e in document.get(kind) or ()) for kind in KINDS},
            claims=tuple(_claim(c) for c in document.get("claims") or ()),
            agreements=tuple(_agreement(a) for a in document.get("agreements") or ()),
        )
        for document in documents
    ]


def _entity(data: Mapping[str, Any]) -> SystemEntity:
    return SystemEntity(
        data.get("name") or "",
        tuple(data.get("aliases") or ()),
        tuple((a, b) for a, b in data.get("mentions") or ()),
    )


def _claim(data: Mapping[str, Any]) -> SystemClaim:
    return SystemClaim(
        start=data["start"],
        end=data["end"],
        kind=data.get("kind") or "",
        type=data.get("type") or "",
        said_by=data.get("said_by") or "author",
        modality=data.get("modality") or "asserted",
        polarity=data.get("polarity") or "pos",
        **{role: tuple(data.get(role) or ()) for role in ("actor", "target", "place")},
    )


def _agreement(data: Mapping[str, Any]) -> SystemAgreement:
    return SystemAgreement(
        status=data["status"],
        name=data.get("name") or "",
        mentions=tuple((a, b) for a, b in data.get("mentions") or ()),
        **{role: tuple(data.get(role) or ()) for role in ("parties", "mediator", "guarantor")},
    )


def as_system(gold: GoldDocument) -> SystemDocument:
    """Return the gold itself as a reader's answer: it must score 1 in everything."""
    name = {i: e.names[0] for i, e in gold.by_id.items()}

    def named(ids: Sequence[str]) -> tuple[str, ...]:
        return tuple(name.get(i, i) for i in ids)

    return SystemDocument(
        doc=gold.id,
        entities={
            kind: tuple(SystemEntity(e.names[0], e.names[1:], e.mentions) for e in entities)
            for kind, entities in gold.entities.items()
        },
        claims=tuple(
            SystemClaim(
                start=c.start, end=c.end, kind=c.kind, type=c.type, actor=named(c.actor),
                target=named(c.target), place=named(c.place), modality=c.modality,
                polarity=c.polarity, said_by=name.get(c.said_by, c.said_by),
            )
            for c in gold.claims
        ),
        agreements=tuple(
            SystemAgreement(
                status=a.status, name=a.names[0], parties=named(a.parties),
                mediator=named(a.mediator), guarantor=named(a.guarantor), mentions=a.mentions,
            )
            for a in gold.agreements
        ),
    )  # fmt: skip
