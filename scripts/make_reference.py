"""Write the parts of docs/reference that are made from the code: cli.md and schemas/.

Run ``python scripts/make_reference.py`` after changing a command or a document; a test compares
what is committed with what this script makes.
"""

from __future__ import annotations

import os
from pathlib import Path

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"
PREAMBLE = """# Commands

Made by `scripts/make_reference.py` from the commands themselves.

Answers go to standard output, everything else (notes, errors, and progress where it is a terminal)
to standard error. With
`--json` standard output holds one JSON document and nothing else; `sulh schema NAME` prints its
schema, and [schemas/](schemas/) holds them all.

| exit code | meaning |
|---|---|
| 0 | done, nothing found |
| 1 | done, with findings (`check`, `doctor`) |
| 2 | nothing could be done; the message says what is wrong, where, and what to do |
| 130 | interrupted; files written before are whole |
"""


def reference() -> dict[str, str]:
    """Return path below docs/reference → text."""
    os.environ["COLUMNS"] = "88"
    os.environ["TERMINAL_WIDTH"] = "88"
    os.environ["NO_COLOR"] = "1"
    from typer.testing import CliRunner  # reads the width when imported

    from sulh.cli import app
    from sulh.documents import DOCUMENTS, schema

    runner = CliRunner()
    parts = [PREAMBLE]
    names = [(str(command.callback.__name__),) for command in app.registered_commands]
    for group in app.registered_groups:
        commands = group.typer_instance.registered_commands
        names += [(group.name,), *((group.name, command.name) for command in commands)]
    for name in names:
        text = runner.invoke(app, [*name, "--help"], prog_name="sulh").output.strip()
        parts.append(f"## sulh {' '.join(name)}\n\n```text\n{text}\n```\n")
    pages = {"cli.md": "\n".join(parts)}
    pages |= {f"schemas/{name}.json": schema(name) for name in sorted(DOCUMENTS)}
    return pages


if __name__ == "__main__":
    for path, text in reference().items():
        target = REFERENCE / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
