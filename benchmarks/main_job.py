"""Time and memory of the main job, start to end, and of ``sulh --help``, each in a fresh process.

Run ``python benchmarks/main_job.py``. With a folder of reports as argument these are read instead
of the example. Prints wall seconds (best of three for --help) and the largest resident memory.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "src" / "sulh" / "examples" / "daraa" / "reports"
START = "from sulh.cli import main; main()"


def seconds(*arguments: str) -> float:
    """Wall seconds of one call of the command line in a process of its own."""
    start = time.perf_counter()
    command = [sys.executable, "-c", START, *arguments]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    reports = Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLE
    print(f"sulh --help: {min(seconds('--help') for _ in range(3)):.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        first = seconds("run", str(reports), "-o", f"{folder}/a")
        second = seconds("run", str(reports), "-o", f"{folder}/b")
        same = all(
            (Path(folder) / "a" / name).read_bytes() == (Path(folder) / "b" / name).read_bytes()
            for name in ("case.yaml", "settlement.json", "brief.html")
        )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"sulh run, 1,000 runs an arm: {first:.1f} s, again {second:.1f} s, {peak:.0f} MiB at most"
    )
    print(f"same bytes both times: {'yes' if same else 'NO'}")


if __name__ == "__main__":
    main()
