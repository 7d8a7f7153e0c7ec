"""Opening a .gmcr file and the catalogue from the command line."""

import json

import pytest
from typer.testing import CliRunner

from sulh.cli import app
from sulh.exchange import catalog, catalog_case, write_gmcr


def call(*arguments):
    result = CliRunner().invoke(app, [str(a) for a in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_analyze_opens_a_gmcr_file(tmp_path):
    path = tmp_path / "conflict.gmcr"
    write_gmcr(catalog_case("syria-iraq"), path)
    document = json.loads(call("analyze", path, "--json"))
    found = {each["concept"]: each["states"] for each in document["decisions"][0]["equilibria"]}
    assert found == {"nash": [6], "gmr": [0, 6], "smr": [6], "seq": [6]}


def test_catalog_lists_every_entry():
    listed = call("catalog")
    assert all(entry.path in listed for entry in catalog())
    assert len(json.loads(call("catalog", "--json"))) == len(catalog())


@pytest.mark.parametrize("name", ["elmira", "chicken"])
def test_catalog_show(name):
    assert "published nash" in call("catalog", "show", name)
    assert json.loads(call("catalog", "show", name, "--json"))["name"] == name
