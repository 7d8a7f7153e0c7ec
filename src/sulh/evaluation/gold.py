"""Gold annotation, in either of its two forms, as frozen records.

``sulh-gold/0.1`` keeps the text in a file of its own, chains of holders and nested content; the
neutral gold (``sulh-hold/0.1``) holds its text and is flat. Both become :class:`GoldDocument`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sulh.errors import UnreadableError, Where
from sulh.evaluation.spans import Span

__all__ = ["KINDS", "GoldAgreement", "GoldClaim", "GoldDocument", "GoldEntity", "load_gold"]

KINDS = ("parties", "persons", "sources", "places")


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity: `mentions` are spans of names; `others` of nouns, adjectives and pronouns."""

    id: str
    names: tuple[str, ...]
    mentions: tuple[Span, ...]
    others: tuple[Span, ...]
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """A claim. Fields that end in `_alt` hold what is accepted as well."""

    start: int
    end: int
    kind: str
    type: str
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    said_by: str = "author"
    modality: str = "asserted"
    polarity: str = "pos"
    event: str | None = None
    optional: bool = False
    stretched: bool = False
    type_alt: tuple[str, ...] = ()
    actor_alt: tuple[str, ...] = ()
    target_alt: tuple[str, ...] = ()
    place_alt: tuple[str, ...] = ()
    said_by_alt: tuple[str, ...] = ()
    modality_alt: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.start, self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAgreement:
    """An agreement: its names as words, the spans in which it is mentioned, who is bound."""

    names: tuple[str, ...]
    status: str
    status_alt: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    mediator: tuple[str, ...] = ()
    guarantor: tuple[str, ...] = ()
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """An annotated text. `negative`: it is not about a conflict, and nothing is to be found."""

    id: str
    lang: str
    text: str
    entities: Mapping[str, tuple[GoldEntity, ...]]
    claims: tuple[GoldClaim, ...]
    agreements: tuple[GoldAgreement, ...] = ()
    ignore: tuple[Span, ...] = ()
    negative: bool = False
    by_id: Mapping[str, GoldEntity] = field(init=False)

    def __post_init__(self) -> None:
        """Index the entities."""
        known = {e.id: e for kind in KINDS for e in self.entities[kind]}
        object.__setattr__(self, "by_id", known)


def load_gold(folder: Path) -> dict[str, GoldDocument]:
    """Load every gold document below a folder, or one file; in order of their names.

    Raises
    ------
    UnreadableError
        If there is none, a file is no JSON or lacks a field, or a text is not the annotated one.
    """
    files = sorted(folder.glob("*.json")) if folder.is_dir() else [folder]
    found = {}
    for file in files:
        data = _json(file)
        form = str(data.get("schema", "")) if isinstance(data, dict) else ""
        try:
            if form.startswith("sulh-hold"):
                document = _neutral(data)
            elif form.startswith("sulh-gold"):
                document = _nested(data, file)
            else:
                continue
        except (KeyError, TypeError, AttributeError) as error:
            raise UnreadableError(f"gold without {error}", Where(str(file))) from error
        found[document.id] = document
    if not found:
        raise UnreadableError(
            "no gold here", Where(str(folder)),
            "gold is JSON with schema sulh-gold/0.1 or sulh-hold/0.1",
        )  # fmt: skip
    return found


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableError(f"cannot be read: {error}", Where(str(file))) from error


def _spans(marks: Any) -> tuple[Span, ...]:
    return tuple((mark["start"], mark["end"]) for mark in marks or ())


# ---- the neutral gold ------------------------------------------------------------------------


def _neutral(data: Any) -> GoldDocument:
    text = data["text"]
    return GoldDocument(
        id=data["id"],
        lang=data["lang"],
        text=text,
        negative=bool(data.get("negative")),
        entities={kind: tuple(_entity(e) for e in data[kind]) for kind in KINDS},
        claims=tuple(_claim(c) for c in data["claims"]),
        agreements=tuple(_agreement(a, text) for a in data["agreements"]),
        ignore=_spans(data.get("ignore")),
    )


def _entity(data: Any) -> GoldEntity:
    marks = [*data["mentions"], *data.get("other_mentions", ())]
    names = [data["name"], data.get("name_en") or "", *data.get("aliases", ())]
    return GoldEntity(
        data["id"],
        (*names, *(mark["text"] for mark in marks)),
        _spans(data["mentions"]),
        _spans(data.get("other_mentions")),
        data.get("kind") or data.get("type") or "",
    )


