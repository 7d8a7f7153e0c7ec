"""What would make a settlement hold, who would still break it, and what to find out first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import sqrt

from sulh.brief.context import Context
from sulh.brief.data import DataTable
from sulh.case.model import Decision
from sulh.settlement.result import (
    Breaker,
    DecisionResult,
    Drivers,
    LeverSearch,
    LeverSet,
    Share,
    SourceDriver,
    SourceDrivers,
    StatementDriver,
)
from sulh.words import DecisionWords, isolate
from sulh.words.conditions import condition_words
from sulh.words.numbers import (
    count,
    decimal,
    in_points,
    percent,
    share_in_table,
    significant,
    with_error,
)
from sulh.words.tables import TextTable
from sulh.words.vocabulary import ASSUMED

__all__ = ["driver_tables", "lever_tables", "source_tables", "table_share", "table_title", "wish"]

_MOST = 8
_WAYS = 1
_LEAST = 0.0005
"""A statement that moves the share by less than a tenth of a point moves nothing to speak of."""


def lever_tables(context: Context) -> tuple[DataTable, ...]:
    """Return a table for each search of levers whose decision is shown."""
    found = [(s, context.answered(s.decision)) for s in context.result.levers]
    return tuple(_levers(context, search, decision) for search, decision in found if decision)


def _levers(context: Context, search: LeverSearch, decision: DecisionResult) -> DataTable:
    sets = search.minimal or search.front
    words, say = context.words(decision), context.voice.say
    rows = [_lever_row(context, search, s, words) for s in (search.without, *sets)]
    breakers = _ways_out(context, decision, (search.without, *sets), search)
    return DataTable(
        table=TextTable(
            title=table_title(context, decision, search.outcome),
            intro=(_intro(context, search),),
            columns=tuple(map(context.t, ("lever_set", "cost", "holds", "attainable", "breakers"))),
            rows=tuple(rows),
            numeric=(1,),
            notes=(
                *breakers,
                *_close_calls(context, sets, search),
                *_steps(context, decision, sets, search),
                say(
                    ar="والكلفة بمقياس المحلل، ولا يقول النموذج هل يمكن الحصول على الأداة.",
                    en="Costs are on the analyst's own scale; whether a lever can be had is not "
                    "modelled.",
                ),
            ),
        ),
        name="levers",
        header=("levers", "cost", "holds", "standard_error", "attainable", "would_leave"),
        data=tuple(_lever_data(context, search)),
    )


def table_title(context: Context, decision: DecisionResult, outcome_id: str) -> str:
    """Return the title of an outcome and of its decision."""
    titles = [o.title for o in decision.outcomes if o.outcome == outcome_id]
    comma = context.voice.say(ar="، ", en=", ")
    return comma.join(context.voice.text(t) for t in (*titles, decision.title))


def _intro(context: Context, search: LeverSearch) -> str:
    voice, p = context.voice, percent(search.p, context.voice)
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
    if not search.complete:
        none = voice.say(
            ar=f"لم تبلغ أي مجموعة مما جُرّب {p}؛ وهذه أفضل ما وُجد قياسًا بكلفته",
            en=f"None of the sets tried reaches {p}; these are the best of them for their cost",
        )
    return f"{reach if search.minimal else none}. {_searched(context, search)}"


def _searched(context: Context, search: LeverSearch) -> str:
    """How many sets were tried, and for which costs the answer is complete."""
    voice, size = context.voice, count(search.max_size, context.voice)
    tried, every = count(search.n_tried, voice), count(search.n_sets, voice)
    if search.method == "milp":
        some = voice.say(
            ar=f"اختار برنامج خطي صحيح أيَّ المجموعات تُجرَّب ({tried}).",
            en=f"A mixed-integer program chose which sets to try ({tried}).",
        )
    elif search.complete:
        return voice.say(
            ar=f"جُرّبت كل المجموعات ({every})، في كل منها أدوات لا يزيد عددها على {size}.",
            en=f"Every set was tried ({every}), of at most {size} levers.",
        )
    else:
        some = voice.say(
            ar=f"انقطع البحث: عدد المجموعات التي جُرّبت {tried} من {every}.",
            en=f"The search was broken off: {tried} of {every} sets were tried.",
        )
    if search.complete or not search.bound:
        return some
    bound = decimal(search.bound, voice)
    limit = voice.say(
        ar=f"والقائمة تامة لما تقل كلفته عن {bound}.", en=f"Complete for costs below {bound}."
    )
    return f"{some} {limit}"


def _lever_row(
    context: Context, search: LeverSearch, found: LeverSet, words: DecisionWords
) -> tuple[str, ...]:
    voice = context.voice
    colon = voice.say(ar=": ", en=": ")
    leaving = [
        f"{words.maker_named(b.decision_maker)}{colon}{with_error(b.share, b.se, voice)}"
        for b in found.breakers
    ]
    return (
        _named(context, search, found.levers),
        decimal(found.cost, voice),
        table_share(found.holds, context),
        table_share(found.attainable, context),
        voice.say(ar="؛ ", en="; ").join(leaving) or voice.say(ar="لا أحد", en="nobody"),
    )


def _named(context: Context, search: LeverSearch, levers: Iterable[str]) -> str:
    voice, titles = context.voice, {lever.id: lever.title for lever in search.levers}
    named = [voice.text(titles[lever]) for lever in levers]
    return " + ".join(named) or voice.say(ar="بلا أداة", en="no lever")


def _close_calls(context: Context, sets: Iterable[LeverSet], search: LeverSearch) -> Iterator[str]:
    """Sets so near to the share that was asked for that chance alone could turn them."""
    near = [s for s in sets if s.holds.se and abs(s.holds.p - search.p) <= 2 * s.holds.se]
    if near:
        voice, p = context.voice, percent(search.p, context.voice)
        named = voice.say(ar="؛ ", en="; ").join(_named(context, search, s.levers) for s in near)
        yield voice.say(
            ar=f"على خطأين معياريين من {p} أو أقل، فقد يقلبها السحب وحده: {named}.",
            en=f"Within two standard errors of {p}, so that chance alone could turn it: {named}.",
        )


def _ways_out(
    context: Context, decision: DecisionResult, sets: Iterable[LeverSet], search: LeverSearch
) -> Iterator[str]:
    """How each who would still leave would do it, and to gain what; most frequent ways first."""
    for found in sets:
        ways = [line for b in found.breakers for line in _ways(context, decision, b)]
        if ways:
            colon = context.voice.say(ar=": ", en=": ")
            semicolon = context.voice.say(ar="؛ ", en="; ")
            yield f"{_named(context, search, found.levers)}{colon}{semicolon.join(ways)}."


def _ways(context: Context, decision: DecisionResult, breaker: Breaker) -> Iterator[str]:
    voice, words = context.voice, context.words(decision)
    who = words.of_makers([breaker.decision_maker])
    known = context.decisions.get(decision.decision)
    for move in breaker.moves[:_WAYS]:
        then, part = _state(context, decision, move.on), table_share(move.share, context)
        wishes = [ascribed(context, decision, known, name) for name in move.gains]
        gains = voice.say(ar="، ", en=", ").join(wishes)
        why = voice.say(ar=f"، تحقيقًا لما يلي: {gains}", en=f", to satisfy {gains}")
        yield voice.say(
            ar=f"انتقال من جانب {who} إلى {then} في {part}{why if wishes else ''}",
            en=f"{who} would move to {then} in {part}{why if wishes else ''}",
        )


def _state(context: Context, decision: DecisionResult, on: tuple[str, ...]) -> str:
    """A state by the options that are on; a lever may have added some of them or split them."""
    voice = context.voice
    named = [o.title for o in decision.outcomes if set(o.on) == set(on)]
    if named:
        return voice.say(ar=f"«{voice.text(named[0])}»", en=f"“{voice.text(named[0])}”")
    options = [_option(context, decision, name) for name in on]
    listed = voice.join([voice.say(ar=f"«{o}»", en=f"“{o}”") for o in options])
    none = voice.say(ar="حالة لا يُتخذ فيها أي خيار", en="the state where no option is taken")
    return voice.say(ar=f"حالة يُتخذ فيها {listed}", en=f"the state with {listed}") if on else none


def _option(context: Context, decision: DecisionResult, name: str) -> str:
    """The title of an option, of a part of one, or what its name says."""
    voice, titles = context.voice, dict(decision.options)
    whole, _, part = name.rpartition("_part")
    if name not in titles and whole in titles and part.isdecimal():
        title, number = voice.text(titles[whole]), voice.number(part)
        return voice.say(ar=f"{title} (الجزء {number})", en=f"{title} (part {number})")
    return voice.text(titles[name]) if name in titles else isolate(name.replace("_", " "))


def _steps(
    context: Context, decision: DecisionResult, sets: Iterable[LeverSet], search: LeverSearch
) -> Iterator[str]:
    """The states on the way, where a set splits an exchange into steps."""
    voice = context.voice
    for found in sets:
        for step in found.steps:
            number, held = count(step.step, voice), table_share(step.holds, context)
            where = _state(context, decision, step.on)
            named = _named(context, search, found.levers)
            yield voice.say(
                ar=f"{named}، بعد المرحلة {number}: {where}، صامدة في {held}.",
                en=f"{named}, after step {number}: {where}, holds in {held}.",
            )


def table_share(value: Share, context: Context) -> str:
    """Return a share with its error where it has one: ``62 % ± 1.1 %``."""
    return share_in_table(value, context.voice)


def wish(context: Context, decision: DecisionResult, known: Decision | None, statement: str) -> str:
    """What a statement says: its reason in the analyst's words, or its condition."""
    found = [s for s in known.statements if s.id == statement] if known else []
    if not found:
        return isolate(statement.replace("_", " "))
    if found[0].why:
        return context.voice.text(found[0].why)
    return condition_words(found[0].condition, decision.options, context.voice)


