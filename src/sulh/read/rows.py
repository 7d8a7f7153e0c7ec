"""Claims and documents as rows of tables: one line a claim, with all that says whose word it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sulh.case.model import Case, Claim, EventContent, Source
from sulh.errors import UnreadableError, Where
from sulh.read.columns import array_of, pyarrow, schema
from sulh.read.neutral import names_by_id, plain_claim, sides_of

__all__ = [
    "CLAIM_COLUMNS",
    "DOCUMENT_COLUMNS",
    "claim_rows",
    "document_row",
    "table_of",
    "write_tables",
]

CLAIM_COLUMNS = {
    "document": "string", "publisher": "string", "published": "date", "copy_of": "string",
    "claim": "string", "start": "integer", "end": "integer", "quote": "string", "kind": "string",
    "type": "string", "subtype": "string", "actors": "strings", "targets": "strings",
    "areas": "strings", "actor_ids": "strings", "target_ids": "strings", "area_ids": "strings",
    "holders": "strings", "said_by": "string", "modality": "string", "polarity": "string",
    "realis": "string", "when": "string", "when_start": "date", "when_end": "date",
    "low": "number", "high": "number", "confidence": "number", "rules": "strings",
}  # fmt: skip
"""Columns of claims.parquet and what they hold."""
DOCUMENT_COLUMNS = {
    "document": "string", "doc": "string", "sha256": "string", "publisher": "string",
    "published": "date", "language": "string", "n_characters": "integer", "n_claims": "integer",
    "copy_of": "string", "notice": "string", "message": "string",
}  # fmt: skip
"""Columns of documents.parquet. `notice` is the code of what kept a document from being read."""


def claim_rows(case: Case, documents: dict[str, str]) -> list[dict[str, Any]]:
    """Return the claims of a case as rows.

    Parameters
    ----------
    case : Case
        A draft. Rejected and superseded claims are left out.
    documents : dict
        Source id to what the column `document` shall say, such as the path of the file.
    """
    names, sources = names_by_id(case), {source.id: source for source in case.sources}
    return [
        _claim_row(claim, sources[claim.source], names, documents)
        for claim in case.claims
        if claim.stands
    ]


def _claim_row(
    claim: Claim, source: Source, names: dict[str, str], documents: dict[str, str]
) -> dict[str, Any]:
    content, when = claim.content, claim.when
    event = content if isinstance(content, EventContent) else None
    plain, (actors, targets, areas) = plain_claim(claim, names), sides_of(claim)
    return {
        "document": documents[source.id],
        "publisher": source.publisher,
        "published": source.published.start if source.published else None,
        "copy_of": documents.get(source.copy_of, "") if source.copy_of else "",
        "claim": claim.id,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "kind": content.kind,
        "type": plain["type"],
        "subtype": getattr(content, "subtype", ""),
        "actors": plain["actor"],
        "targets": plain["target"],
        "areas": plain["place"],
        "actor_ids": actors,
        "target_ids": targets,
        "area_ids": areas,
        "holders": [names.get(holder.who, holder.who) for holder in claim.holders],
        "said_by": plain["said_by"],
        "modality": claim.modality,
        "polarity": claim.polarity,
        "realis": claim.realis,
        "when": when.text if when else "",
        "when_start": when.start if when else None,
        "when_end": when.end if when else None,
        "low": event.low if event else None,
        "high": event.high if event else None,
        "confidence": claim.confidence,
        "rules": list(claim.rules),
    }


def document_row(
    document: str, source: Source | None, n_claims: int, notice: str = "", message: str = ""
) -> dict[str, Any]:
    """Return a document as a row; one that could not be read has its notice and no source."""
    published = source.published.start if source and source.published else None
    return {
        "document": document,
        "doc": Path(document).stem,
        "sha256": source.sha256 if source else "",
        "publisher": source.publisher if source else "",
        "published": published,
        "language": source.language if source else "",
        "n_characters": source.n_characters if source else 0,
        "n_claims": n_claims,
        "copy_of": "",
        "notice": notice,
        "message": message,
    }


def table_of(rows: Sequence[dict[str, Any]], columns: dict[str, str]) -> Any:
    """Return rows as an Arrow table."""
    arrays = [array_of([row[name] for row in rows], kind) for name, kind in columns.items()]
    return pyarrow().Table.from_arrays(arrays, schema=schema(columns))


def write_tables(tables: Iterable[Any], columns: dict[str, str], path: Path) -> None:
    """Write Arrow tables one after another as one Parquet file, whole or not at all.

    Raises
    ------
    UnreadableError
        If the file cannot be written.
    """
    scratch = path.with_name(f".{path.name}.part")
    try:
        with pyarrow("parquet").ParquetWriter(
            scratch, schema(columns), compression="zstd"
        ) as writer:
            for table in tables:
                writer.write_table(table)
        scratch.replace(path)
    except OSError as error:
        raise UnreadableError(
            f"cannot write: {error.strerror or error}", Where(str(path))
        ) from error
    finally:
        scratch.unlink(missing_ok=True)
