"""How long a case of 2,000 claims takes to load, save and check: python benchmarks/case_file.py."""

import importlib
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sulh.case import Case, Text, check_case, load_case, save_case
from sulh.case.model import Claim, EventContent, Holder, Party, Source, When

QUOTE = "قالت مصادر محلية إن القوات قصفت البلدة صباح الخميس ثم انسحبت إلى المواقع التي أتت منها"


def claim(i: int) -> Claim:
    return Claim(
        id=f"c:{i}",
        source="s:paper",
        start=i,
        end=i + len(QUOTE),
        quote=QUOTE,
        content=EventContent(type="attack", actors=("p:force",)),
        holders=(Holder(), Holder(who="p:force", cue_start=0, cue_end=4, cue="قالت")),
        when=When(text="صباح الخميس"),
        engine="rules",
        rules=("attack", "said"),
        confidence=0.5,
    )


def timed(what: str, action: Callable[[], object]) -> None:
    seconds = []
    for _ in range(3):
        start = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - start)
    print(f"{what:<36}{min(seconds):6.2f} s")


def main() -> None:
    case = Case(
        id="big",
        title=Text(ar="كبير"),
        sources=(Source(id="s:paper"),),
        parties=(Party(id="p:force", name=Text(ar="القوات")),),
        claims=tuple(claim(i) for i in range(2_000)),
    )
    other = replace(case, claims=tuple(replace(c, confidence=0.6) for c in case.claims))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "big.yaml"
        timed("save, fresh", lambda: (file.unlink(missing_ok=True), save_case(case, file)))
        timed("load", lambda: load_case(file))
        timed("save, nothing changed", lambda: save_case(case, file))
        timed(
            "save twice, every claim changed",
            lambda: (save_case(other, file), save_case(case, file)),
        )
        timed("check", lambda: check_case(case, folder=folder))
        text = file.read_text(encoding="utf-8")
        print(f"{'size of the document':<36}{len(text.encode()) / 1e6:6.2f} MB")
        try:
            ruamel = importlib.import_module("ruamel.yaml")
        except ImportError:
            return
        timed(
            "ruamel.yaml (safe, pure), load", lambda: ruamel.YAML(typ="safe", pure=True).load(text)
        )


if __name__ == "__main__":
    main()
