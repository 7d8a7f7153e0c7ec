"""Every published conflict of the catalogue loads, is clean, and gives what its source says."""

from importlib.resources import files

import pytest

from sulh.case import check_case
from sulh.errors import ModelError
from sulh.exchange import catalog, catalog_case, catalog_entry
from sulh.graph import analyze, inverse
from sulh.graph.from_case import conflict_from_decision

ENTRIES = catalog()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.name)
def test_entry_gives_what_is_expected(entry):
    case = catalog_case(entry.name)
    assert not check_case(case)
    conflict = conflict_from_decision(case.decisions[0])
    expected = {**entry.computed, **entry.published}
    assert expected
    assert entry.source
    assert entry.about.startswith("# ")
    result = analyze(conflict, tuple(expected))
    for concept, states in expected.items():
        assert {conflict.state_name(s) for s in result.equilibria(concept)} == set(states)


def test_every_case_file_has_expectations():
    root = files("sulh") / "catalog"
    found = {
        f"{journal.name}/{author.name}/{item.name}"
        for journal in root.iterdir()
        if journal.is_dir() and journal.name[0] not in "._"
        for author in journal.iterdir()
        for item in author.iterdir()
        if item.name.endswith(".yaml") and item.name != "expected.yaml"
    }
    assert found == {entry.path for entry in ENTRIES}
    assert len({entry.name for entry in ENTRIES}) == len(ENTRIES) >= 6


def test_the_counts_in_the_note_on_syria_and_iraq():
    conflict = conflict_from_decision(catalog_case("syria-iraq").decisions[0])
    for concept, count in (("nash", 240), ("seq", 384), ("gmr", 384), ("smr", 300), ("sseq", 300)):
        assert inverse(conflict, 1, 0, concept).n_stable == count


def test_an_unknown_name_gets_the_nearest():
    with pytest.raises(ModelError, match="elmira"):
        catalog_entry("elmir")
