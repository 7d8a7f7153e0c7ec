"""About this installation."""

from __future__ import annotations

from typing import Annotated

import typer

from sulh._version import __version__
from sulh.cli.options import Json
from sulh.cli.terminal import show


def doctor(json: Json = False) -> None:
    """Say what this installation has, what it lacks, and what to do about it.

    Example: sulh doctor
    """
    from sulh.doctor import examine
    from sulh.pipeline import to_json

    findings = examine()
    if json:
        show(to_json(findings))
    else:
        for finding in findings:
            advice = f"  -> {finding.advice}" if finding.advice else ""
            show(f"{finding.state:8} {finding.what}: {finding.detail}{advice}")
    raise typer.Exit(1 if any(finding.state == "broken" for finding in findings) else 0)


def schema(
    name: Annotated[str, typer.Argument(help="case, read, frame, analyze, settle, simulate, run")],
) -> None:
    """Print the JSON Schema of a document.

    Example: sulh schema settle
    """
    from sulh.documents import schema as schema_of

    show(schema_of(name))


def version(json: Json = False) -> None:
    """Print the version.

    Example: sulh version
    """
    show(f'{{"sulh": "{__version__}"}}' if json else f"sulh {__version__}")
