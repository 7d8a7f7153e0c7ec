"""Packs of names as tables: where they are, and what is in them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import get_args

from sulh.case.vocab import PartyKind
from sulh.errors import CaseError, Fault, UnreadableError, Where, nearest
from sulh.read.fold import fold_text
from sulh.read.lists import HERE, Entry, Pack, Row, whole_table

__all__ = ["load_pack", "pack_names", "pack_root"]


def pack_names(folder: Path | None = None) -> tuple[str, ...]:
    """Return the names of the shipped packs, ``general`` first."""
    return _names_in(folder) if folder is not None else _shipped()


@lru_cache(maxsize=1)
def _shipped() -> tuple[str, ...]:
    return _names_in(HERE / "packs")


def _names_in(root: Path) -> tuple[str, ...]:
    if not root.is_dir():
        return ()
    names = sorted(path.parent.name for path in root.glob("*/pack.toml"))
    return tuple(sorted(names, key=lambda name: (name != "general", name)))


def pack_root(name: str, folder: Path | None = None) -> Path:
    """Return the folder of a pack, given its name, or a path (with a ``/``) to a pack of one's own.

    Raises
    ------
    UnreadableError
        If there is no pack.
    """
    root = (folder or HERE / "packs") / name
    own = folder is None and ("/" in name or (not root.is_dir() and Path(name).is_dir()))
    root = Path(name).absolute() if own else root
    if not (root / "pack.toml").is_file():
        advice = "a pack is a folder with pack.toml" if own else nearest(name, pack_names(folder))
        raise UnreadableError(f"no pack {name!r}", Where(str(root)), advice)
    return root


@lru_cache(maxsize=32)
def load_pack(name: str, folder: Path | None = None) -> Pack:
    """Load a pack by its name, or by the path of its folder.

    Raises
    ------
    UnreadableError
        If there is no such pack or one of its files cannot be read.
    CaseError
        With every fault found in its tables.
    """
    root = pack_root(name, folder)
    try:
        about = tomllib.loads((root / "pack.toml").read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{error}", Where(str(root / "pack.toml"))) from error
    faults: list[Fault] = []
    entries = [
        *_entries(root / "parties.tsv", "party", faults),
        *_entries(root / "people.tsv", "person", faults),
        *_entries(root / "places.tsv", "place", faults),
        *_entries(root / "sources.tsv", "source", faults),
        *_entries(root / "agreements.tsv", "agreement", faults),
    ]
    if faults:
        raise CaseError(faults)
    return Pack(
        name=str(about.get("name", name)),
        title=str(about.get("title", name)),
        version=str(about.get("version", "0")),
        countries=tuple(about.get("countries", ())),
        languages=tuple(about.get("languages", ("ar", "en"))),
        entries=tuple(entries),
        tests=tuple(
            (row["sentence"], row["expected"])
            for row in whole_table(root / "tests.tsv", ("sentence", "expected"))
        ),
    )


_PREFIX = {"party": "p:", "person": "x:", "place": "pl:", "source": "s:", "agreement": "a:"}


def _entries(path: Path, cls: str, faults: list[Fault]) -> Iterator[Entry]:
    seen: dict[str, Where] = {}
    for row in whole_table(path, ("id",)):
        prefix = _PREFIX[cls]
        key = row["id"]
        if not key.startswith(prefix):
            key = prefix + key.replace("src:", "").replace(" ", "-")
        if key in seen:
            advice = f"first in line {seen[key].line}; give each its own id"
            faults.append(Fault("PACK_TWICE", f"{key} stands twice", row.where, advice))
            continue
        seen[key] = row.where
        if not row["name_ar"] and not row["name_en"]:
            faults.append(Fault("PACK_NAMELESS", f"{key} has no name", row.where))
            continue
        yield _entry(row, key, cls, faults)


def _entry(row: Row, key: str, cls: str, faults: list[Fault]) -> Entry:
    kind = row["kind"] or row["type"]
    if cls == "party" and kind not in get_args(PartyKind):
        faults.append(Fault("PACK_KIND", f"unknown kind {kind!r} of {key}", row.where,
                            nearest(kind, get_args(PartyKind))))  # fmt: skip
    return Entry(
        id=key,
        cls=cls,
        kind=kind,
        name_ar=row["name_ar"],
        name_en=row["name_en"],
        aliases=tuple(a.strip() for a in row["aliases"].split("|") if a.strip()),
        short=tuple(fold_text(a).strip() for a in row["short"].split("|") if a.strip()),
        part_of=row["part_of"],
        party=row["party"],
        role_ar=row["role_ar"],
        role_en=row["role_en"],
        latitude=_number(row["lat"]),
        longitude=_number(row["lon"]),
        gazetteer=row["gazetteer"],
    )


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None
