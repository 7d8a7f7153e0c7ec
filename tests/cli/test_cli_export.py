"""The neutral form, as export writes it and as read prints it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pydantic import TypeAdapter
from typer.testing import CliRunner

from sulh.case import load_case, save_case
from sulh.cli import app
from sulh.documents import DOCUMENTS
from sulh.errors import UnreadableError

REPORTS = {
    "مأرب": "هاجم الحوثيون مدينة مأرب. ونفت الحكومة اليمنية الانسحاب من شبوة.",
    "sirte.v2": "The Libyan National Army attacked Sirte. Egypt denied that it armed Haftar.",
}


def sulh(*arguments: object):
    found = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if found.exception and not isinstance(found.exception, SystemExit):
        raise found.exception
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    for stem, text in REPORTS.items():
        (folder / f"{stem}.txt").write_text(text, encoding="utf-8")
    files = [folder / f"{stem}.txt" for stem in REPORTS]
    printed = sulh("read", *files, "--json", "-o", folder / "case").stdout
    return folder / "case", json.loads(printed)


def test_export_gives_what_read_printed(made, tmp_path):
    case, printed = made
    target = tmp_path / "my-reader.json"
    assert sulh("export", case, "--to", target).stdout == f"{target}\n"
    assert json.loads(target.read_text(encoding="utf-8")) == printed
    assert [document["doc"] for document in printed] == list(REPORTS)
    TypeAdapter(DOCUMENTS["read"]).validate_python(printed)


def test_json_prints_what_was_written(made, tmp_path):
    case, _ = made
    target = tmp_path / "reader.json"
    shown = sulh("export", case / "case.yaml", "--to", target, "--json").stdout
    assert shown == target.read_text(encoding="utf-8")


def test_rejected_and_superseded_claims_are_left_out(made, tmp_path):
    folder, printed = made
    case = load_case(folder)
    first, second, *rest = case.claims
    changed = [replace(first, decision="rejected"), replace(second, superseded_by=rest[0].id)]
    save_case(replace(case, claims=(*changed, *rest)), tmp_path / "case.yaml")
    sulh("export", tmp_path, "--to", tmp_path / "reader.json")
    found = json.loads((tmp_path / "reader.json").read_text(encoding="utf-8"))
    assert sum(len(d["claims"]) for d in found) == sum(len(d["claims"]) for d in printed) - 2


def test_a_name_of_no_form_is_refused_before_anything_is_read(tmp_path):
    with pytest.raises(UnreadableError, match=r"known: reader\.json"):
        sulh("export", tmp_path / "missing", "--to", tmp_path / "claims.csv")
