"""From references to records: one party, person or area for each entity of all documents.

References that share a key are one entity. Unknown names of several documents are one when their
folded names agree, or when one is the other with a head in front («حركة X», «X»). A city and its
governorate stay apart. Ids are slugs of the pack's id or of the name, so that the same reports give
the same ids.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import get_args

from sulh.case.model import Area, Mention, Party, Person, Source, Text
from sulh.case.vocab import AreaType, PartyKind, SourceKind
from sulh.read.analyse import is_arabic
from sulh.read.items import Ref
from sulh.read.lists import Entry

__all__ = ["Entity", "Registry", "nominative"]

_PREFIX = {"party": "p:", "person": "x:", "place": "pl:", "source": "s:"}
_UNSAFE = re.compile(r"[^\w.\-]+")


@dataclass(slots=True)
class Entity:
    """An entity while documents are read: its references, names as written and their spans."""

    id: str
    cls: str
    kind: str
    key: str
    entry: Entry | None = None
    part_of: str = ""
    names: dict[str, int] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    proposed: bool = True


_PARTY_KINDS = frozenset(get_args(PartyKind))
_AREA_TYPES = frozenset(get_args(AreaType))
_SOURCE_KINDS = frozenset(get_args(SourceKind))


class Registry:
    """Collects the entities of a case."""

    def __init__(self) -> None:
        self._known: dict[str, Entry] = {}
        self._taken: set[str] = set()
        self.entities: dict[tuple[str, str], Entity] = {}

    def know(self, entries: Mapping[str, Entry]) -> None:
        """Add what packs know of ids."""
        self._known.update(entries)

    def id_of(self, ref: Ref) -> str:
        """Return the id of a reference's entity, making the entity if it is new."""
        return self.get(ref).id

    def get(self, ref: Ref) -> Entity:
        """Return the entity of a reference."""
        cls = ref.cls
        key = self._key(ref, cls)
        entity = self.entities.get((cls, key))
        if entity is None:
            entity = self.entities[cls, key] = self._make(ref, cls, key)
        return entity

    def _key(self, ref: Ref, cls: str) -> str:
        key = ref.key
        if cls == "place" and key.startswith("p:"):
            return "pl:" + key[2:]
        return key

    def _make(self, ref: Ref, cls: str, key: str) -> Entity:
        entry = ref.entry or self._known.get(ref.key)
        kind = entry.kind if entry is not None and entry.cls == cls else ref.kind
        return Entity(
            self._free(_slug(key, cls)), cls, kind, key, entry, part_of=ref.part_of,
            names={ref.name: 1} if ref.mention == "nominal" else {}, proposed=entry is None,
        )  # fmt: skip

    def _free(self, wanted: str) -> str:
        """Return an id that no other entity has: names of one slug may be two things."""
        found, number = wanted, 2
        while found in self._taken:
            found, number = f"{wanted}-{number}", number + 1
        self._taken.add(found)
        return found

    def mention(self, ref: Ref, source: str, text: str, span: tuple[int, int]) -> str:
        """Add a mention of a reference and return the entity's id."""
        entity = self.get(ref)
        quote = text[span[0] : span[1]]
        kind = ref.mention if ref.mention in ("name", "nominal", "adjective", "pronoun") else "name"
        entity.mentions.append(
            Mention(source=source, start=span[0], end=span[1], quote=quote, kind=kind)  # type: ignore[arg-type]
        )
        if ref.mention in ("name", "nominal"):
            entity.names[ref.name] = entity.names.get(ref.name, 0) + (
                10 if ref.mention == "name" else 1
            )
        return entity.id

    def parties(self, used: set[str]) -> tuple[Party, ...]:
        """Return the parties, in the order of their ids.

        A group that no name and no claim knows (`used` are the ids that claims name) is left out.
        """
        kept = [e for e in self._sorted("party") if e.id in used or _has_name(e)]
        ids = {e.id for e in kept}
        return tuple(_party(e, ids) for e in kept)

    def persons(self) -> tuple[Person, ...]:
        """Return the persons, in the order of their ids."""
        ids = {e.id for e in self.entities.values() if e.cls == "party"}
        return tuple(_person(e, ids) for e in self._sorted("person"))

    def areas(self) -> tuple[Area, ...]:
        """Return the areas, in the order of their ids."""
        ids = {e.id for e in self.entities.values() if e.cls == "place"}
        return tuple(_area(e, ids) for e in self._sorted("place"))

    def sources(self) -> tuple[Source, ...]:
        """Return the outlets that texts name, in the order of their ids."""
        return tuple(_outlet(e) for e in self._sorted("source"))

    def _sorted(self, cls: str) -> list[Entity]:
        return sorted((e for e in self.entities.values() if e.cls == cls), key=lambda e: e.id)


def _has_name(entity: Entity) -> bool:
    return any(mention.kind == "name" for mention in entity.mentions)


