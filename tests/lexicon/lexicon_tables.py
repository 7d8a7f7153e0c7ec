"""Where the reader's tables are, and how the tests of them read one."""

from pathlib import Path

import sulh.read
from sulh.read.fold import fold_text

READ = Path(sulh.read.__file__).parent
LEXICON = READ / "lexicon"
PACKS = READ / "packs"
PACK_NAMES = sorted(path.parent.name for path in PACKS.glob("*/pack.toml"))

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


def lines(path: Path) -> list[list[str]]:
    """Read a table as it stands, header first."""
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n"), path
    assert "\r" not in text, path
    return [line.split("\t") for line in text[:-1].split("\n") if not line.startswith("#")]


def rows(path: Path) -> list[dict[str, str]]:
    """Read a table into one mapping a row."""
    header, *body = lines(path)
    return [dict(zip(header, line, strict=True)) for line in body]


def pack(name: str, table: str) -> list[dict[str, str]]:
    """Read a table of a pack."""
    return rows(PACKS / name / f"{table}.tsv")


def names(row: dict[str, str]) -> list[str]:
    """Return what an entry is called, as written."""
    found = [row["name_ar"], row["name_en"], *row["aliases"].split("|")]
    return [name for name in found if name]


def forms(row: dict[str, str]) -> list[str]:
    """Return what an entry is called, folded."""
    return [fold_text(name).strip() for name in names(row)]


def entries(name: str) -> list[tuple[str, dict[str, str]]]:
    """Return the named entries of a pack with the table they stand in."""
    return [(table, row) for table in PREFIX for row in pack(name, table)]
