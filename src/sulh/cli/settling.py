"""The question of the mediator: which settlement could hold, what would make it hold, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sulh.cli.asking import costs_of, lines_of
from sulh.cli.options import Bridge, CasePath, Json, Lang, Robust, Samples, Seed
from sulh.cli.terminal import load, progress_bars, show
from sulh.errors import ModelError, SulhError

if TYPE_CHECKING:
    from sulh.case import Case
    from sulh.case.model import Decision
    from sulh.settlement import SettlementResult
    from sulh.settlement.result import Measure
    from sulh.settlement.target import Target
    from sulh.words import Language


MeasureChoice = Literal["statements", "states", "both"]


@dataclass(frozen=True)
class _Asked:
    """What is asked: the case, decisions (None: all), the outcome that is meant, if any."""

    case: Case
    decisions: tuple[str, ...] | None
    outcome: str | None


def settle(
    case: CasePath,
    target: Annotated[
        str | None,
        typer.Option(
            help="The settlement that is meant: an outcome, or options that are taken or not, "
            "in Arabic or English, with commas between: «تسليم المنطقة، بلا نقض الاتفاق»"
        ),
    ] = None,
    p: Annotated[
        float, typer.Option(min=0.01, max=1.0, help="Share of the orders in which it is to hold")
    ] = 0.9,
    levers: Annotated[
        bool, typer.Option("--levers", help="Find the smallest changes that make it hold")
    ] = False,
    lever_seconds: Annotated[
        float | None,
        typer.Option(
            min=0.1, help="Time to search levers; then, or on Ctrl-C, what was found is shown"
        ),
    ] = None,
    cost: Annotated[
        list[str] | None,
        typer.Option("--cost", help="Your cost of a lever, LEVER=NUMBER; may be repeated"),
    ] = None,
    costs: Annotated[
        Path | None, typer.Option(help="File of costs, one line a lever: LEVER: NUMBER")
    ] = None,
    pattern: Annotated[
        list[Path] | None,
        typer.Option("--pattern", help="Pattern file of your own the case was framed with"),
    ] = None,
    lever_file: Annotated[
        Path | None, typer.Option(help="YAML file of levers of your own, tried with the others")
    ] = None,
    drivers: Annotated[
        bool, typer.Option("--drivers", help="Say what to find out next, and what each source does")
    ] = False,
    offers: Annotated[
        bool, typer.Option("--offers", help="Say which single change raises the share most")
    ] = False,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="Say what all could agree on, and who gains least")
    ] = False,
    red_line: Annotated[
        list[str] | None,
        typer.Option(
            "--red-line",
            help="What a party will not go below: WHO: CONDITION, or WHO/mandate: CONDITION",
        ),
    ] = None,
    bottom_line: Annotated[
        list[str] | None,
        typer.Option("--bottom-line", help="The least a party would sign, as you see it"),
    ] = None,
    bridge: Bridge = False,
    robust: Robust = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why, down to the sentences it rests on")
    ] = False,
    decision: Annotated[
        list[str] | None, typer.Option("--decision", help="Id of a decision; may be repeated")
    ] = None,
    concept: Annotated[
        list[str] | None,
        typer.Option("--concept", help="Show this stability concept too; may be repeated"),
    ] = None,
    measure: Annotated[
        MeasureChoice, typer.Option(help="Shares of orders of statements, of states, or both")
    ] = "both",
    samples: Samples = 20_000,
    runs: Annotated[
        int, typer.Option(min=0, help="Runs of the simulation for each arm; 0 leaves it out")
    ] = 1_000,
    seed: Seed = 0,
    lang: Lang = "en",
    json: Json = False,
) -> None:
    """Say which settlement could hold, what would make it hold, and why.

    Example: sulh settle out/daraa --levers --explain --lang ar
    """
    from sulh.frame import load_patterns
    from sulh.pipeline import to_json
    from sulh.settlement import settle as settle_case
    from sulh.settlement.early import with_early
    from sulh.settlement.explaining import explained
    from sulh.settlement.lever_file import read_levers
    from sulh.settlement.share import FIVE

    asked = _asked(load(case)[0], decision, target)
    own = read_levers(lever_file) if lever_file else ()
    prices = costs_of(cost or (), costs)
    lines = lines_of(_pool(asked.case, asked.decisions), red_line or (), bottom_line or ())
    if (prices or own) and not (levers or offers):
        raise ModelError(
            "costs and levers are given, but none are asked for", advice="add --levers or --offers"
        )
    if lines and not (agreement or offers):
        raise ModelError(
            "lines are given, but nothing is held to them", advice="add --agreement or --offers"
        )
    with progress_bars() as progress:
        result = settle_case(
            asked.case, decisions=asked.decisions, concepts=tuple(concept or FIVE), n=samples,
            runs=runs, seed=seed, outcome=asked.outcome, p=p, levers=levers,
            lever_seconds=lever_seconds, drivers=drivers,
            sources=drivers, offers=offers, zones=agreement, own_levers=own, costs=prices,
            patterns=load_patterns([str(each) for each in pattern or ()]),
            lines=lines, bridge=bridge, robust=robust, progress=progress,
        )  # fmt: skip
        if explain:
            outcomes = None if asked.outcome is None else (asked.outcome,)
            result = with_early(asked.case, explained(asked.case, result, outcomes), asked.outcome)
    if json:
        show(to_json(result))
        return
    _show_answer(asked, result, lang, measure, concepts=bool(concept))
    if explain:
        _show_reasons(asked, result, lang)


def _asked(case: Case, decisions: Sequence[str] | None, target: str | None) -> _Asked:
    """What is asked; a target that no outcome names becomes one of its decision's outcomes."""
    chosen = tuple(decisions) if decisions else None
    if target is None:
        return _Asked(case, chosen, None)
    from sulh.settlement.target import case_with_target

    found = _meant(case, chosen, target)
    return _Asked(case_with_target(case, found), (found.decision,), found.outcome)


