"""What is wrong with a pack of names: every fault, with file, line and field."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from sulh.case.vocab import AreaType, EventType, Modality, PartyKind, SourceKind
from sulh.errors import Fault, UnreadableError, Where, nearest
from sulh.read.fold import fold_text
from sulh.read.lists import load_lexicon
from sulh.read.pack_tables import pack_names, pack_root

__all__ = ["COLUMNS", "check_pack"]

COLUMNS = {
    "parties": "id kind name_ar name_en aliases part_of allied_with backed_by opposed_to leader "
    "valid_from valid_to same_as note short",
    "people": "id name_ar name_en aliases role_ar role_en party valid_from valid_to",
    "places": "id type name_ar name_en aliases part_of lat lon gazetteer",
    "sources": "id kind name_ar name_en aliases",
    "agreements": "id name_ar name_en aliases parties year",
    "tests": "sentence expected",
}
PREFIX = {"parties": "p:", "people": "x:", "places": "pl:", "sources": "s:", "agreements": "a:"}
_KINDS: dict[str, tuple[str, Any]] = {
    "parties": ("kind", PartyKind), "places": ("type", AreaType), "sources": ("kind", SourceKind),
}  # fmt: skip
_REFERENCES = ("part_of", "allied_with", "backed_by", "opposed_to", "leader", "same_as", "party",
               "parties")  # fmt: skip
_SHORT = frozenset(("UN", "EU", "G7", "RT", "DW"))
_ARABIC = re.compile("[\u0621-\u064a]")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table by the names of its columns, and where it stands."""

    table: str
    cells: dict[str, str]
    where: Where

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def at(self, column: str) -> Where:
        """Where the cell of a column stands."""
        return Where(self.where.file, self.where.line, field=column)

    def names(self) -> list[tuple[str, str]]:
        """Column and name, for each way the entry is written."""
        found = [(c, self[c]) for c in ("name_ar", "name_en")]
        found += [("aliases", name.strip()) for name in self["aliases"].split("|")]
        return [(column, name) for column, name in found if name]


def check_pack(name: str) -> tuple[Fault, ...]:
    """Check a pack.

    Parameters
    ----------
    name : str
        The name of a shipped pack, or the path of a pack's folder.

    Returns
    -------
    tuple of Fault
        In the order of the files and their lines.

    Raises
    ------
    UnreadableError
        If there is no such pack, or a table is not UTF-8.
    """
    root = pack_root(name)
    faults = list(_about(root))
    lines: list[Line] = []
    for table in COLUMNS:
        lines += _lines(root / f"{table}.tsv", table, faults)
    for rule in _RULES:
        faults += rule(lines, root)
    places = {f"{table}.tsv": number for number, table in enumerate(("pack", *COLUMNS))}
    return tuple(
        sorted(faults, key=lambda f: (places.get(Path(f.where.file).name, 0), f.where.line))
    )


# ---- files -----------------------------------------------------------------------------------


def _about(root: Path) -> Iterator[Fault]:
    path = root / "pack.toml"
    try:
        about = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        yield Fault("PACK_TOML", f"not TOML: {error}", Where(str(path)))
        return
    for field in ("name", "title_ar", "title_en", "version", "credit"):
        if not about.get(field):
            yield Fault("PACK_FIELD", f"{field} is missing", Where(str(path), field=field),
                        f'write {field} = "…"')  # fmt: skip
    for code in about.get("countries", ()):
        if not re.fullmatch("[A-Z]{2}", str(code)):
            yield Fault("PACK_FIELD", f"{code!r} is no country code",
                        Where(str(path), field="countries"),
                        "two capitals: YE")  # fmt: skip


def _lines(path: Path, table: str, faults: list[Fault]) -> Iterator[Line]:
    if not path.is_file():
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError("not UTF-8", Where(str(path)), "save it as UTF-8") from error
    header: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        where = Where(str(path), number)
        if not header:
            header = cells
            faults += _header(table, cells, where)
        elif len(cells) > len(header):
            faults.append(Fault("PACK_CELLS", f"{len(cells)} cells under {len(header)} columns",
                                where,
                                "a tab too many? names in one cell have | between"))  # fmt: skip
        else:
            yield Line(table, dict(zip(header, cells, strict=False)), where)


