"""Compile the rules of the reader to machine code, in place, or take that away again.

Run ``python scripts/compile_reader.py`` in a checkout that is installed as ``make`` does it: what
is imported for reading one text becomes one extension module by mypyc, beside its sources. What is
compiled are copies in ``out/compiled``, written for the machine by ``machine_form.py``. A C
compiler and Python's headers are needed (Debian: gcc, python3-dev). ``--remove`` goes back to the
plain modules, and so must whoever edits a rule: Python prefers what is compiled. See
docs/decisions/0108-the-reader-can-be-compiled.md.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from pathlib import Path

from machine_form import machine_form

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
READ = SOURCE / "sulh" / "read"
WORK = ROOT / "out" / "compiled"
SHARED = "sulh_read"
COMPILED = (".so", ".pyd")


_NO_SOURCES = shutil.ignore_patterns("__pycache__", "*.so", "*.pyd")
_IMPORT = re.compile(r"^ *from sulh\.read\.(\w+) import ", re.MULTILINE)


def rules() -> list[str]:
    """Return the modules of the reader that reading one text imports, by name."""
    found: set[str] = set()
    waiting = ["document"]
    while waiting:
        name = waiting.pop()
        path = READ / f"{name}.py"
        if name in found or not path.exists():
            continue
        found.add(name)
        waiting += _IMPORT.findall(path.read_text(encoding="utf-8"))
    return sorted(found)


def remove() -> int:
    """Delete what was compiled; return how many files that were."""
    found = [p for folder in (READ, SOURCE) for p in folder.iterdir() if p.suffix in COMPILED]
    for path in found:
        path.unlink()
    shutil.rmtree(WORK, ignore_errors=True)
    return len(found)


def build() -> int:
    """Compile the rules beside their sources; return how many modules that are."""
    from mypyc.build import mypycify  # type: ignore[import-untyped]
    from setuptools import setup

    copies = WORK / "src"
    shutil.copytree(SOURCE / "sulh", copies / "sulh", ignore=_NO_SOURCES, dirs_exist_ok=True)
    files = [str(READ.relative_to(SOURCE) / f"{name}.py") for name in rules()]
    for file in files:
        source = (SOURCE / file).read_text(encoding="utf-8")
        (copies / file).write_text(machine_form(source), encoding="utf-8")
    os.chdir(copies)
    config = ["--config-file", str(ROOT / "pyproject.toml")]
    modules = mypycify(
        [*config, *files], opt_level="1", debug_level="0", target_dir=str(WORK), group_name=SHARED
    )
    setup(
        name="sulh-compiled",
        packages=["sulh.read"],
        ext_modules=modules,
        script_args=[
            "--quiet",
            "build_ext",
            "--inplace",
            "--build-temp",
            str(WORK),
            "--build-lib",
            str(WORK),
        ],
    )
    for made in [path for path in copies.rglob("*") if path.suffix in COMPILED]:
        shutil.move(made, SOURCE / made.relative_to(copies))
    return len(files)


def main() -> int:
    """Compile, or remove what was compiled."""
    parser = argparse.ArgumentParser(description="Compile the reader's rules, in place.")
    parser.add_argument("--remove", action="store_true", help="go back to the plain modules")
    if parser.parse_args().remove:
        sys.stdout.write(f"{remove()} compiled files are gone; the reader runs from its sources\n")
        return 0
    remove()
    sys.stdout.write(f"{build()} modules are compiled; --remove takes it back\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
