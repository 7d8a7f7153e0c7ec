"""Loading: what is accepted, and every fault at once with file, line and nearest name."""

import datetime as dt
import json

import pytest
from case_examples import DOCUMENT

from sulh.case import Text, load_case
from sulh.case.document import MAX_ALIASES, parse_document
from sulh.case.load import load
from sulh.errors import CaseError, LimitError, UnreadableError

HEAD = "id: daraa\ntitle: درعا\n"


def faults_of(folder, text):
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        load_case(folder)
    return caught.value.faults


def only_fault(folder, text):
    faults = faults_of(folder, text)
    assert len(faults) == 1, faults
    return faults[0]


def test_a_case_of_an_analyst(tmp_path):
    (tmp_path / "case.yaml").write_text(DOCUMENT, encoding="utf-8")
    case = load_case(tmp_path)
    assert case == load_case(tmp_path / "case.yaml") == load_case(str(tmp_path))
    assert case.parties[0].name == Text(ar="اللواء الثامن")
    assert case.sources[0].published.start == dt.date(2021, 7, 29)
    assert case.claims[1].quote == "نفى الفيلق"
    assert case.claims[1].holders[1].who == "p:corps"
    line = DOCUMENT[: DOCUMENT.index("# the same event")].count("\n") + 1
    assert load(tmp_path).places.where(("claims", 1, "content", "type")).line == line


def test_all_faults_at_once_each_in_its_line(tmp_path):
    faults = faults_of(
        tmp_path,
        """\
id: daraa
titel: درعا
title: [a]
sources:
  - id: s:one
    published: {start: 2018, prec: day}
    kind: newspapr
    aliases: foo
    n_characters: -3
parties:
  - name: درعا
    kind: armd_force
    proposed: perhaps
claims:
  - id: c:1
    source: one
    start: a
    end: 3
    quote: x
    content: {kind: evnt, type: attack}
  - id: c:2
    source: s:one
    start: 1
    end: 3
    quote: x
    content: {kind: event, type: atack, actor: [p:x]}
    holders: [{whom: author}]
  - id: c:3
    content: {type: attack}
""",
    )
    found = [(fault.where.line, fault.code, fault.where.field) for fault in faults]
    assert found == [
        (2, "unknown-field", "titel"),
        (3, "wrong-type", "title"),
        (6, "bad-date", "sources[0].published.start"),
        (6, "unknown-field", "sources[0].published.prec"),
        (7, "unknown-value", "sources[0].kind"),
        (8, "wrong-type", "sources[0].aliases"),
        (9, "out-of-range", "sources[0].n_characters"),
        (11, "missing-field", "parties[0]"),
        (12, "unknown-value", "parties[0].kind"),
        (13, "wrong-type", "parties[0].proposed"),
        (16, "bad-id", "claims[0].source"),
        (17, "wrong-type", "claims[0].start"),
        (20, "unknown-value", "claims[0].content"),
        (26, "unknown-value", "claims[1].content.type"),
        (26, "unknown-field", "claims[1].content.actor"),
        (27, "unknown-field", "claims[1].holders[0].whom"),
        (28, "missing-field", "claims[2]"),
        (28, "missing-field", "claims[2]"),
        (28, "missing-field", "claims[2]"),
        (28, "missing-field", "claims[2]"),
        (29, "missing-field", "claims[2].content"),
    ]
    advice = {fault.where.field: fault.advice for fault in faults}
    assert advice["titel"] == "did you mean title?"
    assert advice["sources[0].kind"] == "did you mean newspaper?"
    assert advice["claims[0].content"] == "did you mean event?"
    assert advice["claims[1].content.type"] == "did you mean attack?"
    assert advice["claims[1].content.actor"] == "did you mean actors?"
    assert advice["claims[1].holders[0].whom"] == "did you mean who?"
    assert str(tmp_path / "case.yaml") + ":2: titel" in str(faults[0])


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "empty-file", 0),
        ("# only a remark\n", "empty-file", 0),
        ("null\n", "empty-file", 0),
        ("- a\n- b\n", "not-a-mapping", 1),
        ("just words", "not-a-mapping", 1),
        (HEAD + "id: again\n", "duplicate-key", 3),
        (HEAD + "summary:\n\tar: x\n", "yaml-syntax", 4),
        (HEAD + "summary: {ar: x\nparties: []\n", "yaml-syntax", 4),
        (HEAD + "note: 'x\n", "yaml-syntax", 3),
        (HEAD + "note: \x07\n", "yaml-syntax", 0),
        (HEAD + "summary: !!python/object:os.system x\n", "yaml-tag", 3),
        (HEAD + "? [a]\n: b\n", "yaml-key", 3),
        (HEAD + "---\nid: other\n", "several-documents", 3),
        (HEAD + "summary: *nothing\n", "yaml-alias", 3),
        (HEAD + "parties: &a [*a]\n", "yaml-alias", 3),
        (HEAD + "format: 2\n", "format-version", 3),
        (HEAD + "parties: " + "[" * 60 + "]" * 60, "too-deep", 3),
        (HEAD + "summary: " + "[" * 100_000, "too-deep", 3),
        ("id: درعا/x\ntitle: x\n", "bad-id", 1),
    ],
)
def test_what_is_no_case(tmp_path, text, code, line):
    fault = only_fault(tmp_path, text)
    assert (fault.code, fault.where.line) == (code, line)
    assert fault.advice