def _meant(case: Case, chosen: tuple[str, ...] | None, target: str) -> Target:
    """The one state that a target means, in the one decision that it fits."""
    from sulh.settlement.target import find_target

    known = [d for d in case.decisions if d.superseded_by is None]
    pool = _pool(case, chosen)
    if not pool:
        raise _no_decision(known, chosen)
    found, errors = [], []
    for each in pool:
        try:
            found.append(find_target(each, target))
        except SulhError as error:
            errors.append(error)
    if not found:
        raise errors[0] if len(errors) == 1 else ModelError("\n".join(map(str, errors)))
    if len(found) > 1:
        ids = ", ".join(each.decision for each in found)
        raise ModelError(
            f"the target {target!r} fits several decisions: {ids}",
            advice=f"say which one: --decision {found[-1].decision}",
        )
    return found[0]


def _pool(case: Case, chosen: tuple[str, ...] | None) -> list[Decision]:
    """The decisions that are asked about."""
    known = [d for d in case.decisions if d.superseded_by is None]
    return [d for d in known if chosen is None or d.id in chosen]


def _no_decision(known: Sequence[Decision], chosen: tuple[str, ...] | None) -> ModelError:
    from sulh.errors import nearest

    if not known:
        return ModelError("the case has no decision", advice="frame it first: sulh frame CASE")
    ids = [each.id for each in known]
    wanted = (chosen or ("",))[0]
    return ModelError(f"the case has no decision {wanted}", advice=nearest(wanted, ids))


_MEASURES: dict[MeasureChoice, tuple[Measure, ...]] = {
    "statements": ("StatementOrder",),
    "states": ("StateOrder",),
    "both": ("StatementOrder", "StateOrder"),
}


def _show_answer(
    asked: _Asked,
    result: SettlementResult,
    language: Language,
    measure: MeasureChoice,
    *,
    concepts: bool,
) -> None:
    from sulh.brief import answer_lines, answer_tables, target_line
    from sulh.cli.tables import show_lines, show_tables

    lines = list(answer_lines(asked.case, result, language))
    if asked.outcome is not None:
        lines.insert(0, target_line(asked.case, result, asked.outcome, language))
    lines += [ask.text.in_(language) for ask in result.asks]
    show_lines(lines, language)
    tables = answer_tables(
        asked.case, result, language, measures=_MEASURES[measure], concepts=concepts
    )
    show_tables(tables, language)


def _show_reasons(asked: _Asked, result: SettlementResult, language: Language) -> None:
    from sulh.brief import reason_trees
    from sulh.cli.tables import show_tree

    outcomes = None if asked.outcome is None else (asked.outcome,)
    show_tree(reason_trees(asked.case, result, language, outcomes), language)
