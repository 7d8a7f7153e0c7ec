"""Saving: what comes back is what went in, and what the user wrote stays."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from case_examples import DOCUMENT
from case_strategies import cases, records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sulh.case import Case, Text, load_case, save_case
from sulh.case.document import parse_document
from sulh.case.emit import entry_lines, item_lines
from sulh.case.load import load
from sulh.case.model import Claim, Party, Person, Source, StateContent
from sulh.case.splice import comments_in
from sulh.errors import CaseError, UnreadableError

EXAMPLES = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
        HealthCheck.large_base_example,
    ],
)


@pytest.fixture
def document(tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text(DOCUMENT, encoding="utf-8")
    return file


def comments(file: Path) -> Counter[str]:
    loaded = load(file)
    return Counter(comments_in(loaded.text, loaded.places.root))


# ---- properties ------------------------------------------------------------------------------


@EXAMPLES
@given(case=cases)
def test_what_was_saved_is_loaded(case, tmp_path):
    file = tmp_path / "fresh.yaml"
    file.unlink(missing_ok=True)
    save_case(case, file)
    assert load_case(file) == case
    before = file.read_bytes()
    save_case(case, file)
    assert file.read_bytes() == before


@EXAMPLES
@given(first=cases, second=cases)
def test_one_case_over_another(first, second, tmp_path):
    file = tmp_path / "over.yaml"
    file.unlink(missing_ok=True)
    save_case(first, file)
    save_case(second, file)
    assert load_case(file) == second


@st.composite
def edited(draw, case):
    """The case with records removed, reordered, changed and added, as tools do."""
    changed = {}
    for name, cls, prefix in (
        ("parties", Party, "p"),
        ("claims", Claim, "c"),
        ("sources", Source, "s"),
    ):
        kept = [r for r in getattr(case, name) if draw(st.integers(0, 3))]
        kept = draw(st.permutations(kept)) if draw(st.booleans()) else kept
        kept = [
            draw(records(cls, prefix).map(lambda n, r=r: replace(n, id=r.id)))
            if draw(st.integers(0, 2)) == 0
            else r
            for r in kept
        ]
        new = draw(st.lists(records(cls, prefix), max_size=2, unique_by=lambda r: r.id))
        taken = {r.id for r in kept}
        changed[name] = (*kept, *(r for r in new if r.id not in taken))
    return replace(case, **changed)


@EXAMPLES
@given(data=st.data())
def test_no_edit_loses_a_comment(data, tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text(DOCUMENT, encoding="utf-8")
    had = comments(file)
    new = data.draw(edited(load_case(file)))
    save_case(new, file)
    assert load_case(file) == new
    assert comments(file) >= had


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
    | st.text(alphabet="-?:,[]{}#&*!|>'\"%@` \tab1.eعن\n") | st.dates(),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(max_size=4) | st.text(alphabet="ab:- #"), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(
    value=st.dictionaries(st.text(max_size=3), VALUES, min_size=1, max_size=4), block=st.booleans()
)
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_what_yaml_reads(value, block):
    text = "".join(f"{line}\n" for k, v in value.items() for line in entry_lines(k, v, 0))
    assert parse_document(text, "").to_python() == value
    text = "".join(f"{line}\n" for line in item_lines(value, 2, block=block))
    assert parse_document(text, "").to_python() == [value]


# ---- edits, one by one -----------------------------------------------------------------------


def lines_changed(before: str, after: str) -> tuple[list[str], list[str]]:
    gone = Counter(before.splitlines()) - Counter(after.splitlines())
    new = Counter(after.splitlines()) - Counter(before.splitlines())
    return sorted(gone.elements()), sorted(new.elements())


def test_an_unchanged_case_leaves_every_byte(document):
    save_case(load_case(document), document)
    assert document.read_text(encoding="utf-8") == DOCUMENT


def test_one_field_changes_one_line(document):
    case = load_case(document)
    source = replace(case.sources[0], publisher="صحيفة أخرى")
    save_case(replace(case, sources=(source, *case.sources[1:])), document)
    assert lines_changed(DOCUMENT, document.read_text(encoding="utf-8")) == (
        ['    publisher: "صحيفة"   # changed its name in 2019'],
        ["    publisher: صحيفة أخرى  # changed its name in 2019"],
    )


def test_a_nested_field_changes_one_line(document):
    case = load_case(document)
    corps = replace(case.parties[1], name=Text(ar="الفيلق الخامس", en="5th Corps"))
    save_case(replace(case, parties=(case.parties[0], corps, case.parties[2])), document)
    assert lines_changed(DOCUMENT, document.read_text(encoding="utf-8")) == (
        ["    en: Fifth Corps"],
        ["    en: 5th Corps"],
    )


def test_a_removed_record_leaves_the_others_and_all_comments(document):
    case = load_case(document)
    save_case(replace(case, parties=case.parties[1:], events=()), document)
    text = document.read_text(encoding="utf-8")
    assert "p:brigade" not in text
    assert "# since 2018" in text
    assert "# and its denial" in text
    assert text.index("# since 2018") < text.index("- id: p:corps")
    assert text.endswith("# the end\n")


def test_an_added_record_stands_in_its_list(document):
    case = load_case(document)
    new = Party(id="p:guards", name=Text(ar="الحرس"), kind="armed_group")
    save_case(replace(case, parties=(*case.parties, new), persons=(
        Person(id="x:envoy", name=Text(ar="المبعوث")),
    )), document)  # fmt: skip
    text = document.read_text(encoding="utf-8")
    gone, _ = lines_changed(DOCUMENT, text)
    assert gone == []
    assert "\n- id: p:guards\n  name: {ar: الحرس}\n  kind: armed_group\nareas" in text.replace(
        "\npersons:\n  - id: x:envoy\n    name: {ar: المبعوث}\n", "\n"
    )
    assert text.index("parties:") < text.index("persons:") < text.index("areas:")


def test_reordered_records_carry_their_comments(document):
    case = load_case(document)
    save_case(replace(case, parties=case.parties[::-1]), document)
    text = document.read_text(encoding="utf-8")
    assert Counter(text.split()) == Counter(DOCUMENT.split())
    assert text.index("p:town") < text.index("- id: p:corps") < text.index("p:brigade")
    assert "part_of: p:corps      # since 2018" in text
    assert "kind: community   # not armed" in text


def test_a_shorter_list_of_ids_keeps_its_remarks(document):
    case = load_case(document)
    save_case(replace(case, events=(replace(case.events[0], claims=("c:2",)),)), document)
    text = document.read_text(encoding="utf-8")
    assert "      # the paper\n      # and its denial\n      - c:2\n" in text


def test_comments_of_a_removed_first_field_move_above_the_record(tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text(
        "id: a\ntitle: x\nparties:\n  - note: old  # from the first draft\n    # its id\n"
        "    id: p:a\n    name: ألف\n",
        encoding="utf-8",
    )
    case = load_case(file)
    new = replace(case, parties=(replace(case.parties[0], note=""),))
    save_case(new, file)
    assert load_case(file) == new
    assert file.read_text(encoding="utf-8").endswith(
        "    # from the first draft\n    # its id\n  - id: p:a\n    name: ألف\n"
    )


def test_the_comment_beside_a_block_sign_is_kept(tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text("id: a\ntitle: x\nsummary:\n  ar: |  # draft\n    كلام\n", encoding="utf-8")
    save_case(replace(load_case(file), summary=Text(ar="غيره")), file)
    assert file.read_text(encoding="utf-8").endswith("summary:\n  ar: غيره  # draft\n")


def test_aliases_are_written_out_when_something_changes(tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text(
        "id: a\ntitle: &t {ar: درعا}  # name\nparties:\n  - id: p:a\n    name: *t\n",
        encoding="utf-8",
    )
    case = load_case(file)
    save_case(replace(case, title=Text(ar="حوران")), file)
    assert load_case(file).parties[0].name == Text(ar="درعا")
    assert load_case(file).title == Text(ar="حوران")
    assert "# name" in file.read_text(encoding="utf-8")


def test_windows_line_ends_stay(tmp_path):
    file = tmp_path / "case.yaml"
    file.write_bytes(DOCUMENT.replace("\n", "\r\n").encode())
    case = load_case(file)
    assert case == replace(case)
    new = replace(case, summary=Text(ar="ملخص"))
    save_case(new, file)
    data = file.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") == DOCUMENT.count("\n") + 1
    assert load_case(file) == new


def test_a_document_on_one_line_is_rewritten_with_its_comments(tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text("# why\n{id: a, title: x}  # so\n", encoding="utf-8")
    save_case(replace(load_case(file), summary=Text(en="y")), file)
    assert file.read_text(encoding="utf-8") == (
        "# why\n# so\nformat: 1\nid: a\ntitle: {en: x}\nsummary: {en: y}\n"
    )


def test_a_broken_document_is_not_overwritten(document):
    document.write_text(DOCUMENT + "unknown: 1\n", encoding="utf-8")
    with pytest.raises(CaseError, match="unknown-field"):
        save_case(Case(id="x", title=Text(en="x")), document)
    assert document.read_text(encoding="utf-8") == DOCUMENT + "unknown: 1\n"


def test_a_fresh_document_reads_well(tmp_path):
    case = Case(
        id="daraa",
        title=Text(ar="درعا", en="Daraa"),
        parties=(
            Party(id="p:a", name=Text(ar="ألف"), note="عند: #1"),
            Party(id="p:b", name=Text(ar="باء")),
        ),
    )
    save_case(case, tmp_path / "new" / "folder")
    assert (tmp_path / "new" / "folder" / "case.yaml").read_text(encoding="utf-8") == (
        "format: 1\nid: daraa\ntitle: {ar: درعا, en: Daraa}\n\nparties:\n"
        '  - id: p:a\n    name: {ar: ألف}\n    note: "عند: #1"\n\n'
        "  - id: p:b\n    name: {ar: باء}\n"
    )


def test_hidden_signs_are_written_as_escapes(tmp_path):
    case = Case(id="a", title=Text(ar="\u202eدرعا\u2028\u200f"))
    save_case(case, tmp_path)
    assert r'"\u202eدرعا\u2028\u200f"' in (tmp_path / "case.yaml").read_text(encoding="utf-8")
    assert load_case(tmp_path) == case


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UnreadableError):
        save_case(Case(id="a", title=Text(en="x")), tmp_path / "file" / "case.yaml")


# ---- many records ----------------------------------------------------------------------------


def many_claims(n):
    content = StateContent(what=Text(ar="هدوء"))
    return tuple(
        Claim(id=f"c:{i}", source="s:paper", start=i, end=i + 4, quote="هدوء", content=content)
        for i in range(100, 100 + n)
    )


def test_many_records_go_beside_the_document(document):
    case = load_case(document)
    big = replace(case, claims=(*case.claims, *many_claims(2_000)))
    save_case(big, document)
    beside = document.with_name("claims.jsonl")
    assert beside.read_text(encoding="utf-8").count("\n") == 2_000
    assert "هدوء" in beside.read_text(encoding="utf-8")
    assert document.read_text(encoding="utf-8") == DOCUMENT
    assert load_case(document) == big
    assert not document.with_name("events.jsonl").exists()
    fewer = replace(big, claims=big.claims[1:30])
    save_case(fewer, document)
    assert load_case(document) == fewer
    assert beside.read_text(encoding="utf-8").count("\n") == 28
    save_case(case, document)
    assert not beside.exists()
    assert load_case(document) == case


def test_claims_that_leave_the_document_leave_their_comments(document):
    case = load_case(document)
    big = replace(case, claims=(*many_claims(2_000), *case.claims))
    save_case(big, document)
    assert load_case(document) == big
    assert "# the same event" in document.read_text(encoding="utf-8")


def test_a_document_of_another_name_holds_everything(tmp_path):
    case = Case(id="a", title=Text(en="x"), claims=many_claims(2_001))
    save_case(case, tmp_path / "all.yaml")
    assert [path.name for path in tmp_path.iterdir()] == ["all.yaml"]
    assert load_case(tmp_path / "all.yaml") == case
