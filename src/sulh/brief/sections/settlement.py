"""The settlement table: what holds, what is attainable, by concept; and what each arm changes."""

from __future__ import annotations

from dataclasses import dataclass

from sulh.brief.context import Context
from sulh.brief.figures.strips import Strip, strips
from sulh.brief.markup import csv_link
from sulh.settlement.result import (
    CampaignResult,
    ConceptVerdict,
    DecisionResult,
    OutcomeDifference,
    OutcomeVerdict,
    Share,
)
from sulh.words.dates import when
from sulh.words.numbers import count, error_of, percent
from sulh.words.outcomes import HEADLINES, band_words, difference_words, outcome_words, value_words
from sulh.words.verdicts import attainable_sentence, concept_name, path_sentence, verdict_words
from sulh.words.vocabulary import MEASURES

__all__ = ["ArmTable", "DecisionTable", "arm_tables", "decision_tables"]


@dataclass(frozen=True)
class Cell:
    """A share as it stands in a table. `part` from 0 to 1 draws its bar."""

    head: str
    verdict: str
    number: str
    error: str
    part: float


@dataclass(frozen=True)
class Row:
    """One named state of a decision."""

    title: str
    kind: str
    holds: Cell
    holds_too: Cell
    threat: Cell
    attainable: Cell
    how: str
    path: str
    concepts: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class DecisionTable:
    """Everything the table says about one decision."""

    title: str
    when: str
    size: str
    follows: str
    scale: str
    rows: tuple[Row, ...]
    csv: str


@dataclass(frozen=True)
class Panel:
    """One outcome of a campaign: an arm a row, its difference from the baseline as a strip."""

    name: str
    unit: str
    rows: tuple[tuple[str, str, str, tuple[str, ...], Strip | None], ...]
    axis: tuple[str, str]


@dataclass(frozen=True)
class ArmTable:
    """The arms of one campaign."""

    title: str
    baseline: str
    scale: str
    panels: tuple[Panel, ...]
    csv: str


def decision_tables(context: Context) -> tuple[DecisionTable, ...]:
    """Return one table for each decision, in the order of the case."""
    return tuple(_decision(context, d) for d in context.result.decisions)


def _decision(context: Context, result: DecisionResult) -> DecisionTable:
    decision = context.decisions.get(result.decision)
    voice = context.voice
    follows = decision.follows if decision else None
    makers, options = count(len(result.decision_makers), voice), count(len(result.options), voice)
    feasible = count(result.n_feasible, voice)
    return DecisionTable(
        title=voice.text(result.title),
        when=when(decision.when, voice) if decision else "",
        size=voice.say(
            ar=f"عدد صانعي القرار {makers}، والخيارات {options}، والحالات الممكنة {feasible}.",
            en=f"Decision makers: {makers}; options: {options}; feasible states: {feasible}.",
        ),
        follows=_follows(context, follows),
        scale=_scale(context, result),
        rows=tuple(_row(context, result, outcome) for outcome in result.outcomes),
        csv=_decision_csv(context, result),
    )


def _follows(context: Context, earlier: str | None) -> str:
    if earlier is None:
        return ""
    name = context.names.of(earlier)
    return context.voice.say(
        ar=f"هذا الوضع امتداد لوضع سابق هو «{name}»: ما اتُّفق عليه هناك هو موضع الخلاف هنا.",
        en=f"This is the afterlife of “{name}”: what was agreed there is in dispute here.",
    )


def _scale(context: Context, result: DecisionResult) -> str:
    """What the shares are parts of, and how many orders were looked at."""
    shares = [s for o in result.outcomes for c in o.concepts for s in c.shares]
    voice = context.voice
    words = [_measure(s, context) for s in shares]
    measures = voice.join(list(dict.fromkeys(words)))
    error = voice.say(ar=" وما بعد ± خطأ معياري.", en=" What follows ± is a standard error.")
    error = "" if all(s.exact for s in shares) else error
    return voice.say(
        ar=f"المقياس: حصة الترتيبات المقبولة التي تثبت فيها الحالة لدى الجميع؛ {measures}. "
        f"وهي حصة في النموذج لا تنبؤ.{error}",
        en="Scale: the share of the admissible orders in which the state is stable for all; "
        f"{measures}. It is a model share, not a forecast.{error}",
    )


def _measure(value: Share, context: Context) -> str:
    voice, orders = context.voice, MEASURES[value.measure].in_(context.voice.language)
    if value.exact:
        return voice.say(
            ar=f"{orders}: عُدَّت كلها ({count(value.n, voice)})",
            en=f"{orders}: all {count(value.n, voice)} counted",
        )
    return voice.say(
        ar=f"{orders}: عُوين منها {count(value.n, voice)}",
        en=f"{orders}: {count(value.n, voice)} sampled",
    )


def _cell(value: Share, context: Context, head: str = "", verdict: str = "") -> Cell:
    return Cell(
        head, verdict, percent(value.p, context.voice), error_of(value, context.voice), value.p
    )


