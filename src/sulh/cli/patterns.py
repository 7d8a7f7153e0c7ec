"""Patterns: those that ship, and those an analyst writes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sulh.cli.options import Json, Lang
from sulh.cli.terminal import say, show

app = typer.Typer(
    help="Recurring situations that cases are framed with.\n\nExample: sulh pattern list",
    no_args_is_help=True,
)


@app.command("list")
def pattern_list(lang: Lang = "en", json: Json = False) -> None:
    """List the patterns that ship with sulh.

    Example: sulh pattern list --lang ar
    """
    from sulh.cli.tables import show_tables
    from sulh.documents import PatternLine, json_text
    from sulh.frame import load_patterns
    from sulh.words import Voice
    from sulh.words.patterns import pattern_list as listed

    patterns = load_patterns()
    if json:
        lines = [PatternLine(id=p.id, title=p.title, summary=p.summary) for p in patterns]
        show(json_text("pattern-list", lines))
        return
    show_tables([listed(patterns, Voice(lang))], lang)


@app.command("show")
def pattern_show(
    name: Annotated[str, typer.Argument(help="A pattern that ships, or the path of a .yaml file")],
    lang: Lang = "en",
    yaml: Annotated[bool, typer.Option("--yaml", help="Print the file itself instead")] = False,
    json: Json = False,
) -> None:
    """Check a pattern and show it in words: roles, options, wishes, levers, numbers, sources.

    Example: sulh pattern show siege-and-evacuation --lang ar
    """
    from sulh.cli.tables import show_tables
    from sulh.frame import load_pattern, pattern_file_text
    from sulh.pipeline import to_json
    from sulh.words import Voice
    from sulh.words.patterns import pattern_tables

    pattern = load_pattern(name)
    if json:
        show(to_json(pattern))
    elif yaml:
        show(pattern_file_text(name))
    else:
        show_tables(pattern_tables(pattern, Voice(lang)), lang)


@app.command("new")
def pattern_new(
    name: Annotated[str, typer.Argument(help="Id of the new pattern: small letters and hyphens")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write; NAME.yaml by default")
    ] = None,
    copied_from: Annotated[
        str | None,
        typer.Option("--from", help="Copy this pattern (a name, or the path of a .yaml file)"),
    ] = None,
) -> None:
    """Write a commented pattern file to fill in; it loads as it is.

    Example: sulh pattern new my-truce --from guaranteed-ceasefire
    """
    from sulh.errors import UnreadableError, Where
    from sulh.files import write_whole
    from sulh.frame import new_pattern_text

    path = out or Path(f"{name}.yaml")
    text = new_pattern_text(name, copied_from)
    if path.exists():
        raise UnreadableError(
            "there is a file already", Where(str(path)), "choose another with --out"
        )
    write_whole(path, text)
    show(str(path))
    say(f"fill it in, then: sulh pattern show {path}")