def ascribed(
    context: Context, decision: DecisionResult, known: Decision | None, statement: str
) -> str:
    """A wish in quotation marks; with *assumed* after it where no text shows it."""
    voice, said = context.voice, wish(context, decision, known, statement)
    shown = known is None or any(s.id == statement and s.claims for s in known.statements)
    note = "" if shown else f" ({ASSUMED.in_(voice.language)})"
    return voice.say(ar=f"«{said}»", en=f"“{said}”") + note


def _lever_data(context: Context, search: LeverSearch) -> Iterator[tuple[object, ...]]:
    titles = {lever.id: lever.title.in_(context.voice.language) for lever in search.levers}
    for each in (search.without, *search.minimal, *search.front):
        yield (
            " + ".join(titles[i] for i in each.levers), each.cost, significant(each.holds.p, 6),
            significant(each.holds.se, 3), significant(each.attainable.p, 6),
            "; ".join(f"{b.decision_maker} {significant(b.share, 3)}" for b in each.breakers),
        )  # fmt: skip


def driver_tables(context: Context) -> tuple[DataTable, ...]:
    """Return what to find out first, for each decision whose drivers were asked for."""
    found = [(d, context.answered(d.decision)) for d in context.result.drivers]
    return tuple(_drivers(context, d, decision) for d, decision in found if decision)


