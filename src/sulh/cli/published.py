"""The published conflicts that ship with sulh."""

from __future__ import annotations

from typing import Annotated

import typer

from sulh.cli.options import Json
from sulh.cli.terminal import show

app = typer.Typer(help="Published conflicts that ship with sulh.\n\nExample: sulh catalog")


@app.callback()
def catalog_list(context: typer.Context, json: Json = False) -> None:
    """List the published conflicts that ship with sulh.

    Example: sulh catalog
    """
    if context.invoked_subcommand:
        return
    from sulh.exchange import catalog
    from sulh.pipeline import to_json

    entries = catalog()
    if json:
        show(to_json(entries))
        return
    width = max(len(entry.name) for entry in entries)
    for entry in entries:
        show(f"{entry.name.ljust(width)}  {entry.path}")


@app.command("show")
def catalog_show(
    name: Annotated[str, typer.Argument(help="Name of an entry, as sulh catalog lists them")],
    json: Json = False,
) -> None:
    """Show one published conflict: its source, what is expected, and what sulh finds.

    Example: sulh catalog show elmira
    """
    from sulh.analysis import analyze_decision, equilibria_table
    from sulh.exchange import catalog_case, catalog_entry
    from sulh.pipeline import to_json

    entry = catalog_entry(name)
    if json:
        show(to_json(entry))
        return
    show(f"{entry.about}\nSource: {entry.source.strip()}\n")
    for concept, states in entry.published.items():
        show(f"published {concept}: {'; '.join(states)}")
    if entry.note:
        show(f"\n{entry.note.strip()}")
    for decision in catalog_case(name).decisions:
        concepts = tuple(dict.fromkeys([*entry.published, *entry.computed]))
        show(f"\n{equilibria_table(analyze_decision(decision, concepts))}")
