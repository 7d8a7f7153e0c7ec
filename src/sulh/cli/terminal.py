"""What every command shares: printing, progress bars, finding the case that is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sulh.errors import UnreadableError, Where

if TYPE_CHECKING:
    from sulh.case import Case
    from sulh.case.model import Decision
    from sulh.errors import Fault

__all__ = ["chosen_decisions", "load", "notices", "progress_bars", "say", "show"]


def say(message: str) -> None:
    """Print to standard error."""
    typer.echo(message, err=True)


def show(message: str) -> None:
    """Print to standard output."""
    typer.echo(message, nl=not message.endswith("\n"))


@contextmanager
def progress_bars() -> Iterator[Callable[[str, float], None]]:
    """Show a bar for each stage on a terminal; say nothing where there is none."""
    from rich.console import Console
    from rich.progress import Progress, TaskID

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _stage, _done: None
        return
    with Progress(console=console, transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: float) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=1.0)
            bars.update(tasks[stage], completed=done)

        yield show


def notices(faults: Iterable[Fault]) -> None:
    """Print what is worth knowing and stops nothing."""
    for fault in faults:
        say(f"note: {fault}")


def load(path: Path) -> tuple[Case, Path]:
    """Load a case (or a .gmcr file as one) and say in which folder it lies."""
    if path.suffix.lower() == ".gmcr":
        from sulh.exchange import read_gmcr

        return read_gmcr(path), path.parent
    from sulh.case import load_case

    return load_case(path), path if path.is_dir() else path.parent


def chosen_decisions(case: Case, wanted: str | None) -> tuple[Decision, ...]:
    """Return the decision that is asked for, or all of them."""
    from sulh.errors import nearest

    ids = [decision.id for decision in case.decisions]
    if not ids:
        raise UnreadableError(
            "the case has no decision", Where(case.id), "frame it first: sulh frame CASE"
        )
    if wanted is not None and wanted not in ids:
        raise UnreadableError(
            f"the case has no decision {wanted!r}", Where(case.id), nearest(wanted, ids)
        )
    return tuple(item for item in case.decisions if wanted in {None, item.id})
