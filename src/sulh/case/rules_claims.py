"""Rules on evidence: what rests on no claim, on claims of no fact, on words the source lacks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

from sulh.case.finding import Context
from sulh.case.model import (
    Aim,
    Backing,
    Claim,
    Mention,
    Option,
    Perceived,
    Quantity,
    Ranking,
    Role,
    Source,
    Statement,
    Utility,
    Weight,
)
from sulh.case.shape import Path
from sulh.errors import Fault

__all__ = ["evidence", "factuality", "sources", "spans"]

_HASH = re.compile(r"[0-9a-f]{64}")
_STAND_FOR_FACT = ("reached", "implemented")
_NEEDS_CLAIMS = (
    Aim, Backing, Option, Perceived, Quantity, Ranking, Role, Statement, Utility, Weight,
)  # fmt: skip


def evidence(context: Context) -> Iterator[Fault]:
    """Facts without a claim, and what is marked as from the text without one."""
    for path, record in context.records("relations", "events", "agreements", "control"):
        if not record.claims:
            yield context.fault(
                "without-claim", path, "no claim supports it",
                "add the claims it rests on, or remove it",
            )  # fmt: skip
    for path, part in context.parts:
        if isinstance(part, _NEEDS_CLAIMS):
            bound = not isinstance(part, Role) or bool(part.parties)
            if part.basis == "text" and bound and not part.claims:
                yield context.fault(
                    "without-claim", path, "marked as from the text, but no claim is named",
                    "name the claims, or write basis: assumed",
                )  # fmt: skip


def factuality(context: Context) -> Iterator[Fault]:
    """Clusters reported as fact on claims that state none; denials left unmarked."""
    for path, record in context.records("relations", "events", "control"):
        claims = _live_claims(context, record.claims)
        if record.status == "reported" and claims:
            yield from _status_fault(context, (*path, "status"), claims)
    for path, agreement in context.records("agreements"):
        claims = _live_claims(context, agreement.claims)
        if agreement.status in _STAND_FOR_FACT and claims and not any(map(_affirms, claims)):
            yield context.fault(
                "not-a-fact", (*path, "status"),
                f"«{agreement.status}» rests only on claims that are {_modalities(claims)}",
                "find a claim that asserts it, or correct the status",
            )  # fmt: skip


def _live_claims(context: Context, ids: tuple[str, ...]) -> list[Claim]:
    found = [context.claims[claim_id] for claim_id in ids if claim_id in context.claims]
    return [claim for claim in found if claim.decision not in {"rejected", "proposed"}]


def _affirms(claim: Claim) -> bool:
    return claim.modality == "asserted" and claim.polarity == "pos"


def _denies(claim: Claim) -> bool:
    return claim.modality in {"denied", "negated"} or claim.polarity == "neg"


def _modalities(claims: list[Claim]) -> str:
    kinds = {"negated" if _denies(c) and c.modality == "asserted" else c.modality for c in claims}
    return ", ".join(sorted(kinds))


def _status_fault(context: Context, path: Path, claims: list[Claim]) -> Iterator[Fault]:
    affirmed = any(_affirms(claim) for claim in claims)
    denied = [claim for claim in claims if _denies(claim)]
    if not affirmed:
        yield context.fault(
            "not-a-fact", path,
            f"reported as fact, but its claims are {_modalities(claims)}",
            "write status: contested where others affirm it, else status: not_factual",
        )  # fmt: skip
    elif denied:
        yield context.fault(
            "contradiction", path, f"{denied[0].id} denies what other claims assert",
            "write status: contested",
        )  # fmt: skip


def sources(context: Context) -> Iterator[Fault]:
    """Hashes that are none, one document twice, files that changed or lie outside the folder."""
    first: dict[str, str] = {}
    for path, source in context.records("sources"):
        if source.sha256:
            if not _HASH.fullmatch(source.sha256):
                yield context.fault(
                    "bad-hash", (*path, "sha256"), "not 64 hexadecimal digits in small letters",
                    "write the output of sha256sum",
                )  # fmt: skip
            elif source.sha256 in first:
                yield context.fault(
                    "same-source", (*path, "sha256"),
                    f"the same document as {first[source.sha256]}",
                    "keep one of the two; point its claims to the one you keep",
                )  # fmt: skip
            first.setdefault(source.sha256, source.id)
        yield from _files(context, path, source)


def _files(context: Context, path: Path, source: Source) -> Iterator[Fault]:
    for name in ("file", "text_file"):
        if context.folder and _resolved(context.folder, getattr(source, name)) is None:
            yield context.fault(
                "outside-folder", (*path, name), "the path leaves the folder of the case",
                "give a path inside the folder",
            )  # fmt: skip
    original = _resolved(context.folder, source.file) if context.folder else None
    if source.sha256 and source.file and original and _hash(original) not in {"", source.sha256}:
        yield context.fault(
            "source-changed", (*path, "file"), f"{source.file} is not the file that was read",
            "restore the original, or read the new one as another source",
        )  # fmt: skip


def _hash(file: FilePath) -> str:
    """SHA-256 of a file; empty where there is none to read."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def _resolved(folder: FilePath, name: str) -> FilePath | None:
    """Return the path of a file of the case; None if it leaves the folder."""
    try:
        path = (folder / name).resolve()
        return path if path.is_relative_to(folder.resolve()) else None
    except (OSError, RuntimeError, ValueError):  # loops of links, names that are none
        return None