def _drivers(context: Context, drivers: Drivers, decision: DecisionResult) -> DataTable:
    order = {ask.statement: i for i, ask in enumerate(drivers.ask_next)}
    ranked = sorted(drivers.statements, key=lambda s: order.get(s.statement, len(order)))
    moving = [s for s in ranked if max(s.value, _betters(s)) >= _LEAST][:_MOST]
    columns = ("to_ask", "maker", "if_true", "if_false", "value_of", "levers_of")
    n_columns = 6 if any(s.levers for s in moving) else 5
    return DataTable(
        table=TextTable(
            title=table_title(context, decision, drivers.outcome),
            intro=(_base(context, drivers),),
            columns=tuple(map(context.t, columns[:n_columns])),
            rows=tuple(_driver_row(context, drivers, decision, s)[:n_columns] for s in moving),
            numeric=(4, 5),
            notes=tuple(_coarse(context, moving)),
        ),
        name="drivers",
        header=("statement", "decision_maker", "belief", "if_true", "if_false", "if_first",
                "if_last", "value", "value_error", "moves_levers"),
        data=tuple(map(_driver_data, drivers.statements)),
    )  # fmt: skip


def _coarse(context: Context, shown: Iterable[StatementDriver]) -> Iterator[str]:
    """How far the numbers may be off: those within their error say nothing."""
    say, voice = context.voice.say, context.voice
    if any(driver.value_se for driver in shown):
        yield say(
            ar="ما يحرّكه الجواب مع خطئه المعياري (على الأكثر): وما لا يزيد على ضعفيه قد يكون من "
            "السحب وحده.",
            en="How far an answer moves it stands with its standard error (at most); what is not "
            "above twice that may be due to the draws alone.",
        )
    draws = [driver.levers.n_samples for driver in shown if driver.levers]
    if draws:
        n, most = count(max(draws), voice), in_points(sqrt(0.25 / max(draws)), 0.0, voice)
        yield say(
            ar=f"واختيار الأدوات قيس بعدد من السحوبات لكل مجموعة قدره {n}: فالخطأ المعياري لحصتها "
            f"{most} من النقاط على الأكثر.",
            en=f"The choice of levers was measured with {n} draws for each set: a standard error "
            f"of its share of {most} points at most.",
        )


