"""Packs of names: what an analyst edits without code."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sulh.cli.options import Json
from sulh.cli.terminal import say, show

app = typer.Typer(
    help="Packs of names: list, begin, check, try.\n\nExample: sulh pack list",
    no_args_is_help=True,
)
PackName = Annotated[str, typer.Argument(help="A shipped pack, or the folder of your own (./mine)")]


@app.command("list")
def pack_list(json: Json = False) -> None:
    """List the packs that ship with sulh.

    Example: sulh pack list
    """
    from sulh.pipeline import to_json
    from sulh.read.pack_use import list_packs

    entries = list_packs()
    if json:
        show(to_json(entries))
        return
    for entry in entries:
        show(
            f"{entry.name:10} {entry.title}, version {entry.version}: {entry.n_parties} parties, "
            f"{entry.n_persons} persons, {entry.n_places} places, {entry.n_sources} sources, "
            f"{entry.n_agreements} agreements"
        )


@app.command("new")
def pack_new(
    name: Annotated[str, typer.Argument(help="Name of the pack: small letters, hyphens")],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to make it in")] = Path(),
    country: Annotated[
        list[str] | None, typer.Option(help="ISO code of a country whose places it needs")
    ] = None,
) -> None:
    """Write an empty pack with all its tables.

    Example: sulh pack new chad --country TD
    """
    from sulh.read.pack_use import new_pack

    show(str(new_pack(name, out, country or ())))


@app.command("check")
def pack_check(
    name: PackName,
    corpus: Annotated[
        list[Path] | None, typer.Option(help="Reports: show which of their claims it changes")
    ] = None,
    json: Json = False,
) -> None:
    """Check a pack: each fault with file, line and field; names that mean two things.

    Exit code 0 when clean, 1 with findings.

    Example: sulh pack check ./mine --corpus reports
    """
    from sulh.pipeline import to_json
    from sulh.read.files import listed
    from sulh.read.pack_check import check_pack
    from sulh.read.pack_use import changed_claims

    faults = check_pack(name)
    changed = changed_claims(name, listed(corpus)) if corpus and not faults else ()
    if json:
        show(to_json({"faults": faults, "changed": changed}))
    else:
        for fault in faults:
            show(str(fault))
        for change in changed:
            sign = "+" if change.only == "with" else "-"
            show(f"{sign} {change.file}: {change.claim}: {' '.join(change.quote.split())}")
        say(f"{len(faults)} finding{'' if len(faults) == 1 else 's'}")
    raise typer.Exit(1 if faults else 0)


@app.command("test")
def pack_test(name: PackName, json: Json = False) -> None:
    """Read the example lines of a pack (its tests.tsv) and say which are read as expected.

    Exit code 1 when a line is missed, or its content given as a fact that it is not.

    Example: sulh pack test yemen
    """
    from sulh.pipeline import to_json
    from sulh.read.pack_use import test_pack

    lines = test_pack(name)
    if json:
        show(to_json(lines))
    else:
        for line in lines:
            show(f"{line.state:10} {line.expected}: {line.sentence}")
            if line.state != "right":
                show("".join(f"{'':10} found {found}\n" for found in line.found or ("nothing",)))
        states = [line.state for line in lines]
        say(", ".join(f"{states.count(s)} {s}" for s in dict.fromkeys(states)))
    bad = any(line.state in ("missed", "false_fact") for line in lines)
    raise typer.Exit(1 if bad else 0)