def _header(table: str, cells: list[str], where: Where) -> Iterator[Fault]:
    known = COLUMNS[table].split()
    for cell in cells:
        if cell not in known:
            yield Fault("PACK_COLUMN", f"no column {cell!r}", where, nearest(cell, known))
    needed = ("sentence", "expected") if table == "tests" else ("id", "name_ar", "name_en")
    for column in needed:
        if column not in cells:
            yield Fault("PACK_COLUMN", f"the column {column} is missing", where,
                        f"the first line: {' '.join(known)}")  # fmt: skip


# ---- rules -----------------------------------------------------------------------------------

Rule = Callable[[Sequence[Line], Path], Iterator[Fault]]


def _entries(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.table != "tests"]


def _ids(lines: Sequence[Line], root: Path) -> Iterator[Fault]:
    elsewhere = {i: pack for i, pack in _known_ids().items() if pack != root.name}
    seen: dict[str, int] = {}
    for line in _entries(lines):
        key, prefix = line["id"], PREFIX[line.table]
        if not re.fullmatch(prefix + "[a-z0-9-]+", key):
            yield Fault("PACK_ID", f"{key!r} is no id of {line.table}", line.at("id"),
                        f"{prefix} and small letters, digits, hyphens")  # fmt: skip
        elif key in seen:
            yield Fault("PACK_TWICE", f"{key} stands twice", line.at("id"),
                        f"first in line {seen[key]}; give each its own id")  # fmt: skip
        elif key in elsewhere:
            yield Fault("PACK_TWICE", f"{key} is an entry of {elsewhere[key]}", line.at("id"),
                        "an id is one entry over all packs: leave the row out, "
                        "or rename it")  # fmt: skip
        seen.setdefault(key, line.where.line)


def _kinds(lines: Sequence[Line], _root: Path) -> Iterator[Fault]:
    for line in _entries(lines):
        if line.table in _KINDS:
            column, vocabulary = _KINDS[line.table]
            known = get_args(vocabulary)
            if line[column] not in known:
                yield Fault("PACK_KIND", f"unknown {column} {line[column]!r}", line.at(column),
                            nearest(line[column], known))  # fmt: skip


def _references(lines: Sequence[Line], _root: Path) -> Iterator[Fault]:
    own = {line["id"] for line in _entries(lines)}
    known = own | set(_known_ids())
    for line in _entries(lines):
        for column in _REFERENCES:
            for target in filter(None, line[column].split("|")):
                if target not in known and not _country(target, known):
                    yield Fault("PACK_REFERENCE", f"no entry {target!r}", line.at(column),
                                nearest(target, known))  # fmt: skip
                elif target == line["id"]:
                    yield Fault("PACK_REFERENCE", f"{target} names itself", line.at(column))


def _country(target: str, known: set[str]) -> bool:
    return target.startswith("pl:") and target.replace("pl:", "p:", 1) in known


def _dates(lines: Sequence[Line], _root: Path) -> Iterator[Fault]:
    for line in _entries(lines):
        first, last = line["valid_from"], line["valid_to"]
        for column in ("valid_from", "valid_to"):
            if line[column] and not _is_day(line[column]):
                yield Fault("PACK_DATE", f"{line[column]!r} is no date", line.at(column),
                            "2018, 2018-07 or 2018-07-05")  # fmt: skip
        if first and last and first[: len(last)] > last[: len(first)]:
            yield Fault("PACK_DATE", f"{first} is after {last}", line.at("valid_from"),
                        "exchange them")  # fmt: skip
        if line.table == "agreements" and not re.fullmatch(r"(19|20)\d\d", line["year"]):
            yield Fault("PACK_DATE", f"{line['year']!r} is no year", line.at("year"), "2018")


def _is_day(cell: str) -> bool:
    if not _DAY.fullmatch(cell):
        return False
    try:
        dt.date.fromisoformat(f"{cell}-01-01"[:10] if len(cell) < 10 else cell)
    except ValueError:
        return False
    return True


def _coordinates(lines: Sequence[Line], _root: Path) -> Iterator[Fault]:
    for line in lines:
        for column, limit in (("lat", 90.0), ("lon", 180.0)):
            cell = line[column]
            if cell and not _within(cell, limit):
                yield Fault("PACK_PLACE", f"{cell!r} is no degree of {column}", line.at(column),
                            f"a number from -{limit:.0f} to {limit:.0f}")  # fmt: skip
        if bool(line["lat"]) != bool(line["lon"]):
            yield Fault("PACK_PLACE", "one of lat and lon is missing", line.at("lat"), "give both")
        if line["gazetteer"] and not re.fullmatch(r"geonames:\d+", line["gazetteer"]):
            yield Fault("PACK_PLACE", f"{line['gazetteer']!r} is no gazetteer number",
                        line.at("gazetteer"), "geonames:NUMBER")  # fmt: skip


