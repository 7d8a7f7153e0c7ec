"""``sulh-eval``: how well the reader reads. For those who work on sulh."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from sulh.errors import SulhError

__all__ = ["app", "main"]

app = typer.Typer(
    name="sulh-eval",
    help="Score the reader against gold, and try the gates of a release.\n\n"
    "Example: sulh-eval score ../shared/gold/neutral",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
Gold = Annotated[Path, typer.Argument(help="Folder or file of gold (sulh-gold/0.1, sulh-hold/0.1)")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else")]
Examples = Annotated[bool, typer.Option("--examples", help="Also print what was wrong")]


@app.command()
def score(
    gold: Gold,
    system: Annotated[
        Path | None, typer.Argument(help="What a reader gave (neutral form); else sulh reads")
    ] = None,
    examples: Examples = False,
    json_: Json = False,
) -> None:
    """Score a reader: names, events, arguments, force, speakers, agreements, and rates of harm.

    Example: sulh-eval score ../shared/gold/neutral out/reader.json
    """
    from sulh.evaluation.gold import load_gold
    from sulh.evaluation.honesty import honesty
    from sulh.evaluation.reading import read_gold
    from sulh.evaluation.score import score as score_of
    from sulh.evaluation.system import load_system

    wanted = load_gold(gold)
    given = read_gold(wanted) if system is None else load_system(system)
    report, rates = score_of(wanted, given), honesty(wanted, given)
    if json_:
        _print_json(report=asdict(report), honesty=asdict(rates))
        return
    typer.echo(f"{report.n_documents} documents, {report.n_characters} characters")
    _print([*report.lines(), "", *rates.lines()], rates.examples if examples else ())


@app.command()
def lines(
    tables: Annotated[list[Path], typer.Argument(help="Tables of lines, tab-separated")],
    examples: Examples = False,
    json_: Json = False,
) -> None:
    """Count false facts and unsupported claims on sentences whose content nobody asserts.

    Example: sulh-eval lines tests/evaluation/force_lines.tsv --examples
    """
    from sulh.evaluation.lines import judge_lines, load_lines

    report = judge_lines(load_lines(tables))
    if json_:
        _print_json(lines=asdict(report))
        return
    _print(report.lines(), report.examples if examples else ())


@app.command()
def names(
    texts: Annotated[Path, typer.Argument(help="Texts with their names marked")],
    examples: Examples = False,
    json_: Json = False,
) -> None:
    """Score the names of parties and places in marked texts, each read by itself.

    Example: sulh-eval names tests/read/names/dev.txt --examples
    """
    from sulh.evaluation.marked import load_marked, misses, name_scores, read_each

    gold = load_marked(texts)
    given = read_each(gold)
    scores = name_scores(gold, given)
    if json_:
        _print_json(names={n: asdict(m) if m else None for n, m in scores.items()})
        return
    lines = [f"{name:<30} {measure or '-'}" for name, measure in scores.items()]
    wrong = [line for name in gold for line in misses(gold[name], given[name])] if examples else []
    _print([f"{len(gold)} texts", *lines], tuple(wrong))


@app.command()
def events(
    sets: Annotated[list[Path], typer.Argument(help="Sets of short texts with their events")],
    examples: Examples = False,
    json_: Json = False,
) -> None:
    """Score events with actor, target and place on short texts, one set after the other.

    Example: sulh-eval events tests/read/events/second.txt --examples
    """
    from sulh.evaluation.sentences import judge_blocks, load_blocks

    reports = {path.stem: judge_blocks(load_blocks(path)) for path in sets}
    if json_:
        _print_json(events={name: asdict(report) for name, report in reports.items()})
        return
    for name, report in reports.items():
        typer.echo(name)
        _print(report.lines(), report.examples if examples else ())


@app.command()
def gates(
    root: Annotated[Path, typer.Option(help="The checkout")] = Path(),
    json_: Json = False,
) -> None:
    """Try the gates of a release; exit code 1 when one fails.

    A gate whose data are not there is skipped, and says which data it needs.

    Example: sulh-eval gates
    """
    from sulh.evaluation.gates import judge_gates

    verdicts = []
    for verdict in judge_gates(root):
        verdicts.append(verdict)
        if not json_:
            typer.echo(str(verdict))
    if json_:
        _print_json(gates=[asdict(verdict) for verdict in verdicts])
    raise typer.Exit(1 if any(verdict.passed is False for verdict in verdicts) else 0)


def _print(found: list[str], examples: tuple[str, ...]) -> None:
    for line in (*found, *examples):
        typer.echo(line)


def _print_json(**document: Any) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


def main() -> None:
    """Run the command; every error of sulh becomes a message and exit code 2."""
    try:
        app()
    except SulhError as error:
        typer.echo(f"sulh-eval: {error}", err=True)
        sys.exit(2)