def _row(context: Context, result: DecisionResult, outcome: OutcomeVerdict) -> Row:
    words = context.words(result)
    return Row(
        title=context.voice.text(outcome.title),
        kind=context.t(f"{outcome.kind}_kind"),
        holds=_cell(outcome.holds.share, context, context.t("holds")),
        holds_too=_cell(
            outcome.holds.by_states,
            context,
            MEASURES[outcome.holds.by_states.measure].in_(context.voice.language),
        ),
        threat=_cell(outcome.holds.rests_on_threat, context, context.t("threat")),
        attainable=_cell(outcome.attainable.share, context, context.t("attainable")),
        how=attainable_sentence(outcome.attainable, words),
        path=path_sentence(outcome.attainable.path, words),
        concepts=tuple(_concept(context, c) for c in outcome.concepts),
    )


def _concept(context: Context, verdict: ConceptVerdict) -> tuple[Cell, ...]:
    """One cell for each measure; the first names the concept and its verdict."""
    name, words = (
        concept_name(verdict.concept, context.voice),
        verdict_words(verdict, context.voice),
    )
    heads = [(name, words)] + [
        (MEASURES[s.measure].in_(context.voice.language), "") for s in verdict.shares[1:]
    ]
    return tuple(_cell(s, context, *head) for s, head in zip(verdict.shares, heads, strict=True))


def _decision_csv(context: Context, result: DecisionResult) -> str:
    rows: list[tuple[object, ...]] = []
    for outcome in result.outcomes:
        title, holds = outcome.title.in_(context.voice.language), outcome.holds
        rows += [
            (title, "holds", holds.verdict, *_numbers(holds.share)),
            (title, "rests_on_threat", "", *_numbers(holds.rests_on_threat)),
            (title, "attainable", outcome.attainable.by, *_numbers(outcome.attainable.share)),
        ]
        rows += [
            (title, c.concept, c.verdict, *_numbers(s)) for c in outcome.concepts for s in c.shares
        ]
    header = ("outcome", "what", "verdict", "share", "standard_error", "n", "exact", "measure")
    return csv_link(header, rows)


def _numbers(value: Share) -> tuple[object, ...]:
    return value.p, value.se, value.n, value.exact, value.measure


def arm_tables(context: Context) -> tuple[ArmTable, ...]:
    """Return one table of arms for each campaign."""
    return tuple(_campaign(context, c) for c in context.result.campaigns)


def _campaign(context: Context, campaign: CampaignResult) -> ArmTable:
    titles = {arm.arm: context.voice.text(arm.title) for arm in campaign.arms}
    voice, baseline = context.voice, titles.get(campaign.baseline, campaign.baseline)
    runs, weeks = count(campaign.n_runs, voice), count(campaign.horizon_weeks, voice)
    found = {d.outcome for d in campaign.differences}
    return ArmTable(
        title=voice.text(campaign.title),
        baseline=baseline,
        scale=voice.say(
            ar=f"كل فرق هو ناتج المسار ناقصًا ناتج «{baseline}»، تشغيلًا بتشغيل وبالسحوبات العشوائية "
            f"نفسها؛ عدد مرات التشغيل {runs}، والأفق بالأسابيع {weeks}. "
            "والأرقام من نموذج، ولا تُقرأ إلا فروقًا.",
            en=f"Each difference is an arm minus “{baseline}”, run by run with the same random "
            f"draws; runs: {runs}; horizon in weeks: {weeks}. "
            "These are numbers of a model, to be read only as differences.",
        ),
        panels=tuple(_panel(context, campaign, titles, o) for o in HEADLINES if o in found),
        csv=_campaign_csv(campaign),
    )


def _panel(
    context: Context, campaign: CampaignResult, titles: dict[str, str], outcome: str
) -> Panel:
    words, language = outcome_words(outcome), context.voice.language
    mine = [d for d in campaign.differences if d.outcome == outcome]
    drawn = strips(mine)
    means = {(a.arm, o.outcome): o.mean for a in campaign.arms for o in a.outcomes}
    rows = [_baseline_row(context, campaign, titles, outcome, means)]
    rows += [
        (
            titles.get(d.arm, d.arm),
            _mean(context, outcome, means.get((d.arm, outcome))),
            difference_words(outcome, d.mean, context.voice),
            tuple(band_words(b, outcome, context.voice) for b in d.bands),
            strip,
        )
        for d, strip in zip(mine, drawn.rows, strict=True)
    ]
    low, high = (difference_words(outcome, x, context.voice) for x in (drawn.low, drawn.high))
    return Panel(words.name.in_(language), words.unit.in_(language), tuple(rows), (low, high))


def _baseline_row(
    context: Context,
    campaign: CampaignResult,
    titles: dict[str, str],
    outcome: str,
    means: dict[tuple[str, str], float],
) -> tuple[str, str, str, tuple[str, ...], Strip | None]:
    name = titles.get(campaign.baseline, campaign.baseline)
    mean = _mean(context, outcome, means.get((campaign.baseline, outcome)))
    return (name, mean, context.voice.say(ar="أساس المقارنة", en="baseline"), (), None)


def _mean(context: Context, outcome: str, value: float | None) -> str:
    return "" if value is None else value_words(outcome, value, context.voice)


def _campaign_csv(campaign: CampaignResult) -> str:
    def rows(d: OutcomeDifference) -> list[tuple[object, ...]]:
        head = (d.arm, d.baseline, d.outcome, d.mean, d.n_runs)
        return [(*head, b.source, b.level, b.low, b.high) for b in d.bands] or [head]

    header = (
        "arm",
        "baseline",
        "outcome",
        "mean_difference",
        "n_runs",
        "band",
        "level",
        "low",
        "high",
    )
    return csv_link(header, [row for d in campaign.differences for row in rows(d)])
