"""The rules of the reader can be compiled, and say so; see scripts/compile_reader.py."""

import ast
import copyreg
import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from sulh import doctor
from sulh.read import compiled
from sulh.read.single import How, read_file

ROOT = Path(__file__).parents[2]
READ = ROOT / "src" / "sulh" / "read"


def _script(name="compile_reader"):
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "scripts"))
        spec.loader.exec_module(module)
    return module


def _folder(tmp_path, made, source):
    for name, moment in (("rules.cpython-311-x86_64.so", made), ("rules.py", source)):
        if moment:
            (tmp_path / name).write_text("", encoding="utf-8")
            os.utime(tmp_path / name, (moment, moment))
    return tmp_path


@pytest.mark.parametrize(
    ("made", "source", "way"),
    [(None, 1, "plain"), (2, 1, "compiled"), (1, 2, "stale"), (1, None, "stale")],
)
def test_it_is_known_how_rules_run(tmp_path, made, source, way):
    assert compiled.how_rules_run(_folder(tmp_path, made, source)) == way


@pytest.mark.parametrize(
    ("way", "state"), [("plain", "ok"), ("compiled", "ok"), ("stale", "broken")]
)
def test_doctor_tells_of_rules_that_are_not_current(monkeypatch, way, state):
    monkeypatch.setattr(compiled, "how_rules_run", lambda: way)
    (found,) = (f for f in doctor.examine() if f.what == "rules of the reader")
    assert found.state == state
    assert bool(found.advice) == (state == "broken")


def test_what_reads_one_text_is_compiled():
    rules = _script().rules()
    assert {"document", "events", "scopes", "holders", "times"} <= set(rules)
    assert not {"draft", "bulk", "second_reader"} & set(rules)


def test_no_rule_asks_for_membership_in_an_unpacked_tuple():
    # mypyc ends with an internal error on it; and it makes a tuple at every question.
    unpacked = []
    for name in _script().rules():
        tree = ast.parse((READ / f"{name}.py").read_text(encoding="utf-8"))
        for compared in (n for n in ast.walk(tree) if isinstance(n, ast.Compare)):
            for side in compared.comparators:
                parts = side.elts if isinstance(side, ast.Tuple | ast.List | ast.Set) else []
                if any(isinstance(part, ast.Starred) for part in parts):
                    unpacked.append(f"{name}.py:{side.lineno}")
    assert unpacked == []


_RECORDS = """from __future__ import annotations
from dataclasses import dataclass, field

LIMIT = 3
_TWICE = 1
_TWICE = 2


@dataclass(frozen=True, slots=True)
class Place:
    x: int
    name: str = "here"


@dataclass(slots=True)
class Row:
    places: list[Place]
    seen: dict[str, int] = field(default_factory=dict)
    total: int = field(init=False)

    def __post_init__(self) -> None:
        self.total = sum(place.x for place in self.places)
"""


def test_what_is_compiled_says_the_same():
    form = _script("machine_form").machine_form(_RECORDS)
    assert "LIMIT: Final = 3\n" in form
    assert "_TWICE = 2\n" in form
    assert form.count("def __init__(") == 2
    plain, machine = {"__name__": "plain"}, {"__name__": "machine"}
    for space, source in ((plain, _RECORDS), (machine, form)):
        sys.modules[space["__name__"]] = type(sys)(space["__name__"])
        exec(compile(source, "records", "exec"), space)
        del sys.modules[space["__name__"]]
    told = [
        (repr(row), row == s["Row"](places=[s["Place"](1), s["Place"](2, name="there")]),
         hash(s["Place"](5)), row.seen is s["Row"]([]).seen)
        for s in (plain, machine)
        for row in [s["Row"]([s["Place"](1), s["Place"](x=2, name="there")])]
    ]  # fmt: skip
    assert told[0] == told[1]
    assert told[0][1:2] + told[0][3:] == (True, False)


def _records(thing, seen):
    """Yield the record types that hang on a reading."""
    if id(thing) in seen:
        return
    seen[id(thing)] = thing
    if is_dataclass(thing):
        yield type(thing)
        for part in fields(thing):
            yield from _records(getattr(thing, part.name), seen)
    elif isinstance(thing, list | tuple | set | frozenset):
        for part in thing:
            yield from _records(part, seen)
    elif isinstance(thing, dict):
        yield from _records(list(thing.values()), seen)


def test_what_crosses_between_processes_is_made_anew_from_its_fields():
    # A compiled record cannot be filled field by field, as pickle does of its own accord.
    path = ROOT / "src/sulh/examples/daraa/reports/2021-08-02-marsad-hawran.md"
    rules = {f"sulh.read.{name}" for name in _script().rules()}
    crossing = {kind for kind in _records(read_file(path, How()), {}) if kind.__module__ in rules}
    assert {kind.__name__ for kind in crossing} >= {"RawClaim", "Ref", "RawAgreement"}
    assert crossing <= set(copyreg.dispatch_table)


_TELL = """
import json, sys
from pathlib import Path
from sulh.read import neutral, draft_reports
import sulh.read.document as document
files = sorted(Path(sys.argv[1]).rglob("*.md"))
draft = draft_reports(files, jobs=2)
print(document.__file__.endswith(".py"), json.dumps(neutral(draft.case), ensure_ascii=False))
"""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler (cc) on this machine")
def test_compiled_rules_read_the_same(tmp_path):
    for folder in ("src", "scripts"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("*.so"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)

    written = tmp_path / "reports"
    written.mkdir()
    for number, report in enumerate(sorted((ROOT / "src/sulh/examples").rglob("reports/*.md")) * 8):
        text = report.read_text(encoding="utf-8")  # so many that two processes share them
        (written / f"{number:02d}.md").write_text(f"{text}\n{number}\n", encoding="utf-8")

    def told():
        command = [sys.executable, "-c", _TELL, str(written)]
        done = subprocess.run(
            command, env=here, cwd=tmp_path, capture_output=True, text=True, check=True
        )
        return done.stdout.split(" ", 1)

    here = {**os.environ, "PYTHONPATH": str(tmp_path / "src"), "PYTHONUTF8": "1"}
    plain = told()
    script = [sys.executable, str(tmp_path / "scripts/compile_reader.py")]
    subprocess.run(script, env=here, cwd=tmp_path, capture_output=True, check=True)
    machine = told()
    assert (plain[0], machine[0]) == ("True", "False")
    assert plain[1] == machine[1]
    subprocess.run([*script, "--remove"], env=here, cwd=tmp_path, capture_output=True, check=True)
    assert told() == plain
