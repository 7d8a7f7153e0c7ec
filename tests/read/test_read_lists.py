"""The loader of lists and packs: what it refuses, and how it says so."""

from __future__ import annotations

import pytest

from sulh.errors import CaseError, UnreadableError
from sulh.read.analyse import Analyser
from sulh.read.lists import load_lexicon, read_table
from sulh.read.morphology import arabic_forms
from sulh.read.pack_tables import load_pack, pack_names


def pack(folder, parties):
    root = folder / "mine"
    root.mkdir()
    (root / "pack.toml").write_text('name = "mine"\nversion = "1"\n', encoding="utf-8")
    (root / "parties.tsv").write_text(parties, encoding="utf-8")
    return root


def test_shipped_packs_load():
    names = pack_names()
    assert names[0] == "general"
    assert {"syria", "yemen", "libya", "sudan", "iraq", "lebanon", "palestine"} <= set(names)
    for name in names:
        assert load_pack(name).entries


def test_every_fault_at_once(tmp_path):
    pack(tmp_path, "id\tkind\tname_ar\np:a\tarmd_group\tأ\np:a\tstate\tب\np:c\tstate\t\n")
    with pytest.raises(CaseError) as caught:
        load_pack("mine", tmp_path)
    codes = [fault.code for fault in caught.value.faults]
    assert codes == ["PACK_KIND", "PACK_TWICE", "PACK_NAMELESS"]
    assert "did you mean armed_group?" in str(caught.value)
    assert "parties.tsv:2" in str(caught.value)


def test_missing_header(tmp_path):
    path = tmp_path / "x.tsv"
    path.write_text("# note\nأ\tب\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match="column names"):
        list(read_table(path, ("id",)))


@pytest.mark.parametrize(
    ("word", "stem", "conjunction", "preposition", "back"),
    [
        ("وقصفها", "قصف", "و", "", "ها"),
        ("سيقصفون", "يقصفون", "", "س", ""),
        ("للهجوم", "هجوم", "", "ل", ""),
        ("فرقه", "فرقه", "", "", ""),
        ("ومطالبته", "مطالبه", "و", "", "ه"),
    ],
)
def test_clitics(word, stem, conjunction, preposition, back):
    found = Analyser(load_lexicon())(word)
    assert (found.stem, found.conjunction, found.preposition, found.back) == (
        stem, conjunction, preposition, back,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("root", "wazn", "forms"),
    [
        ("قصف", "فعَل يفعِل", "قصف قصفت قصفوا يقصف تقصف يقصفون"),
        ("وهم", "VIII", "اتهم اتهمت اتهموا يتهم تتهم اتهام"),
        ("عود", "X", "استعاد استعادت يستعيد تستعيد استعاده استعيد"),
        ("نفي", "فعَل يفعِل", "نفي نفت نفوا ينفي تنفي ينفون"),
        ("ولي", "X", "استولي استولت يستولي استيلاء"),
        ("زور", "فعَل يفعُل", "زار زارت زاروا يزور تزور يزر"),
        ("سيطر", "Q", "سيطر سيطرت سيطروا يسيطر سيطره"),
        ("أكد", "II", "اكد اكدت يوكد توكد تاكيد"),
    ],
)
def test_paradigms(root, wazn, forms):
    found = {form.word for form in arabic_forms(root, wazn)}
    assert set(forms.split()) <= found