def spans(context: Context) -> Iterator[Fault]:
    """Quotes that do not fit their span, or the text as stored."""
    texts: dict[str, str] = {}
    for path, source in context.records("sources"):
        text, fault = _text(context, path, source)
        if fault:
            yield fault
        elif text is not None:
            texts[source.id] = text
    for path, part in context.parts:
        if isinstance(part, Claim | Mention):
            yield from _quote(context, path, part, texts)
        for low, high in (("start", "end"), ("cue_start", "cue_end")):
            yield from _crossed(context, path, part, low, high)


def _crossed(context: Context, path: Path, part: Any, low: str, high: str) -> Iterator[Fault]:
    start, end = getattr(part, low, None), getattr(part, high, None)
    if isinstance(start, int) and isinstance(end, int) and end < start:
        yield context.fault(
            "crossed-span", (*path, low), f"{low} {start} is after {high} {end}", "exchange them"
        )


def _text(context: Context, path: Path, source: Source) -> tuple[str | None, Fault | None]:
    """Stored text of a source, if there is one, or what is wrong with it."""
    file = _resolved(context.folder, source.text_file) if context.folder else None
    if not source.text_file or file is None:
        return None, None
    where = (*path, "text_file")
    advice = "restore the stored text: every quote is a span of it"
    try:
        text = file.read_bytes().decode("utf-8")
    except OSError:
        return None, context.fault("text-missing", where, f"cannot read {source.text_file}", advice)
    except UnicodeDecodeError:
        return None, context.fault(
            "text-changed", where, f"{source.text_file} is not UTF-8", advice
        )
    if source.n_characters not in {0, len(text)}:
        message = f"{source.text_file} has {len(text)} characters, not {source.n_characters}"
        return None, context.fault("text-changed", where, message, advice)
    return text, None


def _quote(
    context: Context, path: Path, part: Claim | Mention, texts: dict[str, str]
) -> Iterator[Fault]:
    text = texts.get(part.source)
    if part.end < part.start:
        return
    if part.end - part.start != len(part.quote):
        yield context.fault(
            "quote-length", (*path, "quote"),
            f"the quote has {len(part.quote)} characters, its span {part.end - part.start}",
            "copy the quote from the stored text, or correct start and end",
        )  # fmt: skip
    elif text is not None and text[part.start : part.end] != part.quote:
        there = text[part.start : part.end]
        yield context.fault(
            "quote-differs", (*path, "quote"),
            f"the text has «{there[:60]}» there",
            "copy the quote from the stored text, or correct start and end",
        )  # fmt: skip
