"""Print how many sentences a second a folder of files is read at, with which memory.

Run ``python benchmarks/reader_scale.py [N_FILES] [JOBS]``: N files (2,000) made of the reports
that the tests hold, each with other names, are read to tables with one process and with JOBS (2),
and by ``draft_reports`` to a case. The clock is that of a machine that others may use: the load is
printed first, and for one process also its processor time, start and compiling included, which
others touch less. Memory is that of the largest process, drafting the case.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def write_files(folder: Path, n: int) -> int:
    """Write the files and return how many sentences they hold."""
    sources = texts([])
    count = 0
    for number in range(n):
        text = f"{sources[number % len(sources)]}\n{number}\n"
        (folder / f"{number:06d}.txt").write_text(text, encoding="utf-8")
        count += len(sentences(fold(text).shadow)) - 1
    return count


def run(script: Path, folder: Path, out: Path, jobs: int, how: str) -> tuple[float, str, float]:
    """Return the seconds on the clock, the claims, the seconds of the first process."""
    start = time.perf_counter()
    words = [sys.executable, str(script), str(folder), str(out), str(jobs), how]
    printed = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()
    return time.perf_counter() - start, printed[0], float(printed[1])


def main() -> None:
    n, jobs = (int(word) for word in [*sys.argv[1:], "2000", "2"][:2])
    print(f"load {os.getloadavg()[0]:.1f}, {len(os.sched_getaffinity(0))} processors")
    with tempfile.TemporaryDirectory() as scratch:
        folder, script = Path(scratch) / "reports", Path(scratch) / "run.py"
        folder.mkdir()
        script.write_text(CODE, encoding="utf-8")
        count = write_files(folder, n)
        for how, width in (("tables", 1), ("tables", jobs), ("case", jobs)):
            wall, claims, own = run(script, folder, Path(scratch) / f"{how}{width}", width, how)
            line = (
                f"{how}, {width} processes: {n} files, {count} sentences, {claims} claims: "
                f"{wall:.1f} s, {count / wall:,.0f} sentences a second"
            )
            print(f"{line} ({count / own:,.0f} of processor time)" if width == 1 else line)
        largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process: {largest:,.0f} MB")


if __name__ == "__main__":
    main()
