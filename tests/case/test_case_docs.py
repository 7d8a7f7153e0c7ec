"""The docs of the case cannot drift: fields, types, defaults and codes are those of the code."""

import dataclasses
import doctest
import json
import re
from pathlib import Path

import pytest

from sulh.case import json_schema
from sulh.case.model import Record
from sulh.case.shape import shape, shapes

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SECTION = re.compile(r"^### (\w+)$(.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def holds(field):
    if field.choices:
        many = f"one of {len(field.choices)}, see below"
        base = ", ".join(f"`{c}`" for c in field.choices) if len(field.choices) <= 12 else many
    elif field.records:
        base = " or ".join(f"[{r.__name__}](#{r.__name__.lower()})" for r in field.records)
    elif field.refers:
        named = " or ".join(f"`{name}`" for name in field.refers)
        base = "id in " + {"same": "the same list", "any": "any list"}.get(field.refers[0], named)
    else:
        base = field.base
    return f"list of: {base}" if field.many else base


def default(field):
    value = field.default
    if field.required:
        return "required"
    if value is None or value in ("", ()):
        return "—"
    if dataclasses.is_dataclass(value):
        return f"a plain {type(value).__name__}"
    if isinstance(value, tuple):
        return "the author"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def rows(text):
    return {name: (what, value) for name, what, value, _ in ROW.findall(text)}


def test_every_field_is_documented_as_it_is():
    text = (DOCS / "reference" / "case-file.md").read_text(encoding="utf-8")
    common = rows(text[: text.index("### Case")])
    sections = {name: rows(body) for name, body in SECTION.findall(text)}
    assert list(sections) == list(shapes())
    for name, cls in shapes().items():
        expected = {f.name: (holds(f), default(f)) for f in shape(cls).values()}
        given = dict(sections[name])
        if issubclass(cls, Record):
            given = {**common, **given}
        assert given == expected, name
    for choices in {f.choices for cls in shapes().values() for f in shape(cls).values()}:
        assert all(f"`{choice}`" in text for choice in choices)


def test_every_code_is_documented():
    pattern = re.compile(r"(?:Fault|fault|stop)\(\s*\"([a-z0-9-]+)\"")
    used = {
        code
        for file in (ROOT / "src" / "sulh" / "case").glob("*.py")
        for code in pattern.findall(file.read_text(encoding="utf-8"))
    }
    text = (DOCS / "reference" / "error-codes.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([a-z0-9-]+)` \|", text, re.MULTILINE)
    assert len(listed) == len(set(listed))
    assert set(listed) == used


@pytest.mark.parametrize("page", ["reference/conditions.md", "how-to/edit-a-case.md"])
def test_examples_in_the_docs_run(page):
    text = (DOCS / page).read_text(encoding="utf-8")
    test = doctest.DocTestParser().get_doctest(text, {}, page, page, 0)
    assert test.examples
    assert doctest.DocTestRunner(verbose=False).run(test).failed == 0


def test_the_yaml_in_the_docs_is_a_case(tmp_path):
    from sulh.case import check_case, load_case

    text = (DOCS / "reference" / "case-file.md").read_text(encoding="utf-8")
    (tmp_path / "case.yaml").write_text(
        re.search(r"```yaml\n(.*?)```", text, re.DOTALL)[1], encoding="utf-8"
    )
    assert check_case(load_case(tmp_path)) == ()


def test_the_schema_is_the_same_each_time_and_knows_every_record():
    schema = json_schema()
    assert json.dumps(schema) == json.dumps(json_schema())
    assert set(shapes()) - {"Case"} <= set(schema["$defs"])
    assert schema["additionalProperties"] is False
    assert set(schema["properties"]) == set(shape(shapes()["Case"]))
