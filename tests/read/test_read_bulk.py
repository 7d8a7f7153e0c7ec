"""Many reports to tables: the same bytes whatever the workers, after any interruption."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sulh.errors import UnreadableError
from sulh.read import draft_reports
from sulh.read.bulk import read_many
from sulh.read.columns import array_of, pyarrow, schema
from sulh.read.files import expand, listed
from sulh.read.rows import CLAIM_COLUMNS, DOCUMENT_COLUMNS
from sulh.read.single import How

parquet = pytest.importorskip("pyarrow.parquet")

WIRE = (
    "هاجم الحوثيون مدينة {place} مساء {day} وقتل ستة مدنيين بحسب مصدر طبي في المدينة نفسها. "
    "ونفت الحكومة اليمنية الانسحاب من {place}، وقالت إن قواتها ردت على مصادر النيران قرب الجسر."
)
PLACES = ("مأرب", "تعز", "عدن", "شبوة", "لحج", "أبين", "حجة")


def write_reports(folder: Path, n: int) -> list[str]:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(n):
        day = f"2024-0{1 + number % 9}-{10 + number % 18}"
        text = WIRE.format(place=PLACES[number % 7], day=("الثلاثاء", "السبت", "الأحد")[number % 3])
        front = f"---\npublisher: وكالة {number % 5}\ndate: {day}\n---\n"
        (folder / f"r{number:05d}.txt").write_text(f"{front}{text} {number}\n", encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (folder / "football.txt").write_text("سجل الفريق هدفا في المباراة.", encoding="utf-8")
    return listed([folder])


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return write_reports(tmp_path_factory.mktemp("bulk") / "reports", 30)


@pytest.fixture
def parts(monkeypatch):
    monkeypatch.setattr("sulh.read.bulk._PART", 8)


def tables(folder: Path) -> tuple[bytes, bytes]:
    return (folder / "claims.parquet").read_bytes(), (folder / "documents.parquet").read_bytes()


def test_rows_say_whose_word_it_is(files, tmp_path, parts):
    bulk = read_many(files, tmp_path)
    assert (bulk.n_documents, bulk.n_skipped) == (32, 1)
    claims = parquet.read_table(bulk.claims)
    documents = parquet.read_table(bulk.documents).to_pylist()
    assert claims.schema.names == list(CLAIM_COLUMNS)
    assert list(documents[0]) == list(DOCUMENT_COLUMNS)
    rows = claims.to_pylist()
    assert bulk.n_claims == len(rows) == sum(d["n_claims"] for d in documents)
    attack = next(r for r in rows if r["type"] == "attack" and r["document"] == files[-1])
    assert (attack["actors"], attack["modality"]) == (["الحوثيون"], "asserted")
    assert attack["actor_ids"] == ["p:houthis"]
    assert attack["publisher"].startswith("وكالة")
    for row in rows[:20]:
        text = Path(row["document"]).read_text(encoding="utf-8")
        assert text[row["start"] : row["end"]] == row["quote"]
    notices = {Path(d["document"]).name: d["notice"] for d in documents if d["notice"]}
    assert notices == {"broken.pdf": "READ_SKIPPED", "football.txt": "READ_TOPIC"}
    assert not (tmp_path / ".reading").exists()


def test_tables_do_without_pandas(files, tmp_path):
    code = (
        "import sys; from pathlib import Path; from sulh.read.bulk import read_many; "
        "read_many(sys.argv[2:], Path(sys.argv[1])); print('pandas' in sys.modules)"
    )
    words = [sys.executable, "-c", code, str(tmp_path), *files[:3]]
    assert subprocess.run(words, check=True, capture_output=True, text=True).stdout == "False\n"


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("string", ["صلح", "", "a"]),
        ("strings", [["صلح", ""], [], ["b"]]),
        ("date", [dt.date(2024, 2, 29), None, dt.date(1949, 4, 3)]),
        ("integer", [0, -1, 2**40]),
        ("number", [None, 0.5, 0.0, *[None] * 9, 3.0]),
    ],
)
def test_columns_are_what_pyarrow_makes_of_the_values(kind, values):
    field = schema({"one": kind}).field("one")
    for some in (values, values[:0], values[1:]):
        made = array_of(some, kind)
        made.validate(full=True)
        assert made.equals(pyarrow().array(some, type=field.type))


def test_copies_are_marked_with_the_first_by_date(files, tmp_path, parts):
    bulk = read_many(files, tmp_path)
    documents = {d["document"]: d for d in parquet.read_table(bulk.documents).to_pylist()}
    copies = {d: r["copy_of"] for d, r in documents.items() if r["copy_of"]}
    assert len(copies) == bulk.n_copies >= 10
    for copy, original in copies.items():
        assert documents[original]["copy_of"] == ""
        assert documents[original]["published"] <= documents[copy]["published"]
    rows = parquet.read_table(bulk.claims).to_pylist()
    assert all(row["copy_of"] == copies.get(row["document"], "") for row in rows)


def test_one_document_alone_gives_the_claims_of_its_draft(files, tmp_path):
    rows = parquet.read_table(read_many(files[2:3], tmp_path).claims).to_pylist()
    case = draft_reports([files[2]]).case
    assert [(r["claim"], r["quote"], r["modality"]) for r in rows] == [
        (c.id, c.quote, c.modality) for c in case.claims
    ]


def test_the_number_of_processes_changes_nothing(files, tmp_path):
    for jobs in (1, 2, 3):
        read_many(files, tmp_path / str(jobs), jobs=jobs)
        assert tables(tmp_path / str(jobs)) == tables(tmp_path / "1")


def test_what_was_begun_goes_on(files, tmp_path, parts, monkeypatch):
    read_many(files, tmp_path / "whole")
    seen = []

    def dying(path, how):
        seen.append(path)
        if len(seen) == 20:
            raise KeyboardInterrupt
        return original(path, how)

    from sulh.read import bulk

    original = bulk.read_file
    monkeypatch.setattr(bulk, "read_file", dying)
    with pytest.raises(KeyboardInterrupt):
        read_many(files, tmp_path / "resumed")
    assert not (tmp_path / "resumed" / "claims.parquet").exists()
    read_many(files, tmp_path / "resumed")
    assert len(seen) == 20 + len(files) - 16  # two parts of eight were kept
    assert tables(tmp_path / "resumed") == tables(tmp_path / "whole")


@pytest.mark.parametrize("change", ["file", "option"])
def test_work_begun_otherwise_is_started_anew(files, tmp_path, parts, monkeypatch, change):
    from sulh.read import bulk

    reports = write_reports(tmp_path / "reports", 12)
    original, seen = bulk.read_file, []
    stop = {"at": 10}

    def counting(path, how):
        seen.append(path)
        if len(seen) == stop["at"]:
            raise KeyboardInterrupt
        return original(path, how)

    monkeypatch.setattr(bulk, "read_file", counting)
    with pytest.raises(KeyboardInterrupt):
        read_many(reports, tmp_path / "out")
    stop["at"] = -1
    seen.clear()
    if change == "file":
        Path(reports[0]).write_text("هاجم الحوثيون مدينة مأرب.", encoding="utf-8")
    how = How(publisher="وكالة") if change == "option" else How()
    read_many(reports, tmp_path / "out", how)
    assert len(seen) == len(reports)


SCRIPT = """
import sys
from pathlib import Path
from sulh.read import bulk
bulk._PART = 4
if __name__ == "__main__":
    bulk.read_many(sorted(map(str, Path(sys.argv[1]).iterdir())), Path(sys.argv[2]))
