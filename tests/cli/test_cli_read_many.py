"""Reading lists of reports, and more of them than one case holds."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from sulh.cli import app
from sulh.errors import UnreadableError

parquet = pytest.importorskip("pyarrow.parquet")


def sulh(*arguments: object):
    found = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if found.exception and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    for number, place in enumerate(("مأرب", "تعز", "عدن", "حجة")):
        text = f"هاجم الحوثيون مدينة {place}. ونفت الحكومة اليمنية الانسحاب من {place}."
        (folder / f"r{number}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "list.txt").write_text("reports/r1.txt\nreports/r3.txt\n", encoding="utf-8")
    return folder


def test_a_list_of_files(reports, tmp_path):
    printed = json.loads(sulh("read", f"@{tmp_path / 'list.txt'}", "--json").stdout)
    assert [document["doc"] for document in printed] == ["r1", "r3"]


def test_tables_beside_a_case(reports, tmp_path):
    out = tmp_path / "out"
    done = sulh("read", reports, "-o", out, "--table", "--jobs", 1)
    assert {p.name for p in out.iterdir()} == {
        "case.yaml", "reports", "claims.parquet", "documents.parquet",
    }  # fmt: skip
    assert "4 documents (0 could not be read, 0 are copies)" in done.stderr
    printed = json.loads(sulh("read", reports, "-o", out, "--table", "--jobs", 1, "--json").stdout)
    rows = parquet.read_table(out / "claims.parquet").num_rows
    assert rows == sum(len(document["claims"]) for document in printed)


def test_more_than_a_case_holds_become_tables(reports, tmp_path, monkeypatch):
    monkeypatch.setattr("sulh.read.bulk.MANY", 3)
    out = tmp_path / "out"
    done = sulh("read", reports, "-o", out, "--jobs", 1)
    assert {p.name for p in out.iterdir()} == {"claims.parquet", "documents.parquet"}
    assert done.stdout.splitlines() == [str(out / "claims.parquet"), str(out / "documents.parquet")]
    found = json.loads(sulh("read", reports, "-o", out, "--jobs", 1, "--json").stdout)
    assert (found["n_documents"], found["claims"]) == (4, str(out / "claims.parquet"))


def test_tables_need_a_folder(reports, monkeypatch):
    monkeypatch.setattr("sulh.read.bulk.MANY", 3)
    with pytest.raises(UnreadableError, match="no folder is named"):
        sulh("read", reports)