def _base(context: Context, drivers: Drivers) -> str:
    base = table_share(drivers.base, context)
    return context.voice.say(
        ar=f"صامدة الآن في {base}؛ وهذا ما تصير إليه الحصة إن عُرف الجواب. والأهم أولًا.",
        en=f"It now holds in {base}; this is what becomes of the share once the answer is known. "
        "What matters most comes first.",
    )


def _driver_row(
    context: Context, drivers: Drivers, decision: DecisionResult, driver: StatementDriver
) -> tuple[str, ...]:
    voice, known = context.voice, context.decisions.get(decision.decision)
    asked = {ask.statement: ask.ask for ask in drivers.ask_next}.get(driver.statement)
    said = wish(context, decision, known, driver.statement)
    question = f"{voice.text(asked)} ({said})" if asked else _whether(context, said)
    moves = driver.levers.value if driver.levers else None
    return (
        question,
        context.words(decision).maker_named(driver.decision_maker),
        table_share(driver.if_true, context),
        table_share(driver.if_false, context),
        in_points(driver.value, driver.value_se, voice),
        "" if moves is None else decimal(round(100 * moves, 1), voice),
    )


def _betters(driver: StatementDriver) -> float:
    """How far knowing a statement betters the choice of levers."""
    return driver.levers.value if driver.levers else 0.0


def _whether(context: Context, said: str) -> str:
    return context.voice.say(ar=f"هل صحيح أنه: {said}؟", en=f"Is it so: {said}?")


def _driver_data(driver: StatementDriver) -> tuple[object, ...]:
    shares = (driver.if_true, driver.if_false, driver.if_first, driver.if_last)
    moves = driver.levers.value if driver.levers else ""
    return (
        driver.statement, driver.decision_maker, driver.belief,
        *(significant(each.p, 6) for each in shares), significant(driver.value, 6),
        significant(driver.value_se, 3), moves,
    )  # fmt: skip


def source_tables(context: Context) -> tuple[DataTable, ...]:
    """Return what each source carries: the answer without it, and if what it says is wrong."""
    found = [(s, context.answered(s.decision)) for s in context.result.sources]
    return tuple(_sources(context, s, decision) for s, decision in found if decision)


def _sources(context: Context, found: SourceDrivers, decision: DecisionResult) -> DataTable:
    voice, p = context.voice, percent(found.p, context.voice)
    shown = [s for s in found.sources if s.source in context.sources]
    return DataTable(
        table=TextTable(
            title=table_title(context, decision, found.outcome),
            intro=(
                voice.say(
                    ar=f"هل يقلب مصدر واحد الجواب؟ الحدّ هنا {p} من الترتيبات.",
                    en=f"Would one source alone turn the answer? The line drawn here is {p} "
                    "of the orders.",
                ),
            ),
            columns=tuple(
                map(context.t, ("source", "without_source", "with_all", "if_wrong", "turns"))
            ),
            rows=tuple(_source_row(context, s) for s in shown),
        ),
        name="sources-drive",
        header=("source", "without", "with_all", "if_wrong", "as_it_stands", "turns"),
        data=tuple(
            (s.source, *(x.p if x else "" for x in (s.share, s.base, s.if_wrong, s.standing)),
             s.flips)
            for s in shown
        ),
    )  # fmt: skip


def _source_row(context: Context, driver: SourceDriver) -> tuple[str, ...]:
    say = context.voice.say
    none = say(ar="لا تُصاغ من دونه", en="cannot be framed")
    alone = say(ar="لا شيء يقوم عليه وحده", en="nothing rests on it alone")
    return (
        context.names.publisher(driver.source),
        table_share(driver.share, context) if driver.share else none,
        table_share(driver.base, context) if driver.base else none,
        table_share(driver.if_wrong, context) if driver.if_wrong else alone,
        say(ar="نعم", en="yes") if driver.flips else say(ar="لا", en="no"),
    )