def _within(cell: str, limit: float) -> bool:
    try:
        return abs(float(cell)) <= limit
    except ValueError:
        return False


def _names(lines: Sequence[Line], _root: Path) -> Iterator[Fault]:
    for line in _entries(lines):
        seen: dict[str, str] = {}
        for column in ("name_ar", "name_en"):
            if not line[column] or bool(_ARABIC.search(line[column])) != (column == "name_ar"):
                yield Fault("PACK_NAME", f"{column} is {line[column]!r}", line.at(column),
                            "every entry has an Arabic and an English name")  # fmt: skip
        for column, name in line.names():
            form = fold_text(name).strip()
            bare = form.replace(" ", "").removeprefix("ال")
            if len(bare) < 3 and name not in _SHORT:
                yield Fault("PACK_NAME", f"{name!r} is too short to be safe", line.at(column),
                            "leave it out, or write it with its head")  # fmt: skip
            if "(" in name:
                yield Fault("PACK_NAME", f"{name!r} has a bracket", line.at(column),
                            "a text never writes it so: give two names")  # fmt: skip
            if form in seen:
                yield Fault("PACK_NAME", f"{name!r} folds to {seen[form]!r}", line.at(column),
                            "spelling is folded: one of them is enough")  # fmt: skip
            seen.setdefault(form, name)


def _collisions(lines: Sequence[Line], root: Path) -> Iterator[Fault]:
    """One name for two things, within the pack, or with the general pack or a state."""
    taken: dict[str, str] = {} if root.name == "general" else dict(_general_names())
    for line in _entries(lines):
        for column, name in line.names():
            form = fold_text(name).strip()
            if taken.get(form, line["id"]) != line["id"]:
                yield Fault("PACK_COLLISION", f"{name!r} is also {taken[form]}", line.at(column),
                            "give one of them its full name only")  # fmt: skip
            taken.setdefault(form, line["id"])


def _tests(lines: Sequence[Line], _root: Path) -> Iterator[Fault]:
    known = {line["id"] for line in _entries(lines)} | set(_known_ids())
    for line in lines:
        if line.table == "tests":
            where, parts = line.at("expected"), line["expected"].split()
            if len(parts) != 5:
                yield Fault("PACK_TEST", f"{len(parts)} words, expected 5", where,
                            "type actor target place modality; - for none")  # fmt: skip
                continue
            for value, vocabulary in ((parts[0], EventType), (parts[4], Modality)):
                if value not in get_args(vocabulary):
                    yield Fault("PACK_TEST", f"no such type or modality: {value}", where,
                                nearest(value, get_args(vocabulary)))  # fmt: skip
            for i in parts[1:4]:
                if i != "-" and i not in known and not _country(i, known):
                    yield Fault("PACK_TEST", f"no entry {i!r}", where, nearest(i, known))


_RULES: tuple[Rule, ...] = (
    _ids, _kinds, _references, _dates, _coordinates, _names, _collisions, _tests,
)  # fmt: skip


@lru_cache(maxsize=1)
def _known_ids() -> dict[str, str]:
    """Ids of all shipped packs and of the states, with where they stand."""
    found = {row["id"]: "the list of states" for row in load_lexicon().states}
    for pack in pack_names():
        for table in PREFIX:
            ignored: list[Fault] = []
            for line in _lines(pack_root(pack) / f"{table}.tsv", table, ignored):
                found.setdefault(line["id"], pack)
    return found


@lru_cache(maxsize=1)
def _general_names() -> dict[str, str]:
    """Folded names of the general pack and of the states, with their ids."""
    found: dict[str, str] = defaultdict(str)
    for table in PREFIX:
        ignored: list[Fault] = []
        for line in _lines(pack_root("general") / f"{table}.tsv", table, ignored):
            for _, name in line.names():
                found.setdefault(fold_text(name).strip(), line["id"])
    for row in load_lexicon().states:
        for name in (row["name_ar"], row["name_en"], *row["aliases"].split("|")):
            if name.strip():
                found.setdefault(fold_text(name).strip(), row["id"])
    return dict(found)
