"""The ledger of forecasts: answers frozen today, resolved and scored later."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sulh.cli.options import CasePath, Json, Lang, Samples, Seed
from sulh.cli.terminal import load, progress_bars, say, show
from sulh.errors import ModelError

if TYPE_CHECKING:
    from sulh.words import Language

app = typer.Typer(
    help="Answers frozen with their day, resolved and scored later.\n\n"
    "Example: sulh ledger freeze out/daraa --judge-on 2032-01-01",
    no_args_is_help=True,
)
LedgerPath = Annotated[Path, typer.Option("--ledger", help="The ledger, one JSON line a record")]
Day = Annotated[dt.datetime, typer.Option(formats=["%Y-%m-%d"])]
_DEFAULT = Path("ledger.jsonl")
_HELD = {"yes": True, "no": False, "never-reached": None}


@app.command("freeze")
def ledger_freeze(
    case: CasePath,
    judge_on: Annotated[
        dt.datetime,
        typer.Option(formats=["%Y-%m-%d"], help="Day on which to look what became of it"),
    ],
    ledger: LedgerPath = _DEFAULT,
    decision: Annotated[
        list[str] | None, typer.Option("--decision", help="Id of a decision; may be repeated")
    ] = None,
    samples: Samples = 20_000,
    seed: Seed = 0,
    lang: Lang = "en",
    json: Json = False,
) -> None:
    """Freeze today's answer on every settlement of a case: dated, with its digest.

    Example: sulh ledger freeze out/daraa --judge-on 2032-01-01 --ledger forecasts.jsonl
    """
    from sulh.settlement import settle as settle_case
    from sulh.settlement.ledger import freeze

    known, _ = load(case)
    with progress_bars() as progress:
        result = settle_case(
            known, decisions=decision or None, n=samples, runs=0, seed=seed, progress=progress
        )
    today = dt.datetime.now(tz=dt.UTC).date()
    added = freeze(result, ledger, made=today, judge_on=judge_on.date())
    say(f"frozen: {len(added)} (what was frozen already is not added again)")
    _show_ledger(ledger, lang, as_json=json, only={entry.id for entry in added})


@app.command("list")
def ledger_list(ledger: LedgerPath = _DEFAULT, lang: Lang = "en", json: Json = False) -> None:
    """List the frozen answers and what became of them.

    Example: sulh ledger list --ledger forecasts.jsonl
    """
    _show_ledger(ledger, lang, as_json=json)


@app.command("resolve")
def ledger_resolve(
    answer: Annotated[str, typer.Argument(help="Id of the frozen answer, or its beginning")],
    held: Annotated[
        Literal["yes", "no", "never-reached"],
        typer.Option(help="Whether the settlement, once reached, held until the day of judging"),
    ],
    source: Annotated[str, typer.Option(help="On whose word")],
    on: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day on which it was so; today by default"),
    ] = None,
    note: Annotated[str, typer.Option(help="Anything else that should stand beside it")] = "",
    correct: Annotated[
        bool, typer.Option("--correct", help="Correct an earlier resolution; both lines stay")
    ] = False,
    ledger: LedgerPath = _DEFAULT,
    lang: Lang = "en",
    json: Json = False,
) -> None:
    """Write what became of a frozen answer, and on whose word.

    Example: sulh ledger resolve 3f2a --held no --on 2026-07-29 --source "صحيفة محلية"
    """
    from sulh.settlement.ledger import resolve

    today = dt.datetime.now(tz=dt.UTC).date()
    day = on.date() if on else today
    if day > today:
        raise ModelError(
            f"{day} is still to come: what has not happened cannot be resolved",
            advice="wait for the day of judging, or give the day on which it was so",
        )
    found = resolve(
        ledger, answer, held=_HELD[held], resolved=day, source=source, note=note, correct=correct
    )
    _show_ledger(ledger, lang, as_json=json, only={found.entry})


@app.command("score")
def ledger_score(ledger: LedgerPath = _DEFAULT, lang: Lang = "en", json: Json = False) -> None:
    """Score the answers that were put to the test, beside always saying the base rate.

    Example: sulh ledger score --ledger forecasts.jsonl
    """
    from sulh.cli.tables import show_lines
    from sulh.pipeline import to_json
    from sulh.settlement.ledger import score
    from sulh.words import Voice
    from sulh.words.forecasts import score_sentences

    found = score(_there(ledger))
    if json:
        show(to_json(found))
        return
    show_lines(score_sentences(found, Voice(lang)), lang)


def skill(lang: Lang = "en", json: Json = False) -> None:
    """Show how verdicts did on past local deals, beside the base rate: won or lost.

    Example: sulh skill --lang ar
    """
    from sulh.cli.tables import show_tables
    from sulh.pipeline import to_json
    from sulh.settlement import skill_record
    from sulh.words import Voice
    from sulh.words.skill import skill_table

    record = skill_record()
    if json:
        show(to_json(record))
        return
    show_tables([skill_table(record, Voice(lang))], lang)


def _there(ledger: Path) -> Path:
    """The ledger, if it exists: nothing is read from one that does not."""
    from sulh.errors import UnreadableError, Where

    if not ledger.is_file():
        raise UnreadableError(
            "there is no ledger", Where(str(ledger)), "freeze an answer first: sulh ledger freeze"
        )
    return ledger


def _show_ledger(
    ledger: Path, lang: Language, *, as_json: bool, only: set[str] | None = None
) -> None:
    from sulh.cli.tables import show_tables
    from sulh.documents import LedgerDocument, LedgerLine
    from sulh.pipeline import to_json
    from sulh.settlement.ledger import read_ledger
    from sulh.words import Voice
    from sulh.words.forecasts import ledger_table

    pairs = [p for p in read_ledger(_there(ledger)) if only is None or p[0].id in only]
    if as_json:
        lines = tuple(LedgerLine(id=e.id, entry=e, resolution=r) for e, r in pairs)
        show(to_json(LedgerDocument(ledger=str(ledger), answers=lines)))
        return
    show_tables([ledger_table(pairs, Voice(lang))], lang)
