"""Packs of one's own: begun, checked with file and line, tried on their lines, used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sulh.cli import app
from sulh.errors import UnreadableError
from sulh.read import draft_reports
from sulh.read.pack_check import COLUMNS, check_pack
from sulh.read.pack_tables import load_pack, pack_names
from sulh.read.pack_use import list_packs, new_pack, test_pack

TOML = 'name = "mine"\ntitle_ar = "تشاد"\ntitle_en = "Chad"\ncountries = ["TD"]\nversion = "1"\ncredit = "mine"\n'
GOOD = {
    "parties": ["p:unir\tarmed_group\tاتحاد قوى المقاومة الوطني\tUnion of Resistance Forces\tفصيل أونير|UNIR\t\tp:chad"],
    "people": ["x:sarawi\tمحمود الساروي\tMahmoud Sarawi\t\tرئيس\tPresident\tp:chad\t2021-04-20\t"],
    "places": ["pl:kouri\tarea\tكوري بوغودي\tKouri Bougoudi\t\tpl:chad\t22.3\t15.4\t"],
    "sources": [], "agreements": ["a:doha\tاتفاق الدوحة التشادي\tDoha accord for Chad\t\tp:chad\t2022"],
    "tests": [
        "هاجم فصيل أونير بلدة كوري بوغودي.\tattack p:unir - pl:kouri asserted",
        "نفى فصيل أونير قصف كوري بوغودي.\tattack p:unir - pl:kouri denied",
    ],
}  # fmt: skip


def write_pack(root: Path, toml: str = TOML, **changed: list[str]) -> str:
    root.mkdir()
    (root / "pack.toml").write_text(toml, encoding="utf-8")
    for table, rows in {**GOOD, **changed}.items():
        lines = ["\t".join(COLUMNS[table].split()), *rows]
        (root / f"{table}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(root)


def sulh(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.mark.parametrize("name", pack_names())
def test_shipped_packs_are_clean_and_their_lines_read(name):
    assert check_pack(name) == ()
    states = [line.state for line in test_pack(name)]
    assert "false_fact" not in states
    assert states.count("missed") <= 1


def test_a_pack_of_ones_own_is_clean_and_is_read_with(tmp_path):
    root = write_pack(tmp_path / "mine")
    assert check_pack(root) == ()
    assert [line.state for line in test_pack(root)] == ["right", "right"]
    report = tmp_path / "r.txt"
    report.write_text("هاجم فصيل أونير بلدة كوري بوغودي وقتل ستة جنود.", encoding="utf-8")
    (attack,) = [c for c in draft_reports(report, packs=[root]).case.claims if getattr(c.content, "type", "") == "attack"]  # fmt: skip
    assert (attack.content.actors, attack.content.areas) == (("p:unir",), ("pl:kouri",))


@pytest.mark.parametrize(
    ("table", "row", "code", "field", "says"),
    [
        ("parties", "p:Unir\tarmed_group\tأونير الجديد\tNew UNIR", "PACK_ID", "id", "small letters"),
        ("parties", "p:houthis\tarmed_group\tأونير الجديد\tNew UNIR", "PACK_TWICE", "id", "general"),
        ("parties", "p:b\tarmd_group\tأونير الجديد\tNew UNIR", "PACK_KIND", "kind", "armed_group"),
        ("parties", "p:b\tarmed_group\tأونير الجديد\tNew UNIR\t\tp:chadd", "PACK_REFERENCE", "part_of", "p:chad"),
        ("parties", "p:b\tarmed_group\tأونير الجديد\tNew UNIR\t\tp:b", "PACK_REFERENCE", "part_of", "itself"),
        ("parties", "p:b\tarmed_group\t\tNew UNIR", "PACK_NAME", "name_ar", "Arabic"),
        ("parties", "p:b\tarmed_group\tأونير الجديد\tNew UNIR\tأو", "PACK_NAME", "aliases", "short"),
        ("parties", "p:b\tarmed_group\tأونير الجديد\tNew UNIR\tأونير (جديد)", "PACK_NAME", "aliases", "bracket"),
        ("parties", "p:b\tarmed_group\tأونير الجديد\tNew UNIR\tاونير الجديد", "PACK_NAME", "aliases", "folds"),
        ("parties", "p:b\tarmed_group\tأونير الجديد\tNew UNIR\tروسيا", "PACK_COLLISION", "aliases", "p:russia"),
        ("parties", "p:b\tarmed_group\tأونير الجديد\tNew UNIR\tفصيل أونير", "PACK_COLLISION", "aliases", "p:unir"),
        ("parties", "p:b\tarmed_group\tأونير الجديد\tNew UNIR" + "\t" * 12 + "x", "PACK_CELLS", "", "cells"),
        ("people", "x:b\tفلان الفلاني\tFulan Fulani\t\t\t\t\t2020\t2019", "PACK_DATE", "valid_from", "after"),
        ("people", "x:b\tفلان الفلاني\tFulan Fulani\t\t\t\t\t2020-13\t", "PACK_DATE", "valid_from", "no date"),
        ("places", "pl:b\ttown\tبلدة الفلان\tFulan Town\t\t\t91.5\t15\t", "PACK_PLACE", "lat", "degree"),
        ("places", "pl:b\ttown\tبلدة الفلان\tFulan Town\t\t\t11.5\t\t", "PACK_PLACE", "lat", "missing"),
        ("places", "pl:b\ttown\tبلدة الفلان\tFulan Town\t\t\t\t\t12", "PACK_PLACE", "gazetteer", "geonames"),
        ("agreements", "a:b\tاتفاق الفلان\tFulan accord\t\t\t22", "PACK_DATE", "year", "no year"),
        ("tests", "قصف.\tattack p:unir - denied", "PACK_TEST", "expected", "expected 5"),
        ("tests", "قصف.\tatack - - - denied", "PACK_TEST", "expected", "attack"),
        ("tests", "قصف.\tattack p:unirr - - denied", "PACK_TEST", "expected", "p:unir"),
    ],
)  # fmt: skip
def test_a_fault_names_file_line_and_field(tmp_path, table, row, code, field, says):
    root = write_pack(tmp_path / "mine", **{table: [*GOOD[table], row]})
    (fault, *more) = check_pack(root)
    assert not more, more
    assert fault.code == code
    assert fault.where.file == f"{root}/{table}.tsv"
    assert fault.where.line == len(GOOD[table]) + 2
    assert fault.where.field == field
    assert says in f"{fault.message} {fault.advice}"


def test_every_fault_is_said_at_once_in_order(tmp_path):
    toml = TOML.replace('"TD"', '"Chad"').replace('credit = "mine"\n', "")
    root = write_pack(tmp_path / "mine", toml, tests=["x\ty"], parties=["p:a\tx\tأ\tb"])
    files = [Path(fault.where.file).name for fault in check_pack(root)]
    assert files == sorted(files, key=["pack.toml", "parties.tsv", "tests.tsv"].index)
    assert len(files) >= 6


def test_wrong_columns(tmp_path):
    root = Path(write_pack(tmp_path / "mine"))
    path = root / "parties.tsv"
    text = path.read_text(encoding="utf-8").replace("aliases", "alias", 1)
    path.write_text(text, encoding="utf-8")
    faults = check_pack(str(root))
    assert [(f.code, f.where.line, f.advice) for f in faults] == [
        ("PACK_COLUMN", 1, "did you mean aliases?")
    ]


def test_lines_that_are_missed_or_lie(tmp_path):
    lines = [
        "هاجم فصيل أونير بلدة كوري بوغودي.\tattack - - - denied",
        "هاجم فصيل أونير بلدة كوري بوغودي.\tprotest - - - asserted",
        "هاجم فصيل أونير بلدة كوري بوغودي.\tattack p:chad - - asserted",
    ]
    root = write_pack(tmp_path / "mine", tests=lines)
    assert [line.state for line in test_pack(root)] == ["false_fact", "missed", "partly"]
    done = sulh("pack", "test", root)
    assert done.exit_code == 1
    assert "found attack p:unir - pl:kouri asserted" in done.stdout


def test_a_new_pack_is_empty_and_can_be_filled(tmp_path):
    done = sulh("pack", "new", "chad", "--out", tmp_path, "--country", "TD")
    root = tmp_path / "chad"
    assert done.stdout == f"{root}\n"
    assert {p.name for p in root.iterdir()} == {"pack.toml", *(f"{t}.tsv" for t in COLUMNS)}
    assert load_pack(str(root)).countries == ("TD",)
    assert {f.where.field for f in check_pack(str(root))} == {"title_ar", "title_en", "credit"}
    with pytest.raises(UnreadableError, match="something already"):
        new_pack("chad", tmp_path)


def test_commands(tmp_path):
    root = write_pack(tmp_path / "mine")
    (tmp_path / "r.txt").write_text("هاجم فصيل أونير بلدة كوري بوغودي في تشاد.", encoding="utf-8")
    assert sulh("pack", "check", root).exit_code == 0
    done = sulh("pack", "check", root, "--corpus", tmp_path / "r.txt")
    assert any(line.startswith("+") and "p:unir" in line for line in done.stdout.splitlines())
    assert any(line.startswith("-") for line in done.stdout.splitlines())
    found = json.loads(sulh("pack", "check", root, "--json").stdout)
    assert found == {"faults": [], "changed": []}
    assert [e["name"] for e in json.loads(sulh("pack", "list", "--json").stdout)] == list(
        pack_names()
    )
    assert "yemen" in sulh("pack", "list").stdout
    (Path(root) / "parties.tsv").write_text("id\tkind\nx\ty\n", encoding="utf-8")
    assert sulh("pack", "check", root).exit_code == 1


def test_what_is_no_pack_is_said_so(tmp_path):
    with pytest.raises(UnreadableError, match="no pack") as caught:
        check_pack(str(tmp_path))
    assert "pack.toml" in caught.value.advice
    with pytest.raises(UnreadableError, match="no pack") as caught:
        check_pack("yemn")
    assert "yemen" in caught.value.advice
    assert all(entry.n_parties > 40 for entry in list_packs())
