"""Print how long a folder of files takes to read, and with which memory.

Run ``python benchmarks/reader_scale.py [N_FILES] [JOBS] [--folder FOLDER]``: N files (2,000) made
of the reports that the tests hold, each with other names, or the first N text files of a folder,
are read to tables with one process and with JOBS (2), and by ``draft_reports`` to a case. Each is
done with half of the files too: what both have in common is the start (imports, lists and names
compiled, processes begun), what the second half adds is the steady rate, which a folder of a
million files has. The clock is that of a machine that others may use: the load is printed first,
and for one process its processor time too, which others touch less. Memory is that of the largest
process.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from reader_speed import texts
from sulh.read.fold import fold
from sulh.read.segment import sentences

CODE = """
import sys, time
from pathlib import Path
from sulh.read.bulk import read_many
from sulh.read.files import listed
from sulh.read import draft_reports
if __name__ == "__main__":
    folder, out, jobs, how = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    if how == "tables":
        print(read_many(listed([folder]), out, jobs=jobs).n_claims)
    else:
        print(len(draft_reports(folder, jobs=jobs).case.claims))
    print(time.process_time())
"""


class Run(NamedTuple):
    """Seconds on the clock, sentences, claims, processor seconds of the first process."""

    wall: float
    count: int
    claims: int
    own: float


def write_files(folder: Path, reports: list[str], *, numbered: bool) -> int:
    """Write the files, with a number each so that none is another, and count their sentences."""
    folder.mkdir()
    for number, text in enumerate(reports):
        written = f"{text}\n{number}\n" if numbered else text
        (folder / f"{number:06d}.txt").write_text(written, encoding="utf-8")
    return sum(len(sentences(fold(text).shadow)) for text in reports)


def reports_for(n: int, folder: Path | None) -> list[str]:
    """Return the texts of a folder, or texts made of the reports of the tests."""
    if folder is not None:
        paths = sorted(folder.rglob("*.txt"))[:n]
        return [path.read_text(encoding="utf-8") for path in paths]
    return list(islice(cycle(texts([])), n))


def run(script: Path, folder: Path, count: int, jobs: int, how: str) -> Run:
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as out:
        words = [sys.executable, str(script), str(folder), out, str(jobs), how]
        printed = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
    return Run(time.perf_counter() - start, count, int(printed[0]), float(printed[1]))


def start_and_rate(half: tuple[float, int], whole: tuple[float, int]) -> str:
    """Say what half of the work and all of it have in common, and what more of it takes."""
    each = (whole[0] - half[0]) / (whole[1] - half[1])
    return f"start {max(0.0, whole[0] - each * whole[1]):.1f} s, then {1 / each:,.0f} a second"


def report(how: str, jobs: int, half: Run, whole: Run) -> None:
    print(
        f"{how}, {jobs} process{'es' * (jobs > 1)}: {whole.claims} claims, {whole.wall:.1f} s, "
        f"{whole.count / whole.wall:,.0f} sentences a second: "
        f"{start_and_rate((half.wall, half.count), (whole.wall, whole.count))}"
    )
    if jobs == 1:
        print(
            f"    of processor time {whole.own:.1f} s, {whole.count / whole.own:,.0f} a second: "
            f"{start_and_rate((half.own, half.count), (whole.own, whole.count))}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="How long a folder of files takes to read.")
    parser.add_argument("n_files", nargs="?", type=int, default=2000)
    parser.add_argument("jobs", nargs="?", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="text files of one's own")
    asked = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}, {len(os.sched_getaffinity(0))} processors")
    with tempfile.TemporaryDirectory() as scratch:
        script = Path(scratch) / "run.py"
        script.write_text(CODE, encoding="utf-8")
        reports = reports_for(asked.n_files, asked.folder)
        folders = Path(scratch) / "half", Path(scratch) / "whole"
        counts = [
            write_files(folder, some, numbered=asked.folder is None)
            for folder, some in zip(folders, (reports[: len(reports) // 2], reports), strict=True)
        ]
        print(f"{len(reports)} files, {counts[1]} sentences")
        for how, jobs in (("tables", 1), ("tables", asked.jobs), ("case", asked.jobs)):
            half, whole = (
                run(script, folder, count, jobs, how)
                for folder, count in zip(folders, counts, strict=True)
            )
            report(how, jobs, half, whole)
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process: {largest:,.0f} MB")


if __name__ == "__main__":
    main()