def test_a_tab_is_named(tmp_path):
    assert "replace the tab" in only_fault(tmp_path, HEAD + "summary:\n\tar: x\n").advice


def test_all_double_keys_are_named(tmp_path):
    faults = faults_of(tmp_path, HEAD + "id: b\ntitle: c\n")
    assert [(f.where.line, f.message) for f in faults] == [
        (3, "id is given twice (first in line 1)"),
        (4, "title is given twice (first in line 2)"),
    ]


def test_an_alias_bomb_is_refused_quickly(tmp_path):
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 9)]
    assert only_fault(tmp_path, "\n".join(rows)).code == "too-large"
    rows = ["a0: &a0 [x]", *(f"a{i}: &a{i} [*a{i - 1}]" for i in range(1, 900))]
    assert only_fault(tmp_path, "\n".join(rows)).code == "too-deep"
    rows = ["a: &a x", f"b: [{', '.join(['*a'] * (MAX_ALIASES + 1))}]"]
    assert only_fault(tmp_path, "\n".join(rows)).code == "too-many-aliases"


def test_aliases_within_the_limits_are_read(tmp_path):
    (tmp_path / "case.yaml").write_text(
        "id: daraa\ntitle: &name {ar: درعا}\nsummary: *name\n", encoding="utf-8"
    )
    assert load_case(tmp_path).summary == Text(ar="درعا")


def test_duplicate_ids_anywhere(tmp_path):
    text = (
        HEAD
        + "parties: [{id: 'p:a', name: x}, {id: 'p:a', name: y}]\nareas:\n  - id: p:a\n    name: z\n"
    )
    assert [(f.code, f.where.field) for f in faults_of(tmp_path, text)] == [
        ("duplicate-id", "parties[1]"),
        ("duplicate-id", "areas[0]"),
    ]


def test_numbers_and_dates_stand_for_words_as_written(tmp_path):
    text = HEAD + (
        "sources:\n  - {id: 's:a', publisher: 24, aliases: [1.50, yes], note: 2018-07-05, "
        "retrieved: 2018-07-05}\n"
    )
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    source = load_case(tmp_path).sources[0]
    assert (source.publisher, source.aliases, source.note) == ("24", ("1.50", "yes"), "2018-07-05")
    assert source.retrieved == dt.date(2018, 7, 5)


@pytest.mark.parametrize("written", ["2018", "1530748800", "5.7", "07/05/2018", "2018-13-45", "[]"])
def test_dates_are_iso_dates(tmp_path, written):
    fault = only_fault(tmp_path, HEAD + f"sources:\n  - {{id: 's:a', retrieved: {written}}}\n")
    assert (fault.code, fault.advice) == ("bad-date", "write it like 2018-07-05")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xff\xfei\x00d\x00", "UTF-16"),
        ("title: درعا".encode("windows-1256"), "not UTF-8"),
        (b"id: a\0b", "binary"),
        (b"\x89PNG\r\n\x1a\n", "not UTF-8"),
    ],
)
def test_files_that_are_no_utf8_text(tmp_path, data, says):
    (tmp_path / "case.yaml").write_bytes(data)
    with pytest.raises(UnreadableError, match=says):
        load_case(tmp_path)


