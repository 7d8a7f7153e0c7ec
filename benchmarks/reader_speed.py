"""Print how many sentences a second the reader reads, and how long it takes to start.

Run ``python benchmarks/reader_speed.py [FILES…]``; without files it repeats the reports that the
tests hold, with names exchanged so that no sentence is read twice.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAMES = (
    "مأرب", "عدن", "صنعاء", "حجة", "شبوة", "لحج", "ذمار", "إب", "صعدة", "البيضاء", "الضالع",
    "المكلا", "زنجبار", "عتق", "رداع", "يريم", "بيحان", "سيئون", "المخا", "حرض", "عبس", "ميدي",
    "الحزم", "الجوف", "المحويت", "عمران", "ريمة", "سقطرى", "أبين", "حضرموت", "المهرة", "الخوخة",
)  # fmt: skip


def texts(files: list[str]) -> list[str]:
    if files:
        return [Path(f).read_text(encoding="utf-8") for f in files]
    folder = ROOT / "tests" / "read" / "paraphrases"
    found = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    return [
        t.replace("تعز", name) + f"\n{name} {n}." for n, name in enumerate(NAMES) for t in found
    ]


def main() -> None:
    start = time.perf_counter()
    code = "import sulh.read.reader as r, sulh.read.names as n; n.names_for(('syria', 'general'))"
    subprocess.run([sys.executable, "-c", code], check=True)
    print(f"start, with one pack compiled: {time.perf_counter() - start:.2f} s")
    from sulh.read.choose import choose_packs
    from sulh.read.document import read_document
    from sulh.read.names import names_for

    documents = [(text, names_for(choose_packs([text], None))) for text in texts(sys.argv[1:])]
    read_document(*documents[0])
    start = time.process_time()
    readings = [read_document(text, names) for text, names in documents]
    seconds = time.process_time() - start
    sentences = sum(len(reading.views) for reading in readings)
    claims = sum(len(reading.claims) for reading in readings)
    rate = f"{sentences / seconds:,.0f} a second of one core"
    print(f"{sentences} sentences, {claims} claims, {seconds:.2f} s: {rate}")


if __name__ == "__main__":
    main()