@lru_cache(maxsize=16_384)
def _slug(key: str, cls: str) -> str:
    prefix = _PREFIX[cls]
    name = key.split(":", 1)[1] if ":" in key else key
    name = _UNSAFE.sub("-", name.lstrip("?~").strip()).strip("-.")
    if len(name) > 80:
        name = name[:60] + hashlib.sha256(name.encode()).hexdigest()[:8]
    return prefix + (name or hashlib.sha256(key.encode()).hexdigest()[:8])


def _text(entity: Entity) -> Text:
    entry = entity.entry
    if entry is not None:
        return Text(
            ar=entry.name_ar,
            en=entry.name_en or entry.name_ar if not entry.name_ar else entry.name_en,
        )
    forces = [n for n in entity.names if n.startswith(("القوات", "الجيش")) or n.endswith("forces")]
    if entity.key.endswith(".forces") and forces:
        kept = {name: entity.names[name] for name in forces}
        entity = replace(entity, names=kept)
    best = max(entity.names, key=lambda n: (entity.names[n], -len(n), n)) if entity.names else ""
    quotes = [m.quote for m in entity.mentions if m.kind == "name"] or [
        m.quote for m in entity.mentions if m.kind != "pronoun"
    ]
    quotes = [" ".join(quote.split()) for quote in quotes]
    alike = [q for q in quotes if len(q) == len(best)] or [q for q in quotes if len(q) > len(best)]
    written = next(iter(alike or quotes or [best])) or entity.id
    if all(m.kind != "name" for m in entity.mentions) and entity.cls == "party":
        written = nominative(written)
    return Text(ar=written) if is_arabic(written.strip('"“”«»( ')) else Text(en=written)


_TWO = frozenset(("طرفين", "جانبين", "شخصين", "رجلين", "بلدين", "فريقين", "طفلين", "جنديين"))


def nominative(name: str) -> str:
    """Write a plural or dual noun as it stands by itself: «مقاتلين سابقين» → «مقاتلون سابقون».

    Examples
    --------
    >>> nominative("المقاتلين"), nominative("الطرفين"), nominative("فلسطين")
    ('المقاتلون', 'الطرفان', 'فلسطين')
    """
    words = name.split()
    if not words or not words[0].endswith("ين") or len(words[0].removeprefix("ال")) < 5:
        return name
    if words[0].removeprefix("ال") in ("فلسطين", "الصين", "بحرين", "ملايين"):
        return name
    ending = "ان" if words[0].removeprefix("ال") in _TWO else "ون"
    return " ".join(w[:-2] + ending if w.endswith("ين") and len(w) > 4 else w for w in words)


def _aliases(entity: Entity, names: Text) -> tuple[str, ...]:
    have = {names.ar, names.en}
    found = [m.quote for m in entity.mentions if m.kind == "name"]
    if not found:
        found = [m.quote for m in entity.mentions if m.kind == "nominal"]
    return tuple(dict.fromkeys(q for q in found if q not in have))


def _party(entity: Entity, ids: set[str]) -> Party:
    kind = entity.kind if entity.kind in _PARTY_KINDS else "group"
    part = _slug(entity.part_of, "party") if entity.part_of.startswith("p:") else ""
    name = _text(entity)
    return Party(
        id=entity.id, name=name, kind=kind, aliases=_aliases(entity, name),  # type: ignore[arg-type]
        part_of=part if part in ids and part != entity.id else None,
        proposed=entity.proposed, mentions=tuple(entity.mentions),
    )  # fmt: skip


def _person(entity: Entity, ids: set[str]) -> Person:
    entry = entity.entry
    role = None
    if entry is not None and (entry.role_ar or entry.role_en):
        role = Text(ar=entry.role_ar, en=entry.role_en)
    party = entry.party if entry is not None and entry.party in ids else None
    name = _text(entity)
    return Person(
        id=entity.id, name=name, aliases=_aliases(entity, name), role=role, party=party,
        proposed=entity.proposed, mentions=tuple(entity.mentions),
    )  # fmt: skip


def _area(entity: Entity, ids: set[str]) -> Area:
    entry = entity.entry
    kind = entity.kind if entity.kind in _AREA_TYPES else "area"
    if entity.key.startswith("pl:") and entry is not None and entry.kind == "state":
        kind = "country"
    part = entry.part_of if entry is not None else entity.part_of
    part = _slug(part.replace("p:", "pl:", 1), "place") if part else ""
    name = _text(entity)
    return Area(
        id=entity.id, name=name, type=kind, aliases=_aliases(entity, name),  # type: ignore[arg-type]
        part_of=part if part in ids and part != entity.id else None,
        latitude=entry.latitude if entry is not None else None,
        longitude=entry.longitude if entry is not None else None,
        gazetteer=entry.gazetteer if entry is not None else "",
        proposed=entity.proposed, mentions=tuple(entity.mentions),
    )  # fmt: skip


def _outlet(entity: Entity) -> Source:
    kind = entity.kind if entity.kind in _SOURCE_KINDS else "unknown"
    name = _text(entity)
    return Source(
        id=entity.id, kind=kind, name=name, aliases=_aliases(entity, name),  # type: ignore[arg-type]
        mentions=tuple(entity.mentions),
    )  # fmt: skip