"""


@pytest.mark.slow
def test_killed_in_the_middle_and_started_again(tmp_path):
    write_reports(tmp_path / "reports", 40)
    (tmp_path / "run.py").write_text(SCRIPT, encoding="utf-8")

    def start(folder):
        words = [sys.executable, str(tmp_path / "run.py"), str(tmp_path / "reports"), str(folder)]
        return subprocess.Popen(words, start_new_session=True)

    killed = start(tmp_path / "killed")
    work = tmp_path / "killed" / ".reading"
    for _ in range(600):
        if len(list(work.glob("*.documents.parquet"))) >= 2 or killed.poll() is not None:
            break
        time.sleep(0.05)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    kept = {path.name: path.stat().st_mtime_ns for path in work.glob("0*.parquet")}
    assert kept
    assert start(tmp_path / "killed").wait() == 0
    assert start(tmp_path / "whole").wait() == 0
    assert tables(tmp_path / "killed") == tables(tmp_path / "whole")


def test_nothing_readable_is_an_error(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(UnreadableError, match="none of the files"):
        read_many([str(tmp_path / "a.pdf")], tmp_path / "out")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same_tables(files, tmp_path):
    distributed = pytest.importorskip("distributed")
    read_many(files, tmp_path / "here")
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    )
    with cluster:
        read_many(files, tmp_path / "there", cluster=cluster.scheduler_address)
    assert tables(tmp_path / "there") == tables(tmp_path / "here")


# ---- lists of files -------------------------------------------------------------


def test_folders_lists_and_files(tmp_path):
    for name in ("b/two.txt", "b/a/one.md", "b.txt", "b/x.csv", "c/no.bin"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "list.txt").write_text("# mine\nb\n\nb.txt\nb/two.txt\n", encoding="utf-8")
    names = [str(Path(p).relative_to(tmp_path)) for p in listed([Path(f"@{tmp_path}/list.txt")])]
    assert names == ["b/a/one.md", "b/two.txt", "b.txt"]
    (tmp_path / "list.txt").unlink()
    assert expand([tmp_path]) == sorted(expand([tmp_path]))


@pytest.mark.parametrize(
    ("content", "says"), [("# nothing\n", "no path in this list"), ("gone.txt\n", "no such file")]
)
def test_lists_that_lead_nowhere(tmp_path, content, says):
    (tmp_path / "list.txt").write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableError, match=says):
        listed([Path(f"@{tmp_path / 'list.txt'}")])


def test_drafts_do_not_depend_on_the_number_of_processes(files):
    assert draft_reports(files, jobs=2) == draft_reports(files)