def _claim(data: Any) -> GoldClaim:
    many = ("actor", "target", "place", "type_alt", "actor_alt", "target_alt", "place_alt",
            "said_by_alt", "modality_alt")  # fmt: skip
    one = ("start", "end", "kind", "type", "said_by", "modality", "polarity")
    lists: dict[str, Any] = {name: tuple(data.get(name) or ()) for name in many}
    return GoldClaim(
        **lists,
        **{name: data[name] for name in one},
        event=data.get("event"),
        optional=bool(data.get("optional")),
        stretched=bool(data.get("stretched")),
    )


def _agreement(data: Any, text: str) -> GoldAgreement:
    mentions = _spans(data.get("mentions"))
    return GoldAgreement(
        names=(data["name"], *data.get("aliases", ()), *(text[a:b] for a, b in mentions)),
        status=data["status"],
        mentions=mentions,
        **{
            name: tuple(data.get(name) or ())
            for name in ("status_alt", "parties", "mediator", "guarantor")
        },
    )


# ---- sulh-gold/0.1 ---------------------------------------------------------------------------


def _nested(data: Any, file: Path) -> GoldDocument:
    about = data["doc"]
    text = _annotated_text(about, file)
    return GoldDocument(
        id=Path(about["file"]).stem,
        lang=about["lang"],
        text=text,
        entities={kind: tuple(_nested_entity(e) for e in data[kind]) for kind in KINDS},
        claims=tuple(_nested_claim(c) for c in data["claims"]),
        agreements=tuple(_nested_agreement(a, text) for a in data["agreements"]),
    )


def _annotated_text(about: Mapping[str, str], file: Path) -> str:
    """Return the text the offsets are of, looked for beside the gold and in ``../reports``."""
    places = [file.parent / about["file"], file.parent.parent / "reports" / about["file"]]
    for place in places:
        if place.is_file():
            data = place.read_bytes()
            if hashlib.sha256(data).hexdigest() != about["sha256"]:
                raise UnreadableError(
                    "this is not the text that was annotated (its sha256 differs)",
                    Where(str(place)), "restore the file",
                )  # fmt: skip
            return data.decode("utf-8")
    raise UnreadableError(
        f"the annotated text {about['file']} is missing", Where(str(file)),
        f"put it beside the gold, or in {places[1].parent}",
    )  # fmt: skip


def _nested_entity(data: Any) -> GoldEntity:
    marks = data["mentions"]
    names = [data.get("name_ar") or "", data.get("name_en") or "", *data.get("aliases", ())]
    named = [mark for mark in marks if mark["mention"] == "name"]
    return GoldEntity(
        data["id"],
        (*names, *(mark["text"] for mark in marks)),
        _spans(named),
        _spans([mark for mark in marks if mark["mention"] != "name"]),
        data.get("kind") or data.get("type") or "",
    )


def _nested_claim(data: Any) -> GoldClaim:
    content = data["content"]
    kind = content["kind"]
    roles = {
        "event": ("actor", "target", "place"),
        "relation": ("from", "to", ""),
        "control": ("holder", "", "area"),
        "term": ("side", "", ""),
        "state": ("", "", ""),
    }[kind]
    actor, target, place = (tuple(_many(content.get(name))) for name in roles)
    return GoldClaim(
        start=data["start"],
        end=data["end"],
        kind=kind,
        type=content.get("type") or content.get("rel") or kind,
        actor=actor,
        target=target,
        place=place,
        said_by=data["attribution"][-1]["holder"],
        modality=data["modality"],
        polarity=data["polarity"],
        event=content.get("event"),
        optional=bool(data.get("inferred")),
    )


def _many(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        yield from value or ()


def _nested_agreement(data: Any, text: str) -> GoldAgreement:
    names = (data["name_ar"], *data.get("aliases", ()))
    found = [m.span() for name in names for m in re.finditer(re.escape(name), text)]
    return GoldAgreement(
        names=names,
        status=data["status"],
        parties=tuple(_many(data.get("parties"))),
        mediator=tuple(_many(data.get("mediator"))),
        guarantor=tuple(_many(data.get("guarantor"))),
        mentions=tuple(found),
    )
