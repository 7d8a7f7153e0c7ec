"""The packs: columns, ids, references, collisions of names."""

import collections
import datetime as dt
import re
import tomllib
from typing import get_args

import pytest
from lexicon_tables import (  # fmt: skip
    COLUMNS,
    LEXICON,
    PACK_NAMES,
    PACKS,
    PREFIX,
    entries,
    forms,
    lines,
    names,
    pack,
    rows,
)

from sulh.case.vocab import AreaType, EventType, Modality, PartyKind, SourceKind
from sulh.read.fold import fold_text
from sulh.read.pack_tables import load_pack, pack_names

SHORT_BUT_SAFE = {"UN", "EU", "G7", "RT", "DW"}
"""Names of two letters: the reader wants them in capitals, and they are known as nothing else."""
KNOWN_COLLISIONS: set[str] = set()
"""Folded names that two entries of one choice of packs share; each would need its reason here."""
LEAST_PARTIES = {"general": 100, "syria": 60, "yemen": 60}
STATES = rows(LEXICON / "states.tsv")
ALL_IDS = {row["id"] for row in STATES} | {r["id"] for n in PACK_NAMES for _, r in entries(n)}


def test_the_packs_are_all_here():
    assert set(PACK_NAMES) == {
        "general", "syria", "yemen", "libya", "sudan", "iraq", "lebanon", "palestine",
    }  # fmt: skip
    assert pack_names()[0] == "general"


@pytest.mark.parametrize("name", PACK_NAMES)
def test_a_pack_says_what_it_is(name):
    about = tomllib.loads((PACKS / name / "pack.toml").read_text(encoding="utf-8"))
    assert about["name"] == name
    assert re.search("[\u0621-\u064a]", about["title_ar"])
    assert about["title_en"]
    assert about["version"]
    assert about["credit"]
    assert all(re.fullmatch("[A-Z]{2}", code) for code in about["countries"])
    assert len(load_pack(name).entries) == len(entries(name))


@pytest.mark.parametrize("name", PACK_NAMES)
@pytest.mark.parametrize("table", COLUMNS)
def test_tables_are_square_sorted_and_clean(name, table):
    header, *body = lines(PACKS / name / f"{table}.tsv")
    assert header == COLUMNS[table].split()
    assert all(len(line) == len(header) for line in body)
    assert all(cell == cell.strip() for line in body for cell in line)
    assert body == sorted(body)


@pytest.mark.parametrize("name", PACK_NAMES)
def test_packs_are_broad_enough(name):
    assert len(pack(name, "parties")) >= LEAST_PARTIES.get(name, 40)


def test_every_id_is_one_entry():
    counts = collections.Counter(row["id"] for name in PACK_NAMES for _, row in entries(name))
    counts.update(row["id"] for row in STATES)
    assert not [key for key, count in counts.items() if count > 1]


@pytest.mark.parametrize("name", PACK_NAMES)
def test_ids_and_kinds_keep_to_the_vocabulary(name):
    kinds = {"parties": PartyKind, "places": AreaType, "sources": SourceKind}
    for table, row in entries(name):
        assert re.fullmatch(PREFIX[table] + r"[a-z0-9-]+", row["id"]), row["id"]
        assert row["name_ar"], row["id"]
        assert row["name_en"], row["id"]
        if table in kinds:
            assert (row.get("kind") or row["type"]) in get_args(kinds[table]), row["id"]


@pytest.mark.parametrize("name", PACK_NAMES)
def test_references_resolve(name):
    columns = ("part_of", "allied_with", "backed_by", "opposed_to", "leader", "same_as", "party", "parties")  # fmt: skip
    countries = {row["id"].replace("p:", "pl:", 1) for row in STATES}
    for table, row in entries(name):
        for column in columns:
            for target in filter(None, row.get(column, "").split("|")):
                known = ALL_IDS | countries if (table, column) == ("places", "part_of") else ALL_IDS
                assert target in known, (row["id"], column, target)
                assert target != row["id"], (row["id"], column)


@pytest.mark.parametrize("name", PACK_NAMES)
def test_nothing_is_part_of_itself_by_a_detour(name):
    above = {row["id"]: row["part_of"] for _, row in entries(name) if row.get("part_of")}
    for start in above:
        seen, place = set(), start
        while place in above:
            assert place not in seen, start
            seen.add(place)
            place = above[place]


@pytest.mark.parametrize("name", PACK_NAMES)
def test_dates_are_in_order(name):
    for _, row in entries(name):
        for column in ("valid_from", "valid_to"):
            cell = row.get(column, "")
            assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", cell), (row["id"], cell)
            if len(cell) == 10:
                dt.date.fromisoformat(cell)
        first, last = row.get("valid_from", ""), row.get("valid_to", "")
        assert not (first and last) or first[: len(last)] <= last[: len(first)], row["id"]
    for row in pack(name, "agreements"):
        assert re.fullmatch(r"19\d\d|20\d\d", row["year"]), row["id"]


@pytest.mark.parametrize("name", PACK_NAMES)
def test_places_lie_somewhere(name):
    for row in pack(name, "places"):
        assert bool(row["lat"]) == bool(row["lon"]), row["id"]
        if row["lat"]:
            assert -60 <= float(row["lat"]) <= 70, row["id"]
            assert -180 <= float(row["lon"]) <= 180, row["id"]
        assert re.fullmatch(r"(geonames:\d+)?", row["gazetteer"]), row["id"]
        if name != "general" and row["lat"]:
            assert 5 <= float(row["lat"]) <= 38, row["id"]
            assert 8 <= float(row["lon"]) <= 56, row["id"]


@pytest.mark.parametrize("name", PACK_NAMES)
def test_a_name_means_one_thing(name):
    """Names must not collide within a pack, with the general pack or with a state."""
    found = collections.defaultdict(set)
    together = entries(name) + (entries("general") if name != "general" else [])
    for _, row in together:
        for form in forms(row):
            found[form].add(row["id"])
    for row in STATES:
        for form in forms(row):
            found[form].add(row["id"])
    collisions = {form: ids for form, ids in found.items() if len(ids) > 1}
    assert not set(collisions) - KNOWN_COLLISIONS, collisions


@pytest.mark.parametrize("name", PACK_NAMES)
def test_names_are_listed_once_and_long_enough(name):
    for _, row in entries(name):
        written = forms(row)
        assert len(set(written)) == len(written), row["id"]
        for word in names(row):
            long_enough = len(fold_text(word).replace(" ", "").removeprefix("ال")) >= 3
            assert long_enough or word in SHORT_BUT_SAFE, (row["id"], word)


@pytest.mark.parametrize("name", PACK_NAMES)
def test_names_are_of_one_script_and_unbracketed(name):
    """A bracket or a mixed name would never be found in a text."""
    for _, row in entries(name):
        assert re.search("[\u0621-\u064a]", row["name_ar"]), row["id"]
        assert not re.search("[\u0621-\u064a]", row["name_en"]), row["id"]
        for word in names(row):
            assert "(" not in word, (row["id"], word)


@pytest.mark.parametrize("name", [n for n in PACK_NAMES if n != "general"])
def test_expectations_name_known_things(name):
    tests = pack(name, "tests")
    assert len(tests) >= 5
    for row in tests:
        kind, actor, target, place, modality = row["expected"].split(" ")
        assert kind in get_args(EventType), row
        assert modality in get_args(Modality), row
        for cell in (actor, target, place):
            assert cell == "-" or cell in ALL_IDS, (row, cell)
