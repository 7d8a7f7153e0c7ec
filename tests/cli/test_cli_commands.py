"""Every command: help with an example, pure JSON, exit codes, no traceback for bad input."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import TypeAdapter

import sulh as sulh_package
from sulh.cli import app
from sulh.documents import DOCUMENTS

COMMANDS = sorted(command.callback.__name__ for command in app.registered_commands)
REPORT_AR = """---
publisher: صحيفة الاختبار
date: 2019-02-10
title: هدنة في المدينة
language: ar
---

اتهمت الحكومة حركة الفجر بقصف مدينة تعز، ونفت الحركة هذا الاتهام. وقال مصدر محلي إن الجيش حاصر المدينة.
ورفضت الحركة مغادرة المدينة، وطالبت الحكومة بترحيل مقاتلي الحركة إلى الشمال.
"""


def sulh(
    *arguments: object, cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, as a user does."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", "from sulh.cli import main; main()"]
        + [str(argument) for argument in arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        env=os.environ | {"NO_COLOR": "1"} | env,
        check=False,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A folder in which the main job was run on one small report."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "report.md").write_text(REPORT_AR, encoding="utf-8")
    done = sulh("run", folder / "report.md", "-o", folder / "out", "--runs", 20, "--json")
    assert done.returncode == 0, done.stderr
    TypeAdapter(DOCUMENTS["run"]).validate_json(done.stdout)
    return folder / "out"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_an_example(command):
    done = sulh(command, "--help")
    assert done.returncode == 0
    assert f"Example: sulh {command}" in done.stdout


def test_help_answers_at_once():
    """Processor time, which a busy machine does not stretch; benchmarks/main_job.py has the wall."""
    best = 9.0
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert sulh("--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        best = min(best, spent)
    assert best < 0.3


def test_run_leaves_what_it_says(made):
    names = {path.name for path in made.iterdir()}
    assert {"case.yaml", "brief.html", "settlement.json", "reports"} <= names


def test_run_twice_gives_the_same_bytes(made, tmp_path):
    for hash_seed in ("1", "2"):
        again = tmp_path / hash_seed
        report = made.parent / "report.md"
        done = sulh("run", report, "-o", again, "--runs", 20, PYTHONHASHSEED=hash_seed)
        assert done.returncode == 0, done.stderr
        for name in ("case.yaml", "brief.html", "settlement.json"):
            assert (again / name).read_bytes() == (made / name).read_bytes(), name


def test_a_public_brief_does_not_replace_the_internal_one(made, tmp_path):
    folder = shutil.copytree(made, tmp_path / "case")
    before = (folder / "brief.html").read_bytes()
    done = sulh("brief", folder, "--audience", "public", "--runs", 2, "--samples", 100)
    assert done.stdout == f"{folder / 'brief-public.html'}\n"
    assert (folder / "brief-public.html").is_file()
    assert (folder / "brief.html").read_bytes() == before


def test_a_missing_case_is_not_answered_with_hidden_files(tmp_path):
    (tmp_path / ".hooks.yaml").write_text("a: 1\n", encoding="utf-8")
    done = sulh("check", "nosuch", cwd=tmp_path)
    assert done.returncode == 2
    assert ".hooks.yaml" not in done.stderr
    assert "a case is a folder with case.yaml" in done.stderr


@pytest.mark.parametrize("command", ["frame", "settle", "simulate"])
def test_json_is_one_document_of_its_schema(made, command):
    done = sulh(command, made, "--json", *(["--runs", 20] if command != "frame" else []))
    assert done.returncode == 0, done.stderr
    TypeAdapter(DOCUMENTS[command]).validate_json(done.stdout)


def test_analyze_gives_every_decision_of_the_example():
    example = Path(sulh_package.__file__).parent / "examples" / "daraa"
    done = sulh("analyze", example, "--concept", "nash", "--concept", "seq", "--json")
    assert done.returncode == 0, done.stderr
    document = TypeAdapter(DOCUMENTS["analyze"]).validate_json(done.stdout)
    assert len(document.decisions) == 3
    assert all(len(analysis.equilibria) == 2 for analysis in document.decisions)
    one = sulh("analyze", example, "--decision", document.decisions[0].decision)
    assert "equilibrium under" in one.stdout


def test_read_json_is_the_neutral_form(made):
    done = sulh("read", made.parent / "report.md", "--json")
    assert done.returncode == 0, done.stderr
    documents = TypeAdapter(DOCUMENTS["read"]).validate_json(done.stdout)
    assert [document.doc for document in documents] == ["report"]


def test_check_is_clean_on_what_run_wrote(made):
    done = sulh("check", made)
    assert done.returncode == 0, done.stdout
    assert json.loads(sulh("check", made, "--json").stdout) == []


def test_an_older_case_is_kept(made, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "case.yaml").write_text("mine\n", encoding="utf-8")
    done = sulh("run", made.parent / "report.md", "-o", out, "--runs", 20)
    assert done.returncode == 0, done.stderr
    assert (out / "case.yaml.bak-1").read_text(encoding="utf-8") == "mine\n"
    assert "case.yaml.bak-1" in done.stderr


BAD_REPORTS = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.txt": bytes(range(256)) * 40,
    "not-a.pdf": b"%PDF-1.7 nothing",
    "not-a.docx": b"PK\x03\x04 nothing",
}


@pytest.mark.parametrize("name", BAD_REPORTS)
def test_a_report_that_cannot_be_read(name, tmp_path):
    (tmp_path / name).write_bytes(BAD_REPORTS[name])
    done = sulh("run", tmp_path / name, "-o", tmp_path / "out", "--runs", 20)
    assert done.returncode == 2
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


STRANGE_REPORTS = {
    "football.txt": "فاز فريق الأهلي على فريق الزمالك بهدفين مقابل هدف واحد في مباراة أقيمت مساء أمس.\n",
    "french.txt": "Le conseil municipal a adopté hier soir le budget de la ville pour la nouvelle année.\n",
}


@pytest.mark.parametrize("name", STRANGE_REPORTS)
def test_a_report_about_something_else_is_said_to_be_so(name, tmp_path):
    (tmp_path / name).write_text(STRANGE_REPORTS[name], encoding="utf-8")
    done = sulh("run", tmp_path / name, "-o", tmp_path / "out", "--runs", 20)
    assert done.returncode == 2
    assert "nothing of an armed conflict" in done.stderr
    assert name in done.stderr
    assert not (tmp_path / "out").exists()
    read = sulh("read", tmp_path / name, "--json")
    assert read.returncode == 0
    assert json.loads(read.stdout)[0]["claims"] == []


def test_arabic_in_windows_1256_is_read(tmp_path):
    (tmp_path / "old.txt").write_bytes(REPORT_AR.encode("windows-1256"))
    done = sulh("read", tmp_path / "old.txt", "--json")
    assert done.returncode == 0, done.stderr
    names = [party["name"] for party in json.loads(done.stdout)[0]["parties"]]
    assert any("الفجر" in name for name in names)


def test_one_line_of_five_megabytes(tmp_path):
    line = "وقال مصدر محلي إن الجيش قصف المدينة وقتل مدنيين ولم يعلن أحد مسؤوليته "
    (tmp_path / "long.txt").write_text(line * (5_000_000 // len(line)), encoding="utf-8")
    done = sulh("run", tmp_path / "long.txt", "-o", tmp_path / "out", "--runs", 20)
    assert "Traceback" not in done.stderr
    assert done.returncode in {0, 2}
    if done.returncode == 2:
        assert "long.txt" in done.stderr
        assert not (tmp_path / "out" / "case.yaml").exists()


def test_missing_files_and_folders(tmp_path):
    for arguments in (
        ("run", tmp_path / "none.txt", "-o", tmp_path / "out"),
        ("read", tmp_path / "none.txt"),
        ("check", tmp_path / "none"),
        ("settle", tmp_path / "none.yaml"),
        ("frame", tmp_path),
    ):
        done = sulh(*arguments)
        assert done.returncode == 2, arguments
        assert "Traceback" not in done.stderr
        assert done.stderr.startswith("sulh: ")


def test_output_that_cannot_be_written(made, tmp_path):
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    done = sulh("run", made.parent / "report.md", "-o", tmp_path / "file", "--runs", 20)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_case_with_faults_names_file_and_line(made, tmp_path):
    text = (made / "case.yaml").read_text(encoding="utf-8")
    (tmp_path / "case.yaml").write_text(text + "\npartys: []\n", encoding="utf-8")
    done = sulh("check", tmp_path)
    assert done.returncode == 2
    assert "partys" in done.stdout
    assert "parties" in done.stdout
    assert "case.yaml:" in done.stdout
    for command in ("settle", "frame", "brief", "simulate", "analyze"):
        again = sulh(command, tmp_path)
        assert again.returncode == 2, command
        assert "Traceback" not in again.stderr


def test_wrong_options_are_usage_errors(made):
    for arguments in (("settle", made, "--seed", "-1"), ("run",), ("brief", made, "--digits", "x")):
        done = sulh(*arguments)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
