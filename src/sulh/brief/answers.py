"""The answer for a terminal: what holds, what to do about it, and why, as tables and trees."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from sulh.brief.audience import visible_to
from sulh.brief.context import Context, Evidence
from sulh.brief.data import DataTable
from sulh.brief.sections.bridging import bridge_tables, not_bridged
from sulh.brief.sections.early import EarlyView, early_views
from sulh.brief.sections.leverage import (
    driver_tables,
    lever_tables,
    source_tables,
    table_share,
)
from sulh.brief.sections.negotiation import offer_tables, zone_tables
from sulh.brief.sections.robust import robust_tables
from sulh.brief.sections.why import MakerReasons, OutcomeReasons, reasons
from sulh.case.model import Case
from sulh.settlement.result import (
    ConceptVerdict,
    DecisionResult,
    Measure,
    OutcomeVerdict,
    SettlementResult,
    Share,
)
from sulh.words import Language, Voice
from sulh.words.tables import TextTable, TextTree
from sulh.words.verdicts import concept_name, verdict_words
from sulh.words.vocabulary import MEASURES

__all__ = ["answer_tables", "reason_trees", "target_line"]

BOTH: tuple[Measure, ...] = ("StatementOrder", "StateOrder")


def answer_tables(
    case: Case,
    result: SettlementResult,
    language: Language,
    *,
    measures: Sequence[Measure] = BOTH,
    concepts: bool = False,
) -> tuple[TextTable, ...]:
    """Return what holds in each decision, and whatever else was asked for, as tables.

    Parameters
    ----------
    case : Case
    result : SettlementResult
    language : {"ar", "en"}
    measures : sequence of {"StatementOrder", "StateOrder"}
        Which shares to show.
    concepts : bool
        Whether to show each concept by itself too.
    """
    context = _context(case, result, language)
    tables = []
    for decision in context.result.decisions:
        tables.append(_holding(context, decision, measures))
        tables += [_by_concept(context, decision, m) for m in measures if concepts]
    return (*tables, *_asked(context))


def _asked(context: Context) -> Iterator[TextTable]:
    """The tables of what was asked for besides, each with the heading it has on the page."""
    groups: tuple[tuple[str, tuple[DataTable, ...]], ...] = (
        ("levers", lever_tables(context)),
        ("drivers", driver_tables(context)),
        ("source_drivers", source_tables(context)),
        ("offers", offer_tables(context)),
        ("zones", zone_tables(context)),
        ("bridges", bridge_tables(context)[:1]),
        ("", bridge_tables(context)[1:]),
        ("", robust_tables(context)),
    )
    for key, made in groups:
        for each in made:
            head = f"{context.t(key)}: " if key else ""
            yield replace(each.table, title=f"{head}{each.table.title}")
    missing = not_bridged(context)
    if missing:
        yield TextTable(title=context.t("bridges"), columns=(), rows=(), notes=missing)


def target_line(case: Case, result: SettlementResult, outcome: str, language: Language) -> str:
    """Return which state was asked for: the options that are on in it, all others off.

    Parameters
    ----------
    case : Case
    result : SettlementResult
    outcome : str
        Id of an outcome of one of its decisions.
    language : {"ar", "en"}
    """
    context = _context(case, result, language)
    decision, state = next(
        (d, o.state) for d in context.result.decisions for o in d.outcomes if o.outcome == outcome
    )
    on, title = context.words(decision).options_on(state), context.voice.text(decision.title)
    return context.voice.say(
        ar=f"المطلوب في «{title}»: {on}، ولا شيء سوى ذلك.",
        en=f"What is asked for in “{title}”: {on}, and nothing else.",
    )


def _context(case: Case, result: SettlementResult, language: Language) -> Context:
    return Context(visible_to(case, result, "internal"), Voice(language), "internal", {})


def _holding(context: Context, decision: DecisionResult, measures: Sequence[Measure]) -> TextTable:
    """Which of its outcomes hold, rest on a threat, can be reached."""
    voice = context.voice
    heads = [context.t("outcome")]
    heads += [f"{context.t('holds')} ({_name(m, context)})" for m in measures]
    heads += [context.t("containing"), context.t("threat"), context.t("attainable")]
    return TextTable(
        title=f"{voice.text(decision.title)}  ({decision.decision})",
        columns=tuple(heads),
        rows=tuple(_held(context, outcome, measures) for outcome in decision.outcomes),
        numeric=tuple(range(1, len(heads))),
        notes=(_legend(context),),
    )


def _name(measure: Measure, context: Context) -> str:
    return MEASURES[measure].in_(context.voice.language)


def _held(
    context: Context, outcome: OutcomeVerdict, measures: Sequence[Measure]
) -> tuple[str, ...]:
    holds = outcome.holds
    shares = {holds.share.measure: holds.share}
    shares |= {holds.by_states.measure: holds.by_states} if holds.by_states else {}
    kind = context.t(f"{outcome.kind}_kind")
    wider = outcome.containing.holds if outcome.containing else None
    return (
        f"{context.voice.text(outcome.title)} ({kind})",
        *(_shown(shares.get(m), context) for m in measures),
        _shown(wider, context),
        table_share(holds.rests_on_threat, context),
        table_share(outcome.attainable.share, context),
    )


def _shown(value: Share | None, context: Context) -> str:
    return table_share(value, context) if value else "–"


def _legend(context: Context) -> str:
    return context.voice.say(
        ar="حصص من الترتيبات المقبولة: حصة في النموذج لا تنبؤ. ما يلي ± خطأ معياري، وما خلا منه "
        "عُدّ كله أو لم يتفاوت في العيّنة.",
        en="Shares of the admissible orders: a model share, not a forecast. After ± stands the "
        "standard error; without it a share was counted in full, or the sample did not vary.",
    )


def _by_concept(context: Context, decision: DecisionResult, measure: Measure) -> TextTable:
    """Every outcome under every concept: necessarily, possibly or never, and the share."""
    names = [v.concept for v in decision.outcomes[0].concepts] if decision.outcomes else []
    return TextTable(
        title=f"{context.t('by_concept')} ({_name(measure, context)})",
        columns=(context.t("outcome"), *(concept_name(n, context.voice) for n in names)),
        rows=tuple(
            (
                context.voice.text(outcome.title),
                *(_concept(context, v, measure) for v in outcome.concepts),
            )
            for outcome in decision.outcomes
        ),
    )


def _concept(context: Context, verdict: ConceptVerdict, measure: Measure) -> str:
    share = next((s for s in verdict.shares if s.measure == measure), None)
    words = verdict_words(verdict, context.voice) if measure == "StatementOrder" else ""
    return f"{words} {_shown(share, context)}".strip()


def reason_trees(
    case: Case,
    result: SettlementResult,
    language: Language,
    outcomes: Collection[str] | None = None,
) -> tuple[TextTree, ...]:
    """Return why each outcome is or is not stable: verdict, step, statement, claim, quote.

    Parameters
    ----------
    case : Case
    result : SettlementResult
    language : {"ar", "en"}
    outcomes : collection of str, optional
        Ids of the outcomes to explain; every settlement and status quo by default.
    """
    context = _context(case, result, language)
    early = (_early_tree(context, view) for view in early_views(context))
    return (*early, *(_tree(context, each) for each in reasons(context, outcomes)))


def _early_tree(context: Context, view: EarlyView) -> TextTree:
    words = view.words
    conditions = tuple(TextTree(kind="condition", text=line) for line in words.conditions)
    return TextTree(
        kind="early",
        text=f"{words.title} · {view.decision}",
        below=(
            TextTree(kind="verdict", text=words.share),
            TextTree(kind="step", text=words.reach),
            *(
                TextTree(kind="statement", text=sentence, below=_claims(context, evidence))
                for sentence, evidence in view.parties
            ),
            TextTree(kind="step", text=words.breach),
            *((TextTree(kind="step", text=words.head, below=conditions),) if words.head else ()),
        ),
    )


def _claims(context: Context, evidence: Iterable[Evidence]) -> tuple[TextTree, ...]:
    """Claims, each with the quote it stands on."""
    return tuple(
        TextTree(
            kind="claim",
            text=each.sentence,
            below=(TextTree(kind="quote", text=_quoted(context, each.quote, each.source)),),
        )
        for each in evidence
    )


def _tree(context: Context, outcome: OutcomeReasons) -> TextTree:
    content = (TextTree(kind="verdict", text=outcome.content),) if outcome.content else ()
    intro = (TextTree(kind="state", text=outcome.intro),) if outcome.intro else ()
    return TextTree(
        kind="outcome",
        text=f"{outcome.title} · {outcome.decision}",
        below=(*intro, *(_maker(context, m) for m in outcome.makers), *content),
    )


def _maker(context: Context, maker: MakerReasons) -> TextTree:
    """A verdict with its steps, and the statements, claims and quotes they rest on."""
    first, *steps = maker.sentences
    grounds = tuple(
        TextTree(
            kind="statement",
            text=f"{ground.sentence} {ground.why}".rstrip(),
            below=_claims(context, ground.evidence),
        )
        for ground in maker.grounds
    )
    below = tuple(TextTree(kind="step", text=step) for step in steps)
    return TextTree(kind="verdict", text=first, below=(*below, *grounds))


def _quoted(context: Context, quote: str, source: str) -> str:
    flat = context.voice.say(ar="«{}»", en="“{}”").format(" ".join(quote.split()))
    return f"{flat} ({source})"
