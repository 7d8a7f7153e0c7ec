"""Many reports: each read by itself, its claims to one table. Stops and goes on where it stopped.

Reports are read in parts of 250. A part's rows are written beside the result, whole or not at
all; when all are there, they become ``claims.parquet`` and ``documents.parquet``, in the order of
the files. A part depends on nothing but its files and the plan, so the tables are the same bytes
whatever the number of workers and however often the work was interrupted.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sulh.errors import UnreadableError, Where
from sulh.files import make_folder, write_whole
from sulh.provenance import code_mark
from sulh.read.columns import array_of, pyarrow
from sulh.read.copies import N_HASHES, by_publication, sketch, sketch_groups
from sulh.read.heap import collect_seldom
from sulh.read.reader import draft_claims
from sulh.read.rows import (
    CLAIM_COLUMNS,
    DOCUMENT_COLUMNS,
    claim_rows,
    document_row,
    table_of,
    write_tables,
)
from sulh.read.single import WARM, How, OneReading, read_file
from sulh.workers import ordered_map

__all__ = ["MANY", "Bulk", "read_many"]

MANY = 2_000
"""Reports that one case holds; more are read to tables."""
_PART = 250
"""Most files of a part: what is read as one task, and the rows that lie together in a table."""
_LEAST, _SHARES = 32, 8
"""Fewest files of a part, and how many parts fewer than 2,000 files are cut into: no process shall
wait long for another's last. The size depends on nothing but the number of files.
"""
_WORK = ".reading"
_WITH_SKETCH = {**DOCUMENT_COLUMNS, "sketch": "string"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """What was read: how much, how much of it could not be, and the files written."""

    n_documents: int
    n_skipped: int
    n_copies: int
    n_claims: int
    claims: Path
    documents: Path


def read_many(
    files: Sequence[str],
    folder: Path,
    how: How | None = None,
    *,
    jobs: int = 1,
    cluster: str | None = None,
    progress: Callable[[float], None] | None = None,
) -> Bulk:
    """Read reports to ``claims.parquet`` and ``documents.parquet`` in a folder.

    Parameters
    ----------
    files : sequence of str
        Paths, as :func:`sulh.read.files.listed` gives them.
    folder : Path
        Where to. Work begun there with the same files, options and lists goes on; other work
        begun there is started anew.
    how : How, optional
        Packs, and what is known of reports that do not say it.
    jobs : int
        Processes.
    cluster : str, optional
        Address of a dask.distributed scheduler, in place of processes.
    progress : callable, optional
        Told the part done, 0 to 1.

    Raises
    ------
    UnreadableError
        If nothing could be read, pyarrow is missing, the cluster cannot be reached, or the folder
        cannot be written.
    """
    how = how or How()
    pyarrow("parquet")
    work = folder / _WORK
    size = min(_PART, max(_LEAST, -(-len(files) // _SHARES)))
    _begin(files, how, work, size)
    parts = [(n, files[n * size : (n + 1) * size]) for n in range(-(-len(files) // size))]
    missing = [part for part in parts if not _documents(work, part[0]).exists()]
    done = len(parts) - len(missing)
    jobs = min(jobs, max(1, len(missing)))
    with ordered_map("sulh.read", jobs=jobs, cluster=cluster, warm=WARM) as do:
        for _ in do(partial(_read_part, how=how, work=work.absolute()), missing):
            done += 1
            if progress is not None:
                progress(done / len(parts))
    bulk = _gathered(work, len(parts), folder)
    if bulk.n_skipped == bulk.n_documents:
        raise UnreadableError(
            "none of the files could be read", Where(str(folder)), f"see {bulk.documents}"
        )
    shutil.rmtree(work)
    return bulk


def _begin(files: Sequence[str], how: How, work: Path, size: int) -> None:
    """Go on with what was begun, if it was the same; else begin anew."""
    make_folder(work)
    plan = {
        "code": code_mark("sulh.read"),
        "how": {**asdict(how), "published": str(how.published)},
        "files": _digest_of_files(files),
        "part": size,
    }
    text = json.dumps(plan, ensure_ascii=False, indent=1)
    path = work / "plan.json"
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        for old in work.iterdir():
            old.unlink()
        write_whole(path, text)


def _digest_of_files(files: Sequence[str]) -> str:
    """Names, sizes and times of change: a file that was replaced begins the work anew."""
    found = hashlib.sha256()
    for name in files:
        try:
            stat = os.stat(name)  # noqa: PTH116 - a million Path objects are slow
            found.update(f"{name}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
        except OSError:
            found.update(f"{name}\0\n".encode())
    return found.hexdigest()


def _documents(work: Path, number: int) -> Path:
    return work / f"{number:06d}.documents.parquet"


def _claims(work: Path, number: int) -> Path:
    return work / f"{number:06d}.claims.parquet"


# ---- one part --------------------------------------------------------------------------------


def _read_part(part: tuple[int, Sequence[str]], how: How, work: Path) -> int:
    """Read a part and write its rows; the documents last, which says that it is done."""
    number, files = part
    claims, documents = [], []
    with collect_seldom():
        for name in files:
            one = read_file(Path(name), how)
            rows = _rows(one, name)
            claims += rows
            documents.append(_document(one, name, len(rows)))
    write_tables([table_of(claims, CLAIM_COLUMNS)], CLAIM_COLUMNS, _claims(work, number))
    write_tables([table_of(documents, _WITH_SKETCH)], _WITH_SKETCH, _documents(work, number))
    return len(claims)


def _rows(one: OneReading, name: str) -> list[dict[str, Any]]:
    if one.report is None:
        return []
    case = draft_claims(one)
    return claim_rows(case, {source.id: name for source in case.sources})


def _document(one: OneReading, name: str, n_claims: int) -> dict[str, Any]:
    code, message = (one.fault.code, one.fault.message) if one.fault else ("", "")
    row = document_row(name, one.source, n_claims, code, message)
    return {**row, "sketch": "".join(f"{value:04x}" for value in sketch(one.runs))}


# ---- all parts -------------------------------------------------------------------------------


def _gathered(work: Path, n_parts: int, folder: Path) -> Bulk:
    originals, n = _originals(work, n_parts)
    claims, documents = folder / "claims.parquet", folder / "documents.parquet"
    counts = {"claims": 0, "skipped": 0}

    def tables(of: Callable[[Path, int], Path], columns: Iterable[str]) -> Iterator[Any]:
        for number in range(n_parts):
            table = _read_table(of(work, number), columns)
            copies = [originals.get(name, "") for name in table["document"].to_pylist()]
            place = table.schema.get_field_index("copy_of")
            field = table.schema.field(place)
            yield table.set_column(place, field, array_of(copies, "string"))

    def counted() -> Iterator[Any]:
        for table in tables(_documents, DOCUMENT_COLUMNS):
            counts["claims"] += sum(table["n_claims"].to_pylist())
            counts["skipped"] += table["notice"].to_pylist().count("READ_SKIPPED")
            yield table

    write_tables(counted(), DOCUMENT_COLUMNS, documents)
    write_tables(tables(_claims, CLAIM_COLUMNS), CLAIM_COLUMNS, claims)
    return Bulk(
        n_documents=n, n_skipped=counts["skipped"], n_copies=len(originals),
        n_claims=counts["claims"], claims=claims, documents=documents,
    )  # fmt: skip


def _originals(work: Path, n_parts: int) -> tuple[dict[str, str], int]:
    """Return of which document each copy is one, and how many documents there are."""
    import numpy as np

    names: list[str] = []
    days: list[Any] = []
    sketches: list[Any] = []
    for number in range(n_parts):
        table = _read_table(_documents(work, number), ("document", "published", "sketch"))
        names += table["document"].to_pylist()
        days += table["published"].to_pylist()
        sketches.append(_unpacked(table["sketch"].to_pylist()))
    if not names:
        return {}, 0
    order = by_publication(days)
    groups = sketch_groups(np.concatenate(sketches)[order])
    found = {
        names[order[place]]: names[order[int(group)]]
        for place, group in enumerate(groups)
        if int(group) != place
    }
    return found, len(names)


def _read_table(path: Path, columns: Iterable[str]) -> Any:
    """Read columns of a table; pyarrow's own `read_table` imports pandas where it is installed."""
    with pyarrow("parquet").ParquetFile(path) as file:
        return file.read(columns=list(columns))


def _unpacked(texts: Sequence[str]) -> Any:
    import numpy as np

    rows = np.zeros((len(texts), N_HASHES), dtype=np.uint16)
    for number, text in enumerate(texts):
        if text:
            rows[number] = np.frombuffer(bytes.fromhex(text), dtype=">u2")
    return rows
