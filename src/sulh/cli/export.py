"""Give a case to other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sulh.cli.options import CasePath, Json
from sulh.cli.terminal import load, show

FORMS = {"reader.json": "what was read in each document, in the neutral form"}
"""How the file to write must end, and what is then written."""


def export(
    case: CasePath,
    to: Annotated[
        Path, typer.Option("--to", help="File to write; its name says the form: reader.json")
    ],
    json: Json = False,
) -> None:
    """Write a case in a form that other programs read.

    A file whose name ends in reader.json holds the neutral form: a list with one object a
    document, as sulh read --json prints it. Claims that were rejected or superseded are left out.

    Example: sulh export out/daraa --to reader.json
    """
    import json as json_module

    from sulh.errors import UnreadableError, Where
    from sulh.files import check_writable, write_whole
    from sulh.read import neutral

    if not any(to.name.endswith(form) for form in FORMS):
        known = "; ".join(f"{form}: {what}" for form, what in FORMS.items())
        raise UnreadableError("no form is known for this name", Where(str(to)), f"known: {known}")
    check_writable(to.parent)
    known_case, _ = load(case)
    text = json_module.dumps(neutral(known_case), ensure_ascii=False, indent=1) + "\n"
    write_whole(to, text)
    show(text if json else str(to))