def test_a_byte_order_mark_does_no_harm(tmp_path):
    (tmp_path / "case.yaml").write_bytes(b"\xef\xbb\xbf" + HEAD.encode())
    assert load_case(tmp_path).id == "daraa"


def test_nothing_there(tmp_path):
    with pytest.raises(UnreadableError, match=r"a folder with case\.yaml"):
        load_case(tmp_path)
    (tmp_path / "draft.yaml").write_text(HEAD, encoding="utf-8")
    with pytest.raises(UnreadableError, match=r"there is: draft\.yaml"):
        load_case(tmp_path)
    for name in ("none/case.yaml", "a\0b", "x" * 5000):
        with pytest.raises(UnreadableError):
            load_case(tmp_path / name)


def test_a_file_beyond_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr("sulh.case.load.MAX_BYTES", 10)
    (tmp_path / "case.yaml").write_text(HEAD, encoding="utf-8")
    with pytest.raises(LimitError, match=r"claims\.jsonl"):
        load_case(tmp_path)


# ---- claims.jsonl and events.jsonl ----------------------------------------------------------

CLAIM = {
    "id": "c:9", "source": "s:agency", "start": 0, "end": 1, "quote": "و",
    "content": {"kind": "state", "what": "هدوء"}, "when": {"start": "2021-07-29"},
}  # fmt: skip


def json_lines(folder, *records):
    lines = [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records]
    (folder / "claims.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_json_lines_follow_the_document(tmp_path):
    (tmp_path / "case.yaml").write_text(DOCUMENT, encoding="utf-8")
    json_lines(tmp_path, CLAIM, "", {**CLAIM, "id": "c:10", "quote": "\u2028"})
    loaded = load(tmp_path)
    assert [claim.id for claim in loaded.case.claims] == ["c:1", "c:2", "c:9", "c:10"]
    assert loaded.case.claims[2].when.start == dt.date(2021, 7, 29)
    where = loaded.places.where(("claims", 3, "quote"))
    assert (where.file, where.line) == (str(tmp_path / "claims.jsonl"), 3)


def test_faults_of_json_lines_have_their_lines(tmp_path):
    json_lines(tmp_path, CLAIM, {**CLAIM, "id": "c:10", "modality": "denid"}, {**CLAIM})
    faults = faults_of(tmp_path, DOCUMENT)
    assert [(f.code, f.where.line, f.advice) for f in faults] == [
        ("unknown-value", 2, "did you mean denied?")
    ]
    json_lines(tmp_path, CLAIM, CLAIM)
    fault = only_fault(tmp_path, DOCUMENT)
    assert (fault.code, fault.where.line) == ("duplicate-id", 2)
    json_lines(tmp_path, "{", '{"id": 1, "id": 2}', "[" * 100_000, "9" * 5000)
    codes = [(f.code, f.where.line) for f in faults_of(tmp_path, DOCUMENT)]
    assert codes == [
        ("json-syntax", 1), ("duplicate-key", 2), ("too-deep", 3), ("json-syntax", 4),
    ]  # fmt: skip


def test_json_lines_belong_to_case_yaml_only(tmp_path):
    json_lines(tmp_path, CLAIM)
    (tmp_path / "other.yaml").write_text(DOCUMENT, encoding="utf-8")
    assert len(load_case(tmp_path / "other.yaml").claims) == 2


def test_offsets_of_nodes_count_code_points():
    text = 'a: "درعا 🕊"  # x\nb: [1, {c: قوات}]\n'
    root = parse_document(text, "")
    assert text[root.value["a"].start : root.value["a"].end] == '"درعا 🕊"'
    c = root.value["b"].value[1].value["c"]
    assert text[c.start : c.end] == "قوات"
    assert root.value["b"].end == len(text) - 1
