"""Options that more than one command takes, each worded once."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer


class Digits(StrEnum):
    """Digits of the Arabic part of the brief."""

    latn = "latn"
    arab = "arab"


class Audience(StrEnum):
    """The most sensitive records that may be shown."""

    public = "public"
    internal = "internal"
    confidential = "confidential"
    secret = "secret"  # noqa: S105  a level of sensitivity, not a password


Files = Annotated[
    list[Path], typer.Argument(help="Reports (.txt .md .html .pdf .docx), folders, or @list.txt")
]
Jobs = Annotated[int, typer.Option(min=0, help="Processes; 0: one for each processor")]
CasePath = Annotated[Path, typer.Argument(help="A case.yaml, or the folder that holds it")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else")]
Seed = Annotated[int, typer.Option(min=0, help="Seed of every random draw")]
Runs = Annotated[int, typer.Option(min=2, help="Runs of the simulation for each arm")]
Samples = Annotated[int, typer.Option(min=100, help="Orders drawn where they are too many to list")]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder to write to")]
Packs = Annotated[
    list[str] | None, typer.Option("--pack", help="Pack of names to read with; may be repeated")
]
Patterns = Annotated[
    list[str] | None, typer.Option("--pattern", help="Pattern to frame with; may be repeated")
]
Published = Annotated[
    dt.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="Date of publication of reports that do not say it"),
]
Publisher = Annotated[str | None, typer.Option(help="Publisher of reports that do not say it")]
DigitsOption = Annotated[Digits, typer.Option(help="Digits of the Arabic part")]
Lang = Annotated[Literal["ar", "en"], typer.Option(help="Language of what is printed")]
AudienceOption = Annotated[
    Audience, typer.Option(help="Leave out what is more sensitive than this")
]
Bridge = Annotated[
    bool, typer.Option("--bridge", help="Weigh simulated outcomes by aims, beside statements")
]
Robust = Annotated[
    bool, typer.Option("--robust", help="Say what would flip the answer, and what it hangs on")
]
