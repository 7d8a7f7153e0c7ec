"""The command line: arguments in, one call, text out.

One module for each group of commands; the order below is the order of ``sulh --help``. Answers go
to standard output, everything else to standard error. Exit codes: 0 done and nothing found, 1 done
with findings, 2 nothing could be done.
"""

from __future__ import annotations

import sys

import typer

from sulh.cli import (
    about,
    analyzing,
    backtest,
    briefing,
    export,
    framing,
    job,
    judging,
    packs,
    patterns,
    published,
    reading,
    reviewing,
    settling,
    simulating,
)
from sulh.cli.terminal import say
from sulh.errors import SulhError

__all__ = ["app", "main"]

app = typer.Typer(
    name="sulh",
    help="From reports on an armed conflict to the settlements that could hold.\n\n"
    "Example: sulh run reports/*.txt -o out/mycase",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)

for command in (
    job.run,
    job.demo,
    reading.read,
    reading.check,
    reviewing.review,
    framing.frame,
    analyzing.analyze,
    settling.settle,
    simulating.simulate,
    backtest.backtest,
    judging.skill,
    briefing.brief,
    export.export,
    about.doctor,
    about.schema,
    about.version,
):
    app.command()(command)
app.add_typer(patterns.app, name="pattern")
app.add_typer(judging.app, name="ledger")
app.add_typer(packs.app, name="pack")
app.add_typer(published.app, name="catalog", invoke_without_command=True)


def main() -> None:
    """Run the command line; every error of sulh becomes a message and an exit code."""
    try:
        app()
    except SulhError as error:
        say(f"sulh: {error}")
        sys.exit(2)
    except KeyboardInterrupt:
        say("sulh: interrupted; what was written before is whole")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        say(f"sulh: {error.filename or 'a file'}: {error.strerror or error}")
        sys.exit(2)
