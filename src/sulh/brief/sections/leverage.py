"""What would make a settlement hold, and which answer would move its share most."""

from __future__ import annotations

from dataclasses import dataclass

from sulh.brief.context import Context
from sulh.brief.markup import csv_link
from sulh.settlement.result import (
    DecisionResult,
    Drivers,
    LeverSearch,
    LeverSet,
    Share,
    StatementDriver,
)
from sulh.words import DecisionWords
from sulh.words.conditions import condition_words
from sulh.words.numbers import count, decimal, error_in_table, percent, significant

__all__ = ["DriverTable", "LeverTable", "driver_tables", "lever_tables"]

_MOST = 8


@dataclass(frozen=True)
class LeverRow:
    """A set of levers, its cost, what becomes of the settlement, who would still leave."""

    levers: str
    cost: str
    holds: str
    attainable: str
    breakers: str


@dataclass(frozen=True)
class LeverTable:
    """The smallest sets of levers for one settlement."""

    title: str
    intro: str
    rows: tuple[LeverRow, ...]
    csv: str


@dataclass(frozen=True)
class DriverTable:
    """The statements that move the share of one settlement, the most valuable first."""

    title: str
    base: str
    rows: tuple[tuple[str, str, str, str, str], ...]
    csv: str


def lever_tables(context: Context) -> tuple[LeverTable, ...]:
    """Return a table for each search of levers whose decision is shown."""
    found = [(s, _decision(context, s.decision)) for s in context.result.levers]
    return tuple(_levers(context, search, decision) for search, decision in found if decision)


def _decision(context: Context, decision_id: str) -> DecisionResult | None:
    return next((d for d in context.result.decisions if d.decision == decision_id), None)


def _levers(context: Context, search: LeverSearch, decision: DecisionResult) -> LeverTable:
    sets = search.minimal or search.front
    words = context.words(decision)
    return LeverTable(
        title=_title(context, decision, search.outcome),
        intro=_intro(context, search),
        rows=tuple(_lever_row(context, search, s, words) for s in (search.without, *sets)),
        csv=_levers_csv(context, search),
    )


def _title(context: Context, decision: DecisionResult, outcome_id: str) -> str:
    titles = [o.title for o in decision.outcomes if o.outcome == outcome_id]
    dash = context.voice.say(ar="، ", en=", ")
    return dash.join(context.voice.text(t) for t in (*titles, decision.title))


def _intro(context: Context, search: LeverSearch) -> str:
    voice, p = context.voice, percent(search.p, context.voice)
    tried, size = count(search.n_sets, voice), count(search.max_size, voice)
    reach = voice.say(
        ar=f"أصغر المجموعات التي تصمد معها في {p} من الترتيبات على الأقل، "
        "ولا تكفي مجموعة أصغر داخلها",
        en=f"The smallest sets with which it holds in at least {p} of the orders, none of whose "
        "parts is enough",
    )
    none = voice.say(
        ar=f"لم تبلغ أي مجموعة {p}؛ وهذه أفضل ما وُجد قياسًا بكلفته",
        en=f"No set reaches {p}; these are the best that were found for their cost",
    )
    return voice.say(
        ar=f"{reach if search.minimal else none}. جُرّبت مجموعات عددها {tried}، "
        f"في كل منها أدوات لا يزيد عددها على {size}. والكلفة بمقياس المحلل.",
        en=f"{reach if search.minimal else none}. Sets tried: {tried}, of at most {size} levers. "
        "The cost is on the analyst's own scale.",
    )


def _lever_row(
    context: Context, search: LeverSearch, found: LeverSet, words: DecisionWords
) -> LeverRow:
    voice, titles = context.voice, {lever.id: lever.title for lever in search.levers}
    named = [voice.text(titles[lever]) for lever in found.levers]
    colon = voice.say(ar=": ", en=": ")
    leaving = [
        f"{words.maker_named(b.decision_maker)}{colon}{percent(b.share, voice)}"
        for b in found.breakers
    ]
    return LeverRow(
        levers=voice.say(ar=" + ", en=" + ").join(named) or voice.say(ar="بلا أداة", en="no lever"),
        cost=decimal(found.cost, voice),
        holds=_share(found.holds, context),
        attainable=_share(found.attainable, context),
        breakers=voice.say(ar="؛ ", en="; ").join(leaving) or voice.say(ar="لا أحد", en="nobody"),
    )


def _share(value: Share, context: Context) -> str:
    return f"{percent(value.p, context.voice)} {error_in_table(value, context.voice)}".rstrip()


def _levers_csv(context: Context, search: LeverSearch) -> str:
    titles = {lever.id: lever.title.in_(context.voice.language) for lever in search.levers}
    rows = [
        (
            " + ".join(titles[i] for i in s.levers), s.cost, significant(s.holds.p, 6),
            significant(s.holds.se, 3), significant(s.attainable.p, 6),
        )
        for s in (search.without, *search.minimal, *search.front)
    ]  # fmt: skip
    return csv_link(("levers", "cost", "holds", "standard_error", "attainable"), rows)


def driver_tables(context: Context) -> tuple[DriverTable, ...]:
    """Return a table for each decision whose drivers were asked for."""
    found = [(d, _decision(context, d.decision)) for d in context.result.drivers]
    return tuple(_drivers(context, d, decision) for d, decision in found if decision)


def _drivers(context: Context, drivers: Drivers, decision: DecisionResult) -> DriverTable:
    words = context.words(decision)
    rows = [
        (
            words.maker_named(s.decision_maker),
            _wish(context, decision, s),
            _share(s.if_true, context),
            _share(s.if_false, context),
            decimal(round(100 * s.value, 1), context.voice),
        )
        for s in drivers.statements[:_MOST]
    ]
    return DriverTable(
        title=_title(context, decision, drivers.outcome),
        base=_share(drivers.base, context),
        rows=tuple(rows),
        csv=_drivers_csv(drivers),
    )


def _wish(context: Context, decision: DecisionResult, driver: StatementDriver) -> str:
    """What the statement says: its reason in the analyst's words, or its condition."""
    if driver.why:
        return context.voice.text(driver.why)
    known = context.decisions.get(decision.decision)
    found = [s for s in known.statements if s.id == driver.statement] if known else []
    return condition_words(found[0].condition, decision.options, context.voice) if found else ""


def _drivers_csv(drivers: Drivers) -> str:
    rows = [
        (
            s.statement, s.decision_maker, s.belief, significant(s.if_true.p, 6),
            significant(s.if_false.p, 6), significant(s.if_first.p, 6),
            significant(s.if_last.p, 6), significant(s.value, 6),
        )
        for s in drivers.statements
    ]  # fmt: skip
    header = ("statement", "decision_maker", "belief", "if_true", "if_false", "if_first", "if_last")
    return csv_link((*header, "value"), rows)
